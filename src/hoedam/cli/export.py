"""`hoedam export`: what a ledger holds in the formats of other programs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from hoedam.cli import options
from hoedam.cli.filtering import filters, words_option
from hoedam.cli.listing import binary_destination, chosen_format, output_option
from hoedam.errors import SettingInvalid
from hoedam.labels import Labels, Language, locale_language

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hoedam.ledger.filters import Filter

LISTS = ("hits", "statements", "utterances", "commitments", "meetings", "matters")
Write = Callable[["Connection", "Filter", BinaryIO, Labels], str]


@click.group()
def command() -> None:
    """Write what a ledger holds, as it holds after review, in the formats of other programs.

    Every export takes the filters of the lists and says on stderr how much it wrote.
    """


def _export(name: str, write: Write, help: str, *, binary: bool = False) -> None:
    """A command that opens the ledger and hands a file to `write`, which says what it wrote."""

    @command.command(name=name, help=help)
    @filters
    @words_option
    @output_option()
    @options.ledger()
    @options.language()
    def export(filter: "Filter", output: Path | None, ledger: str | None, lang: Language | None) -> None:
        from hoedam.ledger import Ledger

        if binary:
            chosen_format("xlsx", output, ("xlsx",))
        with Ledger.open(ledger) as opened, opened.read() as connection, binary_destination(output) as file:
            click.echo(write(connection, filter, file, Labels(lang or locale_language())), err=True)


def _checklist(connection: "Connection", filter: "Filter", file: BinaryIO, labels: Labels) -> str:
    from hoedam.exports.checklist import write_checklist
    from hoedam.exports.handing import checklist
    from hoedam.ledger import queries

    write_checklist(checklist(connection, filter), file, as_of=date.today().isoformat())
    return labels("count", "commitments").format(queries.count(connection, "commitments", filter))


def _calendar(connection: "Connection", filter: "Filter", file: BinaryIO, labels: Labels) -> str:
    from hoedam.exports.calendar import write_calendar
    from hoedam.exports.handing import dues
    from hoedam.ledger import queries

    written = write_calendar(dues(connection, filter, labels), file, language=labels.language)
    total = queries.count(connection, "commitments", filter)
    return labels("export", "calendar").format(written, total)


def _feed(connection: "Connection", filter: "Filter", file: BinaryIO, labels: Labels) -> str:
    from hoedam.exports.feed import Feed, write_feed
    from hoedam.exports.handing import entries, newest
    from hoedam.ledger import queries

    which = "hits" if filter.words else "commitments"
    title = " ".join(f"{name}={value}" for name, value in filter.to_pairs()) or which
    feed = Feed(title, f"hoedam: {title}", newest(connection, which, filter), language=labels.language)
    write_feed(feed, entries(connection, which, filter, labels), file)
    return labels("count", which).format(queries.count(connection, which, filter))


def _events(layout: str) -> Write:
    def write(connection: "Connection", filter: "Filter", file: BinaryIO, labels: Labels) -> str:
        from hoedam.exports import event_tables
        from hoedam.exports.handing import Told, readings

        writer = getattr(event_tables, f"write_{layout}")
        tally = writer(readings(connection, filter), file, count=Told(connection, filter))
        left = ", ".join(f"{reason} {count:,}" for reason, count in sorted(tally.left_out.items()))
        return labels("export", "events").format(tally.rows, sum(tally.left_out.values()), left or "-")

    return write


def _annotations(connection: "Connection", filter: "Filter", file: BinaryIO, labels: Labels) -> str:
    from hoedam.exports.annotation import write_annotations
    from hoedam.exports.handing import confirmations, documents_with, readings

    write_annotations(readings(connection, filter), file, confirmed=confirmations(connection))
    return labels("export", "documents").format(len(documents_with(connection, filter)))


def _tool(name: str) -> Write:
    def write(connection: "Connection", filter: "Filter", file: BinaryIO, labels: Labels) -> str:
        from importlib import import_module

        from hoedam.exports.handing import documents_with, readings

        writer: Callable[..., Any] = getattr(import_module(f"hoedam.exports.{name}"), f"write_{name}")
        writer(readings(connection, filter), file)
        return labels("export", "documents").format(len(documents_with(connection, filter)))

    return write


_export("checklist", _checklist, "The follow-up checklist (후속조치 점검표) as XLSX.", binary=True)
_export("calendar", _calendar, "Deadlines of commitments as iCalendar.")
_export("feed", _feed, "Commitments, or what a search finds, as an Atom feed, the newest first.")
for _layout, _name in (("polecat", "POLECAT's 40"), ("icews", "ICEWS's 20"), ("gdelt", "GDELT 2.0's 61")):
    _export(_layout, _events(_layout), f"Events in {_name} columns, tab-separated: one for each act of an utterance, and "
            "for each meeting, however many documents report it.")  # fmt: skip
_export("annotations", _annotations, "Records as W3C Web Annotations (JSON-LD), with who confirmed them.")
_export(
    "labelstudio", _tool("labelstudio"), "Readings as tasks for Label Studio; `hoedam import` takes corrections back."
)
_export("doccano", _tool("doccano"), "Readings as examples for doccano; `hoedam import` takes corrections back.")


@command.command()
@filters
@words_option
@click.option("--format", "written", type=click.Choice(["parquet", "csv", "jsonl", "json", "xlsx"]), default="parquet",
              show_default=True, help="Of every file.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="FOLDER",
              help="The folder for the files; made where there is none.")  # fmt: skip
@options.ledger()
@options.language()
def tables(filter: "Filter", written: str, output: Path, ledger: str | None, lang: Language | None) -> None:
    """Every list as a file of its own in a folder: statements, utterances, commitments, meetings, matters.

    With DuckDB: SELECT … FROM 'FOLDER/commitments.parquet'.
    """
    from hoedam.exports.lists import table
    from hoedam.exports.tables import write
    from hoedam.ledger import Ledger, queries

    labels = Labels(lang or locale_language())
    with Ledger.open(ledger) as opened, opened.read() as connection:
        _make(output)
        for which in LISTS[1:]:
            rows = queries.rows(connection, which, filter)
            with binary_destination(output / f"{which}.{written}") as file:
                write(table(which, rows, say=labels if written == "xlsx" else None), written, file)
            click.echo(labels("count", which).format(queries.count(connection, which, filter)), err=True)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingInvalid(f"{folder} cannot be made ({error.strerror}): give another folder with -o.") from error
