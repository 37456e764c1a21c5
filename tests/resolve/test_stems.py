"""Content words: what varies between two reports of a sentence goes, what it is about stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoedam.resolve.stems import alike, coverage, mass, plain_numbers, stems, strong, weight


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("공장을 짓겠다", "공장을 지을 것"),
        ("공장을 건설하겠다", "공장을 짓겠다고"),
        ("우리 기업의 참여를 바란다", "한국 기업이 참여해 달라"),
        ("탐사를 시작하기로 했다", "탐사에 착수하기로 합의했다"),
        ("협정을 연내 체결하기로 했다", "협정을 올해 안에 맺기로 하였음"),
        ("매년 50명을 초청하겠다", "해마다 오십 명을 초청할 것"),
        ("3천만 달러를 지원하겠다", "3,000만달러를 지원할 것"),
        ("두 배로 늘리겠다", "2배로 확대하겠다"),
        ("쌀 시장 개방", "쌀시장 개방"),
        ("수출입은행과 상의하겠다", "한국수출입은행과 상의할 것"),
    ],
)
def test_two_reports_of_one_sentence(one: str, other: str) -> None:
    first, second = stems(one), stems(other)
    assert min(coverage(first, second), coverage(second, first)) >= 0.7, (first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("희토류 탐사단을 보내겠다", "온실 단지를 짓겠다"),
        ("양국 협력을 확대해 나가기를 희망한다", "보건 분야 협력이 확대되기를 기대한다"),
    ],
)
def test_two_sentences(one: str, other: str) -> None:
    shared = coverage(tuple(filter(strong, stems(one))), stems(other))
    assert shared < 0.4


@pytest.mark.parametrize(
    ("text", "plain"),
    [("5백만 달러", "5000000 달러"), ("500만달러", "5000000 달러"), ("5,000,000달러", "5000000달러"),
     ("1천500억 달러", "150000000000 달러"), ("1.5억 명", "150000000 명"), ("2030년", "2030년"), ("천 명", "1000 명"), ("천천히", "천천히"), ("만일 이사할", "만일 이사할"),
     ("3만5천 명", "35000 명")],
)  # fmt: skip
def test_numbers(text: str, plain: str) -> None:
    assert plain_numbers(text) == plain


def test_numbers_written_out_are_numbers() -> None:
    assert stems("칠만 장") == stems("7만 장")
    assert stems("오백만 달러") == stems("500만 달러")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("조기 경보 단지", "조기의 경보를 단지에"),
        ("사고 보상", "사고의 보상"),
        ("인허가 제도", "인허가와 제도의"),
        ("창고 열두 동", "창고 12동"),
        ("서른다섯 명", "35명까지"),
        ("사흘 안에", "3일 안에"),
    ],
)
def test_nouns_and_native_numbers_are_not_cut(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_a_verb_is_no_number_and_a_noun_is_no_particle() -> None:
    assert "10" not in stems("문을 열겠다")
    assert stems("수도와 제도") == ("수도", "제도")


def test_speaker_and_act_are_left_out() -> None:
    assert stems("우리 대한민국은 양국 간에 깊은 감사의 뜻을 표했다") == ()


def test_weight() -> None:
    assert weight("협력") < weight("희토류")
    assert weight("2025") == weight("협력")
    assert mass(("희토류", "희토류")) == mass(("희토류",))


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [("챙기", "챙길", 1), ("완공", "완공되", 1), ("살펴보", "살펴볼", 1), ("빌려", "빌려주", 1), ("카자흐", "카자흐스탄", 0.8), ("의료", "의료진", 0.5),
     ("참여", "참여율", 0.5), ("항공", "항공보안", 0.8), ("수산부", "해양수산부", 0), ("희토류", "온실", 0), ("300", "3000", 0), ("교육", "교역", 0)],
)  # fmt: skip
def test_alike(a: str, b: str, how: float) -> None:
    assert alike(a, b) == alike(b, a) == how


def test_a_derived_word_is_half_of_it() -> None:
    one, other = "나보이 어린이병원에 의료 장비를 제공하겠다", "나보이 어린이병원의 의료진도 연수하게 하겠다"
    assert coverage(stems(other), stems(one)) < 0.75


def test_words_alike_begin_alike() -> None:
    """What `shared` passes over unseen: two words of different first letters are never one."""
    words = [stem for line in LINES for stem in stems(line)]
    assert all(alike(a, b) == 0.0 for a in words for b in words if a[0] != b[0])


@given(*[st.text("가각간나난닫라락건설원전", min_size=1, max_size=5)] * 2)
def test_syllables_alike_begin_alike(one: str, other: str) -> None:
    assert one[0] == other[0] or alike(one, other) == 0.0


LINES = (
    "신규 원전 두 기를 2030년까지 완공하겠다", "원전 건설을 챙기겠다고 했다", "직항 노선 6편을 챙길 것이다", "의료진 30명을 보내 달라",
    "의료 협력을 넓히자", "곡물터미널 공사를 마쳤다", "곡물 3만톤을 나누어 싣는다", "MOU 체결을 환영한다", "한국수출입은행이 지원한다",
)  # fmt: skip
