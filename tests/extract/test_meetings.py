"""Meetings: the rules' own examples both ways, and what documents of a few lines report."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.reading_kit import context_of

from hoedam.extract.meeting_rules import Trigger, kind_by_rank, meeting_rules, rank_of
from hoedam.extract.meetings import read_meetings, stands
from hoedam.model import Meeting, spans_of

TRIGGERS = meeting_rules().table.triggers
EXAMPLES = [(trigger, example) for trigger in TRIGGERS for example in trigger.examples]
COUNTER = [(trigger, example) for trigger in TRIGGERS for example in trigger.counterexamples]


def short(value: object) -> str:
    return value if isinstance(value, str) else value.id  # type: ignore[attr-defined]


def found(text: str) -> list[tuple[str, int]]:
    """(trigger id, start) of the words of meeting that stand in a text."""
    hits = meeting_rules().triggers.find(text)
    return [(hit[2].id, hit[0]) for hit in hits if stands(text, hit)]


@pytest.mark.parametrize(("trigger", "example"), EXAMPLES, ids=short)
def test_a_trigger_is_found_in_its_examples(trigger: Trigger, example: str) -> None:
    text = example.replace("[", "").replace("]", "")
    assert (trigger.id, example.index("[")) in found(text)


@pytest.mark.parametrize(("trigger", "example"), COUNTER, ids=short)
def test_a_trigger_is_not_found_in_its_counterexamples(trigger: Trigger, example: str) -> None:
    assert trigger.id not in [id for id, _ in found(example)]


def test_every_trigger_says_where_it_comes_from_and_shows_itself() -> None:
    for trigger in TRIGGERS:
        assert trigger.source and trigger.examples and trigger.counterexamples, trigger.id


def meetings(*lines: str, published: date = date(2021, 6, 20)) -> list[tuple[str, str | None, list[str]]]:
    """(kind, date, participants' names) of what the lines report."""
    context = context_of(*lines, published=published)
    return [
        (m.kind, m.date, sorted(context.entities.by_id(id).name for id in m.participants))
        for m in read_meetings(context)
    ]


@pytest.mark.parametrize(
    ("office", "rank"),
    [
        ("대통령", "head"), ("왕세자 겸 제1부총리", "head"), ("부총리 겸 기획재정부 장관", "minister"), ("외교부장관", "minister"),
        ("국무부 부장관", "vice"), ("외교부 제2차관", "vice"), ("국가안보실장", "minister"), ("대통령실 대변인", None), (None, None),
    ],
)  # fmt: skip
def test_ranks_are_told_by_offices(office: str | None, rank: str | None) -> None:
    assert rank_of(office) == rank


def test_kinds_are_told_by_ranks() -> None:
    assert kind_by_rank({"head"}, call=True) == "summit_call"
    assert kind_by_rank({"vice"}, call=False) == "vice_ministerial"
    assert kind_by_rank({"head", "vice"}, call=False) == "courtesy_call"
    assert kind_by_rank(set(), call=False) is None


def test_a_summit_with_its_date_place_and_persons() -> None:
    context = context_of(
        "김도윤 대통령은 17일 하노이에서 쩐 반 호아 베트남 국가주석과 정상회담을 하고 공급망을 논의했다."
    )
    [meeting] = read_meetings(context)
    assert (meeting.id, meeting.kind, meeting.date, meeting.place) == ("m1", "summit", "2021-06-17", "하노이")
    assert {context.entities.by_id(id).country for id in meeting.participants} == {"KOR", "VNM"}


def test_the_same_meeting_named_again_is_evidence_not_a_second_meeting() -> None:
    context = context_of(
        "김도윤 대통령은 17일 하노이에서 쩐 반 호아 베트남 국가주석과 정상회담을 했다.",
        "두 정상은 이날 단독회담과 확대회담을 잇달아 열었다. 회담에서 두 정상은 철도를 논의했다.",
    )
    [meeting] = read_meetings(context)
    assert len(meeting.evidence) >= 3
    assert set(meeting.format) >= {"단독회담", "확대회담"}


def test_ranks_decide_where_the_word_does_not() -> None:
    text = "박서진 외교부 장관은 16일 서울에서 루카 로시 이탈리아 외교장관과 만나 수소 협력을 협의했다."
    assert meetings(text)[0][:2] == ("ministerial", "2021-06-16")
    text = "김도윤 대통령은 16일 오후 루카 로시 이탈리아 총리와 30분간 통화했다."
    assert meetings(text)[0][:2] == ("summit_call", "2021-06-16")


def test_calls_on_a_host_are_courtesy_calls() -> None:
    text = "박서진 외교부 장관은 16일 로마에서 루카 로시 이탈리아 총리를 예방했다."
    assert meetings(text) == [("courtesy_call", "2021-06-16", ["루카 로시", "박서진"])]


def test_a_call_received_is_a_courtesy_call() -> None:
    text = "김도윤 대통령은 16일 서울에서 루카 로시 이탈리아 외교장관의 예방을 받았다."
    assert meetings(text) == [("courtesy_call", "2021-06-16", ["김도윤", "루카 로시"])]


def test_the_ministers_met_in_turn_are_one_meeting_each() -> None:
    told = meetings(
        "박서진 외교부 장관은 16일 뉴욕에서 이탈리아, 페루, 케냐 외교장관과 각각 회담했다.",
        "▲이탈리아 = 루카 로시 장관은 수소 협력을 당부했다.",
    )
    assert [(kind, date) for kind, date, _ in told] == [("ministerial", "2021-06-16")] * 3
    assert ["루카 로시", "박서진"] in [who for _, _, who in told]


def test_a_past_meeting_has_the_states_where_its_persons_are_not_named() -> None:
    told = meetings(
        "김도윤 대통령은 17일 서울에서 쩐 반 호아 베트남 국가주석과 정상회담을 했다.",
        "이번 회담은 2019년 5월 하노이 정상회담 이후 2년 만이다.",
    )
    assert [row[:2] for row in told] == [("summit", "2021-06-17"), ("summit", "2019-05")]
    assert told[1][2] == ["베트남", "한국"] or "베트남" in told[1][2]


def test_two_bilateral_meetings_in_one_sentence() -> None:
    text = (
        "박서진 외교부 장관은 16일 뉴욕에서 루카 로시 이탈리아 외교장관, 한스 베버 독일 외교장관과 "
        "각각 양자회담을 가졌다."
    )
    assert [row[2] for row in meetings(text)] == [["루카 로시", "박서진"], ["박서진", "한스 베버"]]


def test_a_partner_whose_host_is_left_out() -> None:
    told = meetings(
        "박서진 외교부 장관은 16일 뉴욕에서 루카 로시 이탈리아 외교장관과 회담했다. "
        "또 한스 베버 독일 외교장관과도 만나 배터리를 논의했다."
    )
    assert ("ministerial", "2021-06-16", ["박서진", "한스 베버"]) in told


STORY = "남도현 대통령은 18일 서울에서 카를로스 브라타 칠레 대통령과 정상회담을 했다."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("지난해 10월 부산에서 만난 이후 두 번째 소통이다.", ("summit", "2020-10", ["남도현", "카를로스 브라타"])),
        ("양국 정상이 얼굴을 마주한 것은 2018년 리마 회의 이후 처음이다.", ("summit", "2018", ["한국", "칠레"])),
        ("이번 회담은 작년 11월 칠레 대통령 방한의 후속조치를 살폈다.", ("visit", "2020-11", ["칠레", "한국"])),
        ("두 정상은 남북정상회담의 성공적 개최를 축하했다.", ("summit", None, ["한국", "북한"])),
        (
            "브라타 대통령은 2019년 한-아세안 특별정상회의의 성공적 개최를 축하했다.",
            ("multilateral", "2019", ["한국", "아세안"]),
        ),
    ],
)
def test_background_meetings_have_their_own_date(text: str, wanted: tuple[str, str | None, list[str]]) -> None:
    found = meetings(STORY, text, "이 자리에는 한국과 칠레 기업인이 함께했다.")
    kind, when, people = wanted
    assert (kind, when, sorted(people)) in [(k, d, sorted(p)) for k, d, p in found]
    assert len(found) == 2


