import pytest

from hoedam.sources import load_text


def kinds(text):
    return [block.kind for block in load_text(text).blocks]


def test_a_wire_story():
    story = """羅 "함께 만들자"…한·페루 조선 협력(종합)
호위함 공동 건조 제안
송고시간 2024-05-03 17:42
노가람 기자
(리마=가온통신) 노가람 기자 = 나은철 대통령은 2일 리마에서 카스트로 페루 대통령과 회담했다.
나 대통령은 "공장을 짓겠다"고 말했다.
garam@gaon.example
(끝)
<저작권자(c) 가온통신, 무단 전재-재배포 금지>
관련기사
총리 "쌀값 잡겠다" 약속"""
    expected = ["headline", "subhead", "boilerplate", "byline", "paragraph", "paragraph", *["boilerplate"] * 5]
    assert kinds(story) == expected


def test_a_release():
    release = """보 도 자 료
외교부
배포일시: 2024.5.3.(금)
제목 : 한-페루 정책협의회 개최
□ 양측은 회담하고, 협력 방안을 논의함.
ㅇ (통상) 우리측은 관심을 당부함.
- 실무반을 신설하기로 함.
※ 제1차 회의는 2022년 개최
* 두 부처 간 체결
□ 향후 계획
ㅇ 연내 개최할 예정임.
붙임 : 사진. 끝."""
    document = load_text(release)
    assert [block.kind for block in document.blocks] == [
        "byline", "byline", "byline", "headline", "list_item", "list_item", "list_item", "footnote", "footnote",
        "heading", "list_item", "boilerplate",
    ]  # fmt: skip
    assert (document.kind, document.title, document.publisher) == ("press_release", "한-페루 정책협의회 개최", "외교부")
    assert (document.published, document.published_basis) == ("2024-05-03", "byline")


def test_a_joint_statement_keeps_its_numbers():
    text = """대한민국과 페루공화국 간 공동성명
[경제]
3. 양측은 교역 확대를 환영하였다.
가. 양측은 광물 협력을 강화하기로 하였다.
Ⅱ. 문화
① 청년 교류
2024년 5월 3일, 리마"""
    document = load_text(text)
    assert [(block.kind, block.number) for block in document.blocks] == [
        ("headline", None), ("heading", None), ("paragraph", "3"), ("paragraph", "가"), ("heading", "Ⅱ"),
        ("list_item", "1"), ("byline", None),
    ]  # fmt: skip
    assert document.kind == "joint_statement"


def test_full_texts_and_broadcasts():
    text = """[전문] 한·페루 정상 공동회견 일문일답
▶ 나은철 대통령
반갑습니다. 먼 길을 왔습니다.
카스트로 대통령:
환영합니다.
<일문일답>
▲나 대통령= 협의하고 있습니다.
○ 대통령 : 그렇습니다.
[카스트로 / 페루 대통령 : 공장을 짓겠습니다.]
▶ 인터뷰 : 홍하람 / 수석 - "함께 챙기겠습니다."
"""
    document = load_text(text)
    assert [block.kind for block in document.blocks] == [
        "headline", "heading", "paragraph", "heading", "paragraph", "heading", *["paragraph"] * 4,
    ]  # fmt: skip
    assert document.kind == "transcript"


@pytest.mark.parametrize(
    "line",
    [
        "양국은 저작권 보호를 강화하기로 했다.",
        "총리는 관련 기사를 읽었다고 말했다.",
        "(리마=가온통신) 노가람 기자 = 두 정상은 3일 회담했다.",
        "“성장의 열매를 함께 나누자.”",
        "대통령은 페이스북에 글을 올려 공유하겠다고 했다.",
        "2024년 5월 3일 두 정상은 서명했다.",
        '▶ 스탠딩 : 홍하람 / 기자 - "가까워질 것으로 보입니다."',
        '토카예프 대통령은 "협상을 지켜보고 있다"고 했다.',
    ],
)
def test_paragraphs_that_look_like_something_else(line):
    assert kinds(f"양국이 회담했다.\n{line}\n양국은 서명했다.") == ["paragraph"] * 3


def test_the_body_goes_on_after_a_list_of_related_stories():
    story = (
        '양국이 회담했다.\n[관련기사]\n☞ 총리 "더 사겠다"\n장관 "주시한다"…파장\n두 장관은 다음 달 다시 만나기로 했다.'
    )
    assert kinds(story) == ["paragraph", "boilerplate", "boilerplate", "boilerplate", "paragraph"]


def test_a_spokesperson_signs_a_readout():
    assert kinds("한·페루 통화 관련 서면 브리핑\n양 정상은 통화했습니다.\n대통령실 대변인 서가람")[-1] == "byline"


def test_asterisks_are_items_where_nothing_says_release():
    assert kinds("회담 결과는 다음과 같다.\n* 협정 서명\n* 공동위 신설")[1:] == ["list_item", "list_item"]
    assert kinds("□ 양측은 서명함.\n* 협정 서명일은 미정\n* 공동위는 2년마다 개최")[1:] == ["footnote", "footnote"]
