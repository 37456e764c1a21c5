"""hoedam reads Korean coverage of meetings between states into evidence-linked records.

    import hoedam

    reading = hoedam.read("story.md", published="2021-08-17")
    for statement in reading.statements:
        print(statement.speakers, [act.act for act in statement.acts], statement.content[0].text)

Nothing heavy is loaded by the import: the analyser comes with the first reading.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hoedam.errors import HoedamError
    from hoedam.ledger import Ledger
    from hoedam.model import Document, Reading
    from hoedam.reader import Reader, read
    from hoedam.settings import Settings

__version__ = "0.1.0"
__all__ = ["Document", "HoedamError", "Ledger", "Reader", "Reading", "Settings", "read"]

_HOMES = {
    "Document": "hoedam.model",
    "HoedamError": "hoedam.errors",
    "Ledger": "hoedam.ledger",
    "Reader": "hoedam.reader",
    "Reading": "hoedam.model",
    "Settings": "hoedam.settings",
    "read": "hoedam.reader",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
