"""What passed between the home state and another: everything with a date, in the order of the days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, select

from hoedam.ledger import queries
from hoedam.ledger.about import changes_of
from hoedam.ledger.batches import batches
from hoedam.ledger.filters import Filter, between
from hoedam.ledger.ids import parse
from hoedam.ledger.loading import since
from hoedam.ledger.rows import MatterRow, MeetingRow, Place
from hoedam.ledger.selecting import LISTS, Selection
from hoedam.ledger.tables import change, facet, item, record

Sort = Literal["meeting", "commitment", "change", "step"]
SORTS: tuple[Sort, ...] = ("meeting", "commitment", "step", "change")  # on one day, in this order


# sort → group of labels of its code
GROUPS = {"meeting": "meeting", "commitment": "strength", "change": "progress", "step": "status"}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on a day: a meeting, a commitment made, a status that a person gave one, a step of an agreement, body
    or project. `code` is the kind of meeting, the strength, the status or the step; `place` is the evidence, and None
    where a person named an outside source (`source`)."""

    date: str
    sort: Sort
    id: str
    code: str
    words: str
    place: Place | None
    source: str = ""


def timeline(connection: Connection, country: str, filter: Filter = queries.EVERYTHING) -> list[Event]:
    """All events of a state by date, the oldest first; on one day meetings stand before what came of them.

    `country` is ISO 3166-1 alpha-3. Days of the filter are those of the events: what became this year of a commitment of
    last year is of this year. What has no date at all is left out; `queries.rows` has it.
    """
    narrowed = replace(filter, country=(country,))
    found = [event for event in _events(connection, narrowed) if event.date and between(event.date, filter)]
    return sorted(found, key=lambda event: (event.date, SORTS.index(event.sort)))


def _events(connection: Connection, filter: Filter) -> Iterator[Event]:
    undated = replace(filter, since="", until="")
    for meeting in queries.rows(connection, "meetings", filter):
        yield _of_meeting(meeting)
    for row in queries.rows(connection, "commitments", filter):
        yield Event(row.date or "", "commitment", row.id, row.strength, row.words, row.place)
    for matter in queries.rows(connection, "matters", undated):
        yield from _of_matter(matter)
    yield from _changes(connection, undated)


def _of_meeting(row: MeetingRow) -> Event:
    words = ", ".join((*row.participants, *((row.where,) if row.where else ())))
    return Event(row.date or "", "meeting", row.id, row.kind, words, row.place)


def _of_matter(row: MatterRow) -> Iterator[Event]:
    """Each step once, at its first evidence."""
    seen: set[tuple[str, str]] = set()
    for step in row.steps:
        day = since(step.status, step.date, step.place.published)
        if (step.status, day) not in seen:
            seen.add((step.status, day))
            yield Event(day, "step", row.id, step.status, row.name, step.place)


def _changes(connection: Connection, filter: Filter) -> Iterator[Event]:
    """Of commitments that pass the filter."""
    changed = select(record.c.item).join(change, change.c.record == record.c.id)
    passing = Selection(LISTS["commitments"], filter, "", connection.dialect.name).ids().where(item.c.id.in_(changed))
    for some in batches(list(connection.scalars(passing))):
        rows = list(queries.of_numbers(connection, "commitments", some))
        homes = {one.record: row for row in rows for one in row.members}
        for one in changes_of(connection, [parse(name)[1] for name in homes]):
            if not one.withdrawn:
                row = homes[one.record]
                words = one.evidence.words if one.evidence else row.words
                yield Event(one.date, "change", row.id, one.status, words, one.evidence, one.source or "")


def documents_of(connection: Connection, country: str) -> int:
    """In how many documents a state is concerned."""
    named = select(facet.c.record).where(facet.c.name == "country", facet.c.value == country)
    found = connection.execute(select(record.c.document).where(record.c.live, record.c.id.in_(named)).distinct())
    return len(found.all())
