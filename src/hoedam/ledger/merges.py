"""Persons' word on what is one thing: items merged, records split off, each said by whom, when and why, and undone.

A decision is kept as pairs of records (see `decided`), so joining records anew never takes it back; the history holds
what it changed, so that undoing it brings back what the machine says.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from hoedam.errors import DecisionInvalid
from hoedam.ledger import decided, history, linking, revisions
from hoedam.ledger.batches import batches
from hoedam.ledger.ids import shown_item, shown_record
from hoedam.ledger.persons import named
from hoedam.ledger.store import Ledger, now
from hoedam.ledger.tables import decision, document, item, record

MERGE, SPLIT, UNDO = "merge", "split", "undo_merge"
_Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a decision led to: its entry in the history, and the items that its records are in now."""

    entry: int
    kind: str
    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A merge or split that holds: its entry in the history, who said it, when, why, and of which records."""

    entry: int
    action: str
    person: str
    at: str
    why: str
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person held, as a document of that date says; ISO 8601 prefix."""

    date: str | None
    office: str
    country: str | None
    record: int


def merge(ledger: Ledger, item_a: int, item_b: int, person: str, why: str, revision: int | None = None) -> Merged:
    """Say that two items are one thing: all records that are in them now, from now on.

    The older number stays. Raises DecisionInvalid where they are the same already, of different kinds, or no reason
    is given; LedgerBusy where `revision` is not the newer one of the two (`revisions.newest`). What kept their records
    apart before is taken back.
    """
    by, reason = named(person), _reason(why)
    with ledger.write() as connection:
        revisions.check(connection, [item_a, item_b], revision)
        first, second = sorted((_item(connection, item_a), _item(connection, item_b)), key=lambda row: row.id)
        members = {row.id: _members(connection, row.id) for row in (first, second)}
        _check_alike(first, second, members)
        before = {id: [row.id for row in rows] for id, rows in members.items()}
        ours = sorted(number for ids in before.values() for number in ids)
        back = _between(connection, *before.values())
        data = {"kind": first.kind, "items": {str(id): ids for id, ids in before.items()}, "why": reason}
        entry = _say(connection, by, MERGE, f"item:{first.id}", [(ours[0], one) for one in ours[1:]], [], back, data)
        for some in batches(ours):
            connection.execute(update(record).where(record.c.id.in_(some)).values(item=first.id))
        linking.refresh_items(connection, before)
        linking.follow(connection, ours)
        return Merged(entry, first.kind, _items(connection, ours))


def split(ledger: Ledger, record_id: int, person: str, why: str, revision: int | None = None) -> Merged:
    """Say that a record is another thing than the rest of its item, and keep it out of it.

    Raises DecisionInvalid where it stands alone, or no reason is given; LedgerBusy where `revision` is not its item's.
    """
    by, reason = named(person), _reason(why)
    with ledger.write() as connection:
        row = _record(connection, record_id)
        revisions.check(connection, [row.item], revision)
        rest = [one.id for one in _members(connection, row.item) if one.id != row.id]
        links = decided.holding(connection, True, [row.id], sorted(decided.together(connection, row.id)))
        others = sorted({one.left_record if one.right_record == row.id else one.right_record for one in links})
        rest = [one for one in rest if one in others or one not in decided.together(connection, row.id)]
        if not rest:
            raise DecisionInvalid(f"{shown_record(row.id)} stands alone already: there is nothing to split it from.")
        kept = [(others[0], one) for one in others[1:]]  # what was one with it stays one without it
        data = {"kind": row.kind, "items": {str(row.item): sorted([row.id, *rest])}, "why": reason}
        apart, back = [(row.id, one) for one in rest], [one.id for one in links]
        entry = _say(connection, by, SPLIT, f"record:{row.id}", kept, apart, back, data)
        linking.link(connection, [row.id])
        return Merged(entry, row.kind, _items(connection, [row.id, *rest]))


