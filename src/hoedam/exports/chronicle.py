"""The events of a relation as a table, for CSV, JSON, XLSX and Parquet."""

from collections.abc import Iterable, Iterator
from typing import Any

from hoedam.exports.tables import Column, Table
from hoedam.ledger.relation import Event

_NAMES = ("date", "sort", "id", "code", "words", "record", "document", "title", "publisher", "address", "source")


def table(events: Iterable[Event]) -> Table:
    """A row an event, in their order, with where its words stand."""
    numbers = (Column("start", "integer"), Column("end", "integer"))
    return Table("timeline", (*map(Column, _NAMES), *numbers), _cells(events))


def _cells(events: Iterable[Event]) -> Iterator[tuple[Any, ...]]:
    for event in events:
        at = event.place
        where = (at.record, at.document, at.title, at.publisher, at.address) if at else (None,) * 5
        offsets = (at.start, at.end) if at else (None, None)
        yield (event.date, event.sort, event.id, event.code, event.words, *where, event.source or None, *offsets)
