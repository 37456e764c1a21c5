"""Names in person phrases: to the left of a title, of its ministry or its state, and to the right of a title.

「라칸 빈 무타이브(Rakan bin Mutaib)」 · 다카기 료헤이(高木亮平) · 탄디 음랑가 · 또 럼 · 문재인 · 문
외무상 미무라 다쓰야에게 · 외교장관(이그나시오 바라호나) · 대변인 서지훈
"""

import re

from hoedam.extract.countries import state_of
from hoedam.extract.entity_tables import HOME, tables, title_of
from hoedam.extract.names import (
    ends_like_foreign,
    is_common,
    is_korean_name,
    is_part,
    is_rare_syllable,
    is_regnal,
    is_short_name,
    is_surname,
    looks_foreign,
    may_be_foreign,
    may_lead,
    may_precede,
    with_particle,
)
from hoedam.extract.phrases import Phrase, Span, Word

_KOREAN_SHAPED = frozenset({"KOR", "PRK", "CHN", "TWN"})  # states whose people have names of this shape
_LEAD = 20  # code points before the title in a line that only names its holder: 대한민국 제19대 대통령 문재하
_ROMAN = re.compile(r"[A-Z][A-Za-zÀ-ž.'’]*|(?<=[ -])[a-z]{2,}")
_BRACKETED = re.compile(r"[(（]([가-힣]{1,9}(?: [가-힣]{1,9}){0,5})[)）]")
_RIGHT = re.compile(r"([가-힣]{1,9})(?![가-힣])")
_TITLED = re.compile(r".{2,}(?:대사|총영사|장관|총리|대통령|차관|의장|특사|국장|시장)")
_TAIL = re.compile(r"(?:에게서|에게|께서|에서|으로|은|는|이|가|을|를|와|과|의|도|로)$")


def read_name(text: str, words: list[Word], at: int, phrase: Phrase, adjacent: frozenset[str]) -> int:
    """The name right before title, ministry or state; the index of the word after it (towards the left)."""
    if at >= len(words) or (at and words[at - 1].first):
        return at
    word = words[at]
    if word.quote:
        return _read_quoted(text, word, at, phrase)
    if word.body in tables().names.double_surnames and not phrase.country and not word.bracket:
        phrase.shape, phrase.words, phrase.start = "surname", ((word.start, word.end),), word.start
        return at + 1
    if framed := _read_framed(words, at, phrase):
        return framed
    if _is_korean(word.body, phrase) and not _foreign_after_all(words, at, phrase):
        _set_name(phrase, "korean", [word])
        phrase.sure = len(word.body) > 2 or bool(phrase.country or phrase.organization or phrase.title.weak)
        return at + 1
    if is_surname(word.body) and not word.bracket:
        phrase.shape, phrase.words, phrase.start = "surname", ((word.start, word.end),), word.start
        return max(_read_syllables(words, at, phrase) or _after_surname(text, words, at, phrase, adjacent), at + 1)
    if len(word.body) == 1 or word.body in tables().names.parts:
        return _read_syllables(words, at, phrase) or _read_short(words, at, phrase)
    return _read_foreign(text, words, at, phrase, adjacent)


def _read_framed(words: list[Word], at: int, phrase: Phrase) -> int | None:
    """All words between a state and an office, where they can only be a name: 호주의 리엄 오코너 외교장관; the index after
    the state, None where there is no such name."""
    if phrase.country is not None:
        return None
    stop = at
    while stop < len(words) and stop - at < 5 and not state_named(words[stop]):
        if words[stop].first or words[stop].quote or not _fits_frame(words[stop].body):
            return None
        stop += 1
    taken = words[at:stop]
    if len(taken) < 2 or stop == len(words) or words[stop].bracket:
        return None
    state, bodies = state_named(words[stop]), [word.body for word in taken]
    if state in _KOREAN_SHAPED or not (
        any(map(_shows_foreign, bodies)) or (state == "JPN" and _reads_japanese(bodies))
    ):
        return None
    _set_name(phrase, "foreign", taken)
    phrase.country, phrase.country_at = state, state_span(words[stop])
    phrase.start = words[stop].start
    return stop + 1


def state_named(word: Word) -> str | None:
    """The state that a word names: 호주, 호주의."""
    return state_of(word.body) or (state_of(word.body[:-1]) if word.body.endswith("의") else None)


def state_span(word: Word) -> Span:
    return word.start, word.end - (state_of(word.body) is None)


def _fits_frame(word: str) -> bool:
    """Whether nothing speaks against a word being a part of a name; 유력한, 임명된 go before names."""
    names = tables().names
    if is_part(word) or word in names.parts or word in names.beside_names:
        return True
    if not may_be_foreign(word) or with_particle(word):
        return False
    return not word.endswith(("한", "된", "인", "던", "온")) or _shows_foreign(word)


