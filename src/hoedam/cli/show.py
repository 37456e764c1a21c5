"""`hoedam show`: all that a ledger has about one number."""

import click

from hoedam.cli import options
from hoedam.labels import Labels, Language, locale_language


@click.command()
@click.argument("id")
@options.ledger()
@options.language()
def command(id: str, ledger: str | None, lang: Language | None) -> None:
    """Show all about a number that a list shows.

    ID is r12 for a record, d3 a document, c5 a commitment, u5 an utterance, a5 an agreement, b5 a body, p5 a project,
    m5 a meeting, n5 a name.

    A record with its words in their paragraph, who speaks and why, and its review; what is joined across documents
    with every report, how they were settled, and what became of it; a document with all that was read in it.
    """
    from hoedam.cli.facts import Page
    from hoedam.cli.screen import console
    from hoedam.ledger import Ledger
    from hoedam.ledger.about import about
    from hoedam.ledger.ids import parse

    what, number = parse(id)
    with Ledger.open(ledger) as opened, opened.read() as connection:
        found = about(connection, what, number)
    Page(console(), Labels(lang or locale_language())).show(found)
