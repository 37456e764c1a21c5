"""What the pages of a large ledger ask, and how long each answer takes: anything above 300 ms is marked.

usage: python bench/lists.py ADDRESS [--all] [--runs N] [--only WORD…]

ADDRESS is a ledger that is there (`bench/synthetic.py FILE` makes one). Every list is asked for its count, its first
page of 50 and its facets, with nothing narrowed and narrowed in the ways people do; then what else pages show. Times
are the middle of a few runs: of the clock, and of this process's own work (on SQLite all of it, where others use the
machine). Without --all, only what takes more than 50 ms is printed.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, func, select

from hoedam.ledger import Ledger, about, documents, followups, queries, queue, relation
from hoedam.ledger.filters import Filter
from hoedam.ledger.tables import document, followup, item, record

MOST, WORTH = 300, 50  # ms
FACETS = {
    "statements": ("country", "speaker", "act", "sector", "form", "kind", "publisher", "state", "doubt", "year"),
    "utterances": ("country", "speaker", "act", "sector"),
    "commitments": ("country", "owner", "strength", "status", "sector", "state"),
    "meetings": ("country", "meeting_kind", "year"),
    "matters": ("country", "matter_status", "sector"),
    "names": ("entity_type", "country"),
    "hits": ("country", "sector", "kind", "publisher", "state"),
}
FILTERS = {
    "": Filter(),
    "one state": Filter(country=("USA",)),
    "a sector": Filter(sector=("energy.nuclear",)),
    "a state's asks since 2015": Filter(country=("USA",), act=("request",), since="2015"),
    "one publisher": Filter(publisher=("외교부",)),
    "found by a rare word": Filter(words='"신규 원전 두 기"'),
    "found by a common word": Filter(words="대통령"),
}
SAID = {"overdue": Filter(overdue=True), "pledged": Filter(strength=("pledged",)), "open": Filter(status=("open",))}
Question = tuple[str, Callable[[], Any]]


def questions(connection: Connection) -> Iterator[Question]:
    """Every question with what it is called."""
    for which, names in FACETS.items():
        for label, wanted in (FILTERS | (SAID if which == "commitments" else {})).items():
            yield from _list(connection, which, f"{which} {label}".strip(), wanted, names)
    yield from _review(connection)
    yield from _one(connection)


def _list(connection: Connection, which: str, label: str, wanted: Filter, names: tuple[str, ...]) -> Iterator[Question]:
    yield f"{label}: count", lambda: queries.count(connection, which, wanted)
    yield f"{label}: page", lambda: queries.page(connection, which, wanted)
    if wanted.words and which != "names":
        yield f"{label}: best", lambda: queries.page(connection, which, wanted, order="relevance")
    for name in names:
        yield f"{label}: by {name}", lambda name=name: queries.facet_counts(connection, which, wanted, name)


def _review(connection: Connection) -> Iterator[Question]:
    yield "queue", lambda: queue.queue(connection, limit=50)
    yield "queue of commitments", lambda: queue.queue(connection, queue.Waits("commitment"), limit=50)
    yield "waiting", lambda: queue.waiting(connection)
    yield "waiting commitments", lambda: queue.waiting(connection, queue.Waits("commitment"))
    yield "waiting by country", lambda: queue.waiting_values(connection, "country")
    yield "waiting by doubt", lambda: queue.waiting_values(connection, "doubt")
    yield "queue of one state", lambda: queue.queue(connection, queue.Waits(country="USA"), limit=50)
    yield "proposals", lambda: followups.proposals(connection, limit=50)
    yield "timeline", lambda: relation.timeline(connection, "USA")
    yield "timeline since 2020", lambda: relation.timeline(connection, "USA", Filter(since="2020"))


def _one(connection: Connection) -> Iterator[Question]:
    """The pages of the largest and of ordinary things."""
    for kind in ("statement", "commitment", "agreement", "meeting", "entity"):
        many = select(item.c.id).where(item.c.kind == kind).order_by(item.c.documents.desc(), item.c.id)
        number = connection.scalar(many.limit(1))
        if number is not None:
            yield (
                f"about the largest {kind}",
                lambda kind=kind, number=number: about.about_item(connection, kind, number),
            )
    told = select(followup.c.earlier).group_by(followup.c.earlier).order_by(func.count().desc(), followup.c.earlier)
    most = connection.scalar(told.limit(1))
    if most is not None:
        yield "about the record most followed up", lambda: about.about_record(connection, most)
    last = connection.scalar(select(func.max(record.c.id)).where(record.c.kind == "statement"))
    yield "about a record", lambda: about.about_record(connection, last)
    newest = connection.scalar(select(func.max(document.c.id)))
    yield "about a document", lambda: about.about_document(connection, newest)
    yield "a document's reading", lambda: documents.effective_reading(connection, newest)


def timed(question: Callable[[], Any], runs: int) -> tuple[float, float]:
    """The clock and the work of the middle run, in milliseconds."""
    clock, work = [], []
    for _ in range(runs):
        begun, worked = time.perf_counter(), time.process_time()
        question()
        clock.append((time.perf_counter() - begun) * 1e3)
        work.append((time.process_time() - worked) * 1e3)
    return sorted(clock)[runs // 2], sorted(work)[runs // 2]


def main() -> None:
    """Ask everything, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("ledger", metavar="ADDRESS")
    options.add_argument("--all", action="store_true", help="print what is quick too")
    options.add_argument("--runs", type=int, default=3, help="of every question")
    options.add_argument("--only", nargs="*", default=[], metavar="WORD", help="questions whose name begins so")
    given = options.parse_args()
    with Ledger.open(given.ledger) as ledger, ledger.read() as connection:
        statements = connection.scalar(select(func.count()).where(record.c.kind == "statement", record.c.live))
        asked = slow = 0
        print(f"{ledger.address}: {statements:,} statements\n{'clock':>9}{'work':>9}   ms")
        for label, question in questions(connection):
            if given.only and not label.startswith(tuple(given.only)):
                continue
            clock, work = timed(question, given.runs)
            asked, slow = asked + 1, slow + (work > MOST)
            if given.all or max(clock, work) > WORTH:
                print(f"{clock:>9.1f}{work:>9.1f}   {label}{'  ← slow' if work > MOST else ''}", flush=True)
        print(f"{asked} questions, {slow} above {MOST} ms")


if __name__ == "__main__":
    main()
