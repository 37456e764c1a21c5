"""Corrections that came back from an annotation tool, put to the ledger as decisions of a person.

Corrections of one record are one decision. What cannot be put as one (a new mention of a person, a link to something
that is no record) is said, never guessed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from hoedam.errors import HoedamError
from hoedam.exports.marks import Correction
from hoedam.ledger import review
from hoedam.ledger.documents import effective
from hoedam.ledger.ids import shown_record
from hoedam.ledger.records import to_json
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document, record

_LABELS = {"statement": "form", "commitment": "strength"}  # kind of record → the field that its label shows


@dataclass(slots=True)
class Imported:
    """What became of corrections: numbers of records, and a sentence for each correction that was not taken over."""

    corrected: list[int] = field(default_factory=list)
    rejected: list[int] = field(default_factory=list)
    added: list[int] = field(default_factory=list)
    known: list[int] = field(default_factory=list)  # they say so already
    left: list[str] = field(default_factory=list)


class Unfit(Exception):
    """A correction that cannot be put as a decision; its text says why."""


def take(ledger: Ledger, corrections: Iterable[Correction], person: str, why: str = "") -> Imported:
    """Put corrections to the ledger in the name of a person, record by record. `why` stands in the history."""
    groups: dict[tuple[str, str | None], list[Correction]] = defaultdict(list)
    for one in corrections:
        groups[one.document, one.record].append(one)
    done = Imported()
    for (digest, local), group in groups.items():
        with ledger.read() as connection:
            row = _row(connection, digest, local) if local else None
            number = connection.scalar(select(document.c.id).where(document.c.digest == digest))
        if number is None or (local and row is None):
            done.left.append(f"{digest[:20]}… {local or ''}: this ledger has no such record")
        elif row is None:
            _add(ledger, number, group, person, why, done)
        else:
            _correct(ledger, row, group, person, why, done)
    return done


def _row(connection: Connection, digest: str, local: str) -> Row[Any] | None:
    joined = record.join(document, record.c.document == document.c.id)
    chosen = select(record).select_from(joined).where(document.c.digest == digest, record.c.local == local)
    return connection.execute(chosen).first()


def _correct(ledger: Ledger, row: Row[Any], group: list[Correction], person: str, why: str, done: Imported) -> None:
    """All corrections of one record as one decision."""
    name = shown_record(row.id)
    try:
        if any(one.change == "removed" and one.field in ("content", "content.0") for one in group):
            _reject(ledger, row, person, why, done)
            return
        changes = _changes(row, group, done, name)
        if changes:
            review.correct(ledger, row.id, changes, person, why)
            done.corrected.append(row.id)
        elif all(one.change != "link" or one.field != "statement" for one in group):
            done.known.append(row.id)
    except (HoedamError, Unfit) as error:
        done.left.append(f"{name}: {error}")


def _reject(ledger: Ledger, row: Row[Any], person: str, why: str, done: Imported) -> None:
    if row.rejected:
        done.known.append(row.id)
    else:
        review.reject(ledger, row.id, person, why)
        done.rejected.append(row.id)


def _changes(row: Row[Any], group: list[Correction], done: Imported, name: str) -> dict[str, Any]:
    """The fields of a record that corrections change, in the model's JSON form."""
    before, fields = (json.loads(to_json(effective(row))) for _ in range(2))
    removed = [one for one in group if one.change == "removed"]
    for one in [*(one for one in group if one.change != "removed"), *sorted(removed, key=_place, reverse=True)]:
        try:
            _apply(row.kind, fields, one)
        except Unfit as error:
            done.left.append(f"{name}: {error}")
    return {key: value for key, value in fields.items() if value != before[key]}


def _place(one: Correction) -> int:
    number = one.field.partition(".")[2]
    return int(number) if number.isdecimal() else 0


def _apply(kind: str, fields: dict[str, Any], one: Correction) -> None:
    """One correction on the fields of its record."""
    name, number = one.field.partition(".")[0], _place(one)
    match one.change:
        case "span" if one.span:
            _put_span(fields, name, number, {"start": one.span.start, "end": one.span.end, "text": one.span.text})
        case "label":
            _put_label(kind, fields, name, number, (one.after or "").partition(":")[2])
        case "removed" if name == "cue":
            fields["cue"] = None
        case "removed":
            del fields[name][number]
        case "link":
            _put_link(fields, one)
        case _:
            raise Unfit(f"{one.field} cannot be changed so ({one.change})")


def _put_span(fields: dict[str, Any], name: str, number: int, span: Mapping[str, Any]) -> None:
    if name == "acts":
        fields["acts"][number]["span"] = span
    elif isinstance(fields.get(name), list):
        fields[name][number] = span
    else:
        fields[name] = span


def _put_label(kind: str, fields: dict[str, Any], name: str, number: int, label: str) -> None:
    if name == "acts":
        act = fields["acts"][number]
        kept = {key: value for key, value in act.items() if key not in ("act", "plover", "cameo", "rule")}
        if act["act"] != label:  # its codes follow from what it is now
            fields["acts"][number] = {"act": label, **kept}
    elif kind in _LABELS and label:
        fields[_LABELS[kind]] = label
    else:
        raise Unfit(f"{name} cannot be called {label or 'so'}")


def _put_link(fields: dict[str, Any], one: Correction) -> None:
    """Speakers, what a statement answers, or the statement of a commitment: ids of records."""
    ids = [id for id in (one.after or "").split(",") if id]
    if any(":" in id for id in ids):
        raise Unfit(f"{one.field} points to words that are no record yet: add it by hand")
    if one.field == "speakers":
        fields["speakers"] = ids
    elif one.field in ("reply_to", "statement") and one.field in fields and len(ids) <= 1:
        fields[one.field] = ids[0] if ids else None
    else:
        raise Unfit(f"the link {one.field} cannot be changed")


def _add(ledger: Ledger, number: int, group: list[Correction], person: str, why: str, done: Imported) -> None:
    """New statements and commitments of a document, with the links that were drawn from them."""
    links = {(one.before, one.field): one.after for one in group if one.change == "link" and one.before}
    for one in group:
        if one.change != "added" or one.span is None:
            continue
        kind, label = one.field, (one.after or "").partition(":")[2]
        span = {"start": one.span.start, "end": one.span.end, "text": one.span.text}
        at = f"{one.span.start}:{one.span.end}"
        if kind not in _LABELS:
            done.left.append(f"d{number}:{at.replace(':', '-')}: a new {kind} is no record of its own: add it by hand")
            continue
        try:
            decision = review.add(ledger, number, kind, _fields(kind, label, span, at, links), person, why)
            done.added.append(decision.record)
        except HoedamError as error:
            done.left.append(f"d{number}:{at.replace(':', '-')}: {error}")


def _fields(
    kind: str, label: str, span: Mapping[str, Any], at: str, links: Mapping[tuple[str, str], str | None]
) -> dict[str, Any]:
    if kind == "commitment":
        statement = links.get((at, "statement"))
        known = {"statement": statement} if statement and ":" not in statement else {}
        return {"strength": label, "content": span, "owner": [], **known}
    speakers = [id for id in (links.get((at, "speakers")) or "").split(",") if id and ":" not in id]
    return {"form": label, "content": [span], "speakers": speakers, "acts": []}
