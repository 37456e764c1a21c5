"""Documents in a ledger: added once, in versions, read again without losing what a person said."""

import json
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, select, update

from hoedam.errors import LedgerUnusable, NotInLedger
from hoedam.ledger import differing, history, linking, queue, search, versions
from hoedam.ledger.batches import batches, insert_rows, update_rows
from hoedam.ledger.looks import Look, Looks
from hoedam.ledger.matching import Known, aligned
from hoedam.ledger.records import assembled, from_json, local_id, main_span, records_of, referred, to_json, without
from hoedam.ledger.store import Ledger, now
from hoedam.ledger.tables import block, document, facet, original, record
from hoedam.model import Reading, Record

_ABOUT_SPEAKERS = ("speaker_conflict", "speaker_unknown")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document: `new`, `version` (replaces `replaced`) or `known`; ids are the ledger's."""

    id: int
    how: str
    replaced: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What reading a document again changed: ids of records."""

    document: int
    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    kept: list[int] = field(default_factory=list)  # a person's, though the machine now reads them otherwise

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.kept)


def known(ledger: Ledger, digest: str) -> int | None:
    """The number of the document with this digest, if the ledger has it."""
    with ledger.read() as connection:
        return connection.scalar(select(document.c.id).where(document.c.digest == digest))


def add(
    ledger: Ledger,
    reading: Reading,
    *,
    data: bytes | None = None,
    address: str | None = None,
    given: Mapping[str, str] | None = None,
) -> Added:
    """Put a reading into the ledger, whole or not at all; a document that is there already changes nothing.

    `data`: the bytes it was read from, kept so that it can be read again. `address`: a path or URL; another document
    of the same address is replaced by this one as its new version. `given`: what the person who adds it said of it
    (publication date), used again whenever it is read again.
    """
    reading.check_spans()
    with ledger.write() as connection:
        digest = reading.document.id
        if number := connection.scalar(select(document.c.id).where(document.c.digest == digest)):
            return Added(number, "known")
        before = _current(connection, address)
        number = _insert(connection, reading, _keep(connection, data), address, before, given)
        if before:
            _supersede(connection, before.id)
        looks = _insert_records(connection, number, reading, records_of(reading))
        versions.match(connection, number, new=True)
        _make_findable(connection, looks)
        how = "version" if before else "new"
        history.append(connection, history.MACHINE, "add", f"document:{number}", {"digest": digest, "how": how})
        return Added(number, how, before.id if before else None)


def reread(ledger: Ledger, number: int, reading: Reading) -> Changes:
    """Put a newer reading of a document in place of the older one; what a person said of it stays.

    Records keep their numbers where the same kind of record is read from the same words.
    """
    with ledger.write() as connection:
        row = connection.execute(select(document).where(document.c.id == number)).one()
        if row.digest != reading.document.id:
            raise LedgerUnusable(f"document {number} cannot be read again from other bytes than its own.")
        rows = _rows(connection, number)
        new = aligned(reading, [_known(one) for one in rows])
        changes = _replace(connection, number, rows, new)
        connection.execute(update(document).where(document.c.id == number).values(**_said(new), **_read(new)))
        _match_versions(connection, number)
        refresh(connection, number, None)
        if changes:
            data = {name: getattr(changes, name) for name in ("new", "changed", "gone", "kept")}
            history.append(connection, history.MACHINE, "reread", f"document:{number}", data)
        return changes


def _match_versions(connection: Connection, number: int) -> None:
    """Which records of a document, and of the version after it, were which ones before."""
    for one in (number, connection.scalar(select(document.c.id).where(document.c.replaces == number))):
        if one is not None:
            versions.match(connection, one)


def _known(row: Row[Any]) -> Known:
    """Where the machine read a record: a person may have moved it since."""
    span = main_span(from_json(row.kind, row.machine or row.human))
    return Known(row.kind, row.local, span.start if span else None, span.end if span else None)


def machine_reading(connection: Connection, number: int) -> Reading:
    """What the machine read last. Raises NotInLedger where there is no such document."""
    packed = connection.scalar(select(document.c.packed).where(document.c.id == number))
    if packed is None:
        raise NotInLedger(f"there is no document d{number} in this ledger.")
    return msgspec.json.decode(zlib.decompress(packed), type=Reading)


def effective_reading(connection: Connection, number: int) -> Reading:
    """What holds: the machine's reading with what persons corrected, added and rejected."""
    return _assembled(connection, number, _rows(connection, number))


