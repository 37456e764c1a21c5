"""Tables as XLSX, row by row in constant memory; and what every workbook of hoedam has in common."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain, count, islice
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from hoedam.exports.tables import Column, Row, Table, joined
from hoedam.exports.text import printed, utf16_length

SHEET_ROWS = 1_048_576  # of one sheet, as the format has it; its heading and last line are counted
ROW_POINTS = 409  # the highest row
CELL_UNITS = 32_767  # UTF-16 code units of one cell
SHEET_LINKS = 65_530  # web addresses of one sheet
FONT = "맑은 고딕"
SIZE = 10
_WIDTHS = {"text": 20, "integer": 10, "number": 12, "flag": 8, "day": 12, "list": 20, "link": 32}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)  # a fixed one: the same rows are the same bytes
_CUT = " …(엑셀 칸 한도에서 잘림)"


@contextmanager
def new_workbook(file: BinaryIO) -> Iterator[Any]:
    """A workbook in which words are only ever words: no formulas, numbers or links are made of them.

    It is written when the block ends; where the block fails, nothing is, and no scratch files stay behind.
    """
    from xlsxwriter import Workbook

    with TemporaryDirectory(prefix="hoedam-") as scratch:
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "yyyy-mm-dd",
            "tmpdir": scratch,
        }
        workbook = Workbook(file, options)
        workbook.set_properties({"created": _CREATED, "author": "hoedam"})
        yield workbook
        workbook.close()


def write_xlsx(table: Table, file: BinaryIO, *, sheet_rows: int = SHEET_ROWS) -> None:
    """One sheet, or as many as the rows need: each with the heading, filters, a frozen first row, and where more
    follow, a last line that says so. Text longer than a cell can hold is cut, and says so."""
    rows, name = table.checked(), _sheet_name(table.name)
    with new_workbook(file) as workbook:
        pen = _Pen.of(workbook)
        row = next(rows, None)
        for number in count(1):
            sheet = _Sheet(workbook.add_worksheet(_numbered(name, number)), table.columns, pen)
            if row is not None:
                sheet.fill(islice(chain((row,), rows), sheet_rows - 2))
                row = next(rows, None)
            sheet.close(None if row is None else _numbered(name, number + 1))
            if row is None:
                break


@dataclass(frozen=True, slots=True)
class _Pen:
    """The cell formats of one workbook."""

    heading: Any
    plain: Any
    day: Any
    flag: Any
    link: Any

    @classmethod
    def of(cls, workbook: Any) -> "_Pen":
        plain = {"font_name": FONT, "font_size": SIZE, "valign": "top", "text_wrap": True}
        heading = workbook.add_format({**plain, "bold": True, "valign": "vcenter", "bg_color": "#D9E2F3", "bottom": 1})
        link = workbook.add_format({**plain, "font_color": "#0563C1", "underline": 1})
        day = workbook.add_format({**plain, "num_format": "yyyy-mm-dd", "align": "center"})
        flag = workbook.add_format({**plain, "align": "center"})
        return cls(heading, workbook.add_format(plain), day, flag, link)


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is written."""

    sheet: Any
    columns: tuple[Column, ...]
    pen: _Pen
    last: int = 0
    links: int = 0

    def __post_init__(self) -> None:
        self.sheet.set_row(0, height((), SIZE))
        for at, column in enumerate(self.columns):
            self.sheet.set_column(at, at, _width(column))
            self.sheet.write_string(0, at, printed(column.heading), self.pen.heading)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)  # A4
        self.sheet.fit_to_pages(1, 0)

    def fill(self, rows: Iterator[Row]) -> None:
        widths = list(map(_width, self.columns))
        for row in rows:
            self.last += 1
            wrapped = (joined(cell) if isinstance(cell, tuple) else str(cell or "") for cell in row)
            self.sheet.set_row(self.last, height(zip(wrapped, widths, strict=True), SIZE))
            self._forget(self.last - 2)
            for at, (column, value) in enumerate(zip(self.columns, row, strict=True)):
                self._cell(at, column, value)

    def _forget(self, row: int) -> None:
        """Rows are on disk as soon as the next one begins; the library keeps their heights, half a kilobyte each."""
        self.sheet.row_info.pop(row, None)
        self.sheet.row_sizes.pop(row, None)

    def close(self, following: str | None) -> None:
        self.sheet.autofilter(0, 0, max(self.last, 1), len(self.columns) - 1)
        if following:
            self.sheet.write_string(self.last + 1, 0, f"다음 시트에 이어짐 / continued in: {following}", self.pen.plain)

    def _cell(self, at: int, column: Column, value: Any) -> None:
        sheet, line, pen = self.sheet, self.last, self.pen
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, at, value, pen.flag)
        elif isinstance(value, int | float):
            sheet.write_number(line, at, value, pen.plain)
        elif isinstance(value, date):
            sheet.write_datetime(line, at, value, pen.day)
        elif column.kind == "link" and self.links < SHEET_LINKS and is_address(value):
            self.links += 1
            sheet.write_url(line, at, value, pen.link, printed(value)[:255])
        else:
            sheet.write_string(line, at, fitting(joined(value) if isinstance(value, tuple) else value), pen.plain)


def _width(column: Column) -> int:
    return column.width or _WIDTHS[column.kind]


def is_address(value: str) -> bool:
    """Whether a cell may open it: a web or mail address that a workbook can hold, never a file or a macro."""
    return value.lower().startswith(("http://", "https://", "mailto:")) and len(value) <= 2079


def fitting(text: str) -> str:
    """The text as a cell can hold it; where it is cut, the cell says so."""
    text = printed(text)
    if 2 * len(text) <= CELL_UNITS or utf16_length(text) <= CELL_UNITS:
        return text
    room = CELL_UNITS - len(_CUT)
    raw = text.encode("utf-16-le")[: 2 * room]
    return raw.decode("utf-16-le", errors="ignore") + _CUT


def height(cells: Iterable[tuple[str, int]], size: int) -> float:
    """The points that a row needs for its cells, given as text and column width, in letters of `size` points.

    Programs do not measure wrapped text in files that they did not write: without a height, words lie over words.
    A column's width is counted in digits of 11 points; a Korean letter is as wide as it is high.
    """
    most = max((_lines(text, width * 11 / size) for text, width in cells), default=1)
    return float(min(most * size * 1.45 + 4, ROW_POINTS))


def _lines(text: str, width: float) -> int:
    """About how many lines; a letter of three bytes in UTF-8 is a wide one."""
    return sum(
        1 + int((len(part) + 0.325 * (len(part.encode(errors="replace")) - len(part))) / (width - 1))
        for part in text.split("\n")
    )


def _sheet_name(name: str) -> str:
    """A name that a sheet may have: at most 31 characters, none of []:*?/\\ , and no apostrophe at its ends."""
    kept = "".join(" " if character in "[]:*?/\\" else character for character in printed(name))
    return " ".join(kept.split())[:24].strip("' ") or "hoedam"


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name} ({number})"
