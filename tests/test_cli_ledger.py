"""hoedam add, reread and ledger on the command line."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hoedam.cli.main import main

TEXT = (
    "한도영 대통령은 17일 청와대에서 레반 초헬리 조지아 총리와 회담을 열었다. 한 대통령은 “무역관을 열겠다”고 밝혔다."
)


def run(*args: object, **more: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], **more)  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where a desk keeps its documents, and stands in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOEDAM_LEDGER", raising=False)
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.md").write_text(f"{TEXT} {number}번.", encoding="utf-8")
    return tmp_path


def test_add_makes_a_ledger_and_says_so(desk: Path) -> None:
    first = run("add", "docs", "--published", "2021-08-17")
    assert first.exit_code == 0, first.output
    assert "Made a new ledger at hoedam.sqlite." in first.stderr
    assert "3 new, 0 new versions, 0 known, 0 failed." in first.stdout
    again = run("add", "docs")
    assert "0 new, 0 new versions, 3 known, 0 failed." in again.stdout and "Made" not in again.stderr
    shown = json.loads(run("ledger", "status", "--format", "json").stdout)
    assert (shown["documents"], shown["current"]) == (3, 3)


def test_the_ledger_of_the_environment(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOEDAM_LEDGER", "desk.sqlite")
    run("add", "docs", "--quiet")
    assert Path("desk.sqlite").exists() and not Path("hoedam.sqlite").exists()


def test_failures_are_listed_at_the_end(desk: Path) -> None:
    Path("x.jsonl").write_text(json.dumps({"text": TEXT, "unknown": 1}) + "\n", encoding="utf-8")
    result = run("add", "docs", "x.jsonl", "missing.md", "--quiet")
    assert result.exit_code == 1 and result.stdout == ""
    assert "2 of 5 sources could not be added:" in result.stderr
    assert "x.jsonl:1" in result.stderr and "missing.md does not exist" in result.stderr


def test_readings_are_added_from_a_pipe(desk: Path) -> None:
    readings = run("read", "docs", "--format", "jsonl").stdout
    assert "3 new" in run("add", "-", input=readings).stdout


def test_reread_lists_what_changed(desk: Path) -> None:
    run("add", "docs")
    assert "0 read again" in run("reread").stdout
    assert "3 read again, 0 changed, 0 failed." in run("reread", "--all").stdout
    assert json.loads(run("reread", "d1", "--all", "--format", "json").stdout) == []
    assert "there is no document d9" in run("reread", "d9").stderr
    assert run("reread", "r1").exit_code == 1


def test_a_ledger_is_checked_backed_up_restored_and_copied(desk: Path) -> None:
    run("add", "docs")
    assert "is sound." in run("ledger", "verify").stdout
    assert "is backed up in b.sqlite" in run("ledger", "backup", "b.sqlite").stdout
    refused = run("ledger", "restore", "b.sqlite")
    assert refused.exit_code == 1 and "--replace" in refused.stderr
    assert run("ledger", "restore", "b.sqlite", "--replace").exit_code == 0
    assert "3 documents" in run("ledger", "copy", "c.sqlite").stdout
    assert "is not empty" in run("ledger", "copy", "c.sqlite").stderr
    assert "is already of version" in run("ledger", "upgrade", "--ledger", "c.sqlite").stdout
    assert "is a ledger of version" in run("ledger", "init", "--ledger", "d.sqlite").stdout
    assert "Read by (1)" in run("ledger", "status").stdout


def test_verify_names_the_first_fault(desk: Path) -> None:
    import sqlite3

    run("add", "docs")
    with sqlite3.connect("hoedam.sqlite") as raw:
        raw.execute("UPDATE history SET person = 'Lee' WHERE id = 2")
    result = run("ledger", "verify")
    assert result.exit_code == 1 and "entry 2 of the history was changed" in result.stderr


@pytest.mark.parametrize("command", [["reread"], ["ledger", "status"], ["ledger", "verify"], ["ledger", "upgrade"]])
def test_a_missing_ledger_is_one_sentence(desk: Path, command: list[str]) -> None:
    result = run(*command)
    assert result.exit_code == 1 and "there is no ledger at hoedam.sqlite" in result.stderr


@pytest.mark.parametrize("words", [["--help"], ["rules"], ["read", "x.md", "--format", "json"]])
def test_databases_are_loaded_only_where_a_ledger_is_used(desk: Path, words: list[str]) -> None:
    Path("x.md").write_text(TEXT, encoding="utf-8")
    script = (
        "import sys\nfrom hoedam.cli.main import main\n"
        f"main({words!r}, standalone_mode=False)\n"
        "print('LOADED', sorted({'sqlalchemy', 'alembic', 'pg8000'} & sys.modules.keys()), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "LOADED []" in done.stderr, done.stderr


def test_a_stopped_run_says_so_and_goes_on(desk: Path) -> None:
    lines = "".join(json.dumps({"text": f"{TEXT} {number}번."}) + "\n" for number in range(400))
    Path("x.jsonl").write_text(lines, encoding="utf-8")
    command = [sys.executable, "-m", "hoedam", "add", "x.jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as child:
        while not _documents() and child.poll() is None:
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate()
    assert child.returncode == 130, err
    assert "to go: run it again to go on." in err and "Traceback" not in err
    assert f"{_documents()} new" in out
    assert "is sound." in run("ledger", "verify").stdout


def _documents() -> int:
    shown = run("ledger", "status", "--format", "json")
    return int(json.loads(shown.stdout)["documents"]) if shown.exit_code == 0 else 0
