"""Killed writers, two writers at once, and a full disk (bench/faults.py kills two hundred times)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench import faults, synthetic
from sqlalchemy import func, select

from hoedam.errors import LedgerBusy, LedgerUnusable
from hoedam.ledger import Ledger, documents, verify
from hoedam.ledger import address as at
from hoedam.ledger.tables import document

ROOT = Path(__file__).parents[2]


def test_killed_writers_leave_a_sound_ledger(address: str) -> None:
    assert faults.run(address, kills=4, count=6)["documents"] == 6


def test_two_writers_at_once(address: str) -> None:
    with Ledger.open(address, create=True) as ledger:
        paths = os.pathsep.join(str(path) for path in (ROOT / "src", ROOT / "bench"))
        command = [sys.executable, faults.__file__, "--work", address, "add", "1", "6"]
        children = [subprocess.Popen(command, env={**os.environ, "PYTHONPATH": paths}) for _ in range(2)]
        assert [child.wait() for child in children] == [0, 0]
        assert list(verify.faults(ledger)) == []
        with ledger.read() as connection:
            assert connection.scalar(select(func.count()).select_from(document)) == 6


def test_a_writer_that_waits_too_long_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at, "WAIT", 1)
    with (
        Ledger.open(address, create=True) as one,
        Ledger.open(address) as other,
        one.write(),
        pytest.raises(LedgerBusy, match="somebody else is writing"),
    ):
        documents.add(other, synthetic.reading(1))
    with Ledger.open(address) as ledger:
        assert documents.add(ledger, synthetic.reading(1)).how == "new"


def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        with Ledger.open(str(disk / "l.sqlite"), create=True) as ledger, pytest.raises(LedgerUnusable, match="is full"):
            for reading in synthetic.readings(200):
                documents.add(ledger, reading, data=reading.document.text.encode())
        with Ledger.open(str(disk / "l.sqlite")) as ledger:
            assert list(verify.faults(ledger)) == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)
