"""Reports inside reports: spokespersons, …라고 말했다고 전했다, what an official's quotation tells of others.

The inner report is the record, with its own source; the relay is an attribute, nearest to the source
first. What remains of the outer words is the outer speaker's own.
"""

import re

from hoedam.extract.attribution import JOINT, Attributor
from hoedam.extract.contents import behind_background, content_end, skip_connectors
from hoedam.extract.cues import Cue
from hoedam.extract.drafts import Draft
from hoedam.extract.entities import Entities
from hoedam.extract.frames import Frame
from hoedam.extract.predicates import find_predicates
from hoedam.extract.speakers import Subject, find_subjects, is_relayer

_ACCORDING = re.compile(r" 에/J 따르/V 면/E| 에/J 의하/V 면/E")
_BRIEFING = re.compile(r"서면 ?브리핑|브리핑 ?자료|보도 ?자료|서면 ?자료|발표문")
_CORRECTS = {"정정하", "바로잡", "번복하", "수정하", "고치"}
_TELLS = re.compile(r"^[A-Z]{2,}$|(?:통신|방송|신문|일보|매체|당국|대사관|위원회|협회)$")
_AS_SUBJECT = {"이", "가", "은", "는", "들이", "들은", "도"}
_IN_PRINT = {"사설": ("에서", "을"), "칼럼": ("에서", "을"), "논평": ("에서",)}  # (라라손은) 사설에서
_PAPER = re.compile(
    r"^(?:신문|사설|칼럼|매체)$|.(?:일보|신문|신보|경제|시보|매일|타임스|저널|포스트|데일리|주보|주간지|방송|통신|TV)$"
)  # outlets by name
_PRESS = {
    "업계",
    "전문가",
    "전문가들",
    "야권",
    "여권",
    "야당",
    "여당",
    "시민단체",
    "언론",
    "외신",
    "학계",
    "재계",
    "정치권",
    "주민들",
    "네티즌",
    "노동계",
    "일각",
    "안팎",
    "외교가",
    "분석가",
    "매체",
    "매체들",
    "언론들",
    "외신들",
    "평론가",
    "평론가들",
    "취재진",
    "기자",
    "기자들",
    "기자단",
    "사회자",
    "앵커",
    "진행자",
    "청중",
    "시민",
    "누리꾼",
    "현수막",
    "질문",
}


def pass_on(who: Attributor, draft: Draft, frame: Frame, cue: Cue, subject: Subject | None) -> None:
    """…라고 말했다고 전했다: who passes it on stands behind the inner cue, or is the topic before it."""
    draft.told = True
    behind = find_subjects(frame, cue.start, cue.end)
    before = find_subjects(frame, 0, cue.at)
    if behind:
        _told_behind(who, draft, before, who.whom(behind[-1]))
    elif len(before) > 1 and before[0].topic:
        draft.relayed_by = before[0].speakers
        if inner := who.whom(before[-1]):
            draft.speakers, draft.evidence = inner, (before[-1].evidence,)
            start, end = draft.content[0]
            if start == frame.starts[before[-1].start] and frame.starts[before[-1].end] < end:
                draft.content[0] = (frame.starts[before[-1].end], end)
    elif subject and is_relayer(subject.speakers, who.entities):
        draft.relayed_by = subject.speakers
        draft.speakers, draft.basis, draft.evidence = who.principal_before(), "continuation", ()
    elif before and not before[-1].topic and not _stranger(frame, cue.at):
        teller = teller_before(who)
        draft.relayed_by = teller if teller != draft.speakers else ()  # 또 X 측이 “…”는 뜻을 알려 왔다고 소개했다


def _told_behind(who: Attributor, draft: Draft, before: list[Subject], teller: tuple[str, ...]) -> None:
    """B는 “…”고 답했다고 이 당국자는 전했다: B's words; where nobody stands before, those of whoever has the floor."""
    draft.relayed_by = teller
    if draft.speakers != teller:
        return
    source = next((s for s in reversed(before) if who.whom(s) != teller), None)
    if source is None:
        draft.speakers, draft.basis, draft.evidence = who.principal_before(), "continuation", ()
    else:
        draft.speakers, draft.basis, draft.evidence = who.whom(source), "subject", (source.evidence,)


