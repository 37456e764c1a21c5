"""`hoedam utterances`: what was said, each once however many outlets report it."""

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
    """List utterances: what was said, each once with its number of documents.

    The words are those of the official source, else of the majority; `hoedam show` lists all reports.
    """
    show_list("utterances", filter, **how)
