"""The feed, against a RelaxNG schema of what RFC 4287 demands."""

import io
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from tests.exports.kit import HOSTILE, LONG

from hoedam.exports.feed import Entry, Feed, write_feed
from hoedam.exports.text import clean, one_line

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = Feed(
    "search/조지아",
    "조지아 약속",
    "2026-11-23",
    "https://desk.example/?q=조지아&s=1",
    "https://desk.example/feed",
    authority="desk.example",
)
ENTRY = Entry(
    "sha256:70ae/c2",
    "공동 타당성조사",
    "2026-11-22T09:00:00+09:00",
    "“시작하기로 했다”",
    "https://desk.example/c/2",
    "가온통신",
    ("합의",),
)


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))


def written(feed: Feed, *entries: Entry) -> bytes:
    file = io.BytesIO()
    write_feed(feed, entries, file)
    return file.getvalue()


def hostile() -> list[Entry]:
    return [Entry(text, text, "2026-11-23", text, text, one_line(text), (text,)) for text in (*HOSTILE, LONG)]


@pytest.mark.parametrize("entries", [[], [ENTRY], hostile()], ids=["none", "one", "hostile"])
def test_it_is_valid(schema: Any, entries: list[Entry]) -> None:
    schema.assertValid(etree.fromstring(written(FEED, *entries)))


@pytest.mark.parametrize("broken", ["id", "title", "updated", "author"])
def test_the_schema_finds_what_is_missing(schema: Any, broken: str) -> None:
    tree = etree.fromstring(written(FEED, ENTRY))
    tree.remove(tree.find(ATOM + broken))
    assert not schema.validate(tree)


def test_it_says_what_it_was_given() -> None:
    feed = etree.fromstring(written(FEED, ENTRY))
    assert feed.findtext(f"{ATOM}id") == "tag:desk.example,2026:search/%EC%A1%B0%EC%A7%80%EC%95%84"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-23T00:00:00Z"
    (entry,) = feed.findall(f"{ATOM}entry")
    assert {child.tag.removeprefix(ATOM): child.text for child in entry if child.text} == {
        "id": "tag:desk.example,2026:sha256:70ae/c2",
        "title": "공동 타당성조사",
        "updated": "2026-11-22T00:00:00Z",
        "content": "“시작하기로 했다”",
    }
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "가온통신"
    assert entry.find(f"{ATOM}category").get("term") == "합의"


def test_hostile_words_stay_words() -> None:
    feed = etree.fromstring(written(FEED, *hostile()))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")][:-1] == [
        one_line(text) for text in HOSTILE
    ]
    assert [entry.findtext(f"{ATOM}content") for entry in feed.findall(f"{ATOM}entry")][:-1] == [
        clean(text) for text in HOSTILE
    ]
    assert not feed.xpath("//*[local-name() = 'script']")
    assert len(feed.findall(f"{ATOM}entry/{ATOM}link")) == 0


def test_ids_depend_on_keys_and_bytes_on_data() -> None:
    assert written(FEED, ENTRY) == written(FEED, ENTRY)
    ids = [entry.findtext(f"{ATOM}id") for entry in etree.fromstring(written(FEED, *hostile())).findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("wrong", ["", "어제", "2026-13-01"])
def test_a_time_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        written(FEED, Entry("k", "제목", wrong))
