"""A reading as marks and links, which annotators edit, and what they changed as corrections.

A mark is a labelled span: a statement's content (`statement:direct`), its `cue`, an act (`act:pledge`), a commitment
(`commitment:agreed`), or the `speaker`, a mention of who said it. A link joins two marks: `said_by`, `part_of`,
`replies_to`. Beside its label a mark has values (`values`). A file that goes out carries its marks a second time, as they were, so that what comes back can be compared
with what went out, whatever has been read since.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Literal, get_args

import msgspec

from hoedam.errors import ReadingInvalid
from hoedam.exports import values
from hoedam.exports.values import Values
from hoedam.model import ActName, Document, Form, Reading, Span, Statement, Strength

Change = Literal["span", "label", "link", "values", "removed", "added"]

LABELS = (
    *(f"statement:{form}" for form in get_args(Form)),
    "cue",
    "speaker",
    *(f"act:{act}" for act in get_args(ActName)),
    *(f"commitment:{strength}" for strength in get_args(Strength)),
)
LINKS = ("said_by", "part_of", "replies_to")
_LINK_FIELDS = {"said_by": "speakers", "part_of": "statement", "replies_to": "reply_to"}


class Mark(msgspec.Struct, frozen=True):
    """A labelled span. `id` is the record's own id and the field of it: `s1.content.0`, `s1.acts.0`, `e1.mentions.3`."""

    id: str
    label: str
    start: int
    end: int
    values: Values = {}

    @property
    def kind(self) -> str:
        """What kind of mark its label says."""
        return self.label.partition(":")[0]

    @property
    def record(self) -> str:
        """The local id of the record."""
        return self.id.partition(".")[0]

    @property
    def field(self) -> str:
        """The field of the record."""
        return self.id.partition(".")[2]


class Link(msgspec.Struct, frozen=True):
    """A link between two marks, by their ids."""

    source: str
    target: str
    kind: str


class Baseline(msgspec.Struct, frozen=True):
    """What went out: the document's digest, that of its text, who made the reading, its marks and links."""

    document: str
    text_sha256: str
    engine: str
    rules: str
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """One change that a person made.

    `record` is the local id in the reading of `document` (a digest), None for a new mark; `field` is the field of it
    (`content.0`, `cue`, `acts.1`, `mentions.2`, `speakers`, `reply_to`), for a new mark what kind it is (`act`); of
    values with their name behind it (`acts.1.sectors`, `act.sectors`).
    `before` and `after` are labels, spans as `start:end` (code points), values by comma, or for links the ids of records
    by comma, a new mark among them as `start:end`; for what a new mark says or links to, `before` is where it stands.
    `span` holds the words of a moved or new mark. `by` and `at` are as the tool
    tells them.
    """

    document: str
    record: str | None
    field: str
    change: Change
    before: str | None = None
    after: str | None = None
    span: Span | None = None
    by: str | None = None
    at: str | None = None


def baseline(reading: Reading) -> Baseline:
    """The marks and links of a reading."""
    marks, links = _Marker(reading).all()
    text = sha256(reading.document.text.encode()).hexdigest()
    return Baseline(reading.document.id, text, reading.engine.version, reading.engine.rules, marks, links)


