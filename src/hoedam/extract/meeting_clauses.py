"""One sentence that holds a word of meeting: whether it happened, who took part, when and where."""

import re
from functools import cached_property

import msgspec

from hoedam.extract.anchors import closes
from hoedam.extract.context import Context
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.meeting_parties import Parties, Party
from hoedam.extract.meeting_rules import RANKS, Rank, Trigger, kind_by_rank, meeting_rules, rank_of
from hoedam.extract.moods import Mood, match_rule, read_mood
from hoedam.extract.units import Unit
from hoedam.model import MeetingKind, Span, Time

_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-[HQ]\d|-W\d\d)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?$")
_SINCE = re.compile(r"\s?(?:\([^()]{1,12}\))?\s?(?:이후|이래|부터|까지|이전|전까지)")
_PREVIEW = re.compile(  # 열 예정이다, and as reported: 열 예정이라고 밝혔다
    r" (?:ㄹ|을)/M (?:예정|계획|방침|전망)/N 이/V (?:(?:다|ㅂ니다|습니다|ㅁ)/[FT](?: [^ ]+/S)*$|(?:라고|라며|라면서|라는|다고)/)"
)
_ATTENDED = re.compile(
    r"(?: [^ ]+/[NJSDA@]){0,9}? (?:참석하|열|열리|개최하|개최되|주재하|갖|가지|하|마치|참가하|개막하|폐막하|(?<=막/N 을/J )내리|(?<=막/N 을/J )올리)/V"
)
_EACH = re.compile(r"각각|각기|차례로|연쇄|개별|잇달아|잇따라|연이어")
_HELD = re.compile(r"(?:(?!이후|이래|만에|만의|만이)[^,.]){0,40}?(?:열리|열렸|열린|개최|진행|이뤄|이루어|있었|성사)")
_AT = re.compile(r"\s?[가-힣]{0,6}에서")
_MOVED_TO = re.compile(r"(?:으)?로 (?:[가-힣]{2}를 )?(?:이동|옮|건너|날아)")
_LONG_SINCE = re.compile(r"[^,.]{0,30}?\s(?:이후|이래)\s(?:[^,.]{0,20}?만에\s|처음)")
_LAST_TIME = re.compile(  # 만난 것은 2018년 서울 회의 이후 처음이다, 통화는 3일에 이어 두 번째다
    r"(?:(?!방문|방한|순방)[^.,]){0,30}?\s?(?:이후|이래|에 이어|이래로)\s?(?:로는\s)?(?:약\s|꼭\s)?(?:처음|\d{1,3}\s?(?:년|개월|주|일|달)|[가-힣]{1,3}\s(?:달|해|번째|차례)|\d+\s?번째)"
)
_CLEFT = re.compile(r"(?:\s?것[은이]|\s?건|\s?일[은이]|은|는|이|가)\s")
_BEFORE_THAT = re.compile(r"\s?(?:이후|이래|뒤|데 이어|지)\s")
_OUTSIDER = re.compile(
    r"([가-힣](?:(?=과|와)|(?<=[장인진단원표수])(?=을|를)))(?:과|와|을|를)(?:도|는)?\s(?:[가-힣]{1,6}\s)?$"
)
_PHONE = 40  # code points before 논의했다 in which 전화로 makes it a call
_OUTSIDE = 20  # code points before the word in which its partner stands
_OF_THE_PAST = re.compile(r" 의/J(?: [^ ]+/[NAJ]){0,4}? (?:개최|성공|성과|결과|합의)/N")
_APPLAUDED = re.compile(
    r" 의/J(?: [^ ]+/[NAJ]){0,4}? (?:개최|성공|성과|주최|결과)/N (?:를|을|에)/J(?: [^ ]+/[NAJ]){0,3}? (?:축하하|환영하|평가하|치하하)/V"
)
_OF_ANOTHER = re.compile(r"\s(?:정상)?(?:회담|회의|통화)(?:의|에서|에 이어)\s")  # 전일 회담의 후속 조치를 논의했다
_VISITED = re.compile(
    r"(?:의|에서|에 이어)?\s(?:후속|성과|결과|합의|당시|때|이후|이래|직후|기간|계기|시\s|뒤|에서|에 이어)|(?:에서|에 이어)\s"
)
_VISIT_NEAR = 40  # code points between the time of a visit and its word
_RIGHT_BEFORE = re.compile(r"\s(?:한[-·][가-힣]+\s)?(?:[가-힣]{1,4}\s)?$")


