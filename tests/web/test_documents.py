"""Documents as pages: the list, the text with its evidence, words for good, originals, explanations, records."""

import json
import re
from html import unescape
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, documents, library, queue, review
from hoedam.ledger.about import about_document
from ledger.kit import reading
from ledgers import SAMPLES, sample


def number_of(ledger: Ledger, name: str) -> int:
    with ledger.read() as connection:
        found = library.with_digest(connection, sample(name).document.id)
    assert found
    return found


@pytest.fixture
def wire(ledger: Ledger) -> str:
    """The page of a wire story."""
    return f"/documents/d{number_of(ledger, '2019-wire')}"


def plain(page: str) -> str:
    """What is read on a page, without the numbers of statements in the text."""
    return unescape(re.sub(r'<a class="ref".*?</a>|<[^>]+>', "", page))


def test_the_list_is_narrowed_paged_and_a_file(client: TestClient) -> None:
    page = client.get("/documents?kind=joint_statement").text
    assert "1 documents." in page and "공동성명" in page and "정상회담…" not in page
    rows = client.get("/documents.json?since=2022").json()
    assert len(rows) == 4 and all(row["published"] >= "2022" for row in rows)
    assert client.get("/documents.csv").headers["x-total-count"] == "6"
    assert client.get("/documents.atom?publisher=가온통신").text.count("<entry") == 1
    assert client.get("/documents.pdf").status_code == 400


def test_the_text_stands_as_it_was_published_with_its_evidence(client: TestClient, wire: str) -> None:
    page = client.get(wire).text
    shown = plain(page)
    for line in sample("2019-wire").document.text.split("\n"):
        assert line[:12] in shown
    assert 'class="statement' in page and 'data-what="caption"' in page and "↳ 7" in page
    assert re.search(r'<a class="ref" id="w-(r\d+)" href="#\1"><span class="hidden">statement </span>1<', page)


def test_a_script_in_a_story_is_text(client: TestClient, ledger: Ledger) -> None:
    evil = "<script>alert(1)</script> “<img src=x onerror=alert(2)>을 열겠다”"
    added = documents.add(ledger, reading(evil, speaker="<b>서정민</b>", publisher='"><script>'))
    for path in (f"/documents/d{added.id}", "/documents", f"/documents/d{added.id}?lang=ko"):
        page = client.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page and "<b>서정민</b>" not in page


def test_a_stretch_is_marked(client: TestClient, wire: str) -> None:
    text = sample("2019-wire").document.text
    start = text.index("조지아는 유럽과")
    page = client.get(f"{wire}?at={start}-{start + 4}").text
    assert page.count('id="at"') == 1
    assert re.search(r'<mark class="[^"]*\bat\b[^"]*"[^>]*id="at">조지아는<', page)
    assert client.get(f"{wire}?at=9999999-99999999").status_code == 400
    assert client.get(f"{wire}?at=about-here").status_code == 400


def test_a_permalink_leads_to_its_words_and_nowhere_else(client: TestClient, wire: str) -> None:
    document = sample("2019-wire").document
    start = document.text.index("항만")
    there = f"/at/{quote(document.id)}/{start}-{start + 2}?words="
    answer = client.get(there + "항만", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{wire}?at={start}-{start + 2}#at")
    orphan = client.get(there + "공항", follow_redirects=False)
    assert orphan.status_code == 200 and 'class="notice orphan"' in orphan.text
    assert '<blockquote lang="ko">공항</blockquote>' in orphan.text and 'id="at"' not in orphan.text
    missing = client.get(f"/at/sha256:none/{start}-{start + 2}?words=항만")
    assert missing.status_code == 404 and "항만" in missing.text


def test_links_of_a_page_are_permalinks_that_lead_back(client: TestClient, wire: str) -> None:
    for link in re.findall(r'class="permalink" href="([^"]+)"', client.get(wire).text):
        answer = client.get(unescape(link), follow_redirects=False)
        assert answer.status_code == 303 and answer.headers["location"].startswith(wire)


def test_an_original_is_a_file_and_never_a_page(client: TestClient, wire: str) -> None:
    answer = client.get(f"{wire}/original")
    assert answer.content == (SAMPLES / "2019-wire.md").read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith('attachment; filename="2019-wire.md"')
    found = json.loads(client.get(f"{wire}.json").content)
    assert found["document"]["id"] == sample("2019-wire").document.id


def test_a_reading_without_its_original_says_so(client: TestClient, ledger: Ledger) -> None:
    added = documents.add(ledger, reading("우리는 무역관을 연다."), address='https://news.example/a/../b?x="\r\n1')
    assert "original" not in client.get(f"/documents/d{added.id}").text
    assert client.get(f"/documents/d{added.id}/original").status_code == 400


def test_versions_are_told_and_compared(client: TestClient, ledger: Ledger) -> None:
    old = documents.add(ledger, reading("우리는 무역관을 연다."), address="https://news.example/a")
    new = documents.add(ledger, reading("우리는 무역관을 곧 연다."), address="https://news.example/a")
    page = client.get(f"/documents/d{old.id}").text
    assert "This is version 1; the newest is" in page and f"/documents/d{new.id}" in page
    compared = client.get(f"/documents/d{new.id}/compare/d{old.id}").text
    assert "<ins>곧 </ins>" in compared and "<del>" not in compared
    assert "older version" in client.get("/documents").text
    assert "Their texts are the same." in client.get(f"/documents/d{new.id}/compare/d{new.id}").text


def test_why_tells_the_rule_and_who_else_was_weighed(client: TestClient, ledger: Ledger, wire: str) -> None:
    with ledger.read() as connection:
        statements = about_document(connection, number_of(ledger, "2019-wire")).reading.statements
    where = f"{wire}/why/{statements[2].id}"
    page = client.get(where).text
    assert "named in the clause" in page or "answers the other side" in page
    assert "✓ taken" in page and re.search(r"<code>[\w.-]+</code>", page)
    assert "such words as" in page
    korean = re.findall(r"<dd>.*?</dd>", client.get(where, headers={"accept-language": "ko"}).text, re.DOTALL)
    assert not any(re.search(r"[A-Za-z]{3,} [a-z]{2,} [a-z]", re.sub("<[^>]+>", "", one)) for one in korean)
    part = client.get(where, headers={"hx-request": "true"}).text
    assert "<html" not in part and "✓ taken" in part
    with ledger.read() as connection:
        meeting = queue.queue(connection, queue.Waits("meeting"), limit=1)[0].record
    assert client.get(f"{wire}/why/r{meeting}").status_code == 422


def test_a_record_has_a_page_with_its_history(client: TestClient, ledger: Ledger) -> None:
    kinds = ("statement", "commitment", "meeting", "agreement", "body", "project")
    with ledger.read() as connection:
        found = {kind: one[0].record for kind in kinds if (one := queue.queue(connection, queue.Waits(kind), limit=1))}
    for kind, number in found.items():
        answer = client.get(f"/records/r{number}")
        assert answer.status_code == 200 and f"/review/r{number}" in answer.text, kind
    review.accept(ledger, found["commitment"], "박확인", why="원문과 같음")
    page = client.get(f"/records/r{found['commitment']}").text
    assert "박확인" in page and "원문과 같음" in page and "checked" in page
    assert client.get("/records/r999999").status_code == 404
    assert client.get("/documents/d999").status_code == 404
