"""Why a speaker won: the candidates that the attribution weighed, with their grounds."""

import msgspec

from hoedam.extract.pipeline import look_and_read
from hoedam.language.ko.normalise import Normalised
from hoedam.model import Document, Reading
from hoedam.settings import Settings


class Candidate(msgspec.Struct, frozen=True):
    """Who could have said it (entity ids), and on what ground, the strongest ground first.

    Grounds: `subject` of the clause, spoke earlier in the `sentence`, `teller` of others' words before,
    `topic` of the sentence before, spoke `last`, spoke `before` that.
    """

    ground: str
    speakers: tuple[str, ...]


def explain(document: Document, settings: Settings) -> tuple[Reading, dict[str, tuple[Candidate, ...]]]:
    """The reading, and for each statement's id the candidates for its speaker."""
    normalised = Normalised(document)
    reading, drafts = look_and_read(normalised.document, settings)
    candidates = {
        f"s{i + 1}": tuple(Candidate(ground, who) for ground, who in draft.considered) for i, draft in enumerate(drafts)
    }
    return normalised.restore(reading), candidates
