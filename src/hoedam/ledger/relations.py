"""The states that were met, what each side owes and asks in a relation, and two meetings held against each other.

A relation is that of a home state (ISO 3166-1 alpha-3) with another; it is concerned wherever the other is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, and_, distinct, func, or_, select

from hoedam.errors import NotInLedger
from hoedam.ledger import queries
from hoedam.ledger.figures import Figure, last_day
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import parse_as, shown_item
from hoedam.ledger.rows import CommitmentRow, MeetingRow
from hoedam.ledger.selecting import LISTS, Selection, overdue
from hoedam.ledger.tables import change, facet, followup, item, record
from hoedam.ledger.tracking import CLOSED
from hoedam.ledger.within import AS_IT_HOLDS, has, objects_at, text_at, texts_at

ASKS = ("proposed", "requested")
PLEDGES = ("pledged", "planned")
_DAY = func.coalesce(item.c.date, "")
_ITEMS = select(facet.c.value, func.count(distinct(facet.c.item))).group_by(facet.c.value)
Part = Literal["agreed", "theirs_asked", "theirs_pledged", "ours_asked", "ours_pledged", "overdue", "open"]
PARTS: tuple[Part, ...] = ("agreed", "theirs_asked", "theirs_pledged", "ours_asked", "ours_pledged", "overdue", "open")


def states(connection: Connection, home: str, *, today: str | None = None) -> Figure:
    """The states that are met or spoken of but the home state: meetings, the last of them (ISO 8601, "" where there is
    none), commitments and asks, of which open and past their last day. Those met most come first."""
    day = today or date.today().isoformat()
    last = select(facet.c.value, func.max(_DAY)).join(item, item.c.id == facet.c.item)
    days = _of_states(connection, last.group_by(facet.c.value), "meeting")
    met = _of_states(connection, _ITEMS, "meeting")
    owed = _of_states(connection, _ITEMS, "commitment")
    told = item.c.id.in_(select(record.c.item).join(change, change.c.record == record.c.id))  # few: all others are open
    closed = _of_states(connection, _ITEMS.where(facet.c.item.in_(_ids(told, item.c.status.in_(CLOSED)))), "commitment")
    late = _ids(item.c.status.not_in(CLOSED), item.c.id.in_(overdue(day)))
    past = _of_states(connection, _ITEMS.where(facet.c.item.in_(late)), "commitment")
    rows = [
        (state, met.get(state, 0), days.get(state, ""), owed.get(state, 0), owed.get(state, 0) - closed.get(state, 0), past.get(state, 0))
        for state in {*met, *owed} - {home}
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row[1], -row[3], row[0]))
    return Figure(
        "states", ("country", "meetings", "last_meeting", "commitments", "unsettled", "overdue"), 1, tuple(rows)
    )


def _of_states(connection: Connection, chosen: Any, kind: str) -> dict[str, Any]:
    """State → what is chosen of the items of a kind that concern it."""
    rows = connection.execute(chosen.where(facet.c.name == "country", facet.c.kind == kind, facet.c.item.is_not(None)))
    return {row[0]: row[1] for row in rows}


def _ids(*conditions: Any) -> Any:
    return select(item.c.id).where(item.c.kind == "commitment", *conditions)


@dataclass(frozen=True, slots=True)
class Side:
    """A part of a relation's commitments and asks: the newest of them, and how many there are."""

    part: Part
    total: int
    rows: tuple[CommitmentRow, ...]


def side(
    connection: Connection, country: str, home: str, part: Part, *, limit: int = 10, today: str | None = None
) -> Side:
    """What was agreed, what a side asked or pledged, what is open or past its last day; the newest first (of what is
    late, what has been late longest)."""
    day = today or date.today().isoformat()
    # first what concerns the state, then what is inside its settled words: PostgreSQL would read the words of all
    filter = Filter(country=(country,))
    conditions = Selection(LISTS["commitments"], filter, "", connection.dialect.name).conditions()
    theirs = select(item.c.id, item.c.settled).where(*conditions).cte("theirs").prefix_with("MATERIALIZED")
    inside = select(theirs.c.id).where(*_of_part(connection.dialect.name, part, country, home, theirs))
    chosen = select(item.c.id, func.count().over()).where(item.c.id.in_(inside), *_of_status(part, day))
    order = (last_day(), item.c.id) if part == "overdue" else (_DAY.desc(), item.c.id.desc())
    found = connection.execute(chosen.order_by(*order).limit(limit)).all()
    ids = [row[0] for row in found]
    rows = queries.of_numbers(connection, "commitments", ids, today=day)
    return Side(part, found[0][1] if found else 0, tuple(rows))


