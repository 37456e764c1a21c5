"""Entities and mentions while a document is being read, before they get their ids."""

from typing import Literal

import msgspec

from hoedam.extract.entity_tables import HOME, tables
from hoedam.model import EntityType

Role = Literal["name", "title", "country", "pair", "collective", "side", "pronoun", "organization", "place"]


class Subject(msgspec.Struct, eq=False):
    """A person, country, organisation or place of the document.

    `words` are the parts of a person's name, `cores` the titles met with it, `kinds` the kinds of
    office that these are.
    """

    type: EntityType
    name: str
    country: str | None = None
    office: str | None = None
    words: tuple[str, ...] = ()
    cores: set[str] = msgspec.field(default_factory=set)
    kinds: set[str] = msgspec.field(default_factory=set)
    former: bool = False
    korean: bool = False
    count: int = 0


class Draft(msgspec.Struct):
    """A mention before ids: where, what it is, and whom it means. `inner` are country words inside it.

    `group` is what a collective asks for (kind of office, how many, of which ministry), settled when all is known.
    """

    start: int
    end: int
    role: Role
    who: tuple[Subject, ...] = ()
    headline: bool = False
    group: tuple[str, int, str] | None = None
    names: tuple[tuple[int, int], ...] = ()
    inner: tuple[tuple[int, int, Subject], ...] = ()


class World:
    """The countries, organisations and places met in a document, one subject for each."""

    def __init__(self, home: str) -> None:
        self.home = home
        self._known: dict[tuple[str, str], Subject] = {}

    def country(self, iso3: str, form: str | None = None) -> Subject:
        """The country; its name is the longest form that the document uses."""
        key = ("country", iso3)
        if key not in self._known:
            self._known[key] = Subject("country", form or tables().canonical.get(iso3, iso3), iso3)
        subject = self._known[key]
        if form and len(form) > len(subject.name):
            subject.name = form
        return subject

    def organization(self, name: str, country: str | None, form: str | None = None) -> Subject:
        """The organisation of this main name and state (`HOME` in the tables is the home state), as `form` names it."""
        country = self.home if country == HOME else country
        key = (f"organization {country}", name)
        if key not in self._known:
            self._known[key] = Subject("organization", form or name, country)
        subject = self._known[key]
        if form and len(form) > len(subject.name):
            subject.name = form
        return subject

    def place(self, name: str, country: str | None) -> Subject:
        """The place of this name."""
        return self._known.setdefault(("place", name), Subject("place", name, country))
