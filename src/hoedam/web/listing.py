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
from hoedam.ledger import library, queries
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
_MOST = 12  # values of a facet that stand beside a list; its own page has all


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one name of the filter, with how many each would give; `chosen` are those the filter has.

    `more`: how many other values there are on its own page.
    """

    name: str
    values: tuple[tuple[str, int], ...]
    chosen: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, and how to go on from it. `following` is the address of the next page, None at the end.

    `total` is None where counting takes long and was not asked for. `facets` are what it can be narrowed by: their values
    are counted when somebody looks at them. `common`: its words stand in very many records, the newest of which come first.
    """

    which: str
    path: str
    filter: Filter
    order: Order
    total: int | None
    page: Page | DocumentPage
    following: str | None
    facets: tuple[str, ...]
    common: bool = False

    @property
    def files(self) -> list[tuple[str, str]]:
        """Format and address of each file of the same set."""
        return [(form, addresses.of_filter(f"{self.path}.{form}", self.filter)) for form in FILES]

    def without(self, name: str, value: str) -> str:
        """The same list without one value of the filter."""
        kept = [pair for pair in self.filter.to_pairs() if pair != (name, value)]
        return addresses.with_query(self.path, kept)

    def chosen(self, name: str) -> tuple[str, ...]:
        """The values of a facet that the list is narrowed to."""
        values: tuple[str, ...] = getattr(self.filter, name, ())
        return values

    def facet(self, name: str) -> str:
        """The address of a facet with its values."""
        return addresses.of_filter(f"/facets{self.path}/{name}", self.filter)

    def of_year(self, year: str) -> str:
        """The same list of one year alone."""
        return addresses.of_filter(self.path, self.filter.narrowed(since=year, until=year))

    @property
    def counted(self) -> str:
        """The same list with how many there are."""
        return addresses.of_filter(self.path, self.filter, order=self.order, counted="1")

    @property
    def best(self) -> str:
        """The same list, what is most about its words first."""
        return addresses.of_filter(self.path, self.filter, order="relevance")


def filter_of(visit: Visit) -> Filter:
    """The filter in the address. Raises SettingInvalid where a value has no meaning."""
    return Filter.from_pairs((name, value) for name, value in visit.query if name in NAMES)


def listing(
    visit: Visit, connection: "Connection", which: str, path: str, facets: tuple[str, ...] = (), limit: int = 50
) -> Listing:
    """The page of a list that the address asks for. Raises SettingInvalid where it makes no sense."""
    filter, given = filter_of(visit), visit.request.query_params
    common = bool(filter.words) and queries.common(connection, which, filter)
    order = _order(given.get("order"), "relevance" if filter.words and not common else "newest")
    page = queries.page(connection, which, filter, after=given.get("after"), limit=limit, order=order)
    more = {"order": order} if filter.words else {}
    following = addresses.of_filter(path, filter, **more, after=page.after) if page.after else None
    total = None if common and "counted" not in given and which != "hits" else queries.count(connection, which, filter)
    return Listing(which, path, filter, order, total, page, following, facets, common)


def _order(given: str | None, otherwise: Order) -> Order:
    return "newest" if given == "newest" else "relevance" if given == "relevance" else otherwise


def facet(connection: "Connection", which: str, filter: Filter, name: str, most: int | None = _MOST) -> Facet:
    """What a list can be narrowed to under one name, the commonest first: the first values, or all. What is chosen is
    always there, also where it gives nothing. Raises SettingInvalid where nothing is counted by this name."""
    if which == "documents":
        counts = library.facet_counts(connection, filter, name)
    else:
        counts = queries.facet_counts(connection, which, filter, name)
    chosen = getattr(filter, name, ())
    values = [pair for at, pair in enumerate(counts) if most is None or at < most or pair[0] in chosen]
    gone = [(value, 0) for value in chosen if value not in dict(counts)]
    return Facet(name, (*values, *gone), chosen, len(counts) - len(values))


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
    key, title = feed_names(visit, which, filter)
    feed = Feed(key, title, newest(connection, which, filter), language=visit.words.language,
                self_link=str(visit.request.url))  # fmt: skip
    write_feed(feed, entries(connection, which, filter, visit.words.label), file)


def feed_names(visit: Visit, which: str, filter: Filter) -> tuple[str, str]:
    """What names a feed among others, and its title: the list, and what it is narrowed to."""
    pairs, say = filter.to_pairs(), visit.words
    key = " ".join([which, *(f"{name}={value}" for name, value in pairs)])
    narrowed = (f"{say.label('filter', name)} {say.filtered(name, value)}" for name, value in pairs)
    return key, "hoedam: " + ", ".join([say.label("list", which), *narrowed])
