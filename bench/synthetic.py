"""Readings that nobody wrote: as many as one likes, the same ones every time, for measuring ledgers of any size.

usage: python bench/synthetic.py ADDRESS [--documents N] [--follow-ups]

Meetings of Korea with forty states over thirty years, each told by four documents in words that vary a little; about
ten statements a document. The records are made together with their text, so every span is true, and no analyser runs.
The command takes a ledger to so many documents; what they say of earlier commitments is not judged for every document
but, with --follow-ups, in one pass at the end: all else is the same as in a ledger made document by document.
"""

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import func, select

from hoedam.ledger import Ledger, documents, proposing
from hoedam.ledger.tables import document, record
from hoedam.model import (
    Act,
    Attribution,
    Block,
    Commitment,
    Document,
    Engine,
    Entity,
    Matter,
    Meeting,
    Reading,
    Span,
    Statement,
    StatusEvent,
    Time,
)

COPIES = 4  # documents that tell of one meeting
ENGINE = Engine(version="0.1.0", rules="synthetic", analyser="none")

_STATES = dict(
    pair.split(":")
    for pair in [
        "USA:미국",
        "CHN:중국",
        "JPN:일본",
        "RUS:러시아",
        "DEU:독일",
        "FRA:프랑스",
        "GBR:영국",
        "ITA:이탈리아",
        "ESP:스페인",
        "POL:폴란드",
        "CZE:체코",
        "HUN:헝가리",
        "ROU:루마니아",
        "UKR:우크라이나",
        "GEO:조지아",
        "KAZ:카자흐스탄",
        "UZB:우즈베키스탄",
        "MNG:몽골",
        "VNM:베트남",
        "THA:태국",
        "IDN:인도네시아",
        "MYS:말레이시아",
        "PHL:필리핀",
        "SGP:싱가포르",
        "IND:인도",
        "PAK:파키스탄",
        "AUS:호주",
        "NZL:뉴질랜드",
        "CAN:캐나다",
        "MEX:멕시코",
        "BRA:브라질",
        "ARG:아르헨티나",
        "CHL:칠레",
        "PER:페루",
        "SAU:사우디아라비아",
        "ARE:아랍에미리트",
        "QAT:카타르",
        "TUR:튀르키예",
        "EGY:이집트",
        "ZAF:남아프리카공화국",
    ]
)
_SURNAMES = ["권", "한", "남", "서", "문", "류", "정", "강", "오", "임"]
_SYLLABLES = [
    "가",
    "나",
    "도",
    "라",
    "마",
    "보",
    "사",
    "유",
    "진",
    "태",
    "하",
    "호",
    "세",
    "레",
    "니",
    "미",
    "테",
    "로",
]
_SUBJECTS = {
    "energy.hydrogen": "수소 생산 설비,해상 수소 운송선,연료전지 발전소,수소 충전소",
    "energy.nuclear": "신규 원전 두 기,소형모듈원자로 설계,원전 해체 기술,핵연료 공급망",
    "minerals.lithium": "리튬 정련 공장,니켈 광산 지분,희토류 비축 창고,흑연 탐사 사업",
    "transport.aviation": "직항 노선 여섯 편,공항 관제 장비,화물 전용 항로,항공 정비 센터",
    "transport.rail": "고속철도 차량,도시철도 3호선,신호 체계 교체,철도 인력 연수",
    "trade": "자동차 부품 관세,농산물 검역 절차,원산지 증명 전산망,수출 보증 한도",
    "defence": "자주포 120문,훈련기 부품,공동 해상 훈련,군수 정비 협정",
    "health": "백신 원료 생산,감염병 감시망,의료진 교환,의약품 허가 심사",
    "education": "장학생 300명,한국어 교원,공동 연구소,직업 훈련원",
    "consular": "교민 안전 지도,비자 발급 기간,재외투표소,범죄인 인도",
}
_DEEDS = {
    "pledge": "{when} {what}을 마련하겠다,{what}에 {n}억 달러를 투자하겠다,{when} {what} 협의를 시작하겠다",
    "request": "{what}에 더 많은 기업이 참여해 달라,{when} {what} 문제를 풀어 달라,{what} 지원을 늘려 달라",
    "propose": "{what}을 위한 실무단을 만들자,{when} {what} 조사를 함께 하자,{what} 분야 협력을 넓히자",
    "assess": "{what}이 양국 관계의 버팀목이 됐다,{what} 성과가 {n}퍼센트 늘었다,{what}에서 큰 진전이 있었다",
    "thank": "{what}을 도와준 데 감사한다,{what}에 보여 준 관심에 사의를 표한다",
    "concern": "{what}이 늦어져 우려된다,{what} 차질이 길어져 걱정스럽다",
    "hope": "{what}이 {when} 결실을 맺기를 바란다,{what} 논의가 이어지기를 기대한다",
}
_VERBS = {
    "pledge": "밝혔다",
    "request": "요청했다",
    "propose": "제안했다",
    "assess": "평가했다",
    "thank": "말했다",
    "concern": "전했다",
    "hope": "말했다",
}
_STRENGTHS = {"pledge": "pledged", "request": "requested", "propose": "proposed"}
_WHENS = ("올해 안에", "내년 상반기까지", "내년까지", "3년 안에", "다음 달")
_OUTLETS = ("한강일보", "남산신문", "대통령실", "외교부")


