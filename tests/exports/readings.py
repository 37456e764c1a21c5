"""Readings for tests of exports: the bundled samples as the engine reads them, and one made by hand."""

from functools import lru_cache
from importlib.resources import files

from tests.documents import document

import hoedam
from hoedam.model import (
    Act,
    Attribution,
    Commitment,
    Engine,
    Entity,
    Issue,
    Matter,
    Meeting,
    Reading,
    Span,
    Statement,
    StatusEvent,
    Time,
)

SAMPLES = sorted(file.name for file in files("hoedam").joinpath("samples").iterdir() if file.name[0] == "2")

# Letters outside the first plane stand before every record, so that code points and UTF-16 differ throughout.
TEXT = (
    "👩🏽‍🚀 한 대통령은 18일 서울에서 박 총리와 정상회담을 했다.\n"
    '한 대통령은 "공장을 짓겠다"며 "귀국의 𠀀 기업이 참여해 달라"고 말했다.\n'
    "박 총리는 사의를 표했다.\n"
    "두 정상은 2021년 말까지\t협의체를 만들기로 했다."
)


@lru_cache
def sample(name: str) -> Reading:
    """The reading of a bundled sample."""
    return hoedam.read(files("hoedam").joinpath("samples", name).read_bytes())


def spot(words: str, nth: int = 0) -> Span:
    """The span of these words in TEXT."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words), words)


def made() -> Reading:
    """Two leaders, four statements, three commitments; every span is true."""
    story = document(TEXT, "2021-08-18")
    statements = (
        Statement(
            id="s1", speakers=("e1",), form="direct", content=(spot("공장을 짓겠다"),), cue=spot("며"), addressees=("e2",),
            attribution=Attribution(basis="subject", certain=True, evidence=(spot("한 대통령", 1),)), meeting="m1",
            acts=(Act(act="pledge", span=spot("공장을 짓겠다"), sectors=("industry",), plover="AGREE", cameo="0311"),),
        ),
        Statement(
            id="s2", speakers=("e1",), form="direct", content=(spot("귀국의 𠀀 기업이 참여해 달라"),), cue=spot("고 말했다"),
            addressees=("e2",), attribution=Attribution(basis="continuation", certain=True), meeting="m1",
            acts=(
                Act(
                    act="request", span=spot("귀국의 𠀀 기업이 참여해 달라"), sectors=("industry",),
                    plover="REQUEST-assist", cameo="0211",
                ),
            ),
        ),
        Statement(
            id="s3", speakers=("e2",), form="narrated", content=(spot("사의를 표했다"),), cue=None, reply_to="s2",
            attribution=Attribution(basis="subject", certain=False, evidence=(spot("박 총리", 1),), alternatives=("e1",)),
            acts=(Act(act="thank", span=spot("사의를 표했다"), sectors=(), plover=None, cameo="018"),), meeting="m1",
        ),
        Statement(
            id="s4", speakers=("e1", "e2"), form="narrated", content=(spot("2021년 말까지\t협의체를 만들기로 했다"),), cue=None,
            attribution=Attribution(basis="collective", certain=True, evidence=(spot("두 정상"),)), meeting="m1",
            acts=(
                Act(
                    act="agree", span=spot("2021년 말까지\t협의체를 만들기로 했다"), sectors=("diplomacy.dialogue",),
                    plover="AGREE", cameo="036",
                ),
            ),
        ),
    )  # fmt: skip
    both = spot("두 정상")
    return Reading(
        engine=Engine(version="0.1.0", rules="sha256:00", analyser="none"),
        document=story,
        entities=(
            Entity(id="e1", type="person", name="한", mentions=(spot("한 대통령"), spot("한 대통령", 1), both), country="KOR", office="대통령"),
            Entity(id="e2", type="person", name="박", mentions=(spot("박 총리"), spot("박 총리", 1), both), country="GEO", office="총리"),
            Entity(id="e3", type="organization", name="공장", mentions=(spot("공장"),)),
        ),
        meetings=(Meeting(id="m1", kind="summit", participants=("e1", "e2"), evidence=(spot("정상회담"),), date="2021-08-18", place="서울"),),
        statements=statements,
        commitments=(
            Commitment(id="c1", strength="pledged", owner=("KOR",), counterpart=("GEO",), content=spot("공장을 짓겠다"), sectors=("industry",), statement="s1"),
            Commitment(id="c2", strength="requested", owner=("GEO",), counterpart=("KOR",), content=spot("귀국의 𠀀 기업이 참여해 달라"), sectors=("industry",), statement="s2"),
            Commitment(id="c3", strength="agreed", owner=("KOR", "GEO"), content=spot("협의체를 만들기로 했다"), sectors=(), statement="s4", due="t1"),
        ),
        bodies=(Matter(id="bo1", name="협의체", mentions=(spot("협의체"),), status=(StatusEvent(status="planned", span=spot("협의체를 만들기로 했다")),), parties=("KOR", "GEO")),),
        times=(Time(id="t1", span=spot("2021년 말"), value="2021-12", anchor="none", from_="2021-12-01", to="2021-12-31"),),
        issues=(Issue(code="speaker_conflict", about="s3"),),
    )  # fmt: skip
