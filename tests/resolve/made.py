"""Sightings made by hand, for what is decided about them."""

from itertools import count
from typing import Any

from hoedam.resolve.sightings import Party, Sighting, with_keys

MIN = Party(type="person", name="민서준", country="KOR", office="대통령")
ABAY = Party(type="person", name="다르한 아바이", country="KAZ", office="대통령")
KOREA = Party(type="country", name="한국", country="KOR")
KAZAKHSTAN = Party(type="country", name="카자흐스탄", country="KAZ")

_numbers = count(1)


def made(kind: Any = "statement", **fields: Any) -> Sighting:
    """A sighting of 17 August 2021 between Korea and Kazakhstan, in a document of its own."""
    at = next(_numbers)
    usual = {
        "local": "s1",
        "document": f"d{at:04}",
        "document_kind": "news",
        "published": "2021-08-17",
        "date": "2021-08-17",
        "date_basis": "meeting",
        "countries": ("KAZ", "KOR"),
    }
    return with_keys(Sighting(kind=kind, **(usual | fields)))


def said(words: str, speaker: Party | None = MIN, act: str = "pledge", **fields: Any) -> Sighting:
    """A statement."""
    return made(
        fields.pop("kind", "statement"), words=words, speakers=(speaker,) if speaker else (), acts=(act,), **fields
    )
