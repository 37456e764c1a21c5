"""Lists, counts, pages and facets agree with each other, on both databases, for every filter."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoedam.errors import NotInLedger, SettingInvalid
from hoedam.ledger import Ledger, queries
from hoedam.ledger.countries import code_of, country_name
from hoedam.ledger.filters import FACETS, NAMES, STATES, Filter
from hoedam.ledger.ids import parse
from hoedam.ledger.selecting import LISTS
from hoedam.ledger.tracking import STATUSES
from hoedam.model import ActName, DocumentKind, Strength

FILTERS = [
    Filter(),
    Filter.of(country="조지아"),
    Filter.of(country=["카자흐스탄"]),
    Filter.of(words="무역관"),
    Filter.of(words="직항 -증편", owner="KOR"),
    Filter.of(act=["pledge", "agree"], sector="transport"),
    Filter.of(strength=["agreed"], status="open"),
    Filter.of(overdue=True),
    Filter.of(kind="news", since="2022", until="2022-12"),
    Filter.of(publisher="외교부", state="machine"),
    Filter.of(speaker="서정민"),
    Filter.of(meeting_kind="summit"),
    Filter.of(matter_status="signed"),
    Filter.of(doubt="speaker_conflict"),
]
DAY = "2026-06-15"


@pytest.mark.parametrize("which", LISTS)
def test_a_count_is_that_of_its_rows_and_pages(filled: Ledger, which: str) -> None:
    with filled.read() as connection:
        for wanted in FILTERS:
            rows = list(queries.rows(connection, which, wanted, today=DAY))
            assert queries.count(connection, which, wanted, today=DAY) == len(rows)
            assert paged(connection, which, wanted, "newest") == rows
            best = list(queries.rows(connection, which, wanted, order="relevance", today=DAY))
            assert paged(connection, which, wanted, "relevance") == best
            assert {row.id for row in best} == {row.id for row in rows}
            assert [row.date or "" for row in rows] == sorted((row.date or "" for row in rows), reverse=True)


def paged(connection: Any, which: str, wanted: Filter, order: Any) -> list[Any]:
    rows: list[Any] = []
    after = None
    while True:
        page = queries.page(connection, which, wanted, after=after, limit=7, order=order, today=DAY)
        rows += page.rows
        after = page.after
        if after is None:
            return rows


@pytest.mark.parametrize("which", LISTS)
def test_every_facet_is_a_count(filled: Ledger, which: str) -> None:
    with filled.read() as connection:
        for name in (*FACETS, "strength", "state", "kind", "publisher", "status"):
            for value, number in queries.facet_counts(connection, which, Filter(), name, today=DAY):
                narrowed = Filter(**{name: (value,)})
                assert queries.count(connection, which, narrowed, today=DAY) == number, (name, value)


def test_a_facet_leaves_its_own_choice_aside(filled: Ledger) -> None:
    with filled.read() as connection:
        chosen = Filter.of(strength="agreed", country="GEO")
        counts = dict(queries.facet_counts(connection, "commitments", chosen, "strength"))
        assert {"agreed", "pledged", "requested"} <= set(counts)
        years = dict(queries.facet_counts(connection, "commitments", Filter(), "year"))
        assert set(years) == {"2019", "2022", "2025"}


def test_every_row_points_to_true_words(filled: Ledger) -> None:
    from hoedam.ledger.documents import effective_reading

    with filled.read() as connection:
        texts = {}
        for row in queries.rows(connection, "statements"):
            place = row.place
            number = parse(place.document)[1]
            text = texts.setdefault(number, effective_reading(connection, number).document.text)
            assert text[place.start : place.end] in row.words or row.words in text
            assert place.span == f"{place.document}:{place.start}-{place.end}"


def test_commitments_are_overdue_by_their_last_day(filled: Ledger) -> None:
    with filled.read() as connection:
        for day in ("2021-12-31", "2022-01-01"):
            late = {row.words for row in queries.rows(connection, "commitments", Filter(overdue=True), today=day)}
            rows = {row.words: row for row in queries.rows(connection, "commitments", today=day)}
            assert late == {words for words, row in rows.items() if row.overdue}
            office = "2021년 말까지 트빌리시에 무역관을 열어 우리 중소기업의 진출을 돕겠다"
            assert (office in late) == (day == "2022-01-01")


def test_partial_dates_pass_where_they_may_lie_inside(filled: Ledger) -> None:
    with filled.read() as connection:

        def dates(**between: str) -> set[str | None]:
            return {row.date for row in queries.rows(connection, "meetings", Filter.of(**between))}

        assert "2022" in dates(since="2022-07") and "2022-06-23" not in dates(since="2022-07")
        assert dates(until="2019-09-18") == {"2019", "2019-09-18"}
        assert dates(since="2019-09-19", until="2022-06") <= {"2019", "2022", "2022-06-23"}


def test_a_list_facet_or_page_that_is_none_is_refused_in_words(filled: Ledger) -> None:
    with filled.read() as connection:
        with pytest.raises(SettingInvalid, match="no list of a ledger"):
            queries.count(connection, "wishes")
        with pytest.raises(SettingInvalid, match="nothing is counted by"):
            queries.facet_counts(connection, "hits", Filter(), "colour")
        with pytest.raises(SettingInvalid, match="begin with the first page"):
            queries.page(connection, "hits", after="x|y")
        with pytest.raises(NotInLedger, match="no number 999"):
            queries.one(connection, "commitments", 999)


CODES = {
    "act": ActName, "strength": Strength, "kind": DocumentKind,
}  # fmt: skip


def many(values: Any) -> Any:
    return st.lists(st.sampled_from(values), max_size=3)


WORDS = st.text(string.ascii_letters + '가나다협력·"-& =?#%+한', min_size=1, max_size=12).filter(
    lambda text: any(character.isalpha() for character in text.replace("·", "")) and "-" not in text
)


@given(
    words=st.none() | WORDS,
    country=many(["KAZ", "GEO", "USA"]),
    speaker=st.lists(st.text(min_size=1, max_size=8), max_size=3),
    act=many(list(ActName.__args__)),
    strength=many(list(Strength.__args__)),
    status=many(STATUSES),
    state=many(STATES),
    sector=many(["energy", "energy.nuclear"]),
    since=st.sampled_from(["", "2021", "2021-08", "2021-08-17"]),
    overdue=st.booleans(),
)
def test_a_filter_comes_back_from_its_url(**given: Any) -> None:
    from urllib.parse import parse_qsl, urlencode

    wanted = Filter.of(**given)
    query = urlencode(wanted.to_pairs())
    assert Filter.from_pairs(parse_qsl(query, keep_blank_values=True)) == wanted
    assert {name for name, _ in wanted.to_pairs()} <= set(NAMES)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("colour", "red")], "nothing to filter by"),
        ([("act", "wish")], "is no act"),
        ([("country", "아틀란티스")], "is no state"),
        ([("sector", "nowhere")], "is no sector"),
        ([("since", "2021-13")], "is no date"),
        ([("words", "…")], "no word to look for"),
        ([("status", "gone")], "is no status"),
    ],
)
def test_a_filter_without_meaning_is_refused_in_words(pairs: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(SettingInvalid, match=said):
        Filter.from_pairs(pairs)


def test_states_are_known_by_their_names() -> None:
    for name in ("KAZ", "kaz", "KZ", "카자흐스탄", "Kazakhstan", "kazakhstan"):
        assert code_of(name) == "KAZ"
    assert [code_of(name) for name in ("미국", "美", "South Korea", "대한민국", "터키", "Türkiye")] == [
        "USA", "USA", "KOR", "KOR", "TUR", "TUR",
    ]  # fmt: skip
    assert (country_name("KAZ"), country_name("KAZ", "en"), country_name("ZZZ")) == ("카자흐스탄", "Kazakhstan", "ZZZ")


def test_names_are_listed_by_how_many_documents_have_them_and_found_by_their_letters(filled: Ledger) -> None:
    with filled.read() as connection:
        names = list(queries.rows(connection, "names"))
        assert [row.documents for row in names] == sorted((row.documents for row in names), reverse=True)
        assert {row.kind for row in names} == {"person", "organization"}
        found = list(queries.rows(connection, "names", Filter.of(words="초헬")))
        assert [(row.name, row.country, row.office) for row in found] == [("레반 초헬리", "GEO", "총리")]
        georgians = Filter.of(country="GEO", entity_type="person")
        assert queries.count(connection, "names", georgians) == len(list(queries.rows(connection, "names", georgians)))
        first = queries.page(connection, "names", limit=5)
        following = queries.page(connection, "names", limit=5, after=first.after)
        assert [*first.rows, *following.rows] == names[:10]
