"""Lists of signed documents: △A △B 등 9건 in a sentence, and lists of one document a line.

What was done with them may stand in the sentence, or in one before it (22건의 문서가 서명됐다. 정부 간 문서는 △…).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import msgspec

from hoedam.extract.matter_names import plain
from hoedam.extract.matter_rules import rules
from hoedam.model import Block, Document

_BULLET = re.compile(r"[△▲▴▵∆◇◆▶▷•∙ㅇ○●](?=\s?[가-힣A-Za-z「『‘“(0-9])")
_LEADING = re.compile(r"\s*(?:[△▲▴▵∆◇◆▶▷•∙ㅇ○●□■*※·\-–—]|\(?\d{1,2}[.)]|[①-⑳㉑-㉟]|[가-하][.)])\s*")
_TRAILING = re.compile(r"\s*(?:[(（][^()（）]{1,60}[)）]|\*+)\s*$")
_END = re.compile(r"(?:을|를|이|가|에|의|로|으로|이다|입니다)?(?:\s등|[,.;]|\s(?=체결|서명|맺|이다)|$)")
_LONGEST = 90  # code points of an item; a longer one is a sentence


class Item(msgspec.Struct, frozen=True):
    """An item of a list: its code points without bullet and brackets behind."""

    start: int
    end: int


class Bulleted(msgspec.Struct, frozen=True):
    """The items of a list inside a sentence, what it says their number is, what kind of document it calls them."""

    items: tuple[Item, ...]
    total: int | None
    document: str | None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """등 4건의 문서; 문서 22건, 22건의 문서; a document word at the end of an item."""
    table = rules().table
    documents, counters = "|".join(table.documents), "|".join(table.counters)
    total = re.compile(
        rf"\s등(?:을|이|의|에)?\s?(?:[가-힣·\s]{{0,20}}?\s)?(?:총\s?)?(?P<n>\d{{1,3}})\s?(?:{counters})(?:의\s(?P<a>{documents}))?"
        rf"|\s등(?:의)?\s(?P<b>{documents})\s?(?P<m>\d{{1,3}})\s?(?:{counters})"
    )
    counted = re.compile(
        rf"(?P<n>\d{{1,3}})\s?(?:{counters})의?\s(?:{documents})|(?:{documents})(?:\([^()]{{1,20}}\))?\s(?:총\s?)?(?P<m>\d{{1,3}})\s?(?:{counters})"
    )
    before = re.compile(rf"({documents})(?:는|은|로는|에는)[^△▲▴▵∆◇◆▶▷•∙ㅇ○●]{{0,30}}$")
    return total, counted, before


def stated_total(text: str, start: int, end: int) -> int | None:
    """The number in 등 4건의 문서 that begins in start..end."""
    found = _patterns()[0].search(text, start, end)
    return int(found["n"] or found["m"]) if found else None


def counted_documents(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where the text counts documents: 22건의 문서, 양해각서 10건."""
    return _patterns()[1].finditer(text, start, end)


def bulleted(text: str, start: int, end: int) -> Bulleted | None:
    """The list with bullets inside a sentence, if it holds one of two items or more."""
    marks = [mark.start() for mark in _BULLET.finditer(text, start, end)]
    if len(marks) < 2:
        return None
    total, _, before = _patterns()
    closing = total.search(text, marks[-1], end)
    stop = closing.start() if closing else _last(text, marks[-1], end)
    bounds = [*marks, stop]
    items = tuple(_item(text, lo + 1, hi) for lo, hi in pairwise(bounds) if hi > lo + 1)
    named = (closing["a"] or closing["b"]) if closing else None
    called = before.search(text, start, marks[0])
    number = int(closing["n"] or closing["m"]) if closing else None
    kept = tuple(item for item in items if 0 < item.end - item.start <= _LONGEST)
    return Bulleted(kept, number, named or (called[1] if called else None))


def _last(text: str, start: int, end: int) -> int:
    """Where the last item ends when nothing counts the list: at its particle, comma or stop."""
    found = _END.search(text, start + 1, end)
    return found.start() if found else end


def _item(text: str, start: int, end: int) -> Item:
    while start < end and (text[start].isspace() or text[start] in ",;·"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;·."):
        end -= 1
    if end - start > 2 * _LONGEST:
        return Item(start, end)
    closing = _TRAILING.search(text[start:end])
    return Item(start, start + closing.start() if closing and closing.start() else end)


def line_item(document: Document, block: Block) -> Item | None:
    """The name of a document that a line of a list holds and nothing else, if it does."""
    text = document.text
    if block.end - block.start > 2 * _LONGEST:
        return None
    leading = _LEADING.match(text, block.start, block.end)
    start = leading.end() if leading else block.start
    if block.kind != "list_item" and not leading:
        return None
    item = _item(text, start, block.end)
    words = text[item.start : item.end].rstrip("」』”’\"'")
    if item.end - item.start > _LONGEST or "\n" in words or not words.endswith(_ends()):
        return None
    return item


@lru_cache(maxsize=1)
def _ends() -> tuple[str, ...]:
    return tuple(word for head in rules().table.heads if head.kind == "agreement" for word in head.words)


def name_of(text: str, item: Item, document: str | None) -> str | None:
    """The name of an item, with the kind of document that the list is of where the item does not say it."""
    name = plain(text[item.start : item.end])
    if name.endswith(_ends()):
        return name
    return f"{name} {document}" if document and document not in ("문서", "문건", "합의문") else None
