"""Agreements, bodies and projects: what lives longer than one story, and what was said of its state.

1. names in every sentence, quotations sentence by sentence   (matter_names)
2. what each sentence says of their state                     (matter_status)
3. lists of signed documents                                  (matter_lists)
4. names that mean the same thing made one                    (matter_drafts)

A thing of whose state the text says nothing is left out.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from hoedam.extract.context import READ_KINDS, Context
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.matter_drafts import Draft, Register
from hoedam.extract.matter_lists import Bulleted, Item, bulleted, counted_documents, line_item, name_of, stated_total
from hoedam.extract.matter_names import Named, coordinated, heads_in, names_in
from hoedam.extract.matter_rules import Head, MatterKind
from hoedam.extract.matter_status import Event, events_in, governed, happened_in, status_of, told_by_mood
from hoedam.extract.moods import Mood, finite, read_mood
from hoedam.extract.sectors import sectors_in
from hoedam.extract.units import Unit, units
from hoedam.model import Block, Matter, Span, StatusEvent, Time

_PREFIXES: tuple[tuple[MatterKind, str], ...] = (("agreement", "ag"), ("body", "bo"), ("project", "pr"))
_NEAR = 60  # code points before a state within which 양국, 두 장관 tell the parties
_FORECAST = re.compile(
    r" 것/N 으로/J (?:보이|예상되|전망되|관측되|점쳐지|알려지|전하여지)/V| 가능성/N 이/J (?:있|크|높)/V"
)
_FIRST_MONTH = {"H1": "01", "H2": "07", "Q1": "01", "Q2": "04", "Q3": "07", "Q4": "10"}
_BEFORE = 16  # code points before a work within which its place stands
_IN_A_PLACE = re.compile(r"에\s(?:새로\s|새\s|첫\s|\d\s?번째\s)?")
_CLAIMED = re.compile(r"\s?(?:이?라)?(?:고|는|며)\s(?:[가-힣]{1,6}\s)?(?:주장|보도했)")


class Matters(msgspec.Struct, frozen=True):
    """What `read_matters` found; ids are ag1, ag2 …, bo1 …, pr1 …"""

    agreements: tuple[Matter, ...]
    bodies: tuple[Matter, ...]
    projects: tuple[Matter, ...]


def read_matters(context: Context) -> Matters:
    """The agreements, bodies and projects of a document, each with at least one status event."""
    reader = _Reader(context)
    for block in context.document.blocks:
        if block.kind in READ_KINDS:
            reader.read(block)
    return reader.close()


class _Reader:
    """Reads a document block by block; `signed` is what was last said of a number of documents."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.document.text
        self.register = Register()
        self.signed: StatusEvent | None = None

    def read(self, block: Block) -> None:
        """Reads one block."""
        listed = self.signed is not None or self.context.document.kind == "agreement_list"
        line = line_item(self.context.document, block) if listed else None
        if line:
            self._line(line)
            return
        heads = heads_in(self.text, block.start, block.end)
        counts = [match.start() for match in counted_documents(self.text, block.start, block.end)]
        if not heads and not counts:
            return
        by_place = {start: (start, end, groups) for start, end, groups in heads}
        places = sorted({*by_place, *counts})
        for unit in units(self.context, block, places, {end for _, end, _ in heads}):
            self._unit(unit, [by_place[places[i]] for i in unit.places if places[i] in by_place])

    def _unit(self, unit: Unit, heads: list[tuple[int, int, tuple[Head, ...]]]) -> None:
        frame = build_frame(self.context.tokens, unit.start, unit.end, unit.quotations, ())
        times = self.context.times_from(unit.start, unit.end)
        names = names_in(self.text, frame, heads, times)
        claimed = unit.quoted is not None and _CLAIMED.match(self.text, unit.quoted.end) is not None
        if names and not claimed:
            self._sentence(frame, names, times)
        found = bulleted(self.text, unit.start, unit.end)
        if found:
            self._list(frame, found, names)
        elif not claimed:
            self._counted(frame)

    def _sentence(self, frame: Frame, names: list[Named], times: Sequence[Time]) -> None:
        groups = list(coordinated(frame, names))
        drafts = {named.first: self._draft(frame, named) for named in names}
        for group in groups:
            self._count(group, [drafts[named.first] for named in group], frame)
        forecast = _FORECAST.search(frame.code) is not None
        told: set[int] = set()
        floor = carried = ended = 0
        for event in events_in(self.text, frame, names):
            mood = read_mood(frame, event.last, noun=event.noun)
            if event.first < ended and not event.noun:  # 조사를 마쳤다: what ends is the study
                continue
            ended = mood.until + 1 if event.noun and mood.finished else ended
            group, form = governed(frame, groups, event)
            when = _date(frame, times, floor, event)
            mood = self._clipped(mood, when, form) if event.noun else mood
            for named in group:
                draft = drafts[named.first]
                weak = named.first not in told and event.first >= carried
                found = _status(event, mood, named, form, weak=weak) if draft else None
                if draft and found and not (forecast and mood.gives != "done"):
                    if form != "*":  # 서명한 양해각서를 연장하고: what was done before does not stand against it
                        told.add(named.first)
                    status, guess = found
                    span = self._span(frame, named, event, mood)
                    draft.tell(StatusEvent(status=status, span=span, date=when), guess=guess)
            floor = event.last + 1
            if event.noun and mood.gives == "none":  # 채택을 추진했지만: what is denied is not planned either
                carried = mood.until + 1
        for named in names:
            self._guess(frame, named, drafts[named.first], forecast=forecast)
            self._spread(named, drafts[named.first])

    def _clipped(self, mood: Mood, when: str | None, form: str) -> Mood:
        """A noun with no verb or a present is ahead where its date is; a noun is done in a list (철도: 7월 준공)."""
        if mood.gives not in ("bare", "present"):
            return mood
        published = self.context.document.published
        if when and published and _later(when, published):
            return msgspec.structs.replace(mood, gives="ahead")
        return msgspec.structs.replace(mood, gives="done") if form == ":" and mood.gives == "bare" else mood

    def _guess(self, frame: Frame, named: Named, draft: Draft | None, *, forecast: bool) -> None:
        """Where no word told a state, what its own verb's mood does."""
        if draft is None or draft.status or forecast or named.head.told_by:
            return
        status = told_by_mood(frame, named)
        if status:
            span = self.context.document.span(named.start, named.end)
            draft.tell(StatusEvent(status=status, span=span), guess=True)

    def _spread(self, named: Named, draft: Draft | None) -> None:
        """A, B 등 5건의 양해각서에 서명했다: what was said of the documents counts for each."""
        if draft is None or not draft.status:
            return
        for start, end in named.items:
            name = f"{' '.join(self.text[start:end].split())} {named.word}"
            self._item(Item(start, end), name, draft.status[0], draft.total)

    def _draft(self, frame: Frame, named: Named) -> Draft | None:
        """The matter that a name means; one that stands for the items counted before it is not kept itself."""
        if named.items:
            return Draft(named.head.kind, named.name)
        named = self._placed(named)
        draft = self.register.find(named)
        if draft is not None:
            draft.take(named.name, self.context.document.span(named.start, named.end))
            if named.head.inside and (named.edition or happened_in(frame, named)):
                draft.tell(StatusEvent(status=named.head.inside, span=draft.mentions[-1]))
        return draft

    def _placed(self, named: Named) -> Named:
        """A bare work with the place that it is set in for its name: 도하에 병원을 세우기로 is of a 도하 병원."""
        if not named.bare or named.anaphor or named.head.alone or named.head.kind == "agreement":
            return named
        for mention in self.context.entities.within(named.start - _BEFORE, named.start):
            if mention.role == "place" and _IN_A_PLACE.fullmatch(self.text, mention.end, named.start):
                return msgspec.structs.replace(
                    named, name=f"{self.text[mention.start : mention.end]} {named.word}", bare=False
                )
        return named

    def _count(self, group: list[Named], drafts: list[Draft | None], frame: Frame) -> None:
        """A와 B 등 4건: every one of them has the total that is stated."""
        stop = min(group[-1].end + 40, frame.end)
        total = stated_total(self.text, group[0].items[-1][1] if group[0].items else group[-1].end, stop)
        for draft in drafts:
            if draft is not None and total:
                draft.total = total

    def _counted(self, frame: Frame) -> None:
        """Keeps what a sentence says was done with a number of documents, for the lists that follow."""
        counted = next(counted_documents(self.text, frame.start, frame.end), None)
        told = self._told(frame, counted.end()) if counted else None
        self.signed = told or self.signed

    def _told(self, frame: Frame, start: int) -> StatusEvent | None:
        """The first state of agreements that a sentence tells behind code point `start`, whoever's it is."""
        for event in events_in(self.text, frame, ()):
            if frame.starts[event.first] < start:
                continue
            mood = read_mood(frame, event.last, noun=event.noun)
            for rule in event.rules:
                status = status_of(rule, mood) if rule.kind == "agreement" and not rule.weak else None
                if status:
                    span = self.context.document.span(frame.starts[event.first], frame.ends[event.last])
                    return StatusEvent(status=status, span=span)
        return None

    def _list(self, frame: Frame, found: Bulleted, names: list[Named]) -> None:
        """The items of a list: those with a head are known by now, the others are named after what the list is of."""
        inside = [named for named in names if any(item.start <= named.start < item.end for item in found.items)]
        known = [draft for draft in map(self.register.find, inside) if draft is not None]
        own = (event for draft in known for event in draft.status)
        told = next(own, None) or self._told(frame, frame.start) or self.signed
        if told is None:
            return
        for item in found.items:
            name = name_of(self.text, item, found.document)
            if name:
                self._item(item, name, told, found.total)

    def _item(self, item: Item, name: str, told: StatusEvent, total: int | None) -> None:
        draft = self.register.agreement(name)
        span = self.context.document.span(item.start, item.end)
        draft.take(name, span)
        draft.total = total or draft.total
        if not draft.status:
            draft.tell(StatusEvent(status=told.status, span=span, date=told.date))

    def _line(self, item: Item) -> None:
        """A line of a list of documents."""
        span = self.context.document.span(item.start, item.end)
        told = self.signed or StatusEvent(status="signed", span=span)
        self._item(item, name_of(self.text, item, None) or span.text, told, None)

    def _span(self, frame: Frame, named: Named, event: Event, mood: Mood) -> Span:
        last = max(event.last, min(mood.until, len(frame) - 1))
        start, end = min(named.start, frame.starts[event.first]), max(named.end, frame.ends[last])
        return self.context.document.span(start, end)

    def close(self) -> Matters:
        """The matters with a state, with ids, parties and sectors."""
        return Matters(*(tuple(self._matters(kind, prefix)) for kind, prefix in _PREFIXES))

    def _matters(self, kind: MatterKind, prefix: str) -> Iterator[Matter]:
        stated = [d for d in self.register.drafts if d.kind == kind and (d.status or d.guesses)]
        for number, draft in enumerate(stated, 1):
            yield Matter(
                id=f"{prefix}{number}", name=draft.name, mentions=tuple(sorted(set(draft.mentions))),
                status=tuple(draft.status or draft.guesses), parties=self._parties(draft),
                sectors=self._sectors(draft), stated_total=draft.total,
            )  # fmt: skip

    def _sectors(self, draft: Draft) -> tuple[str, ...]:
        found = (sectors_in(self.text, span.start, span.end) for span in draft.mentions)
        return tuple(dict.fromkeys(sector for sectors in found for sector in sectors))

    def _parties(self, draft: Draft) -> tuple[str, ...]:
        """The states in the name, or those that the sentence speaks of together (양국, 두 장관)."""
        named = (self._states(span.start, span.end, ("pair",)) for span in draft.mentions)
        together = (self._states(e.span.start - _NEAR, e.span.end, ("pair", "collective")) for e in draft.status)
        own = next((states for states in named if len(states) > 1), ())
        return own if own or draft.kind == "project" else next((states for states in together if len(states) > 1), ())

    def _states(self, start: int, end: int, roles: tuple[str, ...]) -> tuple[str, ...]:
        entities = self.context.entities
        ids = (id for mention in entities.within(start, end) if mention.role in roles for id in mention.entities)
        return tuple(dict.fromkeys(state for state in map(entities.country_of, ids) if state))


