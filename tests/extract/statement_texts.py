"""Short texts and the statements that a careful reader finds in them, for the tests of the statement engine.

A text is what a page would hold: one paragraph a line. `want` says what is expected of one statement; `case` puts a
text and its statements into a row for `pytest.mark.parametrize`, and marks it where the engine is known to fail.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
import pytest
from tests.rows import known

from hoedam.extract.pipeline import read_document
from hoedam.model import Entity, Reading, Statement
from hoedam.settings import Settings
from hoedam.sources import load_text

PUBLISHED = date(2021, 8, 17)
_SLACK = 8  # characters that an indirect or narrated content may hold beyond the words asked for


@dataclass(frozen=True)
class Want:
    """What is expected of one statement; None is not looked at. `reply` counts the statements of the text from 1."""

    who: str | None
    form: str | None
    words: str
    acts: str | None = None
    reply: int | None = 0
    relay: str = ""
    certain: bool | None = True
    basis: str | None = None


def want(who: str | None, form: str | None, words: str, acts: str | None = None, **rest: Any) -> Want:
    """`who`: names joined by +, countries as ISO 3166 codes, "" for nobody. `words`: pieces joined by ` | `."""
    return Want(who, form, words, acts, **rest)


def case(name: str, text: str, *wants: Want, fails: str = "") -> Any:
    """A row of a table of texts; `fails`: why the engine is known not to read it as it should."""
    return pytest.param(text, wants, id=name, marks=known(fails))


def read(text: str, kind: str | None = None) -> Reading:
    """The reading of a text published on Tuesday, 17 August 2021."""
    document = load_text(text, name="text.md", published=PUBLISHED)
    if kind is not None:
        document = msgspec.structs.replace(document, kind=kind)
    return read_document(document, Settings(published=PUBLISHED))


def name_of(entity: Entity) -> str:
    """A country's code, anybody else's name."""
    return entity.country or entity.name if entity.type == "country" else entity.name


def names(reading: Reading, ids: tuple[str, ...]) -> str:
    """The names of entities, joined by +, in alphabetical order."""
    known = {entity.id: name_of(entity) for entity in reading.entities}
    return "+".join(sorted(known[id] for id in ids))


def differences(reading: Reading, wants: tuple[Want, ...]) -> list[str]:
    """What is wrong, one line each; empty where the statements are exactly those wanted."""
    wrong = [line for given, wanted in zip(reading.statements, wants, strict=False)
             for line in _differences(reading, given, wanted)]  # fmt: skip
    wrong += [f"not read: {wanted}" for wanted in wants[len(reading.statements) :]]
    wrong += [f"read too much: {_shown(reading, s)}" for s in reading.statements[len(wants) :]]
    return wrong


def _shown(reading: Reading, statement: Statement) -> str:
    words = " | ".join(span.text for span in statement.content)
    return f"{names(reading, statement.speakers)} {statement.form} {words!r} {[a.act for a in statement.acts]}"


def _differences(reading: Reading, given: Statement, wanted: Want) -> list[str]:
    words = " | ".join(span.text for span in given.content)
    reply = int(given.reply_to[1:]) if given.reply_to else 0
    pairs = [
        ("who", names(reading, given.speakers), _sorted(wanted.who)),
        ("form", given.form, wanted.form),
        ("acts", " ".join(act.act for act in given.acts), wanted.acts),
        ("reply", reply, wanted.reply),
        ("relay", names(reading, given.relayed_by), _sorted(wanted.relay)),
        ("certain", given.attribution.certain, wanted.certain),
        ("basis", given.attribution.basis, wanted.basis),
    ]
    wrong = [
        f"{what}: {is_!r}, not {should!r}, in {words!r}" for what, is_, should in pairs if should not in (None, is_)
    ]
    return wrong if _holds(words, wanted) else [*wrong, f"words: {words!r}, not {wanted.words!r}"]


def _sorted(who: str | None) -> str | None:
    return None if who is None else "+".join(sorted(who.split("+")))


def _holds(words: str, wanted: Want) -> bool:
    """Words in marks exactly; elsewhere a particle, an adverb or a cue more is no matter."""
    if wanted.form == "direct":
        return words == wanted.words
    return wanted.words in words and len(words) <= len(wanted.words) * 1.3 + _SLACK


def check(text: str, wants: tuple[Want, ...], kind: str | None = None) -> None:
    """Fails, with every difference, where the text is not read as wanted."""
    reading = read(text, kind)
    reading.check_spans()
    wrong = differences(reading, wants)
    assert not wrong, "\n" + text + "\n  " + "\n  ".join(wrong)
