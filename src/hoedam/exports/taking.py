"""Corrections that came back from an annotation tool, put to the ledger as decisions of a person.

Corrections of one record are one decision. What cannot be put as one (a new mention of a person, a link to something
that is no record) is said, never guessed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from hoedam.errors import HoedamError
from hoedam.exports import values
from hoedam.exports.marks import Correction
from hoedam.ledger import review
from hoedam.ledger.documents import effective
from hoedam.ledger.ids import shown_record
from hoedam.ledger.records import to_json
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document, record

_PARTS = ("act", "cue")  # of a statement
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
    number = one.field.partition(".")[2].partition(".")[0]
    return int(number) if number.isdecimal() else 0


def _apply(kind: str, fields: dict[str, Any], one: Correction) -> None:
    """One correction on the fields of its record."""
    name, number = one.field.partition(".")[0], _place(one)
    match one.change:
        case "span" if one.span:
            _put_span(fields, name, number, _span(one) or {})
        case "label":
            _put_label(kind, fields, name, number, (one.after or "").partition(":")[2])
        case "removed" if name == "cue":
            fields["cue"] = None
        case "removed":
            del fields[name][number]
        case "link":
            _put_link(fields, one)
        case "values":
            _put_values(kind, fields["acts"][number] if name == "acts" else fields, one)
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


def _put_values(kind: str, fields: dict[str, Any], one: Correction) -> None:
    """Sectors, states and flags of an act or a commitment; of a statement whether its speaker is in doubt."""
    of, name = "act" if "act" in fields else kind, one.field.rpartition(".")[2]
    said = [value for value in (one.after or "").split(",") if value]
    if name not in values.NAMES.get(of, ()) or (name == "flags" and set(said) - {values.FLAGS[of]}):
        raise Unfit(f"{one.field} cannot say {one.after or 'nothing'}: of a {of} that means nothing")
    if of == "act" and name == "sectors" and fields.get(name) != said:  # its codes follow from what it is now
        fields.pop("plover", None)
        fields.pop("cameo", None)
    if name != "flags":
        fields[name] = said
    elif of == "statement":
        fields["attribution"] = {**fields.get("attribution", {"basis": "none"}), "certain": not said}
    else:
        fields[values.FLAGS[of]] = bool(said)


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


class _New:
    """What was marked anew in a document: statements and commitments, and acts and cues as parts of a statement."""

    def __init__(self, group: list[Correction]) -> None:
        self._marks = [one for one in group if one.change == "added" and one.span]
        self._said = {(one.before, one.field): one.after for one in group if one.change in ("link", "values")}

    def records(self) -> Iterator[Correction]:
        """What is a record of its own; a statement before the commitment in it."""
        return (one for kind in _LABELS for one in self._marks if one.field == kind)

    def parts(self) -> Iterator[tuple[Correction, str]]:
        """Acts and cues that were linked to a statement which was there before, with its local id."""
        for one in self._marks:
            home = self._said.get((_at(one), "statement")) if one.field in _PARTS else None
            if home and ":" not in home:
                yield one, home

    def left(self) -> Iterator[Correction]:
        """What belongs to no record."""
        known = [one for one, _ in self.parts()]
        known += [part for one in self.records() if one.field == "statement" for part in self._parts_of(one)]
        return (one for one in self._marks if one.field not in _LABELS and one not in known)

    def act(self, one: Correction) -> dict[str, Any]:
        """An act as the model has it."""
        fields: dict[str, Any] = {"act": _label(one), "span": _span(one), "sectors": []}
        self._put_values("act", fields, one)
        return fields

    def record(self, one: Correction) -> dict[str, Any]:
        """A statement or commitment as the model has it."""
        fields = self._statement(one) if one.field == "statement" else self._commitment(one)
        self._put_values(one.field, fields, one)
        return fields

    def _statement(self, one: Correction) -> dict[str, Any]:
        speakers = [id for id in (self._said.get((_at(one), "speakers")) or "").split(",") if id and ":" not in id]
        parts = self._parts_of(one)
        cue = next((_span(part) for part in parts if part.field == "cue"), None)
        acts = [self.act(part) for part in parts if part.field == "act"]
        return {"form": _label(one), "content": [_span(one)], "speakers": speakers, "cue": cue, "acts": acts}

    def _commitment(self, one: Correction) -> dict[str, Any]:
        statement = self._said.get((_at(one), "statement"))
        known = {"statement": statement} if statement and ":" not in statement else {}
        return {"strength": _label(one), "content": _span(one), "owner": [], **known}

    def _parts_of(self, statement: Correction) -> list[Correction]:
        """The acts and cues that were linked to a new statement."""
        here = [one for one in self._marks if one.field in _PARTS]
        return [one for one in here if self._said.get((_at(one), "statement")) == _at(statement)]

    def _put_values(self, kind: str, fields: dict[str, Any], one: Correction) -> None:
        for name in values.NAMES[kind]:
            if said := self._said.get((_at(one), f"{kind}.{name}")):
                _put_values(kind, fields, Correction("", None, f"{kind}.{name}", "values", None, said))


def _add(ledger: Ledger, number: int, group: list[Correction], person: str, why: str, done: Imported) -> None:
    """What was marked anew: records of a document, and parts of its statements."""
    new = _New(group)
    for one in new.records():
        try:
            decision = review.add(ledger, number, one.field, new.record(one), person, why)
            done.added.append(decision.record)
        except review.SaidAlready as same:
            done.known.append(same.record)
        except (HoedamError, Unfit) as error:
            done.left.append(f"{_shown(number, one)}: {error}")
    for one, local in new.parts():
        try:
            _add_part(ledger, number, local, one, new, person, why, done)
        except (HoedamError, Unfit) as error:
            done.left.append(f"{_shown(number, one)}: {error}")
    for one in new.left():
        done.left.append(f"{_shown(number, one)}: a new {one.field} is no record of its own: add it by hand")


def _add_part(
    ledger: Ledger, number: int, local: str, one: Correction, new: _New, person: str, why: str, done: Imported
) -> None:
    """An act or a cue more in a statement that is there."""
    with ledger.read() as connection:
        row = connection.execute(select(record).where(record.c.document == number, record.c.local == local)).one()
        fields = json.loads(to_json(effective(row)))
    if any(act["act"] == _label(one) and act["span"] == _span(one) for act in fields.get("acts", ())):
        done.known.append(row.id)
        return
    changes = {"acts": [*fields["acts"], new.act(one)]} if one.field == "act" else {"cue": _span(one)}
    review.correct(ledger, row.id, changes, person, why)
    done.corrected.append(row.id)


def _shown(number: int, one: Correction) -> str:
    return f"d{number}:{_at(one).replace(':', '-')}"


def _at(one: Correction) -> str:
    return f"{one.span.start}:{one.span.end}" if one.span else ""


def _label(one: Correction) -> str:
    return (one.after or "").partition(":")[2]


def _span(one: Correction) -> dict[str, Any] | None:
    return {"start": one.span.start, "end": one.span.end, "text": one.span.text} if one.span else None
