"""Rows of lists as tables of plain columns, for CSV, JSON, XLSX and Parquet.

Column names are stable. Every row ends with where its words stand: record, document, its title, publisher, day, kind,
address and digest, and the offsets in code points; but for documents, which are what others stand in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, get_type_hints

from hoedam.exports.tables import Column, Kind, Table
from hoedam.ledger.rows import (
    CommitmentRow,
    DocumentRow,
    Hit,
    MatterRow,
    MeetingRow,
    NameRow,
    Place,
    StatementRow,
    Step,
    UtteranceRow,
)
from hoedam.ledger.snippets import Snippet

Say = Callable[[str, str], str]  # group and code → what people read

ROWS: dict[str, type[Any]] = {
    "hits": Hit, "statements": StatementRow, "utterances": UtteranceRow, "commitments": CommitmentRow,
    "meetings": MeetingRow, "matters": MatterRow, "agreements": MatterRow, "bodies": MatterRow, "projects": MatterRow,
    "names": NameRow, "documents": DocumentRow,
}  # fmt: skip
_PLACE = ("record", "document", "title", "publisher", "published", "document_kind", "address", "digest", "start", "end")
_KINDS: dict[str, Kind] = {"documents": "integer", "start": "integer", "end": "integer", "due": "day"}
_OF_TYPE: dict[Any, Kind] = {bool: "flag", int: "integer", tuple[str, ...]: "list", tuple[Place, ...]: "list",
                             tuple[Step, ...]: "list"}  # fmt: skip
# column → group of labels, for formats that people read
_CODES = {
    "strength": "strength", "status": "progress", "state": "state", "form": "form", "acts": "act",
    "document_kind": "kind",
}  # fmt: skip


def table(which: str, rows: Iterable[Any], *, say: Say | None = None) -> Table:
    """A list as a table; its rows stay an iterator. With `say`, headings and codes are put into people's words."""
    row_type = ROWS[which]
    columns = tuple(_column(name, row_type, say) for name in _names(row_type))
    groups = [_group(column.name, row_type) if say else None for column in columns]
    return Table(which, columns, _cells(rows, columns, groups, say))


def _cells(
    rows: Iterable[Any], columns: Sequence[Column], groups: Sequence[str | None], say: Say | None
) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        cells = (_cell(row, column) for column in columns)
        yield tuple(_said(cell, group, say) for cell, group in zip(cells, groups, strict=True))


def _names(row_type: type[Any]) -> tuple[str, ...]:
    own = tuple(field.name for field in fields(row_type) if field.name not in ("place", "snippet"))
    more = () if row_type is DocumentRow else _PLACE
    return (*own, *(("snippet",) if row_type is Hit else ()), *more)


def _column(name: str, row_type: type[Any], say: Say | None) -> Column:
    hint = get_type_hints(row_type).get(name, str)
    kind = _KINDS.get(name) or _OF_TYPE.get(hint, "text")
    if name == "address":
        kind = "link"
    return Column(name, kind, say("field", name) if say else None)


def _group(name: str, row_type: type[Any]) -> str | None:
    if name == "kind":
        return {MeetingRow: "meeting", NameRow: "entity", DocumentRow: "kind"}.get(row_type, "record")
    return "status" if name == "status" and row_type is MatterRow else _CODES.get(name)


def _cell(row: Any, column: Column) -> Any:
    name = column.name
    if name in _PLACE and not isinstance(row, DocumentRow):
        return row.place.kind if name == "document_kind" else getattr(row.place, name)
    value = getattr(row, name)
    if isinstance(value, Snippet):
        return value.marked()
    if column.kind == "day":
        return date.fromisoformat(value) if value else None
    if isinstance(value, tuple) and value and isinstance(value[0], Place):
        return tuple(one.record for one in value)
    if isinstance(value, tuple) and value and isinstance(value[0], Step):
        return tuple(step_line(one) for one in value)
    return value


def step_line(step: Step) -> str:
    """A status event on one line: `signed 2019-09-18 r12`."""
    return " ".join(filter(None, (step.status, step.date, step.place.record)))


def _said(cell: Any, group: str | None, say: Say | None) -> Any:
    if say is None or group is None or cell is None:
        return cell
    return tuple(say(group, one) for one in cell) if isinstance(cell, tuple) else say(group, cell)
