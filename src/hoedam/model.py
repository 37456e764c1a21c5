"""The records of a reading, as frozen, typed classes (see docs/definitions.md).

Every record points to the words it was read from: a `Span` is half-open, in code points of
`Document.text`, and `document.text[span.start:span.end] == span.text` always holds. Spans are made
by `Document.span`, so that the promise cannot be broken by arithmetic elsewhere, and checked again
when a reading comes back from JSON.
"""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from hoedam.errors import ReadingInvalid

SCHEMA = "hoedam.reading/1"

BlockKind = Literal[
    "headline", "subhead", "paragraph", "heading", "list_item", "footnote", "caption", "byline", "boilerplate"
]
DocumentKind = Literal[
    "news", "readout", "press_release", "joint_statement", "remarks", "transcript", "agreement_list", "other"
]
PublishedBasis = Literal["given", "metadata", "byline", "url", "caption", "none"]
EntityType = Literal["person", "country", "organization", "place"]
MeetingKind = Literal[
    "summit",
    "summit_call",
    "ministerial",
    "ministerial_call",
    "vice_ministerial",
    "official_talks",
    "courtesy_call",
    "multilateral",
    "visit",
    "other",
]
Form = Literal["direct", "indirect", "mixed", "narrated"]
Basis = Literal["subject", "continuation", "anaphora", "reply", "self_reference", "collective", "document", "none"]
ActName = Literal[
    "thank", "congratulate", "welcome", "praise", "condole", "regret", "concern", "criticise",
    "inform", "assess", "concur", "support", "propose", "request", "invite", "ask", "hope",
    "pledge", "accept", "agree", "reject", "warn",
]  # fmt: skip
Strength = Literal["agreed", "pledged", "planned", "proposed", "requested"]
Anchor = Literal["published", "event", "utterance", "document", "none"]
IssueCode = Literal[
    "speaker_conflict", "speaker_unknown", "unbalanced_quotation", "date_unresolved", "date_conflict",
    "name_ambiguous", "text_gap", "withdrawn", "language_unsupported",
]  # fmt: skip


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every record is: frozen, typed, and strict about unknown fields."""


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Words of a document: code points `start` to `end` (exclusive) and the words themselves."""

    start: int
    end: int
    text: str


class Block(Record, frozen=True):
    """A stretch of the document's text and what it is; blocks never overlap."""

    id: str
    kind: BlockKind
    start: int
    end: int
    number: str | None = None
    image: str | None = None
    credit: str | None = None


class Document(Record, frozen=True):
    """One published text. `text` is canonical: NFC, one block a line, nothing reworded."""

    id: str
    kind: DocumentKind
    language: str
    text: str
    blocks: tuple[Block, ...]
    source: str | None = None
    title: str | None = None
    publisher: str | None = None
    agency: str | None = None
    bylines: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis = "none"

    def span(self, start: int, end: int) -> Span:
        """The span of these code points, without white space at its ends.

        Raises ValueError where nothing would be left: a record without words does not exist.
        """
        text = self.text
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(text)} code points")
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start == end:
            raise ValueError(f"span {start}:{end} holds no words")
        return Span(start, end, text[start:end])


class Entity(Record, frozen=True):
    """A person, country, organisation or place; `country` is ISO 3166-1 alpha-3."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Span, ...]
    country: str | None = None
    office: str | None = None


class Meeting(Record, frozen=True):
    """Who met whom; `date` is a TIMEX3 value, `participants` are entity ids."""

    id: str
    kind: MeetingKind
    participants: tuple[str, ...]
    evidence: tuple[Span, ...]
    date: str | None = None
    place: str | None = None
    format: tuple[str, ...] = ()


class Attribution(Record, frozen=True):
    """Why these are the speakers, and who else could be (`alternatives`, entity ids)."""

    basis: Basis
    certain: bool
    evidence: tuple[Span, ...] = ()
    alternatives: tuple[str, ...] = ()


class Act(Record, frozen=True):
    """What one clause of a statement does, decided by `rule`."""

    act: ActName
    span: Span
    sectors: tuple[str, ...]
    courtesy: bool = False
    plover: str | None = None
    cameo: str | None = None
    rule: str | None = None


class Statement(Record, frozen=True):
    """One reported communicative act of one source: a cue with the content that it governs."""

    id: str
    speakers: tuple[str, ...]
    form: Form
    content: tuple[Span, ...]
    cue: Span | None
    attribution: Attribution
    acts: tuple[Act, ...]
    relayed_by: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    reply_to: str | None = None
    meeting: str | None = None


class Commitment(Record, frozen=True):
    """A commitment or an ask; `owner` and `counterpart` are states, `due` the id of a time."""

    id: str
    strength: Strength
    owner: tuple[str, ...]
    content: Span
    sectors: tuple[str, ...]
    statement: str | None = None
    softened: bool = False
    owner_entities: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    due: str | None = None
    condition: Span | None = None
    rule: str | None = None


class StatusEvent(Record, frozen=True):
    """A step in the life of an agreement, body or project."""

    status: str
    span: Span
    date: str | None = None


class Matter(Record, frozen=True):
    """An agreement, body or project: what lives longer than one story."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    status: tuple[StatusEvent, ...]
    kind: str | None = None
    parties: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    stated_total: int | None = None


class Time(Record, frozen=True):
    """A time expression: TIMEX3 `value`, the closed interval it stands for, what anchored it."""

    id: str
    span: Span
    value: str | None
    anchor: Anchor
    from_: str | None = msgspec.field(name="from", default=None)
    to: str | None = None
    zone: str | None = None


class Issue(Record, frozen=True):
    """What the reading could not settle; `about` is the id of a record."""

    code: IssueCode
    span: Span | None = None
    about: str | None = None
    message: str = ""


class Engine(Record, frozen=True):
    """What made a reading, so that it can be made again."""

    version: str
    rules: str
    analyser: str


class Reading(Record, frozen=True):
    """All that was read out of one document; its JSON form is docs/reading.schema.json."""

    engine: Engine
    document: Document
    schema: Literal["hoedam.reading/1"] = "hoedam.reading/1"
    entities: tuple[Entity, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    agreements: tuple[Matter, ...] = ()
    bodies: tuple[Matter, ...] = ()
    projects: tuple[Matter, ...] = ()
    times: tuple[Time, ...] = ()
    issues: tuple[Issue, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts, lists and strings in the form of the schema."""
        return msgspec.json.decode(msgspec.json.encode(self))  # type: ignore[no-any-return]

    def to_json(self, *, indent: int = 0) -> str:
        """The reading as JSON text; the same reading always gives the same text."""
        raw = msgspec.json.encode(self)
        return (msgspec.json.format(raw, indent=indent) if indent else raw).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> "Reading":
        """The reading that `to_json` wrote.

        Raises ReadingInvalid where the text is not such a reading or a span is not true.
        """
        try:
            reading = msgspec.json.decode(text, type=cls)
        except msgspec.DecodeError as error:
            raise ReadingInvalid(f"this is not a reading of {SCHEMA}: {error}") from error
        reading.check_spans()
        return reading

    def check_spans(self) -> None:
        """Raises ReadingInvalid where a span's words are not the document's."""
        text = self.document.text
        for span in spans_of(self):
            if text[span.start : span.end] != span.text:
                raise ReadingInvalid(f"span {span.start}:{span.end} says {span.text!r}, the document does not")


def spans_of(record: Any) -> Iterator[Span]:
    """Every span in a record and what it holds, in no particular order."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans_of(item)
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from spans_of(getattr(record, name))
