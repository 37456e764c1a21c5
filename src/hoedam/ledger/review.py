"""Review and sign-off (결재): what persons say of single records, one decision at a time.

machine → checked → signed_off. A person accepts, corrects, rejects or adds a record and has then checked it; another
signs it off. What the machine read stands untouched beside it. Every decision is an entry of the history that holds
the record as it was said before and after, so that it can be undone, and so that tampering shows.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select, update

from hoedam.errors import DecisionInvalid, LedgerBusy
from hoedam.ledger import documents, history, queue
from hoedam.ledger.corrections import corrected, made
from hoedam.ledger.ids import shown_document, shown_record
from hoedam.ledger.matching import fresh
from hoedam.ledger.persons import named, same
from hoedam.ledger.records import local_id, referred, renamed, to_json
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document, meta, record
from hoedam.model import Record

MACHINE, CHECKED, SIGNED_OFF = "machine", "checked", "signed_off"
SELF_SIGN_OFF = "self_sign_off"  # setting: "yes" lets who checked sign off, in a ledger of one person
SAID = ("state", "rejected", "checker", "signer", "human", "revision")  # what a person says of a record
DECISIONS = ("accept", "correct", "reject", "add_by_hand", "sign_off", "reopen")  # what can be undone
UNDO, SETTING = "undo", "setting"
_OF_SIGNERS = ("sign_off", "reopen")  # what is said by these is not what the record is

_LETTERS = {"entity": "e", "meeting": "m", "statement": "s", "commitment": "c", "agreement": "ag", "body": "bo",
            "project": "pr", "time": "t"}  # fmt: skip
KINDS = tuple(_LETTERS)  # what can be added by hand
_Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision made of a record; `was` is the state before, `referring` are records that speak of it."""

    record: int
    action: str
    entry: int  # of the history
    was: str
    state: str
    rejected: bool
    revision: int
    referring: tuple[int, ...] = ()

    @property
    def reopened(self) -> bool:
        """Whether it had been signed off, and must be again."""
        return self.was == SIGNED_OFF and self.state != SIGNED_OFF


class SaidAlready(DecisionInvalid):
    """What is to be added is there: `record` says it."""

    def __init__(self, text: str, record: int) -> None:
        super().__init__(text)
        self.record = record


def accept(ledger: Ledger, record_id: int, person: str, revision: int | None = None, why: str = "") -> Decision:
    """Confirm a record as it stands; one that was rejected counts again.

    One that the machine now reads otherwise is confirmed once more: a signature stands, since what was signed does.
    Raises DecisionInvalid where it is checked already, LedgerBusy where `revision` is not its newest.
    """

    def change(row: Row[Any]) -> _Values:
        if row.state == SIGNED_OFF and not row.rejected and row.otherwise:
            return {}
        if row.state != MACHINE and not row.rejected and not row.otherwise:
            raise DecisionInvalid(
                f"{shown_record(row.id)} was checked already by {row.checker}: correct it, reject it or sign it off."
            )
        return {"human": row.human or row.machine, "state": CHECKED, "rejected": False}

    return _decide(ledger, record_id, "accept", person, change, revision, why)


def correct(
    ledger: Ledger,
    record_id: int,
    changes: Mapping[str, Any],
    person: str,
    why: str = "",
    revision: int | None = None,
) -> Decision:
    """Change fields of a record (see `corrections.corrected`); one that was signed off must be signed again.

    Raises DecisionInvalid where the outcome is not of the model or does not fit the document, or changes nothing;
    LedgerBusy where `revision` is not its newest.
    """
    with ledger.write() as connection:
        row = _row(connection, record_id, revision)
        reading = documents.effective_reading(connection, row.document)
        now = documents.standing(connection, row)
        better = corrected(reading, row.kind, now, changes)
        if better == now:
            raise DecisionInvalid(f"{shown_record(row.id)} says that already: accept it to confirm it.")
        values = {"human": to_json(better), "state": CHECKED, "rejected": False}
        return _write(connection, row, "correct", named(person), values, {"why": why, "fields": sorted(changes)})


