"""Reporting cues of a sentence: what was said ends here, and this expression says so.

Surface forms handled:
- over a quotation: "…"고 밝혔다, "…"라며, "…"면서 …라고 덧붙였다, "…"는 뜻을 전했다, "…"는 게 …의 설명이다;
- over a clause: 하겠다고 말했다, 해 달라고 요청했다, 하자며, 하겠다는 입장을 밝혔다, 했다고 말했다고 전했다;
- naming the act: 사의를 표했다, 지원해 줄 것을 요청했고, 하기로 했으며, 요청한 데 대해;
- a quotation that stands alone.
Left out: forecasts and the outlet's voice (다고 풀이된다), plans (논의할 예정), adnominal background (합의한 센터).
"""

from typing import Literal

import msgspec

from hoedam.extract.endings import (
    ADNOMINAL_CLAUSE,
    GOES_ON_CLAUSE,
    OVER_CLAUSE,
    QUOTED_ENDINGS,
    SUBORDINATE_NOUNS,
    Ending,
    goes_on,
    read_ending,
    reports,
)
from hoedam.extract.frames import Frame
from hoedam.extract.occasions import only_met
from hoedam.extract.predicates import Predicate, PredicateRule, find_predicates, predicate_table

Over = Literal["quotation", "clause", "matter", "alone"]

_OVER_QUOTATION = {"이라", "라", "고", "라고", "이라고", "고도", "라고도", "이라고도", "다고", "하고"}
_GOES_ON_QUOTATION = {"며", "이며", "라며", "이라며", "면서", "라면서", "이라면서", "으며", "자며", "다며",
                      "면서도", "라면서도", "이라면서도"}  # fmt: skip
_ADNOMINAL_QUOTATION = {"는", "라는", "이라는", "라던", "던", "이라던", "란", "이란", "자는", "다는"}
_QUESTION = {"는지", "ㄹ지", "을지"}
_SAID_NOUNS = {
    "뜻", "입장", "의사", "의지", "방침", "의견", "말", "말씀", "취지", "인식", "점", "생각", "계획", "제안", "요청",
    "메시지", "평가", "설명", "약속", "당부", "답변", "인사", "주장", "우려", "데", "의향", "각오", "구상", "견해",
    "바람", "희망", "기대", "소망", "기대감", "판단", "진단", "해석", "반응", "답", "질문", "말로", "덕담", "소감", "포부", "결심",
    "확답", "청사진", "복안", "비전", "원칙", "사실", "소식", "공감대", "제의", "초청", "감사", "공감", "축하", "위로", "신념", "경고", "문제의식",
}  # fmt: skip
_OFFERS = {"제안", "제의", "요청", "요구", "권유", "부탁"}
_SPEAKER_NOUNS = {"설명", "입장", "판단", "주장", "전언", "방침", "생각"}
_ANSWERS = {"대답", "답", "답변", "반응", "주문", "당부", "제안", "요구", "약속", "구상", "계획", "요청", "복안", "말"}
_IN_ONE_WORD = {"다는데", "ㄴ다는데", "는다는데", "라는데", "이라는데"}
_WRITTEN = {
    "속담",
    "현수막",
    "문구",
    "구호",
    "제목",
    "표현",
    "이름",
    "노래",
    "글귀",
    "격언",
    "시",
    "책",
    "영화",
    "팻말",
}
_NOT_SAID = {
    "하",
    "듣",
    "알",
    "느끼",
    "믿",
    "치",
    "보이",
    "되",
    "있",
    "없",
    "이",
    "나오",
    "들리",
    "평가받",
    "꼽히",
    "불리",
}
_WEIGHED = {"상황", "정세", "현황", "동향", "경과", "형편"}
_FAILED = {"무산되", "무산", "불발되", "불발", "취소되", "결렬되", "백지화되", "파기되", "철회되", "흐지부지되"}
_FELT = {"thank", "welcome", "praise", "regret", "concern", "congratulate", "condole", "criticise", "assess"}
_LIKE_THIS = {"이같이", "이렇게", "이처럼", "그렇게", "같이"}
_CLOSERS = frozenset("QEMFTJ")  # the classes at which a cue can begin, predicates apart
_REACH = 14  # items between a complement and the verb that reports it


