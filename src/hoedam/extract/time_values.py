"""What a time expression means against its story: TIMEX3 value and what anchored it.

A reader gives (value, anchor), the value None where nothing is known to hold on to (오늘 in a text
without a date), or None where the words are no time at all (2월 30일).
"""

from collections.abc import Callable
from datetime import date, timedelta

from hoedam.extract.time_calendar import WEEKDAYS, Frame, Read, checked, read_calendar
from hoedam.extract.time_forms import Hit, Reads, time_forms
from hoedam.extract.timex import SEASONS, day_of, shift_day, shift_month, stamp, week_of


def read_value(hit: Hit, frame: Frame) -> Read | None:
    """The value and anchor of a form; None where it is no time."""
    try:
        return _READERS[hit.rule.read](hit, frame)
    except (ValueError, OverflowError):  # a year beyond the calendar
        return None


def _nothing(hit: Hit, frame: Frame) -> Read | None:
    return None


def _fixed(hit: Hit, frame: Frame) -> Read | None:
    word = hit.parts.get("w") or hit.parts.get("w2", "")
    return hit.rule.value or hit.rule.values[word], "none"


def _decade(hit: Hit, frame: Frame) -> Read | None:
    return hit.parts.get("dec") or "19" + hit.parts["dec2"], "none"


# -- lengths ---------------------------------------------------------------------------------------


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word)
    words = time_forms().words
    return words["native"].get(word) or words["sino"].get(word) or words["days"].get(word, 1)


def _duration(hit: Hit, frame: Frame) -> Read | None:
    found = hit.parts
    counts = {name: sum(_number(found[key]) for key in keys if key in found) for name, keys in _COUNTS.items()}
    if "half" in found:
        unit, more = next(((unit, more) for name, unit, more in _HALVES if counts[name]), ("D", 0))
        counts[unit] += more
    days = "".join(f"{counts[unit]}{unit}" for unit in "YMWD" if counts[unit])
    hours = "".join(f"{counts[unit]}{unit[1]}" for unit in ("TH", "TM") if counts[unit])
    return (f"P{days}" + (f"T{hours}" if hours else ""), "none") if days or hours else None


_COUNTS = {"Y": ("ny", "nyw"), "M": ("nm", "nmw"), "W": ("nw", "nww", "w1", "w3"), "D": ("nd", "ndw", "nd1"),
           "TH": ("nh",), "TM": ("nmin",)}  # fmt: skip
_HALVES = (("Y", "M", 6), ("TH", "TM", 30), ("M", "D", 15))


def _ago(hit: Hit, frame: Frame) -> Read | None:
    found = hit.parts
    count = _number(found.get("n") or found["nw"])
    unit = next((unit for key, unit in (("uy", "Y"), ("um", "M"), ("uw", "W")) if key in found), "D")
    if unit == "D":
        return _days_off(count, -1 if "back" in found else 1, frame)
    if frame.day is None:
        return f"P{count}{unit}", "none"
    if unit == "W":
        return frame.known(week_of(frame.day - timedelta(weeks=count)))
    if unit == "Y":
        return frame.known(stamp(frame.day.year - count))
    return frame.known(stamp(*shift_month(frame.day.year, frame.day.month, -count)))


def _days_off(count: int, sign: int, frame: Frame) -> Read:
    spoken = frame.day_anchor == "utterance"
    day, anchor = (frame.event, "event") if frame.event and not spoken else (frame.day, frame.day_anchor)
    off = shift_day(day, sign * count) if day else None
    return (off.isoformat(), anchor) if off else (f"P{count}D", "none")


# -- days, weeks, seasons around the text ----------------------------------------------------------


def _day(hit: Hit, frame: Frame) -> Read | None:
    shift = time_forms().words["day"][hit.parts["dw"]]
    day = shift_day(frame.day, shift) if frame.day else None
    if "d" in hit.parts:
        return _named_day(day, hit.parts, frame)
    return (day.isoformat(), frame.day_anchor) if day else (None, "none")


def _named_day(day: date | None, found: dict[str, str], frame: Frame) -> Read | None:
    """오늘(17일): the 17th that lies nearest to the day the word stands for."""
    number, month = int(found["d"]), int(found["m"]) if "m" in found else None
    if day is None:
        value = stamp(None, month, number)
        return (value, "none") if value else None
    months = [shift_month(day.year, day.month, by) for by in (0, -1, 1)]
    if month:
        months = [(day.year + by, month) for by in (0, -1, 1)]
    days = [one for one in (day_of(stamp(y, m, number)) for y, m in months) if one]
    return (min(days, key=lambda one: abs((one - day).days)).isoformat(), frame.day_anchor) if days else None


