"""What a ledger has about one number, on the screen: facts line by line, then sections of rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from hoedam.cli.lines import Lines, sides
from hoedam.cli.screen import show_sections, show_title
from hoedam.cli.views import Section, View, doubts, words
from hoedam.labels import Labels
from hoedam.ledger.about import AboutDocument, AboutItem, AboutRecord, Change, FollowUp
from hoedam.ledger.history import Entry
from hoedam.ledger.rows import CommitmentRow, ItemRow, MatterRow, MeetingRow, NameRow, Place, UtteranceRow
from hoedam.ledger.tracking import Account
from hoedam.model import Commitment, Matter, Meeting, Statement
from hoedam.resolve.settle import Point

Fact = tuple[str, str]


class Page:
    """Prints what was found in the words of one language."""

    def __init__(self, out: Console, labels: Labels) -> None:
        self._out, self._label = out, labels

    def show(self, found: AboutRecord | AboutItem[Any] | AboutDocument) -> None:
        """All of it."""
        match found:
            case AboutRecord():
                self._record(found)
            case AboutItem():
                self._item(found)
            case AboutDocument():
                self._document(found)

    def _record(self, found: AboutRecord) -> None:
        show_title(self._out, f"{found.id} {self._label('record', found.kind)}", found.place.source)
        self._facts(self._of_record(found))
        self._sections(
            self._followups("followups", found.followups),
            self._followups("follows", found.follows),
            self._history(found.history),
        )

    def _of_record(self, found: AboutRecord) -> Iterator[Fact]:
        yield "words", found.place.words
        if found.context.text:
            yield "context", found.context.marked()
        yield "source", _where(found.place)
        view = View(found.reading, self._label)
        match found.record:
            case Statement():
                yield from self._of_statement(found.record, view)
                yield from (("commitment", one.id) for one in found.reading.commitments if one.statement == found.id)
            case Commitment():
                yield from self._of_commitment(found.record, view)
            case Meeting():
                yield "participants", view.names(found.record.participants)
            case Matter():
                yield from (
                    ("status", f"{self._label('status', s.status)} {s.date or ''}: {words((s.span,))}")
                    for s in found.record.status
                )
        yield from (("doubt", f"{self._label('issue', i.code)}: {i.message}") for i in doubts(found.reading, found.id))
        yield "item", found.item or "-"
        yield "state", self._state(found)
        yield "revision", str(found.revision)
        for name, before, after in found.differs:
            yield (
                "differs",
                f"{name}: {json.dumps(before, ensure_ascii=False)} → {json.dumps(after, ensure_ascii=False)}",
            )
        if found.precedent:
            yield "precedent", found.precedent

    def _of_statement(self, statement: Statement, view: View) -> Iterator[Fact]:
        yield "speaker", view.speakers(statement)
        claim = statement.attribution
        evidence = f": {words(claim.evidence)}" if claim.evidence else ""
        yield "basis", self._label("basis", claim.basis) + evidence
        if claim.alternatives:
            yield "alternatives", view.names(claim.alternatives)
        if statement.addressees:
            yield "addressees", view.names(statement.addressees)
        if statement.cue:
            yield "cue", statement.cue.text
        yield "form", self._label("form", statement.form)
        if statement.reply_to:
            yield "reply", statement.reply_to
        for act in statement.acts:
            sectors = self._label.sectors(act.sectors)
            yield "act", f"{view.act(act)}{f' [{sectors}]' if sectors else ''}: {words((act.span,))}"

    def _of_commitment(self, commitment: Commitment, view: View) -> Iterator[Fact]:
        yield "strength", view.strength(commitment)
        yield "owner", "·".join(commitment.owner) or "?"
        yield "counterpart", "·".join(commitment.counterpart) or "-"
        if commitment.due:
            yield "due", view.due(commitment)
        if commitment.condition:
            yield "condition", commitment.condition.text
        yield "sectors", self._label.sectors(commitment.sectors) or "-"
        if commitment.statement:
            yield "statement", commitment.statement

    def _state(self, found: AboutRecord) -> str:
        signs = (("checker", found.checker), ("signer", found.signer))
        return ", ".join(
            (self._label("state", found.state), *(f"{self._label('field', n)} {w}" for n, w in signs if w))
        )

    def _item(self, found: AboutItem[Any]) -> None:
        first = found.reports[0].place.source if found.reports else ""
        show_title(self._out, f"{found.id} {self._label('record', found.kind)}", first)
        self._facts(self._of_item(found))
        row = found.row
        self._sections(
            self._reports(found),
            self._steps(row) if isinstance(row, MatterRow) else None,
            self._changes(found.changes),
            self._followups("followups", found.followups),
            self._followups("follows", found.follows),
        )

    def _of_item(self, found: AboutItem[Any]) -> Iterator[Fact]:
        row, settled = found.row, found.settled
        yield "words", settled.words.value or settled.name.value or found.label
        yield from self._of_row(row)
        yield "date", self._settled(settled.date, settled.date.value or "-")
        who = ", ".join(party.name for party in settled.speakers.value) or self._label("note", "unknown")
        yield "speaker", self._settled(settled.speakers, who + ("" if settled.certain else " ?"))
        if settled.sectors.value:
            yield "sectors", self._label.sectors(settled.sectors.value)
        yield "settled", self._settled(settled.words, self._label("field", "words"))
        if found.account:
            yield from self._tracked(found.account)
        if not isinstance(row, NameRow):
            yield "state", self._label("state", row.state)
        yield "revision", str(found.revision)

    def _of_row(self, row: ItemRow) -> Iterator[Fact]:
        match row:
            case CommitmentRow():
                yield from self._of_commitment_row(row)
            case MeetingRow():
                yield "kind", self._label("meeting", row.kind)
                yield "where", row.where or "-"
            case MatterRow():
                yield "name", row.name
                yield "parties", "·".join(row.parties) or "-"
            case UtteranceRow():
                yield "acts", ", ".join(self._label("act", act) for act in row.acts)

    def _of_commitment_row(self, row: CommitmentRow) -> Iterator[Fact]:
        lines = Lines("commitments", self._label)
        yield "strength", lines.commitment(row)[2]
        yield "sides", sides(row)
        yield "due", f"{lines.due(row)}{f' ({row.due})' if row.due else ''}" or "-"
        if row.condition:
            yield "condition", row.condition
        yield "status", self._label("progress", row.status)
        if row.overdue:
            yield "overdue", row.due or ""

    def _tracked(self, account: Account) -> Iterator[Fact]:
        proposed = f" ({self._label('note', 'proposed')})" if account.type_proposed else ""
        yield "type", self._label("followup_type", account.type) + proposed
        for name in ("office", "counterpart_office", "note"):
            if value := getattr(account, name):
                yield name, value

    def _settled(self, point: Point[Any], value: str) -> str:
        """A value, by what it was settled, and how many say otherwise."""
        against = f", {self._label('field', 'against')}: {len(point.against)}" if point.against else ""
        return f"{value}  ← {self._label('how', point.how)}{against}"

    def _document(self, found: AboutDocument) -> None:
        view = View(found.reading, self._label)
        show_title(self._out, f"{found.id} {view.title}", view.subtitle)
        engine = found.reading.engine
        facts = [
            ("address", found.address or "-"),
            ("digest", found.reading.document.id),
            (
                "version",
                f"{found.version} ({', '.join(found.versions)})" if len(found.versions) > 1 else str(found.version),
            ),
            ("added", found.added),
            ("engine", f"{engine.version}, {engine.analyser}"),
        ]
        self._facts(facts)
        show_sections(self._out, view.sections())
        self._sections(self._history(found.history))

    def _facts(self, facts: Iterable[Fact]) -> None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, text in facts:
            grid.add_row(Text(self._label("field", name)), Text(text))
        self._out.print(grid)
        self._out.print()

    def _sections(self, *sections: Section | None) -> None:
        show_sections(self._out, [section for section in sections if section and section.rows])

    def _section(self, name: str, columns: Sequence[str], rows: Iterable[tuple[str, ...]]) -> Section:
        return Section(self._label("part", name), tuple(self._label("field", c) for c in columns), tuple(rows))

    def _reports(self, found: AboutItem[Any]) -> Section:
        rows = (
            (one.place.record, one.place.source, ", ".join(one.speakers) + ("" if one.certain else " ?"),
             self._label("state", one.state), one.place.words)
            for one in found.reports
        )  # fmt: skip
        return self._section("reports", ("record", "source", "speaker", "state", "words"), rows)

    def _steps(self, row: MatterRow) -> Section:
        rows = (
            (step.date or "-", self._label("status", step.status), _where(step.place), step.place.words)
            for step in row.steps
        )
        return self._section("steps", ("date", "status", "source", "words"), rows)

    def _changes(self, changes: tuple[Change, ...]) -> Section:
        rows = (
            (one.date, self._status(one), one.person,
             f"{one.evidence.words} ({_where(one.evidence)})" if one.evidence else one.source or one.note)
            for one in changes
        )  # fmt: skip
        return self._section("changes", ("date", "status", "person", "evidence"), rows)

    def _status(self, one: Change) -> str:
        status = self._label("progress", one.status)
        return f"{status} ({self._label('note', 'withdrawn')})" if one.withdrawn else status

    def _followups(self, name: str, found: tuple[FollowUp, ...]) -> Section:
        rows = (self._followup(one, one.later if name == "followups" else one.earlier) for one in found)
        return self._section(name, ("record", "date", "score", "status", "verdict", "reasons", "words"), rows)

    def _followup(self, one: FollowUp, other: Place) -> tuple[str, ...]:
        status = self._label("progress", one.status) if one.status else "-"
        reasons = ", ".join(self._label("reason", reason) for reason in one.reasons)
        day = (other.published or "-")[:10]
        return other.record, day, f"{one.score:.2f}", status, one.verdict or "-", reasons, other.words

    def _history(self, entries: tuple[Entry, ...]) -> Section:
        rows = ((entry.at[:19], entry.person, entry.action, entry.data) for entry in entries)
        return self._section("history", ("date", "person", "what", "note"), rows)


def _where(place: Place) -> str:
    return f"{place.source} ({place.span})"
