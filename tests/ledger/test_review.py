"""Review and sign-off: what is allowed, what is refused, and that nothing that was said is ever lost."""

import threading
from typing import Any

import msgspec
import pytest
from sqlalchemy import Row, select, update

from hoedam.errors import DecisionInvalid, HoedamError, LedgerBusy
from hoedam.ledger import Ledger, documents, history, proof, review
from hoedam.ledger.queue import NO_DOUBT, Waits, beside, queue, waiting, waiting_values
from hoedam.ledger.records import from_json
from hoedam.ledger.tables import facet, record
from hoedam.model import Statement
from ledgers import sample


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """A ledger with one document, d1."""
    documents.add(ledger, sample("2019-wire"), address="wire")
    return ledger


def row_of(ledger: Ledger, local: str, number: int = 1) -> Row[Any]:
    with ledger.read() as connection:
        chosen = select(record).where(record.c.document == number, record.c.local == local)
        return connection.execute(chosen).one()


def id_of(ledger: Ledger, local: str) -> int:
    return int(row_of(ledger, local).id)


def sound(ledger: Ledger, number: int = 1) -> None:
    """The chain holds, the tables agree with it, and what holds is a valid reading with true spans."""
    with ledger.read() as connection:
        assert history.broken(connection) is None
        assert list(proof.disagreements(connection)) == []
        reading = documents.effective_reading(connection, number)
    reading.check_spans()
    assert type(reading).from_json(reading.to_json()) == reading


def facets(ledger: Ledger, number: int, name: str) -> set[str]:
    with ledger.read() as connection:
        return set(connection.scalars(select(facet.c.value).where(facet.c.record == number, facet.c.name == name)))


def test_from_the_machine_to_the_signature(desk: Ledger) -> None:
    number = id_of(desk, "s4")
    checked = review.accept(desk, number, "김코더")
    assert (checked.was, checked.state, checked.revision) == ("machine", "checked", 2)
    signed = review.sign_off(desk, number, "박과장")
    row = row_of(desk, "s4")
    assert (signed.state, row.checker, row.signer) == ("signed_off", "김코더", "박과장")
    assert row.human == row.machine
    sound(desk)


def test_who_signs_has_not_checked(desk: Ledger) -> None:
    number = id_of(desk, "s4")
    review.accept(desk, number, "Kim")
    with pytest.raises(DecisionInvalid, match="somebody else must sign"):
        review.sign_off(desk, number, " kim ")
    review.allow_self_sign_off(desk, True, "Kim")
    assert review.sign_off(desk, number, "Kim").state == "signed_off"
    review.allow_self_sign_off(desk, False, "Kim")
    sound(desk)


def test_what_nobody_checked_cannot_be_signed(desk: Ledger) -> None:
    with pytest.raises(DecisionInvalid, match="nobody has checked r"):
        review.sign_off(desk, id_of(desk, "s4"), "박과장")


@pytest.mark.parametrize("person", ["", "  ", "machine", "Machine", "두\n줄\x00", "김" * 101, None])
def test_somebody_must_decide(desk: Ledger, person: str) -> None:
    with pytest.raises(DecisionInvalid):
        review.accept(desk, id_of(desk, "s4"), person)
    sound(desk)


def test_every_field_can_be_corrected_and_the_machine_stays(desk: Ledger) -> None:
    before = row_of(desk, "s4")
    text = sample("2019-wire").document.text
    start = text.index("한국 기업이 참여해 달라")
    changes = {
        "speakers": ["e1"], "form": "indirect", "content": [{"start": start, "end": start + 13}],
        "acts": [{"act": "propose", "span": {"start": start, "end": start + 13}, "sectors": ["transport.maritime"]}],
        "addressees": ["e2"], "reply_to": "s3", "meeting": "m1", "relayed_by": ["e4"], "cue": None,
        "attribution": {"basis": "subject"},
    }  # fmt: skip
    review.correct(desk, before.id, changes, "김코더", why="주어를 잘못 읽음")
    after = row_of(desk, "s4")
    assert after.machine == before.machine
    with desk.read() as connection:
        one = documents.standing(connection, after)
    assert isinstance(one, Statement)
    assert one.content[0].text == "한국 기업이 참여해 달라"
    assert (one.speakers, one.form, one.reply_to, one.meeting) == (("e1",), "indirect", "s3", "m1")
    assert one.attribution.certain and one.attribution.basis == "subject"
    assert (one.acts[0].plover, one.acts[0].cameo) != (None, None)
    assert after.words == "한국 기업이 참여해 달라"
    sound(desk)


