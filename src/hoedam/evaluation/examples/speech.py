"""Acts, predicates, courtesy, commitments, and words that only one side can use of itself."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from hoedam.evaluation.examples.common import both_ways, frame
from hoedam.extract.acts import act_rules, clause_rule
from hoedam.extract.commitments import commitment_table, expanded
from hoedam.extract.courtesy import CourtesyRule, courtesy_rule, courtesy_rules
from hoedam.extract.predicates import find_predicates, predicate_table
from hoedam.extract.selves import self_rules


def acts() -> Iterator[str]:
    """A rule decides its examples, and something else its counterexamples."""
    for rule in act_rules():
        yield from both_ways(rule.id, rule, partial(_decides, rule.id))


def _decides(id: str, text: str) -> bool:
    seen = frame(text)
    return clause_rule(seen, 0, len(seen), text).id == id


def predicates() -> Iterator[str]:
    """A group's predicate stands in its examples, and not in its counterexamples."""
    for rule in predicate_table().rules:
        yield from both_ways(rule.id, rule, partial(_reports, rule.id))


def _reports(id: str, text: str) -> bool:
    return any(rule.id == id for predicate in find_predicates(frame(text)) for rule in predicate.rules)


def courtesy() -> Iterator[str]:
    """A rule makes courtesy of its examples, said or as the situation, and not of its counterexamples."""
    for rule in courtesy_rules():
        yield from both_ways(rule.id, rule, partial(_is_courtesy, rule))


def _is_courtesy(rule: CourtesyRule, text: str) -> bool:
    return courtesy_rule(rule.acts[0], text, text) is rule


def selves() -> Iterator[str]:
    """A word of the rule stands in its examples, and none in its counterexamples."""
    for rule in self_rules():
        yield from both_ways(rule.id, rule, partial(_holds_word, rule.words))


def _holds_word(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


def commitments() -> Iterator[str]:
    """A pattern is found in its examples, and not in its counterexamples."""
    table = commitment_table()
    for rule in (*table.softened, *table.not_commitments, *table.plans, *table.previews):
        yield from both_ways(rule.id, rule, partial(_found, re.compile(expanded(rule.pattern))))


def _found(pattern: re.Pattern[str], text: str) -> bool:
    return pattern.search(text) is not None
