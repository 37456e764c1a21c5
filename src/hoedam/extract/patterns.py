"""Words and patterns of the rule tables, written as they stand in `Frame.code`."""

import re
from functools import cache

# a particle by whether the noun before it closes in a consonant
_AFTER_CONSONANT = {
    "을": "을",
    "를": "을",
    "이": "이",
    "가": "이",
    "과": "과",
    "와": "과",
    "으로": "으로",
    "로": "으로",
}
_AFTER_VOWEL = {"을": "를", "를": "를", "이": "가", "가": "가", "과": "와", "와": "와", "으로": "로", "로": "로"}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a table, compiled when it is first asked for: of most tables a text needs a few."""
    return re.compile(pattern)


def encodings(phrase: str) -> list[str]:
    """The items of a phrase: `뜻+을 표하` → ` 뜻/N 을/J 표하/V`; `높이/A` stands as it is; 함께 표하 has two readings."""
    codes = [""]
    pieces = phrase.split(" ")
    for number, piece in enumerate(pieces, 1):
        choices = _piece(piece, last=number == len(pieces))
        codes = [code + choice for code in codes for choice in choices]
    return codes


def _piece(piece: str, *, last: bool) -> list[str]:
    if "/" in piece:
        return [" " + piece]
    noun, plus, particle = piece.partition("+")
    if plus:
        closed = (ord(noun[-1]) - 0xAC00) % 28 > 0
        return [f" {noun}/N {(_AFTER_CONSONANT if closed else _AFTER_VOWEL).get(particle, particle)}/J"]
    return [f" {piece}/V"] if last else [f" {piece}/N", f" {piece}/A"]


def item_pattern(item: str) -> str:
    """One item of a pattern as a regular expression: `a|b/C|D`, `*/C` any form, `_` any item, `?` behind: optional."""
    optional = "?" if item.endswith("?") else ""
    item = item.rstrip("?")
    if item == "_":
        return rf"(?: [^ ]+){optional}"
    forms, _, classes = item.rpartition("/")
    form = r"[^ /]*" if forms == "*" else "(?:" + "|".join(map(re.escape, forms.split("|"))) + ")"
    return rf"(?: {form}/(?:{classes})){optional}"
