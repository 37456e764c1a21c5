"""A reading as a page shows it: the text cut where evidence begins and ends, and beside each paragraph what it says.

Nothing here knows a ledger, an address or a server: the same page is made for a document of a ledger and for a file.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from hoedam.ledger.library import Standing
from hoedam.model import Block, Commitment, Entity, Issue, Matter, Reading, Span, Statement, Time
from hoedam.web.marks import Mark, cut, marks

T = TypeVar("T")

AT = "at"  # the stretch that an address asks for
KINDS = ("statement", "cue", "act", "commitment", "person", "issue")  # what can be marked
_DEEPEST = 3  # replies are indented so far
MATTERS = {"agreements": "agreement", "bodies": "body", "projects": "project"}


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment or an ask; `due` is the TIMEX3 value of its deadline, `when` the words of it: empty where it has none."""

    id: str
    commitment: Commitment
    due: str
    when: str
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Card:
    """A statement as it stands beside its words: the `number`th, in the order of the text.

    `reply` is the card that it answers, and `depth` how many answers it stands under.
    """

    id: str
    number: int
    statement: Statement
    speakers: tuple[Entity, ...]
    relayed_by: tuple[Entity, ...]
    addressees: tuple[Entity, ...]
    alternatives: tuple[Entity, ...]
    promises: tuple[Promise, ...]
    issues: tuple[Issue, ...]
    reply: "Card | None"
    standing: Standing | None

    @property
    def depth(self) -> int:
        """0 for what answers nothing."""
        above, depth = self.reply, 0
        while above is not None and depth < _DEEPEST:
            above, depth = above.reply, depth + 1
        return depth

    @property
    def who(self) -> str:
        """The speakers by name; empty where they are unknown."""
        return ", ".join(one.name for one in self.speakers)

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors of all its acts, each once."""
        return tuple(dict.fromkeys(sector for act in self.statement.acts for sector in act.sectors))

    @property
    def acts(self) -> tuple[tuple[str, bool], ...]:
        """Its acts, each kind once, and whether it is courtesy."""
        return tuple(dict.fromkeys((act.act, act.courtesy) for act in self.statement.acts))


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two ends of evidence: what they are (`kinds`, see `_kinds`), and of which records (`ids`).

    `opens` are the statements whose words begin here, `doubts` the issues that do; `first` is where AT begins.
    """

    start: int
    text: str
    kinds: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    opens: tuple[Card, ...] = ()
    doubts: tuple[Issue, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text with what stands beside it: statements and promises outside of any, and open issues."""

    block: Block
    segments: tuple[Segment, ...]
    cards: tuple[Card, ...]
    promises: tuple[Promise, ...]
    issues: tuple[Issue, ...]

    @property
    def aside(self) -> bool:
        """Whether it is what publishers put around a story."""
        return self.block.kind in ("boilerplate", "byline")


@dataclass(frozen=True, slots=True)
class Shown:
    """A whole document. `prefix` stands before every anchor, where several documents are on one page."""

    reading: Reading
    paragraphs: tuple[Paragraph, ...]
    issues: tuple[Issue, ...]
    names: Mapping[str, Entity]
    promises: tuple[Promise, ...]
    standings: Mapping[str, Standing] | None = None
    at: Span | None = None
    prefix: str = ""

    @property
    def title(self) -> str:
        """The document's title, else where it came from."""
        document = self.reading.document
        return document.title or document.source or document.id

    @property
    def cards(self) -> tuple[Card, ...]:
        """All statements, in the order of the text."""
        return tuple(sorted((card for one in self.paragraphs for card in one.cards), key=lambda card: card.number))

    @property
    def matters(self) -> tuple[tuple[str, Matter], ...]:
        """Agreements, bodies and projects, each with its kind."""
        return tuple((kind, one) for home, kind in MATTERS.items() for one in getattr(self.reading, home))

    @property
    def persons(self) -> tuple[Entity, ...]:
        """Who is named."""
        return tuple(one for one in self.reading.entities if one.type in ("person", "organization"))

    def standing(self, id: str) -> Standing | None:
        """How far a record's review came; None outside of a ledger."""
        return self.standings.get(id) if self.standings else None


def shown(
    reading: Reading, standings: Mapping[str, Standing] | None = None, at: Span | None = None, prefix: str = ""
) -> Shown:
    """A reading as a page shows it; `at` is a stretch of its text to be marked strongly."""
    return _Maker(reading, standings, at).make(prefix)


@dataclass
class _Maker:
    """What is looked up again and again while a page is made."""

    reading: Reading
    standings: Mapping[str, Standing] | None
    at: Span | None
    names: Mapping[str, Entity] = field(init=False)
    issues: Mapping[str, list[Issue]] = field(init=False)
    times: Mapping[str, Time] = field(init=False)
    starts: list[int] = field(init=False)  # of the blocks

    def __post_init__(self) -> None:
        self.starts = [block.start for block in self.reading.document.blocks]
        self.names = {one.id: one for one in self.reading.entities}
        self.times = {one.id: one for one in self.reading.times}
        about: dict[str, list[Issue]] = defaultdict(list)
        for issue in self.reading.issues:
            about[issue.about or ""].append(issue)
        self.issues = about

    def make(self, prefix: str) -> Shown:
        promises = tuple(map(self._promise, self.reading.commitments))
        cards = self._cards(promises)
        loose = (one for one in promises if one.commitment.statement not in cards)
        open_issues = [one for one in self.reading.issues if one.about not in cards]
        said = self._by_block((card.statement.content[0], card) for card in cards.values())
        made = self._by_block((one.commitment.content, one) for one in loose)
        told = self._by_block((one.span, one) for one in open_issues if one.span)
        lying = self._marks_by_block()
        paragraphs = tuple(
            Paragraph(
                block, tuple(self._segments(block, lying[number], said[number], told[number])), tuple(said[number]),
                tuple(made[number]), tuple(told[number]),
            )
            for number, block in enumerate(self.reading.document.blocks)
        )  # fmt: skip
        nowhere = tuple(one for one in open_issues if one.span is None)
        return Shown(self.reading, paragraphs, nowhere, self.names, promises, self.standings, self.at, prefix)

    def _by_block(self, found: Iterable[tuple[Span, T]]) -> dict[int, list[T]]:
        """What begins in each block, by the block's place among all."""
        here: dict[int, list[T]] = defaultdict(list)
        for span, one in found:
            here[bisect_right(self.starts, span.start) - 1].append(one)
        return here

    def _marks_by_block(self) -> dict[int, list[Mark]]:
        """The marks that lie over each block, in the order of the text, outer ones first."""
        here: dict[int, list[Mark]] = defaultdict(list)
        for mark in sorted(self._marks(), key=lambda mark: (mark.start, -mark.end)):
            first, after = bisect_right(self.starts, mark.start) - 1, bisect_left(self.starts, mark.end)
            for number in range(max(first, 0), after):
                here[number].append(mark)
        return here

    def _promise(self, one: Commitment) -> Promise:
        due = self.times.get(one.due or "")
        value, when = (due.value or "", due.span.text) if due else ("", "")
        return Promise(one.id, one, value, when, self._standing(one.id))

    def _cards(self, promises: tuple[Promise, ...]) -> dict[str, Card]:
        """Statements by id, in the order of the text; what is answered is made before its answer."""
        cards: dict[str, Card] = {}
        said = [one for one in self.reading.statements if one.content]
        made: dict[str | None, list[Promise]] = defaultdict(list)
        for promise in promises:
            made[promise.commitment.statement].append(promise)
        known = {one.id: (number, one) for number, one in enumerate(sorted(said, key=lambda s: s.content[0].start), 1)}

        def card(id: str, above: tuple[str, ...] = ()) -> Card | None:
            if id in above or id not in known:
                return None  # a person's correction may have made a ring
            if id not in cards:
                number, one = known[id]
                reply = card(one.reply_to, (*above, id)) if one.reply_to else None
                cards[id] = self._card(number, one, reply, tuple(made[id]))
            return cards[id]

        for id in known:
            card(id)
        return {id: cards[id] for id in known}

    def _card(self, number: int, one: Statement, reply: Card | None, promises: tuple[Promise, ...]) -> Card:
        return Card(
            one.id, number, one, self._named(one.speakers), self._named(one.relayed_by), self._named(one.addressees),
            self._named(one.attribution.alternatives), promises,
            tuple(self.issues.get(one.id, ())), reply, self._standing(one.id),
        )  # fmt: skip

    def _named(self, ids: tuple[str, ...]) -> tuple[Entity, ...]:
        return tuple(self.names[id] for id in ids if id in self.names)

    def _standing(self, id: str) -> Standing | None:
        return self.standings.get(id) if self.standings else None

    def _marks(self) -> Iterator[Mark]:
        for one in self.reading.statements:
            yield from marks("statement", one.content, one.id)
            yield from marks("cue", (one.cue,), one.id)
            yield from marks("act", (act.span for act in one.acts), one.id)
        for promise in self.reading.commitments:
            yield from marks("commitment", (promise.content,), promise.id)
        for entity in self.reading.entities:
            if entity.type == "person":
                yield from marks("person", entity.mentions, entity.id)
        yield from marks("issue", (issue.span for issue in self.reading.issues))
        yield from marks(AT, (self.at,))

    def _segments(
        self, block: Block, lying: list[Mark], cards: Iterable[Card], issues: Iterable[Issue]
    ) -> Iterator[Segment]:
        """The words of a block, cut wherever a mark begins or ends."""
        text = self.reading.document.text
        for start, end, over in cut(block, lying):
            yield Segment(
                start, text[start:end], _kinds(over), tuple(dict.fromkeys(mark.id for mark in over if mark.id)),
                tuple(card for card in cards if card.statement.content[0].start == start),
                tuple(one for one in issues if one.span and one.span.start == start),
                any(mark.kind == AT and mark.start == start for mark in over),
            )  # fmt: skip


def _kinds(over: list[Mark]) -> tuple[str, ...]:
    """What words are, each kind once; `deep` where statements stand in each other."""
    kinds = [mark.kind for mark in over]
    inner = ("deep",) if len({mark.id for mark in over if mark.kind == "statement"}) > 1 else ()
    return (*dict.fromkeys(kinds), *inner)
