"""Are two commitments one: the same deed of the same owner, promised at the same meeting?"""

from typing import TYPE_CHECKING

from hoedam.resolve.judged import Likeness
from hoedam.resolve.utterances import same_occasion, same_words

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Sighting

_ASKS = frozenset({"proposed", "requested"})


def same_commitment(a: "Sighting", b: "Sighting") -> Likeness | None:
    """How sure it is that two commitments are one; None where they are not.

    The owner must be the same, or one of the owners: 양국 in one report may be 우리 in another.
    """
    met = same_occasion(a, b)
    owner = met and _same_owner(a, b)
    said = owner and same_words(a, b, owner)
    if not met or not owner or not said:
        return None
    strength = ("same_strength",) if _kind(a) == _kind(b) else ("strength_differs",)
    return Likeness(round(said.score * owner.score, 4), said.reasons + owner.reasons + strength + met.reasons)


def _same_owner(a: "Sighting", b: "Sighting") -> Likeness | None:
    first, second = set(a.owner), set(b.owner)
    if first == second:
        return Likeness(1.0, ("same_owner",))
    return Likeness(0.8, ("owner_in_common",)) if first & second else None


def _kind(sighting: "Sighting") -> bool:
    return sighting.strength in _ASKS
