"""What is to be added: files, folders, uploads, standard input, and lines of JSON, as pieces one after another.

A file of lines (`.jsonl`, `.ndjson`) holds one object a line: a reading, or a raw text with what is known of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import BytesIO
from os import path as paths
from pathlib import Path
from typing import BinaryIO

import msgspec

from hoedam.errors import HoedamError, SourceUnreadable
from hoedam.model import Reading
from hoedam.reader import Named, to_date
from hoedam.sources import find
from hoedam.sources.files import SUFFIXES, read_bytes

LINES = (".jsonl", ".ndjson")
STDIN = "-"


@dataclass(frozen=True, slots=True)
class Piece:
    """One document to add: its bytes, its reading, or the error that says why there is neither.

    `label` is what messages call it; `address` an absolute path or URL, under which its versions follow each other.
    """

    label: str
    what: Named | Reading | HoedamError
    address: str | None = None

    @property
    def digest(self) -> str | None:
        """The document's id: of its bytes, known before they are read."""
        match self.what:
            case Named():
                return "sha256:" + sha256(self.what.data).hexdigest()
            case Reading():
                return self.what.document.id
        return None


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes of a file that lies elsewhere, or of a text that was pasted, with what is known of it.

    `name` is what messages call it, and tells lines (`.jsonl`) from one document; `address` as that of a piece.
    """

    name: str
    data: bytes
    title: str | None = None
    publisher: str | None = None
    address: str | None = None


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    """A raw text in a file of lines: `text` or `html`, and what is known of it."""

    text: str | None = None
    html: str | None = None
    url: str | None = None
    address: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    agency: str | None = None


class _Schema(msgspec.Struct):
    """What tells a reading from a raw text."""

    schema: str | None = None


class Pieces:
    """The pieces of some sources, made one by one; `count` of them, as far as that is known beforehand."""

    def __init__(
        self, sources: Iterable[str | Upload], published: date | None = None, stdin: BinaryIO | None = None
    ) -> None:
        self._published = published
        self._stdin = stdin or BytesIO()
        self._found: list[str | Upload | Piece] = [one for source in sources for one in _found(source)]

    def count(self) -> int:
        """How many pieces there are; files of lines are counted through, standard input counts as one."""
        return sum(map(_count, self._found))

    def __iter__(self) -> Iterator[Piece]:
        for one in self._found:
            if isinstance(one, Piece):
                yield one
            elif isinstance(one, Upload):
                yield from self._upload(one)
            elif one == STDIN:
                yield from self._standard_input()
            elif _of_lines(one):
                yield from self._file_of_lines(one)
            else:
                yield self._file(one)

    def _file(self, name: str) -> Piece:
        try:
            return Piece(name, Named(read_bytes(Path(name)), name, self._published), paths.abspath(name))
        except SourceUnreadable as error:
            return Piece(name, error)

    def _upload(self, one: Upload) -> Iterator[Piece]:
        if _of_lines(one.name):
            yield from self._lines(one.name, BytesIO(one.data))
        else:
            named = Named(one.data, one.address or one.name, self._published, one.title, one.publisher)
            yield Piece(one.name, named, one.address)

    def _standard_input(self) -> Iterator[Piece]:
        """A document; lines of JSON where it begins as an object does."""
        data = self._stdin.read()
        if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
            yield from self._lines("standard input", BytesIO(data))
        else:
            yield Piece("standard input", Named(data, None, self._published))

    def _file_of_lines(self, name: str) -> Iterator[Piece]:
        try:
            with open(name, "rb") as file:
                yield from self._lines(name, file)
        except OSError as error:
            reason = f"{name} cannot be read ({error.strerror}): check the path and its permissions."
            yield Piece(name, SourceUnreadable(reason))

    def _lines(self, name: str, file: BinaryIO) -> Iterator[Piece]:
        for number, raw in enumerate(file, start=1):
            if line := raw.removeprefix(b"\xef\xbb\xbf").strip():
                label = f"{name}:{number}"
                try:
                    yield self._line(label, line)
                except HoedamError as error:
                    yield Piece(label, error)

    def _line(self, label: str, line: bytes) -> Piece:
        try:
            if msgspec.json.decode(line, type=_Schema).schema is not None:
                reading = Reading.from_json(line)
                return Piece(label, reading, _lasting(reading.document.source))
            raw = msgspec.json.decode(line, type=_Line)
        except msgspec.DecodeError as error:
            raise SourceUnreadable(f"{label} is no reading and no text with its metadata: {error}.") from error
        except UnicodeDecodeError as error:
            raise SourceUnreadable(f"{label} is not in UTF-8: save the file in UTF-8.") from error
        return self._raw(label, raw)

    def _raw(self, label: str, raw: _Line) -> Piece:
        if (raw.text is None) == (raw.html is None):
            raise SourceUnreadable(f"{label} must have either `text` or `html`: give one of them.")
        name = raw.url or raw.address
        text = raw.text if raw.text is not None else raw.html
        named = Named(
            (text or "").encode("utf-8", "surrogatepass"), name, self._published or _day(raw.published),
            raw.title, raw.publisher, raw.agency,
        )  # fmt: skip
        return Piece(label, named, raw.address or raw.url)


def _found(source: str | Upload) -> list[str | Upload | Piece]:
    """The names of the files behind a source, or why there are none."""
    if isinstance(source, Upload) or source == STDIN:
        return [source]
    try:
        return [str(path) for path in find([source], SUFFIXES + LINES)]
    except HoedamError as error:
        return [Piece(source, error)]


def _of_lines(name: str) -> bool:
    return name.lower().endswith(LINES)


def _count(one: str | Upload | Piece) -> int:
    if isinstance(one, Piece) or not _of_lines(one if isinstance(one, str) else one.name):
        return 1
    try:
        with BytesIO(one.data) if isinstance(one, Upload) else open(one, "rb") as file:
            return sum(1 for line in file if line.strip())
    except OSError:
        return 1  # its error


def _lasting(source: str | None) -> str | None:
    """The source of a reading, if it names the same place wherever it is read."""
    return source if source and ("://" in source or paths.isabs(source)) else None


def _day(text: str | None) -> date | None:
    return to_date(text) if text is not None else None
