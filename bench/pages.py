"""How long the server works for every page of the application over a large ledger.

usage: python bench/pages.py ADDRESS [--runs N] [--only WORD…]

Make the ledger first: `python bench/synthetic.py FILE --follow-ups` makes 20,000 documents with 200,000 statements, in half an hour
and more. The application is served on a free port of this machine and asked as a browser asks: every view with typical
addresses, the largest things of the ledger among them, second pages through their own “next page”. Times are those that
the application tells of itself (the header Server-Timing: from the request to the first byte of the answer), the median
and the worst of N, and the work of the processor in the median. Each address is asked once before it is measured. Of
files only the first byte is waited for. The slowest come first; what is above 300 ms is marked. A page of a record notes that it was
seen, so use a copy of a ledger that matters.
"""

import argparse
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from statistics import median

from sqlalchemy import Connection, func, select

from hoedam.ledger import Ledger
from hoedam.ledger.tables import document, facet, followup, item, record
from hoedam.web import serving
from hoedam.web.options import Options

MOST = 300  # ms
NEXT = re.compile(r'rel="next" href="([^"]+)"')
STATE = "USA"
RARE, COMMON = "%22신규 원전 두 기%22".replace(" ", "+"), "대통령"

LISTS = [
    "/documents", "/documents?kind=joint_statement", "/documents?publisher=외교부&since=2015", "/documents?words=정상회담",
    f"/documents?country={STATE}", "/statements", f"/statements?country={STATE}", "/statements?sector=energy.nuclear",
    f"/statements?country={STATE}&act=request&since=2015", "/statements?publisher=외교부", f"/statements?words={RARE}",
    f"/statements?words={COMMON}", f"/statements?words={COMMON}&order=newest", "/statements?since=2020&until=2020",
    "/utterances", f"/utterances?country={STATE}", f"/utterances?words={COMMON}", "/commitments",
    f"/commitments?owner={STATE}", "/commitments?overdue=1", "/commitments?status=open&sector=energy.nuclear",
    f"/commitments?words={COMMON}", "/meetings", f"/meetings?country={STATE}", "/matters", f"/matters?country={STATE}", "/names",
    "/names?entity_type=person", "/names?words=대통령", f"/search?words={COMMON}", f"/search?words={COMMON}&order=newest",
    f"/search?words={RARE}", f"/search?words={COMMON}+원전", f"/search?words={COMMON}&country={STATE}", "/review",
    "/review?kind=commitment", f"/review?country={STATE}", "/followups", "/history",
]  # fmt: skip
OTHERS = [
    "/", "/commitments/board", f"/commitments/board?country={STATE}", "/history?action=add_document", "/searches", "/settings",
    "/add", "/relations", f"/relations/{STATE}", f"/relations/{STATE}?since=2020", f"/relations/{STATE}/compare",
    f"/relations/{STATE}/events", "/figures", f"/figures?country={STATE}", "/network",
]  # fmt: skip
# last: the server works on at a file whose first byte was all that was waited for
FILES = [
    f"/statements.atom?country={STATE}", "/commitments/deadlines.ics", f"/meetings.xlsx?country={STATE}&since=2022", "/history.jsonl",
    "/documents.csv", "/statements.csv",
]  # fmt: skip
FACETS = {
    "statements": ("country", "speaker", "act", "sector", "form", "kind", "publisher", "state", "doubt"),
    f"statements?country={STATE}": ("speaker", "act", "publisher"), f"search?words={COMMON}": ("country", "kind", "publisher"),
    "commitments": ("owner", "status"), "meetings": ("year",), "names": ("country",), "documents": ("kind", "publisher"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """How long one address took, in milliseconds, or the status of its answer where that was none."""

    address: str
    median: float
    worst: float
    work: float
    status: int


def things(connection: Connection) -> Iterator[str]:
    """The pages of the largest and of the newest of everything."""
    homes = {"statement": "utterances/u", "commitment": "commitments/c", "meeting": "meetings/m", "agreement": "matters/a",
             "body": "matters/b", "project": "matters/p", "entity": "names/n"}  # fmt: skip
    for kind, home in homes.items():
        for order in (item.c.documents.desc(), item.c.id.desc()):
            number = connection.scalar(select(item.c.id).where(item.c.kind == kind).order_by(order, item.c.id).limit(1))
            if number is not None:
                yield f"/{home}{number}"
    told = select(followup.c.earlier).group_by(followup.c.earlier).order_by(func.count().desc(), followup.c.earlier)
    most = connection.scalar(told.limit(1))
    if most is not None:
        made = connection.scalar(select(record.c.item).where(record.c.id == most))
        yield from (f"/records/r{most}", f"/commitments/c{made}")
    newest = connection.scalar(select(func.max(document.c.id)))
    yield from (f"/documents/d{newest}", f"/documents/d{newest}.json", f"/documents/d{newest}/compare/d1")
    spoken = select(func.max(record.c.id)).where(record.c.kind == "statement", record.c.live)
    last = connection.scalar(spoken)
    seen = connection.scalar(select(record.c.revision).where(record.c.id == last))
    yield from (
        f"/records/r{last}",
        f"/review/r{last}",
        f"/review/r{last}/edit",
        f"/review/several?record=r{last}:{seen}",
    )
    folder = connection.scalar(select(record.c.document).where(record.c.id == last))
    yield f"/documents/d{folder}/why/r{last}"
    speaker = select(facet.c.value).where(facet.c.name == "speaker").group_by(facet.c.value)
    busiest = connection.scalar(speaker.order_by(func.count().desc()).limit(1))
    yield from (f"/statements?speaker={busiest}", f"/utterances?speaker={busiest}")


class Browser:
    """What asks a server on this machine, one address after another."""

    def __init__(self, port: int) -> None:
        self._port = port

    def ask(self, address: str, whole: bool = True) -> tuple[int, float, str]:
        """Status, milliseconds that the application tells of itself, and the text where it is a page."""
        connection = HTTPConnection("127.0.0.1", self._port, timeout=120)
        path = "".join(one if one.isascii() else "".join(f"%{byte:02X}" for byte in one.encode()) for one in address)
        connection.request("GET", path, headers={"Accept-Language": "ko"})
        answer = connection.getresponse()
        told = re.search(r"dur=([\d.]+)", answer.headers.get("server-timing", ""))
        page = "html" in answer.headers.get("content-type", "")
        text = answer.read().decode() if whole and page else ""
        connection.close()
        return answer.status, float(told[1]) if told else 0.0, text


def measured(browser: Browser, address: str, runs: int) -> tuple[Asked, str]:
    """An address asked so many times after once, and the page it gave."""
    status, _, text = browser.ask(address)
    times, work = [], []
    for _ in range(runs if status == 200 else 0):
        worked = time.process_time()
        times.append(browser.ask(address)[1])
        work.append((time.process_time() - worked) * 1e3)
    if not times:
        return Asked(address, 0.0, 0.0, 0.0, status), text
    return Asked(address, median(times), max(times), median(work), status), text


def every(browser: Browser, addresses: list[str], runs: int) -> Iterator[Asked]:
    """All addresses, and the page after each list."""
    for address in addresses:
        asked, text = measured(browser, address, runs)
        yield asked
        following = NEXT.search(text)
        if following:
            yield measured(browser, unescape(following[1]), runs)[0]


def show(found: list[Asked]) -> None:
    """The figures, the slowest first, and how many are too slow."""
    print(f"{'median':>8}{'worst':>8}{'work':>8}   ms")
    for one in sorted(found, key=lambda one: -one.median):
        if one.status != 200:
            print(f"{'–':>8}{'–':>8}{'–':>8}   {one.address}  ({one.status})")
            continue
        mark = f"  ← above {MOST}" if one.median > MOST else ""
        print(f"{one.median:>8.0f}{one.worst:>8.0f}{one.work:>8.0f}   {one.address}{mark}")
    slow = sum(one.median > MOST for one in found)
    print(f"{len(found)} addresses, {slow} above {MOST} ms; median of all {median(one.median for one in found):.0f} ms")


def main() -> None:
    """Serve the ledger, ask everything, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("ledger", metavar="ADDRESS", help="a file, or a PostgreSQL database")
    options.add_argument("--runs", type=int, default=5, help="of every address")
    options.add_argument("--only", nargs="*", default=[], metavar="WORD", help="addresses that begin so")
    given = options.parse_args()
    with Ledger.open(given.ledger) as ledger:
        with ledger.read() as connection:
            addresses = [*LISTS, *OTHERS, *things(connection)]
        for given_list, names in FACETS.items():
            path, _, query = given_list.partition("?")
            addresses += [f"/facets/{path}/{name}{'?' if query else ''}{query}" for name in names]
        addresses += FILES
        chosen = [one for one in addresses if not given.only or one.startswith(tuple(given.only))]
        listener = serving.listen("127.0.0.1", 0)
        server = serving.server(ledger, Options())
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            found = []
            for one in every(Browser(listener.getsockname()[1]), chosen, given.runs):
                found.append(one)
                print(f"{one.median:>8.0f}{one.work:>8.0f}   {one.address}", file=sys.stderr, flush=True)  # as it goes
            show(found)
        finally:
            server.should_exit = True
            thread.join()


if __name__ == "__main__":
    main()
