"""A briefing as Markdown (CommonMark with GitHub's tables)."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from hoedam.exports.briefing import WORDS, Briefing, Grid, Items, Notes, Paragraph, Part, Quotation, signature, sourced
from hoedam.exports.text import clean, one_line
from hoedam.exports.xlsx import is_address

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~&!])")
_STARTS_LIST = re.compile(r"^(\d+[.)]|[-+=])")


def write_markdown(briefing: Briefing, file: BinaryIO) -> None:
    """Write the briefing as UTF-8. Words never become marks, links or HTML."""
    for line in _lines(briefing):
        file.write((line + "\n").encode())


def _lines(briefing: Briefing) -> Iterator[str]:
    notes, words = Notes(), WORDS[briefing.language]
    yield f"# {_plain(briefing.title)}"
    as_of = f"{words['as_of']} {briefing.as_of}" if briefing.as_of else ""
    for line in filter(None, (briefing.subtitle, as_of)):
        yield f"\n{_plain(line)}"
    for section in briefing.sections:
        yield f"\n## {_plain(section.heading)}"
        for part in section.parts or (Paragraph(words["nothing"]),):
            yield ""
            yield from _part(part, notes, words["sources"])
    if notes.numbers:
        yield f"\n## {words['sources']}\n"
        yield from (f"{number}. {_link(source.label, source.link)}" for source, number in notes.numbers.items())
    if briefing.note:
        yield f"\n---\n\n{_plain(briefing.note)}"


def _part(part: Part, notes: Notes, heading: str) -> Iterator[str]:
    match part:
        case Paragraph():
            yield " ".join(filter(None, (_plain(part.text), _plain(notes.mark(part.source)))))
        case Items():
            yield from (f"- {_plain(text)}" for text in part.texts)
        case Quotation():
            yield from (f"> {_plain(line)}" for line in clean(part.text).split("\n") if line.strip())
            said = _plain(signature(part, notes))
            yield from (">", f"> — {said}") if said else ()
        case Grid():
            grid = sourced(part, notes, heading)
            yield _row(grid.columns)
            yield "|" + " --- |" * len(grid.columns)
            yield from map(_row, grid.rows)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _link(label: str, address: str) -> str:
    """A link where the address is one of the web; its marks are written as such an address has them."""
    if not is_address(address) or re.search(r"[\s<>]", address):
        return _plain(" ".join(filter(None, (label, address))))
    return f"[{_plain(label)}](<{clean(address)}>)"


def _plain(text: str) -> str:
    """Words that Markdown leaves as they are, on one line."""
    return _STARTS_LIST.sub(r"\\\1", _SPECIAL.sub(r"\\\1", one_line(text)))
