"""Input that is empty, damaged, huge, in another language, or not there: a plain note or a true reading, never a fault."""

import codecs
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.whole import assert_whole

import hoedam
from hoedam import Reading, Settings
from hoedam.cli.main import main
from hoedam.reader import Reader

STORY = """오세린 대통령, 몬테네그로 총리와 회담
[서울=하늘뉴스] 2022-05-11
오세린 대통령은 11일 청와대에서 밀로시 부코비치 몬테네그로 총리와 정상회담을 열었다.
오 대통령은 “내년까지 항만 공동위원회를 만들겠다”고 밝혔다. 이에 부코비치 총리는 “선박 수리 분야도 도와 달라”고 요청했다.
"""
PAGE = f"""<!doctype html><html><head><meta charset="euc-kr"><title>회담</title></head><body><article>
<h1>{STORY.splitlines()[0]}</h1><p>{"</p><p>".join(STORY.splitlines()[2:])}</p></article></body></html>"""
PLEDGE = "내년까지 항만 공동위원회를 만들겠다"


def run(*args: object, **more: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], **more)  # type: ignore[arg-type]


def whole(source: str | bytes) -> Reading:
    reading = Reader().read(source)
    assert_whole(reading, source, Settings())
    return reading


def said(reading: Reading) -> list[str]:
    return [span.text for statement in reading.statements for span in statement.content]


