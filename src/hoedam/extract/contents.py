"""What a cue governs: the words of the content, without marks, particles, cue and frame.

Direct: the inside of the marks. Mixed: with the part of the complement that stands before them. Indirect:
the clause up to its quotative ending, from behind the subject. Narrated: the act and its matter.
Left out: connectors (그러면서, 이날 회담에서), whom it was said to, a meeting held before the matter
(회담을 갖고 …하기로 했다), what is only referred to (…을 거론하며).
"""

import re

from hoedam.extract.attribution import partner_at
from hoedam.extract.cues import Cue
from hoedam.extract.drafts import Sentence
from hoedam.extract.frames import Frame
from hoedam.extract.occasions import SETTING, held
from hoedam.extract.speakers import Subject, find_subjects
from hoedam.model import Form

_CONNECTORS = re.compile(
    r"(?:\([가-힣·, ]{1,16}\)\s|[\s,·\-ㅇ○□△▲▶◦ㆍ]|그러면서도?|이어서?|또한?|아울러|특히|나아가|더 나아가|이와 함께|이와 관련(?:해|하여)|더불어|한편|다만|끝으로|마지막으로"
    r"|이에 (?:대해|대하여|관해)(?:서는)?|이에|이날|이 자리에서|이번 (?:회담|방문|통화)(?:에서|을 통해|을 계기로)?|(?:정상)?회담에서(?:는|도)?|면담에서|통화에서|회의에서(?:는|도)?|협의에서|간담회에서|오찬에서|만찬에서|회견에서|앞서|먼저|우선|그리고"
    r"|그러나|하지만|반면|이밖에도?|이 밖에도?|그 밖에|이외에도?|(?:모두|마무리)?발언에서|만찬사에서|답사에서|환영사에서|공동(?:언론발표|기자회견)에서|(?![가-힣 ]{0,10}[은는을를] )[가-힣 ]{1,12}에게(?:는)?"
    rf"|{SETTING})(?:[\s,]+|$)"
)
# before a sentence: the number of a paragraph; (서울=모두뉴스) 김하늘 기자 =
_LEAD = re.compile(
    r"\s*(?:\d{1,2}[.)]\s+|[(\[][^()\[\]=]{1,20}=[^()\[\]=]{1,20}[)\]]\s*(?:[가-힣·, ]{2,20}(?:기자|특파원)\s?=\s?)?|\[[^\[\]=]{2,16}\s(?:기자|특파원)\]\s*)"
)
_REPORTS = re.compile(r"(?:고도?|며|면서도?|는|던)$")
_MIXING = {"부르", "일컫", "정의하", "묘사하", "소개하", "설명하", "칭하", "추어올리", "추켜올리"}
_TALKED = {"논의하", "토의하", "청취하", "환담하", "협의하"}
_VIEWS = {"의견", "대화", "이야기", "견해", "인식", "환담", "인사"}
_GOING_ON = {
    "계속",
    "매년",
    "해마다",
    "지속",
    "앞으로",
    "긴밀히",
    "수시로",
    "정기",
    "정기적",
    "함께",
    "공동",
    "향후",
    "별도",
    "분기",
    "매달",
    "추가",
    "분기마다",
    "수시",
    "추후",
    "조만간",
    "연내",
}
_LATER = {"이달", "내달", "내년", "달", "주", "하반기", "상반기", "연말"}
_BY_OTHERS = {
    "채널",
    "경로",
    "실무",
    "실무진",
    "당국",
    "부처",
    "협의체",
    "작업반",
    "기구",
    "전문가",
    "실무자",
    "기관",
    "위원회",
}
_IF = {"면", "으면", "다면", "ㄴ다면", "는다면", "라면"}
_REFERS = {"거론하", "언급하", "들", "가리키", "꼽", "인용하", "떠올리", "상기하"}


def behind_lead(text: str, start: int, end: int) -> int:
    """Where the words of a sentence begin: behind its number, its place of issue and its reporter."""
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead and lead.end() < end else start