def _shows_foreign(word: str) -> bool:
    return looks_foreign(word) or ends_like_foreign(word)


def _reads_japanese(words: list[str]) -> bool:
    """Whether every syllable is open or ends in ㄴ, and there are enough of them: 고노 다로, but not 경제 재생."""
    letters = "".join(words)
    return len(letters) > 3 and all((ord(letter) - 0xAC00) % 28 in (0, 4) for letter in letters)


def _read_short(words: list[Word], at: int, phrase: Phrase) -> int:
    """One syllable that is no surname: 푹 주석, 찐 총리; sure where it is no reading of a Chinese character either."""
    word = words[at]
    if not is_short_name(word.body) or not phrase.title.alone or phrase.title.weak:
        return at
    _set_name(phrase, "foreign", [word])
    phrase.sure = is_rare_syllable(word.body)
    return at + 1


def _is_korean(word: str, phrase: Phrase) -> bool:
    """Whether a Korean name stands before the title; names of two syllables not before every title."""
    if not is_korean_name(word) or with_particle(word):
        return False
    return len(word) > 2 or not phrase.title.weak or phrase.title.core in tables().offices.short_names


def _after_surname(text: str, words: list[Word], at: int, phrase: Phrase, adjacent: frozenset[str]) -> int:
    """손 이고르 … 한: a surname is the last part of a foreign name only where the state stands beside it."""
    part = words[at].body in tables().names.parts and phrase.country is not None
    if part and at + 1 < len(words) and looks_foreign(words[at + 1].body):
        return _read_foreign(text, words, at, phrase, adjacent)
    return at


def _read_syllables(words: list[Word], at: int, phrase: Phrase) -> int | None:
    """Names of single syllables: 또 럼, 팜 민 찐, 응우옌 푸 쫑; the index after them, None for one alone."""
    stop = at
    if len(words[at].body) == 1 and not is_common(words[at].body) and not words[at].first:
        stop += 1  # the last may be any syllable: 응우옌 반 투
    while stop < len(words) and _syllable(words[stop].body, phrase) and stop - at < 4:
        stop += 1
        if words[stop - 1].first:
            break
    if stop < len(words) and not words[stop - 1].first and stop > at + 1 and looks_foreign(words[stop].body):
        stop += 1
    rare = [word.body for word in words[at:stop] if not is_surname(word.body)]
    if stop - at < 2 or not rare:
        return None
    _set_name(phrase, "foreign", words[at:stop])
    return stop


def _syllable(word: str, phrase: Phrase) -> bool:
    """Whether the word is a part of a name of single syllables: a known one, or before an office of state any rare one (띤)."""
    of_state = phrase.country is not None or (phrase.title.alone and not phrase.title.weak)
    rare = of_state and is_short_name(word) and is_rare_syllable(word)
    return rare or (word in tables().names.parts and len(word) <= 3)


def _foreign_after_all(words: list[Word], at: int, phrase: Phrase) -> bool:
    """Whether a word like a Korean name ends a foreign one: 탄디 음랑가 남아공 장관, 방글라데시 셰이크 하시나 총리."""
    if words[at].first or at + 1 >= len(words) or words[at + 1].bracket:
        return False
    before, further = words[at + 1].body, words[at + 2].body if at + 2 < len(words) else ""
    if len(words[at].body) == 2 and before in tables().names.parts and (len(before) > 1 or _behind_parts(words, at)):
        return True
    if (
        phrase.country
        and phrase.country not in _KOREAN_SHAPED
        and (may_lead(before) or before in tables().names.joints)
    ):
        return True  # 조지 부시, 모리타 신지, 라시드 빈 마문
    return looks_foreign(before) and (len(words[at].body) == 2 or bool(phrase.country) or state_of(further) is not None)


def _set_name(phrase: Phrase, shape: str, words: list[Word]) -> None:
    """`words` nearest first."""
    phrase.shape, phrase.start = shape, words[-1].start
    phrase.words = tuple((word.start, word.end) for word in reversed(words))


def _read_quoted(text: str, last: Word, at: int, phrase: Phrase) -> int:
    """「라칸 빈 무타이브 알 사우드(Rakan bin Mutaib Al Saud)」: the marks say where the name begins."""
    low = max(phrase.block.start, last.start - 60)
    opening = max(text.rfind("「", low, last.end), text.rfind("『", low, last.end))
    if opening < 0:
        return at
    inner = re.match(r"[가-힣\- ]+", text[opening + 1 : last.end])
    if inner is None or not inner[0].strip():
        return at
    spans = [(opening + 1 + part.start(), opening + 1 + part.end()) for part in re.finditer(r"[^ ]+", inner[0])]
    korean = len(spans) == 1 and is_korean_name(inner[0].strip())
    phrase.shape, phrase.words, phrase.start = "korean" if korean else "foreign", tuple(spans), opening
    return at + 1 + text.count(" ", opening, last.start)


