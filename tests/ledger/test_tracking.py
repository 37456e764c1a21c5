"""What became of a commitment: only with evidence and a date, never overwritten, and scored after the G20."""

from collections import Counter
from datetime import date
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from hoedam.errors import DecisionInvalid
from hoedam.evaluation.linking import read
from hoedam.ledger import Ledger, documents, followups, history, merges, proof, proposing, review, tracking
from hoedam.ledger.tables import change, followup, item, record
from hoedam.resolve.followups import followup_type
from ledger.kit import reading
from ledgers import sample, sample_names

TODAY = date(2026, 1, 15)


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """The samples: one relation over six years."""
    for name in sample_names():
        documents.add(ledger, sample(name), address=name)
    return ledger


@pytest.fixture
def one(ledger: Ledger) -> Ledger:
    """One document with one commitment."""
    documents.add(
        ledger,
        reading("항공협정을 체결하겠다", strength="pledged", country="GEO", published="2021-08-17"),
        address="one",
    )
    return ledger


def commitment(ledger: Ledger, words: str) -> int:
    with ledger.read() as connection:
        chosen = select(item.c.id).where(item.c.kind == "commitment", item.c.label.contains(words))
        return int(connection.scalars(chosen.order_by(item.c.id)).first() or 0)


def record_of(ledger: Ledger, words: str, kind: str = "statement") -> int:
    with ledger.read() as connection:
        chosen = select(record.c.id).where(record.c.kind == kind, record.c.words.contains(words))
        return int(connection.scalars(chosen).one())


def account(ledger: Ledger, number: int, today: date = TODAY) -> tracking.Account:
    with ledger.read() as connection:
        return tracking.account(connection, number, today)


def state(ledger: Ledger, number: int, status: str, when: str | None, **more: Any) -> int:
    if "evidence" not in more:
        more.setdefault("source", "외교부 보도자료 제22-100호")
    return tracking.set_status(ledger, number, status, when, "김코더", today=TODAY, **more)


