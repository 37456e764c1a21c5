"""What a document says about itself: date and how it is known, agency, publisher, reporters, credits."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone

import msgspec

from hoedam.model import PublishedBasis
from hoedam.sources.page import Line, Page
from hoedam.sources.signs import signs

_KOREA = timezone(timedelta(hours=9))
_DATE = re.compile(
    r"(?:(?<!\d)((?:19|20)\d\d)|['’‘](\d\d))\s?[.\-/년]\s{0,2}(\d{1,2})\s?[.\-/월]\s{0,2}(\d{1,2})(?!\d)|(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"
)
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/\-.]?(0[1-9]|1[0-2])[/\-.]?(0[1-9]|[12]\d|3[01])(?=\d{0,12}(?:\D|$))|"
                       r"[A-Z]{2,4}((?:20)\d\d)(\d\d)(\d\d)\d{3,12}")  # fmt: skip
_ISO = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)")
_CLOSING = re.compile(rf"[.!?”\"]\s\(?({_DATE.pattern})[.일]?\)?\.?\s*$")  # …했습니다. 2024.05.03
_EDITED = re.compile(r"수정|업데이트|최종")
_TITLE_LABEL = re.compile(r"^제\s?목\s?[:：]\s?")
_ROLES = frozenset({"기자", "특파원", "논설위원"})
_HEAD = 12  # lines in which a byline stands above or under the body


_Dated = tuple[str | None, PublishedBasis]


class About(msgspec.Struct, frozen=True, kw_only=True):
    """The metadata of a Document, under its field names."""

    title: str | None
    publisher: str | None
    agency: str | None
    bylines: tuple[str, ...]
    published: str | None
    published_basis: PublishedBasis


def about(page: Page, lines: Sequence[Line], name: str | None, given: date | None) -> About:
    """The metadata of classified lines."""
    published, basis = _published(page, lines, name, given)
    title = next((line.text for line in lines if line.kind == "headline"), None)
    publisher = page.publisher or _publisher(lines)
    title = page.title or (_TITLE_LABEL.sub("", title) if title else None)
    return About(title=title, publisher=publisher, agency=_agency(lines, publisher),
                 bylines=_bylines(page, lines), published=published, published_basis=basis)  # fmt: skip


def credit(text: str) -> str | None:
    """Who a caption says made the picture: (사진=…), (… 제공), /…, ⓒ …; else the wire's reporter."""
    found = signs().metadata
    for name in ("credit.named", "credit.before", "credit.behind"):
        if match := found[name].search(text):
            return next(group for group in match.groups() if group).strip()
    agency, reporters = found["dateline"].match(text), found["reporters"].search(text[:120])
    words = [match[1] for match in (agency, reporters) if match]
    return " ".join([*words, "기자"] if reporters else words) or None


def _published(page: Page, lines: Sequence[Line], name: str | None, given: date | None) -> _Dated:
    if given:
        return given.isoformat(), "given"
    found: Iterable[tuple[PublishedBasis, date | None]] = (
        ("metadata", _instant(page.published)),
        ("byline", _byline_date(page, lines)),
        ("url", _url_date(page.url, name)),
        ("byline", _closing_date(lines)),
        ("caption", _caption_date(lines)),
    )
    return next(((day.isoformat(), basis) for basis, day in found if day), (None, "none"))


def dates(text: str) -> Iterator[date]:
    """All full dates in a text that exist in the calendar, two-digit years as 20…."""
    for match in _DATE.finditer(text):
        year, short, month, day, *compact = match.groups()
        parts = compact if compact[0] else [year or f"20{short}", month, day]
        if (found := _date(*parts)) is not None:
            yield found


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _instant(text: str | None) -> date | None:
    """The Korean day of a metadata date: 23:30Z is the next day in Seoul."""
    if not text:
        return None
    if (iso := _ISO.match(text)) is not None:
        try:
            return datetime.fromisoformat(iso[1] + iso[2].replace("Z", "+00:00")).astimezone(_KOREA).date()
        except (ValueError, OverflowError):
            return None
    return next(dates(text), None)


def _byline_date(page: Page, lines: Sequence[Line]) -> date | None:
    """From the lines around the body; when it was first put out, rather than edited."""
    texts = [line.text for line in lines if line.kind in {"byline", "boilerplate"}]
    near = [*texts[:_HEAD], *texts[_HEAD:][-_HEAD:], *page.stamps[:_HEAD]]
    first = [day for text in near if not _EDITED.match(text) for day in [*dates(text)][:1]]
    edited = [day for text in near if _EDITED.match(text) for day in [*dates(text)][:1]]
    return next(iter(first + edited), None)


def _url_date(*urls: str | None) -> date | None:
    for url in urls:
        if url and url.startswith(("http://", "https://")):
            for match in _URL_DATE.finditer(url):
                groups = [group for group in match.groups() if group]
                if (day := _date(*groups)) is not None:
                    return day
    return None


def _closing_date(lines: Sequence[Line]) -> date | None:
    """The date that stands behind the last sentence of the body."""
    last = next((line.text for line in reversed(lines) if line.kind == "paragraph"), "")
    closing = _CLOSING.search(last)
    return next(dates(closing[1]), None) if closing else None


def _caption_date(lines: Sequence[Line]) -> date | None:
    """The latest date of a caption that is not said to be a file photograph's."""
    other_day = signs().metadata["not_then"]
    captions = [line.text for line in lines if line.kind == "caption" and not other_day.search(line.text)]
    return max((day for text in captions for day in [*dates(text)][-1:]), default=None)


def _agency(lines: Sequence[Line], publisher: str | None) -> str | None:
    """The agency of the body's dateline, else of the copyright line, else of a caption."""
    dateline = signs().metadata["dateline"]
    for kinds in ({"paragraph"}, {"byline", "boilerplate"}, {"caption"}):
        for line in lines:
            if line.kind in kinds and (match := dateline.match(line.text)):
                return match[1]
            if line.kind in kinds - {"paragraph"} and (found := _named(line.text)):
                return found[0]
    return publisher if publisher and signs().agency.fullmatch(publisher) else None


def _named(text: str) -> re.Match[str] | None:
    """An agency of the list, where the line says that the text or picture is its own."""
    return signs().agency.search(text) if re.search(r"[ⓒ©/]|\([cC]\)|저작권|공감언론", text) else None


def _publisher(lines: Sequence[Line]) -> str | None:
    """The owner of the copyright, else the outlet or office in a byline line."""
    places = {"owner": {"byline", "boilerplate"}, "outlet": {"byline", "boilerplate"}, "issuer": {"byline", "subhead"}}
    for name, kinds in places.items():
        for line in lines:
            if line.kind in kinds and (match := signs().metadata[name].search(line.text)):
                return next(group for group in match.groups() if group)
    return None


def _bylines(page: Page, lines: Sequence[Line]) -> tuple[str, ...]:
    """Reporters' names: of byline lines, of the first dateline; else the authors that the page names."""
    reporters = signs().metadata["reporters"]
    heads = [line.text for line in lines if line.kind in {"byline", "boilerplate"} and len(line.text) < 120]
    heads += [line.text[:80] for line in lines if line.kind == "paragraph" and line.text[:1] in "[("]
    words = [word for text in heads for match in reporters.finditer(text) for word in re.split(r"[\s·,]+", match[1])]
    names = dict.fromkeys(word for word in words if word not in _ROLES and not signs().metadata["outlet"].search(word))
    return tuple(names) or tuple(dict.fromkeys(author for author in page.authors if author))
