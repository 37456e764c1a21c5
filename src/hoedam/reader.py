"""The reader: one document, or many in order with bounded memory (the public API)."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from traceback import extract_tb

import msgspec

from hoedam.errors import HoedamError, SettingInvalid, SourceUnreadable
from hoedam.model import Document, Reading
from hoedam.settings import Settings


@dataclass(frozen=True, slots=True)
class Named:
    """The bytes of a document with what is known of it from elsewhere, over whatever it says itself.

    `name`: a file name or address, kept as the document's `source`.
    """

    data: bytes
    name: str | None = None
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None


Source = str | bytes | os.PathLike[str] | Named | Document

_DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of many sources: a reading, or the error that says why there is none."""

    source: Source
    reading: Reading | None = None
    error: HoedamError | None = None


class Reader:
    """Reads documents with the same settings; the analyser is loaded once, by the first."""

    def __init__(self, settings: Settings = _DEFAULTS) -> None:
        self.settings = settings

    def read(self, source: Source) -> Reading:
        """The reading of one source: a path, the bytes of a file (as they are, or `Named`), a text, or a Document.

        A `str` that names an existing file is a path, any other a text.
        Raises SourceUnreadable where there is nothing to read.
        """
        from hoedam.extract.pipeline import read_document  # the analyser comes with it

        return read_document(load(source, self.settings), self.settings)

    def read_many(self, sources: Iterable[Source], workers: int = 1) -> Iterator[Outcome]:
        """The outcomes of many sources, in their order; one that fails does not stop the rest.

        At most four documents per worker are held at a time. With several workers each is a new process, so a
        script calls this under `if __name__ == "__main__":`; a process that dies is reported as that source's error.
        """
        if workers < 1:
            raise SettingInvalid(f"{workers} workers: give 1 or more.")
        if workers == 1:
            return (_outcome(source, self.settings) for source in sources)
        from hoedam.workers import Crew  # and with it what starts processes

        crew = Crew(partial(_packed, self.settings), workers)
        return (_unpacked(source, result) for source, result in crew.run(sources))


def read(source: Source, *, published: date | str | None = None) -> Reading:
    """Everything that can be read out of one document.

    `source`: a path, the bytes of a file (text, Markdown, saved HTML page), or a text.
    `published`: the publication date (ISO 8601), over whatever the document says.
    Raises SourceUnreadable, or SettingInvalid for a date that does not exist.
    """
    given = to_date(published) if isinstance(published, str) else published
    return Reader(Settings(published=given)).read(source)


def load(source: Source, settings: Settings = _DEFAULTS) -> Document:
    """The document in a source, as `Reader.read` takes it. Raises SourceUnreadable."""
    from hoedam import sources

    published = settings.published
    if isinstance(source, Document):
        return source
    if isinstance(source, bytes):
        return sources.load(source, published=published)
    if isinstance(source, Named):
        return _named(sources.load(source.data, name=source.name, published=source.published or published), source)
    if isinstance(source, os.PathLike) or _names_file(source):
        return sources.read_file(Path(source), published=published)
    return sources.load_text(source, published=published)


def _named(document: Document, source: Named) -> Document:
    """The document with what is known of it from elsewhere."""
    known = {name: value for name in ("title", "publisher", "agency") if (value := getattr(source, name))}
    return msgspec.structs.replace(document, **known)


def to_date(text: str) -> date:
    """The date that an ISO 8601 text names. Raises SettingInvalid where there is no such day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingInvalid(f"{text!r} is not a date: give one that exists, as 2021-08-17.") from error


def _names_file(text: str) -> bool:
    """Whether a text is the path of a file. Raises SourceUnreadable where it looks like one that is missing."""
    try:
        if Path(text).is_file():
            return True
    except (OSError, ValueError):  # too long for a path, or with a NUL in it
        return False
    from hoedam.sources.files import SUFFIXES

    if text.lower().endswith(SUFFIXES) and not any(map(str.isspace, text)):
        raise SourceUnreadable(f"{text} does not exist: check the path.")
    return False


def _outcome(source: Source, settings: Settings) -> Outcome:
    try:
        return Outcome(source, Reader(settings).read(source))
    except HoedamError as error:
        return Outcome(source, error=error)
    except Exception as error:  # a fault of ours must not cost a batch of thousands
        at = extract_tb(error.__traceback__)[-1]
        where = f"{Path(at.filename).name}:{at.lineno}"
        return Outcome(source, error=HoedamError(f"a fault in hoedam, please report it: {error!r} at {where}"))


def _packed(settings: Settings, source: Source) -> bytes | HoedamError:
    """In a worker: the reading as msgpack (quicker than pickle), or the error."""
    outcome = _outcome(source, settings)
    return outcome.error or msgspec.msgpack.encode(outcome.reading)


def _unpacked(source: Source, result: bytes | HoedamError) -> Outcome:
    if isinstance(result, HoedamError):
        return Outcome(source, error=result)
    return Outcome(source, msgspec.msgpack.decode(result, type=Reading))
