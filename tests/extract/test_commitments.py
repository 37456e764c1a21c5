"""What was promised and what was asked (definitions, section 6): strengths, owners, terms, and what is no commitment."""

import re

import pytest
from tests.extract.statement_texts import read
from tests.rows import rows

from hoedam.extract.commitments import commitment_table, expanded

TABLE = commitment_table()
GROUPS = {group: getattr(TABLE, group) for group in ("softened", "not_commitments", "plans", "previews")}
RULES = [rule for rules in GROUPS.values() for rule in rules]
WRONG: dict[str, str] = {}


@pytest.mark.parametrize("rule", rows(RULES, WRONG))
def test_patterns_both_ways(rule):
    assert rule.source
    assert rule.examples
    assert rule.counterexamples
    assert [text for text in rule.examples if not re.search(expanded(rule.pattern), text)] == []
    assert [text for text in rule.counterexamples if re.search(expanded(rule.pattern), text)] == []


def test_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


def made(text, kind=None):
    """(strength, owner, words) of each commitment of a text."""
    return [(c.strength, "+".join(c.owner), c.content.text) for c in read(text, kind).commitments]


@pytest.mark.parametrize(
    ("words", "strengths"),
    [
        ("우리 항구에서 불법 환적은 한 건도 허용하지 않겠다", ["pledged"]),
        ("기술 유출은 용납하지 않을 것이다", ["pledged"]),
        ("대화의 문을 닫지 않겠다", ["pledged"]),
        ("어느 나라에도 예외를 허용하지 않겠다", []),
        ("어떤 도발도 용납하지 않겠다", []),
        ("나는 세금을 깎아 주겠다고 답했다", ["pledged"]),
        ("길까지 닦아 두고 부지를 내주겠다", ["pledged"]),
    ],
)
def test_bans_and_own_words_told(words, strengths):
    text = f"오스카 린드 스웨덴 총리는 17일 한도영 대통령과 회담했다. 린드 총리는 “{words}”고 말했다."
    assert [c.strength for c in read(text).commitments] == strengths


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("양측은 북핵 문제를 논의하고 국방 대화를 매년 열기로 했다.", ["국방 대화를 매년 열기로 했다"]),
        ("한 대통령은 린드 총리의 설명을 청취하고 방산 협력을 넓히기로 했다.", ["방산 협력을 넓히기로 했다"]),
        (
            "양측은 현안을 정기적으로 협의하고 결과를 공개하기로 했다.",
            ["현안을 정기적으로 협의하고", "결과를 공개하기로 했다"],
        ),
        ("두 정상은 협의체를 신설한다는 데 합의했다.", ["협의체를 신설한다는 데 합의했다"]),
        ("두 정상은 협정을 지켜야 한다는 데 합의했다.", []),
        ("대통령실은 자료를 내고 양국이 기금 조성에 합의했다고 발표했다.", ["양국이 기금 조성에 합의했다"]),
        ("린드 총리는 “기술 이전의 폭이 결정에 큰 영향을 줄 것”이라고 말했다.", []),
        ("린드 총리는 “당장 늘리기는 쉽지 않으나 청년 연수를 먼저 살피겠다”고 말했다.", ["청년 연수를 먼저 살피겠다"]),
        ("린드 총리는 “배를 더 사겠다”며 확약했다.", ["배를 더 사겠다"]),
        ("한 대통령은 “제 고향이 바로 그 옆”이라며 손을 잡았다.", []),
    ],
)
def test_what_was_talked_of_and_how_it_was_said_is_no_commitment(sentence, found):
    text = f"오스카 린드 스웨덴 총리는 17일 한도영 대통령과 회담했다. {sentence}"
    assert [c.content.text for c in read(text).commitments] == found


_MET = "한도영 대통령은 17일 카탈리나 로페스 칠레 대통령과 회담했다. "

