"""`hoedam followups`: what later documents may say of earlier commitments."""

import click

from hoedam.cli import options
from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.errors import DecisionInvalid
from hoedam.labels import Labels, Language, locale_language
from hoedam.ledger import Ledger, followups
from hoedam.ledger.followups import Proposal
from hoedam.ledger.ids import parse_as, shown_item, shown_record
from hoedam.ledger.tracking import STATUSES


@click.command()
@click.argument("commitment", required=False)
@click.option(
    "--confirm", type=click.IntRange(1), metavar="N", help="Confirm proposal N: the commitment gets its status."
)
@click.option("--reject", type=click.IntRange(1), metavar="N", help="Put proposal N away for good.")
@click.option("--undo", type=click.IntRange(1), metavar="N", help="Take back what was decided on proposal N.")
@click.option("--status", type=click.Choice(STATUSES), help="With --confirm: another status than the one proposed.")
@click.option("--date", "when", metavar="DATE", help="With --confirm: another date than that of the later record.")
@options.why("Why, in a few words.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most.")
@options.person()
@options.revision()
@options.ledger()
@options.language()
def command(
    commitment: str | None,
    confirm: int | None,
    reject: int | None,
    undo: int | None,
    status: str | None,
    when: str | None,
    why: str,
    limit: int,
    person: str,
    revision: int | None,
    ledger: str | None,
    lang: Language | None,
) -> None:
    """List what may follow up a commitment (or any), with reasons; confirm or reject it.

    Of all commitments, the five likeliest of each are listed; of one, all. The machine only proposes. What is confirmed gives the commitment a status, with the later words as evidence and
    their date; what is rejected is never proposed again.
    """
    labels = Labels(lang or locale_language())
    if sum(one is not None for one in (confirm, reject, undo)) > 1:
        raise DecisionInvalid("one proposal can be decided at a time: give --confirm, --reject or --undo.")
    with Ledger.open(ledger) as opened:
        if confirm is not None:
            entry = followups.confirm(opened, confirm, person, status, when, why, revision=revision)
            click.echo(f"Proposal {confirm} is confirmed (entry {entry} of the history).")
        elif reject is not None:
            entry = followups.reject(opened, reject, person, why, revision)
            click.echo(f"Proposal {reject} is rejected (entry {entry} of the history).")
        elif undo is not None:
            entry = followups.undo(opened, undo, person, why, revision)
            click.echo(f"Proposal {undo} is open again (entry {entry} of the history).")
        else:
            _list(opened, commitment, limit, labels)


def _list(opened: Ledger, commitment: str | None, limit: int, labels: Labels) -> None:
    number = parse_as(commitment, "commitment")[1] if commitment else None
    with opened.read() as connection:
        found = followups.proposals(connection, number)
    listed = found if commitment else followups.leading(found)
    rows = tuple(_line(one, labels) for one in listed[:limit])
    columns = tuple(
        labels("field", name)
        for name in ("proposal", "revision", "score", "item", "date", "status", "reasons", "words")
    )
    if rows:
        show_sections(console(), [Section(labels("part", "followups"), columns, rows)])
    click.echo(labels("count", "followups").format(len(found), len(rows)))


def _line(one: Proposal, labels: Labels) -> tuple[str, ...]:
    reasons = ", ".join(labels("reason", reason) for reason in one.reasons)
    status = labels("progress", one.status) if one.status else "-"
    earlier = f"{shown_item('commitment', one.item)} {' '.join(one.commitment.split())}"
    words = f"{shown_record(one.record)} {' '.join(one.words.split())}"
    return str(one.id), str(one.revision), f"{one.score:.2f}", earlier, one.date or "-", status, reasons, words
