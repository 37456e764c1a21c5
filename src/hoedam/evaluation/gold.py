"""Gold files: what a careful reader writes down for a document, spans given by their text (docs/definitions.md).

A gold file NAME.yaml stands beside its text NAME.md or NAME.txt (article.md beside gold.yaml). Passages that look
like statements or commitments and are not stand in lists under `negative/`. A folder named `heldout` holds documents
set aside: it is read only where it is named itself.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from hoedam.errors import GoldInvalid, RulesInvalid
from hoedam.model import ActName, DocumentKind, EntityType, Form, IssueCode, MeetingKind, Strength
from hoedam.rules import loader

HELDOUT = "heldout"
NEGATIVE = "negative"


class GoldRecord(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every gold record is: strict about unknown fields."""


class GoldDocument(GoldRecord, frozen=True):
    """What the annotator was told of the document; `published` is given to the reader."""

    published: date
    kind: DocumentKind
    language: str = "ko"
    agency: str | None = None


class GoldEntity(GoldRecord, frozen=True):
    """An entity by its key in the file."""

    type: EntityType
    name: str = ""
    country: str | None = None
    office: str | None = None


class GoldMeeting(GoldRecord, frozen=True):
    """A meeting; participants are keys of entities."""

    kind: MeetingKind
    date: str | None
    participants: tuple[str, ...]
    place: str | None = None


class GoldAct(GoldRecord, frozen=True):
    """An act; `text` where the statement has several, `also` what else would be right."""

    act: ActName
    text: str | None = None
    sectors: tuple[str, ...] = ()
    courtesy: bool | None = None
    also: tuple[ActName, ...] = ()


class GoldStatement(GoldRecord, frozen=True):
    """A statement; `nth` which occurrence of the content's text is meant, `also_…` what else would be right."""

    id: str
    speakers: tuple[str, ...]
    form: Form
    content: tuple[str, ...]
    acts: tuple[GoldAct, ...]
    nth: int = 1
    certain: bool | None = None
    reply_to: str | None = None
    relayed_by: tuple[str, ...] = ()
    also_form: tuple[Form, ...] = ()
    also_speakers: tuple[tuple[str, ...], ...] = ()
    optional: bool = False


class GoldCommitment(GoldRecord, frozen=True):
    """A commitment or ask; `softened` is scored only where it is given."""

    strength: Strength
    owner: tuple[str, ...]
    text: str
    nth: int = 1
    softened: bool | None = None
    due: str | None = None
    condition: str | None = None
    also: tuple[Strength, ...] = ()
    also_owner: tuple[str, ...] | None = None
    optional: bool = False


class GoldMatter(GoldRecord, frozen=True):
    """An agreement, body or project, with the status that the document gives it."""

    name: str
    status: str
    date: str | None = None
    also: tuple[str, ...] = ()


class GoldTime(GoldRecord, frozen=True):
    """A time expression with its TIMEX3 value."""

    text: str
    value: str | None
    nth: int = 1


class GoldIssue(GoldRecord, frozen=True):
    """What must be said to be unsettled."""

    code: IssueCode
    statement: str | None = None


class Gold(GoldRecord, frozen=True):
    """One gold file."""

    document: GoldDocument
    entities: dict[str, GoldEntity]
    meetings: tuple[GoldMeeting, ...] = ()
    statements: tuple[GoldStatement, ...] = ()
    commitments: tuple[GoldCommitment, ...] = ()
    agreements: tuple[GoldMatter, ...] = ()
    bodies: tuple[GoldMatter, ...] = ()
    projects: tuple[GoldMatter, ...] = ()
    times: tuple[GoldTime, ...] = ()
    issues: tuple[GoldIssue, ...] = ()
    captions: int = 0


class Passage(GoldRecord, frozen=True):
    """A passage that may give no more than these many statements and commitments, and why."""

    id: str
    text: str
    published: date
    why: str
    statements: int = 0
    commitments: int = 0


def find_gold(paths: Iterable[Path]) -> list[Path]:
    """Gold files as given, and those of folders; a `heldout` folder inside a folder is left alone.

    Raises GoldInvalid for a path that is not there and a folder without gold.
    """
    found: list[Path] = []
    for path in paths:
        files = sorted(_inside(path)) if path.is_dir() else [path]
        if not files or not path.exists():
            raise GoldInvalid(f"{path}: no gold file there: give a YAML file or a folder of them.")
        found += files
    return list(dict.fromkeys(found))


