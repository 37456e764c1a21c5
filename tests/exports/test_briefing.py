"""A briefing in its three forms, opened by python-docx, LibreOffice, python-hwpx and an XML parser."""

import io
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import docx
import pytest
from docx.oxml.ns import qn
from hwpx import HwpxDocument, validate_editor_open_safety
from lxml import etree
from markdown_it import MarkdownIt
from tests.exports.kit import HOSTILE, LONG, needs_office, needs_poppler, pdf_text

from hoedam.exports.briefing import Briefing, Grid, Items, Notes, Paragraph, Quotation, Section, Source
from hoedam.exports.docx import write_docx
from hoedam.exports.hwpx import write_hwpx
from hoedam.exports.markdown import write_markdown
from hoedam.exports.text import one_line, printed

Write = Callable[[Briefing, BinaryIO], None]
WRITERS: list[Write] = [write_docx, write_hwpx, write_markdown]
STORY = Source("가온통신, 2019-09-18, 「정상회담」", "https://gaon.example/1#c2")
READOUT = Source("서면 브리핑, 2019-09-18", "/var/spool/readout.md")
PROMISES = Grid(
    ("구분", "기한", "원문"),
    (("합의", "2020", "공동 타당성조사를 시작하기로 했다"), ("요청", "", "직항 노선을 열어 달라")),
    (2, 2, 8),
    (READOUT, STORY),
)
BRIEFING = Briefing(
    "한국·조지아 관계 브리핑",
    (
        Section("요약", (Paragraph("약속 2건이 있다.", STORY), Items(("첫째", "둘째")))),
        Section("요청", (Quotation("직항 노선을 열어 달라", "초헬리 총리", STORY), Quotation("말만 있다"))),
        Section("약속", (PROMISES,)),
        Section("미결", ()),
    ),
    subtitle="보도 2건",
    as_of="2026-11-23",
    note="인용은 원문 그대로이다.",
)
BARE = Briefing("빈 브리핑", (), language="en")


def hostile() -> Briefing:
    parts = [Paragraph(text, Source(text, text)) for text in HOSTILE]
    cells = tuple((text, text) for text in HOSTILE)
    grid = Grid(("<b>", "=1"), cells, (), tuple(Source(text) for text in HOSTILE))
    more = (Quotation(HOSTILE[7], HOSTILE[4]), Items(tuple(HOSTILE)), grid, Paragraph(LONG))
    return Briefing(HOSTILE[4], (Section(HOSTILE[5], (*parts, *more)),), HOSTILE[8], HOSTILE[0], HOSTILE[4])


def written(write: Write, briefing: Briefing) -> bytes:
    file = io.BytesIO()
    write(briefing, file)
    return file.getvalue()


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("briefing", [BRIEFING, BARE, hostile()], ids=["plain", "bare", "hostile"])
def test_the_same_briefing_is_the_same_bytes(write: Write, briefing: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    once = written(write, briefing)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert written(write, briefing) == once


@pytest.mark.parametrize("write", WRITERS[:2])
@pytest.mark.parametrize("briefing", [BRIEFING, BARE, hostile()], ids=["plain", "bare", "hostile"])
def test_every_part_is_xml(write: Write, briefing: Briefing) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(write, briefing)))
    assert archive.testzip() is None
    parts = [name for name in archive.namelist() if name.endswith((".xml", ".rels", ".hpf", ".rdf"))]
    assert len(parts) > 5
    for name in parts:
        etree.fromstring(archive.read(name))


def test_docx_says_all_of_it_in_order() -> None:
    found = docx.Document(io.BytesIO(written(write_docx, BRIEFING)))
    said = [(paragraph.style.name, paragraph.text) for paragraph in found.paragraphs if paragraph.text]
    assert said == [
        ("Title", "한국·조지아 관계 브리핑"),
        ("Subtitle", "보도 2건 · 기준일 2026-11-23"),
        ("Heading 1", "요약"), ("Normal", "약속 2건이 있다. [1]"), ("List Bullet", "첫째"), ("List Bullet", "둘째"),
        ("Heading 1", "요청"), ("Quote", "“직항 노선을 열어 달라”"), ("Quote", "— 초헬리 총리 [1]"), ("Quote", "“말만 있다”"),
        ("Heading 1", "약속"), ("Heading 1", "미결"), ("Normal", "해당 사항이 없습니다."),
        ("Heading 1", "출처"),
        ("Caption", "[1] 가온통신, 2019-09-18, 「정상회담」 https://gaon.example/1#c2"),
        ("Caption", "[2] 서면 브리핑, 2019-09-18 /var/spool/readout.md"),
        ("Caption", "인용은 원문 그대로이다."),
    ]  # fmt: skip
    (table,) = found.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["구분", "기한", "원문", "출처"],
        ["합의", "2020", "공동 타당성조사를 시작하기로 했다", "[2]"],
        ["요청", "", "직항 노선을 열어 달라", "[1]"],
    ]


