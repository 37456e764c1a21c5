"""The days that a TIMEX3 value stands for (definitions, section 8)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "quarter", "half", "year", "range"]

_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?(?:T.*)?")


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of days, and how exactly its value tells it."""

    first: date
    last: date
    precision: Precision


def period(value: str | None) -> Period | None:
    """The period of `2021-08-17`, `2020-12`, `2021-Q3`, `2021-H2`, `2021` or `A/B`; None of anything else.

    Durations (`P5Y`), vague values (`FUTURE_REF`) and days that no calendar has stand for no days.
    """
    if value and value.count("/") == 1:
        first, last = (period(part) for part in value.split("/"))
        return Period(first.first, last.last, "range") if first and last and first.first <= last.last else None
    form = _FORM.fullmatch(value or "")
    try:
        return _period(*form.groups()) if form else None
    except ValueError:  # 2021-02-30, year 0
        return None


def _period(year: str, quarter: str | None, half: str | None, month: str | None, day: str | None) -> Period:
    if day:
        exact = date(int(year), int(month or 0), int(day))
        return Period(exact, exact, "day")
    if month:
        return _months(int(year), int(month), int(month), "month")
    if quarter:
        return _months(int(year), int(quarter) * 3 - 2, int(quarter) * 3, "quarter")
    if half:
        return _months(int(year), int(half) * 6 - 5, int(half) * 6, "half")
    return _months(int(year), 1, 12, "year")


def _months(year: int, first: int, last: int, precision: Precision) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision)
