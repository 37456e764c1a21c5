"""The paragraphs of a document in which a record stands, with its words marked in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hoedam.model import Block, Commitment, Document, Entity, Matter, Meeting, Record, Statement, Time
from hoedam.web.marks import Mark, cut, marks

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


def marks_of(record: Record) -> list[Mark]:
    """What a reader must see to judge a record, and what each is to it."""
    match record:
        case Statement():
            main, cue, evidence = record.content, (record.cue,), record.attribution.evidence
            return [*marks("main", main), *marks("cue", cue), *marks("evidence", evidence)]
        case Commitment():
            return [*marks("main", (record.content,)), *marks("cue", (record.condition,))]
        case Matter():
            return [*marks("main", record.mentions), *marks("evidence", (one.span for one in record.status))]
        case Entity():
            return list(marks("main", record.mentions))
        case Meeting():
            return list(marks("main", record.evidence))
        case Time():
            return list(marks("main", (record.span,)))
    return []


def passages(document: Document, record: Record | None, *, whole: bool = False) -> list[Passage]:
    """The paragraphs with the record's words and those beside them; with `whole`, all."""
    over = marks_of(record) if record else []
    home = {at for at, block in enumerate(document.blocks) if _within(block, over)}
    near = {at + step for at in home for step in range(-_NEIGHBOURS, _NEIGHBOURS + 1)}
    chosen = [at for at in range(len(document.blocks)) if whole or at in near]
    return [
        Passage(
            block.start,
            block.kind,
            tuple(_pieces(document.text, block, over)),
            at in home,
            at > 0 and at - 1 not in chosen,
        )
        for at, block in enumerate(document.blocks)
        if at in chosen
    ]


def _within(block: Block, over: Sequence[Mark]) -> bool:
    return any(mark.start < block.end and block.start < mark.end for mark in over)


def _pieces(text: str, block: Block, over: Sequence[Mark]) -> Iterator[Piece]:
    for start, end, here in cut(block, over):
        yield Piece(text[start:end], tuple(sorted({mark.kind for mark in here})))
