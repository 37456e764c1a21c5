"""The predicates that report: every rule of predicates.yaml both ways, in a sentence with somebody as its subject."""

import pytest
from tests.documents import document
from tests.rows import rows

from hoedam.extract.cues import find_cues
from hoedam.extract.frames import Frame, build_frame
from hoedam.extract.pipeline import look
from hoedam.extract.predicates import PredicateRule, find_predicates, predicate_table
from hoedam.settings import Settings

_CAST = {
    "그는": "민서영 장관은",
    "총리는": "오스카 린드 총리는",
    "대통령은": "한도영 대통령은",
    "장관은": "민서영 장관은",
}


def sentence(text: str) -> Frame:
    """A sentence, its stop added, with an invented person for its subject."""
    first, _, rest = text.partition(" ")
    text = f"{_CAST.get(first, first)} {rest}".strip() + "."
    context = look(document(text), Settings())
    marked = context.marked["b0"]
    return build_frame(
        context.tokens, 0, len(text), marked.quotations, [m for m in context.entities.mentions if m.role != "place"]
    )


def cue_rules(text: str) -> set[str]:
    """The rules that know the predicates of a sentence's cues."""
    frame = sentence(text)
    cues = find_cues(frame)
    return {
        rule.id for p in find_predicates(frame) for cue in cues if cue.start <= p.start < cue.end for rule in p.rules
    }


TOPICS = [rule for rule in predicate_table().rules if rule.topic]
REPORTS = [rule for rule in predicate_table().rules if not rule.topic]
WRONG: dict[str, str] = {}
WRONG_COUNTER: dict[str, str] = {}


@pytest.mark.parametrize("rule", rows(REPORTS, WRONG))
def test_examples_have_a_cue_of_their_rule(rule: PredicateRule):
    assert rule.source
    assert rule.examples
    missing = [text for text in rule.examples if rule.id not in cue_rules(text)]
    assert not missing


@pytest.mark.parametrize("rule", rows(REPORTS, WRONG_COUNTER))
def test_counterexamples_have_none(rule: PredicateRule):
    assert rule.counterexamples
    assert not [text for text in rule.counterexamples if rule.id in cue_rules(text)]


@pytest.mark.parametrize("rule", TOPICS, ids=lambda rule: rule.id)
def test_a_topic_report_has_no_cue(rule: PredicateRule):
    assert not [text for text in rule.examples if cue_rules(text)]
    assert all(any(p.topic for p in find_predicates(sentence(text))) for text in rule.examples)
    assert not [text for text in rule.counterexamples if any(p.topic for p in find_predicates(sentence(text)))]


def test_ids_are_unique():
    ids = [rule.id for rule in predicate_table().rules]
    assert len(ids) == len(set(ids))


SHOWN = [
    "그는 감사를 표했다", "그는 감사의 뜻을 표했다", "그는 감사의 뜻을 전했다", "그는 감사 인사를 전했다", "그는 감사의 인사를 전했다",
    "그는 깊은 사의를 나타냈다", "그는 거듭 감사를 표시했다",
]  # fmt: skip


@pytest.mark.parametrize("text", rows(SHOWN))
def test_shown_nouns(text: str):
    assert "thank" in cue_rules(text)


@pytest.mark.parametrize("text", [
    "양국은 위원회를 열기로 했다", "양국은 위원회를 열기로 합의했다", "양국은 위원회를 열기로 뜻을 모았다", "양국은 위원회를 열기로 의견을 모았다",
    "양국은 위원회를 열기로 약속했다", "양국은 위원회를 열기로 의견을 같이했다", "양국은 위원회 개최에 합의했다", "양국은 위원회를 연다는 데 합의했다",
    "양국은 위원회를 여는 데 합의했다",
])  # fmt: skip
def test_ways_to_decide(text: str):
    assert "agree" in cue_rules(text)
