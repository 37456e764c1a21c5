"""The commands of review, tracking, follow-ups and merges; and the commands of docs/review.md, one after another."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from hoedam.cli.main import main
from hoedam.ledger import Ledger, documents
from ledger.kit import reading

PAGE = Path(__file__).parents[2] / "docs" / "review.md"
PROMISE, LATER = "원전 건설을 적극 돕겠다\n트빌리시에 무역관을 열겠다", "트빌리시 무역관을 3월에 열었다\n날씨가 좋다"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Two documents: r1 the speaker, r2 and r3 statements, r4 and r5 commitments; r6 a speaker, r7 and r8 statements."""
    where = str(tmp_path / "desk.sqlite")
    with Ledger.open(where, create=True) as made:
        documents.add(made, reading(PROMISE, strength="pledged", country="GEO", speaker="레반 초헬리"))
        documents.add(made, reading(LATER, country="GEO", published="2022-03-02", speaker="엘 초헤리", act="assess"))
    monkeypatch.setenv("HOEDAM_LEDGER", where)
    monkeypatch.chdir(tmp_path)
    return where


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), env={"HOEDAM_PERSON": "", "COLUMNS": "200", "LC_ALL": "C.UTF-8"})


def done(line: str) -> str:
    result = run(*shlex.split(line))
    assert result.exit_code == 0, f"{line}\n{result.output}"
    return result.output


def refused(line: str) -> str:
    result = run(*shlex.split(line))
    assert result.exit_code != 0 and isinstance(result.exception, SystemExit), f"{line}\n{result.output}"
    return result.output


