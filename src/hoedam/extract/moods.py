"""How a clause puts a deed: done, under way, decided, offered, denied … by what follows the word that names it.

Agreements, bodies, projects and meetings ask this of the words that tell their state. Handled: 체결했다 · 체결하기로 했다 ·
체결을 추진하고 있다 · 체결에 합의했다 · 맺자고 제안했다 · 짓고 있는 · 건설 중인 · 체결하지 못했다 · 신설하고 매년 열기로 했다
(a bare ending shares the mood of the next verb) · 비준을 마쳐 내년 발효된다 (what is finished is done all the same).
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from hoedam.extract.frames import Frame
from hoedam.extract.patterns import item_pattern
from hoedam.rules.loader import check_ids, load_table

Given = Literal[
    "none",
    "done",
    "under_way",
    "ahead",
    "proposed",
    "talked",
    "present",
    "late",
    "begin",
    "finish",
    "on",
    "next",
    "bare",
]

_STEPS = 6  # verbs that a mood may be handed on to
_FAR = 40  # items to the verb that a bare ending waits for
_FINITE = frozenset({"고", "며", "으며", "면서", "으면서", "지만", "으나", "나", "는데", "ㄴ데", "은데", "고서"})
_LEADS = frozenset({"어", "아", "여", "어서", "아서", "여서"})
_IF = frozenset({"면", "으면", "다면", "ㄴ다면", "는다면", "어도", "아도", "더라도", "거든"})
LATER = frozenset({"예정", "계획", "것", "방침", "수", "중", "뜻", "생각", "적"})


class MoodRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What follows the word: endings after a stem, the governing verb after a noun."""

    id: str
    after: Literal["noun", "verb"]
    gives: Given
    source: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class _MoodTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    moods: tuple[MoodRule, ...]


class Mood(msgspec.Struct, frozen=True):
    """How the clause puts it; `until`: the last item that was read for that; `open`: by a verb further on.

    `finished`: the deed was brought to its end.
    """

    gives: Given
    begun: bool
    until: int
    open: bool = False
    finished: bool = False


@lru_cache(maxsize=1)
def mood_rules() -> tuple[MoodRule, ...]:
    """The rules in order: the first that matches counts."""
    rules = load_table("ko/moods.yaml", _MoodTable).moods
    check_ids("ko/moods.yaml", rules)
    return rules


@lru_cache(maxsize=1)
def _compiled() -> dict[str, tuple[tuple[MoodRule, re.Pattern[str]], ...]]:
    return {place: tuple(_rules_after(place)) for place in ("noun", "verb")}


def _rules_after(place: str) -> Iterator[tuple[MoodRule, re.Pattern[str]]]:
    for rule in mood_rules():
        if rule.after == place:
            yield rule, re.compile("|".join(f"(?:{_pattern(pattern)})" for pattern in rule.patterns))


def _pattern(pattern: str) -> str:
    """A pattern as a regular expression; a particle that may be missing is not replaced by one that leads elsewhere."""
    items = pattern.split()
    elsewhere = r"(?! (?:에서|로|으로|과|와|라고|보다)/J)" if items[0].endswith("/J?") else ""
    return elsewhere + "".join(_item(item) for item in items)


def _item(item: str) -> str:
    """One item of a pattern as a regular expression; `...` never crosses a verb."""
    return r"(?: [^ ]+/[NJADS@Q]){0,8}?" if item == "..." else item_pattern(item)


def read_mood(frame: Frame, last: int, *, noun: bool) -> Mood:
    """The mood of a word whose last item is `last`; `noun`: it stands without 하다."""
    at, place = last + 1, "noun" if noun else "verb"
    if not noun and frame.kind(last) == "N":
        at += 1  # 하다 apart from its noun
    begun = finished = handed = leads = False
    for _ in range(_STEPS):
        rule, end = match_rule(frame, at, place)
        if (
            rule is None and (begun or finished) and frame.kind(at) in ("S", "")
        ):  # 공사 돌입, 설치 완료: no verb follows
            return Mood("done", begun, at - 1, finished=finished)
        if rule is None:
            return Mood("bare" if place == "noun" else "none", begun, last, handed)
        if not handed:
            last = end - 1
        if rule.gives not in ("begin", "finish", "on", "next"):
            return Mood(rule.gives, begun, last, handed and not (leads and rule.gives == "proposed"), finished)
        begun, finished = begun or rule.gives == "begin", finished or rule.gives == "finish"
        at, place = end, "verb"
        if rule.gives == "next":
            verb = _next_verb(frame, end)
            if verb is None or finished:
                return Mood("done", begun, last, finished=finished)
            leads = frame.form(end - 1) in _LEADS  # 체결돼 교역이 늘기를 바란다: what is wished for is wished with it
            at, handed = verb + 1, True
    return Mood("none", begun, last)


def match_rule(frame: Frame, at: int, place: str) -> tuple[MoodRule | None, int]:
    """The first rule for a noun or a verb that matches at item `at`, and the item behind what it matched."""
    for rule, pattern in _compiled()[place]:
        found = frame.match(pattern, at)
        if found:
            return rule, frame.item(found.end())
    return None, at


def _next_verb(frame: Frame, at: int) -> int | None:
    """The next verb that is not inside a description of something else (나누는 모형) or a condition."""
    for i in range(at, min(at + _FAR, len(frame))):
        if frame.kind(i) == "F":
            return None
        if frame.kind(i) == "V" and not describes(frame, i) and frame.form(i + 1) not in _IF:
            return i
    return None


def describes(frame: Frame, verb: int) -> bool:
    """Whether a verb stands before a noun that it describes (나누는 모형), not before 예정, 것, 중."""
    i = verb + 1
    while frame.kind(i) == "P" or (frame.kind(i) == "E" and frame.form(i) == "고" and frame.form(i + 1) == "있"):
        i += 1 if frame.kind(i) == "P" else 2
    return frame.kind(i) == "M" and frame.kind(i + 1) in ("N", "D", "@") and frame.form(i + 1) not in LATER


def finite(frame: Frame, i: int) -> bool:
    """Whether a clause ends at item i: 했고, 하며, 지만; not the 고 of 하고 있다."""
    return frame.kind(i) == "F" or (
        frame.kind(i) == "E" and frame.form(i) in _FINITE and frame.form(i + 1) not in ("있", "계시")
    )
