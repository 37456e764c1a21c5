"""Meetings: who met whom, when, where and how, with the words that say so.

    1. words of meeting in every sentence, quotations sentence by sentence     (meeting_clauses)
    2. what is only planned, asked or denied is none; who took part, when, where
    3. mentions of one meeting made one; a background one has the states where its persons are not named

Handled: 17일 청와대에서 B 대통령과 정상회담을 하고 · 두 정상은 앞서 단독회담을 · (한-가나 외교장관회담, 5.28.) · 앞서 7일 열린 한일 회담 ·
지난해 5월 서울 정상회담 이후 · 총리를 예방했다 · 세 나라 외교장관은 8일 따로 오찬을 했다.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from hoedam.extract.anchors import closes
from hoedam.extract.context import Context
from hoedam.extract.meeting_clauses import Clause, Sighting
from hoedam.extract.meeting_rules import RANKS, Rank, Trigger, kind_by_rank, meeting_rules, rank_of
from hoedam.extract.timex import day_of
from hoedam.extract.units import units
from hoedam.model import Entity, Meeting, MeetingKind, Span

_KINDS = ("paragraph", "list_item", "footnote")
_VERBAL = (
    "하",
    "했",
    "한",
    "할",
    "함",
    "합",
    "해",
    "고",
    "아",
    "았",
    "은",
    "으",
    "서",
    "며",
    "자",
    "던",
    "는",
    "기",
    "면",
    "습",
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_AT_TALKS = re.compile(r"회담장|회담 (?:내내|도중|초반|말미|뒤|직후|후)|회담에서|이 자리에서")
_DECIDED = re.compile(r"[은이가]\s[^.\n]{0,120}?(?:기로|모았|같이했|합의)[^.\n]{0,12}(?:다|요)\.")
_TO_COME = re.compile(  # 국빈 방문을 요청했다, 국빈으로 초청했다, 공식 방문해 달라; not 국빈 방문 초청에 응해, 초청해 준 데 대해
    r"(?:을|를|에)?\s?(?:[가-힣]{1,6}\s)?(?:요청|초대|제안|제의|희망|추진|예정|조율|검토|초청(?!으로|에 (?:따라|응)|을 받아|해 ?(?:준|주[신셔어]))"
    r"|[해할]\s?(?:달라|줄 것|것을|예정)|하(?:겠|기를|자고))"
)
_NEXT = re.compile(r"(?:^|\s)(?:뒤이어|곧이어|이어서?)\s")
_SENTENCE = re.compile(r"[다요]\.\s|\n")
_JUST_BEFORE = 36  # code points before a meeting told in which 이어 stands
_ATTENDED = re.compile(r" [^.\n“\"]{8,200}(?:이|가|도) (?:[가-힣]{1,8} )?(?:참석|참가|자리)했(?:다|습니다)\.")
_RECENT = 15  # days before the story's own date up to which a meeting is of the same story
_RANK_OF: dict[MeetingKind, Rank] = {
    "summit": "head", "summit_call": "head", "ministerial": "minister", "ministerial_call": "minister",
    "vice_ministerial": "vice", "official_talks": "official",
}  # fmt: skip
_CALLS = ("summit_call", "ministerial_call")

Hit = tuple[int, int, Trigger]


class Draft(msgspec.Struct):
    """A meeting while the document is being read; `states` are the states of its participants."""

    kind: MeetingKind
    participants: tuple[str, ...]
    states: frozenset[str]
    date: str | None
    place: str | None
    evidence: list[Span] = msgspec.field(default_factory=list)


def read_meetings(context: Context) -> tuple[Meeting, ...]:
    """The meetings that a document reports, in order of first mention; ids are m1, m2 …"""
    book = Book(context)
    for sighting in _sightings(context):
        book.add(sighting)
    return book.close()


def _sightings(context: Context) -> Iterator[Sighting]:
    text = context.document.text
    for block in context.blocks(*_KINDS):
        found = [h for h in meeting_rules().triggers.find(text, block.start, block.end) if stands(text, h)]
        for unit in units(context, block, [start for start, _, _ in found]):
            clause = Clause(context, unit)
            for place in unit.places:
                sighting = clause.sighting(*found[place])
                if sighting:
                    yield sighting


def stands(text: str, hit: Hit) -> bool:
    """Whether the word ends here or goes on as its own verb does (통화했다), and is not another (통화 정책)."""
    _, end, trigger = hit
    if trigger.not_before and text[end : end + 8].lstrip().startswith(trigger.not_before):
        return False
    return closes(text, end) is not None or text.startswith(_VERBAL, end)


class Book:
    """The meetings of a document while it is read, and which of them a sighting means."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.drafts: list[Draft] = []
        self.visits: list[Draft] = []
        self.waiting: list[Sighting] = []
        self.people = _people(context)
        self.by_state = {e.country: e.id for e in reversed(context.entities.entities) if e.type == "country"}

    def add(self, sighting: Sighting) -> None:
        """Takes a sighting in: evidence of a meeting already known, a new one, or to be settled at the end."""
        if sighting.kind == "visit":
            self._visit(sighting)
        elif sighting.again:
            self._again(sighting)
        elif not sighting.participants:
            self._anonymous(sighting)
        elif sighting.each:
            for one in self._one_by_one(sighting):
                self._place(one)
        else:
            self._place(sighting)

    def _place(self, sighting: Sighting) -> None:
        """Takes in a sighting with participants."""
        sighting = self._of_leaders(self._resolved(self._completed(sighting)))
        kind = sighting.kind or self._kind_of(sighting)
        if kind is None:
            return
        states = self._states(sighting.participants)
        known = self._known(kind, states, sighting)
        known = known or self._told_loosely(kind, sighting)
        if known:
            known.kind = kind if known.kind == "other" else known.kind
            self._confirm(known, sighting)
        elif sighting.trigger.weak and sighting.date is None:
            self.waiting.append(sighting)
        elif led := self._session(states, sighting):
            led.kind, led.participants = kind, sighting.participants
            self._confirm(led, sighting)
        elif (len(states) > 1 or kind == "multilateral") and not self._only_named(sighting, states):
            self._new(kind, sighting)

    def _told_loosely(self, kind: MeetingKind, sighting: Sighting) -> Draft | None:
        """The meeting of the same persons that day which one sentence calls 만났다 and another 예방했다."""
        same = (d for d in self.drafts if set(d.participants) == set(sighting.participants))
        return next((d for d in same if "other" in (d.kind, kind) and _agree(d.date, sighting.date)), None)

    def _session(self, states: frozenset[str], sighting: Sighting) -> Draft | None:
        """The session of a joint body in whose sentence those who led it are named behind: 공동위에 참석해 B 장관과 논의했다."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.kind != "official_talks" or sighting.loose or not _agree(last.date, sighting.date):
            return None
        by_id, between = self.context.entities.by_id, (last.evidence[-1].end, sighting.evidence.start)
        unnamed = last.states == states and all(by_id(id).type == "country" for id in last.participants)
        return last if unnamed and "다." not in self.context.document.text[slice(*between)] else None

    def _only_named(self, sighting: Sighting, states: frozenset[str]) -> bool:
        return not sighting.told and sighting.date is None and self._elsewhere(sighting, states)

    def _elsewhere(self, sighting: Sighting, states: frozenset[str]) -> bool:
        """Whether it is a meeting of states that the story is not of (남북 정상회담 in a story of another summit)."""
        sides = set(self.context.entities.sides)
        return sighting.loose and len(sides) > 1 and not states <= sides

    def _visit(self, sighting: Sighting) -> None:
        """A past visit; the one that the story is about shows in its meetings."""
        if self._of_story(sighting.date) or sighting.participants[0] == sighting.participants[-1]:
            return
        states = self._states(sighting.participants)
        known = next((d for d in self.visits if d.states == states and _agree(d.date, sighting.date)), None)
        if known:
            self._confirm(known, sighting)
        else:
            draft = Draft("visit", sighting.participants, states, sighting.date, None, [sighting.evidence])
            self.visits.append(draft)

    def _again(self, sighting: Sighting) -> None:
        """지난해 10월 부산에서 만난 이후: an earlier meeting of the two whose meeting is told."""
        pairs = (draft for draft in reversed(self.drafts) if len(draft.participants) == 2)
        last = next(pairs, None)
        if last is None or _agree(last.date, sighting.date):
            return
        kind = kind_by_rank(self._ranks(last.participants), call=False)
        if kind:
            evidence = [sighting.evidence]
            self.drafts.append(Draft(kind, last.participants, last.states, sighting.date, sighting.place, evidence))

    def _completed(self, sighting: Sighting) -> Sighting:
        """또 B 총리와도 만나: where the subject is left out it is the one of the home state who met somebody last."""
        if len(sighting.participants) != 1 or sighting.kind == "multilateral":
            return sighting
        partner, host = sighting.participants[0], self._host()
        if host is None or self.context.entities.country_of(partner) == self.context.home:
            return sighting
        host = self._persons((host,), rank_of(self.context.entities.by_id(partner).office))[0]
        kind = sighting.trigger.kind or kind_by_rank(self._ranks((host, partner)), call=sighting.trigger.call)
        return msgspec.structs.replace(sighting, participants=(host, partner), kind=kind)

    def _host(self) -> str | None:
        """The one of the home state who met somebody last, a person rather than the state."""
        country_of, home = self.context.entities.country_of, self.context.home
        met = [id for draft in reversed(self.drafts) for id in draft.participants if country_of(id) == home]
        people = (id for id in met if self.context.entities.by_id(id).type == "person")
        return next(people, next(iter(met), None))

    def _one_by_one(self, sighting: Sighting) -> Iterator[Sighting]:
        """윤 대통령은 A 총리, B 총리와 각각 회담했다: two meetings, both of the person of the home state."""
        home = self.context.home
        own = [id for id in sighting.participants if self.context.entities.country_of(id) == home]
        host = own[0] if own else (self._host() or sighting.participants[0])
        rank = rank_of(self.context.entities.by_id(host).office)
        for id in sighting.participants:
            if id != host:
                partner = self._persons((id,), rank)[0]
                yield msgspec.structs.replace(sighting, participants=(host, partner), each=False)

    def _resolved(self, sighting: Sighting) -> Sighting:
        """두 정상 who have not met in this text are the two who met last."""
        by_id = self.context.entities.by_id
        ids = set(sighting.participants)
        if not sighting.loose or any(by_id(id).type != "person" for id in ids):
            return sighting
        met = [draft for draft in reversed(self.drafts) if len(draft.participants) == len(ids)]
        same = [
            d for d in met if sighting.rank and all(rank_of(by_id(p).office) == sighting.rank for p in d.participants)
        ]
        if not same or any(set(draft.participants) == ids for draft in same):
            return sighting
        return msgspec.structs.replace(sighting, participants=same[0].participants)

    def _of_leaders(self, sighting: Sighting) -> Sighting:
        """두 장관은 전일 정상회담의 …: a summit is of leaders; of ministers beside its word it is that of their states."""
        ids = sighting.participants
        if sighting.kind not in ("summit", "summit_call") or self._ranks(ids) & {"head"} or not self._ranks(ids):
            return sighting
        country_of = self.context.entities.country_of
        leaders = [self.people.get((country_of(id) or "", "head")) or self.by_state.get(country_of(id)) for id in ids]
        found = tuple(id for id in leaders if id)
        return msgspec.structs.replace(sighting, participants=found if len(found) == len(ids) else ids)

    def _new(self, kind: MeetingKind, sighting: Sighting) -> None:
        undated = sighting.date is None and self._elsewhere(sighting, self._states(sighting.participants))
        when = sighting.date or (None if undated else self._next_date(sighting) or self._story_date())
        ids = sighting.participants
        if sighting.loose:
            ids = self._persons(ids, _RANK_OF.get(kind)) if self._of_story(when) else self._as_states(ids)
        draft = Draft(kind, ids, self._states(ids), when, sighting.place, [sighting.evidence])
        self.drafts.append(draft)

    def _known(self, kind: MeetingKind, states: frozenset[str], sighting: Sighting) -> Draft | None:
        """The meeting that a sighting means: the same kind and states, and no other date."""
        for draft in reversed(self.drafts):
            if draft.kind == kind and draft.states == states and _agree(draft.date, sighting.date):
                if not sighting.loose and self._another_partner(draft, sighting):
                    continue
                if sighting.loose or kind == "multilateral" or set(draft.participants) & set(sighting.participants):
                    return draft
                if sighting.date is None and any(
                    self.context.entities.by_id(p).type == "country" for p in draft.participants
                ):
                    return draft
        return None

    def _another_partner(self, draft: Draft, sighting: Sighting) -> bool:
        """Whether somebody else of a state that is met already is named: two ministers of one state met in turn."""
        by_id = self.context.entities.by_id
        met = {e.country: e.id for id in draft.participants if (e := by_id(id)).type == "person" and _named(e)[0]}
        now = [e for id in sighting.participants if (e := by_id(id)).type == "person" and _named(e)[0]]
        return any(met.get(entity.country, entity.id) != entity.id for entity in now)

    def _confirm(self, draft: Draft, sighting: Sighting) -> None:
        draft.evidence.append(sighting.evidence)
        draft.place = draft.place or sighting.place
        if sighting.date and (draft.date is None or len(sighting.date) > len(draft.date)):
            draft.date = sighting.date

    def _anonymous(self, sighting: Sighting) -> None:
        """회담에서, 지난해 5월 정상회담 이후: the meeting just told, or one of the two sides at another date."""
        kind = sighting.kind or self._usual_kind(call=sighting.trigger.call)
        same = [
            d
            for d in self.drafts
            if d.kind == kind or (sighting.kind is None and (d.kind in _CALLS) == sighting.trigger.call)
        ]
        if sighting.date is None:
            if same:
                self._confirm(same[-1], sighting)
            elif not self.drafts:
                self.waiting.append(sighting)
            return
        known = next((draft for draft in reversed(same) if _agree(draft.date, sighting.date) and draft.date), None)
        if known:
            self._confirm(known, sighting)
        elif kind:
            states = self._sides()
            if len(states) > 1:
                self.drafts.append(
                    Draft(kind, states, self._states(states), sighting.date, sighting.place, [sighting.evidence])
                )
                if self._of_story(sighting.date) and not self.drafts[:-1]:
                    self.drafts[-1].participants = self._persons(states, _RANK_OF.get(kind))

    def _usual_kind(self, *, call: bool) -> MeetingKind | None:
        """The kind of a meeting told without its people: that of the persons who lead the two sides."""
        ranks = self._ranks(self.context.entities.principals)
        return kind_by_rank(ranks, call=call) if len(ranks) == 1 else None

    def _kind_of(self, sighting: Sighting) -> MeetingKind | None:
        """The kind for states in talks without a word of rank (한일 회담): that of their highest persons."""
        for rank in RANKS:
            if all(self.people.get((state, rank)) for state in self._states(sighting.participants)):
                return kind_by_rank({rank}, call=sighting.trigger.call)
        return self._usual_kind(call=sighting.trigger.call)

    def _ranks(self, ids: Sequence[str]) -> set[Rank]:
        """The ranks of the offices that these hold."""
        return {rank for id in ids if (rank := rank_of(self.context.entities.by_id(id).office))}

    def _states(self, ids: Sequence[str]) -> frozenset[str]:
        return frozenset(self.context.entities.country_of(id) or id for id in ids)

    def _sides(self) -> tuple[str, ...]:
        """The entities of the two sides of the story; their leaders stand for states that the text does not name."""
        leaders = {self.context.entities.country_of(id): id for id in self.context.entities.principals}
        found = (self.by_state.get(state) or leaders.get(state) for state in self.context.entities.sides)
        return tuple(id for id in found if id)

    def _as_states(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The states of persons, where the document speaks of those: background names no persons of its own."""
        states = tuple(self.by_state.get(self.context.entities.country_of(id), "") for id in ids)
        return states if all(states) else ids

    def _persons(self, ids: tuple[str, ...], rank: Rank | None) -> tuple[str, ...]:
        """The persons of this rank for states, where each has one in the document; persons stay."""
        entities = self.context.entities
        persons = [
            id if entities.by_id(id).type == "person" else self.people.get((entities.country_of(id) or "", rank or ""))
            for id in ids
        ]
        return tuple(person for person in persons if person) if all(persons) else ids

    def _next_date(self, sighting: Sighting) -> str | None:
        """이어 B 장관을 만나: the day of the meeting told before."""
        near = self.context.document.text[max(0, sighting.evidence.start - _JUST_BEFORE) : sighting.evidence.end]
        last = max(self.drafts, key=lambda d: d.evidence[-1].end, default=None)
        return last.date if last is not None and _NEXT.search(_SENTENCE.split(near)[-1]) else None

    def _story_date(self) -> str | None:
        """The day of the story: that of its first dated meeting, else the first day named up to publication."""
        dated = next((draft.date for draft in self.drafts if draft.date and _DAY.match(draft.date)), None)
        return dated or self._first_day()

    def _narrowed(self, when: str | None) -> str | None:
        """지난주 …: the first day named that lies in the week; other dates as they are."""
        if when is None or "W" not in when:
            return when
        return next((day for day in self._days() if _in_week(day, when)), when)

    def _days(self) -> Iterator[str]:
        """The days named, in the order of the text."""
        for block in self.context.blocks(*_KINDS):
            for time in self.context.times_from(block.start, block.end):
                if time.value and _DAY.fullmatch(time.value):
                    yield time.value

    def _first_day(self) -> str | None:
        published = (self.context.document.published or "")[:10]
        return next((day for day in self._days() if not published or day <= published), published or None)

    def _of_story(self, when: str | None) -> bool:
        """Whether a date is that of the story's events, not of their background."""
        if when is None:
            return True
        base = day_of((self.context.document.published or "")[:10])
        day = day_of(when[:10]) if _DAY.match(when) else None
        return day is not None and (base is None or abs((base - day).days) <= _RECENT)

    def close(self) -> tuple[Meeting, ...]:
        """The meetings, what waited settled: joint press conferences and bare mentions make one only where none is."""
        for sighting in self.waiting:
            self._settle(sighting)
        if not self.drafts:
            self._take_for_granted()
        for draft in self.drafts:
            draft.participants = self._who_attended(draft) or draft.participants
        drafts = sorted([*self.drafts, *self.visits], key=lambda draft: draft.evidence[0].start)
        return tuple(self._meeting(number, draft, drafts[0] is draft) for number, draft in enumerate(drafts, 1))

    def _who_attended(self, draft: Draft) -> tuple[str, ...]:
        """All of the sentence behind that names them, those known among them: A 장관과 B 장관, C 장관과 D 장관이 참석했다."""
        text, behind = self.context.document.text, draft.evidence[0].end
        start = text.find(".", behind) + 1
        listed = _ATTENDED.match(text, start) if start else None
        if listed is None:
            return ()
        by_id = self.context.entities.by_id
        named = [m for m in self.context.entities.within(start, listed.end()) if m.role == "name" and m.entities]
        ids = tuple(dict.fromkeys(m.entities[0] for m in named if rank_of(by_id(m.entities[0]).office)))
        known = {id for id in draft.participants if by_id(id).type == "person"}
        return ids if known <= set(ids) and self._states(ids) == draft.states else ()

    def _settle(self, sighting: Sighting) -> None:
        kind = sighting.kind or self._usual_kind(call=sighting.trigger.call)
        ids = sighting.participants or self.context.entities.principals
        if kind is None or len(self._states(ids)) < 2:
            return
        known = next((draft for draft in self.drafts if draft.states == self._states(ids)), None)
        if known:
            self._confirm(known, sighting)
        else:
            self.drafts.append(
                Draft(kind, ids, self._states(ids), self._story_date(), sighting.place, [sighting.evidence])
            )

    def _take_for_granted(self) -> None:
        """A feature that never says that they met, but what 두 정상 decided there: 이 자리에서, 회담장에 들어섰다."""
        text = self.context.document.text
        for block in self.context.blocks(*_KINDS):
            for mention in self.context.entities.within(block.start, block.end):
                ranks = self._ranks(mention.entities)
                kind = kind_by_rank(ranks, call=False) if len(ranks) == 1 else None
                couple = (
                    mention.role == "collective" and len(mention.entities) == len(self._states(mention.entities)) == 2
                )
                if couple and kind and _AT_TALKS.search(text) and _DECIDED.match(text, mention.end, block.end):
                    span = self.context.document.span(mention.start, mention.end)
                    states = self._states(mention.entities)
                    self.drafts.append(Draft(kind, mention.entities, states, self._story_date(), None, [span]))
                    return

    def _meeting(self, number: int, draft: Draft, main: bool) -> Meeting:
        evidence = tuple(sorted(set(draft.evidence)))
        return Meeting(
            id=f"m{number}", kind=draft.kind, participants=draft.participants, evidence=evidence,
            date=self._narrowed(draft.date), place=draft.place, format=self._formats(evidence, main),
        )  # fmt: skip

    def _formats(self, evidence: Sequence[Span], main: bool) -> tuple[str, ...]:
        """The forms of meeting and visit that the sentences say; for the story's first meeting, those of the whole text.

        Those of a visit that is only asked for or planned are left out.
        """
        text = self.context.document.text
        lexicon = meeting_rules().formats
        spans = (
            [(b.start, b.end) for b in self.context.blocks(*_KINDS)] if main else [(s.start, s.end) for s in evidence]
        )
        hits = (hit for start, end in spans for hit in lexicon.find(text, start, end))
        found = (form for _, end, form in hits if not _TO_COME.match(text, end))
        return tuple(dict.fromkeys(found))