def _assembled(connection: Connection, number: int, found_rows: Iterable[Row[Any]]) -> Reading:
    base = machine_reading(connection, number)
    rows = {row.local: row for row in found_rows}
    gone = rejected(rows.values())
    chosen = {local for local, row in rows.items() if _holds(row)}
    found: dict[str, tuple[str, Record]] = {}
    while chosen:  # with every record that those chosen speak of
        local = chosen.pop()
        row = rows[local]
        found[local] = (row.kind, without(effective(row), gone))
        chosen |= {id for id in referred(found[local][1]) if id in rows and id not in found}
    return _less_doubtful(assembled(base, found.values()), {local for local, row in rows.items() if row.human})


def _less_doubtful(reading: Reading, said: Collection[str]) -> Reading:
    """Without the doubts about speakers that persons settled in these records."""
    sure = {one.id for one in reading.statements if one.id in said and one.speakers and one.attribution.certain}
    left = tuple(one for one in reading.issues if one.about not in sure or one.code not in _ABOUT_SPEAKERS)
    return reading if len(left) == len(reading.issues) else msgspec.structs.replace(reading, issues=left)


def rejected(rows: Iterable[Row[Any]]) -> set[str]:
    """The ids of the records that a person said are none: nothing may speak of them."""
    return {row.local for row in rows if row.rejected}


def effective(row: Row[Any]) -> Record:
    """The record of a row as it holds: a person's word over the machine's."""
    return from_json(row.kind, row.human or row.machine)  # type: ignore[no-any-return]


def standing(connection: Connection, row: Row[Any]) -> Record:
    """The record of a row as it stands in its document: without those that persons rejected."""
    return without(effective(row), struck(connection, row.document))


def struck(connection: Connection, number: int) -> set[str]:
    """The ids of a document's records that persons said are none."""
    return set(connection.scalars(select(record.c.local).where(record.c.document == number, record.c.rejected)))


def original_bytes(connection: Connection, number: int) -> bytes | None:
    """The bytes a document was read from. Raises LedgerUnusable where they are not what they were."""
    joined = document.join(original, document.c.original == original.c.digest)
    row = connection.execute(select(original).select_from(joined).where(document.c.id == number)).first()
    if row is None:
        return None
    data = zlib.decompress(row.packed)
    if "sha256:" + sha256(data).hexdigest() != row.digest:
        raise LedgerUnusable(f"the original of document d{number} is damaged: restore a backup.")
    return data


def refresh(connection: Connection, number: int, locals: Iterable[str] | None) -> None:
    """Derive anew what lists, search and links use: for these records of a document, or for all."""
    rows = _rows(connection, number)
    chosen = {row.local for row in rows} if locals is None else set(locals)
    current = connection.scalar(select(document.c.current).where(document.c.id == number))
    gone = rejected(rows)
    yielding = set() if current else versions.yielding(connection, number)
    looks = Looks(_assembled(connection, number, rows))
    seen: list[Look] = []
    changed: list[dict[str, Any]] = []
    for row in rows:
        if row.local in chosen:
            said = row.human is not None and row.id not in yielding
            live = not row.rejected and (said or row.held or bool(row.read and current))
            look = looks.of(row.id, row.kind, without(effective(row), gone), live=live)
            seen.append(look)
            if any(getattr(row, name) != value for name, value in look.columns.items()):
                changed.append({"id": row.id, **look.columns})
    update_rows(connection, record, changed)
    _forget(connection, [look.id for look in seen])
    _make_findable(connection, seen)


def _forget(connection: Connection, ids: list[int]) -> None:
    for some in batches(ids):
        connection.execute(delete(facet).where(facet.c.record.in_(some)))
        connection.execute(delete(block).where(block.c.record.in_(some)))


def _make_findable(connection: Connection, seen: Iterable[Look]) -> None:
    """Facets, keys, words and links of records that have none."""
    seen = list(seen)
    ids = [look.id for look in seen]
    insert_rows(connection, block, [row for look in seen for row in look.keys])
    search.index(connection, ids)
    linking.link(connection, ids)
    homes = linking.homes(connection, ids)
    insert_rows(connection, facet, [{**row, "item": homes[look.id]} for look in seen for row in look.facets])
    queue.weigh(connection, ids)


