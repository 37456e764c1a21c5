"""Documents: the list of them, each with its evidence, words for good, and why a statement was read as it was."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from fastapi import APIRouter, Response

from hoedam.errors import SettingInvalid
from hoedam.exports.feed import Feed, write_feed
from hoedam.exports.handing import document_entries
from hoedam.exports.lists import table
from hoedam.exports.tables import write
from hoedam.ledger import library, queue, review
from hoedam.ledger.about import AboutDocument, about_document, about_record
from hoedam.ledger.documents import effective_reading, original_bytes
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import DOCUMENT, RECORD, parse_as, shown_document
from hoedam.ledger.records import REVIEWED
from hoedam.model import Span
from hoedam.web import addresses
from hoedam.web.access import Reader, Visit
from hoedam.web.compare import compared
from hoedam.web.evidence import shown
from hoedam.web.listing import Listing, feed_names, filter_of, sent
from hoedam.web.why import why

if TYPE_CHECKING:
    from sqlalchemy import Connection

router = APIRouter(include_in_schema=False)
FACETS = ("kind", "publisher")  # what the list can be narrowed by on its page
_STRETCH = re.compile(r"(\d{1,9})-(\d{1,9})")
_PLAIN = re.compile(r"[^\w.-]+")


@router.get("/documents")
def documents(visit: Reader) -> Response:
    """All documents, narrowed by the address."""
    with visit.ledger.read() as connection:
        return visit.page("documents.html", list=_listing(visit, connection))


@router.get("/documents.{form}")
def documents_file(visit: Reader, form: str) -> Response:
    """Exactly the documents that the address asks for, as a file."""
    filter = filter_of(visit)
    with visit.ledger.read() as connection:
        total = library.count(connection, filter)
    return sent("documents", form, total, _writer(visit, filter, form))


@router.get("/documents/{id}.json")
def reading(visit: Reader, id: str) -> Response:
    """What holds of a document, as the reading that `hoedam read --format json` writes."""
    number = parse_as(id, DOCUMENT)[1]
    with visit.ledger.read() as connection:
        text = effective_reading(connection, number).to_json(indent=2)
    return Response(text, media_type="application/json", headers=_attached(f"hoedam-{id}.json"))


@router.get("/documents/{id}")
def document(visit: Reader, id: str, at: str = "") -> Response:
    """A document with its evidence; `at` is a stretch of it (code points, `10-20`) that is marked."""
    with visit.ledger.read() as connection:
        return _document(visit, connection, parse_as(id, DOCUMENT)[1], at)


@router.get("/documents/{id}/original")
def original(visit: Reader, id: str) -> Response:
    """The bytes that a document was read from, as a file that no browser opens by itself."""
    number = parse_as(id, DOCUMENT)[1]
    with visit.ledger.read() as connection:
        name = about_document(connection, number).address or id
        data = original_bytes(connection, number)
    if data is None:
        raise SettingInvalid(f"the ledger has only the reading of {id}, not the bytes it was read from.")
    return Response(data, media_type="application/octet-stream", headers=_attached(name))


@router.get("/documents/{id}/why/{record}")
def explanation(visit: Reader, id: str, record: str) -> Response:
    """Which rules decided a statement, and who else could have said it: read again from the original."""
    number = parse_as(id, DOCUMENT)[1]
    found = why(visit.ledger, number, parse_as(record, RECORD)[1])
    if "hx-request" in visit.request.headers:
        return visit.part("parts/why.html", why=found)
    return visit.page("why.html", why=found, document=id)


@router.get("/documents/{id}/compare/{other}")
def compare(visit: Reader, id: str, other: str) -> Response:
    """What the text of one document has otherwise than that of another, the earlier number first."""
    numbers = sorted(parse_as(one, DOCUMENT)[1] for one in (id, other))
    with visit.ledger.read() as connection:
        old, new = (about_document(connection, number) for number in numbers)
    return visit.page("compare.html", old=old, new=new, lines=compared(old.reading.document, new.reading.document))


@router.get("/at/{digest}/{stretch}")
def permalink(visit: Reader, digest: str, stretch: str, words: str = "") -> Response:
    """Words for good: shown in their document where they stand there, else as an orphan, never moved elsewhere."""
    start, end = _stretch(stretch)
    with visit.ledger.read() as connection:
        number = library.with_digest(connection, digest)
        if number is None:
            return visit.page("orphan.html", code=404, words=words, digest=digest)
        found = about_document(connection, number).reading.document.text[start:end]
        if not found.strip() or (words and words != found):
            return _document(visit, connection, number, orphan=words or stretch)
    return visit.go(f"/documents/{shown_document(number)}?at={start}-{end}#at")


@router.get("/records/{id}")
def record(visit: Reader, id: str) -> Response:
    """One record of one document: its words in context, what is said of it, its review, and what it is joined in."""
    number = parse_as(id, RECORD)[1]
    with visit.ledger.read() as connection:
        found, steps = about_record(connection, number), review.steps(connection, number)
    names, times = ({one.id: one for one in some} for some in (found.reading.entities, found.reading.times))
    reviewed = found.kind in REVIEWED
    return visit.page("record.html", found=found, names=names, times=times, steps=steps, reviewed=reviewed)


def _document(visit: Visit, connection: "Connection", number: int, at: str = "", orphan: str = "") -> Response:
    about = about_document(connection, number)
    page = shown(about.reading, library.standings(connection, number), _span(about, at) if at else None)
    waiting = queue.waiting(connection, queue.Waits(document=number))
    kept = library.has_original(connection, number)
    return visit.page("document.html", document=about, shown=page, orphan=orphan, waiting=waiting, original=kept)


def _span(about: AboutDocument, at: str) -> Span:
    start, end = _stretch(at)
    try:
        return about.reading.document.span(start, end)
    except ValueError as error:
        raise SettingInvalid(f"there are no words at {at} of {about.id}: {error}.") from error


def _stretch(text: str) -> tuple[int, int]:
    found = _STRETCH.fullmatch(text)
    if found is None:
        raise SettingInvalid(f"{text!r} is no stretch of a document: give it in code points, as 10-20.")
    return int(found[1]), int(found[2])


def _listing(visit: Visit, connection: "Connection") -> Listing:
    filter = filter_of(visit)
    page = library.page(connection, filter, after=visit.request.query_params.get("after"))
    following = addresses.of_filter("/documents", filter, after=page.after) if page.after else None
    total = library.count(connection, filter)
    return Listing("documents", "/documents", filter, "newest", total, page, following, FACETS)


def _writer(visit: Visit, filter: Filter, form: str) -> Callable[[BinaryIO], None]:
    def write_all(file: BinaryIO) -> None:
        with visit.ledger.read() as connection:
            if form == "atom":
                _write_feed(visit, connection, filter, file)
                return
            say = visit.words.label if form == "xlsx" else None
            write(table("documents", library.rows(connection, filter), say=say), form, file)

    return write_all


def _write_feed(visit: Visit, connection: "Connection", filter: Filter, file: BinaryIO) -> None:
    key, title = feed_names(visit, "documents", filter)
    first = library.page(connection, filter, limit=1).rows
    updated = (first[0].published or first[0].added) if first else "1970-01-01"
    feed = Feed(key, title, updated, language=visit.words.language, self_link=str(visit.request.url))
    write_feed(feed, document_entries(connection, filter, visit.words.label), file)


def _attached(name: str) -> dict[str, str]:
    """Saved, never shown; the name without what a header or a file system could take amiss."""
    last = name.rstrip("/").replace("\\", "/").rpartition("/")[2].partition("?")[0]
    safe = _PLAIN.sub("-", last).strip("-.")[-80:] or "document"
    ascii_name = safe.encode("ascii", "ignore").decode().strip("-.") or "document"
    return {"Content-Disposition": f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(safe)}"}
