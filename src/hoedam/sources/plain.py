"""Plain text → lines: one line, one block, unless the text is clearly hard-wrapped."""

import re
from unicodedata import east_asian_width

from hoedam.sources.page import Line, Page

_WIDEST = 120  # columns; longer lines are paragraphs, not wrapped lines
_NARROWEST = 0.75  # of the widest line: what a wrapped line, but the last of its paragraph, fills
_MARKER = re.compile(r"\s*(?:[□☐ㅇ○◦△▲▴▶▷■◆◇●•·※*☞#<\[(〈【-]|\d{1,3}[.)]\s|[가-하][.)]\s|[①-⑳Ⅰ-Ⅹ])")
_STOPPED = re.compile(r"[.?!:][\"”’')\]]{0,3}$")


def read(text: str) -> Page:
    """The page of a plain text (already clean)."""
    return Page(lines=tuple(lines_of(paragraphs(text))))


def paragraphs(text: str) -> list[list[str]]:
    """Groups of lines that stand between blank lines, outer white space cut off."""
    groups: list[list[str]] = [[]]
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return groups if groups[-1] else groups[:-1]


def lines_of(groups: list[list[str]]) -> list[Line]:
    """The groups as lines, wrapped paragraphs joined."""
    widest = _wrap_width(groups)
    lines: list[Line] = []
    for group in groups:
        joined = [" ".join(group)] if widest and _is_wrapped(group, widest) else group
        lines += [Line(text=text) for text in joined]
    return lines


def _wrap_width(groups: list[list[str]]) -> int:
    """The column at which the whole text is wrapped; 0 where it is not."""
    inner = [line for group in groups for line in group[:-1]]
    if len(groups) < 2 or len(inner) < 3 or max(map(len, inner)) > _WIDEST:
        return 0
    widest = max(columns(line) for group in groups for line in group if len(line) <= _WIDEST)
    full = [line for line in inner if columns(line) >= _NARROWEST * widest]
    open_ended = [line for line in full if not _STOPPED.search(line)]
    clearly = len(full) >= 0.7 * len(inner) and len(open_ended) > 0.6 * len(full)
    return widest if clearly and 40 <= widest <= _WIDEST else 0


def _is_wrapped(group: list[str], widest: int) -> bool:
    filled = all(columns(line) >= _NARROWEST * widest for line in group[:-1])
    return len(group) > 1 and filled and not any(_MARKER.match(line) for line in group[1:])


def columns(line: str) -> int:
    """Width on a terminal: Hangul and ideographs take two columns."""
    return len(line) if line.isascii() else sum(2 if east_asian_width(mark) in "WF" else 1 for mark in line)
