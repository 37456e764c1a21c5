"""Speaker headings: broadcasters' labels, full texts of remarks, questions and answers.

Surface forms: `[홍길동 / 외교부 장관 : …]`, `▶ 인터뷰 : 홍길동 / 장관 - "…"`, `▲홍 대통령=…`, `○ 대통령 : …`,
`◆ 홍길동> …`, a heading that is only a speaker's name (`[홍길동 / 장관]`), 다음은 … 모두발언 전문(이다), and in an interview
a question (`― 방한 목적은.`, `Q. …`) with the answer in marks behind it. Under them the words are verbatim and
the heading is the subject; a reporter's question is nobody's statement.
"""

import re
from collections.abc import Iterator

import msgspec

from hoedam.extract.entities import Entities, Mention
from hoedam.extract.interviews import read_interview
from hoedam.model import Block, Document

_STAND_UP = re.compile(
    r"\s*(?:▶\s*)?(?:인터뷰|스탠딩|스탠드업|리포트|클로징|오프닝)\s*[:：]\s*[^-–\"“]{2,30}기자[^-–\"“]{0,12}[-–]\s*(?P<said>\S.*)$"
)
_BROADCAST = re.compile(
    r"\s*(?:[▶◀■▣]\s*)?(?:\[(?:녹취|인터뷰|싱크)\]\s*)?[\[【(]?\s*(?:(?:인터뷰|녹취|싱크|현장음|통화|기자회견)\s*[:：]?\s*)?(?P<who>[^\[\]:/\n]{2,24}?)\s*/\s*"
    r"(?P<office>[^:\n\]\"“]{2,40}?)\s*(?:[:：]|\s[-–])\s*(?P<said>.+?)\s*[\]】]?\s*$"
)
_LABEL_ALONE = re.compile(
    r"\s*(?:[▶■▣]\s*)?[\[【](?P<who>[^\[\]:/\n]{2,24}?)(?:\s*/\s*(?P<office>[^:\n\]]{2,40}?))?\s*[\]】]\s*$"
)
_LABEL_ONLY = re.compile(
    r"\s*(?:[▶■▣]\s*)?[\[【]\s*(?P<who>[^\[\]:/\n]{2,24}?)\s*/\s*(?P<office>[^:\n\]]{2,40}?)\s*[\]】]\s*(?P<said>[\"“].+)$"
)
_TURN = re.compile(r"\s*[▲△○●◇◆■▶▷\-·◯ㅇ]*\s*(?P<who>[^:=\n\"“.]{2,40}?)\s*(?:[:=>]|\s[-–]\s)\s*(?P<said>\S.+)$")
_REPORTER = re.compile(r"기자|질문|앵커|사회자|진행자|리포트|문\)|^Q")
_ANNOUNCED = re.compile(r"(?:모두|마무리)?발언|전문|연설|기조연설|인사말|축사|환영사|답사|건배사|일문일답|말씀")
_VERBATIM = {"remarks", "transcript"}
_QUESTION = re.compile(r"\s*(?:[-―–]\s|Q\.|문[.)])")
_SAID_SO = re.compile(r"(?:이같이|이렇게|이처럼|이와 같이) (?:말|밝|답|설명|강조|소개)")
_HOST = re.compile(r"앵커|진행자|사회자|아나운서|질문")
_APART = ("boilerplate", "caption", "byline", "footnote")
_INTRODUCES = ("headline", "subhead")
_MARKS = "\"“”'‘’ "


class Turn(msgspec.Struct, frozen=True):
    """Words under a speaker heading: text start..end; no speakers means a reporter's question."""

    start: int
    end: int
    speakers: tuple[str, ...] | None


def read_turns(document: Document, entities: Entities) -> dict[str, Turn]:
    """The turns of a document by block id."""
    turns = _interview(document, entities) or _under_labels(document, entities)
    speaker: tuple[str, ...] | None = None
    started = False
    for block in document.blocks:
        if block.kind in _APART or block.id in turns:
            continue
        turn = _labelled(document, block, entities)
        if turn:
            turns[block.id] = turn
            speaker, started = turn.speakers, True
        elif document.kind in _VERBATIM:
            who = _heading_speaker(document, block, entities)
            if who is not None:
                speaker, started = who or None, True
            elif _QUESTION.match(document.text, block.start, block.end):
                turns[block.id] = _trim(document.text, block.start, block.end, None)
            elif started and block.kind in ("paragraph", "list_item") and not _narrative(document, block):
                turns[block.id] = _trim(document.text, block.start, block.end, speaker)
    return turns


def _under_labels(document: Document, entities: Entities) -> dict[str, Turn]:
    """Paragraphs under a label on a line of its own: `[홍길동 / 장관]`. From then on those under [앵커] are questions."""
    turns: dict[str, Turn] = {}
    speaker: tuple[str, ...] | None = None
    open_ = spoken = False
    for block in document.blocks:
        label = None if block.kind in _APART else _LABEL_ALONE.match(document.text, block.start, block.end)
        if label:
            speaker = _who(entities, label.start("who"), block.end) if label["office"] else ()
            spoken = spoken or bool(speaker)
            open_ = bool(speaker) or (spoken and _HOST.search(label["who"]) is not None)
        elif open_ and block.kind in ("paragraph", "list_item"):
            turns[block.id] = _trim(document.text, block.start, block.end, speaker or None)
    return turns


