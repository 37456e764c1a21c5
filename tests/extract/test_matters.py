"""Agreements, bodies and projects: the rules' own examples both ways, and how they come together in a document."""

import re

import pytest
from reading_kit import context_of

from hoedam.extract.frames import build_frame
from hoedam.extract.matter_names import heads_in, names_in
from hoedam.extract.matter_rules import Head, StatusRule, rules
from hoedam.extract.matters import read_matters
from hoedam.extract.moods import MoodRule, match_rule, mood_rules
from hoedam.model import Matter


def short(value: object) -> str:
    return value if isinstance(value, str) else value.id  # type: ignore[attr-defined]


HEADS = [(head, example) for head in rules().table.heads for example in head.examples]
NOT_HEADS = [(head, example) for head in rules().table.heads for example in head.counterexamples]
STATUSES = [(rule, example) for rule in rules().table.statuses for example in rule.examples]
NOT_STATUSES = [(rule, example) for rule in rules().table.statuses for example in rule.counterexamples]
MOODS = [(rule, example) for rule in mood_rules() for example in rule.examples]
NOT_MOODS = [(rule, example) for rule in mood_rules() for example in rule.counterexamples]


def names(text: str) -> list[tuple[str, str]]:
    """(head id, name as it stands in the text) of everything named in a sentence."""
    context = context_of(text)
    frame = build_frame(context.tokens, 0, len(text), (), ())
    found = names_in(text, frame, heads_in(text, 0, len(text)), context.times)
    return [(n.head.id, text[n.start : n.end]) for n in found if n.head.alone or n.anaphor or not n.bare]


def matters(*lines: str) -> list[Matter]:
    found = read_matters(context_of(*lines))
    return [*found.agreements, *found.bodies, *found.projects]


def states(*lines: str) -> dict[str, list[str]]:
    return {matter.name: [event.status for event in matter.status] for matter in matters(*lines)}


def loose(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


@pytest.mark.parametrize(("head", "example"), HEADS, ids=short)
def test_a_head_names_what_its_examples_say(head: Head, example: str) -> None:
    wanted = re.search(r"\[(.*?)\]", example)
    assert wanted
    text = example.replace("[", "").replace("]", "") + "."
    assert (head.id, loose(wanted[1])) in [(id, loose(name)) for id, name in names(text)]


@pytest.mark.parametrize(("head", "example"), NOT_HEADS, ids=short)
def test_a_head_names_nothing_in_its_counterexamples(head: Head, example: str) -> None:
    assert head.id not in [id for id, _ in names(example + ".")]


@pytest.mark.parametrize(("rule", "example"), STATUSES, ids=short)
def test_a_status_is_read_from_its_examples(rule: StatusRule, example: str) -> None:
    text, _, status = example.partition(" → ")
    assert status in [state for found in states(text + ".").values() for state in found]


@pytest.mark.parametrize(("rule", "example"), NOT_STATUSES, ids=short)
def test_no_status_is_read_from_counterexamples(rule: StatusRule, example: str) -> None:
    given_statuses = {*rule.gives.values(), rule.always}
    assert not given_statuses & {state for found in states(example + ".").values() for state in found}


def mood_at(rule: MoodRule, example: str) -> str | None:
    """The id of the first mood rule that matches behind the word in brackets."""
    text = example.replace("[", "").replace("]", "") + "."
    end = example.index("]") - 1
    frame = build_frame(context_of(text).tokens, 0, len(text), (), ())
    at = next(
        i for i in range(len(frame)) if frame.starts[i] >= end or (frame.ends[i] > end and frame.kind(i) in "PMEF")
    )
    found, _ = match_rule(frame, at, rule.after)
    return found.id if found else None


@pytest.mark.parametrize(("rule", "example"), MOODS, ids=short)
def test_a_mood_matches_its_examples(rule: MoodRule, example: str) -> None:
    assert mood_at(rule, example) == rule.id


@pytest.mark.parametrize(("rule", "example"), NOT_MOODS, ids=short)
def test_a_mood_does_not_match_its_counterexamples(rule: MoodRule, example: str) -> None:
    assert mood_at(rule, example) != rule.id


def test_every_rule_says_where_it_comes_from_and_shows_itself() -> None:
    for rule in (*rules().table.heads, *rules().table.statuses, *mood_rules()):
        assert rule.source and rule.examples, rule.id