REFUSED = {
    "no such field": ({"speaker": ["e1"]}, "unknown field"),
    "no such act": ({"acts": [{"act": "mutter", "span": {"start": 0, "end": 2}, "sectors": []}]}, "mutter|enum"),
    "nothing": ({}, "nothing is to be changed"),
    "its id": ({"id": "s99"}, "keeps its id"),
    "nobody there": ({"speakers": ["e99"]}, "'e99', which is no entity of this document"),
    "another kind": ({"speakers": ["m1"]}, "'m1', which is no entity"),
    "itself": ({"reply_to": "s4"}, "which is no statement"),
    "other words": ({"content": [{"start": 0, "end": 3, "text": "아니다"}]}, "not '아니다'"),
    "outside": ({"content": [{"start": 0, "end": 999999}]}, "outside"),
    "turned round": ({"content": [{"start": 9, "end": 3}]}, "outside"),
    "no words": ({"content": []}, "at least one span"),
    "no act": ({"acts": []}, "at least one act"),
    "offsets in words": ({"content": [{"start": "0", "end": "3"}]}, "Expected `int`"),
    "unknown sector": ({"acts": [{"act": "ask", "span": {"start": 0, "end": 3}, "sectors": ["nowhere"]}]}, "no sector"),
    "the wrong type": ({"speakers": "e1"}, "Expected `array`"),
    "half an attribution": ({"attribution": "sure"}, "Expected `object`"),
}


@pytest.mark.parametrize(("changes", "said"), REFUSED.values(), ids=REFUSED)
def test_a_correction_must_be_of_the_model_and_fit_the_document(
    desk: Ledger, changes: dict[str, Any], said: str
) -> None:
    before = row_of(desk, "s4")
    with pytest.raises(DecisionInvalid, match=said):
        review.correct(desk, before.id, changes, "김코더")
    assert row_of(desk, "s4") == before
    sound(desk)


def test_other_kinds_are_held_to_the_model_too(desk: Ledger) -> None:
    commitment, meeting, matter = id_of(desk, "c2"), id_of(desk, "m1"), id_of(desk, "pr1")
    review.correct(desk, commitment, {"owner": ["KOR"], "strength": "pledged", "due": "t8"}, "김코더")
    review.correct(desk, meeting, {"date": "2019-09-17", "kind": "visit"}, "김코더")
    review.correct(desk, matter, {"status": [{"status": "delayed", "span": {"start": 0, "end": 2}}]}, "김코더")
    assert row_of(desk, "c2").due == "2021-12-31"
    for number, changes, said in [
        (commitment, {"owner": ["KOREA"]}, "no state"), (commitment, {"due": "s1"}, "no time"),
        (meeting, {"date": "17일"}, "no date"), (meeting, {"date": "2019-13-40"}, "no date"),
        (matter, {"status": [{"status": "signed", "span": {"start": 0, "end": 2}}]}, "no status"),
    ]:  # fmt: skip
        with pytest.raises(DecisionInvalid, match=said):
            review.correct(desk, number, changes, "김코더")
    sound(desk)


def test_a_correction_that_changes_nothing_is_refused(desk: Ledger) -> None:
    with pytest.raises(DecisionInvalid, match="says that already"):
        review.correct(desk, id_of(desk, "s4"), {"form": "direct"}, "김코더")


def test_a_signed_record_that_is_corrected_must_be_signed_again(desk: Ledger) -> None:
    number = id_of(desk, "s4")
    review.accept(desk, number, "김코더")
    review.sign_off(desk, number, "박과장")
    decision = review.correct(desk, number, {"form": "indirect"}, "이주무")
    assert decision.reopened and decision.state == "checked"
    row = row_of(desk, "s4")
    assert (row.checker, row.signer) == ("이주무", None)
    assert review.sign_off(desk, number, "김코더").state == "signed_off"
    sound(desk)


