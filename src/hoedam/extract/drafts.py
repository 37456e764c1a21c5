"""Statements in the making: what the extractors pass on until acts, replies and doubts are added."""

import re
from itertools import pairwise

import msgspec

from hoedam.extract.frames import Frame
from hoedam.extract.predicates import PredicateRule
from hoedam.model import Basis, Block, Form

_DENIES = re.compile(
    r"부인|일축|반박|사실이 아니|사실과 다르|사실무근|한 적이? 없|한 바 없|존재하지 않|그런 (?:말|합의|약속)"
)


class Draft(msgspec.Struct):
    """A statement in the making; offsets are the analysed text's own."""

    speakers: tuple[str, ...]
    basis: Basis
    form: Form
    content: list[tuple[int, int]]
    cue: tuple[int, int] | None
    rule: PredicateRule | None
    block: Block
    sentence: int
    evidence: tuple[tuple[int, int], ...] = ()
    relayed_by: tuple[str, ...] = ()
    certain: bool = True
    alternatives: tuple[str, ...] = ()
    answers: bool = False  # the text marks it as an answer
    subordinate: bool = False  # "A가 …고 하자": the next one in the sentence answers it
    contrary: bool = False  # "A는 …달라고 했으나": what the other one then refuses answers it
    follows: bool = False  # "그러면서": it goes on with the speaker before
    quoted: bool = False
    said_to: tuple[str, ...] = ()
    situation: str = ""  # the words of the sentence outside its quotations
    told: bool = False  # somebody else's report holds it
    nominative: tuple[str, ...] = ()  # a subject in 이/가 that may turn out to be the speaker
    past: bool = False  # …한 바 있다: background
    aside: bool = False  # “…”는 총리의 요청에: told in passing, the sentence is about somebody else
    contested: bool = False  # claimed by one side or denied by the other
    withdrawn: bool = False  # a later relay corrects it
    considered: tuple[tuple[str, tuple[str, ...]], ...] = ()  # who could have said it, and on what ground
    mood: str = ""  # the ending that the reporting took from the content (자고, 냐고, 라고), as an item

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0][0]


class Sentence(msgspec.Struct):
    """A sentence with its frame; `number` counts through the document."""

    number: int
    block: Block
    frame: Frame
    text: str


def mark_contested(drafts: list[Draft], text: str) -> None:
    """What one side claims, or the other denies in the next words, binds nobody."""
    for draft, after in pairwise(drafts):
        claimed_by = set(draft.relayed_by or draft.speakers)
        near = after.sentence - draft.sentence <= 1 and (draft.relayed_by or len(draft.speakers) > 1)
        if near and not draft.contested and not claimed_by & set(after.speakers):
            draft.contested = bool(_DENIES.search(text, after.start, (after.cue or after.content[-1])[1]))
