"""What stands inside columns of JSON, asked in the words of either database."""

from typing import Any

from sqlalchemy import ColumnElement, Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from hoedam.ledger.tables import record

# a record as it holds: a person's words, else the machine's
AS_IT_HOLDS = func.coalesce(record.c.human, record.c.machine)


def text_at(dialect: str, column: Any, *path: str) -> ColumnElement[Any]:
    """The text at a path of keys; NULL where there is none."""
    if dialect == "sqlite":
        return func.json_extract(column, _path(path), type_=Text())
    return func.jsonb_extract_path_text(cast(column, JSONB), *path, type_=Text())


def texts_at(dialect: str, column: Any, *path: str) -> Any:
    """The list of texts at a path as a table whose `value` is one of them; it goes beside the table of its column."""
    return _list(dialect, column, path, func.jsonb_array_elements_text)


def objects_at(dialect: str, column: Any, *path: str) -> Any:
    """The list of objects at a path as such a table; `text_at(dialect, table.c.value, key)` reads one of them."""
    return _list(dialect, column, path, func.jsonb_array_elements)


def has(dialect: str, column: Any, value: str, *path: str) -> ColumnElement[bool]:
    """Whether the list of texts at a path has a value."""
    if dialect == "sqlite":
        return literal(value).in_(select(texts_at(dialect, column, *path).c.value))
    return func.jsonb_exists(func.jsonb_extract_path(cast(column, JSONB), *path), value)


def _list(dialect: str, column: Any, path: tuple[str, ...], elements: Any) -> Any:
    if dialect == "sqlite":
        return func.json_each(column, _path(path)).table_valued("value", joins_implicitly=True)
    found = elements(func.jsonb_extract_path(cast(column, JSONB), *path))
    return found.table_valued("value", joins_implicitly=True).render_derived()


def _path(path: tuple[str, ...]) -> str:
    return ".".join(("$", *path))
