"""From cues to statements: what was said, in which form, by whom, on what evidence.

One `Draft` is one cue with the content that it governs (definitions, section 4). Drafts become
records when acts, replies and doubts have been added.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from hoedam.extract.cues import Cue, find_cues
from hoedam.extract.entities import Entities, Mention
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.labels import Turn, read_turns
from hoedam.extract.predicates import PredicateRule, find_predicates
from hoedam.extract.speakers import Discourse, Subject, choose_subject, find_subjects, is_relayer
from hoedam.language.ko.analyser import Tokens
from hoedam.language.ko.marks import Marked, Quotation, inner_quotations, sentences_inside
from hoedam.model import Basis, Block, Document, Form

_READ = {"paragraph", "list_item"}
_CONNECTORS = re.compile(
    r"(?:[\s,·\-ㅇ○□△▲▶◦ㆍ]|그러면서도?|이어서?|또한?|아울러|특히|나아가|더 나아가|이와 함께|이와 관련(?:해|하여)|더불어|한편|다만|끝으로|마지막으로"
    r"|이에 (?:대해|대하여|관해)(?:서는)?|이에|이날|이 자리에서|이번 (?:회담|방문|통화)(?:에서|을 통해|을 계기로)?|(?:정상)?회담에서(?:는|도)?|면담에서|통화에서|앞서|먼저|우선|그리고"
    r"|그러나|하지만|반면|이밖에도?|이 밖에도?|그 밖에|이외에도?|(?:모두|마무리)?발언에서|만찬사에서|답사에서|환영사에서|공동(?:언론발표|기자회견)에서|[가-힣 ]{1,12}에게(?:는)?)(?:[\s,]+|$)"
)
_LIKE_THIS = re.compile(r"(?:이같이|이렇게|이처럼|이와 같이|이 같이|이같은 [가-힣]+을|이 같은 [가-힣]+을)\s+(?:[^\s]+\s+){0,4}?(?:말|밝|강조|언급|전|답|설명|역설|당부|화답|제안|덧붙)")
_REPORTS = re.compile(r"(?:고도?|며|면서도?|는|던)$")
_ACCORDING = re.compile(r" 에/J 따르/V 면/E| 에/J 의하/V 면/E")
_BRIEFING = re.compile(r"서면 ?브리핑|브리핑 ?자료|보도 ?자료|서면 ?자료|발표문")
_CORRECTS = {"정정하", "바로잡", "번복하", "수정하", "고치"}
_WORDS = {"말", "인사말", "설명", "답", "답변", "대답", "반응", "화답", "일성", "소감", "제안", "당부", "첫마디", "주문", "요구", "건배사", "발언"}
_IS_WORD = re.compile(r"(?:말|인사말|설명|답변?|대답|화답|일성|소감|제안|당부|첫마디|건배사)(?:이다|이었다|였다|다|입니다)[.\s]*$")
_MIXING = {"부르", "일컫", "정의하", "묘사하", "소개하", "설명하", "칭하", "추어올리", "추켜올리"}
_HELD = {"만나", "통화하", "면담하", "회동하", "회담하", "접견하", "예방하", "마주앉", "서명하"}
_REFERS = {"거론하", "언급하", "들", "가리키", "꼽", "인용하", "떠올리", "상기하"}
_MET = {"회담", "정상회담", "만나", "통화", "통화하", "면담", "면담하", "회동", "회동하", "함께", "공동", "회담하", "마주앉", "만찬", "오찬"}
_HOLDS = {"갖", "가지", "열", "하", "나누", "마치"}
_MEETINGS = {"통화", "면담", "만찬", "오찬", "회견", "기자회견", "회동", "접견", "차담", "환담"}
_SUMMITS = {"정상", "장관", "확대", "단독", "소인수", "외교장관", "국방장관", "총리"}


@dataclass(slots=True)
class Draft:
    """A statement in the making; offsets are the analysed text's own."""

    speakers: tuple[str, ...]
    basis: Basis
    form: Form
    content: list[tuple[int, int]]
    cue: tuple[int, int] | None
    rule: PredicateRule | None
    block: Block
    sentence: int
    evidence: tuple[tuple[int, int], ...] = ()
    relayed_by: tuple[str, ...] = ()
    certain: bool = True
    alternatives: tuple[str, ...] = ()
    answers: bool = False  # the text marks it as an answer
    subordinate: bool = False  # "A가 …고 하자": the next one in the sentence answers it
    follows: bool = False  # "그러면서": it goes on with the speaker before
    quoted: bool = False
    said_to: tuple[str, ...] = ()
    turn: bool = False
    situation: str = ""  # the words of the sentence outside its quotations
    told: bool = False  # somebody else's report holds it
    nominative: tuple[str, ...] = ()  # a subject in 이/가 that may turn out to be the speaker
    past: bool = False  # …한 바 있다: background
    aside: bool = False  # “…”는 총리의 요청에: told in passing, the sentence is about somebody else
    contested: bool = False  # claimed by one side or denied by the other
    withdrawn: bool = False  # a later relay corrects it
    mood: str = ""  # the ending that the reporting took from the content (자고, 냐고, 라고), as an item

    @property
    def start(self) -> int:
        """Where its content begins."""
        return self.content[0][0]


