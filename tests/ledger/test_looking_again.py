"""What comes back to a person: records that are read otherwise, and those of a document's newer version."""

from typing import Any

import msgspec
import pytest
from sqlalchemy import Row, select

from hoedam.errors import DecisionInvalid, LedgerBusy
from hoedam.ledger import (
    Ledger,
    carrying,
    documents,
    followups,
    history,
    merges,
    proof,
    queries,
    review,
    tracking,
    verify,
)
from hoedam.ledger.filters import Filter
from hoedam.ledger.queue import Queued, queue, waiting
from hoedam.ledger.tables import item, record
from hoedam.model import Reading
from ledger.kit import reading

OLD = "원전 건설을 돕겠다\n무역관을 열겠다\n철도를 잇겠다"


def made(text: str = OLD, **more: Any) -> Reading:
    return reading(text, strength="pledged", country="GEO", speaker="레반 초헬리", **more)


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """d1: e1; s1, s2, s3; c1, c2, c3."""
    documents.add(ledger, made(), address="page")
    return ledger


def row(ledger: Ledger, local: str, number: int = 1) -> Row[Any]:
    with ledger.read() as connection:
        chosen = select(record).where(record.c.document == number, record.c.local == local)
        return connection.execute(chosen).one()


def id_of(ledger: Ledger, local: str, number: int = 1) -> int:
    return int(row(ledger, local, number).id)


def queued(ledger: Ledger, number: int) -> Queued | None:
    with ledger.read() as connection:
        found = queue(connection, limit=1000)
        assert waiting(connection) == len(found)
    return next((one for one in found if one.record == number), None)


def reasons(ledger: Ledger, number: int) -> set[str]:
    found = queued(ledger, number)
    return set(found.reasons) if found else set()


def sound(ledger: Ledger) -> None:
    assert list(verify.faults(ledger)) == []
    with ledger.read() as connection:
        assert history.broken(connection) is None and list(proof.disagreements(connection)) == []


def read_as(old: Reading, local: str, **fields: Any) -> Reading:
    """The same reading, with one statement read otherwise."""
    changed = (msgspec.structs.replace(one, **fields) if one.id == local else one for one in old.statements)
    return msgspec.structs.replace(old, statements=tuple(changed))


def less(old: Reading, local: str) -> Reading:
    """The same reading without one statement and its commitment."""
    statements = tuple(one for one in old.statements if one.id != local)
    commitments = tuple(one for one in old.commitments if one.statement != local)
    return msgspec.structs.replace(old, statements=statements, commitments=commitments)


# Reading again


def test_what_a_person_decided_and_is_read_otherwise_comes_back_once(desk: Ledger) -> None:
    checked, untouched = id_of(desk, "s1"), id_of(desk, "s2")
    review.accept(desk, checked, "김코더")
    assert queued(desk, checked) is None
    newer = read_as(read_as(made(), "s1", form="narrated"), "s2", form="narrated")
    documents.reread(desk, 1, newer)
    found = queued(desk, checked)
    assert found and "read_otherwise" in found.reasons and found.state == "checked"
    assert found.differs == (("form", "direct", "narrated"),)
    assert "read_otherwise" not in reasons(desk, untouched)
    assert row(desk, "s1").state == "checked" and '"direct"' in row(desk, "s1").human
    review.accept(desk, checked, "이주무", why="원문대로")
    assert queued(desk, checked) is None and row(desk, "s1").checker == "이주무"
    documents.reread(desk, 1, newer)
    assert queued(desk, checked) is None
    sound(desk)


def test_what_comes_back_weighs_more_than_what_nobody_checked(desk: Ledger) -> None:
    review.accept(desk, id_of(desk, "s3"), "김코더")
    documents.reread(desk, 1, read_as(made(), "s3", form="narrated"))
    with desk.read() as connection:
        assert queue(connection, limit=1)[0].record == id_of(desk, "s3")


def test_a_signature_stands_and_the_record_comes_back_all_the_same(desk: Ledger) -> None:
    number = id_of(desk, "s1")
    review.accept(desk, number, "김코더")
    review.sign_off(desk, number, "박과장")
    documents.reread(desk, 1, read_as(made(), "s1", form="narrated"))
    assert "read_otherwise" in reasons(desk, number)
    done = review.accept(desk, number, "김코더")
    assert done.state == "signed_off" and queued(desk, number) is None
    assert (row(desk, "s1").checker, row(desk, "s1").signer) == ("김코더", "박과장")
    sound(desk)
    review.undo(desk, number, "김코더")
    assert "read_otherwise" in reasons(desk, number) and row(desk, "s1").state == "signed_off"
    sound(desk)


