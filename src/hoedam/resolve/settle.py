"""What an item says, where its reports differ: the official source, else who is certain, else the majority.

Every answer names the sightings that it rests on and those that say otherwise; no variant is lost.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, Literal, TypeVar

import msgspec

from hoedam.resolve.names import same_party
from hoedam.resolve.sightings import Party, Sighting

How = Literal["official", "certain", "majority", "only"]
T = TypeVar("T")


class Point(msgspec.Struct, Generic[T], frozen=True):
    """One thing settled: `by` and `against` are evidence keys (`document#local`)."""

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
    return Settled(
        speakers=_speakers(members),
        acts=_point(_told_once(members, "acts"), lambda s: s.acts, frozenset),
        words=_point(members, lambda s: s.words, lambda words: words),
        date=_point(members, lambda s: s.date, lambda value: value),
        owner=_point(members, lambda s: s.owner, frozenset),
        strength=_point(members, lambda s: s.strength, lambda value: value),
        name=_point(members, lambda s: s.name, lambda name: name),
        office=_point(members, lambda s: s.office, lambda value: value),
        sectors=_point(_told_once(members, "sectors"), lambda s: s.sectors, frozenset),
        certain=any(member.certain and member.speakers for member in members),
    )


def _told_once(members: Sequence[Sighting], name: str) -> list[Sighting]:
    """The same, each with what all members of its document say: a report in two sentences has the acts of both."""
    whole: dict[str, dict[str, None]] = defaultdict(dict)
    for member in members:
        whole[member.document] |= dict.fromkeys(getattr(member, name))
    return [msgspec.structs.replace(member, **{name: tuple(whole[member.document])}) for member in members]


def _speakers(members: Sequence[Sighting]) -> Point[tuple[Party, ...]]:
    """The speaker: whoever is named without doubt outranks a doubt, even an official one."""
    sure = [member for member in members if member.certain and member.speakers]
    doubtful = any(not member.certain or not member.speakers for member in members)
    chosen = _point(sure or members, lambda s: s.speakers, lambda parties: _party_key(parties, members))
    agree = {_party_key(chosen.value, members)}
    against = tuple(
        m.evidence for m in members if m.evidence not in chosen.by and _party_key(m.speakers, members) not in agree
    )
    how: How = "certain" if sure and doubtful and chosen.how != "official" else chosen.how
    return Point(chosen.value, chosen.by, how, against)


def _party_key(parties: tuple[Party, ...], members: Sequence[Sighting]) -> Hashable:
    """The first speakers in the group that these are the same as, so that spellings count as one."""
    for member in members:
        others = member.speakers
        if len(others) == len(parties) and all(any(same_party(x, y) for y in others) for x in parties):
            return member.evidence
    return parties


def _point(members: Sequence[Sighting], value: Callable[[Sighting], T], key: Callable[[T], Hashable]) -> Point[T]:
    """The official reports' value, else the commonest; of equals, that of the first published."""
    official = [member for member in members if member.official and _says(value(member))]
    voters = official or [member for member in members if _says(value(member))] or list(members)
    votes: dict[Hashable, list[Sighting]] = defaultdict(list)
    for member in voters:
        votes[key(value(member))].append(member)
    best = min(votes.values(), key=lambda group: (-_documents(group), -len(value_text(value(group[0]))), _first(group)))
    chosen = key(value(best[0]))
    by = tuple(m.evidence for m in members if key(value(m)) == chosen)
    against = tuple(m.evidence for m in members if _says(value(m)) and key(value(m)) != chosen)
    return Point(value(best[0]), by, _how(members, official), against)


def _how(members: Sequence[Sighting], official: Sequence[Sighting]) -> How:
    if len({member.document for member in members}) == 1:
        return "only"
    return "official" if official else "majority"


def _says(value: object) -> bool:
    return value is not None and value != () and value != ""


def value_text(value: object) -> str:
    """A value as text: of two equally common words, the fuller report is kept."""
    return value if isinstance(value, str) else ""


def _documents(group: Sequence[Sighting]) -> int:
    return len({member.document for member in group})


def _first(group: Sequence[Sighting]) -> tuple[str, str]:
    return min((member.published or "9999", member.evidence) for member in group)
