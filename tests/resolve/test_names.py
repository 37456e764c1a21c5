"""Persons and organisations: one person in several spellings, and several of one name."""

import pytest
from tests.resolve.made import ABAY, KAZAKHSTAN, KOREA, MIN, made

from hoedam.resolve.names import office, same_organization, same_party, same_person, skeleton
from hoedam.resolve.sightings import Party


def person(name: str, country: str = "KAZ", title: str | None = "대통령", published: str = "2021-08-17") -> Party:
    return Party(type="person", name=name, country=country, office=title)


@pytest.mark.parametrize(
    "name",
    [
        "다르한 아바이",
        "다르한아바이",
        "다르한-아바이",
        "다르칸 아바이",
        "아바이",
        "다르한 아바이 울루",
        "따르한 아바이",
    ],
)
def test_spellings(name: str) -> None:
    assert same_party(ABAY, person(name))


@pytest.mark.parametrize(
    "other",
    [person("예를란 나비예프"), person("다르한 아바이", country="UZB"), person("사마트 아바이"), KAZAKHSTAN],
)
def test_others(other: Party) -> None:
    assert not same_party(ABAY, other)


@pytest.mark.parametrize(("name", "same"), [("민서준", True), ("민", True), ("민서진", False), ("민서", False)])
def test_korean_names_are_exact(name: str, same: bool) -> None:
    assert bool(same_party(MIN, person(name, country="KOR"))) is same


def test_a_title_is_its_holder_at_the_time() -> None:
    assert same_party(ABAY, person("카자흐스탄 대통령"))
    assert not same_party(ABAY, person("카자흐스탄 총리", title="총리"))
    one = made("person", name="카자흐스탄 대통령", country="KAZ", office="대통령")
    assert same_person(one, made("person", name="다르한 아바이", country="KAZ", office="대통령"))
    later = made("person", name="다르한 아바이", country="KAZ", office="대통령", published="2024-02-01")
    assert not same_person(one, later)


def test_states() -> None:
    assert same_party(KOREA, Party(type="country", name="대한민국", country="KOR"))
    assert not same_party(KOREA, KAZAKHSTAN)


@pytest.mark.parametrize(
    ("a", "b"),
    [("외교부 장관", "외교장관"), ("국무총리", "총리"), ("외무장관", "외교장관"), ("외교부 제1차관", "외교부 1차관")],
)
def test_offices(a: str, b: str) -> None:
    assert office(a) == office(b)


def test_an_office_changes_and_the_person_stays() -> None:
    then = made("person", name="다르한 아바이", country="KAZ", office="총리", published="2016-05-01")
    now = made("person", name="다르한 아바이", country="KAZ", office="대통령")
    assert same_person(then, now)


def test_a_bare_surname_binds_to_office_and_time() -> None:
    full = made("person", name="다르한 아바이", country="KAZ", office="대통령")
    assert same_person(made("person", name="아바이", country="KAZ", office="대통령", published="2022-01-01"), full)
    assert not same_person(made("person", name="아바이", country="KAZ", office="총리"), full)
    assert not same_person(made("person", name="아바이", country="KAZ", office="대통령", published="2009-01-01"), full)


def test_organizations() -> None:
    one = made("organization", name="외교부", country="KOR")
    assert same_organization(one, made("organization", name="외교부", country="KOR"))
    assert not same_organization(one, made("organization", name="외교부", country="CHN"))
    assert not same_organization(one, made("organization", name="국방부", country="KOR"))


def test_skeleton() -> None:
    assert skeleton("카심") == skeleton("까심") == skeleton("카슴")
