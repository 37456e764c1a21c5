"""Records of several documents joined into one account: utterances, commitments, matters, meetings, names.

What is the same is decided by `hoedam.resolve`; here its candidates are looked up and its decisions kept. A person's
decision that two records are, or are not, the same always holds.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, bindparam, case, delete, func, select, update

from hoedam.ledger import decided, proposing, queue
from hoedam.ledger.batches import batches, update_rows
from hoedam.ledger.records import decoded
from hoedam.ledger.tables import block, change, document, facet, item, record
from hoedam.resolve.clusters import Decisions, cluster, joins
from hoedam.resolve.settle import settle
from hoedam.resolve.sightings import Sighting


def link(connection: Connection, ids: Collection[int]) -> None:
    """Find the items of these records, in the order of their numbers, and what they say of earlier commitments."""
    linking = _Linking(connection, ids)
    linking.assign_all()
    linking.regroup()
    refresh_items(connection, linking.touched)
    follow(connection, linking.placed)
    proposing.propose_for(connection, set(ids) | _heads(connection, linking.left))


def follow(connection: Connection, ids: Collection[int]) -> None:
    """What is derived of the items that records are in: to be said when these came into others, and those are settled."""
    for some in batches(sorted(ids)):
        connection.execute(_FOLLOW, {"ids": some})
    queue.weigh(connection, ids)


def homes(connection: Connection, ids: Collection[int]) -> Mapping[int, int | None]:
    """The item of each of these records, None for those in none."""
    return {id: home for some in batches(sorted(ids)) for id, home in connection.execute(_HOMES, {"ids": some})}


class _Linking:
    """One pass: which items it touched, and which of them a record left."""

    def __init__(self, connection: Connection, ids: Collection[int]) -> None:
        self._connection = connection
        self._ids = sorted(ids)
        self._concerned = decided.concerned(connection, ids)
        self._moved: set[int] = set()  # records whose item is another than when the pass began
        self._pending: dict[int, int | None] = {}  # record → item that is not written down yet
        self._stale_items: set[int] = set()  # what is written of these is not what holds,
        self._stale_keys: set[tuple[str, str]] = set()  # nor what is found by these
        self._ahead: dict[int, Mapping[int, list[Sighting]]] = {}  # record → candidates before the pass
        self._changed_items: set[int] = set()
        self._changed_keys: set[tuple[str, str]] = set()
        self.touched: set[int] = set()
        self.placed: set[int] = set()  # records that came into an item
        self.left: set[int] = set()

    def assign_all(self) -> None:
        """Put every record where it belongs, in the order of their numbers."""
        for some in batches(self._ids):
            rows = list(self._connection.execute(_WITH_NUMBERS, {"ids": some}))
            self._ahead = _candidates_of_new(self._connection, rows)
            for row in rows:
                self._assign(self._again(row.id) if row.id in self._moved else row)
        self._write()

    def _again(self, number: int) -> Row[Any]:
        return self._connection.execute(_WITH_NUMBERS, {"ids": [number]}).one()

    def _assign(self, row: Row[Any]) -> None:
        after = self._item_for(row) if row.live and row.sighting else None
        if after != row.item:
            self._put(row, after)
            if row.item is not None and not self._said_by_another(row):
                self.left.add(row.item)
        self.touched |= {one for one in (row.item, after) if one is not None}

    def _put(self, row: Row[Any], home: int | None) -> None:
        """Written down with others, as soon as another record could be like this one."""
        self._pending[row.id] = home
        self.placed.add(row.id)
        items = {one for one in (row.item, home) if one is not None}
        keys = {(row.kind, key) for key in _sighting(row).keys} if row.sighting else set()
        self._stale_items |= items
        self._stale_keys |= keys
        self._changed_items |= items
        self._changed_keys |= keys

    def _write(self) -> None:
        update_rows(self._connection, record, [{"id": id, "item": home} for id, home in self._pending.items()])
        self._pending, self._stale_items, self._stale_keys = {}, set(), set()

    def _near(self, row: Row[Any]) -> Mapping[int, list[Sighting]]:
        """The candidates of a record, as they stand now."""
        ahead = self._ahead.get(row.id)
        keys = {(row.kind, key) for key in _sighting(row).keys}
        if ahead is not None and self._changed_keys.isdisjoint(keys) and self._changed_items.isdisjoint(ahead):
            return ahead
        if not self._stale_keys.isdisjoint(keys):
            self._write()
        groups = _candidates(self._connection, row)
        if self._stale_items.isdisjoint(groups):
            return groups
        self._write()
        return _candidates(self._connection, row)

    def regroup(self) -> None:
        """What a record held together falls apart without it: what is left is grouped anew, the first keeps the item."""
        for number in sorted(self.left):
            rows = _members(self._connection, [number])
            for group in _groups(self._connection, rows)[1:]:
                self._move([row.id for row in group], self._begin(group[0]))

    def _item_for(self, row: Row[Any]) -> int:
        home, parted = self._decided(row) if row.id in self._concerned else (None, set())
        if home is not None:
            return home
        groups = {id: group for id, group in self._near(row).items() if id not in parted}
        found = [id for id, _ in joins(_sighting(row), groups)] or self._within(row, groups)
        if found:
            return self._merged(found)
        if row.item is not None and row.item not in parted and self._alone(row):
            return int(row.item)
        return self._begin(row)

    def _within(self, row: Row[Any], groups: Mapping[int, Sequence[Sighting]]) -> list[int]:
        """Items that persons merged of things that are not alike: a record need only be like one of those."""
        for number in sorted(groups.keys() & self._made_by_persons) if groups else ():
            if joins(_sighting(row), dict(enumerate(cluster(groups[number])))):
                return [number]
        return []

    @cached_property
    def _made_by_persons(self) -> set[int]:
        self._write()
        return decided.merged(self._connection)

    def _decided(self, row: Row[Any]) -> tuple[int | None, set[int]]:
        """The item of the records that a person said are one with it (the oldest), and those it was parted from."""
        self._write()
        one = decided.together(self._connection, row.id)
        home = min(_items(self._connection, one - {row.id}), default=None)
        return home, _items(self._connection, decided.apart(self._connection, one))

    def _merged(self, found: list[int]) -> int:
        """The items that a record shows to be one, as one: the oldest keeps its number. Parted ones stay apart."""
        if len(found) == 1:
            return found[0]
        self._write()
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

    def _alone(self, row: Row[Any]) -> bool:
        self._write()
        others = select(record.c.id).where(record.c.item == row.item, record.c.id != row.id, record.c.live).limit(1)
        return self._connection.execute(others).first() is None

    def _said_by_another(self, row: Row[Any]) -> bool:
        """Whether the item that it left has the same words from another: then nothing hung on it."""
        self._write()
        same = select(record.c.id).where(record.c.item == row.item, record.c.live, record.c.words == row.words)
        return self._connection.execute(same.where(record.c.id != row.id).limit(1)).first() is not None

    def _move(self, numbers: Sequence[int], target: int) -> None:
        for some in batches(numbers):
            self._connection.execute(update(record).where(record.c.id.in_(some)).values(item=target))
        self.touched.add(target)
        self._moved.update(numbers)
        self.placed.update(numbers)
        self._ahead = {}  # what was looked up ahead may be in another item now

    def _begin(self, row: Row[Any]) -> int:
        values = {"kind": row.kind, "label": row.words, "date": row.date, "documents": 1, "settled": "{}"}
        return int(self._connection.execute(_BEGIN, [values]).scalar_one())


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
    chosen = _SPELLINGS if row.kind == "entity" else _NEAR
    given = {"keys": sorted(_sighting(row).keys), "number": row.id, "kind": row.kind}
    groups: dict[int, list[Sighting]] = defaultdict(list)
    for member in connection.execute(chosen, given):
        groups[member.item].append(_sighting(member))
    return groups


def _candidates_of_new(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, Mapping[int, list[Sighting]]]:
    """The candidates of those of the records that are in no item yet, looked up together."""
    new = [row for row in rows if row.item is None and row.live and row.sighting]
    found: dict[int, Mapping[int, list[Sighting]]] = {}
    for names in (False, True):
        asked = [row.id for row in new if (row.kind == "entity") == names]
        pairs = connection.execute(_NEAR_NEW, {"ids": asked}).all() if asked else []
        groups = _groups_of(connection, sorted({pair.item for pair in pairs}), _SPELLINGS_OF if names else _MEMBERS_OF)
        found |= {id: {} for id in asked}
        for pair in pairs:
            if pair.item in groups:
                found[pair.mine] = {**found[pair.mine], pair.item: groups[pair.item]}
    return found


def _groups_of(connection: Connection, items: Sequence[int], chosen: Select[Any]) -> Mapping[int, list[Sighting]]:
    groups: dict[int, list[Sighting]] = defaultdict(list)
    for some in batches(items):
        for member in connection.execute(chosen, {"items": some}):
            groups[member.item].append(_sighting(member))
    return groups


def _near_new() -> Select[Any]:
    """Pairs of a record and an item that shares a key with it, as in `_near`."""
    mine, key = record.alias(), block.alias()
    shared = (block.c.key == key.c.key) & (block.c.record != key.c.record)
    return (
        select(mine.c.id.label("mine"), record.c.item)
        .distinct()
        .select_from(mine)
        .join(key, key.c.record == mine.c.id)
        .join(block, shared)
        .join(record, block.c.record == record.c.id)
        .where(mine.c.id.in_(bindparam("ids", expanding=True)), ~key.c.key.startswith(proposing.TOPIC))
        .where(record.c.kind == mine.c.kind, record.c.live, record.c.item.is_not(None))
    )


def _members_of(*, spellings: bool) -> Select[Any]:
    chosen = record.c.item.in_(bindparam("items", expanding=True)) & record.c.live & record.c.sighting.is_not(None)
    members = select(record.c.item, record.c.sighting).where(chosen).order_by(record.c.id)
    one = select(func.min(record.c.id)).where(chosen).group_by(record.c.item, record.c.words)
    return members.where(record.c.id.in_(one)) if spellings else members


_NEAR_NEW = _near_new()
_MEMBERS_OF, _SPELLINGS_OF = _members_of(spellings=False), _members_of(spellings=True)


def _near(*, spellings: bool) -> Select[Any]:
    """What `_candidates` asks, built once: items are looked up for every record that is added."""
    this = record.c.id != bindparam("number")
    shared = select(block.c.record).where(block.c.key.in_(bindparam("keys", expanding=True)))
    near = select(record.c.item).where(record.c.id.in_(shared), this, record.c.kind == bindparam("kind"), record.c.live)
    chosen = record.c.item.in_(near) & record.c.live & this & record.c.sighting.is_not(None)
    members = select(record.c.item, record.c.sighting).where(chosen).order_by(record.c.id)
    if not spellings:
        return members
    one = select(func.min(record.c.id)).where(chosen).group_by(record.c.item, record.c.words)
    return members.where(record.c.id.in_(one))  # a president stands in every document: each spelling once is enough


_NEAR, _SPELLINGS = _near(spellings=False), _near(spellings=True)
_FOLLOW = (
    update(facet)
    .where(facet.c.record.in_(bindparam("ids", expanding=True)))
    .values(item=select(record.c.item).where(record.c.id == facet.c.record).scalar_subquery())
)
_HOMES = select(record.c.id, record.c.item).where(record.c.id.in_(bindparam("ids", expanding=True)))
_DOCUMENTS = select(item.c.id, item.c.documents).where(item.c.id.in_(bindparam("items", expanding=True)))
_BEGIN = item.insert().returning(item.c.id)
_WITH_NUMBERS = select(record).where(record.c.id.in_(bindparam("ids", expanding=True))).order_by(record.c.id)


def _items(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The items of records, of those that have one."""
    found: set[int] = set()
    for some in batches(sorted(numbers)):
        chosen = select(record.c.item).where(record.c.id.in_(some), record.c.item.is_not(None), record.c.live)
        found |= set(connection.scalars(chosen))
    return found


