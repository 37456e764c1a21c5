"""What each person keeps on their desk: saved searches, what they have seen, how far they have come.

None of it says anything of a record, so none of it stands in the history. Persons are named as in the history, with
or without an account.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import Connection, case, delete, func, literal, select

from hoedam.errors import SettingInvalid
from hoedam.ledger.batches import batches
from hoedam.ledger.filters import Filter
from hoedam.ledger.persons import folded, named
from hoedam.ledger.review import DECISIONS
from hoedam.ledger.selecting import LISTS
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import history, record, saved_search
from hoedam.ledger.tables import seen as marks

_LONGEST = 100  # characters of a name
_MOST = 200  # saved searches of one person


@dataclass(frozen=True, slots=True)
class Search:
    """A saved search; `which` is one of `selecting.LISTS`, `query` that of a URL."""

    id: int
    name: str
    which: str
    query: str

    @property
    def filter(self) -> Filter:
        """What it narrows the list to."""
        return Filter.from_pairs(parse_qsl(self.query))


def save_search(ledger: Ledger, person: str, name: str, which: str, query: str) -> Search:
    """Keep a search under a name; one of the same name gives way to it.

    Raises SettingInvalid where the name, the list or the query has no meaning, or there are two hundred already.
    """
    who, name = folded(named(person)), " ".join(name.split())
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise SettingInvalid(f"give the search a name of at most {_LONGEST} letters.")
    if which not in LISTS:
        raise SettingInvalid(f"{which[:40]!r} is no list: choose among {', '.join(LISTS)}.")
    kept = urlencode(Filter.from_pairs(parse_qsl(query)).to_pairs())
    with ledger.write() as connection:
        connection.execute(delete(saved_search).where(saved_search.c.person == who, saved_search.c.name == name))
        if len(searches(connection, person)) >= _MOST:
            raise SettingInvalid(f"there are {_MOST} saved searches: forget one first.")
        values = {"person": who, "name": name, "list": which, "query": kept}
        number = connection.execute(saved_search.insert().returning(saved_search.c.id), [values]).scalar_one()
    return Search(number, name, which, kept)


def searches(connection: Connection, person: str) -> list[Search]:
    """A person's saved searches by name."""
    chosen = select(saved_search).where(saved_search.c.person == folded(person)).order_by(saved_search.c.name)
    return [Search(row.id, row.name, row.list, row.query) for row in connection.execute(chosen)]


def forget_search(ledger: Ledger, person: str, search: int) -> None:
    """Let go of a saved search, by its number; nothing where it is another person's, or gone."""
    mine = (saved_search.c.id == search, saved_search.c.person == folded(person))
    with ledger.write() as connection:
        connection.execute(delete(saved_search).where(*mine))


def mark_seen(ledger: Ledger, person: str, record_ids: Sequence[int]) -> None:
    """Note that a person has had records before them; numbers of no record are passed over."""
    who = folded(named(person))
    with ledger.read() as connection:
        new = sorted(set(record_ids) - seen(connection, person, record_ids))
    if not new:
        return
    with ledger.write() as connection:
        for some in batches(new):
            known = select(marks.c.record).where(marks.c.person == who)
            chosen = select(literal(who), record.c.id).where(record.c.id.in_(some), record.c.id.not_in(known))
            connection.execute(marks.insert().from_select(["person", "record"], chosen))


def seen(connection: Connection, person: str, record_ids: Sequence[int]) -> set[int]:
    """Which of these records a person has seen."""
    mine = select(marks.c.record).where(marks.c.person == folded(person))
    return {
        number for some in batches(record_ids) for number in connection.scalars(mine.where(marks.c.record.in_(some)))
    }


def decided_by(connection: Connection, person: str, since: str = "") -> Mapping[str, int]:
    """How often a person has decided on records, by `review.DECISIONS`; `since` a moment (ISO 8601, UTC).

    What was taken back afterwards counts: it was work too.
    """
    mine = (history.c.person == person, history.c.action.in_(DECISIONS), history.c.at >= since)
    counted = select(history.c.action, func.count()).where(*mine).group_by(history.c.action)
    found = {row[0]: row[1] for row in connection.execute(counted)}
    return {action: found.get(action, 0) for action in DECISIONS}


@dataclass(frozen=True, slots=True)
class Work:
    """How many decisions on records a person has taken, since a moment and in all; those taken back count too."""

    person: str
    since: int
    total: int


def work(connection: Connection, since: str) -> list[Work]:
    """The work of everybody who has decided on a record, the busiest first; `since` a moment (ISO 8601, UTC)."""
    newer = func.sum(case((history.c.at >= since, 1), else_=0))
    counted = select(history.c.person, newer, func.count()).where(history.c.action.in_(DECISIONS))
    grouped = counted.group_by(history.c.person).order_by(newer.desc(), func.count().desc(), history.c.person)
    return [Work(person, int(some), total) for person, some, total in connection.execute(grouped)]
