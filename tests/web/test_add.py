"""Adding: pasted and chosen documents are read in a job, and what cannot be read is told in a sentence."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, library
from hoedam.web import Options, make

STORY = (
    "한도영 대통령은 17일 청와대에서 레반 초헬리 조지아 총리와 회담을 열었다. 한 대통령은 “무역관을 열겠다”고 밝혔다."
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    """What asks an application over a ledger with nothing in it."""
    with Ledger.open(str(tmp_path / "empty.sqlite"), create=True) as made:
        app = make(made, Options(person="김데스크"))
        yield TestClient(
            app, base_url="http://localhost", headers={"sec-fetch-site": "same-origin", "accept-language": "en"}
        )


def finished(client: TestClient, address: str) -> str:
    """The address at which a job ends: its own, or its document's."""
    for _ in range(600):
        answer = client.get(address, follow_redirects=False)
        if answer.status_code == 303:
            return answer.headers["location"]
        assert answer.status_code == 200
        if "Done." in answer.text:
            return address
        time.sleep(0.05)
    raise AssertionError("the job does not end")


def paste(client: TestClient, text: str = STORY, **more: str) -> str:
    answer = client.post("/add/text", data={"text": text, **more}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return finished(client, answer.headers["location"])


def choose(client: TestClient, **files: bytes) -> str:
    """The page of the job that reads these files; `_` in a name stands for a dot."""
    chosen = [("chosen", (name.replace("_", "."), data)) for name, data in files.items()]
    answer = client.post("/add/files", files=chosen, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return client.get(finished(client, answer.headers["location"])).text


def test_a_text_that_is_refused_stays_filled_in(client: TestClient) -> None:
    given = {"text": "한국과 <조지아>는 회담했다.", "published": "2026-02-31", "publisher": "가온통신"}
    page = client.post("/add/text", data=given, headers={"accept-language": "ko"})
    assert page.status_code == 400 and "2026-02-31&#39;: 없는 날짜입니다" in page.text
    assert "한국과 &lt;조지아&gt;는 회담했다.</textarea>" in page.text and 'value="가온통신"' in page.text


def test_a_long_text_is_taken_and_what_cannot_be_read_is_said(client: TestClient) -> None:
    answer = client.post("/add/text", data={"text": "가나다 " * 100_000}, follow_redirects=False)  # 3 MB as a form
    assert answer.status_code == 303
    finished(client, answer.headers["location"])
    page = client.post("/searches", data={"name": "가" * 400_000, "which": "names"}, headers={"accept-language": "ko"})
    assert page.status_code == 400 and "요청을 읽지 못했습니다" in page.text


def test_an_empty_ledger_offers_the_samples(empty: TestClient) -> None:
    assert "Add the bundled samples" in empty.get("/").text
    answer = empty.post("/add/samples", follow_redirects=False)
    assert finished(empty, answer.headers["location"]).startswith("/jobs/")
    page = empty.get("/").text
    assert "What came in" in page and "All 6 documents" in page


def test_a_pasted_text_ends_at_its_document(empty: TestClient) -> None:
    where = paste(empty, published="2021-08-17", title="회담", publisher="새벽일보", address="https://news.example/1")
    page = empty.get(where).text
    assert "Read and added." in page and "무역관을 열겠다" in page and "새벽일보" in page and "17 August 2021" in page
    assert paste(empty) == where  # the same bytes
    assert "had this document already" in empty.get(where).text
    newer = paste(empty, STORY + " 끝.", address="https://news.example/1")
    assert newer != where and "new version" in empty.get(newer).text


def test_nothing_and_no_date_are_refused_with_a_sentence(empty: TestClient) -> None:
    for data in ({"text": " \n"}, {"text": STORY, "published": "2021-02-30"}):
        answer = empty.post("/add/text", data=data)
        assert answer.status_code == 400 and 'class="refusal"' in answer.text
    assert empty.post("/add/files", files=[("chosen", ("", b""))]).status_code in (400, 422)


def test_files_of_all_kinds_are_read_and_what_fails_says_why(empty: TestClient, ledger: Ledger) -> None:
    lines = "\n".join([json.dumps({"text": STORY + str(n)}) for n in range(2)] + ["{broken"])
    page = choose(
        empty, a_txt=STORY.encode("cp949"), b_html=f"<article><p>{STORY} 웹.</p></article>".encode(), c_jsonl=lines.encode(),
        d_txt=b"", e_txt=b"\x00\x01\x02\xff" * 50, f_txt=STORY.encode("cp949"), g_md=f"# 회담\n\n{STORY}".encode(),
    )  # fmt: skip
    assert "5 documents added, 0 new versions, 1 known already, 3 not added" in page
    for sentence in ("c.jsonl:3 is no reading", "d.txt", "e.txt"):
        assert sentence in page


def test_a_job_is_followed_by_a_script_and_without(client: TestClient) -> None:
    answer = client.post("/add/text", data={"text": STORY}, follow_redirects=False)
    first = client.get(answer.headers["location"], follow_redirects=False)
    assert first.status_code == 303 or '<noscript><meta http-equiv="refresh"' in first.text
    finished(client, answer.headers["location"])
    told = client.get(answer.headers["location"], headers={"hx-request": "true"})
    assert told.headers["hx-redirect"] == answer.headers["location"]


def test_an_unknown_job_is_told_so(client: TestClient) -> None:
    answer = client.get("/jobs/nothing")
    assert answer.status_code == 404 and "started anew" in answer.text


def test_pages_answer_while_documents_are_read(client: TestClient, ledger: Ledger) -> None:
    answer = client.post("/add/text", data={"text": (STORY + "\n") * 200}, follow_redirects=False)
    assert client.get("/documents").status_code == 200
    where = finished(client, answer.headers["location"])
    with ledger.read() as connection:
        assert library.count(connection) == 7
    assert client.get(where).status_code == 200


def test_a_file_that_is_too_large_is_refused_with_a_sentence(ledger: Ledger) -> None:
    app = make(ledger, Options(largest=10_000))
    client = TestClient(app, base_url="http://localhost", headers={"sec-fetch-site": "same-origin"})
    answer = client.post("/add/files", files=[("chosen", ("a.txt", b"x" * 20_000))])
    assert answer.status_code == 413 and 'class="refusal"' in answer.text
