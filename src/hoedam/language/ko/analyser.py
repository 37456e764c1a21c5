"""The morphological analyser: the only place that imports kiwipiepy.

One pass per document, paragraphs in lists (one long string costs more than its parts), proper names
that the document itself gives handed over as ready tokens. Loaded on first use: 1 s and 350 MB
without the dictionary of several-word entries, which meetings do not need.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from threading import Lock
from typing import Any

import msgspec

_ALONE = Lock()  # the analyser crashes where two threads ask it at once, and is to be loaded but once
PARAGRAPH_LIMIT = 2_000  # code points; beyond that the analyser's cost per character grows


class Tokens(msgspec.Struct, frozen=True, eq=False):
    """The morphemes of a document in order, as parallel lists; offsets are the document's own.

    Neighbours may overlap (했 is 하 and 었 on the same place), so evidence is made of spans, never
    of forms. Tags are Sejong's as Kiwi writes them (VV-I and VV-R mark regular and irregular stems).
    """

    forms: list[str]
    tags: list[str]
    starts: list[int]
    ends: list[int]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Indices lo, hi of the tokens that start within start..end."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


@lru_cache(maxsize=1)
def _kiwi() -> Any:
    from kiwipiepy import Kiwi  # loading costs a second: only commands that read pay it

    return Kiwi(num_workers=1, load_multi_dict=False)


def analyser_version() -> str:
    """Analyser and model versions, as stamped on every reading."""
    return f"kiwipiepy {version('kiwipiepy')} / model {version('kiwipiepy_model')}"


def cut(text: str, start: int, end: int, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A paragraph as stretches of at most PARAGRAPH_LIMIT code points: whole sentences, long ones at a space."""
    if end - start <= PARAGRAPH_LIMIT:
        return [(start, end)]
    pieces: list[tuple[int, int]] = []
    for first, last in sentences:
        if pieces and last - pieces[-1][0] <= PARAGRAPH_LIMIT:
            pieces[-1] = (pieces[-1][0], last)
            continue
        while last - first > PARAGRAPH_LIMIT:
            space = text.rfind(" ", first + PARAGRAPH_LIMIT // 2, first + PARAGRAPH_LIMIT)
            border = space + 1 if space > 0 else first + PARAGRAPH_LIMIT
            pieces.append((first, border))
            first = border
        pieces.append((first, last))
    return pieces


def analyse(text: str, stretches: Sequence[tuple[int, int]], names: Sequence[tuple[int, int]]) -> Tokens:
    """The morphemes of the stretches (start, end) of `text`, which must be in order and apart.

    `names`: (start, end) of proper names, in order, which become one NNP token each.
    """
    tokens = Tokens([], [], [], [])
    pieces = [(s, e) for s, e in stretches if s < e]
    texts = [text[s:e] for s, e in pieces]
    ready = iter(_within(pieces, names))
    forms, tags, starts, ends = tokens.forms, tokens.tags, tokens.starts, tokens.ends
    with _ALONE:
        # z_coda looks for slang (했엉, 그래욥) in every syllable: 4% of the cost, and not a token of the gold is other
        results = _kiwi().tokenize(texts, pretokenized=lambda _: next(ready), compatible_jamo=True, z_coda=False)
        for (base, _), result in zip(pieces, results, strict=True):
            for token in result:
                forms.append(token.form)
                tags.append(token.tag)
                start = base + token.start
                starts.append(start)
                ends.append(start + token.len)
    _close_numbered(tokens)
    _join_reported(tokens)
    return tokens


def _close_numbered(tokens: Tokens) -> None:
    """In a paragraph that a number opens the analyser takes the end of a sentence (하였다.) for a number too (가. 나. 다.)."""
    at = -1
    while (at := _index(tokens.forms, "다.", at + 1)) >= 0:
        start = tokens.starts[at]
        if tokens.tags[at] == "SB" and at and tokens.ends[at - 1] == start:
            tokens.forms[at : at + 1], tokens.tags[at : at + 1] = ["다", "."], ["EF", "SF"]
            tokens.starts[at : at + 1], tokens.ends[at : at + 1] = [start, start + 1], [start + 1, start + 2]


def _join_reported(tokens: Tokens) -> None:
    """뜬다고 밝혔다 without marks: the analyser takes some for the end of a sentence and the 고 that follows marks (뜬다"고)."""
    at = -1
    while (at := _index(tokens.tags, "JKQ", at + 1)) >= 0:
        before = at - 1
        if at and tokens.tags[before] == "EF" and tokens.forms[at] == "고" and tokens.ends[before] == tokens.starts[at]:
            tokens.forms[before : at + 1], tokens.tags[before : at + 1] = [tokens.forms[before] + "고"], ["EC"]
            tokens.ends[before : at + 1] = [tokens.ends[at]]
            del tokens.starts[at]


def _index(values: list[str], value: str, at: int) -> int:
    """Where a value stands from `at` on, -1 where it does not."""
    try:
        return values.index(value, at)
    except ValueError:
        return -1


def _within(pieces: list[tuple[int, int]], names: Sequence[tuple[int, int]]) -> list[list[tuple[int, int, str]]]:
    """For each piece the names inside it, in the piece's own offsets."""
    out = []
    at = 0
    for start, end in pieces:
        inside = []
        while at < len(names) and names[at][0] < end:
            if names[at][0] >= start and names[at][1] <= end:
                inside.append((names[at][0] - start, names[at][1] - start, "NNP"))
            at += 1
        out.append(inside)
    return out
