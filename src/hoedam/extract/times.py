"""Time expressions of a document: span, TIMEX3 value, interval and what anchored it.

Where the forms stand is `time_forms`, what one means against its story `time_values` (dates in
`time_calendar`); here is the story: the day the text counts from, the event dates it has named, and
the day a quotation was said.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from hoedam.extract.time_calendar import Frame
from hoedam.extract.time_forms import Hit, time_forms
from hoedam.extract.time_values import read_value
from hoedam.extract.timex import day_of, interval
from hoedam.model import Anchor, Block, Document, Time

__all__ = ["interval", "read_times", "unresolved"]

_SPOKEN = {"transcript", "remarks"}
_TELLS_EVENTS = {"paragraph", "list_item"}
_RECENT = 31
_JOINER = re.compile(r"[ \u00a0]?(?:과|와|및|부터|이어|[,·~∼～〜–-])[ \u00a0]?")
_RANGE = re.compile(r"[ \u00a0]?(?:부터|[~∼～〜–-])[ \u00a0]?")
_APPOSED = re.compile(r"인 |[ ]?\(")
_LONGEST_JOINER = 4
_LOCAL = re.compile(r"[ \u00a0]?\([ \u00a0]?현지[ \u00a0]?시[간각]")
_LOCAL_BEFORE = re.compile(r"현지[ \u00a0]?시[간각](?:으로)?[ \u00a0]?$")
_ISSUED = re.compile(r"배포|입력|수정|등록|송고|승인")
_UNTIL = ("까지", "안에", " 안에", "쯤", "께", " 중", "중")
_NAMES_A_YEAR = {"y", "yy", "yw", "ye", "ys"}


class _Found(NamedTuple):
    """A hit with its reading."""

    start: int
    end: int
    hit: Hit
    value: str | None
    anchor: Anchor


class _Story(msgspec.Struct):
    """What the text has said of time so far.

    `first` is its first event date, for a quotation that leads. The press writes its own dates in
    words: in figures they are a credit line's or a quoted paper's.
    """

    base: date | None
    anchor: Anchor
    spoken: bool = False
    press: bool = False
    first: date | None = None
    main: date | None = None
    local: date | None = None
    said: date | None = None
    year: int | None = None
    opening: tuple[int, date] | None = None

    def enter(self) -> None:
        """A new block: what was background in the last one is over."""
        self.local = self.said = None

    def frame(self, document: Document, block: Block, hit: Hit, quoted: bool, before: _Found | None) -> Frame:
        utterance = self.said or self.main or self.first or self.base
        spoken = quoted or self.spoken
        text, end = document.text, hit.end
        return Frame(
            base=self.base,
            anchor=self.anchor,
            day=utterance if spoken else self.base,
            day_anchor="utterance" if spoken else self.anchor,
            event=self.local or self.main,
            year=self.year,
            joined=_joined(text, before, hit),
            until=text.startswith(_UNTIL, end),
            tense=lambda: time_forms().tense(text, end, block.end, quoted=quoted),
        )

    def note(self, found: _Found, before: str, after: str) -> None:
        """Take an event date that the narration names: the story's own, or this paragraph's."""
        day = day_of(found.value)
        if day is None or _ISSUED.search(before[-8:]) or _ISSUED.search(after[:5]):
            return
        past = self.base is None or 0 <= (self.base - day).days <= _RECENT
        background = found.hit.parts.get("lead") == "지난"
        if past and not background:
            self.said = day
        if found.hit.rule.read in ("event", "ago"):
            return
        self.local = day
        told = not background and "앞서" not in before and not (self.press and found.hit.rule.id.startswith("figures."))
        if past and told:
            self.main = day
            self.opening = self.opening or (found.start, day)


def _joined(text: str, before: _Found | None, hit: Hit) -> tuple[int, int, int | None] | None:
    """Year, month and day of the date just before, where this one goes on with it (4월 17일과 18일)."""
    if before is None or not 0 < hit.start - before.end <= _LONGEST_JOINER or not before.value:
        return None
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", before.value):
        return None
    apposed = _APPOSED.fullmatch(text, before.end, hit.start) is not None
    year, month, day = int(before.value[:4]), int(before.value[5:7]), int(before.value[8:] or 0) or None
    if apposed:
        return (year, month, day) if day == int(hit.parts.get("d", 0)) else None
    if not _JOINER.fullmatch(text, before.end, hit.start):
        return None
    if "m" in hit.parts and not before.hit.parts.keys() & _NAMES_A_YEAR:
        return None
    here = int(hit.parts.get("m0") or hit.parts.get("m") or hit.parts.get("d0") or hit.parts.get("d") or 0)
    goes_back = here <= (month if "m" in hit.parts else day or 0)
    return None if goes_back and not _RANGE.fullmatch(text, before.end, hit.start) else (year, month, day)


def read_times(document: Document, quoted: Sequence[tuple[int, int]]) -> tuple[Time, ...]:
    """Every time expression outside boilerplate, in the order of the text.

    `quoted` are the (start, end) inside quotation marks, sorted: 오늘 there is the day it was said.
    """
    hits = _hits(document)
    quotes = _Quotes(quoted)
    found, first = _read(document, hits, quotes, None)
    if first and any(one.anchor == "utterance" and one.start < first[0] for one in found):
        found, _ = _read(document, hits, quotes, first[1])
    found = _ranges(document.text, found)
    return tuple(_time(document, f"t{number}", one) for number, one in enumerate(found, 1))


def unresolved(times: Sequence[Time]) -> list[Time]:
    """The times whose value is not known, or only in part (XXXX-08-17)."""
    return [time for time in times if time.value is None or "X" in time.value]


class _Quotes:
    """Whether a place stands inside quotation marks."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            self._starts.append(start)
            self._ends.append(max(end, self._ends[-1]) if self._ends else end)

    def __contains__(self, place: int) -> bool:
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