def content_of(
    text: str, frame: Frame, cue: Cue, lo: int, subject: Subject | None
) -> tuple[list[tuple[int, int]], Form]:
    """The spans that a cue governs from item `lo` on, and the form; none where no words are left."""
    quotation = frame.quotation(cue.at)
    if cue.over in ("quotation", "alone") and quotation:
        before = _before_quotation(text, frame, cue, lo, subject)
        said = (quotation.inner_start, quotation.inner_end)
        return ([before, said], "mixed") if before else ([said], "direct")
    first = _content_start(frame, cue, lo, subject)
    last = cue.end if cue.over == "matter" or cue.narrated_clause else cue.at
    if cue.over == "matter" and cue.ending is not None and cue.ending.hearsay:
        last = next((i for i in range(cue.start, cue.end) if frame.form(i) == "것"), last)  # 당부한 것으로 전해졌다
    if last <= first:
        return [], "narrated"
    first = behind_background(frame, first, last, cue)
    if cue.over == "matter" and subject is not None and _matter_before(frame, lo, subject, cue):
        first = lo
    start, end = frame.starts[first], content_end(text, frame, cue, last)
    start += skip_connectors(text, start, end)
    if end - start < 2:
        return [], "narrated"
    if cue.over == "matter" or cue.narrated_clause:
        return [(start, end)], "narrated"
    mixed = any(frame.kind(i) == "Q" for i in range(first, last))
    return [(start, end)], "mixed" if mixed else "indirect"


def content_end(text: str, frame: Frame, cue: Cue, last: int) -> int:
    """Behind the last item; of a quotative ending the part that closes the clause is kept (한다|고, 선수라|고)."""
    if cue.over != "clause" or cue.narrated_clause:
        return frame.ends[last - 1]
    ending = text[frame.starts[cue.at] : frame.ends[cue.at]]
    return frame.starts[cue.at] + len(_REPORTS.sub("", ending)) if _REPORTS.search(ending) else frame.ends[last - 1]


def _content_start(frame: Frame, cue: Cue, lo: int, subject: Subject | None) -> int:
    first = subject.end if subject is not None and lo <= subject.start < cue.at else lo
    if cue.by is not None:  # 총리는 …해 달라는 대통령의 요청에 “…”며: the topic is whoever answers
        opening = next((s for s in find_subjects(frame, lo, cue.at) if s.topic and s.start <= lo + 1), None)
        first = opening.end if opening else first
    if subject is None and (partner := partner_at(frame, cue)) is not None and partner >= lo:
        return partner + 2 + (frame.kind(partner + 2) == "J")
    to = frame.kind(first) == "@" and frame.form(first + 1) in ("에게", "께", "에게는", "한테")
    return first + 2 if to and first + 2 < cue.at else first


def behind_background(frame: Frame, first: int, last: int, cue: Cue) -> int:
    """…회담을 갖고 X하기로 했다: the meeting held, a document signed, a past clause are not the matter."""
    start = first
    for i in range(first + 1, last - 1):
        if frame.kind(i) != "E":
            continue
        met = held(frame, i - 1) and frame.form(i) in ("고", "어", "아", "여", "어서", "아서", "며", "고서")
        met = met and frame.form(i + 1) not in ("보", "주", "달", "가")  # 실무진이 만나 보자고
        met = met or (frame.form(i - 1) in _REFERS and frame.form(i) in ("며", "면서"))
        met = met or _only_talked(frame, first, start, i)
        past = (
            frame.kind(i - 1) == "P"
            and frame.form(i) in ("고", "며", "으며", "으나", "지만", "는데", "은데")
            and (cue.over == "matter" or cue.by is not None)
        )
        if met or past:
            start = i + 1
    return start


def _matter_before(frame: Frame, lo: int, subject: Subject, cue: Cue) -> bool:
    """무기 거래 의혹에 대해서는 정상 모두 우려를 표명했다: the matter stands before the subject, none behind it."""
    if any(frame.kind(i) in "NQ@" for i in range(subject.end, cue.start)) or subject.start <= lo:
        return False
    about = next((i for i in range(lo, subject.start) if frame.form(i) in ("대하", "관하", "관련하")), None)
    return about is not None and about - 2 > lo and frame.form(about - 2) not in ("이", "그")


def _only_talked(frame: Frame, first: int, start: int, i: int) -> bool:
    """북핵 문제를 논의하고 …하기로 했다: the topic of the talks, unless it is to be gone on with (매년 논의하고)."""
    exchanged = frame.form(i - 1) in ("나누", "교환하") and frame.form(i - 3) in _VIEWS  # not 정보를 교환하고
    if not (exchanged or frame.form(i - 1) in _TALKED) or frame.form(i) not in ("고", "며", "고서"):
        return False
    if any(frame.form(j) in _GOING_ON or frame.form(j).endswith("적으로") for j in range(start, i)):
        return False
    heard = frame.form(i - 1) in ("청취하", "환담하")
    return heard or not any(_to_come(frame, j) for j in range(first, i - 1))


