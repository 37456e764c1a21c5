"""What people read in place of codes, in English or Korean: data/labels.yaml and the sectors' own table."""

import os
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from hoedam.rules import load_table

Language = Literal["en", "ko"]


class Labels:
    """The labels of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, group: str, code: str) -> str:
        """The label of a code, such as `("act", "pledge")`; a code without a label stands for itself."""
        return str(_table().get(group, {}).get(code, {}).get(self.language, code))

    def sectors(self, ids: tuple[str, ...]) -> str:
        """The names of sectors, by comma."""
        return ", ".join(_sectors().get(sector, {}).get(self.language, sector) for sector in ids)


def locale_language() -> Language:
    """`ko` where the environment speaks Korean, else `en`."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if spoken.startswith("ko") else "en"


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, dict[str, str]]]:
    return yaml.safe_load(files("hoedam").joinpath("data/labels.yaml").read_bytes())  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _sectors() -> dict[str, dict[str, str]]:
    table: dict[str, Any] = load_table("ko/sectors.yaml", dict[str, Any])
    labels = {}
    for group, row in table["groups"].items():
        labels[group] = row
        labels |= {f"{group}.{leaf}": more for leaf, more in row.get("leaves", {}).items()}
    return labels
