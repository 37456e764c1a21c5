"""Event codes: what an act is in event data, as PLOVER type and CAMEO code (table `events/codes.yaml`)."""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from hoedam.model import ActName
from hoedam.rules.loader import load_table

_TABLE = "events/codes.yaml"


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pair of codes: PLOVER type with its mode (`REQUEST-assist`) and CAMEO code."""

    plover: str | None
    cameo: str | None


class ActCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The codes of an act, and those that its sectors choose instead, by the name of a set of sectors."""

    source: str
    plover: str | None
    cameo: str | None
    by: dict[str, Code] = {}


class Valid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The codes that may stand in the table."""

    plover: list[str]
    cameo: list[str]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `events/codes.yaml`."""

    sources: dict[str, str]
    valid: Valid
    sets: dict[str, list[str]]
    acts: dict[ActName, ActCode]


@lru_cache(maxsize=1)
def table() -> Table:
    """The table of event codes, loaded on first use."""
    return load_table(_TABLE, Table)


def event_codes(act: str, sectors: Sequence[str]) -> tuple[str | None, str | None]:
    """The PLOVER type (with mode) and CAMEO code of an act with these sectors; None where the manuals have none.

    Raises KeyError on an act that definitions.md does not name.
    """
    return _codes(act, tuple(sectors))


@lru_cache(maxsize=4096)
def _codes(act: str, sectors: tuple[str, ...]) -> tuple[str | None, str | None]:
    row = table().acts[act]  # type: ignore[index]
    sets = (name for name, members in table().sets.items() if name in row.by and _meet(sectors, members))
    name = next(sets, None)
    code = row if name is None else row.by[name]
    return code.plover, code.cameo


def _meet(sectors: tuple[str, ...], members: list[str]) -> bool:
    """Whether one of the sectors is a member or a leaf of one."""
    return any(sector == member or sector.startswith(f"{member}.") for sector in sectors for member in members)
