"""The calendar, read back by icalendar."""

import io
from datetime import UTC, date, datetime
from typing import Any, Literal

import icalendar
import pytest
from tests.exports.kit import HOSTILE, LONG

from hoedam.exports.calendar import Due, write_calendar
from hoedam.exports.text import clean, one_line

DUE = Due(
    "sha256:70ae/c2", "공동 타당성조사 시작; 포티항, 조지아", "2020-12-31", "“시작하기로 했다”\n근거: 정상회담",
    "https://gaon.example/1?a=1&b=2", "2026-11-23T09:00:00+09:00", ("합의", "교통"),
)  # fmt: skip


def written(*dues: Due, language: Literal["ko", "en"] = "ko") -> tuple[bytes, int]:
    file = io.BytesIO()
    number = write_calendar(dues, file, name="한국·조지아", language=language)
    return file.getvalue(), number


def events(raw: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(raw).walk("VEVENT")


def test_a_day_is_an_all_day_event() -> None:
    raw, number = written(DUE)
    (event,) = events(raw)
    assert number == 1
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2020, 12, 31), date(2021, 1, 1))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["dtstamp"].dt == datetime(2026, 11, 23, tzinfo=UTC)
    assert str(event["summary"]) == DUE.summary
    assert str(event["description"]) == DUE.description
    assert str(event["url"]) == DUE.link
    assert event["categories"].cats == ["합의", "교통"]
    assert event["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("value", "day", "word"),
    [
        ("2020-12", date(2020, 12, 31), "그 달의 마지막 날"),
        ("2021-Q3", date(2021, 9, 30), "그 분기의 마지막 날"),
        ("2021-H2", date(2021, 12, 31), "그 반기의 마지막 날"),
        ("2021", date(2021, 12, 31), "그 해의 마지막 날"),
        ("2021-03/2021-05", date(2021, 5, 31), "그 기간의 마지막 날"),
    ],
)
def test_a_period_is_its_last_day_and_says_so(value: str, day: date, word: str) -> None:
    (event,) = events(written(Due("k", "기한", value, "본문"))[0])
    assert event["dtstart"].dt == day
    assert str(event["description"]).startswith("본문\n기한은 ")
    assert word in str(event["description"])
    assert str(event["description"]).endswith(f"\n{value}")
    assert "last day" in str(events(written(Due("k", "due", value), language="en")[0])[0]["description"])


def test_what_stands_for_no_day_is_left_out_and_counted() -> None:
    raw, number = written(Due("a", "조속히", "FUTURE_REF"), DUE, Due("b", "기한 없음", ""))
    assert number == len(events(raw)) == 1


def test_the_calendar_is_whole() -> None:
    raw, _ = written(DUE)
    calendar = icalendar.Calendar.from_ical(raw)
    assert (str(calendar["version"]), str(calendar["calscale"])) == ("2.0", "GREGORIAN")
    assert str(calendar["x-wr-calname"]) == "한국·조지아"
    assert calendar["prodid"]
    assert not calendar.errors
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_ids_and_bytes_depend_on_the_data_alone() -> None:
    assert written(DUE) == written(DUE)
    later = Due(DUE.key, "다른 제목", "2021", recorded="2027-01-01")
    assert events(written(later)[0])[0]["uid"] == events(written(DUE)[0])[0]["uid"]
    assert events(written(Due("other", "제목", "2021"))[0])[0]["uid"] != events(written(DUE)[0])[0]["uid"]


def test_hostile_words_stay_words() -> None:
    dues = [Due(text, f"x{text}", "2021", text, text, text, (text,)) for text in (*HOSTILE, LONG, "a\nEND:VEVENT\nb")]
    raw, number = written(*dues)
    found = events(raw)
    assert number == len(found) == len(dues)
    for event, due in zip(found, dues, strict=True):
        assert str(event["summary"]) == one_line(due.summary)
        assert str(event["description"]).startswith(clean(due.description))
        assert "url" not in event


def test_the_last_day_of_time_has_no_day_after() -> None:
    (event,) = events(written(Due("k", "먼 날", "9999"))[0])
    assert event["dtstart"].dt == date.max
    assert "dtend" not in event
