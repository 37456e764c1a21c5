"""What the fields of a form offer: the records, states and sectors that can be chosen, the likeliest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hoedam.extract.sectors import all_sectors
from hoedam.ledger.ids import shown_record
from hoedam.ledger.records import local_id, main_span, records_of
from hoedam.model import Commitment, Entity, Meeting, Reading, Record, Statement, Time
from hoedam.web.words import Words

_SHOWN = 60  # characters of a record's words


@dataclass(frozen=True, slots=True)
class Option:
    """A record that can be chosen: its id in the document, its name, and whether it is likely."""

    id: str
    name: str
    likely: bool = False


@dataclass(frozen=True)
class Choices:
    """What can be chosen for one record of a reading; `numbers` are the ledger's, by the ids of the document."""

    reading: Reading
    numbers: Mapping[str, int]
    words: Words
    record: Record | None = None

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What people call each record of the document."""
        return {local_id(one): self._name(one) for _, one in records_of(self.reading)}

    def of(self, kind: str, chosen: Iterable[str] = ()) -> list[Option]:
        """The records of a kind: those chosen, those likely, then the others; never the record itself."""
        own, before = (local_id(self.record) if self.record else None), list(chosen)
        ids = [local_id(one) for found, one in records_of(self.reading) if found == kind and local_id(one) != own]
        options = [Option(id, self.names[id], id in self._likely) for id in ids]
        return sorted(options, key=lambda one: (one.id not in before, not one.likely))

    @cached_property
    def states(self) -> list[str]:
        """The states that the document speaks of."""
        return sorted({one.country for one in self.reading.entities if one.country})

    @property
    def sectors(self) -> list[tuple[str, list[str]]]:
        """The groups of sectors, each with its leaves."""
        ids = all_sectors()
        groups = [id for id in ids if "." not in id]
        return [(group, [id for id in ids if id.startswith(f"{group}.")]) for group in groups]

    @cached_property
    def _likely(self) -> frozenset[str]:
        """Who may have said it: the speakers, the others that were weighed, and who met."""
        record = self.record
        if isinstance(record, Commitment):
            record = next((one for one in self.reading.statements if one.id == record.statement), None)
        if not isinstance(record, Statement):
            return frozenset()
        met = next((one.participants for one in self.reading.meetings if one.id == record.meeting), ())
        return frozenset((*record.speakers, *record.attribution.alternatives, *record.addressees, *met))

    def _name(self, record: Record) -> str:
        match record:
            case Entity():
                return (
                    record.name
                    if not record.office or record.office in record.name
                    else f"{record.name} ({record.office})"
                )
            case Time():
                return record.span.text + (f" ({self.words.date(record.value)})" if record.value else "")
            case Meeting():
                kind = self.words.label("meeting", record.kind)
                return " ".join(filter(None, (self._number(record), kind, self.words.date(record.date))))
        span = main_span(record)
        text = " ".join(span.text.split()) if span else ""
        who = f"{self._speakers(record)}: " if isinstance(record, Statement) else ""
        return f"{self._number(record)} {who}{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}"

    def _speakers(self, statement: Statement) -> str:
        names = [one.name for one in self.reading.entities if one.id in statement.speakers]
        return ", ".join(names) or self.words.gettext("unknown speaker")

    def _number(self, record: Record) -> str:
        number = self.numbers.get(local_id(record))
        return shown_record(number) if number else ""