class Cue(msgspec.Struct, frozen=True):
    """One cue: items start..end of the frame, and what it stands over.

    For a quotation, `at` is its item; for a clause, the item of the quotative ending, so that the
    content ends before it; for a matter (narrated), the predicate's first item.
    `outer` is a second cue that only passes the first on (…했다고 전했다).
    """

    over: Over
    at: int
    start: int
    end: int
    rule: PredicateRule | None
    ending: Ending | None
    outer: "Cue | None" = None
    by: int | None = None  # the mention between the words and their name (“…”는 총리의 말에)
    narrated_clause: bool = False


def find_cues(frame: Frame, *, present: bool = False) -> list[Cue]:
    """The cues of a frame in order; none overlap.

    `present`: acts are narrated in the present (joint texts: 양측은 환영한다).
    """
    if frame.form(len(frame) - 1) == "?":
        return []  # a reporter's or the outlet's own question
    predicates = find_predicates(frame)
    starts = {p.start: p for p in predicates}
    cues: list[Cue] = []
    i = 0
    while i < len(frame):
        cue = None
        if i in starts or frame.classes[i] in _CLOSERS:
            cue = _cue_at(frame, i, starts, predicates, present)
        if cue:
            cues.append(cue)
            i = max(cue.end, i + 1)
        else:
            i += 1
    return cues


def _cue_at(
    frame: Frame, i: int, starts: dict[int, Predicate], predicates: list[Predicate], present: bool
) -> Cue | None:
    kind = frame.kind(i)
    if kind == "Q":
        return _over_quotation(frame, i, predicates)
    if kind == "E" and i in starts:
        return _over_matter(frame, starts[i], predicates, present)  # …하도록 하였다
    if kind in "EM" and (kind == "E" or frame.form(i) in ADNOMINAL_CLAUSE):
        return _over_clause(frame, i, predicates)
    if kind == "F" and goes_on(frame, i):
        end = i + 2 + (frame.form(i + 2) == "도")
        return Cue("clause", i, i, end, None, Ending("connective", "면서", end, past=True))
    if kind == "J" and frame.form(i) in ("라고", "이라고") and frame.kind(i - 1) == "N":
        return _over_clause(frame, i, predicates)
    if kind == "T" and frame.form(i) in ("음", "ㅁ") and frame.form(i + 1) in ("을", "를"):
        return _nominalised(frame, i, predicates)
    if i in starts:
        return _over_matter(frame, starts[i], predicates, present)
    return None


def _over_quotation(frame: Frame, at: int, predicates: list[Predicate]) -> Cue | None:
    i = at + 1
    if frame.form(i) in ("이", "하") and frame.kind(i) == "V":  # "…"이/VCP 라며, "…"하고
        i += 1
    form, kind = frame.form(i), frame.kind(i)
    if kind in "JE" and form in _OVER_QUOTATION:
        return _reported(frame, "quotation", at, at + 1, i + 1, predicates, must=False)
    if kind in "JE" and form in _GOES_ON_QUOTATION:
        return Cue("quotation", at, at + 1, i + 1, None, Ending("connective", form, i + 1, past=True))
    if kind == "J" and form in ("으로", "로"):
        taken = next((p for p in predicates if p.start == i + 1 and p.complement()), None)
        ending = read_ending(frame, taken.end) if taken else None
        return Cue("quotation", at, at + 1, ending.end, taken.complement(), ending) if taken and ending else None
    if kind in "JM" and form in _ADNOMINAL_QUOTATION and frame.kind(i + 1) in ("N", "@", "A", "D"):
        return _said_noun(frame, "quotation", at, at + 1, i + 1, predicates)
    if kind in ("", "S", "F") or i == len(frame):
        before = frame.code[: frame.at[at]]
        if "/V" not in before.rsplit("/S", 1)[-1]:
            return Cue("alone", at, at, at + 1, None, None)
    return None


