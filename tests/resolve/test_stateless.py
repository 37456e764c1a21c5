"""Later words that name no state: tied to a promise by a town, a person or an institution, and by nothing less."""

from datetime import date

import pytest

from hoedam.reader import Reader
from hoedam.resolve.followups import Proposal, propose
from hoedam.resolve.sightings import Sighting, sightings
from hoedam.resolve.stateless import towns
from hoedam.settings import Settings

MEETING = (
    "민서준 대통령은 3일 서울에서 페드로 알메이다 앙골라 대통령과 회담했다.\n"
    '민 대통령은 "로비투 항의 등대를 새로 세우는 데 900만 달러를 지원하겠다"고 말했다. '
    '알메이다 대통령은 "우암부에 참다래 시험장을 열겠다"고 밝혔다.'
)


def seen(text: str, published: str) -> tuple[Sighting, ...]:
    return sightings(Reader(Settings(published=date.fromisoformat(published))).read(text))


@pytest.fixture(scope="module")
def promises() -> dict[str, Sighting]:
    commitments = [one for one in seen(MEETING, "2021-03-03") if one.kind == "commitment"]
    return {"lighthouse": commitments[0], "kiwi": commitments[1]}


def proposed(promise: Sighting, text: str) -> tuple[Proposal, ...]:
    kinds = ("statement", "commitment", "agreement", "body", "project")
    return propose(promise, [one for one in seen(text, "2023-06-09") if one.kind in kinds])


@pytest.mark.parametrize(
    "text",
    [
        '로비투 항만청장은 9일 "등대의 불이 지난달 켜졌다"고 말했다.',
        '로비투시는 9일 한국이 새로 세운 등대가 불을 밝혔다고 밝혔다.',
        '알메이다 대통령은 9일 한국 기자들에게 "항구에 새로 세운 등대가 뱃길을 비추고 있다"고 말했다.',
        '로비투 앞바다에 새 등대가 섰다. 항만청장은 "밤에도 배가 든다"고 말했다.',
        '주앙골라 대사는 9일 "항구의 등대가 완공됐다"고 말했다.',
    ],
)  # fmt: skip
def test_a_town_a_person_or_an_embassy_ties(promises: dict[str, Sighting], text: str) -> None:
    found = proposed(promises["lighthouse"], text)
    assert found
    assert {"same_name", "same_parties"} & set(found[0].reasons)
    assert "same_object" in found[0].reasons


@pytest.mark.parametrize(
    "text",
    [
        '로비투 시장은 9일 "한국 자전거 선수들이 해변을 달렸다"고 말했다.',  # the same town, another thing
        '탕헤르 항만청장은 9일 "새 등대의 불이 켜졌다"고 말했다.',  # the same thing, another town
        '여수 항만청장은 9일 "새 등대의 불이 켜졌다"고 말했다.',  # at home
        '모로코 교통장관은 9일 "로비투처럼 우리 항구에도 등대를 세워 달라"고 말했다.',  # another state speaks
    ],
)
def test_less_does_not(promises: dict[str, Sighting], text: str) -> None:
    assert not proposed(promises["lighthouse"], text)


def test_the_reason_says_that_no_state_was_named(promises: dict[str, Sighting]) -> None:
    (found, *_) = proposed(promises["kiwi"], '우암부 군수는 9일 "참다래 시험장이 문을 열었다"고 말했다.')
    assert found.reasons[:2] == ("same_name", "same_object")
    assert found.status == "done"


def test_the_news_before_a_statement_is_what_it_is_about(promises: dict[str, Sighting]) -> None:
    text = '우암부의 참다래 시험장이 9일 문을 닫았다. 알메이다 대통령은 "비가 너무 많았다"고 말했다.'
    found = [one for one in proposed(promises["kiwi"], text) if "news_before" in one.reasons]
    assert found and found[0].later.words == "비가 너무 많았다"
    assert found[0].status == "lapsed"


def test_it_shares_a_topic_with_the_promise(promises: dict[str, Sighting]) -> None:
    (told,) = [
        one for one in seen('우암부 군수는 9일 "시험장이 붐빈다"고 말했다.', "2023-06-09") if one.kind == "statement"
    ]
    assert told.topics & promises["kiwi"].topics
    assert not told.topics & promises["lighthouse"].topics


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("로비투 항의 등대를 세우겠다", ("로비투",)),
        ("우암부에 시험장을 열겠다", ("우암부",)),
        ("쿠이투와 메농그를 잇는 길을 닦기로 했다", ("쿠이투",)),
        ("루방구의 폭포 길을 넓히겠다", ("루방구",)),
        ("어린이 병원에 컴퓨터를 보내겠다", ()),
        ("냉동 창고에 아보카도를 쌓아 두겠다", ()),
        ("서둘러 확보해 두겠다", ()),
        ("지방 병원의 의사를 가르치겠다", ()),
        ("관세를 낮추겠다", ()),
    ],
)
def test_what_is_written_as_a_town(words: str, found: tuple[str, ...]) -> None:
    assert towns(words) == found


@pytest.mark.parametrize("place", ["뉴욕", "제네바"])
def test_a_leader_ties_wherever_he_speaks(promises: dict[str, Sighting], place: str) -> None:
    text = f'알메이다 대통령은 9일 {place}에서 민 대통령을 만나 "항구의 등대가 아직 서지 않았다"고 말했다.'
    assert proposed(promises["lighthouse"], text)
    assert not proposed(promises["lighthouse"], text.replace("알메이다", "오티에노"))


def test_nearly_all_of_the_same_words_tie_where_nothing_is_named(promises: dict[str, Sighting]) -> None:
    text = '등대 관리소장은 9일 "항의 등대를 새로 세우는 공사가 끝났다"고 말했다.'
    assert not proposed(promises["lighthouse"], text)  # too little: any port has a lighthouse
    again = seen(MEETING.replace("참다래 시험장", "산호 종묘 배양장"), "2021-03-03")
    promise = next(one for one in again if one.kind == "commitment" and "산호" in one.words)
    (found,) = proposed(promise, '청장은 9일 "산호 종묘 배양장이 문을 열었다"고 말했다.')
    assert found.reasons[:2] == ("same_content", "same_object")
    assert found.later.topics & promise.topics  # a ledger finds it by two of its words
    assert not proposed(promise, '청장은 9일 "말란데의 산호 종묘 배양장이 문을 열었다"고 말했다.')


def test_what_is_counted_is_no_town() -> None:
    assert towns("소네리강의 수위계 스무 대를 놓겠다") == ("소네리강",)
    assert towns("소네리 부두를 넓히겠다") == ("소네리",)
