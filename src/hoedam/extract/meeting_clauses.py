"""One sentence that holds a word of meeting: whether it happened, who took part, when and where."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from hoedam.extract.anchors import closes
from hoedam.extract.context import Context
from hoedam.extract.entities import Mention
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.meeting_rules import RANKS, Rank, Trigger, kind_by_rank, meeting_rules, rank_of
from hoedam.extract.moods import Mood, match_rule, read_mood
from hoedam.language.ko.marks import Quotation
from hoedam.model import MeetingKind, Span, Time

_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-[HQ]\d)?(?:/\d{4}(?:-\d\d(?:-\d\d)?)?)?$")
_SINCE = re.compile(r"\s?(?:\([^()]{1,12}\))?\s?(?:이후|이래|부터|까지|이전|전까지)")
_GAP = re.compile(
    r"(?:간|사이의|양국|정상|외교|국방|통상|산업|경제|재무|외무|안보|교육|환경|보건|문화|과학|확대|단독|소인수|약식|양자|공식|제\d+차"
    r"|화상|첫|3자|수석대표|고위급|차관급|국장급|미래협력|긴급|비공개|[\s·「『‘“(])*$"
)
_WITH = re.compile(r"(?:과|와)의\s")
_PARTNER = re.compile(r"(?:님)?\s?(?:내외|부부|일행)?(?:과|와|을|를|에게|하고)(?:의|도|는)?(?=[\s,])")
_FINAL_PREVIEW = re.compile(r" (?:ㄹ|을)/M (?:예정|계획|방침|전망)/N 이/V (?:다|ㅂ니다|습니다|ㅁ)/[FT](?: [^ ]+/S)*$")
_ATTENDED = re.compile(r"(?: [^ ]+/[NJSD@]){0,6}? (?:참석하|열|열리|개최하|개최되|주재하|갖|가지|하|마치|참가하)/V")
_HOST = re.compile(r"(?:의장을 맡은|의장인|주재한|주최국인|개최국인|공동의장인)\s$")
_DELEGATION = re.compile(r"(?:\([^()]{1,10}\))?\s?(?:대표단|대표|사무총장단|고위대표)")
_NEAR = 24  # mentions behind a conference among which its host and delegations are looked for
_EACH = re.compile(r"각각|각기|차례로|연쇄|개별")
_BEHIND = 160  # code points behind talks within which those who led them are named
_WORD_RANK = re.compile(r"정상|대통령|총리|지도자|부총리|장관|차관|수석대표|대표|실장|수장")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word of meeting in its sentence and what that says of the meeting.

    `participants`: entity ids, empty where the clause names nobody. `loose`: they come from a pair or a collective
    (한일, 두 정상), not from names. `each`: the first of them met the others one by one.
    """

    trigger: Trigger
    start: int
    kind: MeetingKind | None
    rank: Rank | None
    participants: tuple[str, ...]
    loose: bool
    date: str | None
    place: str | None
    evidence: Span
    each: bool = False


@dataclass(frozen=True, slots=True)
class _Party:
    """Who takes part, from where; `ranks` as held or told."""

    ids: tuple[str, ...]
    loose: bool
    ranks: frozenset[Rank]
    start: int


