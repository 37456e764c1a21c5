"""What a statement does, clause by clause, by the content's own ending (definitions, section 5).

A content is cut into sentences and these into clauses at 고, 며, 면서, 지만, 는데. A clause with a bare
ending (구성하고) shares the mood of the one that follows it; one that is the complement of a later
verb (늘고 있음을 평가한다) stays within it.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from hoedam.extract.frames import Frame
from hoedam.extract.patterns import item_pattern
from hoedam.model import ActName
from hoedam.rules.loader import check_ids, load_table

_TAIL = 14  # items at a clause's end that rules look at
_SPLITS = {"고", "며", "으며", "면서", "으면서", "지만", "으나", "나", "는데", "ㄴ데", "은데", "고서", "되", "ㄹ뿐더러"}
_BARE = {"고", "며", "으며", "면서", "으면서"}
_WHILE = {"며", "으며", "면서", "으면서"}
_MANNER = {
    "책임지",
    "입",
    "데리",
    "가지",
    "갖",
    "놓",
    "타",
    "들",
    "향하",
    "통하",
    "모시",
    "앞두",
    "무릅쓰",
    "가리",
    "말",
    "않",
    "더불",
    "따르",
    "맞잡",
    "맞대",
    "발맞추",
}
_HEDGES = {"보", "살피", "지켜보", "살펴보", "감안하", "고려하", "참작하", "저울질하", "가늠하", "따지", "재"}
_JOINT = {"pledge", "agree", "propose", "request", "accept"}
_STATES = {"있", "없", "이", "아니", "같", "많", "크", "높", "좋", "깊", "넓", "밝", "적", "낮"}
_INTENTS = {"것", "거", "계획", "생각", "방침", "작정", "각오", "예정"}
_NOT_VOLITION = re.compile(
    r"(?:되|(?<!책임)지|있|없|(?<![줄높울들붙벌직덜])이|아니|같|많|크|높|좋|늘|줄|나오|나타나|남|생기|오르|커지|열리|이루어지|이뤄지|필요하|중요하|가능하|증가하|감소하|성장하|발전하|기여하|작용하|뒤따르|걸리|맞|걸리|사라지|끝나|달라지|바뀌|풀리|녹|무르익|나아지|깊어지)$"
)
_END = r"(?: 고/E (?:있|계시)/V)?(?: 이/V)?(?: [^ ]+/P)*(?: [^ ]+/[EFTMX])?(?: [^ ]+/[JS])*\Z"


class ActRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One rule of `rules/ko/acts.yaml`; the pattern language is described there."""

    id: str
    act: ActName
    source: str
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    volition: bool = False
    general: bool = False
    open: bool = False
    weak: bool = False


class _ActTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rules: tuple[ActRule, ...]


class Clause(msgspec.Struct, frozen=True):
    """Items lo..hi of a frame, with what it does."""

    lo: int
    hi: int
    rule: ActRule
    act: ActName


@lru_cache(maxsize=1)
def act_rules() -> tuple[ActRule, ...]:
    """The rules in order: the first that matches decides."""
    rules = load_table("ko/acts.yaml", _ActTable).rules
    check_ids("ko/acts.yaml", rules)
    return rules


@lru_cache(maxsize=1)
def _rules_by_item() -> dict[str, list[int]]:
    """The numbers of the rules that an item may bring in; under the empty one those that need none."""
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(act_rules()):
        for item in {item for pattern in rule.patterns for item in needed(pattern)}:
            found.setdefault(item, []).append(number)
    return found


def needed(pattern: str) -> set[str]:
    """Items without one of which the pattern cannot match: its last that names forms and is not optional."""
    for item in reversed(pattern.split()):
        forms, _, classes = item.rpartition("/")
        if forms not in ("", "*") and not item.endswith("?"):
            return {f"{form}/{kind}" for form in forms.split("|") for kind in classes.split("|")}
    return {""}


@cache
def _compiled(number: int) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(map(compile_pattern, act_rules()[number].patterns)) + ")" + _END)


def compile_pattern(pattern: str) -> str:
    """The pattern language of acts.yaml as a regular expression over `Frame.code`."""
    return "".join(r"(?: [^ ]+){0,6}?" if item == "..." else item_pattern(item) for item in pattern.split())


def clause_rule(frame: Frame, lo: int, hi: int, text: str, mood: str = "") -> ActRule:
    """The rule that decides what items lo..hi do; `mood` is the ending that the reporting took (자, 라, 냐)."""
    first = max(lo, hi - _TAIL)
    code = frame.code[frame.at[first] : frame.at[hi] if hi < len(frame) else len(frame.code)] + mood
    words = text[frame.starts[lo] : frame.ends[hi - 1]]
    rules, by_item = act_rules(), _rules_by_item()
    for number in sorted({number for item in ("", *code.split(" ")) for number in by_item.get(item, ())}):
        if _compiled(number).search(code) and _holds(rules[number], words, frame, lo, hi):
            return rules[number]
    return rules[-1]


