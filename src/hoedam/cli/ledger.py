"""`hoedam ledger`: make, check, back up and move ledgers."""

import dataclasses
import json
from pathlib import Path

import click

from hoedam.cli import options
from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.ledger import address as at
from hoedam.ledger import copying, status, verify
from hoedam.ledger.store import HEAD, Ledger


@click.group()
def command() -> None:
    """Make, check, back up and move ledgers."""


@command.command()
@options.ledger()
def init(ledger: str | None) -> None:
    """Make an empty ledger."""
    with Ledger.open(ledger, create=True) as opened:
        click.echo(f"{opened.address} is a ledger of version {HEAD}.")


@command.command(name="status")
@options.ledger()
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
def show_status(ledger: str | None, form: str) -> None:
    """Say what a ledger holds: documents, records by kind and state, engines, size."""
    with Ledger.open(ledger) as opened:
        found = status.status(opened)
    if form == "json":
        click.echo(json.dumps(_plain(found), ensure_ascii=False, indent=2))
        return
    click.echo(f"{found.address}: version {found.version}, made {found.created}, {_bytes(found.size)}")
    click.echo(f"{found.documents:,} documents ({found.current:,} current), {found.entries:,} entries of history")
    records = tuple((kind, state, f"{count:,}") for kind, state, count in found.records)
    items = tuple((kind, f"{count:,}") for kind, count in found.items)
    engines = tuple((f"{count:,}", f"{e.version}, rules {e.rules}, {e.analyser}") for e, count in found.engines)
    sections = [
        Section("Records", ("kind", "state", "records"), records),
        Section("Joined across documents", ("kind", "items"), items),
        Section("Read by", ("documents", "engine"), engines),
    ]
    show_sections(console(), [section for section in sections if section.rows])


@command.command(name="verify")
@options.ledger()
def check(ledger: str | None) -> None:
    """Check that everything in a ledger is true; exit status 1 names the first fault.

    The database, the chain of the history, the bytes of every original, the words of every record, the state of
    every record.
    """
    with Ledger.open(ledger) as opened:
        fault = next(verify.faults(opened, lambda what: click.echo(f"Checking {what}", err=True)), None)
    if fault:
        raise click.ClickException(f"{opened.address} is not sound: {fault}.")
    click.echo(f"{opened.address} is sound.")


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@options.ledger()
def backup(file: Path, ledger: str | None) -> None:
    """Write a ledger as it stands to FILE, while others may go on working.

    FILE is a SQLite ledger, whatever the ledger is; it is replaced only when all is written.
    """
    with Ledger.open(ledger) as opened:
        copying.backup(opened, file)
        click.echo(f"{opened.address} is backed up in {file} ({_bytes(file.stat().st_size)}).")


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@options.ledger()
@click.option("--replace", is_flag=True, help="Though the ledger holds documents: they give way to the backup's.")
def restore(file: Path, ledger: str | None, replace: bool) -> None:
    """Make a ledger what it was in the backup FILE."""
    where = at.given(ledger)
    copying.restore(file, where, replace=replace)
    click.echo(f"{at.shown(where)} is what it was in {file}.")


@command.command()
@options.ledger()
def upgrade(ledger: str | None) -> None:
    """Take an older ledger to the newest version, whole or not at all."""
    with Ledger.open(ledger, any_version=True) as opened:
        before = opened.version()
        opened.upgrade()
        done = "is already" if before == HEAD else f"was of version {before} and is now"
        click.echo(f"{opened.address} {done} of version {HEAD}.")


@command.command()
@click.argument("target")
@options.ledger()
def copy(target: str, ledger: str | None) -> None:
    """Copy a ledger to TARGET, a file or postgresql://USER@HOST/DATABASE, whole or not at all.

    This is how a ledger moves from SQLite to PostgreSQL and back; the target must be empty.
    """
    with Ledger.open(ledger) as opened:
        counts = copying.copy_to(opened, target)
        rows = sum(counts.values())
        click.echo(
            f"{at.shown(target)} holds all of {opened.address}: {counts['document']:,} documents, {rows:,} rows."
        )


def _plain(found: status.Status) -> dict[str, object]:
    """The figures under their names."""
    return {
        **dataclasses.asdict(found),
        "records": [{"kind": kind, "state": state, "records": count} for kind, state, count in found.records],
        "items": dict(found.items),
        "engines": [
            {"version": e.version, "rules": e.rules, "analyser": e.analyser, "documents": count}
            for e, count in found.engines
        ],
    }


def _bytes(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"
