"""How well records of different documents are joined, against gold_linking/ and in bulk.

usage: python bench/linking.py [--show] [--set NAME] [--growth] [--write-floors]

Without options, the figures of the gold and of what is set aside, read by the engine; `perfect_…` are those with
statements as the gold has them. Another NAME is a folder of gold_linking/ with copies/ and followups/ of its own.
--growth: made-up ledgers of 1,000, 10,000 and 100,000 statements.
"""

import argparse
import random
import time
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from statistics import mean, quantiles

from hoedam.evaluation.linking import Piece, b_cubed, measure, write_floors
from hoedam.resolve.clusters import Items
from hoedam.resolve.sightings import Party, Sighting, with_keys
from hoedam.rules import load_table

FOLDER = Path(__file__).parents[1] / "gold_linking"
SETS = {"gold": False, "heldout": True}
STATES = 70  # foreign states that the made-up ledger speaks of
COPIES = 5  # reports of each meeting
SAID = 20  # statements of each meeting, of which a report has half
ENDINGS = ("겠다", "기로 했다", "자", "달라", "할 것", "하겠다고 밝혔다")
FRAMES = ("{a} 분야의 {b} 협력을 {c} 함께 확대하", "{c}에 {b} 시설을 {n}곳 세우", "{b} {a} 양해각서를 {n}월까지 체결하",
          "{c}의 {a} 인력 {n}명을 한국에서 교육하", "{a}과 {b}을 잇는 {c} 사업에 {n}만 달러를 지원하")  # fmt: skip


def show(name: str, *, differences: bool) -> None:
    """The figures of one set."""
    result = measure(FOLDER if name in SETS else FOLDER / name, heldout=SETS.get(name, False))
    print(name)
    for figure, value in result.figures.items():
        print(f"  {figure:26}{value:.4f}")
    if differences:
        print("\n".join(result.differences))


def growth(sizes: tuple[int, ...] = (1_000, 10_000, 100_000)) -> None:
    """CPU time, candidates and B-cubed as the ledger grows at the same pace of coverage."""
    print(f"{'statements':>10} {'keys':>6} {'make s':>8} {'join s':>8} {'ms each':>8} {'candidates':>11} {'p95':>5}"
          f" {'most':>6} {'last 1,000':>11} {'P':>7} {'R':>7}")  # fmt: skip
    for size in sizes:
        start = time.process_time()
        made = _ledger(size)
        middle = time.process_time()
        items = Items()
        compared = [items.add(sighting) for _, sighting in made]
        end = time.process_time()
        where = {m.evidence: str(at) for at, group in enumerate(items.groups()) for m in group}
        figures = b_cubed([Piece(gold, where[s.evidence], "") for gold, s in made])
        keys = mean(len(sighting.keys) for _, sighting in made)
        print(f"{size:>10} {keys:>6.1f} {middle - start:>8.1f} {end - middle:>8.1f} {(end - middle) / size * 1000:>8.2f}"
              f" {mean(compared):>11.1f} {quantiles(compared, n=20)[-1]:>5.0f} {max(compared):>6}"
              f" {mean(compared[-1000:]):>11.1f} {figures[0]:>7.4f} {figures[1]:>7.4f}")  # fmt: skip


def _ledger(size: int) -> list[tuple[str, Sighting]]:
    """(utterance, sighting) for a made-up ledger: meetings of 2000 to 2025, each reported five times, words varied."""
    chance = random.Random(size)
    words = _words()
    found: list[tuple[str, Sighting]] = []
    meetings = max(1, size * 2 // (COPIES * SAID))
    for meeting in count():
        if len(found) >= size:
            return sorted(found[:size], key=lambda pair: (pair[1].published or "", pair[1].evidence))
        state = f"X{chance.randrange(STATES):02}"
        day = date(2000, 1, 1) + timedelta(days=round(meeting * 9_400 / meetings))
        found += _meeting(meeting, state, day, words, chance)
    raise AssertionError


def _meeting(
    meeting: int, state: str, day: date, words: list[str], chance: random.Random
) -> list[tuple[str, Sighting]]:
    sides = [
        Party(type="person", name=f"{country} 수반", country=country, office="대통령") for country in ("KOR", state)
    ]
    said = [
        (at, at % 2, chance.choice(FRAMES).format(a=chance.choice(words), b=chance.choice(words), c=chance.choice(words),
                                                  n=chance.randrange(2, 900)))
        for at in range(SAID)
    ]  # fmt: skip
    found = []
    for copy in range(COPIES):
        for at, side, text in sorted(chance.sample(said, SAID // 2)):
            sighting = Sighting(
                kind="statement", local=f"s{at}", document=f"m{meeting}c{copy}", document_kind="news",
                published=(day + timedelta(days=copy % 2)).isoformat(), date=day.isoformat(), date_basis="meeting",
                countries=("KOR", state), words=_varied(text, chance), speakers=(sides[side],), acts=("pledge",),
            )  # fmt: skip
            found.append((f"{meeting}:{at}", with_keys(sighting)))
    return found


def _varied(text: str, chance: random.Random) -> str:
    """A report of a sentence: another ending, now and then a word less or two words changed about."""
    parts = text.split()
    if chance.random() < 0.3:
        parts.pop(chance.randrange(len(parts) - 1))
    if chance.random() < 0.3:
        parts[0], parts[1] = parts[1], parts[0]
    return " ".join(parts) + chance.choice(ENDINGS)


def _words() -> list[str]:
    """The single words of the sector table: what is spoken of at meetings."""
    groups = load_table("ko/sectors.yaml", dict)["groups"]
    return sorted({word for word in _leaves(groups) if word.isalpha() and 2 <= len(word) <= 5})


def _leaves(node: object) -> list[str]:
    if isinstance(node, str):
        return [node] if "가" <= node[:1] <= "힣" else []
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [leaf for child in children for leaf in _leaves(child)]


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", metavar="NAME", help="one set only: gold, heldout, or a folder of gold_linking")
    parser.add_argument("--show", action="store_true", help="list the differences")
    parser.add_argument("--growth", action="store_true", help="made-up ledgers instead of the gold")
    parser.add_argument("--write-floors", action="store_true", help="store the figures, rounded down, as the floors")
    options = parser.parse_args()
    if options.growth:
        growth()
        return
    for name in [options.set] if options.set else SETS:
        show(name, differences=options.show)
    if options.write_floors:
        write_floors(FOLDER)


if __name__ == "__main__":
    main()
