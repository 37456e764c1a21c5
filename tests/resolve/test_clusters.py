"""Items: joined and begun one by one or all at once, with what persons decided."""

import random
from collections.abc import Iterable, Sequence

from tests.resolve.made import ABAY, MIN, said

from hoedam.resolve.clusters import Decisions, Items, cluster, fullest, joins, place
from hoedam.resolve.sightings import Sighting

PORT = "악타우 항만의 곡물 터미널을 짓도록 돕겠다"
DATES = "심켄트 박물관에 대추야자 표본을 기증하겠다"


def parts(groups: Iterable[Sequence[Sighting]]) -> set[frozenset[str]]:
    return {frozenset(member.evidence for member in group) for group in groups}


def test_place() -> None:
    one, two, other = said(PORT), said("악타우 곡물 터미널 건설을 지원할 것"), said(DATES)
    assert place(one, {}) == (None, None)
    id, like = place(two, {1: [other], 2: [one]})
    assert id == 2 and like and "same_speaker" in like.reasons
    assert place(said("카스피해 해저 지도를 만들겠다"), {1: [other], 2: [one]}) == (None, None)


def test_a_merged_report_joins_what_others_tell_apart() -> None:
    whole = said("악타우 항만의 곡물 터미널을 짓도록 돕고 심켄트 박물관에 대추야자 표본을 기증하겠다")
    first, second = said(PORT, document="b", local="s1"), said(DATES, document="b", local="s2")
    assert {id for id, _ in joins(whole, {1: [first], 2: [second]})} == {1, 2}
    assert parts(cluster([first, second, whole])) == {frozenset(s.evidence for s in (whole, first, second))}


def test_without_it_they_stay_apart() -> None:
    first, second = said(PORT, document="b", local="s1"), said(DATES, document="b", local="s2")
    assert len(cluster([first, second])) == 2


def test_a_chain_does_not_glue() -> None:
    a = said("악타우 항만 곡물 터미널과 철도 화차를 지원하겠다")
    b = said("철도 화차와 항만 크레인을 지원하겠다")
    c = said("항만 크레인과 어선 엔진을 지원하겠다")
    groups = cluster([a, b, c])
    assert not any({a.evidence, c.evidence} <= {m.evidence for m in group} for group in groups)


def test_two_speakers_of_one_document_are_never_glued() -> None:
    asked = said("부산과 악타우를 잇는 직항을 열어 달라", ABAY, "request", document="d", local="s1")
    answer = said("부산과 악타우를 잇는 직항을 열겠다", MIN, "pledge", document="d", local="s2")
    copy = said("부산과 악타우 직항을 열겠다", MIN, "pledge")
    assert parts(cluster([asked, answer, copy])) == {
        frozenset({asked.evidence}),
        frozenset({answer.evidence, copy.evidence}),
    }


def test_decisions_outrank_likeness() -> None:
    one, two, other = said(PORT), said(PORT), said(DATES)
    parted = Decisions.of(apart=[(two.evidence, one.evidence)])
    assert place(two, {1: [one]}, parted) == (None, None)
    assert len(cluster([one, two], parted)) == 2
    joined = Decisions.of(together=[(one.evidence, other.evidence)])
    id, like = place(other, {1: [one]}, joined)
    assert id == 1 and like and like.reasons == ("decided",)
    assert len(cluster([one, other], joined)) == 1


def test_a_bridge_does_not_join_what_a_person_parted() -> None:
    whole = said("악타우 항만의 곡물 터미널을 짓도록 돕고 심켄트 박물관에 대추야자 표본을 기증하겠다", document="w")
    first, second = said(PORT, document="b", local="s1"), said(DATES, document="b", local="s2")
    groups = cluster([first, second, whole], Decisions.of(apart=[(first.evidence, second.evidence)]))
    assert not any({first.evidence, second.evidence} <= {m.evidence for m in group} for group in groups)


def test_order_does_not_matter() -> None:
    own = (PORT, "악타우 곡물 터미널 건설을 지원할 것", "곡물 터미널을 악타우 항만에 짓게 돕겠다", DATES,
           "심켄트 박물관에 대추야자의 표본을 기증할 것", "악타우 곡물 터미널을 돕고 심켄트 박물관에 대추야자 표본을 기증하겠다")  # fmt: skip
    theirs = (
        "카스피해 해저 지도를 함께 만들자",
        "해저 지도를 카스피해에서 함께 만들자",
        "카스피해의 철갑상어 치어를 보내겠다",
    )
    sightings = [*(said(words) for words in own), *(said(words, ABAY) for words in theirs)]
    want = parts(cluster(sightings))
    for seed in range(20):
        shuffled = random.Random(seed).sample(sightings, len(sightings))
        assert parts(cluster(shuffled)) == want
        items = Items()
        for sighting in shuffled:
            items.add(sighting)
        assert parts(items.groups()) == want


def test_nothing_is_lost() -> None:
    sightings = [said(PORT), said(DATES), said("사의를 표했다", act="thank")]
    assert sorted(m.evidence for group in cluster(sightings) for m in group) == sorted(s.evidence for s in sightings)


def test_fullest() -> None:
    short, full = said("터미널을 짓겠다"), said(PORT)
    assert fullest([short, full]) is full
