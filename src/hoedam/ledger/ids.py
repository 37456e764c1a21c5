"""Numbers as people see and type them: a letter for what it is, and the number that the ledger gave it.

r12 is a record, d3 a document; what is joined across documents has the letter of its kind: u12 an utterance,
c12 a commitment, a12 an agreement, b12 a body, p12 a project, m12 a meeting, n12 a name.
"""

import re
from collections.abc import Mapping

from hoedam.errors import DecisionInvalid

RECORD, DOCUMENT = "record", "document"

# kind of item → letter; an utterance is an item of statements, a name one of entities
LETTERS: Mapping[str, str] = {
    "statement": "u",
    "commitment": "c",
    "agreement": "a",
    "body": "b",
    "project": "p",
    "meeting": "m",
    "entity": "n",
}
_WHAT: Mapping[str, str] = {"r": RECORD, "d": DOCUMENT} | {letter: kind for kind, letter in LETTERS.items()}
_ID = re.compile(r"([a-z])([1-9][0-9]{0,17})")
_SPAN = re.compile(r"d([1-9][0-9]{0,17}):([0-9]{1,9})-([0-9]{1,9})")


def shown_item(kind: str, id: int) -> str:
    """An item's number for people: `c12`."""
    return f"{LETTERS[kind]}{id}"


def shown_record(id: int) -> str:
    """A record's number for people: `r12`."""
    return f"r{id}"


def shown_document(id: int) -> str:
    """A document's number for people: `d3`."""
    return f"d{id}"


def parse(text: str) -> tuple[str, int]:
    """What a number names (`record`, `document` or a kind of item) and the number in the ledger.

    Raises DecisionInvalid where the text is no such number.
    """
    found = _ID.fullmatch(text.strip().lower())
    if found is None or found[1] not in _WHAT:
        raise DecisionInvalid(f"{text!r} names nothing in a ledger: give a number as it is shown, such as r12 or c3.")
    return _WHAT[found[1]], int(found[2])


def parse_as(text: str, *expected: str) -> tuple[str, int]:
    """As `parse`, but only for these: `record`, `document` or kinds of item. Raises DecisionInvalid for another."""
    what, id = parse(text)
    if what not in expected:
        letters = {kind: letter for letter, kind in _WHAT.items()}
        wanted = " or ".join(f"{letters[kind]}{id} ({_named(kind)})" for kind in expected)
        raise DecisionInvalid(f"{text} is {_a(_named(what))}: here a number such as {wanted} is needed.")
    return what, id


def parse_span(text: str) -> tuple[int, int, int]:
    """Document, start and end (code points, half-open) of `d3:10-20`. Raises DecisionInvalid for another form."""
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None:
        raise DecisionInvalid(
            f"{text!r} is no stretch of a document: give it as d3:10-20 (code points, end exclusive)."
        )
    return int(found[1]), int(found[2]), int(found[3])


def _named(what: str) -> str:
    return {"statement": "utterance", "entity": "name"}.get(what, what)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
