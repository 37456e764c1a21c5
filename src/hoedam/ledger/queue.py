"""What to review next: the most doubtful and most consequential first, each with why.

What nobody has checked waits here. What somebody has decided on comes back once, until it is decided on again, where the
machine now reads it otherwise or no longer, or where a newer version of its document does not have it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    union_all,
    update,
)

from hoedam.errors import SettingInvalid
from hoedam.ledger import differing
from hoedam.ledger.batches import batches
from hoedam.ledger.differing import Difference
from hoedam.ledger.records import HOMES, REVIEWED
from hoedam.ledger.tables import document, facet, item, record

# why a record should be looked at → how much it weighs; doubts are the facets of that name, the rest stand in its row
DOUBTS = {
    "speaker_conflict": 4, "speaker_unknown": 4, "withdrawn": 3, "date_conflict": 3, "name_ambiguous": 3, "text_gap": 2,
    "date_unresolved": 2, "unbalanced_quotation": 2, "language_unsupported": 2,
}  # fmt: skip
STRENGTHS = {"agreed": 3, "pledged": 3, "planned": 1, "requested": 1, "proposed": 1}
READ_OTHERWISE, NO_LONGER_READ, NOT_IN_VERSION = "read_otherwise", "no_longer_read", "not_in_new_version"
NEWLY_READ, OLD_VERSION = "newly_read", "old_version"
AGAIN = {READ_OTHERWISE: 5, NO_LONGER_READ: 5, NOT_IN_VERSION: 5, OLD_VERSION: 4, NEWLY_READ: 2}
FEW_DOCUMENTS = "few_documents"
UNREVIEWED, REOPENED = "machine_only", "reopened"
NO_DOUBT = "none"
FEW = 1  # documents


@dataclass(frozen=True, slots=True)
class Waits:
    """Which of the records that wait: for a check; or, with `signing`, checked ones for somebody's signature.

    `country` is ISO 3166-1 alpha-3; `doubt` a code of an issue, or NO_DOUBT. `signer`: without those that this person
    checked.
    """

    kind: str | None = None
    document: int | None = None
    country: str | None = None
    doubt: str | None = None
    signing: bool = False
    signer: str | None = None


@dataclass(frozen=True, slots=True)
class Queued:
    """A record to look at: its weight and the reasons for it, the weightiest first; `after` asks for those behind it.

    `facets` are pairs of a name (speaker, act, owner …) and a value; `checker` is who checked it. `differs`: what is read
    otherwise since a person decided, as field, JSON before and JSON now. `precedent`: the record of an older version that a
    person decided on, where the reason is `old_version`.
    """

    record: int
    document: int
    kind: str
    words: str
    date: str | None
    revision: int
    weight: int
    reasons: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]
    state: str
    checker: str | None
    rejected: bool
    after: str
    differs: tuple[Difference, ...] = ()
    precedent: int | None = None

    def of(self, name: str) -> tuple[str, ...]:
        """The values of a facet."""
        return tuple(value for one, value in self.facets if one == name)


ALL = Waits()


def queue(connection: Connection, waits: Waits = ALL, *, limit: int = 20, after: str | None = None) -> list[Queued]:
    """The records that wait, the most doubtful and consequential first, of equals the newest; behind `after`, if given.

    Raises SettingInvalid where `after` is not of such a record.
    """
    return _load(connection, _first(waits, limit, _ORDER, () if after is None else _behind(_place(after))))


def of_records(connection: Connection, numbers: Sequence[int]) -> list[Queued]:
    """These records, whether they wait or not, in the order of the queue."""
    return _load(connection, _ranked().where(record.c.id.in_(numbers)).order_by(*_ORDER))


def _load(connection: Connection, chosen: Select[Any]) -> list[Queued]:
    places = list(connection.execute(chosen))
    ids = [place.id for place in places]
    rows = {row.id: row for row in connection.execute(select(record).where(record.c.id.in_(ids)))}
    said = _said(connection, ids)
    return [_queued(place, rows[place.id], tuple(said.get(place.id, ()))) for place in places]


def beside(connection: Connection, number: int, waits: Waits = ALL) -> tuple[int | None, int | None]:
    """The waiting records just before and just behind a record, which itself need not wait."""
    here = connection.execute(_ranked().where(record.c.id == number)).first()
    if here is None:
        return None, None
    place, other = _place_of(here), record.c.id != number
    before = _first(waits, 1, _BACKWARDS, (*_before(place), other))
    behind = _first(waits, 1, _ORDER, (*_behind(place), other))
    return connection.scalar(before), connection.scalar(behind)


def waiting(connection: Connection, waits: Waits = ALL) -> int:
    """How many records wait."""
    counts = (select(func.count()).select_from(record).where(*where) for where in _ways(waits))
    return sum(connection.scalar(one) or 0 for one in counts)


def waiting_values(connection: Connection, name: str, waits: Waits = ALL) -> list[tuple[str, int]]:
    """The values of a facet (`country`, `doubt`) among the records that wait, with how many, the commonest first."""
    if waits == Waits(kind=waits.kind):  # nearly all do: it is quicker to count all, and those that do not
        found = union_all(
            _counted(name, _kinds(waits), +1), _counted(name, _kinds(waits), -1, _decided(waits))
        ).subquery()
    else:
        ids = union_all(*(select(record.c.id).where(*where) for where in _ways(waits))).subquery()
        found = _counted(name, _every_kind(waits), +1, select(ids.c.id)).subquery()
    total = func.sum(found.c.times)
    grouped = select(found.c.value, total).group_by(found.c.value).having(total > 0)
    return [(value, int(number)) for value, number in connection.execute(grouped.order_by(total.desc(), found.c.value))]


def _counted(name: str, kinds: Sequence[str], sign: int, ids: Select[Any] | None = None) -> Select[Any]:
    """The values of a facet with how often each is there (`times`), of each kind by itself, as an index has them."""
    chosen = select(facet.c.value, (sign * func.count()).label("times")).where(facet.c.name == name)
    if ids is not None:
        chosen = chosen.where(facet.c.record.in_(ids))
    return chosen.where(facet.c.kind.in_(kinds)).group_by(facet.c.kind, facet.c.value)


def _decided(waits: Waits) -> Select[Any]:
    """Records that somebody checked and that do not wait again."""
    of_kinds = record.c.kind.in_(_kinds(waits))
    again = select(record.c.id).where(of_kinds, _AGAIN)
    checked = record.c.live, of_kinds, record.c.state.in_(("checked", "signed_off"))
    return select(record.c.id).where(*checked, record.c.id.not_in(again))


def _kinds(waits: Waits) -> Sequence[str]:
    """What is looked through: names and times do not wait for a check, but once corrected they do for a signature."""
    return REVIEWED if not waits.kind and not waits.signing else _every_kind(waits)


def _every_kind(waits: Waits) -> Sequence[str]:
    return (waits.kind,) if waits.kind else tuple(HOMES)


def _ways(waits: Waits) -> Iterator[list[ColumnElement[bool]]]:
    """The ways in which a record waits, none of which another has; of each kind that is reviewed one, for an index has
    them in order. What somebody said of a record, of whatever kind, is not passed over."""
    kinds = _kinds(waits)
    if waits.signing:
        signed = [record.c.state == "checked", or_(record.c.live, record.c.rejected), ~_AGAIN]
        yield from ([record.c.kind == kind, *signed, *_narrowed(waits, (kind,))] for kind in kinds)
        return
    unchecked = [record.c.state == "machine", record.c.live]
    reviewed = [kind for kind in kinds if kind in REVIEWED]
    yield from ([record.c.kind == kind, *unchecked, *_narrowed(waits, (kind,))] for kind in reviewed)
    rest = [record.c.kind.in_(_every_kind(waits)), *_narrowed(waits, _every_kind(waits))]
    others = record.c.kind.not_in(REVIEWED)
    yield [*rest, _AGAIN, or_(record.c.state != "machine", ~record.c.live, others & ~_DECIDED_BEFORE)]
    # an index has the few that are of an older version: not all names are looked through
    few = select(_newer.c.id).where(_newer.c.precedent.is_not(None))
    yield [*rest, others, *unchecked, record.c.id.in_(few), _DECIDED_BEFORE]


def _narrowed(waits: Waits, kinds: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    if waits.document is not None:
        yield record.c.document == waits.document
    if waits.signer is not None:
        yield record.c.checker != waits.signer
    if waits.country:
        yield record.c.id.in_(_with(kinds, "country", waits.country))
    if waits.doubt == NO_DOUBT:
        yield record.c.id.not_in(_with(kinds, "doubt"))
    elif waits.doubt:
        yield record.c.id.in_(_with(kinds, "doubt", waits.doubt))


def _with(kinds: Sequence[str], name: str, value: str | None = None) -> Select[Any]:
    chosen = select(facet.c.record).where(facet.c.name == name, facet.c.kind.in_(kinds))
    return chosen if value is None else chosen.where(facet.c.value == value)


def weigh(connection: Connection, ids: Collection[int]) -> None:
    """Write down how much records weigh: to be said when their doubts, or in how many documents they stand, changed."""
    for some in batches(sorted(ids)):
        connection.execute(_WEIGH, {"ids": some})


_newer = record.alias("newer")
_before_it = record.alias("before_it")  # the same record in an older version of the document
_PERSONS = record.c.human.is_not(None) | record.c.rejected | record.c.held  # as differing.is_persons
_DECIDED_BEFORE = and_(
    record.c.state == "machine",
    exists().where(_before_it.c.id == record.c.precedent, _before_it.c.state != "machine"),
)
_AGAIN = and_(record.c.otherwise.is_not(None), _PERSONS, record.c.live | record.c.rejected)


def _weight() -> ColumnElement[int]:
    doubts = select(func.sum(case(DOUBTS, value=facet.c.value, else_=1)))
    doubts = doubts.where(facet.c.record == record.c.id, facet.c.name == "doubt")
    documents = select(item.c.documents).where(item.c.id == record.c.item)
    told = record.c.otherwise.is_not(None)
    return (
        func.coalesce(doubts.scalar_subquery(), 0)
        + case(STRENGTHS, value=record.c.strength, else_=0)
        + case((func.coalesce(documents.scalar_subquery(), 1) <= FEW, 1), else_=0)
        + case((told & _PERSONS, AGAIN[READ_OTHERWISE]), (told, AGAIN[NEWLY_READ]), else_=0)
        + case((_DECIDED_BEFORE, AGAIN[OLD_VERSION]), else_=0)
    )


_WEIGH = update(record).where(record.c.id.in_(bindparam("ids", expanding=True))).values(weight=_weight())
_DATE = func.coalesce(record.c.date, "")
_ORDER = (record.c.weight.desc(), record.c.date.desc().nulls_last(), record.c.id.desc())  # as an index has it
_BACKWARDS = (record.c.weight, record.c.date.asc().nulls_first(), record.c.id)
_Place = tuple[int, str, int]  # weight, date, number


def _ranked() -> Select[Any]:
    """Records with what puts them in order."""
    joined = record.join(document, document.c.id == record.c.document).outerjoin(item, item.c.id == record.c.item)
    columns = (
        func.coalesce(item.c.documents, 1).label("documents"), record.c.weight, _DATE.label("day"), document.c.current,
        _DECIDED_BEFORE.label("decided"),
    )  # fmt: skip
    return select(record.c.id, *columns).select_from(joined)


def _first(waits: Waits, limit: int, order: Sequence[Any], where: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The first in an order: of the first of every way of waiting, each read from an index."""

    def of_way(way: list[ColumnElement[bool]]) -> Select[Any]:
        chosen = select(record.c.id).where(*way, *where)
        return select(chosen.order_by(*order).limit(limit).subquery())

    best = union_all(*map(of_way, _ways(waits))).subquery()
    return _ranked().where(record.c.id.in_(select(best.c.id))).order_by(*order).limit(limit)


