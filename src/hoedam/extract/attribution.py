"""Who a cue's words are of: its subject, whoever spoke before, both sides, or whoever the text names next."""

import re
from bisect import bisect_left

import msgspec

from hoedam.extract.cues import Cue
from hoedam.extract.drafts import Draft, Sentence
from hoedam.extract.entities import Entities
from hoedam.extract.frames import Frame
from hoedam.extract.speakers import Discourse, Subject, find_subjects, is_relayer
from hoedam.model import Basis, Document

JOINT = ("agree", "concur")
_LIKE_THIS = re.compile(
    r"(?:이같이|이렇게|이처럼|이와 같이|이 같이|이같은 [가-힣]+을|이 같은 [가-힣]+을)\s+(?:[^\s]+\s+){0,4}?(?:말|밝|강조|언급|전|답|설명|역설|당부|화답|제안|덧붙)"
)
_GOES_ON = re.compile(r"\s*(?:그러면서|이어|또한?|아울러|특히|나아가|이와 함께|더불어)[\s,]")
_WORDS = {
    "말",
    "인사말",
    "설명",
    "답",
    "답변",
    "대답",
    "반응",
    "화답",
    "일성",
    "소감",
    "제안",
    "당부",
    "첫마디",
    "주문",
    "요구",
    "건배사",
    "발언",
}
_IS_WORD = re.compile(
    r"(?:말|인사말|설명|답변?|대답|화답|일성|소감|제안|당부|첫마디|건배사)(?:이다|이었다|였다|다|입니다)[.\s]*$"
)
_ADDS = {"덧붙이", "부연하", "설명하", "해명하", "긋", "아끼"}
_MET = {
    "회담",
    "정상회담",
    "만나",
    "통화",
    "통화하",
    "면담",
    "면담하",
    "회동",
    "회동하",
    "함께",
    "공동",
    "회담하",
    "마주앉",
    "만찬",
    "오찬",
}


_COMPANY = re.compile(
    r"(?:에너지|전자|건설|중공업|그룹|은행|회사|기업|업체|물산|화학|제철|자동차|항공|해운|제약|바이오|엔지니어링|조선소|컨소시엄|협회|대학교?|병원|연구원)들?$"
)
_SUBJECTS = {"은/J", "는/J", "이/J", "가/J"}
_MET_WHOM = {"만나", "예방하", "접견하", "면담하"}


