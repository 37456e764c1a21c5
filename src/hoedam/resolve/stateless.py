"""What ties a text that names no state to an earlier one: the towns, persons and institutions that both name.

Later coverage says 키수무의 부두 or 오티에노 대통령 and leaves the state to who reads it. A commitment keeps the names
that could come back so; what is said later without a state keeps the words of the sentence that it stands in, for they
say where it is. No list of towns would do: a town is what is written as a foreign name in a noun's place.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from hoedam.model import Span
from hoedam.resolve.names import letters_alike
from hoedam.resolve.stems import known, stems
from hoedam.rules import load_table

if TYPE_CHECKING:
    from hoedam.resolve.sightings import Sighting

_HOME = "KOR"
_OPEN = frozenset({0, 1, 4, 8, 16, 17, 19, 21})  # no final, and ㄱ ㄴ ㄹ ㅁ ㅂ ㅅ ㅇ by their numbers in Unicode
_TOKEN = re.compile(r"[가-힣]+|[^가-힣\s]+")
_PLACED = re.compile(r"([가-힣]{2,9}?)(?:에서는?|에는?|의|와|과)$")
# as verbs are, or with a particle that is no place's
_ENDED = re.compile(r".*(?:[은는을를가게지며면서록던한된할될기씩들히해진]|[기으]로|[하되지이나내리시들우추주키르]고)$")
# as verbs before another are, and many a town
_JOINED = re.compile(
    r".*(?:[어여워러려겨혀켜쳐져춰뤄둬줘꿔눠궈퉈]|따라|올라|달라|갈라|골라|들어와|찾아|받아|모아|돌아|쌓아)$|.[라와아]$"
)
_ISLAND = re.compile(r".{2,}섬$")
_REGION = re.compile(
    r"(?:지역|지방|제도|군도|반도|해협|삼각주|계곡|고원|사막|호수|분지|만)(?:[은는이가을를에의와과로]|에서)?$"
)
_WORKS = re.compile(r"(?:항|강|섬|시|주|공항|항만|호수|만)(?:[은는이가을를에의와과로]|에서)?$")
_OFFICES = frozenset(
    {"시장", "부시장", "시의회", "시청", "주지사", "도지사", "군수", "시의원", "주의회", "항만청장", "공항장"}
)
_SPELT = 85.0  # letters in common, of 100, for two spellings of one town or person
_END = re.compile(r"(?:(?<=[가-힣])[.!?][\"”’']?\s)|\n")


def told_before(text: str, start: int, said: Iterable[Span]) -> str:
    """The sentence before that of a stretch, in its paragraph, where nothing is said in it: the news that it is about."""
    end, _ = _sentence(text, start, start)
    if end == 0 or text[end - 1] == "\n":
        return ""
    at, _ = _sentence(text, end - 2, end - 2)
    return "" if any(span.start < end and at < span.end for span in said) else text[at:end].strip()


def frame(text: str, spans: Sequence[Span], said: Iterable[Span]) -> str:
    """What stands around spans in their sentences, without anything that is said in them."""
    held = sorted((span.start, span.end) for span in said)
    parts = []
    for span in spans:
        at, end = _sentence(text, span.start, span.end)
        for start, stop in (*((a, b) for a, b in held if at < b and a < end), (end, end)):
            parts.append(text[at : max(at, start)])
            at = max(at, stop)
    return " ".join(dict.fromkeys(parts))


def sentence_from(text: str, start: int) -> str:
    """A sentence from a place in it to its end."""
    return text[start : _sentence(text, start, start)[1]].strip()


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of a stretch: from the end of the one before it to its own end."""
    line = text.rfind("\n", 0, start) + 1
    before = max((found.end() for found in _END.finditer(text, line, start)), default=line)
    after = _END.search(text, end)
    return before, after.start() if after else len(text)


def towns(words: str) -> tuple[str, ...]:
    """The stems of what is written in the words as a foreign place: 키수무 항의, 몸바사에."""
    found: dict[str, None] = {}
    for word, following in pairwise([*_TOKEN.findall(words), ""]):
        placed = _PLACED.match(word)
        name = placed[1] if placed else word if _before_noun(word, following) else ""
        stem = "".join(stems(name))
        at_port = bool(_WORKS.match(following))  # 테마 항 is a port, whatever 테마 is
        judged = stem if name.endswith("로") else name  # 사고로 is no town, 카이로 is
        region = len(name) > 1 and bool(_REGION.match(following) or _ISLAND.match(name))
        if len(stem) > 1 and (region or _foreign(judged)) and (at_port or not _familiar(name)):
            found[stem] = None
    return tuple(found)


