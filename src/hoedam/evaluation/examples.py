"""The examples and counterexamples of each rule table, run both ways; `hoedam rules --check` prints what fails."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from hoedam.extract.acts import act_rules, clause_rule
from hoedam.extract.commitments import commitment_table
from hoedam.extract.courtesy import courtesy_rules
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.predicates import find_predicates, predicate_table
from hoedam.extract.time_forms import time_forms
from hoedam.extract.times import read_times
from hoedam.language.ko.analyser import analyse
from hoedam.model import Block, Document
from hoedam.sources.signs import signs


class Rule(Protocol):
    """What every rule has."""

    @property
    def id(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def examples(self) -> Iterable[str]: ...
    @property
    def counterexamples(self) -> Iterable[str]: ...


def both_ways(rule: Rule, matches: Callable[[str], bool]) -> Iterator[str]:
    """A line for each example that `matches` refuses, and each counterexample that it takes."""
    if not rule.source:
        yield f"{rule.id}: has no source"
    if not tuple(rule.examples):
        yield f"{rule.id}: has no examples"
    yield from (f"{rule.id}: does not match its example {text!r}" for text in rule.examples if not matches(text))
    yield from (f"{rule.id}: matches its counterexample {text!r}" for text in rule.counterexamples if matches(text))


def frame_of(text: str) -> Frame:
    """A text as rules over morphemes see it, with nobody named in it."""
    return build_frame(analyse(text, [(0, len(text))], []), 0, len(text), (), ())


def acts() -> Iterator[str]:
    """A rule decides its examples, and something else its counterexamples."""
    for rule in act_rules():
        yield from both_ways(rule, lambda text, rule=rule: _deciding(text) == rule.id)  # type: ignore[misc]


def _deciding(text: str) -> str:
    frame = frame_of(text)
    return clause_rule(frame, 0, len(frame), text).id


def predicates() -> Iterator[str]:
    """A group's predicate stands in its examples, and not in its counterexamples."""
    for rule in predicate_table().rules:
        yield from both_ways(rule, lambda text, id=rule.id: id in _predicates(text))  # type: ignore[misc]


def _predicates(text: str) -> set[str]:
    return {rule.id for predicate in find_predicates(frame_of(text)) for rule in predicate.rules}


def courtesy() -> Iterator[str]:
    """A rule's words stand in its examples, and not in its counterexamples."""
    for rule in courtesy_rules():
        words = re.compile("|".join(map(re.escape, rule.words)))
        yield from both_ways(rule, lambda text, words=words: bool(words.search(text)))  # type: ignore[misc]


def commitments() -> Iterator[str]:
    """A pattern is found in its examples, and not in its counterexamples."""
    table = commitment_table()
    for rule in (*table.softened, *table.not_commitments, *table.plans, *table.previews):
        pattern = re.compile(rule.pattern)
        yield from both_ways(rule, lambda text, pattern=pattern: bool(pattern.search(text)))  # type: ignore[misc]


def sources() -> Iterator[str]:
    """A pattern is found in its examples, and not in its counterexamples."""
    known = signs()
    for rule, pattern, also in known.lines:
        yield from both_ways(rule, lambda text, a=pattern, b=also: bool(a.search(text) and b.search(text)))  # type: ignore[misc]
    others = (*known.table.tokens, *known.table.metadata, *known.table.kinds)
    for other in others:
        compiled = known.compile(other.pattern)
        yield from both_ways(other, lambda text, pattern=compiled: bool(pattern.search(text)))  # type: ignore[misc]


def times() -> Iterator[str]:
    """A rule finds its examples; of its counterexamples, read as of a Tuesday, it makes no time."""
    for rule in time_forms().table.rules:
        for example in rule.examples:
            if rule.id not in {hit.rule.id for hit in time_forms().find(example.text)}:
                yield f"{rule.id}: does not match its example {example.text!r}"
        for text in rule.counterexamples:
            read = {time.span.start for time in read_times(_story(text), [])}
            hits = time_forms().find(text)
            if any(hit.rule.id == rule.id and (hit.start in read or rule.read == "nothing") for hit in hits):
                yield f"{rule.id}: matches its counterexample {text!r}"


def _story(text: str) -> Document:
    """A text as the only paragraph of a story of 2021-08-17, a Tuesday."""
    block = Block(id="b1", kind="paragraph", start=0, end=len(text))
    return Document(id="", kind="news", language="ko", text=text, blocks=(block,), published="2021-08-17")
