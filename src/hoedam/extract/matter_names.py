"""Names of agreements, bodies and projects in a sentence: the head noun and what belongs to it on its left.

Handled: 수소경제 협력 양해각서 · 「런던 이행계획」 · ‘중부 유럽 관문’ 사업 · 항공협정 개정의정서 (the last head counts) ·
원자력의 평화적 이용에 관한 협정 · 자유무역협정(FTA) · 희토류 비축분을 나눠 쓰는 협정 · 동 의정서, 이 공장 (anaphors).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from hoedam.extract.anchors import closes
from hoedam.extract.frames import Frame
from hoedam.extract.matter_rules import Head, rules
from hoedam.model import Time

_LONGEST = 8  # code points that a head may go on behind the end of another
_REACH = 10  # items that a name may have before its head
_PERSONS = ("자", "인", "원", "가", "사", "장", "팀", "단", "진", "생", "측", "부", "사람", "직원", "회사", "업체")
_USES = frozenset({"쓰", "사용하", "이용하", "다니", "머물", "묵", "일하", "배우", "입주하", "지내"})
_BETWEEN = frozenset({"정부", "기관", "당국", "대학", "은행", "부처", "도서관", "기업", "도시", "국가"})
_JOINS = frozenset("·-/&+~∼–")
_OPENERS = {"」": "「", "』": "『", "》": "《", "〉": "〈", "’": "‘", "”": "“", "'": "'", '"': '"'}
_ALIAS = re.compile(r"\s?[(（]([A-Za-z가-힣·][A-Za-z가-힣· ]{0,18}[A-Za-z가-힣])[)）]")
_OF_OTHERS = re.compile(  # ’와 A사와 B사 간 ‘: the next document and those who conclude it
    r"(?: [^ ]+/S){0,2}(?: (?:와|과)/J| ,/S)(?: [^ ]+/[N@S]){1,8} (?:와|과)/J(?: [^ ]+/[N@S]){1,8}(?: 간/N(?: 의/J)?| 의/J)(?: [^ ]+/S)*$"
)
_COUNT = re.compile(r"\d여?\s?(?:건|개|종|가지)(?:\s?(?:이상|안팎|가량|정도|내외))?의\s?$|여러\s$")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"[「」『』《》〈〉‘’“”'\"]")
_EDITION = re.compile(r"(?:제\s?)?(\d{1,3})차\s")
_EDITION_BEFORE = re.compile(r"(?:제\s?)?(\d{1,3})차\s(?:[가-힣·-]{1,20}\s)?$")


class Named(msgspec.Struct, frozen=True):
    """A name in a frame: items first..last, code points start..end, the words and their head.

    `bare`: the head alone or with words that name nothing; `anew`: with such words (후속 공장). `anaphor`: a word before it says that it was named before. `alias`: FTA in brackets.
    `items`: what is counted before a bare kind of document (A, B 등 5건의 양해각서).
    """

    head: Head
    word: str
    first: int
    last: int
    start: int
    end: int
    name: str
    bare: bool
    anew: bool
    anaphor: bool
    alias: str | None
    edition: bool
    particle: str
    items: tuple[tuple[int, int], ...] = ()


def heads_in(text: str, start: int, end: int) -> list[tuple[int, int, tuple[Head, ...]]]:
    """(start, end, groups) of the head nouns in text start..end that close a word."""
    lexicon = rules().heads
    found = []
    for lo, hi, groups in lexicon.find(text, start, end):
        if closes(text, hi) is not None:
            found.append((lo, hi, groups))
            continue  # else a shorter word may close inside: 협력위 is none in 협력위원회, 위원회 is
        inside = lexicon.find(text, lo + 1, min(hi + _LONGEST, end))
        found += [hit for hit in inside if hit[0] < hi and closes(text, hit[1]) is not None][:1]
    return found


def names_in(
    text: str, frame: Frame, heads: Sequence[tuple[int, int, tuple[Head, ...]]], times: Sequence[Time]
) -> list[Named]:
    """The names in a frame, in order; of heads in one chain of nouns the last makes the name."""
    covered = {i for time in times for i in _items(frame, time.span.start, time.span.end)}
    names: list[Named] = []
    for start, end, groups in heads:
        if names and names[-1].alias and start <= names[-1].end + 2:
            continue  # its own short form in brackets
        named = _named(text, frame, start, end, groups, covered)
        if named is None:
            continue
        while names and names[-1].last >= named.first:
            names.pop()
        names.append(named)
    return names


def _items(frame: Frame, start: int, end: int) -> range:
    return range(max(0, frame.item_over(start)), frame.item_over(end - 1) + 1)


def _named(text: str, frame: Frame, start: int, end: int, groups: tuple[Head, ...], covered: set[int]) -> Named | None:
    own = _items(frame, start, end)
    if not own or own[-1] in covered:
        return None
    first, marked = _first(text, frame, own[0], end, covered)
    before = text[frame.starts[first] : start]
    head = next((head for head in groups if _fits(head, before)), None)
    if head is None or not (closes(text, end) or _closed(text, frame, own[-1], covered)):
        return None
    anaphor = frame.form(first - 1) in rules().table.anaphors and frame.kind(first - 1) in "ND"
    modifiers = before.split()
    bare = marked is None and all(word in rules().table.generic for word in modifiers)
    if bare and not head.alone and not anaphor:
        owned = _owned(frame, head, first, covered)
        fuller = _description(frame, first) if owned is None else owned
        first, bare = fuller, fuller == first
    items = tuple(_listed(frame, first, covered)) if bare and head.kind == "agreement" else ()
    if bare and not items and head.kind == "agreement" and _is_count(text, frame.starts[first]):
        return None
    lo, hi = marked or (frame.starts[first], end)
    edition = False
    if head.kind == "body":
        first, lo, edition = _without_edition(text, frame, first, lo)
    alias = _ALIAS.match(text, end)
    return Named(
        head, text[start:end], first, own[-1], frame.starts[first], end, plain(text[lo:hi]), bare,
        bool(bare and modifiers), anaphor, alias[1] if alias else None, edition, closes(text, end) or "",
        items,
    )  # fmt: skip


def _without_edition(text: str, frame: Frame, first: int, lo: int) -> tuple[int, int, bool]:
    """The name without 제4차, and whether that says that it has met before; 제1차 does not."""
    inside = _EDITION.match(text, lo)
    if inside and inside.end() < frame.end:
        first = max(first, frame.item_over(inside.end()))
        return first, inside.end(), int(inside[1]) > 1
    before = _EDITION_BEFORE.search(text[max(frame.start, lo - 24) : lo])
    return first, lo, bool(before and int(before[1]) > 1)


def _is_count(text: str, start: int) -> bool:
    """Whether a number of documents stands before: 30개 이상의 양해각서 names none of them."""
    return _COUNT.search(text[max(0, start - 16) : start]) is not None


def _listed(frame: Frame, first: int, covered: set[int]) -> Iterator[tuple[int, int]]:
    """The items (code points) of A, B 등 5건의 양해각서, where they are nouns that do not say what they are."""
    i = first - 1
    if frame.form(i) != "의" or frame.form(i - 1) not in rules().table.counters or not frame.form(i - 2).isdigit():
        return
    i -= 3
    if frame.form(i) in ("총", "모두"):
        i -= 1
    if frame.form(i) != "등" or frame.kind(i) != "N":
        return
    while True:
        begin = _run(frame, i, covered)
        if begin == i or _closes_name(frame, i - 1):
            return
        yield frame.starts[begin], frame.ends[i - 1]
        if frame.form(begin - 1) != ",":
            return
        i = begin - 1


def _fits(head: Head, before: str) -> bool:
    """Whether the words before let the head be one: what it needs, and nothing that makes it another thing."""
    words = before.split()
    if head.never_with and any(word.startswith(head.never_with) for word in words):
        return False
    common = rules().table.generic
    if head.only_after and not any(word.endswith(head.only_after) for word in _told_apart(words, common)):
        return False
    if head.not_after and words and words[-1].endswith(head.not_after):
        return False
    empty = all(word in head.not_with or word in common for word in words)
    return not (words and empty and any(word in head.not_with for word in words))


def _told_apart(words: Sequence[str], common: frozenset[str]) -> Sequence[str]:
    """The last word before a head, and the one before it where the last is common (호위함 현지 공동생산)."""
    return words[-2:] if words and words[-1] in common else words[-1:]


def _first(text: str, frame: Frame, at: int, end: int, covered: set[int]) -> tuple[int, tuple[int, int] | None]:
    """The first item of the name whose head begins at item `at`, and the name's own code points if in marks."""
    enclosed = _enclosed(text, frame, at, end)
    if enclosed:
        return enclosed
    first = _run(frame, at, covered)
    title = _title_before(text, frame, first)
    if title is not None:
        return title, None
    if (
        frame.kind(first - 1) == "M"
        and frame.form(first - 2) in ("관하", "대하", "위하")
        and frame.kind(first - 3) == "J"
    ):
        return _run(frame, _run(frame, first - 3, covered, genitive=True), covered), None
    return first, None


