"""Who the person phrases of a document mean: full names make persons, short forms find them again.

A short form goes to the nearest person before it that fits, else to the first after it; variant spellings
(카심/카슴) go together where the kind of office and the state agree.
"""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from hoedam.extract.countries import state_of
from hoedam.extract.entity_tables import HOME, tables, titles
from hoedam.extract.names import alike, is_common, is_regnal, looks_foreign
from hoedam.extract.phrases import Phrase
from hoedam.extract.subjects import Subject, World
from hoedam.language.lexicon import Lexicon

_BESIDE = re.compile(r"(?<![가-힣])([가-힣]{2,12}?)(?:의|(?: ?측)?에서는?) $")
_ITEM = re.compile(r"[^가-힣A-Za-z]{1,4}(?:한[·\-])?([가-힣]{2,10}) ?[=:：]")
_VISITED = re.compile(
    r"(?<![가-힣])([가-힣]{2,12})(?: [가-힣]{2,8}?)?(?:에서|[을를] (?:찾아|방문해|방문하고)|[으로]?로 (?:이동해|옮겨|건너가)|에 도착해),? $"
)
_COMPACT = re.compile(r"[\s\-’']+")
_FAR = 40  # persons of one name or office looked through for the one that fits
_RECENT = 24  # persons looked back to for a variant spelling
_JUST_NAMED = (
    300  # code points behind a title with a state alone in which its holder is named (뉴질랜드 총리와의 … A 총리가)
)
_CLEAR = 1.5  # how much more often than any other a state must be spoken of to be a person's
_AROUND = 4000  # code points before and after in which a state without a word of its own is looked for


def compact(name: str) -> str:
    """A name without spaces and hyphens."""
    return _COMPACT.sub("", name)


