"""A record as a person wants it: the model's own JSON form, held against the model and the document.

Nothing that a person types may break what every reading promises: fields of the model only, references that exist,
spans whose words are the document's, codes that are known.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

import msgspec

from hoedam.errors import DecisionInvalid
from hoedam.extract.codes import event_codes
from hoedam.extract.entity_tables import tables
from hoedam.extract.sectors import all_sectors
from hoedam.ledger.records import HOMES, main_span, records_of, references
from hoedam.model import Act, Commitment, Document, Entity, Matter, Meeting, Reading, Record, Span, Statement, Time

_SPAN = ({"start", "end"}, {"start", "end", "text"})
# TIMEX3 of points in time as a reading writes them: 2021, 2021-08, 2021-08-17, 2021-Q3, 2021-H2, 2021-SU, 2021-W30
_POINT = (
    r"\d{4}(?:-(?:(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|Q[1-4]|H[12]|W\d\d|SP|SU|FA|WI))?(?:T[\dA-Z:+-]+)?"
)
_DATE = re.compile(rf"{_POINT}(?:/{_POINT})?")
_VALUE = re.compile(rf"{_POINT}(?:/{_POINT})?|PT?[\dXYMWDHS.T]+|(?:PAST|PRESENT|FUTURE)_REF|\d{{2,3}}X{{1,2}}")
_STATE = re.compile(r"[A-Z]{3}")

# what a record that is added by hand need not say
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "statement": {"cue": None, "attribution": {"basis": "none", "certain": True}},
    "commitment": {"sectors": []},
    "meeting": {"participants": []},
    "agreement": {"status": []},
    "body": {"status": []},
    "project": {"status": []},
    "time": {"anchor": "none", "value": None},
}
_ANY_LIFE = ("delayed", "suspended", "cancelled", "resumed")
# kind of matter → the statuses that it may have, in the order of its life
LIVES: Mapping[str, tuple[str, ...]] = {
    "agreement": ("proposed", "planned", "under_negotiation", "concluded", "initialled", "signed", "ratified", "in_force",
                  "revised", "terminated", *_ANY_LIFE),
    "body": ("proposed", "planned", "established", "active", "dissolved", *_ANY_LIFE),
    "project": ("proposed", "studied", "planned", "contracted", "under_construction", "completed", "operating", *_ANY_LIFE),
}  # fmt: skip


def corrected(reading: Reading, kind: str, record: Record, changes: Mapping[str, Any]) -> Record:
    """The record with some fields changed, in the model's own JSON form.

    A span may be given by `start` and `end` alone; its words are then the document's. What changes in `attribution`
    leaves the rest of it as it is. A speaker that a person names is certain, unless the person says otherwise.
    Raises DecisionInvalid where the outcome is not a record of the model, or does not fit the document.
    """
    if not changes:
        raise DecisionInvalid("nothing is to be changed: give at least one field.")
    if "id" in changes:
        raise DecisionInvalid("a record keeps its id: leave `id` out of the correction.")
    fields = msgspec.to_builtins(record) | dict(changes)
    if kind == "statement" and ("attribution" in changes or "speakers" in changes):
        fields["attribution"] = _attribution(cast(Statement, record), changes)
    return _checked(reading, kind, fields)


def made(reading: Reading, kind: str, local: str, fields: Mapping[str, Any]) -> Record:
    """A record as a person adds it, with the id that it gets in the document. Raises as `corrected`."""
    if kind not in HOMES:
        raise DecisionInvalid(f"{kind!r} is no kind of record: give one of {', '.join(HOMES)}.")
    if "id" in fields:
        raise DecisionInvalid("the ledger gives a new record its id: leave `id` out.")
    return _checked(reading, kind, {**_DEFAULTS.get(kind, {}), **fields, "id": local})


def _attribution(record: Statement, changes: Mapping[str, Any]) -> Any:
    given = changes.get("attribution", {})
    if not isinstance(given, Mapping):
        return given  # the model says what is wrong with it
    settled = {"certain": True, "alternatives": []} if "speakers" in changes else {}
    return {**msgspec.to_builtins(record.attribution), **settled, **given}


def _checked(reading: Reading, kind: str, fields: Mapping[str, Any]) -> Record:
    filled = _filled(dict(fields), reading.document)
    try:
        record: Record = msgspec.convert(filled, HOMES[kind][1], strict=True)
    except msgspec.ValidationError as error:
        raise DecisionInvalid(f"this is not a {kind} as docs/definitions.md has it: {error}.") from error
    problem = next(_problems(reading, kind, record), None)
    if problem:
        raise DecisionInvalid(problem)
    return record


def _filled(value: Any, document: Document) -> Any:
    """The same with words for every span; codes for every act that comes without."""
    if isinstance(value, Mapping):
        if set(value) in _SPAN:
            return _span(value, document)
        found = {name: _filled(one, document) for name, one in value.items()}
        return _coded(found) if "act" in found and "span" in found else found
    if isinstance(value, list | tuple):
        return [_filled(one, document) for one in value]
    return value


def _span(value: Mapping[str, Any], document: Document) -> Any:
    start, end, said = value["start"], value["end"], value.get("text")
    if type(start) is not int or type(end) is not int:
        return value  # the model says what is wrong with it
    return msgspec.to_builtins(true_span(document, start, end, said))


def true_span(document: Document, start: int, end: int, said: Any = None) -> Span:
    """The span at these code points; where words are `said`, they must be exactly those that stand there.

    Raises DecisionInvalid where they are not, or where nothing stands there.
    """
    try:
        found = document.span(start, end)
    except ValueError as error:
        raise DecisionInvalid(f"{error}: give offsets in code points of the document's text, end exclusive.") from error
    if said is not None and (found.start, found.end, found.text) != (start, end, said):
        raise DecisionInvalid(
            f"at {start}:{end} the document says {document.text[start:end]!r}, not {str(said)[:80]!r}: "
            "leave the words out, or give the offsets where they stand."
        )
    return found


def _coded(act: dict[str, Any]) -> dict[str, Any]:
    if "plover" in act or "cameo" in act:
        return act
    try:
        plover, cameo = event_codes(act["act"], act.get("sectors", ()))
    except (KeyError, TypeError):
        return act  # the model says what is wrong with it
    return {"sectors": [], **act, "plover": plover, "cameo": cameo}


def _problems(reading: Reading, kind: str, record: Record) -> Iterator[str]:
    """What the types cannot say, each as a sentence."""
    if main_span(record) is None or (isinstance(record, Statement) and not record.content):
        yield f"a {kind} needs at least one span of the document: a record without words does not exist."
    if isinstance(record, Statement) and not record.acts:
        yield "a statement does something: give at least one act with its span."
    yield from _lost(reading, record)
    yield from _unknown("state", _states(record), lambda code: bool(_STATE.fullmatch(code)) and code in _codes(),
                        "give its ISO 3166-1 code in three letters, such as KOR")  # fmt: skip
    yield from _unknown("sector", _sectors(record), lambda id: id in all_sectors(), "see rules/ko/sectors.yaml for all")
    yield from _unknown(
        "date", _dates(record), lambda date: bool(_DATE.fullmatch(date)), "give it as 2021-08-17 or 2021-08"
    )
    if isinstance(record, Time) and record.value and not _VALUE.fullmatch(record.value):
        yield f"{record.value!r} is no TIMEX3 value: give one such as 2021-08-17, 2021-Q3, P5Y or FUTURE_REF."
    if isinstance(record, Matter):
        steps = LIVES[kind]
        said = (event.status for event in record.status)
        yield from _unknown("status", said, steps.__contains__, f"{kind}: {', '.join(sorted(steps))}")


def _lost(reading: Reading, record: Record) -> Iterator[str]:
    """References to records that the document does not have, or that are of another kind."""
    kinds = {found.id: kind for kind, found in records_of(reading)}  # type: ignore[attr-defined]
    own = getattr(record, "id", "")
    for field, expected, id in references(record):
        if kinds.get(id) != expected or id == own:
            are = ", ".join(one for one, kind in kinds.items() if kind == expected and one != own) or "none yet"
            yield f"{field} names {id!r}, which is no {expected} of this document: it has {are} (add it first)."


def _unknown(what: str, values: Iterable[str], known: Callable[[str], bool], remedy: str) -> Iterator[str]:
    return (f"{value!r} is no {what} that hoedam knows: {remedy}." for value in values if not known(value))


def _codes() -> frozenset[str]:
    table = tables().countries
    return frozenset(table.cldr) | frozenset(table.names)


def _states(record: Record) -> tuple[str, ...]:
    match record:
        case Commitment():
            return record.owner + record.counterpart
        case Matter():
            return record.parties
        case Entity():
            return (record.country,) if record.country else ()
    return ()


def _sectors(record: Record) -> tuple[str, ...]:
    match record:
        case Commitment() | Matter() | Act():
            return record.sectors
        case Statement():
            return tuple(sector for act in record.acts for sector in act.sectors)
    return ()


def _dates(record: Record) -> tuple[str, ...]:
    match record:
        case Meeting():
            return (record.date,) if record.date else ()
        case Matter():
            return tuple(event.date for event in record.status if event.date)
        case Time():
            return tuple(one for one in (record.from_, record.to) if one)
    return ()
