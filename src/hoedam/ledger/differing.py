"""What a newer reading says otherwise than the one that persons looked at: a person's words stay, and a person is told.

A record keeps what was read before in `otherwise`, until a person decides on it again; `NOTHING` where nothing was.
"""

import json
from typing import Any

from sqlalchemy import Row

NOTHING = "null"  # JSON of a record that was not read
_ASIDE = ("rule",)  # by which rule it was read is nothing that a person could have judged

Difference = tuple[str, Any, Any]  # field; JSON before, JSON now


def differences(before: str | None, now: str | None, said: str | None = None) -> list[Difference]:
    """The fields in which two readings of a record (JSON) differ; not those that now say what a person `said`."""
    old, new = _fields(before), _fields(now)
    known = _fields(said) if said else None
    return [
        (name, old.get(name), new.get(name))
        for name in old | new
        if old.get(name) != new.get(name) and (known is None or new.get(name) != known.get(name))
    ]


def is_persons(row: Row[Any]) -> bool:
    """Whether a person said something of a record: decided on it, or tracks it."""
    return row.human is not None or row.rejected or row.held


def otherwise(row: Row[Any], newest: str | None) -> str | None:
    """What a record's column of that name is to say, now that the newest reading has it as `newest` (JSON), or not.

    What nobody spoke of is not told again. A record that a person rejected, and that is no longer read, is settled.
    """
    if not is_persons(row):
        return row.otherwise  # type: ignore[no-any-return]
    if row.rejected and newest is None:
        return None
    before = row.otherwise or (row.machine if row.read or row.rejected else None) or NOTHING
    said = None if row.rejected else row.human
    return before if differences(before, newest, said) else None


def shown(row: Row[Any]) -> list[Difference]:
    """What is read otherwise, of a record that is to be looked at again; nothing of another.

    Of one that is no longer read, or that was not read before, there is nothing to compare.
    """
    if row.otherwise in (None, NOTHING) or not row.read:
        return []
    return differences(row.otherwise, row.machine, None if row.rejected else row.human)


def _fields(text: str | None) -> dict[str, Any]:
    found: dict[str, Any] = _judged(json.loads(text or NOTHING)) or {}
    return found


def _judged(value: Any) -> Any:
    """What a person can judge of a value."""
    if isinstance(value, dict):
        return {name: _judged(one) for name, one in value.items() if name not in _ASIDE}
    return [_judged(one) for one in value] if isinstance(value, list) else value
