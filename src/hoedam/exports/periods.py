"""The days that a TIMEX3 value stands for (definitions, section 8), and how people write it."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "quarter", "half", "season", "year", "range"]

Language = Literal["ko", "en"]

_SEASONS = ("SP", "SU", "FA", "WI")  # from March on, three months each
_FORM = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d{2})(?:-(\d{2}))?))?(?:T.*)?")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A closed interval of days, and how exactly its value tells it."""

    first: date
    last: date
    precision: Precision


def period(value: str | None) -> Period | None:
    """The period of `2021-08-17`, `2020-12`, `2021-Q3`, `2021-H2`, `2021-SU`, `2021` or `A/B`; None of anything else.

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


def in_words(value: str, language: Language) -> str:
    """A value as people write it: 2026년 여름, 2023년 상반기; days, and what is no period, stay as they are."""
    if value.count("/") == 1 and period(value):
        return " – ".join(in_words(part, language) for part in value.split("/"))
    form = _FORM.fullmatch(value)
    if not form or form[6] or not period(value):
        return value
    year, quarter, half, season, month, _ = form.groups()
    if language == "ko":
        return f"{year}년" + _korean(quarter, half, season, month)
    return f"{_english(quarter, half, season, month)} {year}".strip()


def _korean(quarter: str | None, half: str | None, season: str | None, month: str | None) -> str:
    if quarter:
        return f" {quarter}분기"
    if half:
        return " 상반기" if half == "1" else " 하반기"
    if season:
        return " " + ("봄", "여름", "가을", "겨울")[_SEASONS.index(season)]
    return f" {int(month)}월" if month else ""


def _english(quarter: str | None, half: str | None, season: str | None, month: str | None) -> str:
    if quarter:
        return f"Q{quarter}"
    if half:
        return "first half of" if half == "1" else "second half of"
    if season:
        return ("spring", "summer", "autumn", "winter")[_SEASONS.index(season)]
    return _MONTHS[int(month) - 1] if month else ""


def _period(
    year: str, quarter: str | None, half: str | None, season: str | None, month: str | None, day: str | None
) -> Period:
    if day:
        exact = date(int(year), int(month or 0), int(day))
        return Period(exact, exact, "day")
    if month:
        return _months(int(year), int(month), 1, "month")
    if quarter:
        return _months(int(year), int(quarter) * 3 - 2, 3, "quarter")
    if half:
        return _months(int(year), int(half) * 6 - 5, 6, "half")
    if season:
        return _months(int(year), _SEASONS.index(season) * 3 + 3, 3, "season")
    return _months(int(year), 1, 12, "year")


def _months(year: int, first: int, count: int, precision: Precision) -> Period:
    """So many months from a first one on; a winter ends in the next year."""
    years, month = divmod(first + count - 2, 12)
    last = date(year + years, month + 1, monthrange(year + years, month + 1)[1])
    return Period(date(year, first, 1), last, precision)
