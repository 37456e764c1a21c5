"""Tables, opened by openpyxl, DuckDB and the standard library."""

import csv
import io
import json
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from tests.exports.kit import HOSTILE, LONG

from hoedam.errors import SettingInvalid
from hoedam.exports.parquet import write_parquet
from hoedam.exports.tables import Column, Row, Table, write, writers
from hoedam.exports.text import clean, printed, whole
from hoedam.exports.xlsx import CELL_UNITS, write_xlsx

COLUMNS = (
    Column("words", "text", "원문"),
    Column("count", "integer"),
    Column("share", "number"),
    Column("certain", "flag"),
    Column("published", "day"),
    Column("sectors", "list", "분야"),
    Column("link", "link", "링크"),
)
ROW = ("공장을 짓겠다", 3, 0.5, True, date(2021, 8, 17), ("industry", "energy"), "https://gaon.example/1?a=1&b=2")
NOTHING = (None,) * 7


def table(rows: Any) -> Table:
    return Table("약속과 요청", COLUMNS, rows)


def written(format: str, rows: Any) -> bytes:
    file = io.BytesIO()
    write(table(rows), format, file)
    return file.getvalue()


def hostile_rows() -> list[tuple[Any, ...]]:
    return [(text, 1, 1.0, False, date(2021, 1, 1), (text, "b"), text) for text in (*HOSTILE, LONG)]


def sheet(raw: bytes, number: int = 0) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw)).worksheets[number]


@pytest.mark.parametrize("format", writers())
@pytest.mark.parametrize("rows", [[], [ROW, NOTHING], hostile_rows()], ids=["none", "some", "hostile"])
def test_the_same_rows_are_the_same_bytes(format: str, rows: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    once = written(format, rows)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert written(format, rows) == once


@pytest.mark.parametrize("format", writers())
def test_a_row_that_does_not_fit_is_refused(format: str) -> None:
    with pytest.raises(ValueError, match=r"row 2 of 약속과 요청 has 6 cells for 7 columns"):
        written(format, [ROW, ROW[1:]])


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(SettingInvalid, match="odt is no format for a table: choose one of csv"):
        written("odt", [])


@pytest.mark.parametrize("format", ["csv", "json", "jsonl"])
def test_rows_are_never_held(format: str) -> None:
    made = 0

    def rows() -> Iterator[Row]:
        nonlocal made
        for made in range(1, 501):  # noqa: B007
            yield ROW

    class Watch(io.BytesIO):
        ahead = 0

        def write(self, data: Any) -> int:
            done = super().write(data)
            self.ahead = max(self.ahead, made - self.getvalue().count(b"2021-08-17"))
            return done

    file = Watch()
    write(table(rows()), format, file)
    assert made == 500
    assert file.ahead <= 1


def test_csv_is_what_excel_and_duckdb_read(tmp_path: Path) -> None:
    raw = written("csv", [ROW, NOTHING])
    assert raw.startswith(b"\xef\xbb\xbfwords,count,")
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert lines[1] == ["공장을 짓겠다", "3", "0.5", "true", "2021-08-17", "industry; energy", ROW[6]]
    assert lines[2] == [""] * 7
    (tmp_path / "a.csv").write_bytes(raw)
    found = duckdb.sql(f"select words, count, published from read_csv('{tmp_path}/a.csv')").fetchall()[0]
    assert found == ("공장을 짓겠다", 3, date(2021, 8, 17))


def test_csv_runs_nothing_and_loses_no_line(tmp_path: Path) -> None:
    raw = written("csv", hostile_rows())
    lines = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))[1:]
    assert len(lines) == len(HOSTILE) + 1
    for line, text in zip(lines, HOSTILE, strict=False):
        assert line[0].removeprefix("'") == clean(text)
        assert not line[0].startswith(("=", "+", "-", "@"))
    (tmp_path / "a.csv").write_bytes(raw)
    assert duckdb.sql(f"select count(*) from read_csv('{tmp_path}/a.csv', quote='\"')").fetchall() == [(len(lines),)]


@pytest.mark.parametrize("rows", [[], [ROW], [ROW, NOTHING, *hostile_rows()]])
def test_json_keeps_every_character(rows: list[Any]) -> None:
    found = json.loads(written("json", rows))
    assert found == [json.loads(line) for line in written("jsonl", rows).splitlines()]
    assert [record["words"] for record in found] == [row[0] for row in rows]
    if rows:
        assert found[0] == {
            "words": "공장을 짓겠다", "count": 3, "share": 0.5, "certain": True, "published": "2021-08-17",
            "sectors": ["industry", "energy"], "link": ROW[6],
        }  # fmt: skip


@pytest.mark.parametrize("format", writers())
def test_half_a_character_cannot_stop_a_table(format: str) -> None:
    """The name of a file may hold one; a canonical text cannot."""
    assert written(format, [("\udcff.md", None, None, None, None, ("\ud800",), "\udcff")])


