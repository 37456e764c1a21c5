"""What was said and in which form: the forms and quotation forms of definitions.md and coverage.md, and what is none."""

import pytest
from tests.extract.statement_texts import case, check, read, want
from tests.rows import rows

DIRECT = [
    case("one-cue", "민서영 외교부 장관은 “칠레와의 리튬 공급 협정을 올해 안에 매듭짓겠다”고 밝혔다.",
         want("민서영", "direct", "칠레와의 리튬 공급 협정을 올해 안에 매듭짓겠다", "pledge", basis="subject")),
    case("a-frame-is-no-content", "라울 멘데스 페루 대통령은 방산 협력에 대해서는 “이미 신뢰가 쌓였다”고 말했다.",
         want("라울 멘데스", "direct", "이미 신뢰가 쌓였다")),
    case("straight-marks", '오스카 린드 스웨덴 총리는 "수소 환원 제철 기술을 공개하겠다"고 했다.',
         want("오스카 린드", "direct", "수소 환원 제철 기술을 공개하겠다", "pledge")),
    case("polite-style", "카밀 노바크 폴란드 총리는 “양국의 국방 협력은 이제 시작입니다”라고 말했습니다.",
         want("카밀 노바크", "direct", "양국의 국방 협력은 이제 시작입니다")),
    case("subject-far-away",
         "다우드 오마르 케냐 대통령은 이날 오후 나이로비 대통령궁에서 취재진 오십여 명이 지켜보는 가운데 열린 공동언론발표에서 "
         "“몸바사 항만 확장에 한국 기업의 참여를 바란다”고 말했다.",
         want("다우드 오마르", "direct", "몸바사 항만 확장에 한국 기업의 참여를 바란다", "request")),
    case("subject-behind-the-words", "“국경 검문소를 하나 더 열겠다”고 바트 에르덴 몽골 대통령은 밝혔다.",
         want("바트 에르덴", "direct", "국경 검문소를 하나 더 열겠다", "pledge")),
    case("rare-verb", "하산 알리프 인도네시아 외교장관은 “니켈 수출 문제는 급히 풀 일이 아니다”라고 일갈했다.",
         want("하산 알리프", "direct", "니켈 수출 문제는 급히 풀 일이 아니다")),
    case("rare-verb-warned-off", "토마스 베리 호주 총리는 “숫자 놀음을 할 때가 아니다”라며 목소리를 높였다.",
         want("토마스 베리", "direct", "숫자 놀음을 할 때가 아니다")),
    case("gesture-for-a-verb", "카탈리나 로페스 칠레 대통령은 “참으로 긴 하루였다”고 운을 뗐다.",
         want("카탈리나 로페스", "direct", "참으로 긴 하루였다")),
    case("written", "카탈리나 로페스 칠레 대통령은 방명록에 “두 나라의 우정이 바다보다 깊다”고 적었다.",
         want("카탈리나 로페스", "direct", "두 나라의 우정이 바다보다 깊다")),
]  # fmt: skip

