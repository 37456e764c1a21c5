"""A sentence as rules see it: morphemes folded into few classes, quotations and names as one item each.

The analyser writes 표하다 sometimes as one verb and sometimes as noun + suffix; a frame folds both
into one item, so that a rule is written once. An item is `form/CLASS`:

    N noun, number   V verb, adjective, copula (with its noun: 말하/V)   J particle   P pre-final ending
    E connective     F final ending   M adnominal ending   T nominal ending   A adverb   D determiner
    S mark           Q a quotation    @ a mention of somebody (person, country, side, organisation)
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

import msgspec

from hoedam.extract.entities import Mention
from hoedam.language.ko.analyser import Tokens
from hoedam.language.ko.marks import Quotation


class _Classes(dict[str, str]):
    """The class of a tag; the analyser's sub-tags (VV-I, JKS, SSO) follow their first letter."""

    def __missing__(self, tag: str) -> str:
        self[tag] = "V" if tag.startswith(("XSV", "XSA")) else tag[0] if tag[0] in "VJS" else "N"
        return self[tag]


_Whole = tuple[int, int, str, Quotation | Mention]
_CLASS = _Classes({
    "EC": "E", "EF": "F", "EP": "P", "ETM": "M", "ETN": "T", "MAG": "A", "MAJ": "A", "IC": "A", "MM": "D",
    "NNG": "N", "NNP": "N", "NNB": "N", "NR": "N", "NP": "N", "XR": "N", "XPN": "N", "XSN": "N",
    "SL": "N", "SH": "N", "SN": "N", "XSV": "V", "XSV-I": "V", "XSA": "V", "XSA-I": "V", "XSA-R": "V", "VCP": "V", "VCN": "V", "XSM": "A",
})  # fmt: skip
_QUALITY = {"VA", "VA-I", "VA-R", "VCP", "XSA"}
_PARTICLES = {"은", "는", "이", "가", "을", "를", "의", "에", "도", "과", "와", "로", "으로", "에게", "께서", "만"}


