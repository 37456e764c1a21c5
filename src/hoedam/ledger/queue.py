"""What to review next: the most doubtful and most consequential first, each with why.

What nobody has checked waits here. What somebody has decided on comes back once, until it is decided on again, where the
machine now reads it otherwise or no longer, or where a newer version of its document does not have it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, and_, case, func, or_, select

from hoedam.ledger import differing
from hoedam.ledger.differing import Difference
from hoedam.ledger.records import REVIEWED
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
_FEW = 1  # documents

_before = record.alias("before")  # the same record in an older version of the document


@dataclass(frozen=True, slots=True)
class Queued:
    """A record to look at: its weight and the reasons for it, the weightiest first.

    `differs`: what is read otherwise since a person decided, as field, JSON before and JSON now. `precedent`: the record
    of an older version that a person decided on, where the reason is `old_version`.
    """

    record: int
    document: int
    kind: str
    words: str
    date: str | None
    revision: int
    weight: int
    reasons: tuple[str, ...]
    state: str
    differs: tuple[Difference, ...] = ()
    precedent: int | None = None


def queue(
    connection: Connection, *, limit: int = 20, kind: str | None = None, document: int | None = None
) -> list[Queued]:
    """The records to look at, the most doubtful and consequential first."""
    chosen = _chosen().where(*_waiting(kind, document)).limit(limit)
    rows = list(connection.execute(chosen))
    said = _said(connection, [row.id for row in rows])
    return [_queued(row, said.get(row.id, ())) for row in rows]


def waiting(connection: Connection, *, kind: str | None = None, document: int | None = None) -> int:
    """How many records are to be looked at."""
    joined = record.outerjoin(_before, _before.c.id == record.c.precedent)
    return connection.scalar(select(func.count()).select_from(joined).where(*_waiting(kind, document))) or 0


def _chosen() -> Select[Any]:
    doubts, documents = _doubts(), func.coalesce(item.c.documents, 1)
    weight = (
        func.coalesce(doubts.c.weight, 0)
        + case(STRENGTHS, value=record.c.strength, else_=0)
        + case((documents <= _FEW, 1), else_=0)
        + case((_PERSONS & record.c.otherwise.is_not(None), AGAIN[READ_OTHERWISE]), else_=0)
        + case((~_PERSONS & record.c.otherwise.is_not(None), AGAIN[NEWLY_READ]), else_=0)
        + case((_DECIDED_BEFORE, AGAIN[OLD_VERSION]), else_=0)
    )
    joined = (
        record.join(document, document.c.id == record.c.document)
        .outerjoin(doubts, doubts.c.record == record.c.id)
        .outerjoin(item, item.c.id == record.c.item)
        .outerjoin(_before, _before.c.id == record.c.precedent)
    )
    columns = (
        record,
        document.c.current,
        documents.label("documents"),
        weight.label("weight"),
        _DECIDED_BEFORE.label("decided"),
    )
    return select(*columns).select_from(joined).order_by(weight.desc(), documents, record.c.date.desc(), record.c.id)


_PERSONS = record.c.human.is_not(None) | record.c.rejected | record.c.held  # as differing.is_persons
_DECIDED_BEFORE = and_(record.c.state == "machine", func.coalesce(_before.c.state, "machine") != "machine")


def _waiting(kind: str | None, document: int | None) -> list[ColumnElement[bool]]:
    """What somebody said of a record, of whatever kind, is not passed over; else only what is reviewed at all is shown."""
    undecided = and_(record.c.state == "machine", record.c.live, or_(record.c.kind.in_(REVIEWED), _DECIDED_BEFORE))
    again = and_(record.c.otherwise.is_not(None), _PERSONS, record.c.live | record.c.rejected)
    where = [or_(undecided, again)]
    for column, value in ((record.c.kind, kind), (record.c.document, document)):
        where += [column == value] if value is not None else []
    return where


def _doubts() -> Subquery:
    weight = func.sum(case(DOUBTS, value=facet.c.value, else_=1)).label("weight")
    return select(facet.c.record, weight).where(facet.c.name == "doubt").group_by(facet.c.record).subquery()


def _said(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    chosen = select(facet.c.record, facet.c.value).where(facet.c.name == "doubt", facet.c.record.in_(ids))
    for number, value in connection.execute(chosen):
        found.setdefault(number, []).append(value)
    return found


def _queued(row: Row[Any], doubts: Iterable[str]) -> Queued:
    return Queued(
        row.id, row.document, row.kind, row.words, row.date, row.revision, row.weight, _reasons(row, doubts),
        "rejected" if row.rejected else row.state, tuple(differing.shown(row)), row.precedent if row.decided else None,
    )  # fmt: skip


def _reasons(row: Row[Any], doubts: Iterable[str]) -> tuple[str, ...]:
    weights = {doubt: DOUBTS.get(doubt, 1) for doubt in doubts}
    if row.strength:
        weights[row.strength] = STRENGTHS[row.strength]
    if row.documents <= _FEW:
        weights[FEW_DOCUMENTS] = 1
    if row.otherwise:
        weights[_again(row)] = AGAIN[_again(row)]
    if row.decided:
        weights[OLD_VERSION] = AGAIN[OLD_VERSION]
    if row.state == "machine":
        weights[REOPENED if row.human is not None else UNREVIEWED] = 0
    return tuple(sorted(weights, key=lambda reason: (-weights[reason], reason)))


def _again(row: Row[Any]) -> str:
    """Why a record is to be looked at again."""
    if not differing.is_persons(row):
        return NEWLY_READ
    if not row.current and not differing.differences(row.otherwise, row.machine):
        return NOT_IN_VERSION
    return READ_OTHERWISE if row.read else NO_LONGER_READ