def undo(ledger: Ledger, entry: int, person: str, why: str = "") -> Merged:
    """Take back a merge or split, named by its entry in the history: the machine's word holds again.

    Raises DecisionInvalid where there is no such decision, or it was taken back already.
    """
    by = named(person)
    with ledger.write() as connection:
        said, data = _standing(connection, entry)
        own = list(connection.scalars(select(decision.c.id).where(decision.c.entry == entry)))
        restored = list(connection.scalars(select(decision.c.id).where(decision.c.undone == entry)))
        number = history.append(
            connection, by, UNDO, said.subject, {"undoes": entry, "takes_back": own, "restores": restored, "why": why}
        )
        connection.execute(update(decision).where(decision.c.id.in_(own)).values(undone=number))
        connection.execute(update(decision).where(decision.c.id.in_(restored)).values(undone=None))
        return Merged(number, data["kind"], _restore(connection, data["kind"], data["items"]))


def standing(connection: Connection, item_id: int) -> list[Standing]:
    """The merges and splits that hold for the records of an item, in the order in which they were said."""
    ids = select(record.c.id).where(*_joined(item_id))  # a president has thousands: the database knows them
    touching = decision.c.left_record.in_(ids) | decision.c.right_record.in_(ids)
    rows = connection.execute(select(decision).where(touching, decision.c.undone.is_(None)).order_by(decision.c.id))
    groups: dict[int, list[Row[Any]]] = {}
    for row in rows:
        groups.setdefault(row.entry, []).append(row)
    found = [(history.entry(connection, number), group) for number, group in sorted(groups.items())]
    return [
        Standing(said.id, said.action, said.person, said.at, group[0].why,
                 tuple(sorted({id for row in group for id in (row.left_record, row.right_record)})))
        for said, group in found if said
    ]  # fmt: skip


def moved(connection: Connection, number: int) -> tuple[str, int] | None:
    """The item (kind, number) in which the records of a vanished one are since a person merged it; None for any other number.

    Of several, as where it was merged and split again, the one with the lowest number.
    """
    if connection.scalar(select(item.c.id).where(item.c.id == number)) is not None:
        return None
    for entry in list(connection.scalars(select(decision.c.entry).distinct().order_by(decision.c.entry.desc()))):
        said = history.entry(connection, entry)
        data = json.loads(said.data) if said else {"items": {}}
        if now_in := _items(connection, data["items"].get(str(number), ())):
            return data["kind"], now_in[0]
    return None


def offices(connection: Connection, item_id: int) -> list[Office]:
    """The offices that a person held, by date: the first document of each that says so."""
    joined = record.join(document, record.c.document == document.c.id)
    chosen = select(record.c.id, record.c.human, record.c.machine, document.c.published).select_from(joined)
    rows = connection.execute(
        chosen.where(record.c.item == item_id, record.c.kind == "entity", record.c.live).order_by(
            document.c.published, record.c.id
        )
    )
    found: list[Office] = []
    for row in rows:
        one = json.loads(row.human or row.machine)
        if one.get("office") and (not found or found[-1].office != one["office"]):
            found.append(Office((row.published or "")[:10] or None, one["office"], one.get("country"), row.id))
    return found


def _say(
    connection: Connection,
    person: str,
    action: str,
    subject: str,
    together: _Pairs,
    apart: _Pairs,
    back: Sequence[int],
    data: Mapping[str, Any],
) -> int:
    """Write a decision down: its entry, its pairs, and the earlier ones that it takes back."""
    said = {"together": together, "apart": apart, "takes_back": list(back), **data}
    entry = history.append(connection, person, action, subject, said)
    shared = {"person": person, "at": now(), "why": data["why"], "entry": entry}
    rows = [
        {"left_record": left, "right_record": right, "same": same, **shared}
        for same, pairs in ((True, together), (False, apart)) for left, right in pairs
    ]  # fmt: skip
    if rows:
        connection.execute(decision.insert(), rows)
    connection.execute(update(decision).where(decision.c.id.in_(list(back))).values(undone=entry))
    return entry


