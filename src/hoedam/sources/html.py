"""Saved HTML pages → lines: trafilatura says what is body, an own walk over the tree keeps the lines.

trafilatura alone merges `<br>` paragraphs of short pages, drops captions, bylines and headlines; the
walk alone cannot tell an article from what a page puts around it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

import msgspec

from hoedam.model import BlockKind
from hoedam.sources.page import Line, Page

_TAGS = r"!doctype|html|head|body|meta|title|div|p|article|section|table|span|script|link|main|h1|figure"
_OPENS_WITH_TAG = re.compile(rf"<(?:{_TAGS})[\s>/]", re.I)
_SOME_TAG = re.compile(r"</?(?:p|div|br|body|article|span|h[1-6]|li|td)\b[^<>]{0,200}>", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
_BLOCK = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "li", "main", "nav", "ol", "option", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
})  # fmt: skip
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "select", "button", "textarea", "object",
     "audio", "video"}
)  # fmt: skip
_ASIDE = frozenset({"nav", "footer", "aside", "form"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTION_CLASS = re.compile(r"caption|img_?desc|photo_?(?:desc|txt|text|info)|img_?txt|end_photo_org", re.I)
_MOST_LINKED = 0.3  # share of links up to which a line is not a menu
_HEAD_LINES = 12  # how far above the body a headline may stand
_SPACE = re.compile(r"\s+")
_STAMP = re.compile(r"(?:19|20)\d\d\s?[.\-/년]")
_JSON_LD = re.compile(r'"(datePublished|headline)"\s{0,5}:\s{0,5}"([^"\\]{1,300})"')
_TAG = re.compile(r"""<[a-z](?P<inside>(?:[^<>"']|"[^"]*+"|'[^']*+')*+)""", re.I)
_VALUE = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]*+)""")
_MOST_ATTRIBUTES = 2000  # of one tag: the parser compares each with all others
_META = {
    "title": ("og:title", "twitter:title"),
    "publisher": ("og:site_name", "article:publisher_name", "publisher"),
    "published": ("article:published_time", "og:article:published_time", "datepublished", "article:published",
                  "pubdate", "dc.date", "dc.date.issued", "date", "regdate"),
    "url": ("og:url",),
}  # fmt: skip
_AUTHORS = ("article:author", "og:article:author", "dable:author", "author", "dd:author")


class _Piece(msgspec.Struct):
    """One line of the page and where it stood."""

    text: str
    role: str
    image: str | None
    linked: float  # share of its characters inside links
    aside: bool


def looks_like(text: str, name: str | None = None) -> bool:
    """Whether this is HTML: it starts with a tag, or is named so and holds tags."""
    if _OPENS_WITH_TAG.match(text, _after_prologue(text)):
        return True
    return bool(name and name.lower().endswith((".html", ".htm", ".xhtml")) and _SOME_TAG.search(text))


def _after_prologue(text: str) -> int:
    """Where the first tag may stand: behind white space, an XML declaration and comments."""
    at = len(text) - len(text.lstrip())
    while text.startswith(("<!--", "<?"), at):
        end = text.find(">", at) if text[at + 1] == "?" else text.find("-->", at) + 2
        if end < at + 2:
            break
        at = end + 1
        while text[at : at + 1].isspace():
            at += 1
    return at


def read(text: str) -> Page:
    """The page of an HTML text (already clean); no lines where it holds no words."""
    source = _XML_DECLARATION.sub("", text)
    tree = _parse(source)
    pieces = [] if tree is None else list(_pieces(tree))
    if tree is None or not pieces:
        return Page(lines=tuple(Line(text=line) for line in _untagged(source)))
    meta = _metadata(tree)
    title = meta["title"] = meta.get("title") or _heading(tree) or _title(tree)
    authors = tuple(_authors(tree))
    stamps = tuple(piece.text for piece in pieces if len(piece.text) < 120 and _STAMP.search(piece.text))
    lines = _lines(pieces, _body(tree), title)  # last: trafilatura takes the tree apart
    return Page(lines=tuple(lines), authors=authors, stamps=stamps, **meta)


def _parse(source: str) -> Any:
    """The tree, or None where the parser gives up (nothing there, nested beyond its depth) or would never end."""
    from lxml import etree, html  # most documents are no pages

    if any(map(_overgrown, _TAG.finditer(source))):
        return None
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        tree = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    # libxml2 stops without a word where tags nest too deep
    return None if any("depth" in entry.message for entry in parser.error_log) else tree


def _overgrown(tag: re.Match[str]) -> bool:
    """Whether a tag has more attributes than any page would write."""
    inside = tag["inside"]
    return len(inside) > 2 * _MOST_ATTRIBUTES and len(_VALUE.sub(" ", inside).split()) > _MOST_ATTRIBUTES


def _walked(tree: Any) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    return etree.iterwalk(tree, events=("start", "end"))  # type: ignore[no-any-return]


def _untagged(source: str) -> list[str]:
    """The words between tags, for pages that no parser reads."""
    words = re.sub(r"<(?:script|style)\b.*?(?:</(?:script|style)>|\Z)", "", source, flags=re.S | re.I)
    return [line for part in re.split(r"<[^<>]*>?", words) if (line := _SPACE.sub(" ", part).strip())]


def _metadata(tree: Any) -> dict[str, Any]:
    """What the head says: JSON-LD and meta tags first, then `<time>` and the canonical link."""
    named: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        named.setdefault(name, _SPACE.sub(" ", node.get("content") or "").strip())
    found = {key: next((named[name] for name in names if named.get(name)), None) for key, names in _META.items()}
    linked = dict(pair for node in tree.iter("script") if "ld+json" in (node.get("type") or "")
                  for pair in _JSON_LD.findall((node.text or "")[:200_000]))  # fmt: skip
    found["published"] = linked.get("datePublished") or found["published"] or _time(tree)
    found["title"] = found["title"] or linked.get("headline")
    found["url"] = found["url"] or next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    return {key: str(value) for key, value in found.items() if value}


def _time(tree: Any) -> str | None:
    return next((str(node.get("datetime")) for node in tree.iter("time") if node.get("datetime")), None)


def _authors(tree: Any) -> Iterator[str]:
    for node in tree.iter("meta"):
        if (node.get("property") or node.get("name") or "").lower() in _AUTHORS:
            yield (node.get("content") or "").strip()


def _heading(tree: Any) -> str | None:
    """The only `<h1>`: where there are several, one is the site's name."""
    found = [_flat(node) for node in tree.iter("h1")]
    return found[0] if len(found) == 1 and found[0] else None


def _title(tree: Any) -> str | None:
    """`<title>` without the site's name behind it."""
    text = next((_flat(node) for node in tree.iter("title")), "")
    return re.split(r"\s[-|:<]\s", text)[0].strip() or None


def _flat(node: Any) -> str:
    return _SPACE.sub(" ", node.text_content()).strip()


class _Walk:
    """Collects the lines of a tree; block tags and `<br>` end a line."""

    def __init__(self) -> None:
        self.roles = [""]
        self.image: str | None = None
        self.silent = self.aside = self.links = 0
        self._words: list[str] = []
        self._linked = 0

    def enter(self, node: Any, step: int) -> None:
        """Counts a tag that opens (`step` 1) or closes (-1)."""
        self.silent += step * (node.tag in _SILENT)
        self.aside += step * (node.tag in _ASIDE)
        self.links += step * (node.tag == "a")
        if node.tag == "img":
            self.image = node.get("data-src") or node.get("src")

    def add(self, text: str | None) -> None:
        if text and not self.silent:
            self._words.append(text)
            self._linked += len(text) if self.links else 0

    def line(self) -> _Piece | None:
        """The line so far, if it has words; starts the next one."""
        raw = "".join(self._words)
        linked = self._linked / (len(raw) or 1)
        self._words, self._linked = [], 0
        text = _SPACE.sub(" ", raw).strip()
        return _Piece(text, self.roles[-1], self.image, linked, self.aside > 0) if text else None


def _pieces(tree: Any) -> Iterator[_Piece]:
    walk = _Walk()
    for event, node in _walked(tree):
        if not isinstance(node.tag, str):
            continue
        role = _role(node)
        if (node.tag in _BLOCK or role == "caption") and (piece := walk.line()):
            yield piece
        if event == "start":
            walk.enter(node, 1)
            walk.roles.append(role or walk.roles[-1])
            walk.add(node.text)
        else:
            walk.enter(node, -1)
            walk.roles.pop()
            walk.add(node.tail)
    if piece := walk.line():
        yield piece


def _role(node: Any) -> str:
    """What a tag says of the words in it: a heading, an item, a caption; empty for nothing."""
    if node.tag == "figcaption" or _CAPTION_CLASS.search(node.get("class") or ""):
        return "caption"
    return str(node.tag) if node.tag in _HEADINGS or node.tag == "li" else ""


@lru_cache(maxsize=1)
def _trafilatura() -> Any:
    """trafilatura, which takes a third of a second to import, on first use."""
    import trafilatura

    return trafilatura


def _body(tree: Any) -> frozenset[str]:
    """The lines that trafilatura takes for the article, white space removed; empty for no verdict."""
    found = _trafilatura().bare_extraction(tree, fast=True, include_comments=False, with_metadata=False)
    if found is None or found.body is None:
        return frozenset()
    texts = [text for node in found.body.iter() for text in _own_texts(node)]
    lines = frozenset(_key(text) for text in texts)
    return lines if len(lines) > 1 else frozenset()


def _own_texts(node: Any) -> Iterator[str]:
    """The words of a block, cut at `<lb/>`; inline tags inside it stay in line."""
    if node.tag in {"p", "item", "head", "quote", "cell", "code"}:
        for is_break, part in groupby(_flow(node), key=lambda text: text is None):
            if not is_break:
                yield "".join(text for text in part if text)


def _flow(node: Any) -> Iterator[str | None]:
    for event, inner in _walked(node):
        if inner.tag == "lb" and event == "start":
            yield None
        if event == "start":
            yield inner.text or ""
        elif inner is not node:
            yield inner.tail or ""


def _key(text: str) -> str:
    return _SPACE.sub("", text)


def _lines(pieces: list[_Piece], body: frozenset[str], title: str | None) -> list[Line]:
    """The title, and the pieces of the body with the captions and what stands between."""
    first, last = _region(pieces, body, title)
    inside = [p for at, p in enumerate(pieces) if not p.aside and (first <= at <= last or p.role == "caption")
              and (p.linked < _MOST_LINKED or _key(p.text) in body)]  # fmt: skip
    lines = [Line(text=title, kind="headline")] if title else []
    return lines + [line for piece in inside if (line := _line(piece, title, body)) is not None]


def _region(pieces: list[_Piece], body: frozenset[str], title: str | None) -> tuple[int, int]:
    """First and last piece of the article: from the title, where it stands close above the body."""
    kept = [at for at, p in enumerate(pieces) if _key(p.text) in body and not p.aside and p.linked < _MOST_LINKED]
    if not kept:
        kept = [at for at, piece in enumerate(pieces) if not piece.aside and piece.linked < _MOST_LINKED]
    if not kept:
        return 0, -1
    above = range(max(0, kept[0] - _HEAD_LINES), kept[0])
    titled = [at for at in above if title and _key(pieces[at].text) == _key(title)]
    return (titled[-1] if titled else kept[0]), kept[-1]


def _line(piece: _Piece, title: str | None, body: frozenset[str]) -> Line | None:
    """A piece as a line; None for a repetition of the title."""
    if title and _key(piece.text) == _key(title):
        return None
    kind: BlockKind | None = None
    image = None
    if piece.role == "caption":
        kind, image = "caption", piece.image
    elif piece.linked > 0.8:
        kind = "boilerplate"
    elif piece.role in _HEADINGS:
        kind = "heading" if _key(piece.text) in body else "subhead"
    elif piece.role == "li":
        kind = "list_item"
    return Line(text=piece.text, kind=kind, image=image)