INDIRECT = [
    case("behind-the-event-where-it-was-said",
         "오스카 린드 스웨덴 총리는 2일(현지시간) 예테보리에서 열린 국제해양전시회(IME) 개막식에서 해저 터널 비용을 대겠다고 밝혔다.",
         want("오스카 린드", None, "해저 터널 비용을 대겠다", "pledge")),
    case("behind-talks-held",
         "오스카 린드 스웨덴 총리는 14일 오슬로에서 하랄 베르그 노르웨이 총리와 회담하고 해저 터널 비용을 대겠다는 방침을 밝혔다.",
         want("오스카 린드", None, "해저 터널 비용을 대겠다", "pledge")),
    case("behind-talks-with-somebody",
         "한도영 대통령은 14일 오후 오스카 린드 스웨덴 총리와의 회담에서 방산 전시회 공동 개최를 제안했다.",
         want("한도영", "narrated", "방산 전시회 공동 개최를 제안했다", "propose")),
    case("a-wish-that-they-give",
         "오스카 린드 스웨덴 총리는 한국이 유학생 비자를 늘려 줄 것을 희망했다. 한도영 대통령은 지역 균형에 도움을 줄 것을 기대했다.",
         want("오스카 린드", "narrated", "한국이 유학생 비자를 늘려 줄 것을 희망했다", "request"),
         want("한도영", "narrated", "지역 균형에 도움을 줄 것을 기대했다", "hope")),
    case("behind-a-press-conference",
         "오스카 린드 스웨덴 총리는 16일 정례 회견에서 터널 조사단을 보내겠다고 말했다.",
         want("오스카 린드", "indirect", "터널 조사단을 보내겠다", "pledge")),
    case("an-act-that-only-closes",
         "오스카 린드 스웨덴 총리는 공기가 너무 짧다며 난색을 보였다.",
         want("오스카 린드", "indirect", "공기가 너무 짧다", "reject")),
    case("a-view-shared-over-a-clause",
         "두 정상은 어족 자원이 줄고 있다는 인식을 공유했다. 한도영 대통령이 오스카 린드 스웨덴 총리를 만났다.",
         want("한도영+오스카 린드", "narrated", "어족 자원이 줄고 있다는 인식을 공유했다", "concur")),
    case("pledge", "토마스 베리 호주 총리는 액화천연가스를 예정대로 공급하겠다고 약속했다.",
         want("토마스 베리", "indirect", "액화천연가스를 예정대로 공급하겠다", "pledge")),
    case("request", "카밀 노바크 폴란드 총리는 전차 인도 시기를 앞당겨 달라고 요청했다.",
         want("카밀 노바크", "indirect", "전차 인도 시기를 앞당겨 달라", "request")),
    case("proposal", "하산 알리프 인도네시아 외교장관은 다음 회의를 자카르타에서 열자고 했다.",
         want("하산 알리프", "indirect", "다음 회의를 자카르타에서 열자", "propose")),
    case("question", "카탈리나 로페스 칠레 대통령은 비준 절차가 언제 끝나느냐고 물었다.",
         want("카탈리나 로페스", "indirect", "비준 절차가 언제 끝나느냐", "ask")),
    case("goes-on", "민서영 외교부 장관은 영사 인력을 늘리겠다며 구체적인 일정도 제시했다.",
         want("민서영", "indirect", "영사 인력을 늘리겠다", "pledge")),
    case("contraction", "오스카 린드 스웨덴 총리는 원전 세 기를 더 짓겠단 뜻을 밝혔다.",
         want("오스카 린드", None, "원전 세 기를 더 짓겠", "pledge"),
         fails="단, 잔, 란 for 다는, 자는, 라는 are not known"),
    case("will-said", "다우드 오마르 케냐 대통령은 철도 노선을 연장하겠다는 뜻을 밝혔다.",
         want("다우드 오마르", "indirect", "철도 노선을 연장하겠다", "pledge")),
    case("position-said", "바트 에르덴 몽골 대통령은 희귀금속 수출 물량을 늘리겠다는 입장을 전했다.",
         want("바트 에르덴", "indirect", "희귀금속 수출 물량을 늘리겠다", "pledge")),
    case("unknown-past-verb", "라울 멘데스 페루 대통령은 어획량은 양보할 수 없다고 버텼다.",
         want("라울 멘데스", "indirect", "어획량은 양보할 수 없다")),
    case("two-clauses-two-cues", "민서영 외교부 장관은 협상이 막바지라고 설명하고 다음 달에는 서명할 수 있을 것이라고 내다봤다.",
         want("민서영", "indirect", "협상이 막바지라"), want("민서영", "indirect", "다음 달에는 서명할 수 있을 것이라", "assess")),
    case("polite-style", "오스카 린드 스웨덴 총리는 연구소를 대전에 두겠다고 말했습니다.",
         want("오스카 린드", "indirect", "연구소를 대전에 두겠다", "pledge")),
    case("old-style", "카밀 노바크 폴란드 총리는 방산 공동생산을 늘려 나가겠다고 하였다.",
         want("카밀 노바크", "indirect", "방산 공동생산을 늘려 나가겠다", "pledge")),
    case("embedded-subject", "카탈리나 로페스 칠레 대통령은 한국 기업들이 이미 세 곳에서 광산을 운영하고 있다고 소개했다.",
         want("카탈리나 로페스", "indirect", "한국 기업들이 이미 세 곳에서 광산을 운영하고 있다", "inform")),
]  # fmt: skip

MIXED = [
    case("object-included", "다우드 오마르 케냐 대통령은 한국의 도로 사업을 “이웃 나라의 본보기”라고 평가했다.",
         want("다우드 오마르", "mixed", "한국의 도로 사업을 | 이웃 나라의 본보기")),
    case("a-word-in-marks", "오스카 린드 스웨덴 총리는 “가장 값싼” 수소를 만들겠다고 밝혔다.",
         want("오스카 린드", "mixed", "“가장 값싼” 수소를 만들겠다", "pledge")),
    case("the-predicate-in-marks", "라울 멘데스 페루 대통령은 양국 교역이 “해마다 새 기록을 쓰고 있다”고 말했다.",
         want("라울 멘데스", "mixed", "양국 교역이 | 해마다 새 기록을 쓰고 있다")),
    case("the-subject-in-marks", "민서영 외교부 장관은 “한 세대에 한 번 오는 기회”를 놓쳐서는 안 된다고 강조했다.",
         want("민서영", "mixed", "“한 세대에 한 번 오는 기회”를 놓쳐서는 안 된다", "assess")),
    case("called", "카밀 노바크 폴란드 총리는 한국을 “가장 믿음직한 친구”라고 불렀다.",
         want("카밀 노바크", "mixed", "한국을 | 가장 믿음직한 친구")),
]  # fmt: skip

MIXED.append(
    case("the-condition-of-a-warning", "오스카 린드 스웨덴 총리는 납품이 더 늦어지면 “다른 엔진을 알아볼 수밖에 없다”고 경고했다.",
         want("오스카 린드", "mixed", "납품이 더 늦어지면 | 다른 엔진을 알아볼 수밖에 없다", "warn"))
)  # fmt: skip

