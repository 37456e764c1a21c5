from hoedam.ledger.records import records_of, words
from hoedam.model import Record


class Sighting(Record, frozen=True):
    kind: str
    local: str
    keys: frozenset[str]


def sightings(reading):
    return tuple(
        Sighting(kind=k, local=r.id, keys=frozenset([k + words(r)]))
        for k, r in records_of(reading)
        if k not in ("time", "entity")
    )
