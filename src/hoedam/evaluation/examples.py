"""The examples and counterexamples of each rule table, run both ways; `hoedam rules --check` prints what fails.

One function per table. What matching means is the table's own matter: to decide a clause, to be found in a sentence,
to make exactly the phrase in [brackets] a person.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from hoedam.extract.acts import act_rules, clause_rule
from hoedam.extract.commitments import commitment_table
from hoedam.extract.courtesy import CourtesyRule, courtesy_rule, courtesy_rules
from hoedam.extract.entities import Mention, read_entities
from hoedam.extract.entity_tables import Designation, Homograph, Office, tables
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.predicates import find_predicates, predicate_table
from hoedam.extract.sectors import sector_hits
from hoedam.extract.sectors import table as sector_table
from hoedam.extract.selves import self_rules
from hoedam.extract.time_forms import time_forms
from hoedam.extract.times import read_times
from hoedam.language.ko.analyser import analyse
from hoedam.model import Block, Document
from hoedam.sources.signs import signs

_NAMED = frozenset({"name", "title"})
_STATES = frozenset({"country", "side", "pair", "organization", "title", "name", "collective"})
_PARTIES = " 한국과 페루, 칠레가 만났다."  # a collective needs those whom it means


class Rule(Protocol):
    """What a rule with examples has."""

    @property
    def examples(self) -> Sequence[str]:
        """Texts that the rule matches."""

    @property
    def counterexamples(self) -> Sequence[str]:
        """Texts that it does not."""


def both_ways(
    name: str, rule: Rule, matches: Callable[[str], bool], refuses: Callable[[str], bool] | None = None
) -> Iterator[str]:
    """A line for each example that is not matched, and each counterexample that is (that `refuses` does not take)."""
    if not rule.examples:
        yield f"{name}: has no example"
    for text in rule.examples:
        if not matches(text):
            yield f"{name}: does not match its example {text!r}"
    for text in rule.counterexamples:
        if not refuses(text) if refuses else matches(text):
            yield f"{name}: matches its counterexample {text!r}"


def _frame(text: str) -> Frame:
    """A text as rules over morphemes see it, with nobody named in it."""
    return build_frame(analyse(text, [(0, len(text))], []), 0, len(text), (), ())


def _story(text: str) -> Document:
    """A text as the only paragraph of a story of 2021-08-17, a Tuesday."""
    block = Block(id="b1", kind="paragraph", start=0, end=len(text))
    return Document(id="", kind="news", language="ko", text=text, blocks=(block,), published="2021-08-17")


def acts() -> Iterator[str]:
    """A rule decides its examples, and something else its counterexamples."""
    for rule in act_rules():
        yield from both_ways(rule.id, rule, partial(_decides, rule.id))


def _decides(id: str, text: str) -> bool:
    frame = _frame(text)
    return clause_rule(frame, 0, len(frame), text).id == id


def predicates() -> Iterator[str]:
    """A group's predicate stands in its examples, and not in its counterexamples."""
    for rule in predicate_table().rules:
        yield from both_ways(rule.id, rule, partial(_reports, rule.id))


def _reports(id: str, text: str) -> bool:
    return any(rule.id == id for predicate in find_predicates(_frame(text)) for rule in predicate.rules)


def courtesy() -> Iterator[str]:
    """A rule makes courtesy of its examples, said or as the situation, and not of its counterexamples."""
    for rule in courtesy_rules():
        yield from both_ways(rule.id, rule, partial(_is_courtesy, rule))


def _is_courtesy(rule: CourtesyRule, text: str) -> bool:
    return courtesy_rule(rule.acts[0], text, text) is rule


def selves() -> Iterator[str]:
    """A word of the rule stands in its examples, and none in its counterexamples."""
    for rule in self_rules():
        yield from both_ways(rule.id, rule, partial(_holds_word, rule.words))


def _holds_word(words: Sequence[str], text: str) -> bool:
    return any(word in text for word in words)


def commitments() -> Iterator[str]:
    """A pattern is found in its examples, and not in its counterexamples."""
    table = commitment_table()
    for rule in (*table.softened, *table.not_commitments, *table.plans, *table.previews):
        yield from both_ways(rule.id, rule, partial(_found, [re.compile(rule.pattern)]))


