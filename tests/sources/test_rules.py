"""Every rule of ko/sources.yaml, both ways, alone and in its place among the others."""

import pytest

from hoedam.sources.blocks import look
from hoedam.sources.signs import signs

TABLE = signs().table
RULES = [*TABLE.lines, *TABLE.tokens, *TABLE.metadata, *TABLE.kinds]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_match_and_counterexamples_do_not(rule):
    patterns = [signs().compile(rule.pattern), signs().compile(getattr(rule, "also", None) or "")]
    assert rule.examples and rule.counterexamples
    for example in rule.examples:
        assert all(pattern.search(example) for pattern in patterns), example
    for example in rule.counterexamples:
        assert not all(pattern.search(example) for pattern in patterns), example


@pytest.mark.parametrize("rule", TABLE.lines, ids=lambda rule: rule.id)
def test_no_earlier_rule_takes_an_example_for_something_else(rule):
    for example in rule.examples:
        assert look(example)[0] == rule.kind, example


def test_ids_are_unique():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


def test_every_fragment_is_used():
    patterns = [*TABLE.fragments.values(), *(rule.pattern for rule in RULES)]
    assert all(any("{" + name + "}" in pattern for pattern in patterns) for name in TABLE.fragments)
