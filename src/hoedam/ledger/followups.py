"""What later documents say of earlier commitments: proposals with reasons, which a person confirms or rejects.

The machine only proposes (see `proposing`). Confirming one gives the commitment a status, with the later words as
evidence and their date; rejecting one puts it away for good. Copies of one story propose the same once.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date as day
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, and_, func, or_, select, update

from hoedam.errors import DecisionInvalid, SettingInvalid
from hoedam.ledger import documents, history, revisions, tracking
from hoedam.ledger.persons import named
from hoedam.ledger.proposing import MATTERS, told
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document, followup, item, record
from hoedam.model import Span

FEW = 5  # proposals of one commitment in a list of all
_AT_ONCE = 500  # proposals
_Place = tuple[float, int]  # score and number: where a proposal stands among all
CONFIRMED, REJECTED = "confirmed", "rejected"
CONFIRM, REJECT, UNDO = "confirm_followup", "reject_followup", "undo_followup"

_earlier, _later = record.alias("earlier"), record.alias("later")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A later record that may follow up a commitment; `status` is what it would make of it, None where it does not say.

    `score` 0 to 1; `reasons` are codes; `start` and `end` are code points of `document`. `revision` is what to give back
    with a decision, so that nobody decides on what has changed (see `revisions`).
    """

    id: int
    revision: int
    item: int
    commitment: str
    record: int
    kind: str
    words: str
    document: int
    start: int | None
    end: int | None
    date: str | None
    score: float
    reasons: tuple[str, ...]
    status: str | None


_One = TypeVar("_One", Proposal, Row[Any])


def proposals(connection: Connection, item_id: int | None = None, limit: int | None = None) -> list[Proposal]:
    """What is proposed and not decided: for a commitment, or for all; the likeliest first, `limit` of them at most.

    Raises DecisionInvalid where there is no such commitment.
    """
    if item_id is not None:
        tracking.account(connection, item_id)
    rows = _by_score(connection) if item_id is None else _of_items(connection, [item_id])
    return _made(connection, islice(_undecided(connection, rows), limit))


