"""`hoedam brief`: the dossier of a state."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from hoedam.cli import options
from hoedam.cli.listing import binary_destination, chosen_format, format_option, output_option
from hoedam.labels import Labels, Language, locale_language

if TYPE_CHECKING:
    from hoedam.exports.briefing import Briefing

FORMATS = ("markdown", "docx", "hwpx")


@click.command()
@click.argument("state")
@format_option(FORMATS)
@output_option()
@click.option(
    "--as-of", type=options.Day(), metavar="DATE", help="The day on which it is asked what is overdue; today."
)
@options.ledger()
@options.language()
def command(
    state: str, written: str | None, output: Path | None, as_of: date | None, ledger: str | None, lang: Language | None
) -> None:
    """Write the dossier of a state.

    Meetings, what each side asked and pledged in its exact words with the source, what is past its last day, and
    agreements, bodies and projects with what became of them. STATE is a code (KAZ) or a Korean or English name.
    """
    from hoedam.exports.dossier import dossier
    from hoedam.ledger import Ledger
    from hoedam.ledger.countries import code_of

    language = lang or locale_language()
    form = chosen_format(written, output, FORMATS)
    with Ledger.open(ledger) as opened, opened.read() as connection:
        day = as_of.isoformat() if as_of else None
        briefing = dossier(connection, code_of(state), say=Labels(language), language=language, today=day)
    click.echo(f"{briefing.title}: {briefing.subtitle}", err=True)
    with binary_destination(output) as file:
        _writers()[form](briefing, file)


def _writers() -> dict[str, "Callable[[Briefing, BinaryIO], None]"]:
    from hoedam.exports.docx import write_docx
    from hoedam.exports.hwpx import write_hwpx
    from hoedam.exports.markdown import write_markdown

    return {"markdown": write_markdown, "docx": write_docx, "hwpx": write_hwpx}
