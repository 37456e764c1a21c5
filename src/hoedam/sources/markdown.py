"""Markdown → lines: images become captions, `#` headings; other marks are reduced to their words.

Handled: `![alt](url)` with brackets inside (a wire's `[서울=뉴시스]`), also inside a link; an italic
line under an image without words; ATX headings; `> `; `**bold**`; `[words](url)`; a line that is
nothing but a link (related stories); backslash escapes; entities; rules and fences; front matter.
List and footnote marks stay: releases use the same ones (`-`, `*`, `1.`).
"""

import re
from html import unescape
from typing import Any

from hoedam.sources.page import Line, Page
from hoedam.sources.plain import lines_of, paragraphs

_SIGN = re.compile(r"^(?:!\[[^\n]{0,400}\]\([^)\s]+\)|#{1,3} \S)", re.M)
_FRONT = re.compile(r"\A\s*---[ \t]*\n((?:[^\n]*\n){0,60}?)---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^([A-Za-z_:.]{2,30}):[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.M)
_HEADING = re.compile(r"(#{1,6})\s+(\S.*)")
_RULE = re.compile(r"(?:[-*_=]\s?){3,}|`{3}.*|~{3}.*|\|?[-:| ]{3,}\|?")
_LINK = re.compile(r"\[([^\[\]]*)\]\(<?([^()\s]*)(?:\s\"[^\"]*\")?\)")
_ONLY_LINK = re.compile(r"(?:[-*+•▶☞]\s*)?\[[^\[\]]*\]\([^()\s]*\)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ITALIC = re.compile(r"([*_])([^*_].*)\1")
_BREAK = re.compile(r"<br\s?/?>|\\$", re.M | re.I)
_KEYS = {"title": "title", "date": "published", "published": "published", "url": "url", "source": "url",
         "publisher": "publisher", "site": "publisher"}  # fmt: skip


def looks_like(text: str, name: str | None = None) -> bool:
    """Whether this is Markdown: named so, or with an image, a link or a heading at the start of a line."""
    return bool((name and name.lower().endswith((".md", ".markdown"))) or _SIGN.search(text))


def read(text: str) -> Page:
    """The page of a Markdown text (already clean)."""
    front = _FRONT.match(text)
    fields = _fields(front[1]) if front else {}
    body = _BREAK.sub("\n", text[front.end() :] if front else text)
    lines: list[Line] = []
    for group in _split(body):
        for line in group:
            lines += _lines(line, lines[-1] if lines else None)
    return Page(lines=tuple(lines), **fields)


def _fields(front: str) -> dict[str, Any]:
    """What front matter says, under our names; unknown fields are other tools' business."""
    pairs = ((_KEYS.get(key.lower()), value) for key, value in _FIELD.findall(front))
    found: dict[str, Any] = {key: value for key, value in pairs if key and value}
    if not found.get("url", "http").startswith("http"):
        found["publisher"] = found.get("publisher", found.pop("url"))
    return found


def _split(body: str) -> list[list[Line]]:
    """Groups of raw lines; images, headings and rules never belong to a wrapped paragraph."""
    groups: list[list[str]] = []
    for group in paragraphs(body):
        groups.append([])
        for raw in group:
            line = raw.lstrip(">").strip() if raw.startswith(">") else raw
            if line.startswith("#") or "![" in line or _RULE.fullmatch(line):
                groups += [[line], []]
            elif line:
                groups[-1].append(line)
    return [lines_of([group for group in groups if group])]


def _lines(line: Line, before: Line | None) -> list[Line]:
    """What one line of Markdown holds: an empty list for a rule, several lines around images."""
    text = line.text
    if _RULE.fullmatch(text):
        return []
    if "![" in text:
        return _images(text)
    if heading := _HEADING.fullmatch(text):
        return [Line(text=reduce(heading[2].rstrip("# ")), kind="headline" if heading[1] == "#" else "subhead")]
    if before and before.kind == "caption" and (italic := _ITALIC.fullmatch(text)):
        return [Line(text=reduce(italic[2]), kind="caption", image=before.image)]
    return [Line(text=reduce(text), kind="boilerplate" if _ONLY_LINK.fullmatch(text) else None)]


def _images(text: str) -> list[Line]:
    """The captions on a line, and the words around them as lines of their own."""
    before, *pieces = text.split("![")
    lines = [_words(before.removesuffix("["))]
    for piece in pieces:
        alt, _, rest = piece.rpartition("](") if piece.count("](") == 1 else piece.partition("](")
        url, _, after = rest.partition(")")
        if not rest:
            lines.append(_words("![" + piece))
            continue
        lines.append(Line(text=reduce(alt), kind="caption", image=url.split(" ")[0].strip("<>") or None))
        lines.append(_words(re.sub(r"^\]\([^()\s]*\)", "", after)))
    return [line for line in lines if line.text or line.kind]


def _words(text: str) -> Line:
    return Line(text=reduce(text.strip()))


def reduce(text: str) -> str:
    """Inline marks reduced to their words; a single asterisk stays, it may be a footnote mark."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    for mark in ("**", "__"):
        if text.count(mark) > 1 and text.count(mark) % 2 == 0:
            text = text.replace(mark, "")
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return unescape(text) if "&" in text else text
