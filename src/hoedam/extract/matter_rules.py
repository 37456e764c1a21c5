"""What names an agreement, a body or a project and what is said of its state: `rules/ko/matters.yaml`, compiled once."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, TypeVar

import msgspec

from hoedam.extract.patterns import encodings
from hoedam.language.lexicon import Lexicon
from hoedam.rules.loader import check_ids, load_table

MatterKind = Literal["agreement", "body", "project"]
T = TypeVar("T")


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns that close the name of a matter, and what must (`only_after`) and must not stand before them.

    `never_with`: how no word before begins (대통령직속 위원회). `not_after`: how the word before does not end (무역관리령 개정안). `told_by`: the status rules that may tell its state,
    where the noun as often means one meeting (포럼을 열었다) as something that lasts (포럼을 신설했다).
    """

    id: str
    kind: MatterKind
    source: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    alone: bool = False
    inside: str | None = None
    only_after: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    never_with: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()


class StatusRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that tell a matter's state; `gives` maps the mood of their clause to the status.

    `at`: the particles that the name before may bear. `weak`: counts where no other word of the sentence told a state;
    `last`: where none of the document did. `closed`: a bare ending (서명하고) tells a deed done. `only`: for names with these heads.
    """

    id: str
    kind: Literal["agreement", "body", "project", "any"]
    source: str
    gives: dict[str, str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    always: str | None = None
    only: tuple[str, ...] = ()
    at: tuple[str, ...] = ("을", "를", "이", "가", "은", "는", "도", "의", "")
    weak: bool = False
    last: bool = False
    closed: bool = False


class MatterTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`rules/ko/matters.yaml`."""

    heads: tuple[Head, ...]
    generic: frozenset[str]
    stops: frozenset[str]
    anaphors: frozenset[str]
    tails: frozenset[str]
    grounds: frozenset[str]
    passing: frozenset[str]
    transitive: frozenset[str]
    bound: frozenset[str]
    around: frozenset[str]
    makers: frozenset[str]
    documents: tuple[str, ...]
    counters: tuple[str, ...]
    statuses: tuple[StatusRule, ...]


class Rules(msgspec.Struct, frozen=True):
    """The table and what is compiled from it.

    `nouns` finds status words in the text, `verbs` stems and phrases in `Frame.code`.
    """

    table: MatterTable
    heads: Lexicon[tuple[Head, ...]]
    nouns: Lexicon[tuple[StatusRule, ...]]
    verbs: Lexicon[tuple[StatusRule, ...]]


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The rules, loaded and compiled on first use."""
    table = load_table("ko/matters.yaml", MatterTable)
    check_ids("ko/matters.yaml", (*table.heads, *table.statuses))
    return Rules(
        table,
        Lexicon(_grouped((word, head) for head in table.heads for word in head.words)),
        Lexicon(_grouped((noun, rule) for rule in table.statuses for noun in rule.nouns)),
        Lexicon(_grouped((code, rule) for rule in table.statuses for code in _codes(rule))),
    )


def _grouped(pairs: Iterator[tuple[str, T]]) -> Iterator[tuple[str, tuple[T, ...]]]:
    groups: dict[str, list[T]] = {}
    for word, rule in pairs:
        groups.setdefault(word, []).append(rule)
    return ((word, tuple(found)) for word, found in groups.items())


def _codes(rule: StatusRule) -> Iterator[str]:
    """The rule's stems and phrases as they stand in `Frame.code`."""
    for phrase in (*rule.verbs, *rule.phrases):
        for code in encodings(phrase):
            yield code
            if "못하/V" in code:  # the analyser takes 못하다 apart now and then
                yield code.replace("못하/V", "못/A 하/V")