def teller_before(who: Attributor) -> tuple[str, ...]:
    """Who told the sentence before of others, or spoke last and passes on what others say by office."""
    last = who.discourse.last
    return who.discourse.teller or (last if is_relayer(last, who.entities) else ())


def _stranger(frame: Frame, hi: int) -> bool:
    """Whether a medium or body that nothing here knows is the topic before item `hi`: 방송 SVT는, 현지 방송은."""
    return any(
        frame.form(i) in ("은", "는") and frame.kind(i - 1) == "N" and _TELLS.search(frame.form(i - 1))
        for i in frame.each("J", 1, hi)
    )


def take_inner_matter(who: Attributor, frame: Frame, cue: Cue, lo: int, draft: Draft) -> None:
    """양 정상은 …하기로 했다고 대변인이 전했다: the deciding is theirs, the telling the spokesperson's."""
    inner = next((p for p in find_predicates(frame) if p.narrates() and p.end <= cue.at <= p.end + 3), None)
    past = frame.form(cue.at - 1) in ("었", "았", "였")
    goes_on = frame.form(cue.at).startswith(("다면", "다며"))
    if inner is None or not (past or goes_on):
        return
    here = find_subjects(frame, lo, cue.at)
    subjects = here if any(s.topic for s in here) else find_subjects(frame, 0, cue.at)
    teller = teller_before(who)
    if (
        teller
        and not _stranger(frame, cue.at)
        and len(subjects) == 1
        and not subjects[0].topic
        and not draft.relayed_by
        and subjects[0].speakers != teller
    ):
        draft.relayed_by, draft.told = teller, True  # 양 정상이 …하기로 했다고 설명했다: who told the sentence before
        return
    told_by = find_subjects(frame, cue.start, cue.end) or subjects[:1]
    own = [s for s in subjects if told_by and s is not told_by[0]]
    if not own or not own[-1].speakers or own[-1].speakers == told_by[0].speakers:
        return
    source = own[-1]
    if not is_relayer(told_by[0].speakers, who.entities) and not source.roles & {"collective", "name", "title"}:
        return  # the minister's own account: 운영은 칠레가 맡기로 했다고 설명했다
    first = max(lo, told_by[0].end if told_by[0].start < cue.at else 0)
    first = source.end if source.start <= first + 2 else first  # a source further in stays in its matter
    first = behind_background(frame, first, cue.at, cue)
    begin = frame.starts[first] + skip_connectors(who.document.text, frame.starts[first], frame.ends[cue.at - 1])
    draft.content = [(begin, content_end(who.document.text, frame, cue, cue.at))]
    draft.form, draft.rule, draft.mood = "narrated", inner.narrates(), ""
    draft.speakers, draft.evidence = source.speakers, (source.evidence,)
    draft.basis = "collective" if len(source.speakers) > 1 else "subject"
    draft.relayed_by, draft.told = who.whom(told_by[0]), True
    if draft.rule is not None and draft.rule.id in JOINT and len(source.speakers) == 1:
        who.join_companion(frame, cue, lo, source, draft)


def told_at_the_end(who: Attributor, draft: Draft, frame: Frame, cue: Cue, carried: Subject | None) -> None:
    """A는 “…”라고 X 대변인이 전했다: who stands behind the words passes them on, where another stands before."""
    behind = find_subjects(frame, cue.start, cue.end)
    if not behind or not is_relayer(behind[-1].speakers, who.entities):
        return
    before = find_subjects(frame, 0, cue.at)
    if cue.over == "clause" and frame.form(cue.at - 1) != "겠":
        before = [s for s in before if s.topic]  # 아랍에미리트가 투자를 늘렸다고 기획재정부가 밝혔다: its own account
    source = before[0].speakers if before else carried.speakers if carried and carried.start < cue.at else ()
    if source and source != behind[-1].speakers:
        draft.speakers, draft.relayed_by, draft.told = source, behind[-1].speakers, True