def _restore(connection: Connection, kind: str, items: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """Put records back where they were, then let the machine look at all of them again."""
    before = {int(number): list(ids) for number, ids in items.items()}
    now_in = _items(connection, [id for ids in before.values() for id in ids])
    affected = {row.id for number in now_in for row in _members(connection, number)}
    for number, ids in before.items():
        if connection.scalar(select(item.c.id).where(item.c.id == number)) is None:
            row = {"id": number, "kind": kind, "label": "", "documents": 1, "settled": "{}"}
            connection.execute(item.insert(), [row])
        connection.execute(update(record).where(record.c.id.in_(ids), record.c.live).values(item=number))
    affected |= {id for ids in before.values() for id in ids}
    linking.link(connection, affected)
    linking.refresh_items(connection, {*now_in, *before})
    linking.follow(connection, affected)
    return _items(connection, sorted(affected))


def _between(connection: Connection, one: Sequence[int], other: Sequence[int]) -> list[int]:
    """The decisions that keep two groups apart, themselves or through what is one with them."""
    groups = [{near for id in ids for near in decided.together(connection, id)} for ids in (one, other)]
    return [row.id for row in decided.holding(connection, False, *groups)]


def _standing(connection: Connection, entry: int) -> tuple[history.Entry, dict[str, Any]]:
    said = history.entry(connection, entry)
    if said is None or said.action not in (MERGE, SPLIT):
        raise DecisionInvalid(
            f"entry {entry} of the history is no merge or split: see `hoedam history` for its number."
        )
    rows = connection.scalars(select(decision.c.undone).where(decision.c.entry == entry))
    ends = [number for number in rows if number is not None]
    last = history.entry(connection, max(ends)) if ends else None
    if last and last.action == UNDO and json.loads(last.data)["undoes"] == entry:
        raise DecisionInvalid(f"entry {entry} was taken back already by {last.person} (entry {last.id}).")
    return said, json.loads(said.data)


def _check_alike(first: Row[Any], second: Row[Any], members: Mapping[int, Sequence[Row[Any]]]) -> None:
    one, other = shown_item(first.kind, first.id), shown_item(second.kind, second.id)
    if first.id == second.id:
        raise DecisionInvalid(f"{one} and {other} are one already.")
    kinds = [_kind(members[row.id][0]) for row in (first, second)]
    if kinds[0] != kinds[1]:
        raise DecisionInvalid(
            f"{one} is of kind {kinds[0]}, {other} of kind {kinds[1]}: only the same kind can be merged."
        )


def _kind(row: Row[Any]) -> str:
    return str(json.loads(row.sighting)["kind"])


def _item(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(item).where(item.c.id == number)).first()
    if row is None:
        raise DecisionInvalid(f"there is nothing joined under number {number}: it may have been merged; search again.")
    return row


def _record(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(record).where(record.c.id == number)).first()
    if row is None or row.item is None:
        raise DecisionInvalid(f"{shown_record(number)} is in no item of this ledger: nothing can be split off.")
    return row


def _members(connection: Connection, number: int) -> list[Row[Any]]:
    return list(connection.execute(select(record).where(*_joined(number)).order_by(record.c.id)))


def _joined(number: int) -> tuple[Any, ...]:
    """What holds of the records that are joined in an item."""
    return record.c.item == number, record.c.live, record.c.sighting.is_not(None)


def _items(connection: Connection, numbers: Sequence[int]) -> tuple[int, ...]:
    chosen = select(record.c.item).where(record.c.id.in_(numbers), record.c.item.is_not(None)).distinct()
    return tuple(sorted(connection.scalars(chosen)))


def _reason(why: str) -> str:
    reason = " ".join(why.split())
    if not reason:
        raise DecisionInvalid("no reason is given: say in a few words why (--why).")
    return reason
