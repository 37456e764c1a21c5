"""Bytes → Document: decode, tell the format, read its lines, say what each line is, collect the metadata."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import msgspec

from hoedam.errors import SourceUnreadable
from hoedam.model import Document
from hoedam.sources import html, markdown, plain
from hoedam.sources.blocks import classify, to_blocks
from hoedam.sources.canonical import clean, compose
from hoedam.sources.encoding import decode
from hoedam.sources.files import read_bytes
from hoedam.sources.kinds import document_kind, language
from hoedam.sources.metadata import about, credit
from hoedam.sources.page import Line, Page


def load(data: bytes, *, name: str | None = None, published: date | None = None) -> Document:
    """The document in these bytes: plain text, Markdown or a saved HTML page.

    `name`: a file name or address, for the format, for messages, and kept as `source`.
    `published`: the publication date, over whatever the document says.
    Raises SourceUnreadable for empty or binary data and for a page without words.
    """
    where = name or "the input"
    return _document(decode(data, where), _digest(data), name, published)


def load_text(text: str, *, name: str | None = None, published: date | None = None) -> Document:
    """The document in a text already decoded; its id is the digest of its UTF-8 bytes. Else as `load`."""
    return _document(text, _digest(text.encode("utf-8", "surrogatepass")), name, published)


def read_file(path: str | Path, *, published: date | None = None) -> Document:
    """The document in a file. Raises SourceUnreadable where it cannot be read; else as `load`."""
    return load(read_bytes(Path(path)), name=str(path), published=published)


def _digest(data: bytes) -> str:
    return "sha256:" + sha256(data).hexdigest()


def _document(raw: str, digest: str, name: str | None, published: date | None) -> Document:
    page = _page(clean(raw), name)
    lines = classify([line for line in map(_canonical, page.lines) if line.text])
    if not any(any(map(str.isalnum, line.text)) for line in lines):
        raise SourceUnreadable(f"{name or 'the input'} holds no words: give a file that holds text.")
    text, blocks = to_blocks([_credited(line) for line in lines])
    said = about(page, lines, name, published)
    tongue = language(text)
    kind = document_kind(lines, said, tongue)
    return Document(id=digest, kind=kind, language=tongue, text=text, blocks=blocks, source=name,
                    **msgspec.structs.asdict(said))  # fmt: skip


def _page(text: str, name: str | None) -> Page:
    """By what the text looks like, then by its name."""
    if html.looks_like(text, name):
        return html.read(text)
    if markdown.looks_like(text, name):
        return markdown.read(text)
    return plain.read(text)


def _canonical(line: Line) -> Line:
    """The line without outer white space, clean again where a format's escapes brought something in."""
    text = line.text
    if not text.isprintable():
        text = clean(text).replace("\n", " ")
    return msgspec.structs.replace(line, text=compose(text.strip()))


def _credited(line: Line) -> Line:
    return msgspec.structs.replace(line, credit=credit(line.text)) if line.kind == "caption" else line
