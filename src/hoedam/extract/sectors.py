"""Sectors: which fields of policy the words of a text speak of (definitions, section 9).

The table `ko/sectors.yaml` lists groups (`minerals`), their leaves (`minerals.rare_earths`) and the terms of each.
One lexicon pass finds the terms, longest first, so that 경제안보 is not 안보. Handled: 재생 에너지/재생에너지 (a space
in a term is optional), 소비자 (words that only hold a term), 통상 3개월 (guards), 에너지부 장관 (offices).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import Literal

import msgspec

from hoedam.extract.patterns import compiled
from hoedam.language.lexicon import Lexicon
from hoedam.rules.loader import load_table

_TABLE = "ko/sectors.yaml"
_REACH = 12  # how many characters before a term a guard may look at


class Sector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A leaf: its labels, nearest OECD CRS purpose code and PLOVER context, and the terms that support it."""

    ko: str
    en: str
    crs: str
    plover: str
    terms: list[str]
    examples: list[str]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group; its own `terms` say the group and no leaf of it."""

    ko: str
    en: str
    crs: str
    plover: str
    terms: list[str]
    examples: list[str]
    leaves: dict[str, Sector]


class Guard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a term does not count: after text that ends in `not_before`, before text that begins with `not_after`."""

    id: str
    source: str
    terms: list[str]
    examples: list[str]
    counterexamples: list[str]
    not_before: str = ""
    not_after: str = ""


class Silent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that hold a term by chance (소비자) or name no field: found first, they say nothing."""

    id: str
    source: str
    words: list[str]
    counterexamples: list[str]


class Offices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What makes an office of the term before it (에너지부, 통상교섭본부장); `after` is a regex on what follows."""

    source: str
    after: str
    examples: list[str]
    counterexamples: list[str]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `ko/sectors.yaml`."""

    sources: dict[str, str]
    groups: dict[str, Group]
    silent: list[Silent]
    guards: list[Guard]
    offices: Offices


class _Meaning(msgspec.Struct, frozen=True):
    ids: tuple[str, ...]
    latin: bool
    guard: Guard | None


@lru_cache(maxsize=1)
def table() -> Table:
    """The table of sectors, loaded on first use."""
    return load_table(_TABLE, Table)


@lru_cache(maxsize=1)
def _sectors() -> dict[str, Group | Sector]:
    """Every group and leaf by id, in the table's order."""
    found: dict[str, Group | Sector] = {}
    for name, group in table().groups.items():
        found[name] = group
        found.update((f"{name}.{leaf}", sector) for leaf, sector in group.leaves.items())
    return found


def all_sectors() -> tuple[str, ...]:
    """The ids of all groups and leaves; a group stands before its leaves."""
    return tuple(_sectors())


def label(id: str, lang: Literal["ko", "en"]) -> str:
    """The sector's name in Korean or English. Raises KeyError on an id that is not in the table."""
    sector = _sectors()[id]
    return sector.ko if lang == "ko" else sector.en


def spellings(term: str) -> Iterator[str]:
    """The forms of a term: a space in it may be left out."""
    words = term.split(" ")
    for joints in product((" ", ""), repeat=len(words) - 1):
        yield words[0] + "".join(joint + word for joint, word in zip(joints, words[1:], strict=True))


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon[_Meaning | None]:
    """All terms with what they mean; None for the words that say nothing."""
    ids: dict[str, tuple[str, ...]] = {}
    for name, sector in _sectors().items():
        for form in (form for term in sector.terms for form in spellings(term)):
            ids[form] = (*(id for id in ids.get(form, ()) if id != name), name)
    guards = {form: guard for guard in table().guards for term in guard.terms for form in spellings(term)}
    words: dict[str, _Meaning | None] = {
        form: _Meaning(of, form[0].isascii() or form[-1].isascii(), guards.get(form)) for form, of in ids.items()
    }
    words.update((form, None) for rule in table().silent for word in rule.words for form in spellings(word))
    return Lexicon(words.items())


@lru_cache(maxsize=1)
def _office() -> re.Pattern[str]:
    return re.compile(table().offices.after)


def _counts(text: str, start: int, end: int, meaning: _Meaning) -> bool:
    """Whether the term at start..end means its field here."""
    if meaning.latin and not _alone(text, start, end):
        return False
    if meaning.guard and _guarded(text, start, end, meaning.guard):
        return False
    return _office().match(text, end) is None


def _guarded(text: str, start: int, end: int, guard: Guard) -> bool:
    """Whether the text around a term says that it does not count."""
    if guard.not_after and compiled(guard.not_after).match(text, end):
        return True
    before = guard.not_before and compiled(f"(?:{guard.not_before})$").search(text[max(0, start - _REACH) : start])
    return bool(before)


def _alone(text: str, start: int, end: int) -> bool:
    """Whether a term with Latin letters at an end is not part of a longer Latin word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    left = text[start].isascii() and before.isascii() and before.isalnum()
    right = text[end - 1].isascii() and after.isascii() and after.isalnum()
    return not (left or right)


def sector_hits(text: str) -> list[tuple[int, int, str]]:
    """(start, end, sector id) of every term in the text, left to right; a term of two sectors stands twice."""
    return list(_hits(text)[1])


@lru_cache(maxsize=4)
def _hits(text: str) -> tuple[list[int], list[tuple[int, int, str]]]:
    """The starts of all hits, and the hits; kept for the last few texts, because acts ask one document many times."""
    hits = [
        (start, end, id)
        for start, end, meaning in _lexicon().find(text)
        if meaning is not None and _counts(text, start, end, meaning)
        for id in meaning.ids
    ]
    return [hit[0] for hit in hits], hits


def sectors_in(text: str, start: int, end: int) -> tuple[str, ...]:
    """The most specific sectors that the words text[start:end] support, in the order of the words."""
    starts, hits = _hits(text)
    inside = hits[bisect_left(starts, start) : bisect_left(starts, end)]
    return _specific(id for _, last, id in inside if last <= end)


def _specific(ids: Iterable[str]) -> tuple[str, ...]:
    """Without duplicates, and without a group of which a leaf is there."""
    found = dict.fromkeys(ids)
    covered = {id.partition(".")[0] for id in found if "." in id}
    return tuple(id for id in found if id not in covered)
