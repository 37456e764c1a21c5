"""Agreements, bodies, projects, how a clause puts a deed, and the words of meeting."""

from collections.abc import Iterator, Sequence
from functools import partial

from hoedam.evaluation.examples.common import both_ways, frame, marked, story
from hoedam.extract.matter_names import heads_in, names_in
from hoedam.extract.matter_rules import Head, StatusRule, rules
from hoedam.extract.matters import read_matters
from hoedam.extract.meeting_rules import Trigger, meeting_rules
from hoedam.extract.meetings import stands
from hoedam.extract.moods import MoodRule, match_rule, mood_rules
from hoedam.extract.pipeline import look
from hoedam.extract.times import read_times
from hoedam.model import Matter
from hoedam.settings import Settings

_MARKS = "「」『』‘’“”"


def matters() -> Iterator[str]:
    """A head names what stands in [brackets]; a status word gives the status after the arrow."""
    for head in rules().table.heads:
        yield from both_ways(head.id, head, partial(_named, head.id), partial(_no_matter, head))
    for rule in rules().table.statuses:
        yield from both_ways(rule.id, rule, _has_status, partial(_no_status, rule))


def _named(id: str, example: str) -> bool:
    text, start, end = marked(example + ".")
    found = names_in(text, frame(text), heads_in(text, 0, len(text)), read_times(story(text), []))
    name = text[start:end].strip(_MARKS)
    return any(n.head.id == id and text[n.start : n.end].strip(_MARKS) == name for n in found)


def _no_matter(head: Head, text: str) -> bool:
    return not _read(text, head.kind)


def _has_status(example: str) -> bool:
    text, _, status = example.partition(" → ")
    return status in _statuses(text)


def _no_status(rule: StatusRule, text: str) -> bool:
    return not _statuses(text) & {*rule.gives.values(), rule.always}


def _statuses(text: str) -> set[str]:
    return {event.status for matter in _read(text, "any") for event in matter.status}


def _read(text: str, kind: str) -> Sequence[Matter]:
    found = read_matters(look(story(text + "."), Settings()))
    kinds = {"agreement": found.agreements, "body": found.bodies, "project": found.projects}
    return kinds[kind] if kind in kinds else [matter for group in kinds.values() for matter in group]


def moods() -> Iterator[str]:
    """The rule is the first that matches behind the word in [brackets], and another for its counterexamples."""
    for rule in mood_rules():
        yield from both_ways(rule.id, rule, partial(_put, rule))


def _put(rule: MoodRule, example: str) -> bool:
    text, _, end = marked(example + ".")
    seen = frame(text)
    last = max(i for i in range(len(seen)) if seen.starts[i] < end)  # its ending may stand in the same syllable
    return any(match_rule(seen, at, rule.after)[0] is rule for at in (last, last + 1))


def meetings() -> Iterator[str]:
    """A word of meeting stands at the [brackets], and none of the rule's in its counterexamples."""
    for rule in meeting_rules().table.triggers:
        yield from both_ways(rule.id, rule, _meets, partial(_meets_not, rule))


def _meets(example: str) -> bool:
    text, start, _ = marked(example)
    return any(hit[0] == start and stands(text, hit) for hit in meeting_rules().triggers.find(text))


def _meets_not(rule: Trigger, text: str) -> bool:
    hits = meeting_rules().triggers.find(text)
    return not any(hit[2] is rule and stands(text, hit) for hit in hits)
