"""What followed up a commitment, what it says became of it, and what type of follow-up it asks for."""

from datetime import date
from typing import Any

import pytest
from tests.resolve.made import ABAY, MIN, made, said

from hoedam.reader import Reader
from hoedam.resolve.followup_rules import followup_rules
from hoedam.resolve.followups import followup_type, propose, status_of
from hoedam.resolve.sightings import Party, Sighting, Status, sightings
from hoedam.settings import Settings


def promise(words: str, **fields: Any) -> Sighting:
    usual = {"strength": "pledged", "owner": ("KOR",), "counterpart": ("KAZ",), "speakers": (MIN,)}
    return made("commitment", words=words, **(usual | fields))


def later(words: str, act: str = "inform", published: str = "2023-05-02", **fields: Any) -> Sighting:
    return said(words, ABAY, act, published=published, date=published, **fields)


OFFICE = promise("악타우에 무역관을 2022년까지 열겠다", sectors=("trade.exports",))


def test_what_bears_on_it_comes_first() -> None:
    right = later("악타우 무역관이 아직 문을 열지 못했다")
    others = [
        later("악타우 항만의 물동량이 늘었다"),
        later("한국 드라마가 인기를 얻고 있다"),
        later("타슈켄트 무역관이 문을 열었다", countries=("KOR", "UZB")),
        later("수출을 더 늘리자", "propose", sectors=("trade.exports",)),
    ]
    found = propose(OFFICE, [*others, right])
    assert found[0].later == right and found[0].status == "stalled"
    assert {"same_parties", "same_object", "status_word"} <= set(found[0].reasons)
    assert all(proposal.later not in (others[1], others[2], others[3]) for proposal in found)


def test_only_what_comes_after() -> None:
    words = "악타우 무역관이 문을 열었다"
    assert propose(OFFICE, [later(words)])
    assert not propose(OFFICE, [later(words, published="2020-01-10")])
    assert not propose(OFFICE, [later(words, published="2021-08-17")])
    assert not propose(OFFICE, [OFFICE])


def test_looking_back_is_a_reason() -> None:
    found = propose(OFFICE, [later("2021년 서울에서 약속한 악타우 무역관이 문을 열었다")])
    assert "names_the_meeting" in found[0].reasons


def test_a_status_event_is_proposed() -> None:
    step = Status(status="cancelled", words="악타우 무역관의 설치 계획")
    office = made("body", name="악타우 무역관", status=(step,), published="2024-02-01", date="2024-02-01")
    found = propose(OFFICE, [office])
    assert found and found[0].status == "lapsed"


def test_a_visit_is_its_own_object() -> None:
    ask = promise("민 대통령의 카자흐스탄 방문을 요청했다", strength="requested", states=("카자흐스탄",))
    came = later("초청에 응해 카자흐스탄을 찾아 주셔서 감사하다", "thank", states=("카자흐스탄",))
    other = later("카자흐스탄의 밀 수출이 늘었다", states=("카자흐스탄",))
    assert [proposal.later for proposal in propose(ask, [other, came])] == [came]


def test_a_state_in_common_is_no_object() -> None:
    pledge = promise("카자흐스탄 어린이에게 책을 보내겠다", states=("카자흐스탄",))
    assert not propose(pledge, [later("카자흐스탄의 밀 수출이 늘었다", states=("카자흐스탄",))])


def test_order_does_not_matter() -> None:
    candidates = [later("악타우 무역관이 문을 열었다"), later("악타우에 연 무역관이 붐빈다")]
    assert propose(OFFICE, candidates) == propose(OFFICE, candidates[::-1])


@pytest.mark.parametrize(
    ("words", "act", "status"),
    [
        ("무역관이 지난달 문을 열었다", "inform", "done"),
        ("무역관 개설이 늦어지고 있다", "inform", "stalled"),
        ("무역관을 열지 못해 송구하다", "regret", "stalled"),
        ("무역관 설치 계획을 취소했다", "inform", "lapsed"),
        ("무역관 부지를 고르고 있다", "inform", "under_way"),
        ("무역관을 열어 달라", "request", "open"),
        ("무역관에서 벌써 열두 건을 중개했다", "inform", "done"),
        ("무역관을 둘러싼 관심이 많다", "inform", None),
        ("무역관을 꼭 열겠다", "pledge", None),
    ],
)
def test_status(words: str, act: str, status: str | None) -> None:
    assert status_of(OFFICE, later(words, act)) == status