def sources() -> Iterator[str]:
    """A pattern is found in its examples, and not in its counterexamples."""
    known = signs()
    for line, *patterns in known.lines:
        yield from both_ways(line.id, line, partial(_found, patterns))
    for rule in (*known.table.tokens, *known.table.metadata, *known.table.kinds):
        yield from both_ways(rule.id, rule, partial(_found, [known.compile(rule.pattern)]))


def _found(patterns: Iterable[re.Pattern[str]], text: str) -> bool:
    return all(pattern.search(text) for pattern in patterns)


def times() -> Iterator[str]:
    """A rule finds its examples; of its counterexamples it makes no time."""
    for rule in time_forms().table.rules:
        for example in rule.examples:
            if rule.id not in {hit.rule.id for hit in time_forms().find(example.text)}:
                yield f"{rule.id}: does not match its example {example.text!r}"
        for text in rule.counterexamples:
            read = {time.span.start for time in read_times(_story(text), [])}
            hits = time_forms().find(text)
            if any(hit.rule.id == rule.id and (hit.start in read or rule.read == "nothing") for hit in hits):
                yield f"{rule.id}: matches its counterexample {text!r}"


def sectors() -> Iterator[str]:
    """A sector is found in its examples; guards and offices silence a term in their counterexamples and examples."""
    table = sector_table()
    for name, group in table.groups.items():
        yield from _sector(name, group.examples)
        for leaf, sector in group.leaves.items():
            yield from _sector(f"{name}.{leaf}", sector.examples)
    for guard in table.guards:
        yield from both_ways(guard.id, guard, partial(_says, guard.terms))
    for silent in table.silent:
        wrong = (word for word in silent.words if sector_hits(word))
        yield from (f"{silent.id}: {word!r} says a sector" for word in wrong)
    yield from both_ways("offices", table.offices, lambda text: not sector_hits(text))


def _sector(id: str, examples: Sequence[str]) -> Iterator[str]:
    wrong = (text for text in examples if id not in {hit[2] for hit in sector_hits(text)})
    return (f"{id}: is not found in its example {text!r}" for text in wrong)


def _says(terms: Sequence[str], text: str) -> bool:
    return any(text[start:end] in terms for start, end, _ in sector_hits(text))


def countries() -> Iterator[str]:
    """A word means its state at the [brackets] of its examples, and nobody in its counterexamples."""
    for rule in tables().countries.homographs:
        yield from both_ways(rule.id, rule, _state_at, partial(_no_state, rule))


def _state_at(example: str) -> bool:
    text, start, end = _marked(example)
    return any(m.start <= start and end <= m.end and m.role in _STATES for m in _mentions(text))


def _no_state(rule: Homograph, example: str) -> bool:
    text = example.replace("[", "").replace("]", "")
    return not any(m.start == text.find(rule.word) for m in _mentions(text))


def offices() -> Iterator[str]:
    """A title or designation makes a person of exactly its [brackets]; a collective is found there."""
    table = tables().offices
    persons: list[Office | Designation] = [*table.offices, *table.designations]
    for rule in persons:
        yield from both_ways(rule.id, rule, partial(_phrase, _NAMED), _nobody)
    for group in table.collectives:
        matches = partial(_phrase, frozenset({"collective"}), after=_PARTIES)
        yield from both_ways(group.id, group, matches, partial(_no_collective, group.words))


def _phrase(roles: frozenset[str], example: str, after: str = "") -> bool:
    text, start, end = _marked(example)
    return any((m.start, m.end) == (start, end) and m.role in roles for m in _mentions(text + after))


def _nobody(text: str) -> bool:
    return not any(m.role in _NAMED for m in _mentions(text))


def _no_collective(words: Sequence[str], text: str) -> bool:
    found = (m for m in _mentions(text + _PARTIES) if m.role == "collective")
    return not any(text[m.start : m.end] in words for m in found)


def _mentions(text: str) -> tuple[Mention, ...]:
    return read_entities(_story(text)).mentions


def _marked(example: str) -> tuple[str, int, int]:
    """An example without its [ ], and the span that they mark."""
    start, end = example.index("["), example.index("]") - 1
    return example.replace("[", "", 1).replace("]", "", 1), start, end
