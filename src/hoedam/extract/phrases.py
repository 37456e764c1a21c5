"""A person phrase, and the words of the text around a title that it is read from."""

import re
from dataclasses import dataclass, field

from hoedam.extract.anchors import HEADLINES, Anchor
from hoedam.extract.entity_tables import Title
from hoedam.model import Block

Span = tuple[int, int]

_WORDS = 9  # words to its left, at most
_WORD = re.compile(r"([^\w「『\x01]*)([「『]?)([가-힣A-Za-z一-龥][가-힣A-Za-z一-龥\-’']*)(\x01*)([」』]?)")


@dataclass(slots=True)
class Phrase:
    """A person phrase: its span, the spans of the name's words, and what stands around the title.

    `shape`: korean, foreign (several words or one), surname, bare (no name). `sure`: the name needs no
    second witness in the document.
    """

    start: int
    end: int
    title: Title
    block: Block
    particle: str
    shape: str = "bare"
    words: tuple[Span, ...] = ()
    country: str | None = None
    country_at: Span | None = None
    office_at: int = 0
    title_at: int = 0
    organization: str | None = None
    before: str = ""
    cores: set[str] = field(default_factory=set)
    former: bool = False
    mark: str | None = None
    sure: bool = True
    office: str = ""
    group: bool = False

    @property
    def headline(self) -> bool:
        """Whether it stands in a headline, where it can only confirm."""
        return self.block.kind in HEADLINES

    def name(self, text: str) -> str:
        """The name's words as written, one space between."""
        return " ".join(text[start:end] for start, end in self.words)


@dataclass(slots=True)
class Word:
    start: int
    end: int
    body: str
    first: bool  # a mark stands before it: nothing further left belongs to the phrase
    bracket: int  # length of the bracket behind it
    quote: bool  # 「」 closes behind it


def adjacent_words(text: str, found: list[Anchor]) -> frozenset[str]:
    """Words that stand right before a title somewhere: the short names of the document, and more."""
    words: set[str] = set()
    for anchor in found:
        if anchor.kind == "title" and text[anchor.start - 1 : anchor.start] == " ":
            words.add(text[max(0, anchor.start - 11) : anchor.start - 1].rpartition(" ")[2])
    return frozenset(words)


def split_words(piece: str, at: int) -> list[Word]:
    """Words with their spans, nearest first, up to the first that cannot belong to a phrase."""
    words: list[Word] = []
    end = at + len(piece) - 1
    for word in reversed(piece[:-1].split(" ")[-_WORDS:]):
        match = _WORD.fullmatch(word)
        if match is None:
            break
        start = end - len(word) + match.start(3)
        words.append(
            Word(
                start, start + len(match[3]), match[3], bool(match[1]) or bool(match[2]), len(match[4]), bool(match[5])
            )
        )
        if match[1] or match[2]:
            break
        end -= len(word) + 1
    return words
