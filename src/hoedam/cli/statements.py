"""`hoedam statements`: every statement of every document."""

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
    """List statements: who said what, in which document.

    Every report of the same words is a row of its own; `hoedam utterances` joins them. Options that are given several
    times are alternatives; different options must all hold.
    """
    show_list("statements", filter, **how)
