"""What a list is narrowed to: one filter for commands, exports and addresses of web pages.

A filter goes into the query of a URL and comes back the same: `country=KAZ&act=pledge&act=agree&since=2021`. Several
values of one name are alternatives; different names all have to hold. A record passes where it meets them all itself.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from hoedam.errors import SettingInvalid
from hoedam.extract.sectors import all_sectors
from hoedam.ledger.bigrams import parse
from hoedam.ledger.countries import code_of
from hoedam.ledger.tracking import STATUSES
from hoedam.model import ActName, DocumentKind, Form, IssueCode, MeetingKind, Strength

STATES = ("machine", "checked", "signed_off")  # of a review

# names whose values are facets of records, as `derived` makes them
FACETS = (
    "country", "speaker", "speaker_country", "act", "sector", "form", "owner", "counterpart", "meeting_kind",
    "matter_status", "doubt", "entity_type", "strength",
)  # fmt: skip
_COUNTRIES = ("country", "speaker_country", "owner", "counterpart")
# names whose values are codes, with all of them
CODES: dict[str, tuple[str, ...]] = {
    "act": get_args(ActName),
    "form": get_args(Form),
    "strength": get_args(Strength),
    "kind": get_args(DocumentKind),
    "meeting_kind": get_args(MeetingKind),
    "doubt": get_args(IssueCode),
    "entity_type": ("person", "organization"),
    "status": STATUSES,
    "state": STATES,
}
DAY = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Filter:
    """What passes: everything, where nothing is said.

    `words`: a search, as in `bigrams.parse`. States by ISO 3166-1 alpha-3. `kind` and `publisher` are the document's,
    `state` is that of the review, `status` and `overdue` are a commitment's. `since` and `until` are ISO 8601 and may
    be partial, both included; a date that is itself partial passes where it may lie between them.
    """

    words: str = ""
    country: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    speaker_country: tuple[str, ...] = ()
    act: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    owner: tuple[str, ...] = ()
    counterpart: tuple[str, ...] = ()
    meeting_kind: tuple[str, ...] = ()
    matter_status: tuple[str, ...] = ()
    doubt: tuple[str, ...] = ()
    entity_type: tuple[str, ...] = ()
    strength: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    overdue: bool = False

    @classmethod
    def of(cls, **given: Any) -> "Filter":
        """A filter of values as people give them: states by any of their names, each value once, in one order.

        Raises SettingInvalid where a value has no meaning.
        """
        return cls(**{name: _checked(name, value) for name, value in given.items() if value})

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[str, str]]) -> "Filter":
        """The filter of a URL's query. Raises SettingInvalid for a name or a value that has no meaning."""
        given: dict[str, Any] = {}
        for name, value in pairs:
            if name not in NAMES:
                raise SettingInvalid(f"{name} is nothing to filter by: choose among {', '.join(NAMES)}.")
            if name in _SINGLE:
                given[name] = value
            elif value:
                given[name] = (*given.get(name, ()), value)
        return cls.of(**given)

    def to_pairs(self) -> list[tuple[str, str]]:
        """The query of a URL; the same filter always gives the same pairs in the same order."""
        pairs: list[tuple[str, str]] = []
        for name in NAMES:
            value = getattr(self, name)
            if isinstance(value, tuple):
                pairs += [(name, one) for one in value]
            elif value:
                pairs.append((name, "1" if value is True else value))
        return pairs

    def without(self, name: str) -> "Filter":
        """The same without what it says of one name."""
        return replace(self, **{name: getattr(Filter(), name)})

    def narrowed(self, **values: Any) -> "Filter":
        """The same with other values of some names. Raises SettingInvalid where a value has no meaning."""
        return replace(self, **{name: _checked(name, value) for name, value in values.items()})

    def __bool__(self) -> bool:
        return self != Filter()


def between(date: str, filter: Filter) -> bool:
    """Whether a date passes: a partial one where it may lie inside."""
    begun = not filter.since or date >= filter.since or filter.since.startswith(date)
    return begun and (not filter.until or date[: len(filter.until)] <= filter.until)


NAMES = tuple(field.name for field in fields(Filter))
_SINGLE = ("words", "since", "until", "overdue")


def _checked(name: str, value: Any) -> Any:
    if name == "words":
        parse(value)
        return value
    if name in ("since", "until"):
        return _day(name, value)
    if name == "overdue":
        return value is True or value in ("1", "true", "yes")
    values = (value,) if isinstance(value, str) else value
    return tuple(sorted({_one(name, one) for one in values}))


def _one(name: str, value: str) -> str:
    if name in _COUNTRIES:
        return code_of(value)
    if name == "sector" and value not in _sector_ids():
        raise SettingInvalid(f"{value} is no sector: choose a group or a leaf, as minerals or minerals.lithium.")
    codes = CODES.get(name)
    if codes and value not in codes:
        raise SettingInvalid(f"{value} is no {name.replace('_', ' ')}: choose among {', '.join(codes)}.")
    return value


def _day(name: str, value: str) -> str:
    value = value.strip()
    if not DAY.fullmatch(value):
        raise SettingInvalid(f"{name}={value} is no date: give it as 2021, 2021-08 or 2021-08-17.")
    return value


def _sector_ids() -> frozenset[str]:
    ids = all_sectors()
    return frozenset(ids) | {id.partition(".")[0] for id in ids}
