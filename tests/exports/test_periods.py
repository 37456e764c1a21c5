"""The days of TIMEX3 values."""

import pytest

from hoedam.exports.periods import Language, in_words, period


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2021-08-17", "2021-08-17", "2021-08-17", "day"),
        ("2021-08-17T10:00", "2021-08-17", "2021-08-17", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021-Q3", "2021-07-01", "2021-09-30", "quarter"),
        ("2021-H1", "2021-01-01", "2021-06-30", "half"),
        ("2021-H2", "2021-07-01", "2021-12-31", "half"),
        ("2026-SU", "2026-06-01", "2026-08-31", "season"),
        ("2023-WI", "2023-12-01", "2024-02-29", "season"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2021-03/2022", "2021-03-01", "2022-12-31", "range"),
    ],
)
def test_values_stand_for_days(value: str, first: str, last: str, precision: str) -> None:
    found = period(value)
    assert found is not None
    assert (str(found.first), str(found.last), found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "P5Y",
        "FUTURE_REF",
        "PAST_REF",
        "2021-02-30",
        "2021-13",
        "0000",
        "2021-Q5",
        "2022/2021",
        "a/b",
        "/",
        "20210817",
    ],
)
def test_other_values_stand_for_no_days(value: str | None) -> None:
    assert period(value) is None


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [
        ("2026-SU", "ko", "2026년 여름"),
        ("2023-H1", "ko", "2023년 상반기"),
        ("2023-Q4", "ko", "2023년 4분기"),
        ("2021-12", "ko", "2021년 12월"),
        ("2020", "ko", "2020년"),
        ("2021-03/2022", "ko", "2021년 3월 – 2022년"),
        ("2021-08-17", "ko", "2021-08-17"),
        ("FUTURE_REF", "ko", "FUTURE_REF"),
        ("2021-13", "en", "2021-13"),
        ("2026-SU", "en", "summer 2026"),
        ("2023-H2", "en", "second half of 2023"),
        ("2021-12", "en", "December 2021"),
        ("2020", "en", "2020"),
    ],
)
def test_values_are_written_as_people_do(value: str, language: Language, written: str) -> None:
    assert in_words(value, language) == written
