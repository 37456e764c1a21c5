"""Ledgers that several tests fill."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from hoedam.ledger import Ledger, documents
from hoedam.model import Reading
from hoedam.reader import Reader

SAMPLES = Path(__file__).parents[1] / "src" / "hoedam" / "samples"


@cache
def sample(name: str) -> Reading:
    """The reading of a bundled sample: `2022-readout`."""
    return Reader().read(SAMPLES / f"{name}.md")


def sample_names() -> list[str]:
    """The bundled samples in the order of their names."""
    return sorted(path.stem for path in SAMPLES.glob("20*.md"))


def fill(ledger: Ledger) -> None:
    """Add all samples."""
    for name in sample_names():
        documents.add(ledger, sample(name), data=(SAMPLES / f"{name}.md").read_bytes(), address=f"{name}.md")


def in_one_file(ledger: Ledger) -> bytes:
    """The file of a ledger on SQLite, with what waits beside it taken in."""
    with ledger.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert ledger.file
    return ledger.file.read_bytes()


@contextmanager
def copied(file: bytes, folder: Path) -> Iterator[Ledger]:
    """A ledger of its own in a folder, from the file of another."""
    path = folder / "desk.sqlite"
    path.write_bytes(file)
    with Ledger.open(str(path)) as opened:
        yield opened
