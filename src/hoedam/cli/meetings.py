"""`hoedam meetings`: who met whom."""

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
    """List meetings: who met whom, when and where.

    Each stands once, however many documents report it.
    """
    show_list("meetings", filter, **how)
