"""`hoedam matters`: agreements, bodies and projects."""

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
    """List agreements, bodies and projects with what became of them.

    Each stands once, with its status events by date.
    """
    show_list("matters", filter, **how)
