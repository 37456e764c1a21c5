"""Whose words: subjects, chains without a subject, anaphora, selves, collectives, relays, and how persons are named."""

from pathlib import Path

import pytest
from tests.extract.statement_texts import case, check, read, want
from tests.rows import rows

import hoedam

SUBJECT = [
    case("two-speakers-one-sentence",
         "한도영 대통령은 “함선을 함께 만들자”고 했고, 카밀 노바크 폴란드 총리는 “도면부터 보자”고 했다.",
         want("한도영", "direct", "함선을 함께 만들자", "propose"), want("카밀 노바크", "direct", "도면부터 보자", None, reply=None)),
    case("two-speakers-with-euro-myeo",
         "다우드 오마르 케냐 대통령은 지열 발전에 투자해 달라고 요청했으며 한도영 대통령은 기업들과 상의하겠다고 말했다.",
         want("다우드 오마르", "indirect", "지열 발전에 투자해 달라", "request"),
         want("한도영", "indirect", "기업들과 상의하겠다", "pledge", reply=None)),
    case("the-embedded-subject-is-not-the-speaker",
         "민서영 외교부 장관은 라울 멘데스 페루 대통령이 다음 달 방한한다고 밝혔다.",
         want("민서영", "indirect", "라울 멘데스 페루 대통령이 다음 달 방한한다", "inform")),
    case("the-embedded-state-is-not-the-speaker",
         "한도영 대통령은 칠레는 남미의 관문이라고 강조했다.",
         want("한도영", "indirect", "칠레는 남미의 관문이라")),
    case("nominative-speaker", "오스카 린드 스웨덴 총리가 “답은 바다에 있다”고 말했다.",
         want("오스카 린드", "direct", "답은 바다에 있다", basis="subject")),
    case("particle-do", "한도영 대통령은 “서두르자”고 했다. 오스카 린드 스웨덴 총리도 “미룰 까닭이 없다”고 했다.",
         want("한도영", "direct", "서두르자", "propose"), want("오스카 린드", "direct", "미룰 까닭이 없다", reply=None)),
    case("honorific-particle", "한도영 대통령께서는 “수고가 많았다”고 말씀하셨다.",
         want("한도영", "direct", "수고가 많았다")),
    case("the-one-behind-a-clause-of-occasion",
         "우리 측이 제안서를 꺼내자 더글러스 페인 미국 상무장관이 “곧 보고하겠다”고 말했다.",
         want("더글러스 페인", "direct", "곧 보고하겠다", "pledge")),
    case("who-is-asked-answers",
         "오스카 린드 스웨덴 총리는 손실을 메우게 배려해 달라는 한도영 대통령의 요청에는 “의회와 상의할 문제”라며 확답을 피했다.",
         want("한도영", "indirect", "손실을 메우게 배려해 달라", "request"),
         want("오스카 린드", "direct", "의회와 상의할 문제", "assess", reply=1)),
    case("what-one-s-own-side-would-do-in-a-clause-of-occasion",
         "노경수 총리가 조사 비용은 한국이 대겠다고 하자 코리나 둠브라바 루마니아 총리는 설계를 함께하자고 제안했다.",
         want("노경수", "indirect", "조사 비용은 한국이 대겠다", "pledge"), want("코리나 둠브라바", "indirect", "설계를 함께하자", "propose", reply=1)),
    case("a-participle-is-no-name", "배석한 복지부 장관은 “예산에 반영하겠다”고 말했다. 한도영 대통령도 “챙기겠다”고 했다.",
         want("복지부 장관", "direct", "예산에 반영하겠다", "pledge"), want("한도영", "direct", "챙기겠다", "pledge")),
    case("the-topic-of-a-sentence-that-says-nothing-speaks-next",
         "오스카 린드 스웨덴 총리는 한도영 대통령이 앉기도 전에 본론을 꺼냈다. “허가를 다시 내주겠다.”",
         want("오스카 린드", "direct", "허가를 다시 내주겠다.", "pledge")),
    case("met-and-decided", "한도영 대통령은 10일 카트린 사아르 에스토니아 대통령을 만나 훈련을 함께 하기로 합의했다.",
         want("한도영+카트린 사아르", "narrated", "훈련을 함께 하기로 합의했다", "agree", basis="collective")),
    case("who-was-met-before-did-not-decide", "한도영 대통령은 카트린 사아르 에스토니아 대통령에게 훈련을 미루겠다고 밝혔다.",
         want("한도영", "indirect", "훈련을 미루겠다", "pledge")),
    case("two-people-of-any-rank",
         "한도영 대통령은 오스카 린드 스웨덴 총리와 만났다. 애런 코들 미국 대북특별대표는 “문은 열려 있다”고 했고, 윤지효 본부장은 대화가 먼저라고 했다. 두 사람은 다시 만나기로 했다.",
         want("애런 코들", "direct", "문은 열려 있다"), want("윤지효", "indirect", "대화가 먼저라"),
         want("애런 코들+윤지효", "narrated", "다시 만나기로 했다", "agree", basis="collective")),
    case("all-those-met-on-a-tour",
         "한도영 대통령은 10일 카트린 사아르 에스토니아 대통령과 회담했다. 11일에는 에드가르스 오졸스 라트비아 대통령과, 12일에는 다이뉴스 바르카우스 리투아니아 대통령과 회담했다. "
         "세 나라 정상 모두 무기 거래에 우려를 표명했다.",
         want("카트린 사아르+에드가르스 오졸스+다이뉴스 바르카우스", "narrated", "무기 거래에 우려를 표명했다", "concern", basis="collective")),
    case("an-object-person-is-not-the-speaker",
         "한도영 대통령은 오스카 린드 스웨덴 총리를 접견하고 “오래 기다렸다”고 말했다.",
         want("한도영", "direct", "오래 기다렸다")),
    case("an-addressee-is-not-the-speaker",
         "한도영 대통령은 오스카 린드 스웨덴 총리에게 “배터리 여권 제도를 알려 달라”고 했다.",
         want("한도영", "direct", "배터리 여권 제도를 알려 달라", "request")),
    case("an-attribute-person-is-not-the-speaker",
         "한도영 대통령은 오스카 린드 총리의 제안에 “곧 답을 주겠다”고 말했다. 오스카 린드 스웨덴 총리는 17일 방한했다.",
         want("한도영", "direct", "곧 답을 주겠다", "pledge", reply=None)),
    case("office-as-subject", "대통령실은 “추가 협의가 필요하다”고 밝혔다.",
         want("대통령실", "direct", "추가 협의가 필요하다", "assess")),
    case("ministry-as-subject", "칠레 외교부는 비준 절차를 마쳤다고 발표했다.",
         want("칠레 외교부", "indirect", "비준 절차를 마쳤다", "inform")),
    case("unnamed-official", "대통령실 고위관계자는 “막판까지 문구를 다듬었다”고 전했다.",
         want("대통령실 고위관계자", "direct", "막판까지 문구를 다듬었다", "inform")),
    case("this-official", "외교부 당국자는 “협상이 끝나간다”고 말했다. 이 당국자는 “서명만 남았다”고 했다.",
         want("외교부 당국자", "direct", "협상이 끝나간다"), want("외교부 당국자", "direct", "서명만 남았다")),
    case("the-saying-of", "핵심은 속도라는 게 민서영 외교부 장관의 설명이다.",
         want("민서영", None, "핵심은 속도라")),
    case("who-was-told-did-not-say-it", "한도영 대통령은 다우드 오마르 케냐 대통령으로부터 “언제든 오시라”는 초청을 받았다.",
         want("다우드 오마르", "direct", "언제든 오시라")),
    case("who-heard-did-not-say-it", "한도영 대통령은 다우드 오마르 케냐 대통령에게서 “비가 그립다”는 말을 들었다.",
         want("다우드 오마르", "direct", "비가 그립다")),
    case("who-was-asked-did-not-ask", "한도영 대통령은 다우드 오마르 케냐 대통령으로부터 백신을 보내 달라는 요청을 받았다.",
         want("다우드 오마르", None, "백신을 보내 달라", "request")),
    case("two-with-one-verb", "조 하트 미 국무장관은 “동맹은 철통같다”고, 민서영 외교부 장관은 “더 단단해질 것”이라고 했다.",
         want("조 하트", "direct", "동맹은 철통같다"), want("민서영", "direct", "더 단단해질 것", "assess")),
    case("the-speaker-behind-his-words", "“숲을 되살리겠다”고 약속한 바트 에르덴 몽골 대통령은 묘목 지원을 요청했다.",
         want("바트 에르덴", "direct", "숲을 되살리겠다", "pledge"), want("바트 에르덴", "narrated", "묘목 지원을 요청했다", "request")),
]  # fmt: skip

