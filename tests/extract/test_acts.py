"""What a clause does: every rule of acts.yaml and courtesy.yaml both ways, and the reporting verbs of coverage.md."""

import pytest
from tests.extract.statement_texts import case, check, read, want
from tests.rows import rows

from hoedam.evaluation.examples.common import frame
from hoedam.extract.acts import act_rules, clause_rule, compile_pattern, split_clauses
from hoedam.extract.courtesy import courtesy_rule, courtesy_rules


def deciding(text: str) -> str:
    """The rule that decides a clause."""
    seen = frame(text)
    return clause_rule(seen, 0, len(seen), text).id


# what the rules are known not to decide as their tables say
WRONG: dict[str, str] = {}
WRONG_COUNTER: dict[str, str] = {}


@pytest.mark.parametrize("rule", rows(act_rules(), WRONG))
def test_a_rule_decides_its_examples(rule):
    assert rule.source
    assert rule.examples
    assert {text: deciding(text) for text in rule.examples} == dict.fromkeys(rule.examples, rule.id)


@pytest.mark.parametrize("rule", rows(act_rules(), WRONG_COUNTER))
def test_a_rule_does_not_decide_its_counterexamples(rule):
    assert rule.id not in {deciding(text) for text in rule.counterexamples}


def _small_talk(rule, text):
    return any((found := courtesy_rule(act, text)) and found.id == rule.id for act in rule.acts)


@pytest.mark.parametrize("rule", [r for r in courtesy_rules() if r.words], ids=lambda rule: rule.id)
def test_courtesy_both_ways(rule):
    assert rule.examples
    assert rule.counterexamples
    assert all(_small_talk(rule, text) for text in rule.examples)
    # a counterexample holds no word of the rule, or an act that the rule does not know
    own = {text: deciding_act(text) for text in rule.counterexamples}
    assert not [text for text, act in own.items() if (r := courtesy_rule(act, text)) and r.id == rule.id]


def deciding_act(text: str) -> str:
    """What a clause does."""
    seen = frame(text)
    return clause_rule(seen, 0, len(seen), text).act


def test_the_first_rule_decides():
    ids = [rule.id for rule in act_rules()]
    assert ids[-1] == "inform.plain"
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("pattern", "code", "matches"), [
    ("자/F", " 만들/V 자/F", True), ("자/F", " 만들/V 자/E", False), ("감사하|고맙/V", " 고맙/V", True),
    ("기/T 를/J? 바라/V", " 기/T 바라/V", True), ("_ 겠/P", " 하/V 겠/P", True), ("*/N 이/V", " 미래/N 이/V", True),
    ("우려/N ... 있/V", " 우려/N 를/J 갖/V 고/E 있/V", True), ("우려/N ... 있/V", " 걱정/N 있/V", False),
])  # fmt: skip
def test_the_pattern_language(pattern, code, matches):
    import re

    assert bool(re.search(compile_pattern(pattern) + r"\Z", code)) is matches


@pytest.mark.parametrize(("text", "count"), [
    ("공장을 짓고 사람을 뽑겠다", 2), ("공장을 짓고 있다", 1), ("배우고 싶다", 1), ("환영하며 더 큰 성과를 기대한다", 2),
    ("감사하지만 아직 이르다", 2), ("통역을 데리고 왔다", 1), ("쉬지 않고 달려왔다", 1), ("교역이 늘었으나 적자도 커졌다", 2),
])  # fmt: skip
def test_clauses(text, count):
    seen = frame(text)
    assert len(split_clauses(seen, 0, len(seen))) == count


# -- endings: the content's own ending decides ----------------------------------------------------