def _of_status(part: Part, today: str) -> Iterator[Any]:
    if part in ("open", "overdue"):
        yield func.coalesce(item.c.status, "open").not_in(CLOSED)
    if part == "overdue":
        yield last_day() < today


def _of_part(dialect: str, part: Part, country: str, home: str, theirs: Any) -> Iterator[Any]:
    """What has to hold of the settled words of a state's commitments."""
    state = home if part.startswith("ours") else country
    strength = text_at(dialect, theirs.c.settled, "strength", "value")
    if part == "agreed":
        yield strength == "agreed"
    elif part.endswith("pledged"):
        yield strength.in_(PLEDGES)
        yield has(dialect, theirs.c.settled, state, "owner", "value")
    elif part not in ("open", "overdue"):
        yield strength.in_(ASKS)
        yield _asked_by(dialect, state, theirs)


def _asked_by(dialect: str, state: str, theirs: Any) -> Any:
    """The speaker's state asks; where nobody is named, those ask who do not owe it."""
    speaker = objects_at(dialect, theirs.c.settled, "speakers", "value")
    of = text_at(dialect, speaker.c.value, "country")
    spoke = select(func.count()).select_from(speaker).correlate(theirs)
    owed = select(record.c.item).join(facet, facet.c.record == record.c.id)
    owed = owed.where(record.c.live, facet.c.name == "counterpart", facet.c.value == state)
    silent = spoke.where(of.is_not(None)).scalar_subquery() == 0
    return or_(spoke.where(of == state).scalar_subquery() > 0, and_(silent, theirs.c.id.in_(owed)))


def voices(connection: Connection, country: str) -> Figure:
    """Who speaks in a relation: person, state, office, and for whom where words were passed on; how many utterances, and
    the first and the last day."""
    dialect = connection.dialect.name
    speaker = objects_at(dialect, item.c.settled, "speakers", "value")
    name, state, office = (
        func.coalesce(text_at(dialect, speaker.c.value, key), "") for key in ("name", "country", "office")
    )
    days = func.min(_DAY), func.max(_DAY)
    chosen = select(name.label("who"), state.label("state"), func.max(office), func.count(), *days)
    concerned = Selection(LISTS["utterances"], Filter(country=(country,)), "", dialect).conditions()
    rows = connection.execute(chosen.select_from(item, speaker).where(*concerned).group_by("who", "state"))
    ordered = sorted((tuple(row) for row in rows), key=lambda row: (-row[3], row[0]))
    return Figure("voices", ("speaker", "country", "held", "utterances", "first", "last"), 3, tuple(ordered))


def relays(connection: Connection, country: str) -> Figure:
    """Who passed on whose words: the one who told them, the one whose words they are, and how many utterances."""
    dialect = connection.dialect.name
    teller, speaker = record.alias("teller"), record.alias("speaker")
    named = select(facet.c.record).where(
        facet.c.name == "country", facet.c.kind == "statement", facet.c.value == country
    )
    theirs = select(record.c.document, record.c.item, AS_IT_HOLDS.label("held")).where(
        record.c.kind == "statement", record.c.live, record.c.id.in_(named)
    )
    of = theirs.cte("theirs").prefix_with("MATERIALIZED")
    told, said = (texts_at(dialect, of.c.held, name) for name in ("relayed_by", "speakers"))
    chosen = select(teller.c.words.label("teller"), speaker.c.words.label("whose"), func.count(distinct(of.c.item)))
    chosen = chosen.select_from(of, told, said, teller, speaker).where(
        teller.c.document == of.c.document, teller.c.local == told.c.value,
        speaker.c.document == of.c.document, speaker.c.local == said.c.value,
    )  # fmt: skip
    rows = sorted(connection.execute(chosen.group_by("teller", "whose")), key=lambda row: (-row[2], row[0], row[1]))
    return Figure("relays", ("teller", "speaker", "utterances"), 2, tuple(map(tuple, rows)))


