"""Who met and addressed whom, held against a plain count over what every report says."""

from collections import Counter, defaultdict
from itertools import combinations
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from hoedam.ledger import Ledger, queries
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import parse
from hoedam.ledger.network import Of, network, numbers
from hoedam.ledger.tables import item, record
from hoedam.resolve.settle import Settled
from hoedam.resolve.sightings import Party, Sighting

FILTERS = [Filter(), Filter.of(country="GEO", since="2022"), Filter.of(sector="transport")]


@pytest.mark.parametrize("of", ["states", "persons"])
@pytest.mark.parametrize("filter", FILTERS)
def test_edges_are_those_of_a_plain_count(filled: Ledger, of: Of, filter: Filter) -> None:
    with filled.read() as connection:
        counted = plain(connection, of, filter)
        figure = network(connection, of, filter)
        width = 1 if of == "states" else 2
        found = {(row[:width], row[width : 2 * width]): row[2 * width :] for row in figure.rows}
        assert found == counted
        weights = [sum(row[2 * width :]) for row in figure.rows]
        assert weights == sorted(weights, reverse=True)


def plain(connection: Any, of: Of, filter: Filter) -> dict[Any, tuple[int, int, int]]:
    edges: dict[Any, Counter[str]] = defaultdict(Counter)
    for row in queries.rows(connection, "meetings", filter):
        settled = connection.scalar(select(item.c.settled).where(item.c.id == parse(row.id)[1]))
        parties = msgspec.json.decode(settled, type=Settled).speakers.value
        for pair in {tuple(sorted((a, b))) for a, b in combinations(sorted(nodes(of, parties)), 2) if a[0] != b[0]}:
            edges[pair]["meetings"] += 1
    for row in queries.rows(connection, "utterances", filter):
        pairs = set()
        for one in connection.scalars(
            select(record.c.sighting).where(record.c.item == parse(row.id)[1], record.c.live)
        ):
            seen = Sighting.from_json(one)
            pairs |= {(a, b) for a in nodes(of, seen.speakers) for b in nodes(of, seen.addressees) if a[0] != b[0]}
        for a, b in pairs:
            edges[min(a, b), max(a, b)]["forth" if a < b else "back"] += 1
    return {pair: (one["meetings"], one["forth"], one["back"]) for pair, one in edges.items()}


def nodes(of: Of, parties: tuple[Party, ...]) -> set[tuple[str, ...]]:
    if of == "states":
        return {(party.country,) for party in parties if party.country}
    return {(party.name, party.country or "") for party in parties if party.type in ("person", "organization")}


def test_names_lead_to_their_numbers(filled: Ledger) -> None:
    with filled.read() as connection:
        found = numbers(connection, {"레반 초헬리", "아무도 아닌 사람"})
        assert set(found) == {"레반 초헬리"}
        assert queries.one(connection, "names", parse(found["레반 초헬리"])[1]).name == "레반 초헬리"
