"""Are two sightings one thing? Asked of the file that knows their kind."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from hoedam.resolve.commitments import same_commitment
from hoedam.resolve.judged import Likeness
from hoedam.resolve.matters import same_matter
from hoedam.resolve.meetings import same_meeting
from hoedam.resolve.names import same_organization, same_person
from hoedam.resolve.utterances import same_utterance

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Sighting

_ASK: dict[str, Callable[["Sighting", "Sighting"], Likeness | None]] = {
    "statement": same_utterance,
    "commitment": same_commitment,
    "agreement": same_matter,
    "body": same_matter,
    "project": same_matter,
    "meeting": same_meeting,
    "person": same_person,
    "organization": same_organization,
}


def likeness(a: "Sighting", b: "Sighting") -> Likeness | None:
    """How sure it is that two sightings are one thing, and why; None where they are not, or are of two kinds."""
    return _ASK[a.kind](a, b) if a.kind == b.kind else None
