"""What the commands that show lists have in common: their options, the count that is said before, the formats."""

import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

import click

from hoedam.cli import options
from hoedam.cli.filtering import filters
from hoedam.cli.output import destination
from hoedam.errors import SettingInvalid
from hoedam.labels import Labels, Language, locale_language

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hoedam.ledger.filters import Filter

FORMATS = ("table", "csv", "json", "jsonl", "xlsx", "parquet")
BINARY = ("xlsx", "parquet", "docx", "hwpx")
_SCREENFUL = 500  # rows that are laid out together


def list_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, --by, --format, --output, --ledger and --lang."""
    for option in (
        options.language(),
        options.ledger(),
        output_option(),
        format_option(FORMATS),
        click.option("--by", metavar="NAME", help="Count by a name of the filter (or year) instead of listing rows."),
        filters,
    ):
        command = option(command)
    return command


def format_option(formats: tuple[str, ...]) -> options.Decorator:
    """--format; without it the ending of --output decides."""
    first = formats[0]
    text = f"{first} unless the ending of --output says otherwise."
    return click.option("--format", "written", type=click.Choice(formats), help=text)


def output_option() -> options.Decorator:
    """-o FILE."""
    text = "Write to FILE, which is replaced only when everything is written."
    return click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=text)


def show_list(
    which: str,
    filter: "Filter",
    *,
    by: str | None,
    written: str | None,
    output: Path | None,
    ledger: str | None,
    lang: Language | None,
    order: Literal["newest", "relevance"] = "newest",
) -> None:
    """Say how many there are on stderr, then write exactly these."""
    from hoedam.ledger import Ledger, queries

    labels = Labels(lang or locale_language())
    chosen = chosen_format(written, output, FORMATS)
    with Ledger.open(ledger) as opened, opened.read() as connection:
        if by:
            _write_counts(connection, which, filter, by, chosen, output, labels)
            return
        say_count(queries.count(connection, which, filter), which, labels)
        rows = queries.rows(connection, which, filter, order=order)
        if chosen == "table":
            _write_lines(which, rows, output, labels)
        else:
            _write_table(which, rows, chosen, output, labels)


def chosen_format(form: str | None, output: Path | None, formats: tuple[str, ...]) -> str:
    """The format that was said, else that of the file's ending, else the first.

    Raises SettingInvalid where a file that is no text would go to a terminal.
    """
    endings = {"md": "markdown", "txt": "table"}
    ending = output.suffix[1:].lower() if output else ""
    named = endings.get(ending, ending)
    chosen = form or (named if named in formats else formats[0])
    if chosen in BINARY and output is None and at_terminal():
        raise SettingInvalid(f"{chosen} is no text for a terminal: name a file with -o, as -o list.{chosen}.")
    return chosen


def at_terminal() -> bool:
    """Whether people would see what is written."""
    return sys.stdout.isatty()


def say_count(count: int, what: str, labels: Labels) -> None:
    """How many there are, or that there is nothing, on stderr."""
    name = what if labels("count", what) != what else "matters"
    click.echo(labels("count", name).format(count) if count else labels("count", "none"), err=True)


def binary_destination(output: Path | None) -> Any:
    """As `output.destination`, for bytes."""
    return _Bytes(output)


class _Bytes:
    """The bytes under a text destination."""

    def __init__(self, output: Path | None) -> None:
        self._text = destination(output)

    def __enter__(self) -> BinaryIO:
        file = self._text.__enter__()
        file.flush()
        return file.buffer

    def __exit__(self, *error: Any) -> Any:
        return self._text.__exit__(*error)


def _write_lines(which: str, rows: Iterator[Any], output: Path | None, labels: Labels) -> None:
    from hoedam.cli.lines import Lines
    from hoedam.cli.screen import console, show_rows

    lines = Lines(which, labels)
    with destination(output) as file:
        out = console(file if output else None)
        while some := tuple(islice(rows, _SCREENFUL)):
            show_rows(out, lines.columns, tuple(map(lines.line, some)))


def _write_table(which: str, rows: Iterator[Any], form: str, output: Path | None, labels: Labels) -> None:
    from hoedam.exports.lists import table
    from hoedam.exports.tables import write

    with binary_destination(output) as file:
        write(table(which, rows, say=labels if form == "xlsx" else None), form, file)


def _write_counts(
    connection: "Connection", which: str, filter: "Filter", by: str, form: str, output: Path | None, labels: Labels
) -> None:
    from hoedam.cli.screen import console, show_rows
    from hoedam.exports.tables import Column, Table, write
    from hoedam.ledger import queries

    counts = queries.facet_counts(connection, which, filter, by.replace("-", "_"))
    headings = (labels("field", "count"), labels("field", "value"))
    if form != "table":
        columns = (Column("count", "integer", headings[0]), Column("value", "text", headings[1]))
        with binary_destination(output) as file:
            write(Table(by, columns, ((count, value) for value, count in counts)), form, file)
        return
    with destination(output) as file:
        lines = tuple((f"{count:,}", value) for value, count in counts)
        show_rows(console(file if output else None), headings, lines)
