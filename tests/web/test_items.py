"""Pages of one thing: commitments with their evidence and status, variants, merges, follow-ups, kept searches."""

import re

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, followups, queries, tracking
from hoedam.ledger.filters import Filter
from hoedam.web.views import items

LISTS = ("utterances", "commitments", "meetings", "matters", "names")


def first(ledger: Ledger, which: str, **filter: str) -> str:
    """The number of the first of a list."""
    with ledger.read() as connection:
        return next(iter(queries.rows(connection, which, Filter.of(**filter)))).id


@pytest.mark.parametrize("which", LISTS)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_everything_that_a_list_shows_has_its_page(
    client: TestClient, ledger: Ledger, which: str, language: str
) -> None:
    with ledger.read() as connection:
        ids = [row.id for row in queries.rows(connection, which)]
    for id in ids:
        page = client.get(f"/go/{id}", headers={"accept-language": language})
        assert page.status_code == 200, id
        assert page.url.path.endswith(id)


def test_what_is_not_in_the_ledger_is_not_found(client: TestClient) -> None:
    assert client.get("/commitments/c99999").status_code == 404
    assert client.get("/names/n99999").status_code == 404
    assert client.get("/commitments/r1").status_code == 422


def test_a_status_needs_its_date_and_evidence_and_can_be_taken_back(client: TestClient, ledger: Ledger) -> None:
    id = first(ledger, "commitments", strength="pledged")
    bare = client.post(f"/commitments/{id}/status", data={"status": "done", "date": "2025-11"})
    assert bare.status_code == 422 and "needs evidence" in bare.text
    given = {"status": "done", "date": "2025-11", "source": "산업부 업무보고"}
    page = client.post(f"/commitments/{id}/status", data=given)
    assert page.status_code == 200 and "Status: done" in page.text and "산업부 업무보고" in page.text
    with ledger.read() as connection:
        entry = queries.one(connection, "commitments", int(id[1:])).status
        assert entry == "done"
    number = page.text.split('name="entry" value="')[1].split('"')[0]
    again = client.post(f"/commitments/{id}/withdraw", data={"entry": number})
    assert "taken back" in again.text


