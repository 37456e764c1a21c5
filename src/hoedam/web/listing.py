"""A list of the ledger as a page: narrowed by its address, counted, paged by key, and as files of exactly that set."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from fastapi import Response

from hoedam.errors import SettingInvalid
from hoedam.exports.feed import Feed, write_feed
from hoedam.exports.handing import entries, newest
from hoedam.exports.lists import table
from hoedam.exports.tables import write
from hoedam.ledger import queries
from hoedam.ledger.filters import NAMES, Filter
from hoedam.ledger.library import DocumentPage
from hoedam.ledger.queries import Order, Page
from hoedam.web import addresses
from hoedam.web.access import Visit
from hoedam.web.streams import as_written, whole_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

FORMS = {
    "csv": "text/csv; charset=utf-8", "json": "application/json", "jsonl": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet", "atom": "application/atom+xml",
}  # fmt: skip
FILES = ("csv", "json", "xlsx", "parquet", "atom")  # offered on pages
_SEEKING = ("xlsx", "parquet")  # their writers go back in the file
_MOST = 12  # values of a facet that are offered


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one name of the filter, with how many each would give; `chosen` are those the filter has."""

    name: str
    values: tuple[tuple[str, int], ...]
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and how to go on from it. `following` is the address of the next page, None at the end."""

    which: str
    path: str
    filter: Filter
    order: Order
    total: int
    page: Page | DocumentPage
    following: str | None
    facets: tuple[Facet, ...]

    @property
    def files(self) -> list[tuple[str, str]]:
        """Format and address of each file of the same set."""
        return [(form, addresses.of_filter(f"{self.path}.{form}", self.filter)) for form in FILES]

    def without(self, name: str, value: str) -> str:
        """The same list without one value of the filter."""
        kept = [pair for pair in self.filter.to_pairs() if pair != (name, value)]
        return addresses.with_query(self.path, kept)


def filter_of(visit: Visit) -> Filter:
    """The filter in the address. Raises SettingInvalid where a value has no meaning."""
    return Filter.from_pairs((name, value) for name, value in visit.query if name in NAMES)


def listing(
    visit: Visit, connection: "Connection", which: str, path: str, facets: tuple[str, ...] = (), limit: int = 50
) -> Listing:
    """The page of a list that the address asks for. Raises SettingInvalid where it makes no sense."""
    filter = filter_of(visit)
    order: Order = "newest" if not filter.words or visit.request.query_params.get("order") == "newest" else "relevance"
    after = visit.request.query_params.get("after")
    page = queries.page(connection, which, filter, after=after, limit=limit, order=order)
    more = {"order": order} if filter.words and order == "newest" else {}
    following = addresses.of_filter(path, filter, **more, after=page.after) if page.after else None
    return Listing(
        which, path, filter, order, queries.count(connection, which, filter), page, following,
        tuple(_facet(connection, which, filter, name) for name in facets),
    )  # fmt: skip


def _facet(connection: "Connection", which: str, filter: Filter, name: str) -> Facet:
    chosen = getattr(filter, name, ())
    counts = queries.facet_counts(connection, which, filter, name)
    values = [pair for at, pair in enumerate(counts) if at < _MOST or pair[0] in chosen]
    return Facet(name, tuple(values), chosen)


def file_of(visit: Visit, which: str, form: str) -> Response:
    """Exactly the set that the address asks for, as a file. Raises SettingInvalid for an unknown format."""
    filter = filter_of(visit)
    with visit.ledger.read() as connection:
        total = queries.count(connection, which, filter)
    return sent(which, form, total, _writer(visit, which, filter, form))


def sent(which: str, form: str, total: int, write_all: Callable[[BinaryIO], None]) -> Response:
    """A file of so many rows that `write_all` writes. Raises SettingInvalid for an unknown format."""
    if form not in FORMS:
        raise SettingInvalid(f"{form} is no format of a list: choose among {', '.join(FORMS)}.")
    make = whole_file if form in _SEEKING else as_written
    headers = {"X-Total-Count": str(total), "Content-Disposition": f'attachment; filename="hoedam-{which}.{form}"'}
    return make(write_all, FORMS[form], headers)


def _writer(visit: Visit, which: str, filter: Filter, form: str) -> Callable[[BinaryIO], None]:
    def write_all(file: BinaryIO) -> None:
        with visit.ledger.read() as connection:
            if form == "atom":
                _write_feed(visit, connection, which, filter, file)
                return
            rows = queries.rows(connection, which, filter)
            write(table(which, rows, say=visit.words.label if form == "xlsx" else None), form, file)

    return write_all


def _write_feed(visit: Visit, connection: "Connection", which: str, filter: Filter, file: BinaryIO) -> None:
    title = feed_title(which, filter)
    feed = Feed(title, f"hoedam: {title}", newest(connection, which, filter), language=visit.words.language,
                self_link=str(visit.request.url))  # fmt: skip
    write_feed(feed, entries(connection, which, filter, visit.words.label), file)


def feed_title(which: str, filter: Filter) -> str:
    """What names a feed among others: what the list is narrowed to."""
    return " ".join(f"{name}={value}" for name, value in filter.to_pairs()) or which
