"""What one reading saw, with every local id resolved: the records that are compared across documents.

A sighting stands alone: names, countries, dates and words instead of ids, so that two of them can be compared
without their documents, and stored so that documents need not be read again.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from hoedam.model import (
    Commitment,
    DocumentKind,
    Entity,
    Form,
    Matter,
    Meeting,
    MeetingKind,
    Reading,
    Record,
    Span,
    Statement,
    Strength,
)
from hoedam.resolve.courtesies import only_one
from hoedam.resolve.days import day, days_between, first_day
from hoedam.resolve.keys import is_session, keys_of, topics_of
from hoedam.resolve.stateless import frame, sentence_from, told_before, towns
from hoedam.resolve.stems import stems

Kind = Literal["statement", "commitment", "agreement", "body", "project", "meeting", "person", "organization"]
DateBasis = Literal["meeting", "published", "none"]

OFFICIAL: frozenset[DocumentKind] = frozenset(
    {"readout", "press_release", "joint_statement", "remarks", "transcript", "agreement_list"}
)
_HOME = "KOR"
_SAID = ("statement", "commitment")
_NEAR = 10  # days before publication within which a meeting is what the story is about


class Party(Record, frozen=True):
    """Who speaks, is spoken to, or takes part; `country` is ISO 3166-1 alpha-3."""

    type: str
    name: str
    country: str | None = None
    office: str | None = None


class Status(Record, frozen=True):
    """A step in the life of an agreement, body or project, in the words that say so."""

    status: str
    words: str
    date: str | None = None


class Sighting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One record of one reading, with nothing left to look up.

    Fields that another version wrote are passed over, and those it did not know are empty: a ledger keeps sightings.

    `date` is that of the meeting (`date_basis` meeting) or of publication, a TIMEX3 value. `countries`: all states
    that it concerns. `keys`: two sightings of one kind that may be the same thing share at least one; `topics`: what
    a follow-up shares with what it follows up. `words`: the content as written; `stems`: its content words; `light`: those that
    tell little, for they name a place or stand in other statements of the document too; `only`: the courtesies of which its
    speaker has no other in the document; `states`: those that
    name a state; `answered`: those of the statement that it answers; `names`: those of the towns, foreign persons and
    organisations that a text without a state may name a commitment by; `near`: those around it in its sentence,
    where speakers and places are named; `before`: the news that stands before a statement, as written.
    """

    kind: Kind
    local: str
    document: str
    document_kind: DocumentKind
    published: str | None = None
    date: str | None = None
    date_basis: DateBasis = "none"
    countries: tuple[str, ...] = ()
    words: str = ""
    stems: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    speakers: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()
    certain: bool = True
    alternatives: tuple[Party, ...] = ()
    form: Form | None = None
    acts: tuple[str, ...] = ()
    courtesy: bool = False
    light: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    before: str = ""
    strength: Strength | None = None
    softened: bool = False
    owner: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    due: str | None = None
    statement: str | None = None
    name: str = ""
    designation: str | None = None
    country: str | None = None
    office: str | None = None
    status: tuple[Status, ...] = ()
    meeting_kind: MeetingKind | None = None
    place: str | None = None
    keys: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()

    @property
    def evidence(self) -> str:
        """What names this sighting everywhere: the document's id, `#`, the local id."""
        return f"{self.document}#{self.local}"

    @property
    def news(self) -> tuple[str, ...]:
        """The stems of the news that stands before it."""
        return stems(self.before)

    @property
    def official(self) -> bool:
        """Whether the document is one side's own text rather than a report about it."""
        return self.document_kind in OFFICIAL

    def to_json(self) -> bytes:
        """The sighting as JSON; the same sighting always gives the same bytes."""
        return msgspec.json.encode(self, order="deterministic")

    @classmethod
    def from_json(cls, raw: str | bytes) -> "Sighting":
        """The sighting that `to_json` wrote. Raises msgspec.DecodeError where it is none."""
        return msgspec.json.decode(raw, type=cls)


def sightings(reading: Reading) -> tuple[Sighting, ...]:
    """The sightings of a reading, in its order: statements, commitments, matters, meetings, entities."""
    states = _names(reading, "country")
    found = with_light(tuple(_Seen(reading).all()), states | _names(reading, "place"))
    return tuple(_keyed(msgspec.structs.replace(s, states=tuple(w for w in s.stems if w in states))) for s in found)


def _names(reading: Reading, kind: str) -> set[str]:
    """The stems of all names of the countries or places of a document."""
    texts = {span.text for entity in reading.entities if entity.type == kind for span in entity.mentions}
    return {stem for text in texts for stem in stems(text)}


