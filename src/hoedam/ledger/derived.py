"""What a record says of itself in lists and facets; all of it can be made anew from the effective reading."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hoedam.ledger.records import main_span, words
from hoedam.model import Commitment, Entity, Matter, Meeting, Reading, Record, Statement
from hoedam.resolve.sightings import main_meeting

_ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
Facets = set[tuple[str, str]]

_SAID = ("speaker", "speaker_country", "country", "doubt")  # what a commitment has of the statement that gives it


@dataclass(frozen=True)
class Derived:
    """Columns of a record's row, and its facets."""

    start: int | None
    end: int | None
    words: str
    date: str | None
    strength: str | None
    due: str | None
    facets: frozenset[tuple[str, str]]


class Deriver:
    """Derives for the records of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _entities(self) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in self._reading.entities}

    @cached_property
    def _meetings(self) -> Mapping[str, Meeting]:
        return {meeting.id: meeting for meeting in self._reading.meetings}

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {statement.id: statement for statement in self._reading.statements}

    @cached_property
    def _issues(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for issue in self._reading.issues:
            found[issue.about or ""].add(issue.code)
        return found

    @cached_property
    def _last_days(self) -> Mapping[str, str | None]:
        return {time.id: (time.to or "")[:10] or None for time in self._reading.times}

    def derive(self, record: Record) -> Derived:
        """Everything that lists show and filter by."""
        span = main_span(record)
        commitment = record if isinstance(record, Commitment) else None
        return Derived(
            start=span.start if span else None,
            end=span.end if span else None,
            words=words(record),
            date=self.date(record),
            strength=commitment.strength if commitment else None,
            due=self._last_days.get(commitment.due) if commitment and commitment.due else None,
            facets=frozenset((name, value) for name, value in self._facets(record) if value),
        )

    def date(self, record: Record) -> str | None:
        """When it was said or happened: the meeting's date, else the day of publication (ISO 8601 prefix)."""
        match record:
            case Meeting():
                meeting: Meeting | None = record
            case Statement():
                meeting = self._meetings.get(record.meeting or "")
            case Commitment():
                statement = self._statements.get(record.statement or "")
                return self.date(statement) if statement else self._published
            case Matter():
                dates = [day for event in record.status if (day := _day(event.date))]
                return dates[0] if dates else self._published
            case _:
                return None
        return (_day(meeting.date) if meeting else None) or self._published

    @property
    def _published(self) -> str | None:
        return (self._reading.document.published or "")[:10] or None

    def _facets(self, record: Record) -> Facets:
        match record:
            case Statement():
                return self._of_statement(record)
            case Commitment():
                return self._of_commitment(record)
            case Matter():
                found = self._sides(record) | _sectors(record.sectors) | _statuses(record)
                return found | _many("doubt", self._issues.get(record.id, ()))
            case Meeting():
                found = self._countries("country", record.participants) | {("meeting_kind", record.kind)}
                return found | _many("doubt", self._issues.get(record.id, ()))
            case Entity():
                return {("country", record.country or ""), ("entity_type", record.type)}
        return set()

    def _sides(self, matter: Matter) -> Facets:
        """Its parties; where the text names none, the states whose meeting the document is about."""
        meeting = main_meeting(self._reading) if not matter.parties else None
        return self._countries("country", meeting.participants) if meeting else _many("country", matter.parties)

    def _of_statement(self, record: Statement) -> Facets:
        meeting = self._meetings.get(record.meeting or "")
        found = self._names("speaker", record.speakers) | {("form", record.form)}
        found |= self._countries("speaker_country", record.speakers)
        found |= self._countries("country", (*record.speakers, *record.addressees))
        found |= self._countries("country", meeting.participants if meeting else ())
        found |= _many("act", (act.act for act in record.acts))
        found |= _many("doubt", self._doubts(record))
        return found | _sectors(sector for act in record.acts for sector in act.sectors)

    def _of_commitment(self, record: Commitment) -> Facets:
        statement = self._statements.get(record.statement or "")
        found = _many("owner", record.owner) | _many("counterpart", record.counterpart) | _sectors(record.sectors)
        found |= _many("country", (*record.owner, *record.counterpart)) | {("strength", record.strength)}
        if statement:
            said = self._of_statement(statement)
            found |= {(name, value) for name, value in said if name in _SAID}
        return found | _many("doubt", self._issues.get(record.id, ()))

    def _doubts(self, record: Statement) -> set[str]:
        """What is not sure of a statement; a doubt about its speaker is gone where the speaker is."""
        found = self._issues.get(record.id, set()) - {"speaker_conflict", "speaker_unknown"}
        if not record.speakers:
            found = found | {"speaker_unknown"}
        elif not record.attribution.certain:
            found = found | {"speaker_conflict"}
        return found

    def _names(self, name: str, ids: Iterable[str]) -> Facets:
        return {(name, self._entities[id].name) for id in ids if id in self._entities}

    def _countries(self, name: str, ids: Iterable[str]) -> Facets:
        return {(name, self._entities[id].country or "") for id in ids if id in self._entities}


def _day(value: str | None) -> str | None:
    """A TIMEX3 value as far as it is an ISO date: the year of a quarter, nothing of FUTURE_REF."""
    found = _ISO.match(value or "")
    return found[0] if found else None


def _many(name: str, values: Iterable[str]) -> Facets:
    return {(name, value) for value in values}


def _sectors(ids: Iterable[str]) -> Facets:
    """Leaf and group: `minerals.lithium` is found under `minerals` too."""
    ids = set(ids)
    return {("sector", id) for id in ids} | {("sector", id.partition(".")[0]) for id in ids}


def _statuses(matter: Matter) -> Facets:
    return {("matter_status", event.status) for event in matter.status}
