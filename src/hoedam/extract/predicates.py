"""The predicates that report: what stands over a quotation or a clause, or names the act itself."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from hoedam.extract.frames import Frame
from hoedam.extract.patterns import encodings
from hoedam.language.lexicon import Lexicon
from hoedam.model import ActName
from hoedam.rules.loader import check_ids, load_table


class PredicateRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One group of reporting predicates and what they tell."""

    id: str
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    verbs: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    act: ActName | None = None
    complement: bool = False
    narrates: bool = False
    reply: bool = False
    topic: bool = False


class PredicateTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`rules/ko/predicates.yaml`."""

    show_verbs: tuple[str, ...]
    show_links: tuple[str, ...]
    rules: tuple[PredicateRule, ...]


class Predicate(msgspec.Struct, frozen=True):
    """A predicate in a frame: items start..end, and the rules that know it."""

    start: int
    end: int
    rules: tuple[PredicateRule, ...]

    def complement(self) -> PredicateRule | None:
        """The rule by which it stands over a quotation or a clause."""
        return next((rule for rule in self.rules if rule.complement), None)

    def narrates(self) -> PredicateRule | None:
        """The rule by which it names the act itself."""
        return next((rule for rule in self.rules if rule.narrates), None)

    @property
    def topic(self) -> bool:
        """Whether it is a bare topic report (논의했다)."""
        return any(rule.topic for rule in self.rules)


@lru_cache(maxsize=1)
def predicate_table() -> PredicateTable:
    """The table, read once."""
    table = load_table("ko/predicates.yaml", PredicateTable)
    check_ids("ko/predicates.yaml", table.rules)
    return table


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon[tuple[PredicateRule, ...]]:
    words: dict[str, list[PredicateRule]] = {}
    table = predicate_table()
    shown, linked = _shown(table), _linked(table)
    for rule in table.rules:
        for word in dict.fromkeys((*_plain(rule), *_showing(rule, shown, linked))):
            words.setdefault(word, []).append(rule)
    return Lexicon((word, tuple(rules)) for word, rules in words.items())


def _plain(rule: PredicateRule) -> Iterator[str]:
    """Every encoding (as in Frame.code) of the rule's verbs and idioms."""
    for phrase in (*rule.verbs, *rule.idioms):
        yield from encodings(phrase)


def _showing(rule: PredicateRule, shown: list[str], linked: list[str]) -> Iterator[str]:
    """뜻을 표하다, 뜻의 말을 전하다, 뜻 말을 전하다: every encoding of the nouns that are shown.

    They are fourteen thousand, so what stands behind each noun is encoded once for all (`shown`, `linked`).
    """
    for noun in rule.shows:
        for phrase, rests in ((f"{noun}+을", shown), (f"{noun}+의", linked), (f"{noun}/N", linked)):
            yield from (code + rest for code in encodings(phrase) for rest in rests)


def _shown(table: PredicateTable) -> list[str]:
    return [code for verb in table.show_verbs for code in encodings(verb)]


def _linked(table: PredicateTable) -> list[str]:
    return [code for link in table.show_links for verb in table.show_verbs for code in encodings(f"{link}+을 {verb}")]


def find_predicates(frame: Frame) -> list[Predicate]:
    """The reporting predicates of a frame, in order, the longest at each place."""
    found = []
    for start, end, rules in _lexicon().find(frame.code):
        found.append(Predicate(frame.item(start), frame.item(end), rules))
    return found
