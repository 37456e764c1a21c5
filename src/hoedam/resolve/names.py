"""Are two names one person's, or one organisation's?

Foreign names are written in Hangul by ear: they are compared in letters (jamo, Unicode NFD), where 카심 and 카슴
differ in one. Korean names are exact: one syllable makes another person. Titles change with the years, so an office
only helps where the name alone does not decide, and binds a bare surname to its time.
"""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from hoedam.resolve.days import first_day
from hoedam.resolve.judged import Likeness

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Party, Sighting

_SAME_WORD = 80.0  # letters in common, of 100, for two spellings of one word
_TERM = 6 * 366  # days within which a surname with an office is one holder
_MOMENT = 31  # days within which a title alone is one holder
_HOME = ("KOR", "PRK")
_PLAIN = str.maketrans("ᄁᄏᄄᄐᄈᄑᄊᄍᄎ", "ᄀᄀᄃᄃᄇᄇᄉᄌᄌ")
_OFFICE = re.compile(r"부(?=장관|차관)|국무(?=총리|위원장)|제(?=\d)")


@lru_cache(maxsize=1 << 16)
def compact(name: str) -> str:
    """A name without spaces, hyphens and marks."""
    return "".join(filter(str.isalnum, name))


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The first consonants of a name's syllables, tense and breathed ones as plain: 카심 and 까심 are alike."""
    letters = unicodedata.normalize("NFD", compact(name))
    firsts = "".join(letter for letter in letters if "ᄀ" <= letter <= "ᄒ")
    return firsts.translate(_PLAIN) or compact(name).lower()


def office(title: str | None) -> str:
    """A title in one form: 외교부 장관 and 외교장관, 국무총리 and 총리 are one."""
    return _OFFICE.sub("", "".join((title or "").split())).replace("외무", "외교")


@lru_cache(maxsize=1 << 16)
def letters_alike(a: str, b: str) -> float:
    """How alike two words are in letters, 0 to 100."""
    return ratio(unicodedata.normalize("NFD", a), unicodedata.normalize("NFD", b))


def same_party(a: "Party", b: "Party") -> Likeness | None:
    """Whether two parties at one time are one: the same state, person or organisation."""
    if a.type == "country" or b.type == "country":
        return Likeness(1.0, ("same_state",)) if a.type == b.type and a.country == b.country else None
    if a.country and b.country and a.country != b.country:
        return None
    named = _names(a.name, b.name, a.country or b.country)
    if named:
        return named
    if (_by_title(a) or _by_title(b)) and office(a.office) == office(b.office) != "":
        return Likeness(0.8, ("same_office",))
    return None


def same_person(a: "Sighting", b: "Sighting") -> Likeness | None:
    """Whether two person sightings, perhaps years apart, are one person."""
    if a.country and b.country and a.country != b.country:
        return None
    same_office = office(a.office) == office(b.office) != ""
    if _by_title(a) or _by_title(b):
        return Likeness(0.7, ("same_office",)) if same_office and _near(a, b, _MOMENT) else None
    named = _names(a.name, b.name, a.country or b.country)
    if named is None or named.score < 0.9:
        return Likeness(0.8, (*(named.reasons if named else ()), "same_office")) if (
            named and same_office and _near(a, b, _TERM)) else None  # fmt: skip
    return Likeness(min(1.0, named.score + 0.02 * same_office), named.reasons + (("same_office",) * same_office))


def same_organization(a: "Sighting", b: "Sighting") -> Likeness | None:
    """Whether two organisation sightings are one: the same name in the same country."""
    if a.country and b.country and a.country != b.country:
        return None
    return Likeness(1.0, ("same_name",)) if compact(a.name) == compact(b.name) else None


def _by_title(person: "Party | Sighting") -> bool:
    """Whether a person is known by a title alone: 우루과이 대통령."""
    return not person.name or (bool(person.office) and compact(person.name).endswith(compact(person.office or "")))


def _near(a: "Sighting", b: "Sighting", most: int) -> bool:
    first, second = (first_day(s.published) if s.published else None for s in (a, b))
    return bool(first and second and abs((first - second).days) <= most)


def _names(a: str, b: str, country: str | None) -> Likeness | None:
    """Whether two names may be one person's: a full match scores 0.9 and more, a bare surname less."""
    if compact(a) == compact(b):
        return Likeness(1.0 if len(compact(a)) > 2 else 0.85, ("same_name",))
    if country in _HOME:
        return Likeness(0.7, ("same_surname",)) if _surname(a, b) else None
    if letters_alike(compact(a), compact(b)) >= 88:
        return Likeness(0.95, ("name_spelt_alike",))
    short, long = sorted((a.split(), b.split()), key=len)
    if not _paired(short, long):
        return None
    return Likeness(0.9 if len(short) > 1 else 0.8, ("name_in_part",))


def _surname(a: str, b: str) -> bool:
    """Whether one is no more than the surname of the other."""
    short, long = sorted((compact(a), compact(b)), key=len)
    return len(short) == 1 and long.startswith(short)


def _paired(short: list[str], long: list[str]) -> bool:
    """Whether every word of the shorter name stands in the longer one, in some spelling."""
    return all(any(letters_alike(word, other) >= _SAME_WORD for other in long) for word in short)
