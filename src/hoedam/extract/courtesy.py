"""Ritual and small talk: real speech, never a commitment (rules/ko/courtesy.yaml)."""

import re
from functools import lru_cache

import msgspec

from hoedam.model import ActName
from hoedam.rules import load_table


class CourtesyRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that make these acts small talk."""

    id: str
    source: str
    words: tuple[str, ...]
    acts: tuple[ActName, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[CourtesyRule, ...]


@lru_cache(maxsize=1)
def courtesy_rules() -> tuple[CourtesyRule, ...]:
    """The rules of the table."""
    return load_table("ko/courtesy.yaml", _Table).rules


@lru_cache(maxsize=1)
def _compiled() -> list[tuple[CourtesyRule, re.Pattern[str]]]:
    return [(rule, re.compile("|".join(map(re.escape, rule.words)))) for rule in courtesy_rules()]


def courtesy_rule(act: str, words: str) -> CourtesyRule | None:
    """The rule by which this act in these words is courtesy."""
    return next((rule for rule, pattern in _compiled() if act in rule.acts and pattern.search(words)), None)
