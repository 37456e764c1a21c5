"""Entities as a whole: ids, mentions, sides, robustness, speed."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import document
from tests.extract.entity_texts import names, persons, read, who, words

from hoedam.extract.entities import read_entities
from hoedam.model import Block, Document

STORY = """강태오 대통령은 7일 청와대에서 방한한 이삭 벨로프 에스토니아 총리와 정상회담을 했다.
강 대통령은 "전자정부를 함께 배우자"고 제안했고, 벨로프 총리는 "한국은 좋은 짝"이라고 답했다.
두 정상은 한·에스토니아 사이버 협의체를 두기로 했으며 양국은 이를 매년 열기로 했다.
그는 이날 저녁 출국했다. 대통령실 고위 관계자는 "성과가 컸다"고 말했다. 이 관계자는 덧붙였다."""


def test_a_story_has_its_sides_principals_and_ids_in_order() -> None:
    found = read(STORY)
    assert found.sides == ("KOR", "EST")
    assert [found.by_id(id).name for id in found.principals] == ["강태오", "이삭 벨로프"]
    assert [e.id for e in found.entities] == [f"e{i}" for i in range(1, len(found.entities) + 1)]
    first = [e.mentions[0].start for e in found.entities]
    assert first == sorted(first)
    assert found.country_of(found.principals[1]) == "EST"


def test_mentions_are_sorted_apart_and_without_particles() -> None:
    found = read(STORY)
    assert all(a.end <= b.start for a, b in zip(found.mentions, found.mentions[1:], strict=False))
    assert "벨로프 총리" in words(STORY, found, "name")
    assert "강 대통령" in words(STORY, found, "title")
    assert "대통령실 고위 관계자" in words(STORY, found, "name")
    assert words(STORY, found, "pronoun") == ["그", "이 관계자"]
    assert all(not m.entities for m in found.mentions if m.role == "pronoun")


def test_collectives_are_the_persons_or_the_states() -> None:
    assert who(STORY, "두 정상") == ["강태오", "이삭 벨로프"]
    assert who(STORY, "양국") == ["한국", "에스토니아"]


LOOKED_ON = """다카기 료헤이 일본 총리는 7일 도쿄에서 쩐 반 루언 베트남 국가주석과 회담했다. 두 정상은 항만을 함께 넓히기로 했다.
쩐 주석은 고맙다고 했다. 다카기 총리는 이어 아누라 페레라 스리랑카 대통령과 통화했다. 현지 언론은 한국도 관심을 보인다고 전했다."""


def test_home_is_no_side_where_two_others_meet() -> None:
    assert "KOR" not in read(LOOKED_ON).sides
    assert who(LOOKED_ON, "두 정상") == ["다카기 료헤이", "쩐 반 루언"]
    assert read(LOOKED_ON.replace("다카기 총리는", "강태오 대통령은")).sides[0] == "KOR"


def test_a_region_of_three_states_is_not_three_who_meet() -> None:
    assert read(f"{STORY} 북한도 거론됐다. 에스토니아는 발트 3국 가운데 가장 북쪽에 있다.").sides == ("KOR", "EST")


def test_a_market_is_no_mayor() -> None:
    assert persons("강소정 총리는 인도 시장과 베트남시장, 신흥 시장이 크다고 했다. 이마트가 베트남 시장을 떠났다.") == [
        ("강소정", "KOR", "총리")
    ]


def test_a_mayor_called_again_by_the_surname_is_a_person() -> None:
    assert persons("창원시는 한세진 시장이 대사를 만났다고 밝혔다. 한 시장은 반겼다.") == [("한세진", "KOR", "시장")]


def test_two_mayors_are_the_two_who_met() -> None:
    text = "한세진 창원시장은 간바타르 체렌 몽골 다르항시장과 만났다. 두 시장은 학생을 보내기로 했다."
    assert who(text, "두 시장") == ["한세진", "간바타르 체렌"]


def test_headlines_only_confirm() -> None:
    text = "姜, 에스토니아 총리와 회담…페루 대통령도 만나\n강태오 대통령은 에스토니아에 도착했다."
    found = read(text, "headline")
    assert who(text, "姜", first="headline") == ["강태오"]
    assert "페루" not in {e.name for e in found.entities} and "PER" not in {e.country for e in found.entities}
    assert read("페루 대통령 방한…한·페루 정상회담", "headline").entities == ()


def test_boilerplate_and_bylines_are_not_read() -> None:
    text = "한·페루 정상회담\n강태오 대통령"
    blocks = (
        Block(id="b1", kind="boilerplate", start=0, end=9),
        Block(id="b2", kind="byline", start=10, end=len(text)),
    )
    found = read_entities(Document(id="d", kind="news", language="ko", text=text, blocks=blocks))
    assert not found.entities and not found.mentions and found.sides == ()


def test_captions_give_mentions_and_reporters_are_nobody() -> None:
    text = "[서울=누리통신] 오세린 기자 = 강태오 대통령이 악수하고 있다."
    found = read(text, "caption")
    assert [e.name for e in found.entities if e.type == "person"] == ["강태오"]
    assert not [e for e in found.entities if e.type == "organization"]


def test_other_leaders_are_not_the_two() -> None:
    text = "강태오 대통령은 레반 초헬리 조지아 총리를 각국 정상들에게 소개했다. 정상들은 다른 정상들과 만났다."
    assert [text[m.start : m.end] for m in read(text).mentions if m.role == "collective"] == ["정상들"]


def test_a_ministry_of_two_states_is_that_of_the_nearest() -> None:
    assert [e.country for e in read("외무성은 발표했다. 일본은 웃었다.").entities if e.type == "organization"] == [
        "JPN"
    ]
    assert [e.country for e in read("북한 사정에 밝은 외무성은 발표했다.").entities if e.type == "organization"] == [
        "PRK"
    ]


def test_venues_are_places() -> None:
    found = read("김도윤 국방부 장관은 서울공항에서 정부서울청사로 갔다.")
    assert [e.name for e in found.entities if e.type == "place"] == ["서울공항", "정부서울청사"]


def test_our_country_is_home() -> None:
    assert who("우리나라는 칠레와 서명했다.", "우리나라") == ["한국"]


def test_several_meetings_each_have_their_pair() -> None:
    text = """노재하 외교부 장관은 연쇄 회담을 가졌다.
