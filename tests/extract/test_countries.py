"""Countries: names, pairs, sides, words that hold a country; organisations and places."""

import pytest
from babel import Locale
from babel.core import get_global
from tests.extract.entity_texts import names, read, who, words

from hoedam.extract.entity_tables import tables

PAIRS = [
    ("한·미 동맹", "한·미", ["KOR", "USA"]),
    ("한ㆍ미 동맹", "한ㆍ미", ["KOR", "USA"]),
    ("한‧일 관계", "한‧일", ["KOR", "JPN"]),
    ("한-카자흐 회담", "한-카자흐", ["KOR", "KAZ"]),
    ("한-카자흐스탄 정상회담", "한-카자흐스탄", ["KOR", "KAZ"]),
    ("한미동맹을 다졌다", "한미", ["KOR", "USA"]),
    ("한중관계가 풀렸다", "한중", ["KOR", "CHN"]),
    ("한미일 협력", "한미일", ["KOR", "USA", "JPN"]),
    ("한일중 정상회의", "한일중", ["KOR", "JPN", "CHN"]),
    ("한·미·일 협력", "한·미·일", ["KOR", "USA", "JPN"]),
    ("한몽 협력", "한몽", ["KOR", "MNG"]),
    ("한·베 협력", "한·베", ["KOR", "VNM"]),
    ("한불 협력", "한불", ["KOR", "FRA"]),
    ("韓-英 협력", "韓-英", ["KOR", "GBR"]),
    ("美·中 갈등", "美·中", ["USA", "CHN"]),
    ("러북 군사협력", "러북", ["RUS", "PRK"]),
    ("북러 밀착", "북러", ["PRK", "RUS"]),
    ("일·중은 다르다", "일·중", ["JPN", "CHN"]),
    ("한·이탈리아는 가깝다", "한·이탈리아", ["KOR", "ITA"]),
]


@pytest.mark.parametrize(("text", "pair", "states"), PAIRS)
def test_pairs(text: str, pair: str, states: list[str]) -> None:
    found = read(text)
    hit = next(m for m in found.mentions if text[m.start : m.end] == pair)
    assert hit.role == "pair" and [found.country_of(id) for id in hit.entities] == states


def test_a_pair_with_an_organisation() -> None:
    assert who("한·아세안특별정상회의를 열었다", "한·아세안") == ["한국", "아세안"]


NO_PAIRS = [
    "유·불리를 따졌다",
    "인·허가 절차",
    "중·고교생",
    "한두 번",
    "북미 공급망",
    "이미 중국에 갔다",
    "인도·태평양의 바다",
]


@pytest.mark.parametrize("text", NO_PAIRS)
def test_no_pairs(text: str) -> None:
    assert not words(text, read(text), "pair")


SIDES = [
    ("우리 측은 물러섰다", "우리 측", "KOR"),
    ("우리측은 물러섰다", "우리측", "KOR"),
    ("우리 정부는 환영했다", "우리 정부", "KOR"),
    ("정부는 환영했다", "정부", "KOR"),
    ("미측은 거절했다", "미측", "USA"),
    ("북측은 답이 없다", "북측", "PRK"),
    ("카자흐 측은 답했다", "카자흐 측", "KAZ"),
    ("탄자니아측은 답했다", "탄자니아측", "TZA"),
    ("UAE 쪽 설명", "UAE 쪽", "ARE"),
    ("페루 정부가 나섰다", "페루 정부", "PER"),
    ("美 정부는 부인했다", "美 정부", "USA"),
    ("대한민국 측은", "대한민국 측", "KOR"),
]


@pytest.mark.parametrize(("text", "side", "state"), SIDES)
def test_sides(text: str, side: str, state: str) -> None:
    found = read(text)
    assert words(text, found, "side") == [side] and found.entities[0].country == state


@pytest.mark.parametrize(
    "text", ["주 정부는 반대했다", "정부 안에서는 말이 많다", "각국 정부는 다르다", "정부를 믿는다", "새 정부는 다르다"]
)
def test_no_sides(text: str) -> None:
    assert not words(text, read(text), "side")


def test_words_against_a_country() -> None:
    text = "호주산 철광석과 캄보디아왕국, 방한 일정, 대북 정책"
    assert words(text, read(text)) == ["호주", "캄보디아왕국", "방한", "대북"]
    assert not read("대미를 장식했다. 국가대표와 대중의 관심").entities


def test_organisations() -> None:
    text = "인도네시아 외교부도, 외교부도, 유엔 안보리와 EU, 아스타나 국제금융센터가 나섰다. 백악관은 부인했다."
    found = read(text)
    assert words(text, found, "organization") == [
        "인도네시아 외교부", "외교부", "유엔 안보리", "EU", "아스타나 국제금융센터", "백악관",
    ]  # fmt: skip
    assert [e.country for e in found.entities if e.type == "organization"] == ["IDN", "KOR", None, None, "KAZ", "USA"]


def test_no_organisations_of_common_nouns() -> None:
    text = "직업훈련센터와 국제 센터, 상업은행, 협력위원회, EUR 환율, 캄보디아 결혼이주여성, 두 나라 일부"
    assert not words(text, read(text), "organization")


def test_capitals_are_places_unless_they_stand_for_the_state() -> None:
    text = "모스크바를 떠났다. 워싱턴과 서울 간 조율은 끝났다."
    found = read(text)
    assert words(text, found, "place") == ["모스크바"]
    assert [names(found, m) for m in found.mentions if m.role == "country"] == [["미국"], ["한국"]]


def test_the_longest_form_names_the_country() -> None:
    assert {e.name for e in read("카자흐 측은 카자흐스탄의 뜻을 전했다").entities} == {"카자흐스탄"}


def test_the_names_of_states_are_those_of_cldr() -> None:
    territories, aliases = Locale("ko").territories, get_global("territory_aliases")
    codes = {iso3: "XK" if iso3 == "XKX" else aliases[iso3][0] for iso3 in tables().countries.cldr}
    assert tables().countries.cldr == {iso3: territories[iso2].partition("(")[0] for iso3, iso2 in codes.items()}
