"""What tests of extractors need: the context of a text of their own."""

from datetime import date

from hoedam.extract.context import Context
from hoedam.extract.pipeline import look
from hoedam.model import Block, Document
from hoedam.settings import Settings

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
    return look(document, Settings())
