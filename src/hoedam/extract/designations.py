"""Persons known by function only, and speaker labels of broadcasts and transcripts.

Handled: 대통령실 고위 관계자 · 정부 고위 당국자 · 외교부 당국자 · 인도네시아 외교부 당국자 · 외교부의 한 당국자 · [이름 / 직함 : …] ·
▶ 인터뷰 : 이름 / 직함 - "…". The name of an unnamed source is its designation.
"""

import re
from collections.abc import Iterator

from hoedam.extract.anchors import Anchor, closes
from hoedam.extract.countries import state_of
from hoedam.extract.entity_tables import tables, title_of
from hoedam.extract.names import is_korean_name
from hoedam.extract.phrases import Phrase
from hoedam.model import Block

_LABEL = re.compile(
    r"(?:\[(?:녹취|인터뷰|싱크|현장음)\] ?|\[|인터뷰 ?: ?|녹취 ?: ?|▶ ?)([가-힣][가-힣\-' ]{1,30}?) ?/ ?([가-힣A-Z][가-힣A-Z0-9 ·]{1,30}?) ?(?=[:\-–(\]])"
)
_WORD = re.compile(r"[가-힣A-Za-z]+")


def read_source(text: str, anchor: Anchor, home: str) -> tuple[int, int, str | None] | None:
    """(start, end, state) of an unnamed source's designation, or None for plurals and common nouns."""
    start, end, _, rule, block = anchor
    if not closes(text, end):
        return None
    words = text[max(block.start, start - 40) : start].split(" ")
    if words[-1]:  # something is written against it: 고위관계자 is in the table, 업계관계자 is taken as it is
        return None
    state, at = None, start
    for number in range(len(words) - 2, -1, -1):
        word = words[number]
        if (
            word == "한"
            and number
            and (_ministry(owner := words[number - 1].removesuffix("의")) or owner in tables().named)
        ):
            at -= 2  # 외교부의 한 당국자
            continue
        word = word.removesuffix("의") if words[number + 1] == "한" else word
        named, country = tables().named.get(word), state_of(word.removesuffix("대사관"))
        if country is None and named is None and word not in rule.qualities and not _ministry(word):
            break
        at -= len(words[number]) + 1
        state = country or state or (named.state(home) if named else None)
        if country:
            at -= 3 if number and words[number - 1] == "주한" and word.endswith("대사관") else 0
            break
    return at, end, state or home


def _ministry(word: str) -> bool:
    return (
        len(word) >= 3
        and word.endswith(("부", "청", "실", "처", "위원회", "업체"))
        and _WORD.fullmatch(word) is not None
    )


def read_labels(text: str, block: Block) -> Iterator[Phrase]:
    """Speaker labels as person phrases, name and title joined by a slash."""
    for label in _LABEL.finditer(text, block.start, block.end):
        title = title_of(label[2])
        if title is None:
            continue
        spans = tuple((label.start(1) + w.start(), label.start(1) + w.end()) for w in re.finditer(r"[^ ]+", label[1]))
        first = label[2].partition(" ")[0]
        state = state_of(first) if " " in label[2] else None
        korean = len(spans) == 1 and is_korean_name(label[1])
        yield Phrase(
            label.start(1), label.end(2), title, block, "", "korean" if korean else "foreign", spans, state,
            (label.start(2), label.start(2) + len(first)) if state else None, label.start(2), cores=set(title.cores),
            office=label[2][len(first) + 1 :] if state else label[2],
        )  # fmt: skip
