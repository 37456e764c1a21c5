"""Records of several documents joined into one account: utterances, commitments, matters, meetings, names.

What is the same is decided by `hoedam.resolve`; here its candidates are looked up and its decisions kept. A person's
decision that two records are, or are not, the same always holds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, func, select, update

from hoedam.ledger import decided, proposing
from hoedam.ledger.batches import batches
from hoedam.ledger.tables import block, change, document, item, record
from hoedam.resolve.clusters import Decisions, cluster, joins
from hoedam.resolve.settle import settle
from hoedam.resolve.sightings import Sighting


def link(connection: Connection, ids: Collection[int]) -> None:
    """Find the items of these records, in the order of their numbers, and what they say of earlier commitments."""
    linking = _Linking(connection)
    for number in sorted(ids):
        linking.assign(number)
    linking.regroup()
    refresh_items(connection, linking.touched)
    proposing.propose_for(connection, set(ids) | _heads(connection, linking.left))


class _Linking:
    """One pass: which items it touched, and which of them a record left."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.touched: set[int] = set()
        self.left: set[int] = set()

    def assign(self, number: int) -> None:
        """Put one record where it belongs."""
        row = self._connection.execute(select(record).where(record.c.id == number)).one()
        after = self._item_for(row) if row.live and row.sighting else None
        if after != row.item:
            self._connection.execute(update(record).where(record.c.id == row.id).values(item=after))
            if row.item is not None and not self._said_by_another(row):
                self.left.add(row.item)
        self.touched |= {one for one in (row.item, after) if one is not None}

    def regroup(self) -> None:
        """What a record held together falls apart without it: what is left is grouped anew, the first keeps the item."""
        for number in sorted(self.left):
            rows = _members(self._connection, [number])
            for group in _groups(self._connection, rows)[1:]:
                self._move([row.id for row in group], self._begin(group[0]))

    def _item_for(self, row: Row[Any]) -> int:
        one = decided.together(self._connection, row.id)
        home = self._home(one - {row.id})
        if home is not None:
            return home
        parted = _items(self._connection, decided.apart(self._connection, one))
        groups = {id: group for id, group in _candidates(self._connection, row).items() if id not in parted}
        found = [id for id, _ in joins(_sighting(row), groups)]
        if found:
            return self._merged(found)
        if row.item is not None and row.item not in parted and _alone(self._connection, row):
            return int(row.item)
        return self._begin(row)

    def _home(self, others: Collection[int]) -> int | None:
        """The item of the records that a person said are one with it: of several, the oldest."""
        return min(_items(self._connection, others), default=None)

    def _merged(self, found: list[int]) -> int:
        """The items that a record shows to be one, as one: the oldest keeps its number. Parted ones stay apart."""
        members = {id: [row.id for row in _members(self._connection, [id])] for id in found}
        one = [found[0]]
        for id in found[1:]:
            inside = [number for other in one for number in members[other]]
            if not decided.holding(self._connection, False, inside, members[id]):
                one.append(id)
        for id in sorted(one)[1:]:
            self._move(members[id], min(one))
            self.touched.add(id)
        return min(one)

    def _said_by_another(self, row: Row[Any]) -> bool:
        """Whether the item that it left has the same words from another: then nothing hung on it."""
        same = select(record.c.id).where(record.c.item == row.item, record.c.live, record.c.words == row.words)
        return self._connection.execute(same.where(record.c.id != row.id).limit(1)).first() is not None

    def _move(self, numbers: Sequence[int], target: int) -> None:
        for some in batches(numbers):
            self._connection.execute(update(record).where(record.c.id.in_(some)).values(item=target))
        self.touched.add(target)

    def _begin(self, row: Row[Any]) -> int:
        values = {"kind": row.kind, "label": row.words, "date": row.date, "documents": 1, "settled": "{}"}
        return int(self._connection.execute(item.insert().returning(item.c.id), [values]).scalar_one())


def _groups(connection: Connection, rows: Sequence[Row[Any]]) -> list[list[Row[Any]]]:
    """The records as groups of one thing each, as machine and persons see them; the oldest record's group first."""
    by_key = {_sighting(row).evidence: row for row in rows}
    groups = [
        [by_key[seen.evidence] for seen in group] for group in cluster(map(_sighting, rows), _said(connection, rows))
    ]
    return sorted((sorted(group, key=lambda row: row.id) for group in groups), key=lambda group: group[0].id)


