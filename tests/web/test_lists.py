"""What narrows a list is counted when somebody looks at it; common words are found the newest first."""

import re

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, queries
from hoedam.ledger.filters import Filter
from hoedam.ledger.selecting import LISTS
from hoedam.web.listing import facet

SCRIPT = {"hx-request": "true"}


def test_a_list_shows_what_is_chosen_and_counts_nothing_else(client: TestClient) -> None:
    page = client.get("/statements?act=pledge&country=KAZ").text
    assert re.search(r'name="act" value="pledge" checked', page) and 'value="request"' not in page
    assert 'href="/facets/statements/speaker?country=KAZ&amp;act=pledge"' in page


def test_a_facet_comes_as_a_part_or_as_a_page_of_its_own(client: TestClient) -> None:
    part = client.get("/facets/statements/act?form=direct", headers=SCRIPT).text
    assert 'type="checkbox" name="act"' in part and "<html" not in part
    page = client.get("/facets/statements/act?form=direct").text
    assert '<form class="facet" action="/statements"' in page and 'name="form" value="direct"' in page
    assert 'type="checkbox" name="act"' in page


def test_more_values_than_stand_beside_a_list_are_counted_and_what_is_chosen_stands_there(ledger: Ledger) -> None:
    with ledger.read() as connection:
        every = facet(connection, "statements", Filter(), "speaker", None)
        rarest = every.values[-1][0]
        some = facet(connection, "statements", Filter(speaker=(rarest,)), "speaker", 3)
        assert every.more == 0 and some.values == (*every.values[:3], every.values[-1])
        assert some.more == len(every.values) - 4
        nowhere = facet(connection, "statements", Filter(speaker=("아무개",)), "speaker", 3)
        assert ("아무개", 0) in nowhere.values and nowhere.more == len(every.values) - 3


def test_documents_and_years_are_narrowed_too(client: TestClient) -> None:
    assert 'name="publisher"' in client.get("/facets/documents/publisher", headers=SCRIPT).text
    years = client.get("/facets/meetings/year", headers=SCRIPT).text
    assert re.search(r'href="/meetings\?since=(\d{4})&amp;until=\1"', years)


@pytest.mark.parametrize("path", ["/facets/nothing/act", "/facets/statements/status", "/facets/names/year"])
def test_what_narrows_no_list_is_refused(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 400 and "is not narrowed by" in page.text


def test_common_words_come_the_newest_first_and_are_counted_when_asked(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "COMMON", 3)
    page = client.get("/statements?words=대통령").text
    assert "the newest come first" in page and "Count all" in page
    counted = client.get("/statements?words=대통령&order=newest&counted=1", headers=SCRIPT).text
    total = len(client.get("/statements.json?words=대통령").json())
    assert f"{total} statements" in counted and "<html" not in counted
    assert "the newest come first" not in client.get("/statements?words=대통령&order=relevance").text


@pytest.mark.parametrize("which", [which for which in LISTS if which != "names"])
@pytest.mark.parametrize(
    "wanted", [Filter(words="대통령"), Filter(words="협정", country=("KAZ",)), Filter(words="원전 -한국")]
)
@pytest.mark.parametrize("common", [0, 10**6])
@pytest.mark.parametrize("look", [1, 500])
def test_looking_in_the_newest_first_gives_the_same_pages(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, which: str, wanted: Filter, look: int, common: int
) -> None:
    with ledger.read() as connection:
        every = [row.id for row in queries.rows(connection, which, wanted)]
        monkeypatch.setattr(queries, "COMMON", common)
        monkeypatch.setattr(queries, "_LOOK", look)
        found, after = [], None
        while not found or after is not None:
            page = queries.page(connection, which, wanted, after=after, limit=4)
            found, after = [*found, *(row.id for row in page.rows)], page.after
            if not page.rows:
                break
        assert found == every


def test_hits_are_counted_from_the_index_of_words(ledger: Ledger) -> None:
    with ledger.read() as connection:
        for words in ("대통령", "협정 -원전", '"정상회담"'):
            wanted = Filter(words=words)
            assert queries.count(connection, "hits", wanted) == len(list(queries.rows(connection, "hits", wanted)))
