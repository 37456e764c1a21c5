"""What a ledger costs as it grows: the time to add one more document, and its size.

usage: python bench/ledger.py [--quick] [--json] [--server ADDRESS] [--keep FILE] [--at ADDRESS]

Synthetic readings are added to a SQLite ledger (bench/synthetic.py); at 1,000, 10,000, 100,000 and 200,000 statements
a dozen more are added one by one, and timed. With --server, the ledger is copied to that PostgreSQL database each
time (which is EMPTIED first), and the same documents are added there. Reading a document is not part of it. With --at, only
a ledger that is there already (of `bench/synthetic.py`) is measured, by adding a dozen documents to it.
"""

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path

import synthetic
from sqlalchemy import func, select

from hoedam.ledger import Ledger, copying, documents
from hoedam.ledger.tables import document, record
from hoedam.model import Reading

SIZES = (1_000, 10_000, 100_000, 200_000)
MORE = 12  # documents that are timed at each size
FAR = 10_000_000  # numbers of documents that are added only to be timed


@dataclass(frozen=True, slots=True)
class Figure:
    """One point of the curve; `grown` is None for a ledger that was copied, not grown."""

    database: str
    statements: int
    documents: int
    median: float  # seconds to add one more document
    most: float
    work: float  # CPU seconds of this process for the same, in the middle
    size: float  # MB
    grown: float | None  # seconds to add all documents since the point before


def curve(file: Path, server: str | None, sizes: tuple[int, ...]) -> Iterator[Figure]:
    """The points, as they are reached."""
    number, begun = 0, time.perf_counter()
    with Ledger.open(str(file), create=True) as ledger:
        for size in sizes:
            while _statements(ledger) < size:
                for reading in synthetic.readings(50, number):
                    documents.add(ledger, reading, address=reading.document.source)
                number += 50
            grown = time.perf_counter() - begun
            if server:
                yield _copied(ledger, server, number)
            yield _point("sqlite", ledger, number, grown)
            begun = time.perf_counter()


def at(address: str, server: str | None) -> Iterator[Figure]:
    """The point of a ledger as it is."""
    with Ledger.open(address) as ledger:
        with ledger.read() as connection:
            number = connection.scalar(select(func.count()).select_from(document)) or 0
        if server:
            yield _copied(ledger, server, number)
        yield _point(ledger.engine.dialect.name, ledger, number, None)


def _copied(ledger: Ledger, server: str, number: int) -> Figure:
    with Ledger.open(server, create=True) as target:
        begun = time.perf_counter()
        copying.copy(ledger, target, replace=True)
        print(f"copied to the server in {time.perf_counter() - begun:,.0f} s", file=sys.stderr)
        return _point("postgresql", target, number, None)


def _point(name: str, ledger: Ledger, number: int, grown: float | None) -> Figure:
    statements = _statements(ledger)
    times = [_timed(ledger, reading) for reading in synthetic.readings(MORE, FAR + number)]
    clock, work = [one for one, _ in times], [one for _, one in times]
    size = copying.size(ledger) / 1e6
    return Figure(name, statements, number, statistics.median(clock), max(clock), statistics.median(work), size, grown)


def _timed(ledger: Ledger, reading: Reading) -> tuple[float, float]:
    begun, worked = time.perf_counter(), time.process_time()
    documents.add(ledger, reading, address=reading.document.source)
    return time.perf_counter() - begun, time.process_time() - worked


def _statements(ledger: Ledger) -> int:
    with ledger.read() as connection:
        return connection.scalar(select(func.count()).where(record.c.kind == "statement")) or 0


def show(figure: Figure) -> None:
    """One line of the table, as soon as it is known."""
    grown = f"{figure.grown:>9,.0f} s" if figure.grown is not None else ""
    print(
        f"{figure.database:<11} {figure.statements:>8,} statements {figure.documents:>7,} documents "
        f"{figure.median * 1e3:>7,.0f} ms (most {figure.most * 1e3:,.0f}, work {figure.work * 1e3:,.0f}) {figure.size:>8,.1f} MB {grown}".rstrip(),
        flush=True,
    )


def main() -> None:
    """Grow a ledger, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="up to 10,000 statements: a few minutes")
    options.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options.add_argument("--server", metavar="ADDRESS", help="a PostgreSQL database that may be emptied")
    options.add_argument("--at", metavar="ADDRESS", help="measure this ledger, of either database, as it is")
    options.add_argument("--keep", type=Path, metavar="FILE", help="grow this ledger, and leave it there")
    given = options.parse_args()
    found: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() if not given.keep else nullcontext() as folder:
        file = given.keep or Path(folder) / "ledger.sqlite"
        points = (
            at(given.at, given.server) if given.at else curve(file, given.server, SIZES[:2] if given.quick else SIZES)
        )
        for figure in points:
            found.append(asdict(figure))
            if not given.json:
                show(figure)
    if given.json:
        print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
