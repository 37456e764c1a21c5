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


RELEASE = "남도현 산업부 장관은 6.14.(월) 바르샤바에서 야체크 노바크 폴란드 산업부 장관과 "
NAMED = ["남도현", "야체크 노바크"]


@pytest.mark.parametrize(
    ("told", "kind", "people"),
    [
        (RELEASE + "제3차 한-폴란드 산업협력위원회를 공동 주재하였다.", "ministerial", NAMED),
        (RELEASE + "한·폴란드 에너지대화를 가졌다.", "ministerial", NAMED),
        (RELEASE + "제2차 한-폴란드 FTA 공동위에서 만나 검역을 논의하였다.", "ministerial", NAMED),
        (
            "남도현 외교부 1차관은 14일 서울에서 야체크 노바크 폴란드 외교차관과 제3차 전략대화를 했다.",
            "vice_ministerial", NAMED,
        ),
        (
            "남도현 산업부 차관은 14일 서울에서 야체크 노바크 폴란드 기후장관과 제2차 한-폴란드 기후협력위원회를 열었다.",
            "official_talks", NAMED,
        ),
        (
            "남도현 산업부 장관은 14일 바르샤바에서 열린 제5차 한-폴란드 산업협력위원회에 참석해 "
            "야체크 노바크 폴란드 산업부 장관과 배터리 협력을 논의했다.",
            "ministerial", NAMED,
        ),
        (
            "남도현 산업부 장관은 14일 루카 로시 이탈리아 산업장관, 야체크 노바크 폴란드 산업장관과 제2차 3국 에너지대화를 가졌다.",
            "ministerial", ["남도현", "루카 로시", "야체크 노바크"],
        ),
        ("한국과 폴란드는 14일 서울에서 제4차 한-폴란드 방산협력위원회를 열었다.", "official_talks", ["폴란드", "한국"]),
    ],
)  # fmt: skip
def test_a_session_of_a_joint_body_is_a_meeting_of_those_who_led_it(told: str, kind: str, people: list[str]) -> None:
    assert meetings(told) == [(kind, "2021-06-14", people)]


@pytest.mark.parametrize(
    "text",
    [
        RELEASE + "제3차 한-폴란드 산업협력위원회를 개최할 예정이다.",
        "남도현 산업부 장관은 14일 기자들과 만나 다음 달 서울에서 한-폴란드 산업협력위원회를 개최할 예정이라고 말했다.",
        "남도현 산업부 장관은 지난 한-폴란드 산업협력위원회에서 논의한 과제를 점검했다.",
    ],
)
def test_a_session_to_come_or_one_without_a_day_is_none(text: str) -> None:
    assert meetings(text) == []


def test_the_security_advisers_of_three_states_meet_as_ministers_do() -> None:
    told = meetings(
        "남도현 국가안보실장은 14일 하와이에서 마크 데일 미국 국가안보보좌관, 사토 겐지 일본 국가안전보장국장과 3자 협의를 했다."
    )
    assert told == [("ministerial", "2021-06-14", ["남도현", "마크 데일", "사토 겐지"])]


def test_talks_of_officials_on_the_same_day_stay_apart() -> None:
    told = meetings("한국과 폴란드는 14일 서울에서 국장급 협의를 열었다. " + RELEASE + "만나 배터리 협력을 논의했다.")
    assert [kind for kind, _, _ in told] == ["official_talks", "ministerial"]


def test_the_place_of_a_past_session_stands_behind_its_day() -> None:
    context = context_of(
        "한-폴란드 산업협력위원회 첫 회의는 끝났다. 제2차 한-폴란드 경제공동위는 2019년 6월 서울에서 열렸다."
    )
    assert [(m.date, m.place) for m in read_meetings(context)] == [("2019-06", "서울")]


