"""`hoedam mcp`: the ledger for an assistant on this machine."""

import click

from hoedam.cli import options


@click.command()
@options.ledger()
def command(ledger: str | None) -> None:
    """Let an assistant on this machine read a ledger.

    A server of the Model Context Protocol over standard input and output, which the assistant's program starts: see
    docs/how-to-assistants.md. It has tools to search, to list commitments, for the dossier of a state and for a document;
    each row with its exact words and where they stand. It writes nothing and asks no other host for anything.
    """
    from hoedam import assistant
    from hoedam.ledger import Ledger

    with Ledger.open(ledger) as opened:
        assistant.server(opened).run("stdio")
