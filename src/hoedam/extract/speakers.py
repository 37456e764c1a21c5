"""Whose words: the subject of a cue in its sentence, and the speaker carried from sentence to sentence."""

import msgspec

from hoedam.extract.cues import Cue
from hoedam.extract.entities import Entities, Mention
from hoedam.extract.frames import Frame

_TOPIC = {"은", "는", "도", "께서는", "께서도", "에서는", "만", "측은"}
_NOMINATIVE = {"이", "가", "께서", "에서"}
_BESIDE = {
    "님",
    "측",
    "등",
    "부부",
    "일행",
    "모두",
    "각각",
    "양측",
    "여사",
    "역시",
    "또한",
    "자신",
    "스스로",
    "본인",
    "양국",
    "다",
    "간",
    "관계자",
    "정부",
    "당국",
    "내외",
}
_MEDIA = {"언론", "언론들", "언론매체", "매체", "매체들", "외신", "외신들", "통신", "신문", "방송"}
_WILLS = {"뜻", "의사", "입장", "방침", "의향", "의지", "계획"}
_GROUPS = {
    "정상",
    "정상들",
    "장관",
    "장관들",
    "외교장관",
    "외교장관들",
    "대표",
    "대표들",
    "회원국",
    "국가",
    "국가들",
    "나라",
    "참가국",
}
_ABOUT = {"대하", "관하", "위하", "의하", "관련하"}  # 에 대한, 을 위한: no clause of their own
_AND = {"과", "와", "하고", "및", "·", ",", "그리고"}
_RELAYERS = (
    "대변인",
    "관계자",
    "당국자",
    "소통수석",
    "홍보수석",
    "공보",
    "비서관",
    "국민소통",
    "소식통",
    "배석자",
    "브리핑",
)
_SPEAKING = {"name", "title", "collective", "side", "pronoun", "country", "pair", "organization"}


class Subject(msgspec.Struct, frozen=True):
    """A subject in a frame: items start..end (particle included), who, and how it is marked."""

    start: int
    end: int
    speakers: tuple[str, ...]
    topic: bool
    roles: frozenset[str]
    evidence: tuple[int, int]

    @property
    def pronoun(self) -> bool:
        """Whether it names nobody by itself (그는)."""
        return "pronoun" in self.roles


def find_subjects(frame: Frame, lo: int, hi: int) -> list[Subject]:
    """The subjects among items lo..hi: a mention, or several joined, with a subject particle."""
    found = []
    i = frame.following("@", lo, hi)
    while i < hi:
        subject, i = _subject_at(frame, i)
        if subject:
            found.append(subject)
        i = frame.following("@", i, hi)
    return found


def _subject_at(frame: Frame, i: int) -> tuple[Subject | None, int]:
    first = i
    mentions: list[Mention] = []
    while (mention := frame.mention(i)) is not None:
        mentions.append(mention)
        end_of_name = frame.ends[i]
        i += 1
        if frame.form(i) in _AND and frame.kind(i) in "JSA" and frame.kind(i + 1) == "@":
            i += 1
        elif frame.form(i) == "," and frame.form(i + 1) in _AND and frame.kind(i + 2) == "@":
            i += 2
    while frame.form(i) in _BESIDE and frame.kind(i) in "NA":
        i += 1
    i = _behind_group(frame, _behind_media(frame, i))
    likewise = (
        frame.form(i - 1) in ("역시", "또한", "모두") and frame.kind(i) != "J"
    )  # 이 대통령 역시, 세 나라 정상 모두 …
    particle = frame.kind(i) == "J" or (frame.form(i) in ("이", "가") and frame.starts[i : i + 1] == [end_of_name])
    if not likewise and (not particle or frame.form(i) not in _TOPIC | _NOMINATIVE):
        return None, max(i, first + 1)
    if not all(m.role in _SPEAKING for m in mentions):
        return None, i + 1
    speakers = tuple(dict.fromkeys(e for m in mentions for e in m.entities))
    roles = frozenset(m.role for m in mentions)
    topic = likewise or (frame.form(i) in _TOPIC and not (frame.form(i) == "만" and roles == {"country"}))  # 기니만
    i -= likewise
    return Subject(first, i + 1, speakers, topic, roles, (frame.starts[first], end_of_name)), i + 1


