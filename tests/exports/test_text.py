"""Text that any file format can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hoedam.exports.text import clean, from_utf16, one_line, printed, to_utf16, utf16_length, whole

ANY = st.text(st.characters())  # lone surrogates among them


@given(ANY)
def test_clean_text_is_text_of_xml(text: str) -> None:
    element = etree.Element("a")
    element.text = clean(text)
    assert (etree.fromstring(etree.tostring(element)).text or "") == clean(text)
    assert clean(clean(text)) == clean(text)
    assert printed(printed(text)) == printed(text)
    assert "\n" not in one_line(text)


@given(ANY)
def test_whole_text_is_utf8(text: str) -> None:
    assert len(whole(text).encode().decode()) == len(text)


@given(st.text(), st.data())
def test_offsets_go_there_and_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert from_utf16(text, to_utf16(text, offset)) == offset
    assert utf16_length(text) == len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(("offset", "why"), [(-1, "outside"), (4, "outside"), (2, "two halves")])
def test_offsets_that_are_none_are_refused(offset: int, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        from_utf16("가𠀀", offset)


def test_words_stay_words() -> None:
    assert clean("가\r\n나\r다\x00\x1b[1m\ufffe") == "가\n나\n다[1m"
    assert printed("\u202e가\u202c\u200f") == "가\u200f"
