"""Which later statements and status events bear on an earlier commitment: proposed, with reasons; a person confirms."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from hoedam.resolve.days import first_day
from hoedam.resolve.sightings import Sighting
from hoedam.resolve.stems import mass, shared, strong

CommitmentStatus = Literal["open", "under_way", "done", "stalled", "lapsed"]
_LEAST = 0.35


class Proposal(NamedTuple):
    """A later sighting that may follow up a commitment: `score` 0 to 1, reason codes, the status it speaks for."""

    later: Sighting
    score: float
    reasons: tuple[str, ...]
    status: CommitmentStatus | None


def propose(earlier: Sighting, later: Sequence[Sighting]) -> tuple[Proposal, ...]:
    """The later sightings that bear on an earlier commitment, the likeliest first."""
    found = [proposal for one in later if (proposal := _proposal(earlier, one))]
    return tuple(sorted(found, key=lambda p: (-p.score, p.later.evidence)))


def _proposal(earlier: Sighting, later: Sighting) -> Proposal | None:
    if earlier.evidence == later.evidence or not _after(earlier, later) or not _same_parties(earlier, later):
        return None
    whole = mass(earlier.stems)
    common = shared(earlier.stems, later.stems) / whole if whole else 0.0
    objects = [stem for stem in set(earlier.stems) & set(later.stems) if strong(stem)]
    sector = bool(set(earlier.sectors) & set(later.sectors))
    score = round(0.6 * common + 0.2 * bool(objects) + 0.2 * sector, 4)
    reasons = ("same_parties", *(("same_object",) if objects else ()), *(("same_sector",) if sector else ()))
    return Proposal(later, score, reasons, None) if score >= _LEAST else None


def _after(earlier: Sighting, later: Sighting) -> bool:
    first, second = (first_day(s.date or s.published or "") for s in (earlier, later))
    return first is None or second is None or second > first


def _same_parties(earlier: Sighting, later: Sighting) -> bool:
    foreign = {country for country in earlier.countries if country != "KOR"}
    return bool(foreign & set(later.countries)) if foreign else bool(set(earlier.countries) & set(later.countries))