def reject(ledger: Ledger, record_id: int, person: str, why: str = "", revision: int | None = None) -> Decision:
    """Say that a record is none: it no longer counts, and other records no longer speak of it.

    One that the machine now reads otherwise is rejected once more.
    Raises DecisionInvalid where it is rejected already, LedgerBusy where `revision` is not its newest.
    """

    def change(row: Row[Any]) -> _Values:
        if row.rejected and row.otherwise:
            return {} if row.state == SIGNED_OFF else {"state": CHECKED}
        if row.rejected:
            raise DecisionInvalid(
                f"{shown_record(row.id)} was rejected already by {row.checker}: accept it to have it back."
            )
        return {"state": CHECKED, "rejected": True}

    return _decide(ledger, record_id, "reject", person, change, revision, why)


def add(ledger: Ledger, document_id: int, kind: str, fields: Mapping[str, Any], person: str, why: str = "") -> Decision:
    """Add a record that the machine did not read; it has a span of the document as every record has.

    Raises DecisionInvalid where there is no such document or where the record does not fit it; SaidAlready where it was
    added before: two persons may add the same, and one may send it twice.
    """
    by = named(person)
    with ledger.write() as connection:
        if connection.scalar(select(document.c.id).where(document.c.id == document_id)) is None:
            raise DecisionInvalid(f"there is no document {shown_document(document_id)} in this ledger.")
        rows = list(connection.execute(select(record).where(record.c.document == document_id)))
        reading = documents.effective_reading(connection, document_id)
        one = made(reading, kind, fresh(_LETTERS.get(kind, "x"), [row.local for row in rows]), fields)
        _check_new(rows, kind, one)
        blank = {"document": document_id, "kind": kind, "local": local_id(one), "words": "", "machine": None,
                 "read": False, "state": MACHINE, "rejected": False, "live": False, "revision": 0}  # fmt: skip
        number = connection.execute(record.insert().returning(record.c.id), [blank]).scalar_one()
        row = connection.execute(select(record).where(record.c.id == number)).one()
        return _write(connection, row, "add_by_hand", by, {"human": to_json(one), "state": CHECKED}, {"why": why})


def _check_new(rows: Sequence[Row[Any]], kind: str, one: Record) -> None:
    for row in rows:
        if row.kind == kind and row.human and renamed(documents.effective(row), {row.local: local_id(one)}) == one:
            said = f"{shown_record(row.id)}, by {row.checker}, says that already."
            gone = f"{shown_record(row.id)}, by {row.checker}, said that and was rejected: accept it to have it back."
            raise SaidAlready(gone if row.rejected else said, row.id)


def sign_off(ledger: Ledger, record_id: int, person: str, revision: int | None = None) -> Decision:
    """Sign a checked record off (결재). Raises DecisionInvalid where it is not checked, or who signs has checked it."""

    def change(row: Row[Any], connection: Connection) -> _Values:
        _check_signer(connection, row, named(person))
        return {"state": SIGNED_OFF, "signer": named(person)}

    with ledger.write() as connection:
        row = _row(connection, record_id, revision)
        return _write(connection, row, "sign_off", named(person), change(row, connection), {"why": ""})


def _check_signer(connection: Connection, row: Row[Any], person: str) -> None:
    shown = shown_record(row.id)
    if row.state == SIGNED_OFF:
        raise DecisionInvalid(f"{shown} was signed off already by {row.signer}.")
    if row.state == MACHINE:
        raise DecisionInvalid(f"nobody has checked {shown} yet: accept, correct or reject it first.")
    if same(row.checker, person) and not allows_self_sign_off(connection):
        raise DecisionInvalid(
            f"{person} checked {shown}; somebody else must sign it off (a ledger of one person can be told otherwise: "
            "`hoedam review settings --self-sign-off yes`)."
        )


