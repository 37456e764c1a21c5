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
        # what was so once says nothing of now; after a contrast, the end does
        ("담수 설비를 지어 주겠다", "중단됐던 담수 설비 공사가 끝났다", "done"),
        ("담수 설비를 지어 주겠다", "공사가 늦어졌지만 지난달 담수 설비가 문을 열었다", "done"),
        ("담수 설비를 지어 주겠다", "착공은 했으나 보상 문제로 멈춰 섰다", "stalled"),
        ("담수 설비를 지어 주겠다", "담수 설비 계획이 무산된 것은 아니다", None),
        ("담수 설비를 지어 주겠다", "담수 설비 계획은 없던 일이 됐다", "lapsed"),
        # taken up again: what was asked for, or work that goes on
        ("김 수출을 재개해 달라", "막혔던 김 수출이 재개됐다", "done"),
        ("담수 설비를 지어 주겠다", "멈췄던 공사가 다시 시작됐다", "under_way"),
        # steps on the way
        ("담수 설비를 지어 주겠다", "담수 설비가 착공식을 가졌다", "under_way"),
        ("담수 설비를 지어 주겠다", "담수 설비 첫 삽을 떴다", "under_way"),
        ("담수 설비를 지어 주겠다", "담수 설비의 설계를 마쳤다", "under_way"),
        ("담수 설비를 지어 주겠다", "한국 회사가 담수 설비 공사 계약을 따냈다", "under_way"),
        ("부품 공급 계약을 맺겠다", "부품 공급 계약을 맺었다", "done"),
        ("항공협정을 맺기로 했다", "항공협정에 가서명했다", "under_way"),
        ("항공협정을 맺기로 했다", "의회가 항공협정의 비준 동의안을 통과시켰다", "done"),
        ("어업 벌금을 낮춰 달라", "벌금을 낮추는 법안을 의회에 냈다", "under_way"),
        ("악타우 다리를 놓겠다", "다리가 시험 운영 중이다", "under_way"),
        ("악타우 다리를 놓겠다", "다리가 개통식을 가졌다", "done"),
        ("선거 감시단을 보내겠다", "감시단 파견을 내년으로 미룬다고 했다", "stalled"),
        ("선거 감시단을 보내겠다", "감시단 파견을 다음 선거까지 보류한다", "stalled"),
        ("악타우 다리를 놓겠다", "새 정부는 다리 공사를 백지화했다", "lapsed"),
        ("악타우 다리를 놓겠다", "한국 회사 대신 다른 회사에 맡기기로 했다", "lapsed"),
        # what was sent is at its work, and what is named by its deed has come
        ("순찰차 스무 대를 보내겠다", "순찰차가 밤마다 시내를 돌고 있다", "done"),
        ("간호사 여섯 명을 보내겠다", "간호사들이 도립 병원에서 근무하고 있다", "done"),
        ("간호사 여섯 명을 뽑겠다", "간호사를 뽑고 있다", "under_way"),
        ("혈액 냉장고를 주겠다", "한국이 보낸 냉장고에 피를 간수한다", "done"),
        # parts
        ("순찰차 스무 대를 보내겠다", "스무 대 중 네 대가 왔다", "under_way"),
        ("순찰차 스무 대를 보내겠다", "나머지는 봄에 보내겠다고 했다", "under_way"),
        ("어린 선원 두 명을 풀어 주겠다", "한 명은 돌아왔고 다른 한 명은 아직 갇혀 있다", "under_way"),
        # unanswered, as ever, thanked for
        ("직항을 늘려 달라", "직항을 늘려 달라고 했지만 아직 답이 없다", "open"),
        ("비자 심사를 줄이겠다", "심사가 여전히 다섯 달 걸린다", "stalled"),
        ("관세 감면을 늘려 달라", "관세 감면의 연장에 감사한다", "done"),
        ("직항을 늘려 달라", "환대에 감사한다", None),
        # idiom: the way, the wall, the hands, the sign at the door
        ("의약품 심사를 줄이겠다", "의약품 심사가 도리어 길어졌다", "stalled"),
        ("연금 협정을 맺기로 했다", "연금 협정의 둘째 협상이 빈손으로 끝났다", "stalled"),
        ("연금 협정을 맺기로 했다", "연금 협정안이 장관의 책상에서 먼지만 쌓이고 있다", "stalled"),
        ("연금 협정을 맺기로 했다", "연금 협정이 의회의 벽에 가로막혔다", "stalled"),
        ("연금 협정을 맺기로 했다", "연금 협정이 의회의 벽을 넘었다", "done"),
        ("연금 협정을 맺기로 했다", "연금 협정에 도장을 찍었다", "done"),
        ("연금 협정을 맺기로 했다", "연금 협정 논의는 흐지부지됐다", "lapsed"),
        ("중재 창구를 두기로 했다", "중재 창구가 시내에 현판을 걸었다", "done"),
        ("중재 창구를 두기로 했다", "중재 창구가 현판을 내렸다", "lapsed"),
        ("제련소 합작에 참여해 달라", "제련소의 합작 상대를 터키에서 골랐다", "lapsed"),
        ("제련소 합작에 참여해 달라", "제련소의 합작 상대를 찾고 있다", "under_way"),
        ("산불 감시 위성을 함께 쏘기로 했다", "감시 위성이 궤도에 안착했다", "done"),
        ("산불 감시 사업을 함께 하기로 했다", "감시 사업이 본궤도에 올랐다", "under_way"),
        ("담요 만 장을 보내겠다", "담요를 실은 첫 배가 떴다", "under_way"),
        ("담요 만 장을 보내겠다", "배에 실은 담요가 악타우에 모두 닿았다", "done"),
        ("입항료를 3년 동안 올리지 않겠다", "입항료를 두 해째 그대로 받는다", "under_way"),
        ("입항료를 3년 동안 낮추기로 했다", "입항료 협상은 두 해째 멈춰 있다", "stalled"),
        ("두 도시가 자매 결연을 맺기로 했다", "두 도시가 손을 맞잡았다", "done"),
        ("지진 자료를 나누기로 했다", "지진 자료가 날마다 서울로 오고 있다", "done"),
        ("지진 자료를 나누기로 했다", "담당자가 서울로 가고 있다", "under_way"),
        ("교수를 보내 달라", "지난봄의 요청을 되풀이했다", "open"),
    ],
)
def test_status_by_rule(promised: str, words: str, status: str | None) -> None:
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


