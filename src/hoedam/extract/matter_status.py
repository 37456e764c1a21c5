"""What a sentence says of the state of the matters that it names: status words, their mood, and what they govern.

A status word counts for a name that stands before it as its object, subject, topic or genitive in the same clause
(공장을 지었다, 협정의 문안을 확정했다), or behind it where its clause describes the name (2019년 체결한 MOU).
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from hoedam.extract.frames import Frame
from hoedam.extract.matter_names import Named
from hoedam.extract.matter_rules import MatterKind, StatusRule, rules
from hoedam.extract.moods import LATER, Mood, describes, finite, read_mood

_COMING = re.compile(r"(?: (?:ㄹ|을)/M (?:예정|계획|방침|전망|것|수)/N|겠/P|(?:면|으면)/E)")
_CORES = ("에서", "에", "으로", "로", "을", "를", "은", "는", "이", "가", "의", "과", "와", "도")
_TOPICS = frozenset({":", "은", "는", "이", "가", "도", "께서"})
_PREDICATES = ("로", "으로", "이다", "이었", "이며", "이고", "인", "였", "입니다", "다")
_BULLETS = frozenset("△▲▴▵∆◇◆▶▷•∙○●□■ㅇ")
_NUMBERS = frozenset({"한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"})
_PAIRS = {"(": ")", "（": "）", "'": "'", "‘": "’", "「": "」", "『": "』", "《": "》"}
_OWN = 4  # items between 의 and the particle of what belongs to a thing
_LINKS = frozenset({"관하", "대하", "위하", "포함하", "비롯하"})
_LIGHT = frozenset({"하", "되", "시키", "받", "당하"})


class Event(msgspec.Struct, frozen=True):
    """A status word in a frame: items first..last, what may be said by it, whether it is a noun without 하다."""

    first: int
    last: int
    rules: tuple[StatusRule, ...]
    noun: bool


def events_in(text: str, frame: Frame, names: Sequence[Named]) -> list[Event]:
    """The status words of a frame outside the names, in order, none overlapping."""
    sure = (named for named in names if named.anaphor or named.head.alone or not named.bare)
    taken = {i for named in sure for i in range(named.first, named.last + 1)}
    found = [*_nouns(text, frame), *_verbs(frame)]
    found.sort(key=lambda event: (event.first, -event.last))
    kept: list[Event] = []
    for event in found:
        if event.first in taken or event.last in taken:
            continue
        if kept and event.first == kept[-1].first and event.last == kept[-1].last:
            kept[-1] = Event(event.first, event.last, kept[-1].rules + event.rules, event.noun and kept[-1].noun)
        elif not kept or event.first > kept[-1].last:
            kept.append(event)
    return kept


def _nouns(text: str, frame: Frame) -> Iterator[Event]:
    for start, end, found in rules().nouns.find(text, frame.start, frame.end):
        first, last = frame.item_over(start), frame.item_over(end - 1)
        if last < 0 or first < 0 or frame.kind(last) not in "NV" or frame.ends[last] < end or _makes(frame, last):
            continue
        stem = frame.form(last)
        if frame.kind(last) == "N" and frame.ends[last] == end and frame.starts[first] == start:
            yield Event(first, last, found, _glued(frame, last))
        elif frame.kind(last) == "V" and any(stem.endswith(light) for light in _LIGHT) and len(stem) > 1:
            yield Event(first, last, found, False)


def _makes(frame: Frame, last: int) -> bool:
    """Whether a syllable right behind makes a noun of another kind: 건설사, 시추선."""
    behind = frame.form(last + 1) in rules().table.makers and frame.kind(last + 1) == "N"
    return behind and frame.ends[last] == frame.starts[last + 1]


def _glued(frame: Frame, last: int) -> bool:
    """Whether a noun stands for itself: not where its 하다 is a verb of its own right behind it."""
    return not (frame.kind(last + 1) == "V" and frame.form(last + 1) in _LIGHT)


def _verbs(frame: Frame) -> Iterator[Event]:
    for start, end, found in rules().verbs.find(frame.code):
        first, last = frame.item(start), frame.item(end) - 1
        if first <= last and not _helps(frame, first) and not _denied_before(frame, first):
            yield Event(first, last, found, False)


def _helps(frame: Frame, i: int) -> bool:
    """Whether a verb only helps the one before it: 열어 두었다 sets nothing up."""
    return frame.form(i) in ("두", "놓", "내") and frame.kind(i - 1) == "E" and frame.form(i - 1) in ("어", "아", "여")


def _denied_before(frame: Frame, i: int) -> bool:
    """Whether an ending goes on behind a denial: 열리지 못하고 있다 tells of no work."""
    return frame.kind(i) == "E" and frame.form(i - 1) in ("못하", "않", "말")


def status_of(rule: StatusRule, mood: Mood) -> str | None:
    """The status that a rule gives in a mood, if any."""
    if mood.gives == "none" and not (mood.open and rule.closed):
        return None
    if rule.always:
        return rule.always
    gives = rule.gives
    if mood.open and rule.closed:
        return gives["done"]
    if mood.finished and "finished" in gives and mood.gives in ("done", "ahead"):
        return gives["finished"] if mood.gives == "done" else gives.get("under_way")  # 공사를 연내 끝내기로 했다
    if mood.begun:
        key = "begun" if mood.gives in ("done", "under_way", "present") else "begin"
        if key in gives:
            return gives[key]
    if mood.gives == "present":
        return gives.get("present", gives.get("ahead"))
    return gives.get(mood.gives)


def governed(frame: Frame, groups: Sequence[list[Named]], event: Event) -> tuple[list[Named], str]:
    """The names that a status word speaks of, one group or none, and the particle that they bear.

    The particle of names that the word's clause describes (체결한 MOU) is `*`.
    """
    kinds = {rule.kind for rule in event.rules}
    meant = groups if "any" in kinds else [group for group in groups if group[0].head.kind in kinds]
    before = [group for group in reversed(meant) if group[-1].last < event.first and not _around(frame, group[-1])][:2]
    borne = [(group, *particle(frame, group[-1])) for group in before]
    for group, form, at in borne[:1]:
        if _argument(frame, group[0].head.kind, form, at, event):
            return group, form
    behind = next((group for group in meant if group[0].first > event.last and not _says_what(group[0])), None)
    if behind and _described(frame, behind[0], event):
        return behind, "*"
    for number, (group, form, at) in enumerate(borne):
        if (not number or form in _TOPICS) and _reaches(frame, form, max(at, group[-1].last + 1), event):
            return group, form
    return _by_chain(frame, borne[0][0], event) if borne and not borne[0][1] else ([], "")


def _around(frame: Frame, named: Named) -> bool:
    """Whether a name only says where something else stands: (실무반을) 공동위원회 아래에 설치하다."""
    i = named.last + 1
    return not named.particle and frame.form(i) in rules().table.around and frame.form(i + 1) in ("에", "에서")


def _by_chain(frame: Frame, group: list[Named], event: Event) -> tuple[list[Named], str]:
    """The names whose following nouns are the topic (처리장 지원 요청은 반려됐다)."""
    form, at = _chain_particle(frame, group[-1].last + 1)
    if form in _TOPICS and at < event.first and _reaches(frame, form, at, event):
        return group, form
    return [], ""


def _chain_particle(frame: Frame, i: int) -> tuple[str, int]:
    """The particle behind the nouns that go on a name, and its item: (처리장) 지원 요청은."""
    stop = next((j for j in range(i, min(i + _OWN, len(frame))) if frame.kind(j) != "N"), i)
    return (frame.form(stop), stop) if frame.kind(stop) == "J" else ("", stop)


def _says_what(named: Named) -> bool:
    """Whether a name only says what the one before is: (요양원은 …) 복지시설로, 복지시설이다."""
    return not named.particle.startswith(("로서", "로써", "으로써")) and named.particle.startswith(_PREDICATES)


def particle(frame: Frame, named: Named) -> tuple[str, int]:
    """The particle behind a name (behind 등 4건의 문서, brackets) and its item; "" where there is none."""
    i = named.last + 1
    if named.particle:
        form = named.particle
        core = form if form in _CORES else next((core for core in _CORES if form.startswith(core)), form)
        while i < len(frame) and frame.starts[i] < named.end + len(form):
            i += 1
        return core, i - 1
    while i < len(frame) and _passed(frame, i):
        i = _closing(frame, i) + 1
    if frame.form(i) == ":":  # 순환도로: 금융종결을 마치고 착공
        return ":", i
    form = frame.form(i) if frame.kind(i) == "J" else ""
    return ("에서" if form.startswith("에서") else form), i


def _passed(frame: Frame, i: int) -> bool:
    """What may stand between a name and its particle: marks, 등 4건의 문서."""
    kind, form = frame.kind(i), frame.form(i)
    counters = rules().table.counters
    if kind == "D":  # 초등학교 세 곳의
        return form in _NUMBERS
    if kind == "N":
        return form in ("등", "곳") or form.isdigit() or form in counters or frame.form(i - 1) == "의"
    if kind == "J":
        return form == "의" and frame.form(i - 1) in (*counters, "곳")
    return kind == "S" and form not in (",", ":", "△", "▲")


def _closing(frame: Frame, i: int) -> int:
    """The item that closes the bracket or the marks that item i opens, item i itself where it opens none."""
    closer = _PAIRS.get(frame.form(i)) if frame.kind(i) == "S" else None
    return next((j for j in range(i + 1, min(i + 14, len(frame))) if frame.form(j) == closer), i) if closer else i


def _argument(frame: Frame, kind: MatterKind, form: str, at: int, event: Event) -> bool:
    """Whether a name is the word's own object or subject, with no verb between: 협정을 체결한.

    Behind 에 only what is said of such things so: 협정에 서명한, not 단지에 들어설 공장.
    """
    if form in ("과", "와"):  # 사업과 관련해
        return event.first == at + 1
    if form in _TOPICS and _has_object(frame, event):
        return False
    if form in ("에", "로", "으로", "까지"):
        fits = any(rule.kind in (kind, "any") and form in rule.at for rule in event.rules)
        if not fits or (form != "에" and event.first != at + 1):
            return False
        return not any(frame.kind(i) == "V" for i in range(at, event.first))
    return form in ("을", "를", "이", "가") and not any(frame.kind(i) == "V" for i in range(at, event.first))


def _described(frame: Frame, named: Named, event: Event) -> bool:
    """Whether the word's clause describes the name behind it: 체결한 MOU, 건설 중인 한국계 배터리 공장."""
    for i in range(event.last + 1, named.first):
        kind, form = frame.kind(i), frame.form(i)
        if kind == "F" or (kind == "J" and form in ("은", "는")):
            return False
        if finite(frame, i) and (frame.kind(i - 1) == "P" or frame.form(i + 1) == ","):
            return False
        if (
            _adnominal(frame, i)
            and frame.form(i + 1) not in LATER | rules().table.bound
            and not any(frame.kind(j) in "VEJ" and frame.form(j) != "의" for j in range(i + 1, named.first))
        ):
            return True
    return False


