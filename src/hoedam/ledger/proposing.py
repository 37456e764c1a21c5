"""What later records say of earlier commitments: proposals, made new whenever a record of either side changes.

Two ways lead to one. A later record shares state and words with a commitment (`hoedam.resolve.followups` judges);
or the agreement, body or project that a commitment is about goes on in a later document. What a person decided about
a pair is never proposed again. Of a matter that goes on for years a later record shares its words with every promise:
it is proposed for those few that it fits best, of equals the newest.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, delete, func, or_, select

from hoedam.ledger.batches import batches, insert_rows, update_rows
from hoedam.ledger.records import decoded, from_json, main_span
from hoedam.ledger.tables import block, document, followup, record
from hoedam.model import Matter, Record, Span, StatusEvent, spans_of
from hoedam.resolve.followups import propose, status_of
from hoedam.resolve.sightings import Sighting, Status

MATTERS = ("agreement", "body", "project")
LATER = ("statement", "commitment", "meeting", *MATTERS)  # what can bear on an earlier commitment
SAME_MATTER = "same_matter"
MOST = 5  # commitments that one later record is proposed for
_SURE = 0.9  # score of what the same agreement, body or project says

Pair = tuple[int, int]  # records: earlier, later


class Found(msgspec.Struct, frozen=True):
    """What one record says of an earlier one."""

    score: float
    reasons: tuple[str, ...]
    status: str | None
    made: str = ""  # the day the earlier one was published


def propose_for(connection: Connection, ids: Collection[int]) -> None:
    """Make the proposals anew in which these records are the earlier or the later side."""
    found, there = _pairs(connection, ids)
    again = _crowded(connection, ids, found, there)
    more, more_there = _pairs(connection, again)
    concerned = set(ids) | again
    found |= {pair: one for pair, one in more.items() if pair[1] in concerned}
    there |= {pair: row for pair, row in more_there.items() if pair[1] in concerned}
    _keep(connection, _best(found, there), there)


def _pairs(connection: Connection, ids: Collection[int]) -> tuple[dict[Pair, Found], dict[Pair, Row[Any]]]:
    """What there is to propose with these records on one side or the other, and what is proposed or decided."""
    found: dict[Pair, Found] = {}
    there: dict[Pair, Row[Any]] = {}
    for some in batches(sorted(ids)):
        there |= {(row.earlier, row.later): row for row in connection.execute(select(followup).where(_touching(some)))}
        rows = list(connection.execute(_rows(record.c.id.in_(some), record.c.live)))
        for pair, one in chain(_by_topic(connection, rows), _by_matter(connection, rows)):
            found[pair] = _both(found.get(pair), one)
    return found, there


def _crowded(
    connection: Connection, ids: Collection[int], found: Mapping[Pair, Found], there: Mapping[Pair, Row[Any]]
) -> set[int]:
    """Later records, other than these, of which another few may be the best now that there is a promise more or less."""
    changes = Counter(later for _, later in found.keys() ^ there.keys() if later not in ids)
    counted = select(followup.c.later, func.count().label("many")).where(followup.c.verdict.is_(None))
    crowded: set[int] = set()
    for some in batches(sorted(changes)):
        rows = connection.execute(counted.where(followup.c.later.in_(some)).group_by(followup.c.later))
        crowded |= {row.later for row in rows if row.many + changes[row.later] > MOST}
    return crowded | {later for later, many in changes.items() if many > MOST}


def _best(found: Mapping[Pair, Found], there: Mapping[Pair, Row[Any]]) -> dict[Pair, Found]:
    """For each later record the commitments that it fits best; those that a person decided on are beside that."""
    by_later: dict[int, list[Pair]] = defaultdict(list)
    for pair in found:
        if pair not in there or there[pair].verdict is None:
            by_later[pair[1]].append(pair)
    kept: dict[Pair, Found] = {}
    for pairs in by_later.values():
        pairs.sort(key=lambda pair: (found[pair].score, found[pair].made, pair), reverse=True)
        kept |= {pair: found[pair] for pair in pairs[:MOST]}
    return kept


def _touching(ids: Sequence[int]) -> ColumnElement[bool]:
    return or_(followup.c.later.in_(ids), followup.c.earlier.in_(ids))


def _rows(*where: ColumnElement[bool]) -> Select[Any]:
    """Records with the day their document was published."""
    joined = record.join(document, record.c.document == document.c.id)
    return select(record, document.c.published).select_from(joined).where(*where).order_by(record.c.id)


def _by_topic(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[tuple[Pair, Found]]:
    """What these records say of commitments on the same topics, and, of the commitments among them, what others say."""
    asked = {row.id: row for row in rows if row.sighting and row.published and row.kind in LATER}
    for number, earlier in _topical(connection, list(asked), _EARLIER):
        yield from _judged(earlier, asked[number])
    for number, later in _topical(connection, [id for id, row in asked.items() if row.kind == "commitment"], _LATER):
        yield from _judged(asked[number], later)


def _by_matter(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[tuple[Pair, Found]]:
    """What matters say of the commitments that are about them."""
    rows = list(rows)
    near = _matters_there(connection, {row.document for row in rows if row.kind == "commitment"})
    for row in rows:
        if row.kind == "commitment":
            for matter in _matters_of(connection, row, near[row.document]):
                yield from _told(row, matter)
        if row.kind in MATTERS:
            for earlier in _commitments_of(connection, row):
                yield from _told(earlier, row)


def _topical(connection: Connection, ids: Sequence[int], chosen: Select[Any]) -> Iterator[tuple[int, Row[Any]]]:
    """For each record, those of other documents and items that share a topic with it: the first of each item."""
    pairs = connection.execute(chosen, {"ids": ids}).all() if ids else []
    firsts: dict[int, Row[Any]] = {}
    for some in batches(sorted({pair.first for pair in pairs})):
        firsts |= {row.id: row for row in connection.execute(_SIGHTINGS, {"ids": some})}
    return ((pair.mine, firsts[pair.first]) for pair in pairs)


def _sharing_topics(*where: ColumnElement[bool]) -> Select[Any]:
    """What `_topical` asks, built once: it is asked for every document that is added."""
    shared = _TOPIC.c.key == block.c.key
    return (
        select(_MINE.c.id.label("mine"), func.min(record.c.id).label("first"))
        .select_from(_MINE)
        .join(_MY_DOCUMENT, _MINE.c.document == _MY_DOCUMENT.c.id)
        .join(_TOPIC, _TOPIC.c.record == _MINE.c.id)
        .join(block, shared & (block.c.record != _MINE.c.id))
        .join(record, block.c.record == record.c.id)
        .join(document, record.c.document == document.c.id)
        .where(_MINE.c.id.in_(bindparam("ids", expanding=True)), _TOPIC.c.key.startswith(TOPIC), record.c.live)
        .where(record.c.document != _MINE.c.document, record.c.item != _MINE.c.item, *where)
        .group_by(_MINE.c.id, record.c.item)
        .order_by(_MINE.c.id, func.min(record.c.id))
    )


TOPIC = "t:"  # how the keys of topics begin
_SIGHTINGS = (
    select(record.c.id, record.c.sighting, document.c.published)
    .join(document, record.c.document == document.c.id)
    .where(record.c.id.in_(bindparam("ids", expanding=True)))
)
_MINE, _MY_DOCUMENT, _TOPIC = record.alias(), document.alias(), block.alias()
_EARLIER = _sharing_topics(record.c.kind == "commitment", document.c.published <= _MY_DOCUMENT.c.published)
_LATER = _sharing_topics(record.c.kind.in_(LATER), document.c.published >= _MY_DOCUMENT.c.published)


def _judged(earlier: Row[Any], later: Row[Any]) -> Iterator[tuple[Pair, Found]]:
    for found in propose(_sighting(earlier), [_sighting(later)]):
        yield (earlier.id, later.id), Found(found.score, found.reasons, found.status, earlier.published or "")


def _told(earlier: Row[Any], matter: Row[Any]) -> Iterator[tuple[Pair, Found]]:
    """What a matter's newest step since a commitment says of it."""
    step = step_since(from_json(matter.kind, matter.human or matter.machine), earlier.date)
    if step and earlier.sighting and matter.sighting:
        steps = (Status(status=step.status, words=step.span.text, date=step.date),)
        if status := status_of(_sighting(earlier), msgspec.structs.replace(_sighting(matter), status=steps)):
            yield (earlier.id, matter.id), Found(_SURE, (SAME_MATTER,), status, earlier.published or "")