@pytest.mark.parametrize(
    "data",
    [b"", b"   \r\n\t ", b"\0\0\0\0", "\ufeff".encode(), b"* * *\n---\n...", b"\x00\x01\x02\xff" * 50, b"%PDF-1.7 ...",
     b"PK\x03\x04rest", bytes(range(256)) * 40],
    ids=["empty", "white", "zeros", "byte order mark", "only marks", "binary", "PDF", "ZIP", "all bytes"],
)  # fmt: skip
def test_what_holds_no_text_is_refused_with_a_reason(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(hoedam.HoedamError) as refused:
        hoedam.read(data)
    assert len(str(refused.value)) > 20
    path = tmp_path / "source.txt"
    path.write_bytes(data)
    result = run("read", path)
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {path} ")
    assert "Traceback" not in result.output


@pytest.mark.parametrize("share", range(5, 100, 5))
def test_a_page_cut_off_anywhere_is_read_as_far_as_it_goes(share: int) -> None:
    data = PAGE.encode("cp949")[: len(PAGE.encode("cp949")) * share // 100]
    try:
        whole(data)
    except hoedam.HoedamError as refused:
        assert "no words" in str(refused)  # cut before the first word of the body


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-16", "utf-16-le", "utf-8-sig"])
def test_an_encoding_that_the_page_does_not_declare(encoding: str) -> None:
    assert PLEDGE in said(whole(PAGE.encode(encoding)))


@pytest.mark.parametrize("declared", ["iso-8859-1", "shift_jis", "utf-16", "no-such-code", "utf-7", ""])
def test_a_declaration_that_lies(declared: str) -> None:
    for encoding in ("utf-8", "cp949"):
        page = PAGE.replace("euc-kr", declared).encode(encoding)
        assert_whole(Reader().read(page), page, Settings())
    assert PLEDGE in said(whole(PAGE.replace("euc-kr", declared).encode()))


def test_single_damaged_bytes_cost_no_more_than_their_words() -> None:
    data = STORY.encode()
    at = data.index("청와대".encode())
    assert PLEDGE in said(whole(data[:at] + b"\xff\xfe" + data[at + 3 :]))


def test_decomposed_text_gives_the_same_records() -> None:
    reading = whole(unicodedata.normalize("NFD", STORY))
    assert reading.document.text == hoedam.read(STORY).document.text
    assert reading.statements == hoedam.read(STORY).statements
    assert PLEDGE in said(reading)


@pytest.mark.parametrize("damage", ["\ud800", "\udfff", "\udc80\ud83d", "\x00", "\x1b[31m", "\ufffe", "\U0010ffff"])
def test_characters_that_no_text_should_hold(damage: str) -> None:
    for at in (0, STORY.index("청와대"), STORY.index("내년"), len(STORY)):
        text = STORY[:at] + damage + STORY[at:]
        whole(text)
        whole(text.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("invisible", ["\u200b", "\ufeff", "\u00ad", "\u2060", "\u200e", "\ufe0f"])
def test_invisible_characters_between_all_syllables(invisible: str) -> None:
    readings = whole(STORY), whole(invisible.join(STORY))
    contents = [[words.replace(invisible, "") for words in said(reading)] for reading in readings]
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    "mark", [*list("\"'“”‘’「」『』〈〉《》()[]·…△*_<>&|#`~"), "\"'", "”“", "「『", "&quot;", "''"]
)
def test_thousands_of_marks_without_a_partner(mark: str) -> None:
    whole(STORY + mark * 3_000)
    whole(STORY + f"{mark}가 " * 1_000)
    whole(STORY.replace(" ", f" {mark}"))


@pytest.mark.parametrize(
    "unit", ["가", "대통령", "가 ", "1", "12월 ", "한·미·", "고 말했다 ", "다고 ", "하며 ", "ㅋ", "가\n"]
)
def test_one_word_over_and_over(unit: str) -> None:
    whole(STORY + unit * 1_000)


def test_a_long_line() -> None:
    """A tenth of a megabyte of one paragraph; bench/throughput.py shows that five cost no more a character."""
    line = " ".join(STORY.splitlines()[2:])
    text = f"{line} " * (100_000 // len(f"{line} ".encode()))
    assert said(whole(text)).count(PLEDGE) > 200


@pytest.mark.parametrize("unit", ["a" * 79 + " ", "-", "x", "\u0301", "<b>", "\\", "0"])
def test_five_megabytes_on_one_line_that_are_no_korean(unit: str) -> None:
    try:
        reading = Reader().read((unit * (5_000_000 // len(unit.encode()))).encode())
    except hoedam.HoedamError as refused:
        assert "no words" in str(refused)
    else:
        assert [issue.code for issue in reading.issues] == ["language_unsupported"]


@pytest.mark.parametrize(
    "text",
    [
        "The two leaders met in Podgorica on Tuesday and agreed to set up a joint committee on ports.",
        "両首脳は火曜日、港湾に関する共同委員会を設けることで一致した。総理は感謝の意を表した。",
        "两国领导人星期二举行会谈，同意成立港口联合委员会，并就海运合作交换了意见。",
        "Президенты двух стран провели переговоры и договорились создать совместную комиссию.",
        "التقى الزعيمان يوم الثلاثاء واتفقا على إنشاء لجنة مشتركة للموانئ بين البلدين.",
        "12345 67890 2022-05-11",
    ],
    ids=["en", "ja", "zh", "ru", "ar", "numbers"],
)
def test_other_languages_give_a_note_and_no_records(text: str, tmp_path: Path) -> None:
    reading = whole(text)
    assert [issue.code for issue in reading.issues] == ["language_unsupported"]
    assert not (reading.entities or reading.statements or reading.times or reading.meetings or reading.commitments)
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    for form in ("table", "json", "jsonl", "markdown"):
        result = run("read", path, "--format", form)
        assert result.exit_code == 0
        assert "hoedam reads Korean" in result.stdout or "language_unsupported" in result.stdout


def test_a_file_and_a_folder_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "picture.png").write_bytes(codecs.BOM_UTF8)
    for name, note in (("gone.md", "does not exist"), ("empty", "holds no readable file")):
        result = run("read", tmp_path / name)
        assert (result.exit_code, note in result.output) == (1, True)
        assert "Traceback" not in result.output


def test_a_file_that_may_not_be_read_and_names_that_are_no_names(tmp_path: Path) -> None:
    for name in (tmp_path / ("x" * 300), f"{tmp_path}/a\0b.md"):
        result = run("read", name)
        assert result.exit_code != 0
        assert result.exception is None or isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("day", ["2022-02-30", "어제", "", "2022-13-01", "20220511x", "-1", "99999-01-01"])
def test_an_impossible_date(day: str, tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    result = run("read", path, "--published", day)
    assert result.exit_code == 2
    assert "is not a date" in result.output


def test_one_bad_source_among_good_ones_is_told_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.html").write_text(PAGE, encoding="utf-8")
    result = run("read", tmp_path, "--format", "jsonl")
    assert result.exit_code == 1
    assert [PLEDGE in said(Reading.from_json(line)) for line in result.stdout.splitlines()] == [True, True]
    assert "1 of 3 sources could not be read" in result.stderr
