"""Phrases that name a person: a title, with what of name, state, ministry and mark of time stands around it.

Read from the title to the left, word by word, then to the right:

    토카예프 카자흐스탄 대통령 · 사우디 유수프 알감디 에너지장관 · 문성규 부총리 겸 기획재정부 장관 · 외교부 정하림 1차관
    「라칸 빈 무타이브(Rakan bin Mutaib)」 사우디아라비아 왕세자 · 다카기 료헤이(高木亮平) 일본 총리 · 차기혁 전 대통령
    외무상 미무라 다쓰야 · 외교장관(이그나시오 바라호나) · 서 대통령 · 서대통령 · 가나 대통령 · 왕세자
"""

import re
from dataclasses import dataclass, field

from hoedam.extract.anchors import HEADLINES, Anchor, Title, closes, opens, tables, title_of, titles
from hoedam.extract.countries import state_of
from hoedam.extract.names import (
    is_common,
    is_korean_name,
    is_part,
    is_surname,
    looks_foreign,
    may_be_foreign,
    may_lead,
    with_particle,
)
from hoedam.model import Block

Span = tuple[int, int]

_REACH = 64  # code points to the left of a title that its phrase can cover
_WORDS = 9  # words to its left, at most
_WORD = re.compile(r"([^\w「『\x01]*)([「『]?)([가-힣A-Za-z一-龥][가-힣A-Za-z一-龥\-’']*)(\x01*)([」』]?)")
_GLUED = re.compile(r"[가-힣一-龥\x01]*$")
_ROMAN = re.compile(r"[A-Z][A-Za-zÀ-ž.'’]*|(?<=[ -])[a-z]{2,}")
_BRACKETED = re.compile(r"[(（]([가-힣]{1,9}(?: [가-힣]{1,9}){0,5})[)）]")
_RIGHT = re.compile(r"([가-힣]{1,9})(?![가-힣])")
_TAIL = re.compile(r"(?:에게서|에게|께서|에서|으로|은|는|이|가|을|를|와|과|의|도|로)$")
_ORGISH = re.compile(r"의회|하원|상원|내각|당|.+(?:부|처|청|위|위원회|본부|의회|은행|공사|협회|대학|대학교|그룹|연합|기구|사령부|담당|업체|조합|재단|센터|연구소|회의소|국회|공단|대)$")
_MAYBE_ORG = re.compile(r".+(?:원|국|성|군|실|당|하원|상원|과|회)$")


@dataclass(slots=True)
class Phrase:
    """A person phrase: its span, the spans of the name's words, and what stands around the title.

    `shape`: korean, foreign (several words or one), surname, bare (no name). `sure`: the name needs no
    second witness in the document.
    """

    start: int
    end: int
    title: Title
    block: Block
    particle: str
    shape: str = "bare"
    words: tuple[Span, ...] = ()
    country: str | None = None
    country_at: Span | None = None
    office_at: int = 0
    organization: str | None = None
    before: str = ""
    cores: set[str] = field(default_factory=set)
    former: bool = False
    mark: str | None = None
    sure: bool = True
    office: str = ""
    group: bool = False

    @property
    def headline(self) -> bool:
        """Whether it stands in a headline, where it can only confirm."""
        return self.block.kind in HEADLINES

    def name(self, text: str) -> str:
        """The name's words as written, one space between."""
        return " ".join(text[start:end] for start, end in self.words)


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    body: str
    first: bool  # a mark stands before it: nothing further left belongs to the phrase
    bracket: int  # length of the bracket behind it
    quote: bool  # 「」 closes behind it


def adjacent_words(text: str, found: list[Anchor]) -> frozenset[str]:
    """Words that stand right before a title somewhere: the short names of the document, and more."""
    words: set[str] = set()
    for anchor in found:
        if anchor.kind == "title" and text[anchor.start - 1 : anchor.start] == " ":
            words.add(text[max(0, anchor.start - 11) : anchor.start - 1].rpartition(" ")[2])
    return frozenset(words)


def read_phrase(text: str, masked: str, anchor: Anchor, adjacent: frozenset[str]) -> Phrase | None:
    """The person phrase around a title, or None where the title is part of another word or of a longer title."""
    start, end, _, title, block = anchor
    particle = closes(text, end)
    if particle is None or text.startswith(" 겸 ", end):
        return None
    phrase = Phrase(start, end, title, block, particle, office_at=start, cores=set(title.cores))
    words = _words_before(text, masked, block.start, start, phrase)
    if words is None:
        return None
    _read_left(text, words, phrase, adjacent)
    if phrase.shape == "bare" and not particle:
        _read_right(text, phrase, adjacent)
    if phrase.shape == "foreign" and title.weak and len(phrase.words) < 2 and not phrase.country:
        phrase.sure = False
    phrase.office = _office(text, phrase)
    return phrase