def _place_of(row: Row[Any]) -> _Place:
    return row.weight, row.day, row.id


def _place(after: str) -> _Place:
    try:
        weight, day, number = after.split("|")
        return int(weight), day, int(number)
    except ValueError as error:
        raise SettingInvalid(f"“{after[:40]}” is not where a page of the queue ended: begin with the first.") from error


def _behind(place: _Place) -> Sequence[ColumnElement[bool]]:
    weight, day, number = place
    found = _further(
        (weight > record.c.weight, weight == record.c.weight), (day > _DATE, day == _DATE), record.c.id < number
    )
    return record.c.weight <= weight, found


def _before(place: _Place) -> Sequence[ColumnElement[bool]]:
    weight, day, number = place
    found = _further(
        (weight < record.c.weight, weight == record.c.weight), (day < _DATE, day == _DATE), record.c.id > number
    )
    return record.c.weight >= weight, found


def _further(*parts: Any) -> ColumnElement[bool]:
    """Each part but the last is a pair: further on by it, or equal and decided by the next."""
    *pairs, condition = parts
    for beyond, level in reversed(pairs):
        condition = or_(beyond, and_(level, condition))
    return condition  # type: ignore[no-any-return]


def _said(connection: Connection, ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    chosen = (
        select(facet.c.record, facet.c.name, facet.c.value)
        .where(facet.c.record.in_(ids))
        .order_by(facet.c.record, facet.c.name, facet.c.value)
    )
    for number, name, value in connection.execute(chosen):
        found.setdefault(number, []).append((name, value))
    return found


def _queued(place: Row[Any], row: Row[Any], facets: tuple[tuple[str, str], ...]) -> Queued:
    weights = {value: DOUBTS.get(value, 1) for name, value in facets if name == "doubt"}
    if row.strength:
        weights[row.strength] = STRENGTHS[row.strength]
    if place.documents <= FEW:
        weights[FEW_DOCUMENTS] = 1
    if row.otherwise:
        again = _again(row, current=place.current)
        weights[again] = AGAIN[again]
    if place.decided:
        weights[OLD_VERSION] = AGAIN[OLD_VERSION]
    if row.state == "machine":
        weights[UNREVIEWED if row.human is None else REOPENED] = 0
    return Queued(
        row.id, row.document, row.kind, row.words, row.date, row.revision, int(place.weight),
        tuple(sorted(weights, key=lambda reason: (-weights[reason], reason))), facets, row.state, row.checker, row.rejected,
        "|".join(map(str, _place_of(place))), tuple(differing.shown(row)), row.precedent if place.decided else None,
    )  # fmt: skip


def _again(row: Row[Any], *, current: bool) -> str:
    """Why a record is to be looked at again."""
    if not differing.is_persons(row):
        return NEWLY_READ
    if not current and not differing.differences(row.otherwise, row.machine):
        return NOT_IN_VERSION
    return READ_OTHERWISE if row.read else NO_LONGER_READ
