"""Sections on a terminal of any width, or in a pipe: no colour there, and no wider than the words need."""

import os
from collections.abc import Iterable
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from hoedam.cli.views import Section, View
from hoedam.labels import Labels
from hoedam.model import Reading

PIPE_WIDTH = 160  # cells at most where nobody says how wide the reader's window is
_LEAST_WORDS = 24  # cells: with less room for the words, rows become cards
_WIDEST = 30  # cells: a column that is not the words' is cut here
_GAP = 2


def console(file: TextIO | None = None, *, stderr: bool = False) -> Console:
    """A console that measures a terminal, and is plain and 160 cells wide (or $COLUMNS) in a pipe or file."""
    made = Console(file=file, stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not made.is_terminal and not os.environ.get("COLUMNS", "").isdigit():
        made.width = PIPE_WIDTH
    return made


def show_title(out: Console, title: str, subtitle: str) -> None:
    """The head of a page; long titles wrap."""
    out.print(Text(title, style="bold"))
    out.print(Text(subtitle, style="dim"))
    out.print()


def show_sections(out: Console, sections: Iterable[Section]) -> None:
    """Each section as a table, or as cards where a table would leave no room for the words."""
    for section in sections:
        out.print(Text(f"{section.heading} ({len(section.rows)})", style="bold cyan"))
        room = _room(section, out.width)
        if room < min(_LEAST_WORDS, _widest(section, -1)):
            _cards(out, section)
        else:
            out.print(_table(section, room, box.SIMPLE_HEAD if out.is_terminal else None))
        out.print()


def _room(section: Section, width: int) -> int:
    """Cells left for the words beside the other columns."""
    others = range(len(section.columns) - 1)
    return width - sum(min(_widest(section, at), _WIDEST) + _GAP for at in others) - _GAP


def _widest(section: Section, at: int) -> int:
    return max(cell_len(row[at]) for row in (section.columns, *section.rows))


def _table(section: Section, room: int, edges: box.Box | None) -> Table:
    gap = _GAP - 1 if edges else _GAP  # a box has a divider of its own
    table = Table(box=edges, padding=(0, gap, 0, 0), pad_edge=False, show_edge=False, header_style="dim")
    last = len(section.columns) - 1
    for at, heading in enumerate(section.columns):
        limit = room if at == last else _WIDEST
        table.add_column(heading, no_wrap=True, overflow="ellipsis", max_width=limit)
    for row in section.rows:
        table.add_row(*map(Text, row))
    return table


def _cards(out: Console, section: Section) -> None:
    """One row under another: its short columns in a line, its words indented below."""
    for row in section.rows:
        head = " · ".join(cell for cell in row[:-1] if cell not in ("", "-"))
        out.print(Text(head, style="bold"))
        out.print(Padding(Text(row[-1]), (0, 0, 0, _GAP)))


def show_rows(out: Console, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> None:
    """A section without its heading."""
    section = Section("", columns, rows)
    room = _room(section, out.width)
    if room < min(_LEAST_WORDS, _widest(section, -1)):
        _cards(out, section)
    else:
        out.print(_table(section, room, box.SIMPLE_HEAD if out.is_terminal else None))


class Tables:
    """Tables for people."""

    def __init__(self, file: TextIO, labels: Labels) -> None:
        self._console = console(file)
        self._labels = labels
        self._first = True

    def write(self, reading: Reading) -> None:
        """Title and sections; a line of dashes before every reading but the first."""
        view, out = View(reading, self._labels), self._console
        if not self._first:
            out.print("-" * min(out.width, 40) + "\n")
        self._first = False
        show_title(out, view.title, view.subtitle)
        sections = view.sections()
        show_sections(out, sections)
        if not sections:
            out.print(self._labels("heading", "nothing") + "\n")

    def close(self) -> None:
        """Nothing stands after the last one."""