def _office(text: str, phrase: Phrase) -> str:
    """The office as written, without state and name: 외교부 1차관, 전 대통령, 부총리 겸 기획재정부 장관."""
    if phrase.office:  # title before the name, or ministry before the name: already put together
        return phrase.office
    end = phrase.end if not phrase.words or phrase.words[0][0] < phrase.office_at else phrase.words[0][0]
    return text[phrase.office_at : end].rstrip(" (（").strip()


def _words_before(text: str, masked: str, low: int, start: int, phrase: Phrase) -> list[_Word] | None:
    """The words left of a title, nearest first; what is written against the title goes to name or office."""
    piece_at = max(low, start - _REACH)
    piece = masked[piece_at:start]
    cut = piece.rfind(" ") + 1
    glued = _GLUED.search(piece, cut)
    assert glued is not None  # it matches the empty string
    if glued[0] and not _read_glued(text, piece_at + glued.start(), phrase):
        return None
    return [] if glued.start() > cut else _split(piece[:cut], piece_at)


def _read_glued(text: str, at: int, phrase: Phrase) -> bool:
    """문재인대통령, 서대통령, 尹대통령, 한국대통령; 외교장관, 외교부장관, 국가안보실장. False: another word."""
    glued, title = text[at : phrase.start], phrase.title
    if is_surname(glued) and (title.office.glue == "name" or glued not in {"부", "전", "현"}):
        phrase.shape, phrase.words, phrase.start = "surname", ((at, phrase.start),), at
    elif title.office.glue == "name":
        if is_korean_name(glued) and len(glued) >= 3:
            phrase.shape, phrase.words = "korean", ((at, phrase.start),)
        elif state_of(glued):
            phrase.country, phrase.country_at = state_of(glued), (at, phrase.start)
        elif glued in tables().offices.former:
            phrase.former, phrase.office_at = True, at
        else:
            return False
        phrase.start = at
    else:
        phrase.start = phrase.office_at = at
        if title.core == "부장관":  # 교육부장관 is the minister of a 부, not its 부장관
            phrase.title = titles()["장관"]
            phrase.cores = {"장관"}
        phrase.cores.add(text[at : phrase.end])
    return len(glued) <= 14


def _split(piece: str, at: int) -> list[_Word]:
    """Words with their spans, nearest first, up to the first that cannot belong to a phrase."""
    words: list[_Word] = []
    end = at + len(piece) - 1
    for word in reversed(piece[:-1].split(" ")[-_WORDS:]):
        match = _WORD.fullmatch(word)
        if match is None:
            break
        start = end - len(word) + match.start(3)
        words.append(_Word(start, start + len(match[3]), match[3], bool(match[1]) or bool(match[2]), len(match[4]), bool(match[5])))
        if match[1] or match[2]:
            break
        end -= len(word) + 1
    return words


def _read_left(text: str, words: list[_Word], phrase: Phrase, adjacent: frozenset[str]) -> None:
    at = 0
    if phrase.shape == "bare":
        at = _read_office(words, phrase)
        at = _read_state(words, at, phrase)
        at = _read_name(text, words, at, phrase, adjacent)
    if at >= len(words) or (at and words[at - 1].first):
        return
    if phrase.shape in {"korean", "foreign"}:
        _read_before_name(text, words, at, phrase)
    else:
        phrase.before = words[at].body


def _read_office(words: list[_Word], phrase: Phrase) -> int:
    """Marks of time, ministries and further titles between the name and the title; the next word's index."""
    offices, at = tables().offices, 0
    while at < len(words):
        word = words[at]
        if word.body == "겸" and at + 1 < len(words) and not word.first:
            at += 1
            other = title_of(words[at].body)
            phrase.cores |= other.cores if other else {words[at].body}
        elif word.body in offices.former:
            phrase.former, phrase.mark = True, word.body if at == 0 else None
        elif word.body in offices.marks:
            phrase.mark = word.body if at == 0 else None
        elif _is_organization(word.body):
            phrase.organization = word.body
        else:
            break
        phrase.start = words[at].start
        if word.body not in {"현", "現", "신임", "신", "고", "故", "당시"}:
            phrase.office_at = words[at].start
        at += 1
        if words[at - 1].first:
            return len(words)
    return at


def _is_organization(word: str) -> bool:
    if word in tables().named:
        return True
    if is_korean_name(word) and len(word) == 3 and not _ORGISH.fullmatch(word):
        return False
    known = word.endswith(("국", "과", "회")) and state_of(word) is not None
    return not known and (_ORGISH.fullmatch(word) is not None or (len(word) >= 3 and _MAYBE_ORG.fullmatch(word) is not None and not looks_foreign(word)))


