"""The command line: formats, several sources, refusals, narrow screens and pipes."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hoedam import Reading, __version__
from hoedam.cli.main import COMMANDS, main
from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section

STORY = """한도영 대통령, 조지아 총리와 회담
한도영 대통령은 17일 청와대에서 레반 초헬리 조지아 총리와 정상회담을 열었다.
한 대통령은 “내년까지 트빌리시에 무역관을 열겠다”고 밝혔다. 초헬리 총리는 이에 “직항 노선도 열어 달라”고 요청했다.
두 정상은 항공협정을 올해 안에 체결하기로 합의했다.
"""
PLEDGE = "내년까지 트빌리시에 무역관을 열겠다"


def run(*args: object, **more: object) -> Result:
    return CliRunner().invoke(main, [str(arg) for arg in args], **more)  # type: ignore[arg-type]


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(STORY, encoding="utf-8")
    return path


@pytest.fixture
def folder(story: Path) -> Path:
    """Three sources, the second of them not a text."""
    (story.parent / "a.txt").write_text(STORY.replace("17일", "16일"), encoding="utf-8")
    (story.parent / "b.txt").write_bytes(b"\x00\x01\x02\xff" * 50)
    return story.parent


def loaded_by(*words: str | Path) -> set[str]:
    """What a command, in a process of its own, has imported when it is done."""
    code = (
        "import atexit, sys; from hoedam.cli.main import main;"
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); main()"
    )
    done = subprocess.run([sys.executable, "-c", code, *map(str, words)], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_names_every_command_and_loads_none() -> None:
    shown = run("--help").stdout
    assert all(f"  {name} " in shown for name in COMMANDS)
    assert not loaded_by("--help") & {f"hoedam.cli.{name}" for name in COMMANDS}


def test_one_text_read_as_json_loads_what_it_needs(story: Path) -> None:
    loaded = loaded_by("read", story, "--format", "json")
    assert "kiwipiepy" in loaded
    assert not loaded & {"babel", "concurrent.futures.process", "lxml.etree", "rich.console", "trafilatura"}


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    context = click.Context(main)
    for name, text in COMMANDS.items():
        command = main.get_command(context, name)
        assert command and (command.help or "").splitlines()[0] == text


def test_version_and_an_unknown_command() -> None:
    assert __version__ in run("--version").output
    assert run("write").exit_code == 2


def test_table(story: Path) -> None:
    result = run("read", story, "--published", "2021-08-17", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "한도영 대통령, 조지아 총리와 회담" in result.stdout
    assert "2021-08-17 (as given)" in result.stdout
    for words in ("Statements (", "Commitments and asks (", PLEDGE, "pledges", "KOR → GEO", "2022"):
        assert words in result.stdout


def test_labels_in_korean(story: Path) -> None:
    shown = run("read", story, "--lang", "ko").stdout
    assert "발언 (" in shown and "약속" in shown and "pledge" not in shown
    assert "발언 (" in run("read", story, env={"LC_ALL": "ko_KR.UTF-8"}).stdout
    assert "Statements (" in run("read", story, env={"LC_ALL": "C"}).stdout


def test_json_is_one_reading_for_one_source(story: Path) -> None:
    reading = Reading.from_json(run("read", story, "--format", "json").stdout)
    assert PLEDGE in [span.text for s in reading.statements for span in s.content]


def test_json_is_an_array_for_several_sources_and_for_a_folder(story: Path) -> None:
    for sources in ([story, story], [story.parent]):
        shown = json.loads(run("read", *sources, "--format", "json").stdout)
        assert [r["schema"] for r in shown] == ["hoedam.reading/1"] * len(sources)


def test_jsonl_is_one_a_line(story: Path) -> None:
    lines = run("read", story, story, "--format", "jsonl").stdout.splitlines()
    assert len(lines) == 2
    assert Reading.from_json(lines[0]) == Reading.from_json(lines[1])


def test_markdown_is_a_page_with_tables(story: Path) -> None:
    page = run("read", story, "--format", "markdown", "--lang", "en").stdout
    assert page.startswith("# 한도영 대통령, 조지아 총리와 회담\n")
    assert "## Statements" in page and f"| {PLEDGE} |" in page


def test_standard_input() -> None:
    assert PLEDGE in run("read", "-", input=STORY).stdout


@pytest.mark.parametrize(("form", "workers"), [("table", 1), ("json", 1), ("jsonl", 2), ("markdown", 1)])
def test_a_bad_file_among_good_ones(folder: Path, form: str, workers: int) -> None:
    result = run("read", folder, folder / "missing.md", "--format", form, "--workers", workers)
    assert result.exit_code == 1
    assert result.stdout.count(PLEDGE) >= 2
    assert "2 of 4 sources could not be read:" in result.stderr
    assert "b.txt" in result.stderr and "missing.md does not exist" in result.stderr


def test_a_missing_file_and_an_empty_folder(tmp_path: Path) -> None:
    for path, says in ((tmp_path / "none.md", "does not exist"), (tmp_path, "no readable file")):
        result = run("read", path)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "Error:" in result.stderr and says in result.stderr


@pytest.mark.parametrize("day", ["2021-02-30", "17 August", "2021-13-01", ""])
def test_an_impossible_date(story: Path, day: str) -> None:
    result = run("read", story, "--published", day)
    assert result.exit_code == 2
    assert "is not a date" in result.stderr


def test_another_language_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("The two leaders met in Seoul on Tuesday and agreed to build a port. " * 5)
    result = run("read", tmp_path / "en.txt", "--lang", "en")
    assert result.exit_code == 0
    assert "language not supported" in result.stdout


def test_output_appears_whole_or_not_at_all(story: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert run("read", story, "--format", "json", "-o", target).stdout == ""
    before = target.read_bytes()
    assert Reading.from_json(before)
    assert run("read", tmp_path / "none.md", "-o", target).exit_code == 1
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "story.md"]


def test_output_that_cannot_be_written(story: Path, tmp_path: Path) -> None:
    result = run("read", story, "-o", tmp_path / "nowhere" / "out.txt")
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


def test_output_through_a_link_keeps_the_link(story: Path, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert run("read", story, "-o", tmp_path / "link.txt").exit_code == 0
    assert (tmp_path / "link.txt").is_symlink() and PLEDGE in (tmp_path / "real.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", ["40", "60", "80", "120"])
def test_any_width_keeps_the_lines_within_it(story: Path, width: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", width)
    shown = run("read", story, "--lang", "en").stdout
    assert max(map(cell_len, shown.splitlines())) <= int(width)
    assert "pledges" in shown


def test_a_pipe_gets_no_colour_and_no_box(story: Path) -> None:
    shown = run("read", story).stdout
    assert "\x1b" not in shown
    assert not set(shown) & set("─│┃━┏╭")


def test_a_terminal_that_knows_no_korean_gets_no_traceback(story: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "hoedam", "read", str(story), "--lang", "en"]
    done = subprocess.run(command, capture_output=True, env=env)
    assert done.returncode == 0, done.stderr
    assert b"pledges" in done.stdout


def test_cards_where_there_is_no_room_for_words(capsys: pytest.CaptureFixture[str]) -> None:
    section = Section("절", ("no.", "speaker", "words"), (("s1", "레반 초헬리 조지아 총리", "가" * 60),))
    out = console()
    out.width = 40
    show_sections(out, [section])
    assert "s1 · 레반 초헬리 조지아 총리" in capsys.readouterr().out


def test_explain(story: Path) -> None:
    reading = Reading.from_json(run("read", story, "--format", "json").stdout)
    pledge = next(s for s in reading.statements if s.content[0].text == PLEDGE)
    shown = run("explain", story, "--statement", pledge.id, "--lang", "en").stdout
    for words in (PLEDGE, "고 밝혔다", "한도영: named in the clause", "한 대통령", f"← {pledge.acts[0].rule}: "):
        assert words in shown
    at = run("explain", story, "--at", pledge.content[0].start + 1, "--lang", "en").stdout
    assert at == shown
    assert "무역관" in run("explain", story).stdout and "직항" in run("explain", story).stdout


def test_explain_what_is_not_there(story: Path) -> None:
    for more in (("--statement", "s99"), ("--at", "99999")):
        result = run("explain", story, *more)
        assert result.exit_code == 1
        assert "no statement" in result.stderr


GOLD = """
document: {published: 2021-08-18, kind: news, language: ko}
entities:
  han: {type: person, name: 한도영, country: KOR}
  levan: {type: person, name: 레반 초헬리, country: GEO}
