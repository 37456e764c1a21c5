"""`hoedam search`: words anywhere in the records of a ledger."""

from typing import TYPE_CHECKING, Any

import click

from hoedam.cli.listing import list_options, show_list

if TYPE_CHECKING:
    from hoedam.ledger.filters import Filter


@click.command()
@click.argument("words", metavar="QUERY")
@click.option("--newest", is_flag=True, help="The newest first, instead of those that are most about it.")
@list_options
def command(filter: "Filter", newest: bool, **how: Any) -> None:
    """Find words in statements, commitments, meetings, agreements, bodies and projects.

    A space means AND, "…" a phrase, a minus sign before a word leaves it out. Any part of a Korean word is found
    (협력 finds 협력을, 대통령 finds 문대통령), Latin words and numbers as wholes. Speakers, offices and countries count too.
    """
    show_list("hits", filter, order="newest" if newest else "relevance", **how)
