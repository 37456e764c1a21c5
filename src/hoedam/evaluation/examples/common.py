"""What the checks of all tables share."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from hoedam.extract.frames import Frame, build_frame
from hoedam.language.ko.analyser import analyse
from hoedam.model import Block, Document


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


def frame(text: str) -> Frame:
    """A text as rules over morphemes see it, with nobody named in it."""
    return build_frame(analyse(text, [(0, len(text))], []), 0, len(text), (), ())


def story(text: str) -> Document:
    """A text as the only paragraph of a story of 2021-08-17, a Tuesday."""
    block = Block(id="b1", kind="paragraph", start=0, end=len(text))
    return Document(id="", kind="news", language="ko", text=text, blocks=(block,), published="2021-08-17")


def marked(example: str) -> tuple[str, int, int]:
    """An example without its [ ], and the span that they mark."""
    start, end = example.index("["), example.index("]") - 1
    return example.replace("[", "", 1).replace("]", "", 1), start, end