def _undecided(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
    decided = _decided_pairs(connection)
    return (row for row in _once(rows) if _pair(row) not in decided)


def _made(connection: Connection, rows: Iterable[Row[Any]]) -> list[Proposal]:
    found = list(rows)
    known = revisions.of_each(connection, {number for row in found for number in _sides(row)})
    return [_proposal(row, max(known[number] for number in _sides(row))) for row in found]


def _by_score(connection: Connection, after: _Place | None = None) -> Iterator[Row[Any]]:
    """Those that are open, the likeliest first, a few hundred at a time: often the first are all that is wanted."""
    chosen = _chosen().where(followup.c.verdict.is_(None)).order_by(followup.c.score.desc(), followup.c.id)
    rows = list(connection.execute(_behind(chosen, after).limit(_AT_ONCE)))
    while rows:
        yield from rows
        rows = list(connection.execute(_behind(chosen, (rows[-1].score, rows[-1].id)).limit(_AT_ONCE)))


def _of_items(connection: Connection, items: Collection[int]) -> list[Row[Any]]:
    """Those of some commitments, the likeliest first: put in order here, since an index of scores has those of all."""
    found = connection.execute(_chosen().where(followup.c.verdict.is_(None), item.c.id.in_(items)))
    return sorted(found, key=lambda row: (-row.score, row.id))


def _behind(chosen: Any, place: _Place | None) -> Any:
    if place is None:
        return chosen
    score, number = place
    after = or_(followup.c.score < score, and_(followup.c.score == score, followup.c.id > number))
    return chosen.where(followup.c.score <= score, after)


def page(
    connection: Connection, *, after: str | None = None, limit: int = 20
) -> tuple[list[list[Proposal]], str | None]:
    """At most `limit` commitments with the few likeliest proposals of each, in the order of the likeliest; and what to ask
    for the next ones with, None at the end. Nothing but what stands on the page is read out of its rows.

    Raises SettingInvalid where `after` is not of such a page.
    """
    firsts = list(islice(_firsts(connection, None if after is None else _from_key(after)), limit + 1))
    groups: dict[int, list[Proposal]] = {row.item: [] for row in firsts[:limit]}
    for one in _made(connection, leading(_undecided(connection, _of_items(connection, groups)))):
        groups[one.item].append(one)
    return list(groups.values()), f"{firsts[limit - 1].score!r}|{firsts[limit - 1].id}" if len(firsts) > limit else None


def _firsts(connection: Connection, after: _Place | None) -> Iterator[Row[Any]]:
    """The likeliest proposal of each commitment whose likeliest stands behind a place."""
    decided = _decided_pairs(connection)
    seen: set[int] = set()
    rows = (row for row in _by_score(connection, after) if _pair(row) not in decided)
    while some := list(islice(rows, _AT_ONCE // 5)):
        if after is not None:
            seen |= _before(connection, {row.item for row in some} - seen, after, decided)
        for row in some:
            if row.item not in seen:
                seen.add(row.item)
                yield row


def _before(connection: Connection, items: Collection[int], place: _Place, decided: set[tuple[int, int]]) -> set[int]:
    """Those of some commitments that have an open proposal at a place or before it."""
    score, number = place
    ahead = or_(followup.c.score > score, and_(followup.c.score == score, followup.c.id <= number))
    narrow = _chosen().with_only_columns(item.c.id.label("item"), _later.c.item.label("later_item"))
    rows = connection.execute(narrow.where(item.c.id.in_(items), followup.c.verdict.is_(None), ahead))
    return {row.item for row in rows if _pair(row) not in decided}


def _from_key(after: str) -> _Place:
    score, _, number = after.partition("|")
    try:
        return float(score), int(number)
    except ValueError as error:
        raise SettingInvalid(f"“{after}” is not where a page ended: begin with the first page.") from error


def leading(found: Iterable[_One]) -> list[_One]:
    """Of a list with the likeliest first, the few likeliest of each commitment: a long-running one fills no page."""
    counts: Counter[int] = Counter()
    kept = []
    for one in found:
        counts[one.item] += 1
        if counts[one.item] <= FEW:
            kept.append(one)
    return kept


def confirm(
    ledger: Ledger,
    number: int,
    person: str,
    status: str | None = None,
    date: str | None = None,
    note: str = "",
    today: day | None = None,
    revision: int | None = None,
) -> int:
    """Confirm a proposal: the commitment gets its status (or the one given), with the later words as evidence.

    The date is the one given, else that of the status event or of the later record. Returns the entry of the history.
    Raises DecisionInvalid where the proposal is decided or says no status and none is given; LedgerBusy where `revision` is
    not that of the proposal.
    """
    by = named(person)
    with ledger.write() as connection:
        row = _open(connection, number, revision)
        span, said = _words(connection, row)
        which = status or row.status
        if which is None:
            raise DecisionInvalid(f"proposal {number} does not say what became of it: give a status (--status).")
        evidence = tracking.Evidence(row.document, span.start, span.end, span.text)
        when = date or _day(said) or _day(row.date) or _day(row.published)
        _judge(connection, number, CONFIRMED, None)  # first: what is decided is not proposed anew with the status
        stated = tracking.put_status(connection, row.item, which, when, by, evidence, None, note, today)
        data = {"followup": number, "verdict": CONFIRMED, "later": row.later_id, "change": stated}
        return _decide(connection, row, by, CONFIRM, CONFIRMED, data)


def reject(ledger: Ledger, number: int, person: str, why: str = "", revision: int | None = None) -> int:
    """Say that a proposal has nothing to do with the commitment: it is never proposed again. Returns the entry.

    Raises DecisionInvalid where the proposal is decided already; LedgerBusy where `revision` is not that of the proposal.
    """
    by = named(person)
    with ledger.write() as connection:
        row = _open(connection, number, revision)
        data = {"followup": number, "verdict": REJECTED, "later": row.later_id, "why": why}
        return _decide(connection, row, by, REJECT, REJECTED, data)


def undo(ledger: Ledger, number: int, person: str, why: str = "", revision: int | None = None) -> int:
    """Take back what was decided on a proposal, and the status that confirming it gave. Returns the entry.

    Raises DecisionInvalid where nothing was decided; LedgerBusy where `revision` is not that of commitment and record.
    """
    by = named(person)
    with ledger.write() as connection:
        row = _row(connection, number)
        revisions.check(connection, _sides(row), revision)
        said = history.entry(connection, row.entry) if row.entry else None
        if row.verdict is None or said is None:
            raise DecisionInvalid(f"nobody has decided on proposal {number}: there is nothing to undo.")
        stated = json.loads(said.data).get("change")
        if stated is not None and _holds(connection, row.earlier_record, stated):
            tracking.take_back(connection, stated, by, why)
        data = {"followup": number, "verdict": None, "undoes": said.id, "why": why}
        return _decide(connection, row, by, UNDO, None, data)


def _chosen() -> Any:
    joined = (
        followup.join(_earlier, _earlier.c.id == followup.c.earlier)
        .join(_later, and_(_later.c.id == followup.c.later, _later.c.live))
        .join(item, item.c.id == _earlier.c.item)
        .join(document, document.c.id == _later.c.document)
    )
    chosen = select(
        followup, item.c.id.label("item"), item.c.label, _earlier.c.id.label("earlier_record"),
        _earlier.c.date.label("made"), _later.c.id.label("later_id"), _later.c.item.label("later_item"), _later.c.kind,
        _later.c.words, _later.c.document, _later.c.start, _later.c.end, _later.c.date, _later.c.human,
        _later.c.machine, document.c.published,
    ).select_from(joined)  # fmt: skip
    return chosen.where(_earlier.c.item.is_distinct_from(_later.c.item))


def _once(rows: Iterable[Row[Any]]) -> Iterable[Row[Any]]:
    """Each thing that is proposed once: of copies, and of a statement and the commitment in it, the likeliest."""
    seen: set[tuple[int, int]] = set()
    places: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in rows:
        near = places.setdefault((row.item, row.document), [])
        here = (row.start or 0, row.end or 0)
        inside = row.kind not in MATTERS and any(start < here[1] and here[0] < end for start, end in near)
        if _pair(row) not in seen and not inside:
            yield row
            if row.kind not in MATTERS:
                near.append(here)
        seen.add(_pair(row))


def _decided_pairs(connection: Connection) -> set[tuple[int, int]]:
    """The items of which a person decided that one follows up the other, or not: also in older versions of documents."""
    sides = []
    joined: Any = followup
    for column in (followup.c.earlier, followup.c.later):
        there, newer = record.alias(), record.alias()
        joined = joined.join(there, there.c.id == column)
        joined = joined.outerjoin(newer, and_(newer.c.precedent == there.c.id, newer.c.live))
        sides.append(func.coalesce(there.c.item, newer.c.item))
    chosen = select(*sides).select_from(joined).where(followup.c.verdict.is_not(None))
    return {(row[0], row[1]) for row in connection.execute(chosen)}


def _pair(row: Row[Any]) -> tuple[int, int]:
    return row.item, row.later_item


def _sides(row: Row[Any]) -> list[int]:
    """The items of a proposal: the commitment, and what may follow it up if it is joined at all."""
    return [number for number in _pair(row) if number is not None]


def _proposal(row: Row[Any], revision: int) -> Proposal:
    span, said = told(documents.effective(row), row.made)
    return Proposal(
        id=row.id, revision=revision, item=row.item, commitment=row.label, record=row.later_id, kind=row.kind,
        words=span.text if span else row.words, document=row.document, start=span.start if span else None,
        end=span.end if span else None, date=said or row.date or row.published, score=row.score,
        reasons=tuple(json.loads(row.reasons)), status=row.status,
    )  # fmt: skip


def _words(connection: Connection, row: Row[Any]) -> tuple[Span, str | None]:
    span, said = told(documents.effective(row), row.made)
    if span is None:
        raise DecisionInvalid(f"proposal {row.id} has no words to show: give the status with evidence of its own.")
    tracking.found(connection, f"d{row.document}:{span.start}-{span.end}", span.text)
    return span, said


def _row(connection: Connection, number: int) -> Row[Any]:
    row: Row[Any] | None = connection.execute(_chosen().where(followup.c.id == number)).first()
    if row is None:
        raise DecisionInvalid(f"there is no proposal {number}: see `hoedam followups` for those there are.")
    return row


def _open(connection: Connection, number: int, revision: int | None) -> Row[Any]:
    row = _row(connection, number)
    revisions.check(connection, _sides(row), revision)
    if row.verdict:
        said = history.entry(connection, row.entry)
        who = f" by {said.person}" if said else ""
        raise DecisionInvalid(f"proposal {number} was {row.verdict} already{who}: undo that first.")
    return row


def _decide(
    connection: Connection, row: Row[Any], person: str, action: str, verdict: str | None, data: dict[str, Any]
) -> int:
    entry = history.append(connection, person, action, f"record:{row.earlier_record}", data)
    _judge(connection, row.id, verdict, entry if verdict else None)
    return entry


def _judge(connection: Connection, number: int, verdict: str | None, entry: int | None) -> None:
    connection.execute(update(followup).where(followup.c.id == number).values(verdict=verdict, entry=entry))


def _holds(connection: Connection, number: int, entry: int) -> bool:
    """Whether a status was not taken back since."""
    home = connection.scalar(select(record.c.item).where(record.c.id == number))
    rows = tracking.members(connection, home) if home is not None else []
    held = tracking.changes(connection, [row.id for row in rows])
    return any(one.entry == entry and not one.withdrawn for one in held)


def _day(text: str | None) -> str | None:
    """A date as exact as ISO 8601 says it: of a range or a time of day, the first day."""
    first = (text or "").partition("/")[0].partition("T")[0]
    return first if tracking.first_day(first) else None
