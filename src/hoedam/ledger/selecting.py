"""A filter as conditions on the ledger's tables: which records, and which items, pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select

from hoedam.ledger import search
from hoedam.ledger.bigrams import Query, parse
from hoedam.ledger.filters import FACETS, Filter
from hoedam.ledger.tables import document, facet, item, record
from hoedam.ledger.tracking import CLOSED

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class List:
    """A list: of items or of single records, of which kinds."""

    items: bool
    kinds: tuple[str, ...]


LISTS = {
    "hits": List(False, search.FOUND),
    "statements": List(False, ("statement",)),
    "utterances": List(True, ("statement",)),
    "commitments": List(True, ("commitment",)),
    "meetings": List(True, ("meeting",)),
    "matters": List(True, ("agreement", "body", "project")),
    "agreements": List(True, ("agreement",)),
    "bodies": List(True, ("body",)),
    "projects": List(True, ("project",)),
    "names": List(True, ("entity",)),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What passes a filter in one list. `today` is the ISO day on which it is asked what is overdue."""

    list: List
    filter: Filter
    today: str
    dialect: str

    @property
    def query(self) -> Query | None:
        """The search, if there is one."""
        return parse(self.filter.words) if self.filter.words else None

    @property
    def number(self) -> Any:
        """The number of what is listed."""
        return (item if self.list.items else record).c.id

    @property
    def date(self) -> Any:
        """Its date; empty where it has none, so that all can be put in order."""
        return func.coalesce((item if self.list.items else record).c.date, "")

    def ids(self) -> Select[Any]:
        """The numbers of all that passes, in no order."""
        return select(self.number).where(*self.conditions())

    def conditions(self) -> Iterator[Condition]:
        """What has to hold of a row of `item`, or of `record`."""
        home = item if self.list.items else record
        yield home.c.kind.in_(self.list.kinds)
        yield from between(home.c.date, self.filter)
        if not self.list.items:
            yield record.c.live
            yield from self._of_record()
            yield from (record.c.item.in_(select(item.c.id).where(one)) for one in self._of_item())
            return
        yield from self._of_item()
        if self.list.kinds == ("entity",):
            yield from (item.c.label.contains(word, autoescape=True) for word in self.filter.words.split())
        facets, own = list(self._facets()), list(self._of_row())
        if len(facets) == 1 and not own:  # one index says it all
            yield item.c.id.in_(select(facet.c.item).where(facets[0]))
        elif facets or own:
            yield item.c.id.in_(
                select(record.c.item).where(
                    record.c.live, record.c.kind.in_(self.list.kinds), *own, *map(_with, facets)
                )
            )

    def _of_record(self) -> Iterator[Condition]:
        yield from map(_with, self._facets())
        yield from self._of_row()

    def _facets(self) -> Iterator[Condition]:
        """What has to hold of rows of `facet`, one for each name."""
        for name in FACETS:
            if values := getattr(self.filter, name):
                yield (facet.c.name == name) & facet.c.kind.in_(self.list.kinds) & facet.c.value.in_(values)

    def _of_row(self) -> Iterator[Condition]:
        wanted = self.filter
        if wanted.state:
            yield record.c.state.in_(wanted.state)
        for column, values in ((document.c.kind, wanted.kind), (document.c.publisher, wanted.publisher)):
            if values:
                yield record.c.document.in_(select(document.c.id).where(column.in_(values)))
        if self.query and self.list.kinds != ("entity",):  # names are found by their letters, not in the index
            yield record.c.id.in_(search.matching(self.dialect, self.query))

    def _of_item(self) -> Iterator[Condition]:
        if self.filter.status:
            yield item.c.status.in_(self.filter.status)
        if self.filter.overdue:
            yield item.c.status.not_in(CLOSED)
            yield item.c.id.in_(overdue(self.today))


def _with(said: Condition) -> Condition:
    """Records with such a facet."""
    return record.c.id.in_(select(facet.c.record).where(said))


def overdue(today: str) -> Select[Any]:
    """Items whose last named deadline is past: read from the index on days."""
    other = record.alias("other")
    ahead = exists().where(other.c.item == record.c.item, other.c.live, other.c.due >= today)
    return select(record.c.item).where(record.c.due < today, record.c.live, record.c.kind == "commitment", ~ahead)


def between(date: Any, wanted: Filter) -> Iterator[Condition]:
    """A partial date passes where it may lie inside: 2021 from 2021-03 on."""
    if wanted.since:
        begins = func.substr(literal(wanted.since), 1, func.length(date)) == date
        yield and_(date.is_not(None), or_(date >= wanted.since, begins))
    if wanted.until:
        yield func.substr(date, 1, len(wanted.until)) <= wanted.until
