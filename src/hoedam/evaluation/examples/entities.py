"""States, offices, designations and collectives."""

from collections.abc import Iterator, Sequence
from functools import partial

from hoedam.evaluation.examples.common import both_ways, marked, story
from hoedam.extract.entities import Mention, read_entities
from hoedam.extract.entity_tables import Designation, Homograph, Office, tables

_NAMED = frozenset({"name", "title"})
_STATES = frozenset({"country", "side", "pair", "organization", "title", "name", "collective"})
_PARTIES = " 한국과 페루, 칠레가 만났다."  # a collective needs those whom it means


def countries() -> Iterator[str]:
    """A word means its state at the [brackets] of its examples, and nobody in its counterexamples."""
    for rule in tables().countries.homographs:
        yield from both_ways(rule.id, rule, _state_at, partial(_no_state, rule))


def _state_at(example: str) -> bool:
    text, start, end = marked(example)
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
    text, start, end = marked(example)
    return any((m.start, m.end) == (start, end) and m.role in roles for m in _mentions(text + after))


def _nobody(text: str) -> bool:
    return not any(m.role in _NAMED for m in _mentions(text))


def _no_collective(words: Sequence[str], text: str) -> bool:
    found = (m for m in _mentions(text + _PARTIES) if m.role == "collective")
    return not any(text[m.start : m.end] in words for m in found)


def _mentions(text: str) -> tuple[Mention, ...]:
    return read_entities(story(text)).mentions
