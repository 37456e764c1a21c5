"""Documents taken into a ledger: each once, whatever ends the work in between.

What is known is told from the digest of the bytes before anything is read, and every document is one transaction: a
run that was stopped is simply run again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import select

from hoedam.errors import HoedamError, LedgerBusy, LedgerUnusable
from hoedam.ledger import documents
from hoedam.ledger.pieces import Piece
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document
from hoedam.model import Engine, Reading
from hoedam.reader import Named, Reader
from hoedam.settings import Settings

_AT_ONCE = 50  # pieces that are looked up together
_BYTES = 8_000_000  # of them at most, so that large files do not pile up

_GIVEN = ("published", "title", "publisher", "agency")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one piece: `how` is new, version, known or failed; `document` its number, `reason` why it failed.

    A piece that stands twice among those that are taken together is known the second time, without a number.
    """

    label: str
    how: str
    document: int | None = None
    reason: str = ""


@dataclass
class Tally:
    """What became of the pieces: counts, why some failed, and how many known ones another engine read."""

    new: int = 0
    versions: int = 0
    known: int = 0
    older: int = 0
    failed: list[str] = field(default_factory=list)

    @property
    def done(self) -> int:
        """Pieces that need no further look."""
        return self.new + self.versions + self.known + len(self.failed)


class Intake:
    """Adds pieces to a ledger, reading those that it does not have.

    `stop` is asked between documents; `report` hears of every piece that is done with.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        workers: int = 1,
        stop: Callable[[], bool] = lambda: False,
        report: Callable[[Taken], None] = lambda taken: None,
    ) -> None:
        self.tally = Tally()
        self._ledger = ledger
        self._reader = Reader(Settings())
        self._workers = workers
        self._stop = stop
        self._report = report
        self._waiting: deque[Piece] = deque()  # being read, in their order
        self._pending: set[str] = set()  # their digests

    def take(self, pieces: Iterable[Piece]) -> Tally:
        """Add them all, or as many as there are before `stop` says so.

        Raises LedgerUnusable or LedgerBusy where the ledger fails; what was done until then stands, and is counted.
        """
        for outcome in self._reader.read_many(self._unread(pieces), self._workers):
            piece = self._waiting.popleft()
            self._pending.discard(piece.digest or "")
            if outcome.reading:
                self._add(piece, outcome.reading)
            else:
                self._fail(piece, outcome.error)
            if self._stop():
                break
        return self.tally

    def _unread(self, pieces: Iterable[Piece]) -> Iterator[Named]:
        """What must be read; all other pieces are dealt with on the way."""
        for some in _together(pieces):
            known = self._known(some)
            for piece in some:
                if self._stop():
                    return
                digest = piece.digest
                if digest in known or digest in self._pending:
                    self._note_known(piece, known.get(digest or ""))
                elif isinstance(piece.what, Named):
                    self._waiting.append(piece)
                    self._pending.add(digest or "")
                    yield piece.what
                elif isinstance(piece.what, Reading):
                    self._add(piece, piece.what)
                else:
                    self._fail(piece, piece.what)

    def _known(self, pieces: list[Piece]) -> Mapping[str, tuple[int, str]]:
        """Digest → number and engine (JSON) of those that the ledger has."""
        digests = {digest for piece in pieces if (digest := piece.digest)}
        chosen = select(document.c.digest, document.c.id, document.c.engine).where(document.c.digest.in_(digests))
        with self._ledger.read() as connection:
            return {digest: (number, engine) for digest, number, engine in connection.execute(chosen)}

    def _note_known(self, piece: Piece, found: tuple[int, str] | None) -> None:
        self.tally.known += 1
        self.tally.older += found is not None and is_older(found[1])
        self._report(Taken(piece.label, "known", found and found[0]))

    def _add(self, piece: Piece, reading: Reading) -> None:
        data = piece.what.data if isinstance(piece.what, Named) else None
        try:
            added = documents.add(self._ledger, reading, data=data, address=piece.address, given=given(piece))
        except (LedgerUnusable, LedgerBusy):
            raise
        except HoedamError as error:
            return self._fail(piece, error)
        match added.how:
            case "new":
                self.tally.new += 1
            case "version":
                self.tally.versions += 1
            case _:
                self.tally.known += 1
        return self._report(Taken(piece.label, added.how, added.id))

    def _fail(self, piece: Piece, error: HoedamError | None) -> None:
        reason = str(error)
        self.tally.failed.append(reason if piece.label in reason else f"{piece.label}: {reason}")
        self._report(Taken(piece.label, "failed", reason=reason))


def given(piece: Piece) -> dict[str, str]:
    """What the person who adds a piece says of it, as the ledger keeps it."""
    if not isinstance(piece.what, Named):
        return {}
    return {name: str(value) for name in _GIVEN if (value := getattr(piece.what, name)) is not None}


def is_older(engine: str) -> bool:
    """Whether an engine (JSON of model.Engine) is not the one that reads here."""
    return msgspec.json.decode(engine, type=Engine) != current_engine()


def current_engine() -> Engine:
    """What makes readings here."""
    from hoedam.extract.pipeline import engine  # the analyser's package comes with it

    return engine()


def _together(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces in groups that are looked up at once."""
    some: list[Piece] = []
    size = 0
    for piece in pieces:
        some.append(piece)
        size += len(piece.what.data) if isinstance(piece.what, Named) else 0
        if len(some) >= _AT_ONCE or size >= _BYTES:
            yield some
            some, size = [], 0
    if some:
        yield some