NARRATED = [
    case("thanks-shown", "한도영 대통령은 교민 보호에 힘써 준 데 대해 사의를 표했다.",
         want("한도영", "narrated", "교민 보호에 힘써 준 데 대해 사의를 표했다", "thank")),
    case("asked", "카밀 노바크 폴란드 총리는 현지 생산을 지원해 줄 것을 요청했다.",
         want("카밀 노바크", "narrated", "현지 생산을 지원해 줄 것을 요청했다", "request")),
    case("asked-bare-noun", "라울 멘데스 페루 대통령은 차관의 조속한 집행을 당부했다.",
         want("라울 멘데스", "narrated", "차관의 조속한 집행을 당부했다", "request")),
    case("decided-by-one", "오스카 린드 스웨덴 총리는 배터리 공장의 부지를 무상으로 제공하기로 했다.",
         want("오스카 린드", "narrated", "배터리 공장의 부지를 무상으로 제공하기로 했다")),
    case("support", "바트 에르덴 몽골 대통령은 한국의 국제기구 진출에 지지를 표명했다.",
         want("바트 에르덴", "narrated", "한국의 국제기구 진출에 지지를 표명했다", "support")),
    case("invitation-taken", "토마스 베리 호주 총리는 서울 방문 초청을 흔쾌히 수락했다.",
         want("토마스 베리", "narrated", "서울 방문 초청을 흔쾌히 수락했다", "accept")),
    case("two-acts-two-cues", "한도영 대통령은 취임을 축하하고 조속한 비준을 요청했다.",
         want("한도영", "narrated", "취임을 축하하고", "congratulate"), want("한도영", "narrated", "조속한 비준을 요청했다", "request")),
    case("old-style", "민서영 외교부 장관은 칠레 정부의 결정에 유감을 표명하였다.",
         want("민서영", "narrated", "칠레 정부의 결정에 유감을 표명하였다")),
    case("polite-style", "민서영 외교부 장관은 조속한 통관을 촉구했습니다.",
         want("민서영", "narrated", "조속한 통관을 촉구했습니다", "request")),
    case("note-style", "- 민서영 외교부 장관은 현지 우리 기업에 대한 세제 지원을 요청함.",
         want("민서영", "narrated", "현지 우리 기업에 대한 세제 지원을 요청함", "request")),
    case("will-in-a-noun", "하산 알리프 인도네시아 외교장관은 니켈 제련소를 넘길 용의가 있음을 밝혔다.",
         want("하산 알리프", "narrated", "니켈 제련소를 넘길 용의가 있음", "pledge")),
]  # fmt: skip

SEVERAL = [
    case("ramyeo", "카탈리나 로페스 칠레 대통령은 “리튬은 두 나라의 미래”라며 “염호 두 곳을 한국에 먼저 열겠다”고 말했다.",
         want("카탈리나 로페스", "direct", "리튬은 두 나라의 미래"), want("카탈리나 로페스", "direct", "염호 두 곳을 한국에 먼저 열겠다", "pledge")),
    case("myeonseo", "오스카 린드 스웨덴 총리는 “비가 와도 좋은 날”이라면서 “연구자 교류부터 시작하자”고 제안했다.",
         want("오스카 린드", "direct", "비가 와도 좋은 날"), want("오스카 린드", "direct", "연구자 교류부터 시작하자", "propose")),
    case("and-then", "라울 멘데스 페루 대통령은 “항만은 준비됐다”고 말한 뒤 “이제 배가 올 차례”라고 덧붙였다.",
         want("라울 멘데스", "direct", "항만은 준비됐다"), want("라울 멘데스", "direct", "이제 배가 올 차례")),
    case("hago", "다우드 오마르 케냐 대통령은 “지열 발전에 관심이 크다”고 하고 “조사단을 보내 달라”고 요청했다.",
         want("다우드 오마르", "direct", "지열 발전에 관심이 크다", "inform"), want("다우드 오마르", "direct", "조사단을 보내 달라", "request")),
    case("in-the-next-sentence",
         "카밀 노바크 폴란드 총리는 “전차 인도가 순조롭다”고 평가했다. 이어 “2차 계약도 서두르겠다”고 했다.",
         want("카밀 노바크", "direct", "전차 인도가 순조롭다"),
         want("카밀 노바크", "direct", "2차 계약도 서두르겠다", "pledge", basis="continuation")),
    case("quotation-and-clause", "민서영 외교부 장관은 “문은 열려 있다”며 대화를 재개하겠다고 말했다.",
         want("민서영", "direct", "문은 열려 있다"), want("민서영", "indirect", "대화를 재개하겠다", "pledge")),
    case("clause-and-quotation", "민서영 외교부 장관은 대화를 재개하겠다며 “문은 열려 있다”고 말했다.",
         want("민서영", "indirect", "대화를 재개하겠다", "pledge"), want("민서영", "direct", "문은 열려 있다")),
    case("quotation-and-act", "한도영 대통령은 “가뭄에 얼마나 걱정이 크시냐”며 위로의 뜻을 전했다.",
         want("한도영", "direct", "가뭄에 얼마나 걱정이 크시냐"), want("한도영", "narrated", "위로의 뜻을 전했다", "condole"),
         ),
    case("three-in-a-row", "라울 멘데스 페루 대통령은 “물이 있다”, “땅이 있다”, “사람이 있다”며 투자를 요청했다.",
         want("라울 멘데스", None, "물이 있다"), want("라울 멘데스", None, "땅이 있다"), want("라울 멘데스", None, "사람이 있다"),
         want("라울 멘데스", "narrated", "투자를 요청했다", "request")),
    case("act-behind-a-relayed-thought", "토마스 베리 호주 총리는 “핵심광물은 안보”라고 강조하면서 공동 비축을 제안했다.",
         want("토마스 베리", "direct", "핵심광물은 안보"), want("토마스 베리", "narrated", "공동 비축을 제안했다", "propose")),
]  # fmt: skip

