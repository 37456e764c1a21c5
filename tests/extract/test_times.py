"""Times: every rule both ways, the stories that anchor them, and what must hold on any text."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents import document

from hoedam.extract.time_forms import MARKS, Example, TimeRule, TimeTable, time_forms
from hoedam.extract.times import interval, read_times, unresolved
from hoedam.model import BlockKind, DocumentKind, Time
from hoedam.rules.loader import load_table

TABLE = load_table("ko/times.yaml", TimeTable)
TUESDAY = "2021-08-17"
DATA = Path(__file__).parent.parent / "data" / "korean-time-examples.json"


def times(
    text: str, published: str | None = TUESDAY, kind: DocumentKind = "news", kinds: dict[int, BlockKind] | None = None
) -> tuple[Time, ...]:
    quoted = [match.span(1) for match in re.finditer(r'"([^"\n]*)"', text)]
    return read_times(document(text, published, kind, kinds), quoted)


def values(
    text: str, published: str | None = TUESDAY, kind: DocumentKind = "news", kinds: dict[int, BlockKind] | None = None
) -> dict[str, str | None]:
    """The words and the value of each time."""
    return {time.span.text: time.value for time in times(text, published, kind, kinds)}


# -- the table -------------------------------------------------------------------------------------

EXAMPLES = [(rule, example) for rule in TABLE.rules for example in rule.examples]
COUNTEREXAMPLES = [(rule, text) for rule in TABLE.rules for text in rule.counterexamples]


def name_of(case: TimeRule | Example | str) -> str:
    """How a case is called in pytest's list."""
    return case if isinstance(case, str) else case.id if isinstance(case, TimeRule) else case.text


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name_of)
def test_example_is_found_by_its_rule_and_has_its_value(rule: TimeRule, example: Example) -> None:
    assert rule.id in {hit.rule.id for hit in time_forms().find(example.text)}
    if example.value is None:
        assert not values(example.text)
    else:
        assert values(example.text).get(example.span or example.text) == example.value


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES, ids=name_of)
def test_counterexample_gives_no_time_by_the_rule(rule: TimeRule, text: str) -> None:
    read = {time.span.start for time in times(text)}
    by = {hit.rule.id for hit in time_forms().find(text) if hit.start in read or rule.read == "nothing"}
    assert rule.id not in by


def test_rules_are_complete() -> None:
    twice = [name for name, count in Counter(rule.id for rule in TABLE.rules).items() if count > 1]
    assert not twice
    for rule in TABLE.rules:
        assert all((rule.source, rule.begins, rule.examples, rule.counterexamples)), rule.id


def test_every_list_and_macro_is_used() -> None:
    patterns = [rule.pattern for rule in TABLE.rules] + [begin for rule in TABLE.rules for begin in rule.begins]
    everything = " ".join([*patterns, *TABLE.macros.values(), TABLE.cues.future, TABLE.cues.past])
    unused = [name for name in (*TABLE.words, *TABLE.macros) if f"{{{name}}}" not in everything]
    assert not unused


def test_a_match_can_begin_only_as_its_rule_says() -> None:
    for rule, example in EXAMPLES:
        hit = next(hit for hit in time_forms().find(example.text) if hit.rule.id == rule.id)
        assert example.text[hit.start] in {head[0] for head in time_forms()._heads_of(rule)}


# -- values and intervals --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2021-08-17", ("2021-08-17", "2021-08-17")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2021-H2", ("2021-07-01", "2021-12-31")),
        ("2021-Q1", ("2021-01-01", "2021-03-31")),
        ("2021-W33", ("2021-08-16", "2021-08-22")),
        ("2021-W33-WE", ("2021-08-21", "2021-08-22")),
        ("2021-FA", ("2021-09-01", "2021-11-30")),
        ("2021-WI", ("2021-12-01", "2022-02-28")),
        ("199", ("1990-01-01", "1999-12-31")),
        ("2018/2022", ("2018-01-01", "2022-12-31")),
        ("2021-08-16/2021-08-18", ("2021-08-16", "2021-08-18")),
        ("P5Y", None),
        ("FUTURE_REF", None),
        ("XXXX-08-17", None),
        ("2021-13", None),
        ("2021-W60", None),
        ("2022/2018", None),
        ("", None),
        ("/", None),
    ],
)
def test_interval(value: str, days: tuple[str, str] | None) -> None:
    assert interval(value) == days


def test_a_time_has_its_interval_anchor_and_zone() -> None:
    (day, deadline, length) = times("16일(현지시간) 회담에서 늦어도 2030년까지 3년간 돕기로 했다.")
    assert (day.id, day.span.text, day.anchor, day.zone) == ("t1", "16일", "published", "local")
    assert (day.from_, day.to) == ("2021-08-16", "2021-08-16")
    assert (deadline.span.text, deadline.anchor, deadline.to, deadline.zone) == ("2030년", "none", "2030-12-31", None)
    assert (length.value, length.from_, length.to) == ("P3Y", None, None)


