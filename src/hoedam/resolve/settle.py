"""What an item says, where its reports differ: the official source, else who is certain, else the majority.

Every answer names the sightings that it rests on and those that say otherwise; no variant is lost.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, Literal, NamedTuple, TypeVar

import msgspec

from hoedam.resolve.names import same_party
from hoedam.resolve.sightings import Party, Sighting

How = Literal["official", "certain", "majority", "only"]
T = TypeVar("T")


class Point(msgspec.Struct, Generic[T], frozen=True, omit_defaults=True):
    """One thing settled: `by` and `against` are evidence keys (`document#local`); both empty where nobody says it."""

    value: T
    by: tuple[str, ...]
    how: How
    against: tuple[str, ...] = ()


class Settled(msgspec.Struct, frozen=True):
    """What a group says; `certain` is false where no document names the speaker without doubt."""

    speakers: Point[tuple[Party, ...]]
    acts: Point[tuple[str, ...]]
    words: Point[str]
    date: Point[str | None]
    owner: Point[tuple[str, ...]]
    strength: Point[str | None]
    name: Point[str]
    office: Point[str | None]
    sectors: Point[tuple[str, ...]]
    certain: bool


def settle(group: Sequence[Sighting]) -> Settled:
    """What a group of sightings of one thing says, point by point. The group must not be empty."""
    members = sorted(group, key=lambda member: member.evidence)
    acts, sectors = _told_once(members, "acts"), _told_once(members, "sectors")
    return Settled(
        speakers=_speakers(members),
        acts=_point(members, lambda s: acts[s.document], frozenset),
        words=_point(members, lambda s: s.words, lambda words: words),
        date=_point(members, lambda s: s.date, lambda value: value),
        owner=_point(members, lambda s: s.owner, frozenset),
        strength=_point(members, lambda s: s.strength, lambda value: value),
        name=_point(members, lambda s: s.name, lambda name: name),
        office=_point(members, lambda s: s.office, lambda value: value),
        sectors=_point(members, lambda s: sectors[s.document], frozenset),
        certain=any(member.certain and member.speakers for member in members),
    )


def _told_once(members: Sequence[Sighting], name: str) -> Mapping[str, tuple[str, ...]]:
    """What all members of a document say, by document: a report in two sentences has the acts of both."""
    whole: dict[str, dict[str, None]] = defaultdict(dict)
    for member in members:
        whole[member.document] |= dict.fromkeys(getattr(member, name))
    return {document: tuple(told) for document, told in whole.items()}


def _speakers(members: Sequence[Sighting]) -> Point[tuple[Party, ...]]:
    """The speaker: whoever is named without doubt outranks a doubt, even an official one."""
    sure = [member for member in members if member.certain and member.speakers]
    doubtful = any(not member.certain or not member.speakers for member in members)
    keys = _party_keys(members)
    chosen = _point(sure or members, lambda s: s.speakers, keys.__getitem__)
    agree, by = keys[chosen.value], set(chosen.by)
    against = tuple(m.evidence for m in members if m.evidence not in by and keys[m.speakers] != agree)
    how: How = "certain" if sure and doubtful and chosen.how != "official" else chosen.how
    return Point(chosen.value, chosen.by, how, against)


def _party_keys(members: Sequence[Sighting]) -> Mapping[tuple[Party, ...], Hashable]:
    """For the speakers of each member the first in the group that they are the same as: spellings count as one."""
    different = dict.fromkeys(member.speakers for member in members)
    return {parties: next(others for others in different if _same(parties, others)) for parties in different}


def _same(parties: tuple[Party, ...], others: tuple[Party, ...]) -> bool:
    return len(others) == len(parties) and all(any(same_party(x, y) for y in others) for x in parties)


class _Told(NamedTuple, Generic[T]):
    """What one member says of a point; values of one key are one."""

    member: Sighting
    value: T
    key: Hashable


def _point(members: Sequence[Sighting], value: Callable[[Sighting], T], key: Callable[[T], Hashable]) -> Point[T]:
    """The official reports' value, else the commonest; of equals, that of the first published."""
    told = [_Told(member, said, key(said)) for member in members if _says(said := value(member))]
    official = [one for one in told if one.member.official]
    how = _how(members, official)
    if not told:
        return Point(value(members[0]), (), how)
    votes: dict[Hashable, list[_Told[T]]] = defaultdict(list)
    for one in official or told:
        votes[one.key].append(one)
    best = min(votes.values(), key=_rank)[0]
    by = tuple(one.member.evidence for one in told if one.key == best.key)
    against = tuple(one.member.evidence for one in told if one.key != best.key)
    return Point(best.value, by, how, against)


def _how(members: Sequence[Sighting], official: Sequence[object]) -> How:
    if all(member.document == members[0].document for member in members):
        return "only"
    return "official" if official else "majority"


def _says(value: object) -> bool:
    return value is not None and value != () and value != ""


def _rank(group: Sequence[_Told[T]]) -> tuple[int, int, tuple[str, str]]:
    """In how many documents, how full (of two equally common words, the fuller report is kept), how early."""
    documents = len({one.member.document for one in group})
    said = group[0].value
    return -documents, -len(said) if isinstance(said, str) else 0, min(map(_published, group))


def _published(told: _Told[T]) -> tuple[str, str]:
    return told.member.published or "9999", told.member.evidence