ENDINGS = [
    ("thank", "구조대를 보내 준 데 감사한다"), ("thank", "어려울 때 손을 잡아 줘서 고맙다"), ("thank", "깊은 사의를 표합니다"),
    ("congratulate", "수교 50주년을 축하한다"), ("congratulate", "당선을 진심으로 축하드립니다"), ("congratulate", "독립기념일에 축하를 보낸다"),
    ("welcome", "협정의 비준을 환영한다"), ("welcome", "다시 만나 반갑다"), ("welcome", "직항이 열린 것을 뜻깊게 생각한다"),
    ("praise", "난민을 받아들인 결단을 높이 평가한다"), ("praise", "복원 속도가 놀랍다"), ("praise", "참으로 훌륭한 성과다"),
    ("praise", "한국의 방역에 깊은 인상을 받았다"),
    ("condole", "태풍 희생자들에게 애도를 표한다"), ("condole", "유족께 위로의 말씀을 드린다"), ("condole", "산불 피해를 입은 주민들을 위로한다"),
    ("regret", "준비한 공연을 다 보여 드리지 못해 아쉽다"), ("regret", "사고로 일정을 줄인 것을 안타깝게 생각한다"), ("regret", "회의가 무산돼 유감이다"),
    ("concern", "해협의 긴장이 높아지는 것을 우려한다"), ("concern", "곡물값이 걱정스럽다"), ("concern", "무력 충돌 가능성에 우려를 금할 수 없다"),
    ("criticise", "이번 발사를 규탄한다"), ("criticise", "힘으로 국경을 바꾸려는 시도를 용납할 수 없다"), ("criticise", "결의 위반을 강력히 비판한다"),
    ("inform", "공장은 지난달 문을 열었다"), ("inform", "유학생이 2만 명을 넘었다"), ("inform", "실무진이 문안을 다듬고 있다"),
    ("inform", "디지털 여권에 관심이 많다"), ("inform", "합의했다는 말은 사실이 아니다"),
    ("assess", "관계가 한 단계 올라섰다고 본다"), ("assess", "공동 연구가 꼭 필요하다"), ("assess", "공급망을 다시 짜야 한다"),
    ("assess", "교역이 두 배로 늘어날 것"), ("assess", "두 나라가 함께하면 시장을 이끌 수 있다"), ("assess", "협력이 순조롭게 이뤄지고 있다"),
    ("concur", "말씀하신 원칙에 전적으로 공감한다"), ("concur", "우리 생각도 같다"), ("concur", "그 점에서는 의견이 같다"),
    ("support", "총장 후보를 지지한다"), ("support", "하나의 원칙을 재확인한다"), ("support", "평화 구상에 변함없는 지지를 보낸다"),
    ("propose", "위성을 함께 쏘자"), ("propose", "실무 협의를 시작합시다"), ("propose", "공동 기금을 만들 것을 제안한다"),
    ("propose", "달마다 통화하는 것이 어떻겠느냐"),
    ("request", "우리 선원들을 돌봐 달라"), ("request", "통관을 서둘러 주기 바란다"), ("request", "현지 기업에 관심을 가져 주십시오"),
    ("request", "각별한 배려를 당부드린다"), ("request", "협조를 부탁드린다"), ("request", "조속한 석방을 촉구한다"), ("request", "교민을 먼저 살피라"),
    ("request", "도와주시면 감사하겠다"), ("request", "군의관의 파견을 요청드린다"),
    ("invite", "내년 봄 서울을 방문해 달라"), ("invite", "총리를 국빈으로 모시고 싶다"), ("invite", "편한 때에 산티아고를 방문해 주시기 바란다"),
    ("ask", "비준은 언제쯤 끝나는가"), ("ask", "어떤 품목을 원하느냐"), ("ask", "다음 회의는 어디서 열립니까"),
    ("hope", "교류가 더 활발해지기를 바란다"), ("hope", "새로운 길이 열리기를 기대한다"), ("hope", "그 경험을 배우고 싶다"),
    ("hope", "올해 안에 타결되면 좋겠다"), ("hope", "직접 볼 수 있기를 고대한다"),
    ("pledge", "예산을 두 배로 늘리겠다"), ("pledge", "끝까지 함께해 나가겠습니다"), ("pledge", "청년 일자리를 챙길 것을 약속한다"),
    ("pledge", "내년에 대사관을 열 계획이다"), ("pledge", "자금을 댈 용의가 있다"), ("pledge", "지원을 아끼지 않겠다"),
    ("pledge", "더는 폐기물을 들여보내지 않겠다"), ("pledge", "모든 노력을 다할 것이다"), ("pledge", "우리 정부는 지원을 이어갈 것이다"),
    ("pledge", "돌아가는 대로 서류를 보내마"),
    ("accept", "초청을 기쁘게 수락한다"), ("accept", "그렇게 하겠다"), ("accept", "제안을 흔쾌히 받아들이겠다"),
    ("reject", "지금은 받아들일 수 없다"), ("reject", "올해 안에는 어렵다"), ("reject", "추가 협상은 고려하지 않는다"),
    ("reject", "기지 이전은 수용하기 어렵다"), ("reject", "그 문서에는 서명하지 않겠다"),
    ("warn", "선을 넘으면 단호히 대응하겠다"), ("warn", "합의를 깨면 대가를 치르게 될 것"), ("warn", "도발이 이어질 경우 책임을 묻겠다"),
]  # fmt: skip

