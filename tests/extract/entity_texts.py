"""Documents for the tests of entities: each line of the text a paragraph, unless it says otherwise."""

from tests.documents import document

from hoedam.extract.entities import Entities, Mention, read_entities
from hoedam.model import BlockKind


def read(text: str, first: BlockKind = "paragraph", home: str = "KOR") -> Entities:
    """The entities of such a document."""
    return read_entities(document(text, kinds={0: first}), home)


def words(text: str, found: Entities, *roles: str) -> list[str]:
    """The words of the mentions of these roles (all roles where none is named)."""
    return [text[m.start : m.end] for m in found.mentions if not roles or m.role in roles]


def names(found: Entities, mention: Mention) -> list[str]:
    """The names of the entities of a mention."""
    return [found.by_id(id).name for id in mention.entities]


def who(text: str, phrase: str, nth: int = 1, first: BlockKind = "paragraph") -> list[str]:
    """The names of the entities that the nth mention of exactly these words means; empty where there is none."""
    found = read(text, first)
    hits = [m for m in found.mentions if text[m.start : m.end] == phrase]
    return names(found, hits[nth - 1]) if len(hits) >= nth else []


def persons(text: str) -> list[tuple[str, str | None, str | None]]:
    """(name, country, office) of the persons, in the order of first mention."""
    return [(e.name, e.country, e.office) for e in read(text).entities if e.type == "person"]
