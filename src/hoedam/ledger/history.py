"""What was done to a ledger, by whom and when: append-only, each entry sealed with the digest of the one before.

An entry that is changed, removed or slipped in afterwards breaks the chain at its place; `broken` names the
first such entry. (The linking of entries by hashes follows Haber and Stornetta, 1991.)
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, TextIO

from sqlalchemy import ColumnElement, Connection, func, select

from hoedam.ledger.store import now
from hoedam.ledger.tables import history

MACHINE = "machine"
FIRST = "0" * 64  # what the first entry names as the one before
_SEALED = ("id", "at", "person", "action", "subject", "data", "previous")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `data` is JSON as it was sealed."""

    id: int
    at: str
    person: str
    action: str
    subject: str
    data: str
    previous: str
    digest: str


def append(connection: Connection, person: str, action: str, subject: str, data: Mapping[str, Any]) -> int:
    """Write down what was done, in the transaction that does it, and return the entry's number.

    Only one writer is in a ledger at a time.
    """
    last = connection.execute(select(history.c.id, history.c.digest).order_by(history.c.id.desc()).limit(1)).first()
    entry: dict[str, Any] = {
        "id": (last.id if last else 0) + 1,
        "at": now(),
        "person": person,
        "action": action,
        "subject": subject,
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        "previous": last.digest if last else FIRST,
    }
    connection.execute(history.insert(), [{**entry, "digest": seal(entry)}])
    return int(entry["id"])


def seal(entry: Mapping[str, Any]) -> str:
    """The digest of an entry: SHA-256 over its fields as a JSON array."""
    return sha256(json.dumps([entry[name] for name in _SEALED], ensure_ascii=False).encode()).hexdigest()


def entries(connection: Connection, subject: str | None = None) -> Iterator[Entry]:
    """The entries in their order; all of them, or those about one subject (`record:12`)."""
    chosen = select(history).order_by(history.c.id)
    if subject is not None:
        chosen = chosen.where(history.c.subject == subject)
    for row in connection.execute(chosen.execution_options(yield_per=1000)):
        yield Entry(**row._mapping)


def latest(
    connection: Connection,
    *,
    before: int | None = None,
    limit: int = 50,
    person: str | None = None,
    action: str | None = None,
    subject: str | None = None,
) -> list[Entry]:
    """The newest entries, or those before a number; of one person, of one action, about one subject."""
    chosen = select(history).order_by(history.c.id.desc()).limit(limit).where(*_wanted(person, action, subject))
    if before is not None:
        chosen = chosen.where(history.c.id < before)
    return [Entry(**row._mapping) for row in connection.execute(chosen)]


def told(connection: Connection) -> tuple[list[str], list[str]]:
    """The persons and the actions that the history knows, by name."""
    columns = (history.c.person, history.c.action)
    persons, actions = (list(connection.scalars(select(one).distinct().order_by(one))) for one in columns)
    return persons, actions


def entry(connection: Connection, number: int) -> Entry | None:
    """One entry by its number."""
    row = connection.execute(select(history).where(history.c.id == number)).first()
    return Entry(**row._mapping) if row else None


def export(connection: Connection, file: TextIO, subject: str | None = None) -> int:
    """Write the entries as JSON Lines, and return how many.

    Each line is an object with the fields of `Entry`; `data` stays the text that was sealed, so that the chain can be
    verified from the export alone. With a `subject` (`record:12`), only the entries about it.
    """
    written = 0
    for one in entries(connection, subject):
        file.write(json.dumps(asdict(one), ensure_ascii=False) + "\n")
        written += 1
    return written


def broken(connection: Connection) -> str | None:
    """What is wrong with the first entry that does not fit the chain; None where all fit."""
    previous = FIRST
    for number, entry in enumerate(entries(connection), start=1):
        if entry.id != number:
            return f"entry {number} of the history is missing"
        if entry.previous != previous:
            return f"entry {number} of the history does not follow the one before it"
        if entry.digest != seal({name: getattr(entry, name) for name in _SEALED}):
            return f"entry {number} of the history was changed after it was written"
        previous = entry.digest
    return None


def length(
    connection: Connection, *, person: str | None = None, action: str | None = None, subject: str | None = None
) -> int:
    """How many entries there are; of one person, of one action, about one subject."""
    chosen = select(func.count()).select_from(history).where(*_wanted(person, action, subject))
    return connection.scalar(chosen) or 0


def _wanted(person: str | None, action: str | None, subject: str | None) -> Iterator[ColumnElement[bool]]:
    wanted = ((history.c.person, person), (history.c.action, action), (history.c.subject, subject))
    return (column == value for column, value in wanted if value)
