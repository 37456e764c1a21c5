"""Do the examples of the rule tables hold? Every example by its rule, no counterexample by it.

Each table is read by one extractor, and only that one knows what matching means. Checkers are therefore named here,
not imported: a checker is a function without arguments that returns one line per example that does not hold.
"""

from collections.abc import Callable, Iterable
from importlib import import_module

from hoedam.rules.catalogue import counts

_EXAMPLES = "hoedam.evaluation.examples"
CHECKERS = {
    "ko/acts.yaml": f"{_EXAMPLES}.speech:acts",
    "ko/commitments.yaml": f"{_EXAMPLES}.speech:commitments",
    "ko/countries.yaml": f"{_EXAMPLES}.entities:countries",
    "ko/courtesy.yaml": f"{_EXAMPLES}.speech:courtesy",
    "ko/followups.yaml": f"{_EXAMPLES}.followups:followups",
    "ko/matters.yaml": f"{_EXAMPLES}.matters:matters",
    "ko/meetings.yaml": f"{_EXAMPLES}.matters:meetings",
    "ko/moods.yaml": f"{_EXAMPLES}.matters:moods",
    "ko/offices.yaml": f"{_EXAMPLES}.entities:offices",
    "ko/predicates.yaml": f"{_EXAMPLES}.speech:predicates",
    "ko/sectors.yaml": f"{_EXAMPLES}.texts:sectors",
    "ko/selves.yaml": f"{_EXAMPLES}.speech:selves",
    "ko/sources.yaml": f"{_EXAMPLES}.texts:sources",
    "ko/times.yaml": f"{_EXAMPLES}.texts:times",
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