_OPENS = "한도영 대통령은 17일 오스카 린드 스웨덴 총리와 회담했다. 한 대통령은 “풍력은 바다의 농사”라고 말했다."


def _goes_on(connector):
    return case(f"goes-on-{connector}", f"{_OPENS} {connector} “실증단지를 서해에 짓겠다”고 했다.",
                want("한도영", "direct", "풍력은 바다의 농사"),
                want("한도영", "direct", "실증단지를 서해에 짓겠다", "pledge", basis="continuation"))  # fmt: skip


CONTINUATION = [
    *map(_goes_on, ("이어", "또", "또한", "그러면서", "아울러", "특히", "나아가", "이와 함께", "더불어", "끝으로")),
    case("nothing-at-all", f"{_OPENS} “실증단지를 서해에 짓겠다”고도 했다.",
         want("한도영", "direct", "풍력은 바다의 농사"), want("한도영", "direct", "실증단지를 서해에 짓겠다", "pledge")),
    case("a-state-spoken-of-by-whoever-goes-on",
         f"{_OPENS} 또 한국은 케이블까지 만들 수 있다고 역설했다.",
         want("한도영", "direct", "풍력은 바다의 농사"),
         want("한도영", "indirect", "한국은 케이블까지 만들 수 있다", basis="continuation")),
    case("background-between",
         f"{_OPENS} 스웨덴의 해상풍력 설비는 지난해 3기가와트를 넘어섰다. 두 나라는 1959년 수교했다.\n"
         "그러면서 “실증단지를 서해에 짓겠다”고 했다.",
         want("한도영", "direct", "풍력은 바다의 농사"), want("한도영", "direct", "실증단지를 서해에 짓겠다", "pledge")),
    case("background-with-trade-circles",
         f"{_OPENS} 국내 풍력 업계는 터빈의 절반을 수입한다.\n또 “실증단지를 서해에 짓겠다”고 덧붙였다.",
         want("한도영", "direct", "풍력은 바다의 농사"), want("한도영", "direct", "실증단지를 서해에 짓겠다", "pledge")),
    case("a-new-subject-without-words",
         f"{_OPENS} 린드 총리는 미소를 지었다. 이어 “바다는 우리 모두의 집”이라고 말했다.",
         want("한도영", "direct", "풍력은 바다의 농사"), want("오스카 린드", "direct", "바다는 우리 모두의 집", reply=None)),
    case("indirect-goes-on", f"{_OPENS} 또 부품 관세를 없애겠다고 했다.",
         want("한도영", "direct", "풍력은 바다의 농사"), want("한도영", "indirect", "부품 관세를 없애겠다", "pledge")),
    case("act-goes-on", f"{_OPENS} 이어 스웨덴 기업의 투자를 요청했다.",
         want("한도영", "direct", "풍력은 바다의 농사"), want("한도영", "narrated", "스웨덴 기업의 투자를 요청했다", "request")),
    case("three-paragraphs",
         f"{_OPENS}\n특히 “어민의 목소리를 먼저 듣겠다”고 했다.\n서해 실증단지는 2년째 멈춰 있다.\n아울러 “올해 안에 인허가를 끝내겠다”고 했다.",
         want("한도영", "direct", "풍력은 바다의 농사"), want("한도영", "direct", "어민의 목소리를 먼저 듣겠다", "pledge"),
         want("한도영", "direct", "올해 안에 인허가를 끝내겠다", "pledge")),
]  # fmt: skip

