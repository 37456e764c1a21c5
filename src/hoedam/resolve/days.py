"""Dates as far as they are known: TIMEX3 values of days, months and years."""

import re
from datetime import date
from functools import lru_cache

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PREFIX = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@lru_cache(maxsize=50_000)
def first_day(value: str) -> date | None:
    """The first day of what a TIMEX3 value stands for, of a range its first; None where it is no date."""
    found = _PREFIX.match(value)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def day(value: str | None) -> date | None:
    """The day of a value that names one (of a range, the first); None for months, years and nothing."""
    return first_day(value) if value and _DAY.match(value) else None


def days_between(a: str | None, b: str | None) -> int:
    """Days from a to b, below zero where b is earlier; a large number where either is not known to the day."""
    first, second = day(a), day(b)
    return (second - first).days if first and second else 1_000_000


@lru_cache(maxsize=1 << 16)
def apart(a: str | None, b: str | None) -> int | None:
    """Days between two dates, whichever is first; None where either is not known to the day."""
    distance = days_between(a, b)
    return None if distance == 1_000_000 else abs(distance)