OPEN_ENDINGS: dict[str, str] = {
    "참으로 훌륭한 성과다": "an adjective of praise before a noun (훌륭한 성과다)",
    "협력이 순조롭게 이뤄지고 있다": "frames.py folds XSA, not XSA-I, so 순조롭 is not folded",
}


@pytest.mark.parametrize(("act", "words"), rows(ENDINGS, OPEN_ENDINGS, name=1))
def test_the_ending_decides(act, words):
    reading = read(f"카탈리나 로페스 칠레 대통령은 “{words}”라고 말했다.")
    assert [a.act for a in reading.statements[0].acts] == [act]


# -- reporting verbs, as coverage.md counts them: what they tell where the content is open ------------------------

V = "한도영 대통령은 "

VERBS = [
    ("pledge", "“관세 환급을 늘리겠다”고 강조했다"), ("reject", "“지금 단계에서는 어렵다”고 답했다"), ("thank", "“도와줘서 고맙다”고 덧붙였다"),
    ("request", "선박 억류를 풀어 달라고 강조했다"), ("hope", "곧 다시 만나기를 바란다고 밝혔다"), ("propose", "산불 감시를 같이 하자고 역설했다"),
    ("inform", "송유관은 이미 복구됐다고 설명했다"), ("inform", "통화는 20분 동안 이뤄졌다고 소개했다"), ("inform", "현지 상황은 안정적으로 관리되고 있다고 전했다"),
    ("assess", "공급망의 안정이 무엇보다 중요하다고 역설했다"), ("assess", "항로 안전이 걸린 문제라고 지적했다"), ("assess", "신뢰의 회복을 강조했다"),
    ("assess", "공동 훈련의 중요성을 역설했다"),
    ("pledge", "항공 자유화를 앞당기기로 결정했다"),
    ("request", "현지 진출 기업에 대한 관심을 당부했다"), ("request", "조속한 송환을 요청했다"), ("request", "어선의 안전한 귀환을 촉구했다"),
    ("request", "원유의 안정적 공급을 부탁했다"), ("request", "책임 있는 자세를 요구했다"), ("request", "병력을 물리라고 촉구했다"),
    ("assess", "이번 협정을 새 출발이라고 평가했다"), ("praise", "현지 의료진의 헌신을 높이 평가했다"), ("assess", "지난 10년의 성과를 평가했다"),
    ("thank", "장병들의 구조 활동에 사의를 표했다"), ("thank", "교민을 대피시켜 준 데 감사의 뜻을 전했다"), ("thank", "병상을 내준 데 대해 감사했다"),
    ("accept", "답방 초청을 수락했다"), ("accept", "공동 조사에 동의했다"), ("accept", "중재안을 받아들였다"),
    ("hope", "조속한 발효에 기대를 나타냈다"), ("hope", "한류가 다리가 되기를 희망했다"), ("hope", "선수단의 선전을 기원했다"),
    ("concur", "디지털 전환이 시급하다는 데 공감했다"), ("concur", "대화가 먼저라는 데 인식을 같이했다"), ("concur", "국제 질서가 지켜져야 한다는 데 뜻을 같이했다"),
    ("welcome", "휴전 소식을 환영했다"), ("condole", "지진 피해에 위로의 뜻을 전했다"), ("congratulate", "재선을 축하했다"),
    ("condole", "희생자들에게 애도를 표했다"), ("welcome", "항로 재개에 환영의 뜻을 밝혔다"),
    ("propose", "공동 방역 기구를 제안했다"), ("propose", "고위급 회의를 정례화하자고 제안했다"), ("invite", "총리 부부를 제주로 초청했다"),
    ("support", "유엔 사무총장 후보에 지지를 표명했다"), ("support", "비핵화 원칙을 재확인했다"), ("pledge", "재건 기금을 약속했다"),
    ("pledge", "예산 증액을 다짐했다"),
    ("concern", "해협의 군사 활동에 우려를 표명했다"), ("criticise", "민간 시설 공격을 규탄했다"), ("criticise", "일방적 발표에 항의했다"),
    ("reject", "기지 사용 연장에 난색을 표했다"), ("regret", "공연 취소에 아쉬움을 나타냈다"), ("warn", "추가 도발 시 좌시하지 않겠다고 경고했다"),
    ("assess", "동맹의 전환점이라고 의미를 부여했다"), ("assess", "투자 환경의 예측 가능성이 문제라고 짚었다"),
    ("inform", "합의한 적이 없다고 주장했다"), ("ask", "어느 항구를 쓸 수 있느냐고 물었다"), ("inform", "두 나라가 협상 중이라고 확인했다"),
]  # fmt: skip