JOINT = [
    case("two-leaders", "한도영 대통령과 오스카 린드 스웨덴 총리가 만났다. 두 정상은 해상풍력 협의체를 만들기로 했다.",
         want("한도영+오스카 린드", "narrated", "해상풍력 협의체를 만들기로 했다", "agree", basis="collective")),
    case("two-named", "한도영 대통령과 라울 멘데스 페루 대통령은 어업협정을 개정하기로 합의했다.",
         want("라울 멘데스+한도영", "narrated", "어업협정을 개정하기로 합의했다", "agree", basis="collective")),
    case("sides", "한국과 케냐가 회담했다. 양측은 몸바사 항로를 다시 열기로 뜻을 모았다.",
         want("KEN+KOR", "narrated", "몸바사 항로를 다시 열기로 뜻을 모았다", "agree")),
    case("ministers", "민서영 외교부 장관은 하산 알리프 인도네시아 외교장관을 만났다. 양 장관은 공급망이 중요하다는 데 인식을 같이했다.",
         want("민서영+하산 알리프", None, "공급망이 중요하다는 데 인식을 같이했다", "concur")),
    case("joint-quotation", "한도영 대통령과 토마스 베리 호주 총리가 만났다. 두 정상은 “무력 충돌에 반대한다”고 밝혔다.",
         want("토마스 베리+한도영", "direct", "무력 충돌에 반대한다")),
    case("joint-pledge-is-agreed", "한도영 대통령과 토마스 베리 호주 총리가 만났다. 두 정상은 기후 기금을 함께 키우겠다고 밝혔다.",
         want("토마스 베리+한도영", "indirect", "기후 기금을 함께 키우겠다", "agree")),
    case("several-measures", "한도영 대통령과 카탈리나 로페스 칠레 대통령이 만났다. "
         "두 정상은 상주 사무소를 열고 직항 노선을 개설하기로 했다.",
         want("카탈리나 로페스+한도영", "narrated", "상주 사무소를 열고 직항 노선을 개설하기로 했다", "agree agree")),
    case("agreement-on-a-noun", "한국과 몽골이 회담했다. 양국은 사증 수수료 면제에 합의했다.",
         want("KOR+MNG", "narrated", "사증 수수료 면제에 합의했다", "agree")),
    case("one-voice", "한도영 대통령과 카밀 노바크 폴란드 총리가 만났다. 양 정상은 전쟁이 끝나야 한다고 한목소리를 냈다.",
         want("카밀 노바크+한도영", None, "전쟁이 끝나야 한다"),
         fails="a clause with 한목소리를 냈다: a predicate of consensus that stands over a clause without 는 데"),
    case("joint-old-style", "한국과 칠레가 회담하였다. 양측은 포도 검역 절차를 간소화하기로 하였다.",
         want("CHL+KOR", "narrated", "포도 검역 절차를 간소화하기로 하였다", "agree")),
    case("joint-note-style", "한국과 칠레가 회담함.\n- 양측은 포도 검역 절차를 간소화하기로 합의함.",
         want("CHL+KOR", "narrated", "포도 검역 절차를 간소화하기로 합의함", "agree")),
    case("neo-expressed", "한도영 대통령과 카밀 노바크 폴란드 총리가 만났다. 두 정상은 북한의 도발에 우려를 표명했다.",
         want("카밀 노바크+한도영", "narrated", "북한의 도발에 우려를 표명했다", "concern")),
]  # fmt: skip

NO_VERB = [
    case("alone-and-then-said", "“배 한 척이 아쉽다.” 라울 멘데스 페루 대통령은 이렇게 말했다.",
         want("라울 멘데스", "direct", "배 한 척이 아쉽다.", basis="anaphora")),
    case("alone-of-whom", "“국경 검문소를 하나 더 열겠다.” 바트 에르덴 몽골 대통령의 말이다.",
         want("바트 에르덴", "direct", "국경 검문소를 하나 더 열겠다.", "pledge")),
    case("alone-goes-on", "오스카 린드 스웨덴 총리는 “숲은 우리의 은행”이라고 말했다. “나무를 베기 전에 세 그루를 심는다.”",
         want("오스카 린드", "direct", "숲은 우리의 은행"),
         want("오스카 린드", "direct", "나무를 베기 전에 세 그루를 심는다.", basis="continuation")),
    case("alone-behind-a-question", "무엇을 원하느냐는 물음에 다우드 오마르 케냐 대통령은 짧게 답했다. “물과 전기.”",
         want("다우드 오마르", "direct", "물과 전기.")),
    case("lead-two-sentences-away",
         "“낡은 관세표를 걷어내겠다.”\n카밀 노바크 폴란드 총리가 17일 바르샤바 회담에서 이같이 밝혔다.",
         want("카밀 노바크", "direct", "낡은 관세표를 걷어내겠다.", "pledge")),
]  # fmt: skip