def _over_clause(frame: Frame, at: int, predicates: list[Predicate]) -> Cue | None:
    form = frame.form(at)
    if form in OVER_CLAUSE or (form in ("고", "라고") and frame.form(at - 1) == "달"):
        cue = _reported(frame, "clause", at, at, at + 1, predicates, must=True)
        if cue and form in _QUESTION and not (cue.rule and cue.rule.act == "ask"):
            return None
        return cue
    if form in _IN_ONE_WORD:
        predicate = next((p for p in predicates if p.start == at + 1), None)
        ending = read_ending(frame, predicate.end) if predicate else None
        if predicate and ending and reports(frame, ending, narrated=True):
            rule = predicate.narrates()
            rule = rule if _deed_agreed(frame, at, predicate) else _concur(rule)
            return Cue("clause", at, at, ending.end, rule, ending, narrated_clause=True)
        return None
    if form in GOES_ON_CLAUSE:
        end = at + 1 + (frame.form(at + 1) == "도")
        return Cue("clause", at, at, end, None, Ending("connective", form, end, past=True))
    if form in ADNOMINAL_CLAUSE:
        return _said_noun(frame, "clause", at, at, at + 1, predicates)
    return None


def _reported(
    frame: Frame, over: Over, at: int, start: int, behind: int, predicates: list[Predicate], *, must: bool
) -> Cue | None:
    """The cue whose verb follows a complement; a quotation is reported by whatever verb follows."""
    predicate = _next_predicate(frame, behind, predicates)
    if predicate is None:
        return _manner(frame, at, behind) if must else _unknown_verb(frame, over, at, start, behind)
    rule = predicate.complement() or predicate.narrates()
    ending = read_ending(frame, predicate.end)
    if over == "clause" and _bare_topic(frame, at, predicates):
        return None
    if ending.kind == "quoted":
        return _passed_on(frame, Cue(over, at, start, ending.end, rule, ending), predicates)
    if over == "clause" and (ending.forecast or ending.future):
        return None
    if ending.negated or (over == "clause" and not reports(frame, ending, narrated=False)):
        return None
    by = ending.end if ending.kind == "adnominal" and ending.noun not in SUBORDINATE_NOUNS else None
    return Cue(over, at, start, ending.end, rule, ending, by=by)


def _bare_topic(frame: Frame, at: int, predicates: list[Predicate]) -> bool:
    """…을 논의했다고, 통화를 했다고 밝혔다 still only names a topic or a meeting."""
    past = frame.form(at - 1) in ("었", "았", "였")  # not 협의하겠다고
    return only_met(frame, at) or (past and any(p.topic and p.end == at - 1 for p in predicates))


def _next_predicate(frame: Frame, behind: int, predicates: list[Predicate]) -> Predicate | None:
    """The first predicate within reach that no other clause, quotation or full stop comes before."""
    for predicate in predicates:
        if predicate.start < behind:
            continue
        if predicate.start > behind + _REACH:
            return None
        for i in range(behind, predicate.start):
            kind = frame.kind(i)
            if kind in "QF" or (kind == "E" and frame.form(i) in QUOTED_ENDINGS):
                return None
            if kind == "E" and frame.form(i) in ("고", "며", "으며") and frame.kind(i - 1) == "P":
                return None
            if kind == "M" and frame.form(i + 1) in ("뒤", "후", "다음"):
                return None
        if predicate.complement() or predicate.narrates():
            return predicate
    return None


def _unknown_verb(frame: Frame, over: Over, at: int, start: int, behind: int) -> Cue:
    """A quotation with 고/라고 and a verb that no table knows (고개를 끄덕였다)."""
    for i in range(behind, min(behind + _REACH, len(frame))):
        if frame.kind(i) == "Q":
            break
        if frame.kind(i) == "V":
            ending = read_ending(frame, i + 1)
            if ending.kind != "none":
                return Cue(over, at, start, ending.end, None, ending)
    return Cue(over, at, start, behind, None, None)