def told_by_one(drafts: list[Draft]) -> None:
    """T는 A가 …했으며 B가 …했다고, A는 …하고 …했다고 T는 전했다: what A did is told by T as well."""
    teller = drafts[-1].relayed_by
    if not teller or not drafts[-1].told:
        return
    for draft in drafts[:-1]:
        if draft.speakers == teller and draft.nominative and not draft.relayed_by:
            draft.speakers, draft.relayed_by = draft.nominative, teller
        elif draft.speakers == drafts[-1].speakers and not draft.relayed_by and drafts[-1].told:
            draft.relayed_by = teller


def according_to(who: Attributor, frame: Frame, drafts: list[Draft]) -> tuple[str, ...]:
    """X에 따르면: X passes on the statements of the sentence.

    Returns X where it is a written briefing, which passes on those of the whole document.
    """
    at = _ACCORDING.search(frame.code)
    if not at:
        return ()
    end = frame.starts[frame.item(at.start())]
    before = who.entities.within(frame.start, end)
    found = [m for m in before if m.role in ("name", "title", "organization", "side")]
    if not found:
        return ()
    relay = found[-1].entities
    for draft in drafts:
        if not draft.relayed_by and draft.speakers != relay:
            draft.relayed_by = relay
    return relay if _BRIEFING.search(who.document.text, frame.start, end) else ()


def withdraw(frame: Frame, cue: Cue, corrected: Draft, before: list[Draft]) -> None:
    """Where one relay corrects another, the earlier wording of the same speakers is withdrawn."""
    if not any(
        frame.form(i) in _CORRECTS or (frame.form(i), frame.form(i + 1)) == ("바로", "잡")
        for i in range(cue.start, min(cue.end, len(frame)))
    ):
        return
    for earlier in reversed(before):
        if earlier.relayed_by and earlier.speakers == corrected.speakers:
            earlier.withdrawn = True
            return


def another_source(entities: Entities, cue: Cue, subject: Subject | None, outer: Draft, more: bool) -> bool:
    """Whether a cue inside somebody's words reports another source, named there."""
    if cue.over == "alone":
        return False
    relaying = is_relayer(outer.speakers, entities)
    if subject is None:
        joint = cue.over == "matter" and cue.rule is not None and cue.rule.id in JOINT
        return relaying and (more or joint)  # 독려하기로 했다: both decided, whoever tells it
    if not subject.speakers or set(subject.speakers) & set(outer.speakers):
        return False
    if relaying:
        return True
    mine = entities.country_of(outer.speakers[0])
    own_side = "side" in subject.roles and entities.country_of(subject.speakers[0]) == mine
    final = cue.ending is not None and cue.ending.kind in ("final", "connective")
    persons = all(
        entities.by_id(entity).type == "person" for entity in subject.speakers
    )  # 양 정상이, told by an adviser
    states = subject.roles & {"pair", "country"} or ("collective" in subject.roles and not persons)
    return final and not own_side and not states


def asked_by_press(frame: Frame, lo: int, cue: Cue) -> bool:
    """Whether the words are a reporter's, an outlet's or a bystander's."""
    return any(
        _is_press(frame, i - 1, frame.form(i)) for i in frame.each("J", lo + 1, min(cue.end, len(frame) - 1) + 1)
    )


def _is_press(frame: Frame, i: int, particle: str) -> bool:
    """Whether item i with this particle is the press: 외신은, 새벽경제가, (라라손은) 사설에서."""
    word = frame.form(i)
    if particle in _IN_PRINT.get(word, ()):
        return True
    return particle in _AS_SUBJECT and (word in _PRESS or _is_paper(frame, i))


def _is_paper(frame: Frame, i: int) -> bool:
    """Whether item i ends the name of an outlet, which the analyser may take apart (새벽 + 경제)."""
    if frame.kind(i) != "N":
        return False
    glued = i > 0 and frame.ends[i - 1] == frame.starts[i] and frame.kind(i - 1) in "N@"
    return _PAPER.search(("_" if glued else "") + frame.form(i)) is not None


def written_somewhere(cue: Cue) -> bool:
    """“…”라고 적힌 현수막: words on a thing."""
    adnominal = (
        cue.ending is not None and cue.ending.kind == "adnominal" and cue.ending.noun not in ("데", "뒤", "후", "바")
    )
    return adnominal and cue.by is None and cue.rule is not None
