"""The English sentences that the web application says, and which of them have no Korean."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from hoedam.web.words import messages

WEB = Path(__file__).parents[1] / "src" / "hoedam" / "web"
METHODS = [("**/templates/**.html", "jinja2.ext.babel_extract"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "trimmed": "true"}}


def sentences() -> Iterator[str]:
    """Every sentence, as it stands in the source."""
    for _, _, message, _, _ in extract_from_dir(str(WEB), METHODS, OPTIONS, KEYWORDS):
        yield message[0] if isinstance(message, tuple) else message


def missing() -> list[str]:
    """Those without a translation."""
    return sorted(set(sentences()) - set(messages()))
