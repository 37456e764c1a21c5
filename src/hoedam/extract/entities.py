"""Entities: who and what a document speaks of, and every mention of it.

This runs before the morphological analyser, over the text itself: anchors from the tables, then

    1. countries, sides, pairs, organisations, places       (countries, organizations)
    2. person phrases around titles, labels of speakers      (persons, designations)
    3. persons from full names, short forms to them          (people)
    4. names without a title, unnamed sources
    5. the sides of the document, collectives                (collectives)
    6. overlaps settled (the longest mention wins), ids in the order of first mention
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from hoedam.extract.anchors import HEADLINES, Anchor, anchors, closes, mask_brackets, opens, readable
from hoedam.extract.collectives import Sides, field_of, settle, sides_of
from hoedam.extract.countries import (
    pair_ends,
    read_country,
    read_fixed,
    read_glued_pair,
    read_home_side,
    read_pairs,
    read_syllable_side,
)
from hoedam.extract.designations import read_labels
from hoedam.extract.entity_tables import tables
from hoedam.extract.interviews import read_interview
from hoedam.extract.organizations import capitals_as_states, read_organization, read_place, read_suffix, settle_shared
from hoedam.extract.people import People
from hoedam.extract.person_mentions import read_bare_names, read_hanja, read_persons
from hoedam.extract.persons import read_list, read_phrase
from hoedam.extract.phrases import Phrase, adjacent_words
from hoedam.extract.subjects import Draft, Role, Subject, World
from hoedam.model import Block, Document, Entity

_NUMBER_ONLY = re.compile(r"[\s\d.)\]가-힣]{0,3}[.)]\s|[\s□○ㅇ-]*")
__all__ = ["Entities", "Mention", "Role", "read_entities"]


class Mention(msgspec.Struct, frozen=True):
    """Words of the text, without particles, and the ids of the entities that they mean.

    `entities` is empty for a pronoun, and holds several for pairs and collectives. `role`: name (a person
    named), title (a title alone or with a surname), country, pair, collective, side, pronoun, organization, place.
    """

    start: int
    end: int
    entities: tuple[str, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Entities:
    """What `read_entities` found. `mentions` are sorted and never overlap.

    `name_spans`: proper names for the analyser. `principals`: ids of the persons who lead the main sides.
    `sides`: the states (ISO3) whose meeting it is, the home state first where it takes part.
    """

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    name_spans: tuple[tuple[int, int], ...]
    principals: tuple[str, ...]
    sides: tuple[str, ...]
    _index: dict[str, Entity] = field(repr=False, compare=False)

    def by_id(self, id: str) -> Entity:
        """The entity of this id. Raises KeyError where there is none."""
        return self._index[id]

    def country_of(self, id: str) -> str | None:
        """The state (ISO3) of the entity of this id, if it has one."""
        return self._index[id].country

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that begin in start..end, in order."""
        for i in range(bisect_left(self.mentions, start, key=lambda m: m.start), len(self.mentions)):
            if self.mentions[i].start >= end:
                return
            yield self.mentions[i]


def read_entities(document: Document, home: str = "KOR") -> Entities:
    """All entities and mentions of a document; `home` (ISO3) is the state from whose side it is written."""
    blocks = _introducing(document)
    text, world = document.text, World(home)
    found = anchors(text, blocks)
    drafts = [*_things(text, found, world), *(pair for block in blocks for pair in read_pairs(text, block, world))]
    phrases = _phrases(text, found, blocks)
    people = People(text, world, phrases, _states(drafts, phrases))
    settle_shared(drafts, world, people.nearest_state)
    drafts += read_persons(text, found, phrases, people)
    _name_both(text, drafts, people)
    drafts = _longest(drafts)
    drafts = _longest([*drafts, *read_bare_names(text, blocks, people, drafts), *read_hanja(text, blocks, people)])
    sides = sides_of(drafts, home)
    settle(drafts, sides, world, people.all)
    return _assemble(document, drafts, sides)


def _introducing(document: Document) -> list[Block]:
    """The blocks that may hold mentions; the headline of an interview introduces who answers, as a lead-in does."""
    blocks = readable(document)
    if not read_interview(document)[0]:
        return blocks
    return [msgspec.structs.replace(b, kind="paragraph") if b.kind in HEADLINES else b for b in blocks]


def _things(text: str, found: list[Anchor], world: World) -> Iterator[Draft]:
    """Countries, sides, glued pairs, organisations, places, pronouns and collectives."""
    readers = {
        "country": read_country,
        "fixed": read_fixed,
        "pair": read_glued_pair,
        "side": read_syllable_side,
        "home_side": read_home_side,
        "home": read_home_side,
        "organization": read_organization,
        "suffix": read_suffix,
        "group": _read_group,
        "pronoun": _read_pronoun,
        "demonstrative": _read_pronoun,
    }
    places = []
    for anchor in found:
        if anchor.kind == "place":
            place = read_place(text, anchor, world)
            places += [place] if place else []
        elif anchor.kind in readers:
            draft = readers[anchor.kind](text, anchor, world)
            if draft:
                yield draft
    capitals_as_states(text, places, world)
    yield from places


