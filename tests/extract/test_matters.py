"""Agreements, bodies and projects: the rules' own examples both ways, and how they come together in a document."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.reading_kit import context_of

from hoedam.extract.frames import build_frame
from hoedam.extract.matter_names import heads_in, names_in
from hoedam.extract.matter_rules import Head, StatusRule, rules
from hoedam.extract.matters import Matters, read_matters
from hoedam.extract.moods import MoodRule, match_rule, mood_rules
from hoedam.model import Matter, spans_of


def short(value: object) -> str:
    return value if isinstance(value, str) else value.id  # type: ignore[attr-defined]


HEADS = [(head, example) for head in rules().table.heads for example in head.examples]
NOT_HEADS = [(head, example) for head in rules().table.heads for example in head.counterexamples]
STATUSES = [(rule, example) for rule in rules().table.statuses for example in rule.examples]
NOT_STATUSES = [(rule, example) for rule in rules().table.statuses for example in rule.counterexamples]
MOODS = [(rule, example) for rule in mood_rules() for example in rule.examples]
NOT_MOODS = [(rule, example) for rule in mood_rules() for example in rule.counterexamples]


def names(text: str) -> list[tuple[str, str]]:
    """(head id, name as it stands in the text) of everything named in a sentence."""
    context = context_of(text)
    frame = build_frame(context.tokens, 0, len(text), (), ())
    found = names_in(text, frame, heads_in(text, 0, len(text)), context.times)
    return [(n.head.id, text[n.start : n.end]) for n in found if n.head.alone or n.anaphor or not n.bare]


def matters(*lines: str) -> list[Matter]:
    found = read_matters(context_of(*lines))
    return [*found.agreements, *found.bodies, *found.projects]


def states(*lines: str) -> dict[str, list[str]]:
    return {matter.name: [event.status for event in matter.status] for matter in matters(*lines)}


def loose(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


@pytest.mark.parametrize(("head", "example"), HEADS, ids=short)
def test_a_head_names_what_its_examples_say(head: Head, example: str) -> None:
    wanted = re.search(r"\[(.*?)\]", example)
    assert wanted
    text = example.replace("[", "").replace("]", "") + "."
    assert (head.id, loose(wanted[1])) in [(id, loose(name)) for id, name in names(text)]


@pytest.mark.parametrize(("head", "example"), NOT_HEADS, ids=short)
def test_a_head_names_nothing_in_its_counterexamples(head: Head, example: str) -> None:
    assert head.id not in [id for id, _ in names(example + ".")]


@pytest.mark.parametrize(("rule", "example"), STATUSES, ids=short)
def test_a_status_is_read_from_its_examples(rule: StatusRule, example: str) -> None:
    text, _, status = example.partition(" → ")
    assert status in [state for found in states(text + ".").values() for state in found]


@pytest.mark.parametrize(("rule", "example"), NOT_STATUSES, ids=short)
def test_no_status_is_read_from_counterexamples(rule: StatusRule, example: str) -> None:
    given_statuses = {*rule.gives.values(), rule.always}
    assert not given_statuses & {state for found in states(example + ".").values() for state in found}


def mood_at(rule: MoodRule, example: str) -> str | None:
    """The id of the first mood rule that matches behind the word in brackets."""
    text = example.replace("[", "").replace("]", "") + "."
    end = example.index("]") - 1
    frame = build_frame(context_of(text).tokens, 0, len(text), (), ())
    at = next(
        i for i in range(len(frame)) if frame.starts[i] >= end or (frame.ends[i] > end and frame.kind(i) in "PMEF")
    )
    found, _ = match_rule(frame, at, rule.after)
    return found.id if found else None


@pytest.mark.parametrize(("rule", "example"), MOODS, ids=short)
def test_a_mood_matches_its_examples(rule: MoodRule, example: str) -> None:
    assert mood_at(rule, example) == rule.id


@pytest.mark.parametrize(("rule", "example"), NOT_MOODS, ids=short)
def test_a_mood_does_not_match_its_counterexamples(rule: MoodRule, example: str) -> None:
    assert mood_at(rule, example) != rule.id


def test_every_rule_says_where_it_comes_from_and_shows_itself() -> None:
    for rule in (*rules().table.heads, *rules().table.statuses, *mood_rules()):
        assert rule.source and rule.examples, rule.id


def test_what_is_only_said_to_come_is_not_signed() -> None:
    assert states("두 나라는 연내 어업 협력 양해각서를 체결할 예정이다.") == {"어업 협력 양해각서": ["planned"]}
    assert states("두 나라는 어업 협력 양해각서를 체결하지 못했다.") == {}
    assert states("어업 협력 양해각서가 체결되면 교역이 늘 것이라고 말했다.") == {}


def test_states_are_read_inside_quotations_and_before_the_name() -> None:
    [matter] = matters('총리는 "2019년 4월 체결한 항만 협력 MOU가 든든한 바탕"이라고 말했다.')
    assert (matter.name, matter.status[0].status, matter.status[0].date) == ("항만 협력 MOU", "signed", "2019-04")
    told = states('대통령은 "나라얀 조립공장이 지난해 말 완공되어 생산을 개시한 것을 환영한다"고 말했다.')
    assert told == {"나라얀 조립공장": ["completed", "operating"]}


def test_what_one_side_claims_in_a_quotation_is_no_state() -> None:
    assert states('상대국 장관은 "한국이 완성차 공장을 짓기로 합의했다"고 주장했다.') == {}


def test_what_is_wished_for_with_its_result_is_not_signed() -> None:
    assert states("장관은 경제동반자협정(EPA)이 조속히 체결돼 교역이 늘어나기를 기대한다고 했다.") == {
        "경제동반자협정": ["proposed"]
    }
    assert states("지난해 사회보장협정이 체결돼 내년 발효될 예정이다.")["사회보장협정"][0] == "signed"


def test_a_bare_number_of_documents_names_none() -> None:
    assert states("두 나라는 30개 이상의 양해각서를 체결할 예정이다.") == {}
    assert states("총 13건의 양해각서 체결식이 열렸다.") == {}


def test_documents_of_several_parties_under_one_predicate() -> None:
    told = states("나라전력과 살토전력 간 ‘송전 양해각서’와 가람중공업과 살토조선 간 ‘선박 공급 계약’이 체결됐다.")
    assert told == {"송전 양해각서": ["signed"], "선박 공급 계약": ["signed"]}


def test_works_joined_with_their_deeds_share_what_is_asked() -> None:
    told = states("바라 측은 살토 미곡처리장 건립과 라마 수로 정비에 대한 지원을 요청했다.")
    assert told == {"살토 미곡처리장": ["proposed"], "라마 수로": ["proposed"]}


def test_what_the_outlet_expects_is_no_state() -> None:
    assert states("두 나라는 해운 협력 협정에 서명할 것으로 보인다.") == {}


def test_names_that_close_one_another_are_one_matter() -> None:
    [matter] = matters("양국은 한·네팔 산림협력센터를 세우기로 했다.", "산림협력센터는 내년 문을 연다.")
    assert matter.name == "한·네팔 산림협력센터"
    assert len(matter.mentions) == 2


def test_anaphors_mean_what_was_named_before() -> None:
    [matter] = matters("한국 기업이 짓고 있는 메루 해상교량을 찾았다.", "이 교량은 내년 6월 개통된다.")
    assert [event.status for event in matter.status] == ["under_construction", "planned"]


def test_an_abbreviation_in_brackets_names_the_same_agreement() -> None:
    [matter] = matters("한·네팔 자유무역협정(FTA)은 2015년 발효됐다.", "FTA 개선 협상도 시작했다.")
    assert [event.status for event in matter.status] == ["in_force", "under_negotiation"]


def test_a_list_with_bullets_gives_one_agreement_each() -> None:
    found = matters(
        "두 정상이 지켜보는 가운데 15건의 문서가 서명됐다.",
        "정부 간 문서는 △관세 협력 협정 △청년 교류 약정(외교부) △우주 협력 MOU 등 6건이다.",
    )
    assert [(m.name, m.status[0].status, m.stated_total) for m in found] == [
        ("관세 협력 협정", "signed", 6),
        ("청년 교류 약정", "signed", 6),
        ("우주 협력 MOU", "signed", 6),
    ]


def test_a_list_tells_what_its_items_are() -> None:
    found = states("양국은 에너지 협력, 과학기술 협력 등 5건의 양해각서에 서명했다.")
    assert found == {"과학기술 협력 양해각서": ["signed"], "에너지 협력 양해각서": ["signed"]}


def test_lines_of_a_list_after_the_sentence_that_counts_them() -> None:
    found = states("두 나라는 다음 문서 2건에 서명했다.", "ㅇ 관세 협력 협정(관세청-관세총국)", "ㅇ 우주 협력 양해각서")
    assert found == {"관세 협력 협정": ["signed"], "우주 협력 양해각서": ["signed"]}


def test_ids_parties_and_sectors() -> None:
    context = context_of("양국은 한·칠레 리튬 공급망 협의체를 신설하기로 했다. 리튬 협력 양해각서에도 서명했다.")
    found = read_matters(context)
    assert [m.id for m in (*found.agreements, *found.bodies, *found.projects)] == ["ag1", "bo1"]
    assert found.bodies[0].parties == ("KOR", "CHL")
    assert any(sector.startswith("minerals") for sector in found.bodies[0].sectors)


@pytest.mark.parametrize(
    ("name", "parties"),
    [
        ("한-폴란드 산업협력위원회", ("KOR", "POL")),
        ("한·베트남 원전협력위원회", ("KOR", "VNM")),
        ("한·베 FTA 이행위원회", ("KOR", "VNM")),
        ("한중일 협력위원회", ("KOR", "CHN", "JPN")),
    ],
)
def test_the_parties_of_a_body_are_those_of_its_name(name: str, parties: tuple[str, ...]) -> None:
    found = read_matters(context_of(f"남도현 장관은 14일 제3차 {name}를 서울에서 개최하였다."))
    assert [(body.name, body.parties) for body in found.bodies] == [(name, parties)]


def test_bare_words_and_things_without_a_state_are_left_out() -> None:
    assert states("두 정상은 공장을 둘러봤다. 협정의 정신을 되새겼다. 한·칠레 광물 협의체가 있다.") == {}


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet="협정양해각서공장협의체를을에서명했다체결하기로△▲「」“”\"'().,· \n등3건의짓고있는", max_size=300)
)
def test_any_text_gives_true_spans(text: str) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return
    context = context_of(*lines)
    found: Matters = read_matters(context)
    for span in spans_of((*found.agreements, *found.bodies, *found.projects)):
        assert context.document.text[span.start : span.end] == span.text


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("주칠레 대사관은 6월까지 신청 창구를 늘리기로 했다.", {}),
        ("한국 상주공관이 있는 나라로서 협력하겠다고 했다.", {}),
        ("두 정상은 발파라이소 총영사관을 열기로 했다.", {"발파라이소 총영사관": ["planned"]}),
        ("두 정상은 항만 차관 계약을 맺기로 했다.", {"항만 차관 계약": ["planned"]}),
        ("공동연구에 한국도 참여하기로 했다.", {}),
        ("칠레는 우리 기업의 남미 진출 거점이 되어 왔다.", {}),
        ("살토 발전소의 공사를 예정대로 끝내겠다고 했다.", {"살토 발전소": ["under_construction"]}),
    ],
)
def test_what_stands_and_what_only_looks_like_a_thing(sentence: str, wanted: dict[str, list[str]]) -> None:
    assert states(sentence) == wanted
