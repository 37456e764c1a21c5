"""The commands that ask a ledger: lists in every format, one number, a relation, its dossier, exports and back."""

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from click.testing import CliRunner, Result

from hoedam.cli.main import main
from hoedam.ledger import Ledger, documents, history, queries
from hoedam.ledger.selecting import LISTS
from ledgers import SAMPLES, sample, sample_names

COMMANDS = ("statements", "utterances", "commitments", "meetings", "matters")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with all samples."""
    where = str(tmp_path_factory.mktemp("desk") / "desk.sqlite")
    fill(where)
    return where


def fill(where: str) -> None:
    with Ledger.open(where, create=True) as made:
        for name in sample_names():
            documents.add(made, sample(name), data=(SAMPLES / f"{name}.md").read_bytes(), address=f"{name}.md")


def run(where: str, *words: object) -> Result:
    done = CliRunner().invoke(main, [*map(str, words), "--ledger", where])
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    return done


def count(where: str, which: str) -> int:
    with Ledger.open(where) as opened, opened.read() as connection:
        return queries.count(connection, which)


@pytest.mark.parametrize("which", COMMANDS)
def test_a_list_is_the_same_in_every_format(desk: str, which: str, tmp_path: Path) -> None:
    total = count(desk, which)
    files = {form: tmp_path / f"{which}.{form}" for form in ("csv", "json", "jsonl", "xlsx", "parquet")}
    for path in files.values():
        done = run(desk, which, "-o", path, "--lang", "en")
        assert (done.exit_code, done.stderr.split()[0]) == (0, str(total)), done.output
    rows = json.loads(files["json"].read_text(encoding="utf-8"))
    ids = [row["id"] for row in rows]
    assert len(set(ids)) == total
    assert [json.loads(line) for line in files["jsonl"].read_text(encoding="utf-8").splitlines()] == rows
    for form in ("csv", "parquet"):
        found = duckdb.sql(
            f"SELECT id, words_length FROM (SELECT id, length(digest) AS words_length FROM '{files[form]}')"
        )
        assert found.fetchall() == [(row["id"], len(row["digest"])) for row in rows]
    sheet = openpyxl.load_workbook(files["xlsx"]).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ids


@pytest.mark.parametrize("which", COMMANDS)
def test_a_table_has_every_row_and_says_how_many(desk: str, which: str) -> None:
    done = run(desk, which, "--lang", "ko")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 1 + count(desk, which)
    assert f"{count(desk, which)}건" in done.stderr


def test_filters_narrow_a_list(desk: str) -> None:
    rows = json.loads(run(desk, "commitments", "--owner", "조지아", "--strength", "pledged", "--format", "json").stdout)
    assert rows and all("GEO" in row["owner"] and row["strength"] == "pledged" for row in rows)
    rows = json.loads(run(desk, "statements", "--act", "thank", "--act", "hope", "--format", "json").stdout)
    assert rows and all({"thank", "hope"} & set(row["acts"]) for row in rows)
    counted = json.loads(run(desk, "commitments", "--by", "strength", "--format", "json").stdout)
    assert sum(row["count"] for row in counted) == count(desk, "commitments")


def test_nothing_that_fits_is_said(desk: str) -> None:
    done = run(desk, "commitments", "--country", "KAZ", "--lang", "en")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Nothing in the ledger fits" in done.stderr
    assert json.loads(run(desk, "commitments", "--country", "KAZ", "--format", "json").stdout) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("commitments", "--country", "아틀란티스"), "is no state"),
        (("commitments", "--act", "wish"), "is no act"),
        (("search", "…"), "no word to look for"),
        (("commitments", "--by", "colour"), "nothing is counted by"),
        (("show", "x1"), "names nothing"),
        (("show", "r99999"), "there is no r99999"),
        (("show", "c1"), "there is no c1"),
        (("timeline", "아틀란티스"), "is no state"),
    ],
)
def test_what_has_no_meaning_is_refused_in_words(desk: str, words: tuple[str, ...], said: str) -> None:
    done = run(desk, *words)
    assert done.exit_code == 1
    assert said in done.stderr and "Traceback" not in done.stderr


def test_no_ledger_is_said(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none.sqlite"), "commitments")
    assert done.exit_code == 1 and "there is no ledger" in done.stderr
    assert not (tmp_path / "none.sqlite").exists()


@pytest.mark.parametrize("words", [("commitments", "--format", "xlsx"), ("brief", "GEO", "--format", "docx"),
                                   ("export", "checklist")])  # fmt: skip
def test_what_is_no_text_is_not_written_to_a_terminal(
    desk: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hoedam.cli.listing.at_terminal", lambda: True)
    done = run(desk, *words)
    assert done.exit_code == 1 and "name a file with -o" in done.stderr


def test_search_marks_what_it_found(desk: str) -> None:
    done = run(desk, "search", "무역관 중소기업")
    assert "«무역관»" in done.stdout and "«중소기업»" in done.stdout
    found = json.loads(run(desk, "search", "무역관", "--newest", "--format", "json").stdout)
    assert [row["date"] for row in found] == sorted((row["date"] for row in found), reverse=True)


def test_every_number_can_be_shown(desk: str) -> None:
    with Ledger.open(desk) as opened, opened.read() as connection:
        ids = {row.id for which in LISTS for row in queries.rows(connection, which)}
    letters = {id[0]: id for id in ids}
    assert set(letters) == set("rucmapbn")
    for id in (*letters.values(), "d1", "d6", "r1"):
        done = run(desk, "show", id, "--lang", "en")
        assert done.exit_code == 0 and id in done.stdout, done.output


def test_a_commitment_is_shown_with_what_may_have_become_of_it(desk: str) -> None:
    rows = json.loads(run(desk, "search", '"트빌리시에 무역관을 열어"', "--format", "json").stdout)
    number = next(row["item"] for row in rows if row["kind"] == "commitment")
    shown = run(desk, "show", number, "--lang", "en").stdout
    assert all(words in shown for words in ("2021-12", "서정민", "Reports (1)", "What may follow it up"))


def test_a_record_is_shown_in_its_paragraph(desk: str) -> None:
    rows = json.loads(run(desk, "search", '"트빌리시에 무역관을 열어"', "--format", "json").stdout)
    record = next(row["id"] for row in rows if row["kind"] == "statement")
    shown = " ".join(run(desk, "show", record, "--lang", "en").stdout.split())
    assert '"«2021년 말까지' in shown and "goes on from the sentence before" in shown


def test_a_timeline_is_in_order_and_complete(desk: str) -> None:
    rows = json.loads(run(desk, "timeline", "조지아", "--format", "json").stdout)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert {row["sort"] for row in rows} == {"meeting", "commitment", "step"}
    assert sum(row["sort"] == "commitment" for row in rows) == count(desk, "commitments")


def test_a_dossier_quotes_every_commitment_with_its_source(desk: str) -> None:
    page = run(desk, "brief", "Georgia", "--lang", "ko", "--as-of", "2023-01-01").stdout
    with Ledger.open(desk) as opened, opened.read() as connection:
        rows = list(queries.rows(connection, "commitments"))
    for row in rows:
        assert re.search(rf"— {row.id} · .*\\\[\d+\\\]", page), row
    assert "## 기한이 지난 것" in page and "조지아의 요청·제안" in page and "## 출처" in page


@pytest.mark.parametrize("form", ["docx", "hwpx"])
def test_a_dossier_is_an_office_file(desk: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"brief.{form}"
    assert run(desk, "brief", "GEO", "-o", path).exit_code == 0
    assert zipfile.is_zipfile(path)


EXPORTS = ("checklist", "calendar", "feed", "polecat", "icews", "gdelt", "annotations", "labelstudio", "doccano")


@pytest.mark.parametrize("name", EXPORTS)
def test_exports_are_written_and_narrowed(desk: str, name: str, tmp_path: Path) -> None:
    whole, part, none = (tmp_path / f"{size}.out" for size in ("whole", "part", "none"))
    for path, narrowed in ((whole, ()), (part, ("--publisher", "외교부")), (none, ("--country", "KAZ"))):
        done = run(desk, "export", name, "-o", path, "--lang", "en", *narrowed)
        assert done.exit_code == 0, done.output
    assert whole.stat().st_size > part.stat().st_size > none.stat().st_size or name == "checklist"


def test_events_are_those_of_utterances_not_of_copies(tmp_path: Path) -> None:
    where = str(tmp_path / "copies.sqlite")
    text = (SAMPLES / "2019-wire.md").read_bytes()
    from hoedam.reader import Reader

    with Ledger.open(where, create=True) as made:
        for outlet in ("가온통신", "새벽일보", "한빛신문"):
            copy = Reader().read(text.replace("가온통신".encode(), outlet.encode()))
            documents.add(made, copy, address=outlet)
    lines = run(where, "export", "gdelt").stdout.splitlines()
    articles = {line.split("\t")[33] for line in lines}
    assert articles == {"3"} and len({line.split("\t")[0] for line in lines}) == len(lines)


def test_tables_are_files_of_a_folder(desk: str, tmp_path: Path) -> None:
    assert run(desk, "export", "tables", "-o", tmp_path / "out").exit_code == 0
    for which in COMMANDS:
        total = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/out/{which}.parquet'").fetchall()
        assert total == [(count(desk, which),)]


def test_the_checklist_has_every_commitment(desk: str, tmp_path: Path) -> None:
    run(desk, "export", "checklist", "-o", tmp_path / "list.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    numbers = [row[0] for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    assert numbers == list(range(1, count(desk, "commitments") + 1))


@pytest.mark.parametrize("tool", ["labelstudio", "doccano"])
def test_corrections_come_back_in_somebodys_name(tool: str, tmp_path: Path) -> None:
    where, path = str(tmp_path / "desk.sqlite"), tmp_path / "tasks.json"
    with Ledger.open(where, create=True) as made:
        documents.add(made, sample("2022-readout"))
    run(where, "export", tool, "-o", path)
    assert run(where, "import", path, "--by", "김검토").stdout == "0 corrected, 0 rejected, 0 added, 0 known.\n"
    path.write_text(annotated(tool, path.read_text(encoding="utf-8")), encoding="utf-8")
    done = run(where, "import", path, "--by", "김검토")
    assert done.stdout.startswith("1 corrected, 1 rejected"), done.output
    assert run(where, "import", path, "--by", "김검토").stdout.startswith("0 corrected, 0 rejected, 0 added, 2 known")
    with Ledger.open(where) as opened, opened.read() as connection:
        assert history.broken(connection) is None
        assert {entry.person for entry in history.entries(connection)} == {history.MACHINE, "김검토"}
        assert dict(queries.facet_counts(connection, "statements", queries.EVERYTHING, "act")).get("warn") == 1


def annotated(tool: str, text: str) -> str:
    """The export as it comes back: one act is a warning, one commitment is none."""
    if tool == "labelstudio":
        tasks = json.loads(text)
        for task in tasks:
            task["annotations"] = [{"completed_by": 1, "result": changed(task["predictions"][0]["result"])}]
        return json.dumps(tasks)
    example = json.loads(text)
    act = next(one for one in example["entities"] if one["label"].startswith("act:"))
    act["label"] = "act:warn"
    gone = next(one for one in example["entities"] if one["label"].startswith("commitment:"))
    example["entities"].remove(gone)
    example["relations"] = [one for one in example["relations"] if gone["id"] not in (one["from_id"], one["to_id"])]
    return json.dumps(example)


def changed(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
    regions = [one for one in result if one.get("type") == "labels"]
    act = next(one for one in regions if one["value"]["labels"][0].startswith("act:"))
    act["value"]["labels"] = ["act:warn"]
    gone = next(one for one in regions if one["value"]["labels"][0].startswith("commitment:"))["id"]
    return [one for one in result if gone not in (one.get("id"), one.get("from_id"), one.get("to_id"))]


def test_help_and_read_load_nothing_of_the_ledger() -> None:
    script = (
        "import sys; from hoedam.cli.main import main\n"
        "import hoedam.cli.read\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'pyarrow', 'xlsxwriter', 'docx', 'hwpx', 'alembic'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.DEVNULL)
