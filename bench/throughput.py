"""What a reading costs, measured against the analyser's own floor.

usage: python bench/throughput.py [--quick] [--json] [--only NAME…]

NAME: ratio, workers, memory, start, cold, documents, long, hostile (all of them by default; see bench/README.md).
The text is the bundled samples and the gold documents that are not held out. Nothing here fails: figures depend on
the machine and on what else runs on it, so they are compared with the goals by people (`met`), not by tests.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from hoedam.errors import SourceUnreadable
from hoedam.extract.entities import read_entities
from hoedam.extract.pipeline import ANALYSED
from hoedam.extract.sectors import sector_hits
from hoedam.extract.times import read_times
from hoedam.language.ko import analyser
from hoedam.language.ko.marks import read_marks
from hoedam.model import Block, Document
from hoedam.reader import Reader, load

ROOT = Path(__file__).parent.parent
CHARACTERS = 300_000
COLD = """
import sys, time
from kiwipiepy import Kiwi
kiwi = Kiwi(num_workers=1, load_multi_dict=False)
list(kiwi.tokenize(["회담을 열었다."]))
loaded = time.process_time()
from hoedam.language.ko import analyser
analyser._kiwi = lambda: kiwi
from hoedam.cli.main import main
main(sys.argv[1:], standalone_mode=False)
print(loaded, time.process_time() - loaded, file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `met` is None where there is no goal."""

    name: str
    value: float
    unit: str
    goal: str = ""
    met: bool | None = None


def corpus() -> list[bytes]:
    """The documents, each once: bundled samples, and gold that is not set aside."""
    gold = [path for path in (ROOT / "gold").glob("*/*.md") if path.parent.name != "heldout"]
    samples = [path for path in (ROOT / "src/hoedam/samples").glob("*.md") if path.name != "README.md"]
    return [path.read_bytes() for path in [*sorted(samples), *sorted(gold)]]


def size(document: bytes) -> int:
    """Characters of a document's canonical text."""
    return len(load(document).text)


def repeated(documents: list[bytes], characters: int) -> list[bytes]:
    """The documents, again and again, until they hold that many characters."""
    rounds = -(-characters // sum(map(size, documents)))
    return documents * rounds


def paragraphs(document: bytes) -> list[str]:
    """What the analyser gets to see of a document."""
    read = load(document)
    return [read.text[b.start : b.end] for b in read.blocks if b.kind in ANALYSED]


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds of this process, all its threads, that the action takes."""
    begun = time.process_time()
    action()
    return time.process_time() - begun


def wall(command: list[str]) -> float:
    """Seconds on the clock that a process takes from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=ROOT)
    return time.perf_counter() - begun


def ratio(quick: bool) -> Iterator[Figure]:
    """The whole reading against the analyser alone: document by document in turn, so that both meet the same noise."""
    documents = repeated(corpus(), CHARACTERS // 4 if quick else CHARACTERS)
    pieces = [paragraphs(document) for document in documents]
    reader, kiwi = Reader(), analyser._kiwi()
    alone, whole = [], []
    for _ in range(3 if quick else 5):
        alone.append(0.0)
        whole.append(0.0)
        for document, piece in zip(documents, pieces, strict=True):
            alone[-1] += cpu(lambda: list(kiwi.tokenize(piece)))  # noqa: B023
            whole[-1] += cpu(lambda: reader.read(document))  # noqa: B023
    total = sum(map(size, documents))
    rounds = sorted(w / a for w, a in zip(whole, alone, strict=True))
    best = min(whole) / min(alone)
    yield Figure("characters read", total, "")
    yield Figure("the analyser alone", min(alone) / total * 1e6, "µs/character")
    yield Figure("the whole reading", min(whole) / total * 1e6, "µs/character")
    yield Figure("the whole reading", total / min(whole), "characters/CPU s")
    yield Figure("reading : analyser", best, "×", "≤ 1.5 (aim 1.25)", best <= 1.5)
    yield Figure("reading : analyser, median round", rounds[len(rounds) // 2], "×")


def workers(quick: bool) -> Iterator[Figure]:
    """Two workers against one, on the clock, both warm."""
    documents = repeated(corpus(), CHARACTERS // 2 if quick else CHARACTERS * 2)
    times = {1: [], 2: []}
    for _ in range(2 if quick else 3):
        for count, found in times.items():
            found.append(_warm_pass(documents, count))
    gain = min(times[1]) / min(times[2])
    yield Figure("one worker", sum(map(size, documents)) / min(times[1]), "characters/s")
    yield Figure("two workers", sum(map(size, documents)) / min(times[2]), "characters/s")
    yield Figure("two workers : one", gain, "×", "≥ 1.8", gain >= 1.8)


def _warm_pass(documents: list[bytes], count: int) -> float:
    """Seconds for the documents, once every worker has loaded the analyser."""
    warming = 16 * count
    outcomes = Reader().read_many([*documents[:warming], *documents], count)
    for _ in range(warming):
        next(outcomes)
    begun = time.perf_counter()
    for _ in outcomes:
        pass
    return time.perf_counter() - begun


def memory(quick: bool) -> Iterator[Figure]:
    """The most that any process took that read the documents."""
    documents = repeated(corpus(), CHARACTERS // 4 if quick else CHARACTERS)
    for _ in Reader().read_many(documents, 2):
        pass
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Figure("peak memory of a worker", peak, "MB", "< 900", peak < 900)


def start(quick: bool) -> Iterator[Figure]:
    """Commands that need no analysis."""
    for words in (["--help"], ["rules"], ["read", "--help"]):
        took = min(wall([sys.executable, "-m", "hoedam", *words]) for _ in range(3 if quick else 10))
        yield Figure(f"hoedam {' '.join(words)}", took, "s", "< 0.4", took < 0.4)


def cold(quick: bool) -> Iterator[Figure]:
    """One `hoedam read` of a short story in a new process, which loads the analyser first and says what that took.

    CPU time, since the clock doubles when somebody else works; with the modules compiled, as pip leaves them.
    """
    story = min(corpus(), key=lambda document: abs(size(document) - 1200))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.md"
        path.write_bytes(story)
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = folder
        command = [sys.executable, "-c", COLD, "read", str(path), "--format", "json"]
        told = [_told(command, environment) for _ in range(4 if quick else 12)][1:]  # the first compiles the modules
    load, beyond = min(load for load, _ in told), min(beyond for _, beyond in told)
    yield Figure("loading the analyser", load, "CPU s")
    yield Figure(f"cold read of {size(story)} characters beyond it", beyond, "CPU s", "< 0.5", beyond < 0.5)
    yield Figure("the same, median run", sorted(beyond for _, beyond in told)[len(told) // 2], "CPU s")


def _told(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """The two figures that a process writes on stderr."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    load, beyond = map(float, done.stderr.split())
    return load, beyond


def documents(quick: bool) -> Iterator[Figure]:
    """What a character costs in the first of many documents, and in the last of ten thousand."""
    reader = Reader()
    reader.read(corpus()[0])
    for count in (1, 10, 100) if quick else (1, 10, 100, 1_000, 10_000):
        batch = list(islice(cycle(corpus()), count))
        took = cpu(lambda: [reader.read(document) and None for document in batch])  # noqa: B023
        yield Figure(f"{count} documents", took / sum(map(size, batch)) * 1e6, "µs/character")
    yield Figure("memory after them", _resident(), "MB")


def _resident() -> float:
    """Megabytes this process holds now (0 where the system does not say)."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if statm.exists() else 0.0


def long(quick: bool) -> Iterator[Figure]:
    """What a character costs in one document of growing size, in paragraphs and on one line."""
    Reader().read(corpus()[0])  # the first reading loads the analyser
    for between, shape, sizes in (
        ("\n\n", "in paragraphs", (10_000, 100_000, 1_000_000)),
        (" ", "on one line", (10_000, 100_000, 1_000_000, 5_000_000)),
    ):
        for weight in sizes[:2] if quick else sizes:
            text = one_document(between, weight)
            took = cpu(lambda: Reader().read(text.encode()))  # noqa: B023
            yield Figure(f"{weight / 1e6:g} MB {shape}", took / len(text) * 1e6, "µs/character")


def one_document(between: str, weight: int) -> str:
    """The paragraphs of all documents as one of `weight` bytes."""
    pieces = [piece for document in corpus() for piece in paragraphs(document)]
    once = between.join(pieces) + between
    text = once * -(-weight // len(once.encode()))
    return text.encode()[:weight].decode("utf-8", "ignore")


def _paragraph(text: str) -> Document:
    return Document(
        id="d",
        kind="news",
        language="ko",
        text=text,
        blocks=(Block(id="b1", kind="paragraph", start=0, end=len(text)),),
    )


def _read_source(text: str) -> None:
    with suppress(SourceUnreadable):
        load(text.encode())


# what each step is fed again and again: the beginnings of what it looks for, which never end
HOSTILE: dict[str, tuple[Callable[[str], object], list[str]]] = {
    "sources": (_read_source, ['"', "“‘「[(", "가나다 ", "**가 ", "[가](", "![", "<p ", "<!-- -->", "a@b.", "2021.08.17. ",
                               "(", "e\u0301\u0316", "\\", "&#", "- "]),
    "marks": (read_marks, ['"', "“", "”", "‘", "“가”", "가. ", "그는 “가", "가”고 ", "「", "… "]),
    "entities": (lambda text: read_entities(_paragraph(text)),
                 ["한-", "(", "「", "대통령 ", "김 총리와 ", "토카예프 ", "가", "푹 주석은 ", "김민수·", "러 부부장 ", "대통령님 "]),
    "times": (lambda text: read_times(_paragraph(text), []),
              ["1", "1 ", "'2", "1~", "1.", "지난 ", "4일", "2021년 ", "17일~", "'21년 ", "1,", "한 "]),
    "sectors": (sector_hits, ["전력 및 ", "·", "수소"]),
}  # fmt: skip


def hostile(quick: bool) -> Iterator[Figure]:
    """What a character costs in a run of one thing, against a run of an eighth of it: 1 is even, 8 is quadratic."""
    length = 5_000 if quick else 20_000
    for step, (action, units) in HOSTILE.items():
        action(units[0])  # the first call loads the tables
        for unit in units:
            short, long_ = (unit * (weight // len(unit)) for weight in (length, 8 * length))
            few, many = (min(cpu(lambda: action(text)) for _ in range(3)) for text in (short, long_))  # noqa: B023
            yield Figure(f"{step}: {unit!a}" if "\u0301" in unit else f"{step}: {unit!r}",
                         many / len(long_) / max(few / len(short), 1e-9), "×")  # fmt: skip


PARTS = {part.__name__: part for part in (ratio, workers, memory, start, cold, documents, long, hostile)}


def show(part: str, figure: Figure) -> None:
    """One line of the table, as soon as it is known."""
    value = f"{figure.value:,.0f}" if figure.value >= 1000 else f"{figure.value:.3g}"
    goal = f"{figure.goal}: {'met' if figure.met else 'not met'}" if figure.goal else ""
    print(f"{part:<10} {figure.name:<38} {value:>10} {figure.unit:<17} {goal}".rstrip(), flush=True)


def main() -> None:
    """Measure the parts asked for, and print the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="less text and fewer rounds: one minute, not fifteen")
    options.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="NAME")
    given = options.parse_args()
    found: dict[str, list[dict[str, object]]] = {}
    for part in given.only:
        for figure in PARTS[part](given.quick):
            found.setdefault(part, []).append(asdict(figure))
            if not given.json:
                show(part, figure)
    if given.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