@dataclass(frozen=True, slots=True)
class Encounter:
    """A meeting with what was said there: utterances by sector, and its commitments and asks."""

    meeting: MeetingRow
    utterances: int
    sectors: tuple[tuple[str, int], ...]
    commitments: tuple[CommitmentRow, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """A commitment of one meeting that came back at another: as the same one (`why` is `same`), or as what a document of
    the other says of it, which the machine proposed or a person confirmed (`proposed`, `confirmed`)."""

    commitment: CommitmentRow
    why: Literal["same", "proposed", "confirmed"]
    later: str
    words: str


def encounter(connection: Connection, id: str, *, today: str | None = None) -> Encounter:
    """A meeting by its number (m5). Raises DecisionInvalid for what is no meeting's number, NotInLedger where there is none."""
    number = parse_as(id, "meeting")[1]
    if connection.scalar(select(item.c.kind).where(item.c.id == number)) != "meeting":
        raise NotInLedger(f"there is no {id} in this ledger: see the numbers of its meetings.")
    row = queries.one(connection, "meetings", number)
    said = _said_at(connection, number).subquery()
    leaf = select(facet.c.value, func.count(distinct(said.c.item))).join(said, said.c.id == facet.c.record)
    sectors = connection.execute(leaf.where(facet.c.name == "sector").group_by(facet.c.value))
    groups = sorted(((id, n) for id, n in sectors if "." not in id), key=lambda pair: (-pair[1], pair[0]))
    ids = list(connection.scalars(_promised_at(connection, number).with_only_columns(record.c.item).distinct()))
    promised = queries.of_numbers(connection, "commitments", sorted(ids), today=today)
    total = connection.scalar(select(func.count(distinct(said.c.item)))) or 0
    return Encounter(row, total, tuple(groups), tuple(promised))


def returns(connection: Connection, earlier: Encounter, later: Encounter) -> list[Return]:
    """What of the first meeting's commitments and asks came back at the second."""
    again = {row.id for row in later.commitments}
    found = [Return(row, "same", row.id, row.words) for row in earlier.commitments if row.id in again]
    homes = {member.record: row for row in earlier.commitments for member in row.members}
    numbers = [int(name[1:]) for name in homes]
    there = _at_or_reported(connection, parse_as(later.meeting.id, "meeting")[1])
    proposed = select(followup, record.c.kind, record.c.item, record.c.words).join(
        record, record.c.id == followup.c.later
    )
    proposed = proposed.where(followup.c.earlier.in_(numbers), record.c.id.in_(there))
    proposed = proposed.where(or_(followup.c.verdict.is_(None), followup.c.verdict == "confirmed"))
    seen = {(one.commitment.id, one.words) for one in found}  # words are a statement and what it promises: shown once
    for row in connection.execute(proposed.order_by(followup.c.score.desc(), followup.c.id)):
        home, name = homes[f"r{row.earlier}"], shown_item(row.kind, row.item)
        if name != home.id and (home.id, row.words) not in seen:
            seen.add((home.id, row.words))
            found.append(Return(home, row.verdict or "proposed", name, row.words))
    return found


def _said_at(connection: Connection, number: int) -> Any:
    """The statements that a document places at the meeting, by name or as what it is about (`resolve.sightings`)."""
    met, same = record.alias("met"), ("date", "meeting_kind")
    seen, of = (partial(text_at, connection.dialect.name, one.c.sighting) for one in (record, met))
    joined = met.join(record, and_(record.c.document == met.c.document, *(seen(name) == of(name) for name in same)))
    chosen = select(record.c.id, record.c.item, record.c.document, record.c.local).select_from(joined)
    here = (record.c.kind == "statement", record.c.live, seen("date_basis") == "meeting")
    return chosen.where(met.c.item == number, met.c.live, *here)


def _promised_at(connection: Connection, number: int) -> Any:
    """The commitments and asks in these statements."""
    said = _said_at(connection, number).subquery()
    by = text_at(connection.dialect.name, AS_IT_HOLDS, "statement")
    joined = said.join(record, and_(record.c.document == said.c.document, by == said.c.local))
    return select(record.c.id).select_from(joined).where(record.c.kind == "commitment", record.c.live)


def _at_or_reported(connection: Connection, number: int) -> Any:
    """Records of what was said and promised at the meeting, and of agreements, bodies and projects that its documents name."""
    met = select(record.c.document).where(record.c.item == number, record.c.live)
    matters = select(record.c.id).where(
        record.c.document.in_(met), record.c.live, record.c.kind.in_(LISTS["matters"].kinds)
    )
    said = _said_at(connection, number).with_only_columns(record.c.id)
    return said.union(_promised_at(connection, number), matters)