@pytest.mark.parametrize(
    "text",
    [
        "남 대통령은 북미정상회담을 지지한다고 했다.",
        "남 대통령은 한·중·일 정상회의 참석을 위해 도쿄로 떠난다.",
        "한덕우 총리는 17일 게이단렌 회장단과 면담했다.",
        "브라타 대통령의 방한은 2019년 이후 2년 만이다.",
    ],
)
def test_what_is_only_named_is_no_second_meeting(text: str) -> None:
    assert len(meetings(STORY, text)) == 1


def test_talks_in_a_row_are_one_record_per_partner() -> None:
    told = meetings(
        "남도현 대통령은 18일 뉴욕에서 ▴마리오 그란데 칠레 대통령과 정상회담 ▴페드로 몬테 페루 대통령 면담 ▴동포 간담회를 가졌다.",
        "그란데 대통령과의 회담에서는 광물을, 몬테 대통령과의 회담에서는 항만을 논의했다.",
    )
    assert [people for _, _, people in told] == [["남도현", "마리오 그란데"], ["남도현", "페드로 몬테"]]


def test_leaders_of_a_list_met_in_turn_are_one_meeting_each() -> None:
    got = meetings(
        "남도현 대통령은 15일 리마에서 캐나다, 뉴질랜드, 칠레 정상과 잇달아 양자 회담을 가졌다.",
        "남 대통령은 그레이엄 홀트 캐나다 총리와 만나 협력을 당부했다.",
    )
    assert [m[:2] for m in got] == [("summit", "2021-06-15")] * 3
    assert ["그레이엄 홀트", "남도현"] in [m[2] for m in got]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "애런 코들 미국 특별대표는 11일 서울에서 윤지효 평화교섭본부장과 북핵 문제를 협의했다.",
            [("official_talks", "2021-06-11")],
        ),
        ("윤지효 평화교섭본부장은 11일 관계 부처와 대책을 협의했다. 애런 코들 미국 특별대표는 12일 방한했다.", []),
        ("양국은 지난해 체결한 협정의 이행을 논의했다. 애런 코들 미국 특별대표는 12일 방한했다.", []),
    ],
)
def test_a_partner_consulted_was_met(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [m[:2] for m in meetings(text)] == wanted


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("두 정상은 이 자리에서 협정을 9월까지 맺기로 뜻을 모았다.", ["summit"]),
        ("두 정상은 다음 달 회담에서 협정을 논의할 예정이다.", []),
    ],
)
def test_a_feature_that_takes_the_meeting_for_granted(sentence: str, kinds: list[str]) -> None:
    text = ("18일 싱가포르 대통령궁. 마커스 린 싱가포르 총리는 먼저 웃었다.", "남도현 대통령도 따라 웃었다.")
    assert [m[0] for m in meetings(*text, sentence)] == kinds


