"""Lines of a source, times, sectors: what is found in the text itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from hoedam.evaluation.examples.common import both_ways, story
from hoedam.extract.sectors import sector_hits
from hoedam.extract.sectors import table as sector_table
from hoedam.extract.time_forms import time_forms
from hoedam.extract.times import read_times
from hoedam.sources.signs import signs


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
            read = {time.span.start for time in read_times(story(text), [])}
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
