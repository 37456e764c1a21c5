"""Figures as tables of plain columns, for CSV, JSON, XLSX and Parquet."""

from collections.abc import Callable, Iterator
from typing import Any

from hoedam.exports.tables import Column, Kind, Table
from hoedam.ledger.figures import Figure
from hoedam.ledger.tracking import STATUSES

Say = Callable[[str, str], str]  # group and code → what people read
_TEXTS = ("first", "last", "last_meeting")  # columns after the keys that are no numbers


def table(figure: Figure, *, say: Say | None = None) -> Table:
    """A figure as a table; with `say`, its headings are put into people's words. Codes stay codes."""
    columns = tuple(_column(figure, at, name, say) for at, name in enumerate(figure.columns))
    return Table(figure.name, columns, _cells(figure))


def heading(name: str, say: Say) -> str:
    """What people read above a column: the word of a status, or of a field."""
    return say("progress" if name in STATUSES else "field", name)


def _column(figure: Figure, at: int, name: str, say: Say | None) -> Column:
    kind: Kind = "text" if at < figure.keys or name in _TEXTS else "number" if name == "score" else "integer"
    return Column(name, kind, heading(name, say) if say else None)


def _cells(figure: Figure) -> Iterator[tuple[Any, ...]]:
    yield from figure.rows
