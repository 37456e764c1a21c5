"""`hoedam split`: a record that is another thing than the rest of its item."""

import click

from hoedam.cli import options
from hoedam.cli.merge import say
from hoedam.ledger import Ledger, merges
from hoedam.ledger.ids import RECORD, parse_as


@click.command()
@click.argument("record")
@options.why("Why it is another thing: needed.")
@options.person()
@options.revision()
@options.ledger()
def command(record: str, why: str, person: str, revision: int | None, ledger: str | None) -> None:
    """Take a record out of what it was joined with, and keep it out.

    RECORD is a number as r12; the revision is that of what it was joined with. To take it back: `hoedam merge --undo ENTRY`.
    """
    number = parse_as(record, RECORD)[1]
    with Ledger.open(ledger) as opened:
        say(merges.split(opened, number, person, why, revision))
