"""One agreement, body or project by several names."""

import pytest
from tests.resolve.made import made

from hoedam.resolve import likeness
from hoedam.resolve.matters import head, object_stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한-카자흐 교역투자협정", "양국 간 교역·투자 협정"),
        ("항공협정", "대한민국 정부와 카자흐스탄 정부 간의 항공업무에 관한 협정"),
        ("희토류 협력 양해각서", "희토류 분야 협력에 관한 MOU"),
        ("「전자정부 협력 양해각서」", "전자정부 양해각서(MOU)"),
        ("한·카자흐 자유무역협정", "자유무역협정(FTA)"),
    ],
)
def test_agreements(one: str, other: str) -> None:
    like = likeness(made("agreement", name=one), made("agreement", name=other))
    assert like and like.score >= 0.7, (object_stems(one), object_stems(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("희토류 협력 양해각서", "관광 협력 양해각서"),
        ("희토류 협력 양해각서", "희토류 협력 협정"),
        ("항공협정", "사회보장협정"),
        ("투자보장협정", "교역투자협정"),
        ("항공협정", "항공보안협정"),
    ],
)
def test_other_agreements(one: str, other: str) -> None:
    assert likeness(made("agreement", name=one), made("agreement", name=other)) is None


def test_other_parties() -> None:
    one, other = (made("agreement", name="항공협정", countries=pair) for pair in (("KAZ", "KOR"), ("KOR", "UZB")))
    assert likeness(one, other) is None
    unknown = made("agreement", name="항공협정", countries=("KOR",))
    assert likeness(one, unknown)


def test_bodies_and_projects() -> None:
    assert likeness(made("body", name="차관급 정책협의회"), made("body", name="한-카자흐 정책협의회"))
    assert likeness(made("body", name="희토류 협의체"), made("body", name="보건 협의체")) is None
    assert likeness(made("project", name="악타우 곡물 터미널"), made("project", name="악타우 항만 곡물터미널 사업"))
    assert likeness(made("project", name="알마티 순환도로"), made("project", name="알마티 조립공장")) is None


def test_dates_do_not_matter() -> None:
    later = made("agreement", name="항공협정", date="2024-01-01", published="2024-01-01")
    assert likeness(made("agreement", name="항공협정"), later)
    assert made("agreement", name="항공협정").keys & later.keys


@pytest.mark.parametrize(("name", "kind"), [("교역투자협정", "treaty"), ("협정 이행 양해각서", "mou"), ("정책협의회", "group"),
                                             ("알마티 순환도로", None)])  # fmt: skip
def test_head(name: str, kind: str | None) -> None:
    assert head(name) == kind
