"""Tables for other programs: CSV, JSON, JSON lines, XLSX and Parquet behind one function, `write`.

A table's rows are an iterator, read once and never held: a million commitments need no more memory than ten.
CSV, JSON and Parquet name a column by its stable `name`, XLSX by the `label` that people read.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, Literal

import msgspec

from hoedam.errors import SettingInvalid
from hoedam.exports.text import clean, whole

Kind = Literal["text", "integer", "number", "flag", "day", "list", "link"]
Row = tuple[Any, ...]

LIST_MARK = "; "  # between the members of a list where a format has no lists
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `text` (also TIMEX3 values, which may be partial), `integer`, `number`, `flag`, `day`
    (datetime.date), `list` (a tuple of texts) or `link` (a web address). Any cell may be None."""

    name: str
    kind: Kind = "text"
    label: str | None = None
    width: int | None = None  # of the column in XLSX, in digits

    @property
    def heading(self) -> str:
        """What people read above the column."""
        return self.label or self.name


@dataclass(frozen=True, slots=True)
class Table:
    """A name, columns, and rows of as many cells."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]

    def checked(self) -> Iterator[Row]:
        """The rows. Raises ValueError at the first one with more or fewer cells than columns."""
        width = len(self.columns)
        for number, row in enumerate(self.rows, 1):
            if len(row) != width:
                raise ValueError(f"row {number} of {self.name} has {len(row)} cells for {width} columns")
            yield row


Writer = Callable[[Table, BinaryIO], None]


def write(table: Table, format: str, file: BinaryIO) -> None:
    """Write the table to a binary file as csv, json, jsonl, xlsx or parquet.

    Raises SettingInvalid on any other format, ValueError on a row that does not fit its columns.
    """
    writer = writers().get(format)
    if writer is None:
        raise SettingInvalid(f"{format} is no format for a table: choose one of {', '.join(writers())}.")
    writer(table, file)


def writers() -> Mapping[str, Writer]:
    """The formats and what writes each; the libraries of XLSX and Parquet are loaded when they are used."""
    return {"csv": write_csv, "json": write_json, "jsonl": write_jsonl, "xlsx": _xlsx, "parquet": _parquet}


def write_csv(table: Table, file: BinaryIO) -> None:
    """UTF-8 with a byte order mark, without which Excel reads Korean as mojibake; RFC 4180, CRLF.

    A text cell that a spreadsheet would run as a formula gets an apostrophe before it; lists are joined by "; ".
    """
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    lines = csv.writer(text)
    lines.writerow(column.name for column in table.columns)
    for row in table.checked():
        lines.writerow(map(_csv_cell, row))
    text.detach()  # the file stays open: it is the caller's


def write_json(table: Table, file: BinaryIO) -> None:
    """A JSON array of objects, one a line."""
    before = b"[\n"
    for record in _records(table):
        file.write(before + record)
        before = b",\n"
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def write_jsonl(table: Table, file: BinaryIO) -> None:
    """One JSON object a line."""
    for record in _records(table):
        file.write(record + b"\n")


def _records(table: Table) -> Iterator[bytes]:
    names = [column.name for column in table.columns]
    encode = msgspec.json.Encoder().encode
    for row in table.checked():
        yield encode(dict(zip(names, map(_json_cell, row), strict=True)))


def _json_cell(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    return [whole(member) for member in value] if isinstance(value, tuple) else value


def _csv_cell(value: Any) -> Any:
    """Times and numbers as they are; words so that no spreadsheet runs them."""
    if isinstance(value, tuple):
        value = joined(value)
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value.isoformat() if isinstance(value, date) else value
    value = clean(value)
    return f"'{value}" if len(value) > 1 and value.startswith(_FORMULA) else value


def joined(members: tuple[str, ...]) -> str:
    """A list as one text."""
    return LIST_MARK.join(members)


def _xlsx(table: Table, file: BinaryIO) -> None:
    from hoedam.exports.xlsx import write_xlsx

    write_xlsx(table, file)


def _parquet(table: Table, file: BinaryIO) -> None:
    from hoedam.exports.parquet import write_parquet

    write_parquet(table, file)