def sound(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert history.broken(connection) is None
        assert list(proof.disagreements(connection)) == []


def test_a_commitment_begins_open_and_unscored(one: Ledger) -> None:
    found = account(one, commitment(one, "항공협정"))
    assert (found.status, found.score, found.overdue, found.changes) == ("open", None, False, ())


def test_each_change_has_its_evidence_and_stays(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    evidence = record_of(desk, "2022년 11월 서명되고")
    state(desk, number, "under_way", "2022-07", source="국토교통부 누리집")
    state(desk, number, "done", "2022-11-16", evidence=f"r{evidence}", note="서명")
    found = account(desk, number)
    assert (found.status, found.score) == ("done", 1)
    first, second = found.changes
    assert (first.source, first.evidence, first.person) == ("국토교통부 누리집", None, "김코더")
    assert second.evidence is not None and second.evidence.words.startswith("2022년 11월 서명되고")
    assert (second.date, second.note) == ("2022-11-16", "서명")
    sound(desk)


def test_words_of_a_document_are_evidence_only_where_they_stand(desk: Ledger) -> None:
    number, text = commitment(desk, "항공협정을 올해 안에"), sample("2025-joint-statement").document.text
    at = text.index("발효된 항공협정")
    with desk.read() as connection:
        home = connection.scalar(
            select(record.c.document).where(record.c.id == record_of(desk, "2022년 11월 서명되고"))
        )
        seen = tracking.found(connection, f"d{home}:{at}-{at + 3}", "발효된")
        assert seen.words == "발효된"
        for text_, words, said in (
            (f"d{home}:{at}-{at + 3}", "서명된", "not '서명된'"), (f"d{home}:{at}-9999999", None, "outside"),
            ("d99:1-2", None, "no document d99"), ("r99999", None, "no record that could be evidence"),
            ("c1", None, "no record that could be evidence"), ("d1", None, "no record that could be"),
            ("d1:9-3", None, "outside"), ("보도", None, "names nothing"),
        ):  # fmt: skip
            with pytest.raises(DecisionInvalid, match=said):
                tracking.found(connection, text_, words)
    state(desk, number, "done", "2024-03-01", evidence=f"d{home}:{at}-{at + 3}")
    sound(desk)


@pytest.mark.parametrize(
    ("status", "when", "more", "said"),
    [
        ("done", "2022-01-01", {"evidence": None}, "needs evidence"),
        ("done", "2022-01-01", {"source": "  "}, "needs evidence"),
        ("done", None, {}, "needs its date"),
        ("done", "", {}, "needs its date"),
        ("done", "2022-02-30", {}, "no date that exists"),
        ("done", "어제", {}, "no date that exists"),
        ("done", "20220101", {}, "no date that exists"),
        ("done", "2026-01-16", {}, "still to come"),
        ("done", "2027", {}, "still to come"),
        ("done", "2020-12", {}, "before c"),
        ("done", "2021-08-16", {}, "before c"),
        ("overdue", "2022-01-01", {}, "no status"),
    ],
)
def test_without_evidence_or_date_nothing_changes(
    one: Ledger, status: str, when: str | None, more: dict[str, Any], said: str
) -> None:
    number = commitment(one, "항공협정")
    with pytest.raises(DecisionInvalid, match=said):
        state(one, number, status, when, **more)
    assert account(one, number).changes == ()
    sound(one)


@pytest.mark.parametrize("when", ["2021", "2021-08", "2021-08-17", "2026-01-15", "2026-01", "2026"])
def test_dates_may_be_as_exact_as_they_are_known(one: Ledger, when: str) -> None:
    number = commitment(one, "항공협정")
    state(one, number, "under_way", when)
    assert account(one, number).changes[0].date == when


def test_the_newest_by_date_holds_and_a_mistake_is_taken_back(one: Ledger) -> None:
    number = commitment(one, "항공협정")
    done = state(one, number, "done", "2023-05")
    state(one, number, "under_way", "2022-01-10")
    assert account(one, number).status == "done"
    tracking.withdraw(one, done, "박과장", "다른 협정이었음")
    found = account(one, number)
    assert (found.status, [(c.status, c.withdrawn) for c in found.changes]) == (
        "under_way",
        [("under_way", False), ("done", True)],
    )
    with pytest.raises(DecisionInvalid, match="no status that holds"):
        tracking.withdraw(one, done, "박과장")
    sound(one)


def test_only_commitments_are_tracked(one: Ledger) -> None:
    with one.read() as connection:
        other = connection.scalar(select(item.c.id).where(item.c.kind == "statement"))
    assert other is not None
    with pytest.raises(DecisionInvalid, match=f"u{other} is no commitment"):
        state(one, other, "done", "2022-01-01")
    with pytest.raises(DecisionInvalid, match="no commitment c999"):
        state(one, 999, "done", "2022-01-01")


@pytest.mark.parametrize(
    ("due", "status", "flag"),
    [("2022-12-31", "open", True), ("2022-12-31", "under_way", True), ("2022-12-31", "stalled", True),
     ("2022-12-31", "no_evidence", True), ("2022-12-31", "done", False), ("2022-12-31", "lapsed", False),
     ("2026-01-15", "open", False), ("2026-01-14", "open", True), (None, "open", False)],
)  # fmt: skip
def test_overdue_is_a_flag(due: str | None, status: str, flag: bool) -> None:
    assert tracking.overdue(due, status, TODAY) is flag


def test_overdue_goes_by_the_day_that_is_asked_for(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    assert account(desk, number, date(2022, 12, 31)).overdue is False
    found = account(desk, number, date(2023, 1, 1))
    assert (found.due, found.overdue, found.status) == ("2022-12-31", True, "open")


def test_scores_are_those_of_the_g20() -> None:
    assert [tracking.score(status) for status in ("done", "under_way", "lapsed")] == [1, 0, -1]
    assert [tracking.score(status) for status in ("open", "stalled", "no_evidence", None)] == [None] * 4
    assert tracking.percentage(["done", "done", "lapsed", "under_way"]) == 62.5
    assert tracking.percentage(["done", "open", "no_evidence"]) == 100
    assert tracking.percentage(["lapsed"]) == 0
    assert tracking.percentage(["open", "stalled"]) is None


def test_type_and_offices_are_proposed_and_edited(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    found = account(desk, number)
    assert found.type_proposed and found.type in tracking.TYPES
    tracking.set_fields(desk, number, "김코더", type="mou", office="국토교통부", counterpart_office="조지아 민간항공청")
    tracking.set_fields(desk, number, "박과장", note="연내 추진")
    found = account(desk, number)
    assert (found.type, found.type_proposed, found.office, found.note) == ("mou", False, "국토교통부", "연내 추진")
    tracking.set_fields(desk, number, "김코더", office="", type="")
    found = account(desk, number)
    assert (found.office, found.type_proposed, found.counterpart_office) == (None, True, "조지아 민간항공청")
    assert tracking.set_fields(desk, number, "김코더") is None
    for fields, said in (
        ({"type": "여섯째"}, "no type"),
        ({"room": "3"}, "no field"),
        ({"note": "가" * 3000}, "at most"),
    ):
        with pytest.raises(DecisionInvalid, match=said):
            tracking.set_fields(desk, number, "김코더", **fields)
    sound(desk)


def test_where_no_rule_says_the_type_it_is_a_bilateral_issue(one: Ledger) -> None:
    told = reading("그 일을 챙기겠다", strength="pledged", country="GEO")
    bare = tuple(msgspec.structs.replace(each, sectors=()) for each in told.commitments)
    documents.add(one, msgspec.structs.replace(told, commitments=bare))
    assert followup_type.__name__ and account(one, commitment(one, "그 일을")).type == tracking.OTHERWISE


def test_what_is_tracked_stays_though_the_machine_no_longer_reads_it(one: Ledger) -> None:
    number = commitment(one, "항공협정")
    state(one, number, "under_way", "2022-01-10")
    documents.add(one, reading("다른 말만 남았다", country="GEO", publisher="고친 판"), address="one")
    found = account(one, number)
    assert (found.status, found.words) == ("under_way", "항공협정을 체결하겠다")
    tracking.withdraw(one, found.changes[0].entry, "김코더")
    assert commitment(one, "항공협정") == 0  # nobody speaks of it any more
    sound(one)


def test_merged_commitments_share_what_became_of_them_until_they_are_parted(desk: Ledger) -> None:
    first, second = commitment(desk, "항공협정을 올해 안에"), commitment(desk, "그 첫 단추인 항공협정")
    state(desk, first, "under_way", "2022-07")
    tracking.set_fields(desk, second, "김코더", office="국토교통부")
    done = merges.merge(desk, first, second, "김코더", "같은 약속")
    found = account(desk, done.items[0])
    assert (found.status, found.office) == ("under_way", "국토교통부")
    merges.undo(desk, done.entry, "김코더")
    assert (account(desk, first).status, account(desk, second).status) == ("under_way", "open")
    assert (account(desk, first).office, account(desk, second).office) == (None, "국토교통부")
    sound(desk)


def test_what_follows_up_is_proposed_with_reasons_once(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    with desk.read() as connection:
        found = followups.proposals(connection, number)
        every = followups.proposals(connection)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    (matter, *_) = [one for one in found if one.kind == "agreement"]
    assert "same_matter" in matter.reasons and matter.status == "done"
    assert len({(one.item, one.document, one.start) for one in every}) == len(every)
    assert all(one.item in {other.item for other in every} for one in found)


def test_a_later_record_is_proposed_for_the_few_that_it_fits_best(ledger: Ledger) -> None:
    """Whatever came first: ten years of promises on one terminal, and one sentence on its northern gate."""
    years = [*range(2010, 2020)]
    wanted = [f"호르고스 화물 터미널 {year - 2000}구역 정비를 지원하겠다" for year in years]
    said = "호르고스 화물 터미널 17구역 정비가 끝났다"
    told = [
        reading(words, strength="pledged", published=f"{year}-03-01") for words, year in zip(wanted, years, strict=True)
    ]
    for one in (*told[:4], reading(said, published="2024-05-01"), *told[4:]):
        documents.add(ledger, one)
    with ledger.read() as connection:
        found = [one for one in followups.proposals(connection) if one.words == said]
    assert len(found) == proposing.MOST
    assert found[0].commitment == wanted[7]
    assert {one.commitment for one in found[1:]} == {wanted[5], wanted[6], wanted[8], wanted[9]}  # the newest


def test_a_list_of_all_holds_the_few_likeliest_of_each(desk: Ledger) -> None:
    with desk.read() as connection:
        every = followups.proposals(connection)
    shown = followups.leading(every * 4)
    assert shown[0] == every[0]
    assert max(Counter(one.item for one in shown).values()) == followups.FEW


def test_what_names_no_state_is_found_by_its_town(ledger: Ledger) -> None:
    documents.add(ledger, read(
        '민서준 대통령은 3일 서울에서 페드로 알메이다 앙골라 대통령과 회담했다. '
        '민 대통령은 "로비투 항의 등대를 새로 세우겠다"고 말했다.', "2021-03-03"
    ))  # fmt: skip
    documents.add(ledger, read('로비투 항만청장은 9일 "새 등대가 불을 밝히고 있다"고 말했다.', "2023-06-09"))
    documents.add(ledger, read('탕헤르 항만청장은 9일 "새 등대가 불을 밝히고 있다"고 말했다.', "2023-07-09"))
    with ledger.read() as connection:
        (found,) = followups.proposals(connection)
    assert found.reasons[0] == "same_name" and (found.status, found.date) == ("done", "2023-06-09")


def test_confirming_gives_the_status_with_the_later_words(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    with desk.read() as connection:
        matter = next(one for one in followups.proposals(connection, number) if one.kind == "agreement")
    followups.confirm(desk, matter.id, "김코더", today=TODAY)
    (said,) = account(desk, number).changes
    assert (said.status, said.evidence.words if said.evidence else "") == ("done", matter.words)
    assert said.date == matter.date
    with desk.read() as connection:
        assert matter.id not in {one.id for one in followups.proposals(connection)}
    with pytest.raises(DecisionInvalid, match="confirmed already by 김코더"):
        followups.confirm(desk, matter.id, "김코더", today=TODAY)
    sound(desk)
    followups.undo(desk, matter.id, "박과장")
    assert account(desk, number).status == "open"
    with desk.read() as connection:
        assert matter.id in {one.id for one in followups.proposals(connection, number)}
    with pytest.raises(DecisionInvalid, match="nobody has decided"):
        followups.undo(desk, matter.id, "박과장")
    sound(desk)


def test_a_person_may_give_another_status_and_date(desk: Ledger) -> None:
    number = commitment(desk, "무역관을 열어")
    with desk.read() as connection:
        proposal = next(one for one in followups.proposals(connection, number) if one.date and one.date >= "2025")
    followups.confirm(desk, proposal.id, "김코더", "lapsed", "2025-10-15", "철회", today=TODAY)
    found = account(desk, number)
    assert (found.status, found.score, found.changes[0].date, found.changes[0].note) == (
        "lapsed",
        -1,
        "2025-10-15",
        "철회",
    )
    sound(desk)


def test_what_does_not_say_a_status_needs_one(desk: Ledger) -> None:
    with desk.write() as connection:
        number = connection.scalar(select(followup.c.id).where(followup.c.verdict.is_(None)))
        connection.execute(update(followup).where(followup.c.id == number).values(status=None))
    assert number is not None
    with pytest.raises(DecisionInvalid, match="give a status"):
        followups.confirm(desk, number, "김코더", today=TODAY)
    with pytest.raises(DecisionInvalid, match="no proposal 99999"):
        followups.reject(desk, 99999, "김코더")


def test_what_was_rejected_is_never_proposed_again(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    with desk.read() as connection:
        first, *rest = followups.proposals(connection, number)
    followups.reject(desk, first.id, "김코더", "관련 없음")
    for document in range(1, len(sample_names()) + 1):
        with desk.read() as connection:
            stored = documents.machine_reading(connection, document)
        documents.reread(desk, document, stored)
    with desk.write() as connection:
        documents.refresh(connection, first.document, None)
    with desk.read() as connection:
        again = followups.proposals(connection, number)
    assert {one.record for one in again} == {one.record for one in rest}
    assert account(desk, number).status == "open"
    sound(desk)


def test_an_earlier_document_that_comes_later_is_followed_up_too(ledger: Ledger) -> None:
    for name in reversed(sample_names()):
        documents.add(ledger, sample(name), address=name)
    with ledger.read() as connection:
        assert followups.proposals(connection, commitment_in(connection, "항공협정을 올해 안에"))


def commitment_in(connection: Any, words: str) -> int:
    chosen = select(item.c.id).where(item.c.kind == "commitment", item.c.label.contains(words))
    return int(connection.scalars(chosen).first())


def test_a_rejected_record_proposes_nothing(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    with desk.read() as connection:
        first, *_ = followups.proposals(connection, number)
    review.reject(desk, first.record, "김코더")
    with desk.read() as connection:
        assert first.record not in {one.record for one in followups.proposals(connection, number)}


def test_tampering_with_a_status_shows(desk: Ledger) -> None:
    number = commitment(desk, "항공협정을 올해 안에")
    state(desk, number, "under_way", "2022-07")
    tracking.set_fields(desk, number, "김코더", office="국토교통부")
    with desk.read() as connection:
        proposal, *_ = followups.proposals(connection, number)
    followups.reject(desk, proposal.id, "김코더")
    sound(desk)
    for table, wrong, right in (
        (change, {"status": "done"}, {"status": "under_way"}), (change, {"date": "2021"}, {"date": "2022-07"}),
        (tracking.tracking, {"office": "외교부"}, {"office": "국토교통부"}),
        (followup, {"verdict": "confirmed"}, {"verdict": "rejected"}),
    ):  # fmt: skip
        for values, faults in ((wrong, True), (right, False)):
            with desk.write() as connection:
                statement = update(table).values(**values)
                connection.execute(statement.where(followup.c.verdict.is_not(None)) if table is followup else statement)
            with desk.read() as connection:
                assert bool(list(proof.disagreements(connection))) is faults
