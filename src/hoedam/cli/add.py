"""`hoedam add`: documents into a ledger."""

import sys
from datetime import date
from pathlib import Path

import click

from hoedam.cli import options
from hoedam.cli.progress import progress, stoppable
from hoedam.ledger import address as at
from hoedam.ledger.intake import Intake, Tally
from hoedam.ledger.pieces import Pieces
from hoedam.ledger.store import Ledger

INTERRUPTED = 130  # what a shell expects of a command that was stopped


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.ledger()
@options.published()
@options.workers()
@options.quiet()
def command(sources: tuple[str, ...], ledger: str | None, published: date | None, workers: int, quiet: bool) -> None:
    """Add documents to a ledger, each once.

    SOURCE is a text, Markdown or saved HTML file, a file of lines (.jsonl, .ndjson), a folder of all these, or -
    for standard input. A line is one reading (of `hoedam read --format jsonl`), or one object with `text` or
    `html` and, where known, `url` or `address`, `published`, `publisher`, `title`, `agency`.

    What the ledger has is not read again; a changed file, or another text of the same address, is added as a new
    version. Stop it when you like (Ctrl-C) and run it again: it goes on where it was. A source that cannot be read
    does not stop the others: its reason is listed at the end, and the exit status is 1.
    """
    pieces = Pieces(sources, published, sys.stdin.buffer)
    total = pieces.count()
    with _opened(ledger, quiet=quiet) as opened, stoppable() as stop:
        with progress(total, "Adding", quiet=quiet) as advance:
            intake = Intake(opened, workers=workers, stop=stop, report=lambda taken: advance())
            try:
                intake.take(pieces)
            except KeyboardInterrupt:
                stop.asked = True
            finally:
                tally = intake.tally
        _report(tally, quiet=quiet)
        if stop.asked and tally.done < total:
            click.echo(f"Stopped with {total - tally.done:,} to go: run it again to go on.", err=True)
            raise SystemExit(INTERRUPTED)
    raise SystemExit(1 if tally.failed else 0)


def _opened(address: str | None, *, quiet: bool) -> Ledger:
    """The ledger, made on its first use."""
    where = at.given(address)
    new = not at.is_server(where) and not Path(where).exists()
    opened = Ledger.open(where, create=True)
    if new and not quiet:
        click.echo(f"Made a new ledger at {where}.", err=True)
    return opened


def _report(tally: Tally, *, quiet: bool) -> None:
    """What was done, and why some of it was not."""
    if not quiet:
        counts = {"new": tally.new, "new versions": tally.versions, "known": tally.known, "failed": len(tally.failed)}
        click.echo(", ".join(f"{count:,} {name}" for name, count in counts.items()) + ".")
        if tally.older:
            click.echo(f"{tally.older:,} documents were read by an older engine: `hoedam reread`")
    if tally.failed:
        click.echo(f"{len(tally.failed):,} of {tally.done:,} sources could not be added:", err=True)
        for reason in tally.failed:
            click.echo(f"  {reason}", err=True)