def _holds(rule: ActRule, words: str, frame: Frame, lo: int, hi: int) -> bool:
    if rule.without and any(word in words for word in rule.without):
        return False
    if rule.needs and not any(word in words for word in rule.needs):
        return False
    if rule.general:
        return _nobody_does(frame, lo, hi)
    return not rule.volition or _own_will(frame, lo, hi)


_OWN = {
    "우리",
    "저",
    "나",
    "정부",
    "측",
    "저희",
    "본인",
    "나라",
    "제",
    "내",
    "양국",
    "양측",
    "의회",
    "당국",
    "의료진",
    "대표단",
}
_THEM = {"세계", "역사", "국민", "시대", "시장", "미래", "사람", "모두", "누구", "아무", "세상", "국제사회"}
_DOER = re.compile(
    r"(?:정부|기업|측|당국|의회|국회|업체|회사|은행|공사|기관|재단|대학|병원|연구소|[가-힣](?:단|진|군|팀|원|부|청|사|인|자))들?$"
)


def _own_will(frame: Frame, lo: int, hi: int) -> bool:
    """Whether …ㄹ 것이다 states one's own intention: a verb of doing, and nothing else as its subject; 겠 does."""
    thing = _intent(frame, lo, hi)
    if thing is None:
        return True
    verb = _intended(frame, lo, thing)
    if verb is None:
        return False
    inner = False  # left of an adnominal ending: 이익이 되는 협력을 심화할 것
    for i in range(verb - 1, lo, -1):
        if frame.kind(i) == "E" and frame.form(i) not in ("어", "아", "여"):
            break
        inner |= frame.kind(i) == "M"
        if _another_state_too(frame, i):
            return False
        if frame.kind(i) != "J" or frame.kind(i - 1) != "N":
            continue
        if inner and frame.form(i) in ("이", "가") and not _over_a_quality(frame, i, verb):
            continue
        own = frame.form(i - 1) in _OWN or frame.form(i - 2) in ("우리", "저희") or _state_doer(frame, i - 1)
        if (frame.form(i) in ("이", "가") and not own) or (
            frame.form(i) in ("은", "는", "도") and frame.form(i - 1) in _THEM
        ):
            return False
    return True


def _another_state_too(frame: Frame, i: int) -> bool:
    """한국도 따라올 것: whether the particle at item i adds another state, called by its name."""
    state = frame.mention(i - 1)
    return frame.form(i) == "도" and frame.kind(i) == "J" and state is not None and state.role == "country"


def _intent(frame: Frame, lo: int, hi: int) -> int | None:
    """The 것, 계획, the 수 of 할 수 있다 … that closes the clause; None where 겠 does."""
    closing = (i for i in range(hi - 1, lo, -1) if frame.form(i) == "겠" or frame.form(i) in _INTENTS or _can(frame, i))
    thing = next((i for i in closing if frame.kind(i) in "NP"), None)
    return thing if thing is not None and frame.kind(thing) == "N" else None


def _can(frame: Frame, i: int) -> bool:
    """The 수 of …ㄹ 수 있다, …ㄹ 수도 있다."""
    return frame.form(i) == "수" and "있" in (frame.form(i + 1), frame.form(i + 2))


def _intended(frame: Frame, lo: int, thing: int) -> int | None:
    """The verb of doing before …ㄹ 것; None where it looks back, is a quality, or comes about by itself."""
    verb = thing - 2
    while verb > lo and frame.kind(verb) in "PM":
        if frame.form(verb) in ("었", "았", "였"):
            return None  # 식었을 것이다 looks back
        verb -= 1
    if frame.form(verb) == "못하":
        return None  # 막지 못할 것 is a forecast
    verb = _denied(frame, verb)
    doing = frame.kind(verb) == "V" and verb not in frame.qualities and not _NOT_VOLITION.search(frame.form(verb))
    return verb if doing else None


def _denied(frame: Frame, verb: int) -> int:
    """Of 어렵지 않(을 것), 줄이지는 않: the verb that is denied, else the verb itself."""
    ending = verb - 1 - (frame.kind(verb - 1) == "J")
    return ending - 1 if frame.form(verb) == "않" and frame.form(ending) == "지" else verb


def _state_doer(frame: Frame, noun: int) -> bool:
    """한국 의료진이, 페루 정부가: whether a state's people or offices act, not its goods (한국 화물이)."""
    return frame.kind(noun - 1) == "@" and _DOER.search(frame.form(noun)) is not None