ANAPHORA = [
    case("he", "라울 멘데스 페루 대통령은 17일 리마에서 한도영 대통령을 맞았다. 그는 “바다를 건너온 친구”라고 반겼다.",
         want("라울 멘데스", "direct", "바다를 건너온 친구", basis="anaphora")),
    case("he-again", "민서영 외교부 장관은 “원칙은 같다”고 했다. 그는 “시간표만 다르다”고 덧붙였다.",
         want("민서영", "direct", "원칙은 같다"), want("민서영", "direct", "시간표만 다르다", basis="anaphora")),
    case("like-this", "“관세를 더 내릴 수 있다.” 토마스 베리 호주 총리는 17일 캔버라에서 이같이 말했다.",
         want("토마스 베리", "direct", "관세를 더 내릴 수 있다.", basis="anaphora")),
    case("like-this-a-paragraph-later", "“관세를 더 내릴 수 있다.”\n토마스 베리 호주 총리가 17일 캔버라를 찾은 한도영 대통령에게 이렇게 말했다.",
         want("토마스 베리", "direct", "관세를 더 내릴 수 있다.", basis="anaphora")),
    case("she", "카탈리나 로페스 칠레 대통령은 17일 회견을 열었다. 그녀는 “포도주보다 리튬”이라고 농담했다.",
         want("카탈리나 로페스", "direct", "포도주보다 리튬")),
]  # fmt: skip

COLLECTIVE = [
    case("both-sides-are-states", "한도영 대통령은 다우드 오마르 케냐 대통령과 회담했다. 양측은 공동위원회를 열기로 했다.",
         want("KEN+KOR", "narrated", "공동위원회를 열기로 했다", "agree", basis="collective")),
    case("leaders-are-persons", "한도영 대통령은 다우드 오마르 케냐 대통령과 회담했다. 양 정상은 공동위원회를 열기로 했다.",
         want("다우드 오마르+한도영", "narrated", "공동위원회를 열기로 했다", "agree", basis="collective")),
    case("both-states", "한도영 대통령은 다우드 오마르 케냐 대통령과 회담했다. 양국은 공동위원회를 열기로 했다.",
         want("KEN+KOR", "narrated", "공동위원회를 열기로 했다", "agree", basis="collective")),
    case("vice-ministers", "정하림 외교부 1차관은 이반 코왈 폴란드 외교차관을 만났다. 양 차관은 직항 증편에 합의했다.",
         want("이반 코왈+정하림", "narrated", "직항 증편에 합의했다", "agree")),
    case("their-side", "한국과 칠레의 국장급 협의가 17일 열렸다. 칠레 측은 검역 기간을 줄여 달라고 요청했다.",
         want("CHL", "indirect", "검역 기간을 줄여 달라", "request")),
    case("our-side", "한국과 칠레의 국장급 협의가 17일 열렸다. 우리 측은 원산지 서류를 간소화하자고 제안했다.",
         want("KOR", "indirect", "원산지 서류를 간소화하자", "propose")),
    case("one-syllable-side", "한미 국장급 협의가 17일 열렸다. 미측은 관세율을 유지하겠다고 밝혔다.",
         want("USA", "indirect", "관세율을 유지하겠다", "pledge")),
    case("three-leaders",
         "한도영 대통령과 다카야마 유지 일본 총리, 시하오 중국 총리가 만났다. 세 정상은 정례 회담을 재개하기로 했다.",
         want("다카야마 유지+시하오+한도영", "narrated", "정례 회담을 재개하기로 했다", "agree")),
    case("together-without-a-subject",
         "한도영 대통령은 “뱃길을 열자”고 했다. 다우드 오마르 케냐 대통령은 “항구가 기다린다”고 했다. 이에 따라 항만 협의체를 만들기로 했다.",
         want("한도영", "direct", "뱃길을 열자", "propose"), want("다우드 오마르", "direct", "항구가 기다린다", reply=None),
         want("다우드 오마르+한도영", "narrated", "항만 협의체를 만들기로 했다", "agree", reply=None)),
]  # fmt: skip