def test_signing_is_not_looking_again(desk: Ledger) -> None:
    number = id_of(desk, "s1")
    review.accept(desk, number, "김코더")
    documents.reread(desk, 1, read_as(made(), "s1", form="narrated"))
    review.sign_off(desk, number, "박과장")
    assert "read_otherwise" in reasons(desk, number)
    sound(desk)


@pytest.mark.parametrize(
    ("said", "comes_back"), [("narrated", False), ("mixed", True), ("direct", False)], ids=["agrees", "third", "same"]
)
def test_a_correction_comes_back_only_where_the_machine_says_something_new(
    desk: Ledger, said: str, comes_back: bool
) -> None:
    number = id_of(desk, "s1")
    review.correct(desk, number, {"form": "narrated"}, "김코더")
    documents.reread(desk, 1, read_as(made(), "s1", form=said))
    assert ("read_otherwise" in reasons(desk, number)) == comes_back
    sound(desk)


def test_the_rule_alone_is_no_difference(desk: Ledger) -> None:
    number = id_of(desk, "s1")
    review.accept(desk, number, "김코더")
    acts = made().statements[0].acts
    documents.reread(desk, 1, read_as(made(), "s1", acts=(msgspec.structs.replace(acts[0], rule="another"),)))
    assert queued(desk, number) is None


def test_what_is_no_longer_read_comes_back_and_is_settled_when_it_is_read_again(desk: Ledger) -> None:
    number = id_of(desk, "s2")
    review.accept(desk, number, "김코더")
    documents.reread(desk, 1, less(made(), "s2"))
    assert "no_longer_read" in reasons(desk, number) and row(desk, "s2").live
    documents.reread(desk, 1, made())
    assert queued(desk, number) is None
    documents.reread(desk, 1, less(made(), "s2"))
    review.accept(desk, number, "김코더")
    assert queued(desk, number) is None
    documents.reread(desk, 1, read_as(made(), "s2", form="mixed"))
    assert "read_otherwise" in reasons(desk, number)
    sound(desk)


def test_what_was_rejected_comes_back_where_it_is_read_otherwise_and_not_where_it_is_gone(desk: Ledger) -> None:
    number = id_of(desk, "s2")
    review.reject(desk, number, "김코더", why="기자의 말")
    documents.reread(desk, 1, less(made(), "s2"))
    assert queued(desk, number) is None
    documents.reread(desk, 1, made())
    assert queued(desk, number) is None
    documents.reread(desk, 1, read_as(made(), "s2", form="mixed"))
    found = queued(desk, number)
    assert found and found.rejected and "read_otherwise" in found.reasons
    review.reject(desk, number, "김코더", why="그래도 기자의 말")
    assert queued(desk, number) is None and row(desk, "s2").rejected
    with pytest.raises(DecisionInvalid, match="rejected already"):
        review.reject(desk, number, "김코더")
    sound(desk)


def test_what_is_new_says_so(desk: Ledger) -> None:
    documents.reread(desk, 1, less(made(), "s2"))
    assert queued(desk, id_of(desk, "s2")) is None
    documents.reread(desk, 1, made())
    assert "newly_read" not in reasons(desk, id_of(desk, "s2"))  # it has been there before
    more = made(OLD).statements[0]
    two = msgspec.structs.replace(more, id="s9", content=(made().document.span(0, 2),))
    number = documents.reread(desk, 1, msgspec.structs.replace(made(), statements=(*made().statements, two))).new[0]
    assert {"newly_read", "machine_only"} <= reasons(desk, number)
    review.accept(desk, number, "김코더")
    assert queued(desk, number) is None
    review.undo(desk, number, "김코더")
    assert "newly_read" in reasons(desk, number)
    sound(desk)


def test_a_tracked_record_that_is_no_longer_read_comes_back(desk: Ledger) -> None:
    number = id_of(desk, "c2")
    tracking.set_fields(desk, int(row(desk, "c2").item), "김코더", office="외교부")
    documents.reread(desk, 1, less(made(), "s2"))
    assert "no_longer_read" in reasons(desk, number)
    review.reject(desk, number, "김코더")
    assert queued(desk, number) is None
    sound(desk)


# A newer version

NEW = "제목이 바뀌었다\n원전 건설을 돕겠다\n무역관을 열겠다"


def changed(ledger: Ledger, text: str = NEW, **more: Any) -> int:
    """A newer version of the page."""
    added = documents.add(ledger, made(text, **more), address="page")
    assert added.how == "version"
    return added.id


