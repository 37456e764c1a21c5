"""TIMEX3 values: writing them, and the days they stand for (ISO-TimeML; definitions.md section 8).

`199` is a decade, `2021-H2`, `2021-Q3`, `2021-W33`, `2021-W33-WE` and `2021-FA` are halves, quarters,
ISO weeks, weekends and seasons; `A/B` is a range; X stands for what is not known.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

SEASONS = ("SP", "SU", "FA", "WI")
_VALUE = re.compile(r"(\d{3,4})(?:-(?:(\d\d)(?:-(\d\d))?|H([12])|Q([1-4])|W(\d\d)(-WE)?|(SP|SU|FA|WI)))?$")


def stamp(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """`2021-08-17`, `2021-08`, `2021`, `XXXX-08-17`; None where there is no such day."""
    if month is None:
        return (None if year is None else f"{year:04d}") if day is None else _day_alone(day)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= monthrange(year or 2000, month)[1]):
        return None
    text = f"{'XXXX' if year is None else format(year, '04d')}-{month:02d}"
    return text if day is None else f"{text}-{day:02d}"


def _day_alone(day: int) -> str | None:
    return f"XXXX-XX-{day:02d}" if 1 <= day <= 31 else None


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """The year and month that lie `by` months on."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def shift_day(day: date, by: int) -> date | None:
    """The day that lies `by` days on; None beyond the calendar."""
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return None


def week_of(day: date) -> str:
    """The ISO week, `2021-W33`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def day_of(value: str | None) -> date | None:
    """The one day that a value names, if it names one."""
    try:
        return date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def interval(value: str) -> tuple[str, str] | None:
    """First and last day (ISO dates, closed) of a TIMEX3 value, or None: lengths, vague and open values."""
    first, _, last = value.partition("/")
    try:
        low, high = _days(first), _days(last or first)
    except (ValueError, OverflowError):
        return None
    if low is None or high is None or low[0] > high[1]:
        return None
    return low[0].isoformat(), high[1].isoformat()


def _days(value: str) -> tuple[date, date] | None:
    match = _VALUE.match(value)
    if match is None:
        return None
    year, month, day, half, quarter, week, weekend, season = match.groups()
    if len(year) == 3:
        return None if len(value) > 3 else (date(int(year) * 10, 1, 1), date(int(year) * 10 + 9, 12, 31))
    if day:
        one = date(int(year), int(month), int(day))
        return one, one
    if week:
        monday = date.fromisocalendar(int(year), int(week), 1)
        return (monday + timedelta(days=5) if weekend else monday), monday + timedelta(days=6)
    return _months(int(year), *_first_month(month, half, quarter, season))


def _first_month(month: str | None, half: str | None, quarter: str | None, season: str | None) -> tuple[int, int]:
    """The first month and how many there are."""
    if month:
        return int(month), 1
    if half:
        return int(half) * 6 - 5, 6
    if quarter:
        return int(quarter) * 3 - 2, 3
    return (SEASONS.index(season) * 3 + 3, 3) if season else (1, 12)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    last_year, last_month = shift_month(year, month, count - 1)
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
