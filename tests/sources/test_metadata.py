from datetime import date

import pytest

from hoedam.sources import load_text
from hoedam.sources.metadata import credit, dates

CAPTION = "![두 정상이 악수하고 있다. 2024.05.02.](a.jpg)\n"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (CAPTION + "양국은 서명했다.\n입력 2024.05.03. 오전 9:12 | 수정 2024.05.04", None, ("2024-05-03", "byline")),
        (CAPTION + "양국은 서명했다.\n(끝) 2024/05/03 17:42 송고", None, ("2024-05-03", "byline")),
        (CAPTION + "양국은 서명했다.\n2024년 5월 3일", None, ("2024-05-03", "byline")),
        (CAPTION + "양국은 서명했다.\n배포일시 ’24.5.3.(금)", None, ("2024-05-03", "byline")),
        (CAPTION + "양국은 서명했다.", "https://a.example/2024/05/03/7", ("2024-05-03", "url")),
        (CAPTION + "양국은 서명했다.", "https://a.example/view/AKR20240503123400001", ("2024-05-03", "url")),
        (CAPTION + "양국은 서명했다.", None, ("2024-05-02", "caption")),
        ("![만난 두 정상 (자료사진) 2019.01.02.](a.jpg)\n양국은 서명했다.", None, (None, "none")),
        ("양국은 2024년 5월 3일 서명했다.", None, (None, "none")),
        (CAPTION + "양국은 서명했다.\n총리는 곧 떠납니다. 2024.05.03", None, ("2024-05-03", "byline")),
        ("양국은 서명했다.\n총리는 “함께 갑시다.”라고 했다. (2024년 5월 3일)", None, ("2024-05-03", "byline")),
        (
            "총리는 내일 서울을 떠납니다. 2024.05.03 회담의 결과입니다.\n장관은 서울에 남아 실무 협의를 이어 갑니다.",
            None,
            (None, "none"),
        ),
        ("양국은 서명했다.\n회담은 3년 만이다. 시작은 2024.05.03", None, (None, "none")),
        ("양국은 서명했다.\n입력 2024.13.45.", None, (None, "none")),
    ],
)
def test_the_date_and_how_it_is_known(text, name, expected):
    document = load_text(text, name=name)
    assert (document.published, document.published_basis) == expected


def test_a_given_date_comes_first():
    document = load_text("양국은 서명했다.\n입력 2024.05.03", published=date(2020, 1, 2))
    assert (document.published, document.published_basis) == ("2020-01-02", "given")


def test_dates_that_do_not_exist_are_no_dates():
    assert list(dates("2023.02.29 2024-02-29 20240301 120240301")) == [date(2024, 2, 29), date(2024, 3, 1)]


@pytest.mark.parametrize(
    ("caption", "who"),
    [
        ("두 정상이 걷고 있다. (사진=대통령실 제공) 2024.05.02.", "대통령실 제공"),
        ("두 정상이 걷고 있다. [공동취재] bo@gaon.example", "공동취재"),
        ("▲ 두 정상이 걷고 있다. /산림청 제공", "산림청 제공"),
        ("ⓒ가온일보 | 두 정상이 걷고 있다.", "가온일보"),
        ("[리마=가온통신] 노가람 기자 = 두 정상이 걷고 있다. 2024.05.02. bo@gaon.example", "가온통신 노가람 기자"),
        ("두 정상(오른쪽)이 걷고 있다.", None),
    ],
)
def test_credits(caption, who):
    assert credit(caption) == who


def test_agency_publisher_and_reporters():
    text = "(리마·서울=가온통신) 노가람 김나루 기자 = 두 정상은 회담했다.\nⓒ 새벽일보, 무단전재 및 재배포 금지"
    document = load_text(text)
    assert (document.agency, document.publisher, document.bylines) == ("가온통신", "새벽일보", ("노가람", "김나루"))


def test_an_agency_is_named_by_the_picture_only():
    assert load_text("![걷는 두 정상. 2024.5.2/뉴스1 ⓒ News1 홍보름 기자](a.jpg)\n양국은 서명했다.").agency == "뉴스1"


def test_a_picture_taker_is_not_the_reporter():
    assert load_text("![[리마=뉴시스] 홍보름 기자 = 걷는 두 정상. 2024.5.2.](a.jpg)\n양국은 서명했다.").bylines == ()
