"""`hoedam commitments`: commitments and asks over all documents."""

from typing import TYPE_CHECKING, Any

import click

from hoedam.cli.filtering import words_option
from hoedam.cli.listing import list_options, show_list

if TYPE_CHECKING:
    from hoedam.ledger.filters import Filter


@click.command()
@words_option
@list_options
def command(filter: "Filter", **how: Any) -> None:
    """List commitments and asks: who owes what to whom, until when, and what became of it.

    Each stands once, however many documents report it. A mark (!) behind the deadline says that it is past and that
    nobody has confirmed the commitment as done or lapsed.
    """
    show_list("commitments", filter, **how)
