"""Lines → what each one is: first by its own look, then by where it stands."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from hoedam.model import Block, BlockKind
from hoedam.sources.page import Line
from hoedam.sources.signs import signs

_LONGEST_HEADLINE = 100
_LONGEST_SUBHEAD = 70
_LONGEST_BYLINE = 120
_LONGEST_HEADING = 30
_MOST_SUBHEADS = 5
_CLOSERS = r"[\"”’'」』)\]\s]{0,6}$"
_STOPPED = re.compile(r"[.!?。]" + _CLOSERS)
_ENDINGS = (
    "니다|[했었였한된는있없같이갔났랐졌켰혔]다|[하되이으]며|니까|세요|까요|지요|[가-힣]죠|[하였했되됐]음|임|함|됨"
)
_SENTENCE = re.compile(rf"(?:{_ENDINGS})[.!?]?{_CLOSERS}")
_PROSE = re.compile(r"\A.{15,}[가-힣]\.[\"”’)\]]{0,3}\Z", re.S)
_APART = frozenset({"boilerplate", "caption", "byline", "footnote"})  # never part of a list of stories
_BYLINE_REST = re.compile(r"[\s|/·ㆍ:：,.;=<>()\[\]\-–—~☎◎_]+")
_NUMBER = re.compile(r"\(?(\d{1,3}|[가나다라마바사아자차카타파하]|[Ⅰ-Ⅹ]|[IVX]{1,4})\s?[.)]\s+(?=\S)")
_TITLE_LABEL = re.compile(r"제\s?목\s?[:：]\s?\S")
_DASHED = re.compile(r"[-–—]\s?[^-–—].*[-–—]")
_QUOTED_WHOLE = re.compile(r"[\"“][^\"“”]*[.!?][\"”]")


def classify(lines: Sequence[Line]) -> list[Line]:
    """The same lines, each with its kind, and its number where it has one."""
    placed = [_by_look(line) for line in lines]
    placed = _asterisks(_related(placed))
    named = [at for at, line in enumerate(placed) if line.kind == "headline"][:1]
    first = next((at for at, line in enumerate(placed) if _is_body(line, bool(named) and at > named[0])), len(placed))
    return [*_head(placed[:first]), *_headings(placed[first:])]


def to_blocks(lines: Sequence[Line]) -> tuple[str, tuple[Block, ...]]:
    """The canonical text of classified lines, and their blocks."""
    blocks = []
    start = 0
    for at, line in enumerate(lines, 1):
        end = start + len(line.text)
        blocks.append(Block(id=f"b{at}", kind=line.kind or "paragraph", start=start, end=end,
                            number=line.number, image=line.image, credit=line.credit))  # fmt: skip
        start = end + 1
    return "\n".join(line.text for line in lines), tuple(blocks)


def _as(line: Line, kind: BlockKind) -> Line:
    return msgspec.structs.replace(line, kind=kind)


def is_stopped(text: str) -> bool:
    """Whether a full stop (or its like) ends the line, which no headline has."""
    return _STOPPED.search(text, max(0, len(text) - 12)) is not None


def is_sentence(text: str) -> bool:
    """Whether the line ends as a Korean sentence does, with or without its full stop."""
    tail = max(0, len(text) - 12)
    return _STOPPED.search(text, tail) is not None or _SENTENCE.search(text, tail) is not None


def _by_look(line: Line) -> Line:
    if line.kind is None:
        kind, number = look(line.text)
        return msgspec.structs.replace(line, kind=kind, number=number)
    if line.kind == "list_item":
        kind, number = look(line.text)
        return msgspec.structs.replace(line, kind="list_item" if kind == "paragraph" else kind, number=number)
    return line


def look(text: str) -> tuple[BlockKind, str | None]:
    """What a line is by its own words alone, and its number (`3.`, `가.`, `Ⅱ.`, `①`)."""
    if len(text) <= _LONGEST_BYLINE and (byline := _byline(text)):
        return byline, None
    number = _number(text)
    if rule := signs().line_rule(text):
        return rule.kind, number
    if number and not is_sentence(text):
        return "list_item", number
    return "paragraph", number


def _number(text: str) -> str | None:
    if found := _NUMBER.match(text):
        return found[1]
    return str(int(unicodedata.numeric(text[0]))) if "①" <= text[:1] <= "⑳" else None


def _byline(text: str) -> BlockKind | None:
    """A line made of byline parts and at most an outlet's or office's name."""
    if _SENTENCE.search(text, max(0, len(text) - 12)):
        return None
    telling = system = False
    for rule, pattern in signs().tokens:
        rest = pattern.sub(" ", text)
        if rest != text:
            telling, system, text = telling or rule.telling, system or rule.system, rest
    words = [word for word in _BYLINE_REST.split(text) if word]
    if not telling or len(words) > 3 or sum(map(len, words)) > 16:
        return None
    return "boilerplate" if system else "byline"


def _related(lines: list[Line]) -> list[Line]:
    """What follows the title of a list of stories is part of that list, up to the next sentence."""
    inside = False
    out = []
    for line in lines:
        if line.kind == "boilerplate":
            rule = signs().line_rule(line.text)
            inside = inside or (rule is not None and rule.opens)
        elif line.kind == "headline" or (line.kind not in _APART and _PROSE.search(line.text)):
            inside = False
        out.append(_as(line, "boilerplate") if inside and line.kind not in _APART else line)
    return out


def _asterisks(lines: list[Line]) -> list[Line]:
    """`* ` is a footnote in a release, but the mark of a list where several stand together without one."""
    stars = [at for at, line in enumerate(lines) if line.kind == "footnote" and line.text.startswith("* ")]
    neighbours = any(b - a == 1 for a, b in pairwise(stars))
    if neighbours and not any(line.text.startswith(("□", "ㅇ", "※")) for line in lines):
        for at in stars:
            lines[at] = _as(lines[at], "list_item")
    return lines


def _is_body(line: Line, titled: bool) -> bool:
    """Whether the body starts here: a sentence, an item, or a line too long for a headline (`titled`: subhead)."""
    if line.kind == "list_item" and _DASHED.fullmatch(line.text):
        return False
    if line.kind == "paragraph":
        longest = _LONGEST_SUBHEAD if titled else _LONGEST_HEADLINE
        return len(line.text) > longest or is_stopped(line.text) or bool(line.number)
    return line.kind in {"list_item", "heading"}


def _head(lines: list[Line]) -> list[Line]:
    """The lines above the body: the first nominal one is the headline, the next ones subheads."""
    named = any(line.kind == "headline" for line in lines)
    labelled = any(_TITLE_LABEL.match(line.text) for line in lines)
    out: list[Line] = []
    subheads = 0
    for line in lines:
        if line.kind in {"paragraph", "subhead", "list_item"}:
            is_title = bool(_TITLE_LABEL.match(line.text)) if labelled else line.kind != "list_item"
            kind: BlockKind = "subhead" if named or not is_title else "headline"
            named = named or kind == "headline"
            subheads += kind == "subhead"
            out.append(_as(line, kind if subheads <= _MOST_SUBHEADS else "paragraph"))
        else:
            out.append(line)
    return out


def _headings(lines: list[Line]) -> list[Line]:
    """In the body: Markdown's lower headings, and short nominal lines over a paragraph, are headings."""
    out = []
    for at, line in enumerate(lines):
        after = lines[at + 1] if at + 1 < len(lines) else None
        if line.kind in {"headline", "subhead"} or _is_heading(line, after):
            out.append(_as(line, "heading"))
        elif line.kind == "heading" and after is None:
            out.append(_as(line, "byline"))  # a name alone at the end signs
        else:
            out.append(line)
    return out


def _is_heading(line: Line, after: Line | None) -> bool:
    if after is None or after.kind != "paragraph" or not is_sentence(after.text) or after.number:
        return False
    numbered = line.kind == "list_item" and line.number is not None
    if line.kind != "paragraph" and not numbered:
        return False
    return len(line.text) <= _LONGEST_HEADING and not is_sentence(line.text) and not _QUOTED_WHOLE.search(line.text)