STRENGTHS = [
    ("한 대통령은 “극지 연구선을 내어주겠다”고 말했다.", "pledged", "KOR"),
    ("로페스 대통령은 “항만 요금을 동결하겠다”고 말했다.", "pledged", "CHL"),
    ("로페스 대통령은 “다음 달 발파라이소 부두 공사를 시작하겠다”고 말했다.", "pledged", "CHL"),
    ("로페스 대통령은 “올해 안에 비준 절차를 마치겠다”고 말했다.", "pledged", "CHL"),
    ("로페스 대통령은 관세 환급을 앞당기겠다고 약속했다.", "pledged", "CHL"),
    ("로페스 대통령은 조기 비준을 약속했다.", "pledged", "CHL"),
    ("로페스 대통령은 “더는 유예 기간을 두지 않겠다”고 말했다.", "pledged", "CHL"),
    ("로페스 대통령은 “농가 지원을 계속해 나가겠다”고 말했다.", "pledged", "CHL"),
    ("로페스 대통령은 “우리 정부는 검역관을 더 보낼 것”이라고 말했다.", "pledged", "CHL"),
    ("로페스 대통령은 “철도 터는 정부가 마련하겠다”고 말했다.", "pledged", "CHL"),
    ("로페스 대통령은 “부산에 문화원을 열 계획이다”라고 말했다.", "planned", "CHL"),
    ("로페스 대통령은 “부산 영사관 개설을 추진하고 있다”고 말했다.", "planned", "CHL"),
    ("한 대통령은 “산불 감시 위성을 함께 쓰자”고 제안했다.", "proposed", "CHL+KOR"),
    ("한 대통령은 청년 교류 협정 체결을 제안했다.", "proposed", "CHL+KOR"),
    ("한 대통령은 “우리 선원들의 입국을 도와 달라”고 말했다.", "requested", "CHL"),
    ("로페스 대통령은 리튬 가공 공장에 투자해 달라고 요청했다.", "requested", "KOR"),
    ("로페스 대통령은 한국 기업의 참여를 당부했다.", "requested", "KOR"),
    ("한 대통령은 로페스 대통령을 제주로 초청했다.", "requested", "CHL"),
    ("로페스 대통령은 한 대통령의 답방 요청을 수락했다.", "pledged", "CHL"),
    ("두 정상은 어업 위원회를 신설하기로 했다.", "agreed", "CHL+KOR"),
    ("양측은 학위 인정에 합의했다.", "agreed", "CHL+KOR"),
    ("두 정상은 남극 기지를 함께 쓰겠다고 밝혔다.", "agreed", "CHL+KOR"),
    ("양국은 세관 자료를 교환하기로 뜻을 모았다.", "agreed", "CHL+KOR"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "strength", "owner"), rows(STRENGTHS))
def test_strength_and_owner(text, strength, owner):
    assert [found[:2] for found in made(_MET + text)] == [(strength, owner)]


NONE = [
    "양 정상은 내일 만찬에서 공급망을 논의할 예정이다.",
    "한 대통령은 18일 귀국할 예정이다.",
    "한 대통령은 “2년 전 체결한 협정이 잘 돌아가고 있다”고 말했다.",
    "한 대통령은 “지난해 약속한 연구선을 이미 보냈다”고 말했다.",
    "두 정상은 관세 인하에는 합의하지 못했다.",
    "두 정상은 공급망이 중요하다는 데 인식을 같이했다.",
    "로페스 대통령은 “교역이 더 늘기를 바란다”고 말했다.",
    "로페스 대통령은 “교역이 두 배로 늘어날 것”이라고 말했다.",
    "로페스 대통령은 “칠레 광부를 구해 준 은혜를 결코 잊지 않겠다”고 말했다.",
    "로페스 대통령은 “김치 맛을 오래 기억하겠다”고 말했다.",
    "한 대통령은 “합의를 깨면 반드시 대응하겠다”고 말했다.",
    "로페스 대통령은 “한국이 비용을 내기로 합의했다”고 주장했다.",
    "한 대통령은 “먼저 세 가지를 말씀드리겠다”고 말했다.",
    "칠레가 관세를 낮출 것이라는 전망이 나온다.",
    "정부가 리튬 투자를 늘릴 것으로 보인다.",
    "양국은 내년에 공동위원회를 열 예정이다.",
    "로페스 대통령은 “지금은 시장을 열기 어렵다”고 말했다.",
    "양측은 배상 문제에서 입장차만 확인했다.",
    "두 정상이 합의한 공동 연구센터가 17일 문을 열었다.",
    "로페스 대통령은 “한국의 방역을 높이 평가한다”고 말했다.",
]  # fmt: skip
WRONG_NONE: dict[str, str] = {}


@pytest.mark.parametrize("text", rows(NONE, WRONG_NONE))
def test_what_is_no_commitment(text):
    assert made(_MET + text) == []


SOFTENED = [
    ("양측은 조기 발효를 위해 노력하기로 했다.", True), ("양측은 해양 분야에서 협력하기로 했다.", True), ("두 정상은 공동 개발 방안을 모색하기로 했다.", True),
    ("로페스 대통령은 “인하 폭을 검토하겠다”고 말했다.", True), ("로페스 대통령은 “현지 애로를 살펴보겠다”고 말했다.", True),
    ("로페스 대통령은 “비준에 최선을 다하겠다”고 말했다.", True),
    ("양측은 해양 협력을 강화하기로 했다.", False), ("두 정상은 공동 연구소를 세우기로 했다.", False), ("로페스 대통령은 “인하 폭을 두 배로 늘리겠다”고 말했다.", False),
    ("로페스 대통령은 “검토를 끝내고 부두를 짓겠다”고 말했다.", False), ("양측은 협력 각서를 체결하기로 했다.", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "softened"), SOFTENED)