class Attributor:
    """Attributes cues in the order of the text and remembers who has spoken.

    `pending` are quotations that stand alone, whose speaker a later sentence may name (이같이 말했다).
    """

    def __init__(self, document: Document, entities: Entities) -> None:
        self.document = document
        self.entities = entities
        self.discourse = Discourse()
        self.pending: list[Draft] = []
        self._mention_starts = [m.start for m in entities.mentions]

    def attribute(
        self, subject: Subject | None, earlier: list[Draft], cue: Cue, frame: Frame
    ) -> tuple[tuple[str, ...], Basis, tuple[tuple[int, int], ...]]:
        """Speakers, basis and evidence of a cue: its subject, else the sentence's or the text's last speaker."""
        if subject is not None:
            basis: Basis = "subject"
            if "collective" in subject.roles or len(subject.speakers) > 1:
                basis = "collective"
            elif subject.pronoun:
                basis = "anaphora"
            return self.whom(subject), basis, (subject.evidence,)
        held = [draft for draft in earlier if not draft.aside]
        if held:
            return held[-1].relayed_by[-1:] if held[-1].told else held[-1].speakers, "continuation", ()
        if self.discourse.teller and (cue.over == "quotation" or _adds(frame, cue)):
            return self.discourse.teller, "continuation", ()
        if cue.over == "alone":
            return self.discourse.topic or self.discourse.last, "continuation", ()
        return self._carried(cue, frame)

    def _carried(self, cue: Cue, frame: Frame) -> tuple[tuple[str, ...], Basis, tuple[tuple[int, int], ...]]:
        """Who a cue without a subject goes on with: whoever met the one named, both, or who spoke last."""
        if host := self._who_met(partner_at(frame, cue), frame):
            return host, "continuation", ()
        narrated = cue.over == "matter" or cue.narrated_clause
        if cue.rule and cue.rule.id in JOINT and narrated:
            return self._both(), "collective", ()
        if self.discourse.topic:
            return self.discourse.topic, "continuation", ()
        if not self.discourse.last and self.document.kind == "joint_statement":
            return self.sides(), "document", ()
        return self.discourse.last, "continuation", ()

    def _who_met(self, at: int | None, frame: Frame) -> tuple[str, ...]:
        """B 장관과는 …을 당부했다: whoever of the first side spoke last or leads it; nobody where B is of that side."""
        country_of, talk = self.entities.country_of, self.discourse
        partner = frame.mention(at) if at is not None else None
        host = next(iter(self.entities.sides), None)
        if partner is None or host is None or country_of(partner.entities[0]) == host:
            return ()
        near = (talk.topic, talk.last, talk.before, self.entities.principals[:1])
        return next((who for who in near if len(who) == 1 and country_of(who[0]) == host), ())

    def turn_round(self, draft: Draft) -> None:
        """이에 “…”고 답했다 without a subject: the other of the two who speak, in doubt."""
        talk = self.discourse
        pair = self.entities.principals
        others = (
            talk.before if len(talk.before) == 1 else tuple(p for p in pair if (p,) != talk.last and len(pair) == 2)
        )
        if len(talk.last) == len(others) == 1 and draft.speakers == talk.last:
            draft.speakers, draft.alternatives = others, talk.last
            draft.basis, draft.certain = "reply", False

    def considered(self, subject: Subject | None, earlier: list[Draft]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Who could have said it, and on what ground, the strongest ground first; for an explanation."""
        talk = self.discourse
        grounds = [
            ("subject", self.whom(subject) if subject else ()),
            ("sentence", next((d.speakers for d in reversed(earlier) if not d.aside), ())),
            ("teller", talk.teller),
            ("topic", talk.topic),
            ("last", talk.last),
            ("before", talk.before),
        ]
        return tuple((ground, who) for ground, who in grounds if who)

    def whom(self, subject: Subject) -> tuple[str, ...]:
        """Who a subject is; 그는 and 이 관계자 are the last person, or the last of that designation."""
        if subject.speakers:
            return self._two_people(subject) or subject.speakers
        words = self.document.text[subject.evidence[0] : subject.evidence[1]]
        if words.startswith("이"):
            return self._last_designated(words.removeprefix("이").strip(), subject.evidence[0])
        talk = self.discourse
        for candidate in (talk.topic, talk.focus, talk.subject, talk.last, talk.before):
            if len(candidate) == 1 and self.entities.by_id(candidate[0]).type == "person":
                return candidate
        return self.discourse.last

    def _two_people(self, subject: Subject) -> tuple[str, ...]:
        """두 사람은 behind two persons of two states who spoke one after the other: those, whatever their rank."""
        talk = self.discourse
        if self.document.text[slice(*subject.evidence)] != "두 사람" or len(talk.before) != 1 or len(talk.last) != 1:
            return ()
        pair = (*talk.before, *talk.last)
        found = [self.entities.by_id(entity) for entity in pair]
        states = {e.country for e in found if e.type == "person" and e.country}
        return pair if len(states) == 2 else ()

    def resolved(self, subject: Subject | None, carried: Subject | None) -> tuple[Subject | None, Subject | None]:
        """The same with a pronoun resolved, once for the sentence."""
        if subject is None or subject.speakers:
            return subject, carried
        named = msgspec.structs.replace(subject, speakers=self.whom(subject))
        return named, named if carried is subject else carried

    def only_spoken_of(self, sentence: Sentence, cue: Cue, subject: Subject | None) -> bool:
        """또 이란은 …할 수밖에 없다고 역설했다: a state behind a word that goes on is part of what the last person said."""
        if subject is None or cue.over != "clause" or cue.outer is not None or not subject.roles <= {"country"}:
            return False
        if not _GOES_ON.match(sentence.text) or (cue.rule is not None and cue.rule.reply):
            return False
        last = self.discourse.last
        return len(last) == 1 and self.entities.by_id(last[0]).type == "person"

    def _last_designated(self, designation: str, before: int) -> tuple[str, ...]:
        """The last person before an offset whose name or office says 관계자, 당국자, 장관 …"""
        noun = designation.split()[-1] if designation else ""
        for i in range(bisect_left(self._mention_starts, before) - 1, -1, -1):
            mention = self.entities.mentions[i]
            if len(mention.entities) == 1 and mention.role in ("name", "title"):
                entity = self.entities.by_id(mention.entities[0])
                if noun and noun in f"{entity.name} {entity.office or ''}":
                    return mention.entities
        return self.discourse.last

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

    def principal_before(self) -> tuple[str, ...]:
        """The last speaker who is no spokesperson: whose words one without a subject passes on."""
        for candidate in (self.discourse.last, self.discourse.before):
            if candidate and not is_relayer(candidate, self.entities):
                return candidate
        return ()

    def join_companion(self, frame: Frame, cue: Cue, lo: int, subject: Subject | None, draft: Draft) -> None:
        """A는 B와 정상회담을 하고 …하기로 뜻을 모았다: both decided. Without a subject, A is whose talks these are."""
        met = next((i for i in frame.each("@", lo, cue.start) if met_with(frame, i)), None)
        beside = partner_at(frame, cue) if met is None and subject is None else None  # B 장관과는 …하기로 했다
        if beside is not None and frame.form(beside + 1) not in ("과", "와"):
            return
        at = beside if met is None else met
        companion = frame.mention(at) if at is not None else None
        if companion is None:
            return
        own = draft.speakers if subject is not None or met is None else self.entities.principals[:1]
        if len(own) == 1 and companion.entities != own:
            draft.speakers, draft.basis = (*own, *companion.entities), "collective"

    def may_go_on(self, frame: Frame, cue: Cue, lo: int, earlier: list[Draft]) -> bool:
        """Whether an act without a subject can be somebody's: a speaker stands in the sentence or just before."""
        if cue.ending and cue.ending.noun == "데":
            return False
        if earlier or self.document.kind == "joint_statement":
            return True
        joint = cue.rule is not None and cue.rule.id in JOINT
        if joint and _of_company(frame, lo, cue.start):
            return False
        if _other_subject(frame, lo, cue.start, ("이", "가") if joint else ("은", "는", "이", "가")):
            return False
        return bool(self.discourse.last) or joint

    def spoke(self, draft: Draft, *, alone: bool) -> None:
        """A draft is made: its speakers have spoken; a quotation that stands alone waits for its speaker."""
        if alone:
            self.pending.append(draft)
        else:
            self.pending.clear()
        if not draft.aside and (draft.speakers or not draft.relayed_by):
            self.discourse.says(draft.speakers)

    def background(self, sentence: Sentence, spoken: bool) -> list[Draft]:
        """A sentence without a cue: it may say whose the quotation before was, or name the next speaker.

        Returns the drafts that it shows to be a reporter's question; `spoken`: somebody spoke before.
        """
        frame = sentence.frame
        subjects = find_subjects(frame, 0, len(frame))
        people = [s for s in subjects if s.roles & {"name", "title", "pronoun"}]
        who = next((s for s in reversed(people) if s.topic), people[-1] if people else None)
        self.discourse.focus = people[0].speakers if people else _word_of(frame)
        if self.pending and "질문" in sentence.text:
            asked = [*self.pending]  # the press asked
            self.pending.clear()
            return asked
        word = _word_of(frame) if self.pending and _IS_WORD.search(sentence.text) else ()
        if word or (_LIKE_THIS.search(sentence.text) and (self.pending or spoken)):
            speakers = word or (self.whom(who) if who else self.discourse.last)
            for draft in self.pending:
                draft.speakers, draft.basis = speakers, "anaphora"
                draft.evidence = (who.evidence,) if who else ()
            self.pending.clear()
            self.discourse.says(speakers)
        elif who and who.topic and not who.pronoun:
            self.discourse.topic = who.speakers
        elif owner := _word_of(frame):
            self.discourse.topic = owner
        return []


def _adds(frame: Frame, cue: Cue) -> bool:
    """다만 액수는 논의되지 않았다고 덧붙였다: who told of others goes on in his own voice."""
    return cue.over == "clause" and any(frame.form(i) in _ADDS for i in range(cue.at, min(cue.end, len(frame))))


def met_with(frame: Frame, i: int) -> bool:
    """Whether item i is somebody talked with: X와 (가진) 회담에서, X와 통화하고, X를 만나."""
    mention = frame.mention(i)
    if mention is None or len(mention.entities) != 1 or mention.role not in ("name", "title", "side", "country"):
        return False
    if frame.form(i + 1) in ("을", "를"):
        return frame.form(i + 2) in _MET_WHOM
    beside = frame.kind(i + 1) == "J" and frame.form(i + 1) in ("과", "와")
    return beside and any(frame.form(j) in _MET for j in range(i + 2, min(i + 7, len(frame))))


def partner_at(frame: Frame, cue: Cue) -> int | None:
    """The item of the one met, where a sentence without a subject opens so: 이어 B 장관과는, C 대사에게는."""
    for at in frame.each("@", 0, min(cue.start, len(frame))):
        mention = frame.mention(at)
        if mention is None or mention.role not in ("name", "title") or len(mention.entities) != 1:
            continue
        marks = (frame.form(at + 1), frame.form(at + 2))
        met = marks in {("과", "는"), ("와", "는"), ("과", "도"), ("와", "도")} or marks[0] in ("에게는", "에게도")
        opens = not any(frame.kind(i) == "E" or f"{frame.form(i)}/{frame.kind(i)}" in _SUBJECTS for i in range(at))
        return at if met and opens else None
    return None


def _word_of(frame: Frame) -> tuple[str, ...]:
    """구 대통령의 반응은 짧았다: whose word comes next."""
    for i in frame.each("@", 0, max(len(frame) - 2, 0)):
        mention = frame.mention(i)
        if mention and len(mention.entities) == 1 and frame.form(i + 1) == "의" and frame.form(i + 2) in _WORDS:
            return mention.entities
    return ()


def _of_company(frame: Frame, lo: int, hi: int) -> bool:
    """새한에너지는 … 짓기로 했다: a company's own decision."""
    subjects = (i for i in frame.each("N", lo, hi) if frame.form(i + 1) in ("은", "는", "이", "가", "도"))
    return any(_COMPANY.search(frame.form(i)) and frame.kind(i + 1) == "J" for i in subjects)


def _other_subject(frame: Frame, lo: int, hi: int, particles: tuple[str, ...]) -> bool:
    """Whether something that is nobody in particular (업계는, 전문가들은) is a subject among items lo..hi.

    A nominative inside a clause of its own (상황이 개선되어야 한다는 입장에) is not.
    """
    for i in frame.each("J", lo + 1, hi):
        if frame.form(i) not in particles or frame.kind(i - 1) != "N":
            continue
        if frame.form(i) in ("은", "는") or not any(frame.kind(j) in "ME" for j in range(i + 1, hi)):
            return True
    return False