def _manner(frame: Frame, at: int, behind: int) -> Cue | None:
    """…다고 버텼다, …자고 맞섰다: a past verb over a clause tells how it was said, whatever verb it is."""
    for i in range(behind, min(behind + 6, len(frame))):
        if frame.kind(i) in "QFEM":
            return None
        if frame.kind(i) == "V":
            ending = read_ending(frame, i + 1)
            plain = ending.kind in ("final", "connective") and ending.past and not ending.forecast
            return Cue("clause", at, at, ending.end, None, ending) if plain and frame.form(i) not in _NOT_SAID else None
    return None


def _said_noun(frame: Frame, over: Over, at: int, start: int, behind: int, predicates: list[Predicate]) -> Cue | None:
    """…는 뜻을 전했다, …다는 데 의견을 같이했다, …는 A의 말에, …겠다는 것이다, …는 게 X의 설명이다."""
    i, owned = _noun_behind(frame, behind)
    noun = frame.form(i)
    if noun in ("것", "거", "게") and frame.kind(i) == "N":
        return _it_is_that(frame, over, at, start, i)
    if noun not in _SAID_NOUNS:
        return _shown(frame, over, at, start, i) if over == "quotation" and noun not in _WRITTEN else None
    if owned and noun not in ("말", "말씀", "제안", "요청", "질문", "지적", "당부", "설명", "제의", "권유", "부탁"):
        return None
    predicate = None if owned else _next_predicate(frame, behind, predicates)
    if predicate is None or predicate.topic:
        return _adnominal_speaker(frame, over, at, start, behind, i) or _shown(frame, over, at, start, i)
    if over == "quotation" and frame.kind(i + 1) == "J" and frame.kind(i + 2) == "V" and predicate.start > i + 3:
        ending = read_ending(frame, i + 3)  # “…”라는 메시지를 내고
        return Cue(over, at, start, ending.end, None, ending)
    if predicate.start > i + 5:
        return None
    ending = read_ending(frame, predicate.end)
    rule = predicate.narrates() or predicate.complement()
    if ending.kind == "quoted":
        return _passed_on(frame, Cue(over, at, start, ending.end, rule, ending), predicates)
    if ending.forecast or not reports(frame, ending, narrated=over == "matter"):
        return None
    taken_up = noun in _OFFERS and rule is not None and rule.id in ("accept", "reject")  # …자는 제안에 동의했다
    plain = noun in ("데", "점") or (rule is not None and rule.id == "concur") or taken_up
    narrated = over == "clause" and rule is not None and rule.narrates and plain
    if noun == "데":
        rule = _joint_rule(frame, at, predicate, rule)
    return Cue(over, at, start, ending.end, rule, ending, narrated_clause=narrated)


def _shown(frame: Frame, over: Over, at: int, start: int, noun: int) -> Cue | None:
    """“…”는 속내를 내비쳤다, …라는 입장을 고수했다: whatever verb, in the past, over the name of the words."""
    if frame.kind(noun) != "N" or frame.form(noun + 1) not in ("을", "를") or frame.kind(noun + 2) != "V":
        return None
    ending = read_ending(frame, noun + 3)
    plain = ending.past and not (ending.negated or ending.forecast) and ending.kind in ("final", "connective")
    return Cue(over, at, start, ending.end, None, ending) if plain else None


def _joint_rule(frame: Frame, at: int, predicate: Predicate, rule: PredicateRule | None) -> PredicateRule | None:
    """…자는 데 의견을 같이했다 decides a deed, …다는 데 의견을 모았다 shares a view: the clause says, not its verb."""
    if frame.form(at).startswith("자"):
        minded = any(frame.form(i) in ("의견", "뜻") for i in range(predicate.start, predicate.end))
        return _other_rule(rule, "agree") if minded else rule
    return rule if _deed_agreed(frame, at, predicate) else _concur(rule)


