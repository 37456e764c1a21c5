"""The API: the same data as the pages, decisions with their revision, texts added; and its page."""

import json
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, accounts, keys, library, queries
from hoedam.ledger.filters import NAMES, Filter
from hoedam.model import Reading
from hoedam.web import Options, make
from hoedam.web.api.description import document
from hoedam.web.api.lists import PATHS

API = "/api/v1"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", [path for path in PATHS if path != "documents"])
def test_a_list_is_paged_to_its_end_by_key(client: TestClient, ledger: Ledger, path: str) -> None:
    found: list[str] = []
    asked = {"limit": "7"} | ({"words": "협력"} if path == "search" else {})
    answer = client.get(f"{API}/{path}", params=asked).json()
    while True:
        found += [row["id"] for row in answer["rows"]]
        if answer["next"] is None:
            break
        answer = client.get(f"{API}/{path}", params={**asked, "after": answer["next"]}).json()
    filter = Filter(words="협력") if path == "search" else Filter()
    order = "relevance" if path == "search" else "newest"
    with ledger.read() as connection:
        assert found == [row.id for row in queries.rows(connection, PATHS[path], filter, order=order)]
    assert (
        answer["total"]
        == len(found)
        == len(client.get(f"{API}/{path}.jsonl", params=asked | {"limit": []}).text.splitlines())
    )