def test_softened(text, softened):
    assert {c.softened for c in read(_MET + text).commitments} == {softened}


OWNERS = [
    ("로페스 대통령은 “에너지 장관으로 하여금 사업을 맡게 하겠다”고 말했다.", [("pledged", "CHL")]),
    ("한 대통령은 “양국이 함께 조사선을 띄우겠다”고 말했다.", [("pledged", "CHL+KOR")]),
    ("로페스 대통령은 “우리 정부가 도로를 놓겠다”고 말했다.", [("pledged", "CHL")]),
    ("로페스 대통령은 “한국 정부가 차관을 늘려 달라”고 요청했다.", [("requested", "KOR")]),
    ("두 정상은 상설 사무국을 두고 정기 항로를 열기로 했다.", [("agreed", "CHL+KOR"), ("agreed", "CHL+KOR")]),
    ("두 정상은 농업, 산림, 수산 분야에서 공동 연구를 진행하기로 했다.", [("agreed", "CHL+KOR")]),
    ("두 정상은 사무국을 설치하고 정기 항로를 열기로 했다.", [("agreed", "CHL+KOR"), ("agreed", "CHL+KOR")]),
    ("로페스 대통령은 “비자를 간소화하고 수수료를 없애겠다”고 말했다.", [("pledged", "CHL"), ("pledged", "CHL")]),
    ("한 대통령이 “항공편을 늘리자”고 제안하자 로페스 대통령은 동의했다.", [("agreed", "CHL+KOR"), ("pledged", "CHL")]),
]  # fmt: skip


OWNERS += [
    ("칠레는 한국 기업과 철도를 놓기로 했다.", [("agreed", "CHL+KOR")]),
    ("칠레는 한국과 철도를 놓기로 했다.", [("agreed", "CHL+KOR")]),
]


@pytest.mark.parametrize(("text", "owners"), rows(OWNERS))
def test_owners_and_targets(text, owners):
    assert [found[:2] for found in made(_MET + text)] == owners


