"""Which of the six types of follow-up (유형) a commitment is proposed as: the table ko/checklist.yaml."""

from collections.abc import Collection
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from hoedam.rules.loader import check_ids, load_table

Type = Literal["exchange", "mou", "project", "development", "bilateral_issue", "multilateral"]
TYPES: tuple[str, ...] = get_args(Type)

_NAME = "ko/checklist.yaml"


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to see a type: by words, by sectors (or their groups), by the kinds of matter that are named."""

    id: str
    source: str
    type: Type
    words: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    matters: tuple[Literal["agreement", "body", "project"], ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table; the first rule that fits decides."""

    rules: tuple[Rule, ...]
    otherwise: Type


@lru_cache(maxsize=1)
def table() -> Table:
    """The table, loaded on first use. Raises RulesInvalid where it is not as it should be."""
    found = load_table(_NAME, Table)
    check_ids(_NAME, found.rules)
    return found


def proposed_type(words: str, sectors: Collection[str], matters: Collection[str] = ()) -> Type:
    """The type of a commitment by its words, its sectors and the kinds of matter that it names."""
    rule = next((one for one in table().rules if _fits(one, words, sectors, matters)), None)
    return rule.type if rule else table().otherwise


def _fits(rule: Rule, words: str, sectors: Collection[str], matters: Collection[str]) -> bool:
    groups = {part for sector in sectors for part in (sector, sector.partition(".")[0])}
    return any(word in words for word in rule.words) or bool(
        groups & set(rule.sectors) or set(matters) & set(rule.matters)
    )
