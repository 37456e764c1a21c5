"""The rows of a ledger's lists as lines on the screen, in the words of one language; the last column holds the words."""

from collections.abc import Callable, Iterable
from typing import Any

from hoedam.labels import Labels
from hoedam.ledger.rows import CommitmentRow, Hit, MatterRow, MeetingRow, NameRow, StatementRow, Step, UtteranceRow

_COLUMNS = {
    "hits": ("id", "date", "what", "speakers", "words"),
    "statements": ("id", "date", "speakers", "acts", "sectors", "words"),
    "utterances": ("id", "date", "speakers", "acts", "documents", "words"),
    "commitments": ("id", "date", "strength", "sides", "due", "status", "documents", "words"),
    "meetings": ("id", "date", "what", "where", "documents", "participants"),
    "names": ("id", "what", "country", "office", "documents", "name"),
    "matters": ("id", "what", "parties", "steps", "documents", "name"),
}


class Lines:
    """Lines of one list."""

    def __init__(self, which: str, labels: Labels) -> None:
        self._label = labels
        self._which = which if which in _COLUMNS else "matters"

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(self._label("field", name) for name in _COLUMNS[self._which])

    def line(self, row: Any) -> tuple[str, ...]:
        """The cells of one row."""
        makers: dict[str, Callable[[Any], tuple[str, ...]]] = {
            "hits": self._hit, "statements": self._statement, "utterances": self._utterance,
            "commitments": self.commitment, "meetings": self._meeting, "matters": self._matter,
            "names": self._name,
        }  # fmt: skip
        return makers[self._which](row)

    def _hit(self, row: Hit) -> tuple[str, ...]:
        return row.id, row.date or "-", self._label("record", row.kind), ", ".join(row.speakers), row.snippet.marked()

    def _statement(self, row: StatementRow) -> tuple[str, ...]:
        sectors = self._label.sectors(row.sectors)
        return row.id, row.date or "-", self._who(row), self._acts(row.acts), sectors, _line(row.words)

    def _utterance(self, row: UtteranceRow) -> tuple[str, ...]:
        return row.id, row.date or "-", self._who(row), self._acts(row.acts), str(row.documents), _line(row.words)

    def commitment(self, row: CommitmentRow) -> tuple[str, ...]:
        """A commitment or ask; a deadline that is past has a mark."""
        strength = self._label("strength", row.strength)
        if row.softened:
            strength = f"{strength} ({self._label('note', 'softened')})"
        due = f"{self.due(row)}{' !' if row.overdue else ''}" or "-"
        status = self._label("progress", row.status)
        words = _line(row.words) + (f" [{self._label('note', 'condition')}: {row.condition}]" if row.condition else "")
        return row.id, row.date or "-", strength, sides(row), due, status, str(row.documents), words

    def due(self, row: CommitmentRow) -> str:
        """The deadline as a TIMEX3 value, or that it has no date (조속히)."""
        return self._label("note", "vague") if row.due_value == "FUTURE_REF" else row.due_value or ""

    def _meeting(self, row: MeetingRow) -> tuple[str, ...]:
        kind = self._label("meeting", row.kind)
        what = f"{kind} ({', '.join(row.formats)})" if row.formats else kind
        return row.id, row.date or "-", what, row.where or "-", str(row.documents), ", ".join(row.participants)

    def _name(self, row: NameRow) -> tuple[str, ...]:
        what = self._label("entity", row.kind)
        return row.id, what, row.country or "-", row.office or "-", str(row.documents), row.name

    def _matter(self, row: MatterRow) -> tuple[str, ...]:
        steps = " → ".join(self.steps(row.steps))
        return row.id, self._label("record", row.kind), "·".join(row.parties), steps, str(row.documents), row.name

    def steps(self, steps: Iterable[Step]) -> list[str]:
        """Status events one after another, each once."""
        lines = (f"{self._label('status', step.status)} {step.date or ''}".strip() for step in steps)
        return list(dict.fromkeys(lines))

    def _who(self, row: StatementRow | UtteranceRow) -> str:
        who = ", ".join(row.speakers) or self._label("note", "unknown")
        return who if row.certain else f"{who} ?"

    def _acts(self, acts: Iterable[str]) -> str:
        return ", ".join(self._label("act", act) for act in dict.fromkeys(acts))


def sides(row: CommitmentRow) -> str:
    """Who must act, and to whom it is owed: `KOR → GEO`."""
    owner, counterpart = "·".join(row.owner) or "?", "·".join(row.counterpart)
    return f"{owner} → {counterpart}" if counterpart else owner


def _line(words: str) -> str:
    return " ".join(words.split())
