"""What is in the rule tables, whatever their shape: rules with their sources, words, examples."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from hoedam.rules.loader import load_table, table_names


@dataclass(frozen=True, slots=True)
class TableCount:
    """How much one table holds: rules (rows with an id and a source), examples both ways, and other words."""

    name: str
    rules: int
    examples: int
    counterexamples: int
    words: int


def counts() -> list[TableCount]:
    """What each table holds, in the order of their names."""
    return [_count(name, _raw(name)) for name in table_names()]


@lru_cache(maxsize=1)
def rule_sources() -> dict[str, str]:
    """Where each rule was seen and why it is there, by rule id."""
    return {rule["id"]: rule["source"] for name in table_names() for rule in _rules(_raw(name))}


@lru_cache(maxsize=1)
def rule_examples() -> dict[str, tuple[str, ...]]:
    """What each rule is shown by, by rule id: Korean words; of those whose examples are words alone."""
    found = {rule["id"]: rule.get("examples", ()) for name in table_names() for rule in _rules(_raw(name))}
    return {id: tuple(one for one in examples if isinstance(one, str)) for id, examples in found.items()}


@lru_cache(maxsize=32)
def _raw(name: str) -> dict[str, Any]:
    return load_table(name, dict[str, Any])


def _count(name: str, table: dict[str, Any]) -> TableCount:
    found = list(_rules(table))
    examples = sum(len(row.get("examples", ())) for row in _rows(table))
    counterexamples = sum(len(row.get("counterexamples", ())) for row in _rows(table))
    words = sum(1 for _ in _leaves(table)) - examples - counterexamples
    return TableCount(name, len(found), examples, counterexamples, words)


def _rules(table: Any) -> Iterator[dict[str, Any]]:
    return (row for row in _rows(table) if isinstance(row.get("id"), str) and isinstance(row.get("source"), str))


def _rows(node: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a table, itself included."""
    if isinstance(node, dict):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _rows(child)


def _leaves(node: Any) -> Iterator[str]:
    """Every text in the lists of a table: its words, patterns and examples, not its ids and comments."""
    for child in node.values() if isinstance(node, dict) else node:
        if isinstance(child, str):
            if isinstance(node, list):
                yield child
        elif isinstance(child, dict | list):
            yield from _leaves(child)