@dataclass(frozen=True)
class Said:
    """One statement as it was said at a meeting: by the home side or the other, what it does, about what."""

    home: bool
    act: str
    sector: str
    words: str


@dataclass(frozen=True)
class Event:
    """A meeting: with which state, when, between whom, and what was said."""

    state: str
    day: date
    host: str
    guest: str
    said: tuple[Said, ...]


@dataclass
class Draft:
    """A text that grows, and spans in it."""

    text: str = ""
    spans: dict[str, list[Span]] = field(default_factory=dict)

    def put(self, words: str, name: str = "") -> Span:
        """Append words; under a name, their span is kept as a mention of it."""
        span = Span(len(self.text), len(self.text) + len(words), words)
        self.text += words
        if name:
            self.spans.setdefault(name, []).append(span)
        return span


def readings(count: int, first: int = 0) -> Iterator[Reading]:
    """The readings number `first` to `first + count`."""
    return (reading(number) for number in range(first, first + count))


def reading(number: int) -> Reading:
    """One reading; the same number always gives the same."""
    event = _event(number // COPIES)
    return _told(event, number)


def _event(number: int) -> Event:
    random = Random(f"event {number}")
    state = random.choice(list(_STATES))
    day = date(1996, 1, 1) + timedelta(days=random.randrange(30 * 365))
    said = tuple(_said(random) for _ in range(random.randint(8, 14)))
    return Event(state, day, _name(f"KOR {day.year // 5}", korean=True), _name(f"{state} {day.year // 4}"), said)


def _name(seed: str, *, korean: bool = False) -> str:
    random = Random(seed)
    given = "".join(random.sample(_SYLLABLES, 2))
    return random.choice(_SURNAMES) + given if korean else given + " " + "".join(random.sample(_SYLLABLES, 3))


def _said(random: Random) -> Said:
    act, sector = random.choice(list(_DEEDS)), random.choice(list(_SUBJECTS))
    place = "".join(random.sample(_SYLLABLES, 3)) + random.choice(("시", "항", "주", "군"))
    what, when = f"{place} {random.choice(_SUBJECTS[sector].split(','))}", random.choice(_WHENS)
    words = random.choice(_DEEDS[act].split(",")).format(what=what, when=when, n=random.randint(2, 90))
    return Said(random.random() < 0.5, act, sector, words)


def _told(event: Event, number: int) -> Reading:
    """What one document tells: most of what was said, in its order."""
    random = Random(f"document {number}")
    told = [said for said in event.said if random.random() < 0.9] or list(event.said[:1])
    draft, state = Draft(), _STATES[event.state]
    draft.put(f"{event.host} 대통령, {state} {event.guest} 총리와 회담 ({number})\n")
    draft.put(f"{event.host} 대통령", "e1")
    draft.put("은 ")
    day = draft.put(f"{event.day.year}년 {event.day.month}월 {event.day.day}일")
    draft.put(" ")
    draft.put(state, "e3")
    draft.put(" ")
    draft.put(f"{event.guest} 총리", "e2")
    met = draft.put("와 정상회담을 열었다")
    draft.put(".\n")
    records = [_statement(draft, said, at, event) for at, said in enumerate(told, start=1)]
    matter = _matter(draft, told[0], event)
    published = event.day + timedelta(days=random.randint(0, 1))
    return Reading(
        engine=ENGINE,
        document=_document(draft.text, published, number),
        entities=_entities(draft, event),
        meetings=(_meeting(event, met),),
        statements=tuple(statement for statement, _ in records),
        commitments=tuple(commitment for _, commitment in records if commitment),
        agreements=(matter,),
        times=(_time(day, event.day),),
    )


def _statement(draft: Draft, said: Said, number: int, event: Event) -> tuple[Statement, Commitment | None]:
    who, other = ("e1", "e2") if said.home else ("e2", "e1")
    subject = draft.put(f"{event.host} 대통령" if said.home else f"{event.guest} 총리", who)
    draft.put("은 “")
    words = draft.put(said.words)
    draft.put("”고 ")
    cue = draft.put(_VERBS[said.act])
    draft.put(".\n")
    act = Act(act=said.act, span=words, sectors=(said.sector,), rule="synthetic")  # type: ignore[arg-type]
    why = Attribution(basis="subject", certain=True, evidence=(subject,))
    statement = Statement(
        id=f"s{number}", speakers=(who,), form="direct", content=(words,), cue=cue, attribution=why, acts=(act,),
        addressees=(other,), meeting="m1",
    )  # fmt: skip
    return statement, _commitment(said, words, number, event)


def _commitment(said: Said, words: Span, number: int, event: Event) -> Commitment | None:
    if said.act not in _STRENGTHS:
        return None
    sides = ["KOR", event.state]
    owner = sides[said.home == (said.act == "request")]  # who is asked owes what the other asks for
    return Commitment(
        id=f"c{number}", strength=_STRENGTHS[said.act], owner=(owner,), content=words,  # type: ignore[arg-type]
        sectors=(said.sector,), statement=f"s{number}", counterpart=tuple(side for side in sides if side != owner),
    )  # fmt: skip


def _matter(draft: Draft, said: Said, event: Event) -> Matter:
    draft.put("두 나라는 ")
    name = draft.put(" ".join(said.words.split()[:3]) + " 협정")
    span = Span(name.start, name.end + len(" 체결"), name.text + " 체결")
    draft.put(" 체결을 추진하기로 했다.\n")
    status = StatusEvent(status="planned", span=span, date=event.day.isoformat())
    return Matter(
        id="ag1", name=name.text, mentions=(name,), status=(status,), parties=("KOR", event.state),
        sectors=(said.sector,),
    )  # fmt: skip


def _entities(draft: Draft, event: Event) -> tuple[Entity, ...]:
    known: dict[str, Any] = {
        "e1": {"type": "person", "name": event.host, "country": "KOR", "office": "대통령"},
        "e2": {"type": "person", "name": event.guest, "country": event.state, "office": "총리"},
        "e3": {"type": "country", "name": _STATES[event.state], "country": event.state},
    }
    return tuple(Entity(id=id, mentions=tuple(draft.spans[id]), **about) for id, about in known.items())


def _meeting(event: Event, words: Span) -> Meeting:
    return Meeting(
        id="m1", kind="summit", participants=("e1", "e2"), evidence=(words,), date=event.day.isoformat(), place="서울"
    )


def _time(span: Span, day: date) -> Time:
    value = day.isoformat()
    return Time(id="t1", span=span, value=value, anchor="none", from_=value, to=value)


def _document(text: str, published: date, number: int) -> Document:
    head = text.index("\n")
    blocks = (
        Block(id="b1", kind="headline", start=0, end=head),
        Block(id="b2", kind="paragraph", start=head + 1, end=len(text)),
    )
    outlet = _OUTLETS[number % COPIES]
    return Document(
        id="sha256:" + sha256(text.encode()).hexdigest(),
        kind="readout" if outlet in _OUTLETS[2:] else "news",
        language="ko",
        text=text,
        blocks=blocks,
        source=f"https://synthetic.invalid/{number}",
        title=text[:head],
        publisher=outlet,
        published=published.isoformat(),
        published_basis="given",
    )


def grow(ledger: Ledger, count: int) -> Iterator[int]:
    """Take a ledger of such documents to a number of them, without judging follow-ups; tells how many there are."""
    with ledger.read() as connection:
        there = connection.scalar(select(func.count()).select_from(document)) or 0
    with patch.object(proposing, "propose_for", lambda *_: None):
        for number, one in enumerate(readings(count - there, there), start=there + 1):
            documents.add(ledger, one, address=one.document.source)
            yield number


def follow_up(ledger: Ledger, at_once: int = 500) -> Iterator[int]:
    """Judge what all records say of earlier commitments; tells up to which record that is done."""
    with ledger.read() as connection:
        ids = list(connection.scalars(select(record.c.id).where(record.c.live).order_by(record.c.id)))
    for start in range(0, len(ids), at_once):
        with ledger.write() as connection:
            proposing.propose_for(connection, ids[start : start + at_once])
        yield ids[start : start + at_once][-1]


def main() -> None:
    """Make a large ledger."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("ledger", metavar="ADDRESS", help="made, or taken further")
    options.add_argument("--documents", type=int, default=20_000, help="how many it shall have")
    options.add_argument("--follow-ups", action="store_true", help="judge them at the end")
    given = options.parse_args()
    begun = time.perf_counter()
    with Ledger.open(given.ledger, create=True) as ledger:
        for number in grow(ledger, given.documents):
            if number % 500 == 0:
                print(f"{number:,} documents in {time.perf_counter() - begun:,.0f} s", flush=True)
        for number in follow_up(ledger) if given.follow_ups else ():
            print(f"follow-ups of records up to r{number} in {time.perf_counter() - begun:,.0f} s", flush=True)


if __name__ == "__main__":
    main()