RELAYS = [
    case("spokesperson-quotes",
         "정하림 대통령실 대변인은 한도영 대통령이 “교민을 먼저 살피라”고 말했다고 전했다.",
         want("한도영", "direct", "교민을 먼저 살피라", "request", relay="정하림")),
    case("spokesperson-tells",
         "정하림 대통령실 대변인은 한도영 대통령이 조속한 비준을 요청했다고 밝혔다.",
         want("한도영", "narrated", "조속한 비준을 요청했다", "request", relay="정하림")),
    case("an-adviser-tells-what-both-decided",
         "한도영 대통령은 17일 오스카 린드 스웨덴 총리와 회담했다. 백진주 외교안보수석은 “두 정상이 비자 면제를 내년까지 시행하기로 했다”고 말했다.",
         want("한도영+오스카 린드", "narrated", "비자 면제를 내년까지 시행하기로 했다", "agree", relay="백진주")),
    case("a-news-agency-tells-what-two-others-decided",
         "쩐 반 루언 베트남 국가주석은 7일 도쿄에서 다카기 료헤이 일본 총리와 회담을 갖고 항만을 넓히기로 했다고 AFP통신이 보도했다.",
         want("쩐 반 루언+다카기 료헤이", "narrated", "항만을 넓히기로 했다", "agree", relay="AFP통신")),
    case("several-media-tell",
         "비크람 란데 인도 외교장관이 관세를 없애겠다고 밝혔다고 바라트통신 등 현지 언론이 7일 보도했다.",
         want("비크람 란데", "indirect", "관세를 없애겠다", "pledge", relay="바라트통신")),
    case("media-of-a-state-tell",
         "오스카 린드 스웨덴 총리는 “문을 열겠다”고 말했다고 교도통신 등 일본 매체들이 전했다.",
         want("오스카 린드", "direct", "문을 열겠다", "pledge", relay="교도통신")),
    case("a-daily-tells-what-was-said-on-a-plane",
         "튀르키예 일간 안카라신문은 카디르 에르데므 튀르키예 장관이 기내에서 “문제는 풀렸다”고 말했다고 보도했다.",
         want("카디르 에르데므", "direct", "문제는 풀렸다", relay="안카라신문")),
    case("media-s-own-reading-is-nobody-s", "민서영 외교부 장관은 “서두르자”고 했다. 현지 매체들은 공급망을 다시 짜려는 뜻이 읽힌다고 풀이했다.",
         want("민서영", "direct", "서두르자", "propose")),
    case("the-teller-of-the-sentence-before-tells-on",
         "대통령실 고위 관계자는 “합의가 있었다”고 전했다. 또 캐나다 측이 “한국을 초청하겠다”는 뜻을 알려 왔다고 소개했다.",
         want("대통령실 고위 관계자", "direct", "합의가 있었다"),
         want("CAN", "direct", "한국을 초청하겠다", "invite", relay="대통령실 고위 관계자")),
    case("this-official-tells-at-the-end",
         "외교부 당국자는 “협상이 끝나간다”고 말했다. 오가타 마사토 일본 외무상은 “협의를 이어 가자”고 답했다고 이 당국자는 전했다.",
         want("외교부 당국자", "direct", "협상이 끝나간다"),
         want("오가타 마사토", "direct", "협의를 이어 가자", "propose", relay="외교부 당국자", reply=None)),
    case("an-offer-received-and-told-of",
         "표재훈 장관이 방문했다. 아이굴 세이트칼리 카자흐스탄 부총리는 “어렵지 않다”고 말했다. 표 장관에게서는 “연내 마무리하자”는 제안을 받았다고 소개했다.",
         want("아이굴 세이트칼리", "direct", "어렵지 않다"),
         want("표재훈", "direct", "연내 마무리하자", "propose", relay="아이굴 세이트칼리", reply=None)),
    case("two-who-speak-in-one-sentence-pass-nothing-on",
         "한도영 대통령은 태국이 힘을 보태 달라고 했고, 솜차이 잉락 태국 총리는 비핵화를 지지해 왔다고 밝혔다.",
         want("한도영", "indirect", "태국이 힘을 보태 달라", "request"), want("솜차이 잉락", None, "비핵화를 지지해 왔다", "support", reply=None)),
    case("another-teller-is-not-the-one-before",
         "외교부 당국자는 “합의가 있었다”고 전했다. 스웨덴 방송 SVT는 오스카 린드 스웨덴 총리가 합의를 환영했다고 보도했다.",
         want("외교부 당국자", "direct", "합의가 있었다"), want("오스카 린드", None, "합의를 환영했다", "welcome")),
    case("a-state-that-proposed-in-an-official-s-words",
         "외교부 당국자는 “오히려 스웨덴이 먼저 협의를 열자고 제안해 왔다”고 말했다.",
         want("SWE", "indirect", "협의를 열자", "propose", relay="외교부 당국자")),
    case("a-promise-received", "한도영 대통령은 다우드 오마르 케냐 대통령에게서 쌀을 보내겠다는 약속을 받아 냈다.",
         want("다우드 오마르", "indirect", "쌀을 보내겠다", "pledge", reply=None)),
    case("the-teller-adds-his-own",
         "정하림 대통령실 대변인은 한도영 대통령이 조속한 비준을 요청했다고 밝혔다. 다만 시한은 정하지 않았다고 덧붙였다.",
         want("한도영", "narrated", "조속한 비준을 요청했다", "request", relay="정하림"),
         want("정하림", "indirect", "시한은 정하지 않았다", "inform", basis="continuation")),
    case("the-teller-tells-what-both-decided",
         "외교부 당국자는 “서명만 남았다”고 말했다. 어업 문제는 양국이 내년에 다시 다루기로 했다고 설명했다. "
         "한국과 페루는 17일 리마에서 만났다.",
         want("외교부 당국자", "direct", "서명만 남았다"),
         want("KOR+PER", None, "내년에 다시 다루기로 했다", "agree", relay="외교부 당국자")),
    case("the-tail-tells-the-whole-sentence",
         "라울 멘데스 페루 대통령은 구조대 파견에 감사를 표하고 협력을 기대한다는 뜻을 전했다고 정하림 대변인이 말했다.",
         want("라울 멘데스", "narrated", "구조대 파견에 감사를 표하고", "thank", relay="정하림"),
         want("라울 멘데스", "indirect", "협력을 기대한다", "hope", relay="정하림")),
    case("nested-marks",
         "정하림 대통령실 대변인은 “한도영 대통령이 ‘원전 인력을 보내겠다’고 말했다”고 전했다.",
         want("한도영", "direct", "원전 인력을 보내겠다", "pledge", relay="정하림")),
    case("told-behind", "한도영 대통령은 “원전 인력을 보내겠다”고 말했다고 정하림 대변인이 전했다.",
         want("한도영", "direct", "원전 인력을 보내겠다", "pledge", relay="정하림")),
    case("joint-decision-told", "양 정상은 어선 안전 규범을 만들기로 했다고 정하림 대변인이 전했다. 한도영 대통령은 17일 라울 멘데스 페루 대통령과 만났다.",
         want("라울 멘데스+한도영", "narrated", "어선 안전 규범을 만들기로 했다", "agree", relay="정하림")),
    case("written-briefing",
         "정하림 대변인의 서면 브리핑에 따르면 한도영 대통령은 “백신 공장을 함께 세우자”고 말했다. 다우드 오마르 케냐 대통령은 부지를 내겠다고 답했다.",
         want("한도영", "direct", "백신 공장을 함께 세우자", "propose", relay="정하림"),
         want("다우드 오마르", "indirect", "부지를 내겠다", "pledge", reply=1, relay="정하림")),
    case("according-to", "정하림 대변인에 따르면 한도영 대통령은 “빈손은 아니다”라고 평가했다.",
         want("한도영", "direct", "빈손은 아니다", relay="정하림")),
    case("chain", "대통령실 관계자는 “박찬우 안보실장은 한도영 대통령이 훈련을 미루지 않겠다고 말했다고 전했다”고 밝혔다.",
         want("한도영", "indirect", "훈련을 미루지 않겠다", relay="대통령실 관계자+박찬우")),
    case("hearsay", "한도영 대통령은 회담에서 조기 타결을 당부한 것으로 전해졌다.",
         want("한도영", "narrated", "조기 타결을 당부한", "request")),
    case("hearsay-over-a-clause", "오스카 린드 스웨덴 총리는 원전 두 기를 더 짓겠다고 말한 것으로 알려졌다.",
         want("오스카 린드", "indirect", "원전 두 기를 더 짓겠다", "pledge")),
    case("an-official-of-his-own",
         "대통령실 관계자는 “오스카 린드 총리는 추가 발주를 검토하겠다고 답했고 우리는 성능을 설명했다”고 말했다. 오스카 린드 스웨덴 총리는 17일 귀국했다.",
         want("오스카 린드", "indirect", "추가 발주를 검토하겠다", "pledge", relay="대통령실 관계자", reply=None),
         want("대통령실 관계자", "direct", "우리는 성능을 설명했다")),
    case("corrected",
         "대통령실 관계자는 라울 멘데스 페루 대통령이 함정 네 척을 사겠다고 말했다고 전했다. "
         "정하림 대변인은 라울 멘데스 대통령이 함정 구매를 검토하겠다고 말했다고 바로잡았다.",
         want("라울 멘데스", "indirect", "함정 네 척을 사겠다", "pledge", relay="대통령실 관계자"),
         want("라울 멘데스", "indirect", "함정 구매를 검토하겠다", "pledge", relay="정하림"),
         fails="the relayed speaker stays in the content of a clause under 바로잡았다"),
    case("an-office-tells", "대통령실은 두 정상이 조선 협력 확대에 뜻을 모았다고 전했다. 한도영 대통령은 카밀 노바크 폴란드 총리와 회담했다.",
         want("카밀 노바크+한도영", "narrated", "조선 협력 확대에 뜻을 모았다", "agree", relay="대통령실")),
    case("told-twice",
         "정하림 대변인은 한도영 대통령과 오스카 린드 스웨덴 총리가 수소 협력 강화에 합의했으며, 한 대통령은 기업 애로를 챙기겠다고 약속했다고 전했다.",
         want("오스카 린드+한도영", "narrated", "수소 협력 강화에 합의했으며", "agree", relay="정하림"),
         want("한도영", "indirect", "기업 애로를 챙기겠다", "pledge", relay="정하림"),
         fails="the speaker stays in the content of an act that a later verb in the sentence passes on"),
    case("a-ministry-tells-of-what-others-did", "케냐가 약속한 투자의 절반이 집행됐다고 기획재정부가 11일 밝혔다.",
         want("기획재정부", "indirect", "케냐가 약속한 투자의 절반이 집행됐다", "inform")),
    case("behind-the-place-of-issue", "(나이로비=모두뉴스) 문지우 기자 = 항만 공사가 끝났다고 해양수산부가 3일 밝혔다.",
         want("해양수산부", "indirect", "항만 공사가 끝났다", "inform")),
    case("his-own-side-inside-what-he-tells",
         "한도영 대통령은 4일 오스카 린드 스웨덴 총리와 회담했다. 대통령실 관계자는 “스웨덴 측이 관세 철폐를 요구했지만 우리는 농가 사정을 설명했다”고 전했다.",
         want("SWE", "narrated", "관세 철폐를 요구했지만", "request", relay="대통령실 관계자"),
         want("대통령실 관계자", "direct", "우리는 농가 사정을 설명했다", "inform")),
    case("decided-with-the-other-one-met",
         "한도영 대통령은 3일 오스카 린드 스웨덴 총리와 회담했다. 5일에는 하랄 베르그 노르웨이 총리를 만났다. 베르그 총리와는 해운 협력을 넓히기로 했다.",
         want("하랄 베르그+한도영", "narrated", "해운 협력을 넓히기로 했다", "agree")),
    case("asked-of-somebody-with-a-long-title",
         "민서영 장관은 오스카 린드 스웨덴 외교부 아시아태평양국장에게 어업 협정의 조속한 비준을 촉구했다.",
         want("민서영", "narrated", "어업 협정의 조속한 비준을 촉구했다", "request")),
    case("a-gulf-is-no-state-that-decides",
         "한도영 대통령은 4일 다우드 오마르 기니 대통령과 회담했다. 또 두 정상은 기니만 해적을 함께 쫓기로 했다고 정하림 대변인이 전했다.",
         want("다우드 오마르+한도영", "narrated", "기니만 해적을 함께 쫓기로 했다", "agree", relay="정하림")),
    case("first-his-own-side-then-the-other",
         "한도영 대통령은 4일 오스카 린드 스웨덴 총리와 회담했다. 외교부 당국자는 “우리는 안전 보장을 요구했고, 스웨덴 측은 경비정을 보내겠다고 약속했다”고 말했다.",
         want("외교부 당국자", "direct", "우리는 안전 보장을 요구했고", "request"),
         want("SWE", "indirect", "경비정을 보내겠다", "pledge", relay="외교부 당국자", reply=None)),
    case("the-government-for-another-state",
         "정부가 케냐에 대한 차관 한도를 3억 달러로 늘리기로 했다. 다우드 오마르 케냐 대통령은 17일 귀국했다.",
         want("KOR", "narrated", "케냐에 대한 차관 한도를 3억 달러로 늘리기로 했다", "pledge")),
    case("what-the-other-asks-is-told", "민서영 외교부 장관은 “오만 측이 어선의 조속한 귀환을 요구하고 있다”고 보고했다. 오만은 중동에 있다.",
         want("민서영", "direct", "오만 측이 어선의 조속한 귀환을 요구하고 있다", "inform")),
    case("what-he-means-to-do",
         "한도영 대통령은 사의를 표하면서 철도 사업에 차관을 제공할 뜻을 밝혔다. 오스카 린드 스웨덴 총리는 떠났다.",
         want("한도영", "narrated", "사의를 표하면서", "thank"),
         want("한도영", "narrated", "철도 사업에 차관을 제공할 뜻을 밝혔다", "pledge")),
    case("the-government-of-that-time", "당시 정부는 항만을 2019년까지 넓히겠다고 했으나 늦어졌다. 다우드 오마르 케냐 대통령은 떠났다.",
         want("KOR", "indirect", "항만을 2019년까지 넓히겠다", "pledge")),
    case("who-answered-is-named-at-the-end",
         "Q. 방한 목적은 무엇입니까.\nA. 철강 협력을 넓히러 왔습니다.\nQ. 투자 계획이 있습니까.\nA. 공장을 하나 더 짓겠습니다.\n"
         "오스카 린드 스웨덴 총리는 17일 기자와 만나 이같이 말했다.",
         want("오스카 린드", "direct", "철강 협력을 넓히러 왔습니다.", "inform"),
         want("오스카 린드", "direct", "공장을 하나 더 짓겠습니다.", "pledge", reply=None)),
    case("an-agency-tells", "교도통신은 다카기 료헤이 일본 총리가 “곧 방한하고 싶다”고 말했다고 보도했다.",
         want("다카기 료헤이", "direct", "곧 방한하고 싶다", "hope", relay="교도통신")),
    case("briefing-in-marks", "정하림 대변인은 “두 정상은 북극 항로가 중요하다는 데 공감했다”고 밝혔다. 한도영 대통령과 오스카 린드 스웨덴 총리는 17일 만났다.",
         want("오스카 린드+한도영", None, "북극 항로가 중요하다는 데 공감했다", "concur", relay="정하림")),
    case("a-minister-is-no-relay",
         "민서영 외교부 장관은 다우드 오마르 케냐 대통령이 한국을 각별히 여긴다고 말했다.",
         want("민서영", "indirect", "다우드 오마르 케냐 대통령이 한국을 각별히 여긴다")),
    case("a-spokesperson-for-himself", "정하림 대통령실 대변인은 “공식 통보는 없었다”고 밝혔다.",
         want("정하림", "direct", "공식 통보는 없었다", "inform")),
]  # fmt: skip

