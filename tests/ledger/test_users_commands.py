"""hoedam users."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hoedam.cli.main import main
from hoedam.ledger import Ledger, accounts, sessions

GOOD, BETTER = "네 낱말은 서로 무관하다", "tram walnut 고요 seven"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty ledger, named in the environment; Oh decides."""
    where = str(tmp_path / "desk.sqlite")
    Ledger.open(where, create=True).close()
    monkeypatch.setenv("HOEDAM_LEDGER", where)
    return where


def run(*words: str, said: str | None = None) -> Result:
    return CliRunner().invoke(main, ["users", *words], input=said, env={"HOEDAM_PERSON": "Oh", "LC_ALL": "C.UTF-8"})


def done(*words: str, said: str | None = None) -> str:
    result = run(*words, said=said)
    assert result.exit_code == 0, result.output
    return result.output


def test_users_from_the_first_to_the_last_word(desk: str) -> None:
    first = done("add", "Oh", "--role", "admin", said=f"{GOOD}\n{GOOD}\n")
    assert "Oh is admin now." in first and GOOD not in first
    done("add", "Lee", "--role", "reader", "--email", "lee@desk.example", "--password-stdin", said=f"{GOOD}\n")
    done("add", "Park", "--role", "coder", "--no-password")
    assert "Lee is reviewer now." in done("role", "Lee", "reviewer")
    assert "another password" in done("password", "Lee", "--password-stdin", said=f"{BETTER}\r\n")
    assert "park@desk.example" in done("email", "Park", "park@desk.example")
    assert "No provider" in done("email", "Lee")
    assert "no longer" in done("disable", "Park") and "can sign in" in done("enable", "Park")
    done("disable", "Park")
    lines = [line.split() for line in done("list", "--lang", "en").splitlines() if line.strip()]
    assert lines[-3:] == [
        ["Lee", "reviewer", "active", "-"],
        ["Oh", "admin", "active", "-"],
        ["Park", "coder", "disabled", "park@desk.example"],
    ]
    with Ledger.open(desk) as ledger:
        assert sessions.sign_in(ledger, "Oh", GOOD) and sessions.sign_in(ledger, "Lee", BETTER)
        with ledger.read() as connection:
            assert accounts.users(connection)[2].email == "park@desk.example"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "Lee", "--role", "reader", "--password-stdin"), "the first user must be able to make the others"),
        (("role", "Nobody", "admin"), "there is no user 'Nobody'"),
        (("disable", "Nobody"), "there is no user 'Nobody'"),
        (("add", "Lee", "--role", "admin", "--password-stdin", "--by", " "), "nobody is named who decides this"),
    ],
)
def test_refusals_are_one_sentence(desk: str, words: tuple[str, ...], says: str) -> None:
    result = run(*words, said=f"{GOOD}\n")
    assert result.exit_code == 1 and says in result.stderr and "Traceback" not in result.output


def test_a_password_that_is_none_is_refused(desk: str) -> None:
    assert "a password has 10 to 200 characters, this one has 0" in run(
        "add", "Oh", "--role", "admin", "--password-stdin", said=""
    ).stderr  # fmt: skip
    assert run("add", "Oh", "--role", "admin", said="one thing\nanother\n").exit_code == 1
    with Ledger.open(desk) as ledger, ledger.read() as connection:
        assert not accounts.has_users(connection)
