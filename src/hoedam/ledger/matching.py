"""Which records of a newer reading are those of an older one: the same kind over the same words.

A record keeps its number and its id within the document as long as its words are read as the same kind of record;
what a person said of it stays with it. In a newer version of a document words stand elsewhere: there only words that
each of the two has once say which record is meant.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from hoedam.ledger.records import HOMES, local_id, main_span, records_of, renamed
from hoedam.model import Reading, Record


@dataclass(frozen=True, slots=True)
class Known:
    """A record that the ledger has: its kind, id within the document, and the place of its words (code points)."""

    kind: str
    local: str
    start: int | None
    end: int | None


def aligned(reading: Reading, known: Iterable[Known]) -> Reading:
    """The reading with the ids of the known records for those that are the same, and fresh ids for the others."""
    known = list(known)
    names = _names(list(records_of(reading)), known)
    changed = {
        field: tuple(renamed(record, names) for record in getattr(reading, field))
        for field in [home for home, _ in HOMES.values()] + ["issues"]
    }
    return msgspec.structs.replace(reading, **changed)


def twins(newer: Mapping[int, Hashable], older: Mapping[int, Hashable]) -> dict[int, int]:
    """Newer → older, of those that alone have what they are known by, on either side."""
    once = {mark for mark, count in Counter(newer.values()).items() if count == 1}
    once &= {mark for mark, count in Counter(older.values()).items() if count == 1}
    old = {mark: number for number, mark in older.items() if mark in once}
    return {number: old[mark] for number, mark in newer.items() if mark in once}


def _names(records: list[tuple[str, Record]], known: list[Known]) -> dict[str, str]:
    """New id → the id it shall have: first those over exactly the same words, then those over most of them."""
    names: dict[str, str] = {}
    left: dict[tuple[str, int | None, int | None], list[Known]] = {}
    for one in known:
        left.setdefault((one.kind, one.start, one.end), []).append(one)
    for kind, record in records:
        span = main_span(record)
        if same := left.get((kind, span.start, span.end)) if span else None:
            names[local_id(record)] = same.pop(0).local
    rest = [one for group in left.values() for one in group]
    for kind, record in records:
        if local_id(record) not in names and (best := _best(kind, record, rest)):
            rest.remove(best)
            names[local_id(record)] = best.local
    return names | _fresh_names([local_id(record) for _, record in records if local_id(record) not in names], known)


def _fresh_names(locals: list[str], known: list[Known]) -> dict[str, str]:
    taken = {one.local for one in known}
    names = {}
    for local in locals:
        names[local] = fresh(local.rstrip("0123456789"), taken)
        taken.add(names[local])
    return names


def _best(kind: str, record: Record, known: list[Known]) -> Known | None:
    """The known record that shares most of the words: at least half of the longer of the two."""
    span = main_span(record)
    if span is None:
        return None
    shares = [(_shared(span.start, span.end, one), one) for one in known if one.kind == kind]
    share, best = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return best if share >= 0.5 else None


def _shared(start: int, end: int, one: Known) -> float:
    """Share of the longer of two stretches that both cover."""
    if one.start is None or one.end is None:
        return 0.0
    both = min(end, one.end) - max(start, one.start)
    return max(both, 0) / max(end - start, one.end - one.start, 1)


def fresh(letters: str, taken: Iterable[str]) -> str:
    """An id that no record of the document has: `s12`."""
    numbers = (id.removeprefix(letters) for id in taken if id.startswith(letters))
    return f"{letters}{1 + max((int(number) for number in numbers if number.isdecimal()), default=0)}"
