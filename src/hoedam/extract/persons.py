"""Phrases that name a person: a title, with what of name, state, ministry and mark of time stands around it.

Read from the title to the left, word by word, then to the right:

    토카예프 카자흐스탄 대통령 · 사우디 유수프 알감디 에너지장관 · 문성규 부총리 겸 기획재정부 장관
    「라칸 빈 무타이브(Rakan bin Mutaib)」 사우디아라비아 왕세자 · 다카기 료헤이(高木亮平) 일본 총리
    외교부 정하림 1차관 · 차기혁 전 대통령 · 외무상 미무라 다쓰야 · 외교장관(이그나시오 바라호나)
    서 대통령 · 서대통령 · 가나 대통령 · 왕세자
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from hoedam.extract.anchors import Anchor, closes, opens
from hoedam.extract.countries import state_of
from hoedam.extract.entity_tables import tables, title_of, titles
from hoedam.extract.names import is_korean_name, is_surname, looks_foreign
from hoedam.extract.person_names import read_name, read_right, state_named, state_span
from hoedam.extract.phrases import Phrase, Word, split_words

_REACH = 64  # code points to the left of a title that its phrase can cover
_AGAIN = 1500  # code points behind a doubtful title in which its holder is called again
_LISTED = 12  # persons in one list, at most
_HONOURS = (" 폐하", " 각하", " 전하")
_ACTING = re.compile(r" ?(?:직무 ?|권한 ?)?(?:대행|대리)")
_GLUED = re.compile(r"[가-힣一-龥\x01]*$")


def read_phrase(text: str, masked: str, anchor: Anchor, adjacent: frozenset[str]) -> Phrase | None:
    """The person phrase around a title, or None where the title is part of another word or of a longer title."""
    start, end, _, title, block = anchor
    acting = _behind_acting(text, end)
    end = acting or end
    particle = closes(text, end)
    if particle is None or text.startswith(" 겸 ", end):
        return None
    if text.startswith(_HONOURS, end) and closes(text, end + 3) is not None:
        end, particle = end + 3, closes(text, end + 3) or ""
    phrase = Phrase(start, end, title, block, particle, office_at=start, title_at=start, cores=set(title.cores))
    phrase.cores |= {"대행"} if acting else set()
    words = _words_before(text, masked, block.start, start, phrase)
    if words is None:
        return None
    _read_left(text, words, phrase, adjacent)
    if phrase.shape == "bare" and title.core in tables().offices.named_only:
        return None
    if phrase.shape == "bare" and particle == "":
        read_right(text, phrase, adjacent)
    elif phrase.shape == "bare" and particle == "인":
        phrase = _read_right_of_copula(text, phrase, adjacent)
    if phrase.shape == "foreign" and phrase.title.weak and len(phrase.words) < 2 and not phrase.country:
        phrase.sure = False
    if title.core in tables().offices.of_places and phrase.office_at == phrase.title_at:
        phrase.sure = _called_again(text, phrase)  # not 신흥 시장
    phrase.office = _office(text, phrase)
    return phrase


def _behind_acting(text: str, end: int) -> int:
    """Behind the word that the holder only acts (외교장관 대행, 차관대리); 0 where it is none."""
    acting = _ACTING.match(text, end)
    return acting.end() if acting and closes(text, acting.end()) is not None else 0


def _read_right_of_copula(text: str, phrase: Phrase, adjacent: frozenset[str]) -> Phrase:
    """왕세자 겸 총리인 라칸 빈 무타이브는: the name, unless a title of its own goes with it (대표인 박지후 국장은)."""
    one = msgspec.structs.replace(phrase, end=phrase.end + 1)
    read_right(text, one, adjacent)
    return phrase if one.shape == "bare" or text.startswith(" ", one.end) else one


def read_list(text: str, masked: str, last: Phrase, adjacent: frozenset[str]) -> Iterator[Phrase]:
    """The persons before the last of a list under one title: 사토 야스오·나카다 신·미무라 겐지 게이단렌 부회장."""
    if last.shape not in {"korean", "foreign"} or last.words[0][0] != last.start:
        return
    start = last.start
    for _ in range(_LISTED):
        if start - 2 < last.block.start or text[start - 1] not in "·ㆍ‧・":
            return
        piece_at = max(last.block.start, start - _REACH)
        piece = masked[piece_at : start - 1] + " "
        one = msgspec.structs.replace(
            last, shape="bare", words=(), start=start - 1, end=start - 1, particle="·", country_at=None
        )
        read_name(text, split_words(piece, piece_at), 0, one, adjacent)
        if one.shape not in {"korean", "foreign"} or not one.sure:
            return
        one.end, one.cores = one.words[-1][1], set(last.cores)
        yield one
        start = one.start


def _office(text: str, phrase: Phrase) -> str:
    """The office as written, without state and name: 외교부 1차관, 전 대통령, 부총리 겸 기획재정부 장관."""
    if phrase.office:  # title before the name, or ministry before the name: already put together
        return phrase.office
    end = phrase.end if not phrase.words or phrase.words[0][0] < phrase.office_at else phrase.words[0][0]
    return text[phrase.office_at : end].rstrip(" (（").strip()


def _words_before(text: str, masked: str, low: int, start: int, phrase: Phrase) -> list[Word] | None:
    """The words left of a title, nearest first; what is written against the title goes to name or office."""
    piece_at = max(low, start - _REACH)
    if masked[start - 1 : start] == "\x01" and text[start - 1] not in ")）":  # the title stands in the bracket itself
        piece_at = max(piece_at, text.rfind("(", piece_at, start) + 1, text.rfind("（", piece_at, start) + 1)
        masked = text
    piece = masked[piece_at:start]
    cut = piece.rfind(" ") + 1
    glued = _GLUED.search(piece, cut)
    assert glued is not None  # it matches the empty string
    if glued[0] and not _read_glued(text, piece_at + glued.start(), phrase):
        return None
    return [] if glued.start() > cut else split_words(piece[:cut], piece_at)


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
    elif title.core in tables().offices.of_places and state_of(glued):
        return False  # 베트남시장
    else:
        phrase.start = phrase.office_at = at
        if title.core == "부장관":  # 교육부장관 is the minister of a 부, not its 부장관
            phrase.title = titles()["장관"]
            phrase.cores = {"장관"}
        phrase.cores.add(text[at : phrase.end])
        _read_glued_state(glued, at, phrase)
    return len(glued) <= 14


def _read_glued_state(glued: str, at: int, phrase: Phrase) -> None:
    """주한중국대사, 주한 일본대사: the state that sends the holder, whose title then is no common word."""
    skip = 2 if glued.startswith("주한") else 0
    state = state_of(glued[skip:]) if len(glued) - skip > 1 else None
    if state:
        phrase.country, phrase.country_at = state, (at + skip, phrase.title_at)
        phrase.title = phrase.title._replace(weak=False)


def _read_left(text: str, words: list[Word], phrase: Phrase, adjacent: frozenset[str]) -> None:
    at = 0
    if phrase.shape == "bare":
        at = _read_office(words, phrase)
        at = _read_state(words, at, phrase)
        at = _read_marks(words, at, phrase)
        at = read_name(text, words, at, phrase, adjacent)
    if at >= len(words) or (at and words[at - 1].first):
        return
    if phrase.shape in {"korean", "foreign"}:
        _read_before_name(text, words, at, phrase)
    else:
        phrase.before = words[at].body


def _read_office(words: list[Word], phrase: Phrase) -> int:
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
        elif word.body in tables().organizations.front_fields:
            phrase.of_field = True
        elif _is_organization(word.body) or _is_city(words, at, phrase):
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


def _called_again(text: str, phrase: Phrase) -> bool:
    """Whether a Korean name before a doubtful title comes back by its surname: 한세진 시장은 … 한 시장은."""
    short = f" {text[phrase.start]} {phrase.title.core}"
    near = text[phrase.end : phrase.end + _AGAIN]
    return phrase.shape == "korean" and (short in near or short.replace(" ", "\n", 1) in near)


def _is_city(words: list[Word], at: int, phrase: Phrase) -> bool:
    """Whether a mayor's city stands before the title: 모로코 라바트 시장, 부산 시장."""
    if at or phrase.title.core not in tables().offices.of_places or state_of(words[0].body):
        return False
    behind_state = len(words) > 2 and not words[0].first and state_of(words[1].body) is not None
    return behind_state or words[0].body in _cities()


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    return frozenset(city for cities in tables().organizations.cities.values() for city in cities)


