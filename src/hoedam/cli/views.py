"""A reading as sections of rows, the same for the screen and for Markdown."""

from collections.abc import Iterator
from dataclasses import dataclass

from hoedam.labels import Labels
from hoedam.model import Act, Commitment, Issue, Matter, Meeting, Reading, Span, Statement

MATTERS = ("agreements", "bodies", "projects")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading over rows; the last column holds the words, and gives way where there is little room."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class View:
    """One reading in the words of one language."""

    def __init__(self, reading: Reading, labels: Labels) -> None:
        self._reading = reading
        self._label = labels
        self._names = {entity.id: entity.name for entity in reading.entities}
        self._times = {time.id: time for time in reading.times}

    @property
    def title(self) -> str:
        """The document's title, else where it came from."""
        document = self._reading.document
        return document.title or document.source or document.id

    @property
    def subtitle(self) -> str:
        """Kind, publication date with its basis, publisher and source."""
        document = self._reading.document
        day = (document.published or "").partition("T")[0] or "-"
        published = f"{day} ({self._label('published_basis', document.published_basis)})"
        kind = self._label("kind", document.kind)
        known = (kind, published, document.publisher or document.agency, document.source)
        return " · ".join(part for part in known if part)

    def sections(self) -> list[Section]:
        """All that was read, section by section; without the empty ones."""
        made = [self._meetings(), self._statements(), self.commitments(), self._matters(), self._issues()]
        return [section for section in made if section.rows]

    def commitments(self) -> Section:
        """Commitments and asks."""
        rows = tuple(map(self._commitment, self._reading.commitments))
        return self._section("commitments", ("no", "strength", "owner", "due", "sectors", "words"), rows)

    def names(self, ids: tuple[str, ...]) -> str:
        """The names of entities, by comma."""
        return ", ".join(self._names.get(id, id) for id in ids)

    def speakers(self, statement: Statement) -> str:
        """Who said it, with a question mark where the reading doubts it, and who passed it on."""
        who = self.names(statement.speakers) or self._label("note", "unknown")
        doubt = "" if statement.attribution.certain else " ?"
        via = f" ({self._label('note', 'relayed')} {self.names(statement.relayed_by)})" if statement.relayed_by else ""
        return who + doubt + via

    def due(self, commitment: Commitment) -> str:
        """The deadline as a TIMEX3 value, or in its own words where it is vague."""
        time = self._times.get(commitment.due or "")
        return "" if time is None else time.value or time.span.text

    def strength(self, commitment: Commitment) -> str:
        """How strong it is, and whether only effort is promised."""
        strength = self._label("strength", commitment.strength)
        return f"{strength} ({self._label('note', 'softened')})" if commitment.softened else strength

    def acts(self, statement: Statement) -> str:
        """What the statement does, clause by clause, each kind once."""
        return ", ".join(dict.fromkeys(map(self.act, statement.acts)))

    def act(self, act: Act) -> str:
        """One act, and whether it is courtesy."""
        name = self._label("act", act.act)
        return f"{name} ({self._label('note', 'courtesy')})" if act.courtesy else name

    def sectors(self, statement: Statement) -> str:
        """The sectors of all acts, each once."""
        return self._label.sectors(tuple(dict.fromkeys(s for act in statement.acts for s in act.sectors)))

    def _section(self, name: str, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Section:
        return Section(self._label("heading", name), tuple(self._label("column", c) for c in columns), rows)

    def _meetings(self) -> Section:
        rows = tuple(map(self._meeting, self._reading.meetings))
        return self._section("meetings", ("date", "what", "where", "who"), rows)

    def _meeting(self, meeting: Meeting) -> tuple[str, ...]:
        kind = self._label("meeting", meeting.kind)
        what = f"{kind} ({', '.join(meeting.format)})" if meeting.format else kind
        return meeting.date or "-", what, meeting.place or "-", self.names(meeting.participants)

    def _statements(self) -> Section:
        rows = tuple(map(self._statement, self._reading.statements))
        return self._section("statements", ("no", "speaker", "form", "act", "sectors", "words"), rows)

    def _statement(self, statement: Statement) -> tuple[str, ...]:
        form = self._label("form", statement.form)
        return (statement.id, self.speakers(statement), form, self.acts(statement), self.sectors(statement),
                words(statement.content))  # fmt: skip

    def _commitment(self, commitment: Commitment) -> tuple[str, ...]:
        owner, counterpart = "·".join(commitment.owner), "·".join(commitment.counterpart)
        who = f"{owner or '?'} → {counterpart}" if counterpart else owner or "?"
        said = words((commitment.content,))
        if commitment.condition:
            said += f" [{self._label('note', 'condition')}: {words((commitment.condition,))}]"
        sectors = self._label.sectors(commitment.sectors)
        return commitment.id, self.strength(commitment), who, self.due(commitment) or "-", sectors, said

    def _matters(self) -> Section:
        rows = tuple(self._matter(kind, m) for kind in MATTERS for m in getattr(self._reading, kind))
        return self._section("matters", ("what", "parties", "status", "name"), rows)

    def _matter(self, kind: str, matter: Matter) -> tuple[str, ...]:
        events = [f"{self._label('status', event.status)} {event.date or ''}".strip() for event in matter.status]
        total = self._label("note", "in_all").format(matter.stated_total) if matter.stated_total else ""
        name = f"{matter.name} ({total})" if total else matter.name
        return self._label("matter", kind), "·".join(matter.parties), " → ".join(dict.fromkeys(events)), name

    def _issues(self) -> Section:
        rows = tuple(map(self._issue, self._reading.issues))
        return self._section("issues", ("issue", "no", "why"), rows)

    def _issue(self, issue: Issue) -> tuple[str, ...]:
        said = f" “{words((issue.span,))}”" if issue.span else ""
        return self._label("issue", issue.code), issue.about or "-", issue.message + said


def words(spans: tuple[Span, ...]) -> str:
    """The words of spans on one line, a gap shown as …"""
    return " … ".join(" ".join(span.text.split()) for span in spans)


def doubts(reading: Reading, about: str) -> Iterator[Issue]:
    """The issues about one record."""
    return (issue for issue in reading.issues if issue.about == about)