def test_an_ask_for_another_thing_of_the_kind_is_no_answer() -> None:
    lamps = promise("난민 학교에 태양광 등을 달아 주겠다")
    pump = said("마을 우물에 태양광 양수기를 놓아 달라", ABAY, "request", published="2023-05-02", date="2023-05-02")
    again = said("난민 학교에 약속한 등을 달아 달라", ABAY, "request", published="2023-05-02", date="2023-05-02")
    assert not propose(lamps, [pump])
    assert propose(lamps, [again])[0].status == "open"


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
        ("선박을 함께 만들자", "project"),
        ("우물 열 곳을 파 주겠다", "development"),
        ("구급차 네 대를 드리겠다", "development"),
        ("망고의 수출을 허락해 달라", "issue"),
        ("한국 항공사의 노선을 늘리겠다", "issue"),
        ("양수기 쉰 대를 주겠다", "development"),
        ("산사태로 무너진 다리를 다시 세우겠다", "development"),
        ("인구 조사 기법을 전수하겠다", "development"),
        ("달아난 총책을 넘겨 달라", "issue"),
        ("과자의 할랄 인증을 앞당기겠다", "issue"),
        ("두 해군이 카스피해에서 합동 구조 훈련을 하기로 했다", "exchange"),
        ("상표를 함께 심사할 실무반을 두기로 했다", "exchange"),
        ("장학생 서른 명을 뽑겠다", "exchange"),
    ],
)
def test_type_by_rule(words: str, type: str | None) -> None:
    assert followup_type(promise(words)) == type


def test_only_the_home_state_gives_development_cooperation() -> None:
    words = "공장이 들어설 땅을 무상으로 주겠다"
    assert followup_type(promise(words)) == "development"
    assert followup_type(made("commitment", words=words, strength="pledged", owner=("KAZ",))) == "project"
