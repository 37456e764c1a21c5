"""The network as a page and as files: the strongest ties, how many of how many, all of them in the file."""

import json

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger
from hoedam.ledger.filters import Filter
from hoedam.ledger.network import network
from hoedam.web.views import network as views


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("query", ["", "?of=persons", "?of=persons&country=GEO&sector=transport&since=2022"])
def test_networks_answer_in_both_languages(client: TestClient, language: str, query: str) -> None:
    answer = client.get(f"/network{query}", headers={"accept-language": language})
    assert answer.status_code == 200
    assert "style=" not in answer.text


@pytest.mark.parametrize("of", ["states", "persons"])
def test_the_file_has_all_ties_and_the_page_says_how_many_it_shows(
    client: TestClient, ledger: Ledger, of: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ledger.read() as connection:
        rows = network(connection, of, Filter()).rows  # type: ignore[arg-type]
    assert [tuple(row.values()) for row in json.loads(client.get(f"/network/{of}.json").content)] == list(rows)
    assert f"{len(rows)} tie" in client.get(f"/network?of={of}").text
    if of == "persons":
        monkeypatch.setattr(views, "SHOWN", 2)
        assert f"2 of {len(rows)} ties are shown" in client.get(f"/network?of={of}").text


def test_nodes_lead_to_their_pages(client: TestClient) -> None:
    assert 'href="/relations/GEO"' in client.get("/network").text
    page = client.get("/network?of=persons").text
    assert 'href="/names/n' in page
    assert client.get("/network?of=wishes").status_code == 400
    assert client.get("/network/wishes.csv").status_code == 400
