"""What follows a predicate: tense, negation, and what it hangs on (고 밝혔다, ㄴ 데 대해, ㄹ 것으로 보인다)."""

from typing import Literal

import msgspec

from hoedam.extract.frames import Frame

# endings that close what was said: over a clause with its verb behind, going on by themselves, before a noun
OVER_CLAUSE = {
    "다고", "ㄴ다고", "는다고", "라고", "이라고", "으라고", "자고", "냐고", "느냐고", "으냐고", "ㄴ가고", "달라고",
    "다고도", "ㄴ다고도", "라고도", "자고도", "는지", "ㄹ지", "을지",
}  # fmt: skip
GOES_ON_CLAUSE = {
    "다며", "ㄴ다며", "는다며", "라며", "이라며", "자며", "냐며", "느냐며", "으라며",
    "다면서", "ㄴ다면서", "는다면서", "라면서", "이라면서", "자면서", "냐면서",
}  # fmt: skip
GOES_ON_CLAUSE |= {f"{form}도" for form in GOES_ON_CLAUSE if form.endswith("면서")}
ADNOMINAL_CLAUSE = {
    "단",
    "ㄴ단",
    "는단",
    "란",
    "다는",
    "ㄴ다는",
    "는다는",
    "라는",
    "이라는",
    "자는",
    "냐는",
    "느냐는",
    "으라는",
}
QUOTED_ENDINGS = OVER_CLAUSE | GOES_ON_CLAUSE | ADNOMINAL_CLAUSE
SUBORDINATE_NOUNS = {"한편", "동시", "데", "뒤", "후", "다음", "가운데", "반면", "직후", "끝", "데다", "뿐"}
_HEARSAY = {"알려지", "전해지", "파악되", "확인되", "전하", "알리"}
_FORECAST = {"보이", "예상되", "전망되", "관측되", "풀이되", "해석되", "분석되", "예측되", "보"}
# purposes, conditions, concessions: 다고 해도, 다고 해서, 하기로 하려면
_NO_REPORT = {"기로", "려고", "려", "러", "도록", "게", "거나", "면", "으면", "려면", "어야", "아야", "기", "자면",
              "어서", "아서", "여서", "어도", "아도", "여도", "더라도", "ㄴ들", "은들"}  # fmt: skip


class Ending(msgspec.Struct, frozen=True):
    """What follows a predicate: `end` is the item behind it."""

    kind: Literal["final", "connective", "adnominal", "nominal", "quoted", "none"]
    form: str
    end: int
    past: bool = False
    negated: bool = False
    noun: str = ""
    forecast: bool = False
    hearsay: bool = False
    future: bool = False


def read_ending(frame: Frame, at: int) -> Ending:
    """The ending of the predicate that ends before item `at`: tense, negation, what it hangs on."""
    past = negated = future = False
    i = at
    while i < len(frame):
        kind, form = frame.kind(i), frame.form(i)
        if kind == "P":
            past |= form in ("었", "았", "였", "ㅆ", "었었")
            future |= form == "겠"
            i += 1
        elif kind == "E" and frame.kind(i + 1) in "VA" and _auxiliary(frame, i):
            negated |= frame.form(i) == "지"
            i += 2
            while frame.kind(i) == "J":
                i += 1
        elif kind == "E" and form == "지" and _denied(frame, i):
            negated = True
            i = _denied(frame, i)
        elif kind == "T" and frame.form(i + 1) in ("도", "는", "만") and frame.form(i + 2) == "하":
            i += 3
        else:
            break
    return _close(frame, i, past=past, negated=negated, future=future)


def _denied(frame: Frame, i: int) -> int:
    """Behind 지는 못하다, 지 못 하다, at whose 지 item i stands; 0 where nothing is denied."""
    j = i + 1 + (frame.kind(i + 1) == "J")
    if frame.form(j) in ("않", "못하"):
        return j + 1
    return j + 2 if frame.form(j) == "못" and frame.form(j + 1) == "하" else 0


