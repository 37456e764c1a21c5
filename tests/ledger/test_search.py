"""Search finds all that a plain scan finds, on both databases, and nothing else."""

import re
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoedam.errors import SettingInvalid
from hoedam.ledger import Ledger, documents, queries
from hoedam.ledger.bigrams import fold, parse, tokens
from hoedam.ledger.filters import Filter
from hoedam.ledger.snippets import matches, snippet
from ledger.kit import reading
from ledgers import SAMPLES

GOLD = SAMPLES.parents[2] / "gold"
# the words that engines without bigrams lose: two and one syllables, parts of compounds, and what particles follow
WORDS = [
    "협력", "외교", "양해각서", "대통령", "정상회담", "공급망", "원전", "회담", "장관", "투자", "각서", "통령", "물", "항", "것", "원",
    "협력을", "정상", "회의", "자원", "우리", "기업", "한국", "북", "2021년",
]  # fmt: skip
SENTENCES = """문대통령은 협력을 넓히자고 했다
물 부족과 건물 안전을 다뤘다
K-방산과 5G 협력, 3억 달러 투자
13억 달러를 쓰겠다
한·미 정상이 만났다
한ㆍ미ㆍ일 협의
한미 동맹은 굳건하다
美·中 갈등을 우려한다
양해 각서를 쓰고 양해각서를 나눴다
1,500억 원을 빌려준다
AIIB 총회와 AI 규범
MOU를 맺었다"""


def found(ledger: Ledger, words: str) -> set[str]:
    """The words of the statements that a search finds; the list, its pages and its count agree."""
    wanted = Filter.of(words=words)
    with ledger.read() as connection:
        rows = list(queries.rows(connection, "statements", wanted, order="relevance"))
        assert queries.count(connection, "statements", wanted) == len(rows)
    return {row.words for row in rows}


def test_everything_that_stands_in_a_text_is_found(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents.linking, "link", lambda connection, ids: None)  # what is joined is not searched
    texts = [path.read_text(encoding="utf-8") for path in sorted(GOLD.rglob("*.md"))]
    for number, text in enumerate(texts):
        documents.add(ledger, reading(text, speaker="홍", publisher=str(number)))
    lines = {" ".join(line.split()) for text in texts for line in text.split("\n")}
    for word in WORDS:
        assert {" ".join(line.split()) for line in found(ledger, word)} == {
            line for line in lines if scan(word, line)
        }, word


def scan(word: str, line: str) -> bool:
    """A plain scan for syllables; a number is one only where no digit stands before it."""
    return re.search(rf"(?<![0-9A-Za-z]){word}" if word[0].isdigit() else word, fold(line).text) is not None


TYPED: list[tuple[str, list[int]]] = [
    ("협력을", [0]),
    ("대통령", [0]),
    ("물", [1]),
    ("K-방산", [2]),
    ("K방산", [2]),
    ("5g", [2]),
    ("5G", [2]),
    ("3억 달러", [2]),
    ('"3억 달러"', [2]),
    ("한·미", [4, 5, 6]),
    ("한미", [4, 5, 6]),
    ("한ㆍ미ㆍ일", [5]),
    ("美中", [7]),
    ("美", [7]),
    ("양해각서", [8]),
    ('"양해 각서"', [8]),
    ('"각서를 양해"', []),
    ("1500억", [9]),
    ("1,500억", [9]),
    ("AI", [10]),
    ("MOU", [11]),
    ("협력 달러", [2]),
    ("달러 -투자", [3]),
    ('협력 -"3억 달러"', [0]),
    (unicodedata.normalize("NFD", "협력을"), [0]),
    ("ＭＯＵ", [11]),
]


def test_words_as_people_type_them(ledger: Ledger) -> None:
    all_lines = SENTENCES.split("\n")
    documents.add(ledger, reading(SENTENCES, speaker="홍"))
    for words, lines in TYPED:
        assert found(ledger, words) == {all_lines[number] for number in lines}, words


@pytest.mark.parametrize("words", ["…", '""', "· -", "!?", '"', "-외교"])
def test_a_search_without_words_is_refused_in_words(words: str) -> None:
    with pytest.raises(SettingInvalid, match="give at least one word"):
        Filter.of(words=words)


def test_names_offices_and_countries_are_found(ledger: Ledger) -> None:
    documents.add(ledger, reading("원전을 짓겠다", speaker="레반 초헬리", office="대통령"))
    for words in ("초헬리", "레반 초헬리", "초헬리 대통령", "카자흐스탄", "카자흐"):
        assert found(ledger, words) == {"원전을 짓겠다"}
    assert not found(ledger, '"짓겠다 레반"')


def test_what_no_longer_counts_is_not_found(ledger: Ledger) -> None:
    documents.add(ledger, reading("옛 문안"), address="page")
    documents.add(ledger, reading("새 문안"), address="page")
    assert found(ledger, "문안") == {"새 문안"}
    assert not found(ledger, "옛")


def test_a_record_that_is_read_otherwise_is_found_by_its_new_words(ledger: Ledger) -> None:
    old = reading("첫 문장\n둘째 문장")
    number = documents.add(ledger, old).id
    second = msgspec.structs.replace(old.statements[1], content=(old.document.span(8, 10),))
    documents.reread(ledger, number, msgspec.structs.replace(old, statements=(old.statements[0], second)))
    assert found(ledger, "문장") == {"첫 문장", "문장"}
    assert not found(ledger, "둘째")


@given(st.text("가나다a1·-, 물韓", max_size=30), st.text("가나다a1·-, 물韓", min_size=1, max_size=4))
def test_places_are_found_where_tokens_are(text: str, words: str) -> None:
    try:
        query = parse(f'"{words}"')
    except SettingInvalid:
        return
    shown = snippet(text, query, 10)
    assert all(0 <= start < end <= len(text) for start, end in matches(text, query))
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)


@given(st.text(max_size=60))
def test_tokens_are_plain_words_to_both_databases(text: str) -> None:
    for token in tokens(text):
        assert token and not set(token) & set(" '\"\\:&|!()<>*") and not any(map(str.isspace, token))
