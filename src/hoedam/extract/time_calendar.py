"""Dates of the calendar: a year, month and day in figures or words, and what they leave out.

What is left out comes from where the text stands: the publication, the tense of the sentence, the
weekday written beside the date (definitions.md section 8).
"""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

from hoedam.extract.time_forms import Hit, time_forms
from hoedam.extract.timex import SEASONS, day_of, shift_month, stamp
from hoedam.model import Anchor

Tense = Literal["future", "past"] | None
Read = tuple[str | None, Anchor]
YearMonth = tuple[int | None, int | None]

WEEKDAYS = "월화수목금토일"
_HALF_A_YEAR = 6
_FAR_AHEAD = 9  # 12월 in a text of January, with nothing to say when, is over


class Frame(NamedTuple):
    """What an expression is read against.

    `base` is the day that bare dates (17일, 4월) count from, `day` that of 오늘, 이번 주, 지난달 (in a
    quotation the day it was said), `event` the last event date, `year` the last year named, `joined`
    the date that this one continues (4월 17일과 18일); `tense` reads on in the sentence, `until` says
    that a deadline's particle follows.
    """

    base: date | None
    anchor: Anchor
    day: date | None
    day_anchor: Anchor
    event: date | None
    year: int | None
    joined: tuple[int, int, int | None] | None
    until: bool
    tense: Callable[[], Tense]

    def known(self, value: str | None) -> Read:
        """A value counted from the day of the text, or of the quotation."""
        return value, self.day_anchor if self.day else "none"


def read_calendar(hit: Hit, frame: Frame) -> Read | None:
    """A form of the calendar; None where there is no such day."""
    found = hit.parts
    year, anchor = _year(found, frame)
    if found.keys() & {"half", "q", "season", "part", "whole"}:
        return _in_year(found, year, anchor, frame)
    month = int(found["m"]) if "m" in found else None
    if "mw" in found:
        return _word_month(found, frame)
    if "y0" in found or "yy0" in found or "m0" in found or "d0" in found:
        return _range(found, year, anchor, frame)
    if month is None and "d" not in found:
        return checked(stamp(year), anchor) if year else (None, "none")
    day = int(found["d"]) if "d" in found else None
    return _whole(year, month, day, anchor, found, frame)


def checked(value: str | None, anchor: Anchor) -> Read | None:
    """A value that must name a day; what names none (2월 30일) is no time."""
    if value is None:
        return None
    return value, "none" if value.startswith("X") else anchor


def _year(found: dict[str, str], frame: Frame) -> tuple[int | None, Anchor]:
    """The year that the words themselves give."""
    words = time_forms().words
    if "y" in found:
        return int(found["y"]), "none"
    if "ys" in found:
        return int(found["y0"][:2] + found["ys"]), "none"
    if "yy" in found:
        return _century(int(found["yy"]), frame.base), "none"
    if "yw" in found:
        return (frame.day.year + words["year"][found["yw"]] if frame.day else None), frame.day_anchor
    if "ye" in found:
        return _event_year(found["ye"], words["event_year"][found["ye"]], frame)
    return None, frame.anchor


def _century(short: int, base: date | None) -> int:
    """’92 is 1992, ’27 is 2027: up to thirty years ahead of the text."""
    limit = (base.year if base else 2040) + 30
    return 2000 + short if 2000 + short <= limit else 1900 + short


def _event_year(word: str, shift: int, frame: Frame) -> tuple[int | None, Anchor]:
    if frame.year is not None:
        return frame.year + shift, "event"
    return (frame.base.year + shift if word == "전년" and frame.base else None), frame.anchor


def _in_year(found: dict[str, str], year: int | None, anchor: Anchor, frame: Frame) -> Read | None:
    """The half, quarter, season, beginning, end or whole of a year."""
    tail, first, last = _piece(found)
    named = found.keys() & {"y", "yy", "yw", "ye"}
    if not named and frame.day:
        year, anchor = frame.day.year + _turn(found.get("lead"), first, last, frame.day.month), frame.day_anchor
    if year is None:
        return (f"XXXX{tail}" if tail else None), "none"
    return f"{year:04d}{tail}", anchor


def _piece(found: dict[str, str]) -> tuple[str, int, int]:
    """How the piece is written after the year, and its first and last month."""
    if "half" in found:
        return ("-H1", 1, 6) if found["half"] == "상" else ("-H2", 7, 12)
    if "q" in found:
        number = int(found["q"]) if found["q"].isdecimal() else time_forms().words["sino"][found["q"]]
        return f"-Q{number}", number * 3 - 2, number * 3
    if "season" in found:
        number = time_forms().words["season"][found["season"]]
        return f"-{SEASONS[number - 1]}", number * 3, number * 3 + 2
    if "part" in found:
        return ("-01", 1, 1) if found["part"] == "초" else ("-12", 12, 12)
    return "", 1, 12


def _turn(lead: str | None, first: int, last: int, month: int) -> int:
    """How many years off the piece of months `first`…`last` lies, seen from `month`."""
    if lead == "지난":
        return 0 if last < month else -1
    if lead == "다음":
        return 0 if first > month else 1
    return 1 if lead == "오는" and last < month else 0