MARKS = [
    case("straight-opener-curly-closer", '라울 멘데스 페루 대통령은 "구리값이 안정됐다”고 말했다.',
         want("라울 멘데스", "direct", "구리값이 안정됐다")),
    case("corner-brackets", "라울 멘데스 페루 대통령은 「구리 광산을 개방하겠다」고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("primes", "라울 멘데스 페루 대통령은 ″구리 광산을 개방하겠다″고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("backticks", "라울 멘데스 페루 대통령은 `구리 광산을 개방하겠다`고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("double-angle", "라울 멘데스 페루 대통령은 《구리 광산을 개방하겠다》고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("leftover-quot", "라울 멘데스 페루 대통령은 quot;구리 광산을 개방하겠다quot;고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("opener-lost", "라울 멘데스 페루 대통령은 구리 광산을 개방하겠다”고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("closer-lost", "라울 멘데스 페루 대통령은 “구리 광산을 개방하겠다고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("opener-doubled", "라울 멘데스 페루 대통령은 ““구리 광산을 개방하겠다”고 말했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge")),
    case("a-lost-mark-stays-in-its-paragraph",
         "라울 멘데스 페루 대통령은 “구리 광산을 개방하겠다고 말했다.\n오스카 린드 스웨덴 총리는 “제련소를 짓자”고 제안했다.",
         want("라울 멘데스", "direct", "구리 광산을 개방하겠다", "pledge"), want("오스카 린드", "direct", "제련소를 짓자", "propose")),
    case("stop-inside", "한도영 대통령은 “조속한 비준을 기대한다.”며 “후속 협의를 이어가겠다.”고 말했다.",
         want("한도영", "direct", "조속한 비준을 기대한다.", "hope"), want("한도영", "direct", "후속 협의를 이어가겠다.", "pledge")),
    case("several-sentences", "한도영 대통령은 “긴 협상이었다. 이제 결실을 거둘 때다. 비준안을 곧 제출하겠다”고 말했다.",
         want("한도영", "direct", "긴 협상이었다. 이제 결실을 거둘 때다. 비준안을 곧 제출하겠다")),
    case("editors-brackets", "카탈리나 로페스 칠레 대통령은 “(양국이) 함께 만든 망원경을 자랑스럽게 생각한다”고 말했다.",
         want("카탈리나 로페스", "direct", "(양국이) 함께 만든 망원경을 자랑스럽게 생각한다")),
    case("single-marked-term-inside", "카탈리나 로페스 칠레 대통령은 “‘남쪽의 창’ 사업에 한국을 초대하고 싶다”고 말했다.",
         want("카탈리나 로페스", "direct", "‘남쪽의 창’ 사업에 한국을 초대하고 싶다")),
    case("single-marks-quote", "카탈리나 로페스 칠레 대통령은 ‘검역 절차를 줄이겠다’고 말했다.",
         want("카탈리나 로페스", "direct", "검역 절차를 줄이겠다", "pledge")),
    case("others-words-inside",
         "카탈리나 로페스 칠레 대통령은 “어제 한도영 대통령께서 ‘칠레는 먼 이웃’이라고 하셨는데 마음에 와닿았다”고 말했다.",
         want("한도영", None, "칠레는 먼 이웃", relay="카탈리나 로페스"), want("카탈리나 로페스", None, "마음에 와닿았다")),
    case("zero-width-inside", "라울 멘데스 페루 대통령은 “구리 광\u200b산을 개방하겠다”고 말했다.",
         want("라울 멘데스", None, "산을 개방하겠다", "pledge")),
]  # fmt: skip

NONE = [
    case("only-met", "민서영 외교부 장관은 하산 알리프 인도네시아 외교장관과 전화 통화를 했다고 외교부가 밝혔다."),
    case("only-met-told", "정하림 대통령실 대변인은 한도영 대통령이 오스카 린드 스웨덴 총리와 양자회담을 진행했다고 전했다."),
    case("told-by-the-press", "한도영 대통령은 원전 문제를 꺼내지 않았다고 현지 언론은 전했다. 스웨덴 총리도 침묵했다."),
    case("another-outlet", "한도영 대통령이 17일 방한한 오스카 린드 스웨덴 총리를 만났다. 북해통신은 이번 만남이 늦었다고 짚었다."),
    case("weighed-and-discussed", "두 정상은 역내 정세를 평가하고 대응 방안을 논의했다. 오스카 린드 스웨덴 총리가 방한했다."),
    case("outlet-reads", "한도영 대통령이 오스카 린드 스웨덴 총리를 만났다. 이번 회담은 북유럽 외교를 넓히려는 뜻으로 풀이된다."),
    case("outlet-sees", "한도영 대통령이 오스카 린드 스웨덴 총리를 만났다. 수소 협력이 빨라질 것으로 보인다."),
    case("outlet-values", "한도영 대통령이 오스카 린드 스웨덴 총리를 만났다. 기대에 못 미쳤다는 평가가 나온다."),
    case("outlet-analyses", "한도영 대통령이 오스카 린드 스웨덴 총리를 만났다. 시장을 넓혔다는 점에서 의미가 크다는 분석이다."),
    case("outlet-notes", "한도영 대통령이 오스카 린드 스웨덴 총리를 만났다. 원전 수출의 길을 열었다는 점에서 성과로 꼽힌다."),
    case("preview", "한도영 대통령은 다음 주 오스카 린드 스웨덴 총리와 해상풍력 협력을 논의할 예정이다."),
    case("preview-said", "두 정상은 회담에서 공급망 협력 방안을 집중 논의할 것으로 보인다."),
    case("topic", "민서영 외교부 장관은 하산 알리프 인도네시아 외교장관과 역내 정세에 관해 의견을 교환했다."),
    case("topic-discussed", "민서영 외교부 장관과 하산 알리프 인도네시아 외교장관은 니켈 공급 문제를 논의했다."),
    case("topic-checked", "양국 정상은 지난해 시작한 항만 사업의 진척 상황을 점검했다."),
    case("signing", "민서영 외교부 장관은 하산 알리프 인도네시아 외교장관과 산림 협력 양해각서에 서명했다."),
    case("concluding", "한국과 칠레는 자유무역협정 개정 협상을 타결했다."),
    case("background-adnominal", "한도영 대통령은 두 나라가 2년 전 합의한 연구센터를 둘러봤다."),
    case("background-promise", "라울 멘데스 페루 대통령이 지난해 약속했던 도로가 이달 문을 열었다."),
    case("background-request", "한국이 요청한 전세기가 17일 리마 공항에 도착했다."),
    case("news-of", "한도영 대통령이 방한한다는 소식에 교민들이 거리로 나왔다."),
    case("point-of", "이번 방문은 40년 만에 처음이라는 점에서 눈길을 끈다."),
    case("even-if-said", "합의가 이뤄진다고 해도 의회의 문턱은 높다."),
    case("just-because-said", "양국이 손을 잡는다고 해서 문제가 다 풀리는 것은 아니다."),
    case("if-said", "협정이 발효된다고 하면 관세는 절반으로 준다."),
    case("scare-quotes", "한도영 대통령은 17일 ‘가치 외교’의 첫 무대에 올랐다."),
    case("title-of-a-work", "한도영 대통령과 오스카 린드 스웨덴 총리는 영화 ‘겨울 바다’를 함께 봤다."),
    case("title-of-a-policy", "민서영 외교부 장관은 “신북방 2.0” 전략을 설명하는 자리에 참석했다."),
    case("negated-agreement", "한국과 칠레는 관세율을 놓고 합의에 이르지 못했다."),
    case("known-for", "다우드 오마르 케냐 대통령은 토론을 즐기는 것으로 알려져 있다."),
    case("a-plan-of-the-outlet", "양국은 내년에 공동위원회를 열 예정이다."),
    case("reporters-question", "무엇이 걸림돌인가. 한도영 대통령과 오스카 린드 스웨덴 총리의 회담은 두 시간 걸렸다."),
    case("press-asked", "한 기자가 “관세는 언제 내리느냐”고 물었다."),
    case("possibility", "추가 관세 인하 가능성을 열어놓았다는 해석이 나온다."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wants"), DIRECT)
def test_direct(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), INDIRECT)
def test_indirect(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), MIXED)
def test_mixed(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), NARRATED)
def test_narrated(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), SEVERAL)
def test_several_cues_of_one_speaker(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), JOINT)
def test_joint_and_collective(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), NO_VERB)
def test_quotations_without_a_verb(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), MARKS)
def test_marks_and_damage(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), NONE)
def test_what_is_no_statement(text, wants):
    check(text, wants)


