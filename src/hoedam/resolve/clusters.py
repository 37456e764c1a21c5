"""Which sightings are one thing: an item is joined or begun, sighting by sighting or all at once.

Single links glue: a likes b, b likes c, and a has nothing to do with c. A sighting therefore joins a group only
where it is like the group's fullest member (a sentence of its own is like the merged report that holds it), or like
half of the documents in it. What a person decided outranks all likeness.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hoedam.resolve.compare import likeness
from hoedam.resolve.judged import Likeness
from hoedam.resolve.sightings import Sighting
from hoedam.resolve.stems import mass
from hoedam.resolve.utterances import rivals

_DECIDED = Likeness(1.0, ("decided",))
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Decisions:
    """What persons decided, as pairs of evidence keys (`document#local`), in either order."""

    together: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()

    @classmethod
    def of(cls, together: Iterable[tuple[str, str]] = (), apart: Iterable[tuple[str, str]] = ()) -> "Decisions":
        """The decisions in these pairs."""
        return cls(frozenset(map(frozenset, together)), frozenset(map(frozenset, apart)))


NONE = Decisions()


def place(
    new: Sighting, groups: Mapping[int, Sequence[Sighting]], decisions: Decisions = NONE
) -> tuple[int | None, Likeness | None]:
    """The best of existing groups for a sighting, and why; (None, None) where it begins a new one."""
    found = joins(new, groups, decisions)
    return found[0] if found else (None, None)


def joins(
    new: Sighting, groups: Mapping[int, Sequence[Sighting]], decisions: Decisions = NONE
) -> list[tuple[int, Likeness]]:
    """All groups that a sighting belongs to, the best first.

    More than one where it holds all that others report apart: such groups are one item, unless a person parted them.
    """
    found = [(id, like) for id, group in groups.items() if (like := _fit(new, group, decisions))]
    found.sort(key=lambda pair: (-pair[1].score, pair[0]))
    return found[:1] + [pair for pair in found[1:] if pair[1] is _DECIDED or _spans(new, groups[pair[0]])]


def _spans(new: Sighting, group: Sequence[Sighting]) -> bool:
    """Whether a sighting says at least as much as a group: only then does it merge it with another.

    What lies between two groups, half like the one and half like the other, is a bridge and no reason.
    """
    return mass(new.stems) >= mass(fullest(group).stems)


def _fit(new: Sighting, group: Sequence[Sighting], decisions: Decisions) -> Likeness | None:
    """Whether a sighting belongs to a group, by decision or by likeness."""
    if decisions.apart or decisions.together:
        pairs = {frozenset((new.evidence, member.evidence)) for member in group}
        if pairs & decisions.apart:
            return None
        if pairs & decisions.together:
            return _DECIDED
    if any(new.kind == "statement" and rivals(new, member) for member in group):
        return None
    likes = {member.evidence: like for member in group if (like := likeness(new, member))}
    if not likes:
        return None
    best = max(likes.values(), key=lambda like: like.score)
    return best if fullest(group).evidence in likes or _share(group, likes) >= _HALF else None


def fullest(group: Sequence[Sighting]) -> Sighting:
    """The member that says most; of equals, the first by evidence key."""
    return min(group, key=lambda member: (-mass(member.stems), member.evidence))


def _share(group: Sequence[Sighting], likes: Mapping[str, Likeness]) -> float:
    """The share of a group's documents of which a member is alike."""
    documents = {member.document for member in group}
    return len({member.document for member in group if member.evidence in likes}) / len(documents)


def cluster(sightings: Iterable[Sighting], decisions: Decisions = NONE) -> list[tuple[Sighting, ...]]:
    """All sightings as groups of one thing each, in an order of their own.

    The fullest come first, so that merged reports gather their parts, and what arrived first does not matter.
    """
    ordered = sorted(sightings, key=lambda s: (s.kind, -mass(s.stems), s.evidence))
    items = Items()
    for sighting in ordered:
        items.add(sighting, decisions)
    return items.groups()


class Items:
    """Groups in memory with their keys: what a ledger keeps in tables."""

    def __init__(self) -> None:
        self._groups: dict[int, list[Sighting]] = {}
        self._by_key: dict[str, set[int]] = defaultdict(set)
        self._next = 0

    def add(self, new: Sighting, decisions: Decisions = NONE) -> int:
        """Put a sighting where it belongs, and return how many sightings it was compared with."""
        candidates = self.candidates(new, decisions)
        found = joins(new, candidates, decisions)
        id = found[0][0] if found else self._begin()
        for other, _ in found[1:]:
            if not _parted(self._groups[id], self._groups[other], decisions):
                self._merge(id, other)
        self._groups[id].append(new)
        for key in new.keys:
            self._by_key[key].add(id)
        return sum(map(len, candidates.values()))

    def candidates(self, new: Sighting, decisions: Decisions = NONE) -> dict[int, list[Sighting]]:
        """The groups that share a key with a sighting, or that a person put it with."""
        ids = set().union(*(self._by_key.get(key, ()) for key in new.keys))
        named = {key for pair in decisions.together if new.evidence in pair for key in pair}
        if named:
            ids |= {id for id, group in self._groups.items() if any(member.evidence in named for member in group)}
        return {id: self._groups[id] for id in sorted(ids)}

    def groups(self) -> list[tuple[Sighting, ...]]:
        """The groups, each sorted by evidence key, sorted by their first."""
        found = [tuple(sorted(group, key=lambda member: member.evidence)) for group in self._groups.values()]
        return sorted(found, key=lambda group: (group[0].kind, group[0].evidence))

    def _begin(self) -> int:
        self._next += 1
        self._groups[self._next] = []
        return self._next

    def _merge(self, id: int, other: int) -> None:
        moved = self._groups.pop(other)
        self._groups[id] += moved
        for key in {key for member in moved for key in member.keys}:
            self._by_key[key].discard(other)
            self._by_key[key].add(id)


def _parted(a: Sequence[Sighting], b: Sequence[Sighting], decisions: Decisions) -> bool:
    return any(frozenset((x.evidence, y.evidence)) in decisions.apart for x in a for y in b)