def _behind_media(frame: Frame, i: int) -> int:
    """Behind 현지 언론 in 바라트통신 등 현지 언론이, 교도통신 등 일본 매체들은; i where no such words stand there."""
    if frame.form(i - 1) != "등":
        return i
    media = next((j for j in range(i, i + 3) if frame.form(j) in _MEDIA and frame.kind(j) == "N"), None)
    return media + 1 if media is not None and all(frame.kind(j) in "N@D" for j in range(i, media)) else i


def _behind_group(frame: Frame, i: int) -> int:
    """Behind 아세안 10개국 정상 in 미얀마, 라오스 등 아세안 10개국 정상은; i where no such words stand there."""
    if frame.form(i - 1) != "등":
        return i
    group = next((j for j in range(i, i + 6) if frame.form(j) in _GROUPS and frame.kind(j) == "N"), None)
    return group + 1 if group is not None and all(frame.kind(j) in "N@D" for j in range(i, group)) else i


class Discourse(msgspec.Struct):
    """Who has spoken so far in a document."""

    last: tuple[str, ...] = ()
    before: tuple[str, ...] = ()  # the last speaker who is not `last`
    teller: tuple[str, ...] = ()  # who told what others said in the sentence before
    subject: tuple[str, ...] = ()  # the main subject of the last sentence that reported
    focus: tuple[str, ...] = ()  # the person whom the sentence before was about (홍 장관이 공을 들인 분야는 …)
    topic: tuple[str, ...] = ()  # the subject of the sentence before, where it said nothing

    def says(self, speakers: tuple[str, ...]) -> None:
        """Somebody has spoken."""
        if speakers and speakers != self.last:
            self.before, self.last = self.last, speakers
        self.topic = ()


def choose_subject(frame: Frame, cue: Cue, lo: int, carried: Subject | None) -> tuple[Subject | None, Subject | None]:
    """The subject of a cue whose segment begins at item `lo`, and the topic to carry to the next cue.

    A topic (은/는) governs the sentence; a nominative (이/가) governs a subordinate clause
    (A가 …고 하자 B는) and, over a clause, may be only the subject of what is said.
    """
    owner = frame.mention(cue.by) if cue.by is not None else None
    if owner is not None and cue.by is not None:
        place = (frame.starts[cue.by], frame.ends[cue.by])
        topics = _those_who_speak([s for s in find_subjects(frame, lo, cue.at) if s.topic])
        told = Subject(cue.by, cue.by + 1, owner.entities, False, frozenset({owner.role}), place)
        return told, carried or next(iter(topics), None)
    limit = cue.at if cue.over == "clause" else cue.end
    subjects = find_subjects(frame, lo, limit) + (
        find_subjects(frame, cue.start, cue.end) if cue.over == "clause" else []
    )
    topics = _those_who_speak([s for s in subjects if s.topic])
    nominatives = [s for s in subjects if not s.topic]
    subordinate = cue.ending is not None and (
        cue.ending.form in ("자", "자마자", "은데", "는데") or cue.ending.noun in ("데", "말", "제안", "요청", "질문")
    )
    topic = topics[0] if topics else None
    if cue.over in ("clause", "matter"):
        nominatives = [s for s in nominatives if _may_speak(frame, s, cue, subordinate, lo, topic or carried)]
    if subordinate and nominatives:
        people = [s for s in nominatives if not _only_inner(s)] if cue.over == "clause" else nominatives
        return (people or nominatives)[-1], topic or carried  # 총리가 비용은 한국이 대겠다고 하자
    if cue.over != "clause" and topics:
        topic = topics[-1]
    if topic is not None and not (carried and cue.over == "clause" and _only_inner(topic)):
        return topic, topic
    if nominatives and not (carried and cue.over == "clause"):
        behind = cue.over == "quotation" and _behind_another(frame, nominatives)
        behind = behind or (cue.over == "clause" and cue.outer is None and nominatives[-1].start >= cue.at)
        main = nominatives[-1] if behind else nominatives[0]
        return main, main
    return carried, carried