def tied(earlier: "Sighting", later: "Sighting") -> bool:
    """Whether a later sighting of no certain state names a town, person or institution of an earlier commitment.

    One of its leaders ties whatever state he was taken to be of: 뉴욕에서 만난 몬토야 대통령 is of the state of before. So does
    a state that is named, whoever names it.
    """
    own = {*earlier.names}
    if not own.isdisjoint({*persons(later), *later.states}):
        return True
    return nameless(later) and (_named(earlier.names, later) or not _seats(later).isdisjoint(earlier.stems))


def _seats(later: "Sighting") -> frozenset[str]:
    """The towns whose mayor or council speaks, which are towns whatever letters they have: 진자 시장은."""
    return frozenset(town for town, office in pairwise(later.near) if office in _OFFICES)


def persons(sighting: "Sighting") -> frozenset[str]:
    """The surnames of the foreign persons who speak, as stems of names are."""
    foreign = (p for p in sighting.speakers if p.type == "person" and p.country != _HOME and p.name)
    return frozenset(found[-1] for party in foreign if (found := stems(party.name)))


def same_place(earlier: "Sighting", later: "Sighting") -> bool:
    """Whether a later sighting names a town that an earlier commitment names in its own words."""
    return _named((name for name in earlier.names if name in earlier.stems), later)


def elsewhere(earlier: "Sighting", later: "Sighting") -> bool:
    """Whether a later sighting names a town that an earlier commitment does not: another battery plant."""
    known_there = {*earlier.stems, *earlier.names}
    return any(not any(_same(name, place) for name in known_there) for place in towns(later.words))


def _named(names: Iterable[str], later: "Sighting") -> bool:
    words = (*later.stems, *later.near, *later.news)
    return any(_same(name, word) for name in names for word in words)


def nameless(sighting: "Sighting") -> bool:
    """Whether no state is known of a sighting but by its words, which may speak of a third one: 한국 대신 노르웨이."""
    if all(country == _HOME for country in sighting.countries):
        return True
    parties = (*sighting.speakers, *sighting.addressees)
    said = sighting.kind == "statement" and sighting.date_basis != "meeting"
    return said and all(party.country in (None, _HOME) for party in parties)


def _same(name: str, word: str) -> bool:
    """Whether a word is a name, what belongs to it (데브레첸시, 주부다페스트), or another spelling."""
    if word.startswith(name) or word == f"주{name}":
        return True
    return min(len(name), len(word)) > 2 and letters_alike(name, word) >= _SPELT


def _before_noun(word: str, following: str) -> bool:
    """Whether a bare word stands before a noun that belongs to it: 키수무 부두, 소피아 공항, but 떼어 두겠다."""
    if not "가" <= following[:1] <= "힣" or _ENDED.match(word):
        return False
    if "".join(stems(following)).isdigit():  # 수위계 스무 대 is counted, and no town is
        return False
    return not _JOINED.match(word) or bool(_WORKS.match(following)) or _begins_familiar(following)


def _foreign(word: str) -> bool:
    """Whether a word is written as only a transliteration is."""
    if not 2 <= len(word) <= 9 or not all(_may_be_foreign(letter) for letter in word):
        return False
    return not set(word) <= _names().readings or _open(word)


def _open(word: str) -> bool:
    """Whether a word of readings of Chinese characters is rather a name: three syllables, half of them and the last without a final."""
    finals = [(ord(letter) - 0xAC00) % 28 for letter in word]
    return len(word) > 2 and finals[-1] == 0 and finals.count(0) * 2 >= len(word)


def _may_be_foreign(letter: str) -> bool:
    return "가" <= letter <= "힣" and (ord(letter) - 0xAC00) % 28 in _OPEN


def _familiar(word: str) -> bool:
    """Whether a word of the tables is the word, its beginning or its end: 쿼터, 가스전, 냉동창고."""
    common = _names().common
    return known(word) or any(word[at:] in common or word[: at + 2] in common for at in range(len(word) - 1))


def _begins_familiar(word: str) -> bool:
    return any(word[:end] in _names().common for end in range(2, len(word) + 1))


class _Names:
    """What names are written with, and words that are none."""

    def __init__(self) -> None:
        table = load_table("ko/names.yaml", dict)
        groups = load_table("ko/sectors.yaml", dict)["groups"]
        self.readings = frozenset(table["hanja_readings"])
        self.common = frozenset(table["stop"]) | {part for word in _leaves(groups) for part in word.split()}


@lru_cache(maxsize=1)
def _names() -> _Names:
    return _Names()


def _leaves(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [leaf for child in children for leaf in _leaves(child)]
