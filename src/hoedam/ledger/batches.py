"""Many values and many rows, in pieces that both databases take in one statement."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, Connection, Table, Update, bindparam, cast, column, update, values

_MOST = 500


def batches(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """The values, at most 500 at a time."""
    for start in range(0, len(values), _MOST):
        yield values[start : start + _MOST]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows of the same columns; nothing where there are none."""
    if rows:
        connection.execute(table.insert(), [dict(row) for row in rows])


def update_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set the columns of rows, each named by its `id`; all rows name the same columns.

    SQLite is quickest row by row; on PostgreSQL every row would be a journey to the server, so many go in one.
    """
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        _update_each(connection, table, rows)
        return
    for start in range(0, len(rows), _MOST):
        _update_together(connection, table, rows[start : start + _MOST])


def _update_each(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(
        _updating(table, tuple(rows[0])), [{f"_{name}": value for name, value in row.items()} for row in rows]
    )


@lru_cache(maxsize=64)
def _updating(table: Table, names: tuple[str, ...]) -> Update:
    """Built once for every set of columns: a document brings several such updates."""
    set_to: dict[str, Any] = {name: bindparam(f"_{name}") for name in names if name != "id"}
    return update(table).where(table.c.id == bindparam("_id")).values(set_to)


def _update_together(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    names = list(rows[0])
    columns: list[Column[Any]] = [table.c[name] for name in names]
    listed = values(*(column(one.name, one.type) for one in columns), name="given").data(
        [tuple(row[name] for name in names) for row in rows]
    )
    set_to: dict[str, Any] = {one.name: cast(listed.c[one.name], one.type) for one in columns if one.name != "id"}
    connection.execute(update(table).values(set_to).where(table.c.id == cast(listed.c.id, table.c.id.type)))
