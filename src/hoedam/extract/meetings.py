"""Meetings: who met whom, when, where and how, with the words that say so.

    1. words of meeting in every sentence, quotations sentence by sentence; what is only planned, asked or denied is none
    2. who took part: the persons of the clause, the pair before the word, the sides of the story
    3. the date of the clause, else of the story
    4. mentions of one meeting made one

Handled: 17일 청와대에서 B 대통령과 정상회담을 하고 · 두 정상은 앞서 단독회담을 · (한-가나 외교장관회담, 5.28.) · 앞서 7일 열린 한일 회담 ·
지난해 5월 서울 정상회담 이후 (background: the states) · 총리를 예방했다 · 세 나라 외교장관은 8일 따로 오찬을 했다.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hoedam.extract.anchors import closes
from hoedam.extract.context import Context
from hoedam.extract.entities import Mention
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.meeting_rules import Rank, Trigger, kind_by_rank, meeting_rules, rank_of
from hoedam.extract.moods import Mood, find_within, read_mood
from hoedam.language.ko.marks import Quotation, sentences_inside
from hoedam.model import Block, Meeting, MeetingKind, Span, Time

_KINDS = ("paragraph", "list_item", "footnote")
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-[HQ]\d)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_VERBAL = ("하", "했", "한", "할", "함", "합", "해", "고", "아", "았", "은", "으", "서", "며", "자", "던", "는", "기", "면", "습")
_SINCE = re.compile(r"\s?(?:이후|이래|부터|까지|이전|에 이어)")
_GAP = re.compile(r"\s?(?:간|사이의?|양국|정상|외교|국방|통상|산업|경제|재무|외무|확대|단독|소인수|약식|양자|제\d+차|화상|첫|3자|수석대표|고위급|\s|[「『‘“(])*$")
_PARTNER = re.compile(r"(?:님)?(?:과|와|을|를|에게|하고)(?:의|도|는)?(?=[\s,])")
_AND = re.compile(r"(?:과|와|,|·| 및)\s?$")
_PREVIEW = re.compile(r"(?: (?:ㄹ|을)/M (?:예정|계획|방침|전망)/N| 기/T 로/J 하/V 어/E 있/V)")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word of meeting in its sentence: what it says of the meeting. `named`: the participants are the clause's own."""

    trigger: Trigger
    start: int
    end: int
    kind: MeetingKind | None
    participants: tuple[str, ...]
    named: bool
    date: str | None
    place: str | None
    evidence: Span


@dataclass(slots=True)
class Draft:
    """A meeting while the document is being read."""

    kind: MeetingKind
    participants: tuple[str, ...]
    states: frozenset[str]
    date: str | None
    place: str | None
    weak: bool
    evidence: list[Span] = field(default_factory=list)


def read_meetings(context: Context) -> tuple[Meeting, ...]:
    """The meetings that a document reports, in order of first mention; ids are m1, m2 …"""
    reader = Reader(context)
    for block in context.blocks(*_KINDS):
        reader.read(block)
    return reader.close()


class Reader:
    """Reads the sightings of a document block by block and makes meetings of them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.starts = [mention.start for mention in context.entities.mentions]
        self.sightings: list[Sighting] = []

    def read(self, block: Block) -> None:
        """The sightings in one block."""
        text = self.context.document.text
        found = [
            (start, end, trigger)
            for start, end, trigger in find_within(meeting_rules().triggers, text, block.start, block.end)
            if _stands(text, end, trigger)
        ]
        marked = self.context.marked.get(block.id)
        if not found or marked is None:
            return
        for start, end in marked.sentences:
            here = [hit for hit in found if start <= hit[0] < end]
            if here:
                quotations = [q for q in marked.quotations if start <= q.start and q.end <= end]
                self._sentence(start, end, quotations, here)

    def _sentence(self, start: int, end: int, quotations: Sequence[Quotation], hits: list[tuple[int, int, Trigger]]) -> None:
        outside = [hit for hit in hits if not any(q.start <= hit[0] < q.end for q in quotations)]
        if outside:
            self._clause(Clause(self.context, self.starts, start, end, quotations), outside)
        if len(outside) == len(hits):
            return
        text = self.context.document.text
        for quotation in quotations:
            for lo, hi in sentences_inside(text, quotation.inner_start, quotation.inner_end):
                inside = [hit for hit in hits if lo <= hit[0] < hi]
                if inside:
                    self._clause(Clause(self.context, self.starts, lo, hi, ()), inside)

    def _clause(self, clause: "Clause", hits: list[tuple[int, int, Trigger]]) -> None:
        for start, end, trigger in hits:
            sighting = clause.sighting(start, end, trigger)
            if sighting:
                self.sightings.append(sighting)

    def close(self) -> tuple[Meeting, ...]:
        """The meetings of the sightings."""
        return tuple(Merger(self.context).meetings(self.sightings))


def _stands(text: str, end: int, trigger: Trigger) -> bool:
    """Whether the word ends here or goes on as its own verb does (통화했다), and is not another (통화 정책)."""
    rest = text[end : end + 8].lstrip()
    if trigger.not_before and rest.startswith(trigger.not_before):
        return False
    return closes(text, end) is not None or text.startswith(_VERBAL, end)
