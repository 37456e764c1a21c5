"""Status words, words that look back, and types of follow-up."""

from collections.abc import Iterator

from hoedam.evaluation.examples.common import both_ways
from hoedam.resolve.followup_rules import followup_rules, status_rule, type_rule


def followups() -> Iterator[str]:
    """The rule is the first of its kind that matches an example, and not that of a counterexample."""
    table = followup_rules()
    for status in table.statuses:
        yield from both_ways(status.id, status, lambda text, rule=status: status_rule(text, weak=rule.weak) is rule)  # type: ignore[misc]
    for back in (*table.back, *table.objects):
        yield from both_ways(back.id, back, back.matches)
    for kind in table.types:
        yield from both_ways(kind.id, kind, lambda text, rule=kind: type_rule(text) is rule)  # type: ignore[misc]