def reopen(ledger: Ledger, record_id: int, person: str, why: str = "", revision: int | None = None) -> Decision:
    """Take a record one step back: signed off → checked, checked → to be checked anew; what was said of it stays.

    Raises DecisionInvalid where nobody has decided on it.
    """

    def change(row: Row[Any]) -> _Values:
        if row.state == MACHINE:
            raise DecisionInvalid(f"nobody has decided on {shown_record(row.id)} yet: there is nothing to reopen.")
        if row.state == SIGNED_OFF:
            return {"state": CHECKED, "checker": row.checker}
        return {"state": MACHINE, "checker": None, "rejected": False}

    return _decide(ledger, record_id, "reopen", person, change, revision, why)


def undo(
    ledger: Ledger, record_id: int, person: str, why: str = "", revision: int | None = None, *, signs: bool = True
) -> Decision:
    """Take back the last decision on a record that was not taken back yet: an entry of its own, nothing is erased.

    A record that was added by hand is rejected. Raises DecisionInvalid where there is none to take back, or where it was a
    signature, or the end of one, and the person is not one who `signs`.
    """
    by = named(person)
    with ledger.write() as connection:
        row = _row(connection, record_id, revision)
        last = _last_decision(connection, row.id)
        if last.action in _OF_SIGNERS and not signs:
            raise DecisionInvalid(
                f"{last.person} decided on the signature of {shown_record(row.id)}: ask who may sign."
            )
        data = json.loads(last.data)
        if data["before"] is None:
            values = {"rejected": True, "state": CHECKED, "checker": by, "signer": None}
        else:
            values = {name: data["before"][name] for name in SAID if name != "revision"}
        values["otherwise"] = row.otherwise or data.get("otherwise")
        return _write(connection, row, UNDO, by, values, {"why": why, "undoes": last.id})


def _last_decision(connection: Connection, record_id: int) -> history.Entry:
    stack: list[history.Entry] = []
    for entry in history.entries(connection, f"record:{record_id}"):
        if entry.action in DECISIONS:
            stack.append(entry)
        elif entry.action == UNDO and stack:
            stack.pop()
    if not stack:
        raise DecisionInvalid(f"nobody has decided on {shown_record(record_id)}: there is nothing to undo.")
    return stack[-1]


def allows_self_sign_off(connection: Connection) -> bool:
    """Whether in this ledger who checked a record may sign it off too."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == SELF_SIGN_OFF)) == "yes"


def allow_self_sign_off(ledger: Ledger, allowed: bool, person: str) -> None:
    """Set whether who checked a record may sign it off: for a ledger that one person keeps. Stands in the history."""
    by, value = named(person), "yes" if allowed else "no"
    with ledger.write() as connection:
        before = connection.scalar(select(meta.c.value).where(meta.c.name == SELF_SIGN_OFF))
        if before is None:
            connection.execute(meta.insert(), [{"name": SELF_SIGN_OFF, "value": value}])
        connection.execute(update(meta).where(meta.c.name == SELF_SIGN_OFF).values(value=value))
        data = {"name": SELF_SIGN_OFF, "before": before, "after": value}
        history.append(connection, by, SETTING, "ledger", data)


def _decide(
    ledger: Ledger,
    record_id: int,
    action: str,
    person: str,
    change: Callable[[Row[Any]], _Values],
    revision: int | None,
    why: str,
) -> Decision:
    by = named(person)
    with ledger.write() as connection:
        row = _row(connection, record_id, revision)
        return _write(connection, row, action, by, change(row), {"why": why})


def _row(connection: Connection, record_id: int, revision: int | None) -> Row[Any]:
    """The record's row, as long as nobody else decided since `revision`."""
    row = connection.execute(select(record).where(record.c.id == record_id)).first()
    if row is None:
        raise DecisionInvalid(f"there is no record {shown_record(record_id)} in this ledger: check its number.")
    if revision is not None and row.revision != revision:
        raise LedgerBusy(_quicker(connection, row, revision))
    return row


