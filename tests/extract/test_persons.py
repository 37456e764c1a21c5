"""Persons: the orders of name, state, ministry and title; short forms; spellings; what is no person."""

import pytest
from tests.extract.entity_texts import persons, who

from hoedam.extract.names import alike, is_korean_name, is_part, looks_foreign

ORDERS = [
    ("아르만 보라예프 카자흐스탄 대통령은 말했다", "아르만 보라예프", "KAZ", "대통령"),
    ("사우디 유수프 알감디 에너지장관은 말했다", "유수프 알감디", "SAU", "에너지장관"),
    ("국왕 무타이브 빈 다우드를 만났다. 사우디 측은 답했다", "무타이브 빈 다우드", "SAU", "국왕"),
    ("외무상 미무라 겐타에게 일본 측 뜻을 물었다. 미무라 외무상은 답했다", "미무라 겐타", "JPN", "외무상"),
    ("칠레 외교장관(이그나시오 바라호나)이 왔다", "이그나시오 바라호나", "CHL", "외교장관"),
    ("「타마즈 로미제(Tamaz Lomidze)」 조지아 외교장관은 말했다", "타마즈 로미제", "GEO", "외교장관"),
    ("다카기 료헤이(高木亮平) 일본 총리는 말했다", "다카기 료헤이", "JPN", "총리"),
    ("하미드 누르 알 파룩(Hamid Nur Al Faruq) 오만 국왕은 말했다", "하미드 누르 알 파룩", "OMN", "국왕"),
    ("칼리드 빈 수하일 알 마르와니 아랍에미리트(UAE) 대통령이 왔다", "칼리드 빈 수하일 알 마르와니", "ARE", "대통령"),
    ("쩐 반 루언 베트남 국가주석이 왔다", "쩐 반 루언", "VNM", "국가주석"),
    ("또 반 럼 베트남 당 서기장은 말했다", "또 반 럼", "VNM", "당 서기장"),
    ("탄디 음랑가 남아공 국제관계협력부 장관은 말했다", "탄디 음랑가", "ZAF", "국제관계협력부 장관"),
    ("파울루 메지나 브라질 대통령이 말했다", "파울루 메지나", "BRA", "대통령"),
    ("다카야마 사나에 일본 총리가 말했다", "다카야마 사나에", "JPN", "총리"),
    ("왕이 중국 외교부장은 말했다", "왕이", "CHN", "외교부장"),
    ("중국 천하오민(陳浩民) 국무원 총리는 말했다", "천하오민", "CHN", "국무원 총리"),
    ("도널드 하퍼 미 국무장관은 말했다", "도널드 하퍼", "USA", "국무장관"),
    ("에이미 포스터 백악관 대변인은 말했다", "에이미 포스터", "USA", "백악관 대변인"),
    ("카를라 소우자 브라질 대통령실 대변인은 말했다", "카를라 소우자", "BRA", "대통령실 대변인"),
    ("문성규 부총리 겸 기획재정부 장관은 말했다", "문성규", "KOR", "부총리 겸 기획재정부 장관"),
    ("외교부 정하림 1차관은 말했다", "정하림", "KOR", "외교부 1차관"),
    ("최문석 외교부 제2차관은 말했다", "최문석", "KOR", "외교부 제2차관"),
    ("민서영 외교부장관은 말했다", "민서영", "KOR", "외교부장관"),
    ("배인규 국가안보실장은 말했다", "배인규", "KOR", "국가안보실장"),
    ("서욱 국방부 장관은 말했다", "서욱", "KOR", "국방부 장관"),
    ("대통령실 대변인 서지훈", "서지훈", "KOR", "대통령실 대변인"),
    ("문재하대통령은 말했다", "문재하", "KOR", "대통령"),
    ("차기혁 전 대통령은 말했다", "차기혁", "KOR", "전 대통령"),
    ("조현동 주미대사는 말했다", "조현동", "KOR", "주미대사"),
    ("최선희 외무상은 말했다", "최선희", "PRK", "외무상"),
    ("[나세르 빈 파흐드 / 카타르 국왕 : 반갑습니다.]", "나세르 빈 파흐드", "QAT", "국왕"),
    ("▶ 인터뷰 : 민지호 / 대통령실 경제수석 - \"좋습니다\"", "민지호", "KOR", "대통령실 경제수석"),
    ("안산 선수가 이겼다", "안산", "KOR", "선수"),
    ("역도선수 손 이고르의 경기를 봤다", "손 이고르", None, "역도선수"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "country", "office"), ORDERS)
def test_orders_of_name_state_and_title(text: str, name: str, country: str | None, office: str) -> None:
    assert (name, country, office) in persons(text)
    assert len(persons(text)) == 1