def test_parquet_has_types_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(written("parquet", [ROW, NOTHING, *hostile_rows()]))
    kinds = dict(duckdb.sql(f"select column_name, column_type from (describe from '{path}')").fetchall())
    assert kinds == {
        "words": "VARCHAR", "count": "BIGINT", "share": "DOUBLE", "certain": "BOOLEAN", "published": "DATE",
        "sectors": "VARCHAR[]", "link": "VARCHAR",
    }  # fmt: skip
    found = duckdb.sql(f"from '{path}'").fetchall()
    assert found[0] == (*ROW[:5], list(ROW[5]), ROW[6])
    assert found[1] == NOTHING
    assert [row[0] for row in found[2:]] == [whole(row[0]) for row in hostile_rows()]


def test_parquet_is_written_group_by_group(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with path.open("wb") as file:
        write_parquet(table(iter([ROW] * 25)), file, group_rows=10)
    groups = duckdb.sql(f"select distinct row_group_id, row_group_num_rows from parquet_metadata('{path}') order by 1")
    assert groups.fetchall() == [(0, 10), (1, 10), (2, 5)]


def test_xlsx_has_labels_filters_and_a_frozen_heading() -> None:
    found = sheet(written("xlsx", [ROW, NOTHING]))
    assert [cell.value for cell in found[1]] == ["원문", "count", "share", "certain", "published", "분야", "링크"]
    assert found.freeze_panes == "A2"
    assert found.auto_filter.ref == "A1:G3"
    assert found.print_title_rows == "$1:$1"
    assert found["E2"].value.date() == date(2021, 8, 17)
    assert [found[f"{column}2"].value for column in "ABCDF"] == ["공장을 짓겠다", 3, 0.5, True, "industry; energy"]
    assert found["G2"].hyperlink.target == ROW[6]
    assert found["A2"].font.name == "맑은 고딕"


def test_xlsx_holds_words_only_as_words() -> None:
    found = sheet(written("xlsx", hostile_rows()))
    for line, text in enumerate(HOSTILE, 2):
        cell = found.cell(line, 1)
        assert cell.data_type in ("s", "n")  # n: an empty cell
        assert unescape(cell.value or "") == printed(text)
        assert found.cell(line, 7).hyperlink is None


def test_xlsx_says_what_it_cut() -> None:
    found = sheet(written("xlsx", [(text, *ROW[1:]) for text in (LONG, "𠀀" * 40_000)]))
    for line in (2, 3):
        text = found.cell(line, 1).value
        assert text.endswith(" …(엑셀 칸 한도에서 잘림)")
        assert CELL_UNITS - 1 <= len(text.encode("utf-16-le")) // 2 <= CELL_UNITS


def test_xlsx_rows_are_as_high_as_their_words_need() -> None:
    """Programs do not measure wrapped text in files that they did not write."""
    found = sheet(written("xlsx", [ROW, (LONG[:400], *ROW[1:]), *[ROW] * 20, ("가\n나\n다", *ROW[1:])]))
    heights = [found.row_dimensions[line].height for line in range(2, found.max_row + 1)]
    assert len(set(heights[2:-1])) == 1
    assert heights[1] > 8 * heights[0]
    assert heights[-1] > heights[0]
    assert max(heights) <= 409


@pytest.mark.parametrize(("rows", "sheets"), [(0, [1]), (8, [9]), (9, [10, 2]), (20, [10, 10, 5])])
def test_what_one_sheet_cannot_hold_goes_on_in_the_next(rows: int, sheets: list[int]) -> None:
    file = io.BytesIO()
    write_xlsx(table((f"{number}", *ROW[1:]) for number in range(rows)), file, sheet_rows=10)
    book = openpyxl.load_workbook(file)
    assert [page.max_row for page in book.worksheets] == sheets
    assert all(page["A1"].value == "원문" for page in book.worksheets)
    words = [cell.value for page in book.worksheets for cell in page["A"][1:]]
    assert [word for word in words if word.isdigit()] == [f"{number}" for number in range(rows)]
    said = [word for word in words if not word.isdigit()]
    assert said == [f"다음 시트에 이어짐 / continued in: {page.title}" for page in book.worksheets[1:]]


def test_a_failed_workbook_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = io.BytesIO()
    with pytest.raises(ValueError, match="row 2"):
        write(table([ROW, ROW[1:]]), "xlsx", file)
    assert file.getvalue() == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "'", "[a]:b*c?d/e\\f", "아주 긴 이름 " * 9, "=1+1"])
def test_any_name_makes_a_sheet(name: str) -> None:
    file = io.BytesIO()
    write(Table(name, COLUMNS, [ROW]), "xlsx", file)
    assert 0 < len(openpyxl.load_workbook(file).worksheets[0].title) <= 31