def _read_state(words: list[_Word], at: int, phrase: Phrase) -> int:
    if at < len(words) and not (at and words[at - 1].first):
        state = state_of(words[at].body)
        if state:
            phrase.country, phrase.country_at = state, (words[at].start, words[at].end)
            phrase.start = words[at].start
            return len(words) if words[at].first else at + 1
    return at


def _read_name(text: str, words: list[_Word], at: int, phrase: Phrase, adjacent: frozenset[str]) -> int:
    """The name right before title, ministry or state; the index of the word after it (towards the left)."""
    if at >= len(words) or (at and words[at - 1].first):
        return at
    word = words[at]
    if word.quote:
        return _read_quoted(text, word, at, phrase)
    short = len(word.body) == 2 and phrase.title.weak and phrase.title.core not in tables().offices.short_names
    if is_korean_name(word.body) and not short and not with_particle(word.body) and not _foreign_after_all(words, at, phrase):
        _set_name(phrase, "korean", [word])
        phrase.sure = len(word.body) > 2 or bool(phrase.country or phrase.organization or phrase.title.weak)
        return at + 1
    if is_surname(word.body) and not word.bracket:
        phrase.shape, phrase.words, phrase.start = "surname", ((word.start, word.end),), word.start
        return max(_read_syllables(words, at, phrase) or _after_surname(text, words, at, phrase, adjacent), at + 1)
    if word.body in tables().names.parts:
        return _read_syllables(words, at, phrase) or at
    return _read_foreign(text, words, at, phrase, adjacent)


def _after_surname(text: str, words: list[_Word], at: int, phrase: Phrase, adjacent: frozenset[str]) -> int:
    if at + 1 < len(words) and words[at].body in tables().names.parts and looks_foreign(words[at + 1].body):
        return _read_foreign(text, words, at, phrase, adjacent)
    return at


def _read_syllables(words: list[_Word], at: int, phrase: Phrase) -> int | None:
    """Names of single syllables: 또 럼, 팜 민 찐, 응우옌 푸 쫑; the index after them, None for one alone."""
    parts, stop = tables().names.parts, at
    while stop < len(words) and words[stop].body in parts and len(words[stop].body) <= 3 and stop - at < 4:
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


def _foreign_after_all(words: list[_Word], at: int, phrase: Phrase) -> bool:
    """Whether a word like a Korean name ends a foreign one: 탄디 음랑가 남아공 장관, 방글라데시 셰이크 하시나 총리, 쑤언 리치."""
    if words[at].first or at + 1 >= len(words) or words[at + 1].bracket:
        return False
    before, further = words[at + 1].body, words[at + 2].body if at + 2 < len(words) else ""
    if len(words[at].body) == 2 and before in tables().names.parts and len(before) > 1:
        return True
    return looks_foreign(before) and (len(words[at].body) == 2 or bool(phrase.country) or state_of(further) is not None)


def _set_name(phrase: Phrase, shape: str, words: list[_Word]) -> None:
    """`words` nearest first."""
    phrase.shape, phrase.start = shape, words[-1].start
    phrase.words = tuple((word.start, word.end) for word in reversed(words))


def _read_quoted(text: str, last: _Word, at: int, phrase: Phrase) -> int:
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


def _read_foreign(text: str, words: list[_Word], at: int, phrase: Phrase, adjacent: frozenset[str]) -> int:
    nearest = words[at]
    roman = _roman(text, nearest)
    foreign = looks_foreign(nearest.body) and not with_particle(nearest.body)
    between = phrase.country is not None and (may_be_foreign(nearest.body) or _ends_in_e(words, at)) and nearest.body[-1] not in "이가은와과로한된인"
    doubtful = nearest.body in adjacent and may_be_foreign(nearest.body) and not with_particle(nearest.body)
    if not (foreign or roman or between or doubtful or (phrase.shape == "surname" and is_part(words[at + 1].body))):
        return at
    taken = [nearest]
    while not taken[-1].first and at + len(taken) < len(words):
        word = words[at + len(taken)]
        if word.bracket or word.quote or not _goes_on(word, taken, len(taken) < roman, adjacent):
            break
        taken.append(word)
    while len(taken) > 1 and len(taken[-1].body) == 1 and taken[-1].body in {"한", "수", "당", "다", "본", "오", "도", "속", "우", "마"} and len(taken) > max(roman, 2):
        taken.pop()
    _set_name(phrase, "foreign", taken)
    phrase.sure = foreign or bool(roman) or between or len(taken) > 1
    return at + len(taken)


def _ends_in_e(words: list[_Word], at: int) -> bool:
    """다카이치 사나에 일본 총리: 에 is part of the name where a foreign name stands before it."""
    return words[at].body.endswith("에") and at + 1 < len(words) and looks_foreign(words[at + 1].body)


