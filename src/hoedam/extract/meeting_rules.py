"""The words that say that somebody met and the ranks of those who can: `rules/ko/meetings.yaml`, compiled once."""

import re
from functools import lru_cache
from typing import Literal

import msgspec

from hoedam.errors import RulesInvalid
from hoedam.language.lexicon import Lexicon
from hoedam.model import MeetingKind
from hoedam.rules.loader import load_table

_ACTING = re.compile(r" ?(?:직무 ?)?(?:대행|대리)$")

Rank = Literal["head", "minister", "vice", "official"]
RANKS: tuple[Rank, ...] = ("head", "minister", "vice", "official")


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words of one sort of meeting; without a `kind` the ranks of those who meet decide it."""

    id: str
    source: str
    words: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    kind: MeetingKind | None = None
    call: bool = False
    conference: bool = False
    two: bool = False
    dated: bool = False
    weak: bool = False
    named: bool = False
    paired: bool = False
    not_before: tuple[str, ...] = ()


class MeetingTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`rules/ko/meetings.yaml`."""

    triggers: tuple[Trigger, ...]
    ranks: dict[Rank, tuple[str, ...]]
    whole: tuple[str, ...]
    collective_ranks: dict[str, Rank]
    organisations: tuple[str, ...]
    formats: dict[str, str]


class MeetingRules(msgspec.Struct, frozen=True):
    """The table and what is compiled from it; `ranks` finds the closing words of offices."""

    table: MeetingTable
    triggers: Lexicon[Trigger]
    formats: Lexicon[str]
    titles: dict[str, Rank]
    title: re.Pattern[str]


@lru_cache(maxsize=1)
def meeting_rules() -> MeetingRules:
    """The rules, loaded and compiled on first use."""
    table = load_table("ko/meetings.yaml", MeetingTable)
    words = [(word, trigger) for trigger in table.triggers for word in trigger.words]
    if len({word for word, _ in words}) != len(words):
        raise RulesInvalid("rules/ko/meetings.yaml: a word stands under two triggers")
    titles: dict[str, Rank] = {word: rank for rank, endings in table.ranks.items() for word in endings}
    longest = "|".join(
        (r"(?<![가-힣])" if title in table.whole else "") + re.escape(title)
        for title in sorted(titles, key=len, reverse=True)
    )
    return MeetingRules(table, Lexicon(words), Lexicon(table.formats.items()), titles, re.compile(rf"(?:{longest})$"))


@lru_cache(maxsize=4096)
def rank_of(office: str | None) -> Rank | None:
    """The rank of an office by its closing words; of offices joined by 겸 the highest."""
    if not office:
        return None
    rules = meeting_rules()
    parts = [part.strip() for part in office.split(" 겸 ")]
    parts += [_ACTING.sub("", part) for part in parts]
    found = [rules.titles[match[0]] for match in map(rules.title.search, parts) if match]
    return min(found, key=RANKS.index, default=None)


def kind_by_rank(ranks: set[Rank], *, call: bool) -> MeetingKind | None:
    """The kind of a meeting of people of these ranks."""
    if len(ranks) == 1:
        rank = next(iter(ranks))
        if call:
            return {"head": "summit_call", "minister": "ministerial_call"}.get(rank, "other")  # type: ignore[return-value]
        return {
            "head": "summit", "minister": "ministerial", "vice": "vice_ministerial", "official": "official_talks",
        }[rank]  # type: ignore[return-value]  # fmt: skip
    if not ranks:
        return None
    if not call and ranks <= {"vice", "official"}:
        return "official_talks"
    if call:
        return "other"
    return "courtesy_call" if "head" in ranks else "other"