def _deed_agreed(frame: Frame, at: int, predicate: Predicate) -> bool:
    """…을 신설한다는 데 합의했다 decides a deed; 지켜야 한다는 데, 중요하다는 데 shares a view."""
    verbal = frame.form(at) in ("ㄴ다는", "는다는", "ㄴ다는데", "는다는데") and frame.form(at - 2) not in (
        "어야",
        "아야",
        "여야",
        "야",
    )
    decided = any(frame.form(i) in ("합의하", "합의") for i in range(predicate.start, predicate.end))
    return verbal and decided and at - 1 not in frame.qualities


def _concur(rule: PredicateRule | None) -> PredicateRule | None:
    """…다는 데 의견을 모았다 shares a view, whatever verb closes it; only …기로 and …자는 데 decide."""
    return _other_rule(rule, "concur")


def _other_rule(rule: PredicateRule | None, name: str) -> PredicateRule | None:
    """Of what both do, agreeing or concurring, the one of this name."""
    if rule is None or rule.id not in ("agree", "concur"):
        return rule
    return next((other for other in predicate_table().rules if other.id == name), rule)


def _noun_behind(frame: Frame, behind: int) -> tuple[int, bool]:
    """The noun that an adnominal ending leads to (…는 뜻, …는 총리의 말), and whether somebody stands before it."""
    i = behind
    while frame.kind(i) in ("A", "D"):
        i += 1
    owned = frame.kind(i) == "@" and (frame.form(i + 1) == "의" or frame.kind(i + 1) == "N")
    if owned:
        i += 2 if frame.form(i + 1) == "의" else 1
    while frame.kind(i) == "N" and frame.kind(i + 1) == "N" and frame.form(i) not in _SAID_NOUNS:
        i += 1
    return i, owned


def _adnominal_speaker(frame: Frame, over: Over, at: int, start: int, behind: int, noun: int) -> Cue | None:
    """ "…"는 총리의 말에 대통령은 …: the speaker stands between the words and their name."""
    if (
        frame.kind(noun - 2) == "@"
        and frame.form(noun - 1) == "의"
        and frame.kind(noun + 1) == "J"
        and over == "quotation"
    ):
        end = noun + 1
        while frame.kind(end) == "J":
            end += 1
        ending = Ending("adnominal", "", end, past=True, noun=frame.form(noun))
        return Cue(over, at, start, end, None, ending, by=noun - 2)
    if frame.form(noun + 1) in ("이", "입니다") and frame.kind(noun + 1) == "V" and frame.form(noun) in _SPEAKER_NOUNS:
        ending = read_ending(frame, noun + 2)
        return Cue(over, at, start, ending.end, None, ending)
    if "@" in (frame.kind(noun - 1), frame.kind(noun - 2)) and frame.form(noun + 1) in ("에", "에는"):
        end = noun + 2
        while frame.kind(end) == "J" or frame.form(end) in ("대하", "관하"):
            end += 2 if frame.kind(end) == "V" else 1
        ending = Ending("adnominal", "", end, past=True, noun=frame.form(noun))
        return Cue(over, at, start, end, None, ending, by=noun - (1 if frame.kind(noun - 1) == "@" else 2))
    if over == "quotation" and frame.kind(noun + 1) == "J" and frame.form(noun) != "질문":
        end = noun + 2
        return Cue(over, at, start, end, None, Ending("connective", "", end, past=True, noun=frame.form(noun)))
    return None


def _it_is_that(frame: Frame, over: Over, at: int, start: int, noun: int) -> Cue | None:
    """…겠다는 것이다 / …다는 게 대통령실의 설명이다."""
    question = frame.kind(noun + 2) == "F" and frame.form(noun + 2) not in ("다", "ㅂ니다", "습니다", "에요", "죠")
    if (
        frame.form(noun + 1) == "이"
        and frame.kind(noun + 1) == "V"
        and frame.kind(noun + 2) in ("F", "P")
        and not question
    ):
        told = over == "quotation" or frame.form(at - 1) == "겠" or frame.form(at) in ("자는",)
        return Cue(over, at, start, noun + 3, None, Ending("final", "다", noun + 3, past=True)) if told else None
    for i in range(noun + 1, min(noun + 8, len(frame))):
        if frame.form(i) in _SPEAKER_NOUNS | _ANSWERS and frame.kind(i) == "N" and frame.form(i - 1) == "의":
            by = i - 2 if frame.kind(i - 2) == "@" else None
            end = min(read_ending(frame, i + 2).end, len(frame))
            return Cue(over, at, start, max(end, i + 1), None, Ending("final", "다", i + 2, past=True), by=by)
    return None


