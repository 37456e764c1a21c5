"""Quotations and sentences of a paragraph, found on the marks alone, before any analysis.

The analyser's own splitter glues a quarter of the sentences that begin with a quotation to the one
before and splits under an unpaired mark, so this stands in front of it. It handles: straight and
curly marks and their mixtures; an opener or a closer that is missing (repaired from the particle
and verb that follow a quotation, inside the paragraph only); an opener written twice; a full stop
inside the marks with the particle behind (…바란다.”며); quotations of several sentences; single marks
and brackets, which quote only where a particle says so and are terms or titles otherwise.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

# what may stand directly behind a closing mark and says that words were quoted
QUOTATIVE = r"(?:이?라고도?|고도?|고만|이?라며|며|이?라면서도?|면서도?|이?라는|는|이?라던|던|란|이란|이?라|냐고|냐며|느냐고|이?자|자고|자며)"
_VERB = r"(?:말|밝|강조|언급|설명|전했|전하|덧붙|평가|당부|요청|촉구|제안|답|화답|했|하[며고자]|지적|약속|다짐|주장|역설|소개|물)"
_CLOSER_LOST = re.compile(
    rf"(?<=[다요자까라것듯임함음])[.?!]?(?=(?:이?라고|고|이?라며|며|이?라면서|면서)\s+(?:{_VERB}|[^\s]+[은는]\s|[\"“]))"
)
_MARK = re.compile(r"""["“”]""")
_SINGLE = re.compile(
    r"‘[^‘’\n]{1,400}’|(?<![\w.])'(?!\d\d[.년])[^'\n]{1,400}'|「[^「」\n]{1,400}」|『[^『』\n]{1,400}』|《[^《》\n]{1,400}》"
)
_QUOTED_SINGLE = re.compile(rf"{QUOTATIVE}(?![가-힣])|이?라고|이?라며|이?라면서")
_STOP = re.compile(r"[.?!…]+[)\]”\"’']*(?=\s|$)|(?<=[다요까])[.](?=[가-힣\"“])")
_GOES_ON = re.compile(rf"\s*(?:{QUOTATIVE}(?![가-힣])|이?라[고며는던]|[,·)은는이가을를의에와과도]|등(?![가-힣]))")
_TOPIC_END = re.compile(r"[가-힣)](?:은|는|이|가|께서|께서는)\s+(?=\S)")
_REPAIR = 1_000  # how far a lost partner is looked for: no quotation in a paragraph is longer


class Quotation(msgspec.Struct, frozen=True):
    """Words in marks: `start`..`end` with the marks, `inner_start`..`inner_end` without."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    repaired: bool = False


class Marked(msgspec.Struct, frozen=True):
    """A paragraph's top-level quotations, in order, its sentences, and marks without a partner."""

    quotations: tuple[Quotation, ...]
    sentences: tuple[tuple[int, int], ...]
    unpaired: tuple[int, ...]


def read_marks(text: str, start: int = 0, end: int | None = None) -> Marked:
    """Quotations and sentences of text[start:end], one paragraph; offsets are the text's own."""
    stop = len(text) if end is None else end
    doubles, unpaired = _pair(text, start, stop)
    quotations = sorted([*doubles, *_singles(text, start, stop, doubles)], key=lambda q: q.start)
    return Marked(tuple(quotations), tuple(_sentences(text, start, stop, quotations)), tuple(unpaired))


def _opens(text: str, at: int, start: int) -> bool:
    """Whether the mark at `at` stands as an opener does: nothing before it, words behind it."""
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < len(text) else " "
    return not behind.isspace() and (before.isspace() or before in "([<·,:=/~-△▲’'\"“")


def _closes(text: str, at: int, start: int) -> bool:
    """Whether the mark stands as a closer does: words before it, and a particle, stop or space behind."""
    return at > start and not text[at - 1].isspace() and text[at - 1] not in "([“"


