"""Readings as event data: one event for every act of a statement, and for every meeting, each with one span.

Dyads: an act goes from one state to another. What two states do together (a collective statement, a meeting) is one
event whose actor is the first one named; of three and more states it is one for each pair. The layouts of POLECAT, ICEWS
and GDELT are in `event_tables`; what each column holds is in docs/exports.md.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations

from hoedam.exports.periods import period
from hoedam.model import Act, Document, Entity, Meeting, Reading, Span, Statement


@dataclass(frozen=True, slots=True)
class Counts:
    """How often an event is told: mentions, sources (outlets) and articles. One wire story printed ten times is one
    event with ten articles."""

    mentions: int = 1
    sources: int = 1
    articles: int = 1


_SENTENCE_END = re.compile("[.?!][\"'”’)]*\\s+|\n+")

Count = Callable[[str, str], Counts | None]


def once(document: str, record: str) -> Counts | None:
    """Every event is told once, by its own document: what is known without comparing documents."""
    return Counts()


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `day` is ISO 8601; `plover` the type with its mode (`REQUEST-assist`); actor and recipient entities."""

    reading: Reading
    record: str
    span: Span
    day: str
    plover: str | None
    cameo: str
    actor: Entity
    recipient: Entity | None
    sectors: tuple[str, ...] = ()
    place: str = ""
    counts: Counts = field(default_factory=Counts)

    @property
    def number(self) -> int:
        """A stable number (59 bits) of the document, the record and the two sides."""
        sides = f"{_side(self.actor)}>{_side(self.recipient) if self.recipient else ''}"
        key = f"{self.reading.document.id}/{self.record}/{sides}"
        return int.from_bytes(sha256(key.encode(errors="replace")).digest()[:8]) >> 5

    @property
    def lead(self) -> bool:
        """Whether it stands in the first paragraph."""
        first = next((block for block in self.reading.document.blocks if block.kind == "paragraph"), None)
        return first is not None and first.start <= self.span.start < first.end

    @property
    def sentence(self) -> int:
        """The number of its sentence, counted by full stops and line breaks from 1."""
        before = self.reading.document.text[: self.span.start]
        return 1 + sum(1 for _ in _SENTENCE_END.finditer(before))


@dataclass(frozen=True, slots=True)
class Left:
    """Why an act or meeting is no event of the tables: courtesy, withdrawn, no_speaker, no_day, one_side, no_code,
    told_elsewhere."""

    reason: str
    record: str


def events(
    readings: Iterable[Reading], *, count: Count = once, courtesy: bool = False, doubtful: bool = True
) -> Iterator[Event | Left]:
    """The events of readings, and what of them is none, in the order of the documents.

    `count` says, for a document and a record, how often an utterance is told; None where another document tells it.
    Small talk is left out unless `courtesy`; statements whose speaker is in doubt stay unless `doubtful` is False.
    """
    for reading in readings:
        view = _View(reading)
        for meeting in reading.meetings:
            yield from view.meeting(meeting, count(reading.document.id, meeting.id))
        for statement in reading.statements:
            told = count(reading.document.id, statement.id)
            for number, act in enumerate(statement.acts):
                record = f"{statement.id}.acts.{number}"
                reason = view.refused(statement, act, courtesy, doubtful)
                yield from [Left(reason, record)] if reason else view.act(statement, act, record, told)


def tally(found: Iterable[Event | Left], left: Counter[str]) -> Iterator[Event]:
    """The events alone; what was left out is counted by its reason in `left`."""
    for one in found:
        if isinstance(one, Left):
            left[one.reason] += 1
        else:
            yield one


