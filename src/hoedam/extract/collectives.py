"""The sides of a document, who leads them, and whom 두 정상, 양 장관, 양국, 양측, 세 정상 mean where they stand.

Where the sides change through a document (several meetings), a collective goes to the pair before it: the
host (the home state, else the state most spoken of) and the state last met, in a pair (한-가나) or in a person of its own.
"""

from collections.abc import Sequence

import msgspec

from hoedam.extract.entity_tables import tables
from hoedam.extract.subjects import Draft, Subject, World

_WEIGHT = {"pair": 3.0, "name": 2.0, "title": 2.0, "side": 2.0, "collective": 3.0, "country": 1.0}
_OFFICIAL = {"head", "deputy", "minister", "vice", "staff", "envoy"}
_RANK = {"head": 2.0, "deputy": 1.2, "minister": 1.2, "vice": 1.1}


def field_of(word: str) -> str:
    """The field of the ministers that a collective means: 세 나라 외교장관 → 외교; "" where it names none."""
    return next((field for field in tables().offices.fields if field in word), "")


class Sides(msgspec.Struct):
    """The states whose meeting the document reports (home first), and the person that leads each, where named.

    `tour`: the states whose heads the host met one by one, where they are three or more and no pair names them.
    """

    states: tuple[str, ...]
    principals: tuple[Subject, ...]
    active: frozenset[str] = msgspec.field(default_factory=frozenset)
    tour: tuple[str, ...] = ()


def sides_of(drafts: Sequence[Draft], home: str) -> Sides:
    """The two (or three) main sides."""
    scores: dict[str, float] = {}
    persons: dict[Subject, None] = {}
    for draft in drafts:
        for subject in draft.who:
            if subject.country is None or subject.type not in {"country", "person"}:
                continue
            if subject.type == "person" and subject.kinds & _OFFICIAL:
                persons[subject] = None
                _add(scores, subject.country, _WEIGHT["name"] * (0.5 if subject.former else 1))
            elif subject.type == "country":
                _add(scores, subject.country, _WEIGHT.get(draft.role, 0.0))
    if _home_looks_on(drafts, persons, scores, home):
        scores.pop(home, None)
    tour = _tour(drafts, persons, home)
    three = not tour and any(draft.group and draft.group[1] == 3 for draft in drafts)
    together = three or any(draft.group for draft in drafts)
    states = _rank(scores, home, 3 if three else 2, together)
    leaders = (_leader(persons, state) for state in states)
    named = {p.country for p in persons if p.country and p.count > 1 and not p.former}
    return Sides(states, tuple(p for p in leaders if p), frozenset({*states, *named, *tour}), tour)


def _tour(drafts: Sequence[Draft], persons: dict[Subject, None], home: str) -> tuple[str, ...]:
    """The states of a tour: three heads or more, met by the host and in no pair of three (한일중)."""
    heads = (p.country for p in persons if "head" in p.kinds and not p.former and p.count and p.country)
    abroad = tuple(state for state in dict.fromkeys(heads) if state != home)
    together = any(draft.role == "pair" and len(draft.who) > 2 for draft in drafts)
    return () if together or len(abroad) < 3 else abroad


def _home_looks_on(drafts: Sequence[Draft], persons: dict[Subject, None], scores: dict[str, float], home: str) -> bool:
    """Whether two other states meet (일본·베트남 정상회담) and home is only spoken of: nobody of its own, in no pair."""
    met = {p.country for p in persons if p.country and p.count and not p.former}
    paired = any(draft.role == "pair" and any(s.country == home for s in draft.who) for draft in drafts)
    if home in met or paired or len(met) < 2:
        return False
    return scores.get(home, 0.0) < sorted(scores[state] for state in met)[-2]


def _add(scores: dict[str, float], state: str, weight: float) -> None:
    scores[state] = scores.get(state, 0.0) + weight


def _rank(scores: dict[str, float], home: str, count: int, together: bool) -> tuple[str, ...]:
    others = sorted((state for state in scores if state != home), key=lambda state: (-scores[state], state))
    if scores.get(home, 0.0) > 0 or (together and len(others) == 1):
        return (home, *others[: count - 1])
    return tuple(others[:count])


def _leader(persons: dict[Subject, None], state: str) -> Subject | None:
    """The person of the state most met; heads weigh more than ministers."""
    mine = [p for p in persons if p.country == state and not p.former and p.count]
    return max(mine, key=lambda p: p.count * max(_RANK.get(kind, 0.5) for kind in p.kinds), default=None)