def _interview(document: Document, entities: Entities) -> dict[str, Turn]:
    """Questions, and the answers behind them, of the person whom headline or lead-in introduces."""
    questions, answers = read_interview(document)
    who = _introduced(document, entities, questions[0].start) if questions else ()
    if not who:
        return {}
    turns = {block.id: _trim(document.text, block.start, block.end, None) for block in questions}
    return turns | {id: _trim(document.text, *said, who) for id, said in answers.items()}


def interviewed(document: Document, entities: Entities) -> tuple[str, ...]:
    """Who answers in an interview; nobody where the document is none."""
    questions, _ = read_interview(document)
    return _introduced(document, entities, questions[0].start) if questions else ()


def _introduced(document: Document, entities: Entities, stop: int) -> tuple[str, ...]:
    """Who answers: the one person of the headlines (not one inside their quotations), else the first of the lead-in."""
    heads = [b for b in document.blocks if b.kind in _INTRODUCES and b.start < stop]
    first = next((b.start for b in document.blocks if b.kind in ("paragraph", "list_item", "heading")), 0)
    named = {m.entities for b in heads for m in _persons(entities, b.start, b.end) if not _quoted(document.text, b, m)}
    if len(named) == 1 and len(one := next(iter(named))) == 1:
        return one
    before = next((m.entities for m in _persons(entities, first, stop) if len(m.entities) == 1), ())
    return before or _told_behind(document, entities, stop)


def _told_behind(document: Document, entities: Entities, start: int) -> tuple[str, ...]:
    """Of whom a paragraph behind says that he said all this: X 장관은 기자와 만나 이같이 말했다."""
    closing = _SAID_SO.search(document.text, start)
    if closing is None:
        return ()
    opening = document.text.rfind("\n", 0, closing.start()) + 1
    return next((m.entities for m in _persons(entities, opening, closing.start()) if len(m.entities) == 1), ())


def _quoted(text: str, block: Block, mention: Mention) -> bool:
    """Whether a mention stands inside the marks of a headline."""
    return len(re.findall(r"[\"“”]", text[block.start : mention.start])) % 2 == 1


def _labelled(document: Document, block: Block, entities: Entities) -> Turn | None:
    if block.kind not in ("paragraph", "list_item", "heading"):
        return None
    text = document.text
    stand_up = _STAND_UP.match(text, block.start, block.end)
    if stand_up:
        return Turn(stand_up.start("said"), stand_up.end("said"), None)
    for pattern in (_BROADCAST, _LABEL_ONLY):
        match = pattern.match(text, block.start, block.end)
        if match:
            who = _who(entities, match.start("who"), match.end("office"))
            if who or _REPORTER.search(match["office"]):
                return _trim(text, match.start("said"), match.end("said"), who or None)
    if document.kind not in _VERBATIM:
        return None
    match = _TURN.match(text, block.start, block.end)
    if not match:
        return None
    if _REPORTER.search(match["who"]):
        return _trim(text, match.start("said"), match.end("said"), None)
    who = _who(entities, match.start("who"), match.end("who"))
    return _trim(text, match.start("said"), match.end("said"), who) if who else None


def _who(entities: Entities, start: int, end: int) -> tuple[str, ...]:
    return next((m.entities for m in _persons(entities, start, end)), ())


def _persons(entities: Entities, start: int, end: int) -> Iterator[Mention]:
    return (m for m in entities.within(start, end) if m.role in ("name", "title"))


def _heading_speaker(document: Document, block: Block, entities: Entities) -> tuple[str, ...] | None:
    """Who speaks from this heading on; empty for a reporter; None where it is no speaker heading."""
    text = document.text[block.start : block.end].strip()
    if len(text) > 60 or text.endswith(("다.", "요.")):
        return None
    who = _who(entities, block.start, block.end)
    if not who:
        return () if _REPORTER.search(text) and len(text) < 30 else None
    bare = re.sub(r"[\[\]<>◇◆■□▲○●:：\-·()]", "", text).strip()
    name = sum(m.end - m.start for m in _persons(entities, block.start, block.end))
    if block.kind == "heading" or name >= 0.7 * len(bare) or _ANNOUNCED.search(text):
        return who
    return None


def _narrative(document: Document, block: Block) -> bool:
    """A reporter's paragraph within a full text: it quotes, or closes with 말했다."""
    text = document.text[block.start : block.end]
    return bool(re.search(r"[”\"](?:이?라고|고|며) |(?:말했다|밝혔다|전했다|열렸다|진행됐다|진행했다)\.?\s*$", text))


def _trim(text: str, start: int, end: int, speakers: tuple[str, ...] | None) -> Turn:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS + "]】":
        end -= 1
    return Turn(start, end, speakers)