@dataclass(slots=True)
class Sentence:
    """A sentence with its frame; `number` counts through the document."""

    number: int
    block: Block
    frame: Frame
    text: str


class StatementReader:
    """Reads a document's statements in one pass; holds who has spoken."""

    def __init__(
        self, document: Document, marked: dict[str, Marked], tokens: Tokens, entities: Entities
    ) -> None:
        self.document = document
        self.marked = marked
        self.tokens = tokens
        self.entities = entities
        self.discourse = Discourse()
        self.drafts: list[Draft] = []
        self.pending: list[Draft] = []
        self.number = 0
        self._mention_starts = [m.start for m in entities.mentions]
        self.sentences: list[Sentence] = []
        self.briefing: tuple[str, ...] = ()

    def read(self) -> list[Draft]:
        """All drafts in the order of the text."""
        turns = read_turns(self.document, self.entities)
        for block in self.document.blocks:
            if turn := turns.get(block.id):
                self._read_turn(block, turn)
            elif block.kind in _READ:
                for start, end in self.marked[block.id].sentences:
                    self._read_sentence(block, start, end)
        self.drafts.sort(key=lambda d: d.start)
        mark_contested(self.drafts, self.document.text)
        for draft in self.drafts:
            if self.briefing and not draft.relayed_by and not draft.past and draft.speakers != self.briefing:
                draft.relayed_by = self.briefing
        return self.drafts

    def frame(self, start: int, end: int, quotations: Sequence[Quotation]) -> Frame:
        """The frame of a stretch of the text."""
        lo = bisect_left(self._mention_starts, start)
        hi = bisect_left(self._mention_starts, end)
        mentions = [m for m in self.entities.mentions[lo:hi] if m.role != "place" and m.end <= end]
        return build_frame(self.tokens, start, end, quotations, mentions)

    def _read_turn(self, block: Block, turn: Turn) -> None:
        """A paragraph under a speaker heading: one statement, verbatim."""
        self.number += 1
        if turn.speakers is None or turn.end <= turn.start:
            return
        draft = Draft(turn.speakers, "document", "direct", [(turn.start, turn.end)], None, None, block, self.number,
                      quoted=True, turn=True)  # fmt: skip
        self.drafts += self._unfold(Sentence(self.number, block, self.frame(turn.start, turn.end, ()), ""), draft)
        self.discourse.says(turn.speakers)

    def _read_sentence(self, block: Block, start: int, end: int) -> None:
        self.number += 1
        quotations = [q for q in self.marked[block.id].quotations if start <= q.start and q.end <= end]
        frame = self.frame(start, end, quotations)
        sentence = Sentence(self.number, block, frame, self.document.text[start:end])
        self.sentences.append(sentence)
        drafts = self._sentence_drafts(sentence, frame)
        if not drafts:
            self._background(sentence, frame)
        self.drafts += drafts

    def _background(self, sentence: Sentence, frame: Frame) -> None:
        """A sentence without a cue: it may say whose the quotation before was, or name the next speaker."""
        subjects = find_subjects(frame, 0, len(frame))
        people = [s for s in subjects if s.roles & {"name", "title", "pronoun"}]
        who = people[-1] if people else None
        self.discourse.focus = people[0].speakers if people else self._word_of(frame)
        if self.pending and "질문" in sentence.text:
            self.drafts = [d for d in self.drafts if d not in self.pending]  # the press asked
            self.pending.clear()
        word = self._word_of(frame) if self.pending and _IS_WORD.search(sentence.text) else ()
        if word or _LIKE_THIS.search(sentence.text) and (self.pending or self.drafts):
            speakers = word or (self._whom(who) if who else self.discourse.last)
            for draft in self.pending:
                draft.speakers, draft.basis = speakers, "anaphora"
                draft.evidence = (who.evidence,) if who else ()
            self.pending.clear()
            self.discourse.says(speakers)
        elif who and who.topic and not who.pronoun:
            self.discourse.topic = who.speakers
        elif owner := self._word_of(frame):
            self.discourse.topic = owner

    def _word_of(self, frame: Frame) -> tuple[str, ...]:
        """구 대통령의 반응은 짧았다: whose word comes next."""
        for i in range(len(frame) - 2):
            mention = frame.mention(i)
            if mention and len(mention.entities) == 1 and frame.form(i + 1) == "의" and frame.form(i + 2) in _WORDS:
                return mention.entities
        return ()

    def _sentence_drafts(self, sentence: Sentence, frame: Frame) -> list[Draft]:
        drafts: list[Draft] = []
        carried: Subject | None = None
        lo = 0
        for cue in find_cues(frame):
            subject, carried = choose_subject(frame, cue, lo, carried)
            subject, carried = self._resolved(subject, carried)
            made = self._drafts_of(sentence, frame, cue, lo, subject, drafts)
            if made:
                drafts += made
                lo = cue.end
        outside = _outside_marks(sentence, frame)
        for draft in drafts:
            draft.situation = outside
        if drafts:
            self._told_by_one(frame, drafts)
            self._relay_in_sentence(frame, drafts)
            self.discourse.focus = ()
            self.discourse.subject = self._whom(carried) if carried else self.discourse.subject
            self.discourse.teller = next((d.relayed_by[-1:] for d in reversed(drafts) if d.relayed_by and d.told), ())
        return drafts

    def _resolved(self, subject: Subject | None, carried: Subject | None) -> tuple[Subject | None, Subject | None]:
        """The same with a pronoun resolved, once for the sentence."""
        if subject is None or subject.speakers:
            return subject, carried
        named = replace(subject, speakers=self._whom(subject))
        return named, named if carried is subject else carried

    def _told_by_one(self, frame: Frame, drafts: list[Draft]) -> None:
        """T는 A가 …했으며 B가 …했다고 전했다: what A did is told by T as well."""
        teller = drafts[-1].relayed_by
        if not teller or not drafts[-1].told:
            return
        for draft in drafts[:-1]:
            if draft.speakers == teller and draft.nominative and not draft.relayed_by:
                draft.speakers, draft.relayed_by = draft.nominative, teller

    def _relay_in_sentence(self, frame: Frame, drafts: list[Draft]) -> None:
        """X에 따르면: X passes on the statements of the sentence; a written briefing those of the document."""
        at = _ACCORDING.search(frame.code)
        if not at:
            return
        end = frame.starts[frame.item(at.start())]
        found = [m for m in mentions_within(self.entities, frame.start, end) if m.role in ("name", "title", "organization", "side")]
        if not found:
            return
        relay = found[-1].entities
        for draft in drafts:
            if not draft.relayed_by and draft.speakers != relay:
                draft.relayed_by = relay
        if _BRIEFING.search(self.document.text, frame.start, end):
            self.briefing = relay

    # -- one cue ---------------------------------------------------------------------------------

    def _drafts_of(
        self, sentence: Sentence, frame: Frame, cue: Cue, lo: int, subject: Subject | None, earlier: list[Draft]
    ) -> list[Draft]:
        content, form = self._content(frame, cue, lo, subject)
        if not content or subject is None and (_asked_by_press(frame, lo, cue) or _written_somewhere(cue)):
            return []
        if cue.over == "matter" and cue.ending and cue.ending.noun == "데" and (subject is None or subject.topic):
            return []  # …해 준 데 대해 사의를 표했다: the deed of whoever is thanked
        if cue.over == "matter" and subject is None and not self._may_go_on(frame, cue, lo, earlier):
            return []
        draft = self._draft(sentence, frame, cue, lo, subject, earlier, content, form)
        draft.nominative = self._nominative(frame, cue, lo, subject)
        if cue.over == "clause" and cue.outer is None:
            self._inner_matter(frame, cue, draft)
        drafts = self._unfold(sentence, draft)
        self._after(drafts[-1], cue)
        self._withdraw(frame, cue, drafts[-1], earlier)
        return drafts

    def _nominative(self, frame: Frame, cue: Cue, lo: int, subject: Subject | None) -> tuple[str, ...]:
        found = [s for s in find_subjects(frame, lo, cue.at) if not s.topic and s is not subject]
        return found[-1].speakers if found else ()

    def _withdraw(self, frame: Frame, cue: Cue, corrected: Draft, before: list[Draft]) -> None:
        """Where one relay corrects another, the earlier wording of the same speakers is withdrawn."""
        if not any(frame.form(i) in _CORRECTS for i in range(cue.start, min(cue.end, len(frame)))):
            return
        for earlier in reversed([*self.drafts, *before]):
            if earlier.relayed_by and earlier.speakers == corrected.speakers:
                earlier.withdrawn = True
                return

    def _draft(
        self, sentence: Sentence, frame: Frame, cue: Cue, lo: int, subject: Subject | None, earlier: list[Draft],
        content: list[tuple[int, int]], form: Form,
    ) -> Draft:  # fmt: skip
        speakers, basis, evidence = self._attribute(subject, earlier, cue)
        span = (frame.starts[cue.start], frame.ends[cue.end - 1]) if cue.over != "alone" else None
        draft = Draft(speakers, basis, form, content, span, cue.rule, sentence.block, sentence.number, evidence,
                      quoted=cue.over in ("quotation", "alone"))  # fmt: skip
        head = frame.starts[lo] if lo < len(frame) else frame.end
        lead = self.document.text[head : content[0][0]]
        draft.follows = bool(re.match(r"\s*(?:그러면서|이어|또|아울러|특히|나아가|이와 함께|더불어)", lead))
        draft.answers = bool(cue.rule and (cue.rule.reply or cue.rule.id == "accept")) or bool(re.search(r"(?:^|[\s,])이에(?! 따라| 앞서)[\s,]", lead))
        draft.past = bool(cue.ending and cue.ending.noun == "바")
        draft.subordinate = bool(
            cue.ending and (cue.ending.form in ("자", "자마자") or cue.ending.noun in ("데", "말", "제안", "요청", "질문", "초청"))
        )
        draft.said_to = self._said_to(frame, lo, cue)
        draft.mood = mood_of(frame, cue)
        draft.aside = cue.by is not None and cue.ending is not None and cue.ending.kind == "adnominal"
        if len(speakers) == 1 and cue.rule is not None and cue.rule.id in ("agree", "concur"):
            self._join_companion(frame, cue, lo, draft)
        if cue.outer is not None:
            self._relay(draft, frame, cue, subject)
        return draft

    def _join_companion(self, frame: Frame, cue: Cue, lo: int, draft: Draft) -> None:
        """A는 B와 정상회담을 하고 …하기로 뜻을 모았다: both decided."""
        for i in range(lo, cue.start):
            mention = frame.mention(i)
            if mention is None or len(mention.entities) != 1 or mention.role not in ("name", "title", "side", "country"):
                continue
            beside = frame.kind(i + 1) == "J" and frame.form(i + 1) in ("과", "와")
            met = any(frame.form(j) in _MET for j in range(i + 2, min(i + 7, len(frame))))
            if beside and met and mention.entities != draft.speakers:
                draft.speakers, draft.basis = (*draft.speakers, *mention.entities), "collective"
                return

    def _attribute(
        self, subject: Subject | None, earlier: list[Draft], cue: Cue
    ) -> tuple[tuple[str, ...], Basis, tuple[tuple[int, int], ...]]:
        if subject is not None:
            basis: Basis = "subject"
            if "collective" in subject.roles or len(subject.speakers) > 1:
                basis = "collective"
            elif subject.pronoun:
                basis = "anaphora"
            return self._whom(subject), basis, (subject.evidence,)
        held = [draft for draft in earlier if not draft.aside]
        if held:
            return held[-1].relayed_by[-1:] if held[-1].told else held[-1].speakers, "continuation", ()
        if self.discourse.teller and cue.over == "quotation":
            return self.discourse.teller, "continuation", ()
        if cue.over == "alone":
            return self.discourse.topic or self.discourse.last, "continuation", ()
        narrated = cue.over == "matter" or cue.narrated_clause
        if cue.rule and cue.rule.id in ("agree", "concur") and narrated:
            return self._both(), "collective", ()
        if self.discourse.topic:
            return self.discourse.topic, "continuation", ()
        if not self.discourse.last and self.document.kind == "joint_statement":
            return self.sides(), "document", ()
        return self.discourse.last, "continuation", ()

    def _both(self) -> tuple[str, ...]:
        """A joint decision without a subject: the collective that spoke last, else both who spoke, else the sides."""
        if len(self.discourse.last) > 1:
            return self.discourse.last
        pair = (*self.discourse.before, *self.discourse.last)
        countries = {self.entities.country_of(entity) for entity in pair}
        if len(self.discourse.before) == 1 and len(pair) == 2 and len(countries) == 2:
            return pair
        return self.sides()

    def sides(self) -> tuple[str, ...]:
        """The entities of the document's own parties (양측)."""
        wanted = self.entities.sides
        return tuple(e.id for e in self.entities.entities if e.type == "country" and e.country in wanted)

    def _whom(self, subject: Subject) -> tuple[str, ...]:
        """Who a subject is; 그는 and 이 관계자 are the last person, or the last of that designation."""
        if subject.speakers:
            return subject.speakers
        words = self.document.text[subject.evidence[0] : subject.evidence[1]]
        if words.startswith("이"):
            return self._last_designated(words.removeprefix("이").strip(), subject.evidence[0])
        for candidate in (self.discourse.topic, self.discourse.focus, self.discourse.subject, self.discourse.last, self.discourse.before):
            if len(candidate) == 1 and self.entities.by_id(candidate[0]).type == "person":
                return candidate
        return self.discourse.last

    def _last_designated(self, designation: str, before: int) -> tuple[str, ...]:
        """The last person before an offset whose name or office says 관계자, 당국자, 장관 …"""
        noun = designation.split()[-1] if designation else ""
        for mention in reversed(self.entities.mentions[: bisect_left(self._mention_starts, before)]):
            if len(mention.entities) == 1 and mention.role in ("name", "title"):
                entity = self.entities.by_id(mention.entities[0])
                if noun and noun in f"{entity.name} {entity.office or ''}":
                    return mention.entities
        return self.discourse.last

    def _after(self, draft: Draft, cue: Cue) -> None:
        if cue.over == "alone":
            self.pending.append(draft)
        elif self.pending:
            self.pending.clear()
        if draft.aside or draft.relayed_by and not draft.speakers:
            return
        self.discourse.says(draft.speakers)

    def _may_go_on(self, frame: Frame, cue: Cue, lo: int, earlier: list[Draft]) -> bool:
        """Whether an act without a subject can be somebody's: a speaker stands in the sentence or just before."""
        if cue.ending and cue.ending.noun == "데":
            return False
        if earlier or self.document.kind == "joint_statement":
            return True
        joint = cue.rule is not None and cue.rule.id in ("agree", "concur")
        if _other_subject(frame, lo, cue.start, ("이", "가") if joint else ("은", "는", "이", "가")):
            return False
        return bool(self.discourse.last) or joint

    def _relay(self, draft: Draft, frame: Frame, cue: Cue, subject: Subject | None) -> None:
        """…라고 말했다고 전했다: who passes it on stands behind the inner cue, or is the topic before it."""
        assert cue.outer is not None
        draft.told = True
        behind = find_subjects(frame, cue.start, cue.end)
        before = find_subjects(frame, 0, cue.at)
        if behind:
            draft.relayed_by = behind[-1].speakers
        elif len(before) > 1 and before[0].topic:
            draft.relayed_by = before[0].speakers
            if inner := self._whom(before[-1]):
                draft.speakers, draft.evidence = inner, (before[-1].evidence,)
        elif subject and is_relayer(subject.speakers, self.entities):
            draft.relayed_by = subject.speakers
            draft.speakers, draft.basis, draft.evidence = self._principal_before(), "continuation", ()

    def _principal_before(self) -> tuple[str, ...]:
        for candidate in (self.discourse.last, self.discourse.before):
            if candidate and not is_relayer(candidate, self.entities):
                return candidate
        return ()

    def _said_to(self, frame: Frame, lo: int, cue: Cue) -> tuple[str, ...]:
        for i in range(lo, cue.end):
            mention = frame.mention(i)
            if mention and mention.entities and frame.form(i + 1) in ("에게", "께", "에게는", "한테") and frame.kind(i + 1) == "J":
                return mention.entities
        return ()

    # -- content ---------------------------------------------------------------------------------

    def _content(
        self, frame: Frame, cue: Cue, lo: int, subject: Subject | None
    ) -> tuple[list[tuple[int, int]], Form]:
        quotation = frame.quotation(cue.at)
        if cue.over in ("quotation", "alone") and quotation:
            before = self._before_quotation(frame, cue, lo, subject)
            said = (quotation.inner_start, quotation.inner_end)
            return ([before, said], "mixed") if before else ([said], "direct")
        first = self._content_start(frame, cue, lo, subject)
        last = cue.end if cue.over == "matter" or cue.narrated_clause else cue.at
        if last <= first:
            return [], "narrated"
        first = self._behind_background(frame, first, last, cue)
        start, end = frame.starts[first], self._content_end(frame, cue, last)
        start += self._skip_connectors(start, end)
        if end - start < 2:
            return [], "narrated"
        if cue.over == "matter" or cue.narrated_clause:
            return [(start, end)], "narrated"
        mixed = any(frame.kind(i) == "Q" for i in range(first, last))
        return [(start, end)], "mixed" if mixed else "indirect"

    def _content_end(self, frame: Frame, cue: Cue, last: int) -> int:
        """Behind the last item; of a quotative ending the part that closes the clause is kept (한다|고, 선수라|고)."""
        if cue.over != "clause" or cue.narrated_clause:
            return frame.ends[last - 1]
        ending = self.document.text[frame.starts[cue.at] : frame.ends[cue.at]]
        return frame.starts[cue.at] + len(_REPORTS.sub("", ending)) if _REPORTS.search(ending) else frame.ends[last - 1]

    def _content_start(self, frame: Frame, cue: Cue, lo: int, subject: Subject | None) -> int:
        if subject is not None and lo <= subject.start < cue.at:
            return subject.end
        return lo

    def _behind_background(self, frame: Frame, first: int, last: int, cue: Cue) -> int:
        """…회담을 갖고 X하기로 했다: the meeting held, a document signed, a past clause are not the matter."""
        start = first
        for i in range(first + 1, last - 1):
            if frame.kind(i) != "E":
                continue
            held = _held(frame, i - 1) and frame.form(i) in ("고", "어", "아", "여", "어서", "아서", "며", "고서")
            held = held or frame.form(i - 1) in _REFERS and frame.form(i) in ("며", "면서")
            past = frame.kind(i - 1) == "P" and frame.form(i) in ("고", "며", "으며", "으나", "지만", "는데", "은데") and cue.over == "matter"
            if held or past:
                start = i + 1
        return start

    def _skip_connectors(self, start: int, end: int) -> int:
        text = self.document.text
        skipped = 0
        while match := _CONNECTORS.match(text, start + skipped, end):
            skipped = match.end() - start
        while start + skipped < end and text[start + skipped].isspace():
            skipped += 1
        return skipped

    def _before_quotation(
        self, frame: Frame, cue: Cue, lo: int, subject: Subject | None
    ) -> tuple[int, int] | None:
        """The part of a complement that stands before the marks: A를 "B"라고 평가했다, 교역이 "…"라고."""
        i = cue.at - 1
        if frame.kind(i) == "S":
            i -= 1
        if frame.kind(i) != "J" or subject is not None and i < subject.end:
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
        start, end = frame.starts[first], frame.ends[i]
        start += self._skip_connectors(start, end)
        return (start, end) if start < end else None

    # -- reports inside reports ------------------------------------------------------------------

    def _inner_matter(self, frame: Frame, cue: Cue, draft: Draft) -> None:
        """양 정상은 …하기로 했다고 대변인이 전했다: the deciding is theirs, the telling the spokesperson's."""
        inner = next((p for p in find_predicates(frame) if p.narrates() and p.end <= cue.at <= p.end + 3), None)
        past = frame.form(cue.at - 1) in ("었", "았", "였")
        if inner is None or not (past or cue.ending and cue.ending.form.startswith("다면서") or frame.form(cue.at).startswith(("다면", "다며"))):
            return
        subjects = find_subjects(frame, 0, cue.at)
        told_by = find_subjects(frame, cue.start, cue.end) or subjects[:1]
        own = [s for s in subjects if told_by and s is not told_by[0]]
        if not own or not own[-1].speakers or own[-1].speakers == draft.speakers and own[-1].speakers == told_by[0].speakers:
            return
        who = own[-1]
        begin = frame.starts[who.end] + self._skip_connectors(frame.starts[who.end], frame.ends[cue.at - 1])
        draft.content = [(begin, frame.ends[cue.at - 1])]
        draft.form, draft.rule, draft.mood = "narrated", inner.narrates(), ""
        draft.speakers, draft.evidence = who.speakers, (who.evidence,)
        draft.basis = "collective" if len(who.speakers) > 1 else "subject"
        draft.relayed_by, draft.told = self._whom(told_by[0]), True

    def _unfold(self, sentence: Sentence, outer: Draft) -> list[Draft]:
        """A quotation taken apart: reports in it with a source of their own, relayed, and what remains."""
        if not outer.quoted or not outer.speakers:
            return [outer]
        text = self.document.text
        found: list[Draft] = []
        own: list[tuple[int, int]] = []
        for content in outer.content:
            quoted = inner_quotations(text, *content)
            for start, end in sentences_inside(text, *content, quoted):
                inside = [q for q in quoted if start <= q.start and q.end <= end]
                told, rest = self._told(sentence, self.frame(start, end, inside), outer, found)
                found += told
                own += rest
        if not found:
            return [outer]
        self.discourse.says(found[-1].speakers)
        if own:
            outer.content = _joined(text, own)
            found.append(outer)
        return sorted(found, key=lambda d: d.start)

    def _told(
        self, sentence: Sentence, frame: Frame, outer: Draft, earlier: list[Draft]
    ) -> tuple[list[Draft], list[tuple[int, int]]]:
        """The reports of one sentence inside somebody's words, and the stretch that remains his own."""
        drafts: list[Draft] = []
        carried: Subject | None = None
        relaying = is_relayer(outer.speakers, self.entities)
        lo = 0
        for cue in find_cues(frame):
            subject, carried = choose_subject(frame, cue, lo, carried)
            if not self._another_source(cue, subject, outer, relaying, bool(drafts or earlier)):
                continue
            content, form = self._content(frame, cue, lo, subject)
            if content:
                draft = self._draft(sentence, frame, cue, lo, subject, drafts or earlier, content, form)
                draft.relayed_by, draft.told = (*draft.relayed_by, *outer.speakers, *outer.relayed_by), True
                drafts += self._unfold(sentence, draft)
                lo = cue.end
        if not drafts:
            return [], [(frame.start, frame.end)]
        rest = [i for i in range(lo, len(frame)) if frame.kind(i) == "V"]
        return drafts, [(frame.starts[lo], frame.end)] if rest else []

    def _another_source(self, cue: Cue, subject: Subject | None, outer: Draft, relaying: bool, more: bool) -> bool:
        """Whether a cue inside somebody's words reports another source, named there."""
        if cue.over == "alone":
            return False
        if subject is None:
            return relaying and more
        if not subject.speakers or set(subject.speakers) & set(outer.speakers):
            return False
        if relaying:
            return True
        mine = self.entities.country_of(outer.speakers[0])
        own_side = "side" in subject.roles and self.entities.country_of(subject.speakers[0]) == mine
        final = cue.ending is not None and cue.ending.kind in ("final", "connective")
        return final and not own_side and not subject.roles & {"collective", "pair", "country"}


