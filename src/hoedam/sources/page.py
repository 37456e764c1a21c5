"""What every format is read into before blocks are decided: lines, and what the format says about itself."""

import msgspec

from hoedam.model import BlockKind


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a source; `kind` only where the format itself says so (`#`, `<figcaption>`, `![…]`)."""

    text: str
    kind: BlockKind | None = None
    number: str | None = None
    image: str | None = None
    credit: str | None = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of a source and its metadata as written; `stamps` are texts that may hold its date."""

    lines: tuple[Line, ...]
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
