"""Organisations and places: known names, a suffix with a proper head, cities and venues.

Handled: 유엔은 · EU와 · 산업통상자원부에 따르면 · 아스타나 국제금융센터 · 아리랑요양원은 · 뉴델리 영빈관에서.
A ministry after a state's name (인도네시아 외교부) is read with the state (countries).
"""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from hoedam.extract.anchors import HEADLINES, Anchor, closes, opens
from hoedam.extract.countries import state_of
from hoedam.extract.entity_tables import tables
from hoedam.extract.subjects import Draft, World

_HEAD = re.compile(r"(?:([가-힣A-Za-z]{1,12}) )?([가-힣A-Za-z]{0,14})$")
_PAIR_LEFT = re.compile(r"(?<![가-힣])[가-힣]{1,6}[·ㆍ‧・\-–]$")
_CITY_TAIL = re.compile(r"(?:시|발|행|항|공항|국제공항|주재|시내|시민)")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tables().organizations
    cities = {city: iso3 for iso3, names in table.cities.items() for city in names}
    return re.compile("|".join(sorted(table.common_heads, key=len, reverse=True))), cities


def read_organization(text: str, anchor: Anchor, world: World) -> Draft | None:
    """A named organisation."""
    start, end, _, named, block = anchor
    if (
        not opens(text, start)
        or closes(text, end) is None
        or _credit(text, start, end)
        or not _latin_whole(text, start, end)
    ):
        return None
    return Draft(
        start,
        end,
        "organization",
        (world.organization(named.name, named.country, text[start:end]),),
        block.kind in HEADLINES,
    )


def settle_shared(drafts: list[Draft], world: World, nearest: Callable[[int, tuple[str, ...]], str | None]) -> None:
    """외무성 is the ministry of the one of its states that is spoken of nearest."""
    shared = tables().organizations.shared
    for draft in drafts:
        if draft.role == "organization" and draft.who[0].name in shared and draft.who[0].country is None:
            name, states = draft.who[0].name, shared[draft.who[0].name]
            draft.who = (world.organization(name, nearest(draft.start, tuple(states))),)


def _credit(text: str, start: int, end: int) -> bool:
    """Whether the words are a dateline's or a credit's: (서울=가온통신), /가온통신."""
    return text[start - 1 : start] in {"=", "/", "ⓒ"} or text[end : end + 1] == "="


def _latin_whole(text: str, start: int, end: int) -> bool:
    if not text[start:end].isascii():
        return True
    return not (text[end : end + 1].isascii() and text[end : end + 1].isalnum()) and not (
        start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()
    )


def read_suffix(text: str, anchor: Anchor, world: World) -> Draft | None:
    """An organisation known by its suffix, where its head is a proper name: 아스타나 국제금융센터, 아리랑요양원."""
    start, end, _, _, block = anchor
    if closes(text, end) is None:
        return None
    low = max(block.start, start - 28)
    match = _HEAD.search(text[low:start])
    assert match is not None  # it matches the empty string
    before, head = match[1], match[2]
    common, cities = _patterns()
    place = state_of(before) or cities.get(before) if before else None
    if place and (head or len(text[start:end]) > 2):
        at = low + match.start(1)
    elif len(head) >= 2 and (common.search(head) is None or _holds_place(head)) and state_of(head) is None:
        at, place = low + match.start(2), _holds_place(head)
    else:
        return None
    pair = _PAIR_LEFT.search(text[max(block.start, at - 8) : at])
    if pair and text[start:end] == "위원회":
        return None  # a joint body, whose name is no more than whose it is and what it deals with
    if pair:  # 한·이집트 기술대학 belongs to both
        at, place = at - len(pair[0]), None
    if _credit(text, at, end):
        return None
    return Draft(at, end, "organization", (world.organization(text[at:end], place),), block.kind in HEADLINES)


def _holds_place(head: str) -> str | None:
    """The state of the city or state that begins the head: 브라질경제사회개발(은행)."""
    cities = _patterns()[1]
    for size in range(min(7, len(head)), 1, -1):
        state = tables().states.get(head[:size]) or cities.get(head[:size])
        if state:
            return state
    return None


def read_place(text: str, anchor: Anchor, world: World) -> Draft | None:
    """A city or a venue."""
    start, end, _, state, block = anchor
    if (
        not opens(text, start)
        or _credit(text, start, end)
        or (closes(text, end) is None and not _CITY_TAIL.match(text, end))
    ):
        return None
    return Draft(start, end, "place", (world.place(text[start:end], state),), block.kind in HEADLINES)


def capitals_as_states(text: str, drafts: list[Draft], world: World) -> None:
    """워싱턴과 서울 간: two cities with 간 or 사이 stand for their states; `drafts` are places in order."""
    after = tuple(f" {word}" for word in tables().organizations.between)
    for one, other in pairwise(drafts):
        both = one.who[0].country, other.who[0].country
        if (
            text[one.end : other.start] in {"과 ", "와 ", "·", "-"}
            and text.startswith(after, other.end)
            and None not in both
        ):
            for draft, state in zip((one, other), both, strict=True):
                draft.role, draft.who = "country", (world.country(str(state)),)
