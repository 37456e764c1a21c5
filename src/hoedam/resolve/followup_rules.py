"""The rule tables of follow-ups: status words, words that look back, types (rules/ko/followups.yaml)."""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from hoedam.rules import load_table
from hoedam.rules.loader import check_ids

CommitmentStatus = Literal["open", "under_way", "done", "stalled", "lapsed"]
FollowupType = Literal["exchange", "mou", "project", "development", "issue", "multilateral"]
TABLE = "ko/followups.yaml"
_GIVEN = "development"
_FINALS = {"{ㄴ}": 4, "{ㅆ}": 20}  # placeholders of the table, and the finals by their numbers in Unicode
_NO_TENSE = "있겠"
_ONCE = re.compile(r"\S+(?: 있)?(?<!없)(?<!없었)던(?=\s)")
_CONTRAST = re.compile(r"(?:지만|으나|다가|음에도|는데도|불구하고),?\s")


class PatternRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Patterns over words, any of which will do."""

    id: str
    source: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]

    def matches(self, words: str) -> bool:
        """Whether one of the patterns is in the words."""
        return _found(self.patterns, words)


class StatusRule(PatternRule, frozen=True, kw_only=True):
    """Words that speak for a status; `weak`: only where nothing else does, and the words are no ask and no promise.

    `of`: only of a commitment whose words match one of these, as those who teach speak for what was to be sent.
    `whole`: read over all words before any rule is read over their last clause.
    """

    status: CommitmentStatus
    weak: bool = False
    whole: bool = False
    of: tuple[str, ...] = ()

    def speaks_of(self, commitment: str) -> bool:
        """Whether the rule may speak for a commitment of these words."""
        return not self.of or _found(self.of, commitment)


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What people read."""

    ko: str
    en: str


class TypeRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words or sectors that make a commitment's follow-up of a type.

    `otherwise`: words that make it where none of any type's patterns is there; of development only where the home state
    alone is to act.
    """

    id: FollowupType
    source: str
    label: Label
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    sectors: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    whole: bool = False

    def last(self, words: str) -> int:
        """Where the last of the patterns ends in the words; 0 where none is there."""
        return max((found.end() for found in _compiled(self.patterns).finditer(words)), default=0)

    def of_sector(self, sectors: tuple[str, ...]) -> bool:
        """Whether one of the sectors is this type's, or belongs to one that is."""
        return any(sector == own or sector.startswith(f"{own}.") for sector in sectors for own in self.sectors)


class FollowupRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    statuses: tuple[StatusRule, ...]
    back: tuple[PatternRule, ...]
    objects: tuple[PatternRule, ...]
    types: tuple[TypeRule, ...]


@lru_cache(maxsize=1)
def followup_rules() -> FollowupRules:
    """The table. Raises RulesInvalid where it is not exactly that."""
    table = load_table(TABLE, FollowupRules)
    check_ids(TABLE, [*table.statuses, *table.back, *table.objects, *table.types])
    return table


@lru_cache(maxsize=64)
def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    pattern = "|".join(f"(?:{pattern})" for pattern in patterns)
    for placeholder, final in _FINALS.items():
        pattern = pattern.replace(placeholder, f"[{_ending_in(final)}]")
    return re.compile(pattern)


def _ending_in(final: int) -> str:
    """All syllables with a final consonant, by its number in Unicode, that end a verb's stem."""
    return "".join(letter for n in range(399) if (letter := chr(0xAC00 + 28 * n + final)) not in _NO_TENSE)


@lru_cache(maxsize=1 << 16)
def _found(patterns: tuple[str, ...], words: str) -> bool:
    """Whether one of the patterns is in the words: asked again for every commitment that the words are held against."""
    return bool(_compiled(patterns).search(words))


def status_rule(words: str, *, weak: bool = False, commitment: str | None = None) -> StatusRule | None:
    """The first rule of status that the words match, among those of words or the weak ones of tense.

    `commitment`: the words of what they speak of; where they are not given, every rule may speak. What was so once
    (중단됐던) is passed over; after a contrast (늦었지만 문을 열었다) the last clause is read first.
    """
    told = _told(words, weak)
    return next((rule for rule in told if commitment is None or rule.speaks_of(commitment)), None)


@lru_cache(maxsize=1 << 14)
def _told(words: str, weak: bool) -> tuple[StatusRule, ...]:
    """The rules of status that words match, the first first: asked again for every commitment they are held against."""
    rules = [rule for rule in followup_rules().statuses if rule.weak == weak]
    now = _ONCE.sub(" ", words)
    last = _CONTRAST.split(now)[-1]
    tried = ((rule, text) for text in (None, last, now) for rule in rules if text is not None or rule.whole)
    return tuple(rule for rule, text in tried if rule.matches(now if text is None else text))


def looks_back(words: str) -> bool:
    """Whether the words look back at what was agreed, promised or asked."""
    return any(rule.matches(words) for rule in followup_rules().back)


def same_deed(words: str, other: str) -> bool:
    """Whether both speak of one deed that is its own object, such as a visit."""
    return any(rule.matches(words) and rule.matches(other) for rule in followup_rules().objects)


def type_rule(words: str, sectors: tuple[str, ...] = (), *, gives: bool = True, alone: bool = True) -> TypeRule | None:
    """The type that the words make: one that decides wherever it stands, else the last named; else by the sectors.

    `gives`: whether the home state is to act, without which nothing is development cooperation; `alone`: whether it only.
    """
    types = [rule for rule in followup_rules().types if gives or rule.id != _GIVEN]
    named = [rule for rule in types if rule.last(words)]
    for rule in named:
        if rule.whole:
            return rule
    if named:
        return max(named, key=lambda rule: rule.last(words))
    deeds = (rule for rule in types if (alone or rule.id != _GIVEN) and rule.otherwise)
    deed = next((rule for rule in deeds if _found(rule.otherwise, words)), None)
    return deed or next((rule for rule in types if rule.of_sector(sectors)), None)
