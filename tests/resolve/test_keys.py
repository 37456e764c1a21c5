"""Blocking keys: what may be the same shares one, and one key is shared by few."""

import pytest
from tests.resolve.made import ABAY, MIN, made, said

from hoedam.resolve.keys import windows


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("희토류 탐사단을 9월에 보내겠다", "탐사단을 9월 파견해 희토류를 찾을 것"),
        ("악토베 온실 단지를 짓고 전기차 조립을 늘리겠다", "전기차 조립을 늘리겠다"),
        ("환대에 감사드린다", "따뜻한 환대에 사의를 표했다"),
        ("사의를 표했다", "감사의 뜻을 전했다"),
    ],
)
def test_reports_of_one_sentence_share_a_key(one: str, other: str) -> None:
    assert said(one).keys & said(other).keys


@pytest.mark.parametrize("days", [1, 2, 3, 4])
def test_dates_near_each_other_share_a_window(days: int) -> None:
    for start in range(1, 27 - days):
        assert set(windows(f"2021-08-{start:02}")) & set(windows(f"2021-08-{start + days:02}"))


def test_a_month_apart_shares_none() -> None:
    words = "희토류 탐사단을 보내겠다"
    assert not said(words).keys & said(words, date="2021-10-17", published="2021-10-17").keys


def test_another_state_shares_none() -> None:
    words = "희토류 탐사단을 보내겠다"
    assert not said(words).keys & said(words, countries=("KOR", "UZB")).keys


def test_the_speaker_makes_no_key() -> None:
    """He may be wrong in one report."""
    assert said("희토류 탐사단을 보내겠다", MIN).keys == said("희토류 탐사단을 보내겠다", ABAY).keys


def test_without_a_date_many_words_share_a_key() -> None:
    words = "악토베 온실 단지의 전기차 조립 공장에 희토류 탐사단을 보내겠다"
    undated = said(words, date=None, published=None, date_basis="none")
    assert said(words).keys & undated.keys


@pytest.mark.parametrize("name", ["다르한 아바이", "따르한 아바이", "다르한아바이", "다르칸 아바이", "아바이"])
def test_spellings_share_a_key(name: str) -> None:
    one = made("person", name="다르한 아바이", country="KAZ", office="대통령")
    assert one.keys & made("person", name=name, country="KAZ", office="대통령").keys


def test_topics_have_no_date() -> None:
    then = said("희토류 탐사단을 보내겠다")
    assert then.topics & said("희토류 탐사단이 왔다", date="2023-01-05", published="2023-01-05").topics
