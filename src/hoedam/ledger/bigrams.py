"""Korean text as bigrams, so that any stretch of syllables is found: 협력 in 협력을, 대통령 in 문대통령.

Korean and Chinese characters make a bigram at every place and, at the end of a run, the last character alone
(국회법 → 국회 회법 법): a query of two syllables or more is a phrase of bigrams, one of a single syllable the
beginning of one. Latin words and numbers are whole words. Handled: NFD, full-width letters, capitals, 한·미 = 한ㆍ미 =
한-미 = 한미, 1,500억 = 1500억, K-방산, 5G, 3억 달러.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hoedam.errors import SettingInvalid

BREAK = "¶"  # stands between the lines of a text, so that no phrase reaches from one into the next

_EAST = "\u1100-\u11ff\u3041-\u30ff\u3131-\u318e\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<east>[{_EAST}]+)|[^\W_{_EAST}]+")
_JOINT = re.compile(rf"(?<=[{_EAST}])[·\u119e‧・•∙⋅‐‑–-](?=[{_EAST}])|(?<=\d),(?=\d{{3}}(?!\d))")
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_PLAIN = re.compile(r"[ -~가-힣·‘’“”]*")  # nearly all there is: each is compared as itself, but for capitals
_QUOTES = str.maketrans("“”„‟＂", '"""""')


@dataclass(frozen=True, slots=True)
class Term:
    """What must stand in a text one after another: runs of syllables, words, numbers."""

    runs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """All of `wanted` and none of `unwanted`."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Folded:
    """Text in the form that is compared; `places[i]` is where its character i came from."""

    text: str
    places: Sequence[int]


def parse(words: str) -> Query:
    """A query as people write it: a space is AND, "…" a phrase, a minus sign before a word excludes it.

    Raises SettingInvalid where there is nothing to look for.
    """
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in _PART.finditer(unicodedata.normalize("NFC", words).translate(_QUOTES)):
        runs = tuple(runs_of(part["phrase"] if part["phrase"] is not None else part["word"]))
        if runs:
            (unwanted if part["minus"] else wanted).append(Term(runs))
    if not wanted:
        what = "only words to leave out" if unwanted else "no word to look for"
        raise SettingInvalid(f"the search “{words}” holds {what}: give at least one word or number.")
    return Query(tuple(wanted), tuple(unwanted))


def fold(text: str) -> Folded:
    """Compatibility forms, capitals and joints (한·미, 1,500) as one form."""
    folded, places = (text.lower(), range(len(text))) if _PLAIN.fullmatch(text) else _folded(text)
    joints = {match.start() for match in _JOINT.finditer(folded)}
    if not joints:
        return Folded(folded, places)
    kept = [at for at in range(len(folded)) if at not in joints]
    return Folded("".join(folded[at] for at in kept), [places[at] for at in kept])


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Any text, character by character: what it is compared as, and where each of its characters came from."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        plain = character if character.isascii() else unicodedata.normalize("NFKC", character)
        for one in plain.casefold():
            if unicodedata.category(one) != "Cf":  # a zero-width space is nothing that one types
                characters.append(one)
                places.append(place)
    return "".join(characters), places


def runs_of(text: str) -> Iterator[str]:
    """Runs of syllables, words and numbers, folded."""
    return (match[0] for match in _RUN.finditer(fold(unicodedata.normalize("NFC", text)).text))


def tokens(text: str) -> list[str]:
    """What is indexed of a text of one or more lines."""
    found: list[str] = []
    for line in text.splitlines():
        if found:
            found.append(BREAK)
        for run in runs_of(line):
            found += _bigrams(run, closed=True)
    return found


def phrase(term: Term) -> tuple[list[str], bool]:
    """The tokens that stand side by side where a term stands, and whether the last is only the beginning of one."""
    *before, last = term.runs
    found = [token for run in before for token in _bigrams(run, closed=True)]
    return found + _bigrams(last, closed=False), is_east(last) and len(last) == 1


def is_east(run: str) -> bool:
    """Whether a run is of syllables or Chinese characters: found in parts, where words and numbers are found whole."""
    match = _RUN.match(run)
    return match is not None and match["east"] is not None


def _bigrams(run: str, *, closed: bool) -> list[str]:
    """The bigrams of a run; where it ends for certain (`closed`), its last character too."""
    if not is_east(run) or len(run) == 1:
        return [run]
    return [run[at : at + 2] for at in range(len(run) - 1)] + ([run[-1]] if closed else [])