def _adnominal(frame: Frame, i: int) -> bool:
    """An adnominal ending; the analyser sometimes takes the 한 of 체결한 for a determiner."""
    return frame.kind(i) == "M" or (
        frame.kind(i) == "D" and frame.form(i) in ("한", "할") and frame.ends[i - 1] == frame.starts[i]
    )


def _reaches(frame: Frame, form: str, at: int, event: Event) -> bool:
    """Whether a name before the word still rules there: a topic over clauses, an object up to its verb."""
    if form in ("을", "를") and frame.form(at + 1) in rules().table.grounds:
        return False
    between = range(at, event.first)
    if any(frame.kind(i) == "F" or (frame.kind(i) == "S" and frame.form(i) in _BULLETS) for i in between):
        return False
    if form in _TOPICS and _has_object(frame, event):
        return False
    if form == "의":  # 협정의 국내절차가 끝나 발효했다: what belongs to it is the subject in its place
        own = next((i for i in between if i > at and frame.kind(i) == "J"), None)
        if own is not None and own - at <= _OWN and frame.form(own) in ("이", "가"):
            return _topic_holds(frame, range(own, event.first))
    if form in _TOPICS:
        return _topic_holds(frame, between)
    if form in ("에서", "로", "으로", "와", "과", "라는", "이라는", "보다", "처럼", "까지", "부터"):
        return False
    return not any(frame.kind(i) == "V" and not describes(frame, i) and frame.form(i) not in _LINKS for i in between)


