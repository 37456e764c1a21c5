"""The mentions of persons: every phrase, every name without a title, every unnamed source.

Full names make persons first, wherever they stand; then all phrases are gone through in the order of the
text. Headlines only confirm: they make no persons.
"""

import re
from collections import Counter
from collections.abc import Iterator

from hoedam.extract.anchors import HEADLINES, Anchor, closes, opens
from hoedam.extract.designations import read_source
from hoedam.extract.entity_tables import tables
from hoedam.extract.names import ends_like_foreign, looks_foreign, may_lead
from hoedam.extract.people import People, words_of
from hoedam.extract.persons import stands_alone
from hoedam.extract.phrases import Phrase
from hoedam.extract.subjects import Draft, Role, Subject
from hoedam.model import Block


def read_persons(text: str, found: list[Anchor], phrases: list[Phrase], people: People) -> Iterator[Draft]:
    """All persons named or meant by a title, and the unnamed sources."""
    for phrase in full_names(text, phrases):
        people.add(phrase)
    for phrase, person in mentions_of(people, phrases):
        role: Role = "name" if phrase.shape in {"korean", "foreign"} else "title"
        inner: tuple[tuple[int, int, Subject], ...] = ()
        if phrase.country and phrase.country_at:
            inner = ((*phrase.country_at, people.world.country(phrase.country)),)
        yield Draft(phrase.start, phrase.end, role, (person,), phrase.headline, names=phrase.words, inner=inner)
    for anchor in found:
        if anchor.kind == "source":
            yield from _source(text, anchor, people)


def _source(text: str, anchor: Anchor, people: People) -> Iterator[Draft]:
    source = read_source(text, anchor, people.world.home) if anchor.block.kind not in HEADLINES else None
    if source:
        start, end, state = source
        yield Draft(start, end, "name", (people.source(text[start:end], state),))


def read_bare_names(text: str, blocks: list[Block], people: People, taken: list[Draft]) -> Iterator[Draft]:
    """Names without a title: 다카기는, 문재인은, and short names in headlines."""
    names = people.bare_names()
    where = iter(sorted(taken, key=lambda draft: draft.start))
    near = next(where, None)
    for block in blocks:
        for start, end, key in names.find(text, block.start, block.end):
            while near and near.end <= start:
                if near.who and near.who[0].type == "person":
                    people.meet(near.who[0], count=False)
                near = next(where, None)
            if near and near.start < end:
                continue
            person = people.named(key) if _stands_bare(text, start, end) else None
            if person:
                people.meet(person)
                yield Draft(start, end, "name", (person,), block.kind in HEADLINES, names=((start, end),))


def _stands_bare(text: str, start: int, end: int) -> bool:
    """Whether a name stands by itself; reporters and addresses are no persons of the document."""
    if not opens(text, start) or closes(text, end) is None:
        return False
    return text[start - 1 : start] not in {"/", "@"} and not text.startswith((" 기자", " 특파원", " 앵커"), end)


def read_hanja(text: str, blocks: list[Block], people: People) -> Iterator[Draft]:
    """尹·文 in headlines: the body's person of that surname who is met most."""
    surnames = tables().names.hanja_surnames
    alone = re.compile(rf"(?<![一-龥])[{''.join(surnames)}](?![一-龥])")
    for block in blocks:
        if block.kind not in HEADLINES:
            continue
        for mark in alone.finditer(text, block.start, block.end):
            person = people.by_surname(surnames[mark[0]])
            if person:
                yield Draft(mark.start(), mark.end(), "title", (person,), True, names=(mark.span(),))


def full_names(text: str, phrases: list[Phrase]) -> Iterator[Phrase]:
    """The phrases that make persons: Korean names and names of several words first, then single foreign ones."""
    body = [phrase for phrase in phrases if not phrase.headline]
    full = [p for p in body if p.sure and (p.shape == "korean" or (p.shape == "foreign" and len(p.words) > 1))]
    foreign = {word for p in full if p.shape == "foreign" for word in words_of(p.name(text))}
    single = [p for p in body if p.shape == "foreign" and len(p.words) == 1 and p.sure and p.country]
    foreign |= {p.name(text) for p in single}
    yield from (p for p in full if p.shape == "foreign" or p.name(text) not in foreign)
    yield from single


def mentions_of(people: People, phrases: list[Phrase]) -> Iterator[tuple[Phrase, Subject]]:
    """Each phrase with its person, in the order of the text; phrases that mean nobody are left out."""
    often = Counter(phrase.name(people.text) for phrase in phrases if phrase.words and not phrase.headline)
    for phrase in phrases:
        person = _person_of(people, phrase, often)
        if person is None:
            continue
        if phrase.shape == "bare" or not phrase.country:
            phrase.former = phrase.former or person.former
        people.meet(person, subject=phrase.subject)
        yield phrase, person


def _person_of(people: People, phrase: Phrase, often: Counter[str]) -> Subject | None:
    if phrase.shape == "bare":
        return _holder(people, phrase)
    person = people.find(phrase)
    if person is None and not phrase.headline and _worth_a_person(phrase, phrase.name(people.text), often):
        return people.add(phrase)
    if person is None:
        return _holder(people, phrase) if _unname(people.text, phrase) else None
    if not phrase.headline:
        people.learn(person, phrase)
    return person


def _holder(people: People, phrase: Phrase) -> Subject | None:
    """The person whose bare title it is."""
    if phrase.before in {"우리", "우리나라"} and phrase.country is None:
        phrase.country = people.world.home
    if not stands_alone(people.text, phrase):
        return None
    return people.find(phrase) or (None if phrase.headline else people.designate(phrase))


def _worth_a_person(phrase: Phrase, name: str, often: Counter[str]) -> bool:
    """Whether a name that nothing else explains is one: a sure one, or one that comes again and again."""
    if phrase.shape == "surname":
        return _surname_alone(name, phrase, often)
    if phrase.shape == "korean":
        return phrase.sure or (often[name] > 1 and phrase.title.office.id != "head")
    if phrase.sure or (often[name] > 1 and (looks_foreign(name) or len(name) == 1)):
        return True
    state_office = phrase.title.alone and not phrase.title.weak
    return (often[name] > 2 and may_lead(name)) or (state_office and ends_like_foreign(name))


def _unname(text: str, phrase: Phrase) -> bool:
    """Takes a doubtful word (지난주 통상교섭본부장은) out of the phrase again; False where that cannot be."""
    if phrase.shape != "foreign" or not phrase.words or phrase.words[-1][1] > phrase.office_at:
        return False
    phrase.before = text[phrase.words[-1][0] : phrase.words[-1][1]]
    phrase.shape, phrase.words = "bare", ()
    phrase.start = phrase.country_at[0] if phrase.country_at else phrase.office_at
    return True


def _surname_alone(name: str, phrase: Phrase, often: Counter[str]) -> bool:
    """Whether a surname that no full name explains is one: not 이 (this), 한 (one), 전 (former) …"""
    doubtful = name in tables().names.doubtful_surnames or name in tables().names.parts
    return phrase.title.alone and not phrase.title.weak and (not doubtful or often[name] > 1)
