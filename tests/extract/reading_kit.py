"""What tests of extractors need: the context of a text of their own."""

from datetime import date

from tests.documents import document

from hoedam.extract.context import Context
from hoedam.extract.pipeline import look
from hoedam.settings import Settings

PUBLISHED = date(2021, 6, 20)


def context_of(*lines: str, published: date = PUBLISHED) -> Context:
    """The context of a story of these lines, one paragraph each."""
    return look(document("\n".join(lines), published.isoformat()), Settings())