statements:
  - {id: s1, speakers: [han], form: direct, content: ["내년까지 트빌리시에 무역관을 열겠다"], acts: [{act: pledge}]}
times: [{text: 내년, value: 2022}]
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    (folder / "negative").mkdir(parents=True)
    (folder / "story.yaml").write_text(GOLD, encoding="utf-8")
    (folder / "story.md").write_text(STORY, encoding="utf-8")
    passage = "- {id: n1, text: 양측은 협력 방안을 논의할 예정이다., published: 2021-08-18, why: a preview}\n"
    (folder / "negative" / "talk.yaml").write_text(passage, encoding="utf-8")
    return folder


def test_evaluate(gold: Path) -> None:
    result = run("evaluate", gold, "--format", "json", "--no-floors", "--show")
    assert result.exit_code == 0, result.output
    figures = json.loads(result.stdout)["gold"]
    assert figures["speaker"] == {"accuracy": 1.0, "n": 1}
    assert figures["statements"]["r"] == 1.0 and figures["statements"]["p"] < 1
    assert figures["negative_commitments"]["n"] == 1
    assert "spurious" in result.stderr
    assert "speaker" in run("evaluate", gold, "--no-floors").stdout


def test_evaluate_against_floors(gold: Path) -> None:
    assert "no floors" in run("evaluate", gold).stderr
    assert run("evaluate", gold, "--write-floors").exit_code == 0
    assert run("evaluate", gold).exit_code == 0
    baseline = gold / "baseline.json"
    baseline.write_text(baseline.read_text().replace('"times": 1.0', '"times": 1.1'))
    result = run("evaluate", gold)
    assert result.exit_code == 1
    assert "times is 1.0, its floor 1.1" in result.stderr
    assert run("evaluate", gold, "--write-floors").exit_code == 1
    assert run("evaluate", gold, "--write-floors", "--lower").exit_code == 0
    assert run("evaluate", gold, "--floors", baseline).exit_code == 0


