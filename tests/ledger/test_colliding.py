"""Two persons at the same thing: who decides on what has changed is told, and nothing is lost."""

import threading
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from hoedam.errors import DecisionInvalid, LedgerBusy
from hoedam.ledger import Ledger, documents, followups, history, merges, proof, review, revisions, tracking
from hoedam.ledger.about import AboutItem, about
from hoedam.ledger.tables import change, decision, record
from ledger.kit import reading

TODAY = date(2026, 1, 15)
PROMISE, LATER = "원전 건설을 적극 돕겠다\n트빌리시에 무역관을 열겠다", "트빌리시 무역관을 3월에 열었다\n날씨가 좋다"


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """A promise of d1 that a later document may follow up."""
    documents.add(ledger, reading(PROMISE, strength="pledged", country="GEO", speaker="레반 초헬리"))
    documents.add(ledger, reading(LATER, country="GEO", published="2022-03-02", speaker="엘 초헤리", act="assess"))
    return ledger


def item(ledger: Ledger, local: str, number: int = 1) -> int:
    with ledger.read() as connection:
        chosen = select(record.c.item).where(record.c.document == number, record.c.local == local)
        return int(connection.scalar(chosen) or 0)


def id_of(ledger: Ledger, local: str, number: int = 1) -> int:
    with ledger.read() as connection:
        chosen = select(record.c.id).where(record.c.document == number, record.c.local == local)
        return int(connection.scalar(chosen) or 0)


def revision(ledger: Ledger, *items: int) -> int:
    with ledger.read() as connection:
        return revisions.newest(connection, items)


def proposal(ledger: Ledger) -> followups.Proposal:
    with ledger.read() as connection:
        return followups.proposals(connection)[0]


def rows(ledger: Ledger) -> tuple[int, ...]:
    with ledger.read() as connection:
        return tuple(len(connection.execute(select(table)).all()) for table in (change, decision))


def sound(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert history.broken(connection) is None and list(proof.disagreements(connection)) == []


def state(ledger: Ledger, number: int, person: str, known: int | None = None) -> int:
    return tracking.set_status(
        ledger, number, "under_way", "2021-12", person, source="보고", today=TODAY, revision=known
    )


def test_the_revision_is_what_the_account_and_the_page_show(desk: Ledger) -> None:
    number = item(desk, "c2")
    assert revision(desk, number) == 0
    entry = state(desk, number, "김코더", 0)
    with desk.read() as connection:
        page = about(connection, "commitment", number)
        assert isinstance(page, AboutItem) and page.account
        assert page.revision == page.account.revision == revision(desk, number) == entry
    assert revision(desk, item(desk, "c1")) == 0
    review.accept(desk, id_of(desk, "c2"), "김코더")
    assert revision(desk, number) == entry + 1


def test_whoever_states_what_became_of_a_changed_commitment_is_told(desk: Ledger) -> None:
    number = item(desk, "c2")
    state(desk, number, "김코더", 0)
    for again in (
        lambda: state(desk, number, "이주무", 0),
        lambda: tracking.set_fields(desk, number, "이주무", 0, office="외교부"),
        lambda: tracking.withdraw(desk, revision(desk, number), "이주무", revision=0),
    ):
        with pytest.raises(LedgerBusy, match=r"김코더 was quicker \(status"):
            again()
    assert rows(desk) == (1, 0)
    tracking.set_fields(desk, number, "이주무", revision(desk, number), office="외교부")
    tracking.withdraw(desk, revision(desk, number) - 1, "이주무", revision=revision(desk, number))
    sound(desk)


def test_a_correction_of_the_words_is_noticed_too(desk: Ledger) -> None:
    number = item(desk, "c2")
    review.correct(desk, id_of(desk, "c2"), {"strength": "planned"}, "김코더")
    with pytest.raises(LedgerBusy, match="김코더 was quicker"):
        state(desk, number, "이주무", 0)
    with pytest.raises(LedgerBusy, match="it has changed: revision"):
        state(desk, number, "이주무", 99)
    assert rows(desk) == (0, 0)


@pytest.mark.parametrize("second", ["confirm", "reject"])
def test_of_two_who_decide_on_a_proposal_the_second_is_told(desk: Ledger, second: str) -> None:
    seen = proposal(desk)
    followups.confirm(desk, seen.id, "김코더", status="done", today=TODAY, revision=seen.revision)
    with pytest.raises(LedgerBusy, match="김코더 was quicker"):
        if second == "confirm":
            followups.confirm(desk, seen.id, "이주무", status="stalled", today=TODAY, revision=seen.revision)
        else:
            followups.reject(desk, seen.id, "이주무", revision=seen.revision)
    with pytest.raises(LedgerBusy):
        followups.undo(desk, seen.id, "이주무", revision=seen.revision)
    with pytest.raises(DecisionInvalid, match="confirmed already by 김코더"):
        followups.reject(desk, seen.id, "이주무")
    assert rows(desk) == (1, 0)
    sound(desk)


def test_a_proposal_whose_later_words_were_corrected_is_looked_at_again(desk: Ledger) -> None:
    seen = proposal(desk)
    review.correct(desk, seen.record, {"form": "indirect"}, "김코더")
    with pytest.raises(LedgerBusy, match="김코더 was quicker"):
        followups.confirm(desk, seen.id, "이주무", status="done", today=TODAY, revision=seen.revision)
    again = proposal(desk)
    followups.confirm(desk, again.id, "이주무", status="done", today=TODAY, revision=again.revision)
    sound(desk)


def test_of_two_who_merge_or_split_the_second_is_told(desk: Ledger) -> None:
    first, second, third = item(desk, "s1"), item(desk, "s2"), item(desk, "s2", 2)
    known = revision(desk, first, second, third)
    merges.merge(desk, first, second, "김코더", "같은 말", known)
    with pytest.raises(LedgerBusy, match=r"김코더 was quicker \(merge"):
        merges.merge(desk, first, third, "이주무", "같은 말", known)
    with pytest.raises(LedgerBusy, match=r"김코더 was quicker \(merge"):
        merges.split(desk, id_of(desk, "s2"), "이주무", "다른 말", known)
    merges.split(desk, id_of(desk, "s2"), "이주무", "다른 말", revision(desk, first))
    sound(desk)


def test_what_was_added_twice_stands_once(desk: Ledger) -> None:
    span = {"start": 0, "end": 2}
    said = {"speakers": ["e1"], "form": "direct", "content": [span], "acts": [{"act": "inform", "span": span}]}
    done = review.add(desk, 1, "statement", said, "김코더")
    with pytest.raises(DecisionInvalid, match=f"r{done.record}, by 김코더, says that already"):
        review.add(desk, 1, "statement", said, "이주무")
    review.reject(desk, done.record, "김코더")
    with pytest.raises(DecisionInvalid, match="accept it to have it back"):
        review.add(desk, 1, "statement", said, "이주무")
    sound(desk)


def test_of_many_at_the_same_moment_one_wins(desk: Ledger) -> None:
    number, known = item(desk, "c2"), revision(desk, item(desk, "c2"))
    attempts: list[Callable[[], object]] = [
        lambda: state(desk, number, "가", known),
        lambda: tracking.set_fields(desk, number, "나", known, office="외교부"),
        lambda: state(desk, number, "다", known),
    ]
    outcomes: list[str] = []

    def run(attempt: Callable[[], object]) -> None:
        try:
            attempt()
            outcomes.append("done")
        except LedgerBusy:
            outcomes.append("late")

    threads = [threading.Thread(target=run, args=(one,)) for one in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "late", "late"]
    sound(desk)
