"""Rows for `pytest.mark.parametrize`, with those marked of which it is known that the engine fails."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest


def known(reason: str) -> list[pytest.MarkDecorator]:
    """The mark of a row that fails for this reason; none where there is no reason."""
    return [pytest.mark.xfail(strict=True, reason=reason)] if reason else []


def rows(table: Iterable[Any], wrong: Mapping[str, str] = {}) -> list[Any]:
    """A row for each tuple (or single value) of `table`; `wrong`: the reasons, by a row's name.

    A row's name is its `id`, or else the first text in it that `wrong` knows, or else left to pytest.
    """
    return [_row(row if isinstance(row, tuple) else (row,), wrong) for row in table]


def _row(row: tuple[Any, ...], wrong: Mapping[str, str]) -> Any:
    names = [getattr(value, "id", value) for value in row]
    texts = [name for name in names if isinstance(name, str)]
    reason = next((wrong[name] for name in texts if name in wrong), "")
    return pytest.param(*row, id=texts[0] if texts else None, marks=known(reason))
