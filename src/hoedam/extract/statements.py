"""From cues to statements: one draft is one cue with the content that it governs (definitions, section 4)."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from hoedam.extract.attribution import JOINT, Attributor, met_with
from hoedam.extract.contents import behind_lead, content_of, mood_of, outside_marks
from hoedam.extract.context import Context
from hoedam.extract.cues import Cue, find_cues
from hoedam.extract.drafts import Draft, Sentence, mark_contested
from hoedam.extract.entities import Mention
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.labels import Turn, interviewed, read_turns
from hoedam.extract.relays import (
    according_to,
    another_source,
    asked_by_press,
    pass_on,
    take_inner_matter,
    told_at_the_end,
    told_by_one,
    withdraw,
    written_somewhere,
)
from hoedam.extract.speakers import Subject, choose_subject, find_subjects
from hoedam.language.ko.marks import Quotation, inner_quotations, sentences_inside
from hoedam.model import Block, Form

_READ = {"paragraph", "list_item"}
_GOES_ON = re.compile(r"\s*(?:그러면서|이어|또|아울러|특히|나아가|이와 함께|더불어)")
_IN_ANSWER = re.compile(r"(?:^|[\s,])이에(?! 따라| 앞서)[\s,]")
_OFFICES = (
    "대통령",
    "총리",
    "장관",
    "주석",
    "차관",
    "대사",
    "의장",
    "대변인",
    "위원장",
    "수석",
    "특사",
    "총재",
    "총장",
    "시장",
    "지사",
    "국장",
    "팀장",
    "회장",
    "부인",
    "왕비",
)
_VISIT = re.compile(r"[방대재주친반탈][가-힣]")
_TAKES_UP = re.compile(
    r"그러(?:겠|마|자고)|그렇게 하(?:겠|자)|그리하겠|(?:이를|그 제안|이 제안|이 같은 제안|이러한 제안)(?:을|에)? (?!위해|위하여|통해|바탕)"
)
_OUTLET = re.compile(
    r"(?:통신|통신사|신문|일보|신보|시보|저널|포스트|방송|타임스|타임즈|데일리|NHK|CNN|BBC|로이터|블룸버그|신화사)$"
)
_OWN_ACTS = {"thank", "welcome", "congratulate", "condole", "invite", "accept", "support", "concur"}  # beside the words
_SUBORDINATE = {"데", "말", "제안", "요청", "질문", "초청"}
_TAKEN = {"듣", "받", "얻", "받아내", "얻어내", "이끌어내", "끌어내"}
_FROM = {"로부터", "으로부터", "에게서", "한테서"}
_OURSELVES = {"우리", "저희"}
_TO = {"에게", "께", "에게는", "한테"}


class StatementReader:
    """Reads a document's statements in one pass."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.document.text
        self.who = Attributor(context.document, context.entities)
        self.drafts: list[Draft] = []
        self.number = 0
        self.briefing: tuple[str, ...] = ()
        self._frames: dict[tuple[int, int], Frame] = {}  # a content is looked into for reports, then for acts
        self._mentions = [m for m in context.entities.mentions if m.role != "place" and not self._visit(m)]
        self._mention_starts = [m.start for m in self._mentions]

    def _visit(self, mention: Mention) -> bool:
        """방한, 대미, 주중: a state inside a noun is nobody who speaks."""
        return mention.role == "country" and bool(_VISIT.fullmatch(self.text, mention.start, mention.end))

    def read(self) -> list[Draft]:
        """All drafts in the order of the text."""
        document, entities = self.context.document, self.context.entities
        turns = read_turns(document, entities)
        self.who.discourse.says(interviewed(document, entities))  # whom a lead-in calls 그는
        for block in self.context.document.blocks:
            if turn := turns.get(block.id):
                self._read_turn(block, turn)
            elif block.kind in _READ:
                self._read_block(block)
        self.drafts.sort(key=lambda d: d.start)
        mark_contested(self.drafts, self.text)
        for draft in self.drafts:
            if self.briefing and not draft.relayed_by and not draft.past and draft.speakers != self.briefing:
                draft.relayed_by = self.briefing
        return self.drafts

    def frame(self, start: int, end: int, quotations: Sequence[Quotation]) -> Frame:
        """The frame of a stretch of the text; `quotations` are those inside it."""
        if not quotations and (start, end) in self._frames:
            return self._frames[start, end]
        lo = bisect_left(self._mention_starts, start)
        hi = bisect_left(self._mention_starts, end)
        mentions = [m for m in self._mentions[lo:hi] if m.end <= end]
        frame = build_frame(self.context.tokens, start, end, quotations, mentions)
        if not quotations:
            self._frames[start, end] = frame
        return frame

    def _read_turn(self, block: Block, turn: Turn) -> None:
        """A paragraph under a speaker heading: one statement, verbatim."""
        self.number += 1
        if turn.speakers is None or turn.end <= turn.start:
            return
        draft = Draft(turn.speakers, "document", "direct", [(turn.start, turn.end)], None, None, block, self.number)
        draft.quoted = True
        self.drafts += self._unfold(draft)
        self.who.discourse.says(turn.speakers)

    def _read_block(self, block: Block) -> None:
        marked = self.context.marked[block.id]
        at = 0
        for start, end in marked.sentences:
            inside = []
            while at < len(marked.quotations) and marked.quotations[at].start < end:
                if marked.quotations[at].start >= start and marked.quotations[at].end <= end:
                    inside.append(marked.quotations[at])
                at += 1
            self._read_sentence(block, behind_lead(self.text, start, end), end, inside)

    def _read_sentence(self, block: Block, start: int, end: int, quotations: list[Quotation]) -> None:
        self.number += 1
        sentence = Sentence(self.number, block, self.frame(start, end, quotations), self.text[start:end])
        drafts = self._drafts(sentence)
        if not drafts:
            for asked in self.who.background(sentence, spoken=bool(self.drafts)):
                self.drafts.remove(asked)
        self.drafts += drafts

    def _drafts(self, sentence: Sentence) -> list[Draft]:
        drafts: list[Draft] = []
        carried: Subject | None = None
        lo = 0
        before: Cue | None = None
        present = self.context.document.kind == "joint_statement"
        for cue in find_cues(sentence.frame, present=present):
            if drafts and _only_closes(sentence.frame, cue, lo, before):
                told = cue.rule if cue.rule is not None and cue.rule.act != "agree" else None
                drafts[-1].rule, lo = drafts[-1].rule or told, cue.end
                continue
            subject, carried = self.who.resolved(*choose_subject(sentence.frame, cue, lo, carried))
            if not drafts and self.who.only_spoken_of(sentence, cue, subject):
                subject = carried = None
            made = self._drafts_of(sentence, cue, lo, subject, drafts)
            if made:
                drafts += made
                lo, before = cue.end, cue
        if drafts:
            self._close(sentence, drafts, carried)
        return [draft for draft in drafts if not self._is_press(draft)]

    def _close(self, sentence: Sentence, drafts: list[Draft], carried: Subject | None) -> None:
        """What only the whole sentence shows: who told it all, and who it was about."""
        outside = outside_marks(sentence)
        for draft in drafts:
            draft.situation = outside
        told_by_one(drafts)
        self.briefing = according_to(self.who, sentence.frame, drafts) or self.briefing
        talk = self.who.discourse
        talk.focus = ()
        talk.subject = self.who.whom(carried) if carried else talk.subject
        talk.teller = next((d.relayed_by[-1:] for d in reversed(drafts) if d.relayed_by and d.told), ())

    # -- one cue ---------------------------------------------------------------------------------

    def _drafts_of(
        self, sentence: Sentence, cue: Cue, lo: int, subject: Subject | None, earlier: list[Draft]
    ) -> list[Draft]:
        frame = sentence.frame
        content, form = content_of(self.text, frame, cue, lo, subject)
        if not content or not self._has_source(frame, cue, lo, subject, earlier):
            return []
        draft = self._draft(sentence.block, frame, cue, lo, subject, earlier, content, form)
        if draft.rule is not None and draft.rule.id == "agree.cause" and len(draft.speakers) < 2:
            return []  # one side's order to its own people
        draft.nominative = _nominative(frame, cue, lo, subject)
        if cue.over == "clause" and cue.outer is None:
            take_inner_matter(self.who, frame, cue, lo, draft)
        drafts = self._unfold(draft)
        self.who.spoke(drafts[-1], alone=cue.over == "alone")
        withdraw(frame, cue, drafts[-1], [*self.drafts[-20:], *earlier])
        return drafts

    def _is_press(self, draft: Draft) -> bool:
        """교도통신은 …고 짚었다: another outlet's own voice is nobody's statement."""
        names = [self.context.entities.by_id(entity).name for entity in draft.speakers]
        return bool(names) and not draft.relayed_by and all(_OUTLET.search(name) for name in names)

    def _has_source(self, frame: Frame, cue: Cue, lo: int, subject: Subject | None, earlier: list[Draft]) -> bool:
        """Whether somebody can have said it: not the press, not a banner, not whoever is thanked for a deed."""
        if subject is None and (asked_by_press(frame, lo, cue) or written_somewhere(cue)):
            return False
        if cue.over == "clause" and cue.outer is None and asked_by_press(frame, cue.at, cue):
            return False  # …고 현지 언론이 전했다: nobody's words
        if cue.over != "matter":
            return True
        if frame.form(cue.start) == "손" and not any(frame.kind(i) == "N" for i in range(lo, cue.start)):
            return False  # “…”라며 손을 잡았다: a hand, no deal
        if frame.form(cue.start) in ("치켜세우", "추켜세우") and frame.form(cue.start - 2).startswith("엄지"):
            return False  # a thumb, no praise in words
        resigning = frame.form(cue.start) == "사의" and frame.form(cue.start + 2) in ("밝히", "표명하")
        if resigning and not any(frame.form(i) in ("에", "데", "대하") for i in range(lo, cue.start)):
            return False  # 사의를 밝혔다 without what for
        if cue.ending and cue.ending.noun == "데" and (subject is None or subject.topic):
            return False  # …해 준 데 대해 사의를 표했다
        return subject is not None or self.who.may_go_on(frame, cue, lo, earlier)

    def _draft(
        self, block: Block, frame: Frame, cue: Cue, lo: int, subject: Subject | None, earlier: list[Draft],
        content: list[tuple[int, int]], form: Form,
    ) -> Draft:  # fmt: skip
        considered = self.who.considered(subject, earlier)
        speakers, basis, evidence = self.who.attribute(subject, earlier, cue, frame)
        if subject is None and _unknown_office(frame, lo, cue):
            speakers = ()  # somebody is named whom nothing here knows: not whoever spoke last
        span = (frame.starts[cue.start], frame.ends[cue.end - 1]) if cue.over != "alone" else None
        draft = Draft(speakers, basis, form, content, span, cue.rule, block, self.number, evidence)
        self._heard(draft, frame, cue, lo)
        draft.quoted = cue.over in ("quotation", "alone")
        draft.considered = considered
        draft.contested = span is not None and "주장" in self.text[slice(*span)]
        draft.said_to = _said_to(frame, lo, cue)
        draft.mood = mood_of(frame, cue)
        self._mark(draft, frame, cue, lo)
        if (subject is None or len(speakers) == 1) and cue.rule is not None and cue.rule.id in JOINT:
            self.who.join_companion(frame, cue, lo, subject, draft)
        if subject is None and not earlier and draft.answers and draft.basis == "continuation":
            self.who.turn_round(draft)
        if cue.outer is not None:
            pass_on(self.who, draft, frame, cue, subject)
        elif cue.over != "matter":
            told_at_the_end(self.who, draft, frame, cue, subject)
        return draft

    def _heard(self, draft: Draft, frame: Frame, cue: Cue, lo: int) -> None:
        """A로부터 “…”는 말을 들었다, A에게서 …겠다는 약속을 받았다: A's words; the subject only heard them."""
        source = _heard_from(frame, lo, cue)
        if source is None:
            return
        if cue.outer is not None:
            draft.relayed_by, draft.told = draft.speakers, True  # …는 제안을 받았다고 소개했다
        draft.speakers, draft.basis = frame.mention(source).entities, "subject"  # type: ignore[union-attr]
        draft.evidence = ((frame.starts[source], frame.ends[source]),)
        behind = source + 1
        while frame.kind(behind) == "J":
            behind += 1
        start, end = draft.content[0]
        if start <= frame.starts[source] < end:
            draft.content[0] = (frame.starts[behind], end)

    def _mark(self, draft: Draft, frame: Frame, cue: Cue, lo: int) -> None:
        """How the text ties it to its neighbours: an answer, a continuation, something told in passing."""
        lead = self.text[frame.starts[lo] if lo < len(frame) else frame.end : draft.start]
        draft.follows = bool(_GOES_ON.match(lead))
        answers = cue.rule is not None and (cue.rule.reply or cue.rule.id == "accept")
        draft.answers = answers or bool(_IN_ANSWER.search(lead) or _TAKES_UP.match(self.text, draft.start))
        if cue.ending is not None:
            draft.past = cue.ending.noun == "바"
            asks = cue.rule is not None and cue.rule.act in ("request", "propose", "invite")
            draft.contrary = asks and cue.ending.form in ("으나", "나", "지만", "는데")
            draft.subordinate = cue.ending.form in ("자", "자마자") or cue.ending.noun in _SUBORDINATE
            draft.aside = cue.by is not None and cue.ending.kind == "adnominal"

    # -- reports inside somebody's words -----------------------------------------------------------

    def _unfold(self, outer: Draft) -> list[Draft]:
        """A quotation taken apart: reports in it with a source of their own, relayed, and what remains."""
        if not outer.quoted or not outer.speakers or outer.contested:
            return [outer]
        found: list[Draft] = []
        own: list[tuple[int, int]] = []
        for content in outer.content:
            quoted = inner_quotations(self.text, *content, verbatim=outer.cue is None and outer.basis == "document")
            for start, end in sentences_inside(self.text, *content, quoted):
                inside = [q for q in quoted if start <= q.start and q.end <= end]
                told, rest = self._told(self.frame(start, end, inside), outer, found)
                found += told
                own += rest
        if not found:
            return [outer]
        self.who.discourse.says(found[-1].speakers)
        if own:
            outer.content = _joined(self.text, own)
            found.append(outer)
        return sorted(found, key=lambda d: d.start)

    def _told(self, frame: Frame, outer: Draft, earlier: list[Draft]) -> tuple[list[Draft], list[tuple[int, int]]]:
        """The reports of one sentence inside somebody's words, and the stretch that remains his own."""
        drafts: list[Draft] = []
        own: list[tuple[int, int]] = []
        carried: Subject | None = None
        lo = 0
        for cue in find_cues(frame):
            subject, carried = choose_subject(frame, cue, lo, carried)
            if _of_oneself(frame, lo, cue):
                own.append((frame.starts[lo], frame.ends[cue.end - 1]))
                lo = cue.end
                continue
            if not another_source(self.context.entities, cue, subject, outer, bool(drafts or earlier)):
                continue
            content, form = content_of(self.text, frame, cue, lo, subject)
            if content:
                draft = self._draft(outer.block, frame, cue, lo, subject, drafts or earlier, content, form)
                draft.relayed_by, draft.told = (*draft.relayed_by, *outer.speakers, *outer.relayed_by), True
                drafts += self._unfold(draft)
                lo = cue.end
        if not drafts:
            return [], [(frame.start, frame.end)]
        if any(frame.kind(i) == "V" for i in range(lo, len(frame))):
            own.append((frame.starts[lo], frame.end))
        return drafts, own


