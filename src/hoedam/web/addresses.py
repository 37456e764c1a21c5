"""Addresses of pages: every number that a ledger shows has one, and every filter goes into a query."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit

from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import parse
from hoedam.ledger.rows import Place

# kind of what a number names → the folder of its pages
HOMES = {
    "record": "records", "document": "documents", "statement": "utterances", "commitment": "commitments",
    "agreement": "matters", "body": "matters", "project": "matters", "meeting": "meetings", "entity": "names",
}  # fmt: skip


def of(id: str) -> str:
    """The page of a number: c5 → /commitments/c5. Raises DecisionInvalid for what is none."""
    return f"/{HOMES[parse(id)[0]]}/{id}"


def at(place: Place) -> str:
    """The document's page where some words stand: /documents/d3?at=10-20#at."""
    if place.start is None:
        return f"/documents/{place.document}"
    return f"/documents/{place.document}?at={place.start}-{place.end}#at"


def permalink(digest: str, start: int, end: int, words: str) -> str:
    """Words of a document for good: its digest, the offsets, and the words to hold against what stands there."""
    return f"/at/{quote(digest)}/{start}-{end}?{urlencode({'words': words})}"


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A path with a query; without one where there are no pairs."""
    query = urlencode([(name, value) for name, value in pairs if value != ""])
    return f"{path}?{query}" if query else path


def of_filter(path: str, filter: Filter, **more: str) -> str:
    """A list narrowed by a filter."""
    return with_query(path, [*filter.to_pairs(), *more.items()])


def outside(address: str | None) -> str | None:
    """A document's own address where a browser can go to it: of the web, and nothing else; None otherwise."""
    if not address:
        return None
    try:
        return address if urlsplit(address).scheme in ("http", "https") else None
    except ValueError:
        return None


def inside(address: str | None, otherwise: str = "/") -> str:
    """An address to go back to: a path of this application, never another host."""
    if address and address.startswith("/") and not address.startswith(("//", "/\\")) and "\\" not in address:
        return address if address.isprintable() else otherwise
    return otherwise


def before(referrer: str | None, host: str | None) -> str:
    """The page of this application from which something was asked, by the browser's word; empty where it was none."""
    try:
        parts = urlsplit(referrer or "")
    except ValueError:
        return ""
    if not host or parts.netloc != host:
        return ""
    return inside(parts.path + (f"?{parts.query}" if parts.query else ""), "")
