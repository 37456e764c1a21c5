"""Quotations and sentences, found on the marks alone: straight, curly, mixed, damaged, nested; and at any size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rows import rows

from hoedam.language.ko.marks import inner_quotations, read_marks, sentences_inside


def quoted(text):
    """The words of the top-level quotations."""
    return [text[q.inner_start : q.inner_end] for q in read_marks(text).quotations]


def sentences(text):
    """The sentences, stripped."""
    return [text[a:b].strip() for a, b in read_marks(text).sentences]


WHOLE = [
    ('그는 "곧 간다"고 했다.', ["곧 간다"]), ("그는 “곧 간다”고 했다.", ["곧 간다"]), ("그는 \"곧 간다”고 했다.", ["곧 간다"]),
    ("그는 “곧 간다\"고 했다.", ["곧 간다"]), ('그는 "곧 간다"며 "기다리라"고 했다.', ["곧 간다", "기다리라"]),
    ("그는 “곧 간다.”며 나섰다.", ["곧 간다."]), ("그는 “곧 간다. 기다려라.”라고 했다.", ["곧 간다. 기다려라."]),
    ("그는 ‘곧 간다’고 했다.", []), ("그는 ‘곧 가겠다고 한다’고 했다.", ["곧 가겠다고 한다"]), ("그는 「곧 가겠다고 한다」고 했다.", ["곧 가겠다고 한다"]),
    ("그는 ‘가치 외교’의 무대에 섰다.", []), ("영화 ‘겨울 바다로 가는 길’을 봤다.", []), ("그는 『바다의 노래』를 읽었다.", []),
    ("그는 “그가 ‘곧 간다’고 하더라”고 했다.", ["그가 ‘곧 간다’고 하더라"]), ("’21년 3월부터 ’22년까지", []), ("말이 없었다.", []), ("", []),
    ("그는 (“곧 간다”)고 했다.", ["곧 간다"]), ("“하나”, “둘”, “셋”이라고 셌다.", ["하나", "둘", "셋"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), WHOLE)
def test_whole_marks(text, words):
    assert quoted(text) == words


WRONG: dict[str, str] = {
    "그는 “곧 가겠다며 “기다리라”고 했다.": "a lost closer before 며 and a second quotation: only 며 before a verb or a topic is repaired",
}
DAMAGED = [
    ("그는 곧 가겠다”고 말했다.", ["곧 가겠다"]), ("그는 “곧 가겠다고 말했다.", ["곧 가겠다"]), ("그는 ““곧 가겠다”고 말했다.", ["곧 가겠다"]),
    ('그는 "곧 가겠다고 말했다.', ["곧 가겠다"]), ("그는 “곧 가겠다며 “기다리라”고 했다.", ["곧 가겠다", "기다리라"]),
    ("총리가 왔다. 그는 곧 가겠다”고 말했다.", ["곧 가겠다"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), rows(DAMAGED, WRONG))
def test_damaged_marks(text, words):
    assert quoted(text) == words
    marked = read_marks(text)
    assert any(q.repaired for q in marked.quotations) or "““" in text


def test_a_mark_without_a_partner_is_told():
    text = "그는 “곧 가겠다고 말했다."
    assert read_marks(text).unpaired == (text.index("“"),)
    assert read_marks("그는 “곧 간다”고 했다.").unpaired == ()


SENTENCES = [
    ("총리가 왔다. 회담이 열렸다.", 2), ("그는 “왔다. 봤다. 갔다”고 했다. 끝이다.", 2), ("“곧 간다.” 그는 이렇게 말했다.", 2), ("“곧 간다.”라고 그는 말했다.", 1),
    ("“곧 간다.”며 웃었다.", 1), ("교역은 3.5배 늘었다.", 1), ("2021.8.17. 서울에서 열렸다.", 1), ("그는 웃었다… 말이 없었다.", 2), ("무엇을 얻었나? 답은 없다.", 2),
    ("그는 “갔다.” “왔다.” “봤다.”고 했다.", 3), ("끝", 1), ("   ", 0), ("왔다.“간다”고 했다.", 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count"), rows(SENTENCES, WRONG))
def test_sentences(text, count):
    assert len(sentences(text)) == count


def test_a_stretch_of_a_text():
    text = "앞줄 “하나”라고.\n그는 “둘”이라고 했다.\n뒷줄 “셋”"
    start = text.index("그는")
    marked = read_marks(text, start, text.index("\n뒷줄"))
    assert [text[q.inner_start : q.inner_end] for q in marked.quotations] == ["둘"]


def test_words_inside_words():
    text = "그가 ‘곧 간다고 합니다’라고 하더라. 그래서 ‘잘됐다고 생각한다’고 했다"
    inner = inner_quotations(text, 0, len(text))
    assert [text[q.inner_start : q.inner_end] for q in inner] == ["곧 간다고 합니다", "잘됐다고 생각한다"]
    assert len(sentences_inside(text, 0, len(text), inner)) == 2


_TEXT = st.text(alphabet="가다고며 “”\"'‘’「」.?…,()", max_size=80)


@given(_TEXT)
def test_any_marks(text):
    marked = read_marks(text)
    assert "".join(text[a:b] for a, b in marked.sentences).replace(" ", "") == text.replace(" ", "")
    assert all(0 <= q.start <= q.inner_start < q.inner_end <= q.end <= len(text) for q in marked.quotations)
    assert all(a.end <= b.start for a, b in zip(marked.quotations, marked.quotations[1:], strict=False))
    assert all(a[1] <= b[0] for a, b in zip(marked.sentences, marked.sentences[1:], strict=False))


@pytest.mark.parametrize("unit", rows(['"', "“", "”", "‘", "“가”", "가. ", "그는 “가", "가”고 ", "「", "… "], WRONG))
def test_long_runs_are_read(unit):
    text = unit * 16_000
    marked = read_marks(text)
    assert "".join(text[a:b] for a, b in marked.sentences).replace(" ", "") == text.replace(" ", "")
