"""`hoedam track`: what became of commitments, with evidence."""

from datetime import date
from typing import Any

import click

from hoedam.cli import options
from hoedam.cli.screen import console, show_sections, show_title
from hoedam.cli.views import Section
from hoedam.errors import DecisionInvalid
from hoedam.labels import Labels, Language, locale_language
from hoedam.ledger import Ledger, tracking
from hoedam.ledger.ids import parse_as, shown_item
from hoedam.ledger.tracking import Account, Change


@click.command()
@click.argument("commitments", nargs=-1, required=True, metavar="COMMITMENT...")
@click.option("--status", type=click.Choice(tracking.STATUSES), help="What became of it; needs --date and evidence.")
@click.option("--date", "when", metavar="DATE", help="When it became so, as exact as it is known: 2024-03-01, 2024-03.")
@click.option("--evidence", metavar="WHERE", help="The words that show it: a record (r12), or a stretch (d3:10-20).")
@click.option("--source", metavar="TEXT", help="An outside source by name, where the evidence is in no document.")
@options.why("A note to the status.")
@click.option("--withdraw", type=click.IntRange(1), metavar="ENTRY", help="Take back the status of this entry.")
@click.option("--type", "type_", metavar="TYPE", help=f"Type of follow-up (유형): {', '.join(tracking.TYPES)}.")
@click.option("--office", metavar="NAME", help="Who is responsible on our side (담당부처).")
@click.option("--counterpart-office", metavar="NAME", help="Who is responsible on their side (상대국 기관).")
@click.option("--note", metavar="TEXT", help="A remark (비고).")
@click.option(
    "--today", type=options.Day(), metavar="DATE", help="The day that overdue is asked for; by default today."
)
@options.person()
@options.revision()
@options.ledger()
@options.language()
def command(
    commitments: tuple[str, ...],
    person: str,
    ledger: str | None,
    lang: Language | None,
    today: date | None,
    **given: Any,
) -> None:
    """Show what became of commitments, or say it.

    COMMITMENT is a number as the lists show it (c12). A status needs its date and its evidence, and is added to those
    before it. An empty --type, --office, --counterpart-office or --note clears what stands there. Of several
    commitments the score after the G20 Research Group is shown: done +1, under way 0, lapsed -1, the others none.
    """
    numbers = [parse_as(name, "commitment")[1] for name in commitments]
    if len(numbers) > 1 and any(value is not None for name, value in given.items() if name != "why"):
        raise DecisionInvalid("one commitment can be changed at a time: name only that one.")
    with Ledger.open(ledger) as opened:
        _change(opened, numbers[0], person, today, **given)
        with opened.read() as connection:
            found = [tracking.account(connection, number, today) for number in numbers]
    labels = Labels(lang or locale_language())
    for one in found:
        _show(one, labels)
    if len(found) > 1:
        click.echo(_score(found, labels))


def _change(
    opened: Ledger,
    number: int,
    person: str,
    today: date | None,
    *,
    status: str | None,
    when: str | None,
    evidence: str | None,
    source: str | None,
    why: str,
    withdraw: int | None,
    type_: str | None,
    office: str | None,
    counterpart_office: str | None,
    note: str | None,
    revision: int | None,
) -> None:
    if withdraw:
        tracking.withdraw(opened, withdraw, person, why, revision)
    if status:
        tracking.set_status(
            opened, number, status, when, person, evidence=evidence, source=source, note=why, today=today,
            revision=None if withdraw else revision,
        )  # fmt: skip
    elif when or evidence or source:
        raise DecisionInvalid("a date or evidence is given, but no status: say what became of it (--status).")
    fields = {"type": type_, "office": office, "counterpart_office": counterpart_office, "note": note}
    tracking.set_fields(opened, number, person, None if withdraw or status else revision, **fields)


def _show(one: Account, labels: Labels) -> None:
    out = console()
    show_title(out, f"{shown_item('commitment', one.item)} {' '.join(one.words.split())}", _status(one, labels))
    kind = labels("followup_type", one.type) + (f" ({labels('note', 'proposed')})" if one.type_proposed else "")
    offices = {"office": one.office, "counterpart_office": one.counterpart_office}
    facts = {"type": kind, **offices, "note": one.note, "revision": str(one.revision)}
    for name, value in facts.items():
        if value:
            click.echo(f"{labels('field', name)}: {value}")
    columns = tuple(labels("field", name) for name in ("entry", "date", "status", "person", "evidence"))
    if one.changes:
        show_sections(out, [Section(labels("part", "changes"), columns, tuple(_line(c, labels) for c in one.changes))])


def _status(one: Account, labels: Labels) -> str:
    due = f"{labels('field', 'due')} {one.due}" if one.due else ""
    score = f"{one.score:+d}" if one.score else "0" if one.score == 0 else "-"
    flag = labels("field", "overdue") if one.overdue else ""
    parts = (one.date, labels("progress", one.status), due, flag, f"{labels('field', 'score')} {score}")
    return " · ".join(part for part in parts if part)


def _line(change: Change, labels: Labels) -> tuple[str, ...]:
    status = labels("progress", change.status) + (f" ({labels('note', 'withdrawn')})" if change.withdrawn else "")
    seen = change.evidence
    shown = f"d{seen.document}:{seen.start}-{seen.end} {' '.join(seen.words.split())}" if seen else change.source or ""
    return str(change.entry), change.date, status, change.person, " · ".join(filter(None, (shown, change.note)))


def _score(found: list[Account], labels: Labels) -> str:
    scored = [one for one in found if one.score is not None]
    value = tracking.percentage(one.status for one in found)
    return labels("count", "scored").format("-" if value is None else f"{value:.1f}%", len(scored), len(found))