def _over_a_quality(frame: Frame, i: int, verb: int) -> bool:
    """폭이 결정에 큰 영향을 줄 것: whether the nominative at item i reaches over a mere quality (큰) to the verb."""
    adnominal = next((j for j in range(i + 1, verb) if frame.kind(j) == "M"), None)
    return adnominal is not None and adnominal - 1 in frame.qualities and adnominal - 2 > i


def _nobody_does(frame: Frame, lo: int, hi: int) -> bool:
    """Whether the clause's subject is a thing, not the speaker, a person or a state; no habit (종종, 매년), no figure."""
    subject = False
    for i in range(lo, hi):
        if frame.kind(i) == "N" and frame.form(i)[:1].isdigit():
            return False  # 해마다 40만 명이 찾는다 is a fact
        if frame.kind(i) == "@" and frame.kind(i + 1) == "J" and frame.form(i + 1) in ("이", "가", "은", "는", "도"):
            return False
        if (
            frame.form(i) in ("저", "나", "우리", "제", "내", "종종", "매년", "해마다", "자주")
            and frame.kind(i) in "NA"
        ):
            return False
        if frame.kind(i) == "J" and frame.form(i) in ("이", "가", "은", "는", "도") and frame.kind(i - 1) == "N":
            subject = True
    tail = frame.code[frame.at[max(lo, hi - 5)] :]
    return subject and not re.search(r" (?:었|았|겠)/P| 고/E 있/V| 게/E 되/V| 나오/V", tail)


def split_clauses(frame: Frame, lo: int, hi: int) -> list[tuple[int, int]]:
    """Items lo..hi cut behind the endings that may close a clause."""
    cuts = [lo]
    for i, kind in enumerate(frame.classes[lo + 1 : max(hi - 1, 0)], start=lo + 1):
        if (kind == "E" and frame.form(i) in _SPLITS and not _stays_open(frame, i, hi)) or (
            kind == "F" and frame.kind(i + 1) != "J"
        ):
            cuts.append(i + 1)
    cuts.append(hi)
    pieces = [(a, b) for a, b in itertools.pairwise(cuts) if b > a]
    return _join_short(frame, pieces)


def _goes_on(frame: Frame, i: int) -> bool:
    """고 있다, 고 싶다, 데리고, 멈추지 않고: the ending binds an auxiliary or a manner, no clause ends here."""
    behind = i + 1
    if frame.form(i - 1) == "두" and frame.form(i - 2) in ("어", "아", "여"):
        return True  # 깔아 두고 기다리겠다
    if frame.form(i - 1) in ("않", "말") and frame.form(i) not in ("고", "고서"):
        return False  # 쉽지 않으나, 서두르지 않지만
    if frame.form(i) in _WHILE and _hedges(frame, i - 1):
        return True
    if frame.form(i - 1) in _MANNER or (frame.starts[behind] <= frame.ends[i] and frame.kind(behind) == "V"):
        return True  # 주고받자 is one verb
    return frame.form(i) == "고" and frame.form(behind) in ("있", "싶", "나", "나서", "말", "보", "계시")


def _hedges(frame: Frame, verb: int) -> bool:
    """여건을 보아 가며, 추이를 살피면서: the verb at an item only says with what caution the deed behind it is done."""
    if frame.form(verb) in ("가", "나가") and frame.kind(verb - 1) == "E":
        verb -= 2
    return frame.form(verb) in _HEDGES


def _within_later(frame: Frame, i: int, hi: int) -> bool:
    """Whether the clause that ends in the 고 of item i stays inside what a later ending closes: two
    qualities of one noun (강력하고 실효적인 결의), a purpose (포기하고 협력할 수 있도록), examples of
    one measure (교환하고 훈련하는 등)."""
    if frame.form(i) != "고" or frame.kind(i + 1) == "S":
        return False
    quality = i - 1 in frame.qualities
    for j in range(i + 1, hi):
        kind, form = frame.kind(j), frame.form(j)
        if kind == "F" or (quality and kind == "J"):
            return False
        if kind == "M" and form == "는" and frame.form(j + 1) == "등":
            return True
        if kind == "M" and quality:
            return frame.form(j + 1) not in _INTENTS | {"수", "바"}
        if kind == "E" and form not in ("어", "아", "여"):
            return form == "도록" and frame.form(j + 1) != "하"  # …토록 하겠다 is an own deed
    return False


def _stays_open(frame: Frame, i: int, hi: int) -> bool:
    """Whether no clause ends at item i, though its ending could close one."""
    return _goes_on(frame, i) or _within_later(frame, i, hi)


