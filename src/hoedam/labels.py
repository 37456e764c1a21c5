"""What people read in place of codes, in English or Korean: data/labels.yaml and the sectors' own table."""

import os
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import msgspec
import yaml

from hoedam.errors import RulesInvalid
from hoedam.extract.sectors import all_sectors, label
from hoedam.rules.loader import StrictLoader

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
    return read(files("hoedam").joinpath("data/labels.yaml").read_bytes())


def read(raw: bytes) -> dict[str, dict[str, dict[Language, str]]]:
    """A table of labels as YAML. Raises RulesInvalid for a code, language or label that is no text, or stands twice."""
    try:
        found = yaml.load(raw, Loader=StrictLoader)  # noqa: S506  a safe loader, and strict
        return msgspec.convert(found, dict[str, dict[str, dict[Language, str]]], strict=True)
    except (yaml.YAMLError, RulesInvalid, msgspec.ValidationError) as error:
        raise RulesInvalid(f"data/labels.yaml: {error}; put a code such as no or on in quotes.") from error
