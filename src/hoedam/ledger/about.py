"""Everything that a ledger has about one record, one item or one document."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import Connection, select

from hoedam.errors import NotInLedger
from hoedam.ledger import differing, history, queries, revisions, tracking
from hoedam.ledger.differing import Difference
from hoedam.ledger.documents import effective, effective_reading, machine_reading
from hoedam.ledger.history import Entry
from hoedam.ledger.ids import DOCUMENT, RECORD, shown_document, shown_item, shown_record
from hoedam.ledger.loading import members, place
from hoedam.ledger.proposing import told
from hoedam.ledger.records import HOMES, from_json, records_of, renamed
from hoedam.ledger.rows import ItemRow, Place
from hoedam.ledger.snippets import Snippet
from hoedam.ledger.tables import change, document, followup, item, record
from hoedam.model import Reading, Record, Span, Statement, spans_of
from hoedam.resolve.settle import Settled
from hoedam.resolve.sightings import Sighting

LIST_OF = {
    "statement": "utterances", "commitment": "commitments", "meeting": "meetings", "agreement": "agreements",
    "body": "bodies", "project": "projects", "entity": "names",
}  # fmt: skip
R = TypeVar("R", bound=ItemRow)


@dataclass(frozen=True, slots=True)
class Change:
    """A status that a person gave, with its evidence: words of a document, or a `source` outside.

    `entry` is its number in the history; one that was `withdrawn` does not hold, but stays to be seen.
    """

    entry: int
    record: str
    status: str
    date: str
    person: str
    at: str
    note: str
    evidence: Place | None
    source: str | None
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What may follow up an earlier commitment: proposed, until a person confirms or rejects it. `score`: 0 to 1.

    `revision` is what to give back with a decision on it (see `revisions`).
    """

    number: int
    earlier: Place
    later: Place
    later_kind: str
    score: float
    reasons: tuple[str, ...]
    status: str | None
    verdict: str | None
    revision: int


@dataclass(frozen=True, slots=True)
class Report:
    """One record of an item, as its document has it."""

    place: Place
    speakers: tuple[str, ...]
    acts: tuple[str, ...]
    certain: bool
    state: str


@dataclass(frozen=True, slots=True)
class AboutRecord:
    """A record in its reading, whose ids are the ledger's; `context` is its paragraph with its words marked.

    `differs`: what is read otherwise since a person decided; `precedent`: the record that it was in an older version.
    """

    id: str
    kind: str
    revision: int
    record: Record
    reading: Reading
    place: Place
    context: Snippet
    item: str | None
    state: str
    checker: str | None
    signer: str | None
    rejected: bool
    by_hand: bool
    differs: tuple[Difference, ...]
    precedent: str | None
    followups: tuple[FollowUp, ...]
    follows: tuple[FollowUp, ...]
    history: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AboutItem(Generic[R]):
    """What is joined across documents: its row (of its own kind), how it was settled, every report, what became of it.

    `revision` is what to give back with a decision on it (see `revisions`); that of a record is its own.
    """

    id: str
    kind: str
    revision: int
    row: R
    label: str
    settled: Settled
    reports: tuple[Report, ...]
    changes: tuple[Change, ...]
    followups: tuple[FollowUp, ...]
    follows: tuple[FollowUp, ...]
    account: tracking.Account | None  # of a commitment: type, offices, note


@dataclass(frozen=True, slots=True)
class AboutDocument:
    """A document: what it says of itself, its versions (the oldest first), and what was read in it, as it holds."""

    id: str
    reading: Reading
    address: str | None
    version: int
    current: bool
    added: str
    versions: tuple[str, ...]
    history: tuple[Entry, ...]


def about(connection: Connection, what: str, number: int) -> AboutRecord | AboutItem[Any] | AboutDocument:
    """What a number names (`ids.parse`). Raises NotInLedger where the ledger has no such thing."""
    if what == RECORD:
        return about_record(connection, number)
    return about_document(connection, number) if what == DOCUMENT else about_item(connection, what, number)


def about_record(connection: Connection, number: int) -> AboutRecord:
    """One record of one document."""
    row = connection.execute(members().where(record.c.id == number)).first()
    if row is None:
        raise _nothing(shown_record(number))
    unsaid = not row.live and (row.rejected or row.human is None)
    reading = numbered(connection, row.document, machine_reading(connection, row.document) if unsaid else None)
    found = next((one for _, one in records_of(reading) if one.id == shown_record(number)), None)  # type: ignore[attr-defined]
    kept = found or from_json(row.kind, row.human or row.machine)
    return AboutRecord(
        id=shown_record(number), kind=row.kind, revision=row.revision, record=kept, reading=reading, place=place(row),
        context=_context(reading, kept), item=row.item and shown_item(row.kind, row.item), state=row.state,
        checker=row.checker, signer=row.signer, rejected=row.rejected, by_hand=row.human is not None,
        differs=tuple(differing.shown(row)), precedent=shown_record(row.precedent) if row.precedent else None,
        followups=_followups(connection, followup.c.earlier, [number]),
        follows=_followups(connection, followup.c.later, [number]),
        history=tuple(history.entries(connection, f"record:{number}")),
    )  # fmt: skip


# of its record, not the readings: a name may have thousands of reports
_REPORTED = ("id", "document", "kind", "start", "end", "words", "state", "sighting")