def _said(connection: Connection, rows: Sequence[Row[Any]]) -> Decisions:
    """What persons decided about these records among themselves."""
    keys = {row.id: _sighting(row).evidence for row in rows}
    together, apart = [], []
    for number in keys:
        one = decided.together(connection, number)
        together += [(keys[number], keys[other]) for other in one & keys.keys() if other > number]
        parted = decided.apart(connection, one) & keys.keys()
        apart += [(keys[number], keys[other]) for other in parted if other > number]
    return Decisions.of(together, apart)


def _candidates(connection: Connection, row: Row[Any]) -> Mapping[int, list[Sighting]]:
    """Items of the same kind with a record that shares a key, each with the sightings of its records."""
    shared = select(block.c.record).where(block.c.key.in_(sorted(_sighting(row).keys)))
    near = select(record.c.item).where(
        record.c.id.in_(shared), record.c.id != row.id, record.c.kind == row.kind, record.c.live
    )
    chosen = record.c.item.in_(near) & record.c.live & (record.c.id != row.id)
    members = select(record.c.item, record.c.sighting).where(chosen, record.c.sighting.is_not(None))
    if row.kind == "entity":  # a president stands in every document: each spelling once is enough
        one = select(func.min(record.c.id)).where(chosen, record.c.sighting.is_not(None))
        members = members.where(record.c.id.in_(one.group_by(record.c.item, record.c.words)))
    groups: dict[int, list[Sighting]] = defaultdict(list)
    for member in connection.execute(members.order_by(record.c.id)):
        groups[member.item].append(_sighting(member))
    return groups


def _alone(connection: Connection, row: Row[Any]) -> bool:
    others = select(record.c.id).where(record.c.item == row.item, record.c.id != row.id, record.c.live).limit(1)
    return connection.execute(others).first() is None


def _items(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The items of records, of those that have one."""
    found: set[int] = set()
    for some in batches(sorted(numbers)):
        chosen = select(record.c.item).where(record.c.id.in_(some), record.c.item.is_not(None), record.c.live)
        found |= set(connection.scalars(chosen))
    return found


def _members(connection: Connection, numbers: Sequence[int]) -> list[Row[Any]]:
    """The records that count in items, in the order of their numbers."""
    chosen = select(record).where(record.c.item.in_(numbers), record.c.live, record.c.sighting.is_not(None))
    return list(connection.execute(chosen.order_by(record.c.id)))


def _heads(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The first record of each item: it stands for what another, now gone, stood for."""
    rows = connection.execute(
        select(func.min(record.c.id)).where(record.c.item.in_(sorted(numbers)), record.c.live).group_by(record.c.item)
    )
    return set(rows.scalars())


def _sighting(row: Any) -> Sighting:
    return msgspec.json.decode(row.sighting, type=Sighting)


def refresh_items(connection: Connection, numbers: Iterable[int]) -> None:
    """Settle anew what items say; an item without records is no more."""
    for number in sorted(numbers):
        live = _members(connection, [number])
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
        "documents": _documents(connection, {member.document for member in members}),
        "settled": msgspec.json.encode(settled).decode(),
        "status": _status(connection, members),
    }


def _documents(connection: Connection, numbers: Collection[int]) -> int:
    """How many of these documents are current; a person's word in an older version alone still is one."""
    current = 0
    for some in batches(sorted(numbers)):
        chosen = select(func.count()).where(document.c.id.in_(some), document.c.current)
        current += connection.scalar(chosen) or 0
    return max(current, 1)


def _status(connection: Connection, members: list[Row[Any]]) -> str | None:
    """The status that a person gave a commitment last; open where none did."""
    if members[0].kind != "commitment":
        return None
    of = change.c.record.in_([member.id for member in members])
    given = select(change.c.status).where(of, change.c.undone.is_(None))
    return connection.scalar(given.order_by(change.c.date.desc(), change.c.id.desc()).limit(1)) or "open"
