"""What one text has otherwise than another: line by line, and word by word where a line was changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from hoedam.model import Document

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both have (`how` is ""), only the older (del), or only the newer (ins)."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of either text; `same`: both have it as it is."""

    pieces: tuple[Piece, ...]
    same: bool


def compared(old: Document, new: Document) -> tuple[Line, ...]:
    """The lines of two documents, those that both have once."""
    return tuple(_lines(_texts(old), _texts(new)))


def _texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield from (Line((Piece("", text),), same=True) for text in old[a:b])
        else:
            for before, after in zip_longest(old[a:b], new[c:d], fillvalue=""):
                yield Line(tuple(_pieces(_WORDS.findall(before), _WORDS.findall(after))), same=False)


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for how, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece("", "".join(old[a:b]))
            continue
        if a < b:
            yield Piece("del", "".join(old[a:b]))
        if c < d:
            yield Piece("ins", "".join(new[c:d]))
