"""Who decides: names of persons as they stand in a ledger."""

import unicodedata

from hoedam.errors import DecisionInvalid
from hoedam.ledger.history import MACHINE

_LONGEST = 100  # characters


def named(person: str | None) -> str:
    """The name of a person, tidied. Raises DecisionInvalid where there is none, or where it is not a person's."""
    name = " ".join(unicodedata.normalize("NFC", person or "").split())
    if not name:
        raise DecisionInvalid("nobody is named who decides this: give a name (--by NAME, or set HOEDAM_PERSON).")
    if len(name) > _LONGEST or any(unicodedata.category(letter).startswith("C") for letter in name):
        raise DecisionInvalid(f"{name[:40]!r} is no name: give one of at most {_LONGEST} letters, on one line.")
    if same(name, MACHINE):
        raise DecisionInvalid(f"{MACHINE!r} stands for what no person did: give the name of who decides.")
    return name


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one person's: case, width and spaces make no other person."""
    return one is not None and other is not None and folded(one) == folded(other)


def folded(name: str) -> str:
    """A name as it is compared."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