class _View:
    """One reading, asked for its events."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entities = {entity.id: entity for entity in reading.entities}
        self.meetings = {meeting.id: meeting for meeting in reading.meetings}
        self.withdrawn = {issue.about for issue in reading.issues if issue.code == "withdrawn"}

    def refused(self, statement: Statement, act: Act, courtesy: bool, doubtful: bool) -> str:
        if statement.id in self.withdrawn:
            return "withdrawn"
        if act.courtesy and not courtesy:
            return "courtesy"
        if not self._sides(statement.speakers) or not (doubtful or statement.attribution.certain):
            return "no_speaker"
        return "" if act.cameo else "no_code"

    def meeting(self, meeting: Meeting, counts: Counts | None) -> Iterator[Event | Left]:
        """CONSULT; a meeting still to come is an agreement to meet (PLOVER: AGREE; CAMEO: 036)."""
        day = self._day(meeting)
        ahead = _ahead(meeting, (self.reading.document.published or "")[:10])
        plover, cameo = ("AGREE", "036") if ahead else _consult(meeting)
        pairs = list(combinations(self._sides(meeting.participants), 2))
        if not (counts and day and pairs):
            reason = "told_elsewhere" if not counts else "one_side" if not pairs else "no_day"
            yield Left(reason, meeting.id)
            return
        for actor, recipient in pairs:
            yield Event(
                self.reading, meeting.id, meeting.evidence[0], day, plover, cameo, actor, recipient, (),
                meeting.place or "", counts,
            )  # fmt: skip

    def act(self, statement: Statement, act: Act, record: str, counts: Counts | None) -> Iterator[Event | Left]:
        meeting = self._meeting_of(statement)
        day = self._day(meeting)
        if not (counts and day):
            yield Left("no_day" if counts else "told_elsewhere", record)
            return
        for actor, recipient in self._dyads(statement, meeting):
            yield Event(
                self.reading, record, act.span, day, act.plover, act.cameo or "", actor, recipient, act.sectors,
                (meeting.place if meeting else None) or "", counts,
            )  # fmt: skip

    def _dyads(self, statement: Statement, meeting: Meeting | None) -> list[tuple[Entity, Entity | None]]:
        """Who did it to whom: the other side is whom they spoke to, who was at the meeting, or whom they owe it to."""
        speakers = self._sides(statement.speakers)
        if len(speakers) > 1:
            return list(combinations(speakers, 2))
        (actor,) = speakers
        for ids in (statement.addressees, meeting.participants if meeting else (), self._bound(statement)):
            others = [entity for entity in self._sides(ids) if _side(entity) != _side(actor)]
            if others:
                return [(actor, other) for other in others]
        return [(actor, None)]

    def _bound(self, statement: Statement) -> tuple[str, ...]:
        """The first entity of each state that the statement's commitments bind or favour."""
        made = [commitment for commitment in self.reading.commitments if commitment.statement == statement.id]
        states = {state for commitment in made for state in (*commitment.owner, *commitment.counterpart)}
        return tuple(entity.id for entity in self.reading.entities if entity.country in states)

    def _sides(self, ids: tuple[str, ...]) -> list[Entity]:
        """The first entity of each state; one without a state is a side of its own."""
        found: dict[str, Entity] = {}
        for id in ids:
            if id in self.entities:
                found.setdefault(_side(self.entities[id]), self.entities[id])
        return list(found.values())

    def _meeting_of(self, statement: Statement) -> Meeting | None:
        """The meeting that the statement names, else the only one of the document where the speakers' states met."""
        if statement.meeting or len(self.reading.meetings) != 1:
            return self.meetings.get(statement.meeting or "")
        (meeting,) = self.reading.meetings
        there = {_side(entity) for entity in self._sides(meeting.participants)}
        return meeting if all(_side(entity) in there for entity in self._sides(statement.speakers)) else None

    def _day(self, meeting: Meeting | None) -> str | None:
        """The day of the meeting; that of publication where no other day is known, or the meeting is still to come."""
        published = (self.reading.document.published or "")[:10] or None
        if meeting is None or meeting.date is None or _ahead(meeting, published):
            return published
        when = period(meeting.date)
        if when and when.precision == "day":
            return when.first.isoformat()
        return published if when and published and str(when.first) <= published <= str(when.last) else None


def _ahead(meeting: Meeting, published: str | None) -> bool:
    """Whether all of its days come after the day of publication."""
    when = period(meeting.date)
    return bool(when and published and str(when.first) > published)


def _side(entity: Entity) -> str:
    return entity.country or entity.id


def _consult(meeting: Meeting) -> tuple[str, str]:
    """PLOVER's mode of CONSULT and the CAMEO code; who visited whom is not recorded, so visits are 040 there."""
    if meeting.kind.endswith("_call"):
        return "CONSULT-phone", "041"
    if meeting.kind == "multilateral":
        return "CONSULT-multilateral", "040"
    visit = meeting.kind == "visit" or any("방문" in word for word in meeting.format)
    return ("CONSULT-visit" if visit else "CONSULT"), "040"


def publisher(document: Document) -> str:
    """Who published it, as far as is known."""
    return document.publisher or document.agency or ""
