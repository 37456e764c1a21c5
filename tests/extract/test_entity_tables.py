"""The tables of entities, rule by rule: examples match, counterexamples do not, lists hold no word twice."""

from collections import Counter
from typing import Any

import msgspec
import pytest
from tests.documents import document

from hoedam.evaluation.examples.common import marked
from hoedam.extract.countries import state_of
from hoedam.extract.entities import Mention, read_entities
from hoedam.extract.entity_tables import tables, title_of

STATES = {"country", "side", "pair", "organization", "title", "name", "collective"}


def _mentions(text: str) -> tuple[Mention, ...]:
    return read_entities(document(text)).mentions


def _examples(rules: Any, field: str = "examples") -> list[tuple[Any, str]]:
    return [(rule, example) for rule in rules for example in getattr(rule, field)]


def _ids(rows: list[tuple[Any, str]]) -> list[str]:
    return [f"{rule.id}: {example[:20]}" for rule, example in rows]


HOMOGRAPHS = _examples(tables().countries.homographs)
NO_HOMOGRAPHS = _examples(tables().countries.homographs, "counterexamples")


@pytest.mark.parametrize(("rule", "example"), HOMOGRAPHS, ids=_ids(HOMOGRAPHS))
def test_a_state_is_found_where_the_word_means_it(rule: Any, example: str) -> None:
    text, start, end = marked(example)
    assert text[start:end] == rule.word
    assert any(m.start <= start and end <= m.end and m.role in STATES for m in _mentions(text))


@pytest.mark.parametrize(("rule", "example"), NO_HOMOGRAPHS, ids=_ids(NO_HOMOGRAPHS))
def test_no_state_is_found_where_the_word_means_something_else(rule: Any, example: str) -> None:
    at = example.replace("[", "").replace("]", "").find(rule.word)
    text = example.replace("[", "").replace("]", "")
    assert not any(m.start == at for m in _mentions(text)), example


OFFICES = _examples([*tables().offices.offices, *tables().offices.designations])
NO_OFFICES = _examples([*tables().offices.offices, *tables().offices.designations], "counterexamples")


@pytest.mark.parametrize(("rule", "example"), OFFICES, ids=_ids(OFFICES))
def test_an_office_makes_a_person_of_exactly_its_phrase(rule: Any, example: str) -> None:
    text, start, end = marked(example)
    assert (start, end) in {(m.start, m.end) for m in _mentions(text) if m.role in {"name", "title"}}


@pytest.mark.parametrize(("rule", "example"), NO_OFFICES, ids=_ids(NO_OFFICES))
def test_a_common_noun_makes_nobody(rule: Any, example: str) -> None:
    assert not [m for m in _mentions(example) if m.role in {"name", "title"}]


GROUPS = _examples(tables().offices.collectives)
NO_GROUPS = _examples(tables().offices.collectives, "counterexamples")


@pytest.mark.parametrize(("rule", "example"), GROUPS, ids=_ids(GROUPS))
def test_a_collective_is_found(rule: Any, example: str) -> None:
    text, start, end = marked(example)
    text = f"{text} 한국과 페루, 칠레가 만났다."
    assert (start, end) in {(m.start, m.end) for m in _mentions(text) if m.role == "collective"}


@pytest.mark.parametrize(("rule", "example"), NO_GROUPS, ids=_ids(NO_GROUPS))
def test_no_collective_is_found(rule: Any, example: str) -> None:
    whole = [m for m in _mentions(f"{example} 한국과 페루가 만났다.") if m.role == "collective"]
    assert not [m for m in whole if example[m.start : m.end] in rule.words]


def _lists(table: Any, path: str = "") -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for key, value in table.items() if isinstance(table, dict) else enumerate(table):
        if isinstance(value, list) and value and all(isinstance(word, str) for word in value):
            found.append((f"{path}.{key}", value))
        elif isinstance(value, dict | list):
            found += _lists(value, f"{path}.{key}")
    return found


@pytest.mark.parametrize("name", ["countries", "offices", "organizations", "names"])
def test_no_list_is_empty_or_holds_a_word_twice(name: str) -> None:
    for path, words in _lists(msgspec.to_builtins(getattr(tables(), name)), name):
        twice = [word for word, n in Counter(words).items() if n > 1]
        assert words and not twice, f"{path}: {twice}"


def test_ids_of_rules_are_unique() -> None:
    offices, countries = tables().offices, tables().countries
    ids = [r.id for r in (*offices.offices, *offices.designations, *offices.collectives, *countries.homographs)]
    assert len(ids) == len(set(ids))


def test_states_come_from_all_three_sources() -> None:
    assert state_of("카자흐스탄") == "KAZ" and state_of("남아프리카공화국") == "ZAF" and state_of("인니") == "IDN"
    assert state_of("벨로루시") == "BLR" and state_of("체코공화국") == "CZE" and state_of("코소보") == "XKX"
    assert state_of("미") == "USA" and state_of("美") == "USA" and state_of("중") is None
    assert all(len(state) == 3 for state in tables().states.values())


def test_a_title_knows_the_titles_that_it_ends_with() -> None:
    title = title_of("국가안보실장")
    assert title and {"국가안보실장", "안보실장", "실장"} <= title.cores
    deputy = title_of("제1부총리")
    assert deputy and deputy.office.id == "deputy" and "총리" not in deputy.cores
