"""All that the ledger derives from a record of a reading: the columns of its row, its facets and its keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hoedam.ledger.derived import Derived, Deriver
from hoedam.ledger.records import local_id
from hoedam.model import Reading, Record
from hoedam.resolve.sightings import Sighting, sightings


@dataclass(frozen=True)
class Look:
    """One record, by its number; what does not count has neither facets nor a sighting."""

    id: int
    kind: str
    live: bool
    derived: Derived
    sighting: Sighting | None

    @cached_property
    def columns(self) -> Mapping[str, Any]:
        """What its row says."""
        names = ("start", "end", "words", "date", "strength", "due")
        sighting = self.sighting.to_json().decode() if self.sighting else None
        return {"live": self.live, "sighting": sighting, **{name: getattr(self.derived, name) for name in names}}

    @property
    def facets(self) -> list[dict[str, Any]]:
        """Rows of its facets, but for the item."""
        pairs = sorted(self.derived.facets) if self.live else []
        return [{"record": self.id, "name": name, "value": value, "kind": self.kind} for name, value in pairs]

    @property
    def keys(self) -> list[dict[str, Any]]:
        """Rows of the keys and topics that it may share with others."""
        found = self.sighting.keys | self.sighting.topics if self.sighting else frozenset()
        return [{"record": self.id, "key": key} for key in sorted(found)]


class Looks:
    """What is derived from the records of one reading, as it holds."""

    def __init__(self, reading: Reading) -> None:
        self._deriver = Deriver(reading)
        self._seen = {one.local: one for one in sightings(reading)}

    def of(self, id: int, kind: str, record: Record, *, live: bool) -> Look:
        """The look of a record of that reading."""
        sighting = self._seen.get(local_id(record)) if live else None
        return Look(id, kind, live, self._deriver.derive(record), sighting)