PERSONS = [
    case("name-state-office", "이냐시오 바라 파라과이 외교장관은 “콩 수출을 늘리겠다”고 말했다.",
         want("이냐시오 바라", "direct", "콩 수출을 늘리겠다", "pledge")),
    case("state-name-office", "파라과이 이냐시오 바라 외교장관은 “콩 수출을 늘리겠다”고 말했다.",
         want("이냐시오 바라", "direct", "콩 수출을 늘리겠다", "pledge")),
    case("office-name", "박찬우 국가안보실장이 배석했다. 국가안보실장 박찬우는 “늦지 않았다”고 했다.",
         want("박찬우", "direct", "늦지 않았다")),
    case("name-in-brackets", "칠레 외교장관(이그나시오 바라호나)은 “문서로 남기자”고 제안했다.",
         want("이그나시오 바라호나", "direct", "문서로 남기자", "propose")),
    case("corner-brackets", "「타마즈 로미제(Tamaz Lomidze)」 조지아 외교장관은 “항로를 열자”고 제안했다.",
         want("타마즈 로미제", "direct", "항로를 열자", "propose")),
    case("hanja-in-brackets", "다카기 료헤이(高木亮平) 일본 총리는 “셔틀 외교를 잇겠다”고 말했다.",
         want("다카기 료헤이", "direct", "셔틀 외교를 잇겠다", "pledge")),
    case("short-name-and-title", "오스카 린드 스웨덴 총리가 방한했다. 린드 총리는 “기차로 왔다”고 말했다.",
         want("오스카 린드", "direct", "기차로 왔다")),
    case("surname-and-title", "한도영 대통령이 도착했다. 한 대통령은 “반갑다”고 말했다.",
         want("한도영", "direct", "반갑다", "welcome")),
    case("title-alone", "라칸 빈 무타이브 사우디 왕세자가 방한했다. 왕세자는 “사막에 도시를 세우겠다”고 말했다.",
         want("라칸 빈 무타이브", "direct", "사막에 도시를 세우겠다", "pledge")),
    case("title-alone-chairman", "또 반 럼 베트남 국가주석이 방한했다. 주석은 “부품 공장을 더 받겠다”고 말했다.",
         want("또 반 럼", "direct", "부품 공장을 더 받겠다", "pledge")),
    case("title-alone-secretary", "쩐 반 루언 베트남 당 서기장이 방한했다. 루언 서기장은 “부품 공장을 더 받겠다”고 말했다.",
         want("쩐 반 루언", "direct", "부품 공장을 더 받겠다", "pledge")),
    case("bare-name", "야노시 케레케시 헝가리 총리가 방한했다. 케레케시는 “공장은 예정대로 돈다”고 말했다.",
         want("야노시 케레케시", "direct", "공장은 예정대로 돈다")),
    case("spelling-drifts", "카슴 토라예프 카자흐스탄 대통령이 방한했다. 카심 토라예프 대통령은 “길을 넓히겠다”고 말했다.",
         want("카슴 토라예프", "direct", "길을 넓히겠다", "pledge")),
    case("hyphen-drifts", "알-마르와니 오만 외교장관이 방한했다. 알 마르와니 장관은 “길을 넓히겠다”고 말했다.",
         want("알 마르와니", "direct", "길을 넓히겠다", "pledge")),
    case("space-drifts", "사우드 빈라시드 카타르 총리가 방한했다. 사우드 빈 라시드 총리는 “길을 넓히겠다”고 말했다.",
         want("사우드 빈라시드", "direct", "길을 넓히겠다", "pledge")),
    case("two-offices", "문성규 부총리 겸 기획재정부 장관은 “투자 펀드를 만들겠다”고 말했다.",
         want("문성규", "direct", "투자 펀드를 만들겠다", "pledge")),
    case("acting", "이네스 코르테 볼리비아 외교장관 대행은 “절차를 밟겠다”고 말했다.",
         want("이네스 코르테", "direct", "절차를 밟겠다", "pledge")),
    case("ambassador", "요한 베리만 주한 스웨덴대사는 “학생 교류를 두 배로 늘리자”고 제안했다.",
         want("요한 베리만", "direct", "학생 교류를 두 배로 늘리자", "propose")),
    case("acting-again",
         "애런 코들 미국 대북정책특별대표 대행이 방한했다. 코들 대행은 “문은 열려 있다”고 말했다.",
         want("애런 코들", "direct", "문은 열려 있다")),
    case("doing-for-others-is-no-office", "한도영 대통령은 구매 대행 업체의 문제를 살피겠다고 말했다.",
         want("한도영", "indirect", "구매 대행 업체의 문제를 살피겠다", "pledge")),
    case("an-envoy-by-the-title-alone",
         "살림 알 하르시 오만 국왕 특사가 민서영 장관을 만났다. 특사는 배를 돌려주겠다고 답했다고 민 장관은 전했다.",
         want("살림 알 하르시", "indirect", "배를 돌려주겠다", "pledge", relay="민서영", reply=None)),
    case("someone-of-an-embassy", "주한 오만대사관 관계자는 “국왕의 뜻”이라고 설명했다.",
         want("주한 오만대사관 관계자", "direct", "국왕의 뜻")),
    case("commission-president", "엘레나 브란트 유럽연합(EU) 집행위원장은 “문턱을 낮추겠다”고 말했다.",
         want("엘레나 브란트", "direct", "문턱을 낮추겠다", "pledge")),
    case("envoy", "백인혁 대통령 특사는 “친서를 전달했다”고 밝혔다.",
         want("백인혁", "direct", "친서를 전달했다", "inform")),
    case("common-first-name", "마리아 산토스 필리핀 외교장관은 “선원 안전을 챙기겠다”고 말했다.",
         want("마리아 산토스", "direct", "선원 안전을 챙기겠다", "pledge")),
    case("a-capital-for-a-first-name", "소피아 로렌스 뉴질랜드 총리는 “고기 검역을 다시 보자”고 제안했다.",
         want("소피아 로렌스", "direct", "고기 검역을 다시 보자", "propose")),
    case("pair-glued", "한몽 국방장관 회담이 17일 열렸다. 양국은 수송기를 함께 쓰기로 했다.",
         want("KOR+MNG", "narrated", "수송기를 함께 쓰기로 했다", "agree")),
    case("pair-dot", "한·베 경제장관 회의가 17일 열렸다. 양측은 부품 인증소를 함께 짓기로 했다.",
         want("KOR+VNM", "narrated", "부품 인증소를 함께 짓기로 했다", "agree")),
    case("pair-other-dot", "한ㆍ칠레 경제장관 회의가 17일 열렸다. 양측은 부품 인증소를 함께 짓기로 했다.",
         want("CHL+KOR", "narrated", "부품 인증소를 함께 짓기로 했다", "agree")),
    case("pair-as-subject", "한-칠레 양국은 부품 인증소를 함께 짓기로 했다.",
         want("CHL+KOR", "narrated", "부품 인증소를 함께 짓기로 했다", "agree")),
    case("pair-hanja", "韓-英 정상회담이 17일 열렸다. 양국은 원전 인력을 교환하기로 했다.",
         want("GBR+KOR", "narrated", "원전 인력을 교환하기로 했다", "agree")),
]  # fmt: skip

