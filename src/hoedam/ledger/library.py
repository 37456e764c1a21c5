"""The documents of a ledger as a list: narrowed, counted, paged by key, those published last first.

Takes the connection of `Ledger.read()` and a filter. `kind`, `publisher`, `since`, `until` and `words` (in the title) are
asked of the document itself; everything else of its records: what has one that passes. Those without a date come last.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from hoedam.errors import SettingInvalid
from hoedam.ledger.batches import batches
from hoedam.ledger.bigrams import Term, parse
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import shown_document, shown_item, shown_record
from hoedam.ledger.records import REVIEWED
from hoedam.ledger.rows import DocumentRow
from hoedam.ledger.selecting import LISTS, Selection, between
from hoedam.ledger.tables import document, record

EVERYTHING = Filter()
FACETS = ("kind", "publisher", "year")
_COLUMNS = tuple(
    document.c[name]
    for name in ("id", "digest", "published", "kind", "title", "publisher", "agency", "address", "version", "current", "added")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """Some documents of a list; `after` is what to ask for the next ones with, None at the end."""

    rows: tuple[DocumentRow, ...]
    after: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the review of a record came, what it is joined in, and whether a person said that it is none."""

    state: str
    item: str | None
    rejected: bool
    by_hand: bool


def count(connection: Connection, filter: Filter = EVERYTHING) -> int:
    """How many there are, exactly."""
    return connection.scalar(select(func.count()).select_from(document).where(*_conditions(connection, filter))) or 0


def rows(connection: Connection, filter: Filter = EVERYTHING) -> Iterator[DocumentRow]:
    """All of them; only their numbers are held at once."""
    ids = [number for part in _parts(connection, filter, None) for number, _ in connection.execute(part)]
    for some in batches(ids):
        yield from of_numbers(connection, some)


def page(
    connection: Connection, filter: Filter = EVERYTHING, *, after: str | None = None, limit: int = 50
) -> DocumentPage:
    """At most `limit` documents after those that an earlier page ended with.

    Raises SettingInvalid where `after` is not of such a page.
    """
    found: list[tuple[int, str | None]] = []
    for part in _parts(connection, filter, after):
        found += [(number, day) for number, day in connection.execute(part.limit(limit + 1 - len(found)))]
        if len(found) > limit:
            break
    last = found[limit - 1] if len(found) > limit else None
    numbers = [number for number, _ in found[:limit]]
    return DocumentPage(tuple(of_numbers(connection, numbers)), last and f"{last[1] or ''}|{last[0]}")


def newest(connection: Connection, limit: int) -> list[DocumentRow]:
    """Those that were added last."""
    return of_numbers(
        connection, list(connection.scalars(select(document.c.id).order_by(document.c.id.desc()).limit(limit)))
    )


def of_numbers(connection: Connection, numbers: Sequence[int]) -> list[DocumentRow]:
    """The rows of these documents, at most a few hundred, in their order."""
    found = {row.id: row for row in connection.execute(select(*_COLUMNS).where(document.c.id.in_(numbers)))}
    tallies = _tallies(connection, numbers)
    return [_row(found[number], tallies[number]) for number in numbers if number in found]


def facet_counts(connection: Connection, filter: Filter, name: str) -> list[tuple[str, int]]:
    """The values of `kind`, `publisher` or `year` and how many documents have each, the commonest first.

    What the filter itself says of the name is left aside. Raises SettingInvalid for another name.
    """
    if name not in FACETS:
        raise SettingInvalid(f"documents are not counted by {name}: choose among {', '.join(FACETS)}.")
    value = func.substr(document.c.published, 1, 4) if name == "year" else document.c[name]
    narrowed = filter if name == "year" else filter.without(name)
    found = select(value.label("value")).where(value.is_not(None), *_conditions(connection, narrowed)).subquery()
    total = func.count()
    counted = select(found.c.value, total).group_by(found.c.value).order_by(total.desc(), found.c.value)
    return [(one, number) for one, number in connection.execute(counted)]


