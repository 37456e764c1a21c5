"""The tables of entities (rules/ko: countries, offices, organizations, names) and what is made of them once."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

import msgspec

from hoedam.language.lexicon import Lexicon
from hoedam.rules.loader import load_table

Kind = Literal[
    "country", "fixed", "pair", "side", "home_side", "home", "title", "source", "demonstrative", "pronoun", "group",
    "organization", "suffix", "place", "hidden",
]  # fmt: skip


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every table is: frozen and strict."""


class Homograph(Table, frozen=True):
    """A word that only looks like a state; patterns are over the text that touches it."""

    id: str
    source: str
    word: str
    examples: list[str]
    counterexamples: list[str]
    not_before: str | None = None
    not_after: str | None = None
    only_after: str | None = None


class Countries(Table, frozen=True):
    """ko/countries.yaml."""

    cldr: dict[str, str]
    usual: dict[str, str]
    names: dict[str, list[str]]
    hidden: list[str]
    syllables: dict[str, str]
    hanja: dict[str, str]
    alone: list[str]
    pairs: list[str]
    marks: list[str]
    glue: list[str]
    suffixes: list[str]
    formal: list[str]
    fixed: dict[str, list[str]]
    sides: list[str]
    sided: dict[str, str]
    home_sides: list[str]
    home_alone: list[str]
    not_home_after: list[str]
    homographs: list[Homograph]


class Office(Table, frozen=True):
    """One kind of office: its titles and how they are written."""

    id: str
    source: str
    titles: list[str]
    glue: Literal["name", "office"]
    alone: bool
    examples: list[str]
    counterexamples: list[str]
    weak: bool = False


class Designation(Table, frozen=True):
    """Unnamed sources: 고위 관계자."""

    id: str
    source: str
    words: list[str]
    qualities: list[str]
    examples: list[str]
    counterexamples: list[str]


class Collective(Table, frozen=True):
    """Several persons of a kind of office, or several states, at once."""

    id: str
    source: str
    kind: str
    count: int
    words: list[str]
    examples: list[str]
    counterexamples: list[str]


class Offices(Table, frozen=True):
    """ko/offices.yaml."""

    offices: list[Office]
    weak: list[str]
    alone: list[str]
    named_only: list[str]
    of_places: list[str]
    unnamed: list[str]
    short_names: list[str]
    belongs: dict[str, str]
    abroad: list[str]
    also_called: dict[str, list[str]]
    honorifics: dict[str, list[str]]
    north: list[str]
    former: list[str]
    marks: list[str]
    generic: list[str]
    others: list[str]
    not_before: list[str]
    designations: list[Designation]
    fields: dict[str, list[str]]
    pronouns: list[str]
    demonstratives: list[str]
    collectives: list[Collective]


class Foreign(Table, frozen=True):
    """An office of another state that needs no country's name beside it."""

    country: str
    names: list[str]


class AfterCountry(Table, frozen=True):
    """What after a state's name makes an organisation of it."""

    words: list[str]
    endings: list[str]
    excluded: list[str]
    excluded_endings: list[str]


class Organizations(Table, frozen=True):
    """ko/organizations.yaml."""

    international: list[list[str]]
    regions: dict[str, list[str]]
    home: list[list[str]]
    foreign: list[Foreign]
    unplaced: list[str]
    shared: dict[str, list[str]]
    after_country: AfterCountry
    suffixes: list[str]
    common_heads: list[str]
    front_words: list[str]
    front_fields: list[str]
    front_endings: list[str]
    front_endings_of_names: list[str]
    also_names: list[str]
    venues: list[str]
    cities: dict[str, list[str]]
    between: list[str]


class Names(Table, frozen=True):
    """ko/names.yaml."""

    surnames: list[str]
    double_surnames: list[str]
    hanja_surnames: dict[str, str]
    rare_surnames: str
    doubtful_surnames: str
    given: str
    given_first: str
    given_last: str
    foreign_ends: str
    one_syllable: list[str]
    name_ends: str
    noun_tails: list[str]
    noun_ends: list[str]
    hanja_readings: str
    joints: list[str]
    parts: list[str]
    also_words: list[str]
    beside_names: list[str]
    grammar: list[str]
    copula: list[str]
    closing: list[str]
    stop: list[str]
    korean_ends: str
    adnominal: list[str]


class Title(NamedTuple):
    """The core word of an office and the kind of office that it is; `cores` adds the titles that it ends with."""

    core: str
    cores: frozenset[str]
    office: Office
    weak: bool
    alone: bool


class Named(NamedTuple):
    """An organisation of a table: its main form and its state (ISO3), `HOME` for the home state."""

    name: str
    country: str | None

    def state(self, home: str) -> str | None:
        """Its state (ISO3), where `home` is the home state."""
        return home if self.country == HOME else self.country


HOME = "HOME"


