"""What searches and lists of a big ledger cost: the size of the index of words, and the time of each question.

usage: python bench/search.py [--documents N] [--ledger ADDRESS] [--server ADDRESS]

A ledger of synthetic readings (bench/synthetic.py) is grown in a SQLite file, or the one of --ledger is asked as it is.
With --server it is copied to that PostgreSQL database (which is EMPTIED first) and asked there too.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import synthetic
from sqlalchemy import Connection, func, select

from hoedam.ledger import Ledger, copying, documents, queries
from hoedam.ledger.filters import Filter
from hoedam.ledger.tables import record, search

WORDS = (
    "협력",
    "원전",
    "항",
    "수소 충전소",
    '"신규 원전 두 기"',
    "원전 -해체",
    "2억",
    "카자흐스탄",
    "대통령",
    "밝혔다",
    "없는말",
)
FILTERS = {
    "all": Filter(),
    "one state": Filter(country=("KAZ",)),
    "one state, pledged, in a sector": Filter(country=("KAZ",), strength=("pledged",), sector=("energy",)),
    "found by a word": Filter(words="원전"),
    "overdue": Filter(overdue=True),
}
RUNS = 5


def main() -> None:
    """Grow or open a ledger, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=1_000, help="how many to grow to")
    options.add_argument("--ledger", help="a ledger that is there already")
    options.add_argument("--server", help="a PostgreSQL database that may be emptied")
    given = options.parse_args()
    with nullcontext(given.ledger) if given.ledger else tempfile.TemporaryDirectory() as folder:
        file = given.ledger or str(Path(folder) / "search.sqlite")
        with Ledger.open(file, create=True) as ledger:
            if not given.ledger:
                grow(ledger, given.documents)
            ask(ledger, "sqlite")
            if given.server:
                with Ledger.open(given.server, create=True) as target:
                    copying.copy(ledger, target, replace=True)
                    ask(target, "postgresql")


def grow(ledger: Ledger, count: int) -> None:
    """Add synthetic documents."""
    for reading in synthetic.readings(count):
        documents.add(ledger, reading, address=reading.document.source)


def ask(ledger: Ledger, name: str) -> None:
    """Print sizes, then the time of every question: the middle of a few runs."""
    with ledger.read() as connection:
        total = connection.scalar(select(func.count()).select_from(search))
        letters = connection.scalar(select(func.sum(func.length(search.c.words) + func.length(search.c.names))))
        statements = connection.scalar(select(func.count()).where(record.c.kind == "statement", record.c.live))
        print(f"{name}: {statements:,} statements, {total:,} records that can be found, {letters:,} characters")
        print(f"  index {index_size(connection) / 1e6:,.1f} MB, ledger {copying.size(ledger) / 1e6:,.1f} MB")
        print(f"  {'search':<34}{'found':>9}{'count':>9}{'best 50':>9}{'newest':>9}{'by state':>9}   ms")
        for words in WORDS:
            print(line(connection, "hits", words, Filter(words=words), relevance=True))
        print(f"  {'commitments':<34}{'found':>9}{'count':>9}{'best 50':>9}{'newest':>9}{'by state':>9}   ms")
        for label, wanted in FILTERS.items():
            print(line(connection, "commitments", label, wanted, relevance=bool(wanted.words)))


def line(connection: Connection, which: str, label: str, wanted: Filter, *, relevance: bool) -> str:
    """One question in its four forms."""
    found, counted = timed(lambda: queries.count(connection, which, wanted))
    best = timed(lambda: queries.page(connection, which, wanted, order="relevance"))[1] if relevance else 0.0
    newest = timed(lambda: queries.page(connection, which, wanted))[1]
    facets = timed(lambda: queries.facet_counts(connection, which, wanted, "country"))[1]
    return f"  {label:<34}{found:>9,}{counted:>9.1f}{best:>9.1f}{newest:>9.1f}{facets:>9.1f}"


def timed(question: Callable[[], Any]) -> tuple[Any, float]:
    """The answer, and the middle of a few runs in milliseconds."""
    times = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        answer = question()
        times.append((time.perf_counter() - begun) * 1e3)
    return answer, sorted(times)[RUNS // 2]


def index_size(connection: Connection) -> int:
    """Bytes of the index of words."""
    if connection.dialect.name == "sqlite":
        data = connection.exec_driver_sql("SELECT sum(length(block)) FROM search_bigrams_data").scalar()
        sizes = connection.exec_driver_sql("SELECT sum(length(sz)) FROM search_bigrams_docsize").scalar()
        return int(data or 0) + int(sizes or 0)
    return int(connection.exec_driver_sql("SELECT pg_total_relation_size('search_bigrams')").scalar() or 0)


if __name__ == "__main__":
    main()