def _status(event: Event, mood: Mood, named: Named, form: str, *, weak: bool) -> tuple[str, bool] | None:
    """The status that an event gives a name, and whether only as a last resort."""
    for rule in event.rules:
        if rule.only and named.head.id not in rule.only:
            continue
        if named.head.told_by and rule.id not in named.head.told_by:
            continue
        if (
            rule.kind in (named.head.kind, "any")
            and (weak or not rule.weak)
            and (form == "*" or (form in rule.at or (form == ":" and "은" in rule.at)))
        ):
            status = status_of(rule, mood)
            if status:
                return status, rule.last
    return None


def _later(value: str, published: str) -> bool:
    """Whether a date lies behind the month of publication; of a half or quarter its first month counts."""
    month = _FIRST_MONTH.get(value[5:7], value[5:7])
    return value[:4] + month > published[:4] + published[5:7] * bool(month)


def _date(frame: Frame, times: Sequence[Time], floor: int, event: Event) -> str | None:
    """The date in the clause before a status word, behind the status word before it and outside quotations."""
    if not times:
        return None
    first = next((i + 1 for i in range(event.first - 1, floor - 1, -1) if _parts(frame, i)), floor)
    start, end = frame.starts[first], frame.starts[event.first]
    near = [time.value for time in times if start <= time.span.start and time.span.end <= end]
    return next((value for value in reversed(near) if value and value[:1].isdigit()), None)


def _parts(frame: Frame, i: int) -> bool:
    return finite(frame, i) or frame.kind(i) == "Q" or frame.form(i) == ","
