"""The stretch of a text in which a search was found, with the places that match."""

import re
from dataclasses import dataclass

from hoedam.ledger.bigrams import Folded, Query, Term, fold, is_east

WIDTH = 80  # characters


@dataclass(frozen=True, slots=True)
class Snippet:
    """Words and the places in them, start and end, that match; `cut` at the front, at the back."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    cut: tuple[bool, bool] = (False, False)

    def marked(self, before: str = "«", after: str = "»") -> str:
        """The words as one line, with signs around what matches and … where it was cut."""
        parts, at = [], 0
        for start, end in self.marks:
            parts += [self.text[at:start], before, self.text[start:end], after]
            at = end
        words = " ".join("".join([*parts, self.text[at:]]).split())
        return f"{'…' if self.cut[0] else ''}{words}{'…' if self.cut[1] else ''}"


def snippet(text: str, query: Query, width: int = WIDTH) -> Snippet:
    """The stretch of about `width` characters around the first match; the beginning where nothing matches."""
    places = matches(text, query)
    if len(text) <= width:
        return Snippet(text, tuple(places))
    first = places[0][0] if places else 0
    start = max(0, min(first - width // 3, len(text) - width))
    start = 0 if start == 0 else text.find(" ", start, first) + 1 or start  # at the beginning of a word
    end = min(len(text), start + width)
    inside = tuple((max(a, start) - start, min(b, end) - start) for a, b in places if a < end and b > start)
    return Snippet(text[start:end], inside, (start > 0, end < len(text)))


def matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Where the terms of a query stand, in code points of the text; places that touch are one."""
    folded = fold(text)
    found = sorted(place for term in query.wanted for place in _places(folded, term))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _places(folded: Folded, term: Term) -> list[tuple[int, int]]:
    places = folded.places
    return [(places[m.start()], places[m.end() - 1] + 1) for m in _pattern(term).finditer(folded.text)]


def _pattern(term: Term) -> re.Pattern[str]:
    """Syllables anywhere, words and numbers whole, one after another with at most marks and spaces between."""
    first, last = is_east(term.runs[0]), is_east(term.runs[-1])
    before = "" if first else r"(?<![a-z0-9])"
    after = "" if last else r"(?![a-z0-9])"
    return re.compile(before + r"[\W_]*".join(map(re.escape, term.runs)) + after)
