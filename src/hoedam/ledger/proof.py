"""Do the tables say of persons what the history says? A row that somebody changed behind its back is found.

The history is sealed (`history.broken`); here it is played through once, and what should stand in the tables after
it is held against what stands there.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from hoedam.ledger import accounts, followups, history, keys, merges, review, tracking
from hoedam.ledger.ids import shown_record
from hoedam.ledger.tables import account, api_key, change, decision, followup, meta, record
from hoedam.ledger.tables import tracking as tracked

_UNTOUCHED = {"state": "machine", "rejected": False, "checker": None, "signer": None, "human": None, "revision": 1}
_STATED = ("record", "status", "date", "document", "start", "end", "words", "source", "note")


def disagreements(connection: Connection) -> Iterator[str]:
    """Each row that does not say what the history says, as a sentence; nothing where all agree."""
    told = Told()
    for entry in history.entries(connection):
        told.hear(entry)
    yield from _records(connection, told)
    yield from _settings(connection, told)
    yield from _decisions(connection, told)
    yield from _changes(connection, told)
    yield from _fields(connection, told)
    yield from _verdicts(connection, told)
    yield from _accounts(connection, told)
    yield from _keys(connection, told)


class Told:
    """What the history says should stand in the tables."""

    def __init__(self) -> None:
        self.records: dict[int, tuple[int, dict[str, Any]]] = {}  # record → entry, what is said of it
        self.settings: dict[str, str] = {}
        self.pairs: dict[tuple[int, int, int, bool], str] = {}  # entry, left, right, same → who
        self.undone: dict[int, int] = {}  # decision → entry that took it back
        self.changes: dict[int, tuple[str, dict[str, Any]]] = {}  # entry → who, what
        self.withdrawn: dict[int, int] = {}  # entry of a status → entry that took it back
        self.fields: dict[int, tuple[int, dict[str, Any]]] = {}  # record → last entry, fields
        self.verdicts: dict[int, tuple[int, str]] = {}  # follow-up → entry, verdict
        self.accounts: dict[str, tuple[int, dict[str, Any]]] = {}  # name → last entry, what is said of it
        self.keys: dict[int, tuple[str, str]] = {}  # entry → user, label
        self.revoked: dict[int, int] = {}  # entry of a key → entry that revoked it

    def hear(self, entry: history.Entry) -> None:
        """Take in one entry; what does not concern persons' words is passed over."""
        handler = _HEARD.get(entry.action)
        if handler:
            handler(self, entry, json.loads(entry.data))

    def decide(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A decision on a record."""
        self.records[int(entry.subject.partition(":")[2])] = (entry.id, data["after"])

    def set(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A setting of the ledger."""
        self.settings[data["name"]] = data["after"]

    def join(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A merge or split."""
        for same, name in ((True, "together"), (False, "apart")):
            self.pairs |= {(entry.id, left, right, same): entry.person for left, right in data[name]}
        self.undone |= dict.fromkeys(data["takes_back"], entry.id)

    def unjoin(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A merge or split that was taken back."""
        self.undone |= dict.fromkeys(data["takes_back"], entry.id)
        for number in data["restores"]:
            self.undone.pop(number, None)

    def state(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A status of a commitment."""
        self.changes[entry.id] = (entry.person, {name: data[name] for name in _STATED})

    def withdraw(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A status that was taken back."""
        self.withdrawn[data["entry"]] = entry.id

    def track(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """Fields of a commitment."""
        before = self.fields.get(data["record"], (0, {}))[1]
        self.fields[data["record"]] = (entry.id, before | data["after"])

    def judge(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A verdict on a proposal, or its end."""
        self.verdicts.pop(data["followup"], None)
        if data["verdict"]:
            self.verdicts[data["followup"]] = (entry.id, data["verdict"])

    def account(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A user who was added or changed."""
        self.accounts[data["name"]] = (entry.id, data["after"])

    def give_key(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A key to the API."""
        self.keys[entry.id] = (data["user"], data["label"])

    def take_key(self, entry: history.Entry, data: Mapping[str, Any]) -> None:
        """A key that was revoked."""
        self.revoked[data["entry"]] = entry.id


_Heard = Callable[[Told, history.Entry, Mapping[str, Any]], None]
_HEARD: Mapping[str, _Heard] = {
    **dict.fromkeys((*review.DECISIONS, review.UNDO), Told.decide),
    review.SETTING: Told.set,
    merges.MERGE: Told.join,
    merges.SPLIT: Told.join,
    merges.UNDO: Told.unjoin,
    tracking.STATUS: Told.state,
    tracking.WITHDRAW: Told.withdraw,
    tracking.FIELDS_SET: Told.track,
    followups.CONFIRM: Told.judge,
    followups.REJECT: Told.judge,
    followups.UNDO: Told.judge,
    **dict.fromkeys(accounts.ACTIONS, Told.account),
    keys.MAKE: Told.give_key,
    keys.REVOKE: Told.take_key,
}


def _records(connection: Connection, told: Told) -> Iterator[str]:
    left = dict(told.records)
    columns = (record.c.id, *(record.c[name] for name in review.SAID))
    for row in connection.execute(select(*columns).order_by(record.c.id).execution_options(yield_per=1000)):
        entry, said = left.pop(row.id, (None, _UNTOUCHED))
        wrong = [name for name in review.SAID if row._mapping[name] != said[name]]
        if wrong:
            by = f"entry {entry} of the history" if entry else "the history, which has no decision on it"
            yield f"{shown_record(row.id)} does not agree with {by}: {', '.join(wrong)}"
    for number, (entry, _) in left.items():
        yield f"{shown_record(number)} is missing, though entry {entry} of the history decides on it"


def _settings(connection: Connection, told: Told) -> Iterator[str]:
    there = connection.scalar(select(meta.c.value).where(meta.c.name == review.SELF_SIGN_OFF))
    if there != told.settings.get(review.SELF_SIGN_OFF):
        yield f"the setting {review.SELF_SIGN_OFF} is {there!r}, the history says otherwise"


def _decisions(connection: Connection, told: Told) -> Iterator[str]:
    left = dict(told.pairs)
    for row in _all(connection, decision):
        person = left.pop((row.entry, row.left_record, row.right_record, row.same), None)
        if person != row.person or told.undone.get(row.id) != row.undone:
            yield f"decision {row.id} on {shown_record(row.left_record)} and {shown_record(row.right_record)}: {_NOT_SAID}"
    for entry, one, other, _ in left:
        yield f"a decision on {shown_record(one)} and {shown_record(other)} is missing (entry {entry} of the history)"


def _changes(connection: Connection, told: Told) -> Iterator[str]:
    left = dict(told.changes)
    for row in _all(connection, change):
        person, said = left.pop(row.entry, (None, {}))
        same = said == {name: row._mapping[name] for name in _STATED} and person == row.person
        if not same or told.withdrawn.get(row.entry) != row.undone:
            yield f"a status of {shown_record(row.record)} ({row.status}, {row.date}): {_NOT_SAID}"
    for entry in left:
        yield f"a status is missing (entry {entry} of the history)"


def _fields(connection: Connection, told: Told) -> Iterator[str]:
    left = dict(told.fields)
    for row in _all(connection, tracked):
        entry, said = left.pop(row.record, (None, {}))
        if entry != row.entry or any(row._mapping[name] != said.get(name) for name in tracking.FIELDS):
            yield f"type, office or note of {shown_record(row.record)}: {_NOT_SAID}"
    for number in left:
        yield f"type, office or note of {shown_record(number)} is missing"


def _verdicts(connection: Connection, told: Told) -> Iterator[str]:
    left = dict(told.verdicts)
    for row in connection.execute(select(followup).where(followup.c.verdict.is_not(None)).order_by(followup.c.id)):
        if left.pop(row.id, None) != (row.entry, row.verdict):
            yield f"proposal {row.id} is {row.verdict}: {_NOT_SAID}"
    for number, (entry, verdict) in left.items():
        yield f"proposal {number} should be {verdict} (entry {entry} of the history)"


def _accounts(connection: Connection, told: Told) -> Iterator[str]:
    left = dict(told.accounts)
    for row in _all(connection, account):
        entry, said = left.pop(row.name, (None, {}))
        if entry != row.entry or any(row._mapping[name] != said.get(name) for name in accounts.STATED):
            yield f"the account of {row.name} ({row.role}): {_NOT_SAID}"
    for name in left:
        yield f"the account of {name} is missing"


def _keys(connection: Connection, told: Told) -> Iterator[str]:
    left = dict(told.keys)
    names = {row.id: row.name for row in connection.execute(select(account.c.id, account.c.name))}
    for row in _all(connection, api_key):
        said = left.pop(row.entry, None)
        if said != (names.get(row.account), row.label) or told.revoked.get(row.entry) != row.undone:
            yield f"key {row.id} of {names.get(row.account)}: {_NOT_SAID}"
    for entry, (name, _) in left.items():
        yield f"a key of {name} is missing (entry {entry} of the history)"


_NOT_SAID = "the history does not say so"


def _all(connection: Connection, table: Any) -> Iterator[Row[Any]]:
    return iter(connection.execute(select(table).execution_options(yield_per=1000)))
