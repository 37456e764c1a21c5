"""What a person said of a record in an older version of its document, proposed for the newer one.

A person sees it and takes it over, record by record: an ordinary decision on the newer record. Spans and ids of the older
document are those of the newer one where that is unmistakable; where it is not, nothing is taken over.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from hoedam.errors import DecisionInvalid
from hoedam.ledger import documents, review
from hoedam.ledger.differing import differences
from hoedam.ledger.ids import shown_document, shown_record
from hoedam.ledger.records import referred, renamed, to_json
from hoedam.ledger.review import Decision
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import record
from hoedam.ledger.versions import paired
from hoedam.model import Document


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was said of the older record, as a decision on the newer: `accept`, `reject`, or `correct` with `changes`."""

    record: int
    revision: int
    precedent: int
    action: str
    changes: Mapping[str, Any]


def proposed(connection: Connection, record_id: int) -> Proposed:
    """What a person said of the same record in an older version.

    Raises DecisionInvalid where nothing was said of it, a person decided on it already, or it does not fit the newer one.
    """
    row = connection.execute(select(record).where(record.c.id == record_id)).first()
    old = connection.execute(select(record).where(record.c.id == row.precedent)).first() if row else None
    if row is None or old is None or old.state == review.MACHINE:
        raise DecisionInvalid(f"of {shown_record(record_id)} nobody said anything in an older version: decide on it.")
    if row.state != review.MACHINE:
        raise DecisionInvalid(f"{shown_record(row.id)} was decided on already by {row.checker}: look at it again.")
    if old.rejected:
        return Proposed(row.id, row.revision, old.id, "reject", {})
    now = to_json(documents.standing(connection, row))
    changes = {name: said for name, _, said in differences(now, _moved(connection, row, old, json.loads(now)))}
    return Proposed(row.id, row.revision, old.id, "correct" if changes else "accept", changes)


def carry(ledger: Ledger, record_id: int, person: str, revision: int | None = None) -> Decision:
    """Say of a record what was said of it in an older version; whoever does so has checked it.

    Raises DecisionInvalid as `proposed`, LedgerBusy where `revision` is not its newest.
    """
    with ledger.read() as connection:
        found = proposed(connection, record_id)
    why, known = f"as {shown_record(found.precedent)}", revision or found.revision
    match found.action:
        case "reject":
            return review.reject(ledger, record_id, person, why, known)
        case "correct":
            return review.correct(ledger, record_id, found.changes, person, why, known)
    return review.accept(ledger, record_id, person, known, why)


def _moved(connection: Connection, row: Row[Any], old: Row[Any], now: Mapping[str, Any]) -> str:
    """The older record (JSON) as it stands, with the ids and the offsets of the newer document, which reads it as `now`."""
    before = documents.standing(connection, old)
    names = _names(connection, row, old)
    if lost := referred(before) - names.keys():
        raise DecisionInvalid(
            f"{shown_record(old.id)} names {', '.join(sorted(lost))} of {shown_document(old.document)}, which "
            f"{shown_document(row.document)} does not have unmistakably: decide on {shown_record(row.id)} yourself."
        )
    there = documents.machine_reading(connection, row.document).document
    places = _Places(there, row.start - old.start if row.start is not None and old.start is not None else 0)
    said, read = json.loads(to_json(renamed(before, names))), json.loads(old.machine or "{}")
    left = {name for name in _COUNTED if said.get(name) == read.get(name)}
    same = {name for name, value in said.items() if name in left or _unplaced(value) == _unplaced(now.get(name))}
    return json.dumps({name: now[name] if name in same else places.moved(value) for name, value in said.items()})


_COUNTED = ("mentions",)  # how often a name stands is for each text itself to say, unless a person said it


def _unplaced(value: Any) -> Any:
    """The value without where its words stand."""
    if isinstance(value, dict):
        return {name: _unplaced(one) for name, one in value.items() if name not in ("start", "end")}
    return [_unplaced(one) for one in value] if isinstance(value, list) else value


def _names(connection: Connection, row: Row[Any], old: Row[Any]) -> dict[str, str]:
    """Ids of the older document → those of the newer, of the records that are unmistakably the same."""
    sides = [
        {one.id: one for one in connection.execute(select(record).where(record.c.document == side.document))}
        for side in (row, old)
    ]
    pairs = paired(*(side.values() for side in sides))
    return {sides[1][was].local: sides[0][new].local for new, was in pairs.items()} | {old.local: row.local}


class _Places:
    """Where the words of an older version stand in a newer one."""

    def __init__(self, document: Document, shift: int) -> None:
        self._text, self._shift = document.text, shift

    def moved(self, value: Any) -> Any:
        """The same with every span where its words stand now. Raises DecisionInvalid where that is not clear."""
        if isinstance(value, dict):
            if value.keys() == {"start", "end", "text"}:
                return self._span(value)
            return {name: self.moved(one) for name, one in value.items()}
        return [self.moved(one) for one in value] if isinstance(value, list) else value

    def _span(self, value: Mapping[str, Any]) -> dict[str, Any]:
        words, start = value["text"], value["start"] + self._shift
        if self._text[max(start, 0) : start + len(words)] != words:
            if self._text.count(words) != 1:
                raise DecisionInvalid(
                    f"the words {words!r} do not stand in the newer version once: decide on it yourself."
                )
            start = self._text.index(words)
        return {"start": start, "end": start + len(words), "text": words}
