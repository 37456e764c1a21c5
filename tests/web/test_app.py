"""The application: pages answer, refusals are sentences, every answer is sealed."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

import wordings
from hoedam.ledger import Ledger

PAGES = ("/", "/statements", "/utterances", "/commitments", "/meetings", "/matters", "/names", "/search?words=무역관",
         "/commitments/board", "/followups", "/searches")  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ko", "en"])
def test_pages_answer_in_both_languages(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text


def test_no_sentence_of_a_page_lacks_korean() -> None:
    """Every sentence of the templates and views has its translation, and so has every refusal from below them."""
    assert wordings.aliases() == []
    assert wordings.missing() == []
    assert wordings.unsaid() == []


def test_what_is_not_there_is_said(client: TestClient) -> None:
    assert client.get("/nowhere").status_code == 404
    assert "There is no such page." in client.get("/nowhere").text
    assert client.get("/go/x9").status_code == 422
    assert client.get("/commitments?act=sing").status_code == 400


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx", "parquet", "atom"])
def test_a_list_is_also_a_file_of_the_same_set(client: TestClient, form: str) -> None:
    answer = client.get(f"/commitments.{form}?owner=KOR")
    assert answer.status_code == 200
    assert answer.headers["x-total-count"].isdigit()
    assert answer.content


def test_answers_are_sealed(client: TestClient) -> None:
    headers = client.get("/").headers
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_other_hosts_and_other_sites_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.post("/preferences", data={"lang": "ko"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def _long() -> Iterator[bytes]:
    """A form without a length, larger than the application takes."""
    yield b"lang="
    yield from (b"x" * 1_000_000 for _ in range(40))


def test_a_body_that_is_too_large_is_refused(client: TestClient) -> None:
    answer = client.post("/preferences", content=_long(), headers={"content-type": "application/x-www-form-urlencoded"})
    assert answer.status_code == 413


def test_a_language_is_kept(client: TestClient) -> None:
    answer = client.post("/preferences", data={"lang": "ko", "back": "//evil.example/"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert '<html lang="ko"' in client.get("/").text


def test_pages_asked_for_at_once_by_a_new_process_answer(ledger: Ledger) -> None:
    """In a process of its own, where no type of a reading has been met yet: two threads that meet one crash it."""
    code = (
        "import sys; from concurrent.futures import ThreadPoolExecutor; from fastapi.testclient import TestClient;"
        "from hoedam.ledger import Ledger; from hoedam.web import make; sys.setswitchinterval(1e-6);"
        "client = TestClient(make(Ledger.open(sys.argv[1])), base_url='http://localhost');"
        "paths = ['/documents/d1', '/documents/d2', '/', '/utterances', '/records/r1', '/commitments'] * 3;"
        "answers = list(ThreadPoolExecutor(6).map(client.get, paths)); print({one.status_code for one in answers})"
    )
    done = subprocess.run([sys.executable, "-c", code, str(ledger.file)], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "{200}\n"), done.stderr