DOCUMENT = [
    case("joint-statement-preamble", "대한민국과 페루 간 공동성명\n1. 세관 자료를 실시간으로 교환하기로 하였다.",
         want("KOR+PER", "narrated", "세관 자료를 실시간으로 교환하기로 하였다", "agree"),
         fails="parties named in the title alone are no entities, so that a decision without a subject has no speakers"),
    case("joint-statement-we-welcome", "대한민국과 페루 간 공동성명\n1. 수교 60주년을 맞아 양국 관계의 발전을 환영하였다.",
         want("KOR+PER", "narrated", "양국 관계의 발전을 환영하였다", "welcome")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wants"), SUBJECT)
def test_subject(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), CONTINUATION)
def test_continuation(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), ANAPHORA)
def test_anaphora(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), COLLECTIVE)
def test_collective(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), RELAYS)
def test_relays(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), PERSONS)
def test_how_persons_are_named(text, wants):
    check(text, wants)


@pytest.mark.parametrize(("text", "wants"), DOCUMENT)
def test_the_document_as_speaker(text, wants):
    check(text, wants, "joint_statement")


def test_nobody_at_all_is_said():
    reading = read("“이번 합의는 출발일 뿐”이라는 말이 나왔다. “갈 길이 멀다”고도 했다.")
    unknown = [issue.about for issue in reading.issues if issue.code == "speaker_unknown"]
    assert [s.id for s in reading.statements if not s.speakers] == unknown
    assert all(s.attribution.basis == "none" for s in reading.statements)