def test_what_is_rejected_no_longer_counts_and_is_no_longer_named(desk: Ledger) -> None:
    speaker = id_of(desk, "e2")
    decision = review.reject(desk, speaker, "김코더", why="다른 사람")
    assert id_of(desk, "s3") in decision.referring
    with desk.read() as connection:
        reading = documents.effective_reading(connection, 1)
    assert "e2" not in {entity.id for entity in reading.entities}
    assert all("e2" not in one.speakers for one in reading.statements)
    assert facets(desk, id_of(desk, "s3"), "speaker") == set()
    sound(desk)
    with pytest.raises(DecisionInvalid, match="rejected already"):
        review.reject(desk, speaker, "김코더")
    review.undo(desk, speaker, "김코더")
    assert facets(desk, id_of(desk, "s3"), "speaker") == {"레반 초헬리"}
    sound(desk)


def test_a_renamed_person_is_renamed_wherever_it_speaks(desk: Ledger) -> None:
    review.correct(desk, id_of(desk, "e2"), {"name": "레반 초헬리제", "country": "ARM"}, "김코더")
    assert facets(desk, id_of(desk, "s4"), "speaker") == {"레반 초헬리제"}
    assert "ARM" in facets(desk, id_of(desk, "c1"), "country")
    sound(desk)


def test_a_corrected_statement_changes_what_its_commitment_is_found_by(desk: Ledger) -> None:
    review.correct(desk, id_of(desk, "s9"), {"speakers": ["e2"]}, "김코더")
    assert facets(desk, id_of(desk, "c5"), "speaker") == {"레반 초헬리"}


def test_what_the_machine_missed_is_added_by_hand(desk: Ledger) -> None:
    text = sample("2019-wire").document.text
    at = text.index("이스탄불")
    person = review.add(
        desk, 1, "entity", {"type": "person", "name": "통역", "mentions": [{"start": at, "end": at + 4}]}, "김코더"
    )
    local = next(r.local for r in rows(desk) if r.id == person.record)
    span = {"start": at, "end": at + 4}
    said = {"speakers": [local], "form": "narrated", "content": [span], "acts": [{"act": "inform", "span": span}]}
    added = review.add(desk, 1, "statement", said, "김코더")
    row = next(r for r in rows(desk) if r.id == added.record)
    assert (row.machine, row.state, row.live, row.revision) == (None, "checked", True, 1)
    assert facets(desk, row.id, "speaker") == {"통역"}
    sound(desk)
    review.undo(desk, added.record, "김코더")
    assert not next(r for r in rows(desk) if r.id == added.record).live
    sound(desk)


def rows(ledger: Ledger) -> list[Row[Any]]:
    with ledger.read() as connection:
        return list(connection.execute(select(record).order_by(record.c.id)))


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("statement", {"speakers": [], "form": "direct", "content": [], "acts": []}, "at least one span"),
        ("statement", {"speakers": []}, "missing required field"),
        ("rumour", {}, "no kind of record"),
        ("entity", {"type": "person", "name": "김", "mentions": []}, "at least one span"),
        ("entity", {"id": "e1", "type": "person", "name": "김", "mentions": []}, "leave `id` out"),
    ],
)
def test_what_is_added_needs_words(desk: Ledger, kind: str, fields: dict[str, Any], said: str) -> None:
    before = len(rows(desk))
    with pytest.raises(DecisionInvalid, match=said):
        review.add(desk, 1, kind, fields, "김코더")
    with pytest.raises(DecisionInvalid, match="no document d9"):
        review.add(desk, 9, kind, fields, "김코더")
    assert len(rows(desk)) == before
    sound(desk)


def test_undo_goes_back_step_by_step(desk: Ledger) -> None:
    number = id_of(desk, "s4")
    first = row_of(desk, "s4")
    review.accept(desk, number, "김코더")
    review.correct(desk, number, {"form": "indirect"}, "이주무")
    review.sign_off(desk, number, "박과장")
    assert review.undo(desk, number, "박과장").state == "checked"
    assert row_of(desk, "s4").checker == "이주무"
    review.undo(desk, number, "박과장")
    assert (row_of(desk, "s4").checker, row_of(desk, "s4").human) == ("김코더", first.machine)
    last = review.undo(desk, number, "박과장")
    row = row_of(desk, "s4")
    assert (last.state, row.human, row.checker, row.revision) == ("machine", None, None, 7)
    with pytest.raises(DecisionInvalid, match="nothing to undo"):
        review.undo(desk, number, "박과장")
    with desk.read() as connection:
        assert [step.action for step in review.steps(connection, number)] == [
            "accept", "correct", "sign_off", "undo", "undo", "undo",
        ]  # fmt: skip
        assert review.steps(connection, number)[1].fields == (("form", '"direct"', '"indirect"'),)
    sound(desk)


