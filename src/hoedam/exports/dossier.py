"""The dossier of a relation: who met, what each side asked and pledged in its own words, and what became of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection

from hoedam.exports.briefing import Briefing, Grid, Items, Part, Quotation, Section, Source
from hoedam.exports.periods import in_words, period
from hoedam.ledger import queries
from hoedam.ledger.countries import country_name
from hoedam.ledger.filters import Filter
from hoedam.ledger.relation import documents_of, timeline
from hoedam.ledger.rows import CommitmentRow, MatterRow, MeetingRow, Place

HOME = "KOR"
ASKS = ("proposed", "requested")
Say = Callable[[str, str], str]


def dossier(
    connection: Connection, country: str, *, say: Say, language: Literal["ko", "en"] = "ko", today: str | None = None,
    home: str = HOME,
) -> Briefing:  # fmt: skip
    """The dossier of a state (ISO 3166-1 alpha-3), as of `today`; `say` gives the words for groups and codes."""
    return _Dossier(connection, country, home, say, language, today or date.today().isoformat()).briefing()


@dataclass(frozen=True, slots=True)
class _Dossier:
    connection: Connection
    country: str
    home: str
    say: Say
    language: Literal["ko", "en"]
    today: str

    def briefing(self) -> Briefing:
        concerned = Filter(country=(self.country,))
        meetings: list[MeetingRow] = self._rows("meetings", concerned)
        commitments: list[CommitmentRow] = self._rows("commitments", concerned)
        matters: list[MatterRow] = self._rows("matters", concerned)
        counts = (documents_of(self.connection, self.country), len(meetings), len(commitments))
        return Briefing(
            title=self._say("title").format(self._name(self.home), self._name(self.country)),
            subtitle=self._say("subtitle").format(*(f"{count:,}" for count in counts)),
            as_of=self.today, note=self._say("note"), language=self.language,
            sections=(
                self._overview(commitments), self._meetings(meetings), *self._promises(commitments),
                self._overdue(commitments), self._matters(matters), self._changes(),
            ),
        )  # fmt: skip

    def _rows(self, which: str, filter: Filter) -> list[Any]:
        return list(queries.rows(self.connection, which, filter, today=self.today))[::-1]

    def _overview(self, commitments: list[CommitmentRow]) -> Section:
        counts: dict[str, int] = {}
        for row in commitments:
            counts[row.status] = counts.get(row.status, 0) + 1
        lines = [f"{self.say('progress', status)}: {count:,}" for status, count in counts.items()]
        late = sum(row.overdue for row in commitments)
        lines += [f"{self._say('overdue')}: {late:,}"] if late else []
        return Section(self._say("overview"), (Items(tuple(lines)),) if lines else ())

    def _meetings(self, rows: list[MeetingRow]) -> Section:
        columns = self._columns("date", "what", "where", "participants", "documents")
        lines = tuple(
            (row.date or "", self._meeting(row), row.where, ", ".join(row.participants), str(row.documents))
            for row in rows
        )
        grid = Grid(columns, lines, (3, 4, 3, 6, 2), tuple(source(row.place) for row in rows))
        return Section(self._say("meetings"), (grid,) if rows else ())

    def _meeting(self, row: MeetingRow) -> str:
        kind = self.say("meeting", row.kind)
        return f"{kind} ({', '.join(row.formats)})" if row.formats else kind

    def _promises(self, rows: list[CommitmentRow]) -> Iterator[Section]:
        """Agreed, then for each side what it asked and what it pledged; each with its exact words."""
        yield Section(self._say("agreed"), self._quotations(row for row in rows if row.strength == "agreed"))
        for who, state in (("theirs", self.country), ("ours", self.home)):
            asked = (row for row in rows if row.strength in ASKS and state in askers(row))
            yield Section(self._say(f"{who}_asked").format(self._name(state)), self._quotations(asked))
            pledged = (row for row in rows if row.strength in ("pledged", "planned") and state in row.owner)
            yield Section(self._say(f"{who}_pledged").format(self._name(state)), self._quotations(pledged))

    def _quotations(self, rows: Iterable[CommitmentRow]) -> tuple[Part, ...]:
        return tuple(Quotation(row.words, self._about(row), source(row.place)) for row in rows)

    def _about(self, row: CommitmentRow) -> str:
        """Number, who, when, until when, and how it stands."""
        value = row.due_value or ""
        due = f"{self.say('field', 'due')} {in_words(value, self.language)}" if period(value) else ""
        status = self.say("progress", row.status) + (f" ({self.say('field', 'overdue')})" if row.overdue else "")
        review = self.say("state", row.state) if row.state != "machine" else ""
        return " · ".join(filter(None, (row.id, ", ".join(row.speakers), row.date, due, status, review)))

    def _overdue(self, rows: list[CommitmentRow]) -> Section:
        late = sorted((row for row in rows if row.overdue), key=lambda row: row.due or "")
        lines = tuple(
            (row.id, row.due or "", "·".join(row.owner), self.say("progress", row.status), row.words) for row in late
        )
        grid = Grid(self._columns("id", "due", "owner", "status", "words"), lines, (2, 3, 3, 3, 9), tuple(source(row.place) for row in late))  # fmt: skip
        return Section(self._say("overdue"), (grid,) if late else ())

    def _matters(self, rows: list[MatterRow]) -> Section:
        lines = tuple((row.id, self.say("record", row.kind), row.name, self._steps(row)) for row in rows)
        grid = Grid(self._columns("id", "what", "name", "steps"), lines, (2, 3, 6, 7), tuple(source(row.place) for row in rows))  # fmt: skip
        return Section(self._say("matters"), (grid,) if rows else ())

    def _steps(self, row: MatterRow) -> str:
        steps = (f"{self.say('status', step.status)} {step.date or ''}".strip() for step in row.steps)
        return " → ".join(dict.fromkeys(steps))

    def _changes(self) -> Section:
        events = [e for e in timeline(self.connection, self.country) if e.sort == "change"]
        lines = tuple((e.date, e.id, self.say("progress", e.code), e.words or e.source) for e in events)
        sources = tuple(source(e.place) if e.place else Source(e.source) for e in events)
        grid = Grid(self._columns("date", "id", "status", "words"), lines, (3, 2, 3, 10), sources)
        return Section(self._say("changes"), (grid,) if events else ())

    def _columns(self, *names: str) -> tuple[str, ...]:
        return tuple(self.say("field", name) for name in names)

    def _say(self, code: str) -> str:
        return self.say("brief", code)

    def _name(self, code: str) -> str:
        return country_name(code, self.language)


def askers(row: CommitmentRow) -> tuple[str, ...]:
    """Whose ask it is: that of the speaker's state; where nobody is named, of those who do not owe it."""
    return row.speaker_countries or row.counterpart


def source(place: Place) -> Source:
    """Where words stand, for a list of sources: publisher, day, title and the stretch; its address as a link."""
    return Source(f"{place.source} ({place.span})", place.address or "")