OPEN_VERBS: dict[str, str] = {}


@pytest.mark.parametrize(("act", "words"), rows(VERBS, OPEN_VERBS, name=1))
def test_the_reporting_verb(act, words):
    reading = read(V + words + ".")
    assert [[a.act for a in s.acts] for s in reading.statements] == [[act]]


# -- several acts, narrated verbs under 기로 하다, courtesy ---------------------------------------------------------

SEVERAL = [
    case("welcome-and-hope", "한도영 대통령은 “제철소가 준공된 것을 기쁘게 생각하며, 수소까지 협력이 넓어지기를 바란다”고 말했다.",
         want("한도영", "direct", "제철소가 준공된 것을 기쁘게 생각하며, 수소까지 협력이 넓어지기를 바란다", "welcome hope")),
    case("inform-and-request", "라울 멘데스 페루 대통령은 “어항은 다 지었으니 냉동 창고를 도와 달라”고 말했다.",
         want("라울 멘데스", "direct", "어항은 다 지었으니 냉동 창고를 도와 달라", None)),
    case("bare-ending-shares-the-mood", "오스카 린드 스웨덴 총리는 “배터리 공장을 넓히고 기술학교를 세우겠다”고 말했다.",
         want("오스카 린드", "direct", "배터리 공장을 넓히고 기술학교를 세우겠다", "pledge pledge")),
    case("complement-reaches-back", "오스카 린드 스웨덴 총리는 “청년들이 오가고 대학이 손잡는 것을 환영한다”고 말했다.",
         want("오스카 린드", "direct", "청년들이 오가고 대학이 손잡는 것을 환영한다", "welcome")),
    case("thanks-and-regret", "카밀 노바크 폴란드 총리는 “신속한 인도에 감사하지만 정비 부품이 늦은 것은 아쉽다”고 말했다.",
         want("카밀 노바크", "direct", "신속한 인도에 감사하지만 정비 부품이 늦은 것은 아쉽다", "thank regret")),
    case("per-sentence", "다우드 오마르 케냐 대통령은 “먼 길에 감사하다. 우물이 말랐다. 담수 시설을 도와 달라”고 말했다.",
         want("다우드 오마르", "direct", "먼 길에 감사하다. 우물이 말랐다. 담수 시설을 도와 달라", "thank inform request")),
    case("two-sentences-that-do-the-same-are-two-acts", "다우드 오마르 케냐 대통령은 “철도를 놓겠다. 항만도 넓히겠다”고 말했다.",
         want("다우드 오마르", "direct", "철도를 놓겠다. 항만도 넓히겠다", "pledge pledge")),
    case("the-other-side-s-act-wished-for", "카탈리나 로페스 칠레 대통령은 한도영 대통령에게 “한국 기업의 참여를 바란다”고 말했다.",
         want("카탈리나 로페스", "direct", "한국 기업의 참여를 바란다", "request")),
    case("nobody-in-particular", "카탈리나 로페스 칠레 대통령은 한도영 대통령에게 “교역이 늘기를 바란다”고 말했다.",
         want("카탈리나 로페스", "direct", "교역이 늘기를 바란다", "hope")),
    case("decided-to-recognise", "한국과 칠레가 회담했다. 양측은 검사 결과를 서로 인정하기로 했다.",
         want("CHL+KOR", "narrated", "검사 결과를 서로 인정하기로 했다", "agree")),
    case("decided-to-support", "한국과 칠레가 회담했다. 양측은 상대국의 이사국 진출을 지지하기로 했다.",
         want("CHL+KOR", "narrated", "상대국의 이사국 진출을 지지하기로 했다", "agree")),
    case("decided-to-request", "한국과 칠레가 회담했다. 양측은 국제기구에 공동 조사를 요청하기로 했다.",
         want("CHL+KOR", "narrated", "국제기구에 공동 조사를 요청하기로 했다", "agree")),
    case("decided-to-invite", "한국과 칠레가 회담했다. 양국은 해마다 교사 백 명을 초청하기로 했다.",
         want("CHL+KOR", "narrated", "해마다 교사 백 명을 초청하기로 했다", "agree")),
    case("agreed-inside-one-s-words", "한도영 대통령은 “우리는 세관 자료를 나누기로 했다”고 말했다.",
         want("한도영", "direct", "우리는 세관 자료를 나누기로 했다", "agree")),
    case("concur-inside-one-s-words", "한도영 대통령은 “우리 두 정상은 대화가 먼저라는 데 의견을 같이했다”고 말했다.",
         want("한도영", "direct", "우리 두 정상은 대화가 먼저라는 데 의견을 같이했다", "concur"),
         fails="의견을 같이했다 inside one speaker's words is taken for an agreement"),
    case("contested-is-inform", "오스카 린드 스웨덴 총리는 “한국이 비용을 전액 부담하기로 합의했다”고 주장했다.",
         want("오스카 린드", "direct", "한국이 비용을 전액 부담하기로 합의했다", "inform")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wants"), SEVERAL)
def test_clauses_and_owners(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("words", "courtesy"), [
    ("귀국 축구 대표팀의 경기가 멋졌다", True), ("비빔밥이 입맛에 맞았다", True), ("먼 길을 와 주셔서 감사하다", True),
    ("서울의 단풍이 참으로 아름답다", True), ("왕비께 안부를 전해 달라", True), ("따뜻한 환대에 감사한다", True),
    ("국방 협력에 감사한다", False), ("내년에 산티아고를 방문해 달라", False), ("체육 교류를 넓히겠다", False),
    ("식량 원조에 감사한다", False), ("기상 자료를 나누자", False), ("갈비를 세 대나 먹었다", True), ("한국산 갈비의 수입을 늘리겠다", False),
    ("소나기가 그치니 무지개가 떴다", True), ("폭우로 다리가 끊겨 피해가 크다", False), ("골목을 걸으니 동화 같았다", True),
    ("두 분의 건강과 행복을 기원한다", True), ("국민의 건강을 지킬 협력을 바란다", False), ("대통령의 우리말 인사가 유창해 놀랐다", True),
    ("산티아고에 오시면 정성껏 맞이하겠다", True), ("이번 방문을 계기로 약정이 맺어진 것을 환영한다", False),
    ("첫 만남의 기억이 생생하다", True), ("드라마 공동 제작을 위한 협정을 환영한다", False),
])  # fmt: skip
def test_courtesy_in_a_text(words, courtesy):
    reading = read(f"카탈리나 로페스 칠레 대통령은 “{words}”고 말했다.")
    assert [a.courtesy for a in reading.statements[0].acts] == [courtesy]
    assert not courtesy or not reading.commitments
