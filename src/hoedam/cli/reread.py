"""`hoedam reread`: the documents of a ledger read again."""

import json
import sys
from collections.abc import Iterable, Iterator

import click

from hoedam.cli import options
from hoedam.cli.add import INTERRUPTED
from hoedam.cli.progress import progress, stoppable
from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.ledger import ids, rereading
from hoedam.ledger.rereading import Reread
from hoedam.ledger.store import Ledger

COUNTED = ("new", "changed", "gone", "kept")


@click.command()
@click.argument("names", nargs=-1, metavar="[DOCUMENT]...")
@options.ledger()
@click.option("--all", "every", is_flag=True, help="Also those that this very engine has read.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="json: for every document the numbers of the records.")  # fmt: skip
@options.workers()
@options.quiet()
def command(names: tuple[str, ...], ledger: str | None, every: bool, form: str, workers: int, quiet: bool) -> None:
    """Read the documents of a ledger again with the engine of today.

    DOCUMENT is a number as the ledger shows it (d12); without one, all that another engine has read are read
    again. They are read from the bytes that the ledger keeps, with what was said of them when they were added. What
    a person confirmed, corrected, added or rejected stays as it is. It can be stopped (Ctrl-C) and run again.
    """
    with Ledger.open(ledger) as opened, stoppable() as stop:
        numbers = rereading.chosen(opened, names, every=every)
        with progress(len(numbers), "Reading again", quiet=quiet) as advance:
            done = list(_each(rereading.reread(opened, numbers, workers=workers, stop=stop), advance))
    _write(done, form, quiet=quiet)
    failed = [one for one in done if one.error]
    for one in failed:
        click.echo(f"{ids.shown_document(one.document)}: {one.error}", err=True)
    if stop.asked and len(done) < len(numbers):
        click.echo(f"Stopped with {len(numbers) - len(done):,} to go: run it again to go on.", err=True)
        raise SystemExit(INTERRUPTED)
    raise SystemExit(1 if failed else 0)


def _each(done: Iterable[Reread], advance: object) -> Iterator[Reread]:
    for one in done:
        advance()  # type: ignore[operator]
        yield one


def _write(done: list[Reread], form: str, *, quiet: bool) -> None:
    """The documents that changed, and how many did not."""
    changed = [one for one in done if one.changes]
    if form == "json":
        json.dump([_json(one) for one in changed], sys.stdout, indent=2)
        sys.stdout.write("\n")
    elif not quiet:
        if changed:
            rows = tuple(_row(one) for one in changed)
            show_sections(console(), [Section("Changed", ("document", *COUNTED), rows)])
        read = sum(one.error is None for one in done)
        click.echo(f"{read:,} read again, {len(changed):,} changed, {len(done) - read:,} failed.")


def _json(one: Reread) -> dict[str, object]:
    records = {name: [ids.shown_record(number) for number in getattr(one.changes, name)] for name in COUNTED}
    return {"document": ids.shown_document(one.document), **records}


def _row(one: Reread) -> tuple[str, ...]:
    return (ids.shown_document(one.document), *(str(len(getattr(one.changes, name))) for name in COUNTED))
