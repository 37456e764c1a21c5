"""One meeting in several reports."""

from typing import Any

import pytest
from tests.resolve.made import ABAY, KAZAKHSTAN, KOREA, MIN, made

from hoedam.resolve import likeness
from hoedam.resolve.sightings import Party, Sighting


def met(
    kind: str = "summit", date: str | None = "2021-08-17", who: tuple[Party, ...] = (MIN, ABAY), **fields: Any
) -> Sighting:
    return made("meeting", meeting_kind=kind, date=date, speakers=who, **fields)


@pytest.mark.parametrize(
    "other",
    [met(), met(date="2021-08-18"), met(who=(KOREA, KAZAKHSTAN)), met("visit"), met(date="2021-08")],
)
def test_one(other: Sighting) -> None:
    assert likeness(met(), other) and met().keys & other.keys


@pytest.mark.parametrize(
    "other",
    [
        met(date="2021-08-20"),
        met(date="2019-04-22"),
        met(date="2021"),
        met(date=None),
        met("summit_call"),
        met("ministerial"),
        met(countries=("KOR", "UZB")),
        met(who=(MIN, Party(type="person", name="예를란 나비예프", country="KAZ", office="대통령"))),
    ],
)
def test_another(other: Sighting) -> None:
    assert likeness(met(), other) is None
