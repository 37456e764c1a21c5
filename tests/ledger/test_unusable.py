"""A ledger that cannot be used is refused in one sentence, never a traceback."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hoedam.errors import HoedamError, LedgerBusy, LedgerUnusable
from hoedam.ledger import Ledger
from hoedam.ledger import address as at


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        (".", "is a folder"),
        ("none/l.sqlite", "none"),
        ("letter.txt", "is not a ledger or is damaged"),
        ("mysql://host/x", "is no ledger: give a file"),
        ("postgresql://kim:secret@127.0.0.1:1/x", "does not answer"),
        ("postgresql://kim:secret@no-such-host.invalid/x", "does not answer"),
        ("postgresql://kim:secret@127.0.0.1:port/x", "cannot be read"),
    ],
)
def test_what_is_no_ledger(name: str, says: str, create: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text("Dear Kim, " * 200, encoding="utf-8")
    with pytest.raises(LedgerUnusable, match=says) as caught:
        Ledger.open(name, create=create)
    assert "secret" not in str(caught.value) and "\n" not in str(caught.value)


def test_an_older_and_a_newer_version(ledger: Ledger, address: str) -> None:
    for version, says in (("9999", "written by a newer hoedam"), ("0000", "hoedam ledger upgrade")):
        with ledger.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        for create in (True, False):
            with pytest.raises(LedgerUnusable, match=says):
                Ledger.open(address, create=create)
    with Ledger.open(address, any_version=True) as opened:
        assert opened.version() == "0000"


def test_a_missing_database_of_a_server(ledger: Ledger) -> None:
    if ledger.file is not None:
        return
    other = ledger.engine.url.set(database="no_such_database").render_as_string(hide_password=False)
    with pytest.raises(LedgerUnusable, match="lets nobody in so"):
        Ledger.open(other)


def test_another_database_is_not_taken_for_a_ledger(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.sqlite") as other:
        other.execute("CREATE TABLE t (a)")
    with pytest.raises(LedgerUnusable, match="is no ledger yet"):
        Ledger.open(str(tmp_path / "x.sqlite"))


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ({"M": 'password authentication failed for user "kim"', "C": "28P01"}, LedgerUnusable, "lets nobody in"),
        ({"M": "canceling statement due to lock timeout"}, LedgerBusy, "try again"),
        ({"M": "could not extend file: No space left on device"}, LedgerUnusable, "make room"),
        ("database is locked", LedgerBusy, "try again"),
        ("attempt to write a readonly database", LedgerUnusable, "permissions"),
        ("database or disk is full", LedgerUnusable, "make room"),
    ],
)
def test_what_databases_say(said: object, kind: type[HoedamError], words: str) -> None:
    error = at.explained(DBAPIError("SELECT 1", None, Exception(said)), "l.sqlite")
    assert isinstance(error, kind) and words in str(error)
