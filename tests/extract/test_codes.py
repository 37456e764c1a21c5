"""Event codes: every act has a row, every code is one of the manuals', sectors choose the finer code."""

from typing import get_args

import pytest

from hoedam.extract.codes import event_codes, table
from hoedam.extract.sectors import all_sectors
from hoedam.model import ActName


def test_every_act_has_a_row() -> None:
    assert set(table().acts) == set(get_args(ActName))


def test_every_code_is_valid_and_every_valid_code_is_used() -> None:
    rows = [code for row in table().acts.values() for code in (row, *row.by.values())]
    valid = table().valid
    assert {row.plover for row in rows} - {None} == set(valid.plover)
    assert {row.cameo for row in rows} - {None} == set(valid.cameo)


def test_sets_name_real_sectors_and_rows_name_real_sets() -> None:
    assert {name for members in table().sets.values() for name in members} <= set(all_sectors())
    assert {name for row in table().acts.values() for name in row.by} <= set(table().sets)


def test_every_group_is_in_a_set() -> None:
    groups = {name for name in all_sectors() if "." not in name}
    assert groups <= {name for members in table().sets.values() for name in members}


@pytest.mark.parametrize(
    ("act", "sectors", "codes"),
    [
        ("thank", (), (None, "018")),
        ("hope", ("trade",), (None, "013")),
        ("pledge", (), ("AGREE", "030")),
        ("pledge", ("trade.fta",), ("AGREE", "0311")),
        ("agree", ("defence.exercises",), ("AGREE", "0312")),
        ("agree", ("health", "defence"), ("AGREE", "0312")),
        ("pledge", ("development.humanitarian",), ("AGREE", "0333")),
        ("request", ("development.oda",), ("REQUEST-assist", "0231")),
        ("request", (), ("REQUEST", "020")),
        ("propose", ("minerals.rare_earths",), ("AGREE", "0211")),
        ("invite", ("diplomacy.visits",), ("AGREE", "036")),
        ("reject", ("diplomacy",), ("REJECT", "120")),
        ("warn", ("security",), ("THREATEN", "130")),
    ],
)
def test_codes(act: str, sectors: tuple[str, ...], codes: tuple[str | None, str | None]) -> None:
    assert event_codes(act, sectors) == codes


def test_an_unknown_act_is_an_error() -> None:
    with pytest.raises(KeyError):
        event_codes("shrug", ())