def with_light(document: tuple[Sighting, ...], places: Iterable[str] = ()) -> tuple[Sighting, ...]:
    """The sightings of one document, each statement and commitment with those of its stems that tell little.

    What several of one kind speak of, a port or a fund, and `places` (stems) do not tell which of them this is.
    """
    counts = Counter((s.kind, stem) for s in document if s.kind in _SAID for stem in set(s.stems))
    named = frozenset(places)

    def light(s: Sighting) -> tuple[str, ...]:
        return tuple(stem for stem in dict.fromkeys(s.stems) if stem in named or counts[s.kind, stem] > 1)

    def seen(s: Sighting) -> Sighting:
        only = only_one(s, document) if s.kind == "statement" else ()
        return msgspec.structs.replace(s, light=light(s), only=only)

    return tuple(seen(s) if s.kind in _SAID else s for s in document)


def with_keys(sighting: Sighting) -> Sighting:
    """The same with the stems of its words, its keys and its topics, for a sighting made by hand."""
    text = sighting.words or sighting.name
    return _keyed(msgspec.structs.replace(sighting, stems=stems(text)))


def _keyed(sighting: Sighting) -> Sighting:
    return msgspec.structs.replace(sighting, keys=keys_of(sighting), topics=topics_of(sighting))


class _Seen:
    """A reading with its ids looked up."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._entities = {entity.id: entity for entity in reading.entities}
        self._meetings = {meeting.id: meeting for meeting in reading.meetings}
        self._statements = {statement.id: statement for statement in reading.statements}
        self._times = {time.id: time for time in reading.times}
        self._main = main_meeting(reading)
        self._said = tuple(span for statement in reading.statements for span in statement.content)

    def all(self) -> Iterator[Sighting]:
        reading = self._reading
        yield from map(self._statement, reading.statements)
        yield from map(self._commitment, reading.commitments)
        matters: tuple[tuple[Kind, tuple[Matter, ...]], ...] = (
            ("agreement", reading.agreements),
            ("body", reading.bodies),
            ("project", reading.projects),
        )
        for kind, group in matters:
            yield from (self._matter(kind, matter) for matter in group)
        yield from map(self._meeting, reading.meetings)
        for entity in reading.entities:
            if entity.type in ("person", "organization"):
                yield self._entity("person" if entity.type == "person" else "organization", entity)

    def _base(
        self, kind: Kind, local: str, meeting: Meeting | None, words: str, countries: Iterable[str],
        spans: Sequence[Span] = (), before: str = "",
    ) -> Sighting:  # fmt: skip
        document = self._reading.document
        date, basis = self._date(meeting)
        around = frame(document.text, spans, self._said)
        sides = {*countries, *self._sides(meeting)}
        if sides <= {_HOME}:
            sides |= self._named(words, around, before)
        return Sighting(
            kind=kind, local=local, document=document.id, document_kind=document.kind, published=document.published,
            date=date, date_basis=basis, words=words, stems=stems(words), near=stems(around),
            countries=tuple(sorted(sides)), before=before,
        )  # fmt: skip

    def _named(self, *texts: str) -> set[str]:
        """The foreign states that the first of the texts names that names any; else the only one of the document."""
        foreign = [e for e in self._reading.entities if e.country not in (None, _HOME)]
        for text in texts:
            said = {e.country for e in foreign if e.country and any(span.text in text for span in e.mentions)}
            if said:
                return said
        states = {e.country for e in foreign if e.country and e.type == "country"}
        every = states or {e.country for e in foreign if e.country}
        return every if len(every) == 1 else set()

    def _tellable(self, content: Span, sides: Iterable[str]) -> tuple[str, ...]:
        """The stems of the names by which a text without a state may come back to a commitment of these sides."""
        foreign = [e for e in self._reading.entities if e.country != _HOME]
        named = (e.name for e in foreign if _names_it(e, content, {*sides}))
        parts = (*towns(content.text), *(stem for name in named for stem in stems(name)))
        return _ordered(stem for stem in parts if len(stem) > 1)

    def _date(self, meeting: Meeting | None) -> tuple[str | None, DateBasis]:
        if meeting and meeting.date and day(meeting.date):
            return meeting.date, "meeting"
        published = self._reading.document.published
        return published, "published" if published else "none"

    def _statement(self, statement: Statement) -> Sighting:
        meeting = self._meeting_of(statement)
        speakers, addressees = self._parties(statement.speakers), self._parties(statement.addressees)
        words = " ".join(span.text for span in statement.content)
        sides = _countries((*speakers, *addressees))
        before = told_before(self._reading.document.text, statement.content[0].start, self._said)
        found = self._base("statement", statement.id, meeting, words, sides, statement.content, before)
        return msgspec.structs.replace(
            found, speakers=speakers, addressees=addressees, certain=statement.attribution.certain,
            alternatives=self._parties(statement.attribution.alternatives), form=statement.form,
            acts=_ordered(act.act for act in statement.acts),
            sectors=_ordered(sector for act in statement.acts for sector in act.sectors),
            courtesy=bool(statement.acts) and all(act.courtesy for act in statement.acts),
            meeting_kind=meeting.kind if meeting else None, answered=self._answered(statement),
        )  # fmt: skip

    def _answered(self, statement: Statement) -> tuple[str, ...]:
        asked = self._statements.get(statement.reply_to or "")
        return stems(" ".join(span.text for span in asked.content)) if asked else ()

    def _commitment(self, commitment: Commitment) -> Sighting:
        said = self._statements.get(commitment.statement or "")
        meeting = self._meeting_of(said) if said else self._main
        sides = (*commitment.owner, *commitment.counterpart)
        content = commitment.content
        found = self._base("commitment", commitment.id, meeting, content.text, sides, (content,))
        due = self._times.get(commitment.due or "")
        return msgspec.structs.replace(
            found, strength=commitment.strength, softened=commitment.softened, owner=commitment.owner,
            counterpart=commitment.counterpart, sectors=commitment.sectors, statement=commitment.statement,
            due=due.value if due else None, speakers=self._parties(said.speakers) if said else (),
            certain=said.attribution.certain if said else True, names=self._tellable(content, found.countries),
        )  # fmt: skip

    def _matter(self, kind: Kind, matter: Matter) -> Sighting:
        told = (*matter.mentions, *(step.span for step in matter.status))
        found = self._base(kind, matter.id, None if matter.parties else self._main, matter.name, matter.parties, told)
        steps = tuple(Status(status=s.status, words=s.span.text, date=s.date) for s in matter.status)
        return msgspec.structs.replace(
            found, name=matter.name, designation=matter.kind, sectors=matter.sectors, status=steps
        )

    def _meeting(self, meeting: Meeting) -> Sighting:
        text, told = self._reading.document.text, " ".join(meeting.format)
        if is_session(meeting.evidence[0].text):  # 제2차 해사 대화를 열었다 follows up the promise to hold it
            told = sentence_from(text, meeting.evidence[0].start)
        found = self._base("meeting", meeting.id, meeting, told, ())
        return msgspec.structs.replace(
            found, date=meeting.date, date_basis="meeting" if meeting.date else "none", meeting_kind=meeting.kind,
            place=meeting.place, speakers=self._parties(meeting.participants),
        )  # fmt: skip

    def _entity(self, kind: Kind, entity: Entity) -> Sighting:
        own = (entity.country,) if entity.country else ()
        found = self._base(kind, entity.id, None, "", own)
        return msgspec.structs.replace(found, name=entity.name, country=entity.country, office=entity.office)

    def _meeting_of(self, statement: Statement) -> Meeting | None:
        """The meeting that a statement names; else the story's latest in which its speakers took part."""
        if statement.meeting:
            return self._meetings.get(statement.meeting)
        own = [m for m in current_meetings(self._reading) if set(statement.speakers) & set(m.participants)]
        return own[0] if own else self._main

    def _sides(self, meeting: Meeting | None) -> Iterator[str]:
        ids = meeting.participants if meeting else ()
        return (country for id in ids if id in self._entities and (country := self._entities[id].country))

    def _parties(self, ids: Iterable[str]) -> tuple[Party, ...]:
        found = (self._entities[id] for id in ids if id in self._entities)
        return tuple(Party(type=e.type, name=e.name, country=e.country, office=e.office) for e in found)