def _word_month(found: dict[str, str], frame: Frame) -> Read | None:
    """지난달, 지난달 29일, 지난달 16∼17일."""
    if frame.day is None:
        return (stamp(None, None, int(found["d"])), "none") if "d" in found and "d0" not in found else (None, "none")
    year, month = shift_month(frame.day.year, frame.day.month, time_forms().words["month"][found["mw"]])
    if "d0" in found:
        return _span((year, month, int(found["d0"])), (year, month, int(found["d"])), "list" in found, frame.day_anchor)
    return checked(stamp(year, month, int(found["d"]) if "d" in found else None), frame.day_anchor)


def _whole(
    year: int | None, month: int | None, day: int | None, anchor: Anchor, found: dict[str, str], frame: Frame
) -> Read | None:
    """A month or a day, what is left out taken from where the text stands."""
    relative = found.keys() & {"yw", "ye"}
    if month is None and day is not None:
        year, month = _month_of(day, found, frame)
    elif year is None and month is not None and not relative:
        year = _year_of(month, day, found, frame)
    return checked(stamp(year, month, day), anchor)


def _range(found: dict[str, str], year: int | None, anchor: Anchor, frame: Frame) -> Read | None:
    """Two points that share what only one of them says: 8월 16∼18일, 9.28.~10.2., 2018∼2022년."""
    number = {key: int(found[key]) for key in ("y0", "m0", "m", "d0", "d") if key in found}
    month, day = number.get("m", number.get("m0")), number.get("d")
    month0, day0 = number.get("m0", month), number.get("d0", day)
    year0 = _century(int(found["yy0"]), frame.base) if "yy0" in found else number.get("y0")
    year = year or year0
    if month is None and day0 is not None:
        year, month = _month_of(day0, found, frame)
        month0 = month
    elif year is None and month0 is not None and not found.keys() & {"yw", "ye"}:
        year = _year_of(month0, day0, found, frame)
    over = month0 is not None and month is not None and month0 > month and "y" not in found
    last_year = year + 1 if year and over else year
    listed = "list" in found or "mlist" in found
    return _span((year0 or year, month0, day0), (last_year, month, day), listed, anchor)


def _span(
    low: tuple[int | None, int | None, int | None],
    high: tuple[int | None, int | None, int | None],
    listed: bool,
    anchor: Anchor,
) -> Read | None:
    """`A/B`; a list is a range only where one follows the other (4, 5일; 6, 7월)."""
    first, last = stamp(*low), stamp(*high)
    if first is None or last is None or first >= last:
        return None
    if listed and (low[2] or low[1] or 0) + 1 != (high[2] or high[1]):
        return None
    return f"{first}/{last}", "none" if "X" in first else anchor


def _month_of(day: int, found: dict[str, str], frame: Frame) -> YearMonth:
    """Year and month of a bare day (definitions.md section 8)."""
    if frame.joined and (before := frame.joined[2]):
        return shift_month(frame.joined[0], frame.joined[1], int(before > day))
    base, lead = frame.base, found.get("lead")
    if base is None:
        return None, None
    by = 0
    if day > base.day and lead not in ("오는", "이번"):
        by = 0 if lead is None and frame.tense() == "future" else -1
    elif day < base.day and lead == "오는":
        by = 1
    months = [shift_month(base.year, base.month, by) for by in (by, 0, -1, 1)]
    return next((month for month in months if _weekday_fits(*month, day, found)), months[0])


def _year_of(month: int, day: int | None, found: dict[str, str], frame: Frame) -> int | None:
    """The year of a month, or of a month and day, that is named without one."""
    if frame.joined:
        return frame.joined[0] + (month < frame.joined[1])
    base, lead = frame.base, found.get("lead")
    if base is None:
        return None
    year = base.year + _off(month, day, lead, base, frame)
    if day is None:
        return year
    return next((near for near in (year, year - 1, year + 1) if _weekday_fits(near, month, day, found)), year)


def _off(month: int, day: int | None, lead: str | None, base: date, frame: Frame) -> int:
    here = (month, day or base.day)
    now = (base.month, base.day)
    if lead == "지난":
        return 0 if here < now or (day is not None and here == now) else -1
    if lead in ("오는", "다음"):
        return 0 if here > now or (here == now and lead == "오는") else 1
    if lead or here == now:
        return 0
    if here > now:
        if frame.until and month - base.month < _FAR_AHEAD:
            return 0  # 9월 말까지 끝내자고 했다: what was asked then is past, its end is not
        tense = frame.tense()
        return -1 if tense == "past" or (tense is None and month - base.month >= _FAR_AHEAD) else 0
    far = frame.until or base.month - month >= _HALF_A_YEAR
    return 1 if far and month < base.month and frame.tense() == "future" else 0


def _weekday_fits(year: int, month: int, day: int, found: dict[str, str]) -> bool:
    """Whether the day falls on the weekday written beside it, if one is."""
    name = found.get("wd") or found.get("wdw")
    one = day_of(stamp(year, month, day)) if name else None
    return name is None or (one is not None and WEEKDAYS[one.weekday()] == name)