def _members(connection: Connection, numbers: Sequence[int]) -> list[Row[Any]]:
    """The records that count in items, in the order of their numbers."""
    return list(connection.execute(_MEMBERS, {"items": numbers}))


def _heads(connection: Connection, numbers: Collection[int]) -> set[int]:
    """The first record of each item: it stands for what another, now gone, stood for."""
    rows = connection.execute(
        select(func.min(record.c.id)).where(record.c.item.in_(sorted(numbers)), record.c.live).group_by(record.c.item)
    )
    return set(rows.scalars())


def _sighting(row: Any) -> Sighting:
    return decoded(row.sighting)


def refresh_items(connection: Connection, numbers: Iterable[int]) -> None:
    """Settle anew what items say; an item without records is no more."""
    for some in batches(sorted(numbers)):
        sizes = dict(map(tuple, connection.execute(_SIZES, {"items": some})))
        groups: dict[int, list[Row[Any]]] = {number: [] for number in some}
        small = [number for number in some if 0 < sizes.get(number, 0) <= _MANY]
        for row in _members(connection, small) if small else ():
            groups[row.item].append(row)
        for number in set(sizes) - set(small):
            groups[number] = _some_members(connection, number)
        rows = _settled(connection, {id: group for id, group in groups.items() if group})
        before = dict(map(tuple, connection.execute(_DOCUMENTS, {"items": some})))
        update_rows(connection, item, rows)
        _weigh_anew(connection, [one["id"] for one in rows if _few(one["documents"]) != _few(before[one["id"]])])
        _drop(connection, [number for number, group in groups.items() if not group])