def with_digest(connection: Connection, digest: str) -> int | None:
    """The number of the document with this digest, if the ledger has it."""
    return connection.scalar(select(document.c.id).where(document.c.digest == digest))


def has_original(connection: Connection, number: int) -> bool:
    """Whether the ledger keeps the bytes that a document was read from."""
    return connection.scalar(select(document.c.original).where(document.c.id == number)) is not None


def standings(connection: Connection, number: int) -> dict[str, Standing]:
    """The standing of every record of a document, by its number as it is shown."""
    names = ("id", "kind", "item", "state", "rejected", "human")
    chosen = select(*(record.c[name] for name in names)).where(record.c.document == number)
    return {
        shown_record(row.id): Standing(
            row.state, shown_item(row.kind, row.item) if row.item else None, row.rejected, row.human is not None
        )
        for row in connection.execute(chosen)
    }


def _parts(connection: Connection, filter: Filter, after: str | None) -> Iterator[Select[Any]]:
    """The dated documents, then those without a date, each in an order that an index gives on both databases."""
    chosen = select(document.c.id, document.c.published).where(*_conditions(connection, filter))
    day, number = _from_key(after) if after is not None else ("", 0)
    published, id = document.c.published, document.c.id
    if not after or day:
        dated = chosen.where(published.is_not(None)).order_by(published.desc(), id.desc())
        yield dated.where(or_(published < day, and_(published == day, id < number))) if day else dated
    undated = chosen.where(published.is_(None)).order_by(id.desc())
    yield undated.where(id < number) if after and not day else undated


def _from_key(after: str) -> tuple[str, int]:
    day, _, number = after.rpartition("|")
    if not number.isdecimal() or len(number) > 18:
        raise SettingInvalid(f"“{after}” is not where a page ended: begin with the first page.")
    return day, int(number)


def _conditions(connection: Connection, filter: Filter) -> Iterator[ColumnElement[bool]]:
    if filter.kind:
        yield document.c.kind.in_(filter.kind)
    if filter.publisher:
        yield document.c.publisher.in_(filter.publisher)
    yield from between(document.c.published, filter)
    if filter.words:
        yield from _titled(filter.words)
    if rest := replace(filter, kind=(), publisher=(), since="", until="", words=""):
        passing = Selection(LISTS["hits"], rest, date.today().isoformat(), connection.dialect.name).ids()
        yield document.c.id.in_(select(record.c.document).where(record.c.id.in_(passing)))


def _titled(words: str) -> Iterator[ColumnElement[bool]]:
    """What has to hold of the title: each term's runs of syllables, words and numbers stand in it one after another."""
    query, title = parse(words), func.lower(document.c.title)
    yield from (title.like(_pattern(term)) for term in query.wanted)
    yield from (title.not_like(_pattern(term)) for term in query.unwanted)


def _pattern(term: Term) -> str:
    return f"%{'%'.join(term.runs)}%"  # runs hold no % and no _


def _tallies(connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, int]]:
    """Of each document how many statements and commitments count, and how many records wait."""
    tallies: dict[int, dict[str, int]] = defaultdict(lambda: {"statements": 0, "commitments": 0, "waiting": 0})
    counted = select(record.c.document, record.c.kind, record.c.state, func.count().label("number")).where(
        record.c.document.in_(numbers), record.c.live, record.c.kind.in_(REVIEWED)
    )
    for row in connection.execute(counted.group_by(record.c.document, record.c.kind, record.c.state)):
        tally = tallies[row.document]
        if f"{row.kind}s" in tally:
            tally[f"{row.kind}s"] += row.number
        if row.state == "machine":
            tally["waiting"] += row.number
    return tallies


def _row(row: Any, tally: dict[str, int]) -> DocumentRow:
    return DocumentRow(
        id=shown_document(row.id), digest=row.digest, published=row.published, kind=row.kind, title=row.title,
        publisher=row.publisher or row.agency, address=row.address, version=row.version, current=row.current,
        added=row.added, **tally,
    )  # fmt: skip
