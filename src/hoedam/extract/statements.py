"""From cues to statements: what was said, in which form, by whom, on what evidence.

One `Draft` is one cue with the content that it governs (definitions, section 4). Drafts become
records when acts, replies and doubts have been added.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
_MIXING = {"평가하", "규정하", "표현하", "비유하", "꼽", "지적하", "부르", "일컫", "정의하", "묘사하", "소개하", "설명하", "칭하", "치켜세우", "진단하", "극찬하"}
_SHORT_TERM = 12  # a quoted stretch this short before a plain noun is a term, not speech


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
        self.drafts.append(draft)
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
        if _LIKE_THIS.search(sentence.text) and (self.pending or self.drafts):
            speakers = self._whom(who) if who else self.discourse.last
            for draft in self.pending:
                draft.speakers, draft.basis = speakers, "anaphora"
                draft.evidence = (who.evidence,) if who else ()
            self.pending.clear()
            self.discourse.says(speakers)
        elif who and who.topic and not who.pronoun:
            self.discourse.topic = who.speakers

    def _sentence_drafts(self, sentence: Sentence, frame: Frame) -> list[Draft]:
        drafts: list[Draft] = []
        carried: Subject | None = None
        lo = 0
        for cue in find_cues(frame):
            subject, carried = choose_subject(frame, cue, lo, carried)
            made = self._drafts_of(sentence, frame, cue, lo, subject, drafts)
            if made:
                drafts += made
                lo = cue.end
        return drafts

    # -- one cue ---------------------------------------------------------------------------------

    def _drafts_of(
        self, sentence: Sentence, frame: Frame, cue: Cue, lo: int, subject: Subject | None, earlier: list[Draft]
    ) -> list[Draft]:
        content, form = self._content(frame, cue, lo, subject)
        if not content:
            return []
        if cue.over == "matter" and subject is None and not self._may_go_on(sentence, frame, lo, earlier):
            return []
        draft = self._draft(sentence, frame, cue, lo, subject, earlier, content, form)
        inner = self._reports_inside(sentence, frame, cue, draft, lo, subject)
        if inner is not None:
            return inner
        self._after(draft, cue)
        return [draft]

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
        draft.answers = bool(cue.rule and cue.rule.reply) or bool(re.search(r"(?:^|[\s,])이에(?! 따라| 앞서)[\s,]", lead))
        draft.subordinate = bool(
            cue.ending and (cue.ending.form in ("자", "자마자") or cue.ending.noun in ("데", "말", "제안", "요청", "질문", "초청"))
        )
        draft.said_to = self._said_to(frame, lo, cue)
        draft.mood = mood_of(frame, cue)
        if cue.outer is not None:
            self._relay(draft, frame, cue, subject)
        return draft

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
        if earlier:
            return earlier[-1].speakers, "continuation", ()
        if cue.over == "alone":
            return self.discourse.last, "continuation", ()
        if self.discourse.topic:
            return self.discourse.topic, "continuation", ()
        if not self.discourse.last and self.document.kind == "joint_statement":
            return self.sides(), "document", ()
        return self.discourse.last, "continuation", ()

    def sides(self) -> tuple[str, ...]:
        """The entities of the document's own parties (양측)."""
        wanted = self.entities.sides
        return tuple(e.id for e in self.entities.entities if e.type == "country" and e.country in wanted)

    def _whom(self, subject: Subject) -> tuple[str, ...]:
        return subject.speakers or self.discourse.topic or self.discourse.last

    def _after(self, draft: Draft, cue: Cue) -> None:
        if cue.over == "alone":
            self.pending.append(draft)
        elif self.pending:
            self.pending.clear()
        if draft.relayed_by and not draft.speakers:
            return
        self.discourse.says(draft.speakers)

    def _may_go_on(self, sentence: Sentence, frame: Frame, lo: int, earlier: list[Draft]) -> bool:
        """Whether an act without a subject can be somebody's: a speaker stands in the sentence or just before."""
        if earlier or self.document.kind == "joint_statement":
            return True
        if find_other_subject(frame, lo):
            return False
        return bool(self.discourse.last)

    def _relay(self, draft: Draft, frame: Frame, cue: Cue, subject: Subject | None) -> None:
        """…라고 말했다고 전했다: who passes it on stands behind the inner cue, or is the topic before it."""
        assert cue.outer is not None
        behind = find_subjects(frame, cue.start, cue.end)
        before = find_subjects(frame, 0, cue.at)
        if behind:
            draft.relayed_by = behind[-1].speakers
        elif len(before) > 1 and before[0].topic:
            draft.relayed_by = before[0].speakers
            if before[-1].speakers:
                draft.speakers, draft.evidence = before[-1].speakers, (before[-1].evidence,)
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
        start, end = frame.starts[first], self._content_end(frame, cue, last)
        start += self._skip_connectors(start, end)
        if end - start < 2:
            return [], "narrated"
        if cue.over == "matter" or cue.narrated_clause:
            return [(start, end)], "narrated"
        mixed = any(frame.kind(i) == "Q" for i in range(first, last))
        return [(start, end)], "mixed" if mixed else "indirect"

    def _content_end(self, frame: Frame, cue: Cue, last: int) -> int:
        """Behind the last item; a quotative ending that is contracted with its stem (한다고) is kept whole."""
        end = frame.ends[last - 1]
        if cue.over == "clause" and not cue.narrated_clause and cue.at < len(frame) and frame.starts[cue.at] < end:
            end = frame.starts[cue.at] + 1
        return end

    def _content_start(self, frame: Frame, cue: Cue, lo: int, subject: Subject | None) -> int:
        if subject is not None and lo <= subject.start < cue.at:
            return subject.end
        return lo

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
        object_of = frame.form(i) in ("을", "를") and any(
            frame.form(j) in _MIXING for j in range(cue.at, min(cue.end, len(frame)))
        )
        subject_of = frame.form(i) in ("이", "가") and frame.kind(i - 1) in ("N", "@")
        if not (object_of or subject_of):
            return None
        first = max(lo, subject.end if subject and subject.start < cue.at else lo)
        for j in range(i - 1, first - 1, -1):
            if frame.kind(j) in "EFQS":
                first = j + 1
                break
        start, end = frame.starts[first], frame.ends[i]
        start += self._skip_connectors(start, end)
        return (start, end) if start < end else None

    # -- reports inside reports ------------------------------------------------------------------

    def _reports_inside(
        self, sentence: Sentence, frame: Frame, cue: Cue, draft: Draft, lo: int, subject: Subject | None
    ) -> list[Draft] | None:
        """What a spokesperson's words report of others: those are the others' statements, relayed."""
        if cue.over == "matter" or not draft.content:
            return None
        if cue.over == "clause" and cue.outer is None:
            return self._inner_matter(sentence, frame, cue, draft, subject)
        if draft.quoted and is_relayer(draft.speakers, self.entities):
            return self._inside_quotation(sentence, draft, frame.quotation(cue.at))
        return None

    def _inner_matter(
        self, sentence: Sentence, frame: Frame, cue: Cue, draft: Draft, subject: Subject | None
    ) -> list[Draft] | None:
        """양 정상은 …하기로 했다고 대변인이 전했다: the deciding is theirs, the telling the spokesperson's."""
        inner = next((p for p in find_predicates(frame) if p.narrates() and p.end <= cue.at <= p.end + 3), None)
        if inner is None or frame.form(cue.at - 1) not in ("었", "았", "였"):
            return None
        subjects = find_subjects(frame, 0, cue.at)
        told_by = find_subjects(frame, cue.start, cue.end) or subjects[:1]
        own = [s for s in subjects if s is not told_by[0]] if told_by else []
        who = own[-1] if own else None
        if who is None or not told_by or not who.speakers or who.speakers == told_by[0].speakers:
            return None
        rule = inner.narrates()
        start = max(who.end, 0)
        begin = frame.starts[start] + self._skip_connectors(frame.starts[start], frame.ends[cue.at - 1])
        draft.content = [(begin, frame.ends[cue.at - 1])]
        draft.form, draft.rule = "narrated", rule
        draft.speakers, draft.evidence = who.speakers, (who.evidence,)
        draft.basis = "collective" if len(who.speakers) > 1 else "subject"
        draft.relayed_by = told_by[0].speakers
        self.discourse.says(draft.speakers)
        return [draft]

    def _inside_quotation(self, sentence: Sentence, outer: Draft, quotation: Quotation | None) -> list[Draft] | None:
        if quotation is None:
            return None
        text = self.document.text
        found: list[Draft] = []
        own: list[tuple[int, int]] = []
        for start, end in sentences_inside(text, quotation.inner_start, quotation.inner_end):
            frame = self.frame(start, end, inner_quotations(text, start, end))
            inner = self._told(sentence, frame, outer, found)
            if inner:
                found += inner
            else:
                own.append((start, end))
        if not found:
            return None
        for draft in found:
            draft.relayed_by = outer.speakers
        self.discourse.says(found[-1].speakers)
        if own:
            outer.content = own
            return sorted([*found, outer], key=lambda d: d.start)
        return found

    def _told(self, sentence: Sentence, frame: Frame, outer: Draft, earlier: list[Draft]) -> list[Draft]:
        """The reports of one sentence in an official's words; each needs a source of its own."""
        drafts: list[Draft] = []
        carried: Subject | None = None
        lo = 0
        for cue in find_cues(frame):
            subject, carried = choose_subject(frame, cue, lo, carried)
            if cue.over == "alone" or subject is None and not (drafts or earlier):
                continue
            if subject is not None and (not subject.speakers or subject.speakers == outer.speakers):
                continue
            content, form = self._content(frame, cue, lo, subject)
            if content:
                drafts.append(self._draft(sentence, frame, cue, lo, subject, drafts or earlier, content, form))
                lo = cue.end
        return drafts


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


def find_other_subject(frame: Frame, lo: int) -> bool:
    """Whether something that is nobody in particular (업계는, 전문가들은) is the subject from item `lo`."""
    for i in range(lo, len(frame)):
        if frame.kind(i) == "J" and frame.form(i) in ("은", "는", "이", "가") and frame.kind(i - 1) == "N":
            return True
    return False


def mentions_within(entities: Entities, start: int, end: int) -> Iterator[Mention]:
    """The mentions inside a stretch of the text."""
    for mention in entities.mentions:
        if mention.start >= end:
            return
        if mention.start >= start:
            yield mention
