"""A reading as single records, and single records as a reading again.

A record is kept as the JSON of the model's own class, with the ids that it has within its document; so a reading is
put together again without loss, with persons' corrections in place of what the machine read.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from hoedam.model import (
    Commitment,
    Entity,
    Issue,
    Matter,
    Meeting,
    Reading,
    Record,
    Span,
    Statement,
    Time,
    spans_of,
)

# kind of record → where a reading keeps it, and its class
HOMES: Mapping[str, tuple[str, type[Record]]] = {
    "entity": ("entities", Entity),
    "meeting": ("meetings", Meeting),
    "statement": ("statements", Statement),
    "commitment": ("commitments", Commitment),
    "agreement": ("agreements", Matter),
    "body": ("bodies", Matter),
    "project": ("projects", Matter),
    "time": ("times", Time),
}
REVIEWED = ("statement", "commitment", "meeting", "agreement", "body", "project")

# fields that hold ids of other records of the document
_REFERENCES = {
    Statement: ("speakers", "relayed_by", "addressees", "reply_to", "meeting"),
    Commitment: ("statement", "owner_entities", "due"),
    Meeting: ("participants",),
}


def records_of(reading: Reading) -> Iterator[tuple[str, Record]]:
    """Every record of a reading with its kind, in the reading's order."""
    for kind, (field, _) in HOMES.items():
        for record in getattr(reading, field):
            yield kind, record


def to_json(record: Record) -> str:
    """A record as the ledger keeps it."""
    return msgspec.json.encode(record).decode()


def from_json(kind: str, text: str | bytes) -> Any:
    """The record that `to_json` wrote. Raises msgspec.ValidationError where a field is not of the model."""
    return msgspec.json.decode(text, type=HOMES[kind][1])


def local_id(record: Record) -> str:
    """The id of a record within its document."""
    return record.id  # type: ignore[attr-defined,no-any-return]


def main_span(record: Record) -> Span | None:
    """The words that a record is known by: a statement's content, a commitment's content, a first mention."""
    match record:
        case Statement():
            return record.content[0] if record.content else record.cue
        case Commitment():
            return record.content
        case Matter() | Entity():
            return record.mentions[0] if record.mentions else None
        case Meeting():
            return record.evidence[0] if record.evidence else None
        case Time():
            return record.span
    return next(spans_of(record), None)


def words(record: Record) -> str:
    """What a reader sees of a record in a list."""
    match record:
        case Statement():
            return " … ".join(span.text for span in record.content)
        case Matter() | Entity():
            return record.name
    span = main_span(record)
    return span.text if span else ""


def referred(record: Record) -> set[str]:
    """The ids of the records that a record speaks of."""
    found: set[str] = set()
    for name in _REFERENCES.get(type(record), ()):
        value = getattr(record, name)
        found.update(value if isinstance(value, tuple) else [value] if value else [])
    if isinstance(record, Statement):
        found.update(record.attribution.alternatives)
    return found


def renamed(record: Record, names: Mapping[str, str]) -> Record:
    """The record with ids of its document changed: its own, and those it speaks of."""

    def new(value: Any) -> Any:
        return tuple(names.get(one, one) for one in value) if isinstance(value, tuple) else names.get(value, value)

    changed = {name: new(getattr(record, name)) for name in _REFERENCES.get(type(record), ())}
    if isinstance(record, Statement):
        attribution = record.attribution
        changed["attribution"] = msgspec.structs.replace(attribution, alternatives=new(attribution.alternatives))
    if isinstance(record, Issue):
        changed["about"] = new(record.about)
    else:
        changed["id"] = new(local_id(record))
    return msgspec.structs.replace(record, **changed)


def assembled(base: Reading, records: Iterable[tuple[str, Record]]) -> Reading:
    """A reading of the same document with these records in place of its own.

    Its own keep their order; what a person added stands behind them. Issues about records that are no longer there
    are left out.
    """
    order = {local_id(record): at for at, (_, record) in enumerate(records_of(base))}
    kept: dict[str, list[Record]] = {kind: [] for kind in HOMES}
    for kind, record in sorted(records, key=lambda pair: order.get(local_id(pair[1]), len(order))):
        kept[kind].append(record)
    ids = {local_id(record) for group in kept.values() for record in group}
    changed: dict[str, Any] = {HOMES[kind][0]: tuple(group) for kind, group in kept.items()}
    changed["issues"] = tuple(issue for issue in base.issues if issue.about is None or issue.about in ids)
    return msgspec.structs.replace(base, **changed)
