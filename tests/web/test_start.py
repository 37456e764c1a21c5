"""The first page: what came in, waits, falls due, each with the way to all of it."""

from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, deadlines


def test_every_block_leads_to_all_of_it(client: TestClient) -> None:
    page = client.get("/").text
    for link in ("/documents", "/review", "/commitments", "/commitments?overdue=1", "/meetings", "/add"):
        assert f'href="{link}"' in page
    assert "one document only" in page and "All 6 documents" in page


def test_deadlines_come_in_their_order(ledger: Ledger) -> None:
    with ledger.read() as connection:
        coming = deadlines.coming(connection, 9, today="2021-06-01")
        past = deadlines.past(connection, 9, today="2026-01-15")
    assert [row.due for row in coming] == sorted(row.due or "" for row in coming) and coming[0].due == "2021-12-31"
    assert all(row.overdue for row in past)
    assert [row.due for row in past] == sorted((row.due or "" for row in past), reverse=True)
