"""`hoedam read`: documents to tables, JSON, Markdown or a page."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import click

from hoedam.cli import options
from hoedam.cli.output import Writer, destination, writer
from hoedam.errors import HoedamError
from hoedam.labels import Labels, Language, locale_language
from hoedam.reader import Outcome, Reader, Source
from hoedam.settings import Settings
from hoedam.sources import find

FORMATS = ("table", "json", "jsonl", "markdown", "html")


class NothingRead(Exception):
    """No source gave a reading: the output file stays as it was."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@options.published()
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
              help="json: one reading for one file, an array for several or a folder; jsonl: one a line; html: one page that "
                   "needs nothing else, to be sent as a file.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write to FILE, which is replaced only when everything is written.")  # fmt: skip
@options.workers()
@options.language()
def command(
    sources: tuple[str, ...],
    published: date | None,
    form: str,
    output: Path | None,
    workers: int,
    lang: Language | None,
) -> None:
    """Read documents: who met whom, who said what, and what was promised.

    SOURCE is a text, Markdown or saved HTML file, a folder of them, or - for standard input. A source that
    cannot be read does not stop the others: its reason is listed at the end, and the exit status is 1.
    """
    found, failures = _find(sources)
    total = len(found) + len(failures)
    single = len(sources) == 1 and not os.path.isdir(sources[0])
    outcomes = Reader(Settings(published=published)).read_many(found, workers)
    with suppress(NothingRead), destination(output) as file:
        out = writer(form, file, Labels(lang or locale_language()), single=single)
        _write(_shown(outcomes, len(found), quiet=file.isatty()), out, failures)
    _report(failures, total)


def _write(outcomes: Iterable[Outcome], out: Writer, failures: list[str]) -> None:
    """Write what was read and note what was not. Raises NothingRead where nothing was."""
    written = False
    for outcome in outcomes:
        if outcome.reading:
            out.write(outcome.reading)
            written = True
        else:
            failures.append(_reason(outcome))
    if not written:
        raise NothingRead
    out.close()


def _find(given: Iterable[str]) -> tuple[list[Source], list[str]]:
    """The sources that are there, and why the others are not."""
    found: list[Source] = []
    failures: list[str] = []
    for name in given:
        try:
            found.extend(find([name]) if name != "-" else [one_source(name)])
        except HoedamError as error:
            failures.append(str(error))
    return found, failures


def one_source(name: str) -> Source:
    """A file, or the bytes of standard input for `-`."""
    return sys.stdin.buffer.read() if name == "-" else Path(name)


def _shown(outcomes: Iterator[Outcome], total: int, *, quiet: bool) -> Iterator[Outcome]:
    """The outcomes, with a progress bar on stderr for many of them, unless results appear on the same screen."""
    if quiet or total < 2:
        yield from outcomes
        return
    from rich.progress import Progress  # one document is read without it

    from hoedam.cli.screen import console

    err = console(stderr=True)
    with Progress(console=err, transient=True, disable=not err.is_terminal) as progress:
        yield from progress.track(outcomes, total=total, description="Reading")


def _reason(outcome: Outcome) -> str:
    name = "standard input" if isinstance(outcome.source, bytes) else str(outcome.source)
    reason = str(outcome.error)
    return reason if name in reason else f"{name}: {reason}"


def _report(failures: list[str], total: int) -> None:
    if not failures:
        return
    if total > 1:
        click.echo(f"{len(failures)} of {total} sources could not be read:", err=True)
    for reason in failures:
        click.echo(f"  {reason}" if total > 1 else f"Error: {reason}", err=True)
    raise SystemExit(1)