DUE = [
    ("로페스 대통령은 “2023년까지 부두를 완공하겠다”고 말했다.", "2023"), ("로페스 대통령은 “연내 비준을 마치겠다”고 말했다.", "2021"),
    ("두 정상은 늦어도 다음 달까지 특사를 교환하기로 했다.", "2021-09"), ("로페스 대통령은 “올 하반기에 전시회를 열겠다”고 말했다.", "2021-H2"),
    ("두 정상은 11월 4일 산티아고에서 공동위원회를 열기로 했다.", "2021-11-04"),
    ("로페스 대통령은 “내년부터 관세를 내리겠다”고 말했다.", None), ("로페스 대통령은 “부두를 짓겠다”고 말했다.", None),
    ("한 대통령은 “내년에 열리는 환경 정상회의에 참석해 달라”고 말했다.", None), ("로페스 대통령은 “5년간 묘목을 보내겠다”고 말했다.", None),
    ("로페스 대통령은 “내년에 의장국이 되면 이 안을 올리겠다”고 말했다.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), rows(DUE))
def test_due(text, value):
    reading = read(_MET + text)
    times = {time.id: time.value for time in reading.times}
    assert [times.get(c.due or "") for c in reading.commitments] == [value]


@pytest.mark.parametrize(("text", "condition"), [
    ("로페스 대통령은 “의회가 동의하면 부두를 넘기겠다”고 말했다.", "의회가 동의하면"),
    ("로페스 대통령은 “시추에 성공할 경우 지분을 나누겠다”고 말했다.", "시추에 성공할 경우"),
    ("로페스 대통령은 “조사가 끝나는 대로 자료를 보내겠다”고 말했다.", None),
    ("로페스 대통령은 “부두를 넘기겠다”고 말했다.", None),
])  # fmt: skip
def test_condition(text, condition):
    (found,) = read(_MET + text).commitments
    assert (found.condition.text if found.condition else None) == condition


RELEASE = "외교부는 8.17.(화) 서울에서 한-칠레 경제공동위원회를 개최하였다.\n"


@pytest.mark.parametrize(("line", "strengths"), [
    ("정부는 내년에 산티아고에 무역관을 개설할 계획이다.", ["planned"]), ("□ 외교부는 연내에 후속 협의를 개최할 예정임.", ["planned"]),
    ("양측은 다음 달 차기 회의를 논의할 예정이다.", []), ("참석자들은 18일 발파라이소 항을 방문할 예정이다.", []),
])  # fmt: skip
def test_a_ministry_s_own_plans(line, strengths):
    assert [found[0] for found in made(RELEASE + line, "press_release")] == strengths


def test_the_outlet_s_plans_are_none():
    assert made(_MET + "정부는 내년에 산티아고에 무역관을 개설할 계획이다.", "news") == []


def test_counterpart_and_statement():
    reading = read(
        _MET + "로페스 대통령은 “리튬 정련소를 함께 짓자”고 제안했다. 한 대통령은 “조사단을 보내겠다”고 답했다."
    )
    first, second = reading.commitments
    assert (first.counterpart, second.counterpart) == ((), ("CHL",))
    assert (first.statement, second.statement) == ("s1", "s2")
    assert [c.id for c in reading.commitments] == ["c1", "c2"]


def test_an_ask_of_who_takes_no_part_is_no_commitment():
    asked = "로페스 대통령은 미국에 관세 철회를 촉구했다. 한 대통령은 관세를 낮춰 달라고 말했다."
    assert [(s, o) for s, o, _ in made(_MET + asked)] == [("requested", "CHL")]


def test_the_counterpart_is_whom_the_words_were_said_to():
    text = _MET + "이어 오스카 린드 스웨덴 총리를 만났다. 린드 총리는 “배터리 공장을 짓겠다”고 말했다."
    assert [(c.owner, c.counterpart) for c in read(text).commitments] == [(("SWE",), ("KOR",))]


def said(words):
    after = "이라고" if words.endswith("것") else "고"
    return f"오스카 린드 스웨덴 총리는 17일 한도영 대통령과 회담했다. 린드 총리는 “{words}”{after} 말했다."


@pytest.mark.parametrize(
    ("words", "strengths"),
    [
        ("승객이 꾸준해 증편은 어렵지 않을 것", []),
        ("비준까지는 오래 걸리지 않을 것", []),
        ("누구도 이 흐름을 막지 못할 것", []),
        ("스웨덴 목재가 더 많이 오갈 것", []),
        ("스웨덴 국민이 이 다리를 자랑할 것", []),
        ("우리는 그 약속을 지켰다", []),
        ("새로운 조건을 내걸지는 않을 것", []),
        ("우리 정부는 관세를 더 줄일 것", ["pledged"]),
        ("지원을 줄이지 않을 것", ["pledged"]),
        ("비용은 우리가 책임질 것", ["pledged"]),
        ("오늘 회담에서 공급망 문제도 다루고자 한다", []),
        ("공급망 문제를 내년 회의에서 다루겠다", ["pledged"]),
        ("한국과의 우정을 소중히 여길 것", []),
        ("대사관 부지를 제공할 뜻이 있다", ["pledged"]),
        ("보증이 나오면 대금을 먼저 지급할 수 있다", ["pledged"]),
        ("길이 뚫리면 물류비를 줄일 수 있다", []),
        ("이 사업이 끝나면 두 나라에 큰 도움을 줄 수 있다", []),
        ("두 나라는 서로의 경험을 나눌 수 있다", []),
        ("스웨덴 의료진이 3년간 머물며 가르칠 것", ["pledged"]),
        ("작년에 한 약속을 지키겠다", ["pledged"]),
        ("한국이 설계도를 넘겨주면 그 대가로 통관 수수료를 3년 동안 감면할 수 있다", ["pledged"]),
        ("의회가 동의하면 출연금을 내년 예산에 반영할 수도 있다", ["pledged"]),
        ("부지를 먼저 골라 주는 조건으로 전기 요금을 낮출 수 있다", ["pledged"]),
        ("관세가 내려가면 소비자가 혜택을 나눌 수 있다", []),
        ("양보가 없으면 이 안을 받아들일 수 없다", []),
        ("따뜻하게 맞이하겠다", []),
        ("스톡홀름에 오시면 청어로 대접하겠다", []),
        ("발주를 제반 여건을 보아가며 늘려 나갈 생각이다", ["pledged"]),
        ("시장의 추이를 지켜보면서 물량을 정하겠다", ["pledged"]),
        ("도로를 넓히면서 다리도 놓겠다", ["pledged", "pledged"]),
        ("해마다 교사 300명을 초청하겠다", ["pledged"]),
        ("우리가 먼저 문을 열면 노르웨이도 따라올 것", []),
        ("한국이 의장국이 되는 데는 힘을 보태겠다", ["pledged"]),
    ],
)
def test_forecasts_and_refusals_are_no_pledges(words, strengths):
    assert [c.strength for c in read(said(words)).commitments] == strengths


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("양측은 정보를 나누고 훈련을 함께하는 등 공조를 넓히기로 했다.",
         ["정보를 나누고 훈련을 함께하는 등 공조를 넓히기로 했다"]),
        ("양측은 손을 맞잡고 우주 개발에 나서기로 했다.", ["손을 맞잡고 우주 개발에 나서기로 했다"]),
        ("양측은 국장급 회의를 열어 쟁점을 협의하고 연말까지 결론을 내기로 했다.",
         ["국장급 회의를 열어 쟁점을 협의하고", "연말까지 결론을 내기로 했다"]),
        ("양측은 외교 경로로 날짜를 협의하고 발표문을 내기로 했다.",
         ["외교 경로로 날짜를 협의하고", "발표문을 내기로 했다"]),
        ("양측은 내년 3월 열리는 박람회 준비를 논의하고 지원을 늘리기로 했다.", ["지원을 늘리기로 했다"]),
        ("양측은 세관 당국이 올린 보고를 청취하고 통관을 줄이기로 했다.", ["통관을 줄이기로 했다"]),
        ("양측은 교류의 중요성을 인식하고 정원을 늘리기로 했다.", ["정원을 늘리기로 했다"]),
        ("양측은 협의체를 만들자는 데 의견을 같이했다.", ["협의체를 만들자는 데 의견을 같이했다"]),
        ("양측은 교역이 늘고 있다는 데 의견을 같이했다.", []),
        ("양측은 협력을 넓히자는 데 공감했다.", []),
        ("양측은 위원회를 매년 연다는 데 합의를 이뤘다.", ["위원회를 매년 연다는 데 합의를 이뤘다"]),
        ("양측은 새 노선을 여는 방안에 합의점을 찾았다.", ["새 노선을 여는 방안에 합의점을 찾았다"]),
        ("양측은 협정을 3년 더 잇는 데 동의했다.", ["협정을 3년 더 잇는 데 동의했다"]),
        ("양측은 위원회를 2년마다 열도록 하였다.", ["위원회를 2년마다 열도록 하였다"]),
        ("양측은 관련 부처에 연말까지 방안을 마련할 것을 지시했다.",
         ["관련 부처에 연말까지 방안을 마련할 것을 지시했다"]),
        ("양측은 2019년 위원회를 열기로 했지만 감염병으로 무산됐다.", []),
        ("양측은 위원회를 열기로 했지만 날짜는 정하지 않았다.", ["위원회를 열기로 했지만"]),
        ("양측은 미세먼지에 함께 맞서자고 입을 모았다.", ["미세먼지에 함께 맞서자"]),
    ],
)  # fmt: skip
def test_what_both_sides_decide(sentence, found):
    text = f"오스카 린드 스웨덴 총리는 17일 한도영 대통령과 회담했다. {sentence}"
    assert made(text) == [("agreed", "KOR+SWE", words) for words in found]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("린드 총리는 관계 부처와 협의하겠다고 했다.", [("pledged", "SWE", "관계 부처와 협의하겠다")]),
        ("린드 총리는 관계 부처와 협의했다고 했다.", []),
        ("린드 총리는 수색을 계속할 것임을 확인했다.", [("pledged", "SWE", "수색을 계속할 것임을 확인했다")]),
        ("린드 총리는 수색이 계속될 것으로 내다봤다.", []),
        ("린드 총리는 백신 지원 의사를 전달했다.", [("pledged", "SWE", "백신 지원 의사를 전달했다")]),
        ("린드 총리는 감사 인사를 전달했다.", []),
        ("린드 총리는 구체적 방안은 외교장관에게 맡기겠다고 했다.", [("pledged", "SWE", "구체적 방안은 외교장관에게 맡기겠다")]),
        ("한 대통령은 린드 총리로부터 세관 절차를 줄이겠다는 확답을 얻었다.", [("pledged", "SWE", "세관 절차를 줄이겠다")]),
        ("한 대통령은 직원들에게 답을 준비하도록 지시했다.", []),
        ("한 대통령이 백신을 요청하자 린드 총리는 “그럽시다”라고 했다.",
         [("requested", "SWE", "백신을 요청하자"), ("pledged", "SWE", "그럽시다")]),
        ("린드 총리는 한 대통령에게 걱정 말라고 답했다.", []),
    ],
)  # fmt: skip
def test_what_one_side_takes_on(sentence, found):
    assert made(f"오스카 린드 스웨덴 총리는 17일 한도영 대통령과 회담했다. {sentence}") == found
