"""One utterance in two reports, and two utterances that look alike."""

from typing import Any

import pytest
from tests.resolve.made import ABAY, KAZAKHSTAN, KOREA, MIN, said

from hoedam.resolve import likeness
from hoedam.resolve.sightings import Party, Sighting

LETTERS = "고려인이 남긴 편지와 일기를 사진으로 찍어 두겠다"
RETOLD = "고려인의 옛 편지, 일기가 흩어지지 않도록 모두 촬영하겠다"
PLEDGE = "우리 기업이 악타우 항만의 곡물 터미널을 2천만 달러를 들여 짓도록 돕겠다"


@pytest.mark.parametrize(
    "variant",
    [
        "한국 기업이 악타우 항만의 곡물 터미널을 2천만 달러를 들여 지을 수 있게 도울 것",
        "2,000만달러를 들여 악타우 항만 곡물터미널을 짓도록 우리 기업을 돕겠다고 했다",
        "악타우 항만의 곡물 터미널 건설을 지원해야 한다",
        "악타우 곡물 터미널을 우리 기업이 건설하도록 지원하길 바란다",
        "악타우는 유럽으로 가는 길목이다. 우리 기업이 악타우 항만의 곡물 터미널을 2천만 달러를 들여 짓도록 돕겠다",
        "우리 기업이 악타우 항만의 곡물 터미널을 2천만 달러를 들여 짓도록 돕고, 철도 화차 300량도 보내겠다",
        "악타우 항만 곡물 터미널을 돕겠다",
    ],
)
def test_variants(variant: str) -> None:
    like = likeness(said(PLEDGE), said(variant, act="assess"))
    assert like and like.score >= 0.6
    assert like.reasons[0] in ("same_words", "words_within") and "same_speaker" in like.reasons


@pytest.mark.parametrize(
    "other",
    [
        "악타우 항만에 수산물 냉동 창고를 열겠다",
        "우리 기업이 심켄트의 곡물 창고를 사들이도록 하겠다",
        "한국 기업이 카자흐스탄에 더 많이 진출하기를 기대한다",
        "양국 협력이 더욱 확대되기를 희망한다",
    ],
)
def test_other_statements_of_one_speaker(other: str) -> None:
    assert likeness(said(PLEDGE), said(other)) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LETTERS, RETOLD),
        ("카스피 항로를 다니는 한국 화물선의 입항료를 덜어 주겠다", "한국 화물선이 카스피 항로에서 내는 돈을 깎겠다"),
        ("알마티의 조기 경보망을 손보겠다", "알마티 조기경보시스템 개선을 지원하겠다"),
    ],
)
def test_retold_in_words_of_its_own(one: str, other: str) -> None:
    assert likeness(said(one), said(other))


@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ("카스피 항로를 다니는 화물선의 입항료를 덜어 주겠다", "카스피 항로에 관제탑 세 곳을 세우고 등대를 고치겠다", {}),
        (LETTERS, RETOLD, {"act": "thank"}),
        (LETTERS, RETOLD, {"certain": False}),
        ("카스피 항로를 다니는 한국 화물선 20척의 입항료를 덜어 주겠다", "한국 화물선 35척이 카스피 항로에서 내는 돈을 깎겠다", {}),
    ],
)  # fmt: skip
def test_not_retold(one: str, other: str, fields: dict[str, Any]) -> None:
    """Another thing in the same place, another act, a doubtful speaker, another number."""
    assert likeness(said(one), said(other, **fields)) is None


def test_another_meeting() -> None:
    later = said(PLEDGE, date="2023-08-17", published="2023-08-17")
    assert likeness(said(PLEDGE), later) is None
    assert likeness(said(PLEDGE), said(PLEDGE, countries=("KOR", "UZB"))) is None


@pytest.mark.parametrize(("date", "basis", "same"), [("2021-08-18", "meeting", True), ("2021-08-19", "published", True),
                                                      ("2021-08-19", "meeting", False), ("2021-08-21", "published", False)])  # fmt: skip
def test_a_slip_of_a_day(date: str, basis: str, same: bool) -> None:
    assert bool(likeness(said(PLEDGE), said(PLEDGE, date=date, date_basis=basis))) is same


