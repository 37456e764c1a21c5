"""The matters of a document while it is read: which of them a name means, and what was said of each."""

from collections.abc import Iterator
from itertools import islice

import msgspec

from hoedam.extract.matter_names import Named
from hoedam.extract.matter_rules import MatterKind, rules
from hoedam.model import Span, StatusEvent

_RECENT = 64  # how many matters back a name is compared


class Draft(msgspec.Struct):
    """A matter so far; `guesses` are states that count only where nothing else told one."""

    kind: MatterKind
    name: str
    mentions: list[Span] = msgspec.field(default_factory=list)
    status: list[StatusEvent] = msgspec.field(default_factory=list)
    guesses: list[StatusEvent] = msgspec.field(default_factory=list)
    aliases: set[str] = msgspec.field(default_factory=set)
    total: int | None = None
    _told: set[tuple[str, Span]] = msgspec.field(default_factory=set)

    def tell(self, event: StatusEvent, *, guess: bool = False) -> None:
        """Adds a state, once."""
        if (event.status, event.span) not in self._told:
            self._told.add((event.status, event.span))
            (self.guesses if guess else self.status).append(event)

    def take(self, name: str, span: Span) -> None:
        """Adds a mention; the fullest name stays."""
        self.mentions.append(span)
        if len(compact(name)) > len(compact(self.name)):
            self.name = name


class Register:
    """The drafts in order of first mention, found by how their names end."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._ending: dict[tuple[MatterKind, str], list[Draft]] = {}

    def find(self, named: Named) -> Draft | None:
        """The matter that a name means, an old one or a new one; None for a bare noun that means none."""
        old = self._old(named)
        if old is None and (not named.bare or named.head.alone):
            old = self.add(named.head.kind, named.name)
        if old is not None and named.alias and named.alias not in old.aliases:
            old.aliases.add(named.alias)
            self._index(old, named.alias)
        return old

    def add(self, kind: MatterKind, name: str) -> Draft:
        """A new matter."""
        draft = Draft(kind, name)
        self.drafts.append(draft)
        self._index(draft, name)
        return draft

    def agreement(self, name: str) -> Draft:
        """The agreement that a list names, an old one or a new one."""
        same = (d for d in self._recent("agreement", name) if _one(compact(d.name), compact(name)))
        return next(same, None) or self.add("agreement", name)

    def _index(self, draft: Draft, name: str) -> None:
        self._ending.setdefault((draft.kind, compact(name)[-2:]), []).append(draft)

    def _recent(self, kind: MatterKind, name: str) -> Iterator[Draft]:
        return islice(reversed(self._ending.get((kind, compact(name)[-2:]), [])), _RECENT)

    def _old(self, named: Named) -> Draft | None:
        same = list(self._recent(named.head.kind, named.word))
        if named.anaphor or (named.bare and not named.head.alone):
            if named.anew:
                return None
            return next((d for d in same if d.name.endswith(named.word) or named.word in d.aliases), None)
        name = compact(named.name)
        for draft in same:
            if compact(draft.name) == name or named.name in draft.aliases:
                return draft
        if named.bare and named.word in rules().table.documents:
            return None
        return next((draft for draft in same if _one(compact(draft.name), name)), None)


def compact(name: str) -> str:
    """Letters and digits only: what names are compared by."""
    return "".join(char for char in name if char.isalnum())


def _one(old: str, new: str) -> bool:
    """Whether two names mean one thing: the shorter closes the longer."""
    return old.endswith(new) or new.endswith(old)
