"""Which later statements and status events bear on an earlier commitment: proposed, with reasons; a person confirms.

What counts most is the object: the telling words of the promise that come back. The same state and the same field say
little alone, for one relation speaks of one field for years.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from hoedam.resolve.days import first_day
from hoedam.resolve.followup_rules import (
    CommitmentStatus,
    FollowupType,
    looks_back,
    same_deed,
    status_rule,
    type_rule,
)
from hoedam.resolve.sightings import Sighting
from hoedam.resolve.stateless import elsewhere, nameless, same_place, tied
from hoedam.resolve.stems import akin, counted, coverage, mass, shared, strong

__all__ = ["CommitmentStatus", "FollowupType", "Proposal", "followup_type", "propose", "status_of"]

_LEAST = 0.27  # score below which nothing is proposed
_HOME = "KOR"
_ASKS = ("proposed", "requested")
_ASKING = frozenset({"request", "propose", "invite"})
_TELLING = frozenset({"inform", "assess", "thank", "welcome", "praise", "congratulate"})
_SAID = 0.6  # of the words, from which they are the same words
_MUCH = 0.4  # of the words, that will do where nothing else ties
_WITHIN = 0.8  # what a later sentence that is all in the promise counts, against a promise all in a later sentence
_NAMED = 0.85  # of the score, for an agreement, body or project against a statement
_NAMED_ONLY = 0.7  # where it is told of and nothing becomes of it
_DEED = 3.0  # weight of a deed that is its own object
_ANEW = 0.5  # of the telling words, from which an ask is for the same again
_THERE = 0.1  # for a town of the promise, which is nearer to the matter than its state
_FIRMS = ("회사", "업체")
_MONEY = ("달러", "유로", "원")
_MATTER = 3.0  # of telling words in common, where neither a state nor a name ties
_PLACE = 0.5  # what a town of the promise counts, where it is in what is said
_FIELD = 1.0  # the most that words of the same field count, where the promise names the town
_FIELD_ELSEWHERE = 0.5
_OBJECT = 1.0  # weight of telling words in common that makes an object
# The step of an agreement, body or project, as the status of a commitment to bring it about.
_STEPS: dict[str, CommitmentStatus] = {
    "signed": "done", "ratified": "done", "in_force": "done", "concluded": "done", "established": "done",
    "active": "done", "completed": "done", "operating": "done", "initialled": "under_way", "studied": "under_way",
    "under_negotiation": "under_way", "contracted": "under_way", "under_construction": "under_way",
    "resumed": "under_way", "delayed": "stalled", "suspended": "stalled", "cancelled": "lapsed",
    "terminated": "lapsed", "dissolved": "lapsed",
}  # fmt: skip


class Proposal(NamedTuple):
    """A later sighting that may follow up a commitment: `score` 0 to 1, reason codes, the status it speaks for."""

    later: Sighting
    score: float
    reasons: tuple[str, ...]
    status: CommitmentStatus | None


def propose(earlier: Sighting, later: Sequence[Sighting]) -> tuple[Proposal, ...]:
    """The later sightings that bear on an earlier commitment, the likeliest first."""
    found = [proposal for one in later if (proposal := _proposal(earlier, one))]
    return tuple(sorted(found, key=lambda proposal: (-proposal.score, proposal.later.evidence)))


def followup_type(commitment: Sighting) -> FollowupType | None:
    """Which of the six types of follow-up a commitment asks for; None where no rule says."""
    gives = not commitment.owner or _HOME in commitment.owner
    alone = commitment.owner == (_HOME,)
    rule = type_rule(commitment.words, commitment.sectors, gives=gives, alone=alone)
    return rule.id if rule else None


def status_of(earlier: Sighting, later: Sighting) -> CommitmentStatus | None:
    """The status that a later sighting speaks for: by its words, its status events, its act, at last its tense."""
    rule = status_rule(_text(later), commitment=earlier.words)
    if rule:
        return _in_part(earlier, later, rule.status)
    steps = [_STEPS[step.status] for step in later.status if step.status in _STEPS]
    if steps:
        return steps[-1]
    return _by_act(earlier, later) or _by_tense(earlier, later)


def _by_act(earlier: Sighting, later: Sighting) -> CommitmentStatus | None:
    """Asked again is open; a complaint says that it stalls; the owner's promise answers an ask."""
    acts = set(later.acts)
    if acts & {"request", "propose", "hope"} or later.strength in _ASKS:
        return "open"
    if acts & {"regret", "concern", "criticise"}:
        return "stalled"
    answered = earlier.strength in _ASKS and _speaks_for(later, earlier.owner)
    return "under_way" if answered and acts & {"pledge", "accept", "agree"} else None


