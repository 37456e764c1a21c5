"""Are two commitments one: the same deed of the same owner, promised at the same meeting?"""

from typing import TYPE_CHECKING

from hoedam.resolve.judged import Likeness
from hoedam.resolve.utterances import rivals, same_occasion, same_speakers, same_words

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Sighting

_LEAST = 0.66  # of the shorter one's words: a commitment is one clause, and varies less than a statement
_ASKS = frozenset({"proposed", "requested"})


def same_commitment(a: "Sighting", b: "Sighting") -> Likeness | None:
    """How sure it is that two commitments are one; None where they are not.

    The owner must be the same, or one of the owners: 양국 in one report may be 우리 in another. An ask and the pledge
    that answers it have one owner and nearly the same words, but not one speaker.
    """
    met = same_occasion(a, b)
    owner = met and _same_owner(a, b)
    if not met or not owner or rivals(a, b) or _answers(a, b):
        return None
    said = same_words(a, b, owner, least=_LEAST)
    if not said:
        return None
    strength = ("strength_differs",) if _is_ask(a) != _is_ask(b) else ("same_strength",)
    return Likeness(round(said.score * owner.score, 4), said.reasons + owner.reasons + strength + met.reasons)


def _answers(a: "Sighting", b: "Sighting") -> bool:
    """Whether one is an ask and the other a commitment proper, of different speakers."""
    return _is_ask(a) != _is_ask(b) and same_speakers(a, b).reasons[0] not in ("same_speaker", "speaker_doubtful")


def _same_owner(a: "Sighting", b: "Sighting") -> Likeness | None:
    first, second = set(a.owner), set(b.owner)
    if first == second:
        return Likeness(1.0, ("same_owner",))
    return Likeness(0.8, ("owner_in_common",)) if first & second else None


def _is_ask(sighting: "Sighting") -> bool:
    return sighting.strength in _ASKS
