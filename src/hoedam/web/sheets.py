"""Which fields each kind of record has in a form, how a form is made of a record, and what it changes of one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import msgspec

from hoedam.ledger.corrections import LIVES
from hoedam.ledger.review import Step
from hoedam.model import ActName, Anchor, Basis, EntityType, MeetingKind, Record, Strength
from hoedam.model import Form as FormName
from hoedam.web.fields import (
    Certain,
    Choice,
    Day,
    Field,
    Flag,
    Listed,
    Many,
    Number,
    One,
    Ordered,
    Paper,
    Quote,
    Rows,
    Sectors,
    Spans,
    State,
    States,
    Text,
    kept_rows,
)
from hoedam.web.form import Form

_ACTS = (
    Choice("act", of="act", codes=get_args(ActName), needed=True), Quote("span", "words", needed=True), Sectors("sectors"),
    Flag("courtesy"),
)  # fmt: skip


def _matter(kind: str) -> tuple[Field, ...]:
    steps = (
        Choice("status", "stage", of="status", codes=LIVES[kind], needed=True), Day("date"),
        Quote("span", "words", needed=True),
    )  # fmt: skip
    return (
        Text("name", needed=True), Spans("mentions"), Text("kind", "designation"), States("parties"), Sectors("sectors"),
        Number("stated_total"), Rows("status", "steps", parts=steps),
    )  # fmt: skip


SHEETS: Mapping[str, tuple[Field, ...]] = {
    "statement": (
        Many("speakers", of="entity"), Certain("attribution.certain"), Many("attribution.alternatives", of="entity"),
        Choice("attribution.basis", of="basis", codes=get_args(Basis), needed=True), Spans("attribution.evidence", "speaker_evidence"),
        Spans("content"), Quote("cue"), Rows("acts", parts=_ACTS), Choice("form", of="form", codes=get_args(FormName), needed=True),
        Many("addressees", of="entity"), Ordered("relayed_by", "relay", of="entity"), One("reply_to", "reply", of="statement"),
        One("meeting", of="meeting"),
    ),
    "commitment": (
        Choice("strength", of="strength", codes=get_args(Strength), needed=True), Flag("softened"), Quote("content", needed=True),
        States("owner"), States("counterpart"), Many("owner_entities", of="entity"), One("due", of="time"), Quote("condition"),
        Sectors("sectors"), One("statement", of="statement"),
    ),
    "meeting": (
        Choice("kind", of="meeting", codes=get_args(MeetingKind), needed=True), Many("participants", of="entity"), Day("date"),
        Text("place", "where"), Listed("format", "formats"), Spans("evidence"),
    ),
    "agreement": _matter("agreement"),
    "body": _matter("body"),
    "project": _matter("project"),
    "entity": (
        Choice("type", "kind", of="entity", codes=get_args(EntityType), needed=True), Text("name", needed=True), State("country"),
        Text("office", "held"), Spans("mentions"),
    ),
    "time": (
        Quote("span", "words", needed=True), Day("value"), Day("from", "start"), Day("to", "end"),
        Choice("anchor", of="anchor", codes=get_args(Anchor), needed=True), Text("zone"),
    ),
}  # fmt: skip


def value_of(record: Mapping[str, Any], name: str) -> Any:
    """The value of a field by its dotted name."""
    for part in name.split("."):
        record = record[part]
    return record


def _plain(record: Record) -> dict[str, Any]:
    """A record as its JSON has it, with lists where it has tuples: as fields come back from forms."""
    return msgspec.json.decode(msgspec.json.encode(record))  # type: ignore[no-any-return]


def form_of(kind: str, record: Record) -> Form:
    """The form that shows a record."""
    said = _plain(record)
    return Form(pair for field in SHEETS[kind] for pair in field.shown(field.name, value_of(said, field.name)))


def told(kind: str, record: Record, paper: Paper) -> list[tuple[Field, list[str]]]:
    """Every field of a record with its value in lines."""
    said = _plain(record)
    return [(field, field.told(value_of(said, field.name), paper)) for field in SHEETS[kind]]


def differing(kind: str, one: Record, other: Record) -> list[str]:
    """The names of the fields in which two records differ."""
    left, right = _plain(one), _plain(other)
    return [field.name for field in SHEETS[kind] if value_of(left, field.name) != value_of(right, field.name)]


def told_changes(kind: str, step: Step, paper: Paper) -> list[tuple[Field, list[str], list[str]]]:
    """The fields that a decision changed, with what they said before and after."""
    found = []
    for name, before, after in step.fields:
        old, new = {name: json.loads(before)}, {name: json.loads(after)}
        for field in SHEETS[kind]:
            if field.name.partition(".")[0] == name and old[name] is not None:
                sides = [value_of(side, field.name) for side in (old, new)]
                if sides[0] != sides[1]:
                    found.append((field, field.told(sides[0], paper), field.told(sides[1], paper)))
    return found


def changes(kind: str, form: Form, before: Record, paper: Paper) -> dict[str, Any]:
    """What a form changes of the record that it showed. Raises Misfilled for what makes no sense."""
    shown, said = form_of(kind, before), _plain(before)
    found: dict[str, Any] = {}
    for field in SHEETS[kind]:
        if not form.same(shown, field.name):
            old = value_of(said, field.name)
            value = field.read(form, field.name, paper)
            if isinstance(field, Rows) and field.parts:
                value = kept_rows(value, old)
            if value != old and not (isinstance(field, Certain) and value is None):
                _put(found, field.name, value)
    return found


def fields(kind: str, form: Form, paper: Paper) -> dict[str, Any]:
    """What a form says of a record that is added by hand. Raises Misfilled for what makes no sense."""
    found: dict[str, Any] = {}
    for field in SHEETS[kind]:
        _put(found, field.name, field.read(form, field.name, paper))
    if kind == "statement" and found["attribution"]["certain"] is None:
        found["attribution"]["certain"] = bool(found["speakers"])
    return found


def _put(found: dict[str, Any], name: str, value: Any) -> None:
    head, _, rest = name.partition(".")
    if rest:
        _put(found.setdefault(head, {}), rest, value)
    else:
        found[head] = value


@dataclass(frozen=True, slots=True)
class Merged:
    """A form after somebody else was quicker: own changes kept, theirs taken over; `both` changed these fields."""

    form: Form
    theirs: tuple[str, ...]
    both: tuple[str, ...]


def merged(kind: str, mine: Form, before: Record, now: Record) -> Merged:
    """A form on a record that somebody else has changed since: nothing that was typed is lost, nor what they changed."""
    shown, standing = form_of(kind, before), form_of(kind, now)
    names = [field.name for field in SHEETS[kind]]
    own = [name for name in names if not mine.same(shown, name)]
    theirs = tuple(name for name in names if not standing.same(shown, name))
    rest = [pair for pair in mine.pairs if not any(_of(pair[0], name) for name in names)]
    pairs = [pair for name in names for pair in (mine if name in own else standing).part(name)]
    both = tuple(name for name in own if name in theirs and not mine.same(standing, name))
    return Merged(Form([*pairs, *rest]), theirs, both)


def _of(name: str, field: str) -> bool:
    return name == field or name.startswith(f"{field}.")
