"""Which files to read, and reading one from the disk."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from hoedam.errors import SourceUnreadable

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm")


def find(paths: Iterable[str | Path], suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[Path]:
    """Files as given; the files of folders with these suffixes, subfolders included, in sorted order.

    Raises SourceUnreadable for a path that is not there and a folder without a readable file.
    """
    for given in paths:
        path = Path(given)
        if os.path.isdir(path):  # unlike Path.is_dir, no error for a name that is too long
            yield from _in_folder(path, suffixes)
        elif os.path.exists(path):
            yield path
        else:
            raise SourceUnreadable(f"{path} does not exist: check the path.")


def _in_folder(folder: Path, suffixes: tuple[str, ...]) -> list[Path]:
    try:
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in suffixes and path.is_file())
    except OSError as error:
        raise SourceUnreadable(f"{folder} cannot be listed ({error.strerror}): check its permissions.") from error
    if not files:
        raise SourceUnreadable(f"{folder} holds no readable file: put {', '.join(suffixes)} files there.")
    return files


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises SourceUnreadable with the system's reason."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceUnreadable(f"{path} cannot be read ({reason}): check the path and its permissions.") from error
