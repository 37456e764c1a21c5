"""What persons decided about which records are one thing: it holds whenever records are joined anew.

A decision is kept as pairs of records, so that it outlives every item. What was decided of a record holds for the
same words in a newer version of its document too.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, and_, bindparam, or_, select

from hoedam.ledger.batches import batches
from hoedam.ledger.tables import decision, document, record


def concerned(connection: Connection, numbers: Collection[int]) -> set[int]:
    """Those of these records of which a person may have decided something, here or in another version."""
    found: set[int] = set()
    for some in batches(sorted(numbers)):
        found |= set(connection.scalars(_IN_VERSIONS, {"ids": some}))
        found |= {one for pair in connection.execute(_SIDES, {"ids": some}) for one in pair}
    return found


_REPLACED = document.alias()
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_IN_VERSIONS = (
    select(record.c.id)
    .join(document, record.c.document == document.c.id)
    .where(
        record.c.id.in_(_IDS),
        or_(
            document.c.replaces.is_not(None),
            select(_REPLACED.c.id).where(_REPLACED.c.replaces == document.c.id).exists(),
        ),
    )
)
_SIDES = select(decision.c.left_record, decision.c.right_record).where(
    decision.c.undone.is_(None), or_(decision.c.left_record.in_(_IDS), decision.c.right_record.in_(_IDS))
)


def merged(connection: Connection) -> set[int]:
    """The items that hold records which a person said are one."""
    found: set[int] = set()
    for side in (decision.c.left_record, decision.c.right_record):
        said = select(side).where(decision.c.same, decision.c.undone.is_(None))  # few: they lead to the records
        found |= set(connection.scalars(select(record.c.item).where(record.c.id.in_(said), record.c.item.is_not(None))))
    return found


def together(connection: Connection, number: int) -> set[int]:
    """The records that a person said are one with this record, itself included, through any number of steps."""
    found, fresh = {number}, {number}
    while fresh:
        near = _pairs(connection, fresh, same=True) | _versions(connection, fresh)
        fresh = near - found
        found |= fresh
    return found


def apart(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The records that a person said are none of these, and whatever is one with those."""
    return {one for other in _pairs(connection, numbers, same=False) for one in together(connection, other)}


def holding(connection: Connection, same: bool, numbers: Collection[int], others: Collection[int]) -> list[Row[Any]]:
    """The decisions that hold between records of two groups."""
    found: dict[int, Row[Any]] = {}
    for some in batches(sorted(numbers)):
        for rest in batches(sorted(others)):
            either = or_(_between(some, rest), _between(rest, some))
            chosen = select(decision).where(decision.c.same == same, decision.c.undone.is_(None), either)
            found |= {row.id: row for row in connection.execute(chosen)}
    return list(found.values())


def _between(left: Sequence[int], right: Sequence[int]) -> ColumnElement[bool]:
    return and_(decision.c.left_record.in_(left), decision.c.right_record.in_(right))


def _pairs(connection: Connection, numbers: Collection[int], *, same: bool) -> set[int]:
    """The other sides of the decisions about these records."""
    found: set[int] = set()
    for some in batches(sorted(numbers)):
        touching = or_(decision.c.left_record.in_(some), decision.c.right_record.in_(some))
        chosen = select(decision.c.left_record, decision.c.right_record)
        for left, right in connection.execute(
            chosen.where(decision.c.same == same, decision.c.undone.is_(None), touching)
        ):
            found |= {one for one, other in ((left, right), (right, left)) if other in numbers}
    return found


def _versions(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The same kind of record over the same words in the next older or newer version of a document.

    Words that a version has twice say nothing: which of the two would be meant?
    """
    mine, other, here, there = record.alias(), record.alias(), document.alias(), document.alias()
    found: list[Row[Any]] = []
    for some in batches(sorted(numbers)):
        chosen = (
            select(mine.c.id, other.c.id.label("other"), other.c.document)
            .select_from(mine)
            .join(here, mine.c.document == here.c.id)
            .join(there, or_(there.c.replaces == here.c.id, there.c.id == here.c.replaces))
            .join(
                other,
                and_(other.c.document == there.c.id, other.c.kind == mine.c.kind, other.c.words == mine.c.words),
            )
            .where(mine.c.id.in_(some))
        )
        found += connection.execute(chosen)
    times = Counter((row.id, row.document) for row in found) + Counter()
    back = Counter(row.other for row in found)
    return {row.other for row in found if times[row.id, row.document] == 1 and back[row.other] == 1}
