"""Sentences from below the pages in Korean: what the ledger refuses, and what a reading doubts."""

import re

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, accounts, followups, queries, review, tracking
from hoedam.web.words import sentences, words

HANGUL = re.compile("[가-힣]")
KOREAN = {"accept-language": "ko"}
SOURCE = "산업부 업무보고"


def refusal(answer: object) -> str:
    """The sentence of a page that refuses."""
    found = re.search(r'class="refusal"[^>]*>(.*?)</p>', answer.text, re.DOTALL)  # type: ignore[attr-defined]
    assert found, answer
    return found[1]


def one_of(ledger: Ledger, which: str) -> str:
    with ledger.read() as connection:
        return next(iter(queries.rows(connection, which))).id


@pytest.mark.parametrize(
    "given",
    [
        {"date": "2025-11"},
        {"source": SOURCE},
        {"source": SOURCE, "date": "2999-01-01"},
        {"source": SOURCE, "date": "1950"},
        {"source": SOURCE, "date": "2025-13"},
        {"date": "2025-11", "evidence": "r99999"},
        {"date": "2025-11", "evidence": "d9999:1-5"},
        {"date": "2025-11", "evidence": "신문"},
    ],
)
def test_a_refused_status_says_why_in_the_language_of_the_page(
    client: TestClient, ledger: Ledger, given: dict[str, str]
) -> None:
    address = f"/commitments/{one_of(ledger, 'commitments')}/status"
    for language in ("ko", "en"):
        answer = client.post(address, data={"status": "done", **given}, headers={"accept-language": language})
        assert answer.status_code == 422
        assert bool(HANGUL.search(refusal(answer).replace("신문", ""))) == (language == "ko"), refusal(answer)


def test_what_is_not_there_and_what_cannot_be_one_is_said_in_korean(client: TestClient, ledger: Ledger) -> None:
    name = one_of(ledger, "names")
    for answer in (
        client.get("/commitments/c99999", headers=KOREAN),
        client.get("/commitments/r1", headers=KOREAN),
        client.get("/review/r99999", headers=KOREAN),
        client.post("/merge", data={"id": name, "other": name, "why": "같음"}, headers=KOREAN),
        client.post("/merge", data={"id": name, "other": "n99999", "why": "같음"}, headers=KOREAN),
        client.post("/settings/users", data={"name": "박결재", "role": "approver", "password": "four words not one"}, headers=KOREAN),
    ):  # fmt: skip
        assert HANGUL.search(refusal(answer)), refusal(answer)


def test_a_refusal_leads_back_to_the_page_before(client: TestClient, ledger: Ledger) -> None:
    address = f"/commitments/{one_of(ledger, 'commitments')}"
    for came, leads in ((f"http://localhost{address}?a=1", True), (f"http://evil.example{address}", False)):
        answer = client.post(f"{address}/withdraw", data={"entry": 1}, headers={"referer": came})
        assert (f'href="{address}?a=1"' in answer.text) == leads and "evil" not in answer.text


def refused(decide: object) -> str:
    """What the ledger says itself."""
    with pytest.raises(Exception) as told:
        decide()  # type: ignore[operator]
    return str(told.value)


def test_the_ledgers_own_sentences_are_known(ledger: Ledger) -> None:
    """Each is provoked, so that a sentence which is put otherwise in the ledger is missed here and not by a desk."""
    with ledger.read() as connection:
        waiting = followups.proposals(connection)
        number = next(iter(queries.rows(connection, "statements"))).place.record
    record, vague = int(number[1:]), next(one for one in waiting if one.status is None)
    item = waiting[0].item
    told = [
        refused(lambda: followups.confirm(ledger, vague.id, "김", date="2025-12")),
        refused(lambda: followups.undo(ledger, vague.id, "김")),
        refused(lambda: review.sign_off(ledger, record, "김")),
        refused(lambda: review.undo(ledger, record, "김")),
        refused(lambda: tracking.withdraw(ledger, 1, "김")),
    ]
    tracking.set_status(ledger, item, "done", "2026", "김", source=SOURCE)
    told.append(refused(lambda: tracking.set_status(ledger, item, "open", "2026", "이", source=SOURCE, revision=0)))
    seen = review.accept(ledger, record, "김")
    told += [
        refused(lambda: review.accept(ledger, record, "이")),
        refused(lambda: review.accept(ledger, record, "이", seen.revision - 1)),
        refused(lambda: review.sign_off(ledger, record, "김")),
    ]
    told += [refused(lambda: accounts.add_user(ledger, "관리", word, "admin", "김")) for word in ("짧다", "a" * 40)]  # noqa: B023 - called at once
    for one in told:
        assert HANGUL.search(words("ko").sentence(one).replace("김", "").replace("이 was", "")), one
        assert words("en").sentence(one) == one
    assert "확인" in words("ko").sentence(told[7]) or "바꾸" in words("ko").sentence(told[7])


def test_every_pattern_and_its_korean_have_the_same_parts() -> None:
    for pattern, korean in sentences():
        parts = {name: name for name in pattern.groupindex}
        assert HANGUL.search(korean % parts)
    assert words("ko").sentence("no such sentence") == "no such sentence"
