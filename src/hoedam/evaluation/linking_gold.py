"""Gold for what joins documents: copies of one meeting, and what followed up what (gold_linking/).

Pieces are named by their words, `first words…last words`, never by ids: a reading is scored by where its records stand.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from hoedam.errors import GoldInvalid
from hoedam.evaluation.gold import HELDOUT, GoldRecord, load_as
from hoedam.model import ActName, DocumentKind
from hoedam.resolve.followups import CommitmentStatus, FollowupType

FOLDER = "gold_linking"


class GoldParty(GoldRecord, frozen=True):
    """Who speaks."""

    name: str
    country: str
    type: str = "person"
    office: str | None = None


class GoldCopy(GoldRecord, frozen=True):
    """One report of the meeting."""

    kind: DocumentKind
    published: str
    text: str


class GoldUtterance(GoldRecord, frozen=True):
    """What was said once: pieces by copy. `says` and `acts`: where a copy has another speaker or act; `doubtful`: where
    it leaves the speaker in doubt."""

    speaker: tuple[str, ...]
    act: ActName
    pieces: dict[str, tuple[str, ...]]
    says: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    acts: dict[str, ActName] = msgspec.field(default_factory=dict)
    doubtful: tuple[str, ...] = ()


class GoldCopies(GoldRecord, frozen=True):
    """Copies of one meeting."""

    date: str
    people: dict[str, GoldParty]
    copies: dict[str, GoldCopy]
    utterances: tuple[GoldUtterance, ...]


class GoldPassage(GoldRecord, frozen=True):
    """A dated text, earlier or later."""

    id: str
    published: str
    text: str


class GoldQuery(GoldRecord, frozen=True):
    """A commitment by its words, and the later passages that bear on it with the status they speak for."""

    commitment: str
    follows: dict[str, CommitmentStatus]
    type: FollowupType | None = None


class GoldFollowups(GoldRecord, frozen=True):
    """One relation: earlier and later passages, and what follows up what."""

    earlier: tuple[GoldPassage, ...]
    later: tuple[GoldPassage, ...]
    queries: tuple[GoldQuery, ...]


def files(folder: Path, kind: str, *, heldout: bool) -> list[Path]:
    """The files of `copies` or `followups`; raises GoldInvalid where there are none."""
    found = sorted((folder / HELDOUT / kind if heldout else folder / kind).glob("*.yaml"))
    if not found:
        raise GoldInvalid(f"{folder}: no {kind} there.")
    return found


def load_copies(path: Path) -> GoldCopies:
    """Copies of one meeting. Raises GoldInvalid where a piece is not in its copy, or a name is nobody's."""
    gold = load_as(path, GoldCopies)
    for utterance in gold.utterances:
        for copy, piece in pieces(utterance.pieces):
            if copy not in gold.copies or place(gold.copies[copy].text, piece) is None:
                raise GoldInvalid(f"{path}: copy {copy} does not say {piece!r}.")
        named = {*utterance.speaker, *(name for names in utterance.says.values() for name in names)}
        if not named <= set(gold.people):
            raise GoldInvalid(f"{path}: {sorted(named - set(gold.people))} is nobody's name.")
    return gold


def load_followups(path: Path) -> GoldFollowups:
    """Follow-ups of one relation. Raises GoldInvalid where a query's words or passages are not there."""
    gold = load_as(path, GoldFollowups)
    ids = {passage.id for passage in gold.later}
    for query in gold.queries:
        if not set(query.follows) <= ids:
            raise GoldInvalid(f"{path}: {query.commitment!r} is followed by a passage that is not there.")
        if not any(query.commitment in passage.text for passage in gold.earlier):
            raise GoldInvalid(f"{path}: nothing earlier says {query.commitment!r}.")
    return gold


def pieces(table: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """(copy, piece) for every piece."""
    return ((copy, piece) for copy, group in table.items() for piece in group)


def place(text: str, piece: str) -> tuple[int, int] | None:
    """Where `first words…last words` stands, from the first to the last; None where it does not."""
    first, _, last = piece.partition("…")
    start = text.find(first)
    if start < 0:
        return None
    end = text.find(last, start) + len(last) if last else start + len(first)
    return (start, end) if end >= start + len(last) and (not last or text.find(last, start) >= 0) else None
