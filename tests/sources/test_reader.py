"""Promises on any input, and the worked example."""

import re
import unicodedata
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoedam.errors import SourceUnreadable
from hoedam.sources import load, load_text, read_file

SEED = Path(__file__).parents[3] / "shared/examples/seed/article.md"
PIECES = st.sampled_from(
    ["![", "](", ")", "[관련기사]", "**", "# ", "\n", "\n\n", "□ ", "(서울=가온통신) ", "홍보름 기자", "2024.05.03.",
     "<p>", "</p>", "<br>", "<figcaption>", "<!--", "<html>", "&#10;", "&#0;", "&quot;", '"', "”", "있다.", "\ud800",
     "\u1112\u1161", "\u0301", "\x00", "\u2028", "ⓒ", "1. ", "① ", "---\n", "악수하고 있다. ", "양국은 서명했다.",
     "<정치>", "\u200b", "　", "\ufeff"]
)  # fmt: skip
MARKUP = re.compile(r"[][#<>&!*\\]")
NAMES = st.sampled_from([None, "a.md", "a.html", "a.txt"])


def check(document):
    text = document.text
    text.encode("utf-8")
    assert unicodedata.is_normalized("NFC", text) and "\0" not in text
    assert all(0 <= block.start < block.end <= len(text) for block in document.blocks)
    assert all(a.end + 1 == b.start and text[a.end] == "\n" for a, b in pairwise(document.blocks))
    assert document.blocks[0].start == 0 and document.blocks[-1].end == len(text)
    assert "\n".join(text[block.start : block.end] for block in document.blocks) == text
    assert len({block.id for block in document.blocks}) == len(document.blocks)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), NAMES)
def test_any_bytes_give_a_true_document_or_a_refusal(data, name):
    with suppress(SourceUnreadable):
        check(load(data, name=name))


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join), NAMES)
def test_any_text_gives_a_true_document_or_a_refusal(text, name):
    with suppress(SourceUnreadable):
        check(load_text(text, name=name))


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=20).map("".join))
def test_reading_plain_canonical_text_again_changes_nothing(text):
    with suppress(SourceUnreadable):
        first = load_text(MARKUP.sub("", text), name="a.txt")
        assert load_text(first.text, name="a.txt").text.split() == first.text.split()


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“‘「[(",
        "가나다 ",
        "**가 ",
        "[가](",
        "![",
        "<p ",
        "<!-- -->",
        "a@b.",
        "2021.08.17. ",
        "(",
        "e\u0301\u0316",
        "\\",
        "&#",
        "- ",
    ],
)
def test_long_runs_are_read_or_refused(unit):
    with suppress(SourceUnreadable):
        document = load_text(unit * (1_000_000 // len(unit)))
        assert document.blocks and document.blocks[-1].end <= len(document.text)


def test_five_megabytes_on_one_line():
    document = load(("두 정상은 협력하기로 했다. " * 120_000).encode())
    assert len(document.blocks) == 1


def test_the_id_is_the_digest_of_the_bytes():
    assert load("가나다".encode("cp949")).id == "sha256:" + sha256("가나다".encode("cp949")).hexdigest()
    assert load_text("가나다").id == "sha256:" + sha256("가나다".encode()).hexdigest()


@pytest.mark.skipif(not SEED.exists(), reason="the shared examples are not beside the repository")
def test_the_worked_example():
    document = read_file(SEED)
    captions = [block for block in document.blocks if block.kind == "caption"]
    assert len(captions) == 3 and len(document.blocks) == 15
    assert all(block.image.endswith("/dims/optimize/") for block in captions)
    assert captions[2].credit == "청와대 제공"
    assert (document.published, document.published_basis) == ("2021-08-17", "caption")
    assert (document.agency, document.kind, document.language) == ("뉴시스", "news", "ko")
    check(document)