def test_a_past_session_of_a_joint_body_is_not_those_who_meet_now() -> None:
    told = meetings(
        RELEASE + "회담을 가졌다.",
        "남 장관은 노바크 장관과 2019년 3월 서울에서 열린 제2차 한-폴란드 산업협력위원회의 성과를 점검했다.",
    )
    assert told[0] == ("ministerial", "2021-06-14", NAMED)
    assert ("official_talks", "2019-03", ["폴란드", "한국"]) in told[1:]


@pytest.mark.parametrize(
    "lead",
    [
        "장례식 참석차 마드리드를 찾은 남 대통령은 17일 ",
        "남 대통령은 17일 ",
        "이에 앞서 왕실 초청으로 마드리드에 들른 남 대통령은 17일 현지에서 ",
    ],
)
def test_who_met_several_in_turn_met_each_of_them(lead: str) -> None:
    told = meetings(STORY, lead + "파블로 이바라 스페인 총리, 루카 로시 이탈리아 대통령과 잇따라 만났다.")
    pairs = [people for _, date, people in told if date == "2021-06-17"]
    assert pairs == [["남도현", "파블로 이바라"], ["남도현", "루카 로시"]]


def test_who_is_left_out_met_each_of_them_too() -> None:
    told = meetings(STORY, "이어 19일에는 파블로 이바라 스페인 총리, 루카 로시 이탈리아 대통령과 차례로 만났다.")
    assert [people for _, date, people in told if date == "2021-06-19"] == [
        ["남도현", "파블로 이바라"], ["남도현", "루카 로시"],
    ]  # fmt: skip


def test_several_met_together_are_one_meeting() -> None:
    told = meetings("남도현 대통령은 17일 파블로 이바라 스페인 총리, 루카 로시 이탈리아 대통령과 만났다.")
    assert told == [("summit", "2021-06-17", ["남도현", "루카 로시", "파블로 이바라"])]
    told = meetings("남도현 대통령과 파블로 이바라 스페인 총리, 루카 로시 이탈리아 대통령은 17일 만났다.")
    assert told == [("summit", "2021-06-17", ["남도현", "루카 로시", "파블로 이바라"])]
    told = meetings("남도현 대통령과 파블로 이바라 스페인 총리는 17일 만났다. 루카 로시 이탈리아 대통령은 떠났다.")
    assert told == [("summit", "2021-06-17", ["남도현", "파블로 이바라"])]


@pytest.mark.parametrize(
    ("more", "forms"),
    [
        ("브라타 대통령은 남 대통령에게 내년 국빈 방문을 요청했다.", ()),
        ("브라타 대통령은 남 대통령을 내년에 국빈으로 초청했다.", ()),
        ("남 대통령은 이른 시일 안에 칠레를 공식 방문해 달라는 초청을 받았다.", ()),
        ("브라타 대통령은 국빈 방문 중이다.", ("국빈방문",)),
        ("브라타 대통령은 남 대통령의 초청으로 16일부터 한국을 공식 방문했다.", ("공식방문",)),
    ],
)
def test_the_form_of_a_visit_to_come_is_none_of_this_meeting(more: str, forms: tuple[str, ...]) -> None:
    assert read_meetings(context_of(STORY, more))[0].format == forms


def test_a_meeting_since_which_time_has_passed_gives_no_second_call() -> None:
    told = meetings(
        "박서진 외교부 장관은 16일 루카 로시 이탈리아 외교장관과 전화 통화를 했다.",
        "양 장관은 지난해 10월 로마 회담 이후 여덟 달 만에 통화했다.",
    )
    assert [row[:2] for row in told] == [("ministerial_call", "2021-06-16"), ("ministerial", "2020-10")]


def test_those_who_attended_are_named_behind() -> None:
    lead = "한국과 칠레는 17일 산티아고에서 외교·국방(2+2) 장관회의를 열었다."
    who = "박서진 외교부 장관과 배인규 국방부 장관, 이그나시오 바라 칠레 외교장관과 다리오 센테노 국방장관이 참석했다."
    assert meetings(f"{lead} {who}")[0][2] == ["다리오 센테노", "박서진", "배인규", "이그나시오 바라"]
    aside = "박서진 외교부 장관과 이그나시오 바라 칠레 외교장관이 배석했다."
    assert len(meetings(f"{lead} {aside}")[0][2]) == 2


