"""Reports of the same words, word by word beside the one that is quoted: what is kept, put otherwise, left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

How = Literal["same", "other", "added", "missing"]
_WORD = re.compile(r"\S+")
_MARKS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a report: the `same` as quoted, `other` ones in their place, `added`, or `missing` (then those quoted)."""

    how: How
    words: str
    instead: str = ""


def align(quoted: str, report: str) -> tuple[Piece, ...]:
    """A report against the quoted words, in its own order. Marks and case make no other word."""
    ours, theirs = _WORD.findall(quoted), _WORD.findall(report)
    matcher = SequenceMatcher(None, [*map(_bare, ours)], [*map(_bare, theirs)], autojunk=False)
    return tuple(_pieces(matcher, ours, theirs))


def _pieces(matcher: "SequenceMatcher[str]", ours: list[str], theirs: list[str]) -> Iterator[Piece]:
    for tag, i, j, k, n in matcher.get_opcodes():
        quoted, said = " ".join(ours[i:j]), " ".join(theirs[k:n])
        if tag == "equal":
            yield Piece("same", said)
        elif tag == "replace":
            yield Piece("other", said, quoted)
        elif tag == "insert":
            yield Piece("added", said)
        else:
            yield Piece("missing", quoted)


def _bare(word: str) -> str:
    return _MARKS.sub("", word).casefold() or word
