"""Questions to the ledger: how many, which ones, and what there is to narrow them down by.

Every function takes the connection of `Ledger.read()`, the name of a list (see `selecting.LISTS`) and a filter, so that a
count, its rows and its facets are of one state of the ledger. Rows are the classes of `rows`; they come as an iterator,
read in batches, and none is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Select, String, cast, func, literal, select, tuple_

from hoedam.errors import NotInLedger, SettingInvalid
from hoedam.ledger import loading, search
from hoedam.ledger.batches import batches
from hoedam.ledger.filters import FACETS, Filter
from hoedam.ledger.rows import Row
from hoedam.ledger.selecting import LISTS, Selection
from hoedam.ledger.tables import document, facet, item, record

Order = Literal["newest", "relevance"]
EVERYTHING = Filter()


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list; `after` is what to ask for the next ones with, None at the end."""

    rows: tuple[Row, ...]
    after: str | None


def count(connection: Connection, which: str, filter: Filter = EVERYTHING, *, today: str | None = None) -> int:
    """How many there are, exactly."""
    ids = _selection(connection, which, filter, today).ids().subquery()
    return connection.scalar(select(func.count()).select_from(ids)) or 0


def rows(
    connection: Connection,
    which: str,
    filter: Filter = EVERYTHING,
    *,
    order: Order = "newest",
    today: str | None = None,
) -> Iterator[Any]:
    """All rows, the newest first, or those that a search is most about. Only their numbers are held at once."""
    selection = _selection(connection, which, filter, today)
    ids = list(connection.execute(_ordered(selection, order)).scalars())
    for some in batches(ids):
        yield from _load(connection, which, some, selection)


def page(
    connection: Connection,
    which: str,
    filter: Filter = EVERYTHING,
    *,
    after: str | None = None,
    limit: int = 50,
    order: Order = "newest",
    today: str | None = None,
) -> Page:
    """At most `limit` rows after those that an earlier page ended with. Rows added meanwhile shift nothing.

    Raises SettingInvalid where `after` is not of such a page.
    """
    selection = _selection(connection, which, filter, today)
    chosen = _ordered(selection, order, after).limit(limit + 1)
    found = list(connection.execute(chosen))
    ids = [row[0] for row in found[:limit]]
    last = _key(found[limit - 1]) if len(found) > limit else None
    return Page(tuple(_load(connection, which, ids, selection)), last)


def of_numbers(
    connection: Connection, which: str, numbers: Sequence[int], *, today: str | None = None
) -> Iterator[Any]:
    """The rows of these numbers, at most a few hundred, in their order; numbers that are in no such list give none."""
    return _load(connection, which, numbers, _selection(connection, which, EVERYTHING, today))


def one(connection: Connection, which: str, number: int, *, today: str | None = None) -> Any:
    """The row with a number. Raises NotInLedger where the list has none."""
    found = next(_load(connection, which, [number], _selection(connection, which, EVERYTHING, today)), None)
    if found is None:
        raise NotInLedger(f"there is no number {number} among the {which} of this ledger.")
    return found


def facet_counts(
    connection: Connection, which: str, filter: Filter, name: str, *, today: str | None = None
) -> list[tuple[str, int]]:
    """The values of a name (any of `Filter`, or `year`) and how many pass with each, the commonest first.

    What the filter itself says of the name is left aside, so that other values can be chosen. Raises SettingInvalid
    where nothing is counted by this name.
    """
    narrowed = filter.without(name) if hasattr(EVERYTHING, name) else filter
    selection = _selection(connection, which, narrowed, today)
    listed = record.c.item if selection.list.items else record.c.id
    values = select(_value(selection, name).label("value"), listed.label("listed")).distinct()
    values = values.select_from(_joined(selection, name)).where(
        record.c.live, record.c.kind.in_(selection.list.kinds), listed.in_(selection.ids())
    )
    if name in FACETS:
        values = values.where(facet.c.name == name)
    found = values.subquery()
    total = func.count()
    counted = select(found.c.value, total).where(found.c.value != "").group_by(found.c.value)
    return [(value, number) for value, number in connection.execute(counted.order_by(total.desc(), found.c.value))]


def _selection(connection: Connection, which: str, filter: Filter, today: str | None) -> Selection:
    if which not in LISTS:
        raise SettingInvalid(f"{which} is no list of a ledger: choose among {', '.join(LISTS)}.")
    return Selection(LISTS[which], filter, today or date.today().isoformat(), connection.dialect.name)


def _load(connection: Connection, which: str, ids: Sequence[int], selection: Selection) -> Iterator[Any]:
    return loading.load(connection, which, ids, query=selection.query, today=selection.today)


def _ordered(selection: Selection, order: Order, after: str | None = None) -> Select[Any]:
    """Number, and the key that puts it in its order: score, date, number, all descending. Names: documents first."""
    score: Any = literal(0.0)
    chosen = select(selection.number)
    if order == "relevance" and selection.query:
        best = _best(selection)
        chosen, score = chosen.join(best, best.c.id == selection.number), best.c.score
    elif selection.list.kinds == ("entity",):
        score = item.c.documents
    keys = (score, selection.date, selection.number)
    chosen = chosen.add_columns(score.label("score"), selection.date.label("day")).where(*selection.conditions())
    if after is not None:
        chosen = chosen.where(tuple_(*keys) < tuple_(*_from_key(after)))
    return chosen.order_by(*(key.desc() for key in keys[0 if score is not keys[1] else 1 :]))


def _best(selection: Selection) -> Any:
    """The best score of each item's records, or of each record."""
    assert selection.query
    # SQLite scores only while it searches, not where it groups
    scored = search.scores(selection.dialect, selection.query).cte("scored").prefix_with("MATERIALIZED")
    if not selection.list.items:
        return select(scored.c.record.label("id"), scored.c.score).subquery()
    joined = record.join(scored, scored.c.record == record.c.id)
    best = select(record.c.item.label("id"), func.max(scored.c.score).label("score"))
    return best.select_from(joined).where(record.c.live).group_by(record.c.item).subquery()


def _key(row: Any) -> str:
    return f"{float(row.score)!r}|{row.day}|{row[0]}"


def _from_key(after: str) -> tuple[Any, ...]:
    try:
        score, day, number = after.split("|")
        return literal(float(score)), literal(day), literal(int(number))
    except ValueError as error:
        raise SettingInvalid(f"“{after}” is not where a page ended: begin with the first page.") from error


def _value(selection: Selection, name: str) -> Any:
    columns: dict[str, Any] = {
        "strength": record.c.strength, "state": record.c.state, "kind": document.c.kind,
        "publisher": document.c.publisher, "status": item.c.status,
        "year": func.substr((item if selection.list.items else record).c.date, 1, 4),
    }  # fmt: skip
    if name not in columns and name not in FACETS:
        raise SettingInvalid(f"nothing is counted by {name}: choose among {', '.join((*FACETS, *columns))}.")
    return facet.c.value if name in FACETS else cast(columns[name], String)


def _joined(selection: Selection, name: str) -> Any:
    if name in FACETS:
        return record.join(facet, facet.c.record == record.c.id)
    if name in ("kind", "publisher"):
        return record.join(document, record.c.document == document.c.id)
    if name == "status" or (name == "year" and selection.list.items):
        return record.join(item, record.c.item == item.c.id)
    return record