class People:
    """The persons of a document and their short forms."""

    def __init__(self, text: str, world: World, phrases: list[Phrase], states_at: list[tuple[int, str]]) -> None:
        self.text = text
        self.world = world
        self.all: list[Subject] = []
        self._by_name: dict[str, list[Subject]] = defaultdict(list)
        self._by_word: dict[str, list[Subject]] = defaultdict(list)
        self._by_core: dict[str, list[Subject]] = defaultdict(list)
        self._by_state: dict[tuple[str, str], dict[Subject, None]] = defaultdict(dict)
        self._recent: dict[str, dict[Subject, None]] = defaultdict(dict)
        self._states_at = states_at
        self._core_states: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._bare_states: dict[str, list[tuple[int, str]]] = defaultdict(list)  # titles with a state and no name
        self._holders: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._subject: Subject | None = None  # the person met last as the subject of a clause
        for phrase in phrases:
            if phrase.country and not phrase.words and phrase.country != world.home and not phrase.headline:
                self._bare_states[phrase.title.core].append((phrase.start, phrase.country))
            if phrase.country and phrase.words and phrase.country != world.home:
                for core in phrase.cores:
                    self._core_states[core].append((phrase.start, phrase.country))
                    if not phrase.former:
                        self._holders[core][phrase.country].update(words_of(phrase.name(text)))

    # making persons

    def add(self, phrase: Phrase) -> Subject:
        """The person that a phrase with a full name means, made where it is new."""
        name = phrase.name(self.text)
        words = tuple(words_of(name))
        person = self._same(name, words, phrase) or self._new(name, words, phrase)
        self.learn(person, phrase)
        return person

    def _same(self, name: str, words: tuple[str, ...], phrase: Phrase) -> Subject | None:
        known = self._by_name.get(compact(name), [])
        found = next(
            (p for p in known if _country_fits(p, phrase) and (p.former or not phrase.former or len(words) == 1)), None
        )
        found = found or next(iter(known), None)
        if found is None and phrase.shape == "foreign" and len(words) == 1:
            found = next((p for p in self._by_word.get(words[0], []) if _country_fits(p, phrase)), None)
        if found is None and phrase.shape == "foreign" and len(words) > 1:
            found = next(
                (p for p in self._by_word.get(words[0], []) if _part_of(p, words) and _country_fits(p, phrase)), None
            )
        if found is None and phrase.shape == "foreign":
            found = self._variant(name, words, phrase)
        return found

    def _variant(self, name: str, words: tuple[str, ...], phrase: Phrase) -> Subject | None:
        """A person whose name is spelt otherwise: same kind of office, no other state, most words alike."""
        for person in self.all[-_RECENT:]:
            if person.korean or not _country_fits(person, phrase) or not person.cores & phrase.cores:
                continue
            pairs = [any(alike(word, other) for other in person.words) for word in words if len(word) > 1]
            if (pairs and all(pairs)) or alike(name, person.name):
                return person
        return None

    def _new(self, name: str, words: tuple[str, ...], phrase: Phrase) -> Subject:
        person = Subject("person", name, words=words, korean=phrase.shape in {"korean", "surname"})
        self.all.append(person)
        self._by_name[compact(name)].append(person)
        for word in {*words, *(compact("".join(words[i : i + 2])) for i in range(len(words) - 1))}:
            self._by_word[word].append(person)
        if len(words) == 1 and len(name) <= 4:
            self._by_word[name[0]].append(person)
            if name[:2] in tables().names.double_surnames:
                self._by_word[name[:2]].append(person)
        if len(words) > 1 and len(words[0]) > 1:  # 시 주석, 리 총리
            self._by_word[words[0][0]].append(person)
        return person

    def learn(self, person: Subject, phrase: Phrase) -> None:
        """State, office and fuller name that a phrase adds to a person."""
        self._learn_name(person, phrase)
        if not person.office or (person.former and not phrase.former and len(phrase.words) > 1):
            person.office, person.former = phrase.office, phrase.former
        elif len(phrase.office) > len(person.office) and _office_holds(phrase.office, person.office):
            person.office = phrase.office
        for core in phrase.cores:
            if core not in person.cores:
                person.kinds.add(kind_of(core, phrase))
                person.cores.add(core)
                self._by_core[core].append(person)
        country = phrase.country or (None if person.country else self._state(person, phrase))
        if country and person.country != country and (person.country is None or phrase.country):
            person.country = country
        for core in person.cores:
            if person.country:
                self._by_state[person.country, core][person] = None

    def _learn_name(self, person: Subject, phrase: Phrase) -> None:
        name = phrase.name(self.text)
        if person.korean or len(compact(name)) <= len(compact(person.name)):
            return
        new = [word for word in words_of(name) if word not in person.words]
        person.name, person.words = name, tuple(words_of(name))
        for word in new:
            self._by_word[word].append(person)

    def _state(self, person: Subject, phrase: Phrase) -> str | None:
        """The state of a person whose phrase does not name it."""
        belongs = next(
            (tables().offices.belongs[core] for core in sorted(phrase.cores) if core in tables().offices.belongs), None
        )
        if belongs and (belongs != "KOR" or person.korean):
            return self._home_or_north(belongs, person, phrase)
        named = tables().named.get(phrase.organization or "")
        if named and named.country != HOME and named.name not in tables().organizations.unplaced:
            return named.country
        if person.korean and not self._foreign_after_all(person, phrase):
            return self.world.home
        return self._state_nearby(person, phrase) if phrase.title.office.id != "other" else None

    def _home_or_north(self, belongs: str, person: Subject, phrase: Phrase) -> str:
        """The state that an office belongs to; a 외무상 with a Korean name is the North's, where that is spoken of."""
        if belongs == "JPN" and person.korean and phrase.cores & {*tables().offices.north}:
            return self.nearest_state(phrase.start, ("JPN", "PRK")) or "PRK"
        return belongs if belongs != "KOR" else self.world.home

    def _foreign_after_all(self, person: Subject, phrase: Phrase) -> bool:
        """Whether a person with a Korean-looking name is none of home's: 시 주석, 음발라 대통령, 기시다 총리.

        Home has only one 총리 at a time: beside 한덕수 국무총리 another one is foreign.
        """
        if self.world.home == "KOR" and phrase.cores & {*tables().offices.abroad}:
            return True
        if "head" not in person.kinds or len(person.name) < 2:
            return False
        if name_is_rare(person.name):
            return True
        core, held = phrase.title.core, self._by_state.get((self.world.home, phrase.title.core), {})
        others = (p for p in islice(held, _FAR) if p is not person and not p.former and len(p.name) > 2)
        return not phrase.former and core in {"대통령", "총리"} and next(others, None) is not None

    def nearest_state(self, at: int, states: tuple[str, ...]) -> str | None:
        """Which of the states is spoken of nearest before, else after; None where none is."""
        low = bisect_right(self._states_at, (at - _AROUND, ""))
        here = bisect_right(self._states_at, (at, ""))
        high = bisect_right(self._states_at, (at + _AROUND, ""))
        near = (
            *reversed(self._states_at[max(low, here - _FAR) : here]),
            *self._states_at[here : min(high, here + _FAR)],
        )
        return next((state for _, state in near if state in states), None)

    def _state_nearby(self, person: Subject, phrase: Phrase) -> str | None:
        """The foreign state of the last holder of such an office, else the one most spoken of around the phrase."""
        beside = self._state_beside(phrase) or self._state_just_named(phrase)
        if beside:
            return beside
        same = self._core_states.get(phrase.title.core, [])
        at = bisect_right(same, (phrase.start, "")) - 1
        if at >= 0 and phrase.start - same[at][0] < _AROUND and (phrase.title.core not in {"대통령", "총리"}):
            return same[at][1]
        low = bisect_right(self._states_at, (phrase.start - _AROUND, ""))
        high = bisect_right(self._states_at, (phrase.start + _AROUND, ""))
        taken = {self.world.home, *self._taken(phrase)} | ({"PRK"} if not person.korean else set())
        counts: Counter[str] = Counter()
        last: dict[str, int] = {}
        for at, state in self._states_at[low:high]:
            if state not in taken:
                counts[state] += 1
                last[state] = at if at <= phrase.start else last.get(state, -1)
        ranked = sorted(counts, key=lambda state: (counts[state], last[state], state), reverse=True)
        if not ranked or (len(ranked) > 1 and counts[ranked[0]] < _CLEAR * counts[ranked[1]]):
            return None
        return ranked[0]

    def _state_beside(self, phrase: Phrase) -> str | None:
        """The state whose own the person is, right before the phrase or at the head of its item: 가나의, ▲가나 = …;
        or where the person is met: 라트비아 리가를 찾아."""
        low, at = phrase.block.start, phrase.start
        beside = (
            _BESIDE.search(self.text, max(low, at - 20), at),
            _ITEM.match(self.text, low, at),
            _VISITED.search(self.text, max(low, at - 36), at),
        )
        state = next((state for found in beside if found and (state := state_of(found[1]))), None)
        return state if state != self.world.home else None

    def _state_just_named(self, phrase: Phrase) -> str | None:
        """이어진 뉴질랜드 총리와의 회담에서 A 총리가: the state of the title alone right before, whose holder has no other name."""
        core = phrase.title.core
        same = self._bare_states.get(core, [])
        at = bisect_right(same, (phrase.start, "")) - 1
        near = at >= 0 and phrase.start - same[at][0] < _JUST_NAMED
        return same[at][1] if near and not self._holders[core].get(same[at][1]) else None

    def _taken(self, phrase: Phrase) -> Iterator[str]:
        """The states whose president or premier another phrase names."""
        core = phrase.title.core
        if core in {"대통령", "총리"} and not phrase.former:
            mine = {*words_of(phrase.name(self.text))}
            yield from (state for state, names in self._holders[core].items() if not _share(mine, names))

    # finding persons again

    def meet(self, person: Subject, *, count: bool = True, subject: bool = False) -> None:
        """Notes that the person stands here, so that the next short form goes to the nearest."""
        person.count += count
        if subject:
            self._subject = person
        keys = [*person.words, *person.cores, person.name[:1], *(f"{person.country} {core}" for core in person.cores)]
        for key in keys:
            row = self._recent[key]
            row.pop(person, None)
            row[person] = None

    def _nearest(self, key: str, coming: Iterable[Subject], phrase: Phrase) -> Subject | None:
        before = islice(reversed(self._recent.get(key, {})), _FAR)
        fitting = next((p for p in before if _fits(p, phrase)), None)
        return fitting or next((p for p in islice(coming, _FAR) if _fits(p, phrase)), None)

    def find(self, phrase: Phrase) -> Subject | None:
        """The person a short form means: 문 대통령, 토카예프 대통령, 왕세자, 가나 대통령; None where nobody fits."""
        if phrase.shape == "surname":
            return self._by_surname(phrase)
        if phrase.shape == "bare":
            return self._by_title(phrase)
        name = phrase.name(self.text)
        words = words_of(name)
        key = compact(name) if len(words) > 1 else words[0]
        return self._nearest(key, self._by_word.get(key, []), phrase) or self._same(name, tuple(words), phrase)

    def _by_surname(self, phrase: Phrase) -> Subject | None:
        surname = phrase.name(self.text)
        surname = tables().names.hanja_surnames.get(surname, surname)
        coming = self._by_word.get(surname, [])[:_FAR]
        person = self._nearest(surname, coming, phrase)
        former = (p for p in coming if p.former and _country_fits(p, phrase) and _same_kind(p, phrase))
        return person or next(former, None)

    def _by_title(self, phrase: Phrase) -> Subject | None:
        namesake = self._namesake(phrase)
        if namesake:
            return namesake
        core = phrase.title.core
        if not phrase.country and (phrase.honorific or core in tables().offices.honorifics):
            return self._addressed(phrase)
        country = phrase.country or self._state_of_office(phrase)
        if country:
            return self._nearest(f"{country} {core}", self._by_state.get((country, core), {}), phrase)
        return self._nearest(core, self._by_core.get(core, []), phrase)

    def _addressed(self, phrase: Phrase) -> Subject | None:
        """대통령님, 총리께서, 폐하: the nearest holder who is not the one that speaks; for an aide, the own president."""
        cores = tables().offices.honorifics.get(phrase.title.core, [phrase.title.core])
        speaker = self._subject
        holders = [p for core in cores for p in self._near(core) if p is not speaker and not p.former]
        if speaker and speaker.kinds & {"staff"}:
            holders.sort(key=lambda p: p.country != speaker.country)
        elif speaker and speaker.cores & {*cores}:
            holders = [p for p in holders if p.country is None or p.country != speaker.country]
        return next(iter(holders), None)

    def _near(self, core: str) -> Iterator[Subject]:
        """The persons of a title, those met last first."""
        yield from islice(reversed(self._recent.get(core, {})), _FAR)
        yield from islice(self._by_core.get(core, []), _FAR)

    def _namesake(self, phrase: Phrase) -> Subject | None:
        """전 장관, 투 주석: the person of whose name the one syllable before the title is, where there is one.

        A syllable that stands for a state (러 부부장) is a surname where the document has such a person.
        """
        name = phrase.mark or phrase.before
        if phrase.country_at and phrase.country_at[1] - phrase.country_at[0] == 1:
            return self._surname_or_state(phrase)
        if len(name) != 1 or not self.text.startswith(f"{name} ", phrase.title_at - 2):
            return None
        former, phrase.former = phrase.former, False
        person = self._nearest(name, self._by_word.get(name, []), phrase)
        if person and (person.korean or name in person.words):
            phrase.start, phrase.words = phrase.title_at - 2, ((phrase.title_at - 2, phrase.title_at - 1),)
            return person
        phrase.former = former
        return None

    def _surname_or_state(self, phrase: Phrase) -> Subject | None:
        start, end = phrase.country_at or (0, 0)
        name, country = self.text[start:end], phrase.country
        phrase.country = None
        person = self._nearest(name, self._by_word.get(name, []), phrase) if end == phrase.title_at - 1 else None
        if person and person.country != country:
            phrase.words, phrase.country_at = ((start, end),), None
            return person
        phrase.country = country
        return None

    def _state_of_office(self, phrase: Phrase) -> str | None:
        named = tables().named.get(phrase.organization or "")
        return named.state(self.world.home) if named else None

    def designate(self, phrase: Phrase) -> Subject | None:
        """The person of a bare title that nobody named fits: 가나 대통령, 통상교섭본부장; None for a common noun."""
        offices = tables().offices
        if not phrase.country and not phrase.organization and phrase.title.core not in offices.unnamed:
            return None
        if not phrase.country and not phrase.particle:
            return None
        start = phrase.country_at[0] if phrase.country_at else phrase.office_at
        person = self._by_name.get(compact(self.text[start : phrase.end]), [None])[0]
        if person is None:
            person = self._new(self.text[start : phrase.end], (), phrase)
            person.korean = phrase.title.core in offices.belongs
            person.country = phrase.country or self._state_of_office(phrase)
        self.learn(person, phrase)
        return person

    def source(self, designation: str, state: str | None) -> Subject:
        """The unnamed person of this designation: 대통령실 고위 관계자."""
        known = self._by_name[compact(designation)]
        if not known:
            known.append(Subject("person", designation, state, kinds={"source"}, korean=True))
            self.all.append(known[0])
        known[0].count += 1
        return known[0]

    def namesake(self, surname: str, kind: str) -> Subject | None:
        """The person with this surname who holds an office of this kind: 양 차관보 where there is 양창수 차관보."""
        mine = self._by_word.get(surname, [])[:_FAR]
        return next((p for p in mine if p.korean and kind in p.kinds and not p.former), None)

    def by_surname(self, surname: str) -> Subject | None:
        """The home person with this surname who is met most."""
        mine = [p for p in self._by_word.get(surname, [])[:_FAR] if p.country == self.world.home and not p.former]
        return max(mine, key=lambda p: p.count, default=None)

    # names without a title

    def bare_names(self) -> Lexicon[str]:
        """The names that may stand without a title: full Korean names, names and long parts of foreign ones."""
        keys: set[str] = set()
        for person in self.all:
            if person.korean and len(person.words) == 1 and len(person.name) >= 3:
                keys.add(person.name)
            elif not person.korean and person.words:
                keys.update(key for key in (" ".join(person.words),) if len(key) > 1)
                keys.update(
                    w
                    for w in person.words
                    if len(w) > 1
                    and not is_regnal(w)
                    and not is_common(w)
                    and (looks_foreign(w) or len(person.words) > 1)
                )
        return Lexicon((key, key) for key in sorted(keys))

    def named(self, key: str) -> Subject | None:
        """The person that a bare name means: the nearest before, else the first of the document."""
        word = key if " " not in key else key.split(" ")[0]
        for person in reversed(self._recent.get(word, {})):
            if " " not in key or " ".join(person.words) == key:
                return person
        return next(iter(self._by_name.get(compact(key), []) or self._by_word.get(key, [])), None)


