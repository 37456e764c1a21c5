"""What to review next: the most doubtful and most consequential first, each with why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, select, union_all, update

from hoedam.ledger.batches import batches
from hoedam.ledger.records import REVIEWED
from hoedam.ledger.tables import facet, item, record

# why a record should be looked at → how much it weighs; doubts are the facets of that name, the rest stand in its row
DOUBTS = {
    "speaker_conflict": 4, "speaker_unknown": 4, "withdrawn": 3, "date_conflict": 3, "name_ambiguous": 3, "text_gap": 2,
    "date_unresolved": 2, "unbalanced_quotation": 2, "language_unsupported": 2,
}  # fmt: skip
STRENGTHS = {"agreed": 3, "pledged": 3, "planned": 1, "requested": 1, "proposed": 1}
FEW_DOCUMENTS = "few_documents"
UNREVIEWED, REOPENED = "machine_only", "reopened"
FEW = 1  # documents


@dataclass(frozen=True, slots=True)
class Queued:
    """A record to look at: its weight and the reasons for it, the weightiest first."""

    record: int
    document: int
    kind: str
    words: str
    date: str | None
    revision: int
    weight: int
    reasons: tuple[str, ...]


def queue(
    connection: Connection, *, limit: int = 20, kind: str | None = None, document: int | None = None
) -> list[Queued]:
    """The records that nobody has checked, the most doubtful and consequential first, of equals the newest."""
    kinds = [kind] if kind else REVIEWED
    best = union_all(*(_best(one, document, limit) for one in kinds)).subquery()
    joined = record.join(best, best.c.id == record.c.id).outerjoin(item, item.c.id == record.c.item)
    chosen = select(record, func.coalesce(item.c.documents, 1).label("documents")).select_from(joined)
    rows = list(connection.execute(chosen.order_by(*_ORDER).limit(limit)))
    said = _said(connection, [row.id for row in rows])
    return [
        Queued(row.id, row.document, row.kind, row.words, row.date, row.revision, row.weight,
               _reasons(said.get(row.id, ()), row.strength, row.documents, row.human is not None))
        for row in rows
    ]  # fmt: skip


def _best(kind: str, document: int | None, limit: int) -> Any:
    """The numbers of the first of one kind: read from an index in its order."""
    return select(select(record.c.id).where(*_waiting(kind, document)).order_by(*_ORDER).limit(limit).subquery())


_ORDER = (record.c.weight.desc(), record.c.date.desc(), record.c.id.desc())


def weigh(connection: Connection, ids: Collection[int]) -> None:
    """Write down how much records weigh: to be said whenever their doubts, or in how many documents they stand, changed."""
    for some in batches(sorted(ids)):
        connection.execute(_WEIGH, {"ids": some})


def _weight() -> ColumnElement[int]:
    doubts = select(func.sum(case(DOUBTS, value=facet.c.value, else_=1)))
    doubts = doubts.where(facet.c.record == record.c.id, facet.c.name == "doubt")
    documents = select(item.c.documents).where(item.c.id == record.c.item)
    return (
        func.coalesce(doubts.scalar_subquery(), 0)
        + case(STRENGTHS, value=record.c.strength, else_=0)
        + case((func.coalesce(documents.scalar_subquery(), 1) <= FEW, 1), else_=0)
    )


_WEIGH = update(record).where(record.c.id.in_(bindparam("ids", expanding=True))).values(weight=_weight())


def waiting(connection: Connection, *, kind: str | None = None, document: int | None = None) -> int:
    """How many records nobody has checked."""
    return connection.scalar(select(func.count()).select_from(record).where(*_waiting(kind, document))) or 0


def _waiting(kind: str | None, document: int | None) -> list[ColumnElement[bool]]:
    where = [record.c.state == "machine", record.c.live, record.c.kind.in_([kind] if kind else REVIEWED)]
    return [*where, record.c.document == document] if document is not None else where


def _said(connection: Connection, ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    chosen = select(facet.c.record, facet.c.value).where(facet.c.name == "doubt", facet.c.record.in_(ids))
    for number, value in connection.execute(chosen):
        found.setdefault(number, []).append(value)
    return found


def _reasons(doubts: Iterable[str], strength: str | None, documents: int, human: bool) -> tuple[str, ...]:
    weights = {doubt: DOUBTS.get(doubt, 1) for doubt in doubts}
    if strength:
        weights[strength] = STRENGTHS[strength]
    if documents <= FEW:
        weights[FEW_DOCUMENTS] = 1
    weights[REOPENED if human else UNREVIEWED] = 0
    return tuple(sorted(weights, key=lambda reason: (-weights[reason], reason)))