def _enclosed(text: str, frame: Frame, at: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """A title in marks that the head closes: 「한·칠레 통상 약정」."""
    opener = _OPENERS.get(text[end : end + 1])
    if opener is None:
        return None
    lo = text.rfind(opener, max(frame.start, end - 60), frame.starts[at] + 1)
    if lo < 0 or any(mark in text[lo + 1 : end] for mark in '「」『』“”"'):
        return None
    first = frame.item_over(lo)
    return (max(first, 0), (lo + 1, end)) if first <= at else None


def _title_before(text: str, frame: Frame, first: int) -> int | None:
    """The item that opens the marks before a head: ‘중부 유럽 관문’ 사업."""
    if first < 2 or frame.kind(first - 1) != "S" or frame.form(first - 1) not in _OPENERS:
        return None
    opener = _OPENERS[frame.form(first - 1)]
    for i in range(first - 2, max(-1, first - 12), -1):
        if frame.form(i) == opener and frame.kind(i) == "S":
            return i
    return None


def _owned(frame: Frame, head: Head, first: int, covered: set[int]) -> int | None:
    """The first item of the place that is a bare work's only name: 누산타라의 정수장."""
    if head.kind == "agreement" or frame.form(first - 1) != "의" or frame.kind(first - 2) != "N":
        return None
    start = _run(frame, _word(frame, first - 2), covered)
    words = frame.forms[start : first - 1]
    common = rules().table.generic | set(head.not_with)
    if start == first - 1 or words[0][:1].isdigit() or all(word in common for word in words):
        return None
    return start


def _description(frame: Frame, first: int) -> int:
    """The first item of a clause that describes a bare head and is its only name: 비축분을 나눠 쓰는 협정, 업체가 함께 쓸 창고."""
    if frame.kind(first - 1) != "M" or frame.form(first - 1) not in ("는", "ㄹ", "을"):
        return first
    i, things = first - 2, 0
    while (
        i >= 0
        and first - i < 12
        and frame.kind(i) in "VEANJ"
        and frame.form(i) not in ("은", "는", "이", "가", "고", "며", "뒤")
    ):
        things += frame.kind(i) == "J" and frame.form(i) in ("을", "를")
        i -= 1
    users = things == 0 and frame.form(first - 2) in _USES and frame.form(i) in ("이", "가")
    if users:
        return _word(frame, i - 1)
    while frame.kind(i + 1) in "JEA":
        i += 1
    return i + 1 if things == 1 else first


def _run(frame: Frame, at: int, covered: set[int], *, genitive: bool = False) -> int:
    """The first item of the chain of nouns that ends before item `at`, taken word by word."""
    first = _word(frame, at) if at < len(frame) and _glued(frame, at) else at
    floor = max(0, at - _REACH)
    while first > floor:
        i = first - 1
        if frame.form(i) == "간" and frame.form(i - 1) in _BETWEEN:  # 정부 간 협정
            first = i - 1
            continue
        i -= _bridges(frame, i, genitive=genitive)
        lo = _word(frame, i)
        if not _in_name(frame, i, lo) or any(j in covered for j in range(lo, i + 1)):
            break
        first = lo
    return first


def _bridges(frame: Frame, i: int, *, genitive: bool) -> bool:
    """Whether item i links two nouns of one name: 무역 및 투자, and before 에 관한 a genitive."""
    if frame.kind(i - 1) != "N":
        return False
    if frame.kind(i) == "A" and frame.form(i) == "및":
        return not _closes_name(frame, i - 1)
    return genitive and frame.kind(i) == "J" and frame.form(i) in ("의", "과", "와")


def _glued(frame: Frame, i: int) -> bool:
    """Whether nothing stands between item i and the one before it, and neither is a mark that parts them."""
    if i < 1 or frame.ends[i - 1] != frame.starts[i]:
        return False
    return all(frame.kind(j) != "S" or frame.form(j) in _JOINS for j in (i - 1, i))


def _word(frame: Frame, i: int) -> int:
    """The first item of the word (what has no space in it) whose last item is i."""
    while _glued(frame, i):
        i -= 1
    return i + 1 if frame.kind(i) == "S" else i


def _in_name(frame: Frame, last: int, first: int) -> bool:
    """Whether a word, items first..last, is a noun that may stand in a name; analysers break some names in odd ways."""
    kind, form = frame.kind(last), frame.form(last)
    if kind == "A":
        return form in ("상호", "직접", "공동", "수시", "상시")
    if kind == "J" and form == "나" and first < last and _glued(frame, last):  # a name taken for X or: 살토나 발전소
        return frame.kind(last - 1) == "N" and not _closes_name(frame, last - 1)
    if kind != "N" and not (kind == "D" and (form in ("신", "총", "고") or (_glued(frame, last) and form != "한"))):
        return False
    table = rules().table
    if form[-1:] in ("은", "는") and form[:-1] in table.stops:  # 정상은 read as one noun
        return False
    if first == last:
        loan = form == "차관" and frame.form(last + 1) in table.documents  # 병원 차관 계약
        return loan or form not in table.stops
    return "".join(frame.forms[first : last + 1]) not in table.stops and not (
        form in ("측", "간", "당국") and frame.kind(first) == "N"
    )


def _closes_name(frame: Frame, i: int) -> bool:
    return any(frame.form(i).endswith(word) for word in rules().table.documents)


def _closed(text: str, frame: Frame, last: int, covered: set[int]) -> bool:
    """Whether the name ends with item `last`: no noun follows that makes it a modifier (협정 담당자)."""
    i = _behind_bracket(frame, last + 1)
    named_anew = frame.form(last + 1) in _OPENERS.values() and frame.starts[last + 1] > frame.ends[last]
    if frame.kind(i) != "N" or i in covered or named_anew:  # 전담 창구 ‘코리아 데스크’를
        return True
    if i == last + 1 and frame.ends[last] == frame.starts[i]:
        return False
    form = frame.form(i)
    table = rules().table
    if (
        form in table.tails
        or form[:1].isdigit()
        or (form[:1] == "제" and frame.form(i + (form == "제"))[-1:].isdigit())
    ):
        return True
    return any(_is_deed(text, frame, j) for j in _chain(frame, i))


def _chain(frame: Frame, i: int) -> Iterator[int]:
    """Item `i` and the nouns up to two behind it, until one that means somebody: 탄광 개발 인허가, not 공장 근로자 지원."""
    left = 3
    for j in range(i, i + 6):
        if frame.kind(j) != "N" or not left:
            return
        yield j
        left -= not frame.form(j)[:1].isdigit()
        if len(frame.form(j)) > 1 and frame.form(j).endswith(_PERSONS):
            return


def _is_deed(text: str, frame: Frame, i: int) -> bool:
    """Whether a status word begins with item `i`."""
    found = next(rules().nouns.find(text, frame.starts[i], min(frame.ends[i] + 6, frame.end)), None)
    return found is not None and found[0] == frame.starts[i]


def _behind_bracket(frame: Frame, i: int) -> int:
    """The item behind brackets or a footnote mark that begin at item `i`."""
    if frame.kind(i) == "S" and frame.form(i) in ("(", "（"):
        for j in range(i + 1, min(i + 12, len(frame))):
            if frame.form(j) in (")", "）") and frame.kind(j) == "S":
                return j + 1
    return (
        i + 1 if frame.kind(i) == "S" and frame.form(i) in ("*", "」", "』", "》", "〉", "’", "”", "'", '"', "※") else i
    )


def plain(words: str) -> str:
    """A name without marks around it and with single spaces."""
    return _SPACES.sub(" ", _MARKS.sub("", words)).strip(" ,·")


def coordinated(frame: Frame, names: Sequence[Named]) -> Iterator[list[Named]]:
    """The names in groups: A와 B, △A △B, A·B and A, B stand under one predicate."""
    group: list[Named] = []
    for named in names:
        if group and not _linked(frame, group[-1], named):
            yield group
            group = []
        group.append(named)
    if group:
        yield group


@lru_cache(maxsize=1)
def _deeds() -> frozenset[str]:
    return frozenset(noun for rule in rules().table.statuses if rule.kind == "project" for noun in rule.nouns)


def _linked(frame: Frame, one: Named, two: Named) -> bool:
    if one.head.kind != two.head.kind:
        return False
    i = _behind_bracket(frame, one.last + 1)
    if _OF_OTHERS.match(frame.code[frame.at[i] : frame.at[two.first]] if i < two.first else ""):
        return True
    while i < two.first:
        kind, form = frame.kind(i), frame.form(i)
        joins = kind == "S" or form in ("와", "과", "및", "또는", "하고") or (kind == "N" and form in ("등", "간"))
        if not joins and not (kind == "N" and one.head.kind == "project" and form in _deeds()):  # A 건립과 B 정비
            return False
        i += 1
    return True
