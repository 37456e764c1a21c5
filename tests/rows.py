"""Rows for `pytest.mark.parametrize`, with those marked of which it is known that the engine fails."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest


def known(reason: str) -> list[pytest.MarkDecorator]:
    """The mark of a row that fails for this reason; none where there is no reason."""
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


def rows(table: Iterable[Any], wrong: Mapping[str, str] | None = None, name: int = 0) -> list[Any]:
    """A row for each tuple (or single value) of `table`, known by its value number `name`, or the `id` of that.

    `wrong`: why a row fails, by what it is known by.
    """
    return [_row(row if isinstance(row, tuple) else (row,), wrong or {}, name) for row in table]


def _row(row: tuple[Any, ...], wrong: Mapping[str, str], name: int) -> Any:
    label = getattr(row[name], "id", row[name])
    return pytest.param(*row, id=label, marks=known(wrong.get(label, "")))
