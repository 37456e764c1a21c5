"""What a word looks like: a Korean name, a part of a transliterated name, or neither.

A transliteration uses only open syllables and the finals ㄱ ㄴ ㄹ ㅁ ㅂ ㅅ ㅇ, and almost always a syllable
that no Chinese character is read with (토카예프, 모디); Korean given names use few syllables.
"""

import re
from functools import lru_cache

from hoedam.extract.countries import state_of
from hoedam.extract.entity_tables import tables, title_of

_LATIN = re.compile(r"[A-Za-z]+")
_REGNAL = re.compile(r"\d{1,2}세")
_OPEN = frozenset({0, 1, 4, 8, 16, 17, 19, 21})  # no final, and ㄱ ㄴ ㄹ ㅁ ㅂ ㅅ ㅇ by their numbers in Unicode

_NEVER_CLOSED = "".join(chr(0xAC00 + 28 * number) for number in range(399))  # syllables without a final


@lru_cache(maxsize=1)
def _shapes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Korean names; hanja readings only; grammar at the end of a word."""
    table = tables().names
    given = f"(?:[{table.given}{table.given_first}]?[{table.given}{table.given_last}])"
    doubles = "|".join(table.double_surnames)
    korean = re.compile(rf"(?:(?:{doubles}){given}|[{''.join(table.surnames)}]{given})")
    ends = "|".join(sorted([*table.grammar, "는", "을", "를", "의"], key=len, reverse=True))
    copula = rf"(?<![{_NEVER_CLOSED}])(?:{'|'.join(table.copula)})"
    return korean, re.compile(f"[{table.hanja_readings}]+"), re.compile(rf"(?:{ends}|{copula})$")


def _is_native(word: str) -> bool:
    """Whether a syllable of the word closes as none of a transliteration does."""
    return any("가" <= char <= "힣" and (ord(char) - 0xAC00) % 28 not in _OPEN for char in word)


@lru_cache(maxsize=1)
def _closing() -> re.Pattern[str]:
    """Ends of words that stand before a phrase: 것은, 따르면."""
    return re.compile(rf"(?:{'|'.join(tables().names.closing)})$")


def _closes(word: str) -> bool:
    """Whether a word ends as those before a phrase do; a copula stands behind a known word or one of hanja readings:
    카운터파트인, 단장인, but 후세인, 베르테인."""
    if word.endswith("인") and len(word) > 3:
        stem = word[:-1]
        _, readings, _ = _shapes()
        return is_common(stem) or title_of(stem) is not None or readings.fullmatch(stem) is not None
    return _closing().search(word) is not None


@lru_cache(maxsize=1)
def _stop() -> frozenset[str]:
    return frozenset(tables().names.stop)


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    table = tables().organizations
    return frozenset(word for words in (*table.cities.values(), table.venues) for word in words) - {*table.also_names}


@lru_cache(maxsize=4096)
def is_common(word: str) -> bool:
    """Whether the word is known not to be (part of) a name."""
    known = tables()
    return word in _stop() or word in known.states or word in known.named or word in _places()


@lru_cache(maxsize=4096)
def is_korean_name(word: str) -> bool:
    """Whether the word can be a Korean name in full: 문재인, 남궁민, 조현."""
    if not 2 <= len(word) <= 4 or is_common(word):
        return False
    korean, _, ends = _shapes()
    return korean.fullmatch(word) is not None and ends.search(word) is None


@lru_cache(maxsize=4096)
def looks_foreign(word: str) -> bool:
    """Whether the word can only be a transliteration: 토카예프, 알-감디."""
    bare = word.replace("-", "")
    if len(bare) < 2 or len(bare) > 9 or is_common(word) or not "가" <= bare[0] <= "힣":
        return False
    _, readings, ends = _shapes()
    if _is_native(bare) or readings.fullmatch(bare) or ends.search(bare):
        return False
    return not _closes(bare)


@lru_cache(maxsize=4096)
def may_be_foreign(word: str) -> bool:
    """Whether the word can be a transliteration by its shape, though it may be a Korean word too: 주마, 시판돈."""
    bare = word.replace("-", "")
    _, _, ends = _shapes()
    if not 2 <= len(bare) <= 9 or is_common(word) or _LATIN.search(bare):
        return False
    if _is_native(bare) or ends.search(bare) or bare[-1] in "은는을를의며":
        return False
    return not _closes(bare)


@lru_cache(maxsize=4096)
def is_part(word: str) -> bool:
    """Whether the word can stand inside a transliterated name of several words: 빈, 알, 쩐, 아지즈."""
    if word in tables().names.parts or is_regnal(word):
        return True
    return looks_foreign(word) and not word.endswith(tuple(tables().names.adnominal))


def is_regnal(word: str) -> bool:
    """Whether the word counts bearers of a name: 2세."""
    return _REGNAL.fullmatch(word) is not None


@lru_cache(maxsize=4096)
def may_lead(word: str) -> bool:
    """Whether the word, though all of hanja readings, can be a first name before a sure one: 라제시, 파울루."""
    ends = tables().names.korean_ends
    return 2 <= len(word) <= 5 and may_be_foreign(word) and word[-1] not in ends and not with_particle(word)


@lru_cache(maxsize=4096)
def may_precede(word: str) -> bool:
    """Whether the word can be a first name where the name after it and its state are sure: 미하이, 무살리아, 올리비에.

    Such a word may end as Korean ones do, if what stands before the ending is no Korean noun.
    """
    if may_lead(word) or word in tables().names.beside_names:
        return True
    stem, names = word[:-1], tables().names
    if stem.endswith((*names.noun_tails, *names.noun_ends)):
        return False
    if word.endswith("에"):
        return len(stem) > 2 and may_be_foreign(stem)
    return len(stem) > 1 and word[-1] in "이아나만도" and may_be_foreign(word) and not with_particle(word)


@lru_cache(maxsize=4096)
def with_particle(word: str) -> bool:
    """Whether the word is rather a common word with its particle (카자흐스탄이, 총리와) than a name."""
    stem = word[:-1]
    if len(stem) < 2 or word[-1] not in "이가은는을를와과도에로의만":
        return False
    return state_of(stem) is not None or is_common(stem) or title_of(stem) is not None


def is_surname(word: str) -> bool:
    """Whether the word can be a surname, Korean (남궁) or Chinese."""
    names = tables().names
    if len(word) != 1:
        return word in names.double_surnames
    return word in names.surnames or word in names.hanja_surnames


@lru_cache(maxsize=4096)
def is_short_name(word: str) -> bool:
    """Whether the word of one syllable can be a transliterated name that stands alone before a title: 푹, 탕."""
    return len(word) == 1 and "가" <= word <= "힣" and word not in tables().names.one_syllable and not is_common(word)


@lru_cache(maxsize=4096)
def is_rare_syllable(word: str) -> bool:
    """Whether no Chinese character is read so: what such a syllable stands for before a title is a name."""
    return word not in tables().names.hanja_readings


@lru_cache(maxsize=4096)
def ends_like_foreign(word: str) -> bool:
    """Whether a word of hanja readings only ends as transliterations do and Korean nouns do not: 모리타, 루비오."""
    names = tables().names
    if len(word) < 3 or not may_be_foreign(word) or with_particle(word):
        return False
    return word[-1] in names.name_ends and not word.endswith(tuple(names.noun_tails))


# ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ and the finals ㄱ … ㅎ: what spellings of one name disagree on is written alike
_FIRST = ("g", "g", "n", "d", "d", "r", "m", "b", "b", "s", "s", "", "j", "j", "j", "g", "d", "b", "h")
_FINAL = (
    "", "g", "g", "gs", "n", "nj", "nh", "d", "r", "rg", "rm", "rb", "rs", "rt", "rp", "rh", "m", "b", "bs", "d", "d",
    "N", "d", "d", "g", "d", "b", "h",
)  # fmt: skip
_EU = 18  # ㅡ, which a transliteration may write or not (트/ㅅ, 브/ㅂ)


@lru_cache(maxsize=8192)
def jamo(name: str) -> str:
    """The name as letters for comparison: no spaces and hyphens, kinds of one consonant folded, ㅡ left out."""
    letters = []
    for char in name:
        code = ord(char) - 0xAC00
        if 0 <= code < 11172:
            first, rest = divmod(code, 588)
            middle, final = divmod(rest, 28)
            letters.append(_FIRST[first] + (chr(0x1161 + middle) if middle != _EU else "") + _FINAL[final])
    return "".join(letters)


def alike(one: str, other: str) -> bool:
    """Whether two spellings can be of one name: at most one letter in five differs (카심/카슴, 무타이브/무타입)."""
    a, b = jamo(one), jamo(other)
    longest = max(len(a), len(b))
    if longest < 4 or abs(len(a) - len(b)) * 5 > longest + 5:
        return False
    return _distance(a, b) * 5 <= longest


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != other))
    return row[-1]