TANGLED = [
    case("a-title-and-a-quotation", "민서영 외교부 장관은 ‘2030 해양 구상’을 두고 “바다를 잇는 약속”이라고 설명했다.",
         want("민서영", None, "바다를 잇는 약속")),
    case("as-if-one-had-said", "오스카 린드 스웨덴 총리는 “눈이 오면 쉬어 가라”는 속담을 꺼내며 “지금이 그때”라고 말했다.",
         want("오스카 린드", "direct", "지금이 그때")),
    case("each-his-own",
         "한도영 대통령은 “서둘러 매듭짓겠다”, 카밀 노바크 폴란드 총리는 “잊지 못할 하루”라고 각각 말했다.",
         want("한도영", "direct", "서둘러 매듭짓겠다", "pledge"), want("카밀 노바크", "direct", "잊지 못할 하루")),
    case("his-proposal-her-answer", "“학교부터 짓자”는 다우드 오마르 케냐 대통령의 제안에 한도영 대통령은 “교사도 보내겠다”고 말했다.",
         want("다우드 오마르", "direct", "학교부터 짓자", "propose"), want("한도영", "direct", "교사도 보내겠다", "pledge", reply=None)),
    case("following-what-he-said", "민서영 외교부 장관은 “길이 열렸다”고 한 데 이어 후속 회의를 제안했다.",
         want("민서영", "direct", "길이 열렸다"), want("민서영", "narrated", "후속 회의를 제안했다", "propose")),
    case("background-inside-the-sentence",
         "1963년 수교한 두 나라가 처음 여는 회담에서 다우드 오마르 케냐 대통령은 “늦었지만 값진 자리”라고 말했다.",
         want("다우드 오마르", "direct", "늦었지만 값진 자리")),
    case("a-held-meeting-is-no-content", "민서영 외교부 장관은 17일 하산 알리프 인도네시아 외교장관과 회담을 갖고 통관 절차의 개선을 요청했다.",
         want("민서영", "narrated", "통관 절차의 개선을 요청했다", "request")),
    case("gratitude-for-a-past-promise", "바트 에르덴 몽골 대통령은 한국이 약속한 백신을 제때 보내 준 데 사의를 표했다.",
         want("바트 에르덴", "narrated", "한국이 약속한 백신을 제때 보내 준 데 사의를 표했다", "thank")),
    case("thanks-plus-request", "바트 에르덴 몽골 대통령은 의료 지원에 사의를 표하고 지속적인 협력을 당부했다.",
         want("바트 에르덴", "narrated", "의료 지원에 사의를 표하고", "thank"), want("바트 에르덴", "narrated", "지속적인 협력을 당부했다", "request")),
    case("three-acts-in-a-row", "한도영 대통령은 방한을 환영하고 취임을 축하하면서 조속한 재회를 희망했다.",
         want("한도영", "narrated", "방한을 환영하고", "welcome"), want("한도영", "narrated", "취임을 축하하면서", "congratulate"),
         want("한도영", "narrated", "조속한 재회를 희망했다", "hope")),
    case("resignation-is-no-thanks", "하산 알리프 인도네시아 외교장관은 17일 사의를 밝혔다."),
    case("said-to-hope-that", "라울 멘데스 페루 대통령은 어업 협력이 깊어지길 바란다는 뜻을 전했다.",
         want("라울 멘데스", "indirect", "어업 협력이 깊어지길 바란다", "hope")),
    case("agreed-that", "한도영 대통령과 라울 멘데스 페루 대통령은 불법 조업을 뿌리 뽑아야 한다는 데 뜻을 같이했다.",
         want("라울 멘데스+한도영", None, "불법 조업을 뿌리 뽑아야 한다는 데 뜻을 같이했다", "concur")),
    case("said-in-writing", "오스카 린드 스웨덴 총리는 사회관계망서비스에 올린 글에서 “오늘은 역사에 남을 날”이라고 썼다.",
         want("오스카 린드", "direct", "오늘은 역사에 남을 날")),
    case("a-list-item-of-a-release", "ㅇ 민 장관은 양국 간 교역이 꾸준히 늘고 있음을 평가하고, 통상 장애 해소를 위한 칠레측의 협조를 당부하였다.\n"
         "ㅇ 민서영 외교부 장관과 카탈리나 로페스 칠레 외교장관은 8.17.(화) 서울에서 만났다.",
         want("민서영", "narrated", "양국 간 교역이 꾸준히 늘고 있음을 평가하고", "assess"),
         want("민서영", "narrated", "통상 장애 해소를 위한 칠레측의 협조를 당부하였다", "request")),
    case("position-held", "한국과 칠레가 만났다. 칠레 측은 검역 완화를 거듭 요구했으나 우리 측은 시기상조라는 입장을 고수했다.",
         want("CHL", "narrated", "검역 완화를 거듭 요구했으나", "request"), want("KOR", "indirect", "시기상조라", "reject", reply=None)),
    case("inmost-thoughts", "토마스 베리 호주 총리는 회견에서 “한 나라에 기댈 수만은 없다”는 속내를 내비쳤다.",
         want("토마스 베리", "direct", "한 나라에 기댈 수만은 없다")),
    case("feelings-told", "카탈리나 로페스 칠레 대통령은 “고향에 온 것 같다”는 심경을 털어놓았다.",
         want("카탈리나 로페스", "direct", "고향에 온 것 같다")),
    case("words-repeated", "하산 알리프 인도네시아 외교장관은 “지켜보자”는 말만 되풀이했다.",
         want("하산 알리프", "direct", "지켜보자")),
    case("speaker-in-brackets", "민서영 외교부 장관은 말을 아꼈다. “지금은 때가 아니다”(오스카 린드 스웨덴 총리).",
         want("오스카 린드", "direct", "지금은 때가 아니다"),
         fails="“…”(name): the bracket behind a quotation names its speaker"),
    case("three-proposals", "한도영 대통령은 “첫째, 바닷길을 열자. 둘째, 하늘길을 넓히자”고 두 가지를 제안했다.",
         want("한도영", "direct", "첫째, 바닷길을 열자. 둘째, 하늘길을 넓히자", "propose propose")),
    case("praise-and-request", "바트 에르덴 몽골 대통령은 한국의 기여를 높이 평가하면서 앞으로도 관심을 가져 줄 것을 당부했다.",
         want("바트 에르덴", "narrated", "한국의 기여를 높이 평가하면서", "praise"),
         want("바트 에르덴", "narrated", "앞으로도 관심을 가져 줄 것을 당부했다", "request")),
    case("partial-agreement", "한국과 칠레가 만났다. 양측은 관세에서는 이견을 좁히지 못했지만 실무 협의는 계속하기로 했다.",
         want("CHL+KOR", "narrated", "실무 협의는 계속하기로 했다", "agree")),
    case("if-asked-of-the-parliament", "카탈리나 로페스 칠레 대통령은 “의회의 승인이 필요하다”면서도 “낙관한다”고 말했다.",
         want("카탈리나 로페스", "direct", "의회의 승인이 필요하다"), want("카탈리나 로페스", "direct", "낙관한다")),
    case("negated-promise", "민서영 외교부 장관은 추가 파병을 약속하지 않았다."),
    case("negated-request", "민서영 외교부 장관은 칠레에 추가 관세 인하를 요청하지 않았다."),
    case("did-not-say", "민서영 외교부 장관은 언제 떠나는지 말하지 않았다."),
    case("will-say", "민서영 외교부 장관은 18일 회견에서 협상 결과를 설명할 계획이다."),
    case("wants-to-ask", "한국은 이번 회담에서 검역 완화를 요청할 방침이다."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wants"), TANGLED)
def test_tangled_sentences(text, wants):
    check(text, wants)


UNKNOWN = [
    "오스카 린드 스웨덴 총리가 방한했다. 업계는 배터리 투자가 늘 것이라고 기대했다.",
    "오스카 린드 스웨덴 총리가 방한했다. 전문가들은 이번 합의로 공급망이 안정될 것이라고 내다봤다.",
    "오스카 린드 스웨덴 총리가 방한했다. 현지 언론은 정상회담이 성공적이었다고 평가했다.",
    "사람들은 이 다리를 ‘우정의 다리’라고 부른다.",
    "지난해 양국 교역액은 100억 달러로 집계됐다고 한다.",
    "오스카 린드 스웨덴 총리가 방한했다. 시민단체는 원전 수출을 멈춰야 한다고 주장했다.",
    "오스카 린드 스웨덴 총리는 협력을 늘리겠다고 말했다. 이에 대해 야권은 성과가 없다고 깎아내렸다.",
    "오스카 린드 스웨덴 총리가 방한했다. 재계에서는 “늦었지만 다행”이라는 반응이 나왔다.",
]


WRONG_UNKNOWN: dict[str, str] = {}


@pytest.mark.parametrize("text", rows(UNKNOWN, WRONG_UNKNOWN))
def test_nobody_s_words_are_no_state_s(text):
    """업계는, 전문가들은: a source that is nobody in particular never lends its words to who was named last."""
    found = [s for s in read(text).statements if "늘리겠다" not in s.content[0].text]
    assert not any(s.speakers for s in found), [(s.speakers, s.content[0].text) for s in found]


HEADLINES = [
    "한도영 “스웨덴과 수소 동맹 맺겠다”…린드 “환영”(종합)\n\n한도영 대통령은 17일 오스카 린드 스웨덴 총리를 만났다.",
    "韓 “원전 협력 확대”…체코 “검토하겠다”\n\n한도영 대통령은 17일 프라하에 도착했다.",
    "[속보] 한도영 대통령 “관세 철폐하겠다”\n\n한도영 대통령은 17일 산티아고에 도착했다.",
]


@pytest.mark.parametrize("text", HEADLINES)
def test_a_headline_makes_no_statement(text):
    assert not read("# " + text).statements


OWN_VOICE = [
    "□ 외교부는 8.17.(화) 한-칠레 경제공동위원회를 개최하였다.\nㅇ 이번 회의는 3년 만에 열린 것이다.",
    "□ 민서영 외교부 장관은 8.17.(화) 하산 알리프 인도네시아 외교장관과 회담을 갖고 양국 관계를 논의하였다.",
    "□ 양측은 8.17.(화) 항공협정 개정 의정서에 서명하였다.",
]


@pytest.mark.parametrize("text", OWN_VOICE)
def test_a_ministry_s_own_voice_makes_no_statement(text):
    assert not read(text, "press_release").statements


NUMBERED = [
    case("numbered-joint-paragraphs",
         "대한민국과 몽골 간 공동성명\n1. 양 정상은 전략적 동반자 관계의 발전을 환영하였다.\n2. 양측은 희소금속 공동위원회를 설치하기로 하였다.",
         want("KOR+MNG", "narrated", "전략적 동반자 관계의 발전을 환영하였다", "welcome"),
         want("KOR+MNG", "narrated", "희소금속 공동위원회를 설치하기로 하였다", "agree")),
    case("joint-without-a-subject",
         "대한민국과 몽골 간 공동성명\n1. 양측은 산림 협력의 성과를 평가하였다.\n2. 또한 사막화 방지 사업을 계속 추진하기로 하였다.",
         want("KOR+MNG", "narrated", "산림 협력의 성과를 평가하였다", "assess"),
         want("KOR+MNG", "narrated", "사막화 방지 사업을 계속 추진하기로 하였다", "agree")),
    case("joint-both-names",
         "대한민국과 몽골 간 공동성명\n1. 한도영 대통령과 바트 에르덴 몽골 대통령은 8월 17일 서울에서 회담하였다.\n"
         "2. 양 정상은 보건 분야 협력이 시급하다는 데 인식을 같이하였다.",
         want("바트 에르덴+한도영", None, "보건 분야 협력이 시급하다는 데 인식을 같이하였다", "concur")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wants"), NUMBERED)
def test_numbered_paragraphs_of_a_joint_statement(text, wants):
    check(text, wants, "joint_statement")