def _by_tense(earlier: Sighting, later: Sighting) -> CommitmentStatus | None:
    """What only tells, thanks or judges: past, going on, or not come about."""
    if later.name or not set(later.acts) <= _TELLING:
        return None
    rule = status_rule(later.words, weak=True, commitment=earlier.words)
    return _in_part(earlier, later, rule.status) if rule else None


def _in_part(earlier: Sighting, later: Sighting, status: CommitmentStatus) -> CommitmentStatus:
    """The status, but that fewer of what was promised (여섯 동 of a later 두 동) are not all of it."""
    if status != "done":
        return status
    promised, told = counted(earlier.words), counted(later.words)
    fewer = any(max(told[kind]) < min(promised[kind]) for kind in promised.keys() & told.keys())
    return "under_way" if fewer else status


def _speaks_for(later: Sighting, owner: tuple[str, ...]) -> bool:
    return any(party.country in owner for party in later.speakers)


def _proposal(earlier: Sighting, later: Sighting) -> Proposal | None:
    if earlier.document == later.document or not _after(earlier, later):
        return None
    party = _party(earlier, later)
    if party is None:
        return None
    told = [(found, one) for one in _tellings(later)
            if (found := _weighed(earlier, one, [party] if one is later else [party, "news_before"]))]  # fmt: skip
    if not told:
        return None
    found, best = max(told, key=lambda pair: pair[0][0])
    status = next((status for one in (best, *_tellings(later)) if (status := status_of(earlier, one))), None)
    return Proposal(later, *found, status)


def _tellings(later: Sighting) -> tuple[Sighting, ...]:
    """What a later record tells: its own words, the news that stands before them, and both together."""
    if not later.before:
        return (later,)
    news = msgspec.structs.replace(
        later, words=later.before, stems=later.news, near=(), before="", acts=("inform",), strength=None
    )
    return later, news, msgspec.structs.replace(later, near=(*later.near, *later.news))


def _weighed(earlier: Sighting, later: Sighting, reasons: list[str]) -> tuple[float, tuple[str, ...]] | None:
    """Score and reasons of a later record that may bear on a promise; None where too little speaks for it."""
    score = _THERE if same_place(earlier, later) else 0.0
    common = _objects(earlier, later)
    if common < _OBJECT and _own(earlier):
        return None
    if common >= _OBJECT:
        reasons.append("same_object")
        score += min(0.3, 0.1 * common)
    said = _said(earlier, later)
    score += 0.5 * said
    if said >= _SAID:
        reasons.append("same_words")
    if set(earlier.sectors) & set(later.sectors):
        reasons.append("same_sector")
        score += 0.1
    if looks_back(_text(later)) or _names_time(earlier, _text(later)):
        reasons.append("names_the_meeting")
        score += 0.05
    if later.status or status_rule(later.words, commitment=earlier.words):
        reasons.append("status_word")
        score += 0.05
    if later.name:  # a name holds few words, and all of them in common say less than a sentence that has them
        score *= _NAMED if later.status else _NAMED_ONLY
    if not {"same_object", "same_sector"} & set(reasons) or score < _LEAST or _asks_for_another(earlier, later):
        return None  # a promise without an object is at least of the same field
    return round(min(score, 1.0), 4), tuple(reasons)


