"""Records of several documents joined into one account: utterances, commitments, matters, meetings, names.

What is the same is decided by `hoedam.resolve`; here its candidates are looked up and its decisions kept. A person's
decision that two records are, or are not, the same always holds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, delete, func, or_, select, update

from hoedam.ledger.batches import batches
from hoedam.ledger.tables import block, change, decision, facet, followup, item, record
from hoedam.resolve.clusters import place
from hoedam.resolve.followups import propose
from hoedam.resolve.settle import settle
from hoedam.resolve.sightings import Sighting

_LATER = ("statement", "commitment", "agreement", "body", "project")  # what can bear on an earlier commitment


def link(connection: Connection, ids: Collection[int]) -> None:
    """Find the items of these records, in the order of their numbers, and what they say of earlier commitments."""
    touched: set[int] = set()
    rows = [row for some in batches(sorted(ids)) for row in connection.execute(_joined(some))]
    for row in rows:
        touched |= _assign(connection, row)
    refresh_items(connection, touched)
    _propose(connection, [row for row in rows if row.live and row.kind in _LATER])


def _joined(ids: Sequence[int]) -> Any:
    return select(record).where(record.c.id.in_(ids)).order_by(record.c.id)


def _assign(connection: Connection, row: Row[Any]) -> set[int]:
    """Put one record where it belongs; the items that this touches."""
    before = row.item
    after = _item_for(connection, row) if row.live and row.sighting else None
    if after != before:
        connection.execute(update(record).where(record.c.id == row.id).values(item=after))
    return {number for number in (before, after) if number is not None}


def _item_for(connection: Connection, row: Row[Any]) -> int:
    same, apart = _decisions(connection, row.id)
    if same is not None:
        return same
    groups = {number: group for number, group in _candidates(connection, row).items() if number not in apart}
    best, _ = place(_sighting(row), groups)
    if best is not None:
        return best
    if row.item is not None and _alone(connection, row):
        return int(row.item)
    values = {"kind": row.kind, "label": row.words, "date": row.date, "documents": 1, "settled": "{}"}
    return int(connection.execute(item.insert().returning(item.c.id), [values]).scalar_one())


def _decisions(connection: Connection, number: int) -> tuple[int | None, set[int]]:
    """The item that a person put the record into, and those that a person kept it out of."""
    either = or_(decision.c.left_record == number, decision.c.right_record == number)
    same: int | None = None
    apart: set[int] = set()
    for row in connection.execute(select(decision).where(either, decision.c.undone.is_(None)).order_by(decision.c.id)):
        other = row.left_record if row.right_record == number else row.right_record
        home = connection.scalar(select(record.c.item).where(record.c.id == other))
        if home is None:
            continue
        if row.same:
            same = home
        else:
            apart.add(home)
    return same, apart


def _candidates(connection: Connection, row: Row[Any]) -> Mapping[int, list[Sighting]]:
    """Items of the same kind with a record that shares a key, each with the sightings of its records."""
    mine, other = block.alias(), block.alias()
    shared = select(other.c.record).join(mine, mine.c.key == other.c.key).where(mine.c.record == row.id)
    near = select(record.c.item).where(
        record.c.id.in_(shared), record.c.id != row.id, record.c.kind == row.kind, record.c.live
    )
    groups: dict[int, list[Sighting]] = defaultdict(list)
    members = select(record.c.id, record.c.item, record.c.sighting).where(record.c.item.in_(near), record.c.live)
    for member in connection.execute(members.order_by(record.c.id)):
        if member.id != row.id and member.sighting:
            groups[member.item].append(_sighting(member))
    return groups


def _alone(connection: Connection, row: Row[Any]) -> bool:
    others = select(record.c.id).where(record.c.item == row.item, record.c.id != row.id, record.c.live).limit(1)
    return connection.execute(others).first() is None


def _sighting(row: Any) -> Sighting:
    return msgspec.json.decode(row.sighting, type=Sighting)


def refresh_items(connection: Connection, numbers: Iterable[int]) -> None:
    """Settle anew what items say; an item without records is no more."""
    for number in sorted(numbers):
        members = list(connection.execute(select(record).where(record.c.item == number).order_by(record.c.id)))
        live = [member for member in members if member.live and member.sighting]
        if live:
            connection.execute(update(item).where(item.c.id == number).values(**_settled(connection, live)))
        else:
            connection.execute(update(record).where(record.c.item == number).values(item=None))
            connection.execute(delete(item).where(item.c.id == number))


def _settled(connection: Connection, members: list[Row[Any]]) -> dict[str, Any]:
    settled = settle([_sighting(member) for member in members])
    return {
        "label": members[0].words,
        "date": min((member.date for member in members if member.date), default=None),
        "documents": len({member.document for member in members}),
        "settled": msgspec.json.encode(settled).decode(),
        "status": _status(connection, members),
    }


def _status(connection: Connection, members: list[Row[Any]]) -> str | None:
    """The status that a person gave a commitment last; open where none did."""
    if members[0].kind != "commitment":
        return None
    given = select(change.c.status).where(change.c.record.in_([member.id for member in members]))
    return connection.scalar(given.order_by(change.c.date.desc(), change.c.id.desc()).limit(1)) or "open"


def _propose(connection: Connection, rows: list[Row[Any]]) -> None:
    """What these records say of commitments that were made before them."""
    proposals = []
    for row in rows:
        for earlier in _earlier(connection, row):
            for found in propose(_sighting(earlier), [_sighting(row)]):
                reasons = msgspec.json.encode(found.reasons).decode()
                values = {"earlier": earlier.id, "later": row.id, "score": found.score, "reasons": reasons}
                proposals.append({**values, "status": found.status})
    _keep_proposals(connection, [row.id for row in rows], proposals)


def _earlier(connection: Connection, row: Row[Any]) -> list[Row[Any]]:
    """Commitments made earlier between the same states in the same sector: one record of each."""
    here, there = facet.alias(), facet.alias()
    matching = (
        select(there.c.record)
        .join(here, and_(here.c.name == there.c.name, here.c.value == there.c.value))
        .where(here.c.record == row.id)
    )
    by_country = matching.where(here.c.name == "country", here.c.value != "KOR")
    by_sector = matching.where(here.c.name == "sector")
    first = (
        select(func.min(record.c.id))
        .where(record.c.kind == "commitment", record.c.live, record.c.sighting.is_not(None), record.c.date < row.date)
        .where(record.c.id.in_(by_country), record.c.id.in_(by_sector), record.c.document != row.document)
        .group_by(record.c.item)
    )
    return list(connection.execute(select(record).where(record.c.id.in_(first)).order_by(record.c.id)))


def _keep_proposals(connection: Connection, ids: list[int], proposals: list[dict[str, Any]]) -> None:
    """Proposals made new, but for those that a person decided."""
    decided = set()
    for some in batches(ids):
        stale = and_(followup.c.later.in_(some), followup.c.verdict.is_(None))
        connection.execute(delete(followup).where(stale))
        left = connection.execute(select(followup.c.earlier, followup.c.later).where(followup.c.later.in_(some)))
        decided |= {tuple(pair) for pair in left}
    fresh = [one for one in proposals if (one["earlier"], one["later"]) not in decided]
    if fresh:
        connection.execute(followup.insert(), fresh)