def told(one: Record, since: str | None) -> tuple[Span | None, str | None]:
    """The words of a record that say what became of something made at a date, and the date that they give.

    Of a matter those of its newest step.
    """
    step = step_since(one, since) if isinstance(one, Matter) else None
    return (step.span, step.date) if step else (main_span(one), None)


def step_since(matter: Matter, date: str | None) -> StatusEvent | None:
    """The last step that a matter's record tells of, of those that are not from before a date (ISO 8601 prefix)."""
    steps = [
        step for step in matter.status if not (step.date and date and step.date[: len(date)] < date[: len(step.date)])
    ]
    return steps[-1] if steps else None


def _matters_there(connection: Connection, documents: Iterable[int]) -> Mapping[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for some in batches(sorted(documents)):
        for row in connection.execute(_rows(record.c.document.in_(some), record.c.kind.in_(MATTERS), record.c.live)):
            found[row.document].append(row)
    return found


def _matters_of(connection: Connection, row: Row[Any], near: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The later records of the matters of its document (`near`) that a commitment's own words name."""
    items = {one.item for one in near if one.item and names(one, row)}
    if not items or not row.published:
        return []
    return list(
        connection.execute(_rows(record.c.item.in_(items), record.c.live, document.c.published > row.published))
    )


def _commitments_of(connection: Connection, row: Row[Any]) -> list[Row[Any]]:
    """The commitments of earlier documents whose words name this matter."""
    if row.item is None or not row.published:
        return []
    before = document.c.published < row.published
    told: dict[int, list[Row[Any]]] = defaultdict(list)
    for one in connection.execute(_rows(record.c.item == row.item, record.c.live, before)):
        told[one.document].append(one)
    found = []
    for some in batches(sorted(told)):
        near = _rows(record.c.document.in_(some), record.c.kind == "commitment", record.c.live)
        found += [one for one in connection.execute(near) if any(names(each, one) for each in told[one.document])]
    return found


def names(matter: Row[Any], commitment: Row[Any]) -> bool:
    """Whether a commitment's words hold a mention of a matter of the same document: rows of both records."""
    if commitment.start is None:
        return False
    spans = spans_of(from_json(matter.kind, matter.human or matter.machine))
    return any(span.start < commitment.end and commitment.start < span.end for span in spans)


def _both(one: Found | None, other: Found) -> Found:
    """Two ways to one proposal: the surer score, all reasons; what a status event says outranks what words suggest."""
    if one is None:
        return other
    sure = one if SAME_MATTER in one.reasons else other
    reasons = tuple(dict.fromkeys(one.reasons + other.reasons))
    return Found(max(one.score, other.score), reasons, sure.status or one.status or other.status, one.made)


def _keep(connection: Connection, found: Mapping[Pair, Found], there: Mapping[Pair, Row[Any]]) -> None:
    """Write down what is found; a proposal keeps its number as long as it is found, a decided one stays as it is."""
    rows = {pair: _row(one) for pair, one in sorted(found.items())}
    open_ = {pair: row for pair, row in there.items() if row.verdict is None}
    gone = [row.id for pair, row in open_.items() if pair not in rows]
    for some in batches(gone):
        connection.execute(delete(followup).where(followup.c.id.in_(some)))
    changed = [
        {"id": row.id, **rows[pair]}
        for pair, row in open_.items()
        if pair in rows and any(row._mapping[name] != value for name, value in rows[pair].items())
    ]
    update_rows(connection, followup, changed)
    fresh = [{"earlier": pair[0], "later": pair[1], **row} for pair, row in rows.items() if pair not in there]
    insert_rows(connection, followup, fresh)


def _row(found: Found) -> dict[str, Any]:
    reasons = msgspec.json.encode(found.reasons).decode()
    return {"score": found.score, "status": found.status, "reasons": reasons}


def _sighting(row: Any) -> Sighting:
    return decoded(row.sighting)
