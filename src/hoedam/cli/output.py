"""Where readings go: the formats of `hoedam read`, and files that are never half-written."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TextIO

from hoedam.cli.markdown import dossier
from hoedam.errors import SettingInvalid
from hoedam.labels import Labels
from hoedam.model import Reading


class Writer(Protocol):
    """Takes readings one by one; `close` ends what was begun."""

    def write(self, reading: Reading) -> None:
        """Write one reading."""

    def close(self) -> None:
        """Write what stands after the last one."""


class Texts:
    """Readings as text, each by `encode`, with `before` the first, `between` two, and `after` the last."""

    def __init__(self, file: TextIO, encode: Callable[[Reading], str], before: str, between: str, after: str) -> None:
        self._file = file
        self._encode = encode
        self._next, self._between, self._after = before, between, after

    def write(self, reading: Reading) -> None:
        """Write one reading."""
        self._file.write(self._next + self._encode(reading))
        self._next = self._between

    def close(self) -> None:
        """End the text."""
        self._file.write(self._after)


def writer(name: str, file: TextIO, labels: Labels, *, single: bool) -> Writer:
    """The writer of a format: table, json (an array unless `single`), jsonl, markdown or html."""
    if name == "table":
        from hoedam.cli.screen import Tables  # and with it rich, which the other formats do without

        return Tables(file, labels)
    if name == "html":
        from hoedam.web.onefile import OneFile  # and with it the templates of pages, but no server

        return OneFile(file, labels.language)
    if name == "markdown":
        return Texts(file, lambda reading: dossier(reading, labels), "", "\n---\n\n", "")
    if name == "jsonl":
        return Texts(file, lambda reading: reading.to_json() + "\n", "", "", "")
    if single:
        return Texts(file, lambda reading: reading.to_json(indent=2) + "\n", "", "", "")
    return Texts(file, lambda reading: reading.to_json(indent=2), "[\n", ",\n", "\n]\n")


@contextmanager
def destination(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that appears under its name only when all of it is written."""
    if path is None:
        yield sys.stdout
        return
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        with _opened(target, "w") as file:  # a device or a named pipe: nothing to rename
            yield file
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _opened(draft, "x") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _opened(path: Path, mode: str) -> TextIO:
    try:
        return path.open(mode, encoding="utf-8", errors="replace")  # type: ignore[return-value]
    except OSError as error:
        raise SettingInvalid(f"{path.parent} cannot be written to ({error.strerror}): check --output.") from error
