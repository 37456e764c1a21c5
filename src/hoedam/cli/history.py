"""`hoedam history`: what was done to a ledger, as lines of JSON."""

from pathlib import Path

import click

from hoedam.cli import options
from hoedam.cli.output import destination
from hoedam.ledger import Ledger, history
from hoedam.ledger.ids import RECORD, parse_as


@click.command()
@click.option("--record", metavar="RECORD", help="Only what was done to this record, as r12.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file instead of the screen.")
@options.ledger()
def command(record: str | None, output: Path | None, ledger: str | None) -> None:
    """Write what was done to a ledger, by whom and when, as JSON Lines.

    Each line carries the digest of the line before it, so that the whole can be verified from the file alone.
    """
    subject = f"record:{parse_as(record, RECORD)[1]}" if record else None
    with Ledger.open(ledger) as opened, opened.read() as connection, destination(output) as file:
        written = history.export(connection, file, subject)
    click.echo(f"{written:,} entries.", err=True)