(한-가나 외교장관회담) 양 장관은 협력하기로 했다. 코조 멘사 가나 외교장관은 사의를 표했다. 멘사 장관은 웃었다.
(한-세네갈 외교장관회담) 이드리사 디옵 세네갈 외교장관은 환영했다. 디옵 장관은 초청했다.
양 장관은 공감했다. 양측은 서명했다."""
    assert who(text, "양 장관", 1) == ["노재하", "코조 멘사"]
    assert who(text, "양 장관", 2) == ["노재하", "이드리사 디옵"]
    assert who(text, "양측") == ["한국", "세네갈"]


def test_three_leaders_and_a_pair_of_them() -> None:
    text = """강태오 대통령과 사토 겐지 일본 총리, 중국 리하오(李浩) 국무원 총리는 8일 한일중 정상회의를 열었다.
세 정상은 선언을 채택했다. 강 대통령은 말했다. 사토 총리는 답했다. 리 총리는 웃었다. 일·중 두 총리는 지지했다."""
    assert set(who(text, "세 정상")) == {"강태오", "사토 겐지", "리하오"}
    assert set(who(text, "일·중 두 총리")) == {"사토 겐지", "리하오"}
    assert len(read(text).sides) == 3


def test_four_ministers_are_two_of_each_side() -> None:
    text = """한국과 칠레는 4일 외교·국방(2+2) 장관회의를 열었다. 민서영 외교부 장관과 배인규 국방부 장관, 칠레의
이그나시오 바라호나 외교장관과 다리오 센테노 국방장관이 참석했다. 네 장관은 함께 성명을 냈다.""".replace("\n", " ")
    assert set(who(text, "네 장관")) == {"민서영", "배인규", "이그나시오 바라호나", "다리오 센테노"}


def test_the_leaders_of_a_conference_are_the_state_and_the_many() -> None:
    text = """제3차 한-중앙아시아 정상회의가 4일 열렸다. 정상들은 선언을 채택했다. 남도현 대통령은 이어 아르만 보라예프 카자흐스탄
