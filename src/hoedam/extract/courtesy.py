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
    situations: tuple[str, ...] = ()
    everyday: bool = False


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    business: tuple[str, ...]
    rules: tuple[CourtesyRule, ...]


@lru_cache(maxsize=1)
def _table() -> _Table:
    return load_table("ko/courtesy.yaml", _Table)


def courtesy_rules() -> tuple[CourtesyRule, ...]:
    """The rules of the table."""
    return _table().rules


@lru_cache(maxsize=1)
def _business() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _table().business)))


@lru_cache(maxsize=1)
def _compiled() -> list[tuple[CourtesyRule, re.Pattern[str] | None, re.Pattern[str] | None]]:
    return [(rule, _any(rule.words), _any(rule.situations)) for rule in courtesy_rules()]


def _any(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """A pattern of the words; … in one stands for up to twelve characters without an object (방한을 … 환영)."""
    forms = (re.escape(word).replace("…", "[^.을를]{0,12}?") for word in words)
    return re.compile(rf"(?<![가-힣])(?:{'|'.join(forms)})") if words else None


def courtesy_rule(act: str, words: str, situation: str = "") -> CourtesyRule | None:
    """The rule by which an act in these words is courtesy.

    `situation`: the words of the sentence that reports the act, empty where the act names a sector.
    """
    for rule, inside, around in _compiled():
        if act not in rule.acts:
            continue
        told = inside is not None and inside.search(words) and not (rule.everyday and _business().search(words))
        if told or (around is not None and around.search(situation)):
            return rule
    return None
