"""The public API: what can be read, in which order many come, and what a dead process costs."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import hoedam
from hoedam.reader import Outcome, Reader, to_date

STORY = """한도영 대통령, 조지아 총리와 회담
한도영 대통령은 17일 청와대에서 레반 초헬리 조지아 총리와 회담을 열었다.
한 대통령은 “내년까지 트빌리시에 무역관을 열겠다”고 밝혔다.
"""


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text(STORY, encoding="utf-8")
    return path


def test_public_names() -> None:
    assert set(hoedam.__all__) == {"Document", "HoedamError", "Ledger", "Reader", "Reading", "Settings", "read"}
    assert all(getattr(hoedam, name) for name in hoedam.__all__)
    with pytest.raises(AttributeError, match="no attribute 'write'"):
        _ = hoedam.write


def test_the_import_loads_no_analyser() -> None:
    heavy = "kiwipiepy", "trafilatura", "yaml", "rich", "ahocorasick", "hoedam.extract", "hoedam.sources"
    code = f"import sys, hoedam, hoedam.cli.main; sys.exit(', '.join(m for m in {heavy} if m in sys.modules) or None)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_path_text_and_bytes_give_the_same_records(story: Path) -> None:
    readings = [
        hoedam.read(s, published="2021-08-17")
        for s in (story, str(story), STORY, STORY.encode(), STORY.encode("cp949"))
    ]
    assert readings[0].statements
    assert all(r.statements == readings[0].statements for r in readings)
    assert readings[0].document.published == "2021-08-17"
    assert readings[0].document.published_basis == "given"
    assert readings[0].document.source == str(story)


def test_json_and_back_is_the_same_reading(story: Path) -> None:
    reading = hoedam.read(story)
    assert hoedam.Reading.from_json(reading.to_json()) == reading
    assert hoedam.read(story).to_json() == reading.to_json()


@pytest.mark.parametrize("source", ["missing.md", Path("missing.md"), b"", "", b"\x00\x01\x02" * 40])
def test_what_cannot_be_read_is_refused(source: str | bytes | Path) -> None:
    with pytest.raises(hoedam.HoedamError):
        hoedam.read(source)


def test_impossible_dates_are_refused() -> None:
    assert to_date("2021-08-17") == date(2021, 8, 17)
    with pytest.raises(hoedam.HoedamError, match="2021-02-30"):
        hoedam.read(STORY, published="2021-02-30")


def test_a_long_text_or_one_with_a_nul_is_no_path() -> None:
    assert hoedam.read(STORY * 200).document.text
    assert hoedam.read("a\0b 회담을 열었다").document.text


@pytest.mark.parametrize("workers", [1, 2])
def test_many_in_order_and_one_bad_stops_none(workers: int, story: Path) -> None:
    sources = [story, STORY, "missing.md", STORY.replace("17일", "16일"), b"", story]
    outcomes = list(Reader().read_many(sources, workers))
    assert [o.source for o in outcomes] == sources
    assert [o.reading is None for o in outcomes] == [False, False, True, False, True, False]
    assert "missing.md" in str(outcomes[2].error)
    assert outcomes[0].reading == outcomes[5].reading


def test_many_are_read_one_after_another(story: Path) -> None:
    """No more is taken from the sources than is being worked on."""
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield story

    outcomes = Reader().read_many(endless(), workers=2)  # type: ignore[arg-type]
    assert next(outcomes).reading
    assert taken <= 8
    outcomes.close()  # type: ignore[attr-defined]


def test_no_workers_is_refused() -> None:
    with pytest.raises(hoedam.HoedamError, match="0 workers"):
        Reader().read_many([STORY], workers=0)


class Deadly(bytes):
    """A source that ends the process that takes it up, without a word."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (9,)


def test_a_killed_worker_costs_its_own_source_only(story: Path) -> None:
    sources = [story, Deadly(b"x"), story, story]
    outcomes: list[Outcome] = list(Reader().read_many(sources, workers=2))
    assert [o.reading is None for o in outcomes] == [False, True, False, False]
    assert "died" in str(outcomes[1].error)