def _share(words: set[str], others: set[str]) -> bool:
    """Whether two names have a word in common, spelt alike or nearly."""
    return bool(words & others) or any(alike(a, b) for a in islice(words, _FAR) for b in islice(others, _FAR))


def kind_of(core: str, phrase: Phrase) -> str:
    """The kind of office that a title is: 부총리 → deputy; a title no table has is of the phrase's kind."""
    title = titles().get(core)
    return title.office.id if title else phrase.title.office.id


def _office_holds(longer: str, shorter: str) -> bool:
    """외교부 제2차관 holds 제2차관, 왕세자 겸 제1부총리 holds 왕세자; 전 총리 does not hold 총리."""
    return longer.startswith(f"{shorter} 겸 ") or (longer.endswith(f" {shorter}") and not longer.startswith("전 "))


def words_of(name: str) -> list[str]:
    """The parts of a name by which it can be called again; hyphens do not count."""
    return [word for word in name.replace("-", "").split(" ") if word]


def name_is_rare(name: str) -> bool:
    """Whether a name with a Korean shape has a surname that hardly anybody bears, or ends as no Korean name does."""
    return name[:1] in tables().names.rare_surnames or name[-1] in tables().names.foreign_ends


def _part_of(person: Subject, words: tuple[str, ...]) -> bool:
    """Whether one of two names of several words holds the other: 라칸 빈 무타이브 (알 사우드)."""
    return len(person.words) > 1 and (set(words) <= set(person.words) or set(person.words) <= set(words))


def _country_fits(person: Subject, phrase: Phrase) -> bool:
    return person.country is None or phrase.country is None or person.country == phrase.country


def _fits(person: Subject, phrase: Phrase) -> bool:
    """Whether a short form with this title can mean the person."""
    if not _country_fits(person, phrase):
        return False
    if phrase.shape in {"foreign", "korean"}:
        return True
    if person.former and not phrase.former:
        return False
    if phrase.former and not person.former:
        return False
    return bool(person.cores & phrase.cores) or (phrase.shape == "surname" and _same_kind(person, phrase))


def _same_kind(person: Subject, phrase: Phrase) -> bool:
    return phrase.title.office.id != "other" and phrase.title.office.id in person.kinds
