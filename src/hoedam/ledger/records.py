"""A reading as single records, and single records as a reading again.

A record is kept as the JSON of the model's own class, with the ids that it has within its document; so a reading is
put together again without loss, with persons' corrections in place of what the machine read.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
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
from hoedam.resolve.sightings import Sighting

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

# fields that hold ids of other records of the document, and of which kind
_REFERENCES: Mapping[type[Record], Mapping[str, str]] = {
    Statement: {
        "speakers": "entity", "relayed_by": "entity", "addressees": "entity", "reply_to": "statement", "meeting": "meeting",
    },
    Commitment: {"statement": "statement", "owner_entities": "entity", "due": "time"},
    Meeting: {"participants": "entity"},
}  # fmt: skip


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


@lru_cache(maxsize=1 << 12)
def decoded(sighting: str) -> Sighting:
    """The sighting that a row keeps: the same few hundred are asked for again and again while a document is linked."""
    return Sighting.from_json(sighting)


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


def references(record: Record) -> Iterator[tuple[str, str, str]]:
    """What a record says of others: the field, the kind of record that it names, and its id."""
    for name, kind in _REFERENCES.get(type(record), {}).items():
        value = getattr(record, name)
        yield from ((name, kind, id) for id in (value if isinstance(value, tuple) else [value] if value else []))
    if isinstance(record, Statement):
        yield from (("attribution.alternatives", "entity", id) for id in record.attribution.alternatives)


def referred(record: Record) -> set[str]:
    """The ids of the records that a record speaks of."""
    return {id for _, _, id in references(record)}


def without(record: Record, gone: Collection[str]) -> Record:
    """The record as it stands where records that it spoke of are none: it no longer names them."""
    if not gone or not referred(record) & set(gone):
        return record
    return _with_references(record, lambda id: None if id in gone else id)


def renamed(record: Record, names: Mapping[str, str]) -> Record:
    """The record with ids of its document changed: its own, and those it speaks of."""
    changed = _with_references(record, lambda id: names.get(id, id))
    if isinstance(changed, Issue):
        return msgspec.structs.replace(changed, about=names.get(changed.about or "", changed.about))
    id = local_id(changed)
    return msgspec.structs.replace(changed, id=names.get(id, id))


def _with_references(record: Record, new: Callable[[str], str | None]) -> Record:
    """The record with every id that it names as `new` says; None takes it out."""

    def change(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(one for id in value if (one := new(id)) is not None)
        return new(value) if value else value

    changed = {name: change(getattr(record, name)) for name in _REFERENCES.get(type(record), ())}
    if isinstance(record, Statement):
        attribution = record.attribution
        changed["attribution"] = msgspec.structs.replace(attribution, alternatives=change(attribution.alternatives))
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
