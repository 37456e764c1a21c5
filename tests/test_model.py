"""The records: spans that are always true, strict and frozen structs, JSON there and back."""

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoedam.errors import HoedamError, ReadingInvalid
from hoedam.model import (
    SCHEMA,
    Act,
    Attribution,
    Block,
    Document,
    Engine,
    Entity,
    Reading,
    Span,
    Statement,
    Time,
    spans_of,
)

TEXT = "한도영 대통령은 “곧 간다”고 말했다."


def document(text: str = TEXT) -> Document:
    """A text as one paragraph."""
    return Document(
        id="d1",
        kind="news",
        language="ko",
        text=text,
        blocks=(Block(id="b1", kind="paragraph", start=0, end=len(text)),),
    )


def reading() -> Reading:
    """A reading of one statement."""
    source = document()
    words = source.span(10, 14)
    statement = Statement(
        id="s1", speakers=("e1",), form="direct", content=(words,), cue=source.span(15, 20),
        attribution=Attribution(basis="subject", certain=True, evidence=(source.span(0, 7),)),
        acts=(Act(act="pledge", span=words, sectors=(), rule="pledge.will"),),
    )  # fmt: skip
    entity = Entity(
        id="e1", type="person", name="한도영", mentions=(source.span(0, 7),), country="KOR", office="대통령"
    )
    return Reading(
        engine=Engine(version="0.1", rules="sha256:0", analyser="none"),
        document=source,
        entities=(entity,),
        statements=(statement,),
    )


def test_a_span_holds_the_document_s_words():
    assert document().span(10, 14) == Span(10, 14, "곧 간다")


@pytest.mark.parametrize(
    ("start", "end", "words"), [(3, 4, None), (3, 8, "대통령은"), (0, 4, "한도영"), (0, len(TEXT), TEXT)]
)
def test_white_space_stays_outside(start, end, words):
    if words is None:
        with pytest.raises(ValueError, match="holds no words"):
            document().span(start, end)
    else:
        assert document().span(start, end).text == words


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (0, len(TEXT) + 1), (99, 100)])
def test_a_span_outside_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="lies outside"):
        document().span(start, end)


def test_an_empty_span_is_refused():
    with pytest.raises(ValueError, match="holds no words"):
        document().span(4, 4)


@given(st.text(max_size=30), st.integers(-2, 32), st.integers(-2, 32))
def test_a_span_is_true_or_refused(text, start, end):
    source = document(text)
    try:
        span = source.span(start, end)
    except ValueError:
        return
    assert text[span.start : span.end] == span.text
    assert span.text == span.text.strip() != ""


def test_records_are_frozen():
    with pytest.raises(AttributeError):
        reading().statements[0].id = "s2"  # type: ignore[misc]


def test_json_there_and_back():
    given_ = reading()
    assert Reading.from_json(given_.to_json()) == given_
    assert Reading.from_json(given_.to_json(indent=2).encode()) == given_
    assert given_.to_json() == reading().to_json()


def test_json_form():
    raw = json.loads(reading().to_json())
    assert raw["schema"] == SCHEMA == "hoedam.reading/1"
    assert raw["statements"][0]["content"] == [{"start": 10, "end": 14, "text": "곧 간다"}]
    assert raw == json.loads(json.dumps(reading().to_dict()))


def test_from_is_a_word_of_json_only():
    source = document()
    time = Time(id="t1", span=source.span(0, 3), value="2021", anchor="published", from_="2021-01-01", to="2021-12-31")
    raw = msgspec.to_builtins(time)
    assert raw["from"] == "2021-01-01"
    assert "from_" not in raw


@pytest.mark.parametrize("change", [
    {"surprise": 1}, {"schema": "hoedam.reading/2"}, {"statements": [{}]}, {"document": None}, {"times": "none"},
])  # fmt: skip
def test_what_is_no_reading_is_refused(change):
    raw = json.loads(reading().to_json()) | change
    with pytest.raises(ReadingInvalid):
        Reading.from_json(json.dumps(raw))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", b"\xff\xfe"])
def test_what_is_no_json_is_refused(text):
    with pytest.raises(HoedamError):
        Reading.from_json(text)


def test_a_span_that_lies_is_refused():
    raw = json.loads(reading().to_json())
    raw["statements"][0]["acts"][0]["span"]["text"] = "안 간다"
    with pytest.raises(ReadingInvalid, match="the document does not"):
        Reading.from_json(json.dumps(raw))


@pytest.mark.parametrize(
    ("path", "value"), [(("statements", 0, "form"), "shouted"), (("statements", 0, "acts", 0, "act"), "smile")]
)
def test_words_outside_the_definitions_are_refused(path, value):
    raw = json.loads(reading().to_json())
    place = raw
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ReadingInvalid):
        Reading.from_json(json.dumps(raw))


def test_every_span_is_found():
    assert sorted(span.text for span in spans_of(reading())) == sorted(
        ["한도영 대통령", "한도영 대통령", "곧 간다", "곧 간다", "고 말했다"]
    )
