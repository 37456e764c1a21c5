"""The predicates that report: what stands over a quotation or a clause, or names the act itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from hoedam.errors import RulesInvalid
from hoedam.extract.frames import Frame
from hoedam.language.lexicon import Lexicon
from hoedam.model import ActName
from hoedam.rules import load_table

# a particle by whether the noun before it closes in a consonant
_AFTER_CONSONANT = {
    "을": "을",
    "를": "을",
    "이": "이",
    "가": "이",
    "과": "과",
    "와": "과",
    "으로": "으로",
    "로": "으로",
}
_AFTER_VOWEL = {"을": "를", "를": "를", "이": "가", "가": "가", "과": "와", "와": "와", "으로": "로", "로": "로"}


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


@dataclass(frozen=True, slots=True)
class Predicate:
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
    ids = [rule.id for rule in table.rules]
    if len(set(ids)) != len(ids):
        raise RulesInvalid("rules/ko/predicates.yaml: a rule id stands twice")
    return table


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon[tuple[PredicateRule, ...]]:
    words: dict[str, list[PredicateRule]] = {}
    table = predicate_table()
    for rule in table.rules:
        for word in _words(rule, table):
            known = words.setdefault(word, [])
            if rule not in known:
                known.append(rule)
    return Lexicon((word, tuple(rules)) for word, rules in words.items())


def _words(rule: PredicateRule, table: PredicateTable) -> Iterator[str]:
    """Every encoding (as in Frame.code) that the rule's predicates take."""
    for phrase in (*rule.verbs, *rule.idioms):
        yield from _encodings(phrase)
    for noun in rule.shows:
        for verb in table.show_verbs:
            yield from _encodings(f"{noun}+을 {verb}")
            for link in table.show_links:
                yield from _encodings(f"{noun}+의 {link}+을 {verb}")
                yield from _encodings(f"{noun}/N {link}+을 {verb}")


def _encodings(phrase: str) -> list[str]:
    """`뜻+을 표하` → ` 뜻/N 을/J 표하/V` and the same with 를; `높이/A` stands as it is."""
    codes = [""]
    pieces = phrase.split(" ")
    for number, piece in enumerate(pieces):
        choices = _piece(piece, last=number == len(pieces) - 1)
        codes = [code + choice for code in codes for choice in choices]
    return codes


def _piece(piece: str, *, last: bool) -> list[str]:
    if "/" in piece:
        return [" " + piece]
    noun, plus, particle = piece.partition("+")
    if plus:
        closed = (ord(noun[-1]) - 0xAC00) % 28 > 0
        return [f" {noun}/N {(_AFTER_CONSONANT if closed else _AFTER_VOWEL).get(particle, particle)}/J"]
    return [f" {piece}/V"] if last else [f" {piece}/N", f" {piece}/A"]


def find_predicates(frame: Frame) -> list[Predicate]:
    """The reporting predicates of a frame, in order, the longest at each place."""
    found = []
    for start, end, rules in _lexicon().find(frame.code):
        first = frame.item(start)
        found.append(Predicate(first, frame.item(end), rules))
    return found
