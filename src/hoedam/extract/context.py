"""What every question about a document may look at: filled once by the pipeline, read by all."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from hoedam.extract.entities import Entities
from hoedam.language.ko.analyser import Tokens
from hoedam.language.ko.marks import Marked
from hoedam.model import Block, Document, Time

READ_KINDS = frozenset({"paragraph", "list_item", "heading", "footnote"})


class Context(msgspec.Struct, frozen=True):
    """The analysed document (marks normalised), who and what and when is in it, and its morphemes.

    `marked` holds each read block's quotations and sentences by block id.
    """

    document: Document
    entities: Entities
    times: tuple[Time, ...]
    tokens: Tokens
    marked: dict[str, Marked]
    home: str = "KOR"

    def blocks(self, *kinds: str) -> list[Block]:
        """The blocks of these kinds, in order."""
        return [block for block in self.document.blocks if block.kind in kinds]

    def times_in(self, start: int, end: int) -> list[Time]:
        """The time expressions inside start..end."""
        return [time for time in self.times_from(start, end) if time.span.end <= end]

    def times_from(self, start: int, end: int) -> Sequence[Time]:
        """The time expressions that begin in start..end."""
        lo, hi = (bisect_left(self.times, at, key=lambda time: time.span.start) for at in (start, end))
        return self.times[lo:hi]
