"""Do the examples of the rule tables hold? Every example by its rule, no counterexample by it.

Each table is read by one extractor, and only that one knows what matching means. Checkers are therefore named here,
not imported: a checker is a function without arguments that returns one line per example that does not hold.
"""

from collections.abc import Callable, Iterable
from importlib import import_module

from hoedam.rules.catalogue import counts

CHECKERS = {
    "ko/acts.yaml": "hoedam.evaluation.examples:acts",
    "ko/commitments.yaml": "hoedam.evaluation.examples:commitments",
    "ko/countries.yaml": "hoedam.evaluation.examples:countries",
    "ko/courtesy.yaml": "hoedam.evaluation.examples:courtesy",
    "ko/offices.yaml": "hoedam.evaluation.examples:offices",
    "ko/predicates.yaml": "hoedam.evaluation.examples:predicates",
    "ko/sectors.yaml": "hoedam.evaluation.examples:sectors",
    "ko/selves.yaml": "hoedam.evaluation.examples:selves",
    "ko/sources.yaml": "hoedam.evaluation.examples:sources",
    "ko/times.yaml": "hoedam.evaluation.examples:times",
}


def check() -> list[str]:
    """What does not hold, one line each; a table with examples that nobody checks is such a line too."""
    wrong: list[str] = []
    for table in counts():
        if table.name in CHECKERS:
            wrong += [f"{table.name}: {line}" for line in _checker(CHECKERS[table.name])()]
        elif table.examples:
            wrong.append(f"{table.name}: nobody checks its {table.examples} examples")
    return wrong


def _checker(name: str) -> Callable[[], Iterable[str]]:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)  # type: ignore[no-any-return]