def _hits(document: Document) -> list[tuple[Block, list[Hit]]]:
    forms = time_forms()
    blocks = [block for block in document.blocks if block.kind != "boilerplate"]
    return [(block, list(forms.find(document.text, block.start, block.end))) for block in blocks]


def _read(
    document: Document, hits: list[tuple[Block, list[Hit]]], quotes: _Quotes, first: date | None
) -> tuple[list[_Found], tuple[int, date] | None]:
    """The readings, and where and when the first event was that the narration dates."""
    story = _story(document, hits)
    story.first = first
    found: list[_Found] = []
    for block, forms in hits:
        story.enter()
        told = _caption(forms, story) if block.kind == "caption" else story
        found += _read_block(document, block, forms, quotes, told)
    return found, story.opening


def _read_block(document: Document, block: Block, hits: list[Hit], quotes: _Quotes, story: _Story) -> list[_Found]:
    found: list[_Found] = []
    text = document.text
    for hit in hits:
        quoted = hit.start in quotes
        read = read_value(hit, story.frame(document, block, hit, quoted, found[-1] if found else None))
        if read is None:
            continue
        one = _Found(hit.start, hit.end, hit, *read)
        found.append(one)
        if one.value and one.value[:4].isdecimal() and hit.parts.keys() & _NAMES_A_YEAR:
            story.year = int(one.value[:4])
        if not quoted and block.kind in _TELLS_EVENTS:
            story.note(one, text[max(block.start, hit.start - 12) : hit.start], text[hit.end : hit.end + 12])
    return found


def _story(document: Document, hits: list[tuple[Block, list[Hit]]]) -> _Story:
    joint = document.kind == "joint_statement"
    base = day_of((document.published or "")[:10])
    if base is None and joint:
        dates = [own for _, forms in hits if (own := _own_date(forms[-1:]))]
        base = dates[-1] if dates else None
    return _Story(base, "document" if joint else "published", document.kind in _SPOKEN, document.kind == "news")


def _own_date(hits: list[Hit]) -> date | None:
    """The first full date among these."""
    for hit in hits:
        if hit.parts.keys() >= {"y", "m", "d"} and "d0" not in hit.parts:
            return day_of(f"{hit.parts['y']}-{int(hit.parts['m']):02d}-{int(hit.parts['d']):02d}")
    return None


def _caption(hits: list[Hit], story: _Story) -> _Story:
    """A caption tells its own day, which may be another than the story's."""
    own = _own_date(hits)
    return _Story(own, "event", main=own) if own else _Story(story.base, story.anchor, main=story.main)


def _ranges(text: str, found: list[_Found]) -> list[_Found]:
    """Two points with 부터 or a swung dash between them are one range."""
    out: list[_Found] = []
    for one in found:
        if out and (value := _range_of(text, out[-1], one)):
            low = out.pop()
            out.append(_Found(low.start, one.end, low.hit, value, one.anchor if low.anchor == "none" else low.anchor))
        else:
            out.append(one)
    return out


def _range_of(text: str, low: _Found, high: _Found) -> str | None:
    if high.start - low.end > _LONGEST_JOINER or not _RANGE.fullmatch(text, low.end, high.start):
        return None
    if not low.value or not high.value or "X" in low.value + high.value or "/" in low.value + high.value:
        return None
    same = re.sub(r"\d", "0", low.value) == re.sub(r"\d", "0", high.value)
    return f"{low.value}/{high.value}" if same and interval(low.value) and low.value < high.value else None


def _time(document: Document, ident: str, found: _Found) -> Time:
    days = interval(found.value) if found.value else None
    text = document.text
    local = _LOCAL.match(text, found.end) or _LOCAL_BEFORE.search(text[max(0, found.start - 9) : found.start])
    return Time(
        id=ident,
        span=document.span(found.start, found.end),
        value=found.value,
        anchor=found.anchor,
        from_=days[0] if days else None,
        to=days[1] if days else None,
        zone="local" if local else None,
    )