def test_evaluate_names_what_is_wrong_in_gold(gold: Path) -> None:
    (gold / "story.yaml").write_text(GOLD.replace("무역관", "영사관"), encoding="utf-8")
    result = run("evaluate", gold)
    assert result.exit_code == 1
    assert "story.yaml: statement s1" in result.stderr


def test_rules_lists_tables_with_the_digest() -> None:
    from hoedam.rules import digest

    shown = run("rules").stdout
    assert "ko/acts.yaml" in shown and digest() in shown


def test_demo_shows_three_meetings_and_what_became_of_them(tmp_path: Path) -> None:
    place = tmp_path / "demo.sqlite"
    result = run("demo", "--lang", "en", "--ledger", place, "--serve")
    assert "The application answered at http://127.0.0.1:" in result.stdout
    assert result.exit_code == 0, result.output
    assert all(year in result.stdout for year in ("2019-09-18", "2022-06-23", "2025-10-14"))
    assert "What may follow it up (" in result.stdout and "항공협정" in result.stdout
    for line in re.findall(r"^  (hoedam .*)$", result.stdout, flags=re.M):
        _, *words = shlex.split(line.replace("-o ", f"-o {tmp_path}/"))
        assert words[0] == "serve" or run(*words).exit_code == 0, line  # which would go on until it is stopped
    assert "is there already" in run("demo", "--ledger", place).stderr
