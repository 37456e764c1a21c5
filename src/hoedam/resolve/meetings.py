"""Are two meetings one: the same level, the same participants, the same day or the day beside it?"""

from typing import TYPE_CHECKING

from hoedam.resolve.days import apart
from hoedam.resolve.judged import Likeness
from hoedam.resolve.names import same_party

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Party, Sighting

# A visit and the summit held on it are told apart in one report and not in the next.
_FAMILY = {
    "summit": "summit", "visit": "summit", "summit_call": "summit_call", "ministerial": "ministerial",
    "ministerial_call": "ministerial_call", "vice_ministerial": "officials", "official_talks": "officials",
    "courtesy_call": "courtesy_call", "multilateral": "multilateral", "other": "other",
}  # fmt: skip


def same_meeting(a: "Sighting", b: "Sighting") -> Likeness | None:
    """How sure it is that two meetings are one; None where they are not."""
    kind = _FAMILY.get(a.meeting_kind or "") == _FAMILY.get(b.meeting_kind or "")
    when = _same_time(a, b)
    who = kind and when and _same_participants(a, b)
    if not when or not who:
        return None
    place = ("same_place",) if a.place and a.place == b.place else ()
    return Likeness(round(when.score * who.score, 4), when.reasons + who.reasons + place)


def _same_time(a: "Sighting", b: "Sighting") -> Likeness | None:
    """The same day or the next; a month stands for the days in it; a year only for the same year."""
    distance = apart(a.date, b.date)
    if distance is not None:
        return [Likeness(1.0, ("same_day",)), Likeness(0.85, ("date_near",))][distance] if distance <= 1 else None
    short, long = sorted((a.date or "", b.date or ""), key=len)
    if not short or not long.startswith(short):
        return None
    return Likeness(0.9 if short == long else 0.7, ("same_month" if len(short) >= 7 else "same_year",)) if (
        len(short) >= 7 or short == long) else None  # fmt: skip


def _same_participants(a: "Sighting", b: "Sighting") -> Likeness | None:
    """The same states; persons, where both name one of a state, must agree."""
    first, second = set(a.countries), set(b.countries)
    if not (first <= second or second <= first) or not first or not second:
        return None
    for x in _persons(a):
        rivals = [y for y in _persons(b) if y.country == x.country]
        if rivals and not any(same_party(x, y) for y in rivals):
            return None
    return Likeness(1.0, ("same_participants",)) if first == second else Likeness(0.8, ("participants_in_part",))


def _persons(sighting: "Sighting") -> list["Party"]:
    return [party for party in sighting.speakers if party.type == "person"]