@lru_cache(maxsize=1)
def _ministries() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words that are the front of an office: surely by their ending, or only where they are no name."""
    table = tables().organizations
    sure = "|".join(table.front_words) + "|.+(?:" + "|".join(table.front_endings) + ")"
    return re.compile(sure), re.compile(".{2,}(?:" + "|".join(table.front_endings_of_names) + ")")


@lru_cache(maxsize=1)
def _posted() -> frozenset[str]:
    """주한, 주미, 주일대사 …: words that say where somebody is posted."""
    return frozenset(word for words in tables().countries.fixed.values() for word in words if word[0] == "주")


def _is_posting(word: str) -> bool:
    """Whether a word says where somebody is posted: 주한, 주일, 주폴란드, 주유엔."""
    return word[0] == "주" and (state_of(word[1:]) is not None or word[1:] in tables().named or word in _posted())


@lru_cache(maxsize=4096)
def _is_organization(word: str) -> bool:
    """Whether the word is a ministry or body before a title: 외교부, 국가안보실, 국회, 삼성전자."""
    if word in tables().named or _is_posting(word):
        return True
    sure, doubtful = _ministries()
    if sure.fullmatch(word):
        return True
    if state_of(word) or word in tables().countries.formal or (len(word) == 3 and is_korean_name(word)):
        return False
    return doubtful.fullmatch(word) is not None and not looks_foreign(word)


def _read_state(words: list[Word], at: int, phrase: Phrase) -> int:
    if at < len(words) and not (at and words[at - 1].first):
        state = state_of(words[at].body)
        if state:
            phrase.country, phrase.country_at = state, (words[at].start, words[at].end)
            phrase.start = words[at].start
            return len(words) if words[at].first else at + 1
        if words[at].body in tables().countries.formal and not words[at].first and at + 1 < len(words):
            return max(_read_state(words, at + 1, phrase), at)  # 이란 이슬람공화국, 러시아 연방
    return at


def _read_marks(words: list[Word], at: int, phrase: Phrase) -> int:
    """Marks of time and the posting between name and state: 모리 신지 신임 일본 총리, 주한 케냐 대사; the next word's index."""
    offices = tables().offices
    if 0 < at < len(words) and not words[at - 1].first and _is_posting(words[at].body):
        phrase.office_at = phrase.start = words[at].start
        at += 1
    while 0 < at < len(words) and not words[at - 1].first and words[at].body in {*offices.former, *offices.marks}:
        phrase.former = phrase.former or words[at].body in offices.former
        phrase.mark = None
        at += 1
    return at