def _few(documents: int) -> bool:
    return documents <= queue.FEW


def _weigh_anew(connection: Connection, items: Sequence[int]) -> None:
    """Records of items that now stand in several documents, or in one again."""
    queue.weigh(connection, [row.id for row in _members(connection, items)] if items else [])


def _drop(connection: Connection, numbers: Sequence[int]) -> None:
    if numbers:
        connection.execute(update(record).where(record.c.item.in_(numbers)).values(item=None))
        connection.execute(delete(item).where(item.c.id.in_(numbers)))


_MANY = 60  # records of an item; of more than these, the first and the newest say what it is
_IN_ITEMS = record.c.item.in_(bindparam("items", expanding=True)) & record.c.live  # those have a sighting
_OF_MEMBERS = select(record.c.id, record.c.item, record.c.kind, record.c.words, record.c.date, record.c.sighting).where(
    _IN_ITEMS
)
_MEMBERS = _OF_MEMBERS.order_by(record.c.id)
_FIRST = _MEMBERS.limit(_MANY // 2)
_LAST = _OF_MEMBERS.order_by(record.c.id.desc()).limit(_MANY // 2)
_SIZES = select(record.c.item, func.count()).where(_IN_ITEMS).group_by(record.c.item)


def _some_members(connection: Connection, number: int) -> list[Row[Any]]:
    """The first and the newest records of a large item: a president stands in every document of five years."""
    given = {"items": [number]}
    return [*connection.execute(_FIRST, given), *reversed(connection.execute(_LAST, given).all())]


def _settled(connection: Connection, groups: Mapping[int, list[Row[Any]]]) -> list[dict[str, Any]]:
    """Rows of the items of these groups."""
    about = {row.item: row for row in connection.execute(_ABOUT, {"items": list(groups)})} if groups else {}
    given = _statuses(connection, groups)
    return [
        {
            "id": number,
            "label": members[0].words,
            "date": about[number].first,
            "documents": max(about[number].current, 1),  # a person's word in an older version alone still is one
            "settled": msgspec.json.encode(settle([_sighting(member) for member in members])).decode(),
            "status": given.get(number, "open") if members[0].kind == "commitment" else None,
        }
        for number, members in groups.items()
    ]


_REPLACED = select(document.c.id).where(~document.c.current)
_ABOUT = (
    select(
        record.c.item,
        func.min(record.c.date).label("first"),
        func.count(func.distinct(case((record.c.document.not_in(_REPLACED), record.c.document)))).label("current"),
    )
    .where(_IN_ITEMS)
    .group_by(record.c.item)
)


def _statuses(connection: Connection, numbers: Iterable[int]) -> Mapping[int, str]:
    """The status that a person gave the commitments of an item last."""
    return {row.item: row.status for row in connection.execute(_CHANGES, {"items": list(numbers)})}


_CHANGES = (
    select(record.c.item, change.c.status)
    .join(record, change.c.record == record.c.id)
    .where(_IN_ITEMS, change.c.undone.is_(None))
    .order_by(change.c.date, change.c.id)
)