class Sighting(msgspec.Struct, frozen=True):
    """A word of meeting in its sentence and what that says of the meeting.

    `participants`: entity ids, none where the clause names nobody, one where it leaves the subject out.
    `loose`: they come from a pair or a collective (한일, 두 정상), not from names.
    `each`: the first of them met the others one by one. `told`: the clause tells of the meeting itself, or of its
    result, and does not only name it. `again`: the two who met in the sentence before (부산에서 만난 이후).
    """

    trigger: Trigger
    kind: MeetingKind | None
    rank: Rank | None
    participants: tuple[str, ...]
    loose: bool
    date: str | None
    place: str | None
    evidence: Span
    each: bool = False
    told: bool = True
    again: bool = False


class Clause:
    """A sentence (quotations in it apart, or one inside a quotation) with its mentions and times."""

    def __init__(self, context: Context, unit: Unit) -> None:
        self.context, self.start, self.end, self.quotations = context, unit.start, unit.end, unit.quotations
        self.text = context.document.text
        self.mentions = [m for m in context.entities.within(self.start, self.end) if not self._quoted(m.start)]
        self.parties = Parties(context, self.mentions, self.end)
        near = context.times_from(self.start, self.end)
        self.times = [t for t in near if t.value and _CALENDAR.match(t.value) and not self._quoted(t.span.start)]

    def _quoted(self, at: int) -> bool:
        return any(q.start <= at < q.end for q in self.quotations)

    @cached_property
    def frame(self) -> Frame:
        """The sentence as rules see it."""
        return build_frame(self.context.tokens, self.start, self.end, self.quotations, ())

    def sighting(self, start: int, end: int, trigger: Trigger) -> Sighting | None:
        """What the word at start..end says of a meeting; None where none has taken place or none can be told."""
        if not self._may_tell(start, trigger) or (item := self._item(end)) is None:
            return None
        if trigger.kind == "visit":
            return self._visit(start, end, item, trigger)
        mood = read_mood(self.frame, item, noun=self.frame.kind(item) == "N")
        time = self._time(start, end)
        many = trigger.conference and self._of_organisation(start)
        applauded = many and time is not None and self.frame.match(_APPLAUDED, item + 1) is not None
        if not self._happened(item, mood, time) or self._is_future(time):
            return None
        if ((many and not applauded) or trigger.paired) and not self._attended(item):
            return None
        party = None if applauded else self._party(start, trigger, many=many)
        party = party or (self.parties.of_conference(start) if many else None)
        again = party is None and trigger.two and time is not None and _BEFORE_THAT.match(self.text, end) is not None
        led = party is not None and not party.loose and self._attended(item)  # B 장관과 제2차 공동위원회를 열었다
        if (trigger.two and party is None and not again) or (trigger.dated and time is None and not led):
            return None
        if party is None and (many or self._with_outsiders(start)):
            return None
        made = self._made(
            start, self._behind(item, end, mood), trigger, party, time, self._kind(end, trigger, party, many)
        )
        return msgspec.structs.replace(made, again=again, told=mood.gives != "bare" or self._of_the_past(item))

    def _may_tell(self, start: int, trigger: Trigger) -> bool:
        """Whether those are named without whom the word tells of no meeting; asked before the frame is built."""
        if trigger.paired:
            return self.parties.paired(start)
        return not trigger.named or self._party(start, trigger, many=False) is not None

    def _visit(self, start: int, end: int, item: int, trigger: Trigger) -> Sighting | None:
        """A visit as background, with its time: 작년 11월 대통령 방한의 후속조치, 지난 3월 국빈 방문 이후."""
        if self.frame.kind(item) != "N" or not _VISITED.match(self.text, end, self.end):
            return None
        time = next((t for t in reversed(self.times) if t.span.end <= start and start - t.span.end < _VISIT_NEAR), None)
        party = self.parties.of_visit(time.span.end, start, end) if time else None
        if time is None or party is None or self._is_future(time):
            return None
        return self._made(start, end, trigger, party, time, "visit")

    def _party(self, start: int, trigger: Trigger, *, many: bool) -> Party | None:
        return self.parties.of_many(start) if many else self.parties.of(start, trigger)

    def _with_outsiders(self, start: int) -> bool:
        """Whether the partner right before the word is nobody the document knows (게이단렌 회장단과), or a list names none."""
        found = _OUTSIDER.search(self.text, max(self.start, start - _OUTSIDE), start)
        if found and rank_of(self.text[max(self.start, found.end(1) - 6) : found.end(1)]):
            return False  # 국무장관과, whose name stands before the sentence
        known = found is not None and any(m.end == found.end(1) for m in self.mentions)
        return (found is not None and not known) or self.parties.in_list(start)

    def _of_the_past(self, item: int) -> bool:
        """Whether a bare mention takes the meeting for past: 회담의 성공적 개최를 축하했다."""
        return self.frame.match(_OF_THE_PAST, item + 1) is not None

    def _made(
        self, start: int, last: int, trigger: Trigger, party: Party | None, time: Time | None, kind: MeetingKind | None
    ) -> Sighting:
        place = self._place(start) or self._place_behind(start, time)
        first = min(
            [start, *(p for p in (party and party.start, time and time.span.start, place and place.start) if p)]
        )
        evidence = self.context.document.span(max(self.start, first), last)
        several = party is not None and not party.loose and (len(party.ids) > 2 or party.partners)
        each = bool(party and several and _EACH.search(self.text, party.start, start))
        return Sighting(
            trigger, kind, min(party.ranks, key=RANKS.index, default=None) if party else None,
            party.ids if party else (), bool(party and party.loose), time.value if time else None,
            place.text if place else None, evidence, each,
        )  # fmt: skip

    def _kind(self, end: int, trigger: Trigger, party: Party | None, many: bool) -> MeetingKind | None:
        if many:
            return "multilateral"
        ranks = set(party.ranks) if party else set()
        if trigger.kind == "official_talks":
            ranks = ranks or self.parties.rank_of_leaders(end)
            return (kind_by_rank(ranks, call=False) if len(ranks) == 1 else None) or trigger.kind
        by_phone = trigger.named and "전화" in self.text[max(self.start, end - _PHONE) : end]
        return trigger.kind or kind_by_rank(ranks, call=trigger.call or by_phone)

    def _behind(self, item: int, end: int, mood: Mood) -> int:
        """Where the evidence ends: behind the word's own verb, not behind a further one that tells its mood."""
        last = item if mood.open else min(mood.until, len(self.frame) - 1)
        return min(max(end, self.frame.ends[last]), self.end)

    def _item(self, end: int) -> int | None:
        """The item of the word's noun or stem."""
        item = self.frame.item_over(end - 1)
        while item > 0 and self.frame.kind(item) in ("P", "E", "M", "F"):
            item -= 1
        return item if item >= 0 and self.frame.kind(item) in ("N", "V", "T") else None

    def _happened(self, item: int, mood: Mood, time: Time | None) -> bool:
        """Whether the clause tells it as done, or takes it for granted (회담에서); previews tell neither.

        What a bare ending leads on to (회담을 갖고 …하기로 했다) is of another deed.
        """
        if _PREVIEW.search(self.frame.code, self.frame.at[item]):
            return False
        if mood.gives in ("done", "under_way", "bare") or (time is not None and self._met_and_asked(item, mood)):
            return True
        return mood.open and (mood.gives != "proposed" or time is not None)

    def _met_and_asked(self, item: int, mood: Mood) -> bool:
        """8일 B 장관을 만나 …자고 제안했다: the verb of meeting is told, what was asked there is another deed."""
        linked = self.frame.kind(item) == "V" and self.frame.form(item + 1) in ("어", "아", "고")
        return linked and mood.gives == "proposed" and self.frame.form(item + 2) not in ("달", "주", "보")

    def _of_organisation(self, start: int) -> bool:
        """Whether the words before a conference name an organisation or a continent: 한-아세안 정상회의."""
        before = self.text[max(self.start, start - 24) : start]
        return any(name in before for name in meeting_rules().table.organisations)

    def _attended(self, item: int) -> bool:
        found = self.frame.match(_ATTENDED, item + 1)
        if found is None:
            return False
        rule, _ = match_rule(self.frame, self.frame.item(found.end()), "verb")
        return rule is not None and rule.gives in ("done", "next")

    def _time(self, start: int, end: int) -> Time | None:
        """The time of a meeting: one in its brackets, the last before the word, or what its own verb stands with."""
        inside = self._in_brackets(start, end)
        if inside:
            return inside
        last = self._last_time(end)
        if last:
            return last
        since = (
            _SINCE.match(self.text, t.span.end) or _LONG_SINCE.match(self.text, t.span.end, start) for t in self.times
        )
        usable = [t for t, no in zip(self.times, since, strict=True) if not no]
        before = [t for t in usable if t.span.end <= start]
        own = [t for t in before if not _OF_ANOTHER.match(self.text, t.span.end, start)]
        if before:
            return (own or before)[-1]
        topic = closes(self.text, end) in ("은", "는", "이", "가")
        behind = next((t for t in usable if t.span.start >= end), None) if topic else None
        return behind if behind and _HELD.match(self.text, behind.span.end, self.end) else None

    def _last_time(self, end: int) -> Time | None:
        """The time in 만난 것은 2018년 5월 이후 처음이다: that of the meeting before."""
        topic = _CLEFT.match(self.text, end, self.end)
        if topic is None:
            return None
        behind = next((t for t in self.times if t.span.start >= topic.end()), None)
        near = behind is not None and "," not in self.text[topic.end() : behind.span.start]
        return behind if behind and near and _LAST_TIME.match(self.text, behind.span.end, self.end) else None

    def _in_brackets(self, start: int, end: int) -> Time | None:
        """(한-가나 외교장관회담, 5.28.)"""
        opened = self.text.rfind("(", self.start, start)
        if opened < 0 or self.text.find(")", opened, start) >= 0:
            return None
        close = self.text.find(")", end, self.end)
        return next((t for t in self.times if end <= t.span.start < close), None)

    def _is_future(self, time: Time | None) -> bool:
        published = self.context.document.published
        return bool(time and time.from_ and published and time.from_ > published[:10])

    def _place(self, start: int) -> Span | None:
        """The place before the word with 에서, or right before it (서울 정상회담), with the places before that one."""
        for mention in reversed(self.mentions):
            if mention.end > start or mention.role not in ("place", "organization", "country"):
                continue
            at = _AT.match(self.text, mention.end, start)
            if at:
                return self.context.document.span(self._wider(mention.start), at.end() - 2)
            if _MOVED_TO.match(self.text, mention.end, start):
                return self.context.document.span(mention.start, mention.end)
            if mention.role == "place" and _RIGHT_BEFORE.match(self.text, mention.end, start):
                return self.context.document.span(mention.start, mention.end)
        return None

    def _place_behind(self, start: int, time: Time | None) -> Span | None:
        """The place behind the time, where that follows its word: 공동위는 2019년 6월 서울에서 열렸다."""
        if time is None or time.span.start < start:
            return None
        near = next((m for m in self.mentions if m.start >= time.span.end), None)
        if near is None or near.role != "place" or self.text[time.span.end : near.start].strip():
            return None
        return self.context.document.span(near.start, near.end) if _AT.match(self.text, near.end) else None

    def _wider(self, start: int) -> int:
        """서울 + 도렴동 청사: where the places begin that stand one behind the other."""
        for mention in reversed(self.mentions):
            if mention.end <= start and mention.role == "place" and not self.text[mention.end : start].strip():
                start = mention.start
        return start