def _goes_on(word: _Word, taken: list[_Word], roman: bool, adjacent: frozenset[str]) -> bool:
    """Whether a further word to the left is part of the same name."""
    if is_common(word.body) or with_particle(word.body):
        return False
    if roman:
        return may_be_foreign(word.body) or len(word.body) == 1
    if len(taken) > 6:
        return False
    joined = taken[-1].body in tables().names.joints or word.body in adjacent
    return is_part(word.body) or (joined and may_be_foreign(word.body)) or (len(taken) < 3 and may_lead(word.body))


def _roman(text: str, word: _Word) -> int:
    """How many words the name has in Latin letters in the bracket behind it; 1 for Chinese characters, 0 for none."""
    if not word.bracket or len(word.body) < 2:
        return 0
    inside = text[word.end + 1 : word.end + word.bracket - 1]
    if any("一" <= char <= "龥" for char in inside[:4]):
        return 1
    return len(_ROMAN.findall(inside)) if inside[:1].isascii() and inside[:1].isalpha() else 0


def _read_before_name(text: str, words: list[_Word], at: int, phrase: Phrase) -> None:
    """State and ministry before the name: 사우디 유수프 알감디 장관, 외교부 정하림 1차관."""
    if phrase.organization is None and words[at].body in tables().named and not words[at].bracket:
        phrase.organization = words[at].body
        phrase.office = f"{words[at].body} {text[phrase.office_at : phrase.end]}"
        phrase.start = words[at].start
        at += 1
        if words[at - 1].first:
            return
    if phrase.country is None and at < len(words):
        state = state_of(words[at].body)
        if state and len(words[at].body) > 1:
            phrase.country, phrase.country_at, phrase.start = state, (words[at].start, words[at].end), words[at].start
            return
    if at < len(words) and words[at].body in tables().offices.former:
        phrase.former = True
        phrase.office = f"전 {phrase.office or text[phrase.office_at : phrase.end]}"
    elif at < len(words):
        phrase.before = words[at].body


def _read_right(text: str, phrase: Phrase, adjacent: frozenset[str]) -> None:
    """Title before the name: 외무상 미무라 다쓰야에게, 외교장관(이그나시오 바라호나), 대통령실 대변인 서지훈."""
    bracket = _BRACKETED.match(text, phrase.end, phrase.block.end)
    if bracket:
        spans = [(bracket.start(1) + part.start(), bracket.start(1) + part.end()) for part in re.finditer(r"[^ ]+", bracket[1])]
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
        if tail and tail.start() >= 2 and (tail[0] not in {"이", "도", "로", "가"} or not _more(text, match.end(), stop)):
            return [*spans, (at, match.start() + tail.start())]
        if not (_name_part(word, adjacent) or is_korean_name(word) or (not spans and is_surname(word))):
            return []
        spans.append((at, match.end()))
        if text[match.end() : match.end() + 1] != " " or is_korean_name(word):
            return spans
        at = match.end() + 1
    return []


def _name_part(word: str, adjacent: frozenset[str]) -> bool:
    return is_part(word) or (word in adjacent and may_be_foreign(word))


def _more(text: str, at: int, stop: int) -> bool:
    match = _RIGHT.match(text, at + 1, stop) if text[at : at + 1] == " " else None
    return match is not None and is_part(match[1])


def _name_of(text: str, spans: list[Span], phrase: Phrase, adjacent: frozenset[str]) -> bool:
    """Takes the spans as the phrase's name where they are one."""
    words = [text[start:end] for start, end in spans]
    if len(words) == 1 and is_korean_name(words[0]) and len(words[0]) == 3:
        phrase.shape, phrase.sure = "korean", bool(phrase.organization or phrase.country or phrase.title.weak)
    elif all(_name_part(word, adjacent) or is_surname(word) for word in words) and any(looks_foreign(w) for w in words):
        phrase.shape, phrase.sure = "foreign", len(words) > 1 and not any(is_common(word) for word in words)
    else:
        return False
    phrase.words = tuple(spans)
    phrase.office = text[phrase.office_at : phrase.end]
    return True


def stands_alone(text: str, phrase: Phrase) -> bool:
    """Whether a bare title means its holder: 왕세자는, 가나 대통령에게, not 차기 대통령은, 대통령 선거."""
    offices = tables().offices
    if phrase.title.weak and not phrase.title.alone:
        return False
    if phrase.before in offices.generic or (phrase.country is None and not phrase.title.alone):
        return False
    rest = text[phrase.end : phrase.end + 6]
    if rest.startswith(" 폐하"):
        return True
    if not phrase.particle:
        return phrase.country is not None and rest[:1] == " " and not rest[1:].startswith(tuple(offices.not_before))
    return opens(text, phrase.start)
