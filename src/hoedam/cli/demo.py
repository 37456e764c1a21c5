"""`hoedam demo`: the bundled samples in a ledger of their own, one relation between two states over three meetings."""

import getpass
import os
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoedam.cli import options
from hoedam.errors import SettingInvalid
from hoedam.labels import Labels, Language, locale_language
from hoedam.model import Reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hoedam.cli.views import Section
    from hoedam.ledger import Ledger
    from hoedam.ledger.followups import Proposal

OTHER_SIDE = "GEO"


@click.command()
@click.option("--ledger", "file", type=click.Path(path_type=Path), metavar="FILE",
              help="Where to make the demo's ledger; by default in a new temporary folder.")  # fmt: skip
@click.option("--serve", is_flag=True,
              help="Then open it in the browser until Ctrl-C; where nobody watches, only until it has answered.")  # fmt: skip
@options.language()
def command(file: Path | None, serve: bool, lang: Language | None) -> None:
    """Read the bundled samples into a ledger: one relation over three meetings.

    Six documents of different kinds, written for hoedam; persons and meetings in them are invented. Shows who met, what
    was promised and asked, what later documents say of it (proposals, which a person confirms), and what to try next.
    """
    from hoedam.cli.screen import console, show_sections
    from hoedam.ledger import Ledger

    labels = Labels(lang or locale_language())
    where = _fresh(file)
    click.echo(labels("demo", "place").format(where), err=True)
    out = console()
    with Ledger.open(str(where), create=True) as ledger:
        _fill(ledger)
        with ledger.read() as connection:
            show_sections(out, [_list(connection, which, labels) for which in ("meetings", "commitments", "matters")])
            show_sections(out, [_followups(connection, labels)])
            number = _best(connection)
    out.print(labels("demo", "next"))
    for line in _commands(number):
        out.print(f"  {line} --ledger {where}", soft_wrap=True)
    if serve:
        _serve(where, labels)


def _serve(where: Path, labels: Labels) -> None:
    """The application on the demo's ledger: until it is stopped, or, without a terminal, until it has answered once."""
    from hoedam.ledger import Ledger
    from hoedam.web import Options, serving

    with Ledger.open(str(where)) as ledger:
        if sys.stdout.isatty() and not os.environ.get("CI"):
            serving.run(ledger, Options(person=getpass.getuser()), "127.0.0.1", 0, say=click.echo)
        else:
            click.echo(labels("demo", "served").format(serving.tried(ledger, Options()), where))


def read_samples() -> dict[str, Reading]:
    """The readings of the samples by file name, in the order of their dates."""
    from hoedam.reader import Reader

    with as_file(files("hoedam") / "samples") as folder:
        paths = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
        outcomes = zip(paths, Reader().read_many(paths), strict=True)
        readings = {path.name: outcome.reading for path, outcome in outcomes if outcome.reading}
    return dict(sorted(readings.items(), key=lambda item: item[1].document.published or ""))


def _fresh(file: Path | None) -> Path:
    """A place where there is nothing yet."""
    if file is None:
        return Path(tempfile.mkdtemp(prefix="hoedam-demo-")) / "demo.sqlite"
    if file.exists():
        raise SettingInvalid(f"{file} is there already: name a new file for the demo's ledger.")
    return file


def _fill(ledger: "Ledger") -> None:
    from hoedam.ledger import documents

    for name, reading in read_samples().items():
        data = (files("hoedam") / "samples" / name).read_bytes()
        documents.add(ledger, reading, data=data, address=name)


def _list(connection: "Connection", which: str, labels: Labels) -> "Section":
    """A list, the oldest first."""
    from hoedam.cli.lines import Lines
    from hoedam.cli.views import Section
    from hoedam.ledger import queries

    lines = Lines(which, labels)
    rows = tuple(lines.line(row) for row in queries.rows(connection, which))[::-1]
    return Section(labels("heading", which), lines.columns, rows)


def _followups(connection: "Connection", labels: Labels) -> "Section":
    """What later documents say of earlier commitments: of each commitment the likeliest."""
    from hoedam.cli.views import Section
    from hoedam.ledger.followups import proposals

    best: dict[int, Proposal] = {}
    for one in proposals(connection):
        best.setdefault(one.item, one)
    columns = tuple(labels("field", name) for name in ("id", "words", "score", "status", "date", "evidence"))
    rows = tuple(
        (f"c{one.item}", one.commitment, f"{one.score:.2f}", labels("progress", one.status or "-"), one.date or "-",
         one.words)
        for one in sorted(best.values(), key=lambda one: (-one.score, one.item))
    )  # fmt: skip
    return Section(labels("part", "followups"), columns, rows)


def _best(connection: "Connection") -> str:
    """The commitment of which most is told later."""
    from hoedam.ledger.followups import proposals

    counts: dict[int, int] = {}
    for one in proposals(connection):
        counts[one.item] = counts.get(one.item, 0) + 1
    return f"c{max(counts, key=lambda number: counts[number])}" if counts else "c1"


def _commands(number: str) -> tuple[str, ...]:
    return (
        f"hoedam show {number}",
        f"hoedam followups {number}",
        "hoedam search 무역관",
        "hoedam commitments --overdue --owner KOR",
        f"hoedam timeline {OTHER_SIDE}",
        f"hoedam brief {OTHER_SIDE} -o brief.docx",
        "hoedam serve",
        "hoedam export checklist -o checklist.xlsx",
    )