def test_three_leaders_still_hold_a_summit() -> None:
    text = (
        "김도윤 대통령과 사토 겐지 일본 총리, 왕리쥔 중국 총리는 18일 서울에서 한일중 정상회의를 열어 "
        "교류를 늘리기로 했다."
    )
    [(kind, when, names)] = meetings(text)
    assert (kind, when, len(names)) == ("summit", "2021-06-18", 3)


@pytest.mark.parametrize(
    "text",
    [
        "김도윤 대통령은 25일 하노이에서 쩐 반 호아 베트남 국가주석과 정상회담을 할 예정이다.",
        "김도윤 대통령은 쩐 반 호아 베트남 국가주석에게 정상회담을 제안했다.",
        "두 나라는 한·베트남 정상회담 개최를 추진하고 있다.",
        "한·베트남 정상회담은 끝내 무산됐다.",
        "정부는 통화 정책과 감염병 예방 대책을 논의했다.",
        "김도윤 대통령은 17일 취재진과 만나 소감을 밝혔다.",
    ],
)
def test_what_has_not_taken_place_is_no_meeting(text: str) -> None:
    assert meetings(text) == []


def test_meetings_told_in_quotations_count() -> None:
    text = '관계자는 "박서진 외교부 장관이 지난 15일 루카 로시 이탈리아 외교장관과 통화했고 백신을 요청했다"고 전했다.'
    assert ("ministerial_call", "2021-06-15", ["루카 로시", "박서진"]) in meetings(text)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='회담통화만나정상 대통령17일한미베트남총리과와은을"“”‘’().,\n△제2차', max_size=300))
def test_any_text_gives_true_spans(text: str) -> None:
    if not text.strip():
        return
    context = context_of(*[line for line in text.split("\n") if line.strip()])
    read: tuple[Meeting, ...] = read_meetings(context)
    for span in spans_of(read):
        assert context.document.text[span.start : span.end] == span.text
    assert all(re.fullmatch(r"m\d+", meeting.id) for meeting in read)
