"""A ledger whose writers are killed at any moment: nothing lost, nothing twice, nothing half.

usage: python bench/faults.py [--kills N] [--server ADDRESS]

A child process adds, reads again, checks and signs off, or merges, and is killed (SIGKILL) at a random moment. After
every kill the ledger must verify, and hold every decision that the child had reported as done; at the end a run that
is left alone completes. With --server, on that PostgreSQL database, which is EMPTIED first.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec
from sqlalchemy import func, select, text

from hoedam.errors import DecisionInvalid
from hoedam.ledger import Ledger, documents, merges, review, verify
from hoedam.ledger import address as at
from hoedam.ledger.tables import document, item, record
from hoedam.model import Reading

sys.path.insert(0, str(Path(__file__).parent))
import synthetic

ROOT = Path(__file__).parent.parent
ACTIONS = ("add", "reread", "review", "merge")
DOCUMENTS = 24  # that a whole run of `add` adds, unless told otherwise
LONGEST = 0.8  # seconds after which a child is killed at the latest


def work(address: str, action: str, seed: int, count: int) -> None:
    """What a child does; it reports every decision once it stands."""
    chance = random.Random(seed)
    with Ledger.open(address, create=True) as ledger:
        print("ready", flush=True)
        if action == "add":
            _add(ledger, count)
        else:
            {"reread": _reread, "review": _review, "merge": _merge}[action](ledger, chance)


def _add(ledger: Ledger, count: int) -> None:
    """All documents; some are new versions of others."""
    for reading in synthetic.readings(count):
        if documents.known(ledger, reading.document.id) is None:
            number = int((reading.document.source or "").rpartition("/")[2])
            documents.add(ledger, reading, data=reading.document.text.encode(), address=f"page {number % 20}")


def _reread(ledger: Ledger, chance: random.Random) -> None:
    with ledger.read() as connection:
        readings = {
            number: documents.machine_reading(connection, number)
            for number in connection.scalars(select(document.c.id).order_by(document.c.id))
        }
    for number, reading in readings.items():
        documents.reread(ledger, number, altered(reading, chance))


def altered(reading: Reading, chance: random.Random) -> Reading:
    """The reading as another engine might give it: some statements lost, the others in another order."""
    kept = [one for one in reading.statements if chance.random() < 0.8]
    chance.shuffle(kept)
    ids = {one.id for one in kept}
    said = tuple(one for one in reading.commitments if one.statement in ids)
    engine = msgspec.structs.replace(reading.engine, rules=str(chance.random()))
    return msgspec.structs.replace(reading, statements=tuple(kept), commitments=said, engine=engine)


def _review(ledger: Ledger, chance: random.Random) -> None:
    for number in _some(
        ledger,
        select(record.c.id).where(record.c.kind == "statement", record.c.state == "machine", record.c.live),
        chance,
    ):
        review.accept(ledger, number, "Kim")
        print(f"confirmed {number}", flush=True)
        if chance.random() < 0.5:
            review.sign_off(ledger, number, "Lee")


def _merge(ledger: Ledger, chance: random.Random) -> None:
    for number in _some(ledger, select(item.c.id).where(item.c.kind == "statement"), chance):
        with ledger.read() as connection:
            other = connection.scalar(select(func.max(item.c.id)).where(item.c.kind == "statement", item.c.id < number))
        try:
            if other is not None:
                merges.merge(ledger, other, number, "Kim", "the same words")
        except DecisionInvalid:  # merged, parted or gone since it was chosen
            continue


def _some(ledger: Ledger, chosen: object, chance: random.Random) -> list[int]:
    with ledger.read() as connection:
        numbers = list(connection.scalars(chosen))  # type: ignore[call-overload]
    return chance.sample(sorted(numbers), min(len(numbers), 12))


def run(address: str, kills: int, seed: int = 1, count: int = DOCUMENTS) -> dict[str, int]:
    """Kill that many children, check the ledger after each, and let the work complete; counts of what was done.

    Raises AssertionError where the ledger is not sound or something reported as done is not there.
    """
    chance = random.Random(seed)
    confirmed: set[int] = set()
    _child(address, "add", seed, count, None)
    for round in range(kills):
        action = ACTIONS[round % len(ACTIONS)]
        confirmed |= _child(address, action, seed + round, count, chance.uniform(0, LONGEST))
        check(address, confirmed)
    for action in ACTIONS:
        confirmed |= _child(address, action, seed, count, None)
    check(address, confirmed)
    return {"kills": kills, "confirmed": len(confirmed), "documents": _count(address)}


def _child(address: str, action: str, seed: int, count: int, patience: float | None) -> set[int]:
    """Run a child, kill it after `patience` seconds, and return the records that it reported as confirmed."""
    paths = os.pathsep.join(str(path) for path in (ROOT / "src", ROOT / "bench"))
    command = [sys.executable, __file__, "--work", address, action, str(seed), str(count)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}) as child:
        assert child.stdout
        said = child.stdout.readline()
        if patience is not None:
            time.sleep(patience)
            child.kill()
        said += child.stdout.read()
    assert patience is not None or child.returncode == 0, f"{action} failed when it was left alone"
    return {int(line.split()[1]) for line in said.splitlines() if line.startswith("confirmed ")}


def check(address: str, confirmed: set[int]) -> None:
    """Raises AssertionError where the ledger is not sound, or a confirmed record no longer counts."""
    with Ledger.open(address) as ledger:
        found = list(verify.faults(ledger))
        assert not found, found[:3]
        with ledger.read() as connection:
            live = set(connection.scalars(select(record.c.id).where(record.c.live, record.c.state != "machine")))
        assert confirmed <= live, f"lost: {sorted(confirmed - live)}"


def _count(address: str) -> int:
    with Ledger.open(address) as ledger, ledger.read() as connection:
        return connection.scalar(select(func.count()).select_from(document)) or 0


def emptied(address: str) -> str:
    """A PostgreSQL database without tables."""
    engine = at.connect(address)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return address


def main() -> None:
    """Kill, and print what was done."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--server", metavar="ADDRESS", help="a PostgreSQL database that may be emptied")
    options.add_argument("--work", nargs=4, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.work:
        address, action, *numbers = given.work
        work(address, action, *map(int, numbers))
        return
    with tempfile.TemporaryDirectory() as folder:
        address = emptied(given.server) if given.server else f"{folder}/ledger.sqlite"
        begun = time.perf_counter()
        done = run(address, given.kills)
        print(f"{at.shown(address)}: {done}, {time.perf_counter() - begun:,.0f} s: sound after every kill")


if __name__ == "__main__":
    main()
