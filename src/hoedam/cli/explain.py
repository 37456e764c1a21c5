"""`hoedam explain`: which rules fired on a statement, who else could have said it, and why one won."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from hoedam.cli import options
from hoedam.cli.read import one_source
from hoedam.cli.screen import console, show_title
from hoedam.cli.views import View, doubts, words
from hoedam.errors import SettingInvalid
from hoedam.labels import Labels, Language, locale_language
from hoedam.model import Commitment, Reading, Statement
from hoedam.reader import load
from hoedam.rules.catalogue import rule_sources
from hoedam.settings import Settings

if TYPE_CHECKING:
    from hoedam.extract.explain import Candidate

Row = tuple[str, str]


@click.command()
@click.argument("source")
@click.option("--statement", "wanted", metavar="ID", help="Only this statement, as s3.")
@click.option("--at", type=click.IntRange(0), metavar="OFFSET",
              help="Only what stands at this code point of the document's text, or in its paragraph.")  # fmt: skip
@options.published()
@options.language()
def command(source: str, wanted: str | None, at: int | None, published: date | None, lang: Language | None) -> None:
    """Show why a statement was read as it was.

    For each statement of SOURCE: its words and cue, the speaker with the basis and evidence of the claim, the
    candidates that did not win, what is in doubt, and the rules that decided what each clause does.
    """
    from hoedam.extract.explain import explain  # the analyser comes with it

    settings = Settings(published=published)
    document = load(one_source(source), settings)
    reading, candidates = explain(document, settings)
    chosen = _chosen(reading, wanted, at)
    if not chosen and (wanted or at is not None):
        raise SettingInvalid(f"no statement {wanted or f'at {at}'} in {source}: see `hoedam read {source}` for all.")
    labels = Labels(lang or locale_language())
    view, out = View(reading, labels), console()
    show_title(out, view.title, view.subtitle)
    for statement in chosen:
        _show(out, statement, Explained(reading, statement, candidates.get(statement.id, ()), view, labels))


def _chosen(reading: Reading, wanted: str | None, at: int | None) -> list[Statement]:
    """The statements asked for: by id, and by what stands at an offset or else in its paragraph."""
    found = [s for s in reading.statements if wanted in (None, s.id)]
    if at is None:
        return found
    here = [s for s in found if any(span.start <= at < span.end for span in s.content)]
    block = next((b for b in reading.document.blocks if b.start <= at < b.end), None)
    return here or [s for s in found if block and block.start <= s.content[0].start < block.end]


def _show(out: Console, statement: Statement, rows: "Explained") -> None:
    out.print(Text(f"{statement.id}  {rows.view.speakers(statement)}", style="bold cyan"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, text in rows:
        grid.add_row(Text(name), Text(text))
    out.print(grid)
    out.print()


class Explained:
    """One statement as rows of what and why."""

    def __init__(
        self, reading: Reading, statement: Statement, candidates: tuple["Candidate", ...], view: View, labels: Labels
    ) -> None:
        self._candidates = candidates
        self.view = view
        self._reading = reading
        self._statement = statement
        self._label = labels

    def __iter__(self) -> Iterator[Row]:
        for name, text in self._rows():
            yield self._label("explain", name), text

    def _rows(self) -> Iterator[Row]:
        statement = self._statement
        yield "words", f"{words(statement.content)}  [{self._label('form', statement.form)}]"
        if statement.cue:
            yield "cue", words((statement.cue,))
        yield from self._attribution()
        if statement.reply_to:
            yield "reply", statement.reply_to
        for act in statement.acts:
            sectors = self._label.sectors(act.sectors)
            head = f"{self.view.act(act)}{f' [{sectors}]' if sectors else ''}: {words((act.span,))}"
            yield "act", head + _because(act.rule)
        for commitment in self._reading.commitments:
            if commitment.statement == statement.id:
                yield "commitment", self._commitment(commitment)

    def _attribution(self) -> Iterator[Row]:
        """Why these speakers and not others."""
        statement, view = self._statement, self.view
        claim = statement.attribution
        who = view.names(statement.speakers) or self._label("note", "unknown")
        yield "speaker", f"{who}: {self._label('basis', claim.basis)}"
        if claim.evidence:
            yield "evidence", words(claim.evidence)
        for candidate in self._candidates:
            won = " ✓" if candidate.speakers == statement.speakers else ""
            yield "candidate", f"{view.names(candidate.speakers)}: {self._label('ground', candidate.ground)}{won}"
        if claim.alternatives:
            yield "instead", view.names(claim.alternatives)
        if statement.relayed_by:
            yield "relay", view.names(statement.relayed_by)
        for issue in doubts(self._reading, statement.id):
            yield "doubt", f"{self._label('issue', issue.code)}: {issue.message}"

    def _commitment(self, commitment: Commitment) -> str:
        owner = "·".join(commitment.owner) or "?"
        due = self.view.due(commitment)
        parts = [commitment.id, self.view.strength(commitment), owner, *([due] if due else [])]
        return f"{' '.join(parts)}: {words((commitment.content,))}" + _because(commitment.rule)


def _because(rule: str | None) -> str:
    """The rule that decided, with where it was seen."""
    if rule is None:
        return ""
    source = rule_sources().get(rule)
    return f"\n  ← {rule}: {source}" if source else f"\n  ← {rule}"