def _inside(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.yaml") if HELDOUT not in path.relative_to(folder).parts)


def is_negative(path: Path) -> bool:
    """Whether a file is a list of passages rather than an annotated document."""
    return path.parent.name == NEGATIVE


def load_gold(path: Path) -> Gold:
    """One gold file. Raises GoldInvalid where a field is wrong or a record names one that is not there."""
    gold = load_as(path, Gold)
    _check_names(path, gold)
    return gold


def load_passages(path: Path) -> tuple[Passage, ...]:
    """One list of passages. Raises GoldInvalid where it is not exactly that."""
    return load_as(path, tuple[Passage, ...])


def text_file(path: Path) -> Path:
    """The text beside a gold file. Raises GoldInvalid where there is none."""
    stems = [path.stem, "article"] if path.stem == "gold" else [path.stem]
    for stem in stems:
        for suffix in (".md", ".txt"):
            beside = path.with_name(stem + suffix)
            if beside.is_file():
                return beside
    raise GoldInvalid(f"{path}: its text is missing: put {stems[-1]}.md or .txt beside it.")


def check_spans(path: Path, gold: Gold, text: str) -> None:
    """Raises GoldInvalid, naming file and record, where a text is not in the document as often as it is meant."""
    for record, piece, nth in _pieces(gold):
        if not piece or locate(text, piece, nth) is None:
            raise GoldInvalid(f"{path}: {record}: the document does not say {piece!r} {nth} times.")


def locate(text: str, piece: str, nth: int = 1) -> tuple[int, int] | None:
    """Where the nth occurrence of a piece stands; occurrences may overlap."""
    at = -1
    for _ in range(nth):
        at = text.find(piece, at + 1)
        if at < 0:
            return None
    return at, at + len(piece)


def digest(files: Iterable[Path]) -> str:
    """`sha256:` and the digest of gold files and their texts, each by its folder's and its own name."""
    named = {}
    for path in files:
        for part in [path] if is_negative(path) else [path, text_file(path)]:
            named["/".join(part.resolve().parts[-2:])] = part
    sha = sha256()
    for name, part in sorted(named.items()):
        sha.update(name.encode() + b"\0" + part.read_bytes() + b"\0")
    return "sha256:" + sha.hexdigest()


def _pieces(gold: Gold) -> Iterator[tuple[str, str, int]]:
    for statement in gold.statements:
        yield from ((f"statement {statement.id}", piece, statement.nth) for piece in statement.content)
        yield from ((f"act of {statement.id}", act.text, 1) for act in statement.acts if act.text is not None)
    for at, commitment in enumerate(gold.commitments, 1):
        yield f"commitment {at}", commitment.text, commitment.nth
        if commitment.condition is not None:
            yield f"condition of commitment {at}", commitment.condition, 1
    yield from ((f"time {time.text}", time.text, time.nth) for time in gold.times)


def _check_names(path: Path, gold: Gold) -> None:
    """Every id that a record names must be there."""
    ids = [statement.id for statement in gold.statements]
    if len(set(ids)) != len(ids):
        raise GoldInvalid(f"{path}: a statement id stands twice.")
    for record, names in _named(gold):
        missing = [name for name in names if name not in gold.entities]
        if missing:
            raise GoldInvalid(f"{path}: {record}: no entity {', '.join(missing)}.")
    for statement in gold.statements:
        if statement.reply_to is not None and statement.reply_to not in ids:
            raise GoldInvalid(f"{path}: statement {statement.id}: no statement {statement.reply_to} to reply to.")


def _named(gold: Gold) -> Iterator[tuple[str, tuple[str, ...]]]:
    for statement in gold.statements:
        for names in (statement.speakers, statement.relayed_by, *statement.also_speakers):
            yield f"statement {statement.id}", names
    for at, meeting in enumerate(gold.meetings, 1):
        yield f"meeting {at}", meeting.participants


class _PlainLoader(loader.StrictLoader):
    """YAML whose dates and numbers stay as written: a TIMEX3 value such as 2019 or 2019-04-01 is text."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":")[-1] in ("bool", "null", "merge")]
    for first, resolvers in loader.StrictLoader.yaml_implicit_resolvers.items()
}

T = TypeVar("T")


def load_as(path: Path, kind: type[T]) -> T:
    """A gold file as this type, dates and numbers as written. Raises GoldInvalid where it is not exactly that."""
    try:
        raw: Any = yaml.load(path.read_bytes(), Loader=_PlainLoader)  # noqa: S506  a safe loader with fewer types
        return msgspec.convert(raw, kind, strict=False)
    except OSError as error:
        raise GoldInvalid(f"{path}: cannot be read ({error.strerror}).") from error
    except (yaml.YAMLError, RulesInvalid, msgspec.ValidationError) as error:
        raise GoldInvalid(f"{path}: {error}") from error
