"""Where something was said or decided, which is no part of it: a meeting held, a press conference, a date before it.

정상회담을 갖고 …하기로 했다 · 16일 정례회견에서 …하겠다고 · 28일에는 …하기로 했다 · 통화를 했다고 밝혔다 (nothing else is told).
"""

from hoedam.extract.frames import Frame

_HELD = {"만나", "통화하", "면담하", "회동하", "회담하", "접견하", "예방하", "마주앉", "서명하"}
_HOLDS = {"갖", "가지", "열", "하", "나누", "마치", "실시하", "진행하", "개최하"}
_MEETINGS = {"통화", "면담", "만찬", "오찬", "회견", "기자회견", "회동", "접견", "차담", "환담"}
_TALKS = {*_MEETINGS, "회담", "정상회담", "전화통화", "양자회담", "협의", "회의", "예방"}
_SUMMITS = {"정상", "장관", "확대", "단독", "소인수", "외교장관", "국방장관", "총리"}
_ISSUES = {"내", "내놓", "발표하", "배포하"}
_PAPERS = {"보도자료", "성명", "자료", "공동성명", "발표문", "입장문", "논평", "회견문", "설명자료"}
_DATE = r"(?:지난 )?(?:\d{1,2}월 )?\d{1,2}일(?:\([^()]{1,8}\))?(?: (?:오전|오후|저녁|밤|새벽))?"
_AT = (
    r"(?:[가-힣]{1,10} ){0,3}[가-힣]{0,6}(?:회견|간담회|브리핑|인터뷰|연설|보도자료|성명|발표문|발언|개회사|축사|기조연설|자료)"
    r"(?:에서(?:는|도)?|을 통해|를 통해)(?! [가-힣]{1,5}[한된힌온] )"
)
_TALKED = (
    r"(?:[가-힣·]{1,10} ){0,6}[가-힣]{1,10}(?:과|와)의 (?:[가-힣]{1,6} ?)?(?:회담|면담|통화|회동|만남|접견)에서(?:는|도)?"
    r"(?! [가-힣]{1,5}[한된힌온] )"
)
_EVENT = (
    r"(?:[가-힣]{1,12}에서 )?(?:열린|개최된|진행된|마련된) [^,.“”\"]{2,40}?"
    r"(?:식|포럼|행사|전시회|박람회|간담회|만찬|오찬|총회|회의|세미나|콘퍼런스|컨퍼런스|강연)에서(?:는|도)?(?! [가-힣]{1,5}[한된힌온] )"
)
SETTING = rf"(?:{_DATE}(?:에(?:는)?)?[ ,]+)?(?:{_AT}|{_TALKED}|{_EVENT})|{_DATE}에(?:는|도)?"


def held(frame: Frame, i: int) -> bool:
    """Whether item i is the verb of a meeting held or a document signed (정상회담을 갖고, 통화하고)."""
    if frame.form(i) in ("걸", "넣") and frame.form(i - 2) == "전화":
        return True  # 전화를 걸어 …을 축하했다
    if frame.form(i) in _HELD:
        return frame.form(i + 2) not in ("주", "달", "드리")
    if frame.form(i) == "하" and frame.kind(i - 1) == "N":
        return frame.form(i - 1) in _MEETINGS | {"회담", "정상회담"}
    if frame.form(i) in _ISSUES and frame.form(i - 1) in ("을", "를") and frame.form(i - 2) in _PAPERS:
        return True  # 보도자료를 내고
    if frame.form(i) not in _HOLDS or frame.form(i - 1) not in ("을", "를"):
        return False
    noun, before = frame.form(i - 2), frame.form(i - 3)
    if noun in ("회담", "정상회담") and (before in ("과", "와") or frame.form(i) in ("하", "갖", "가지", "마치")):
        return True
    return noun in _MEETINGS or (
        noun in ("회담", "회의", "정상회담", "정상회의") and (before in _SUMMITS or noun.startswith("정상"))
    )


def only_met(frame: Frame, at: int) -> bool:
    """Whether the clause that the quotative ending at item `at` closes only says that somebody met (통화를 했다고)."""
    verb = at - 2
    if frame.kind(at - 1) != "P" or frame.form(at - 1) not in ("었", "았", "였"):
        return False
    if frame.form(verb) in _HELD - {"서명하"}:
        return True
    gap = frame.form(verb - 1) in ("을", "를", "도")
    return frame.form(verb) in _HOLDS and frame.form(verb - 1 - gap) in _TALKS
