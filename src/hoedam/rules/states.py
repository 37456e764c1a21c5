"""States and territories by their ISO 3166-1 alpha-3 code: English names and numbers (`data/states.csv`)."""

import csv
import io
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class State(NamedTuple):
    """A state's English name (CLDR) and its number among the Correlates of War states, if it has one."""

    name: str
    cow: str


@lru_cache(maxsize=1)
def states() -> dict[str, State]:
    """Every state and territory of the country table.

    195 have a number: the members of State System Membership v2016. Kosovo has ISO's user-assigned XKX. Territories,
    Palestine and the Holy See are no members and have none.
    """
    rows = csv.DictReader(io.StringIO(files("hoedam").joinpath("data", "states.csv").read_text("utf-8")))
    return {row["iso3"]: State(row["name"], row["cow"]) for row in rows}
