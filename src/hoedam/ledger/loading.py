"""The rows of lists made of the ledger's tables, a batch of numbers at a time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, select, union_all

from hoedam.ledger.bigrams import Query
from hoedam.ledger.filters import STATES
from hoedam.ledger.ids import shown_document, shown_item, shown_record
from hoedam.ledger.records import from_json
from hoedam.ledger.rows import (
    CommitmentRow,
    Hit,
    MatterRow,
    MeetingRow,
    NameRow,
    Place,
    StatementRow,
    Step,
    UtteranceRow,
)
from hoedam.ledger.selecting import LISTS
from hoedam.ledger.snippets import Snippet, matches, snippet
from hoedam.ledger.tables import document, item, record, search
from hoedam.ledger.tracking import overdue
from hoedam.model import Span
from hoedam.resolve.settle import Settled
from hoedam.resolve.sightings import Party, Sighting

# definitions, section 7: of several statuses on one day the furthest in its life is the last
_LIFE = (
    "proposed", "studied", "planned", "under_negotiation", "contracted", "concluded", "initialled", "signed", "ratified",
    "in_force", "established", "under_construction", "completed", "operating", "active", "delayed", "suspended",
    "resumed", "revised", "terminated", "dissolved", "cancelled",
)  # fmt: skip
_AHEAD = ("proposed", "planned")
_FIRST = 20  # records of a name
_EMPTY = Sighting(kind="statement", local="", document="", document_kind="other")


def load(connection: Connection, which: str, ids: Sequence[int], *, query: Query | None, today: str) -> Iterator[Any]:
    """The rows of these numbers, in their order."""
    if not LISTS[which].items:
        yield from _records(connection, which, ids, query)
        return
    heads = {row.id: row for row in connection.execute(select(item).where(item.c.id.in_(ids)))}
    found: dict[int, list[Any]] = defaultdict(list)
    for row in connection.execute(members().where(_shown(which, ids), record.c.live).order_by(record.c.id)):
        found[row.item].append(row)
    make = _ITEMS[LISTS[which].kinds[0]]
    for number in ids:
        if number in heads and found[number]:
            yield make(_Item(heads[number], found[number], today))


def _shown(which: str, ids: Sequence[int]) -> ColumnElement[bool]:
    """The records of items that a row is made of: all; of a name, which may stand in every document, the first few."""
    if LISTS[which].kinds != ("entity",) or not ids:
        return record.c.item.in_(ids)
    first = select(record.c.id).where(record.c.live).order_by(record.c.id).limit(_FIRST)
    return record.c.id.in_(union_all(*(select(first.where(record.c.item == id).subquery().c.id) for id in ids)))


def place(row: Any) -> Place:
    """Where a record stands, of a row of `record` with its document."""
    return Place(
        record=shown_record(row.id), document=shown_document(row.document), digest=row.digest, start=row.start,
        end=row.end, words=row.words, title=row.title, publisher=row.publisher or row.agency, published=row.published,
        kind=row.document_kind, address=row.address,
    )  # fmt: skip


def since(status: str, date: str | None, published: str | None) -> str:
    """From when on it was so: its own date; a proposal or plan, whose date lies ahead, since it was published."""
    told = (published or "")[:10]
    known = (told,) if status in _AHEAD and told else (date, told)
    return min(filter(None, known), default="")


def members(*columns: str) -> Any:
    """Records with what their documents say of themselves, as a query to narrow down; of a record all, or these columns."""
    said = (document.c[name] for name in ("digest", "title", "publisher", "agency", "published", "address"))
    chosen: list[Any] = [record.c[name] for name in columns] or [record]
    return select(*chosen, *said, document.c.kind.label("document_kind")).join(
        document, record.c.document == document.c.id
    )


def _records(connection: Connection, which: str, ids: Sequence[int], query: Query | None) -> Iterator[Any]:
    chosen = members().add_columns(search.c.names, search.c.words.label("searched"))
    chosen = chosen.outerjoin(search, search.c.record == record.c.id).where(record.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(chosen)}
    for number in ids:
        if number in rows:
            yield _hit(rows[number], query) if which == "hits" else _statement(rows[number])


def _hit(row: Any, query: Query | None) -> Hit:
    return Hit(
        id=shown_record(row.id), kind=row.kind, item=row.item and shown_item(row.kind, row.item), date=row.date,
        speakers=_names(_sighting(row).speakers), words=row.words, snippet=_snippet(row, query), state=row.state,
        place=place(row),
    )  # fmt: skip


def _snippet(row: Any, query: Query | None) -> Snippet:
    if query is None:
        return Snippet(row.words)
    texts = [row.words, *(row.searched or "").splitlines(), *(row.names or "").splitlines()]
    best = max(texts, key=lambda text: len(matches(text, query)))
    return snippet(best, query)


def _statement(row: Any) -> StatementRow:
    seen, found = _sighting(row), from_json(row.kind, row.human or row.machine)
    return StatementRow(
        id=shown_record(row.id), utterance=row.item and shown_item(row.kind, row.item), date=row.date,
        speakers=_names(seen.speakers), speaker_countries=_countries(seen.speakers), certain=seen.certain,
        addressees=_names(seen.addressees), form=found.form, acts=seen.acts, sectors=seen.sectors,
        courtesy=seen.courtesy, words=row.words, cue=found.cue.text if found.cue else "", state=row.state,
        place=place(row),
    )  # fmt: skip


class _Item:
    """An item, its records, and what they say together; the record that is quoted comes first."""

    def __init__(self, head: Any, members: list[Any], today: str) -> None:
        self.head, self.today = head, today
        self.settled = msgspec.json.decode(head.settled, type=Settled)
        quoted = {evidence: at for at, evidence in enumerate(self.settled.words.by)}
        self.members = sorted(
            members,
            key=lambda row: (quoted.get(f"{row.digest}#{row.local}", len(quoted)), row.published or "9", row.id),
        )
        self.main = self.members[0]
        self.seen = _sighting(self.main)

    @property
    def common(self) -> Mapping[str, Any]:
        """What rows of all items have."""
        return {
            "id": shown_item(self.head.kind, self.head.id), "date": self.head.date, "documents": self.head.documents,
            "state": max((row.state for row in self.members), key=STATES.index), "place": place(self.main),
            "members": tuple(map(place, self.members)),
        }  # fmt: skip

    def each(self) -> Iterable[tuple[Any, Any]]:
        """Its records as rows and as records."""
        return ((row, from_json(row.kind, row.human or row.machine)) for row in self.members)


def _utterance(found: _Item) -> UtteranceRow:
    settled = found.settled
    speakers = settled.speakers.value
    return UtteranceRow(
        **found.common, speakers=_names(speakers), speaker_countries=_countries(speakers), certain=settled.certain,
        acts=settled.acts.value, sectors=settled.sectors.value, words=settled.words.value,
    )  # fmt: skip


def _commitment(found: _Item) -> CommitmentRow:
    settled = found.settled
    records = [one for _, one in found.each()]
    due = max((row.due for row in found.members if row.due), default=None)
    status = found.head.status or "open"
    return CommitmentRow(
        **found.common, strength=settled.strength.value or found.main.strength, softened=records[0].softened,
        owner=settled.owner.value, counterpart=records[0].counterpart, due=due,
        due_value=next((seen.due for row in found.members if (seen := _sighting(row)).due), None),
        condition=next((one.condition.text for one in records if one.condition), ""), status=status,
        overdue=overdue(due, status, date.fromisoformat(found.today)), sectors=settled.sectors.value,
        speakers=_names(settled.speakers.value), speaker_countries=_countries(settled.speakers.value),
        words=settled.words.value,
    )  # fmt: skip


def _meeting(found: _Item) -> MeetingRow:
    settled, records = found.settled, [one for _, one in found.each()]
    seen = [_sighting(row) for row in found.members]
    return MeetingRow(
        **found.common, kind=records[0].kind, where=next((one.place for one in records if one.place), ""),
        participants=_names(settled.speakers.value),
        countries=tuple(sorted({country for one in seen for country in one.countries})),
        formats=tuple(dict.fromkeys(word for one in records for word in one.format)),
    )  # fmt: skip


def _matter(found: _Item) -> MatterRow:
    settled, records = found.settled, [one for _, one in found.each()]
    steps = _steps(found)
    return MatterRow(
        **found.common, kind=found.head.kind, name=settled.name.value or found.head.label,
        designation=next((one.kind for one in records if one.kind), None),
        parties=tuple(sorted({country for one in records for country in one.parties})),
        sectors=settled.sectors.value, status=steps[-1].status if steps else None, steps=steps,
    )  # fmt: skip


def _name(found: _Item) -> NameRow:
    settled = found.settled
    return NameRow(
        **found.common, kind=found.seen.kind, name=settled.name.value or found.head.label,
        country=next((seen.country for row in found.members if (seen := _sighting(row)).country), None),
        office=settled.office.value,
    )  # fmt: skip


def _steps(found: _Item) -> tuple[Step, ...]:
    """All status events in the order in which they came about; each with the words that say so."""
    steps = [
        (
            since(event.status, event.date, row.published),
            _LIFE.index(event.status),
            Step(event.status, event.date, _at(place(row), event.span)),
        )
        for row, one in found.each()
        for event in one.status
    ]
    return tuple(step for *_, step in sorted(steps, key=lambda one: one[:2]))


def _at(where: Place, span: Span) -> Place:
    return replace(where, start=span.start, end=span.end, words=span.text)


def _sighting(row: Any) -> Sighting:
    return Sighting.from_json(row.sighting) if row.sighting else _EMPTY


def _names(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(party.name for party in parties)


def _countries(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party.country for party in parties if party.country))


_ITEMS: Mapping[str, Callable[[_Item], Any]] = {
    "statement": _utterance, "commitment": _commitment, "meeting": _meeting, "agreement": _matter, "body": _matter,
    "project": _matter, "entity": _name,
}  # fmt: skip