def _read_foreign(text: str, words: list[Word], at: int, phrase: Phrase, adjacent: frozenset[str]) -> int:
    """A transliterated name of one word or several; unsure where only its place makes a name of it."""
    nearest = words[at]
    word, roman = nearest.body, _roman(text, nearest)
    sure = bool(roman) or (looks_foreign(word) and not with_particle(word)) or _before_state(words, at, phrase)
    sure = sure or (is_korean_name(word) and _foreign_after_all(words, at, phrase))
    sure = sure or is_regnal(word) or _beside_a_name(words, at)
    doubtful = word in adjacent and may_be_foreign(word) and not with_particle(word)
    if not sure and not doubtful and phrase.shape != "surname":
        return at
    taken = [nearest]
    while not taken[-1].first and at + len(taken) < len(words):
        further = words[at + len(taken)]
        if further.bracket or further.quote:
            break
        if not _goes_on(further, taken, len(taken) < roman, phrase) and not _opens_list(words, at + len(taken), taken):
            break
        taken.append(further)
    if len(taken) == 1 and is_regnal(word):
        return at
    if len(taken) > max(roman, 2) and taken[-1].body in tables().names.also_words:
        taken.pop()
    _set_name(phrase, "foreign", taken)
    phrase.sure = sure or len(taken) > 1
    return at + len(taken)


def _beside_a_name(words: list[Word], at: int) -> bool:
    """장노엘 바로: a common word that is known to be a name too, behind what looks foreign."""
    known = words[at].body in tables().names.beside_names and not words[at].first
    return known and at + 1 < len(words) and looks_foreign(words[at + 1].body)


def _before_state(words: list[Word], at: int, phrase: Phrase) -> bool:
    """Whether the word's place before a state and a title makes a name of it: 하미시 주마 탄자니아 총리."""
    word = words[at].body
    if phrase.country is None:
        return False
    if _behind_parts(words, at):
        return may_be_foreign(word)
    if word[-1] in "이가은와과로한된인":  # 로 and 이 belong to a name of two syllables behind a first one: 고노 다로
        return word[-1] in "로이" and len(word) == 2 and at + 1 < len(words) and _leads(words[at + 1].body)
    return may_be_foreign(word) or _ends_in_e(words, at)


def _behind_parts(words: list[Word], at: int) -> bool:
    """Whether two parts of a name stand before the word, which then is its last: 쯔엉 반 타인, 쩐 티 호아."""
    before = [word.body for word in words[at + 1 : at + 3]]
    joined = len(before) == 2 and not (words[at].first or words[at + 1].first)
    return joined and len(before[0]) == 1 and all(word in tables().names.parts for word in before)


def _leads(word: str) -> bool:
    return may_be_foreign(word) and not with_particle(word) and word[-1] not in tables().names.korean_ends


def _ends_in_e(words: list[Word], at: int) -> bool:
    """다카이치 사나에 일본 총리: 에 is part of the name where a foreign name stands before it."""
    return words[at].body.endswith("에") and at + 1 < len(words) and looks_foreign(words[at + 1].body)


def _goes_on(word: Word, taken: list[Word], roman: bool, phrase: Phrase) -> bool:
    """Whether a further word to the left is part of the same name.

    A word that may be Korean as well is so only before a state and its title: 조지 하트 미국 대통령, but 역시 하트 대통령.
    """
    if (is_common(word.body) or with_particle(word.body)) and word.body not in tables().names.beside_names:
        return False
    if roman:
        return may_be_foreign(word.body) or len(word.body) == 1
    if len(taken) > 6:
        return False
    if is_part(word.body):
        return True
    if taken[-1].body in tables().names.joints or is_regnal(taken[-1].body):
        return may_be_foreign(word.body)
    led = phrase.country is not None or _abroad(phrase) or len(word.body) > 2
    if led and len(taken) < 3 and may_lead(word.body):
        return True
    if phrase.country is None or not looks_foreign(taken[0].body):
        return False
    return len(taken) < 3 and may_precede(word.body)


def _opens_list(words: list[Word], at: int, taken: list[Word]) -> bool:
    """외교장관과 리엄 데코너 국방장관: right behind one person of a list the next begins, and with a name."""
    behind = words[at + 1].body if not words[at].first and at + 1 < len(words) else ""
    named = len(taken) == 1 and _shows_foreign(taken[0].body) and may_lead(words[at].body)
    return named and behind[-1:] in ("과", "와") and title_of(behind[:-1]) is not None