def _behind_another(frame: Frame, nominatives: list[Subject]) -> bool:
    """우리 측이 제안서를 꺼내자 장관이 “…”고: whether the first one's clause closes before the last one."""
    between = range(nominatives[0].end, nominatives[-1].start)
    return any(frame.kind(i) == "E" and frame.form(i) in ("자", "자마자") for i in between)


def _those_who_speak(topics: list[Subject]) -> list[Subject]:
    """Of several topics the persons and sides: 신 장관은 폴란드는 … leaves the state to what is said."""
    people = [s for s in topics if not _only_inner(s)]
    return people or topics


def _closed_before(frame: Frame, subject: Subject, hi: int) -> bool:
    """Whether the subject's own verb closes before item `hi` in a clause of purpose, condition or a noun's."""
    for i in range(subject.end, hi):
        kind, form = frame.kind(i), frame.form(i)
        if kind == "M" and frame.form(i - 1) not in _ABOUT and _not_mine(frame, i, subject):
            return True
        if kind == "T":
            return not (form == "기" and frame.form(i + 1) == "로")
        if kind == "E" and form not in ("어", "아", "여"):
            return form in ("도록", "면", "으면", "려면", "어야", "아야", "게")
    return False


def _not_mine(frame: Frame, i: int, subject: Subject) -> bool:
    """Whether the adnominal ending at item i closes the subject's clause: 대통령이 방한한 것을, 북한이 발사한 미사일.

    …할 것을 요구했다 leaves the subject to the verb behind; a person may stand before somebody else's
    adnominal clause (대통령이 밀린 돈을 내겠다고).
    """
    noun = frame.form(i + 1)
    if frame.form(i) in ("ㄹ", "을") and noun == "것":
        return False
    return noun in ("데", "것", "점") or not subject.roles & {"name", "title", "pronoun", "collective"}


def _may_speak(frame: Frame, subject: Subject, cue: Cue, subordinate: bool, lo: int, topic: Subject | None) -> bool:
    """Whether a nominative before a clause can be its speaker, not only the subject of what is said."""
    if subordinate:
        return True
    if topic is not None and topic.start < subject.start:
        return False
    if cue.over == "clause" and cue.outer is None and subject.start >= cue.at:
        return True  # 투자가 집행됐다고 기획재정부가 밝혔다
    if _closed_before(frame, subject, cue.start):
        return False
    if cue.over == "matter":
        return True
    side = "side" in subject.roles and subject.start <= lo + 1  # X 측이 … 달라고 요구했으나
    opens = all(frame.kind(i) in "AS" for i in range(lo, subject.start))
    own = frame.form(cue.at).startswith(("자", "달라")) or frame.form(cue.at - 1) in ("겠", "달")
    own = own or frame.form(cue.at + 1) in _WILLS  # 볼리비아가 채굴권을 줄 수 있다는 뜻을 밝혔다
    asks = own and opens and "country" in subject.roles  # 일본이 먼저 협의를 열자고 제안해 왔다
    return side or asks or bool(subject.roles & {"name", "title", "collective", "pronoun"})


def _only_inner(subject: Subject) -> bool:
    """A country or an organisation as topic inside what a carried speaker says."""
    return subject.roles <= {"country", "organization", "pair"}


def is_relayer(entity_ids: tuple[str, ...], entities: Entities) -> bool:
    """Whether these pass on what others said by their office: spokespersons, officials, an office itself."""
    found = [entities.by_id(entity_id) for entity_id in entity_ids]
    return bool(found) and all(
        e.type == "organization" or any(word in f"{e.name} {e.office or ''}" for word in _RELAYERS) for e in found
    )
