"""What event tables call countries, codes and sectors: tables of the package, each loaded on first use."""

from functools import lru_cache
from importlib.resources import files

import msgspec
import yaml

from hoedam.rules.loader import load_table
from hoedam.rules.states import State, states


class Cameo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The name of a CAMEO code and its score on Goldstein's scale (-10 to 10)."""

    name: str
    score: float


class Plover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The quadrant (1 to 4) and score (-10 to 10) of a PLOVER type with its mode."""

    quad: int
    score: float


class Scales(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of `data/event-scales.yaml`."""

    sources: dict[str, str]
    cameo: dict[str, Cameo]
    plover: dict[str, Plover]


class _Sector(msgspec.Struct, frozen=True):
    """What is needed here of `ko/sectors.yaml`."""

    plover: str
    leaves: dict[str, "_Sector"] = {}


class _Sectors(msgspec.Struct, frozen=True):
    groups: dict[str, _Sector]


@lru_cache(maxsize=1)
def scales() -> Scales:
    """Names and scores of codes."""
    return msgspec.convert(yaml.safe_load(_data("event-scales.yaml")), Scales)


def country(iso3: str) -> State:
    """The country of an ISO 3166-1 alpha-3 code; an unknown code stands for its own name."""
    return states().get(iso3, State("", iso3, ""))


@lru_cache(maxsize=1)
def _contexts() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, group in load_table("ko/sectors.yaml", _Sectors).groups.items():
        found[name] = group.plover
        found |= {f"{name}.{leaf}": sector.plover for leaf, sector in group.leaves.items()}
    return found


def sectors() -> tuple[str, ...]:
    """The ids of all groups and leaves; a group stands before its leaves."""
    return tuple(_contexts())


def contexts(sectors: tuple[str, ...]) -> tuple[str, ...]:
    """The nearest PLOVER contexts of sectors, each once."""
    return tuple(dict.fromkeys(_contexts()[sector] for sector in sectors if sector in _contexts()))


def _data(name: str) -> bytes:
    return files("hoedam").joinpath("data", name).read_bytes()