SHORT = [
    ("문재하 대통령은 갔다. 문 대통령은 왔다.", "문 대통령", "문재하"),
    ("이재하 대통령은 갔다. 이 대통령은 왔다.", "이 대통령", "이재하"),
    ("한지석 대통령은 갔다. 한 대통령은 왔다.", "한 대통령", "한지석"),
    ("전도연 장관은 갔다. 전 장관은 왔다.", "전 장관", "전도연"),
    ("아르만 보라예프 카자흐스탄 대통령은 갔다. 보라예프 대통령은 왔다.", "보라예프 대통령", "아르만 보라예프"),
    ("아르만 보라예프 카자흐스탄 대통령은 갔다. 보라예프는 왔다.", "보라예프", "아르만 보라예프"),
    ("라칸 빈 무타이브 사우디 왕세자가 갔다. 왕세자는 왔다.", "왕세자", "라칸 빈 무타이브"),
    ("시하오 중국 국가주석이 왔다. 시 주석은 갔다.", "시 주석", "시하오"),
    ("쩐 꽁 바오 베트남 당 서기장이 왔다. 바오 서기장은 갔다.", "바오 서기장", "쩐 꽁 바오"),
    ("유수프 알감디 사우디 에너지장관이 왔다. 알-감디 장관은 갔다.", "알-감디 장관", "유수프 알감디"),
    ("카심 보라예프 카자흐스탄 대통령이 왔다. 카슴 보라예프 대통령은 갔다.", "카슴 보라예프 대통령", "카심 보라예프"),
    (
        "라칸 빈 무타이브 사우디 왕세자가 왔다. 라깐 빈 무타입 왕세자는 갔다.",
        "라깐 빈 무타입 왕세자",
        "라칸 빈 무타이브",
    ),
    ("레반 초헬리 조지아 총리가 왔다. 조지아 총리의 방한은 처음이다.", "조지아 총리", "레반 초헬리"),
    ("문재하 대통령과 레반 초헬리 조지아 총리가 만났다. 총리는 갔다.", "총리", "레반 초헬리"),
    ("문재하 대통령이 갔다. 우리 대통령은 웃었다.", "대통령", "문재하"),
    ("문성규 부총리 겸 기획재정부 장관이 갔다. 문 부총리는 왔다.", "문 부총리", "문성규"),
    ("보라예프 총리를 만났다. 아르만 보라예프 카자흐스탄 총리는 웃었다.", "보라예프 총리", "아르만 보라예프"),
]


@pytest.mark.parametrize(("text", "phrase", "name"), SHORT)
def test_short_forms(text: str, phrase: str, name: str) -> None:
    assert who(text, phrase) == [name]
    assert len(persons(text)) == len({n for n, _, _ in persons(text)})


def test_father_and_son_and_predecessors_stay_apart() -> None:
    text = "차기혁 전 대통령은 2012년에 갔다. 차윤석 대통령은 올해 갔다. 차 대통령은 웃었다."
    assert [p[0] for p in persons(text)] == ["차기혁", "차윤석"]
    assert who(text, "차 대통령") == ["차윤석"]
    text = "쩐 꽁 바오 베트남 당 서기장이 왔다. 전임 쩐 반 루언 서기장이 온 뒤 처음이다. 바오와 루언은 다르다."
    assert persons(text) == [("쩐 꽁 바오", "VNM", "당 서기장"), ("쩐 반 루언", "VNM", "전 서기장")]
    assert who(text, "루언") == ["쩐 반 루언"]


def test_a_surname_alone_is_a_person_and_this_president_is_not() -> None:
    assert persons("문 대통령은 특히 감사를 표했다.") == [("문", "KOR", "대통령")]
    assert persons("한 관계자 말과 이 대통령 제도를 들었다.") == []


NOBODY = [
    "차기 대통령 선거를 앞두고 현지 대통령궁이 붐볐다",
    "역대 대통령 가운데 처음이다",
    "대통령 특사로 파견됐다",
    "양국 장관 회의와 총리급 회담을 열었다",
    "외교장관회담과 장관급 협의체",
    "리튬 시장과 배터리 시장이 커졌다",
    "오슬로 총리 공관에서 악수했다",
    "관계자들이 분주했다",
    "주(州) 총리 시절 일이다",
    "우리 선수 여섯 명이 나섰다",
    "총리 관저 앞에서 대통령실 관저까지",
    "첫해에 총리께 알렸다",
]


@pytest.mark.parametrize("text", NOBODY)
def test_common_nouns_are_nobody(text: str) -> None:
    assert persons(text) == []


def test_words_around_a_title_are_no_part_of_the_name() -> None:
    for lead in (
        "공식 방한 중인",
        "통화 말미에",
        "이날 오후",
        "지난주 방한한",
        "연단에 선",
        "회담을 마친",
        "이어",
        "앞서",
    ):
        assert persons(f"{lead} 아르만 보라예프 카자흐스탄 대통령은 말했다")[0][0] == "아르만 보라예프"


def test_sources_have_their_designation_as_name() -> None:
    text = "청와대 고위 관계자는 말했다. 외교부 당국자가 전했다. 인도네시아 외교부 당국자는 부인했다."
    assert [(n, c) for n, c, _ in persons(text)] == [
        ("청와대 고위 관계자", "KOR"),
        ("외교부 당국자", "KOR"),
        ("인도네시아 외교부 당국자", "IDN"),
    ]


def test_shapes_of_names() -> None:
    assert is_korean_name("문재하") and is_korean_name("남궁민") and not is_korean_name("정부는")
    assert looks_foreign("토카예프") and looks_foreign("알-감디") and not looks_foreign("정상회담")
    assert not looks_foreign("카자흐스탄") and not looks_foreign("배터리") and not looks_foreign("했다며")
    assert is_part("빈") and is_part("압둘아지즈") and not is_part("중인")
    assert alike("카심", "카슴") and alike("무타이브", "무타입") and not alike("보라예프", "살라사르")
