"""What an item says where its reports differ, and on whose word."""

import pytest
from tests.resolve.made import ABAY, KOREA, MIN, said

from hoedam import Settings
from hoedam.reader import Reader
from hoedam.resolve.clusters import cluster
from hoedam.resolve.settle import Settled, settle
from hoedam.resolve.sightings import Party, Sighting, sightings

WORDS = "악타우 항만의 곡물 터미널을 짓도록 돕겠다"


def test_the_official_source_decides() -> None:
    official = said(WORDS, document_kind="readout", act="pledge")
    others = [said(WORDS, act="assess"), said(WORDS, act="assess")]
    settled = settle([*others, official])
    assert settled.acts.value == ("pledge",) and settled.acts.how == "official"
    assert settled.acts.by == (official.evidence,)
    assert settled.acts.against == tuple(sorted(s.evidence for s in others))


def test_else_the_majority() -> None:
    group = [said(WORDS, act="pledge"), said(WORDS, act="assess"), said(WORDS, act="pledge")]
    settled = settle(group)
    assert settled.acts.value == ("pledge",) and settled.acts.how == "majority"
    assert settled.acts.against == (group[1].evidence,)


def test_one_report_is_all_there_is() -> None:
    settled = settle([said(WORDS)])
    assert settled.acts.how == settled.speakers.how == "only" and settled.certain


def test_a_certain_speaker_outranks_a_doubt_even_an_official_one() -> None:
    doubtful = said(WORDS, MIN, certain=False, alternatives=(ABAY,), document_kind="readout")
    certain = said(WORDS, ABAY)
    settled = settle([doubtful, certain])
    assert settled.speakers.value == (ABAY,) and settled.speakers.how == "certain"
    assert settled.speakers.by == (certain.evidence,) and settled.speakers.against == (doubtful.evidence,)


def test_doubts_alone_stay_a_doubt() -> None:
    settled = settle([said(WORDS, MIN, certain=False, alternatives=(ABAY,)) for _ in range(2)])
    assert not settled.certain and settled.speakers.value == (MIN,)


def test_spellings_count_as_one() -> None:
    spelt = Party(type="person", name="다르칸 아바이", country="KAZ", office="대통령")
    group = [said(WORDS, ABAY), said(WORDS, spelt), said(WORDS, MIN)]
    settled = settle(group)
    assert settled.speakers.value[0].country == "KAZ"
    assert settled.speakers.by == (group[0].evidence, group[1].evidence)
    assert settled.speakers.against == (group[2].evidence,)


def test_a_report_in_two_sentences_has_the_acts_of_both() -> None:
    whole = said(WORDS, document="a", local="s1", act="inform", document_kind="readout")
    second = said(WORDS, document="a", local="s2", act="pledge", document_kind="readout")
    assert settle([whole, second]).acts.value == ("inform", "pledge")


def test_order_does_not_matter() -> None:
    group = [said(WORDS, MIN), said(WORDS, ABAY), said(WORDS, KOREA, "agree")]
    assert settle(group) == settle(group[::-1])


DOUBTFUL = """한·카자흐, 물류 협의체 만든다
(서울=가온통신) 윤가람 기자 = 민서준 대통령은 17일 청와대에서 다르한 아바이 카자흐스탄 대통령과 정상회담을 했다.
민 대통령은 카자흐스탄이 고려인의 정착을 도와준 데 대해 사의를 표하면서, 이는 두 나라를 잇는 다리가 되었다고 평가했다.
그러면서 "물류 협의체를 따로 두고 카자흐스탄 측 부총리로 하여금 한국과의 교역을 맡게 할 것이며, 큰 사업은 본인이 직접 살피겠다"고 했다.
"""
CERTAIN = """아바이 "한국과의 교역, 부총리가 맡는다"
남해일보 조은비 기자
다르한 아바이 카자흐스탄 대통령은 17일 민서준 대통령과의 정상회담에서 "카자흐스탄 부총리로 하여금 한국과의 교역을 맡도록 하겠다"며 "큰 사업은 본인이 직접 살피겠다"고 말했다.
"""


@pytest.fixture(scope="module")
def pledges() -> list[Sighting]:
    """The statements of two stories on one pledge: one leaves the speaker in doubt, one names him."""
    from datetime import date

    reader = Reader(Settings(published=date(2021, 8, 17)))
    return [s for text in (DOUBTFUL, CERTAIN) for s in sightings(reader.read(text)) if s.kind == "statement"]


def test_a_doubt_is_settled_by_a_document_that_names_him(pledges: list[Sighting]) -> None:
    doubtful = next(sighting for sighting in pledges if "물류 협의체" in sighting.words)
    assert not doubtful.certain
    group = next(group for group in cluster(pledges) if doubtful in group)
    assert len({member.document for member in group}) == 2
    settled: Settled = settle(group)
    assert [party.name for party in settled.speakers.value] == ["다르한 아바이"]
    assert settled.speakers.how == "certain" and settled.certain
    certain = {member.evidence for member in group if member.document != doubtful.document}
    assert certain and certain <= set(settled.speakers.by)


def test_what_nobody_says_rests_on_nobody() -> None:
    settled = settle([said(WORDS), said(WORDS)])
    assert settled.name.value == "" and settled.name.by == () and settled.name.against == ()
    assert settled.words.by and settled.words.value == WORDS
