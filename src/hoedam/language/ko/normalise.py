"""Marks written many ways become one, with a map back to the canonical text.

Handled: the middle dots ㆍ‧・･ (one token for the analyser instead of three), primes and
backticks used as quotation marks, full-width marks, zero-width characters (which the analyser
takes for names), no-break and ideographic spaces, a leftover `quot;` of a broken page.
"""

import re
from bisect import bisect_right
from typing import Any

import msgspec

from hoedam.model import Block, Document, Reading, Span

_ONE_TO_ONE = str.maketrans({
    "ㆍ": "·", "‧": "·", "・": "·", "･": "·", "•": "·", "∙": "·", "⋅": "·",
    "″": '"', "＂": '"', "〃": '"', "〝": '"', "〞": '"', "‟": '"', "„": '"', "❝": "“", "❞": "”",
    "′": "'", "＇": "'", "`": "'", "´": "'", "｀": "'", "‛": "‘", "❛": "‘", "❜": "’",
    "｢": "「", "｣": "」", "～": "~", "∼": "~", "〜": "~", "˜": "~", "，": ",", "．": ".", "（": "(", "）": ")",
    "：": ":", "；": ";", "？": "?", "！": "!", "‐": "-", "‑": "-", "–": "-", "—": "-", "―": "-", "－": "-",
    "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\t": " ",
})  # fmt: skip
_SHRINKS = re.compile(r"[\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u00ad\ufe00-\ufe0f\ufeff]+|&?quot;|''")


class Normalised:
    """A document with one mark for each thing, and the way back to the text as published."""

    def __init__(self, source: Document) -> None:
        self.source = source
        cuts = list(_SHRINKS.finditer(source.text))
        self._starts = [0]  # where each kept stretch starts in the normalised text ...
        self._shifts = [0]  # ... and how far it lies from its place in the source
        self.document = source
        if cuts or source.text.translate(_ONE_TO_ONE) != source.text:
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

    def _forward(self, offset: int) -> int:
        """Where an offset of the source lies in the normalised text."""
        at = bisect_right([start + shift for start, shift in zip(self._starts, self._shifts, strict=True)], offset) - 1
        stretch_end = self._starts[at + 1] if at + 1 < len(self._starts) else offset
        return min(offset - self._shifts[at], stretch_end)

    def back(self, offset: int) -> int:
        """Where an offset of the normalised text lies in the source."""
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def restore(self, reading: Reading) -> Reading:
        """The reading of the normalised text as a reading of the source, every span true there."""
        if self.document is self.source:
            return reading
        restored: Reading = msgspec.structs.replace(self._restore(reading), document=self.source)
        return restored

    def _restore(self, record: Any) -> Any:
        if isinstance(record, Span):
            # the end follows its last character, so that a removed mark behind it stays outside
            return self.source.span(self.back(record.start), self.back(record.end - 1) + 1)
        if isinstance(record, tuple):
            return tuple(self._restore(item) for item in record)
        if isinstance(record, msgspec.Struct) and not isinstance(record, Document):
            fields = {name: self._restore(getattr(record, name)) for name in record.__struct_fields__}
            return type(record)(**fields)
        return record
