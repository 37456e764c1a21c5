"""Anchors: the words of a text that may begin or end a mention, and where words begin and end.

One Aho–Corasick pass over each block finds all anchors of all tables, longest words first; what an
anchor is worth is decided by what touches it (`closes`, `opens`).
"""

import re
from typing import Any, NamedTuple

from hoedam.extract.entity_tables import Kind, tables
from hoedam.model import Block, Document

HEADLINES = frozenset({"headline", "subhead"})
UNREAD = frozenset({"boilerplate", "byline"})

_PARTICLE = (
    r"(?:께서는|께서도|께서|에게서|에게는|에게도|에게|에서는|에서도|에서의|에서|으로부터|으로서는|으로서|으로써|으로는|으로도|으로|로부터|로서|로써"
    r"|로는|로의|로|과의|과는|과도|과|와의|와는|와도|와|은|는|(?:이었|였)(?:다|고|으며|으나|지만|던|습니다)?|입니다|이라고|이라는|이라며|이라면서|이라|이며"
    r"|이고|이자|이던|이나|이란|이다|인데|이|가|을|를|의|에는|에도|에만|에|도|만의|만|께|라고|라는|라며|라|인|나|다|보다|처럼|까지|부터|뿐|마다|조차|하고|랑)"
    r"(?:은|는|도|만|의)?"
)
_CLOSES = re.compile(rf"(님|들|씨)?({_PARTICLE})?(?![가-힣])")
PARTICLE = re.compile(rf"{_PARTICLE}(?![가-힣])")
_BRACKET = re.compile(r"[(（][^()（）\n]{1,60}[)）]")


class Anchor(NamedTuple):
    """A word of a table in the text; `value` is what its table says of it. Of 방위사업청장 it is 청장."""

    start: int
    end: int
    kind: Kind
    value: Any
    block: Block


def readable(document: Document) -> list[Block]:
    """The blocks that may hold mentions; a document without blocks is one paragraph."""
    if not document.blocks:
        return [Block(id="b1", kind="paragraph", start=0, end=len(document.text))]
    return [block for block in document.blocks if block.kind not in UNREAD and block.end > block.start]


def anchors(text: str, blocks: list[Block]) -> list[Anchor]:
    """All anchors of the blocks, in the order of the text."""
    return [
        Anchor(end - len(value.core) if kind == "title" else start, end, kind, value, block)
        for block in blocks
        for start, end, (kind, value) in tables().lexicon.find(text, block.start, block.end)
    ]


def mask_brackets(text: str) -> str:
    """The text with every short bracket blotted out, same length: so a name and its title become neighbours."""
    return _BRACKET.sub(lambda bracket: "\x01" * len(bracket[0]), text) if "(" in text or "（" in text else text


def opens(text: str, start: int) -> bool:
    """Whether a word can begin here: no Hangul touches it from the left."""
    return start == 0 or not "가" <= text[start - 1] <= "힣"


def closes(text: str, end: int) -> str | None:
    """What ends the word here: "" where nothing of it follows, its particle, or None where the word goes on.

    Plurals (정상들) go on: they are nobody in particular.
    """
    if end >= len(text) or not "가" <= text[end] <= "힣":
        return ""
    match = _CLOSES.match(text, end)
    if match is None or match[1] == "들":
        return None
    return match[0]