def test_evidence_is_chosen_from_what_is_at_hand_or_looked_for(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        one = next(one for one in followups.proposals(connection) if one.status == "stalled")
    address, words = f"/commitments/c{one.item}", f"d{one.document}:{one.start}-{one.end}"
    assert f'type="radio" name="evidence" value="{words}"' in client.get(address).text
    asked = {"status": "stalled", "date": "2024-13", "note": "회의록 참조", "do": "find", "search": "무역관"}
    found = client.post(f"{address}/status", data=asked)
    assert found.status_code == 200 and "Found" in found.text and 'value="2024-13"' in found.text
    nothing = client.post(f"{address}/status", data=asked | {"search": "쿼크글루온"})
    assert "Nothing was found for “쿼크글루온”." in nothing.text
    chosen = client.post(f"{address}/status", data={"status": "stalled", "date": "2025-12", "evidence": words})
    assert "Status: stalled" in chosen.text
    with ledger.read() as connection:
        change = tracking.account(connection, one.item).changes[-1]
    assert change.evidence and (change.evidence.document, change.evidence.words) == (one.document, one.words)


def test_a_refused_form_comes_back_as_it_was_filled_in(client: TestClient, ledger: Ledger) -> None:
    id = first(ledger, "commitments", strength="pledged")
    given = {"status": "lapsed", "date": "2999-01", "typed": "r1", "source": "업무보고", "note": "<b>비고</b>"}
    page = client.post(f"/commitments/{id}/status", data=given)
    assert page.status_code == 422 and "still to come" in page.text
    for said in (
        'value="lapsed" selected',
        'value="2999-01"',
        'value="r1"',
        'value="업무보고"',
        "&lt;b&gt;비고&lt;/b&gt;",
    ):
        assert said in page.text, said
    assert f'name="back" value="/commitments/{id}"' in page.text  # switching the language leads to a page that is there
    fields = client.post(f"/commitments/{id}/fields", data={"office": "통상과", "note": "긴 말 " * 800})
    assert fields.status_code == 422 and 'value="통상과"' in fields.text and "긴 말 긴 말" in fields.text


def test_offices_and_type_are_set(client: TestClient, ledger: Ledger) -> None:
    id = first(ledger, "commitments", strength="agreed")
    page = client.post(f"/commitments/{id}/fields", data={"office": "산업통상자원부", "type": "project"})
    assert "산업통상자원부" in page.text and "joint project" in page.text


def test_a_follow_up_is_confirmed_and_gives_the_status(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        one = next(one for one in followups.proposals(connection) if one.status == "stalled")
    assert "".join(one.words.split()) in "".join(client.get("/followups").text.split())
    page = client.post(
        f"/followups/{one.id}", data={"verdict": "confirm", "status": "stalled", "back": f"/commitments/c{one.item}"}
    )
    assert "Confirmed" in page.text and "stalled" in page.text
    back = client.post(f"/followups/{one.id}", data={"verdict": "undo"})
    assert "taken back" in back.text


def test_two_names_are_merged_and_taken_apart_again(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        ids = [row.id for row in queries.rows(connection, "names", Filter.of(entity_type="organization"))][:2]
    assert client.post("/merge", data={"id": ids[0], "other": ids[1], "why": " "}).status_code == 422
    page = client.post("/merge", data={"id": ids[0], "other": ids[1], "why": "같은 기관"})
    assert "It now stands as" in page.text and "같은 기관" in page.text
    kept, gone = sorted(ids, key=lambda id: int(id[1:]))
    old = client.get(f"/names/{gone}")
    assert old.url.path == f"/names/{kept}" and f"{gone} was merged: it now stands as {kept}." in old.text
    assert client.get(f"/go/{gone}").url.path == f"/names/{kept}"
    entry = page.text.split('name="entry" value="')[1].split('"')[0]
    apart = client.post("/unmerge", data={"entry": entry})
    assert f"{ids[0]}, {ids[1]}" in apart.text or f"{ids[1]}, {ids[0]}" in apart.text


def test_a_merged_commitment_leads_to_what_it_was_merged_into(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        pledged = [row.id for row in queries.rows(connection, "commitments", Filter.of(strength="pledged"))][:2]
    page = client.post("/merge", data={"id": pledged[0], "other": pledged[1], "why": "같은 약속"})
    kept, gone = sorted(pledged, key=lambda id: int(id[1:]))
    assert page.url.path == f"/commitments/{kept}"
    assert client.get(f"/commitments/{gone}").url.path == f"/commitments/{kept}"
    other = client.get(f"/meetings/m{gone[1:]}")
    assert other.status_code == 404


def test_a_search_is_kept_and_let_go(client: TestClient) -> None:
    page = client.post(
        "/searches", data={"name": "기한 지난 약속", "which": "commitments", "query": "overdue=1&owner=KOR"}
    )
    assert "기한 지난 약속" in page.text and "/commitments.atom?owner=KOR&amp;overdue=1" in page.text
    number = page.text.split("/searches/")[1].split("/")[0]
    assert "기한 지난 약속" not in client.post(f"/searches/{number}/forget").text


def test_the_board_counts_every_commitment_once(client: TestClient, ledger: Ledger) -> None:
    page = client.get("/commitments/board")
    with ledger.read() as connection:
        ids = [row.id for row in queries.rows(connection, "commitments")]
    shown = [id for id in ids if f'href="/commitments/{id}"' in page.text]
    assert page.status_code == 200 and len(shown) >= min(len(ids), 10)


@pytest.mark.parametrize(
    "path", ["/commitments/checklist.xlsx?owner=KOR", "/commitments/deadlines.ics", "/names.csv", "/hits.csv"]
)
def test_files(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == (404 if path == "/hits.csv" else 200)


def test_follow_ups_are_paged_by_key_a_commitment_once(ledger: Ledger) -> None:
    with ledger.read() as connection:
        every = list(dict.fromkeys(one.item for one in followups.proposals(connection)))
        found, after = followups.page(connection, limit=1)
        numbers = [group[0].item for group in found]
        while after is not None:
            found, after = followups.page(connection, after=after, limit=1)
            numbers += [group[0].item for group in found]
        assert numbers == every and len(every) > 1
        one = followups.page(connection)[0][0]
        assert one == followups.proposals(connection, every[0], followups.FEW)


def test_a_place_that_is_none_is_refused(client: TestClient) -> None:
    page = client.get("/followups?after=x")
    assert page.status_code == 400 and "begin with the first page" in page.text


def revisions_of(page: str) -> list[str]:
    """What the forms of a page were made of."""
    return re.findall(r'name="revision" value="(\d+)"', page)


def test_the_second_of_two_editors_of_a_commitment_is_told_and_nothing_is_lost(
    client: TestClient, ledger: Ledger
) -> None:
    id = first(ledger, "commitments", strength="pledged")
    address = f"/commitments/{id}"
    seen = revisions_of(client.get(address).text)[0]
    first_one = {"status": "done", "date": "2025-11", "source": "산업부 업무보고", "revision": seen}
    assert client.post(f"{address}/status", data=first_one).status_code == 200
    for folder, given in (
        ("status", {"status": "lapsed", "date": "2025-12", "source": "다른 자료"}),
        ("fields", {"office": "외교부"}),
    ):
        told = client.post(f"{address}/{folder}", data={**given, "revision": seen})
        assert told.status_code == 409 and "김데스크 was quicker" in told.text
    page = client.get(address).text
    assert "산업부 업무보고" in page and "다른 자료" not in page and "외교부" not in page
    entry = page.split('name="entry" value="')[1].split('"')[0]
    assert client.post(f"{address}/withdraw", data={"entry": entry, "revision": seen}).status_code == 409
    newest = revisions_of(page)[0]
    assert client.post(f"{address}/withdraw", data={"entry": entry, "revision": newest}).status_code == 200


def test_the_second_of_two_editors_of_a_proposal_is_told(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        one = next(one for one in followups.proposals(connection) if one.status)
    address = f"/commitments/c{one.item}"
    form = client.get(address).text.split(f'action="/followups/{one.id}"')[1]
    seen = {"verdict": "confirm", "revision": revisions_of(form)[0]}
    assert client.post(f"/followups/{one.id}", data=seen).status_code == 200
    for verdict in ("confirm", "reject", "undo"):
        assert client.post(f"/followups/{one.id}", data={**seen, "verdict": verdict}).status_code == 409
    again = client.get(address).text.split(f'action="/followups/{one.id}"')[1]
    back = {"verdict": "undo", "revision": revisions_of(again)[0]}
    assert client.post(f"/followups/{one.id}", data=back).status_code == 200


def test_two_names_are_seen_before_they_are_merged_and_the_second_editor_is_told(
    client: TestClient, ledger: Ledger
) -> None:
    with ledger.read() as connection:
        one, other, third = [row.id for row in queries.rows(connection, "names", Filter.of(entity_type="person"))][:3]
    page = client.get(f"/merge?id={one}&other={other}")
    assert page.text.count('<li class="card">') == 2
    given = {"id": one, "other": other, "why": "같은 사람", "revision": revisions_of(page.text)[0]}
    assert client.post("/merge", data={**given, "other": third, "revision": "0"}).status_code == 200
    late = client.post("/merge", data=given)
    assert late.status_code == 409 and "김데스크 was quicker" in late.text
    apart = [row for row in (one, other, third) if client.get(f"/names/{row}").url.path.endswith(row)]
    given |= {"id": apart[0], "other": apart[1], "revision": "0"}
    again = client.post("/merge", data=given)
    assert again.status_code == 409 and 'name="why" required value="같은 사람"' in again.text
    kept = min(one, third, key=lambda id: int(id[1:]))
    split = client.get(f"/names/{kept}").text.split('action="/split"')[1]
    record = re.findall(r"<option>(r\d+)", split)[-1]
    away = {"record": record, "why": "다른 사람"}
    assert client.post("/split", data={**away, "revision": "0"}).status_code == 409
    assert client.post("/split", data={**away, "revision": revisions_of(split)[0]}).status_code == 200


def test_a_name_of_many_documents_has_pages(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All reports are on one of them, each once, and the number of all on each."""
    monkeypatch.setattr(items, "_MOST", 2)
    with ledger.read() as connection:
        busiest = max(queries.rows(connection, "names"), key=lambda row: row.documents)
    address, found = f"/names/{busiest.id}", []
    while address:
        page = client.get(address).text
        assert f"({busiest.documents})" in page
        found += re.findall(r'<li class="card"><p class="meta"><a href="/records/(r\d+)"', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = following[1] if following else ""
    assert busiest.documents > 2
    assert len(found) == len(set(found)) == busiest.documents
