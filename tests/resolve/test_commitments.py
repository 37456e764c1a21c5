"""One commitment in two reports."""

from typing import Any

import pytest
from tests.resolve.made import ABAY, MIN, made

from hoedam.resolve import likeness
from hoedam.resolve.sightings import Party, Sighting


def promise(words: str, owner: tuple[str, ...] = ("KOR",), speaker: Party = MIN, **fields: Any) -> Sighting:
    usual = {"strength": "pledged", "speakers": (speaker,)}
    return made("commitment", words=words, owner=owner, **(usual | fields))


PLEDGE = "악토베 온실 단지를 짓는 데 5백만 달러를 지원하겠다"


@pytest.mark.parametrize(
    "variant",
    ["악토베 온실단지 건설에 500만달러를 지원하기로 했다", "5백만 달러를 들여 악토베 온실 단지를 짓겠다"],
)
def test_variants(variant: str) -> None:
    like = likeness(promise(PLEDGE), promise(variant))
    assert like and "same_owner" in like.reasons


def test_one_of_the_owners() -> None:
    like = likeness(promise(PLEDGE), promise(PLEDGE, ("KAZ", "KOR"), strength="agreed"))
    assert like and "owner_in_common" in like.reasons
    assert likeness(promise(PLEDGE), promise(PLEDGE, ("KAZ",), ABAY)) is None


@pytest.mark.parametrize(
    "other", ["악토베 온실 단지의 전기 요금을 낮추겠다", "우슈토베 기념관에 5백만 달러를 지원하겠다"]
)
def test_other_commitments(other: str) -> None:
    assert likeness(promise(PLEDGE), promise(other)) is None


def test_an_ask_is_not_the_pledge_that_answers_it() -> None:
    ask = promise("부산과 악타우를 잇는 직항을 열어 달라", speaker=ABAY, strength="requested")
    assert likeness(ask, promise("부산과 악타우를 잇는 직항을 열겠다")) is None


def test_another_meeting() -> None:
    assert likeness(promise(PLEDGE), promise(PLEDGE, date="2024-03-01", published="2024-03-01")) is None