def _pair(text: str, start: int, stop: int) -> tuple[list[Quotation], list[int]]:
    found: list[Quotation] = []
    unpaired: list[int] = []
    opened: int | None = None
    inner = floor = start  # where the words of the open quotation begin, and where the last one ended
    for match in _MARK.finditer(text, start, stop):
        at, mark = match.start(), match[0]
        opener = mark == "“" or (_opens(text, at, start) and not (mark == "”" and opened is not None))
        if opened is None and (opener or not _closes(text, at, start)):
            opened, inner = at, at + 1
            continue
        if opened is None:
            repaired = _without_opener(text, floor, at)
            unpaired.append(at)
        elif opener and mark != "”" and (mark == "“" or not _closes(text, at, start)):
            if not text[inner:at].strip():  # the opener written twice
                inner = at + 1
                continue
            repaired = _without_closer(text, opened, at)
            unpaired.append(opened)
            opened, inner = at, at + 1
        else:
            repaired = Quotation(opened, at + 1, inner, at) if text[inner:at].strip() else None
            opened = None
        if repaired:
            found.append(repaired)
            floor = repaired.end
    if opened is not None:
        unpaired.append(opened)
        last = _without_closer(text, opened, stop)
        found += [last] if last else []
    return found, unpaired


def _without_opener(text: str, floor: int, closer: int) -> Quotation | None:
    """The quotation before a closer that has no opener: from behind the sentence's topic."""
    floor = max(floor, closer - _REPAIR)
    sentence = max((m.end() for m in re.finditer(r"[.?!]\s+", text[floor:closer])), default=0) + floor
    topic = _TOPIC_END.search(text, sentence, closer)
    inner = topic.end() if topic else sentence
    while inner < closer and text[inner] in " ,":
        inner += 1
    return Quotation(inner, closer + 1, inner, closer, repaired=True) if inner < closer else None


def _without_closer(text: str, opener: int, stop: int) -> Quotation | None:
    """The quotation behind an opener that has no closer: up to the particle and verb that report it."""
    lost = _CLOSER_LOST.search(text, opener + 1, min(stop, opener + _REPAIR))
    if not lost:
        return None
    return Quotation(opener, lost.end(), opener + 1, lost.end(), repaired=True)


def _singles(text: str, start: int, stop: int, doubles: list[Quotation]) -> Iterator[Quotation]:
    """Single marks and corner brackets outside double ones, where a particle says that they quote."""
    at = 0
    for match in _SINGLE.finditer(text, start, stop):
        while at < len(doubles) and doubles[at].end <= match.start():
            at += 1
        inside = at < len(doubles) and doubles[at].start <= match.start()
        words = len(match[0]) > 6 and match[0][1:-1].strip()
        if words and not inside and _QUOTED_SINGLE.match(text, match.end(), stop):
            yield Quotation(match.start(), match.end(), match.start() + 1, match.end() - 1)


def inner_quotations(text: str, start: int, end: int, *, verbatim: bool = False) -> tuple[Quotation, ...]:
    """Quotations inside a quotation: in single marks, where a particle says that they quote.

    `verbatim`: words under a speaker heading stand in no marks of their own, so that double ones quote as well.
    """
    doubles = _pair(text, start, end)[0] if verbatim else []
    return tuple(sorted([*doubles, *_singles(text, start, end, doubles)], key=lambda q: q.start))


def _sentences(text: str, start: int, stop: int, quotations: Sequence[Quotation]) -> Iterator[tuple[int, int]]:
    begin = start
    for border in _borders(text, start, stop, quotations):
        if text[begin:border].strip():
            yield begin, border
        begin = border
    if text[begin:stop].strip():
        yield begin, stop


def _borders(text: str, start: int, stop: int, quotations: Sequence[Quotation]) -> list[int]:
    """Where sentences end: full stops outside marks, and quotations that end with one and stand alone."""
    borders = []
    at = start
    for quotation in quotations:
        borders += _stops(text, at, quotation.start)
        at = max(at, quotation.end)
        if text[quotation.inner_end - 1] in ".?!…" and not _GOES_ON.match(text, quotation.end, stop):
            borders.append(quotation.end)
    return sorted({*borders, *_stops(text, at, stop)})


def _stops(text: str, start: int, stop: int) -> list[int]:
    return [
        m.end() for m in _STOP.finditer(text, start, stop)
        if not (text[m.start() - 1 : m.start()].isdigit() and m[0] == "." and m.end() < stop)
    ]  # fmt: skip


def sentences_inside(text: str, start: int, end: int, quotations: Sequence[Quotation] = ()) -> list[tuple[int, int]]:
    """The sentences of a quotation's words; `quotations` are those inside it."""
    return list(_sentences(text, start, end, quotations))
