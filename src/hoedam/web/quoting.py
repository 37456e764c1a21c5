"""A span given by quoting its words: for who has no scripts, and for who would rather type than select."""

import re
from collections.abc import Callable
from typing import Any

from hoedam.errors import DecisionInvalid
from hoedam.model import Document

_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_SHOWN = 40  # characters of a quotation in a refusal


def place_of(text: str) -> tuple[int, int] | None:
    """`10-20` as start and end (code points, half-open); None for what is none."""
    found = _PLACE.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


def quoted(document: Document, words: str, before: str, which: str, gettext: Callable[[str], str]) -> dict[str, Any]:
    """The span of these words, in the form of the reading's JSON.

    Where they stand more than once: the `which`th of them; else the one at the place where the span was before
    (`10-20`), or the only one that overlaps it. Raises DecisionInvalid where that leaves none, or several.
    """
    found = _all(document.text, words)
    shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
    if not found:
        raise DecisionInvalid(gettext("“{}” does not stand in the document: quote its words exactly.").format(shown))
    start = _numbered(found, which, shown, gettext) if which else _nearest(found, words, place_of(before))
    if start is None:
        raise DecisionInvalid(
            gettext("“{}” stands {} times in the document: say which of them, by its number.").format(shown, len(found))
        )
    return {"start": start, "end": start + len(words), "text": words}


def _all(text: str, words: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(words)})", text)]


def _numbered(found: list[int], which: str, shown: str, gettext: Callable[[str], str]) -> int:
    if not which.isdecimal() or not 1 <= int(which) <= len(found):
        raise DecisionInvalid(
            gettext("“{}” stands {} times: give a number from 1 to {}.").format(shown, len(found), len(found))
        )
    return found[int(which) - 1]


def _nearest(found: list[int], words: str, place: tuple[int, int] | None) -> int | None:
    if place and place[0] in found:
        return place[0]
    near = [start for start in found if place and start < place[1] and place[0] < start + len(words)]
    chosen = near or found
    return chosen[0] if len(chosen) == 1 else None