class _Marker:
    """Makes the marks and links of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.entities = {entity.id: entity for entity in reading.entities}
        self.marks: dict[str, Mark] = {}
        self.links: list[Link] = []

    def all(self) -> tuple[tuple[Mark, ...], tuple[Link, ...]]:
        for statement in self.reading.statements:
            self._statement(statement)
        for commitment in self.reading.commitments:
            label, said = f"commitment:{commitment.strength}", values.of_commitment(commitment)
            id = self._mark(f"{commitment.id}.content", label, commitment.content, said)
            if commitment.statement:
                self._link(id, f"{commitment.statement}.content.0", "part_of")
        known = tuple(link for link in self.links if link.target in self.marks)
        return tuple(sorted(self.marks.values(), key=lambda mark: (mark.start, mark.end, mark.id))), known

    def _statement(self, statement: Statement) -> None:
        first = f"{statement.id}.content.0"
        for number, span in enumerate(statement.content):
            said = values.of_statement(statement) if not number else {}
            id = self._mark(f"{statement.id}.content.{number}", f"statement:{statement.form}", span, said)
            if number:
                self._link(id, first, "part_of")
        if statement.cue:
            self._link(self._mark(f"{statement.id}.cue", "cue", statement.cue), first, "part_of")
        for number, act in enumerate(statement.acts):
            id = self._mark(f"{statement.id}.acts.{number}", f"act:{act.act}", act.span, values.of_act(act))
            self._link(id, first, "part_of")
        for entity in statement.speakers:
            self._speaker(statement, entity)
        if statement.reply_to:
            self._link(first, f"{statement.reply_to}.content.0", "replies_to")

    def _speaker(self, statement: Statement, id: str) -> None:
        """The mention that the attribution rests on, else the last one before the words, else the first."""
        entity = self.entities.get(id)
        if entity is None or not entity.mentions:
            return
        mentions = entity.mentions
        named = [span for span in statement.attribution.evidence if span in mentions]
        before = [span for span in mentions if span.end <= statement.content[0].start]
        span = (named or before[-1:] or list(mentions))[0]
        mark = self._mark(f"{id}.mentions.{mentions.index(span)}", "speaker", span)
        self._link(f"{statement.id}.content.0", mark, "said_by")

    def _mark(self, id: str, label: str, span: Span, said: Values | None = None) -> str:
        self.marks[id] = Mark(id, label, span.start, span.end, said or {})
        return id

    def _link(self, source: str, target: str, kind: str) -> None:
        self.links.append(Link(source, target, kind))


def read_baseline(raw: Any, text: str, where: str) -> Baseline:
    """The baseline that a file carries, as a dict or as JSON text.

    Raises ReadingInvalid, naming the task, where it is missing or the task's text is another than that which went out.
    """
    try:
        found = msgspec.json.decode(raw, type=Baseline) if isinstance(raw, str) else msgspec.convert(raw, Baseline)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ReadingInvalid(f"{where} has no hoedam field as exported, so nothing can be compared: {error}") from error
    if sha256(text.encode(errors="replace")).hexdigest() != found.text_sha256:
        raise ReadingInvalid(f"the text of {where} is not the one that was exported: its offsets mean nothing.")
    return found


def trimmed(document: str, start: int, end: int, where: str) -> tuple[int, int]:
    """The offsets without white space at their ends, as spans are. Raises ReadingInvalid where nothing is left."""
    try:
        span = Document(id="", kind="other", language="ko", text=document, blocks=()).span(start, end)
    except ValueError as error:
        raise ReadingInvalid(f"{where}: {error}") from error
    return span.start, span.end


def compared(
    sent: Baseline,
    marks: Iterable[Mark],
    links: Iterable[Link],
    text: str,
    by: str | None = None,
    at: str | None = None,
) -> list[Correction]:
    """What was changed between the marks that went out and those that came back, in the order of the text.

    Marks that came back under their ids are compared with themselves. A tool that gave them ids of its own is met half
    way: the same label and span is the same mark, then the same span, then the same kind where the spans overlap.
    """
    pairs, removed, added = _paired(sent.marks, tuple(marks))
    made = [
        *_edits(pairs, text),
        *_removals(removed),
        *_additions(added, text),
        *_relinked(sent, links, pairs, removed, added),
    ]
    return [replace(correction, document=sent.document, by=by, at=at) for correction in made]


Pairs = list[tuple[Mark, Mark]]


def _paired(sent: tuple[Mark, ...], back: tuple[Mark, ...]) -> tuple[Pairs, list[Mark], list[Mark]]:
    """Marks that are the same one, those that went out only, and those that came back only."""
    known = {mark.id: mark for mark in sent}
    pairs = [(known[mark.id], mark) for mark in back if mark.id in known]
    met = {mark.id for mark, _ in pairs}
    left, new = [mark for mark in sent if mark.id not in met], [mark for mark in back if mark.id not in known]
    for alike in (_same, _same_span_and_kind, _overlapping, _same_span):
        for mark in tuple(new):
            if twin := max(
                (other for other in left if alike(other, mark)), key=lambda o: _shared(o, mark), default=None
            ):
                pairs.append((twin, mark))
                left.remove(twin)
                new.remove(mark)
    return pairs, left, new


def _same(one: Mark, other: Mark) -> bool:
    return one.label == other.label and _same_span(one, other)


def _same_span(one: Mark, other: Mark) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _same_span_and_kind(one: Mark, other: Mark) -> bool:
    return one.kind == other.kind and _same_span(one, other)


def _overlapping(one: Mark, other: Mark) -> bool:
    return one.kind == other.kind and _shared(one, other) > 0


def _shared(one: Mark, other: Mark) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _edits(pairs: Pairs, text: str) -> Iterator[Correction]:
    for before, after in sorted(pairs, key=lambda pair: (pair[0].start, pair[0].id)):
        if before.label != after.label:
            yield Correction("", before.record, before.field, "label", before.label, after.label)
        if not _same_span(before, after):
            yield Correction(
                "", before.record, before.field, "span", _place(before), _place(after), _words(after, text)
            )
        if before.kind == after.kind:
            yield from _values(before, after)


def _values(before: Mark, after: Mark) -> Iterator[Correction]:
    """What a mark says otherwise beside its label; of a statement in several pieces the first says it."""
    if before.kind == "statement" and before.field != "content.0":
        return
    for name, old, new in values.changed(before.kind, before.values, after.values):
        field = f"{before.field}.{name}"
        yield Correction("", before.record, field, "values", ",".join(old) or None, ",".join(new) or None)


def _removals(removed: list[Mark]) -> Iterator[Correction]:
    return (Correction("", mark.record, mark.field, "removed", mark.label) for mark in removed)


def _additions(added: list[Mark], text: str) -> Iterator[Correction]:
    for mark in sorted(added, key=lambda mark: (mark.start, mark.end, mark.label)):
        yield Correction("", None, mark.kind, "added", None, mark.label, _words(mark, text))
        for name, _, said in values.changed(mark.kind, {}, mark.values):
            yield Correction("", None, f"{mark.kind}.{name}", "values", _place(mark), ",".join(said))


def _relinked(
    sent: Baseline, links: Iterable[Link], pairs: Pairs, removed: list[Mark], added: list[Mark]
) -> Iterator[Correction]:
    """Links that came back changed. One that went with the mark at its other end is no change of its own."""
    own = {after.id: before.id for before, after in pairs}
    names = {mark.id: mark.record for mark in sent.marks} | {mark.id: _place(mark) for mark in added}
    gone = {mark.id for mark in removed}
    came: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        came[own.get(link.source, link.source), link.kind].add(names.get(own.get(link.target, link.target), ""))
    went = _targets(sent.links, names, gone)
    order = [mark.id for mark in sent.marks if mark.id not in gone] + [mark.id for mark in added]
    for source in order:
        for kind in LINKS:
            before, after = went.get((source, kind), set()), came.get((source, kind), set()) - {""}
            if before != after:
                yield _link_change(source, kind, before, after, added)


def _targets(links: Iterable[Link], names: Mapping[str, str], gone: set[str]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for link in links:
        if link.target not in gone:
            found[link.source, link.kind].add(names[link.target])
    return found


def _link_change(source: str, kind: str, before: set[str], after: set[str], added: list[Mark]) -> Correction:
    new = next((mark for mark in added if mark.id == source), None)
    record = None if new else source.partition(".")[0]
    return Correction(
        "", record, _LINK_FIELDS[kind], "link", _names(before) or (_place(new) if new else None), _names(after)
    )


def _names(names: set[str]) -> str | None:
    return ",".join(sorted(names)) or None


def _place(mark: Mark) -> str:
    return f"{mark.start}:{mark.end}"


def _words(mark: Mark, text: str) -> Span:
    return Span(mark.start, mark.end, text[mark.start : mark.end])