def _auxiliary(frame: Frame, i: int) -> bool:
    """고 있다, 어 주다, 지 않다, 어 오다, 고 나서다, 지는 않다."""
    behind = frame.form(i + 1)
    return (frame.form(i), behind) in {("고", "있"), ("고", "나서"), ("고", "나"), ("지", "않"), ("지", "못하")} or (
        frame.form(i) in ("어", "아", "여")
        and behind in {"주", "오", "나가", "드리", "두", "놓", "내", "보이", "보", "가", "버리", "지"}
    )


def _close(frame: Frame, i: int, *, past: bool, negated: bool, future: bool) -> Ending:
    kind, form = frame.kind(i), frame.form(i)
    if kind == "F" and goes_on(frame, i):
        return Ending("quoted", form, i, past, negated, future=future)
    if kind == "F" and form not in ("ㅁ", "음"):
        return Ending("final", form, i + 1, past, negated, future=future)
    if kind in ("T", "F"):
        return Ending("nominal", form, i + 1, past, negated, future=future)
    if kind == "M":
        return _adnominal(frame, i, past=past, negated=negated)
    if kind == "E":
        if form in QUOTED_ENDINGS:
            return Ending("quoted", form, i, past, negated, future=future)
        particle = frame.kind(i + 1) == "J" and frame.form(i + 1) == "도"  # 하면서도, 하고도
        return Ending("connective", form, i + 1 + particle, past, negated, future=future)
    return Ending("none", "", i, past, negated, future=future)


def goes_on(frame: Frame, i: int) -> bool:
    """했다면서도, which the analyser may take apart as 다 + 면서 + 도."""
    return frame.form(i) in ("다", "ㄴ다", "는다") and frame.kind(i + 1) == "E" and frame.form(i + 1) in ("면서", "며")


def _adnominal(frame: Frame, i: int, *, past: bool, negated: bool) -> Ending:
    """…한 것으로 전해졌다 is a report, …할 것으로 보인다 a forecast, …한 데 대해 a subordinate clause."""
    form, noun = frame.form(i), frame.form(i + 1)
    past = past or form in ("ㄴ", "은", "던")
    future = form in ("ㄹ", "을") and not past
    if noun == "것" and frame.form(i + 2) in ("으로", "로") and frame.kind(i + 3) == "V":
        verb = frame.form(i + 3)
        tail = read_ending(frame, i + 4)
        if verb in _FORECAST or future:
            return msgspec.structs.replace(tail, forecast=True, past=past)
        if verb in _HEARSAY:
            return msgspec.structs.replace(tail, hearsay=True, past=True)
    has = i + 2 + (frame.kind(i + 2) == "J")
    if noun in ("바", "적") and frame.form(has) == "있":
        return msgspec.structs.replace(read_ending(frame, has + 1), past=True, noun="바")
    if form in ADNOMINAL_CLAUSE:
        return Ending("quoted", form, i, past, negated, noun=noun)
    end = i + 1
    if noun in SUBORDINATE_NOUNS and frame.kind(i + 1) == "N":
        end = i + 2
        while frame.kind(end) == "J":
            end += 1
        if noun == "데" and frame.form(end) in ("대하", "이어", "이어지", "관하", "감사하", "그치"):
            end += 1 if frame.form(end) == "이어" else 0
    return Ending("adnominal", form, end, past, negated, noun=noun, future=future)


def reports(frame: Frame, ending: Ending, *, narrated: bool) -> bool:
    """Whether the ending belongs to a report: not background (강조한 회담), not a plan (논의할 예정)."""
    if ending.negated:
        return False
    if ending.kind == "connective":
        return ending.form not in _NO_REPORT and not (narrated and ending.form in ("어", "아", "여"))
    if ending.kind == "adnominal":
        if ending.noun in SUBORDINATE_NOUNS:
            return not ending.future
        return not narrated and not ending.future and frame.kind(ending.end) == "@"  # …라고 강조한 총리는
    if ending.kind == "nominal":
        return frame.kind(ending.end) in ("", "S")
    return ending.kind == "final"
