"""Interviews: questions by the press and the answers behind them, by their form alone.

A question: `― 방한 목적은.`, `Q. …`, `문: …`, `▷ …`, `▶ …`; an answer: a paragraph all in marks, or behind `A.`, `답:`.
"""

import re

from hoedam.model import Block, Document

_ASKS = re.compile(r"\s*(?:[-―–—]{1,2}\s?|Q\d{0,2}[.):：]?\s|[◇▷▶▲△◆■●]\s?|문\s?[.):：]\s?)(?=[^\s\"“\d-])")
_ANSWERS = re.compile(
    r"\s*(?:[▲△▶◆]\s?|A\d{0,2}[.):：]?\s|답\s?[.):：]\s?)?(?P<said>[\"“][^\"“”]+[\"”])\s*$|\s*(?:A\d{0,2}[.):：]|답\s?[.):：])\s?(?P<plain>\S.+)$"
)
_FEWEST = 2  # questions with an answer behind them that make an interview

Span = tuple[int, int]


def read_interview(document: Document) -> tuple[list[Block], dict[str, Span]]:
    """The questions, and where the answers behind them stand, by block id; both empty where it is no interview."""
    questions: list[Block] = []
    answers: dict[str, Span] = {}
    asked: Block | None = None
    for block in document.blocks:
        if block.kind not in ("paragraph", "list_item", "heading"):
            continue
        said = _answer(document, block) if asked else None
        if said and asked:
            questions.append(asked)
            answers[block.id] = said
        asks = not said and _ASKS.match(document.text, block.start, block.end)
        asked = block if asks else None
    return (questions, answers) if len(questions) >= _FEWEST else ([], {})


def _answer(document: Document, block: Block) -> Span | None:
    found = _ANSWERS.match(document.text, block.start, block.end)
    return found.span("said" if found["said"] else "plain") if found else None