def _only_closes(frame: Frame, cue: Cue, lo: int, before: Cue | None) -> bool:
    """“…”라며 난색을 보였다: an act with no matter of its own tells what the words before it did."""
    goes_on = before is not None and before.ending is not None and before.ending.form.endswith(("며", "면서"))
    manner = cue.over == "matter" and cue.rule is not None and cue.rule.act not in _OWN_ACTS
    return goes_on and manner and all(frame.kind(i) in "AJS" for i in range(lo, cue.start))


def _unknown_office(frame: Frame, lo: int, cue: Cue) -> bool:
    """Whether an office that is no known mention is the subject (… 위원장은; 코발스카 시장이 “…”)."""
    particles = ("은", "는", "이", "가") if cue.over == "quotation" else ("은", "는")
    return any(
        frame.form(i).endswith(_OFFICES) and frame.kind(i + 1) == "J" and frame.form(i + 1) in particles
        for i in frame.each("N", lo, min(cue.at, len(frame)))
    )


def _of_oneself(frame: Frame, lo: int, cue: Cue) -> bool:
    """Whether 우리는, 저희가, 우리 측은 is the subject: what the one who is quoted says of his own side."""
    for i in frame.each("N", lo, min(cue.start, len(frame))):
        if frame.form(i) in _OURSELVES:
            marked = i + 1 + (frame.form(i + 1) in ("측", "정부", "쪽"))
            if frame.kind(marked) == "J" and frame.form(marked) in ("은", "는", "이", "가", "도"):
                return True
    return False


