"""Agreements, bodies and projects: what lives longer than one story, and what was said of its state.

1. names in every sentence, quotations sentence by sentence   (matter_names)
2. what each sentence says of their state                     (matter_status)
3. lists of signed documents                                  (matter_lists)
4. names that mean the same thing made one; those without a state left out
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hoedam.extract.context import READ_KINDS, Context
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.matter_lists import Bulleted, Item, bulleted, counted_documents, line_item, name_of, stated_total
from hoedam.extract.matter_names import Named, coordinated, heads_in, names_in
from hoedam.extract.matter_rules import MatterKind, rules
from hoedam.extract.matter_status import Event, events_in, governed, happened_in, status_of
from hoedam.extract.moods import Mood, finite, read_mood
from hoedam.extract.sectors import sectors_in
from hoedam.language.ko.marks import Quotation, sentences_inside
from hoedam.model import Block, Matter, Span, StatusEvent, Time


@dataclass(frozen=True, slots=True)
class Matters:
    """What `read_matters` found; ids are ag1, ag2 …, bo1 …, pr1 …"""

    agreements: tuple[Matter, ...]
    bodies: tuple[Matter, ...]
    projects: tuple[Matter, ...]


@dataclass(slots=True)
class Draft:
    """A matter while the document is being read; `words` are its head nouns."""

    kind: MatterKind
    name: str
    mentions: list[Span] = field(default_factory=list)
    status: list[StatusEvent] = field(default_factory=list)
    guesses: list[StatusEvent] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    total: int | None = None


_PREFIXES: tuple[tuple[MatterKind, str], ...] = (("agreement", "ag"), ("body", "bo"), ("project", "pr"))
Unit = tuple[int, int, Sequence[Quotation]]


def _units(context: Context, block: Block, heads: Sequence[tuple[int, int]]) -> Iterator[tuple[Unit, list[int]]]:
    """The sentences of a block that hold heads, quotations in them apart, each with the numbers of its heads."""
    marked = context.marked.get(block.id)
    if marked is None:
        return
    starts = [start for start, _ in heads]
    for start, end in marked.sentences:
        here = [i for i, at in enumerate(starts) if start <= at < end]
        if not here:
            continue
        quotations = [q for q in marked.quotations if start <= q.start and q.end <= end and not _title(q, heads)]
        outside = [i for i in here if not any(q.start <= starts[i] < q.end for q in quotations)]
        if outside:
            yield (start, end, quotations), outside
        for quotation in quotations:
            for lo, hi in sentences_inside(context.document.text, quotation.inner_start, quotation.inner_end):
                inside = [i for i in here if lo <= starts[i] < hi]
                if inside:
                    yield (lo, hi, ()), inside


def _title(quotation: Quotation, heads: Sequence[tuple[int, int]]) -> bool:
    """Whether the words in marks are a name: a head closes them."""
    return any(end == quotation.inner_end for _, end in heads) and quotation.end - quotation.start < 50


class Book:
    """The matters of a document while it is read, and which of them a name means."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.drafts: list[Draft] = []
        self.signed: StatusEvent | None = None

    def read(self, block: Block) -> None:
        """Reads one block."""
        document = self.context.document
        text = document.text
        line = line_item(document, block) if self.signed or document.kind == "agreement_list" else None
        if line:
            self._line(line)
            return
        heads = heads_in(text, block.start, block.end)
        spots = [(lo, hi) for lo, hi, _ in heads]
        counted = counted_documents(text, block.start, block.end)
        if counted:
            spots.append(counted.span())
        for (start, end, quotations), numbers in _units(self.context, block, spots):
            frame = build_frame(self.context.tokens, start, end, quotations, ())
            times = self.context.times_in(start, end)
            names = names_in(text, frame, [heads[i] for i in numbers if i < len(heads)], times)
            found = bulleted(text, start, end)
            if names:
                self._sentence(frame, names, times)
            if found:
                self._list(frame, found, names)
            else:
                self._counted(frame)

    def _sentence(self, frame: Frame, names: list[Named], times: list[Time]) -> None:
        text = self.context.document.text
        groups = list(coordinated(frame, names))
        drafts = {named.first: self._draft(frame, named) for named in names}
        for group in groups:
            total = stated_total(text, group[-1].end, min(group[-1].end + 40, frame.end))
            for draft in (drafts[named.first] for named in group):
                if draft is not None and total:
                    draft.total = total
        events = events_in(text, frame, names)
        told: set[int] = set()
        for number, event in enumerate(events):
            mood = read_mood(frame, event.last, noun=event.noun)
            floor = events[number - 1].last + 1 if number else 0
            group, form = governed(frame, groups, event)
            for named in group:
                draft = drafts[named.first]
                found = _status(event, mood, named, form, weak=named.first not in told)
                if draft is not None and found:
                    told.add(named.first)
                    span = self._span(frame, named, event, mood)
                    told_by = draft.guesses if found[1] else draft.status
                    _add(told_by, StatusEvent(status=found[0], span=span, date=_date(frame, times, floor, event)))

    def _counted(self, frame: Frame) -> None:
        """Keeps what a sentence says was done with a number of documents, for the lists that follow."""
        counted = counted_documents(self.context.document.text, frame.start, frame.end)
        told = self._told(frame, counted.end()) if counted else None
        self.signed = told or self.signed

    def _told(self, frame: Frame, start: int) -> StatusEvent | None:
        """The first state of agreements that a sentence tells behind code point `start`, whoever's it is."""
        for event in events_in(self.context.document.text, frame, ()):
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
        text = self.context.document.text
        inside = {named.first: item for named in names for item in found.items if item.start <= named.start < item.end}
        own = (e for named in names for e in self._known_status(named) if named.first in inside)
        told = next(own, None) or self._told(frame, frame.start) or self.signed
        if told is None:
            return
        for item in found.items:
            name = name_of(text, item, found.document)
            if name is None:
                continue
            draft = self._agreement(name)
            span = self.context.document.span(item.start, item.end)
            draft.mentions.append(span)
            draft.total = found.total
            if not draft.status:
                draft.status.append(StatusEvent(status=told.status, span=span, date=told.date))

    def _known_status(self, named: Named) -> list[StatusEvent]:
        draft = self._known(named)
        return draft.status if draft else []

    def _line(self, item: Item) -> None:
        """A line of a list of documents."""
        document = self.context.document
        draft = self._agreement(name_of(document.text, item, None) or "")
        span = document.span(item.start, item.end)
        draft.mentions.append(span)
        if not draft.status:
            told = self.signed
            draft.status.append(
                StatusEvent(status=told.status if told else "signed", span=span, date=told.date if told else None)
            )

    def _agreement(self, name: str) -> Draft:
        """The agreement of exactly this name, or one whose name it closes."""
        known = (
            draft for draft in self.drafts if draft.kind == "agreement" and _one(compact(draft.name), compact(name))
        )
        draft = next(known, None)
        if draft is None:
            draft = Draft("agreement", name)
            self.drafts.append(draft)
        if len(compact(name)) > len(compact(draft.name)):
            draft.name = name
        return draft

    def _span(self, frame: Frame, named: Named, event: Event, mood: Mood) -> Span:
        last = max(event.last, min(mood.until, len(frame) - 1))
        start, end = min(named.start, frame.starts[event.first]), max(named.end, frame.ends[last])
        return self.context.document.span(start, end)

    def _draft(self, frame: Frame, named: Named) -> Draft | None:
        """The matter that a name means, an old one or a new one; None for a bare noun that means none."""
        draft = self._known(named)
        if draft is None:
            if named.bare and not named.head.alone:
                return None
            draft = Draft(named.head.kind, named.name)
            self.drafts.append(draft)
        if len(compact(named.name)) > len(compact(draft.name)):
            draft.name = named.name
        if named.alias:
            draft.aliases.add(named.alias)
        draft.mentions.append(self.context.document.span(named.start, named.end))
        if named.head.inside and (named.edition or happened_in(frame, named)):
            _add(draft.status, StatusEvent(status=named.head.inside, span=draft.mentions[-1]))
        return draft

    def _known(self, named: Named) -> Draft | None:
        name = compact(named.name)
        same = [draft for draft in reversed(self.drafts) if draft.kind == named.head.kind]
        if named.anaphor or (named.bare and not named.head.alone):
            return next((draft for draft in same if _ends(draft, named.word)), None)
        for draft in same:
            if compact(draft.name) == name or named.name in draft.aliases:
                return draft
        if named.word in rules().table.documents and named.bare:
            return None
        return next((draft for draft in same if _one(compact(draft.name), name)), None)

    def close(self) -> Matters:
        """The matters with a state, with ids, parties and sectors."""
        return Matters(*(tuple(self._matters(kind, prefix)) for kind, prefix in _PREFIXES))

    def _matters(self, kind: MatterKind, prefix: str) -> Iterator[Matter]:
        drafts = [draft for draft in self.drafts if draft.kind == kind and (draft.status or draft.guesses)]
        for number, draft in enumerate(drafts, 1):
            yield Matter(
                id=f"{prefix}{number}", name=draft.name, mentions=tuple(sorted(set(draft.mentions))),
                status=tuple(draft.status or draft.guesses), parties=self._parties(draft), sectors=self._sectors(draft),
                stated_total=draft.total,
            )  # fmt: skip

    def _sectors(self, draft: Draft) -> tuple[str, ...]:
        text = self.context.document.text
        found = (sectors_in(text, span.start, span.end) for span in draft.mentions)
        return tuple(dict.fromkeys(sector for sectors in found for sector in sectors))

    def _parties(self, draft: Draft) -> tuple[str, ...]:
        """The states in the name, or those that the sentence speaks of together (양국, 두 장관)."""
        for span in draft.mentions:
            named = self._states(span.start, span.end, ("pair",))
            if named:
                return named
        if draft.kind == "project":
            return ()
        together = (self._states(e.span.start - 60, e.span.end, ("pair", "collective")) for e in draft.status)
        return next((states for states in together if len(states) > 1), ())

    def _states(self, start: int, end: int, roles: tuple[str, ...]) -> tuple[str, ...]:
        entities = self.context.entities
        mentions = entities.mentions
        lo = bisect_left(mentions, start, key=lambda mention: mention.start)
        hi = bisect_left(mentions, end, key=lambda mention: mention.start)
        ids = (id for mention in mentions[lo:hi] if mention.role in roles for id in mention.entities)
        return tuple(dict.fromkeys(state for state in map(entities.country_of, ids) if state))


