"""Searches and relations as an Atom feed (RFC 4287), entry by entry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, BinaryIO
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

from hoedam.exports.text import clean, one_line

_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `key` is the record's own stable id, `updated` ISO 8601, `text` plain words."""

    key: str
    title: str
    updated: str
    text: str = ""
    link: str = ""
    author: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `key` names it among others (a search, a relation), `link` is the page it follows, `self_link` its own
    address. `authority` and `since` make its ids (RFC 4151): a host name of one's own and a day on which one had it."""

    key: str
    title: str
    updated: str
    link: str = ""
    self_link: str = ""
    author: str = "hoedam"
    authority: str = "hoedam.invalid"
    since: str = "2026"
    language: str = "ko"


def write_feed(feed: Feed, entries: Iterable[Entry], file: BinaryIO) -> None:
    """Write the feed in the order given (newest first is the custom). Ids depend on keys alone; nothing on the clock.

    Raises ValueError where `updated` of the feed or of an entry is no date or time.
    """
    from lxml import etree

    begin = f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{_ATOM}" xml:lang={quoteattr(feed.language)}>\n'
    file.write(begin.encode())
    for element in chain(_head(feed), (_entry(feed, entry) for entry in entries)):
        file.write(etree.tostring(element, encoding="utf-8") + b"\n")
    file.write(b"</feed>\n")


def tag(feed: Feed, key: str) -> str:
    """The id of an entry or feed: `tag:ministry.example,2026:c2` (RFC 4151)."""
    return f"tag:{feed.authority},{feed.since}:{quote(key, safe='/:;,.@=+!~*-_', errors='replace')}"


def moment(value: str) -> str:
    """A date or time of ISO 8601 as RFC 3339, in UTC; a day is its first moment. Raises ValueError on others."""
    found = datetime.fromisoformat(value)
    found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return found.isoformat(timespec="seconds").replace("+00:00", "Z")


def _head(feed: Feed) -> list[Any]:
    head = [
        _element("id", tag(feed, feed.key)),
        _element("title", one_line(feed.title)),
        _element("updated", moment(feed.updated)),
        _author(feed.author),
        _element("generator", "hoedam"),
    ]
    return head + _links(("alternate", feed.link), ("self", feed.self_link))


def _entry(feed: Feed, entry: Entry) -> Any:
    parts = [
        _element("id", tag(feed, entry.key)),
        _element("title", one_line(entry.title)),
        _element("updated", moment(entry.updated)),
        *([_author(entry.author)] if entry.author else []),
        *_links(("alternate", entry.link)),
        *(_element("category", term=one_line(category)) for category in entry.categories if category.strip()),
        _element("content", clean(entry.text), type="text"),
    ]
    element = _element("entry")
    element.extend(parts)
    return element


def _author(name: str) -> Any:
    author = _element("author")
    author.append(_element("name", one_line(name)))
    return author


def _links(*links: tuple[str, str]) -> list[Any]:
    """Only addresses of the web: what is no IRI would make the feed invalid."""
    return [
        _element("link", rel=rel, href=quote(clean(address), safe="%/:=&?~#+!$,;'@()*[]"))
        for rel, address in links
        if address.startswith(("http://", "https://"))
    ]


def _element(name: str, text: str | None = None, **attributes: str) -> Any:
    from lxml import etree

    element = etree.Element(f"{{{_ATOM}}}{name}", attributes, nsmap={None: _ATOM})
    element.text = text
    return element
