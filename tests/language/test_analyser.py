"""The analyser: offsets are the document's own, names are one token, stretches stay apart."""

from bisect import bisect_left
from concurrent.futures import ThreadPoolExecutor

import pytest

from hoedam.language.ko.analyser import analyse, analyser_version

TEXT = "한도영 대통령은 17일 산티아고에서 카탈리나 로페스 대통령을 만났다.\n두 정상은 협의체를 신설하기로 했다."


@pytest.fixture(scope="module")
def tokens():
    border = TEXT.index("\n")
    return analyse(
        TEXT, [(0, border), (border + 1, len(TEXT))], [(0, 3), (TEXT.index("카탈리나"), TEXT.index(" 대통령을"))]
    )


def test_parallel_lists(tokens):
    assert len(tokens.forms) == len(tokens.tags) == len(tokens.starts) == len(tokens.ends)
    assert tokens.starts == sorted(tokens.starts)


def test_offsets_are_the_document_s(tokens):
    place = tokens.forms.index("산티아고")
    assert TEXT[tokens.starts[place] : tokens.ends[place]] == "산티아고"
    second = tokens.forms.index("협의체")
    assert TEXT[tokens.starts[second] : tokens.ends[second]] == "협의체"


def test_names_are_one_token(tokens):
    for name in ("한도영", "카탈리나 로페스"):
        at = tokens.forms.index(name)
        assert tokens.tags[at] == "NNP"
        assert TEXT[tokens.starts[at] : tokens.ends[at]] == name


def test_no_token_crosses_a_border(tokens):
    border = TEXT.index("\n")
    assert not any(s < border < e for s, e in zip(tokens.starts, tokens.ends, strict=True))


def test_between(tokens):
    start, end = TEXT.index("두 정상"), TEXT.index(" 협의체")
    lo, hi = tokens.between(start, end)
    assert lo == bisect_left(tokens.starts, start)
    assert tokens.forms[lo:hi] == ["두", "정상", "은"]
    assert tokens.between(len(TEXT), len(TEXT)) == (len(tokens.forms), len(tokens.forms))


def test_a_name_outside_every_stretch_is_no_matter():
    found = analyse(TEXT, [(TEXT.index("두"), len(TEXT))], [(0, 3)])
    assert "한도영" not in found.forms


@pytest.mark.parametrize("stretches", [[], [(0, 0)], [(3, 3), (5, 5)]])
def test_nothing_to_read(stretches):
    assert analyse(TEXT, stretches, []).forms == []


def test_tags_mark_regular_and_irregular_stems():
    found = analyse("길을 물어 도와 지은 집", [(0, 13)], [])
    assert {"VV-R", "VV-I"} & set(found.tags)


def test_the_version_names_analyser_and_model():
    assert analyser_version().startswith("kiwipiepy ")
    assert " / model " in analyser_version()


def test_threads_that_ask_at_once_are_answered_one_after_another() -> None:
    """A page and a job of the web application may read at the same time: the analyser itself would crash."""
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: analyse(TEXT, [(0, TEXT.index("\n"))], []).forms, range(40)))
    assert all(one == found[0] for one in found)


def test_the_end_of_a_numbered_paragraph_is_no_number() -> None:
    text = "4. 양측은 공동 연구소를 세우기로 합의하였다.\n다. 관세 자료를 나눈다."
    first = text.index("\n")
    tokens = analyse(text, [(0, first), (first + 1, len(text))], [])
    assert list(zip(tokens.forms, tokens.tags, strict=True)).count(("다", "EF")) == 1
    assert ("다.", "SB") in zip(tokens.forms, tokens.tags, strict=True)
    assert tokens.ends[tokens.forms.index("다")] == first - 1


@pytest.mark.parametrize(
    ("text", "ending"), [("수치가 화면에 뜬다고 밝혔다.", "ㄴ다고"), ("착공이 기약 없다고 했다.", "다고")]
)
def test_what_is_told_without_marks_is_no_quotation(text, ending):
    found = analyse(text, [(0, len(text))], [])
    assert "JKQ" not in found.tags
    at = found.forms.index(ending)
    assert found.tags[at] == "EC"
    assert text[found.starts[at] : found.ends[at]].endswith("다고")


def test_behind_marks_it_stays():
    text = '그는 "화면에 뜬다"고 밝혔다.'
    assert "JKQ" in analyse(text, [(0, len(text))], []).tags