def _read_group(text: str, anchor: Anchor, world: World) -> Draft | None:
    """두 정상, 양국: whom they mean is settled at the end. Before 회담 and 간 only 양국 remains."""
    start, end, _, rule, block = anchor
    if not opens(text, start) or (closes(text, end) is None and not (rule.kind == "state" and pair_ends(text, end))):
        return None
    if text.startswith("양자 ", start):
        return None  # 양자 면담, 양자 관계
    if rule.kind != "state" and text.startswith((" 회", " 간 "), end):
        return None
    if text.startswith("장관들", start) and not _NUMBER_ONLY.fullmatch(text, block.start, start):
        return None  # those of a joint text, 3. 장관들은, and no cabinet's
    before = text[max(block.start, start - 8) : start].split()
    if (text.startswith("정상들", start) or rule.count == 3) and before and before[-1] in tables().offices.others:
        return None  # 유럽 정상들, 발트 3국
    return Draft(
        start, end, "collective", (), block.kind in HEADLINES, (rule.kind, rule.count, field_of(text[start:end]))
    )


def _name_both(text: str, drafts: list[Draft], people: People) -> None:
    """양 차관보 is the assistant minister called 양, where the document has one, else both."""
    for draft in drafts:
        if draft.group and draft.group[0] != "state" and text.startswith("양 ", draft.start):
            person = people.namesake("양", draft.group[0])
            if person:
                draft.role, draft.who, draft.group = "title", (person,), None


def _read_pronoun(text: str, anchor: Anchor, world: World) -> Draft | None:
    """그는, 이 관계자: the words without the particle; whom they mean is left open."""
    start, end, kind, _, block = anchor
    if not opens(text, start) or closes(text, end) is None or block.kind in HEADLINES:
        return None
    stop = end if kind == "demonstrative" else start + 2 if text.startswith("그녀", start) else start + 1
    return Draft(start, stop, "pronoun")


def _phrases(text: str, found: list[Anchor], blocks: list[Block]) -> list[Phrase]:
    """All person phrases in the order of the text, the longer where two overlap."""
    masked, adjacent = mask_brackets(text), adjacent_words(text, found)
    read = (read_phrase(text, masked, anchor, adjacent) for anchor in found if anchor.kind == "title")
    phrases = [phrase for phrase in read if phrase]
    phrases += [one for phrase in phrases for one in read_list(text, masked, phrase, adjacent)]
    phrases += [label for block in blocks for label in read_labels(text, block)]
    phrases.sort(key=lambda phrase: (phrase.start, -phrase.end))
    kept: list[Phrase] = []
    for phrase in phrases:
        if kept and phrase.start < kept[-1].end:
            if phrase.end - phrase.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(phrase)
    return kept


def _states(drafts: Iterable[Draft], phrases: Iterable[Phrase]) -> list[tuple[int, str]]:
    """Where which state is spoken of: what the state of a person is inferred from."""
    named = [(d.start, s.country) for d in drafts for s in d.who if s.country and s.type in {"country", "place"}]
    named += [(start, subject.country) for d in drafts for start, _, subject in d.inner if subject.country]
    named += [(p.start, p.country) for p in phrases if p.country for _ in range(3)]
    return sorted((at, state) for at, state in named if state)


def _longest(drafts: list[Draft]) -> list[Draft]:
    """The drafts in order, none overlapping: of two that do, the longer stays."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        while kept and draft.start < kept[-1].end and draft.end - draft.start > kept[-1].end - kept[-1].start:
            kept.pop()
        if not kept or draft.start >= kept[-1].end:
            kept.append(draft)
    return kept


def _assemble(document: Document, drafts: list[Draft], sides: Sides) -> Entities:
    """Ids in the order of first mention in the body; headlines only confirm what the body knows."""
    spans: dict[Subject, list[tuple[int, int]]] = {}
    for draft in drafts:
        if draft.headline:
            continue
        for start, end, subject in _spans(draft):
            spans.setdefault(subject, []).append((start, end))
    for draft in drafts:
        if draft.headline and all(subject in spans for subject in draft.who):
            for start, end, subject in _spans(draft):
                spans.setdefault(subject, []).append((start, end))
    ids = {subject: f"e{i}" for i, subject in enumerate(spans, 1)}
    entities = tuple(_entity(document, subject, id, spans[subject]) for subject, id in ids.items())
    mentions = [
        Mention(draft.start, draft.end, tuple(ids[subject] for subject in draft.who), draft.role)
        for draft in drafts
        if all(subject in ids for subject in draft.who) and (draft.who or draft.role == "pronoun")
    ]
    return Entities(
        entities=entities,
        mentions=tuple(mentions),
        name_spans=_name_spans(document.text, drafts),
        principals=tuple(ids[person] for person in sides.principals if person in ids),
        sides=sides.states,
        _index={entity.id: entity for entity in entities},
    )


def _spans(draft: Draft) -> Iterator[tuple[int, int, Subject]]:
    """Every subject of a draft with its span; countries inside a person's phrase have their own words."""
    yield from ((draft.start, draft.end, subject) for subject in draft.who)
    yield from draft.inner


def _entity(document: Document, subject: Subject, id: str, spans: list[tuple[int, int]]) -> Entity:
    return Entity(
        id=id,
        type=subject.type,
        name=subject.name,
        mentions=tuple(document.span(start, end) for start, end in sorted(set(spans))),
        country=subject.country,
        office=subject.office,
    )


def _name_spans(text: str, drafts: list[Draft]) -> tuple[tuple[int, int], ...]:
    """Names of persons word by word, countries, pairs, organisations and places of one word."""
    spans = [
        span
        for draft in drafts
        for span in (
            draft.names
            or ([(draft.start, draft.end)] if draft.role in {"country", "pair", "organization", "place"} else [])
        )
        if " " not in text[span[0] : span[1]]
    ]
    spans += [
        (start, end) for draft in drafts if draft.names for start, end, _ in draft.inner if " " not in text[start:end]
    ]
    return tuple(sorted(set(spans)))
