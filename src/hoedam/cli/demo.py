"""`hoedam demo`: the bundled samples, one relation between two states over three meetings."""

from importlib.resources import as_file, files

import click

from hoedam.cli import options
from hoedam.cli.labels import Labels, Language, locale_language
from hoedam.cli.screen import console, show_sections, show_title
from hoedam.cli.views import Section, View
from hoedam.model import Reading
from hoedam.reader import Reader

FULL = "2022-readout.md"  # short, and it holds pledges, a refusal, replies and a missed deadline


@click.command()
@options.language()
def command(lang: Language | None) -> None:
    """Read the bundled samples: one relation over three meetings.

    Six documents of different kinds, written for hoedam; persons and meetings in them are invented. Shows what was
    promised and asked, by date, and then one reading in full.
    """
    labels = Labels(lang or locale_language())
    readings = read_samples()
    out = console()
    show_sections(out, [_over_time(list(readings.values()), labels)])
    view = View(readings[FULL], labels)
    show_title(out, view.title, view.subtitle)
    show_sections(out, view.sections())


def read_samples() -> dict[str, Reading]:
    """The readings of the samples by file name, in the order of their dates."""
    with as_file(files("hoedam") / "samples") as folder:
        paths = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
        outcomes = zip(paths, Reader().read_many(paths), strict=True)
        readings = {path.name: outcome.reading for path, outcome in outcomes if outcome.reading}
    return dict(sorted(readings.items(), key=lambda item: item[1].document.published or ""))


def _over_time(readings: list[Reading], labels: Labels) -> Section:
    rows = []
    for reading in readings:
        section = View(reading, labels).commitments()
        rows += [((reading.document.published or "-")[:10], *row[1:]) for row in section.rows]
    columns = (labels("column", "date"), *section.columns[1:])
    return Section(section.heading, columns, tuple(rows))
