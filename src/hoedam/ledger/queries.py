"""Questions to the ledger: how many, which ones, and what there is to narrow them down by.

Every function takes the connection of `Ledger.read()`, the name of a list (see `selecting.LISTS`) and a filter, so that a
count, its rows and its facets are of one state of the ledger. Rows are the classes of `rows`; they come as an iterator,
read in batches, and none is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, Select, func, literal, select, tuple_, union_all

from hoedam.errors import NotInLedger, SettingInvalid
from hoedam.ledger import loading, search
from hoedam.ledger.batches import batches
from hoedam.ledger.filters import FACETS, Filter
from hoedam.ledger.rows import Row
from hoedam.ledger.selecting import LISTS, Selection
from hoedam.ledger.tables import document, facet, item, record

Order = Literal["newest", "relevance"]
EVERYTHING = Filter()
COMMON = 5000  # records with some words, from which on these are common
_LOOK = 500  # newest rows that are looked through before everything is


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list; `after` is what to ask for the next ones with, None at the end."""

    rows: tuple[Row, ...]
    after: str | None


def count(connection: Connection, which: str, filter: Filter = EVERYTHING, *, today: str | None = None) -> int:
    """How many there are, exactly."""
    selection = _selection(connection, which, filter, today)
    chosen = _of_any_kind(selection) if which == "hits" else selection.ids()
    return connection.scalar(select(func.count()).select_from(chosen.subquery())) or 0


def common(connection: Connection, which: str, filter: Filter) -> bool:
    """Whether a list is searched for words that stand in so many records that finding all of them takes long."""
    query = _selection(connection, which, filter, None).query
    if query is None or which == "names":
        return False
    some = search.matching(connection.dialect.name, query).limit(COMMON).subquery()
    return (connection.scalar(select(func.count()).select_from(some)) or 0) >= COMMON


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
    found = _looked_up(connection, which, selection, after, limit + 1) if order == "newest" else None
    if found is None:
        found = list(connection.execute(_ordered(selection, order, after).limit(limit + 1)))
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
    found = _values(selection, name).subquery()
    times = func.sum(found.c.times)
    counted = select(found.c.value, times).where(found.c.value != "").group_by(found.c.value)
    return [(value, int(number)) for value, number in connection.execute(counted.order_by(times.desc(), found.c.value))]


def _values(selection: Selection, name: str) -> Select[Any]:
    """The values of a name with how often each is there (`times`), all read from indexes; a value may come twice."""
    items, kinds = selection.list.items, selection.list.kinds
    if name in FACETS:
        listed = facet.c.item if items else facet.c.record
        return _tally(selection, facet.c.value, listed, facet.c.name == name, facet.c.kind.in_(kinds))
    if name == "year" or (name == "status" and items):
        column = (item if items else record).c["date" if name == "year" else name]
        counted = select(column.label("value"), func.count().label("times")).where(*selection.conditions())
        rows = counted.group_by(column).subquery()
        value = func.substr(rows.c.value, 1, 4) if name == "year" else rows.c.value
        return select(value.label("value"), rows.c.times)
    listed, there = record.c.item if items else record.c.id, (record.c.live, record.c.kind.in_(kinds))
    match name:
        case "state":
            return _tally(selection, record.c.state, listed, *there)
        case "status":
            return _tally(selection, item.c.status, listed, *there, record.c.item == item.c.id)
        case "kind" | "publisher" if items:
            return _tally(selection, document.c[name], listed, *there, record.c.document == document.c.id)
        case "kind" | "publisher":
            found = _tally(selection, record.c.document, listed, *there).subquery()
            joined = found.join(document, document.c.id == found.c.value)
            return select(document.c[name].label("value"), found.c.times).select_from(joined)
    raise SettingInvalid(f"nothing is counted by {name}: choose among {', '.join((*FACETS, *_COUNTED))}.")


_COUNTED = ("state", "kind", "publisher", "status", "year")


def _tally(selection: Selection, value: Any, listed: Any, *where: Any) -> Select[Any]:
    """How many of a list have each value, where that stands in rows of their records: live ones, of the list's kinds."""
    if selection.filter:
        where = (*where, listed.in_(_of_any_kind(selection)))
    times = func.count().label("times")
    if not selection.list.items:
        return select(value.label("value"), times).where(*where).group_by(value)
    pairs = select(value.label("value"), listed).where(listed.is_not(None), *where).distinct().subquery()
    return select(pairs.c.value, times).group_by(pairs.c.value)


def _of_any_kind(selection: Selection) -> Select[Any]:
    """The numbers of what passes; where words alone are asked of records, whatever the index of words has with them."""
    alone = selection.query and not selection.list.items and selection.filter == Filter(words=selection.filter.words)
    return search.matching(selection.dialect, selection.query) if alone and selection.query else selection.ids()


def _selection(connection: Connection, which: str, filter: Filter, today: str | None) -> Selection:
    if which not in LISTS:
        raise SettingInvalid(f"{which} is no list of a ledger: choose among {', '.join(LISTS)}.")
    return Selection(LISTS[which], filter, today or date.today().isoformat(), connection.dialect.name)


def _load(connection: Connection, which: str, ids: Sequence[int], selection: Selection) -> Iterator[Any]:
    return loading.load(connection, which, ids, query=selection.query, today=selection.today)


def _ordered(selection: Selection, order: Order, after: str | None = None) -> Select[Any]:
    """Number, and the key that puts it in its order: score, date, number, all descending. Names: documents first."""
    chosen: Select[Any] = select(selection.number)
    score: Any = None
    if order == "relevance" and selection.query and selection.list.kinds != ("entity",):
        best = _best(selection)
        chosen, score = chosen.join(best, best.c.id == selection.number), best.c.score
    elif selection.list.kinds == ("entity",):
        score = item.c.documents
    first = literal(0.0) if score is None else score
    chosen = chosen.add_columns(first.label("score"), selection.date.label("day")).where(*selection.conditions())
    if after is not None:
        chosen = chosen.where(tuple_(first, selection.date, selection.number) < tuple_(*_from_key(after)))
    home = item if selection.list.items else record
    newest = (home.c.date.desc().nulls_last(), selection.number.desc())  # as an index has it
    return chosen.order_by(*newest) if score is None else chosen.order_by(score.desc(), *newest)


def _looked_up(
    connection: Connection, which: str, selection: Selection, after: str | None, limit: int
) -> list[Any] | None:
    """The first rows, where enough of the newest pass: what is broad is soon found there; None where it is not."""
    filter = selection.filter
    if common(connection, which, filter):
        loose, look = filter.without("words"), 4 * _LOOK
    else:
        loose, look = Filter(since=filter.since, until=filter.until), _LOOK
    if which == "names" or loose == filter:
        return None
    ids = tuple(connection.scalars(_newest(replace(selection, filter=loose), after, look)))
    there = _ordered(replace(selection, among=ids), "newest").where(selection.number.in_(ids)).limit(limit)
    found = list(connection.execute(there))
    return found if len(found) == limit or len(ids) < look else None


def _newest(selection: Selection, after: str | None, limit: int) -> Select[Any]:
    """The numbers of the newest rows: an index has those of each kind in order."""
    kinds = (replace(selection, list=replace(selection.list, kinds=(kind,))) for kind in selection.list.kinds)
    parts = (_ordered(one, "newest", after).limit(limit).subquery() for one in kinds)
    found = union_all(*(select(part) for part in parts)).subquery()
    return select(found.c.id).order_by(found.c.day.desc(), found.c.id.desc()).limit(limit)


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