def about_item(connection: Connection, kind: str, number: int) -> AboutItem[Any]:
    """One utterance, commitment, agreement, body, project, meeting or name."""
    head = connection.execute(select(item).where(item.c.id == number, item.c.kind == kind)).first()
    if head is None:
        raise _nothing(shown_item(kind, number))
    reports = members(*_REPORTED).where(record.c.item == number, record.c.live)
    rows = list(connection.execute(reports.order_by(record.c.id)))
    ids = [row.id for row in rows] if kind != "entity" else []  # nothing becomes of a name
    return AboutItem(
        id=shown_item(kind, number), kind=kind, revision=revisions.newest(connection, [number]), label=head.label,
        row=queries.one(connection, LIST_OF[kind], number),
        settled=msgspec.json.decode(head.settled, type=Settled), reports=tuple(map(_report, rows)),
        changes=changes_of(connection, ids), followups=_followups(connection, followup.c.earlier, ids),
        follows=_followups(connection, followup.c.later, ids),
        account=tracking.account(connection, number) if kind == "commitment" else None,
    )  # fmt: skip


def about_document(connection: Connection, number: int) -> AboutDocument:
    """One document."""
    row = connection.execute(select(document).where(document.c.id == number)).first()
    if row is None:
        raise _nothing(shown_document(number))
    same = select(document.c.id).where(document.c.address == row.address).order_by(document.c.version)
    return AboutDocument(
        id=shown_document(number), reading=numbered(connection, number), address=row.address, version=row.version,
        current=row.current, added=row.added,
        versions=tuple(map(shown_document, connection.scalars(same))) if row.address else (shown_document(number),),
        history=tuple(history.entries(connection, f"document:{number}")),
    )  # fmt: skip


def numbered(connection: Connection, number: int, reading: Reading | None = None) -> Reading:
    """The reading of a document as it holds (or another one of it), its records under their numbers in the ledger."""
    reading = reading or effective_reading(connection, number)
    rows = connection.execute(select(record.c.local, record.c.id).where(record.c.document == number))
    names = {local: shown_record(id) for local, id in rows}
    changed = {
        home: tuple(renamed(one, names) for one in getattr(reading, home))
        for home in (*(home for home, _ in HOMES.values()), "issues")
    }
    return msgspec.structs.replace(reading, **changed)


def _nothing(name: str) -> NotInLedger:
    return NotInLedger(f"there is no {name} in this ledger: see the numbers in its lists, as `hoedam commitments`.")


def _context(reading: Reading, found: Record) -> Snippet:
    """The paragraph of a record's first words, with all its words in it marked."""
    spans = found.content if isinstance(found, Statement) else tuple(spans_of(found))
    first = min(spans, default=None)
    block = first and next((b for b in reading.document.blocks if b.start <= first.start < b.end), None)
    if not first or not block:
        return Snippet("")
    inside = _apart(span for span in sorted(spans) if block.start <= span.start and span.end <= block.end)
    marks = tuple((span.start - block.start, span.end - block.start) for span in inside)
    return Snippet(reading.document.text[block.start : block.end], marks)


def _apart(spans: Any) -> list[Span]:
    """The spans that do not begin inside one before."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _report(row: Any) -> Report:
    seen = Sighting.from_json(row.sighting) if row.sighting and row.kind != "entity" else None  # a name says nothing
    names = tuple(party.name for party in seen.speakers) if seen else ()
    return Report(place(row), names, seen.acts if seen else (), seen.certain if seen else True, row.state)


def changes_of(connection: Connection, ids: Sequence[int]) -> tuple[Change, ...]:
    """The statuses that persons gave these records, the oldest first."""
    said = (document.c[name] for name in ("digest", "title", "publisher", "agency", "published", "address", "kind"))
    joined = change.outerjoin(document, change.c.document == document.c.id)
    chosen = select(change, *said).select_from(joined).where(change.c.record.in_(ids))
    rows = connection.execute(chosen.order_by(change.c.date, change.c.id))
    return tuple(
        Change(
            entry=row.entry, withdrawn=row.undone is not None, record=shown_record(row.record), status=row.status, date=row.date, person=row.person, at=row.at,
            note=row.note, source=row.source, evidence=_evidence(row) if row.document else None,
        )
        for row in rows
    )  # fmt: skip


def _evidence(row: Any) -> Place:
    return Place(
        record=shown_record(row.record), document=shown_document(row.document), digest=row.digest, start=row.start,
        end=row.end, words=row.words or "", title=row.title, publisher=row.publisher or row.agency,
        published=row.published, kind=row.kind, address=row.address,
    )  # fmt: skip


def _told(row: Any, since: str | None) -> Place:
    """Where the words stand that say what became of it, of a later record."""
    span, _ = told(effective(row), since)
    there = place(row)
    return replace(there, start=span.start, end=span.end, words=span.text) if span else there


def _followups(connection: Connection, side: Any, ids: list[int]) -> tuple[FollowUp, ...]:
    """Proposals with one of these records on a side, the surest first; rejected ones last."""
    rows = list(connection.execute(select(followup).where(side.in_(ids))))
    wanted = {number for row in rows for number in (row.earlier, row.later)}
    sides = {row.id: row for row in connection.execute(members().where(record.c.id.in_(wanted)))}
    known = revisions.of_each(connection, {row.item for row in sides.values() if row.item is not None})
    rows.sort(key=lambda row: (row.verdict == "rejected", -row.score, row.id))
    return tuple(
        FollowUp(
            number=row.id, earlier=place(sides[row.earlier]), later=_told(sides[row.later], sides[row.earlier].date),
            later_kind=sides[row.later].kind, score=row.score, reasons=tuple(json.loads(row.reasons)),
            status=row.status, verdict=row.verdict,
            revision=max(known.get(sides[number].item, 0) for number in (row.earlier, row.later)),
        )
        for row in rows
    )  # fmt: skip
