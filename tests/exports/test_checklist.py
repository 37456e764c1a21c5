"""The follow-up checklist, opened by openpyxl and printed by LibreOffice."""

import io
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.exports.kit import HOSTILE, LONG, needs_office, needs_poppler, pdf_text

from hoedam.exports.checklist import KINDS, OVERDUE, STAGES, ChecklistRow, write_checklist
from hoedam.exports.text import printed

ROWS = [
    ChecklistRow(
        1, "포티항 컨테이너 부두 확장 공동 타당성조사", KINDS[2], "2019-09-18", "정상회담(2019-09-18)",
        "포티항 컨테이너 부두 확장을 위한 공동 타당성조사를 내년 안에 시작하기로 했다", "해양수산부",
        "지속가능발전부", "2020", STAGES["under_way"], "2026-11-23", "", "https://gaon.example/a#1", True,
    ),
    ChecklistRow(2, "직항 노선 개설 검토", KINDS[4], "2019-09-18", stage=STAGES["no_evidence"], link="javascript:alert(1)"),
]  # fmt: skip
HEADINGS = [
    "연번",
    "과제명",
    "유형",
    "합의일",
    "근거",
    "원문 인용",
    "담당부처",
    "상대국 기관",
    "기한",
    "이행단계",
    "점검일",
    "비고",
    "링크",
]


def written(rows: Iterable[ChecklistRow], **options: Any) -> bytes:
    file = io.BytesIO()
    write_checklist(rows, file, **options)
    return file.getvalue()


def sheet(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0]


def test_the_columns_are_those_of_a_checklist() -> None:
    found = sheet(written(ROWS, title="한국·조지아 후속조치 점검표", as_of="2026-11-23"))
    assert found["A1"].value == "한국·조지아 후속조치 점검표"
    assert found["A2"].value == "기준일 2026-11-23"
    assert [cell.value for cell in found[3]] == HEADINGS
    assert found["A4"].value == 1
    assert found["F4"].value == ROWS[0].quotation
    assert found["J5"].value == "확인불가"
    assert found["B4"].font.name == "맑은 고딕"


def test_it_is_made_for_paper() -> None:
    found = sheet(written(ROWS))
    setup = found.page_setup
    assert (setup.orientation, setup.paperSize) == ("landscape", 9)
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
    assert found.sheet_properties.pageSetUpPr.fitToPage
    assert found.print_title_rows == "$3:$3"
    assert found.freeze_panes == "C4"
    assert found.auto_filter.ref == "A3:M5"


def test_kind_and_stage_are_chosen_from_lists() -> None:
    found = {str(rule.sqref): rule.formula1 for rule in sheet(written(ROWS)).data_validations.dataValidation}
    assert found == {"C4:C5": f'"{",".join(KINDS)}"', "J4:J5": f'"{",".join(STAGES.values())}"'}
    with pytest.raises(ValueError, match="a drop-down list holds 255 characters"):
        written(ROWS, kinds=["가" * 300])


def test_overdue_is_a_word_and_a_colour() -> None:
    found = sheet(written(ROWS))
    assert found["I4"].value == f"2020\n{OVERDUE}"
    assert found["I5"].value is None
    (rules,) = found.conditional_formatting
    assert str(rules.sqref) == "A4:M5"
    assert rules.rules[0].formula == ['ISNUMBER(SEARCH("기한 경과",$I4))']


def test_only_an_address_of_the_web_is_a_link() -> None:
    found = sheet(written(ROWS))
    assert (found["M4"].value, found["M4"].hyperlink.target, found["M4"].hyperlink.location) == (
        "원문",
        "https://gaon.example/a",
        "1",
    )
    assert found["M5"].hyperlink is None
    assert found["M5"].value == "javascript:alert(1)"


def test_hostile_words_stay_words() -> None:
    rows = [ChecklistRow(number, *[text] * 12) for number, text in enumerate((*HOSTILE[:5], *HOSTILE[6:10], LONG), 1)]
    found = sheet(written(rows, title="=1+1 & \x00제목", as_of="=1"))
    assert found["A1"].value == "=1+1 & 제목"
    assert found["A1"].data_type == "s"
    for line, row in enumerate(rows[:-1], 4):
        assert found.cell(line, 2).value == printed(row.title)
        assert found.cell(line, 2).data_type == "s"
    assert all(found.cell(line, 13).hyperlink is None for line in range(4, 14))


def test_an_empty_checklist_says_so() -> None:
    assert sheet(written([]))["B4"].value == "해당 과제가 없습니다."


def test_the_same_rows_are_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    once = written(ROWS)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert written(iter(ROWS)) == once


@needs_office
@needs_poppler
def test_libreoffice_prints_the_heading_on_every_page(tmp_path: Path) -> None:
    file = tmp_path / "checklist.xlsx"
    rows = [ChecklistRow(number, f"과제 {number}", quotation="공장을 짓겠다고 밝혔다 " * 12) for number in range(1, 41)]
    file.write_bytes(written([*ROWS, *rows], title="점검표 시험"))
    pages = pdf_text(file, tmp_path).split("\f")[:-1]
    assert len(pages) > 2
    assert all("과제명" in page and "이행단계" in page for page in pages)
    assert OVERDUE in pages[0]
    assert all(f"{number} / {len(pages)}" in page for number, page in enumerate(pages, 1))
