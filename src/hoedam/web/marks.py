"""Marks on a text, which may overlap, and the text cut wherever one begins or ends, so that all of them are seen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoedam.model import Block, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Code points that are something (`kind`) to the record `id`."""

    start: int
    end: int
    kind: str
    id: str = ""


def marks(kind: str, spans: Iterable[Span | None], id: str = "") -> Iterator[Mark]:
    """Marks of one kind over spans; None is none."""
    return (Mark(span.start, span.end, kind, id) for span in spans if span)


def cut(block: Block, over: Sequence[Mark]) -> Iterator[tuple[int, int, list[Mark]]]:
    """The stretches of a block between the ends of marks, start and end, each with the marks that lie over it."""
    ends = {block.start, block.end, *(end for mark in over for end in (mark.start, mark.end))}
    for start, end in pairwise(sorted(end for end in ends if block.start <= end <= block.end)):
        yield start, end, [mark for mark in over if mark.start <= start and end <= mark.end]
