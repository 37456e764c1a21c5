"""How many of duckling's Korean time examples are read right, wrong, in part or not at all.

usage: python bench/time_examples.py [--show]

The examples (tests/data/korean-time-examples.json, BSD-3, facebook/duckling) count from 2013-02-12
04:30. Our records are days and coarser, so a value is compared by its days:

    right     the same days (a clock time beside the day is dropped, as definitions.md section 8 says),
              or a length (P3Y) that takes the reference to the example's day or spans its interval
    coarser   true, but of a coarser grain: the week of 3주전, the month of 10월 첫째화요일; and seasons, which
              begin on the first of a month here and at the solstice there
    wrong     other days: 12년 alone is a length in news (P12Y); 이번주 월요일 on a Tuesday was yesterday; 지난 2일
              is a date; 15일에 without a verb is the month before (definitions.md section 8)
    unread    no value: clock times and seconds are finer than our records; 월요일 alone, 2/15, 1954,
              74/10/31, 전주 are ambiguous in running text; holidays are names of events; N년 이전 an open end
"""

import json
import re
import sys
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from hoedam.extract.times import interval, read_times
from hoedam.model import Block, Document, Time

EXAMPLES = Path(__file__).parent.parent / "tests" / "data" / "korean-time-examples.json"
REFERENCE = datetime(2013, 2, 12, 4, 30)
_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")


def read(text: str) -> tuple[Time, ...]:
    """The times of a text of one line, published on the day of the examples."""
    block = Block(id="b1", kind="paragraph", start=0, end=len(text))
    document = Document(
        id="example", kind="news", language="ko", text=text, blocks=(block,), published="2013-02-12",
        published_basis="given",
    )  # fmt: skip
    return read_times(document, ())


def length_fits(value: str, example: dict[str, Any]) -> bool:
    """Whether a length leads from the reference to the example's moment, or is that of its interval."""
    match = _LENGTH.match(value)
    if match is None:
        return False
    years, months, weeks, days, hours, minutes = (int(n or 0) for n in match.groups())
    length = timedelta(days=years * 365 + months * 30 + weeks * 7 + days, hours=hours, minutes=minutes)
    moments = [datetime(*moment) for moment in example["values"]]
    actual = moments[1] - moments[0] if len(moments) > 1 else abs(moments[0] - REFERENCE)
    slack = 12 if years else 3 if months else 1 if days or weeks else 0
    return abs(actual - length) <= timedelta(days=slack)


def days_of(example: dict[str, Any]) -> tuple[date, date]:
    """First and last day of the example."""
    moments = [datetime(*moment) for moment in example["values"]]
    if len(moments) > 1:
        return moments[0].date(), (moments[1] - timedelta(seconds=1)).date()
    first = moments[0].date()
    months = {"Month": 1, "Quarter": 3, "Year": 12}.get(example["grain"])
    if months:
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        return first, date(year, month + 1, 1) - timedelta(days=1)
    return first, first + timedelta(days=6 if example["grain"] == "Week" else 0)


def verdict(example: dict[str, Any]) -> str:
    """right, coarser, wrong or unread."""
    values = [time.value for time in read(example["text"]) if time.value and "X" not in time.value]
    if not values:
        return "unread"
    found = interval(values[0])
    if found is None:
        return "right" if all(length_fits(value, example) for value in values) else "wrong"
    return compare((date.fromisoformat(found[0]), date.fromisoformat(found[1])), days_of(example))


def compare(found: tuple[date, date], actual: tuple[date, date]) -> str:
    """right where the days are the same, or a weekend without its Friday evening; coarser where they hold them."""
    if found == actual or (actual[0] <= found[0] and found[1] == actual[1] and found[0] != found[1]):
        return "right"
    if found[0] <= actual[0] and actual[1] <= found[1]:
        return "coarser"
    shared = (min(found[1], actual[1]) - max(found[0], actual[0])).days
    return "coarser" if shared > 2 / 3 * (actual[1] - actual[0]).days > 1 else "wrong"


def main() -> None:
    """Print the counts, and with --show the examples that are not right."""
    examples = json.loads(EXAMPLES.read_text(encoding="utf-8"))
    verdicts = [(verdict(example), example) for example in examples]
    counts = Counter(name for name, _ in verdicts)
    for name in ("right", "coarser", "wrong", "unread"):
        print(f"{name:8} {counts[name]:4}")
    if "--show" in sys.argv:
        for name, example in verdicts:
            if name != "right":
                found = [(time.span.text, time.value) for time in read(example["text"])]
                print(name, example["text"], *days_of(example), found)


if __name__ == "__main__":
    main()
