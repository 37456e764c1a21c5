"""The sentences that an extractor looks at: those that hold a word it looks for, what is quoted in them apart.

A sentence without an end (a page with its full stops lost) is cut into pieces, so that work stays linear in the text.
"""

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

import msgspec

from hoedam.extract.context import Context
from hoedam.language.ko.marks import Quotation, sentences_inside
from hoedam.model import Block

LONGEST = 1_500  # code points of one unit


class Unit(msgspec.Struct, frozen=True):
    """A sentence start..end with its quotations, or one inside a quotation; `places`: which places it holds.

    `quoted`: the quotation that it is inside of.
    """

    start: int
    end: int
    quotations: tuple[Quotation, ...]
    places: tuple[int, ...]
    quoted: Quotation | None = None


def units(context: Context, block: Block, places: Sequence[int], titles: Container[int] = ()) -> Iterator[Unit]:
    """The units of a block that hold places (offsets, in order), sentences first and then what they quote.

    `titles`: where names end; a short quotation that ends so is a name in marks and stays part of its sentence.
    """
    marked = context.marked.get(block.id)
    if marked is None or not places:
        return
    quotations = marked.quotations
    begins = [quotation.start for quotation in quotations]
    for start, end in _pieces(context.document.text, marked.sentences, places):
        here = range(bisect_left(places, start), bisect_left(places, end))
        if not here:
            continue
        inside = quotations[bisect_left(begins, start) : bisect_left(begins, end)]
        spoken = tuple(q for q in inside if q.end <= end and not (q.inner_end in titles and q.end - q.start < 50))
        yield from _parts(context.document.text, start, end, spoken, places, here)


def _parts(
    text: str, start: int, end: int, quotations: tuple[Quotation, ...], places: Sequence[int], here: range
) -> Iterator[Unit]:
    quoted: set[int] = set()
    parts = []
    for quotation in quotations:
        held = range(bisect_left(places, quotation.start, here.start, here.stop),
                     bisect_left(places, quotation.end, here.start, here.stop))  # fmt: skip
        quoted.update(held)
        if held:
            parts.append((quotation, held))
    outside = tuple(i for i in here if i not in quoted)
    if outside:
        yield Unit(start, end, quotations, outside)
    for quotation, held in parts:
        inner = sentences_inside(text, quotation.inner_start, quotation.inner_end)
        for lo, hi in _pieces(text, inner, [places[i] for i in held]):
            inside = tuple(i for i in held if lo <= places[i] < hi)
            if inside:
                yield Unit(lo, hi, (), inside, quotation)


def _pieces(text: str, sentences: Sequence[tuple[int, int]], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The sentences that hold places, long ones in pieces that end at a space."""
    for start, end in sentences:
        if bisect_left(places, start) == bisect_left(places, end):
            continue
        while end - start > LONGEST:
            cut = text.rfind(" ", start + 1, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end