def _people(context: Context) -> dict[tuple[str, str], str]:
    """For each state and rank the person of the document who is named most; former holders are left out."""
    best: dict[tuple[str, str], Entity] = {}
    for entity in context.entities.entities:
        rank = rank_of(entity.office)
        if (
            entity.type != "person"
            or not entity.country
            or not rank
            or (entity.office or "").startswith(("전 ", "전임"))
        ):
            continue
        key = (entity.country, rank)
        if key not in best or _named(entity) > _named(best[key]):
            best[key] = entity
    return {key: entity.id for key, entity in best.items()}


def _named(entity: Entity) -> tuple[bool, int]:
    """Whether a person has a name (not only 케냐 외교장관), and how often it stands."""
    return not entity.name.endswith(entity.office or "\n"), len(entity.mentions)


def _agree(one: str | None, two: str | None) -> bool:
    """Whether two dates can be of one meeting: equal, one missing, or one the month or week of the other."""
    if not one or not two or one == two:
        return True
    return one.startswith(f"{two}-") or two.startswith(f"{one}-") or _in_week(one, two) or _in_week(two, one)


def _in_week(day: str, week: str) -> bool:
    """Whether a day is one of a week: 2016-11-24 of 2016-W47."""
    known = day_of(day) if "W" in week and _DAY.fullmatch(day) else None
    return known is not None and f"{known:%G-W%V}" == week