def _passed_on(frame: Frame, inner: Cue, predicates: list[Predicate]) -> Cue | None:
    """…라고 말했다고 전했다: the inner cue is the report, the outer only passes it on."""
    i = inner.end
    outer = _over_clause(frame, i, predicates)
    if outer is None:
        return None if inner.over != "quotation" else msgspec.structs.replace(inner, end=i)
    return msgspec.structs.replace(inner, end=outer.end, outer=outer)


def _over_matter(frame: Frame, predicate: Predicate, predicates: list[Predicate], present: bool) -> Cue | None:
    """A predicate that names its act itself."""
    rule = predicate.narrates()
    if frame.form(predicate.start - 1) in _LIKE_THIS or frame.form(predicate.start - 2) == "이렇":
        return None  # 이같이 강조했다 only points back
    if rule is None and frame.form(predicate.start - 1) in ("으로", "로") and frame.form(predicate.start - 2) == "것":
        rule = predicate.complement()
        rule = rule if rule and rule.act in ("assess", "hope") else None
    if rule is None:
        return None
    ending = read_ending(frame, predicate.end)
    if ending.noun == "데" and (ending.form == "는" or _felt_about(frame, ending, predicates)):
        return None
    if _weighed(frame, predicate):
        return None
    if rule.act == "agree" and _fell_through(frame, ending):
        return None
    if ending.kind == "quoted" and ending.form not in GOES_ON_CLAUSE:
        return None  # the clause cue behind it decides what is inner and what is outer
    if (
        ending.kind in ("quoted", "none")
        or ending.forecast
        or ending.future
        or not reports(frame, ending, narrated=True)
    ):
        return None
    if ending.kind == "final" and not (ending.past or ending.hearsay or present):
        return None
    return Cue("matter", predicate.start, predicate.start, ending.end, rule, ending)


def _felt_about(frame: Frame, ending: Ending, predicates: list[Predicate]) -> bool:
    """우리 제안을 지지해 준 데 대해 감사를 표했다: what is thanked for; but 요청한 데 대해 B는 사의를 표했다 is answered."""
    then = next((p for p in predicates if ending.end <= p.start <= ending.end + _REACH), None)
    rule = then and (then.narrates() or then.complement())
    own = then and not any(frame.kind(i) == "@" for i in range(ending.end, then.start))
    return bool(rule and own and rule.act in _FELT)


def _fell_through(frame: Frame, ending: Ending) -> bool:
    """공동위를 열기로 했지만 감염병으로 무산됐다: what came to nothing is decided no more."""
    but = ending.form in ("지만", "으나", "나", "는데", "다가")
    return but and any(frame.form(i) in _FAILED for i in range(ending.end, len(frame)))


def _weighed(frame: Frame, predicate: Predicate) -> bool:
    """정세를 평가하고 …를 논의했다: what the talk was about, not what was said of it."""
    return frame.form(predicate.start) == "평가하" and frame.form(predicate.start - 2) in _WEIGHED


def _nominalised(frame: Frame, at: int, predicates: list[Predicate]) -> Cue | None:
    """…할 용의가 있음을 밝혔다: a verb of saying over a nominalised clause."""
    predicate = next((p for p in predicates if at + 2 <= p.start <= at + 4), None)
    rule = predicate.complement() if predicate and not predicate.narrates() else None
    if predicate is None or rule is None:
        return None
    ending = read_ending(frame, predicate.end)
    if ending.forecast or ending.future or not reports(frame, ending, narrated=True):
        return None
    return Cue("clause", at, at, ending.end, rule, ending, narrated_clause=True)
