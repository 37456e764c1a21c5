"""What a record was in an older version of its document, so that what persons said there is proposed, not lost.

A changed copy of a known address is a new document. A record of it whose words the version before has too, each of
them once, points to that one: its `precedent`. Nothing is said of the new record until a person says it; then the old
one yields, so that it does not count twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from hoedam.ledger import queue
from hoedam.ledger.batches import batches, update_rows
from hoedam.ledger.differing import NOTHING, is_persons
from hoedam.ledger.matching import twins
from hoedam.ledger.records import from_json, words
from hoedam.ledger.tables import document, record


def match(connection: Connection, number: int, *, new: bool = False) -> None:
    """Say of every record of a document which one of an older version it was, if any.

    What a person said of records that a `new` version does not have, or that it has no longer, is to be looked at again.
    """
    before = connection.scalar(select(document.c.replaces).where(document.c.id == number))
    if before is None:
        return
    newer, older = _rows(connection, number), _rows(connection, before)
    pairs = paired(newer, older)
    origins = {row.id: _origin(row) for row in older}
    found = {row.id: origins[pairs[row.id]] if row.id in pairs else None for row in newer}
    changed = [{"id": row.id, "precedent": found[row.id]} for row in newer if row.precedent != found[row.id]]
    update_rows(connection, record, changed)
    there = set(origins.values()) if new else {row.precedent for row in newer if row.precedent is not None}
    lost, met = there - set(found.values()), [one["precedent"] for one in changed]
    _tell(connection, lost, met)
    queue.weigh(connection, {one for one in (*found, *lost, *met) if one is not None})


def paired(newer: Iterable[Row[Any]], older: Iterable[Row[Any]]) -> dict[int, int]:
    """Newer → older record of two versions that is unmistakably the same: of one kind, over words that each has once."""
    return twins(_marks(newer), _marks(older))


def yielding(connection: Connection, number: int) -> set[int]:
    """The records of a document that no longer count, because a person decided on the same in a newer version."""
    newer = record.alias()
    joined = newer.join(record, newer.c.precedent == record.c.id)
    decided = select(record.c.id).select_from(joined).where(record.c.document == number, newer.c.state != "machine")
    return set(connection.scalars(decided))


def _marks(rows: Iterable[Row[Any]]) -> dict[int, tuple[str, str]]:
    """What the records that a document has are known by: kind and words as they were read, though a person moved them."""
    there = (row for row in rows if row.read or row.human is not None)
    return {row.id: (row.kind, words(from_json(row.kind, row.machine or row.human))) for row in there}


def _origin(row: Row[Any]) -> int:
    """The record of which something may have been said: of one that nobody spoke of, that of the version before it."""
    return int(row.id if is_persons(row) or row.precedent is None else row.precedent)


def _tell(connection: Connection, lost: Iterable[int], met: Sequence[int | None]) -> None:
    """Persons' records that a newer version does not have are to be looked at again; those that it has are not."""
    rows = _persons(connection, sorted(lost))
    told: Mapping[int, str] = {row.id: row.otherwise or row.machine or NOTHING for row in rows}
    update_rows(connection, record, [{"id": number, "otherwise": was} for number, was in told.items()])
    for some in batches(sorted(number for number in met if number is not None)):
        connection.execute(update(record).where(record.c.id.in_(some)).values(otherwise=None))


def _persons(connection: Connection, numbers: Sequence[int]) -> list[Row[Any]]:
    """Those of these records of which a person said what they are, and that count."""
    found: list[Row[Any]] = []
    for some in batches(numbers):
        found += connection.execute(select(record).where(record.c.id.in_(some), record.c.live))
    return [row for row in found if is_persons(row)]


def _rows(connection: Connection, number: int) -> list[Row[Any]]:
    return list(connection.execute(select(record).where(record.c.document == number).order_by(record.c.id)))