_PRESS = {"취재진", "기자", "기자들", "기자단", "사회자", "앵커", "진행자", "청중", "시민", "누리꾼", "현수막", "질문"}
_DENIES = re.compile(r"부인|일축|반박|사실이 아니|사실과 다르|사실무근|한 적이? 없|한 바 없|존재하지 않|그런 (?:말|합의|약속)")


def _asked_by_press(frame: Frame, lo: int, cue: Cue) -> bool:
    """Whether the words are a reporter's or a bystander's."""
    return any(
        frame.form(i) in _PRESS and frame.kind(i + 1) == "J" and frame.form(i + 1) in ("이", "가", "은", "는", "들이", "들은", "도")
        for i in range(lo, min(cue.end, len(frame)))
    )


def _written_somewhere(cue: Cue) -> bool:
    """“…”라고 적힌 현수막: words on a thing."""
    adnominal = cue.ending is not None and cue.ending.kind == "adnominal" and cue.ending.noun not in ("데", "뒤", "후", "바")
    return adnominal and cue.by is None and cue.rule is not None


def mark_contested(drafts: list[Draft], text: str) -> None:
    """What one side claims, or the other denies in the next words, binds nobody."""
    for draft, after in zip_longest(drafts, drafts[1:]):
        cue = text[slice(*draft.cue)] if draft.cue else ""
        if "주장" in cue:
            draft.contested = True
        elif after is not None and after.sentence - draft.sentence <= 1 and (draft.relayed_by or len(draft.speakers) > 1):
            denial = text[after.start : (after.cue or after.content[-1])[1]]
            draft.contested = not set(after.speakers) & set(draft.relayed_by or draft.speakers) and bool(_DENIES.search(denial))


