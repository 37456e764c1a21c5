"""Marks written many ways become one, with a map back to the canonical text.

Handled: the middle dots ㆍ‧・･ (one token for the analyser instead of three), primes and
backticks used as quotation marks, full-width marks, zero-width characters (which the analyser
takes for names), no-break and ideographic spaces, a leftover `quot;` of a broken page.
"""

import re
from bisect import bisect_right
from functools import cache, cached_property
from typing import Any, get_type_hints

import msgspec

from hoedam.model import Block, Document, Engine, Reading, Record, Span

_ONE_TO_ONE = str.maketrans({
    "ㆍ": "·", "‧": "·", "・": "·", "･": "·", "•": "·", "∙": "·", "⋅": "·",
    "″": '"', "＂": '"', "〃": '"', "〝": '"', "〞": '"', "‟": '"', "„": '"', "❝": "“", "❞": "”",
    "′": "'", "＇": "'", "`": "'", "´": "'", "｀": "'", "‛": "‘", "❛": "‘", "❜": "’",
    "｢": "「", "｣": "」", "～": "~", "∼": "~", "〜": "~", "˜": "~", "，": ",", "．": ".", "（": "(", "）": ")",
    "：": ":", "；": ";", "？": "?", "！": "!", "‐": "-", "‑": "-", "–": "-", "—": "-", "―": "-", "－": "-",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\t": " ",
})  # fmt: skip
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _ONE_TO_ONE)))}]")
_SHRINKS = re.compile(r"[\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u00ad\ufe00-\ufe0f\ufeff]+|&?quot;|''")


class Normalised:
    """A document with one mark for each thing, and the way back to the text as published."""

    def __init__(self, source: Document) -> None:
        self.source = source
        cuts = list(_SHRINKS.finditer(source.text))
        self._starts = [0]  # where each kept stretch starts in the normalised text ...
        self._shifts = [0]  # ... and how far it lies from its place in the source
        self.document = source
        if cuts or _ODD.search(source.text):
            text = self._rewrite(source.text, cuts)
            self.document = msgspec.structs.replace(source, text=text, blocks=self._blocks(source, text))

    def _rewrite(self, text: str, cuts: list[re.Match[str]]) -> str:
        pieces, at, length = [], 0, 0
        for cut in cuts:
            mark = '"' if cut[0].endswith(("quot;", "''")) else ""
            pieces += [text[at : cut.start()], mark]
            length += cut.start() - at + len(mark)
            at = cut.end()
            self._starts.append(length)
            self._shifts.append(at - length)
        pieces.append(text[at:])
        return "".join(pieces).translate(_ONE_TO_ONE)

    def _blocks(self, source: Document, text: str) -> tuple[Block, ...]:
        return tuple(
            msgspec.structs.replace(block, start=self._forward(block.start), end=self._forward(block.end))
            for block in source.blocks
        )

    @cached_property
    def _places(self) -> list[int]:
        """Where each kept stretch starts in the source."""
        return [start + shift for start, shift in zip(self._starts, self._shifts, strict=True)]

    def _forward(self, offset: int) -> int:
        """Where an offset of the source lies in the normalised text."""
        at = bisect_right(self._places, offset) - 1
        stretch_end = self._starts[at + 1] if at + 1 < len(self._starts) else offset
        return min(offset - self._shifts[at], stretch_end)

    def back(self, offset: int) -> int:
        """Where an offset of the normalised text lies in the source."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def restore(self, reading: Reading) -> Reading:
        """The reading of the normalised text as a reading of the source, every span true there."""
        if self.document is self.source:
            return reading
        restored: Reading = self._restore(reading)
        return msgspec.structs.replace(restored, document=self.source)

    def _restore(self, record: Any) -> Any:
        if isinstance(record, Span):
            return self._span(record)
        if isinstance(record, tuple):
            return tuple([self._restore(item) for item in record])
        kind: Any = type(record)
        held = {name: value for name in _holders(kind) if (value := getattr(record, name))}
        return msgspec.structs.replace(record, **{name: self._restore(value) for name, value in held.items()})

    def _span(self, span: Span) -> Span:
        start, end = span.start, span.end
        if len(self._starts) == 1:  # nothing was removed: every character stands in its place
            return Span(start, end, self.source.text[start:end])
        # the end follows its last character, so that a removed mark behind it stays outside
        return self.source.span(self.back(start), self.back(end - 1) + 1)


@cache
def _holders(kind: Any) -> tuple[str, ...]:
    """The fields of a record that can hold spans, by their types; the document, which is the source's own, is none."""
    hints = get_type_hints(kind)
    return tuple(
        name for name, hint in hints.items() if Record.__module__ in str(hint) and hint not in (Document, Engine)
    )
