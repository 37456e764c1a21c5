"""Thanks, wishes, invitations and consents that one copy tells with their object and the next without."""

from typing import Any

import pytest
from tests.resolve.made import ABAY, MIN, said

from hoedam.resolve.compare import likeness
from hoedam.resolve.courtesies import courtesies
from hoedam.resolve.sightings import Sighting, with_light

THANKS = "교민의 귀국을 도운 데 사의를 표했다"


def alone(words: str, act: str = "thank", **fields: Any) -> Sighting:
    """The only statement of a document."""
    return with_light((said(words, MIN, act, **fields),))[0]


@pytest.mark.parametrize(
    ("one", "other", "act"),
    [
        (THANKS, "감사의 뜻을 전했다", "thank"),
        ("대통령의 취임을 축하했다", "축하 인사를 건넸다", "congratulate"),
        (
            "오로라를 보다 다친 관광객을 위로했다",
            "관광객이 오로라 관측지에서 당한 사고에 위로의 뜻을 표했다",
            "condole",
        ),
    ],
)
def test_with_and_without_object(one: str, other: str, act: str) -> None:
    like = likeness(alone(one, act), alone(other, act))
    assert like and "only_one" in like.reasons


def test_an_invitation_however_it_is_put() -> None:
    assert likeness(alone("카자흐스탄 대통령을 초청했다", "invite"), alone("올가을 서울에서 뵙고 싶다", "hope"))
    assert courtesies(said("서울에 와 달라", MIN, "request")) == {"invite"}
    assert courtesies(said("다리를 놓아 달라", MIN, "request")) == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (alone(THANKS), alone("병원 건립에 감사를 표했다")),  # for two things
        (alone(THANKS), with_light((said("감사를 전했다", MIN, "thank"), said("구호품에 감사했다", MIN, "thank")))[0]),
        (alone("서울의 따뜻한 환대에 감사했다"), alone("사의를 표했다")),  # a guest's, and a host's
        (alone(THANKS), with_light((said("감사의 뜻을 전했다", ABAY, "thank"),))[0]),
    ],
)
def test_apart(one: Sighting, other: Sighting) -> None:
    assert likeness(one, other) is None


def test_consents_to_two_asks_are_two() -> None:
    yes = {"act": "accept", "answered": ("직항", "증편")}
    assert likeness(alone("이를 수락했다", **yes), alone("동의했다", act="accept", answered=("검역", "감자"))) is None
    assert likeness(alone("이를 수락했다", **yes), alone("그러겠다고 했다", act="accept"))
