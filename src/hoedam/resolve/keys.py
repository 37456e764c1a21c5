"""Blocking keys: which sightings are compared at all.

Two sightings that may be the same thing share a key; keys stay selective because each joins a foreign state, a
fortnight and a word. Korea is in nearly every meeting of Korean coverage, so it makes a key only where it is alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING
from zlib import crc32

from hoedam.resolve.courtesies import courtesies
from hoedam.resolve.days import day
from hoedam.resolve.names import compact, skeleton
from hoedam.resolve.stateless import nameless, persons
from hoedam.resolve.stems import stems, strong

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Sighting

_FORTNIGHT = 14  # days of one window
_REACH = 2  # days by which two dates of one meeting may differ
_MOST = 6  # words of one sighting that make keys
_PAIRED = 7  # words of which two together are a topic without a state
_HOME = "KOR"
_SESSION = re.compile(r"(?:회의|위원회|공동위|협의회|협의체|포럼|대화|실무그룹|작업반)(?:$|[\s,.을를이가은는의에])")
_INITIAL = {"statement": "s", "commitment": "c", "agreement": "a", "body": "b", "project": "p"}


def keys_of(sighting: "Sighting") -> frozenset[str]:
    """The blocking keys of a sighting."""
    if sighting.kind in ("statement", "commitment"):
        return frozenset(_said(sighting))
    if sighting.kind in ("agreement", "body", "project"):
        return frozenset(_matter(sighting))
    if sighting.kind == "meeting":
        return frozenset(_met(sighting))
    return frozenset(_person(sighting) if sighting.kind == "person" else _organization(sighting))


def topics_of(sighting: "Sighting") -> frozenset[str]:
    """What a follow-up shares with what it follows up, without a date: state and word; without a state, a name or two words."""
    if sighting.kind in ("person", "organization") or (sighting.kind == "meeting" and not is_session(sighting.words)):
        return frozenset()
    words = _words(sighting.stems, 12)
    known = states(sighting.countries)
    alone = (*sighting.stems, *sighting.near, *sighting.news) if nameless(sighting) else ()
    named = (*sighting.names, *alone, *sorted(persons(sighting)))
    by_state = {f"t:{state}:{word}" for state in known for word in words}
    both = _words(sighting.stems, _PAIRED) if alone or sighting.kind == "commitment" else ()
    by_words = {f"t:@:{a}:{b}" for a, b in combinations(sorted(both), 2)}
    return frozenset(by_state | by_words | {f"t:@:{word}" for word in _words(named, 24)})


def is_session(words: str) -> bool:
    """Whether words name a meeting of what is set up to meet again and again: 장관회의, 공동위원회, 해사 대화."""
    return bool(_SESSION.search(words))


def states(countries: Iterable[str]) -> list[str]:
    """The states that a key is made with: the foreign ones, else what there is, else `?`."""
    known = sorted(set(countries))
    return [country for country in known if country != _HOME] or known or ["?"]


def windows(date: str | None) -> list[str]:
    """The fortnights that a date may belong to; two dates within four days share one. `?` without a day."""
    known = day(date)
    if known is None:
        return ["?"]
    at = known.toordinal()
    return sorted({str((at - _REACH) // _FORTNIGHT), str((at + _REACH) // _FORTNIGHT)})


def _words(found: Iterable[str], most: int = _MOST) -> list[str]:
    """The beginnings of the telling stems that come first by hash: the same ones whatever else is said."""
    heads = {stem if stem.isdigit() else stem[:2] for stem in found if strong(stem)}
    return sorted(heads, key=lambda head: (crc32(head.encode()), head))[:most]


def _said(sighting: "Sighting") -> Iterator[str]:
    initial, words = _INITIAL[sighting.kind], _words(sighting.stems)
    for state in states(sighting.countries):
        for window in windows(sighting.date):
            yield from (f"{initial}:{state}:{window}:{word}" for word in words)
            yield from (f"{initial}:{state}:{window}:#{kind}" for kind in sorted(courtesies(sighting)))
            if len(words) < 2:  # thanks, a bare consent: nothing but the act to go by
                yield f"{initial}:{state}:{window}:#"
        first = sorted(words[:3])  # whatever the date: the same three words
        if len(words) >= 4:
            yield from (f"{initial}:{state}:~:{a}:{b}" for i, a in enumerate(first) for b in first[i + 1 :])


def _matter(sighting: "Sighting") -> Iterator[str]:
    initial = _INITIAL[sighting.kind]
    found = sighting.stems or stems(sighting.name)
    words = _words(found, 8) or sorted({stem[:2] for stem in found}) or ["#"]
    for state in states(sighting.countries):
        yield from (f"{initial}:{state}:{word}" for word in words)


def _met(sighting: "Sighting") -> Iterator[str]:
    known = day(sighting.date)
    for state in states(sighting.countries):
        if known:
            yield from (f"m:{state}:{window}" for window in windows(sighting.date))
        month = (sighting.date or "?")[:7]
        yield f"m:{state}:{month}"
        if known and known.day in (1, 2):
            yield f"m:{state}:{known.fromordinal(known.toordinal() - 2).isoformat()[:7]}"


def _person(sighting: "Sighting") -> Iterator[str]:
    country = sighting.country or "?"
    for part in (*sighting.name.split(), compact(sighting.name)):
        yield f"n:{country}:{skeleton(part)}"
    if sighting.office and sighting.published:
        yield f"n:{country}:@{compact(sighting.office)}:{sighting.published[:4]}"


def _organization(sighting: "Sighting") -> Iterator[str]:
    yield f"o:{sighting.country or '?'}:{compact(sighting.name)[:4]}"
