"""What a dossier says, apart from how it is printed: DOCX, HWPX and Markdown are made of one `Briefing`.

Every quotation, paragraph and table row may name its source. Sources are numbered in the order in which they are first
named, stand as [1] beside the words, and are listed at the end: on paper no link can be clicked.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Source:
    """Where words stand: publisher, day and title as one line, and a permalink to the words."""

    label: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list with bullets."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of a document, unchanged, and who said them."""

    text: str
    speaker: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `weights` share the width among the columns; `sources` names one source a row, or is empty."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    weights: tuple[int, ...] = ()
    sources: tuple[Source | None, ...] = ()

    def __post_init__(self) -> None:
        width = len(self.columns)
        if any(len(row) != width for row in self.rows):
            raise ValueError(f"every row needs {width} cells: {', '.join(self.columns)}")
        if self.weights and len(self.weights) != width:
            raise ValueError(f"{width} columns need {width} weights")
        if self.sources and len(self.sources) != len(self.rows):
            raise ValueError("sources are one a row, or none at all")


Part = Paragraph | Items | Quotation | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A dossier: `as_of` is the day for which it holds (ISO 8601), `note` a line that ends it."""

    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    as_of: str = ""
    note: str = ""
    language: Literal["ko", "en"] = "ko"


WORDS = {
    "ko": {"as_of": "기준일", "sources": "출처", "nothing": "해당 사항이 없습니다."},
    "en": {"as_of": "As of", "sources": "Sources", "nothing": "Nothing to report."},
}


@dataclass(slots=True)
class Notes:
    """The numbers of sources."""

    numbers: dict[Source, int] = field(default_factory=dict)

    def mark(self, source: Source | None) -> str:
        """`[3]`: the same source always has the same number. Nothing where there is no source."""
        if source is None:
            return ""
        return f"[{self.numbers.setdefault(source, len(self.numbers) + 1)}]"

    def listed(self) -> Iterator[tuple[str, Source]]:
        """All sources that were named, with their marks."""
        return ((f"[{number}]", source) for source, number in self.numbers.items())


def sourced(grid: Grid, notes: Notes, heading: str) -> Grid:
    """The grid with a column of marks, where its rows have sources."""
    if not any(grid.sources):
        return grid
    rows = tuple((*row, notes.mark(source)) for row, source in zip(grid.rows, grid.sources, strict=True))
    weights = grid.weights or (3,) * len(grid.columns)
    return Grid((*grid.columns, heading), rows, (*weights, max(1, sum(weights) // 9)))  # a mark is short


def signature(quotation: Quotation, notes: Notes) -> str:
    """Who said it and where: `서정민 대통령 [1]`."""
    return " ".join(filter(None, (quotation.speaker, notes.mark(quotation.source))))
