"""How sure it is that two sightings are one thing, and why."""

from typing import NamedTuple


class Likeness(NamedTuple):
    """`score` from 0 to 1; `reasons` are codes, the weightiest first."""

    score: float
    reasons: tuple[str, ...]