class Tables(msgspec.Struct, frozen=True):
    """All tables of entities, and what is made of them once."""

    countries: Countries
    offices: Offices
    organizations: Organizations
    names: Names
    states: dict[str, str]  # every form of a state's name of two syllables or more → ISO3
    canonical: dict[str, str]  # ISO3 → its usual name
    partners: dict[str, str | Named]  # what a pair can hold: states, syllables, hanja, organisations
    homographs: dict[str, Homograph]
    named: dict[str, Named]
    lexicon: Lexicon[tuple[Kind, Any]]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """The tables of entities, loaded and compiled on first use."""
    countries = load_table("ko/countries.yaml", Countries)
    offices = load_table("ko/offices.yaml", Offices)
    organizations = load_table("ko/organizations.yaml", Organizations)
    names = load_table("ko/names.yaml", Names)
    canonical, states = _states(countries)
    named = _named(organizations)
    partners: dict[str, str | Named] = {**countries.syllables, **countries.hanja, **states}
    for forms in organizations.international:
        partners |= {form: named[form] for form in forms if " " not in form}
    for group, forms in organizations.regions.items():
        partners |= {form: named.get(group) or Named(group, None) for form in forms}
    homographs = {rule.word: rule for rule in countries.homographs}
    words = dict(_words(countries, offices, organizations, states, named))
    return Tables(
        countries, offices, organizations, names, states, canonical, partners, homographs, named, Lexicon(words.items())
    )


def _states(table: Countries) -> tuple[dict[str, str], dict[str, str]]:
    canonical = table.cldr | table.usual
    states = {name: iso3 for iso3, name in canonical.items()}
    rows = (files("hoedam.data") / "kdiplo-country-names.csv").read_text(encoding="utf-8").splitlines()
    states |= {row["country_kr"]: row["iso3c"] for row in csv.DictReader(rows)}
    for iso3, name in table.cldr.items():
        states.setdefault(name, iso3)
    return canonical, states | {name: iso3 for iso3, names in table.names.items() for name in names}


def _named(table: Organizations) -> dict[str, Named]:
    lines = [
        (forms, None) for forms in (*table.international, *([name] for name in (*table.unplaced, *table.shared)))
    ] + [(forms, HOME) for forms in table.home]
    found = {form: Named(forms[0], country) for forms, country in lines for form in forms}
    return found | {form: Named(line.names[0], line.country) for line in table.foreign for form in line.names}


def _words(
    countries: Countries,
    offices: Offices,
    organizations: Organizations,
    states: dict[str, str],
    named: dict[str, Named],
) -> Iterator[tuple[str, tuple[Kind, Any]]]:
    """Every anchor word with its kind and value; where a word stands twice, the later one counts."""
    yield from ((word, ("suffix", word)) for word in organizations.suffixes)
    yield from ((city, ("place", iso3)) for iso3, cities in organizations.cities.items() for city in cities)
    yield from ((venue, ("place", None)) for venue in organizations.venues)
    yield from ((name, ("country", iso3)) for name, iso3 in states.items())
    yield from ((word, ("fixed", iso3)) for iso3, words in countries.fixed.items() for word in words)
    yield from ((pair, ("pair", pair)) for pair in countries.pairs)
    yield from ((form, ("organization", name)) for form, name in named.items())
    yield from _head_words([*named, *organizations.suffixes], offices)
    yield from _office_words(offices)
    yield from ((word, ("home_side", word)) for word in countries.home_sides)
    yield from ((word, ("home", word)) for word in countries.home_alone)
    yield from _side_words(countries)
    yield from ((word, ("hidden", word)) for word in countries.hidden)


def _side_words(countries: Countries) -> Iterator[tuple[str, tuple[Kind, Any]]]:
    """미측, 北측; and with a space where a syllable may stand alone: 미 정부, 美 행정부."""
    for form, iso3 in (countries.syllables | countries.hanja).items():
        if form in countries.sided.get(iso3, "") or (form in countries.hanja and iso3 in countries.sided):
            yield f"{form}측", ("side", iso3)
            if form in countries.alone or form in countries.hanja:
                yield from ((f"{form} {side}", ("side", iso3)) for side in countries.sides)


def _office_words(offices: Offices) -> Iterator[tuple[str, tuple[Kind, Any]]]:
    yield from ((title.core, ("title", title)) for title in _titles(offices))
    yield from ((word, ("source", rule)) for rule in offices.designations for word in rule.words)
    yield from ((word, ("demonstrative", word)) for word in offices.demonstratives)
    yield from ((word, ("pronoun", word)) for word in offices.pronouns)
    yield from ((word, ("group", rule)) for rule in offices.collectives for word in rule.words)


def _head_words(forms: list[str], offices: Offices) -> Iterator[tuple[str, tuple[Kind, Any]]]:
    """Heads written against their organisation, of which the title is the last word: 방위사업청장, 원자력연구원장.

    Not of a public company (공사), for a 공사장 is where one builds.
    """
    known = {title.core: title for title in _titles(offices)}
    for form in forms:
        word = f"{form.removesuffix('회') if form.endswith('위원회') else form}장"
        core = next((word[-size:] for size in (3, 2) if word[-size:] in known), None)
        if core and word not in known and not form.endswith("공사"):
            yield word, ("title", known[core])


def _titles(offices: Offices) -> Iterator[Title]:
    for office in offices.offices:
        for title in office.titles:
            # 외교장관 is a 장관, 국가안보실장 an 안보실장; a 부위원장 is no 위원장
            ends = {other for other in office.titles if title.endswith(other) and title != f"부{other}"}
            ends |= {*offices.also_called.get(title, [])}
            weak = office.weak or title in offices.weak
            yield Title(title, frozenset(ends), office, weak, office.alone or title in offices.alone)


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Every title of the tables."""
    return {title.core: title for title in _titles(tables().offices)}


def title_of(words: str) -> Title | None:
    """The longest title that ends the words: 제1부총리 → 부총리."""
    known = titles()
    return next((known[words[at:]] for at in range(len(words)) if words[at:] in known), None)
