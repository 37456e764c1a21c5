"""What later words say of a commitment, by rule: effects, parts, use, relief; other names of common works; types."""

import pytest
from tests.resolve.made import ABAY, MIN, made, said

from hoedam.resolve.followups import followup_type, propose, status_of
from hoedam.resolve.sightings import Sighting


def promise(words: str) -> Sighting:
    return made("commitment", words=words, strength="pledged", owner=("KOR",), counterpart=("KAZ",), speakers=(MIN,))


def later(words: str) -> Sighting:
    return said(words, ABAY, "inform", published="2023-05-02", date="2023-05-02")


@pytest.mark.parametrize(
    ("promised", "words", "status"),
    [
        ("악타우에 담수 설비를 지어 주겠다", "담수 설비가 시내 세 구역에서 쓰이고 있다", "done"),
        ("이동식 엑스선 장비를 제공하겠다", "보내 준 엑스선 장비를 이동 진료에 사용하고 있다", "done"),
        ("순찰선 두 척을 넘기겠다", "순찰선을 카스피해에서 시험하고 있다", "done"),
        ("밀 종자를 함께 연구하자", "밀 종자를 시험하고 있다", "under_way"),
        ("담수 설비를 지어 주겠다", "담수 설비를 놓으려고 애쓰고 있다", "under_way"),
        ("담수 설비를 지어 주겠다", "담수 설비가 아직 쓰이지 못하고 있다", "stalled"),
        ("기금에 1500만 달러를 모으기로 했다", "우선 600만 달러가 모였다", "under_way"),
        ("학교 서른 곳에 컴퓨터를 놓겠다", "30곳 가운데 11곳에 컴퓨터를 설치했다", "under_way"),
        ("학교 서른 곳에 컴퓨터를 놓겠다", "서른 곳에 컴퓨터를 모두 설치했다", "done"),
        ("화물 통과료를 낮춰 달라", "통과료를 3할 깎아 주었다", "done"),
        ("밀린 이자를 줄여 달라", "이자를 감면해 주신 데 감사하다", "done"),
        ("화물 통과료를 낮춰 달라", "통과료를 더 깎아 줄지 검토하고 있다", "under_way"),
        ("취업 허가를 빨리 내주겠다", "이제 열흘이면 취업 허가를 받는다", "done"),
        ("강에 다리를 놓겠다", "이제는 배 없이도 강을 건넌다", "done"),
        ("과일 저온 창고를 지어 주겠다", "살구가 더는 상하지 않는다", "done"),
        ("과일 저온 창고를 지어 주겠다", "창고 공사가 더는 진전되지 않는다", "stalled"),
        ("직항을 늘려 달라", "직항은 아직 늘리지 않았으나 계속 협의하고 있다", "open"),
        ("직항을 늘려 달라", "직항은 아직 늘리지 못했다", "stalled"),
        ("직항을 늘려 달라", "조속히 직항을 늘려 달라고 했다", "open"),
    ],
)
def test_status_by_rule(promised: str, words: str, status: str) -> None:
    assert status_of(promise(promised), later(words)) == status


@pytest.mark.parametrize(
    ("promised", "told"),
    [
        ("이심강에 교량을 놓겠다", "이심강의 다리를 건너 보았다"),
        ("악타우에 의료원을 세우겠다", "악타우 병원이 환자를 맞았다"),
        ("쿠릭 항구를 넓히겠다", "쿠릭 항만을 넓힌 덕을 보고 있다"),
        ("농민에게 씨앗을 보내겠다", "종자를 농부들이 받았다"),
    ],
)
def test_another_name_is_the_same_object(promised: str, told: str) -> None:
    found = propose(promise(promised), [later(told)])
    assert found and "same_object" in found[0].reasons


def test_names_of_different_works_stay_apart() -> None:
    assert not propose(promise("이심강에 교량을 놓겠다"), [later("악타우 병원이 환자를 맞았다")])


@pytest.mark.parametrize(
    ("words", "type"),
    [
        ("두 나라 소방관을 해마다 스무 명씩 교환하기로 했다", "exchange"),
        ("초등 교사와 간호사의 교류를 시작하자", "exchange"),
        ("어린이 심장 병동을 지어 주겠다", "development"),
        ("수의 검사실 두 곳을 꾸며 주기로 했다", "development"),
        ("나포된 어선의 선원을 풀어 달라", "issue"),
        ("화물선 충돌 사건의 재판을 서두르겠다", "issue"),
        ("자동차 조립 공장을 짓겠다", "project"),
        ("선박을 함께 만들자", None),
    ],
)
def test_type_by_rule(words: str, type: str | None) -> None:
    assert followup_type(promise(words)) == type