def test_reopening_goes_one_state_back_and_keeps_the_words(desk: Ledger) -> None:
    number = id_of(desk, "s4")
    with pytest.raises(DecisionInvalid, match="nothing to reopen"):
        review.reopen(desk, number, "박과장")
    review.correct(desk, number, {"form": "indirect"}, "김코더")
    review.sign_off(desk, number, "박과장")
    assert review.reopen(desk, number, "박과장").reopened
    assert row_of(desk, "s4").checker == "김코더"
    assert review.reopen(desk, number, "박과장").state == "machine"
    assert '"indirect"' in row_of(desk, "s4").human
    assert review.accept(desk, number, "이주무").state == "checked"
    sound(desk)


def test_two_editors_of_one_record_notice_each_other(desk: Ledger) -> None:
    row = row_of(desk, "s4")
    review.correct(desk, row.id, {"form": "indirect"}, "김코더", revision=row.revision)
    with pytest.raises(LedgerBusy, match="김코더 was quicker"):
        review.correct(desk, row.id, {"form": "mixed"}, "이주무", revision=row.revision)
    with pytest.raises(LedgerBusy, match="no revision 9"):
        review.accept(desk, row.id, "이주무", revision=9)
    assert '"indirect"' in row_of(desk, "s4").human


def test_of_editors_at_the_same_time_one_wins(desk: Ledger) -> None:
    row = row_of(desk, "s4")
    outcomes: list[str] = []

    def edit(person: str, form: str) -> None:
        try:
            review.correct(desk, row.id, {"form": form}, person, revision=row.revision)
            outcomes.append("done")
        except LedgerBusy:
            outcomes.append("late")

    threads = [
        threading.Thread(target=edit, args=(f"사람{i}", form))
        for i, form in enumerate(["indirect", "mixed", "narrated"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "late", "late"]
    sound(desk)


def test_a_record_that_is_not_there_cannot_be_decided_on(desk: Ledger) -> None:
    for decide in (review.accept, review.reject, review.sign_off, review.undo, review.reopen):
        with pytest.raises(DecisionInvalid, match="no record r99999"):
            decide(desk, 99999, "김코더")


def test_reading_again_leaves_what_a_person_said(desk: Ledger) -> None:
    reading = sample("2019-wire")
    number = id_of(desk, "s4")
    review.correct(desk, number, {"speakers": ["e1"]}, "김코더")
    lost = msgspec.structs.replace(reading, statements=tuple(s for s in reading.statements if s.id != "s4"))
    changes = documents.reread(desk, 1, lost)
    assert number in changes.kept
    row = row_of(desk, "s4")
    assert row.live and not row.read
    assert from_json("statement", row.human).speakers == ("e1",)
    assert facets(desk, id_of(desk, "c1"), "speaker") == {"서정민"}
    sound(desk)


def test_a_moved_span_is_still_the_record_that_the_machine_reads(desk: Ledger) -> None:
    text = sample("2019-wire").document.text
    start = text.index("참여해 달라")
    span = {"start": start, "end": start + 6}
    review.correct(desk, id_of(desk, "s4"), {"content": [span]}, "김코더")
    assert not documents.reread(desk, 1, sample("2019-wire")).new
    sound(desk)


def test_tampering_shows(desk: Ledger) -> None:
    accepted, untouched = id_of(desk, "s4"), id_of(desk, "s5")
    review.accept(desk, accepted, "김코더")
    tampered = [
        (accepted, {"state": "signed_off", "signer": "박과장"}, {"state": "checked", "signer": None}),
        (accepted, {"human": row_of(desk, "s5").machine}, {"human": row_of(desk, "s4").human}),
        (accepted, {"checker": "남의이름"}, {"checker": "김코더"}),
        (untouched, {"rejected": True}, {"rejected": False}),
        (untouched, {"state": "checked"}, {"state": "machine"}),
    ]
    for number, wrong, right in tampered:
        change(desk, number, wrong)
        with desk.read() as connection:
            assert any(f"r{number} does not agree" in said for said in proof.disagreements(connection))
        change(desk, number, right)
    sound(desk)


def change(ledger: Ledger, number: int, values: dict[str, Any]) -> None:
    with ledger.write() as connection:
        connection.execute(update(record).where(record.c.id == number).values(**values))


def test_the_queue_has_the_doubtful_and_consequential_first(ledger: Ledger) -> None:
    reading = sample("2019-wire")
    doubtful = msgspec.structs.replace(reading.statements[4], speakers=())
    statements = tuple(doubtful if one.id == doubtful.id else one for one in reading.statements)
    documents.add(ledger, msgspec.structs.replace(reading, statements=statements))
    with ledger.read() as connection:
        found = queue(connection, limit=1000)
        assert waiting(connection) == len(found)
        assert [one.record for one in queue(connection, Waits("meeting"))] == [
            one.record for one in found if one.kind == "meeting"
        ]
    first, second = found[:2]
    assert (first.kind, first.reasons) == ("commitment", ("speaker_unknown", "agreed", "few_documents", "machine_only"))
    assert second.reasons[0] == "speaker_unknown"
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)
    review.accept(ledger, first.record, "김코더")
    with ledger.read() as connection:
        assert first.record not in {one.record for one in queue(connection, limit=1000)}


def test_the_queue_is_paged_and_every_record_has_its_neighbours(desk: Ledger) -> None:
    with desk.read() as connection:
        whole = [one.record for one in queue(connection, limit=1000)]
        paged: list[int] = []
        after = None
        while some := queue(connection, limit=7, after=after):
            paged += [one.record for one in some]
            after = some[-1].after
        assert paged == whole
        assert beside(connection, whole[0]) == (None, whole[1])
        assert beside(connection, whole[5]) == (whole[4], whole[6])
        assert beside(connection, whole[-1]) == (whole[-2], None)
        assert beside(connection, 99999) == (None, None)
        with pytest.raises(HoedamError, match="is not where a page of the queue ended"):
            queue(connection, after="3|x")


def test_the_queue_is_narrowed(desk: Ledger) -> None:
    with desk.read() as connection:
        doubts = dict(waiting_values(connection, "doubt"))
        for doubt, number in doubts.items():
            found = queue(connection, Waits(doubt=doubt), limit=1000)
            assert len(found) == number
            assert all(doubt in one.reasons for one in found)
        sure = queue(connection, Waits(doubt=NO_DOUBT), limit=1000)
        assert not any(one.of("doubt") for one in sure)
        abroad = queue(connection, Waits(country="GEO"), limit=1000)
        assert abroad and all("GEO" in one.of("country") for one in abroad)


def test_what_is_checked_waits_for_somebody_else(desk: Ledger) -> None:
    mine, theirs = id_of(desk, "s4"), id_of(desk, "s5")
    review.accept(desk, mine, "김코더")
    review.reject(desk, theirs, "이주무")
    with desk.read() as connection:
        assert waiting(connection, Waits(signing=True)) == 2
        found = queue(connection, Waits(signing=True, signer="김코더"))
    assert [(one.record, one.checker, one.rejected) for one in found] == [(theirs, "이주무", True)]
    assert not {"machine_only", "reopened"} & set(found[0].reasons)


def test_refusals_are_sentences(desk: Ledger) -> None:
    with pytest.raises(HoedamError) as refused:
        review.sign_off(desk, id_of(desk, "s4"), "박과장")
    assert str(refused.value).endswith((".", ")."))


def test_a_corrected_name_waits_for_a_signature_though_none_waits_for_a_check(desk: Ledger) -> None:
    number = id_of(desk, "e2")
    review.correct(desk, number, {"name": "레반 초헬리제"}, "김코더")
    with desk.read() as connection:
        assert number in {one.record for one in queue(connection, Waits(signing=True))}
        assert number not in {one.record for one in queue(connection, limit=1000)}