def _nominative(frame: Frame, cue: Cue, lo: int, subject: Subject | None) -> tuple[str, ...]:
    found = [s for s in find_subjects(frame, lo, cue.at) if not s.topic and s is not subject]
    return found[-1].speakers if found else ()


def _heard_from(frame: Frame, lo: int, cue: Cue) -> int | None:
    """The item of the one from whom a subject heard or received the words."""
    if not any(frame.form(i) in _TAKEN and frame.kind(i) == "V" for i in range(cue.at, min(cue.end + 1, len(frame)))):
        return None
    for i in frame.each("@", lo, cue.at):
        apart = (frame.form(i + 1), frame.form(i + 2)) == ("에게", "서")
        if len(frame.mention(i).entities) == 1 and (apart or frame.form(i + 1) in _FROM):  # type: ignore[union-attr]
            return i
    return None


def _said_to(frame: Frame, lo: int, cue: Cue) -> tuple[str, ...]:
    """Whom the words were said to: X에게, or X with whom the sentence says they met."""
    for i in frame.each("@", lo, cue.end):
        mention = frame.mention(i)
        if mention and mention.entities and frame.kind(i + 1) == "J" and frame.form(i + 1) in _TO:
            return mention.entities
    for i in frame.each("@", 0, min(lo, cue.at)):
        if met_with(frame, i):
            return frame.mention(i).entities  # type: ignore[union-attr]
    return ()


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring spans with nothing but space between them as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
