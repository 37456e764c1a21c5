"""What became of a commitment: status with evidence and date, deadline, score, type and who is responsible.

A status is never overwritten: each change is a row of its own, with the words it rests on or a named outside source,
its date, and who said so. Overdue is a flag, not a status; silence is `no_evidence`, never failure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as day
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, func, select, update

from hoedam.errors import DecisionInvalid
from hoedam.ledger import documents, history, linking, revisions
from hoedam.ledger.corrections import true_span
from hoedam.ledger.ids import RECORD, parse, parse_span, shown_item
from hoedam.ledger.persons import named
from hoedam.ledger.records import main_span
from hoedam.ledger.store import Ledger, now
from hoedam.ledger.tables import change, document, item, record, tracking
from hoedam.resolve.followups import FollowupType, followup_type
from hoedam.resolve.sightings import Sighting

Status = Literal["open", "under_way", "done", "stalled", "lapsed", "no_evidence"]
STATUSES: tuple[str, ...] = get_args(Status)
TYPES: tuple[str, ...] = get_args(FollowupType)  # of follow-up (유형), after the task force of 2018
OTHERWISE: FollowupType = "issue"  # where no rule says which
SCORES: Mapping[str, int] = {"done": 1, "under_way": 0, "lapsed": -1}  # G20 Research Group; the others have none
CLOSED = ("done", "lapsed")  # cannot be overdue
FIELDS = ("type", "office", "counterpart_office", "note")
STATUS, FIELDS_SET, WITHDRAW = "status", "track", "withdraw"
_LONGEST = 2000  # characters of a source, office or note


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a document that show a status: half-open code points."""

    document: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One status that a person gave; `evidence` or else `source`. `entry` is its number in the history."""

    entry: int
    status: str
    date: str
    evidence: Evidence | None
    source: str | None
    person: str
    at: str
    note: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Account:
    """What stands in the ledger of one commitment; `type` is a person's, else the one that is proposed.

    `revision` is what to give back with a decision, so that nobody decides on what has changed (see `revisions`).
    """

    item: int
    revision: int
    words: str
    date: str | None
    status: str
    score: int | None
    due: str | None
    overdue: bool
    type: str
    type_proposed: bool
    office: str | None
    counterpart_office: str | None
    note: str | None
    changes: tuple[Change, ...]


def set_status(
    ledger: Ledger,
    item_id: int,
    status: str,
    date: str | None,
    person: str,
    *,
    evidence: str | Evidence | None = None,
    source: str | None = None,
    note: str = "",
    today: day | None = None,
    revision: int | None = None,
) -> int:
    """Say what became of a commitment, and return the entry of the history.

    `date`: when it became so, ISO 8601, as exact as it is known. `evidence`: `r12`, `d3:10-20`, or the words
    themselves; else `source`, an outside source by name. Raises DecisionInvalid where one of these is missing, is not
    true, lies in the future or before the commitment was made; LedgerBusy where `revision` is not that of its account.
    """
    by = named(person)
    with ledger.write() as connection:
        revisions.check(connection, [item_id], revision)
        seen = found(connection, evidence) if isinstance(evidence, str) else evidence
        return put_status(connection, item_id, status, date, by, seen, source, note, today)


def put_status(
    connection: Connection,
    item_id: int,
    status: str,
    date: str | None,
    person: str,
    evidence: Evidence | None,
    source: str | None,
    note: str,
    today: day | None,
) -> int:
    """As `set_status`, within a transaction and with the evidence found."""
    row = _commitment(connection, item_id)
    if status not in STATUSES:
        raise DecisionInvalid(f"{status!r} is no status: give one of {', '.join(STATUSES)}.")
    when = _dated(date, row, today or day.today())
    named_source = _text(source, "the source")
    if evidence is None and named_source is None:
        raise DecisionInvalid(
            "a status needs evidence: give the words that show it (--evidence r12 or d3:10-20), or name an outside "
            "source (--source)."
        )
    head = members(connection, item_id)[0].id
    said = {
        "record": head, "status": status, "date": when, "source": named_source, "note": note,
        "document": evidence.document if evidence else None, "start": evidence.start if evidence else None,
        "end": evidence.end if evidence else None, "words": evidence.words if evidence else None,
    }  # fmt: skip
    entry = history.append(connection, person, STATUS, f"record:{head}", {"item": item_id, **said})
    connection.execute(change.insert(), [{**said, "person": person, "at": now(), "entry": entry}])
    hold(connection, head)
    linking.refresh_items(connection, [item_id])
    return entry


def withdraw(ledger: Ledger, entry: int, person: str, why: str = "", revision: int | None = None) -> None:
    """Take back a status, named by its entry in the history; the one before holds again, and both stay to be seen.

    Raises DecisionInvalid where the entry is no status, or was taken back already; LedgerBusy where `revision` is not that
    of the commitment's account.
    """
    by = named(person)
    with ledger.write() as connection:
        of = select(record.c.item).join(change, change.c.record == record.c.id)
        home = connection.scalar(of.where(change.c.entry == entry))
        if home is not None:
            revisions.check(connection, [home], revision)
        take_back(connection, entry, by, why)


def take_back(connection: Connection, entry: int, person: str, why: str) -> None:
    """As `withdraw`, within a transaction."""
    row = connection.execute(select(change).where(change.c.entry == entry)).first()
    if row is None or row.undone is not None:
        raise DecisionInvalid(
            f"entry {entry} of the history is no status that holds: see `hoedam history` for its number."
        )
    number = history.append(connection, person, WITHDRAW, f"record:{row.record}", {"entry": entry, "why": why})
    connection.execute(update(change).where(change.c.id == row.id).values(undone=number))
    home = connection.scalar(select(record.c.item).where(record.c.id == row.record))
    hold(connection, row.record)
    if home is not None:
        linking.refresh_items(connection, [home])


def set_fields(
    ledger: Ledger, item_id: int, person: str, revision: int | None = None, /, **fields: str | None
) -> int | None:
    """Set type, office, counterpart_office or note of a commitment; an empty text clears one, None leaves it.

    Returns the entry of the history, or None where nothing was given. Raises DecisionInvalid for an unknown type,
    LedgerBusy where `revision` is not that of the commitment's account.
    """
    given = {name: _field(name, value) for name, value in fields.items() if value is not None}
    if not given:
        return None
    by = named(person)
    with ledger.write() as connection:
        revisions.check(connection, [item_id], revision)
        _commitment(connection, item_id)
        rows = members(connection, item_id)
        head = _tracked(connection, [row.id for row in rows]) or rows[0].id
        before = connection.execute(select(tracking).where(tracking.c.record == head)).first()
        old = {name: before._mapping[name] if before else None for name in given}
        said = {"item": item_id, "record": head, "before": old, "after": given}
        entry = history.append(connection, by, FIELDS_SET, f"record:{head}", said)
        if before is None:
            connection.execute(tracking.insert(), [{"record": head, "entry": entry}])
        connection.execute(update(tracking).where(tracking.c.record == head).values(**given, entry=entry))
        hold(connection, head)
        return entry


def account(connection: Connection, item_id: int, today: day | None = None) -> Account:
    """What stands in the ledger of a commitment. Raises DecisionInvalid where there is no such commitment."""
    row = _commitment(connection, item_id)
    rows = members(connection, item_id)
    due = last_due(rows)
    fields = _fields(connection, [one.id for one in rows])
    return Account(
        item=item_id,
        revision=revisions.newest(connection, [item_id]),
        words=row.label,
        date=row.date,
        status=row.status,
        score=score(row.status),
        due=due,
        overdue=overdue(due, row.status, today or day.today()),
        type=fields["type"] or _proposed(rows),
        type_proposed=not fields["type"],
        office=fields["office"],
        counterpart_office=fields["counterpart_office"],
        note=fields["note"],
        changes=tuple(changes(connection, [one.id for one in rows])),
    )


def last_due(rows: Iterable[Row[Any]]) -> str | None:
    """The deadline of a commitment, ISO 8601: the latest that a report names, so that none is called overdue early."""
    return max((row.due for row in rows if row.due), default=None)


def overdue(due: str | None, status: str | None, today: day) -> bool:
    """Whether the deadline has passed and nothing closed the commitment: a flag, never a status."""
    return due is not None and status not in CLOSED and due < today.isoformat()


def score(status: str | None) -> int | None:
    """The score after the G20 Research Group: +1, 0, −1; None where nothing can be scored."""
    return SCORES.get(status or "")


def percentage(statuses: Iterable[str | None]) -> float | None:
    """50 × (mean score + 1) over those that have a score; None where none has."""
    scored = [value for status in statuses if (value := score(status)) is not None]
    return 50 * (sum(scored) / len(scored) + 1) if scored else None


def changes(connection: Connection, records: Iterable[int]) -> list[Change]:
    """The status changes of these records, by date; those that were taken back are marked."""
    chosen = select(change).where(change.c.record.in_(list(records))).order_by(change.c.date, change.c.id)
    return [
        Change(
            entry=row.entry, status=row.status, date=row.date, source=row.source, person=row.person, at=row.at,
            note=row.note, withdrawn=row.undone is not None,
            evidence=None if row.document is None else Evidence(row.document, row.start, row.end, row.words),
        )
        for row in connection.execute(chosen)
    ]  # fmt: skip


def found(connection: Connection, text: str, words: str | None = None) -> Evidence:
    """The evidence that `r12` or `d3:10-20` names; where `words` are given, they must be those that stand there.

    Raises DecisionInvalid where nothing stands there.
    """
    if ":" in text:
        number, start, end = parse_span(text)
        return _words_of(connection, number, start, end, words)
    what, number = parse(text)
    row = connection.execute(select(record).where(record.c.id == number)).first() if what == RECORD else None
    if row is None or row.rejected:
        raise DecisionInvalid(
            f"{text} is no record that could be evidence: give a record as r12, or words as d3:10-20."
        )
    span = main_span(documents.effective(row))
    if span is None:
        raise DecisionInvalid(f"{text} has no words of its own: give the words that show it, as d3:10-20.")
    return _words_of(connection, row.document, span.start, span.end, words)


def _words_of(connection: Connection, number: int, start: int, end: int, words: str | None) -> Evidence:
    if connection.scalar(select(document.c.id).where(document.c.id == number)) is None:
        raise DecisionInvalid(f"there is no document d{number} in this ledger: check the evidence's number.")
    span = true_span(documents.machine_reading(connection, number).document, start, end, words)
    return Evidence(number, span.start, span.end, span.text)


def members(connection: Connection, item_id: int) -> list[Row[Any]]:
    """The records of an item that count, in the order of their numbers."""
    chosen = select(record).where(record.c.item == item_id, record.c.live).order_by(record.c.id)
    return list(connection.execute(chosen))


def hold(connection: Connection, number: int) -> None:
    """Keep a record that a person tracks though the machine may no longer read it; let go of one that nobody does."""
    tracked = connection.scalar(select(func.count()).where(tracking.c.record == number))
    stated = connection.scalar(select(func.count()).where(change.c.record == number, change.c.undone.is_(None)))
    row = connection.execute(select(record).where(record.c.id == number)).one()
    if row.held != bool(tracked or stated):
        connection.execute(update(record).where(record.c.id == number).values(held=not row.held))
        documents.refresh(connection, row.document, [row.local])


def _commitment(connection: Connection, number: int) -> Row[Any]:
    row = connection.execute(select(item).where(item.c.id == number)).first()
    if row is None:
        raise DecisionInvalid(
            f"there is no commitment {shown_item('commitment', number)} in this ledger: search again."
        )
    if row.kind != "commitment":
        raise DecisionInvalid(
            f"{shown_item(row.kind, number)} is no commitment: only commitments and asks are tracked."
        )
    return row


def _dated(text: str | None, row: Row[Any], today: day) -> str:
    """The date of a status, checked: it exists, is not to come, and not before the commitment."""
    if not text:
        raise DecisionInvalid("a status needs its date: say when it became so (--date 2024-03-01, or 2024-03).")
    first = first_day(text)
    if first is None:
        raise DecisionInvalid(f"{text!r} is no date that exists: give one as 2024-03-01, 2024-03 or 2024.")
    if first > today:
        raise DecisionInvalid(f"{text} is still to come: a status says what has become of it by {today.isoformat()}.")
    made = (row.date or "")[: len(text)]
    if text[: len(made)] < made:
        raise DecisionInvalid(
            f"{text} is before {shown_item(row.kind, row.id)} was made ({row.date}): give the date of what followed."
        )
    return text


def first_day(text: str) -> day | None:
    """The first day of a year, a month or a day in ISO 8601; None where there is no such date."""
    try:
        return day.fromisoformat(text + {4: "-01-01", 7: "-01", 10: ""}[len(text)])
    except (KeyError, ValueError):
        return None


def _field(name: str, value: str) -> str:
    if name not in FIELDS:
        raise DecisionInvalid(f"{name!r} is no field of tracking: give one of {', '.join(FIELDS)}.")
    if name == "type" and value and value not in TYPES:
        raise DecisionInvalid(f"{value!r} is no type of follow-up: give one of {', '.join(TYPES)}.")
    return _text(value, name) or ""


def _text(value: str | None, what: str) -> str | None:
    tidy = " ".join((value or "").split())
    if len(tidy) > _LONGEST:
        raise DecisionInvalid(f"{what} has {len(tidy)} letters: say it in at most {_LONGEST}.")
    return tidy or None


def _tracked(connection: Connection, ids: list[int]) -> int | None:
    """The record of an item on which its fields stand: of several, since items can be merged, the last set."""
    chosen = select(tracking.c.record).where(tracking.c.record.in_(ids)).order_by(tracking.c.entry.desc())
    return connection.scalar(chosen.limit(1))


def _fields(connection: Connection, ids: list[int]) -> dict[str, str | None]:
    """Each field as it was last set on any record of the item; a cleared one is None."""
    chosen = select(tracking).where(tracking.c.record.in_(ids)).order_by(tracking.c.entry)
    values: dict[str, str | None] = dict.fromkeys(FIELDS)
    for row in connection.execute(chosen):
        values |= {name: row._mapping[name] for name in FIELDS if row._mapping[name] is not None}
    return {name: value or None for name, value in values.items()}


def _proposed(rows: list[Row[Any]]) -> str:
    """The type that the first report proposes by its words and sectors."""
    seen = next((Sighting.from_json(row.sighting) for row in rows if row.sighting), None)
    return (followup_type(seen) if seen else None) or OTHERWISE