def test_local_time_may_stand_first() -> None:
    assert [time.zone for time in times("현지시간으로 15일 오전 도착했다.")] == ["local"]


# -- against publication ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("30일 만났다.", "2021-08-17", "2021-07-30"),
        ("30일 만날 예정이다.", "2021-08-17", "2021-08-30"),
        ("20일 부산을 둘러본 뒤 귀국한다.", "2021-08-17", "2021-08-20"),
        ("31일 만났다.", "2021-03-02", None),
        ("31일 서명했다.", "2021-01-02", "2020-12-31"),
        ("오는 2일 열린다.", "2021-12-20", "2022-01-02"),
        ("12월 3일 서명했다.", "2022-01-10", "2021-12-03"),
        ("2월까지 마치기로 했다.", "2021-11-10", "2022-02"),
        ("지난 8월 합의했다.", "2021-08-17", "2020-08"),
        ("오는 8월 합의한다.", "2021-08-17", "2021-08"),
        ("지난달 31일 서명했다.", "2021-01-05", "2020-12-31"),
        ("’98년 채택했다.", "2021-08-17", "1998"),
        ("3.1.(목) 열렸다.", "2018-08-17", "2018-03-01"),
    ],
)
def test_what_is_left_out_comes_from_publication(text: str, published: str, expected: str | None) -> None:
    assert [time.value for time in times(text, published)] == ([expected] if expected else [])


def test_a_weekday_decides_between_months() -> None:
    assert values("18일(수) 회담했다.", "2021-08-10") == {"18일(수)": "2021-08-18"}


def test_a_date_goes_on_with_the_one_before() -> None:
    assert values("4월 17일과 18일 열렸다.") == {"4월 17일": "2021-04-17", "18일": "2021-04-18"}
    assert values("2018년 4월과 9월 만났다.") == {"2018년 4월": "2018-04", "9월": "2018-09"}
    assert values("오는 월요일인 23일 열린다.")["23일"] == "2021-08-23"
    assert values("지난 일요일(15일) 열렸다.")["15일"] == "2021-08-15"
    assert values("16일과 3일 열렸다.") == {"16일": "2021-08-16", "3일": "2021-08-03"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2013년 5월 7일부터 9일까지 방문했다.", "2013-05-07/2013-05-09"),
        ("오는 30일부터 다음 달 3일까지 순방한다.", "2021-08-30/2021-09-03"),
        ("2022년부터 2025년까지 지원한다.", "2022/2025"),
        ("내년부터 2030년까지 지원한다.", "2022/2030"),
        ("11∼2월 열기로 했다.", "2021-11/2022-02"),
        ("9.28.(화)~10.2.(토) 열기로 했다.", "2021-09-28/2021-10-02"),
    ],
)
def test_a_range_is_one_time(text: str, expected: str) -> None:
    assert [time.value for time in times(text)] == [expected]


def test_a_length_after_a_beginning_is_no_range() -> None:
    assert values("2022년부터 3년간 지원한다.") == {"2022년": "2022", "3년간": "P3Y"}


# -- against the story -----------------------------------------------------------------------------


def test_event_days_follow_the_last_event() -> None:
    text = "두 장관은 12일 만났다. 이튿날 서명했다.\n이날 회담은 길었다. 전날 도착한 장관은 다음 날 떠난다."
    assert [int((time.value or "")[-2:]) for time in times(text)] == [12, 13, 12, 11, 13]
    assert {time.anchor for time in times(text)[1:]} == {"event"}


def test_background_dates_hold_for_their_paragraph_only() -> None:
    text = "두 정상은 16일 만났다.\n앞서 실무진은 지난 5일 문안을 다듬었고 같은 날 교환했다.\n이날 만찬도 열렸다."
    assert [time.value for time in times(text)] == ["2021-08-16", "2021-08-05", "2021-08-05", "2021-08-16"]


def test_this_day_without_an_event_is_publication() -> None:
    assert [(time.value, time.anchor) for time in times("이날 회담이 열렸다.")] == [("2021-08-17", "published")]
    assert [time.value for time in times("그날 서명하지 않았다.")] == [None]


def test_today_in_a_quotation_is_the_day_it_was_said() -> None:
    text = '총리는 16일 "어제 도착해 오늘 만났고 다음 달 다시 온다"고 말했다.\n대표단은 오늘 귀국한다.'
    read = times(text)
    assert [time.value for time in read] == ["2021-08-16", "2021-08-15", "2021-08-16", "2021-09", "2021-08-17"]
    assert [time.anchor for time in read] == ["published", "utterance", "utterance", "utterance", "published"]


def test_a_leading_quotation_was_said_on_the_first_event_day() -> None:
    text = '"오늘 새 장을 열었다."\n총리는 16일 이같이 말했다.'
    assert times(text)[0].value == "2021-08-16"


def test_relative_days_move_the_day_of_saying() -> None:
    text = '두 정상은 16일 만났다.\n대통령은 전날 만찬에서 "내일 회담한다"고 했다.'
    assert [time.value for time in times(text)] == ["2021-08-16", "2021-08-15", "2021-08-16"]


