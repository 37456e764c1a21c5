"""Dates as far as they are known."""

import pytest

from hoedam.resolve.days import apart, day, days_between, first_day


@pytest.mark.parametrize(
    ("value", "iso"),
    [("2021-08-17", "2021-08-17"), ("2021-08", "2021-08-01"), ("2021", "2021-01-01"), ("2021-02-30", None),
     ("P3Y", None), ("2021-08-17/2021-08-19", "2021-08-17"), ("2021-H2", "2021-01-01")],
)  # fmt: skip
def test_first_day(value: str, iso: str | None) -> None:
    found = first_day(value)
    assert (found.isoformat() if found else None) == iso


def test_only_days_are_days() -> None:
    assert day("2021-08") is None and day(None) is None and day("2021-08-17") is not None


def test_distance() -> None:
    assert days_between("2021-08-17", "2021-08-15") == -2
    assert apart("2021-08-17", "2021-08-15") == 2
    assert apart("2021-08", "2021-08-15") is None
