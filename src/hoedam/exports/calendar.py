"""Due dates as iCalendar (RFC 5545): one all-day event for each, for the calendar of a desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import BinaryIO, Literal

from hoedam.exports.periods import Period, Precision, period
from hoedam.exports.text import clean, one_line

_PRECISION: dict[Literal["ko", "en"], dict[Precision, str]] = {
    "ko": {
        "month": "기한은 월까지만 알려짐: 그 달의 마지막 날로 표시",
        "quarter": "기한은 분기까지만 알려짐: 그 분기의 마지막 날로 표시",
        "half": "기한은 반기까지만 알려짐: 그 반기의 마지막 날로 표시",
        "season": "기한은 계절까지만 알려짐: 그 계절의 마지막 날로 표시",
        "year": "기한은 연도까지만 알려짐: 그 해의 마지막 날로 표시",
        "range": "기한은 기간으로 알려짐: 그 기간의 마지막 날로 표시",
    },
    "en": {
        "month": "Only the month is known: shown on its last day",
        "quarter": "Only the quarter is known: shown on its last day",
        "half": "Only the half-year is known: shown on its last day",
        "season": "Only the season is known: shown on its last day",
        "year": "Only the year is known: shown on its last day",
        "range": "A period is known: shown on its last day",
    },
}
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline. `key` is the commitment's own stable id, `due` a TIMEX3 value, `recorded` the day or time
    (ISO 8601, UTC) of the last change to the record, from which the event's time stamp is taken."""

    key: str
    summary: str
    due: str
    description: str = ""
    link: str = ""
    recorded: str = ""
    categories: tuple[str, ...] = ()


def write_calendar(
    dues: Iterable[Due], file: BinaryIO, *, name: str = "hoedam", language: Literal["ko", "en"] = "ko"
) -> int:
    """Write the calendar, event by event; how many deadlines it holds.

    A deadline known to the month, quarter or year stands on the last day, and its text says how exact it is. One
    that stands for no days (조속히, P5Y) is left out: compare the number with that of the deadlines given.
    The same deadlines are the same bytes; a deadline keeps its UID for as long as its key is the same.
    """
    begin, end = _frame(name, language)
    file.write(begin)
    written = 0
    for due in dues:
        when = period(due.due)
        if when:
            file.write(_event(due, when, language))
            written += 1
    file.write(end)
    return written


def _frame(name: str, language: str) -> tuple[bytes, bytes]:
    """What stands before and after the events."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//hoedam//due dates//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", one_line(name))
    begin, mark, rest = calendar.to_ical().partition(b"END:VCALENDAR")
    return begin, mark + rest


def _event(due: Due, when: Period, language: Literal["ko", "en"]) -> bytes:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{sha256(due.key.encode(errors='replace')).hexdigest()[:32]}@hoedam")
    event.add("dtstamp", _stamp(due.recorded))
    event.add("dtstart", when.last)
    if when.last < date.max:
        event.add("dtend", when.last + timedelta(days=1))  # RFC 5545: the end is the day after
    event.add("summary", one_line(due.summary))
    lines = (clean(due.description), _PRECISION[language].get(when.precision, ""), due.due)
    event.add("description", "\n".join(filter(None, lines if when.precision != "day" else lines[:1])))
    event.add("transp", "TRANSPARENT")  # a deadline does not make anyone busy
    if due.link.startswith(("http://", "https://")):
        event.add("url", one_line(due.link))
    if due.categories:
        event.add("categories", [one_line(category) for category in due.categories])
    return bytes(event.to_ical())


def _stamp(recorded: str) -> datetime:
    """The moment of the record, never that of the export: a clock would change every event on every day."""
    try:
        moment = datetime.fromisoformat(recorded)
    except ValueError:
        return _EPOCH
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
