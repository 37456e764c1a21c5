"""Readings as one file to send to a colleague: the page of a document with its evidence, styles inside, nothing asked of
any address, no script needed. Made of the same template parts as the page of a ledger's document; needs no server."""

import re
from typing import TextIO

from markupsafe import Markup

from hoedam.labels import Language
from hoedam.model import Reading
from hoedam.web.evidence import shown
from hoedam.web.rendering import environment, static_bytes

_STYLES = ("app.css", "pages/document.css", "pages/onefile.css")
_IMPORT = re.compile(r"@import[^;]*;")  # the fonts: 3 MB that a colleague's machine has its own for


class OneFile:
    """Writes readings into one page, each as it comes."""

    def __init__(self, file: TextIO, language: Language) -> None:
        self._file = file
        self._environment = environment(language)
        self._written = 0

    def write(self, reading: Reading) -> None:
        """Write one reading; the first names the page."""
        self._written += 1
        page = shown(reading, prefix=f"d{self._written}-")
        if self._written == 1:
            self._part("head", title=page.title, styles=_styles())
        self._part("section", shown=page)

    def close(self) -> None:
        """Write the end of the page."""
        self._part("foot")

    def _part(self, name: str, **context: object) -> None:
        self._file.write(self._environment.get_template(f"onefile/{name}.html").render(context) + "\n")


def _styles() -> Markup:
    """Our own style sheets, which hold nothing that would end a style element."""
    return Markup("\n".join(_IMPORT.sub("", static_bytes(name).decode()) for name in _STYLES))