def _outside_marks(sentence: Sentence, frame: Frame) -> str:
    """A sentence's words without its quotations."""
    words, at = [], frame.start
    for i in range(len(frame)):
        if frame.kind(i) == "Q":
            words.append(sentence.text[at - frame.start : frame.starts[i] - frame.start])
            at = frame.ends[i]
    return " ".join([*words, sentence.text[at - frame.start :]])


def _held(frame: Frame, i: int) -> bool:
    """Whether item i is the verb of a meeting held or a document signed (정상회담을 갖고, 통화하고)."""
    if frame.form(i) in _HELD:
        return frame.form(i + 2) not in ("주", "달", "드리")
    if frame.form(i) not in _HOLDS or frame.form(i - 1) not in ("을", "를"):
        return False
    noun, before = frame.form(i - 2), frame.form(i - 3)
    return noun in _MEETINGS or noun in ("회담", "회의", "정상회담", "정상회의") and (before in _SUMMITS or noun.startswith("정상"))


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbouring spans with nothing but space between them as one."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def mood_of(frame: Frame, cue: Cue) -> str:
    """하자고, 하냐고, 하라고 keep the content's ending within their own: as an item behind the content."""
    if cue.over != "clause":
        return ""
    form = frame.form(cue.at)
    if form.startswith("자"):
        return " 자/X"
    if form.lstrip("느으ㄴ").startswith(("냐", "가고")):
        return " 냐/F"
    stem = frame.form(cue.at - 1)
    return " 라/X" if form.startswith(("으라", "라", "달라")) and stem not in ("이", "아니", "것") and frame.kind(cue.at - 1) != "N" else ""


def _other_subject(frame: Frame, lo: int, hi: int, particles: tuple[str, ...]) -> bool:
    """Whether something that is nobody in particular (업계는, 전문가들은) is a subject among items lo..hi.

    A nominative inside a clause of its own (상황이 개선되어야 한다는 입장에) is not.
    """
    for i in range(lo + 1, hi):
        if frame.kind(i) != "J" or frame.form(i) not in particles or frame.kind(i - 1) != "N":
            continue
        if frame.form(i) in ("은", "는") or not any(frame.kind(j) in "ME" for j in range(i + 1, hi)):
            return True
    return False


def mentions_within(entities: Entities, start: int, end: int) -> Iterator[Mention]:
    """The mentions inside a stretch of the text."""
    for mention in entities.mentions:
        if mention.start >= end:
            return
        if mention.start >= start:
            yield mention
