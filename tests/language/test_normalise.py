"""One mark for each thing, and the way back: every offset of the normalised text has its place in the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoedam.language.ko.normalise import Normalised
from hoedam.model import Block, Document, Engine, Entity, Reading, Span


def document(text: str) -> Document:
    """A text as one paragraph."""
    block = Block(id="b1", kind="paragraph", start=0, end=len(text))
    return Document(id="d", kind="news", language="ko", text=text, blocks=(block,))


def normal(text: str) -> str:
    """The normalised text."""
    return Normalised(document(text)).document.text


@pytest.mark.parametrize(("text", "normalised"), [
    ("한ㆍ미", "한·미"), ("한‧미", "한·미"), ("한・미", "한·미"), ("″곧 간다″", '"곧 간다"'), ("′곧 간다′", "'곧 간다'"), ("`곧 간다`", "'곧 간다'"),
    ("quot;곧 간다quot;", '"곧 간다"'), ("&quot;곧 간다&quot;", '"곧 간다"'), ("''곧 간다''", '"곧 간다"'), ("한\u200b도영", "한도영"),
    ("\ufeff한도영", "한도영"), ("한\u00a0대통령", "한 대통령"), ("16∼17일", "16~17일"), ("（서울）", "(서울)"), ("1，2．", "1,2."),
    ("｢협정｣", "「협정」"), ("“곧 간다”", "“곧 간다”"), ("韓—英", "韓-英"), ("곧\t간다", "곧 간다"),
])  # fmt: skip
def test_marks_written_many_ways(text, normalised):
    assert normal(text) == normalised


def test_nothing_to_do_is_the_document_itself():
    source = document("한도영 대통령은 “곧 간다”고 말했다.")
    result = Normalised(source)
    assert result.document is source
    reading = Reading(engine=Engine(version="0", rules="", analyser=""), document=source)
    assert result.restore(reading) is reading


def test_blocks_move_with_the_text():
    text = "첫\u200b째 줄\n둘\u200b째 quot;줄quot;"
    blocks = (
        Block(id="b1", kind="paragraph", start=0, end=5),
        Block(id="b2", kind="paragraph", start=6, end=len(text)),
    )
    source = Document(id="d", kind="news", language="ko", text=text, blocks=blocks)
    normalised = Normalised(source).document
    assert [normalised.text[b.start : b.end] for b in normalised.blocks] == ["첫째 줄", '둘째 "줄"']


def test_a_reading_comes_back_true():
    source = document("한\u200b도영은 quot;곧 간다quot;고 했다")
    result = Normalised(source)
    words = result.document.text
    at = words.index("곧 간다")
    entity = Entity(
        id="e1", type="person", name="한도영", mentions=(result.document.span(0, 3), result.document.span(at, at + 4))
    )
    reading = Reading(engine=Engine(version="0", rules="", analyser=""), document=result.document, entities=(entity,))
    restored = result.restore(reading)
    restored.check_spans()
    assert [span.text for span in restored.entities[0].mentions] == ["한\u200b도영", "곧 간다"]
    assert restored.document is source


_PIECES = st.sampled_from(
    ["한도영", "\u200b", "quot;", "&quot;", "''", " ", "“", "”", "ㆍ", "간다", "\ufeff", "·", "\n", "‘", "a"]
)


@given(st.lists(_PIECES, min_size=1, max_size=25).map("".join))
def test_the_way_back_keeps_order_and_words(text):
    result = Normalised(document(text))
    length = len(result.document.text)
    places = [result.back(i) for i in range(length)]
    assert places == sorted(set(places))
    assert all(0 <= place < len(text) for place in places)
    for i, place in enumerate(places):
        mine, theirs = result.document.text[i], text[place]
        assert mine == theirs or not mine.isalnum()


@given(st.lists(_PIECES, min_size=1, max_size=25).map("".join), st.data())
def test_every_span_comes_back_true(text, data):
    result = Normalised(document(text))
    words = result.document.text
    filled = [i for i, c in enumerate(words) if not c.isspace()]
    if not filled:
        return
    start = data.draw(st.sampled_from(filled))
    end = data.draw(st.sampled_from([i + 1 for i in filled if i >= start]))
    entity = Entity(id="e1", type="person", name="x", mentions=(result.document.span(start, end),))
    reading = Reading(engine=Engine(version="0", rules="", analyser=""), document=result.document, entities=(entity,))
    restored = result.restore(reading)
    restored.check_spans()
    assert isinstance(restored.entities[0].mentions[0], Span)