대통령과 회담했다. 두 정상은 철도를 놓기로 했다.""".replace("\n", " ")
    assert who(text, "정상들") == ["한국", "중앙아시아 5개국"]
    assert who(text, "두 정상") == ["남도현", "아르만 보라예프"]


def test_ministers_of_one_field() -> None:
    text = """문하경 부총리 겸 기획재정부 장관이 보고했다. 서정우 외교부 장관은 얀 호프만 독일 외교장관과 만났다.
양국 외교장관은 합의했다."""
    assert who(text, "양국 외교장관") == ["서정우", "얀 호프만"]


def test_a_pair_with_an_organisation_and_a_surname_that_means_both() -> None:
    text = "한·EU 정상회담이 열렸다. 양 정상은 합의했다."
    assert who(text, "양 정상") == ["한국", "EU"]
    text = "양창수 외교부 차관보는 얀 호프만 독일 외교차관보를 만났다. 양 차관보는 떠났다."
    assert who(text, "양 차관보") == ["양창수"]


def test_the_leader_met_first_counts_where_a_state_has_two() -> None:
    text = (
        """윤도현 대통령은 야노시 코바치 헝가리 대통령과 회담했다. 빅토르 나지 총리와도 만났다. 양 정상은 서명했다."""
    )
    assert who(text, "양 정상") == ["윤도현", "야노시 코바치"]


def test_name_spans_are_words_of_names() -> None:
    text = "카심조마르트 보라예프 카자흐스탄 대통령은 한ㆍ카자흐 관계를 말했다."
    spans = [text[a:b] for a, b in read(text).name_spans]
    assert spans == ["카심조마르트", "보라예프", "카자흐스탄", "한ㆍ카자흐"]


def test_home_is_a_choice() -> None:
    found = read("우리 정부는 환영했다.", home="JPN")
    assert [e.country for e in found.entities] == ["JPN"]


def test_a_document_without_blocks_is_one_paragraph() -> None:
    text = "강태오 대통령은 말했다."
    found = read_entities(Document(id="d", kind="news", language="ko", text=text, blocks=()))
    assert [e.name for e in found.entities] == ["강태오"]


PIECES = ["대통령", " ", "김", "한·미", "두 정상", "(", ")", "「", "」", "토카예프", "은", "\n", "카자흐스탄", "겸"]
PIECES += ["장관", "양국", "전", "[이름 / 총리 :", "측", "-", "이 관계자", "尹", "정부는", "센터", "\x01", "é"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40))
def test_any_text_gives_true_spans(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = read_entities(document(text))
    assert all(text[s.start : s.end] == s.text for e in found.entities for s in e.mentions)
    assert all(a.end <= b.start for a, b in zip(found.mentions, found.mentions[1:], strict=False))
    ids = {e.id for e in found.entities}
    assert all(set(m.entities) <= ids for m in found.mentions)
    assert set(found.principals) <= ids


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_the_same_text_gives_the_same_reading(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "unit",
    [
        STORY + "\n",
        "한-",
        "(",
        "「",
        "대통령 ",
        "김 총리와 ",
        "토카예프 ",
        "가",
        "푹 주석은 ",
        "김민수·",
        "러 부부장 ",
        "대통령님 ",
    ],
)
def test_long_runs_are_read(unit: str) -> None:
    text = unit * (80_000 // len(unit))
    found = read(text).mentions
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not found or found[-1].end <= len(text)


def test_unnamed_offices_are_persons_only_where_they_mean_somebody() -> None:
    text = "강태오 대통령은 가나 대통령에게 친서를 보냈다. 차기 대통령 선거와 현지 대통령궁, 양국 장관 회의도 언급했다."
    assert persons(text) == [("강태오", "KOR", "대통령"), ("가나 대통령", "GHA", "대통령")]
    assert names(read(text), read(text).mentions[1]) == ["가나 대통령"]