def _join_short(frame: Frame, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """A piece without a verb of its own (marks, 그리고) belongs to its neighbour."""
    joined: list[tuple[int, int]] = []
    for lo, hi in pieces:
        has_verb = any(frame.kind(i) == "V" for i in range(lo, hi))
        if joined and not has_verb:
            joined[-1] = (joined[-1][0], hi)
        else:
            joined.append((lo, hi))
    return joined


def read_clauses(frame: Frame, lo: int, hi: int, text: str, mood: str, reported: ActName | None) -> list[Clause]:
    """What items lo..hi (one sentence of a content) do; `reported` is what the reporting verb tells.

    The last clause is decided first, since a clause with a bare ending shares its mood.
    """
    clauses: list[Clause] = []
    pieces = split_clauses(frame, lo, hi)
    for number in range(len(pieces) - 1, -1, -1):
        first, last = pieces[number]
        final = number == len(pieces) - 1
        rule = clause_rule(frame, first, last, text, mood if final else "")
        act = _with_report(rule, reported, final)
        here = Clause(first, last, rule, act)
        if final or not clauses:
            clauses.insert(0, here)
            continue
        after = clauses[0]
        if _depends(frame, here):
            if after.act in _JOINT and not _complement(frame, after) and _has_matter(frame, here):
                clauses.insert(0, Clause(first, last, after.rule, after.act))
            else:
                clauses[0] = Clause(first, after.hi, after.rule, after.act)
        elif (
            here.act == after.act
            and here.act in ("inform", "assess", "hope", "praise")
            and here.rule.open == after.rule.open
        ):
            clauses[0] = Clause(first, after.hi, after.rule, after.act)
        else:
            clauses.insert(0, here)
    return clauses


# what a verb makes of a wish or a regret: 했으면 좋겠다고 제안했다, 유감이라고 항의했다
_OVERRULED = {
    ("hope", "propose"), ("hope", "request"), ("hope", "invite"),
    ("regret", "criticise"), ("concern", "criticise"), ("assess", "criticise"), ("assess", "warn"),
}  # fmt: skip


def _with_report(rule: ActRule, reported: ActName | None, final: bool) -> ActName:
    """The clause's act; where its ending leaves it open, the reporting verb's.

    A weak ending (a plain judgement) yields only to a verb that names an act of its own (극찬했다).
    """
    if reported is None:
        return rule.act
    if reported == "invite" and final and rule.act == "request":
        return "invite"  # 찾아 달라고 초청했다
    if final and (rule.act, reported) in _OVERRULED:
        return reported
    plain = reported in ("assess", "inform")
    if (rule.open and (final or plain)) or (rule.weak and final and not plain):
        return reported
    return rule.act


def _depends(frame: Frame, clause: Clause) -> bool:
    """Whether the clause ends barely (구성하고), without tense, state or an act of its own."""
    if not clause.rule.open or clause.rule.id == "assess.adjective":
        return False
    i = clause.hi - 1
    while i > clause.lo and frame.kind(i) == "S":
        i -= 1
    return (
        frame.kind(i) == "E"
        and frame.form(i) in _BARE
        and frame.kind(i - 1) == "V"
        and frame.form(i - 1) not in _STATES
    )


def _complement(frame: Frame, clause: Clause) -> bool:
    """Whether the later clause's verb takes a nominalised complement (…기를, …음을, …것을) that reaches back."""
    for i in range(clause.hi - 1, clause.lo, -1):
        if (
            frame.kind(i) == "J"
            and frame.form(i) in ("을", "를", "에")
            and frame.form(i - 1) in ("것", "기", "음", "ㅁ", "데")
        ):
            return True
    return False


def _has_matter(frame: Frame, clause: Clause) -> bool:
    """Whether a coordinated clause has a matter of its own: an object or a goal; under 며, an object."""
    manner = any(
        frame.kind(i) == "E" and frame.form(i) in ("며", "으며", "면서", "으면서")
        for i in range(clause.hi - 2, clause.hi)
    )
    goals = () if manner else ("에", "로", "으로", "은", "는", "에서", "부터", "까지")
    return any(
        frame.kind(i) == "J" and frame.form(i) in ("을", "를", "도", *goals) and frame.kind(i - 1) != "J"  # 앞으로도
        for i in range(clause.lo, clause.hi)
    )


def coordinate(frame: Frame, lo: int, hi: int) -> Iterator[tuple[int, int]]:
    """The measures of a narrated decision or request, each under a verb of its own (확대하고 신설하기로)."""
    pieces = split_clauses(frame, lo, hi)
    start = lo
    for first, last in pieces[:-1]:
        piece = Clause(first, last, act_rules()[-1], "inform")
        if _depends(frame, piece) and _has_matter(frame, Clause(start, last, piece.rule, "inform")):
            yield start, last
            start = last
    yield start, hi
