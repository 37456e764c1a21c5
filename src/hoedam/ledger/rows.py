"""The rows of the ledger's lists: stable, documented classes that exports, pages and commands are made of.

Numbers are those that people see (`r12` a record, `c3` a commitment, `d5` a document: see `ids`). Dates are ISO 8601 and
may be partial (`2021`, `2021-08`); states are ISO 3166-1 alpha-3; offsets are code points of the document's text.
"""

from dataclasses import dataclass

from hoedam.ledger.snippets import Snippet


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a document: what every row points to. `digest` is `sha256:…` of the document, `address` a path or URL."""

    record: str
    document: str
    digest: str
    start: int | None
    end: int | None
    words: str
    title: str | None
    publisher: str | None
    published: str | None
    kind: str
    address: str | None

    @property
    def span(self) -> str:
        """The stretch as commands take it: `d3:10-20`."""
        return self.document if self.start is None else f"{self.document}:{self.start}-{self.end}"

    @property
    def source(self) -> str:
        """Publisher, day and title on one line."""
        day = (self.published or "")[:10]
        return " · ".join(filter(None, (self.publisher, day, self.title or self.address or self.document)))


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement of one document. `courtesy`: all of it is. `state`: machine, checked or signed_off."""

    id: str
    utterance: str | None
    date: str | None
    speakers: tuple[str, ...]
    speaker_countries: tuple[str, ...]
    certain: bool
    addressees: tuple[str, ...]
    form: str
    acts: tuple[str, ...]
    sectors: tuple[str, ...]
    courtesy: bool
    words: str
    cue: str
    state: str
    place: Place


@dataclass(frozen=True, slots=True)
class UtteranceRow:
    """What was said once and reported by one document or more; `members` are the reports, the one quoted first."""

    id: str
    date: str | None
    speakers: tuple[str, ...]
    speaker_countries: tuple[str, ...]
    certain: bool
    acts: tuple[str, ...]
    sectors: tuple[str, ...]
    words: str
    documents: int
    state: str
    place: Place
    members: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment or an ask with all its reports, the one quoted first.

    `due` is the last day by which it is due and `due_value` the TIMEX3 value; `overdue`: that day is past, and it is
    neither done nor lapsed. `state` is the furthest that a review of one of its records came.
    """

    id: str
    date: str | None
    strength: str
    softened: bool
    owner: tuple[str, ...]
    counterpart: tuple[str, ...]
    due: str | None
    due_value: str | None
    condition: str
    status: str
    overdue: bool
    sectors: tuple[str, ...]
    speakers: tuple[str, ...]
    speaker_countries: tuple[str, ...]
    words: str
    documents: int
    state: str
    place: Place
    members: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with all its reports."""

    id: str
    date: str | None
    kind: str
    where: str
    participants: tuple[str, ...]
    countries: tuple[str, ...]
    formats: tuple[str, ...]
    documents: int
    state: str
    place: Place
    members: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A status event in the life of an agreement, body or project, and the words that say so."""

    status: str
    date: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class MatterRow:
    """An agreement, body or project with its status events by date; `status` is the last of them."""

    id: str
    kind: str
    name: str
    designation: str | None
    parties: tuple[str, ...]
    sectors: tuple[str, ...]
    date: str | None
    status: str | None
    steps: tuple[Step, ...]
    documents: int
    state: str
    place: Place
    members: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class NameRow:
    """A person or an organisation (`kind`) that documents name; `office` as its best document has it."""

    id: str
    date: str | None
    kind: str
    name: str
    country: str | None
    office: str | None
    documents: int
    state: str
    place: Place
    members: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record in which a search was found; `snippet` is of its words, or of its names where only they match."""

    id: str
    kind: str
    item: str | None
    date: str | None
    speakers: tuple[str, ...]
    words: str
    snippet: Snippet
    state: str
    place: Place


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document, of `address` the version `version`; `current`: the newest. What was read in it that counts: how many
    statements and commitments, and how many of its records nobody has checked (`waiting`)."""

    id: str
    digest: str
    published: str | None
    kind: str
    title: str | None
    publisher: str | None
    address: str | None
    version: int
    current: bool
    added: str
    statements: int
    commitments: int
    waiting: int


Row = StatementRow | UtteranceRow | CommitmentRow | MeetingRow | MatterRow | NameRow | Hit
ItemRow = UtteranceRow | CommitmentRow | MeetingRow | MatterRow | NameRow