def test_what_was_checked_is_proposed_and_not_asserted(desk: Ledger) -> None:
    old = id_of(desk, "s1")
    review.accept(desk, old, "김코더")
    review.sign_off(desk, old, "박과장")
    number = id_of(desk, "s2", changed(desk))
    found = queued(desk, number)
    assert found and found.precedent == old and "old_version" in found.reasons
    assert row(desk, "s2", 2).state == "machine" and row(desk, "s1").live
    done = carrying.carry(desk, number, "이주무")
    assert (done.action, done.state) == ("accept", "checked")  # what was signed was another text
    assert queued(desk, number) is None and not row(desk, "s1").live
    assert row(desk, "s1").state == "signed_off" and row(desk, "s1").human
    sound(desk)
    review.undo(desk, number, "이주무")
    assert row(desk, "s1").live and "old_version" in reasons(desk, number)
    sound(desk)


def test_a_correction_is_taken_over_with_the_newer_ids_and_offsets(desk: Ledger) -> None:
    shorter = {"start": 3, "end": 10}
    review.correct(desk, id_of(desk, "s1"), {"form": "indirect", "content": [shorter]}, "김코더")
    number = id_of(desk, "s2", changed(desk))
    with desk.read() as connection:
        found = carrying.proposed(connection, number)
    assert found.action == "correct" and set(found.changes) == {"form", "content"}
    carrying.carry(desk, number, "이주무", found.revision)
    with desk.read() as connection:
        one = next(one for one in documents.effective_reading(connection, 2).statements if one.id == "s2")
    assert (one.form, one.content[0].text, one.content[0].start) == ("indirect", OLD[3:10], 12)
    sound(desk)


def test_a_rejection_is_taken_over(desk: Ledger) -> None:
    review.reject(desk, id_of(desk, "s1"), "김코더", why="기자의 말")
    number = id_of(desk, "s2", changed(desk))
    assert "old_version" in reasons(desk, number)
    assert carrying.carry(desk, number, "이주무").rejected
    sound(desk)


def test_a_corrected_name_is_proposed_too(desk: Ledger) -> None:
    review.correct(desk, id_of(desk, "e1"), {"office": "총리"}, "김코더")
    text = made(NEW)
    (who,) = text.entities
    again = msgspec.structs.replace(who, mentions=(text.document.span(9, 13), text.document.span(20, 24)))
    documents.add(desk, msgspec.structs.replace(text, entities=(again,)), address="page")
    number = id_of(desk, "e1", 2)
    assert "old_version" in reasons(desk, number)
    carrying.carry(desk, number, "이주무")
    with desk.read() as connection:
        (kept,) = documents.effective_reading(connection, 2).entities
    assert (kept.office, kept.mentions) == ("총리", again.mentions)
    sound(desk)


def test_what_the_newer_version_does_not_have_comes_back(desk: Ledger) -> None:
    gone, untouched = id_of(desk, "s3"), id_of(desk, "c3")
    review.accept(desk, gone, "김코더")
    changed(desk)
    assert "not_in_new_version" in reasons(desk, gone) and row(desk, "s3").live
    assert queued(desk, untouched) is None
    review.accept(desk, gone, "김코더", why="정정 전 기사의 말")
    assert queued(desk, gone) is None and row(desk, "s3").live
    sound(desk)


def test_what_is_read_in_the_newer_version_later_is_proposed_then(desk: Ledger) -> None:
    old = id_of(desk, "s1")
    review.accept(desk, old, "김코더")
    documents.add(desk, less(made(NEW), "s2"), address="page")
    assert "not_in_new_version" in reasons(desk, old)
    documents.reread(desk, 2, made(NEW))
    assert queued(desk, old) is None
    with desk.read() as connection:
        found = next(one for one in queue(connection, limit=100) if one.precedent == old)
    assert "old_version" in found.reasons
    documents.reread(desk, 2, less(made(NEW), "s2"))
    assert "not_in_new_version" in reasons(desk, old)
    sound(desk)


def test_an_older_version_that_is_read_otherwise_says_so(desk: Ledger) -> None:
    number = id_of(desk, "s1")
    review.accept(desk, number, "김코더")
    changed(desk)
    documents.reread(desk, 1, read_as(made(), "s1", form="narrated"))
    assert "read_otherwise" in reasons(desk, number)
    sound(desk)


def test_words_that_stand_twice_say_nothing(desk: Ledger) -> None:
    review.accept(desk, id_of(desk, "s1"), "김코더")
    changed(desk, "원전 건설을 돕겠다\n원전 건설을 돕겠다")
    assert row(desk, "s1", 2).precedent is None and row(desk, "s2", 2).precedent is None
    assert "not_in_new_version" in reasons(desk, id_of(desk, "s1"))


