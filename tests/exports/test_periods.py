"""The days of TIMEX3 values."""

import pytest

from hoedam.exports.periods import period


@pytest.mark.parametrize(
    ("value", "first", "last", "precision"),
    [
        ("2021-08-17", "2021-08-17", "2021-08-17", "day"),
        ("2021-08-17T10:00", "2021-08-17", "2021-08-17", "day"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021-Q3", "2021-07-01", "2021-09-30", "quarter"),
        ("2021-H1", "2021-01-01", "2021-06-30", "half"),
        ("2021-H2", "2021-07-01", "2021-12-31", "half"),
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
