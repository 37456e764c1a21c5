"""Sightings: a reading's records with nothing left to look up, and as JSON there and back."""

import msgspec
import pytest
from tests.resolve.made import said

from hoedam import Reading, Settings
from hoedam.reader import Reader
from hoedam.resolve.sightings import Sighting, main_meeting, sightings

TEXT = """한·카자흐 정상회담 결과
(서울=가온통신) 윤가람 기자 = 민서준 대통령은 17일 청와대에서 다르한 아바이 카자흐스탄 대통령과 정상회담을 했다.
아바이 대통령은 "희토류 탐사에 한국 기업이 참여해 달라"고 요청했고, 민 대통령은 "탐사단을 9월에 보내겠다"고 답했다.
두 정상은 희토류 협의체를 신설하기로 했다. 양국은 2019년 4월 정상회담에서 합의한 교역투자협정에 서명했다.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    from datetime import date

    return Reader(Settings(published=date(2021, 8, 18))).read(TEXT)


def of(reading: Reading, kind: str) -> list[Sighting]:
    return [sighting for sighting in sightings(reading) if sighting.kind == kind]


def test_every_record_has_one(reading: Reading) -> None:
    found = sightings(reading)
    local = [sighting.local for sighting in found]
    assert len(set(local)) == len(local)
    records = (*reading.statements, *reading.commitments, *reading.agreements, *reading.bodies, *reading.projects,
               *reading.meetings)  # fmt: skip
    assert {record.id for record in records} <= set(local)


def test_a_statement_stands_alone(reading: Reading) -> None:
    asked, answered = of(reading, "statement")[:2]
    assert [party.name for party in asked.speakers] == ["다르한 아바이"]
    assert asked.countries == ("KAZ", "KOR") and asked.acts == ("request",)
    assert asked.published == "2021-08-18" and asked.date == "2021-08-17" and asked.date_basis == "meeting"
    assert set(answered.answered) <= set(asked.stems)
    assert asked.evidence == f"{reading.document.id}#{asked.local}"


def test_a_commitment_has_owner_and_speaker(reading: Reading) -> None:
    pledge = next(sighting for sighting in of(reading, "commitment") if "탐사단" in sighting.words)
    assert pledge.owner == ("KOR",) and pledge.strength == "pledged" and pledge.statement
    assert [party.name for party in pledge.speakers] == ["민서준"]


def test_a_matter_has_parties_and_steps(reading: Reading) -> None:
    agreement = of(reading, "agreement")[0]
    assert agreement.name == "교역투자협정" and "signed" in {step.status for step in agreement.status}
    assert agreement.countries == ("KAZ", "KOR")


def test_the_meeting_of_the_day_before_is_what_the_story_is_about(reading: Reading) -> None:
    meeting = main_meeting(reading)
    assert meeting and meeting.date == "2021-08-17"


def test_json(reading: Reading) -> None:
    for sighting in sightings(reading):
        assert Sighting.from_json(sighting.to_json()) == sighting
        assert Sighting.from_json(sighting.to_json()).to_json() == sighting.to_json()
    with pytest.raises(msgspec.ValidationError):
        Sighting.from_json(b'{"kind": "statement", "local": "s1", "nonsense": 1}')


def test_the_same_reading_gives_the_same_sightings(reading: Reading) -> None:
    assert sightings(reading) == sightings(Reading.from_json(reading.to_json()))


def test_official() -> None:
    assert said("공장을 짓겠다", document_kind="readout").official
    assert not said("공장을 짓겠다").official


def test_a_sighting_of_another_version_can_still_be_read() -> None:
    old = b'{"kind":"statement","local":"s1","document":"d","document_kind":"news","words":"x","no_longer_known":1}'
    assert Sighting.from_json(old).words == "x"