_POINTS_BACK = {"그날", "같은 날", "같은날"}  # these need a day that was named; 이날 may be the day of the text


def _event(hit: Hit, frame: Frame) -> Read | None:
    word = hit.parts["ed"]
    shift = time_forms().words["event_day"][word]
    day = frame.event or (None if word in _POINTS_BACK else frame.base)
    moved = shift_day(day, shift) if day else None
    return (moved.isoformat(), "event" if frame.event else frame.anchor) if moved else (None, "none")


def _week(hit: Hit, frame: Frame) -> Read | None:
    found, day = hit.parts, frame.day
    if day is None:
        return None, "none"
    shift = 1 if "next" in found else time_forms().words["week"][found["ww"]]
    if "we" in found and found["ww"].startswith("오는"):
        shift = 0  # 오는 주말 is the next weekend, not that of the next week
    monday = day + timedelta(days=7 * shift - day.weekday())
    if "wdw" in found:
        return frame.known((monday + timedelta(days=WEEKDAYS.index(found["wdw"]))).isoformat())
    return frame.known(week_of(monday) + ("-WE" if "we" in found else ""))


def _weekday(hit: Hit, frame: Frame) -> Read | None:
    number, lead, day = WEEKDAYS.index(hit.parts["wdw"]), hit.parts.get("lead"), frame.day
    if day is None:
        return f"XXXX-WXX-{number + 1}", "none"
    if lead == "이번":
        return frame.known((day + timedelta(days=number - day.weekday())).isoformat())
    way = {"지난": "past", "저번": "past", "오는": "future", "다음": "future", None: frame.tense()}[lead]
    if way is None:
        return f"XXXX-WXX-{number + 1}", "none"
    ahead = (number - day.weekday() - 1) % 7 + 1
    behind = (day.weekday() - number - 1) % 7 + 1
    return frame.known((day + timedelta(days=ahead if way == "future" else -behind)).isoformat())


def _quarter(hit: Hit, frame: Frame) -> Read | None:
    if frame.day is None:
        return None, "none"
    shift = 3 if "plus" in hit.parts else -3 if "minus" in hit.parts else 0
    year, month = shift_month(frame.day.year, frame.day.month, shift)
    return frame.known(f"{year:04d}-Q{(month + 2) // 3}")


def _season(hit: Hit, frame: Frame) -> Read | None:
    found, day = hit.parts, frame.day
    number = time_forms().words["season"][found.get("season") or found["bare"]]
    way = found.get("lead") or frame.tense()
    if way is None:
        return None
    if day is None:
        return f"XXXX-{SEASONS[number - 1]}", "none"
    return frame.known(f"{_season_year(number, way, day):04d}-{SEASONS[number - 1]}")


def _season_year(number: int, way: str, day: date) -> int:
    """The year in which the season began that is meant by 지난, 오는, 다음, 올 or by the tense."""
    here = day.year * 12 + day.month
    begins = {year: year * 12 + number * 3 for year in range(day.year - 2, day.year + 2)}
    if way in ("지난", "past"):
        latest = here - 3 if way == "지난" else here
        return max(year for year, begin in begins.items() if begin <= latest)
    if way in ("오는", "다음", "future"):
        earliest = here + 1 if way == "다음" else here - 2
        return min(year for year, begin in begins.items() if begin >= earliest)
    return next((year for year, begin in begins.items() if begin <= here <= begin + 2), day.year)


def _spelled(hit: Hit, frame: Frame) -> Read | None:
    found = hit.parts
    month = _sino(found["sm"]) if "sm" in found else None
    return checked(stamp(_sino(found["sy"]), month, _sino(found["sd"]) if "sd" in found else None), "none")


def _sino(word: str) -> int:
    """이천이십일 is 2021; 유월 and 시월 have forms of their own."""
    total, digit = 0, 0
    for letter in word.replace("유", "육").replace("시", "십"):
        unit = {"천": 1000, "백": 100, "십": 10}.get(letter)
        if unit:
            total, digit = total + (digit or 1) * unit, 0
        else:
            digit = time_forms().words["sino"][letter]
    return total + digit


_READERS: dict[Reads, Callable[[Hit, Frame], Read | None]] = {
    "nothing": _nothing, "fixed": _fixed, "decade": _decade, "duration": _duration, "ago": _ago, "day": _day,
    "event": _event, "week": _week, "weekday": _weekday, "quarter": _quarter, "season": _season,
    "calendar": read_calendar, "spelled": _spelled,
}  # fmt: skip
