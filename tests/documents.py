"""Documents made of a text of one's own, without the stage that reads sources."""

from collections.abc import Mapping

from hoedam.model import Block, BlockKind, Document, DocumentKind


def document(
    text: str,
    published: str | None = None,
    kind: DocumentKind = "news",
    kinds: Mapping[int, BlockKind] | None = None,
) -> Document:
    """A block for each line with words; `kinds` says which lines (counted from 0) are not paragraphs."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            block_kind = (kinds or {}).get(number, "paragraph")
            blocks.append(Block(id=f"b{number}", kind=block_kind, start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(id="d", kind=kind, language="ko", text=text, blocks=tuple(blocks), published=published)