def _quicker(connection: Connection, row: Row[Any], revision: int) -> str:
    shown, last = shown_record(row.id), None
    for entry in history.entries(connection, f"record:{row.id}"):
        last = entry if entry.action in (*DECISIONS, UNDO) else last
    if last is None or revision > row.revision:
        return f"{shown} has no revision {revision} (its newest is {row.revision}): look at it again, then decide."
    return (
        f"{last.person} was quicker: {shown} was changed at {last.at} ({last.action}; revision {row.revision}, yours was "
        f"{revision}). Nothing was changed: look at it again, then decide."
    )


def _write(
    connection: Connection, row: Row[Any], action: str, person: str, values: _Values, data: Mapping[str, Any]
) -> Decision:
    """Write the decision down: the row, the history, and everything derived from the record.

    Whoever says what a record is has seen how it is read now: from then on it is not read otherwise.
    """
    before = {name: row._mapping[name] for name in SAID}
    seen = {"otherwise": row.otherwise if action in _OF_SIGNERS else values.pop("otherwise", None)}
    if values.get("state") == CHECKED:  # whoever says what a record is has checked it
        values = {"checker": person, "signer": None, **values}
    after = before | values | {"revision": row.revision + 1}
    if after["state"] == MACHINE:
        after |= {"checker": None, "signer": None}
    said = {"before": before if row.revision else None, "after": after, **data}
    told = {"otherwise": row.otherwise} if row.otherwise else {}
    entry = history.append(connection, person, action, f"record:{row.id}", said | told)
    connection.execute(update(record).where(record.c.id == row.id).values(**after, **seen))
    near = _refresh(connection, row)
    _refresh_precedent(connection, row)
    return Decision(row.id, action, entry, row.state, after["state"], after["rejected"], after["revision"], near)


def _refresh(connection: Connection, row: Row[Any]) -> tuple[int, ...]:
    """Derive anew the record and those that speak of it, and return the records that do so themselves."""
    rows = list(connection.execute(select(record).where(record.c.document == row.document).order_by(record.c.id)))
    speaks = {one.local: referred(documents.effective(one)) for one in rows}
    found, new = {row.local}, {row.local}
    while new:
        new = {local for local, of in speaks.items() if of & new} - found
        found |= new
    whole = row.kind == "meeting"  # what has no meeting of its own goes by that of its document
    documents.refresh(connection, row.document, None if whole else found)
    return tuple(one.id for one in rows if row.local in speaks[one.local] and not one.rejected)


def _refresh_precedent(connection: Connection, row: Row[Any]) -> None:
    """The same record in an older version no longer counts once this one is decided on; it does again without that.

    And what the same record of a newer version weighs depends on whether this one is decided on.
    """
    queue.weigh(connection, list(connection.scalars(select(record.c.id).where(record.c.precedent == row.id))))
    old = connection.execute(select(record).where(record.c.id == row.precedent)).first() if row.precedent else None
    if old:
        documents.refresh(connection, old.document, [old.local])


@dataclass(frozen=True, slots=True)
class Step:
    """A decision on a record as people read it; `fields` holds what it changed: name, JSON before, JSON after.

    `revision` is the one that it made.
    """

    entry: int
    at: str
    person: str
    action: str
    state: str
    rejected: bool
    why: str
    fields: tuple[tuple[str, str, str], ...]
    revision: int


def steps(connection: Connection, record_id: int) -> list[Step]:
    """The decisions on a record in their order. Raises DecisionInvalid where there is no such record."""
    row = _row(connection, record_id, None)
    entries = history.entries(connection, f"record:{record_id}")
    return [_step(entry, row.machine) for entry in entries if entry.action in (*DECISIONS, UNDO)]


def _step(entry: history.Entry, machine: str | None) -> Step:
    data = json.loads(entry.data)
    before, after = (data["before"] or {}).get("human") or machine, data["after"]["human"] or machine
    old, new = json.loads(before or "{}"), json.loads(after or "{}")
    changed = [name for name in old | new if old.get(name) != new.get(name)]
    fields = tuple((name, _short(old.get(name)), _short(new.get(name))) for name in changed)
    state = data["after"]
    return Step(
        entry.id, entry.at, entry.person, entry.action, state["state"], state["rejected"], data.get("why", ""), fields,
        state["revision"],
    )  # fmt: skip


def _short(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
