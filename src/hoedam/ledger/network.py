"""Who met and addressed whom: persons and organisations, or states."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from sqlalchemy import Connection, distinct, func, select

from hoedam.ledger.figures import Figure
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import shown_item
from hoedam.ledger.selecting import LISTS, Selection
from hoedam.ledger.tables import item, record
from hoedam.ledger.within import objects_at, text_at

Of = Literal["states", "persons"]
KINDS: tuple[str, ...] = get_args(Of)
Node = tuple[str, str]  # name ("" for a state) and state ("" where it is not known)


@dataclass(slots=True)
class Edge:
    """How often two met (meetings), and how often each spoke to the other (utterances)."""

    meetings: int = 0
    forth: int = 0
    back: int = 0

    @property
    def weight(self) -> int:
        return self.meetings + self.forth + self.back


def network(connection: Connection, of: Of, filter: Filter, *, today: str | None = None) -> Figure:
    """The edges of what passes a filter, the strongest first: meetings and utterances together.

    Columns: the two (persons: name and state of each; states: their codes), meetings of both, utterances of the one to
    the other and back. The two stand in the order of their names.
    """
    dialect, day = connection.dialect.name, today or date.today().isoformat()
    edges: dict[tuple[Node, Node], Edge] = defaultdict(Edge)
    for one, other, number in _pairs(connection, _met(dialect, of), _passing("meetings", filter, day, dialect)):
        edges[one, other].meetings += number
    for one, other, number in _pairs(connection, _addressed(dialect, of), _passing("utterances", filter, day, dialect)):
        if one < other:
            edges[one, other].forth += number
        else:
            edges[other, one].back += number
    return _figure(of, edges)


def numbers(connection: Connection, names: set[str]) -> dict[str, str]:
    """The numbers of persons and organisations by name (n5); of a name that several have, none."""
    chosen = select(item.c.label, func.min(item.c.id), func.count()).where(item.c.kind == "entity")
    rows = connection.execute(chosen.where(item.c.label.in_(names)).group_by(item.c.label))
    return {name: shown_item("entity", number) for name, number, count in rows if count == 1}


def _figure(of: Of, edges: dict[tuple[Node, Node], Edge]) -> Figure:
    found = sorted(edges.items(), key=lambda pair: (-pair[1].weight, pair[0]))
    counts = ("meetings", "forth", "back")
    if of == "states":
        rows = tuple((a[1], b[1], e.meetings, e.forth, e.back) for (a, b), e in found)
        return Figure("states", ("one_state", "other_state", *counts), 2, rows)
    lines = tuple((*a, *b, e.meetings, e.forth, e.back) for (a, b), e in found)
    return Figure("persons", ("one", "one_state", "other", "other_state", *counts), 4, lines)


def _passing(which: str, filter: Filter, today: str, dialect: str) -> Any:
    return tuple(Selection(LISTS[which], filter, today, dialect).conditions())


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Where pairs stand: two lists of parties beside their table, and what has to hold of two that make a pair."""

    table: Any
    one: tuple[Any, Any]
    other: tuple[Any, Any]
    sides: tuple[Any, Any]
    more: tuple[Any, ...]


def _met(dialect: str, of: Of) -> _Pairs:
    """Participants of meetings, as they were settled."""
    lists = tuple(objects_at(dialect, item.c.settled, "speakers", "value") for _ in range(2))
    one, other = (_node(dialect, of, side) for side in lists)
    return _Pairs(item, one, other, lists, (_before(of, one, other), *_of(dialect, of, lists)))


def _addressed(dialect: str, of: Of) -> _Pairs:
    """Speakers and those they speak to, as each report has them."""
    lists = tuple(objects_at(dialect, record.c.sighting, name) for name in ("speakers", "addressees"))
    one, other = (_node(dialect, of, side) for side in lists)
    joined = item.join(record, record.c.item == item.c.id)
    unlike = one[1] != other[1] if of == "states" else one[0] != other[0]
    return _Pairs(joined, one, other, lists, (record.c.live, unlike, *_of(dialect, of, lists)))


def _node(dialect: str, of: Of, side: Any) -> tuple[Any, Any]:
    name, state = (func.coalesce(text_at(dialect, side.c.value, key), "") for key in ("name", "country"))
    return (func.substr(name, 1, 0) if of == "states" else name), state


def _before(of: Of, one: tuple[Any, Any], other: tuple[Any, Any]) -> Any:
    """Each pair once, and nobody with oneself."""
    return one[1] < other[1] if of == "states" else one[0] < other[0]


def _of(dialect: str, of: Of, lists: Any) -> tuple[Any, ...]:
    """Parties of the kind: persons and organisations by name, or whoever has a state."""
    if of == "states":
        return tuple(text_at(dialect, side.c.value, "country").is_not(None) for side in lists)
    return tuple(text_at(dialect, side.c.value, "type").in_(("person", "organization")) for side in lists)


def _pairs(connection: Connection, pairs: _Pairs, passing: Any) -> list[tuple[Node, Node, int]]:
    columns = [column.label(f"c{at}") for at, column in enumerate((*pairs.one, *pairs.other))]
    chosen = select(*columns, func.count(distinct(item.c.id))).select_from(pairs.table, *pairs.sides)
    rows = connection.execute(chosen.where(*passing, *pairs.more).group_by("c0", "c1", "c2", "c3"))
    return [((row[0], row[1]), (row[2], row[3]), row[4]) for row in rows]