def main_meeting(reading: Reading) -> Meeting | None:
    """What the story is about: the first of its current meetings."""
    return next(iter(current_meetings(reading)), None)


def current_meetings(reading: Reading) -> list[Meeting]:
    """The meetings of the days before publication, the latest first; without such, those without a date."""
    published = reading.document.published
    told = first_day(published) if published else None
    dated = [m for m in reading.meetings if m.date and day(m.date)]
    if told is None:
        return dated or list(reading.meetings)
    near = [m for m in dated if m.date and -1 <= days_between(m.date, published) <= _NEAR]
    # stable: of several on one day, the first named stays first
    near.sort(key=lambda m: first_day(m.date or "") or told, reverse=True)
    return near or [m for m in reading.meetings if not m.date]


def _names_it(entity: Entity, content: Span, sides: set[str]) -> bool:
    """Whether a text may name a commitment by this: the other side's towns and persons, and any place that it names itself."""
    if entity.type in ("place", "country"):
        return entity.country in sides or any(span.text in content.text for span in entity.mentions)
    return entity.type == "person" and entity.country in sides and not _titled(entity)


def _titled(person: Entity) -> bool:
    """Whether a person is known by a title alone."""
    return bool(person.office) and person.name.endswith(person.office or "")


def _countries(parties: Iterable[Party]) -> tuple[str, ...]:
    return tuple(party.country for party in parties if party.country)


def _ordered(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