@pytest.mark.parametrize("verb", rows(["정정했다", "바로잡았다", "번복했다"]))
def test_a_corrected_wording_binds_nobody(verb):
    assert not any("네 척" in commitment.content.text for commitment in read(_corrected(verb)).commitments)


def _corrected(verb):
    return ("대통령실 관계자는 라울 멘데스 페루 대통령이 함정 네 척을 사겠다고 말했다고 전했다. "
            f"정하림 대변인은 라울 멘데스 대통령이 함정 구매를 검토하겠다고 말했다고 {verb}.")  # fmt: skip


def test_a_corrected_wording_is_said_to_be_withdrawn():
    reading = read(_corrected("정정했다"))
    assert [issue.about for issue in reading.issues if issue.code == "withdrawn"] == ["s1"]


def test_the_addressee_of_a_talk_between_two():
    reading = read("한도영 대통령은 17일 오스카 린드 스웨덴 총리와 회담했다. 한 대통령은 “전력망을 잇자”고 말했다.")
    known = {entity.id: entity.name for entity in reading.entities}
    assert [known[id] for id in reading.statements[0].addressees] == ["오스카 린드"]


GOLD = sorted(p for p in (Path(__file__).parents[2] / "gold").glob("*/*.md") if p.parent.name != "heldout")[::4]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_records_of_a_whole_document_hang_together(path):
    """On real lengths: ids in order, acts inside their contents, replies to others before, everybody known."""
    reading = hoedam.read(path)
    reading.check_spans()
    known = {entity.id for entity in reading.entities}
    order = {statement.id: i for i, statement in enumerate(reading.statements)}
    assert list(order) == [f"s{i + 1}" for i in range(len(order))]
    for i, statement in enumerate(reading.statements):
        lo, hi = statement.content[0].start, statement.content[-1].end
        assert all(lo <= act.span.start and act.span.end <= hi for act in statement.acts), statement
        assert {
            *statement.speakers,
            *statement.relayed_by,
            *statement.addressees,
            *statement.attribution.alternatives,
        } <= known
        assert not statement.reply_to or order[statement.reply_to] < i
        assert statement.acts
        assert not set(statement.speakers) & set(statement.relayed_by)
        assert statement.attribution.certain or statement.attribution.alternatives
        assert (statement.attribution.basis == "none") == (not statement.speakers)
    assert all(c.statement is None or c.statement in order for c in reading.commitments)
