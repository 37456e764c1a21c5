"""Floors: figures may not fall below them, they belong to one gold, and lowering one has to be said."""

from pathlib import Path

import pytest

from hoedam.errors import GoldInvalid, SettingInvalid
from hoedam.evaluation.floors import Baseline, find_floors, load_floors, shortfalls, write_floors
from hoedam.evaluation.run import Evaluation


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for name in ("times/a", "heldout/b"):
        path = tmp_path / "gold" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text("document: {}\n")
        path.with_suffix(".md").write_text("글")
    return tmp_path / "gold"


def result(gold: Path, speaker: float, name: str = "times/a") -> Evaluation:
    figures = {"statements": {"p": 1.0, "r": 0.9, "f1": 0.9474, "n": 10}, "speaker": {"accuracy": speaker, "n": 9}}
    return Evaluation([gold / f"{name}.yaml"], figures)


def test_figures_are_rounded_down(gold: Path) -> None:
    write_floors({"gold": result(gold, 0.29)}, gold / "baseline.json", lower=False)
    assert load_floors(gold / "baseline.json").floors == {"statements": 0.94, "speaker": 0.29}


def test_a_field_below_its_floor_is_named(gold: Path) -> None:
    path = gold / "baseline.json"
    write_floors({"gold": result(gold, 0.9)}, path, lower=False)
    assert shortfalls("gold", result(gold, 0.9), path) == []
    assert shortfalls("gold", result(gold, 0.89), path) == ["gold: speaker is 0.89, its floor 0.9"]
    gone = Evaluation(result(gold, 0.9).files, {"speaker": {"accuracy": 0.9, "n": 9}})
    assert shortfalls("gold", gone, path) == ["gold: statements is 0.0, its floor 0.94"]


def test_other_gold_has_other_floors(gold: Path) -> None:
    path = gold / "baseline.json"
    write_floors({"gold": result(gold, 0.9)}, path, lower=False)
    (gold / "times" / "a.md").write_text("다른 글")
    assert "other gold files" in shortfalls("gold", result(gold, 0.9), path)[0]


def test_no_floors_is_a_shortfall(gold: Path) -> None:
    assert "no floors" in shortfalls("gold", result(gold, 0.9), gold / "baseline.json")[0]


def test_lowering_has_to_be_said(gold: Path) -> None:
    path = gold / "baseline.json"
    write_floors({"gold": result(gold, 0.9)}, path, lower=False)
    before = path.read_bytes()
    with pytest.raises(SettingInvalid, match=r"speaker is 0\.8.*--lower"):
        write_floors({"gold": result(gold, 0.8)}, path, lower=False)
    assert path.read_bytes() == before
    write_floors({"gold": result(gold, 0.8)}, path, lower=True)
    assert load_floors(path).floors["speaker"] == 0.8


def test_the_two_sets_are_kept_apart(gold: Path) -> None:
    path = gold / "baseline.json"
    write_floors({"gold": result(gold, 0.9)}, path, lower=False)
    write_floors({"heldout": result(gold, 0.7, "heldout/b")}, path, lower=False)
    stored = load_floors(path)
    assert (stored.of("gold").floors["speaker"], stored.of("heldout").floors["speaker"]) == (0.9, 0.7)
    assert stored.of("gold").digest != stored.of("heldout").digest


def test_floors_hold_for_the_whole_gold_only(gold: Path) -> None:
    (gold / "baseline.json").write_text("{}")
    assert find_floors([gold]) == find_floors([gold / "heldout"]) == gold.resolve() / "baseline.json"
    assert find_floors([gold / "times"]) is None


def test_a_broken_floors_file_is_named(gold: Path) -> None:
    (gold / "baseline.json").write_text('{"floor": {}}')
    with pytest.raises(GoldInvalid, match=r"baseline\.json"):
        load_floors(gold / "baseline.json")
    assert load_floors(gold / "none.json") == Baseline()