def test_dates_in_quotations_are_no_events() -> None:
    text = '두 정상은 16일 만났다. 대통령은 "3일 편지를 받았다"고 했다. 이날 서명도 했다.'
    assert times(text)[-1].value == "2021-08-16"


def test_a_transcript_is_spoken_throughout() -> None:
    read = times("다음은 16일 회견 전문이다.\n오늘 우리는 합의했습니다.", kind="transcript")
    assert (read[1].value, read[1].anchor) == ("2021-08-16", "utterance")


def test_years_follow_the_last_year_named() -> None:
    text = "2015년 수교해 이듬해 대사관을 열었다. 그해 12월 첫 회의를 했다."
    assert [time.value for time in times(text)] == ["2015", "2016", "2016-12"]


def test_a_caption_tells_its_own_day() -> None:
    text = "두 정상이 25일 악수하고 있다. 2019.11.26. 사진\n두 정상은 16일 통화했다. 이날 통화는 길었다."
    assert [time.value for time in times(text, kinds={0: "caption"})] == [
        "2019-11-25", "2019-11-26", "2021-08-16", "2021-08-16",
    ]  # fmt: skip


def test_a_joint_statement_is_its_own_anchor() -> None:
    text = "양측은 금년 하반기 열기로 하였다.\n2021년 8월 17일, 서울"
    for published in (TUESDAY, None):
        read = times(text, published, kind="joint_statement")
        assert (read[0].value, read[0].anchor) == ("2021-H2", "document")


def test_boilerplate_has_no_times() -> None:
    assert not times("2021년 8월 17일 무단전재 금지", kinds={0: "boilerplate"})


def test_without_publication_nothing_is_guessed() -> None:
    text = "17일 만나 8월 17일 서명했고 2021년 8월 17일 발효됐다. 지난해 시작해 오늘 마쳤다. 조속히, 3년간."
    read = times(text, None)
    assert [time.value for time in read] == [
        "XXXX-XX-17", "XXXX-08-17", "2021-08-17", None, None, "FUTURE_REF", "P3Y",
    ]  # fmt: skip
    assert {time.anchor for time in read} == {"none"}
    assert [time.id for time in unresolved(read)] == ["t1", "t2", "t4", "t5"]


# -- what is no time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "제17차 회의", "1일 평균 30만 배럴", "5·18 기념식", "6·25 전쟁", "9·19 군사합의", "판 3.1", "2030 박람회",
        "02-2100-2000", "한일 관계", "무슨 요일", "수출 2.3억불", "3분의 2", "세 분이", "10억 달러", "중요한 해결",
        "오늘날", "앞으로도 협력한다", "현재 추진 중", "2월 30일", "13월", "2021년 13월", "이주 노동자", "두 달러",
        "2015년산 포도주", "5달러", "수년 만", "몇 달 안", "2∼3년 안", "1.5년", "4년제 대학", "10년물 국채",
        "3년 차", "문을 연 2곳", "제2의 도시", "’ 2 ’",
    ],
)  # fmt: skip
def test_no_time(text: str) -> None:
    assert not times(text)


def test_a_time_inside_another_is_not_recorded_twice() -> None:
    assert len(times("2019년 4월 15일(월) 오전 10시 30분")) == 1


# -- promises --------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [*"0123456789년월일주달 .,-~∼·/()’'\"", *MARKS, "지난", "오는", "올", "다음 ", "이날", "전날", "내년", "하반기",
     "분기", "만", "간", "반", "부터", "까지", "현지시간", "오늘", "어제", "겨울", "요일", "시간", "분", "세",
     "석 ", "2021", "99", "했다. ", "예정", "\n", "가"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(PIECES, max_size=40).map("".join),
    st.sampled_from([None, "", "nonsense", TUESDAY, "0001-01-01", "9999-12-31"]),
)
def test_spans_are_true_and_in_order_on_any_text(text: str, published: str | None) -> None:
    read = times(text, published)
    assert [time.id for time in read] == [f"t{number}" for number in range(1, len(read) + 1)]
    end = 0
    for time in read:
        assert text[time.span.start : time.span.end] == time.span.text
        assert time.span.start >= end
        end = time.span.end
        assert (time.from_ is None) == (time.to is None)
        assert time.from_ is None or (time.to is not None and time.from_ <= time.to)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    times(text)


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "'2", "1~", "1.", "지난 ", "4일", "2021년 ", "17일~", "'21년 ", "1,", "한 "]
)
def test_long_runs_are_read(unit: str) -> None:
    text = unit * (80_000 // len(unit))
    assert all(text[time.span.start : time.span.end] == time.span.text for time in times(text))


def test_other_peoples_examples() -> None:
    """Of duckling's 226 examples at least these begin on the same day; bench/time_examples.py tells the rest."""
    examples = json.loads(DATA.read_text(encoding="utf-8"))
    same = 0
    for example in examples:
        first = "-".join(f"{part:02d}" for part in example["values"][0][:3])
        same += any(time.from_ == first for time in times(example["text"], "2013-02-12"))
    assert len(examples) == 226
    assert same >= 75