def test_an_unknown_date() -> None:
    undated = {"date": None, "published": None, "date_basis": "none"}
    like = likeness(said(PLEDGE), said(PLEDGE, **undated))
    assert like and "date_unknown" in like.reasons
    assert likeness(said("터미널을 짓겠다"), said("터미널을 짓겠다", **undated)) is None


def test_thanks_of_two_presidents() -> None:
    thanks = ("사의를 표했다", "감사를 표했다")
    assert likeness(said(thanks[0], MIN, "thank"), said(thanks[1], ABAY, "thank")) is None
    assert likeness(said(thanks[0], MIN, "thank"), said(thanks[1], MIN, "thank"))
    assert likeness(said("환대에 감사하다", MIN, "thank"), said("따뜻한 환대에 사의를 표했다", ABAY, "thank")) is None


def test_thanks_for_two_things() -> None:
    one, other = "유해 봉환에 협조해 준 데 감사한다", "산불 진화를 도와준 데 감사한다"
    assert likeness(said(one, act="thank"), said(other, act="thank")) is None


def test_consents_answer_the_same_question() -> None:
    def accepted(*stems: str) -> Sighting:
        return said("이를 수락했다", ABAY, "accept", answered=stems)

    assert likeness(accepted("세종기지", "보급"), accepted("세종기지", "보급", "항구"))
    assert likeness(accepted("세종기지", "보급"), accepted("체리", "관세")) is None
    assert likeness(accepted(), accepted()) is None


def test_an_ask_and_its_answer() -> None:
    ask = said("부산과 악타우를 잇는 직항을 열어 달라", ABAY, "request", document="d")
    answer = said("부산과 악타우를 잇는 직항 개설을 검토하겠다", MIN, "pledge", document="d")
    assert likeness(ask, answer) is None
    assert likeness(ask, said("부산과 악타우를 잇는 직항 개설을 검토하겠다", MIN, "pledge")) is None


def test_a_wrong_speaker_is_another_report_where_the_words_are_the_same() -> None:
    like = likeness(said(PLEDGE), said(PLEDGE, ABAY))
    assert like and "speaker_differs" in like.reasons and like.score < 0.6
    assert likeness(said(PLEDGE), said("악타우 항만 곡물 터미널을 돕겠다", ABAY)) is None


def test_a_doubt_that_names_him() -> None:
    doubtful = said(PLEDGE, ABAY, certain=False, alternatives=(MIN,))
    like = likeness(doubtful, said("악타우 곡물 터미널을 우리 기업이 건설하도록 지원하겠다"))
    assert like and "speaker_doubtful" in like.reasons


def test_collectives() -> None:
    words = "희토류 탐사 협의체를 신설하기로 했다"
    both = said(words, None, "agree")
    leaders = said(words, MIN, "agree")
    like = likeness(both, leaders)
    assert like and "speaker_unknown" in like.reasons
    states = said(words, KOREA, "agree")
    assert likeness(states, leaders)
    assert likeness(said(words, KAZAKHSTAN, "agree"), said(words, KOREA, "agree"))


def test_two_ministers_of_one_state() -> None:
    vice = Party(type="person", name="강유나", country="KOR", office="외교부 1차관")
    like = likeness(said(PLEDGE, vice), said("악타우 항만의 곡물 터미널을 돕겠다"))
    assert like is None


def test_other_numbers() -> None:
    one = "대학원 장학생 50명을 보내겠다"
    assert likeness(said(one), said("대학원 장학생 50명을 파견할 것"))
    assert (
        likeness(said("병원 30곳에 원격진료 장비를 지원하겠다"), said("학교 200곳에 원격수업 장비를 지원하겠다"))
        is None
    )


def test_likeness_is_the_same_both_ways() -> None:
    for words in ("악타우 항만 곡물 터미널을 돕겠다", "심켄트의 곡물 창고를 사겠다", PLEDGE):
        one, other = said(PLEDGE), said(words)
        assert likeness(one, other) == likeness(other, one)


def test_two_kinds_are_never_one() -> None:
    assert likeness(said(PLEDGE), said(PLEDGE, kind="commitment")) is None
