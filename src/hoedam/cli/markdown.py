"""A reading as a dossier page in Markdown: the same sections as on the screen, nothing cut."""

import re

from hoedam.cli.views import Section, View
from hoedam.labels import Labels
from hoedam.model import Reading

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#~])")


def dossier(reading: Reading, labels: Labels) -> str:
    """One page: title, what the document is, and a table per section."""
    view = View(reading, labels)
    sections = view.sections()
    parts = [f"# {_plain(view.title)}", _plain(view.subtitle), *map(_section, sections)]
    if not sections:
        parts.append(labels("heading", "nothing"))
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    lines = [section.columns, tuple("---" for _ in section.columns), *section.rows]
    table = ["| " + " | ".join(cell if cell == "---" else _plain(cell) for cell in line) + " |" for line in lines]
    return f"## {section.heading}\n\n" + "\n".join(table)


def _plain(text: str) -> str:
    """Words that Markdown leaves as they are."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
