"""Where a text speaks of time: the forms of `rules/ko/times.yaml`, found in one pass.

A form is found by a scan for what any rule can begin with (one compiled regex with literal heads,
which the regex engine skips through), then by the rules that can begin so, in the order of the
table. A rule's pattern is compiled when a text first asks for it: all together take a tenth of a
second. What the named groups of a pattern mean:

    y yy ys     year in full, in two digits, in the last two digits of the year before it
    m d         month and day; with `0` (y0 m0 d0) the beginning of a range; `list`, `mlist` join 4, 5일
    yw ye mw    a word for the year or month of the text (올해, 지난달), for the last year named (이듬해)
    lead        지난, 오는, 올, 이번, 다음 before a month, day, half, quarter, season or weekday
    half q season part whole    what of the year is meant; wd, wdw the weekday beside a date
    dw ed ww    words for days, for days after an event, for weeks; `we` the weekend
    ny nm nw nd nh nmin half    numbers of years … minutes; with a trailing `w` in words
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import product
from typing import Literal, NamedTuple

import msgspec

from hoedam.rules.loader import load_table

Reads = Literal[
    "nothing", "duration", "ago", "fixed", "decade", "calendar", "quarter", "season",
    "day", "event", "week", "weekday", "spelled",
]  # fmt: skip

MARKS = "'’‘`´′"
_DIGITS = "0123456789"
_BUILT_IN = {"digit": _DIGITS, "_": ("", " ", "\u00a0")}
_MACRO = re.compile(r"\{([a-z_]\w*)\}")
_QUOTATION = re.compile(r'“[^”]*”|"[^"]*"')
_NEAR, _LONG = 160, 600  # code points behind a time within which its tense is looked for; with quotations
_NUMBER = re.compile(r"[ \u00a0]?(?:\d+[ \u00a0]?)?")


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text, the words in it that are the time, and the TIMEX3 value they have."""

    text: str
    value: str | None
    span: str | None = None


class TimeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form of time expression."""

    id: str
    source: str
    read: Reads
    begins: tuple[str, ...]
    pattern: str
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]
    follows: tuple[str, ...] = ()
    value: str | None = None
    values: dict[str, str] = {}


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns for words that make a date future or past."""

    future: str
    past: str


class TimeTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`rules/ko/times.yaml`."""

    words: dict[str, dict[str, int]]
    macros: dict[str, str]
    cues: Cues
    rules: tuple[TimeRule, ...]


_Rule = tuple[TimeRule, tuple[str, ...]]  # a rule, and what must follow its head


class Hit(NamedTuple):
    """Words that speak of time: code points `start` to `end`, their rule and its named groups."""

    start: int
    end: int
    rule: TimeRule
    parts: dict[str, str]


def _alternatives(words: list[str] | dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _syllables(final: int, but: str = "") -> str:
    """A character class: the syllables with this final consonant (its number in Unicode's order)."""
    return "[" + "".join(c for c in map(chr, range(0xAC00 + final, 0xD7A4, 28)) if c not in but) + "]"


def _trie(words: list[str]) -> str:
    """A pattern for words of which none begins another: tried by their first characters, four times quicker."""
    ends: dict[str, list[str]] = {}
    for word in words:
        ends.setdefault(word[0], []).append(word[1:])
    return "|".join(re.escape(first) + (f"(?:{_trie(rest)})" if rest != [""] else "") for first, rest in ends.items())


class TimeForms:
    """The table, compiled: `find` the forms in a text, `tense` of what follows one."""

    def __init__(self, table: TimeTable) -> None:
        self.table = table
        self.words = table.words
        self._macros = {name: f"(?:{_alternatives(words)})" for name, words in table.words.items()}
        self._macros |= {"n": _syllables(4), "l": _syllables(8), "b": _syllables(17), "ss": _syllables(20, "겠있")}
        for name, pattern in table.macros.items():
            self._macros[name] = self._expand(pattern)
        self._sources = {rule.id: self._expand(rule.pattern, rule.values) for rule in table.rules}
        self._patterns: dict[str, re.Pattern[str]] = {}

    def _expand(self, pattern: str, values: dict[str, str] | None = None) -> str:
        macros = self._macros | {"values": f"(?:{_alternatives(values or {})})"}
        return _MACRO.sub(lambda m: macros[m[1]], pattern)

    def pattern(self, rule: TimeRule) -> re.Pattern[str]:
        """The rule's pattern with its named groups, compiled on first use."""
        if rule.id not in self._patterns:
            self._patterns[rule.id] = re.compile(self._sources[rule.id])
        return self._patterns[rule.id]

    def _heads_of(self, rule: TimeRule) -> Iterator[str]:
        yield from (mark + digit for mark, digit in product(MARKS, _DIGITS) if "mark" in rule.begins)
        yield from (digit for digit in _DIGITS if "digit" in rule.begins)
        yield from self._spelt([begin for begin in rule.begins if begin not in ("digit", "mark")], rule)

    def _spelt(self, texts: Iterable[str], rule: TimeRule) -> Iterator[str]:
        """The texts with every word of the lists that they name."""
        lists = {**self.words, **_BUILT_IN, "values": rule.values}
        for text in texts:
            names = _MACRO.findall(text)
            yield from (self._fill(text, words) for words in product(*(lists[name] for name in names)))

    @staticmethod
    def _fill(begin: str, words: tuple[str, ...]) -> str:
        left = iter(words)
        return _MACRO.sub(lambda _: next(left), begin)

    @cached_property
    def _rules_by_head(self) -> dict[str, list[_Rule]]:
        """What a form can begin with (none the beginning of another) and the rules that do."""
        heads = {rule.id: set(self._heads_of(rule)) for rule in self.table.rules}
        every = set().union(*heads.values())
        short = {head: next(head[:i] for i in range(1, len(head) + 1) if head[:i] in every) for head in every}
        found: dict[str, list[_Rule]] = {head: [] for head in sorted(set(short.values()))}
        for rule in self.table.rules:
            for head in {short[head] for head in heads[rule.id]}:
                found[head].append((rule, self._follows(rule, head)))
        return found

    def _follows(self, rule: TimeRule, head: str) -> tuple[str, ...]:
        """What must stand behind the head for the rule to match: anything, where the head tells enough."""
        led = head in rule.begins or (head.isdecimal() and "digit" in rule.begins)
        return tuple(self._spelt(rule.follows, rule)) if led and rule.follows else ("",)

    @cached_property
    def _scan(self) -> re.Pattern[str]:
        digits = [f"{head}[0-9]*" for head in self._rules_by_head if head.isdigit()]
        return re.compile("|".join([*digits, _trie([head for head in self._rules_by_head if not head.isdigit()])]))

    def _rules_at(self, head: re.Match[str], text: str) -> Iterator[TimeRule]:
        """The rules that can begin with the head and go on as the text does."""
        number = head[0][0] in _DIGITS
        behind = _NUMBER.match(text, head.start() if number else head.end())
        assert behind is not None  # it matches nothing, too
        for rule, follows in self._rules_by_head[head[0][0] if number else head[0]]:
            if text.startswith(follows, behind.end()):
                yield rule

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """The forms between `start` and `end`, left to right, none overlapping."""
        stop = len(text) if end is None else end
        scan, at = self._scan, start
        while head := scan.search(text, at, stop):
            hit = self._hit(head, text, stop)
            if hit is not None:
                at = hit.end
                yield hit
            else:
                at = head.end() if head[0][0] in _DIGITS else head.start() + 1

    def _hit(self, head: re.Match[str], text: str, stop: int) -> Hit | None:
        """What the first rule reads that matches at the head."""
        for rule in self._rules_at(head, text):
            if found := self.pattern(rule).match(text, head.start(), stop):
                parts = {name: word for name, word in found.groupdict().items() if word}
                return Hit(head.start(), found.end(), rule, parts)
        return None

    @cached_property
    def _cues(self) -> re.Pattern[str]:
        cues = self.table.cues
        return re.compile(f'(?P<future>{self._expand(cues.future)})|{self._expand(cues.past)}|\n|[.!?]["”’)]? ')

    def tense(self, text: str, start: int, end: int, *, quoted: bool) -> Literal["future", "past"] | None:
        """What the rest of the sentence says first: that the thing is to come, or that it was.

        A time of the narration is not told by what somebody is quoted with behind it.
        """
        rest = text[start : min(end, start + _LONG)]
        cue = self._cues.search(rest if quoted else _QUOTATION.sub("", rest), 0, _NEAR)
        if cue is None or cue[0][0] in "\n.!?":
            return None
        return "future" if cue["future"] else "past"


@lru_cache(maxsize=1)
def time_forms() -> TimeForms:
    """The forms of Korean, loaded on first use.

    Raises RulesInvalid where the table is not what it should be.
    """
    return TimeForms(load_table("ko/times.yaml", TimeTable))
