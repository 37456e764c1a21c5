"""`hoedam ledger`: make, check, back up and move ledgers."""

import click


@click.group()
def command() -> None:
    """Make, check, back up and move ledgers."""
