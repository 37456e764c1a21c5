"""The content words of a statement, without what varies between two reports of it (rules/ko/stems.yaml).

No morphological analyser: what is compared are two reports of one sentence, and both are cut by the same table.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import msgspec

from hoedam.resolve.verbs import forms
from hoedam.rules import load_table

_UNITS = {"십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
_NUMBER = re.compile(
    r"\d[\d,]*(?:\.\d+)?\s?(?:[십백천]?[만억조]|[십백천](?![가-힣]))(?:\s?\d[\d,]*\s?(?:[십백천]?[만억조]|[십백천]))*"
)
_DIGITS, _TEN, _MYRIAD = "일이삼사오육칠팔구", 10, 10_000
_SPELT = re.compile(
    r"(?<![가-힣\d])(?<!\d\s)(?!조[명건대장])([일이삼사오육칠팔구십백천만억조]*[십백천만억조][일이삼사오육칠팔구]?)\s?"
    r"(?=(?:명|곳|대|장|개|달러|원(?![유자료정전격양주])|건|회|척|톤|마리|퍼센트|가구|여))"
)
_DATED = re.compile(
    r"^(?:\d{1,2}월\s)?\d{1,2}일(?:\(현지 ?시간\))?\s(?!(?:동안|간|안에|이내|이상|내))"
)  # when it was said
_COUNTED = re.compile(
    r"(?<![가-힣\d])(\d+|[가-힣]{1,4})\s?(명분|명|곳|개교|개소|개|척|대|채|기|동|칸|문|정|그루|마리|량|헥타르|킬로미터|톤|석|가구|권|벌|상자|편)"
    r"(?=$|[^가-힣]|[을를이가은는의에과와만도로씩쯤여째]|까지|부터|짜리|으로|밖에|가량)"
)
_PART = re.compile(r"(\d[\d,]*(?:\.\d+)?)?\s?([십백천])?([만억조])?")
_WORD = re.compile(r"\d+(?:\.\d+)?|[가-힣]+|[A-Za-z]+|[一-鿿]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LIGHT = 0.4  # of its weight, for a word that tells little about which of a document's statements this is
_COMPOUND = 0.8
_HEAD = "장"
_OFFICES = "부청처"
_HEADED = 3  # letters of the word that a compound ends in
_NO_VERBS = ("바다", "해마다")
_OWN = 6  # letters of a name that begins with the state's
_DERIVED = 0.5  # what 의료 in one report counts for 의료진 in another
_FIELD = 0.5  # of its weight, what a word counts where only another of its field is there
_COMMON = 0.3  # what a shared word of every meeting tells, against 1 for a word of this one


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    particles: tuple[str, ...]
    light: tuple[str, ...]
    ending_syllables: str
    endings: tuple[str, ...]
    suffixes: str
    nouns: tuple[str, ...]
    drop: tuple[str, ...]
    common: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    deeds: tuple[tuple[str, ...], ...]
    fields: tuple[tuple[str, ...], ...]
    no_towns: tuple[str, ...]
    numerals: dict[str, int]
    tens: dict[str, int]


class _Cutter:
    """The table, ready for use."""

    def __init__(self, table: _Table) -> None:
        self.particles = _ends(table.particles)
        self.particle, self.ending = frozenset(table.particles), frozenset(table.endings)
        every = (*table.same, *table.deeds)
        self.verbs = frozenset(form for group in every for word in group if _verb(word) for form in forms(word))
        self.endings = _ends(table.endings)
        light = "|".join(sorted(table.light, key=len, reverse=True))
        self.verbal = re.compile(rf"^([가-힣A-Za-z]{{2,}}?)(?:{light})[{table.ending_syllables}]*$")
        # 표했다 loses its verb too, but 북한의 must not: after one syllable only what is surely the verb
        self.short = re.compile(rf"^([가-힣])(?:했|하였|하여|합니)[{table.ending_syllables}]*$")
        self.suffixes = frozenset(table.suffixes)
        self.drop = frozenset(table.drop)
        groups = [_spelt_out(group) for group in (*table.same, *table.deeds)]
        self.common = frozenset(table.common) | {_spelt_out(group)[0] for group in table.deeds}
        self.same = {word: group[0] for group in groups for word in reversed(group)}
        # a verb's stem of one syllable is no word on its own: 막 is a membrane
        self.bare = frozenset(word[:-1] for group in every for word in group if len(word) == 2 and _verb(word))
        self.fields = _fields(tuple(tuple(self.same.get(word, word) for word in group) for group in table.fields))
        self.no_towns = frozenset(table.no_towns)
        self.nouns = frozenset(table.nouns)
        self.numerals = {word: str(number) for word, number in _native(table)}


def _spelt_out(group: tuple[str, ...]) -> tuple[str, ...]:
    """A group with verbs as the forms of their stems, the stem first."""
    return tuple(form for word in group for form in ((word[:-1], *sorted(forms(word))) if _verb(word) else (word,)))


def _verb(word: str) -> bool:
    return len(word) > 1 and word.endswith("다") and word not in _NO_VERBS


def _fields(table: tuple[tuple[str, ...], ...]) -> dict[str, frozenset[int]]:
    """The fields of each word, by their places in the table."""
    found: dict[str, set[int]] = {}
    for at, group in enumerate(table):
        for word in group:
            found.setdefault(word, set()).add(at)
    return {word: frozenset(places) for word, places in found.items()}


def _native(table: _Table) -> Iterator[tuple[str, int]]:
    """Native numbers to 99 with what they are: 두, 열, 열두."""
    yield from table.numerals.items()
    for ten, many in table.tens.items():
        yield ten, many
        yield from ((ten + one, many + few) for one, few in table.numerals.items() if few < _TEN)


def _ends(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"^(.+?)(?:{'|'.join(sorted(words, key=len, reverse=True))})$")


@lru_cache(maxsize=1)
def _cutter() -> _Cutter:
    return _Cutter(load_table("ko/stems.yaml", _Table))


def stems(text: str) -> tuple[str, ...]:
    """The content stems of a text, in its order; numbers as plain digits."""
    words = _WORD.findall(plain_numbers(_DATED.sub("", unicodedata.normalize("NFC", text))).replace("%", "퍼센트 "))
    found = (_stem(word) for word in words)
    return tuple(stem for stem in found if stem and stem not in _cutter().drop)


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    """One word without its particle or ending; empty where nothing is left that tells."""
    cutter = _cutter()
    if word[0].isdigit() or word in cutter.drop:
        return word.removesuffix(".0") if word[0].isdigit() else ""
    if word in cutter.numerals:
        return cutter.numerals[word]
    if word in cutter.bare:
        return word
    if word in cutter.same:
        return cutter.same[word]
    stem = _cut(word)
    if len(stem) > 1 and stem in cutter.numerals:  # 사흘이면, but not 열겠다
        return cutter.numerals[stem]
    if stem.startswith("한국") and len(stem) >= _OWN:  # 한국수출입은행 is 수출입은행 at home
        stem = stem[2:]
    return cutter.same.get(stem, stem)


def _cut(word: str) -> str:
    cutter = _cutter()
    if word in cutter.nouns:
        return word
    verbal = cutter.verbal.match(word) or cutter.short.match(word)
    if verbal:
        return verbal[1]
    if known := next((word[:at] for at in range(len(word) - 1, 1, -1) if _is_whole(word[:at], word[at:])), None):
        return known
    without = cutter.particles.match(word)
    if without and (len(without[1]) >= 2 or _counted(without[1], word)):
        word = without[1]
        verbal = cutter.verbal.match(word)
        return verbal[1] if verbal else word
    ending = cutter.endings.match(word)
    if ending:
        return ending[1]
    return without[1] if without else word


def _is_whole(word: str, rest: str) -> bool:
    """Whether a noun of the table and a particle, or a form of a verb and an ending: 도로+의, not 도+로의; 지었+다, not 지+었다."""
    cutter = _cutter()
    return (word in cutter.nouns and rest in cutter.particle) or (word in cutter.verbs and rest in cutter.ending)


def _counted(noun: str, word: str) -> bool:
    """Whether a word is one syllable that tells nothing and a particle of two: 명까지, 곳에서, but not 수도."""
    return noun in _cutter().drop and len(word) > len(noun) + 1


def plain_numbers(text: str) -> str:
    """500만, 5백만, 오백만 (before a counter) and 5,000,000 as 5000000."""
    text = _SPELT.sub(lambda found: f"{_spelt(found[1])} ", text)
    text = _NUMBER.sub(lambda found: f"{_value(found[0])} ", text)
    return re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r" +", " ", text))


def counted(text: str) -> dict[str, set[int]]:
    """How many there are of what is counted, by the counter: 여섯 동, 30명. Years, times and money are no things."""
    found: dict[str, set[int]] = {}
    for number, kind in _COUNTED.findall(plain_numbers(text)):
        many = number if number.isdigit() else _cutter().numerals.get(number)
        if many:
            found.setdefault(kind, set()).add(int(many))
    return found


def _spelt(text: str) -> int:
    """What a number in Sino-Korean words is: 칠만, 삼백이십."""
    total = below = ones = 0
    for letter in text:
        if letter in _DIGITS:
            ones = _DIGITS.index(letter) + 1
        elif _UNITS[letter] < _MYRIAD:
            below, ones = below + (ones or 1) * _UNITS[letter], 0
        else:
            total, below, ones = total + ((below + ones) or 1) * _UNITS[letter], 0, 0
    return total + below + ones


def _value(text: str) -> int:
    """What a number with Korean units is: 3조 5천억, 2만5천, 1.5억."""
    total, below = 0.0, 0.0
    for digits, small, large in _PART.findall(text):
        if not (digits or small or large):
            continue
        below += float(digits.replace(",", "") or 1) * _UNITS.get(small, 1) if digits or small else 0
        if large:
            total, below = total + (below or 1) * _UNITS[large], 0.0
    return round(total + below)


@lru_cache(maxsize=1 << 17)
def weight(stem: str) -> float:
    """How much a shared stem tells: 0.3 for what is said at every meeting, 1 and more for the rest."""
    if stem in _cutter().common or _YEAR.fullmatch(stem):  # 2025년 in one report is 올해 in another
        return _COMMON
    return 0.5 if len(stem) == 1 and not stem.isdigit() else min(1.0 + 0.15 * (len(stem) - 2), 1.6)


@lru_cache(maxsize=1 << 17)
def strong(stem: str) -> bool:
    """Whether a stem is of this matter rather than of meetings in general."""
    return stem not in _cutter().common and not _YEAR.fullmatch(stem) and (len(stem) > 1 or stem.isdigit())


def known(word: str) -> bool:
    """Whether the tables have a word: one that tells little, one of several for the same, one that is no town."""
    cutter = _cutter()
    tables = (cutter.drop, cutter.common, cutter.same, cutter.no_towns, cutter.numerals)
    return any(word in table for table in tables)


@dataclass(frozen=True, slots=True)
class _Weighed:
    """The words of one sentence, ready to be compared with those of many others."""

    weights: tuple[tuple[str, float], ...]  # of the different stems, in one order: a sum of floats depends on it
    mass: float
    stems: frozenset[str]
    joined: str
    by_letter: Mapping[str, Sequence[str]]  # by their first: words that begin otherwise are never one


@lru_cache(maxsize=1 << 14)
def _weighed(words: tuple[str, ...]) -> _Weighed:
    weights = tuple((stem, weight(stem)) for stem in sorted(set(words)))
    by_letter: dict[str, list[str]] = {}
    for stem, _ in weights:
        by_letter.setdefault(stem[:1], []).append(stem)
    return _Weighed(weights, sum(one for _, one in weights), frozenset(words), "".join(words), by_letter)


def mass(words: tuple[str, ...], light: frozenset[str] = frozenset()) -> float:
    """How much there is to compare: the weight of the different stems; those in `light` count less."""
    if not light:
        return _weighed(words).mass
    return sum(one * _LIGHT if stem in light else one for stem, one in _weighed(words).weights)


@lru_cache(maxsize=200_000)
def jamo(word: str) -> str:
    """A word as its letters (NFD), so that 챙기 and 챙길 differ in one."""
    return unicodedata.normalize("NFD", word)


@lru_cache(maxsize=1 << 18)
def alike(a: str, b: str) -> float:
    """How far two stems are one word: 1 for forms of it (완공/완공되, 챙기/챙길), 0.5 for a derived
    one (의료/의료진), 0.8 for a compound (곡물/곡물터미널)."""
    if a == b:
        return 1.0
    if a.isdigit() or b.isdigit():
        return 0.0
    short, long = sorted((a, b), key=len)
    if len(short) > 1 and long.startswith(short):
        tail = long[len(short) :]
        if tail == _HEAD and len(short) > 2:  # 담수공장장 speaks for the 담수공장
            return 1.0
        return _DERIVED if tail in _cutter().suffixes else 1.0 if len(tail) == 1 else _COMPOUND
    return 1.0 if _one_letter(jamo(short), jamo(long)) else 0.0


def _one_letter(short: str, long: str) -> bool:
    """Whether two words differ in no more than their last letters: 챙기 and 챙길, 나누 and 나눠."""
    same = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), min(len(short), len(long)))
    return same >= 4 and max(len(short), len(long)) - same <= 2


def coverage(words: tuple[str, ...], other: tuple[str, ...], *, exact: bool = False) -> float:
    """The share, 0 to 1 by weight, of the different stems of `words` that `other` has too; spacing does not matter.

    `exact`: no other forms of a word, as names have none (항공보안 is not 항공).
    """
    whole = mass(words)
    return shared(words, other, exact=exact) / whole if whole else 0.0


def shared(
    words: tuple[str, ...], other: tuple[str, ...], light: frozenset[str] = frozenset(), *, exact: bool = False
) -> float:
    """The weight of those different stems of `words` that `other` has too; those in `light` count less."""
    whole, total = _weighed(other), 0.0
    for stem, one in _weighed(words).weights:
        if near := 1.0 if stem in whole.stems else _within(stem, whole, exact=exact):
            total += (one * _LIGHT if stem in light else one) * near
    return total


def akin(words: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Half of the weight of those different stems of `words` that `other` has not, but a word of the same field.

    So too where it has what they are kinds of: 생도 of 사관생도.
    """
    fields, whole = _cutter().fields, _weighed(other)
    there = {field for stem in whole.stems for field in fields.get(stem, ())}

    def near(stem: str) -> bool:
        ends = any(stem[at:] in whole.stems for at in range(1, len(stem) - 1))
        return ends or not there.isdisjoint(fields.get(stem, ()))

    missing = (stem for stem in sorted(set(words)) if stem not in whole.stems and near(stem))
    return _FIELD * sum(weight(stem) for stem in missing if not _within(stem, whole, exact=False))


def _within(stem: str, whole: _Weighed, *, exact: bool) -> float:
    """How far a stem is among others that do not have it: 1 where only the spacing differs (쌀 시장, 쌀시장)."""
    near = () if exact else whole.by_letter.get(stem[:1], ())
    best = max((alike(stem, word) for word in near), default=0.0) if near else 0.0
    if best or len(stem) == 1 or stem.isdigit():
        return best
    if stem in whole.joined:
        return 1.0
    # 현지조사단 is a 조사단, 해양수산부 no 수산부
    ends = () if exact or stem[-1] in _OFFICES else range(1, len(stem) - _HEADED + 1)
    return _COMPOUND if any(stem[at:] in whole.stems for at in ends) else 0.0
