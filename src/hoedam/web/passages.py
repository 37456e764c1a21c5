"""The paragraphs of a document in which a record stands, with its words marked in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hoedam.model import Block, Commitment, Document, Entity, Matter, Meeting, Record, Span, Statement, Time

_NEIGHBOURS = 1  # paragraphs on either side


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph with what they are to the record: main, cue, evidence; none of it, empty."""

    text: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph: where it begins (code points), what kind of block it is, its pieces.

    `home`: words of the record stand in it; `skipped`: paragraphs are left out before it.
    """

    start: int
    kind: str
    pieces: tuple[Piece, ...]
    home: bool
    skipped: bool


def roles_of(record: Record) -> list[tuple[Span, str]]:
    """The spans that a reader must see to judge a record, and what each is to it."""
    match record:
        case Statement():
            cue = [(record.cue, "cue")] if record.cue else []
            return [*_as("main", record.content), *cue, *_as("evidence", record.attribution.evidence)]
        case Commitment():
            return [(record.content, "main"), *([(record.condition, "cue")] if record.condition else [])]
        case Matter():
            return [*_as("main", record.mentions), *_as("evidence", (one.span for one in record.status))]
        case Entity():
            return _as("main", record.mentions)
        case Meeting():
            return _as("main", record.evidence)
        case Time():
            return [(record.span, "main")]
    return []


def passages(document: Document, record: Record | None, *, whole: bool = False) -> list[Passage]:
    """The paragraphs with the record's words and those beside them; with `whole`, all."""
    marks = roles_of(record) if record else []
    home = {at for at, block in enumerate(document.blocks) if _within(block, marks)}
    near = {at + step for at in home for step in range(-_NEIGHBOURS, _NEIGHBOURS + 1)}
    chosen = [at for at in range(len(document.blocks)) if whole or at in near]
    return [
        Passage(
            block.start,
            block.kind,
            tuple(_pieces(document.text, block, marks)),
            at in home,
            at > 0 and at - 1 not in chosen,
        )
        for at, block in enumerate(document.blocks)
        if at in chosen
    ]


def _as(role: str, spans: Iterable[Span]) -> list[tuple[Span, str]]:
    return [(span, role) for span in spans]


def _within(block: Block, marks: Sequence[tuple[Span, str]]) -> bool:
    return any(span.start < block.end and block.start < span.end for span, _ in marks)


def _pieces(text: str, block: Block, marks: Sequence[tuple[Span, str]]) -> Iterator[Piece]:
    """The block cut where a mark begins or ends, so that overlapping marks are all seen."""
    ends = {place for span, _ in marks for place in (span.start, span.end) if block.start < place < block.end}
    cuts = [block.start, *sorted(ends), block.end]
    for start, end in pairwise(cuts):
        roles = {role for span, role in marks if span.start <= start and end <= span.end}
        if start < end:
            yield Piece(text[start:end], tuple(sorted(roles)))