def _to_come(frame: Frame, j: int) -> bool:
    """Whether item j makes the talks ones to come: 내년에, 실무진이, 외교 경로로, 부처 간에, 국장급 회의를 열어."""
    form, behind, next_ = frame.form(j), frame.form(j + 1), frame.form(j + 2)
    if form in _BY_OTHERS:
        return behind in ("이", "가", "로", "으로", "끼리") or (behind, next_) == ("간", "에") or next_ == "통하"
    if form in _LATER:
        return behind in ("에", "까지", "중") and frame.form(j - 1) not in ("지난", "이번")
    leads = frame.kind(j) == "E" and form in ("어", "아", "여", "어서", "아서")
    return leads and frame.form(j - 1) in ("열", "개최하", "꾸리", "두", "만들") and not held(frame, j - 1)


def skip_connectors(text: str, start: int, end: int) -> int:
    """How many characters at the start only connect (이날, 그러면서, X에게)."""
    skipped = 0
    while match := _CONNECTORS.match(text, start + skipped, end):
        skipped = match.end() - start
    while start + skipped < end and text[start + skipped].isspace():
        skipped += 1
    return skipped


def _before_quotation(text: str, frame: Frame, cue: Cue, lo: int, subject: Subject | None) -> tuple[int, int] | None:
    """The part of a complement that stands before the marks: A를 "B"라고 평가했다, 교역이 "…"라고."""
    i = cue.at - 1
    if frame.kind(i) == "S":
        i -= 1
    if frame.kind(i) == "E" and frame.form(i) in _IF and cue.rule is not None and cue.rule.act == "warn":
        return _stretch(text, frame, _clause_start(frame, i, lo, subject, cue), i)  # 납품이 늦어지면 “…”고 경고했다
    if frame.kind(i) != "J" or (subject is not None and i < subject.end):
        return None
    judged = cue.rule is not None and cue.rule.act in ("assess", "praise", "criticise")
    named = any(frame.form(j) in _MIXING for j in range(cue.at, min(cue.end, len(frame))))
    object_of = frame.form(i) in ("을", "를") and (judged or named)
    subject_of = frame.form(i) in ("이", "가") and frame.kind(i - 1) in ("N", "@")
    if not (object_of or subject_of):
        return None
    nearest = find_subjects(frame, lo, i)
    first = max([lo, *(s.end for s in nearest), subject.end if subject and subject.start < cue.at else lo])
    for j in range(i - 1, first - 1, -1):
        if frame.kind(j) in "EFQS":
            first = j + 1
            break
    return _stretch(text, frame, first, i)


def _clause_start(frame: Frame, i: int, lo: int, subject: Subject | None, cue: Cue) -> int:
    """Where the clause that closes at item i begins: behind the subject of the cue, else behind the last cue."""
    return subject.end if subject is not None and lo <= subject.start < min(i, cue.at) else lo


def _stretch(text: str, frame: Frame, first: int, last: int) -> tuple[int, int] | None:
    """The words of items first..last (included) without what only connects; None where none are left."""
    start, end = frame.starts[first], frame.ends[last]
    start += skip_connectors(text, start, end)
    return (start, end) if start < end else None


def mood_of(frame: Frame, cue: Cue) -> str:
    """하자고, 하냐고, 하라고 keep the content's ending within their own: as an item behind the content."""
    if cue.over != "clause":
        return ""
    form = frame.form(cue.at)
    if form.startswith("자"):
        return " 자/X"
    if form.lstrip("느으ㄴ").startswith(("냐", "가고")):
        return " 냐/F"
    called = frame.form(cue.at - 1) in ("이", "아니", "것") or frame.kind(cue.at - 1) == "N"  # 동반자라고
    return " 라/X" if form.startswith(("으라", "라", "달라")) and not called else ""


def outside_marks(sentence: Sentence) -> str:
    """A sentence's words without its quotations."""
    frame = sentence.frame
    words, at = [], frame.start
    for i in frame.each("Q", 0, len(frame)):
        words.append(sentence.text[at - frame.start : frame.starts[i] - frame.start])
        at = frame.ends[i]
    return " ".join([*words, sentence.text[at - frame.start :]])