def test_what_was_said_two_versions_ago_is_still_proposed(desk: Ledger) -> None:
    old = id_of(desk, "s1")
    review.accept(desk, old, "김코더")
    changed(desk)
    third = changed(desk, NEW + "\n하늘길을 열겠다")
    found = queued(desk, id_of(desk, "s2", third))
    assert found and found.precedent == old
    carrying.carry(desk, found.record, "이주무")
    assert not row(desk, "s1").live
    sound(desk)


def test_what_vanishes_two_versions_later_comes_back(desk: Ledger) -> None:
    old = id_of(desk, "s1")
    review.accept(desk, old, "김코더")
    changed(desk)
    changed(desk, "무역관을 열겠다")
    assert "not_in_new_version" in reasons(desk, old)


def test_a_status_and_its_offices_hold_on_what_is_one_thing(desk: Ledger) -> None:
    number = int(row(desk, "c2").item)
    tracking.set_status(desk, number, "under_way", "2021-12", "김코더", source="산업부 업무보고")
    tracking.set_fields(desk, number, "김코더", office="산업통상자원부")
    second = changed(desk)
    home = int(row(desk, "c3", second).item)
    with desk.read() as connection:
        found = tracking.account(connection, home)
    assert (home, found.status, found.office) == (number, "under_way", "산업통상자원부")
    carrying_needed = queued(desk, id_of(desk, "c3", second))
    assert carrying_needed and carrying_needed.precedent is None  # tracking is not checking
    review.accept(desk, id_of(desk, "c3", second), "이주무")
    with desk.read() as connection:
        assert tracking.account(connection, home).status == "under_way"
    sound(desk)


@pytest.mark.parametrize("side", ["later", "earlier"])
def test_what_was_put_away_is_not_proposed_again_for_a_newer_version(desk: Ledger, side: str) -> None:
    later = "트빌리시 무역관을 3월에 열었다"
    documents.add(desk, reading(later, country="GEO", published="2022-03-02", act="assess"), address="later")
    with desk.read() as connection:
        (seen,) = followups.proposals(connection)
    followups.reject(desk, seen.id, "김코더", why="다른 무역관")
    for more in ("날씨가 좋다", "하늘이 맑다"):
        if side == "later":
            again = reading(f"{more}\n{later}", country="GEO", published="2022-03-02", act="assess")
            documents.add(desk, again, address="later")
        else:
            changed(desk, f"{more}\n무역관을 열겠다")
        with desk.read() as connection:
            assert followups.proposals(connection) == []
    sound(desk)


def test_a_merge_holds_after_what_it_was_said_of_has_yielded(desk: Ledger) -> None:
    other = documents.add(desk, reading("다른 말이다", speaker="엘 초헤리", country="GEO")).id
    merges.merge(desk, int(row(desk, "s1").item), int(row(desk, "s1", other).item), "김코더", "같은 말")
    review.accept(desk, id_of(desk, "s1"), "김코더")
    second = changed(desk)
    carrying.carry(desk, id_of(desk, "s2", second), "이주무")
    assert row(desk, "s2", second).item == row(desk, "s1", other).item
    sound(desk)


def test_it_does_not_count_twice_once_it_is_decided(desk: Ledger) -> None:
    review.accept(desk, id_of(desk, "s1"), "김코더")
    second = changed(desk)
    carrying.carry(desk, id_of(desk, "s2", second), "이주무")
    with desk.read() as connection:
        found = [one.place.words for one in queries.rows(connection, "statements", Filter())]
        assert len(found) == len(set(found)) == 3
        assert connection.scalar(select(item.c.documents).where(item.c.id == row(desk, "s2", second).item)) == 1


def test_what_cannot_be_taken_over_is_said(desk: Ledger) -> None:
    number = id_of(desk, "s1")
    with pytest.raises(DecisionInvalid, match="nobody said anything"):
        carrying.carry(desk, number, "이주무")
    review.correct(desk, number, {"cue": {"start": 11, "end": 14}}, "김코더")
    second = changed(desk, "원전 건설을 돕겠다\n철도를 잇겠다")
    with pytest.raises(DecisionInvalid, match="do not stand in the newer version once"):
        carrying.carry(desk, id_of(desk, "s1", second), "이주무")
    review.accept(desk, id_of(desk, "s1", second), "이주무")
    with pytest.raises(DecisionInvalid, match="decided on already by 이주무"):
        carrying.carry(desk, id_of(desk, "s1", second), "김코더")


def test_who_looked_before_another_decided_is_told(desk: Ledger) -> None:
    review.accept(desk, id_of(desk, "s1"), "김코더")
    number = id_of(desk, "s2", changed(desk))
    with pytest.raises(LedgerBusy):
        carrying.carry(desk, number, "이주무", 7)