def test_a_promise_answers_an_ask() -> None:
    ask = promise("무역관을 열어 달라", strength="requested")
    assert status_of(ask, said("무역관을 꼭 열겠다", MIN, published="2023-05-02")) == "under_way"
    assert status_of(ask, said("무역관을 꼭 열겠다", ABAY, published="2023-05-02")) is None


@pytest.mark.parametrize(
    ("words", "sectors", "type"),
    [
        ("희토류 탐사를 위한 협의체를 신설하기로 했다", (), "exchange"),
        ("서명한 양해각서를 이행할 실무그룹을 만들기로 했다", (), "mou"),
        ("악타우 항만을 함께 넓히기로 했다", (), "project"),
        ("진료소 열 곳을 짓는 데 무상원조를 제공하겠다", (), "development"),
        ("비자 발급을 간소화해 달라", (), "issue"),
        ("유엔에서 결의안을 함께 내기로 했다", (), "multilateral"),
        ("이를 적극 돕겠다", ("development.oda",), "development"),
        ("이를 적극 돕겠다", (), None),
    ],
)
def test_type(words: str, sectors: tuple[str, ...], type: str | None) -> None:
    assert followup_type(promise(words, sectors=sectors)) == type


def test_six_types_with_their_labels() -> None:
    labels = {rule.label.ko for rule in followup_rules().types}
    assert labels == {
        "양자회담·회의 등 교류",
        "체결 MOU 후속",
        "쌍무적 협력 프로젝트",
        "개발협력",
        "양자 현안 대응",
        "다자간 후속과제",
    }


def test_words_of_the_same_field_count_where_the_promise_names_the_town() -> None:
    promised = made("commitment", words="악타우의 수력 발전소를 짓겠다", strength="pledged", names=("악타우",))
    there = said("악타우 골짜기는 이제 전등을 켠다", ABAY, "inform", published="2023-05-02", date="2023-05-02")
    elsewhere = said("골짜기는 이제 전등을 켠다", ABAY, "inform", published="2023-05-02", date="2023-05-02")
    assert [found.later for found in propose(promised, [there, elsewhere])] == [there]


def test_a_named_state_ties_whoever_names_it() -> None:
    promised = made("commitment", words="섬의 지붕에 태양광 판을 놓겠다", strength="pledged", names=("카자흐스탄",))
    other = Party(type="person", name="시오네 투이", country="TON", office="에너지장관")
    told = said(
        "카자흐스탄이 섬의 지붕에 태양광 판을 올렸다",
        other,
        "inform",
        countries=("TON",),
        states=("카자흐스탄",),
        published="2023-05-02",
        date="2023-05-02",
    )
    assert propose(promised, [told])


@pytest.mark.parametrize(
    ("promised", "told", "status"),
    [
        ("대피소 여섯 동을 짓겠다", "대피소 두 동을 지었다", "under_way"),
        ("대피소 여섯 동을 짓겠다", "대피소 여섯 동을 지었다", "done"),
        ("백신 100만 명분을 보내겠다", "백신 30만 명분이 왔다", "under_way"),
    ],
)
def test_fewer_than_promised_are_a_part(promised: str, told: str, status: str) -> None:
    earlier = made("commitment", words=promised, strength="pledged")
    assert status_of(earlier, said(told, ABAY, "inform", published="2023-05-02")) == status


def test_a_session_held_again_follows_up_the_promise_to_hold_it() -> None:
    text = "외교부는 24일 인천에서 제2차 한-카자흐스탄 녹색성장 장관회의를 개최했다고 밝혔다."
    reading = Reader(Settings(published=date(2023, 10, 24))).read(text)
    held = [s for s in sightings(reading) if s.kind == "meeting"]
    promised = made("commitment", words="녹색성장 장관회의를 해마다 열기로 했다", strength="agreed")
    found = propose(promised, held)
    assert found and found[0].status == "under_way"