def _read_before_name(text: str, words: list[Word], at: int, phrase: Phrase) -> None:
    """State and ministry before the name: 사우디 유수프 알감디 장관, 외교부 정하림 1차관."""
    if phrase.organization is None and words[at].body in tables().named and not words[at].bracket:
        phrase.organization = words[at].body
        phrase.office = f"{words[at].body} {text[phrase.office_at : phrase.end]}"
        phrase.start = words[at].start
        at += 1
        if words[at - 1].first:
            return
    if phrase.country is None and at < len(words):
        state = state_named(words[at])
        if state and len(words[at].body) > 1:
            phrase.country, phrase.country_at, phrase.start = state, state_span(words[at]), words[at].start
            return
    if at < len(words) and words[at].body in tables().offices.former:
        phrase.former = True
        phrase.office = f"전 {phrase.office or text[phrase.office_at : phrase.end]}"
    elif at < len(words):
        phrase.before = words[at].body


def stands_alone(text: str, phrase: Phrase) -> bool:
    """Whether a bare title means its holder: 왕세자는, 가나 대통령에게, not 차기 대통령은, 대통령 선거."""
    offices = tables().offices
    if phrase.title.weak and not phrase.title.alone:
        return False
    if phrase.of_field and phrase.country is None:  # 외교 장관과 국방 장관
        return False
    if phrase.before in offices.generic or (phrase.country is None and not phrase.title.alone):
        return False
    rest = text[phrase.end : phrase.end + 6]
    if rest.startswith(" 폐하"):
        return True
    if not phrase.particle:
        ends = rest[:1] == " " or rest[:2] == ", " or rest[:1] in {"·", "ㆍ"}  # 가나 상무장관, 네팔 상공장관과
        return phrase.country is not None and ends and not rest[1:].startswith(tuple(offices.not_before))
    return opens(text, phrase.start)