def test_docx_is_a4_in_korean_fonts_with_links_of_the_web_only() -> None:
    found = docx.Document(io.BytesIO(written(write_docx, BRIEFING)))
    page = found.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    fonts = {name: found.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Normal", "Title", "Quote")}
    assert set(fonts.values()) == {"맑은 고딕"}
    heading = found.tables[0].rows[0]._tr.trPr
    assert [child.tag for child in heading] == [qn("w:cantSplit"), qn("w:tblHeader")]
    links = [r.target_ref for r in found.part.rels.values() if r.is_external]
    assert links == ["https://gaon.example/1#c2"]
    about = found.core_properties
    assert (about.title, about.author, about.created.year) == ("한국·조지아 관계 브리핑", "hoedam", 2000)


def test_docx_keeps_hostile_words() -> None:
    found = docx.Document(io.BytesIO(written(write_docx, hostile())))
    texts = [paragraph.text for paragraph in found.paragraphs]
    for number, text in enumerate(dict.fromkeys(HOSTILE), 1):
        assert printed(f"{text} [{number}]" if text else f"[{number}]") in texts
    assert LONG in texts
    assert [row.cells[0].text for row in found.tables[0].rows][1:] == [printed(text) for text in HOSTILE]


@needs_office
@needs_poppler
def test_libreoffice_prints_the_docx(tmp_path: Path) -> None:
    rows = tuple((f"합의 {number}", "2020", "공동 타당성조사를 시작하기로 했다") for number in range(60))
    long = Briefing(
        "긴 브리핑", (*BRIEFING.sections, Section("모두", (Grid(PROMISES.columns, rows),))), as_of="2026-11-23"
    )
    file = tmp_path / "briefing.docx"
    file.write_bytes(written(write_docx, long))
    pages = pdf_text(file, tmp_path).split("\f")[:-1]
    assert "기준일 2026-11-23" in pages[0]
    assert len(pages) > 1
    assert all("구분" in page for page in pages)
    assert [page.split()[-1] for page in pages] == [str(number) for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize("briefing", [BRIEFING, BARE, hostile()], ids=["plain", "bare", "hostile"])
def test_hwpx_opens_without_complaint(briefing: Briefing) -> None:
    raw = written(write_hwpx, briefing)
    report = validate_editor_open_safety(raw)
    assert report.reopen_ok
    assert report.blocking_package_errors == ()
    assert report.validate_document is not None
    assert report.validate_document.issues == ()
    assert zipfile.ZipFile(io.BytesIO(raw)).infolist()[0].filename == "mimetype"
    assert zipfile.ZipFile(io.BytesIO(raw)).infolist()[0].compress_type == zipfile.ZIP_STORED


def hwpx_texts(briefing: Briefing) -> tuple[list[str], list[list[list[str]]]]:
    with HwpxDocument.open(written(write_hwpx, briefing)) as found:
        tables = [
            [[table.cell(row, column).text for column in range(table.column_count)] for row in range(table.row_count)]
            for paragraph in found.paragraphs
            for table in paragraph.tables
        ]
        return [paragraph.text for paragraph in found.paragraphs if paragraph.text and not paragraph.tables], tables


def test_hwpx_says_all_of_it_in_order() -> None:
    texts, tables = hwpx_texts(BRIEFING)
    assert texts == [
        "한국·조지아 관계 브리핑", "보도 2건 · 기준일 2026-11-23",
        "요약", "약속 2건이 있다. [1]", "• 첫째", "• 둘째",
        "요청", "“직항 노선을 열어 달라”", "— 초헬리 총리 [1]", "“말만 있다”",
        "약속", "미결", "해당 사항이 없습니다.",
        "출처", "[1] 가온통신, 2019-09-18, 「정상회담」 https://gaon.example/1#c2",
        "[2] 서면 브리핑, 2019-09-18 /var/spool/readout.md", "인용은 원문 그대로이다.",
    ]  # fmt: skip
    assert tables[0][0] == ["구분", "기한", "원문", "출처"]
    assert [row[3] for row in tables[0][1:]] == ["[2]", "[1]"]


def test_hwpx_keeps_hostile_words_and_names_no_stranger() -> None:
    texts, tables = hwpx_texts(hostile())
    for number, text in enumerate(dict.fromkeys(HOSTILE), 1):
        assert one_line(printed(f"{text} [{number}]")) in texts
    assert [row[0] for row in tables[0][1:]] == [one_line(printed(text)) for text in HOSTILE]
    archive = zipfile.ZipFile(io.BytesIO(written(write_hwpx, hostile())))
    about = archive.read("Contents/content.hpf").decode()
    assert "synthetic" not in about
    assert "2025-" not in about
    assert "hoedam" in about


def test_hwpx_tables_go_on_over_pages_with_their_heading() -> None:
    archive = zipfile.ZipFile(io.BytesIO(written(write_hwpx, BRIEFING)))
    section = etree.fromstring(archive.read("Contents/section0.xml"))
    (table,) = section.iter("{*}tbl")
    assert (table.get("repeatHeader"), table.get("pageBreak")) == ("1", "TABLE")
    assert [cell.get("header") for cell in table.iter("{*}tc")][:5] == ["1", "1", "1", "1", "0"]
    ids = [element.get("id") for tag in ("p", "tbl") for element in section.iter(f"{{*}}{tag}") if element.get("id")]
    assert len(set(ids)) >= len(ids) - 1


def test_markdown_says_all_of_it() -> None:
    assert written(write_markdown, BRIEFING).decode() == (
        "# 한국·조지아 관계 브리핑\n\n보도 2건\n\n기준일 2026-11-23\n\n"
        "## 요약\n\n약속 2건이 있다. \\[1\\]\n\n- 첫째\n- 둘째\n\n"
        "## 요청\n\n> 직항 노선을 열어 달라\n>\n> — 초헬리 총리 \\[1\\]\n\n> 말만 있다\n\n"
        "## 약속\n\n| 구분 | 기한 | 원문 | 출처 |\n| --- | --- | --- | --- |\n"
        "| 합의 | 2020 | 공동 타당성조사를 시작하기로 했다 | \\[2\\] |\n| 요청 |  | 직항 노선을 열어 달라 | \\[1\\] |\n\n"
        "## 미결\n\n해당 사항이 없습니다.\n\n"
        "## 출처\n\n1. [가온통신, 2019-09-18, 「정상회담」](<https://gaon.example/1#c2>)\n"
        "2. 서면 브리핑, 2019-09-18 /var/spool/readout.md\n\n---\n\n인용은 원문 그대로이다.\n"
    )


def test_markdown_words_stay_words() -> None:
    """CommonMark, as another program reads it: no HTML, no emphasis, no link of our words' making."""
    html = MarkdownIt("commonmark").enable("table").render(written(write_markdown, hostile()).decode())
    tree = etree.HTML(html)
    assert not tree.xpath("//script | //em | //strong | //code | //a | //b | //img")
    cells = ["".join(cell.itertext()) for cell in tree.xpath("//tbody/tr/td[1]")]
    assert cells == [one_line(text) for text in HOSTILE]


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": ("a",), "rows": (("1", "2"),)},
        {"columns": ("a",), "rows": (("1",),), "weights": (1, 2)},
        {"columns": ("a",), "rows": (("1",),), "sources": (None, None)},
    ],
)
def test_a_grid_that_does_not_fit_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"cells|weights|sources"):
        Grid(**wrong)


def test_the_same_source_has_one_number() -> None:
    notes = Notes()
    assert [notes.mark(source) for source in (STORY, READOUT, None, Source(STORY.label, STORY.link))] == [
        "[1]",
        "[2]",
        "",
        "[1]",
    ]
    assert list(notes.listed()) == [("[1]", STORY), ("[2]", READOUT)]
