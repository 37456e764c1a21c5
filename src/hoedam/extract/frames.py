"""A sentence as rules see it: morphemes folded into few classes, quotations and names as one item each.

The analyser writes 표하다 sometimes as one verb and sometimes as noun + suffix; a frame folds both
into one item, so that a rule is written once. An item is `form/CLASS`:

    N noun, number   V verb, adjective, copula (with its noun: 말하/V)   J particle   P pre-final ending
    E connective     F final ending   M adnominal ending   T nominal ending   A adverb   D determiner
    S mark           Q a quotation    @ a mention of somebody (person, country, side, organisation)
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from hoedam.extract.entities import Mention
from hoedam.language.ko.analyser import Tokens
from hoedam.language.ko.marks import Quotation

_CLASS = {
    "EC": "E", "EF": "F", "EP": "P", "ETM": "M", "ETN": "T", "MAG": "A", "MAJ": "A", "IC": "A", "MM": "D",
    "NNG": "N", "NNP": "N", "NNB": "N", "NR": "N", "NP": "N", "XR": "N", "XPN": "N", "XSN": "N",
    "SL": "N", "SH": "N", "SN": "N", "XSV": "V", "XSA": "V", "VCP": "V", "VCN": "V", "XSM": "A",
}  # fmt: skip
_QUALITY = {"VA", "VA-I", "VA-R", "VCP", "XSA"}
_PARTICLES = {"은", "는", "이", "가", "을", "를", "의", "에", "도", "과", "와", "로", "으로", "에게", "께서", "만"}


@dataclass(slots=True)
class Frame:
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
    qualities: set[int] = field(default_factory=set)  # the V items that are adjectives or copulas

    def __len__(self) -> int:
        return len(self.forms)

    def item(self, code_offset: int) -> int:
        """The item that stands at an offset of `code`."""
        return bisect_left(self.at, code_offset)

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


def build_frame(
    tokens: Tokens, start: int, end: int, quotations: Sequence[Quotation], mentions: Sequence[Mention]
) -> Frame:
    """The frame of text start..end; quotations and mentions are those inside it, in order."""
    frame = Frame(start, end, [], [], [], [], [], [])
    wholes: list[tuple[int, int, str, Quotation | Mention]] = [(q.start, q.end, "Q", q) for q in quotations]
    wholes += [(m.start, m.end, "@", m) for m in mentions if not _inside(m, quotations)]
    wholes.sort(key=lambda w: w[0])
    lo, hi = tokens.between(start, end)
    at = 0
    for i in range(lo, hi):
        place = tokens.starts[i]
        while at < len(wholes) and wholes[at][1] <= place:
            _add_whole(frame, wholes[at])
            at += 1
        if at < len(wholes) and wholes[at][0] <= place:
            if tokens.ends[i] > wholes[at][1]:
                _add_rest(frame, tokens, i, wholes[at])  # 다고 of which only 고 stands behind the (repaired) mark
                at += 1
            continue  # inside a quotation or a mention, which is one item
        _add_token(frame, tokens, i)
    for whole in wholes[at:]:
        _add_whole(frame, whole)
    _encode(frame)
    return frame


def _inside(mention: Mention, quotations: Sequence[Quotation]) -> bool:
    return any(q.start <= mention.start < q.end for q in quotations)


def _add_whole(frame: Frame, whole: tuple[int, int, str, Quotation | Mention]) -> None:
    start, end, kind, ref = whole
    _append(frame, kind, kind, start, end, ref)


def _append(frame: Frame, form: str, kind: str, start: int, end: int, ref: Quotation | Mention | None = None) -> None:
    frame.forms.append(form)
    frame.classes.append(kind)
    frame.starts.append(start)
    frame.ends.append(end)
    frame.refs.append(ref)


def _add_token(frame: Frame, tokens: Tokens, i: int) -> None:
    tag = tokens.tags[i]
    form, start, end = tokens.forms[i], tokens.starts[i], tokens.ends[i]
    kind = _CLASS.get(tag) or ("V" if tag[0] == "V" else "J" if tag[0] == "J" else "S" if tag[0] == "S" else "N")
    if frame.classes and frame.classes[-1] == "N":
        glued = frame.ends[-1] >= start
        if glued and form == "키" and i + 1 < len(tokens.forms) and tokens.forms[i + 1] == "로":
            frame.forms[-1] += "하"  # 협력키로 is 협력하기로
            frame.classes[-1] = "V"
            _append(frame, "기", "T", start, end)
            return
        if glued and (tag in ("XSV", "XSA") or tag == "XSN" or _prefixed(frame, tokens, i)):
            frame.forms[-1] += form
            frame.classes[-1] = kind
            frame.ends[-1] = max(end, frame.ends[-1])
            if tag == "XSA":
                frame.qualities.add(len(frame.forms) - 1)
            return
    _append(frame, form, kind, start, end)
    if tag in _QUALITY:
        frame.qualities.add(len(frame.forms) - 1)


def _add_rest(frame: Frame, tokens: Tokens, i: int, whole: tuple[int, int, str, Quotation | Mention]) -> None:
    """A quotation, and of a token that reaches beyond it the part behind, as its particle."""
    _add_whole(frame, whole)
    behind = tokens.ends[i] - whole[1]
    rest = tokens.forms[i][-behind:]
    _append(frame, rest, "J" if whole[2] == "Q" or rest in _PARTICLES else "N", whole[1], tokens.ends[i])


def _prefixed(frame: Frame, tokens: Tokens, i: int) -> bool:
    """Whether the token before is a prefix (재, 신) of this noun."""
    return i > 0 and tokens.tags[i - 1] == "XPN" and tokens.tags[i] == "NNG"


def _encode(frame: Frame) -> None:
    parts = [f" {form}/{kind}" for form, kind in zip(frame.forms, frame.classes, strict=True)]
    at = 0
    for part in parts:
        frame.at.append(at)
        at += len(part)
    frame.code = "".join(parts)