def _holds(row: Row[Any]) -> bool:
    return not row.rejected and (row.human is not None or row.held or row.read)


def _rows(connection: Connection, number: int) -> list[Row[Any]]:
    return list(connection.execute(select(record).where(record.c.document == number).order_by(record.c.id)))


def _current(connection: Connection, address: str | None) -> Row[Any] | None:
    if address is None:
        return None
    same = select(document).where(document.c.address == address, document.c.current)
    return connection.execute(same).first()


def _keep(connection: Connection, data: bytes | None) -> str | None:
    if data is None:
        return None
    digest = "sha256:" + sha256(data).hexdigest()
    if connection.scalar(select(original.c.digest).where(original.c.digest == digest)) is None:
        connection.execute(original.insert(), [{"digest": digest, "size": len(data), "packed": zlib.compress(data)}])
    return digest


def _insert(
    connection: Connection,
    reading: Reading,
    digest: str | None,
    address: str | None,
    before: Row[Any] | None,
    given: Mapping[str, str] | None,
) -> int:
    row = {
        "digest": reading.document.id,
        "original": digest,
        "address": address,
        "version": before.version + 1 if before else 1,
        "replaces": before.id if before else None,
        "current": True,
        "given": json.dumps(dict(given), ensure_ascii=False) if given else None,
        "added": now(),
        **_said(reading),
        **_read(reading),
    }
    return int(connection.execute(document.insert().returning(document.c.id), [row]).scalar_one())


def _said(reading: Reading) -> dict[str, Any]:
    """What the document says of itself."""
    names = ("kind", "language", "title", "publisher", "agency", "published")
    return {name: getattr(reading.document, name) for name in names}


def _read(reading: Reading) -> dict[str, Any]:
    return {"engine": to_json(reading.engine), "packed": zlib.compress(reading.to_json().encode())}


def _supersede(connection: Connection, number: int) -> None:
    """An older version's records no longer count, but for those that a person spoke of."""
    connection.execute(update(document).where(document.c.id == number).values(current=False))
    refresh(connection, number, None)


def _insert_records(
    connection: Connection,
    number: int,
    reading: Reading,
    records: Iterable[tuple[str, Record]],
    otherwise: str | None = None,
) -> list[Look]:
    """Records that the machine has read, with all that lists show of them."""
    looks = Looks(reading)
    seen = [(kind, one, looks.of(0, kind, one, live=True)) for kind, one in records]
    rows = [
        {"document": number, "kind": kind, "local": local_id(one), "machine": to_json(one), "read": True, "held": False,
         "state": "machine", "rejected": False, "revision": 1, "otherwise": otherwise, **look.columns}
        for kind, one, look in seen
    ]  # fmt: skip
    insert_rows(connection, record, rows)
    numbers = select(record.c.local, record.c.id).where(record.c.document == number)
    ids = dict(map(tuple, connection.execute(numbers)))
    return [replace(look, id=ids[local_id(one)]) for _, one, look in seen]


def _replace(connection: Connection, number: int, rows: list[Row[Any]], new: Reading) -> Changes:
    """Write the new machine's records over the old ones."""
    changes = Changes(number)
    old = {row.local: row for row in rows}
    fresh = {local_id(one): (kind, one) for kind, one in records_of(new)}
    rewritten: list[dict[str, Any]] = []
    for local, row in old.items():
        _, one = fresh.get(local, (row.kind, None))
        machine = to_json(one) if one else row.machine
        if bool(one) == row.read and machine == row.machine:
            continue
        heading = changes.kept if row.human or row.rejected or row.held else changes.changed if one else changes.gone
        heading.append(row.id)
        otherwise = differing.otherwise(row, machine if one else None)
        rewritten.append({"id": row.id, "read": bool(one), "machine": machine, "otherwise": otherwise})
    update_rows(connection, record, rewritten)
    added = [pair for local, pair in fresh.items() if local not in old]
    changes.new.extend(look.id for look in _insert_records(connection, number, new, added, differing.NOTHING))
    return changes