def _asks_for_another(earlier: Sighting, later: Sighting) -> bool:
    """Whether a later ask is for something else of the same kind or in the same place: a pump is no lamp."""
    if not set(later.acts) & _ASKING and later.strength not in _ASKS:
        return False
    own, asked = _own(earlier), _own(later)
    return not looks_back(_text(later)) and max(_share(own, later.stems), _share(asked, earlier.stems)) < _ANEW


def _share(own: tuple[str, ...], other: tuple[str, ...]) -> float:
    return shared(own, other) / mass(own) if own else 1.0


def _said(earlier: Sighting, later: Sighting) -> float:
    """How much of the promise is said again, or of a later sentence was promised; a state's name is neither."""
    second = tuple(stem for stem in later.stems if stem not in later.states)
    first = tuple(stem for stem in earlier.stems if stem not in earlier.states and not _amount(stem, later))
    within = 0.0 if later.name else _WITHIN * coverage(second, first)
    return max(coverage(first, (*second, *later.near)), within)


def _amount(stem: str, later: Sighting) -> bool:
    """Whether a stem is of an amount that a later sentence leaves out: what was promised comes back without its price."""
    return ((stem.isdigit() and len(stem) > 4) or stem in _MONEY) and stem not in later.stems


def _own(earlier: Sighting) -> tuple[str, ...]:
    """The telling words of a promise: what it is about, and not where, whose or for how much."""
    telling = (stem for stem in earlier.stems if strong(stem) and not stem.isdigit() and stem not in _MONEY)
    return tuple(stem for stem in telling if stem not in earlier.states and not stem.startswith(earlier.names))


def _text(sighting: Sighting) -> str:
    return " ".join((sighting.words, *(step.words for step in sighting.status)))


def _objects(earlier: Sighting, later: Sighting) -> float:
    """The weight of the telling words in common; a visit, which has no other object, is one itself."""
    own = _own(earlier)
    if not own and same_deed(earlier.words, later.words):
        return _DEED
    said = (*later.stems, *later.near)
    there = same_place(earlier, later)
    named = _PLACE if there and set(later.stems) & {*earlier.names} & {*earlier.stems} else 0.0
    return shared(own, said) + named + min(akin(own, said), _FIELD if there else _FIELD_ELSEWHERE)


def _names_time(earlier: Sighting, words: str) -> bool:
    """Whether later words name the year of the earlier meeting."""
    year = (earlier.date or earlier.published or "")[:4]
    return bool(year) and f"{year}년" in words


def _after(earlier: Sighting, later: Sighting) -> bool:
    """Whether it came later, or may have: where a date is unknown, nothing is ruled out."""
    first, second = (first_day(s.published or s.date or "") for s in (earlier, later))
    return first is None or second is None or second > first


def _party(earlier: Sighting, later: Sighting) -> str | None:
    """What says that both are of one relation: a foreign state in common (at home alone, the same), or a name."""
    foreign = {country for country in earlier.countries if country != _HOME}
    if (foreign or set(earlier.countries)) & set(later.countries):
        return "same_parties"
    if tied(earlier, later):
        return "same_name"
    return "same_content" if _told_nowhere(earlier, later) else None


def _told_nowhere(earlier: Sighting, later: Sighting) -> bool:
    """Whether what is told of nowhere in particular is this and no other: nearly all of the promise, or of what is told."""
    alone = nameless(later) and {*later.countries} <= {_HOME}
    own = tuple(stem for stem in _own(earlier) if stem not in _FIRMS)  # a firm is of no place
    if not alone or shared(own, (*later.stems, *later.near)) < _MATTER or _said(earlier, later) < _MUCH:
        return False
    return not elsewhere(earlier, later)