def test_documents_and_their_readings(client: TestClient, ledger: Ledger) -> None:
    rows = client.get(f"{API}/documents?limit=500").json()["rows"]
    with ledger.read() as connection:
        assert [row["id"] for row in rows] == [row.id for row in library.rows(connection)]
    text = client.get(f"{API}/documents/{rows[0]['id']}/reading").content
    schema = json.loads((ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(text), schema)
    assert Reading.from_json(text).document.id == rows[0]["digest"]
    about = client.get(f"{API}/documents/{rows[0]['id']}").json()
    assert about["reading"]["document"]["text"] and about["history"][0]["action"] == "add"


def test_filters_are_those_of_the_pages(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        wanted = queries.count(connection, "statements", Filter.of(act=("pledge", "agree"), country="KOR"))
    asked = "act=pledge&act=agree&country=한국"
    assert client.get(f"{API}/statements?{asked}").json()["total"] == wanted > 0
    assert client.get(f"{API}/statements.jsonl?{asked}").headers["x-total-count"] == str(wanted)
    misspelt = client.get(f"{API}/statements?acts=pledge")
    assert misspelt.status_code == 400 and "'acts' is nothing to ask here" in misspelt.json()["error"]
    described = {one["name"] for one in document()["paths"][f"{API}/statements"]["get"]["parameters"]}
    assert described == {*NAMES, "after", "limit", "order"}


def test_a_record_is_decided_on_by_its_revision(client: TestClient) -> None:
    id = client.get(f"{API}/statements?limit=1").json()["rows"][0]["id"]
    seen = client.get(f"{API}/records/{id}").json()["revision"]
    accept = client.post(f"{API}/records/{id}/accept", json={"revision": seen, "why": "대조함"})
    assert accept.status_code == 200 and accept.json()["decision"]["state"] == "checked"
    late = client.post(f"{API}/records/{id}/reject", json={"revision": seen})
    assert late.status_code == 409 and "was quicker" in late.json()["error"]
    signing = client.post(f"{API}/records/{id}/sign-off", json={"revision": seen + 1})
    assert signing.status_code == 422 and "somebody else must sign it off" in signing.json()["error"]
    undone = client.post(f"{API}/records/{id}/undo", json={"revision": seen + 1})
    assert undone.json()["decision"]["state"] == "machine"
    wrong = client.post(f"{API}/records/{id}/correct", json={"revision": seen + 2, "changes": {"form": "sung"}})
    assert wrong.status_code == 422
    right = client.post(f"{API}/records/{id}/correct", json={"revision": seen + 2, "changes": {"form": "narrated"}})
    assert right.status_code == 200 and client.get(f"{API}/records/{id}").json()["record"]["form"] == "narrated"
    assert client.get(f"{API}/history?subject=record:{id[1:]}").json()["total"] == 3


def test_a_record_is_added_by_hand(client: TestClient) -> None:
    id = client.get(f"{API}/documents?limit=1").json()["rows"][0]["id"]
    text = client.get(f"{API}/documents/{id}").json()["reading"]["document"]["text"]
    start = text.index("조지아")
    fields = {"type": "place", "name": "조지아", "mentions": [{"start": start, "end": start + 3}]}
    added = client.post(f"{API}/documents/{id}/records", json={"kind": "entity", "fields": fields, "why": "빠짐"})
    assert added.status_code == 201 and added.json()["decision"]["state"] == "checked"
    assert client.get(added.headers["location"]).json()["record"]["name"] == "조지아"
    again = client.post(f"{API}/documents/{id}/records", json={"kind": "entity", "fields": fields})
    assert again.status_code == 422 and "says that already" in again.json()["error"]
    wrong = client.post(f"{API}/documents/{id}/records", json={"kind": "rumour", "fields": fields})
    assert wrong.status_code == 422 and "is no kind of record" in wrong.json()["error"]


def test_what_is_one_thing_is_said_and_taken_back(client: TestClient) -> None:
    rows = client.get(f"{API}/names?entity_type=person&limit=2").json()["rows"]
    one, other = sorted((row["id"] for row in rows), key=lambda id: int(id[1:]))
    seen = max(client.get(f"{API}/names/{id}").json()["revision"] for id in (one, other))
    said = {"other": other, "why": "같은 사람", "revision": seen}
    merged = client.post(f"{API}/items/{one}/merge", json=said)
    assert merged.status_code == 200 and merged.json()["items"] == [one]
    assert client.post(f"{API}/items/{one}/merge", json=said).status_code == 409
    assert client.post(f"{API}/items/{one}/merge", json={**said, "why": ""}).status_code == 422
    assert client.post(f"{API}/items/{one}/merge", json={**said, "other": "c1"}).status_code == 422
    undone = client.post(f"{API}/merges/{merged.json()['entry']}/undo", json={"why": "다른 사람"})
    assert undone.status_code == 200 and {one, other} <= set(undone.json()["items"])
    utterance = next(row for row in client.get(f"{API}/utterances?limit=500").json()["rows"] if row["documents"] > 1)
    record = utterance["members"][-1]["record"]
    away = client.post(f"{API}/records/{record}/split", json={"why": "다른 발언"})
    assert away.status_code == 200 and len(away.json()["items"]) == 2


def test_what_became_of_a_commitment(client: TestClient) -> None:
    row = client.get(f"{API}/commitments?owner=KOR&limit=1").json()["rows"][0]
    said = {"status": "under_way", "date": "2026-01", "source": "부처 누리집"}
    entry = client.post(f"{API}/commitments/{row['id']}/status", json=said).json()["entry"]
    assert client.get(f"{API}/commitments/{row['id']}").json()["row"]["status"] == "under_way"
    assert client.post(f"{API}/commitments/{row['id']}/status", json={**said, "source": None}).status_code == 422
    assert client.post(f"{API}/commitments/{row['id']}/withdraw", json={"entry": entry}).status_code == 200
    assert client.get(f"{API}/commitments/{row['id']}").json()["row"]["status"] == "open"
    assert client.post(f"{API}/commitments/{row['id']}/withdraw", json={"entry": 1}).status_code == 404
    late = client.post(f"{API}/commitments/{row['id']}/fields", json={"note": "확인", "revision": entry - 1})
    assert late.status_code == 409 and "was quicker" in late.json()["error"]


def test_a_proposal_is_rejected_once(client: TestClient) -> None:
    found = client.get(f"{API}/followups?limit=1").json()
    rest = client.get(f"{API}/followups", params={"after": found["next"], "limit": 500}).json()
    assert len(rest["rows"]) == found["total"] - 1
    number = found["rows"][0]["proposal"]["id"]
    assert client.post(f"{API}/followups/{number}/reject", json={}).status_code == 200
    assert client.post(f"{API}/followups/{number}/reject", json={}).status_code == 422


def test_a_text_is_added_once(client: TestClient) -> None:
    text = {
        "text": "한국과 조지아 외교장관은 3월 2일 회담했다. 양측은 직항을 늘리기로 했다.",
        "published": "2026-03-03",
    }
    added = client.post(f"{API}/texts", json=text)
    assert (added.status_code, added.json()["how"]) == (201, "new")
    assert client.get(added.headers["location"]).json()["reading"]["document"]["published"] == "2026-03-03"
    again = client.post(f"{API}/texts", json=text)
    assert (again.status_code, again.json()) == (200, {"id": added.json()["id"], "how": "known"})


def test_strings_that_no_text_can_hold_are_refused(client: TestClient) -> None:
    id = client.get(f"{API}/statements?limit=1").json()["rows"][0]["id"]
    assert client.get(f"{API}/records/{id}").json()["revision"] == 1
    for path, body in (
        ("texts", '{"text": "\\ud800"}'), (f"records/{id}/accept", '{"revision": 1, "why": "\\ud800"}'),
        (f"records/{id}/correct", '{"revision": 1, "changes": {"cue": "\\ud800"}}'), ("texts", '{"text": "x", "\\ud800": 1}'),
        ("texts", "{"), ("texts", "[]"),
    ):  # fmt: skip
        answer = client.post(f"{API}/{path}", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422 and answer.json()["error"], body


def test_a_key_does_what_its_user_may(ledger: Ledger) -> None:
    accounts.add_user(ledger, "오세라", "네 낱말은 서로 무관하다", "admin", "오세라")
    accounts.add_user(ledger, "이하늘", "네 낱말은 서로 무관하다", "reader", "오세라")
    secret = keys.make_key(ledger, "이하늘", "달마다", "오세라")
    program = TestClient(make(ledger, Options()), base_url="http://localhost", headers={"accept-language": "en"})
    assert program.get(f"{API}/statements").status_code == 401
    bearer = {"authorization": f"Bearer {secret}"}
    assert program.get(f"{API}/statements", headers=bearer).status_code == 200
    refused = program.post(f"{API}/texts", json={"text": "회담했다."}, headers=bearer)
    assert refused.status_code == 403 and "Your role does not allow this" in refused.json()["error"]
    assert program.get("/api", follow_redirects=False).status_code == 303


def test_what_the_guard_refuses_comes_as_json_too(client: TestClient) -> None:
    answer = client.post(f"{API}/texts", json={"text": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403 and "comes from another site" in answer.json()["error"]


def test_no_route_of_the_pages_is_described() -> None:
    assert all(path.startswith(f"{API}/") for path in document()["paths"])
    assert all("x-role" in one for methods in document()["paths"].values() for one in methods.values())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_has_every_operation(client: TestClient, language: str) -> None:
    page = client.get("/api", headers={"accept-language": language}).text
    for path, methods in document()["paths"].items():
        for method, one in methods.items():
            assert f'id="{one["operationId"]}"' in page and f"{method.upper()} {path}" in page
            assert (one["summary"] in page) == (language == "en"), one["summary"]
    assert "/records/r1/accept&#39; -H" in page and "http://localhost/api/v1/" in page


def test_the_docs_name_what_is_described() -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    named = {word.partition("?")[0] for word in text.replace("`", " ").split() if word.startswith(f"{API}/")}
    assert named and named <= set(document()["paths"])