def _abroad(phrase: Phrase) -> bool:
    """Whether the title or the body before it is not of the home state: 국무장관, EU, 백악관, 게이단렌."""
    offices = tables().offices
    named, belongs = tables().named.get(phrase.organization or ""), offices.belongs
    if phrase.cores & {*offices.abroad}:
        return True
    if named is not None and named.country != HOME:
        return True
    return any(belongs.get(core, "KOR") not in _KOREAN_SHAPED for core in phrase.cores)


def _roman(text: str, word: Word) -> int:
    """How many words the name has in Latin letters in the bracket behind it; 1 for Chinese characters, 0 for none."""
    if not word.bracket or len(word.body) < 2:
        return 0
    inside = text[word.end + 1 : word.end + word.bracket - 1]
    if any("一" <= char <= "龥" for char in inside[:4]):
        return 1
    return len(_ROMAN.findall(inside)) if inside[:1].isascii() and inside[:1].isalpha() else 0


def read_right(text: str, phrase: Phrase, adjacent: frozenset[str]) -> None:
    """Title before the name: 외무상 미무라 다쓰야에게, 외교장관(이그나시오 바라호나), 대통령실 대변인 서지훈."""
    bracket = _BRACKETED.match(text, phrase.end, phrase.block.end)
    if bracket:
        spans = [
            (bracket.start(1) + part.start(), bracket.start(1) + part.end())
            for part in re.finditer(r"[^ ]+", bracket[1])
        ]
        if _name_of(text, spans, phrase, adjacent):
            phrase.end = bracket.end()
        return
    if text[phrase.end : phrase.end + 1] != " ":
        return
    spans = _right_words(text, phrase.end + 1, phrase.block.end, adjacent)
    if spans and _name_of(text, spans, phrase, adjacent):
        phrase.end = spans[-1][1]


def _right_words(text: str, at: int, stop: int, adjacent: frozenset[str]) -> list[Span]:
    """Words of a name to the right, the last one without its particle; empty where they are no name."""
    spans: list[Span] = []
    while len(spans) < 6:
        match = _RIGHT.match(text, at, stop)
        if match is None:
            return []
        word = match[1]
        tail = _TAIL.search(word)
        if _TITLED.fullmatch(word[: tail.start()] if tail else word):
            return []  # 단장인 하산 벤자밀 주한모로코대사: a title of its own goes with the name
        if (
            tail
            and tail.start() >= 2
            and (tail[0] not in {"이", "도", "로", "가"} or not is_part(_word_behind(text, match.end(), stop)))
        ):
            return [*spans, (at, match.start() + tail.start())]
        joined = (
            may_be_foreign(word) and _word_behind(text, match.end(), stop) in tables().names.joints
        )  # 살만 빈 투르키
        if not (joined or _name_part(word, adjacent) or is_korean_name(word) or (not spans and is_surname(word))):
            return []
        spans.append((at, match.end()))
        if text[match.end() : match.end() + 1] != " " or is_korean_name(word):
            return spans
        at = match.end() + 1
    return []


def _right_part(words: list[str], at: int, adjacent: frozenset[str]) -> bool:
    beside = (words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else "")
    joined = may_be_foreign(words[at]) and any(word in tables().names.joints for word in beside)
    return joined or _name_part(words[at], adjacent) or is_surname(words[at])


def _name_part(word: str, adjacent: frozenset[str]) -> bool:
    return is_part(word) or (word in adjacent and may_be_foreign(word))


def _word_behind(text: str, at: int, stop: int) -> str:
    """The word that one space at an offset leads to; empty where none does."""
    match = _RIGHT.match(text, at + 1, stop) if text[at : at + 1] == " " else None
    return match[1] if match else ""


def _name_of(text: str, spans: list[Span], phrase: Phrase, adjacent: frozenset[str]) -> bool:
    """Takes the spans as the phrase's name where they are one."""
    words = [text[start:end] for start, end in spans]
    if len(words) == 1 and is_korean_name(words[0]) and len(words[0]) == 3:
        alone = spans[-1][1] == phrase.block.end and phrase.start - phrase.block.start < _LEAD
        phrase.shape, phrase.sure = "korean", bool(phrase.organization or phrase.country or alone)
    elif all(_right_part(words, i, adjacent) for i in range(len(words))) and any(looks_foreign(w) for w in words):
        phrase.shape, phrase.sure = "foreign", len(words) > 1 and not any(is_common(word) for word in words)
    else:
        return False
    phrase.words = tuple(spans)
    phrase.office = text[phrase.office_at : phrase.end - len(phrase.particle)]
    return True
