"""The history as a page: who did what, what exactly, and that its seals hold."""

import json
import re

from fastapi.testclient import TestClient
from sqlalchemy import update

from hoedam.ledger import Ledger, merges, queries, review, tracking
from hoedam.ledger.filters import Filter
from hoedam.ledger.tables import history


def test_what_was_done_is_told_and_can_be_narrowed(client: TestClient, ledger: Ledger) -> None:
    review.accept(ledger, 1, "박과장")
    page = client.get("/history?person=박과장")
    assert "accepted" in page.text and 'href="/records/r1"' in page.text
    assert "document added" not in page.text.split("<tbody>")[1]
    assert "No entry fits." in client.get("/history?person=아무개").text


def test_it_is_a_file_of_lines(client: TestClient) -> None:
    lines = client.get("/history.jsonl").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(range(1, len(lines) + 1))


def test_a_broken_seal_is_named(client: TestClient, ledger: Ledger) -> None:
    assert "each fits" in client.get("/history/seal").text
    with ledger.write() as connection:
        connection.execute(update(history).where(history.c.id == 2).values(person="남"))
    assert "entry 2 of the history was changed" in client.get("/history/seal").text


def test_what_an_entry_says_is_put_in_words(client: TestClient, ledger: Ledger) -> None:
    review.reject(ledger, 1, "박과장", "발언이 아님")
    with ledger.read() as connection:
        number = next(iter(queries.rows(connection, "commitments"))).id
        one, other = [row.id for row in queries.rows(connection, "names", Filter.of(entity_type="person"))][:2]
    tracking.set_status(ledger, int(number[1:]), "under_way", "2026-01", "박과장", source="산업부 업무보고")
    done = merges.merge(ledger, int(one[1:]), int(other[1:]), "박과장", "같은 사람")
    merges.undo(ledger, done.entry, "박과장")
    table = client.get("/history?person=박과장", headers={"accept-language": "ko"}).text.split("<tbody>")[1]
    kept = min(one, other, key=lambda id: int(id[1:]))
    assert f'<a href="/names/{kept}">{kept}</a>' in table
    told = [" ".join(re.sub("<[^>]+>", " ", cell.split("<details>")[0]).split()) for cell in re.split("<td>", table)]
    assert f"묶음 {number} · 이행단계 추진 중 · 날짜 2026-01 · 출처 산업부 업무보고" in told
    assert "검토 기각 · 사유 발언이 아님" in told
