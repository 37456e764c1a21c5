"""Ledgers are backed up, restored, copied and verified whole."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest
from bench import synthetic
from sqlalchemy import Table, select, text

from hoedam.errors import LedgerUnusable
from hoedam.ledger import Ledger, accounts, copying, desk, documents, keys, merges, review, sessions, verify
from hoedam.ledger.status import status
from hoedam.ledger.tables import item, metadata, record
from ledgers import sample


def filled(ledger: Ledger) -> Ledger:
    """A ledger with documents in versions, a decision, a merge, users, and what they keep."""
    for number, reading in enumerate(synthetic.readings(5)):
        documents.add(ledger, reading, data=reading.document.text.encode(), address=f"page {number // 2}")
    documents.add(ledger, sample("2022-readout"), given={"published": "2022-06-23"})
    with ledger.read() as connection:
        number = connection.scalar(select(record.c.id).where(record.c.kind == "statement", record.c.live))
        one, other = connection.scalars(select(item.c.id).where(item.c.kind == "statement").limit(2))
    review.accept(ledger, number, "Kim")
    merges.merge(ledger, one, other, "Kim", "the same words\nwith a tab\t and a backslash \\N")
    accounts.add_user(ledger, "Kim", "네 낱말은 서로 무관하다", "admin", "Kim")
    keys.make_key(ledger, "Kim", "figures", "Kim")
    desk.save_search(ledger, "Kim", "pledges", "statements", "act=pledge")
    desk.mark_seen(ledger, "Kim", [number])
    return ledger


def rows(ledger: Ledger) -> Mapping[str, list[tuple[object, ...]]]:
    def of(table: Table) -> list[tuple[object, ...]]:
        with ledger.read() as connection:
            return sorted((tuple(row) for row in connection.execute(select(table))), key=repr)

    return {table.name: of(table) for table in metadata.sorted_tables}


def test_a_ledger_verifies(ledger: Ledger) -> None:
    assert list(verify.faults(filled(ledger))) == []


def test_there_and_back_nothing_is_lost(ledger: Ledger, tmp_path: Path) -> None:
    filled(ledger)
    before = rows(ledger)
    file = tmp_path / "backup.sqlite"
    copying.backup(ledger, file)
    with Ledger.open(str(file)) as backup:
        assert rows(backup) == before
        assert list(verify.faults(backup)) == []
    documents.add(ledger, sample("2022-release"))
    address = str(ledger.file) if ledger.file else ledger.engine.url.render_as_string(hide_password=False)
    with pytest.raises(LedgerUnusable, match="holds documents: give --replace"):
        copying.restore(file, address)
    copying.restore(file, address, replace=True)
    ledger.engine.dispose()
    assert rows(ledger) == before
    assert documents.add(ledger, sample("2022-release")).how == "new"  # numbers are counted on from where they were
    assert list(verify.faults(ledger)) == []


def test_a_ledger_moves_between_databases(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "source.sqlite"), create=True) as source:
        filled(source)
        counts = copying.copy(source, ledger)
        assert counts["document"] == 6
        assert rows(ledger) == rows(source)
        with pytest.raises(LedgerUnusable, match="is not empty"):
            copying.copy(source, ledger)
        assert documents.add(ledger, sample("2022-release")).how == "new"
    assert list(verify.faults(ledger)) == []
    back = tmp_path / "back.sqlite"
    copying.copy_to(ledger, str(back))
    with Ledger.open(str(back)) as copied:
        assert rows(copied) == rows(ledger)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_who_is_signed_in_is_no_part_of_a_copy(ledger: Ledger, tmp_path: Path) -> None:
    token = sessions.sign_in(filled(ledger), "Kim", "네 낱말은 서로 무관하다")
    copying.backup(ledger, tmp_path / "backup.sqlite")
    sessions.sign_out(ledger, token)
    for target in (str(tmp_path / "new.sqlite"), ledger.engine.url.render_as_string(hide_password=False)):
        where = target.removeprefix("sqlite:///")
        copying.restore(tmp_path / "backup.sqlite", where, replace=True)
        with Ledger.open(where) as restored, restored.read() as connection:
            assert sessions.session(connection, token) is None
            assert accounts.users(connection) == [accounts.Account("Kim", "admin", True)]


def test_a_copy_that_fails_leaves_nothing(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(ledger)

    def fail(*_: object) -> None:
        raise LedgerUnusable("no")

    monkeypatch.setattr(copying, "_index", fail)
    with pytest.raises(LedgerUnusable, match="no"):
        copying.copy_to(ledger, str(tmp_path / "copy.sqlite"))
    assert not list(tmp_path.glob("*copy*"))


def test_a_restore_where_there_is_none_and_over_a_damaged_one(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.sqlite"), create=True) as ledger:
        filled(ledger)
        copying.backup(ledger, tmp_path / "backup.sqlite")
        copying.backup(ledger, tmp_path / "backup.sqlite")  # takes the older one's place
    copying.restore(tmp_path / "backup.sqlite", str(tmp_path / "new.sqlite"))
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database at all" * 1000)
    with pytest.raises(LedgerUnusable):
        copying.restore(tmp_path / "backup.sqlite", str(damaged))
    copying.restore(tmp_path / "backup.sqlite", str(damaged), replace=True)
    for name in ("new.sqlite", "damaged.sqlite"):
        with Ledger.open(str(tmp_path / name)) as restored:
            assert status(restored).documents == 6


def test_a_backup_takes_no_other_file_s_place(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Kim", encoding="utf-8")
    with Ledger.open(str(tmp_path / "a.sqlite"), create=True) as ledger:
        for target, says in (
            (tmp_path / "letter.txt", "something else"),
            (tmp_path / "a.sqlite", "the ledger itself"),
            (tmp_path, "is a folder"),
            (tmp_path / "none" / "b.sqlite", "does not exist"),
        ):
            with pytest.raises(LedgerUnusable, match=says):
                copying.backup(ledger, target)
    with pytest.raises(LedgerUnusable, match="is no backup"):
        copying.restore(tmp_path / "letter.txt", str(tmp_path / "b.sqlite"))
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear Kim"


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        ("UPDATE history SET person = 'Lee' WHERE id = 2", "entry 2 of the history was changed"),
        ("DELETE FROM history WHERE id = 3", "entry 3 of the history is missing"),
        ("UPDATE original SET size = size + 1", "is not what was added"),
        ("UPDATE record SET state = 'signed_off' WHERE state = 'checked'", "does not agree with"),
        ("UPDATE record SET start = start + 1 WHERE id = 2", "stands elsewhere"),
        ("UPDATE record SET item = NULL WHERE kind = 'meeting'", "belongs to no item"),
        ("UPDATE document SET digest = 'sha256:0' WHERE id = 1", "the reading of another document"),
    ],
)
def test_what_was_tampered_with_is_found(ledger: Ledger, tamper: str, says: str) -> None:
    filled(ledger)
    with ledger.write() as connection:
        connection.execute(text(tamper.replace(" start", ' "start"')))
    assert says in next(verify.faults(ledger), "")


def test_a_damaged_page_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    with Ledger.open(str(path), create=True) as ledger:
        filled(ledger)
        with ledger.write() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys").close()
    with sqlite3.connect(path) as raw:  # as another program might
        raw.execute("DELETE FROM original")
        raw.commit()
    with Ledger.open(str(path)) as ledger:
        assert "points to a row of original" in next(verify.faults(ledger), "")


def test_status_counts(ledger: Ledger) -> None:
    found = status(filled(ledger))
    assert (found.documents, found.current) == (6, 4)
    assert ("statement", "checked", 1) in found.records
    assert [count for _, count in found.engines] == [5, 1]
    assert found.version and found.size > 10_000 and "password" not in found.address