def _has_object(frame: Frame, event: Event) -> bool:
    """Whether a verb has an object of its own before it: (위원회는) 단속을 두고 맞섰다."""
    if event.noun or event.first != event.last or frame.form(event.first) not in rules().table.transitive:
        return False
    i = event.first - 1
    while frame.kind(i) == "A":
        i -= 1
    return frame.kind(i) == "J" and frame.form(i) in ("을", "를")


def _topic_holds(frame: Frame, between: range) -> bool:
    """A topic holds over two clauses, until another one is named."""
    breaks = 0
    for i in between:
        kind, form = frame.kind(i), frame.form(i)
        if finite(frame, i):
            breaks += 1
        elif (kind == "J" and form in ("은", "는") and i > between.start) or (
            kind == "J" and form in ("이", "가") and breaks
        ):
            return False
    return breaks <= 2


def told_by_mood(frame: Frame, named: Named) -> str | None:
    """What the mood of a name's own verb tells where its words tell nothing: 병원을 다시 일으키기로 했다 is planned."""
    form, at = particle(frame, named)
    if form not in _TOPICS | {"을", "를"} or frame.form(at + 1) in rules().table.grounds:
        return None
    verb = next((i for i in range(at, len(frame)) if frame.kind(i) in "VF" and not describes(frame, i)), len(frame))
    if frame.kind(verb) != "V" or frame.form(verb) in rules().table.passing:
        return None
    mood = read_mood(frame, verb, noun=False)
    return {"ahead": "planned", "proposed": "proposed"}.get(mood.gives) if not mood.open else None


def happened_in(frame: Frame, named: Named) -> bool:
    """Whether the sentence tells what was said or done in it (공동선언에서 다짐했다, 경제대화에서 합의했다)."""
    if particle(frame, named)[0] != "에서":
        return False
    ahead = _COMING.search(frame.code, frame.at[min(named.last + 1, len(frame) - 1)])
    return ahead is None
