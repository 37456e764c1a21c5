"""The follow-up checklist (후속조치 점검표): one XLSX sheet that a desk fills in, prints and sends on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from hoedam.exports.text import printed
from hoedam.exports.xlsx import FONT, SHEET_ROWS, fitting, height, is_address, new_workbook

# The six kinds of follow-up of Korean government practice (the task force on follow-ups to summits, 2018).
KINDS = (
    "양자회담·회의 등 교류", "체결 MOU 후속", "쌍무적 협력 프로젝트", "개발협력", "양자 현안 대응", "다자간 후속과제",
)  # fmt: skip
# The statuses of definitions.md, section 10, in the words of a checklist.
STAGES = {
    "open": "착수 전", "under_way": "추진 중", "done": "이행 완료", "stalled": "지연", "lapsed": "실효",
    "no_evidence": "확인불가",
}  # fmt: skip
OVERDUE = "기한 경과"

_COLUMNS = (
    ("연번", 5), ("과제명", 22), ("유형", 13), ("합의일", 10), ("근거", 14), ("원문 인용", 34), ("담당부처", 11),
    ("상대국 기관", 12), ("기한", 10), ("이행단계", 10), ("점검일", 10), ("비고", 13), ("링크", 6),
)  # fmt: skip
_KIND, _DUE, _STAGE, _LINK = 2, 8, 9, 12
_CENTRED = {0, 3, _DUE, _STAGE, 10, _LINK}
_HEADING_ROW = 2
_SIZE = 9
_LIST_LIMIT = 255  # characters of the entries of a drop-down list, as the format has it


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One follow-up. Dates are ISO 8601 and may be partial (`2026-12`); `link` is a permalink to the words."""

    number: int
    title: str
    kind: str = ""
    agreed_on: str = ""
    basis: str = ""
    quotation: str = ""
    ministry: str = ""
    counterpart: str = ""
    due: str = ""
    stage: str = ""
    checked_on: str = ""
    note: str = ""
    link: str = ""
    overdue: bool = False

    def cells(self) -> tuple[str, ...]:
        """The thirteen cells. Overdue is a word under the deadline, so that it is read, printed and heard too."""
        due = "\n".join(filter(None, (self.due, OVERDUE if self.overdue else "")))
        return (
            str(self.number), self.title, self.kind, self.agreed_on, self.basis, self.quotation, self.ministry,
            self.counterpart, due, self.stage, self.checked_on, self.note, self.link,
        )  # fmt: skip


def write_checklist(
    rows: Iterable[ChecklistRow],
    file: BinaryIO,
    *,
    title: str = "후속조치 점검표",
    as_of: str = "",
    kinds: Sequence[str] = KINDS,
    stages: Sequence[str] = tuple(STAGES.values()),
) -> None:
    """Write the checklist: A4 landscape, fitted to the width, heading on every page, drop-downs for 유형 and 이행단계.

    `as_of` is the day of the check (기준일). A row with the word `기한 경과` is coloured, also where a person types it.
    Raises ValueError for more rows than a sheet holds, or for drop-downs longer than the format allows.
    """
    with new_workbook(file) as workbook:
        sheet = workbook.add_worksheet("점검표")
        pens = _pens(workbook)
        _page(sheet, title)
        _head(sheet, pens, title, as_of)
        last = _HEADING_ROW
        for last, row in enumerate(rows, _HEADING_ROW + 1):
            _row(sheet, pens, last, row)
        if last == _HEADING_ROW:
            sheet.write_string(last + 1, 1, "해당 과제가 없습니다.", pens["text"])
        _choices(sheet, last, kinds, stages)
        sheet.conditional_format(
            _HEADING_ROW + 1,
            0,
            _end(last),
            _LINK,
            {
                "type": "formula",
                "criteria": f'=ISNUMBER(SEARCH("{OVERDUE}",$I{_HEADING_ROW + 2}))',
                "format": pens["late"],
            },
        )
        sheet.autofilter(_HEADING_ROW, 0, _end(last), _LINK)


def _end(last: int) -> int:
    """The last row that filters and lists speak of: there is always one."""
    return max(last, _HEADING_ROW + 1)


def _pens(workbook: Any) -> dict[str, Any]:
    plain = {
        "font_name": FONT,
        "font_size": _SIZE,
        "valign": "vcenter",
        "text_wrap": True,
        "border": 1,
        "border_color": "#808080",
    }
    centred = {**plain, "align": "center"}
    return {
        "title": workbook.add_format({"font_name": FONT, "font_size": 16, "bold": True, "align": "center"}),
        "as_of": workbook.add_format({"font_name": FONT, "font_size": 9, "align": "right"}),
        "heading": workbook.add_format({**centred, "bold": True, "bg_color": "#D9E2F3"}),
        "text": workbook.add_format(plain),
        "centred": workbook.add_format(centred),
        "link": workbook.add_format({**centred, "font_color": "#0563C1", "underline": 1}),
        "late": workbook.add_format({"bg_color": "#FCE4D6"}),
    }


def _page(sheet: Any, title: str) -> None:
    """How it prints."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(_HEADING_ROW)
    sheet.freeze_panes(_HEADING_ROW + 1, 2)
    sheet.set_footer(f"&C&9{_footer(title)} · &P / &N")


def _footer(title: str) -> str:
    """A title as a footer takes it: & begins a command there, and a line holds 255 characters."""
    return printed(title)[:100].replace("&", "&&")


def _head(sheet: Any, pens: dict[str, Any], title: str, as_of: str) -> None:
    for at, (_, width) in enumerate(_COLUMNS):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 30)
    sheet.merge_range(0, 0, 0, _LINK, "", pens["title"])
    sheet.write_string(0, 0, fitting(title), pens["title"])
    if as_of:
        sheet.merge_range(1, 0, 1, _LINK, "", pens["as_of"])
        sheet.write_string(1, 0, f"기준일 {printed(as_of)}", pens["as_of"])
    sheet.set_row(_HEADING_ROW, 24)
    for at, (name, _) in enumerate(_COLUMNS):
        sheet.write_string(_HEADING_ROW, at, name, pens["heading"])


def _row(sheet: Any, pens: dict[str, Any], line: int, row: ChecklistRow) -> None:
    if line >= SHEET_ROWS:
        raise ValueError(f"a checklist holds at most {SHEET_ROWS - _HEADING_ROW - 1} rows: ask for fewer")
    cells = row.cells()
    shown = (*cells[:_LINK], "")
    sheet.set_row(line, height(((text, width) for text, (_, width) in zip(shown, _COLUMNS, strict=True)), _SIZE))
    for at, text in enumerate(cells):
        pen = pens["centred" if at in _CENTRED else "text"]
        if at == 0:
            sheet.write_number(line, at, row.number, pen)
        elif at == _LINK and is_address(text):
            sheet.write_url(line, at, text, pens["link"], "원문")
        elif text:
            sheet.write_string(line, at, fitting(text), pen)
        else:
            sheet.write_blank(line, at, None, pen)


def _choices(sheet: Any, last: int, kinds: Sequence[str], stages: Sequence[str]) -> None:
    for at, choices in ((_KIND, kinds), (_STAGE, stages)):
        if len(",".join(choices)) > _LIST_LIMIT:
            raise ValueError(f"a drop-down list holds {_LIST_LIMIT} characters: {', '.join(choices)}")
        allowed = {"validate": "list", "source": list(choices), "error_title": "목록에 없는 값", "ignore_blank": True}
        sheet.data_validation(_HEADING_ROW + 1, at, _end(last), at, {**allowed, "error_type": "warning"})
