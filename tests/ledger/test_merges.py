"""Persons' word on what is one thing holds through every joining, and is taken back without a trace in what holds."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import pytest
from sqlalchemy import Row, select, update

from hoedam.errors import DecisionInvalid
from hoedam.ledger import Ledger, documents, history, linking, merges, proof, review
from hoedam.ledger.tables import decision, item, record
from hoedam.model import Entity, Reading
from ledger.kit import reading
from ledgers import sample, sample_names


def rows(ledger: Ledger, kind: str) -> list[Row[Any]]:
    with ledger.read() as connection:
        return list(connection.execute(select(record).where(record.c.kind == kind).order_by(record.c.id)))


def grouped(ledger: Ledger, kind: str = "statement") -> list[list[int]]:
    """The records that count, item by item."""
    groups: dict[int, list[int]] = {}
    for row in rows(ledger, kind):
        if row.live:
            groups.setdefault(row.item, []).append(row.id)
    return list(groups.values())


def items(ledger: Ledger, kind: str = "statement") -> dict[int, int]:
    """Record → item."""
    return {row.id: row.item for row in rows(ledger, kind) if row.live}


def sound(ledger: Ledger) -> None:
    with ledger.read() as connection:
        assert history.broken(connection) is None
        assert list(proof.disagreements(connection)) == []
        ids = set(connection.scalars(select(item.c.id)))
        assert (
            set(connection.scalars(select(record.c.item).where(record.c.live, record.c.sighting.is_not(None)))) == ids
        )


def relink(ledger: Ledger, numbers: Iterable[int]) -> None:
    with ledger.write() as connection:
        linking.link(connection, list(numbers))


@pytest.fixture
def desk(ledger: Ledger) -> Ledger:
    """Three documents, two statements each; nothing in them is one thing."""
    for name, text in (
        ("하나", "원전 건설을 돕겠다\n희토류 광산을 열겠다"),
        ("둘", "무역관을 트빌리시에 열겠다\n직항 노선을 늘리겠다"),
        ("셋", "전자정부 사업을 잇겠다\n온실 단지를 짓겠다"),
    ):
        documents.add(ledger, reading(text, publisher=name, speaker=name, country="KAZ"), address=name)
    return ledger


def test_merged_items_stay_one_through_everything(desk: Ledger) -> None:
    first, second, third, *_ = [row.id for row in rows(desk, "statement")]
    before = items(desk)
    done = merges.merge(desk, before[third], before[first], "김코더", "같은 발언")
    assert done.items == (before[first],)
    assert items(desk)[third] == before[first]
    sound(desk)
    relink(desk, before)
    relink(desk, [third])
    documents.reread(desk, 1, stored(desk, 1))
    documents.add(desk, reading("원전 건설을 돕겠다", publisher="넷", speaker="하나", country="KAZ"))
    documents.add(desk, reading("무역관을 트빌리시에 열겠다", publisher="다섯", speaker="둘", country="KAZ"))
    now = items(desk)
    assert now[third] == now[first] == before[first] != now[second]
    assert len(set(items(desk).values())) == 5  # the two new reports joined it
    sound(desk)


def test_a_number_that_was_merged_is_followed_to_what_it_is_now(desk: Ledger) -> None:
    before = items(desk)
    first, second, third, *_ = before
    one = merges.merge(desk, before[first], before[third], "김코더", "같은 발언")
    merges.merge(desk, before[second], before[first], "김코더", "같은 발언")
    kept = min(before[number] for number in (first, second, third))
    with desk.read() as connection:
        now = {number: merges.moved(connection, before[number]) for number in (first, second, third)}
        assert merges.moved(connection, 10**9) is None
    assert now == {number: None if before[number] == kept else ("statement", kept) for number in now}
    merges.undo(desk, one.entry, "김코더")
    with desk.read() as connection:
        assert merges.moved(connection, kept) is None
    sound(desk)


def test_a_new_copy_of_any_part_of_a_merged_item_joins_it(desk: Ledger) -> None:
    before = items(desk)
    statements = list(before)
    for other in statements[1:]:
        merges.merge(desk, before[statements[0]], before[other], "김코더", "같은 발언")
    for name, text in (("하나", "희토류 광산을 열겠다"), ("셋", "온실 단지를 짓겠다")):
        documents.add(desk, reading(text, publisher="새 신문", speaker=name, country="KAZ"))
    assert set(items(desk).values()) == {before[statements[0]]}
    sound(desk)


def stored(ledger: Ledger, number: int) -> Reading:
    with ledger.read() as connection:
        return documents.machine_reading(connection, number)


def test_undoing_a_merge_brings_back_what_the_machine_says(desk: Ledger) -> None:
    before, groups = items(desk), grouped(desk)
    first, _, third, *_ = before
    done = merges.merge(desk, before[first], before[third], "김코더", "같은 발언")
    with desk.read() as connection:
        (said,) = merges.standing(connection, before[first])
    assert (said.entry, said.person, said.why, said.records) == (done.entry, "김코더", "같은 발언", (first, third))
    merges.undo(desk, done.entry, "박과장", why="아니었음")
    assert grouped(desk) == groups
    assert items(desk) == before  # the numbers that people know come back too
    with pytest.raises(DecisionInvalid, match="taken back already by 박과장"):
        merges.undo(desk, done.entry, "김코더")
    sound(desk)


def test_what_joined_a_merged_item_goes_where_it_belongs(desk: Ledger) -> None:
    before = items(desk)
    first, _, third, *_ = before
    done = merges.merge(desk, before[first], before[third], "김코더", "같은 발언")
    documents.add(desk, reading("무역관을 트빌리시에 열겠다", publisher="넷", speaker="둘", country="KAZ"))
    new = max(items(desk))
    assert items(desk)[new] == before[first]
    merges.undo(desk, done.entry, "김코더")
    assert items(desk)[new] == items(desk)[third] != items(desk)[first]
    sound(desk)


@pytest.fixture
def copies(ledger: Ledger) -> Ledger:
    """Three reports of one statement."""
    for name in ("하나", "둘", "셋"):
        documents.add(ledger, reading("원전 건설을 적극 돕겠다", publisher=name), address=name)
    return ledger


def test_a_record_that_was_split_off_stays_out(copies: Ledger) -> None:
    (group,) = grouped(copies)
    second = group[1]
    merges.split(copies, second, "김코더", "다른 날의 말")
    apart = [[group[0], group[2]], [second]]
    assert sorted(grouped(copies)) == sorted(apart)
    sound(copies)
    relink(copies, group)
    documents.reread(copies, 2, stored(copies, 2))
    assert sorted(grouped(copies)) == sorted(apart)
    sound(copies)


def test_a_new_copy_joins_one_side_and_does_not_bring_them_together(copies: Ledger) -> None:
    (group,) = grouped(copies)
    merges.split(copies, group[1], "김코더", "다른 날의 말")
    documents.add(copies, reading("원전 건설을 적극 돕겠다", publisher="넷"))
    groups = grouped(copies)
    assert len(groups) == 2
    assert not any({group[0], group[1]} <= set(one) for one in groups)
    sound(copies)


def test_undoing_a_split_brings_the_record_back(copies: Ledger) -> None:
    groups = grouped(copies)
    done = merges.split(copies, groups[0][1], "김코더", "다른 날의 말")
    merges.undo(copies, done.entry, "김코더")
    assert grouped(copies) == groups
    sound(copies)


def test_the_newer_word_holds_and_the_older_comes_back_with_its_undoing(copies: Ledger) -> None:
    (group,) = grouped(copies)
    merges.split(copies, group[1], "김코더", "다른 날의 말")
    parted = items(copies)
    merged = merges.merge(copies, parted[group[0]], parted[group[1]], "박과장", "같은 날이 맞음")
    assert grouped(copies) == [group]
    merges.undo(copies, merged.entry, "박과장")
    assert len(grouped(copies)) == 2
    sound(copies)


def test_one_can_be_taken_out_of_what_a_person_merged(desk: Ledger) -> None:
    before = items(desk)
    one, _, two, _, three, _ = before
    merges.merge(desk, before[one], before[two], "김코더", "같은 발언")
    merges.merge(desk, before[one], before[three], "김코더", "같은 발언")
    done = merges.split(desk, one, "박과장", "하나는 아님")
    now = items(desk)
    assert now[two] == now[three] != now[one]
    relink(desk, before)
    assert items(desk) == now
    merges.undo(desk, done.entry, "박과장")
    assert len({items(desk)[number] for number in (one, two, three)}) == 1
    sound(desk)


def test_decisions_hold_for_the_same_words_in_a_new_version(desk: Ledger) -> None:
    before = items(desk)
    one, _, two, *_ = before
    merges.merge(desk, before[one], before[two], "김코더", "같은 발언")
    newer = reading("머리말이 붙었다\n원전 건설을 돕겠다\n희토류 광산을 열겠다", publisher="하나", speaker="하나")
    number = documents.add(desk, newer, address="하나").id
    now = {row.words: row.item for row in rows(desk, "statement") if row.document == number}
    assert now["원전 건설을 돕겠다"] == items(desk)[two] == before[one]
    relink(desk, [two])
    assert items(desk)[two] == before[one]
    sound(desk)


def test_a_split_holds_for_the_same_words_in_a_new_version(copies: Ledger) -> None:
    (group,) = grouped(copies)
    merges.split(copies, group[1], "김코더", "다른 날의 말")
    newer = reading("머리말이 붙었다\n원전 건설을 적극 돕겠다", publisher="둘")
    number = documents.add(copies, newer, address="둘").id
    new = next(r for r in rows(copies, "statement") if r.document == number and "원전" in r.words)
    assert new.item not in {items(copies)[group[0]], items(copies)[group[2]]}
    sound(copies)


def test_names_of_one_person_are_merged_and_show_the_offices_by_date(ledger: Ledger) -> None:
    for year, name, office in (
        ("2019", "레반 초헬리", "총리"),
        ("2022", "엘 초헤리", "의장"),
        ("2023", "레반 초헬리", "대사"),
    ):
        documents.add(
            ledger, reading(f"{year}년 말씀", published=f"{year}-03-01", speaker=name, office=office, country="GEO")
        )
    names = items(ledger, "entity")
    homes = sorted(set(names.values()))
    assert len(homes) == 2
    merges.merge(ledger, *homes, "김코더", "음역 차이")
    with ledger.read() as connection:
        found = [(one.date, one.office) for one in merges.offices(connection, homes[0])]
    assert found == [("2019-03-01", "총리"), ("2022-03-01", "의장"), ("2023-03-01", "대사")]
    sound(ledger)


def test_a_merge_changes_what_the_item_says(desk: Ledger) -> None:
    before = items(desk)
    one, _, two, *_ = before
    merges.merge(desk, before[one], before[two], "김코더", "같은 발언")
    with desk.read() as connection:
        assert connection.scalar(select(item.c.documents).where(item.c.id == before[one])) == 2
        assert connection.scalar(select(item.c.id).where(item.c.id == before[two])) is None


def test_what_cannot_be_merged_is_refused(desk: Ledger) -> None:
    before = items(desk)
    one, two, *_ = before
    person = next(iter(items(desk, "entity").values()))
    for a, b, why, said in (
        (before[one], before[one], "같음", "are one already"),
        (before[one], person, "같음", "only the same kind"),
        (before[one], 999_999, "같음", "nothing joined under number 999999"),
        (before[one], before[two], "  ", "no reason is given"),
    ):
        with pytest.raises(DecisionInvalid, match=said):
            merges.merge(desk, a, b, "김코더", why)
    with pytest.raises(DecisionInvalid, match="stands alone already"):
        merges.split(desk, one, "김코더", "다름")
    with pytest.raises(DecisionInvalid, match="is in no item"):
        merges.split(desk, 999_999, "김코더", "다름")
    with pytest.raises(DecisionInvalid, match="is no merge or split"):
        merges.undo(desk, 1, "김코더")
    sound(desk)


def test_a_person_and_an_organisation_are_not_one(ledger: Ledger) -> None:
    made = reading("원전 건설을 돕겠다")
    house = Entity(id="e2", type="organization", name="청와대", mentions=made.entities[0].mentions, country="KOR")
    documents.add(ledger, msgspec.structs.replace(made, entities=(*made.entities, house)))
    one, other = sorted(set(items(ledger, "entity").values()))
    with pytest.raises(DecisionInvalid, match=r"of kind person, .* of kind organization"):
        merges.merge(ledger, one, other, "김코더", "같음")


def test_a_report_that_shows_two_to_be_one_joins_them_and_parts_them_when_it_goes(ledger: Ledger) -> None:
    halves = ("원전 건설과 희토류 광산 개발을 적극 돕겠다", "전기차 공장과 배터리 단지 조성도 서두르겠다")
    for number, text in enumerate(halves):
        documents.add(ledger, reading(text, publisher=f"{number}"))
    assert len(grouped(ledger)) == 2
    documents.add(ledger, reading(" ".join(halves), publisher="둘 다"))
    together = grouped(ledger)
    bridge = max(items(ledger))
    review.reject(ledger, bridge, "김코더")
    assert len(together) == 1
    assert len(grouped(ledger)) == 2
    sound(ledger)


def test_tampering_with_decisions_shows(copies: Ledger) -> None:
    (group,) = grouped(copies)
    merges.split(copies, group[1], "김코더", "다른 날의 말")
    for wrong, right in (
        ({"same": True}, {"same": False}),
        ({"person": "남"}, {"person": "김코더"}),
        ({"undone": 1}, {"undone": None}),
    ):
        for values, faults in ((wrong, True), (right, False)):
            with copies.write() as connection:
                connection.execute(update(decision).values(**values))
            with copies.read() as connection:
                assert bool(list(proof.disagreements(connection))) is faults


def test_samples_merge_and_part_without_loss(ledger: Ledger) -> None:
    for name in sample_names()[:3]:
        documents.add(ledger, sample(name), address=name)
    before = {kind: items(ledger, kind) for kind in ("statement", "commitment", "entity")}
    entries = []
    for kind, homes in before.items():
        first, *others = _homes_of_one_kind(ledger, kind, homes.values())
        entries += [merges.merge(ledger, first, other, "김코더", "시험").entry for other in others[:2]]
    for entry in reversed(entries):
        merges.undo(ledger, entry, "김코더")
    assert {kind: items(ledger, kind) for kind in before} == before
    sound(ledger)


def _homes_of_one_kind(ledger: Ledger, kind: str, homes: Iterable[int]) -> Sequence[int]:
    if kind != "entity":
        return sorted(set(homes) - {None})
    people = {row.item for row in rows(ledger, kind) if row.sighting and '"kind":"person"' in row.sighting}
    return sorted(people)
