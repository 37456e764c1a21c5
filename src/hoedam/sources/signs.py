"""The rule table of this stage (rules/ko/sources.yaml): what lines, bylines and documents look like."""

import re
from functools import cached_property, lru_cache
from typing import Literal

import msgspec

from hoedam.model import BlockKind, DocumentKind
from hoedam.rules.loader import load_table


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pattern with its reason; `examples` match it, `counterexamples` do not."""

    id: str
    source: str
    pattern: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class LineRule(Rule, frozen=True, kw_only=True):
    """What a line is; only lines up to `longest` characters are looked at.

    `also`: a second pattern that has to match too (in a caption: the scene, besides the credit).
    `opens`: what follows belongs to it (a list of related stories), up to the next sentence.
    """

    kind: BlockKind
    longest: int = 160
    also: str | None = None
    opens: bool = False


class TokenRule(Rule, frozen=True, kw_only=True):
    """A part of a byline. A line made of such parts is a byline if one of them is `telling`;
    `system`: the part comes from the publishing system or an address, so the line is boilerplate."""

    telling: bool = False
    system: bool = False


class KindRule(Rule, frozen=True, kw_only=True):
    """What kind of document a line tells: the title, one of the first lines, or any line (`where`)."""

    kind: DocumentKind
    where: Literal["title", "head", "line"]
    unless_news: bool = False


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """rules/ko/sources.yaml."""

    agencies: tuple[str, ...]
    fragments: dict[str, str]
    lines: tuple[LineRule, ...]
    tokens: tuple[TokenRule, ...]
    metadata: tuple[Rule, ...]
    kinds: tuple[KindRule, ...]


class Signs:
    """The table with its patterns compiled; `{name}` in a pattern is the fragment of that name."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.lines = [(rule, self.compile(rule.pattern), self.compile(rule.also or "")) for rule in table.lines]
        self.tokens = [(rule, self.compile(rule.pattern)) for rule in table.tokens]
        self.kinds = [(rule, self.compile(rule.pattern)) for rule in table.kinds]
        self.metadata = {rule.id: self.compile(rule.pattern) for rule in table.metadata}

    def line_rule(self, text: str) -> LineRule | None:
        """The first rule that says what a line is."""
        for rule, pattern, also in self.lines:
            if len(text) <= rule.longest and pattern.search(text) and also.search(text):
                return rule
        return None

    @cached_property
    def agency(self) -> re.Pattern[str]:
        """Any news agency of the list, the longest first."""
        return re.compile("|".join(map(re.escape, sorted(self.table.agencies, key=len, reverse=True))))

    def compile(self, pattern: str) -> re.Pattern[str]:
        """The pattern with its fragments filled in; a fragment may name earlier ones."""
        for name, fragment in reversed(self.table.fragments.items()):
            pattern = pattern.replace("{" + name + "}", f"(?:{fragment})")
        return re.compile(pattern)


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The compiled table, loaded on first use."""
    return Signs(load_table("ko/sources.yaml", Table))
