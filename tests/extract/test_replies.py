"""Who answers whom (definitions, section 4): where the text marks it, and only there."""

import pytest
from tests.extract.statement_texts import case, check, want

MARKED = [
    case("at-that", "한도영 대통령은 “뱃길을 열자”고 말했다. 이에 다우드 오마르 케냐 대통령은 “항구가 기다린다”고 말했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("다우드 오마르", "direct", "항구가 기다린다", reply=1)),
    case("at-that-about", "한도영 대통령은 “뱃길을 열자”고 말했다. 이에 대해 다우드 오마르 케냐 대통령은 “항구가 기다린다”고 말했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("다우드 오마르", "direct", "항구가 기다린다", reply=1)),
    case("x-at-that", "다우드 오마르 케냐 대통령은 “항구를 넓혀 달라”고 말했다. 한도영 대통령은 이에 “조사단부터 보내겠다”고 했다.",
         want("다우드 오마르", "direct", "항구를 넓혀 달라", "request"), want("한도영", "direct", "조사단부터 보내겠다", "pledge", reply=1)),
    case("haja", "오스카 린드 스웨덴 총리가 “소형 원자로에 관심이 많다”고 하자 한도영 대통령은 “실증로를 보여 드리겠다”고 했다.",
         want("오스카 린드", "direct", "소형 원자로에 관심이 많다", "inform"), want("한도영", "direct", "실증로를 보여 드리겠다", "pledge", reply=1)),
    case("haja-indirect", "오스카 린드 스웨덴 총리가 연구소를 함께 짓자고 하자 한도영 대통령은 좋은 생각이라고 말했다.",
         want("오스카 린드", "indirect", "연구소를 함께 짓자", "propose"), want("한도영", "indirect", "좋은 생각이라", reply=1)),
    case("asked-and-then", "라울 멘데스 페루 대통령이 어선 안전장비를 요청하자 한도영 대통령은 “내년 예산에 담겠다”고 했다.",
         want("라울 멘데스", "narrated", "어선 안전장비를 요청하자", "request"), want("한도영", "direct", "내년 예산에 담겠다", "pledge", reply=1)),
    case("answered", "토마스 베리 호주 총리는 “핵심광물을 나누자”고 했다. 한도영 대통령은 “기꺼이 그러자”고 답했다.",
         want("토마스 베리", "direct", "핵심광물을 나누자", "propose"), want("한도영", "direct", "기꺼이 그러자", reply=1)),
    case("answered-in-kind", "토마스 베리 호주 총리는 “캔버라는 늘 열려 있다”고 했다. 한도영 대통령은 “서울도 같다”고 화답했다.",
         want("토마스 베리", "direct", "캔버라는 늘 열려 있다"), want("한도영", "direct", "서울도 같다", reply=1)),
    case("refusal-answered", "바트 에르덴 몽골 대통령은 차관 금리를 낮춰 달라고 요청했다. 민서영 외교부 장관은 “당장은 어렵다”고 답했다.",
         want("바트 에르덴", "indirect", "차관 금리를 낮춰 달라", "request"), want("민서영", "direct", "당장은 어렵다", "reject", reply=1)),
    case("for-having-asked", "바트 에르덴 몽골 대통령이 병원 건립을 요청한 데 대해 한도영 대통령은 “부지만 정해 달라”고 했다.",
         want("바트 에르덴", "narrated", "병원 건립을 요청한", "request"), want("한도영", "direct", "부지만 정해 달라", "request", reply=1)),
    case("accepted", "한도영 대통령은 카탈리나 로페스 칠레 대통령을 서울로 초청했다. 로페스 대통령은 이를 수락했다.",
         want("한도영", "narrated", "카탈리나 로페스 칠레 대통령을 서울로 초청했다", "invite"),
         want("카탈리나 로페스", "narrated", "수락했다", "accept", reply=1)),
    case("every-statement-of-the-sentence",
         "카밀 노바크 폴란드 총리는 “인도를 앞당겨 달라”고 했다. 이에 한도영 대통령은 “공장을 밤에도 돌리겠다”며 “걱정하지 마시라”고 말했다.",
         want("카밀 노바크", "direct", "인도를 앞당겨 달라", "request"),
         want("한도영", "direct", "공장을 밤에도 돌리겠다", "pledge", reply=1), want("한도영", "direct", "걱정하지 마시라", reply=1)),
    case("the-earlier-one-that-it-names",
         "다우드 오마르 케냐 대통령은 “지열 발전소의 시추 자금을 빌려 달라”고 했다. 이어 “장학생도 늘려 달라”고 했다. "
         "이에 한도영 대통령은 “지열 발전소 시추 자금은 내년에 지원하겠다”고 답했다.",
         want("다우드 오마르", "direct", "지열 발전소의 시추 자금을 빌려 달라", "request"),
         want("다우드 오마르", "direct", "장학생도 늘려 달라", "request"),
         want("한도영", "direct", "지열 발전소 시추 자금은 내년에 지원하겠다", "pledge", reply=1)),
    case("to-the-words-of", "“전력이 모자란다”는 다우드 오마르 케냐 대통령의 말에 한도영 대통령은 “태양광 단지를 짓겠다”고 했다.",
         want("다우드 오마르", "direct", "전력이 모자란다"), want("한도영", "direct", "태양광 단지를 짓겠다", "pledge", reply=1)),
    case("bare-consent", "한도영 대통령은 입찰 자료를 미리 보내 달라고 요청했고, 오스카 린드 스웨덴 총리는 그러겠다고 했다.",
         want("한도영", "indirect", "입찰 자료를 미리 보내 달라", "request"), want("오스카 린드", "indirect", "그러겠다", "accept", reply=1)),
    case("an-offer-taken-up-by-its-verb", "한도영 대통령이 항로를 늘려 달라고 했다. 오스카 린드 스웨덴 총리는 조사단을 먼저 꾸리자는 제안에는 선뜻 동의했다.",
         want("한도영", "indirect", "항로를 늘려 달라", "request"),
         want("오스카 린드", "narrated", "조사단을 먼저 꾸리자는 제안에는 선뜻 동의했다", "accept", reply=1)),
    case("echoed", "한도영 대통령은 국방 장비의 공동 연구를 제안했고, 오스카 린드 스웨덴 총리는 흔쾌히 동의했다.",
         want("한도영", "narrated", "국방 장비의 공동 연구를 제안했고", "propose"),
         want("오스카 린드", "narrated", "흔쾌히 동의했다", "accept", reply=1)),
]  # fmt: skip

_ASKS = "한도영 대통령은 17일 다우드 오마르 케냐 대통령과 회담했다. 오마르 대통령은 “항구를 넓혀 달라”고 했다. "
_ASKED = want("다우드 오마르", "direct", "항구를 넓혀 달라", "request")

NOBODY_NAMED = [
    case("at-that-alone", _ASKS + "이에 “조사단부터 보내겠다”고 답했다.",
         _ASKED, want("한도영", "direct", "조사단부터 보내겠다", "pledge", reply=1, basis="reply", certain=None)),
    case("answered-alone", _ASKS + "이에 대해 “조사단부터 보내겠다”고 화답했다.",
         _ASKED, want("한도영", "direct", "조사단부터 보내겠다", "pledge", reply=1, basis="reply", certain=None)),
    case("refused-alone", _ASKS + "이에 “당장은 어렵다”고 난색을 보였다.",
         _ASKED, want("한도영", "direct", "당장은 어렵다", "reject", reply=1, basis="reply", certain=None)),
]  # fmt: skip

UNMARKED = [
    case("only-next-to-each-other", "한도영 대통령은 “뱃길을 열자”고 말했다. 다우드 오마르 케냐 대통령은 “항구를 넓히겠다”고 말했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("다우드 오마르", "direct", "항구를 넓히겠다", "pledge", reply=0)),
    case("meanwhile", "한도영 대통령은 “뱃길을 열자”고 말했다. 한편 다우드 오마르 케냐 대통령은 “항구를 넓히겠다”고 말했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("다우드 오마르", "direct", "항구를 넓히겠다", "pledge", reply=0)),
    case("accordingly-is-no-reply", "한도영 대통령은 “뱃길을 열자”고 말했다. 이에 따라 양측은 실무 협의를 시작하기로 했다. 다우드 오마르 케냐 대통령이 17일 방한했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("KEN+KOR", "narrated", "실무 협의를 시작하기로 했다", "agree", reply=0)),
    case("before-that-is-no-reply", "한도영 대통령은 “뱃길을 열자”고 말했다. 이에 앞서 다우드 오마르 케냐 대통령은 “항구를 넓히겠다”고 말했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("다우드 오마르", "direct", "항구를 넓히겠다", "pledge", reply=0)),
    case("answer-to-the-press", "한도영 대통령은 취재진의 질문에 “곧 만나겠다”고 답했다.",
         want("한도영", "direct", "곧 만나겠다", "pledge", reply=0)),
    case("same-speaker-goes-on", "한도영 대통령은 “뱃길을 열자”고 말했다. 이에 대해 “기업이 먼저 원했다”고 설명했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("한도영", "direct", "기업이 먼저 원했다", "inform", reply=0)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wants"), MARKED)
def test_marked(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), NOBODY_NAMED)
def test_an_answer_without_a_subject_is_the_other_one_s(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), UNMARKED)
def test_unmarked(text, wants):
    check(text, wants)