class Clause:
    """A sentence (quotations in it apart, or one inside a quotation) with its mentions and times."""

    def __init__(
        self, context: Context, starts: list[int], start: int, end: int, quotations: Sequence[Quotation]
    ) -> None:
        self.context, self.start, self.end, self.quotations = context, start, end, quotations
        self.text = context.document.text
        lo, hi = bisect_left(starts, start), bisect_left(starts, end)
        self.mentions = [m for m in context.entities.mentions[lo:hi] if not self._quoted(m.start)]
        times = context.times_in(start, end)
        self.times = [t for t in times if t.value and _CALENDAR.match(t.value) and not self._quoted(t.span.start)]

    def _quoted(self, at: int) -> bool:
        return any(q.start <= at < q.end for q in self.quotations)

    @cached_property
    def frame(self) -> Frame:
        """The sentence as rules see it."""
        return build_frame(self.context.tokens, self.start, self.end, self.quotations, ())

    def sighting(self, start: int, end: int, trigger: Trigger) -> Sighting | None:
        """What the word at start..end says of a meeting; None where none has taken place or none can be told."""
        item = self._item(end)
        if item is None:
            return None
        mood = read_mood(self.frame, item, noun=self.frame.kind(item) == "N")
        multilateral = trigger.conference and self._of_organisation(start)
        time = self._time(start, end)
        if not self._happened(item, mood, time) or (multilateral and not self._attended(item)):
            return None
        party = self._hosts(start) if multilateral else self._party(start, trigger)
        if (trigger.two and party is None) or (trigger.dated and time is None) or self._is_future(time):
            return None
        kind: MeetingKind | None = "multilateral" if multilateral else trigger.kind
        ranks = set(party.ranks) if party else set()
        if kind == "official_talks" and not ranks:
            ranks = self._leaders(end)
        if ranks and (kind is None or kind == "official_talks"):
            kind = kind_by_rank(ranks, call=trigger.call)
        place = self._place(start)
        known = [
            p for p in (party and party.start, time and time.span.start, place and place.start, start) if p is not None
        ]
        last = self.frame.ends[item] if mood.open else max(end, self.frame.ends[min(mood.until, len(self.frame) - 1)])
        value = time.value if time else None
        return Sighting(
            trigger, start, kind, min(party.ranks, key=RANKS.index, default=None) if party else None,
            party.ids if party else (), bool(party and party.loose), value,
            self._place_name(place) if place else None,
            self.context.document.span(max(self.start, min(k for k in known if k <= start)), min(last, self.end)),
            bool(len(party.ids) > 2 and not party.loose and _EACH.search(self.text, party.start, start)) if party else False,
        )  # fmt: skip

    def _item(self, end: int) -> int | None:
        """The item of the word's noun or stem."""
        item = bisect_right(self.frame.starts, end - 1) - 1
        while item > 0 and self.frame.kind(item) in ("P", "E", "M", "F"):
            item -= 1
        return item if item >= 0 and self.frame.kind(item) in ("N", "V", "T") else None

    def _happened(self, item: int, mood: Mood, time: Time | None) -> bool:
        """Whether the clause tells it as done, or takes it for granted (회담에서); previews tell neither.

        What a bare ending leads on to (회담을 갖고 …하기로 했다) is of another deed.
        """
        if _FINAL_PREVIEW.search(self.frame.code, self.frame.at[item]):
            return False
        if mood.gives in ("done", "under_way", "bare"):
            return True
        return mood.open and (mood.gives != "proposed" or time is not None)

    def _of_organisation(self, start: int) -> bool:
        """Whether the words before a conference name an organisation or a continent: 한-아세안 정상회의."""
        before = self.text[max(self.start, start - 24) : start]
        return any(name in before for name in meeting_rules().table.organisations)

    def _attended(self, item: int) -> bool:
        found = _ATTENDED.match(self.frame.code, self.frame.at[item + 1]) if item + 1 < len(self.frame) else None
        if found is None:
            return False
        rule, _ = match_rule(self.frame, bisect_left(self.frame.at, found.end()), "verb")
        return rule is not None and rule.gives in ("done", "next")

    def _time(self, start: int, end: int) -> Time | None:
        """The time of a meeting: the last before the word, one in its brackets, or what its own verb stands with."""
        bracket = self.text.rfind("(", self.start, start)
        if bracket >= 0 and self.text.find(")", bracket, start) < 0:
            close = self.text.find(")", end, self.end)
            inside = [t for t in self.times if end <= t.span.start < close]
            if inside:
                return inside[0]
        usable = [t for t in self.times if not _SINCE.match(self.text, t.span.end)]
        before = [t for t in usable if t.span.end <= start]
        if before:
            return before[-1]
        topic = closes(self.text, end) in ("은", "는", "이", "가")
        return next((t for t in usable if t.span.start >= end), None) if topic else None

    def _is_future(self, time: Time | None) -> bool:
        published = self.context.document.published
        return bool(time and time.from_ and published and time.from_ > published[:10])

    def _party(self, start: int, trigger: Trigger) -> _Party | None:
        """Who takes part, as the clause says before the word."""
        if not trigger.two:
            attached = self._attached(start)
            if attached:
                return attached
        persons = self._persons(start)
        group = self._group(start)
        if trigger.two:
            return self._couple(persons, start, trigger) or (group if not self._someone_else(group, persons) else None)
        wanted: Rank | None = {"summit": "head", "summit_call": "head", "ministerial": "minister",
                               "ministerial_call": "minister", "vice_ministerial": "vice"}.get(trigger.kind or "")  # type: ignore[assignment] # fmt: skip
        return (
            self._peers(persons, wanted) or group or self._couple(persons, start, trigger)
            or (self._peers(self._persons(self.end), wanted) if trigger.kind else None)
        )  # fmt: skip

    @staticmethod
    def _someone_else(group: "_Party | None", persons: Sequence[Mention]) -> bool:
        """Whether a collective stands before the persons of the clause, who then are what it is about."""
        return bool(group and persons and persons[-1].start > group.start)

    def _attached(self, start: int) -> _Party | None:
        """The pair or collective right before the word: 한·호주 확대정상회담, 양국 외교장관회담."""
        near = next((m for m in reversed(self.mentions) if m.end <= start), None)
        if near is None or start - near.end > 30:
            return None
        gap = self.text[near.end : start]
        with_one = near.role == "country" and _WITH.match(gap)
        if not (_GAP.match(gap[with_one.end() :] if with_one else gap)):
            return None
        ids = near.entities
        if with_one:
            ids = (*self._home(), *ids)
        elif near.role not in ("pair", "collective"):
            return None
        return self._group_of(near, ids, self.text[near.start : start + 6]) if len(ids) > 1 else None

    def _home(self) -> tuple[str, ...]:
        home = self.context.home
        return tuple(e.id for e in self.context.entities.entities if e.type == "country" and e.country == home)

    def _group_of(self, mention: Mention, ids: tuple[str, ...], words: str) -> _Party:
        entities = [self.context.entities.by_id(id) for id in ids]
        persons = all(entity.type == "person" for entity in entities)
        table = meeting_rules().table.collective_ranks
        said = {table[word] for word in _WORD_RANK.findall(words)}
        held = {rank for rank in (rank_of(entity.office) for entity in entities) if rank} if persons else set()
        return _Party(ids, True, frozenset(held or said), mention.start)

    def _group(self, start: int) -> _Party | None:
        """The last collective before the word: 두 정상은, 양 장관은, 양국은."""
        found = [
            m for m in self.mentions if m.end <= start and m.role in ("collective", "pair") and len(m.entities) > 1
        ]
        return (
            self._group_of(found[-1], found[-1].entities, self.text[found[-1].start : found[-1].end]) if found else None
        )

    def _persons(self, start: int) -> list[Mention]:
        """Mentions before the word of persons who hold an office of some rank."""
        by_id = self.context.entities.by_id
        return [
            m for m in self.mentions
            if m.end <= start and m.role in ("name", "title") and len(m.entities) == 1
            and rank_of(by_id(m.entities[0]).office)
        ]  # fmt: skip

    def _leaders(self, end: int) -> set[Rank]:
        """The rank of those who led the talks, where the text behind says who did."""
        stop = self.text.find("대표", end, end + _BEHIND)
        entities = self.context.entities
        lo = bisect_left(entities.mentions, end, key=lambda m: m.start)
        people = [
            entities.by_id(m.entities[0]) for m in entities.mentions[lo : lo + 6]
            if m.role in ("name", "title") and len(m.entities) == 1 and m.end <= stop
        ]  # fmt: skip
        ranks = {rank for rank in (rank_of(person.office) for person in people) if rank}
        return ranks if len(ranks) == 1 else set()

    def _peers(self, persons: Sequence[Mention], wanted: Rank | None) -> _Party | None:
        """Persons of one rank from two states or more, of each state the one named last."""
        by_id = self.context.entities.by_id
        for rank in (wanted,) if wanted else RANKS:
            last: dict[str, Mention] = {}
            for mention in persons:
                entity = by_id(mention.entities[0])
                if rank_of(entity.office) == rank and entity.country:
                    last.pop(entity.country, None)
                    last[entity.country] = mention
            if len(last) > 1:
                chosen = sorted(last.values(), key=lambda m: m.start)
                return _Party(
                    tuple(m.entities[0] for m in chosen),
                    False,
                    frozenset({rank}) if rank else frozenset(),
                    chosen[0].start,
                )
        return None

    def _couple(self, persons: Sequence[Mention], start: int, trigger: Trigger) -> _Party | None:
        """Two persons of two states, one of them with the particle of a partner or an object: B를 예방했다."""
        country_of = self.context.entities.country_of
        partner = next((m for m in reversed(persons) if _PARTNER.match(self.text, m.end)), None)
        if partner is None:
            return None
        other = next(
            (m for m in reversed(persons) if country_of(m.entities[0]) != country_of(partner.entities[0])), None
        )
        if other is None:
            return None
        pair = sorted((other, partner), key=lambda m: m.start)
        ranks = {rank_of(self.context.entities.by_id(m.entities[0]).office) for m in pair}
        return _Party(tuple(m.entities[0] for m in pair), False, frozenset(r for r in ranks if r), pair[0].start)

    def _hosts(self, start: int) -> _Party | None:
        """Who attends a conference of many: the persons of the clause, then its host and delegations in what follows."""
        persons = self._persons(start)
        if not persons:
            return None
        entities = self.context.entities
        after = entities.mentions[bisect_left(entities.mentions, start, key=lambda m: m.start) :]
        ids = [m.entities[0] for m in persons] + [m.entities[0] for m in after[:_NEAR] if self._attends(m)]
        return _Party(tuple(dict.fromkeys(ids)), False, frozenset(), persons[0].start)

    def _attends(self, mention: Mention) -> bool:
        """의장을 맡은 A 장관; 아프리카연합(AU) 대표단."""
        if not mention.entities:
            return False
        kind = self.context.entities.by_id(mention.entities[0]).type
        before, behind = (
            self.text[max(0, mention.start - 12) : mention.start],
            self.text[mention.end : mention.end + 12],
        )
        if kind == "person":
            return _HOST.search(before) is not None
        return kind == "organization" and _DELEGATION.match(behind) is not None

    def _place(self, start: int) -> Span | None:
        """The place before the word with 에서, or right before it (서울 정상회담)."""
        for mention in reversed(self.mentions):
            if mention.end > start or mention.role not in ("place", "organization", "country"):
                continue
            behind = self.text[mention.end : start]
            tail = re.match(r"\s?[가-힣]{0,6}에서", behind)
            if tail or (mention.role == "place" and _GAP.match(behind)):
                return self.context.document.span(mention.start, mention.end + (tail.end() - 2 if tail else 0))
        return None

    def _place_name(self, place: Span) -> str:
        """The place with the places named right before it: 서울 + 도렴동 청사."""
        start = place.start
        for mention in reversed(self.mentions):
            if mention.end <= start and mention.role == "place" and self.text[mention.end : start].strip() == "":
                start = mention.start
        return self.text[start : place.end]
