"""`hoedam timeline`: what passed with a state, day by day."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoedam.cli import options
from hoedam.cli.filtering import filters, words_option
from hoedam.cli.listing import FORMATS, binary_destination, chosen_format, format_option, output_option, say_count
from hoedam.cli.output import destination
from hoedam.labels import Labels, Language, locale_language

if TYPE_CHECKING:
    from hoedam.ledger.filters import Filter
    from hoedam.ledger.relation import Event


@click.command()
@click.argument("with_state", metavar="STATE")
@filters
@words_option
@format_option(FORMATS)
@output_option()
@options.ledger()
@options.language()
def command(
    with_state: str,
    filter: "Filter",
    written: str | None,
    output: Path | None,
    ledger: str | None,
    lang: Language | None,
) -> None:
    """Show what passed with a state, day by day.

    Meetings, commitments, changes of status and the steps of agreements, bodies and projects, the oldest first. STATE
    is a code (KAZ) or a Korean or English name. What has no date is left out here; the lists have it.
    """
    from hoedam.ledger import Ledger
    from hoedam.ledger.countries import code_of
    from hoedam.ledger.relation import timeline

    labels = Labels(lang or locale_language())
    form = chosen_format(written, output, FORMATS)
    with Ledger.open(ledger) as opened, opened.read() as connection:
        events = timeline(connection, code_of(with_state), filter)
    say_count(len(events), "timeline", labels)
    if form == "table":
        _write_lines(events, output, labels)
    else:
        _write_table(events, form, output)


def _write_lines(events: list["Event"], output: Path | None, labels: Labels) -> None:
    from hoedam.cli.screen import console, show_rows
    from hoedam.ledger.relation import GROUPS

    columns = tuple(labels("field", name) for name in ("date", "id", "what", "status", "words"))
    lines = tuple(
        (event.date, event.id, labels("timeline", event.sort), labels(GROUPS[event.sort], event.code), event.words)
        for event in events
    )
    with destination(output) as file:
        if lines:
            show_rows(console(file if output else None), columns, lines)


def _write_table(events: list["Event"], form: str, output: Path | None) -> None:
    from hoedam.exports import chronicle
    from hoedam.exports.tables import write

    with binary_destination(output) as file:
        write(chronicle.table(events), form, file)
