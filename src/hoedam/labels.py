"""What people read in place of codes, in English or Korean: data/labels.yaml and the sectors' own table."""

import os
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml

from hoedam.extract.sectors import all_sectors, label

Language = Literal["en", "ko"]


class Labels:
    """The labels of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, group: str, code: str) -> str:
        """The label of a code, such as `("act", "pledge")`; a code without a label stands for itself."""
        return table().get(group, {}).get(code, {}).get(self.language, code)

    def sectors(self, ids: tuple[str, ...]) -> str:
        """The names of sectors, by comma."""
        known = all_sectors()
        return ", ".join(label(id, self.language) if id in known else id for id in ids)


def locale_language() -> Language:
    """`ko` where the environment speaks Korean, else `en`."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ko" if spoken.startswith("ko") else "en"


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, dict[Language, str]]]:
    """Labels by group, code and language."""
    return yaml.safe_load(files("hoedam").joinpath("data/labels.yaml").read_bytes())  # type: ignore[no-any-return]
