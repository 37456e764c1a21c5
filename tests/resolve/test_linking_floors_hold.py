"""The gate: what joins documents is not below its floors, on the gold and on what is set aside."""

from pathlib import Path

import pytest

from hoedam.evaluation.linking import digest, load_floors, measure, shortfalls

FOLDER = Path(__file__).parents[2] / "gold_linking"


@pytest.mark.parametrize("name", ["gold", "heldout"])
def test_floors_hold(name: str) -> None:
    floors, heldout = load_floors(FOLDER)[name], name == "heldout"
    assert floors.digest == digest(FOLDER, heldout=heldout), "other gold: python bench/linking.py --write-floors"
    assert shortfalls(measure(FOLDER, heldout=heldout).figures, floors.floors) == []