def test_every_command_of_the_page_works(desk: str, tmp_path: Path) -> None:
    for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), flags=re.S):
        for line in block.strip().splitlines():
            done(line.removeprefix("hoedam "))
    last = json.loads((tmp_path / "history.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert last["action"] == "split" and len(last["digest"]) == 64


def test_a_decision_says_what_it_did(desk: str) -> None:
    assert done("review accept r2 --by 김코더") == "r2: checked (revision 2)\n"
    assert done("review sign r2 --by 박과장") == "r2: signed off (revision 3)\n"
    assert "must be signed again" in done("review correct r2 --set form=mixed --by 김코더")
    assert "no longer named by r2, r3: look at them too" in done("review reject r1 --by 김코더")
    assert 'form: "direct" → "mixed"' in done("review history r2")


def test_the_queue_says_why_and_how_many(desk: str) -> None:
    shown = done("review queue --limit 2 --lang ko")
    assert "약속" in shown and "기계만 읽음" in shown
    assert "표시 2건" in shown
    assert "0 to be checked, 0 shown." in done("review queue --kind meeting")
    assert "revision" in done("review queue --document d1")


def test_what_comes_back_says_why(desk: str) -> None:
    done("review accept r2 --by 김코더")
    before = reading(PROMISE, strength="pledged", country="GEO", speaker="레반 초헬리")
    newer = msgspec.structs.replace(before.statements[0], form="narrated")
    with Ledger.open(desk) as opened:
        documents.reread(opened, 1, msgspec.structs.replace(before, statements=(newer, *before.statements[1:])))
    shown = done("review queue --limit 1")
    assert "now read otherwise (form)" in shown and "checked" in shown
    assert "이제 달리 읽음 (form)" in done("review queue --limit 1 --lang ko")
    assert 'form: "direct" → "narrated"' in done("show r2")
    assert done("review accept r2 --by 김코더") == "r2: checked (revision 3)\n"
    assert "now read otherwise" not in done("review queue")


def test_what_was_said_of_an_older_version_is_carried_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    where = str(tmp_path / "versions.sqlite")
    monkeypatch.setenv("HOEDAM_LEDGER", where)
    with Ledger.open(where, create=True) as made:
        documents.add(made, reading(PROMISE), address="page")
    done("review correct r2 --set form=mixed --by 김코더")
    with Ledger.open(where) as opened:
        documents.add(opened, reading(f"덧붙인 말이다\n{PROMISE}"), address="page")
    assert "in an older version (r2)" in done("review queue")
    assert "r2" in done("show r6")
    assert done("review carry r6 --revision 1 --by 이주무") == "r6: checked (revision 2)\n"
    assert "decided on already by 이주무" in refused("review carry r6 --by 김코더")
    assert 'form: "direct" → "mixed"' in done("review history r6") and "as r2" in done("review history r6")
    done("ledger verify")


def test_a_stale_view_is_told(desk: str) -> None:
    assert "revision: 0" in done("track c4 --lang en")
    done("track c4 --office 외교부 --revision 0 --by 김코더")
    assert "김코더 was quicker (track" in refused("track c4 --office 산업부 --revision 0 --by 이주무")
    done("track c5 --office 외교부 --by 김코더")
    assert "김코더 was quicker (track" in refused("followups --reject 1 --revision 0 --by 이주무")
    assert "it has changed" in refused("merge n1 n6 --why 음역 --revision 99 --by 김코더")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("review accept r2", "nobody is named"),
        ("review accept c4 --by 김", "c4 is a commitment: here a number such as r4 (record)"),
        ("review sign r2 --by 김", "nobody has checked r2"),
        ("review accept r2 --by 김 --revision 7", "no revision 7"),
        ("review correct r2 --set form --by 김", "names no field"),
        ("review correct r2 --json [] --by 김", "no object"),
        ("review correct r2 --json {oops --by 김", "cannot be read"),
        ("review correct r2 --set owner=KOR --by 김", "unknown field"),
        ("track c4 --status done --by 김 --source 누리집", "needs its date"),
        ("track c4 --status done --date 2022 --by 김", "needs evidence"),
        ("track c4 --date 2022 --by 김", "but no status"),
        ("track c4 c5 --note x --by 김", "one commitment can be changed at a time"),
        ("track u2 --by 김", "u2 is an utterance"),
        ("track c4 --withdraw 1 --by 김", "no status that holds"),
        ("track c4 --type 기타 --by 김", "no type of follow-up"),
        ("followups --confirm 99 --by 김", "no proposal 99"),
        ("followups --confirm 1 --reject 1 --by 김", "one proposal can be decided at a time"),
        ("merge u2 n1 --why x --by 김", "different kinds"),
        ("merge u2 u3 --by 김", "no reason is given"),
        ("merge", "give two numbers to merge"),
        ("split r2 --why x --by 김", "stands alone"),
    ],
)
def test_refusals_are_sentences_that_say_what_to_do(desk: str, line: str, said: str) -> None:
    output = refused(line)
    assert said in output
    assert "Traceback" not in output
    done("ledger verify")


def test_tracking_shows_status_flag_and_score(desk: str) -> None:
    shown = done("track c5 --status done --date 2022-03-02 --evidence r7 --by 김코더 --why 개소")
    assert "done" in shown and "score +1" in shown and "d2:0-" in shown and "개소" in shown
    shown = done("track c4 c5")
    assert "Score 100.0% (1 of 2 can be scored)." in shown
    assert "담당부처: 외교부" in done("track c4 --office 외교부 --by 김코더 --lang ko")
    assert "담당부처" not in done("track c4 --office '' --by 김코더 --lang ko")


def test_a_merge_is_shown_with_how_to_take_it_back(desk: str) -> None:
    shown = done("merge n1 n6 --why 음역 --by 김코더")
    found = re.search(r"hoedam (merge --undo \d+)", shown)
    assert found and "음역" in done("merge n1")
    assert done(f"{found[1]} --by 김코더").startswith("n1, n6")
    assert "Nobody has merged" in done("merge n1")


def test_help_needs_no_database() -> None:
    code = "import sys; from hoedam.cli.main import main; main(['--help'], standalone_mode=False); sys.exit('sqlalchemy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