class _Reader:
    """Walks through the drafts in order and remembers who was met last."""

    def __init__(self, sides: Sides, world: World, persons: Sequence[Subject]) -> None:
        self.sides = sides
        self.world = world
        self.host = world.home if world.home in sides.states else next(iter(sides.states), world.home)
        self.focus: dict[str, None] = {}  # the states that the host met so far, the last one last
        self.last: dict[tuple[str, str], Subject] = {}  # (kind, state) → person met last
        self.heads: dict[tuple[str, str], Subject] = {}
        self.pair: tuple[Subject, ...] = ()  # the pair named last
        self.mine: dict[tuple[str, str], list[Subject]] = {}  # the persons of a kind and state, the one met most last
        for _, person in sorted(enumerate(persons), key=lambda row: (row[1].count, -row[0])):
            for kind in person.kinds:
                if person.country and not person.former:
                    self.heads[kind, person.country] = person
                    self.mine.setdefault((kind, person.country), []).append(person)

    def meet(self, draft: Draft) -> None:
        """Notes who and which pair stands here."""
        if draft.role == "pair":
            self.pair = draft.who
        for subject in draft.who:
            state = subject.country
            if state is None or subject.type not in {"country", "person"}:
                continue
            if subject.type == "person" and not subject.former:
                for kind in subject.kinds:
                    self.last[kind, state] = subject
            counts = subject.type == "person" or (
                draft.role in {"pair", "collective"} and any(s.country == self.host for s in draft.who)
            )
            if counts and state != self.host and state in self.sides.active and not subject.former:
                self.focus.pop(state, None)
                self.focus[state] = None

    def conference(self) -> bool:
        """Whether the pair named last is of a state and many (한-중앙아시아 정상회의), and nobody was met by himself since."""
        return not self.focus and any(subject.type == "organization" for subject in self.pair)

    def states(self, count: int) -> tuple[str, ...]:
        """The states that a collective of `count` means here."""
        main = self.sides.states
        if count == len(self.sides.tour):
            return self.sides.tour  # 세 나라 정상 모두: those met
        if self.host not in main:
            return main[:count]
        recent = list(reversed(self.focus))[: count - 1]
        rest = [state for state in main if state != self.host and state not in recent]
        return (self.host, *recent, *rest)[:count]

    def persons(self, kind: str, count: int, states: Sequence[str], ministry: str) -> tuple[Subject, ...]:
        """The persons of the kind for these states, else for the states last met with such a person."""
        if len(states) * 2 == count:  # 2+2: two of each side
            both = tuple(p for state in states for p in self.mine.get((kind, state), []))
            return both if len(both) == count else ()
        found = [self._person(kind, state, ministry) for state in states]
        if all(found) and len(found) == count:
            return tuple(p for p in found if p)
        met = [state for k, state in reversed(self.last) if k == kind and state != self.host]
        found = [self._person(kind, state, ministry) for state in (*states[:1], *dict.fromkeys(met))][:count]
        return tuple(p for p in found if p) if all(found) and len(found) == count else ()

    def _person(self, kind: str, state: str, ministry: str) -> Subject | None:
        if kind == "head":
            return self.heads.get((kind, state))
        found = self.last.get((kind, state)), *reversed(self.mine.get((kind, state), []))
        fields = tables().offices.fields.get(ministry, [""])
        return next((p for p in found if p and any(word in (p.office or "") for word in fields)), None)


def settle(drafts: Sequence[Draft], sides: Sides, world: World, persons: Sequence[Subject]) -> None:
    """Gives every collective its persons or states; `drafts` in the order of the text."""
    reader = _Reader(sides, world, persons)
    for draft in drafts:
        if draft.group is None:
            reader.meet(draft)
            continue
        if any(subject.type == "organization" for subject in draft.who):  # 한·아세안 정상: as the words say
            continue
        kind, count, ministry = draft.group
        if not draft.who and reader.conference():
            draft.who = reader.pair
            continue
        pair = tuple(s.country for s in draft.who if s.country)
        states = pair if len(pair) == count else reader.states(count)
        people = () if kind == "state" else reader.persons(kind, count, states, ministry)
        if draft.who:
            reader.meet(draft)
        draft.who = people or tuple(world.country(state) for state in states)
        if len(draft.who) < count == len(reader.pair):  # 한·EU 정상회담: the other side is no state
            draft.who = reader.pair
