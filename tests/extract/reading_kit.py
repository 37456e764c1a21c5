"""What tests of extractors need: the context of a text of their own."""

from datetime import date

from hoedam.extract.context import Context
from hoedam.extract.entities import read_entities
from hoedam.extract.times import read_times
from hoedam.language.ko.analyser import analyse
from hoedam.language.ko.marks import read_marks
from hoedam.model import Block, Document

PUBLISHED = date(2021, 6, 20)


def context_of(*lines: str, published: date = PUBLISHED, kind: str = "paragraph") -> Context:
    """The context of a document of these lines, one block each."""
    text = "\n".join(lines)
    blocks, at = [], 0
    for number, line in enumerate(lines, 1):
        blocks.append(Block(id=f"b{number}", kind=kind, start=at, end=at + len(line)))  # type: ignore[arg-type]
        at += len(line) + 1
    document = Document(
        id="sha256:0", kind="news", language="ko", text=text, blocks=tuple(blocks),
        published=published.isoformat(), published_basis="given",
    )  # fmt: skip
    marked = {b.id: read_marks(text, b.start, b.end) for b in blocks}
    quoted = [(q.inner_start, q.inner_end) for b in blocks for q in marked[b.id].quotations]
    entities = read_entities(document, "KOR")
    tokens = analyse(text, [(b.start, b.end) for b in blocks], entities.name_spans)
    return Context(document, entities, read_times(document, quoted), tokens, marked)
