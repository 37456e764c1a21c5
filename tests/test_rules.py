"""The rule tables: their examples hold, their catalogue counts them, and the check says what does not hold."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from hoedam.evaluation.examples.common import both_ways
from hoedam.rules import check as module
from hoedam.rules.catalogue import counts, rule_sources
from hoedam.rules.check import CHECKERS, check
from hoedam.rules.loader import table_names


@dataclass(frozen=True)
class Made:
    examples: Sequence[str] = ()
    counterexamples: Sequence[str] = ()


def test_every_example_holds() -> None:
    assert check() == []


def test_every_table_with_examples_has_a_checker() -> None:
    assert {table.name for table in counts() if table.examples} <= set(CHECKERS) <= set(table_names())


def test_a_table_that_nobody_checks_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHECKERS", {})
    assert any(line.startswith("ko/acts.yaml: nobody checks") for line in check())


def test_both_ways() -> None:
    rule = Made(examples=("가", "나"), counterexamples=("가가", "다"))
    assert list(both_ways("r", rule, lambda text: "가" in text)) == [
        "r: does not match its example '나'",
        "r: matches its counterexample '가가'",
    ]
    assert list(both_ways("r", Made(), bool)) == ["r: has no example"]


def test_counts_and_sources() -> None:
    acts = next(table for table in counts() if table.name == "ko/acts.yaml")
    assert acts.rules > 20 and acts.examples >= acts.rules and acts.words > acts.rules
    assert all(rule_sources().values())
