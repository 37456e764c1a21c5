"""A sentence as rules see it: morphemes folded, quotations and names as one item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extract.test_predicates import sentence

from hoedam.evaluation.examples.common import frame
from hoedam.extract.frames import build_frame
from hoedam.language.ko.analyser import Tokens


@pytest.mark.parametrize(("text", "item"), [
    ("감사를 표했다", "표하/V"), ("협의체를 신설했다", "신설하/V"), ("공장을 재가동했다", "재가동하/V"), ("중요하다", "중요하/V"), ("형제다", "형제/N"),
    ("대통령께서는", "께서/J"), ("기쁘게", "게/E"), ("만들기로", "기/T"), ("빨리", "빨리/A"), ("두 나라", "두/D"), ("100억", "100/N"),
])  # fmt: skip
def test_folding(text, item):
    assert f" {item}" in frame(text).code


def test_quotations_and_mentions_are_one_item_each():
    found = sentence("민서영 장관은 “오스카 린드 총리는 내일 온다”고 말했다")
    assert found.classes.count("Q") == 1
    assert found.classes.count("@") == 1  # the one inside the marks belongs to the quotation
    assert found.mention(0) is not None
    assert found.mention(1) is None
    quotation = found.quotation(found.classes.index("Q"))
    assert quotation is not None
    assert quotation.inner_end - quotation.inner_start == len("오스카 린드 총리는 내일 온다")


def test_code_and_items_agree():
    found = sentence("민서영 장관은 “곧 간다”며 감사를 표했다")
    assert len(found) == len(found.forms) == len(found.at)
    assert all(found.code.startswith(f" {found.form(i)}/{found.kind(i)}", found.at[i]) for i in range(len(found)))
    assert [found.item(at) for at in found.at] == list(range(len(found)))


def test_outside_the_frame_is_nothing():
    found = frame("갔다")
    assert (found.form(-1), found.kind(99), found.mention(99), found.quotation(99)) == ("", "", None, None)


def test_items_lie_in_the_text_in_order():
    text = "양국은 2030년까지 교역을 150억 달러로 늘리기로 했다"
    found = frame(text)
    assert found.starts == sorted(found.starts)
    assert all(0 <= a <= b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))


@given(st.text(alphabet="가나다라고며한했 “”\"'‘’.,0aA\u200b·", max_size=60))
def test_any_text(text):
    found = frame(text)
    assert len(found.code) == sum(len(f) + 3 for f in found.forms)


def test_nothing():
    assert len(build_frame(Tokens([], [], [], []), 0, 0, (), ())) == 0
