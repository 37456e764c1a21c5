"""`hoedam names`: persons and organisations."""

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
    """List persons and organisations, those in most documents first.

    Each stands once, under its fullest name; --words finds parts of a name.
    """
    show_list("names", filter, **how)