class Frame(msgspec.Struct):
    """The items of a stretch of text, as parallel lists, and their encoding as one string.

    `refs[i]` is the quotation of a Q item and the mention of an @ item. `code` is all items as
    ` form/CLASS`, item i at `at[i]`.
    """

    start: int
    end: int
    forms: list[str]
    classes: list[str]
    starts: list[int]
    ends: list[int]
    refs: list[Quotation | Mention | None]
    at: list[int]
    code: str = ""
    qualities: set[int] = msgspec.field(default_factory=set)  # the V items that are adjectives or copulas

    def __len__(self) -> int:
        return len(self.forms)

    def item(self, code_offset: int) -> int:
        """The item that stands at an offset of `code`."""
        return bisect_left(self.at, code_offset)

    def item_over(self, offset: int) -> int:
        """The item that begins last at or before an offset of the text; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def match(self, pattern: re.Pattern[str], i: int) -> re.Match[str] | None:
        """Where the items from i on match a pattern over `code`; none where there is no such item."""
        return pattern.match(self.code, self.at[i]) if 0 <= i < len(self.at) else None

    def mention(self, i: int) -> Mention | None:
        """The mention that item i is, if it is one."""
        ref = self.refs[i] if 0 <= i < len(self.refs) else None
        return ref if isinstance(ref, Mention) else None

    def quotation(self, i: int) -> Quotation | None:
        """The quotation that item i is, if it is one."""
        ref = self.refs[i] if 0 <= i < len(self.refs) else None
        return ref if isinstance(ref, Quotation) else None

    def form(self, i: int) -> str:
        """The form of item i, empty outside the frame."""
        return self.forms[i] if 0 <= i < len(self.forms) else ""

    def kind(self, i: int) -> str:
        """The class of item i, empty outside the frame."""
        return self.classes[i] if 0 <= i < len(self.classes) else ""

    def following(self, kind: str, i: int, end: int) -> int:
        """The first item of a class from i on, before `end`; `end` where there is none."""
        try:
            return self.classes.index(kind, max(i, 0), end)
        except ValueError:
            return end

    def each(self, kind: str, lo: int, hi: int) -> Iterator[int]:
        """The items of a class among lo..hi."""
        i = self.following(kind, lo, hi)
        while i < hi:
            yield i
            i = self.following(kind, i + 1, hi)


def build_frame(
    tokens: Tokens, start: int, end: int, quotations: Sequence[Quotation], mentions: Sequence[Mention]
) -> Frame:
    """The frame of text start..end; quotations and mentions are those inside it, in order."""
    frame = Frame(start, end, [], [], [], [], [], [])
    at, hi = tokens.between(start, end)
    for first, last, kind, ref in _wholes(quotations, mentions):
        stop, behind = tokens.between(first, last)
        _add_items(frame, tokens, at, stop)
        _append(frame, kind, kind, first, last, ref)
        at = max(at, behind)
        if behind > stop and tokens.ends[behind - 1] > last:
            _add_rest(frame, tokens, behind - 1, last, kind)
    _add_items(frame, tokens, at, hi)
    _encode(frame)
    return frame


def _wholes(quotations: Sequence[Quotation], mentions: Sequence[Mention]) -> list[_Whole]:
    """Quotations, and the mentions outside them, in order."""
    wholes: list[_Whole] = [(q.start, q.end, "Q", q) for q in quotations]
    if not wholes:
        return [(m.start, m.end, "@", m) for m in mentions]
    at = 0
    for mention in mentions:
        while at < len(quotations) and quotations[at].end <= mention.start:
            at += 1
        if at == len(quotations) or mention.start < quotations[at].start:
            wholes.append((mention.start, mention.end, "@", mention))
    return sorted(wholes, key=lambda whole: whole[0])


def _append(frame: Frame, form: str, kind: str, start: int, end: int, ref: Quotation | Mention | None = None) -> None:
    frame.forms.append(form)
    frame.classes.append(kind)
    frame.starts.append(start)
    frame.ends.append(end)
    frame.refs.append(ref)


def _add_items(frame: Frame, tokens: Tokens, lo: int, hi: int) -> None:
    """Tokens lo..hi as items: those of the whole document, unless one of them is cut here or goes on with the last."""
    whole, heads, qualities = _folded(tokens)
    first, last = bisect_left(heads, lo), bisect_left(heads, hi)
    cut = heads[first] != lo or heads[last] != hi
    if cut or (frame.classes and frame.classes[-1] == "N"):
        _add_tokens(frame, tokens, lo, hi)
        return
    behind = len(frame.forms) - first
    frame.forms += whole.forms[first:last]
    frame.classes += whole.classes[first:last]
    frame.starts += whole.starts[first:last]
    frame.ends += whole.ends[first:last]
    frame.refs += whole.refs[first:last]
    frame.qualities.update(i + behind for i in qualities[bisect_left(qualities, first) : bisect_left(qualities, last)])


@lru_cache(maxsize=1)
def _folded(tokens: Tokens) -> tuple[Frame, list[int], list[int]]:
    """All tokens of the document as items, the token that each begins with (last, how many there are), its qualities.

    Kept for the last document: its sentences are looked at alone, with their mentions, and clause by clause.
    """
    frame = Frame(0, 0, [], [], [], [], [], [])
    heads = _add_tokens(frame, tokens, 0, len(tokens.forms))
    return frame, [*heads, len(tokens.forms)], sorted(frame.qualities)


def _add_tokens(frame: Frame, tokens: Tokens, lo: int, hi: int) -> list[int]:
    """Tokens lo..hi as items; the token that each begins with. One pass over lists, since every token goes through."""
    forms, classes, starts, ends, refs = frame.forms, frame.classes, frame.starts, frame.ends, frame.refs
    before = len(forms)
    heads: list[int] = []
    each = zip(tokens.forms[lo:hi], tokens.tags[lo:hi], tokens.starts[lo:hi], tokens.ends[lo:hi], strict=True)
    for i, (form, tag, start, end) in enumerate(each, start=lo):
        if classes and classes[-1] == "N" and ends[-1] >= start and _folds(frame, tokens, i, tag):
            heads += heads[-1:] * (len(forms) - before - len(heads))  # 협력하기 of 협력키 begins with 협력
            continue
        forms.append(form)
        classes.append(_CLASS[tag])
        starts.append(start)
        ends.append(end)
        refs.append(None)
        heads.append(i)
        if tag in _QUALITY:
            frame.qualities.add(len(forms) - 1)
    return heads


def _folds(frame: Frame, tokens: Tokens, i: int, tag: str) -> bool:
    """Joins a token to the noun that it stands against: 말 + 하, 전문가 + 들, 재 + 확인; 협력키로 is 협력하기로."""
    form, start, end = tokens.forms[i], tokens.starts[i], tokens.ends[i]
    if form == "키" and i + 1 < len(tokens.forms) and tokens.forms[i + 1] == "로":
        frame.forms[-1] += "하"
        frame.classes[-1] = "V"
        _append(frame, "기", "T", start, end)
        return True
    if not tag.startswith(("XSV", "XSA", "XSN")) and not (tag == "NNG" and tokens.tags[i - 1] == "XPN"):
        return False
    frame.forms[-1] += form
    frame.classes[-1] = _CLASS[tag]
    frame.ends[-1] = max(end, frame.ends[-1])
    if tag.startswith("XSA"):
        frame.qualities.add(len(frame.forms) - 1)
    return True


def _add_rest(frame: Frame, tokens: Tokens, i: int, last: int, kind: str) -> None:
    """Of a token that reaches beyond a quotation or mention the part behind, as its particle."""
    rest = tokens.forms[i][last - tokens.ends[i] :]
    _append(frame, rest, "J" if kind == "Q" or rest in _PARTICLES else "N", last, tokens.ends[i])


def _encode(frame: Frame) -> None:
    parts = [f" {form}/{kind}" for form, kind in zip(frame.forms, frame.classes, strict=True)]
    frame.at = list(accumulate(map(len, parts[:-1]), initial=0)) if parts else []
    frame.code = "".join(parts)
