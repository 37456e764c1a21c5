"""A person phrase, and the words of the text around a title that it is read from."""

import re

import msgspec

from hoedam.extract.anchors import HEADLINES, Anchor
from hoedam.extract.entity_tables import Title, tables
from hoedam.model import Block

Span = tuple[int, int]

_WORDS = 9  # words to its left, at most
_MARKS = "·ㆍ‧・"
_CORE = r"[가-힣A-Za-z一-龥][가-힣A-Za-z一-龥\-’']*|\d{1,2}세"
_WORD = re.compile(rf"([^\w「『\x01]*)([「『]?)({_CORE})(\x01*)([」』]?)")
_LISTED = re.compile(rf"([^{_MARKS}]*[가-힣\x01][{_MARKS}])+({_CORE})(\x01*)")
_FIELDS = re.compile(rf"()()([가-힣]+(?:[{_MARKS}][가-힣]+)+[부처청위])()()")
_INITIAL = re.compile(
    r"([A-Z]|[에아]이|[비씨디지티피]|에프|에이치|[제케]이|에[스엘]|[엘엠엔알]|큐|브이|더블유|엑스|와이|제트)\."
)


class Phrase(msgspec.Struct):
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
    cores: set[str] = msgspec.field(default_factory=set)
    former: bool = False
    mark: str | None = None
    sure: bool = True
    office: str = ""
    of_field: bool = False  # a field before the title that is no body of its own: 외교 장관

    @property
    def subject(self) -> bool:
        """Whether its particle makes it the subject of a clause."""
        return self.particle in {"은", "는", "이", "가", "도", "께서", "께서는", "께서도"} and not self.honorific

    @property
    def honorific(self) -> bool:
        """Whether a title alone is spoken to or of with respect: 대통령님, 총리께서."""
        return self.shape == "bare" and self.particle.startswith(("님", "께"))

    @property
    def headline(self) -> bool:
        """Whether it stands in a headline, where it can only confirm."""
        return self.block.kind in HEADLINES

    def name(self, text: str) -> str:
        """The name's words as written, one space between."""
        return " ".join(text[start:end] for start, end in self.words)


class Word(msgspec.Struct):
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
            before = text[max(0, anchor.start - 11) : anchor.start - 1].split()
            words.update(before[-1:])
    return frozenset(words)


def split_words(piece: str, at: int) -> list[Word]:
    """Words with their spans, nearest first, up to the first that cannot belong to a phrase."""
    words: list[Word] = []
    end = at + len(piece) - 1
    for written in reversed(piece[:-1].split(" ")[-_WORDS:]):
        word = _word(written, end - len(written)) if written else None
        if written and word is None:
            break
        if word:
            words.append(word)
            if word.first:
                break
        end -= len(written) + 1
    return words


def _word(written: str, at: int) -> Word | None:
    """A word between two spaces; of names in a list (사토 겐지·모리 신) the last, of fields (외교·안보부) all."""
    initial = _INITIAL.fullmatch(written)
    if initial:
        return Word(at, at + len(written) - 1, initial[1], False, 0, False)
    match = _WORD.fullmatch(written) or _FIELDS.fullmatch(written)
    if match:
        start = at + match.start(3)
        opened = bool(match[1]) or bool(match[2])
        return Word(start, start + len(match[3]), match[3], opened, len(match[4]), bool(match[5]))
    listed = _LISTED.fullmatch(written)
    if listed is None or len(listed[2]) < 2 or listed[2] in tables().partners:
        return None
    start = at + listed.start(2)
    return Word(start, start + len(listed[2]), listed[2], True, len(listed[3]), False)