def test_a_meeting_for_which_one_went_elsewhere_is_there() -> None:
    told = read_meetings(
        context_of(
            "남도현 대통령은 17일 로마에서 루카 로시 이탈리아 대통령과 회담하고, 다음 날 마드리드로 이동해 파블로 이바라 "
            "스페인 총리와 회담했다."
        )
    )
    assert [meeting.place for meeting in told] == ["로마", "마드리드"]


NAM, OF_PERU = "남도현 대통령은 17일 서울에서 카를로스 벨라 페루 대통령과 정상회담을 했다.", "루이스 소사 페루 외교장관"


def test_a_minister_and_a_governor_met_though_something_was_proposed_there() -> None:
    told = meetings("루카 로시 이탈리아 교통장관은 16일 구자헌 경남지사와 만나 창고를 함께 짓자고 제안했다.")
    assert told == [("other", "2021-06-16", ["구자헌", "루카 로시"])]
    assert meetings("루카 로시 이탈리아 교통장관은 구자헌 경남지사에게 16일 만나 달라고 요청했다.") == []


def test_two_ministers_of_one_state_met_in_turn_are_two_meetings() -> None:
    first = f"박서진 외교부 장관은 16일 리마에서 {OF_PERU}과 회담했다."
    told = meetings(first, "이어 마르코 디아스 국방장관을 만나 안전을 당부했다.")
    assert [people for *_, people in told] == [["루이스 소사", "박서진"], ["마르코 디아스", "박서진"]]
    told = meetings(f"박서진 외교부 장관은 16일 {OF_PERU}과 마르코 디아스 국방장관을 잇달아 만났다.")
    assert [people for *_, people in told] == [["루이스 소사", "박서진"], ["마르코 디아스", "박서진"]]
    assert len(meetings(first, "소사 장관은 회담에서 사의를 표했다.", "두 장관은 16일 회담에서 합의했다.")) == 1


def test_a_summit_that_ministers_follow_up_is_of_their_leaders() -> None:
    told = meetings(
        NAM, f"박서진 외교부 장관은 18일 {OF_PERU}과 만났다. 두 장관은 전일 정상회담의 결과를 이행하기로 했다."
    )
    assert [row[:2] for row in told] == [("summit", "2021-06-17"), ("ministerial", "2021-06-18")]


def test_a_session_of_a_body_that_only_its_states_name() -> None:
    told = meetings("제3차 한-사우디 비전 2030 위원회가 16일 서울에서 열렸다.")
    assert [row[:2] for row in told] == [("official_talks", "2021-06-16")]
    assert (
        meetings(
            "한·미 관계를 다룰 위원회가 16일 국회에서 열렸다.", "양국은 16일 한·몽골 광물협의회를 신설하기로 했다."
        )
        == []
    )


def test_a_week_is_the_day_named_in_it() -> None:
    told = meetings("지난주 리마에서 열린 한·페루 정상회담을 되짚어 본다.", "10일 오후 그는 웃었다.")
    assert [row[:2] for row in told] == [("summit", "2021-06-10")]


def test_calls_by_the_telephone() -> None:
    told = meetings(f"박서진 외교부 장관은 16일 {OF_PERU}과 전화로 정세를 논의했다.")
    assert [row[0] for row in told] == ["ministerial_call"]
    assert meetings(f"박서진 외교부 장관은 16일 {OF_PERU}에게 전화번호를 건넸다.") == []


def test_one_meeting_told_as_seeing_and_as_calling_on() -> None:
    told = meetings(
        "박서진 외교부 1차관이 17일 루이스 소사 페루 외교장관과 만났다.", "박 차관은 17일 루이스 소사 장관을 예방했다."
    )
    assert [row[0] for row in told] == ["courtesy_call"]
