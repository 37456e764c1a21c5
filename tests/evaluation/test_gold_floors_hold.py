"""The gate: readings of the gold, set aside or not, are not below their floors."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hoedam.cli.main import main

GOLD = Path(__file__).parents[2] / "gold"


@pytest.mark.parametrize("folder", [GOLD, GOLD / "heldout"], ids=["gold", "heldout"])
def test_floors_hold(folder: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(folder), "--floors", str(GOLD / "baseline.json")])
    assert result.exit_code == 0, result.output