def compact(name: str) -> str:
    """Letters and digits only: what names are compared by."""
    return "".join(char for char in name if char.isalnum())


def _ends(draft: Draft, word: str) -> bool:
    return draft.name.endswith(word) or word in draft.aliases


def _one(old: str, new: str) -> bool:
    """Whether two names mean one thing: the shorter closes the longer."""
    return old.endswith(new) or new.endswith(old)


def _add(told: list[StatusEvent], event: StatusEvent) -> None:
    if all(known.status != event.status or known.span != event.span for known in told):
        told.append(event)


def _status(event: Event, mood: Mood, named: Named, form: str, *, weak: bool) -> tuple[str, bool] | None:
    """The status that an event gives a name, and whether only as a last resort."""
    for rule in event.rules:
        if rule.kind in (named.head.kind, "any") and (weak or not rule.weak) and (form == "*" or form in rule.at):
            status = status_of(rule, mood)
            if status:
                return status, rule.last
    return None


def _date(frame: Frame, times: list[Time], floor: int, event: Event) -> str | None:
    """The date in the clause before a status word, behind the status word before it."""
    first = max((i + 1 for i in range(floor, event.first) if finite(frame, i)), default=floor)
    start, end = frame.starts[first], frame.starts[event.first]
    near = [time.value for time in times if start <= time.span.start and time.span.end <= end]
    return next((value for value in reversed(near) if value and value[:1].isdigit()), None)


def read_matters(context: Context) -> Matters:
    """The agreements, bodies and projects of a document, each with at least one status event."""
    book = Book(context)
    for block in context.document.blocks:
        if block.kind in READ_KINDS:
            book.read(block)
    return book.close()
