"""Documents of a ledger read again by the engine of today: one transaction each, so that it can be stopped anywhere."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from hoedam.errors import HoedamError, LedgerUnusable
from hoedam.ledger import documents, ids
from hoedam.ledger.documents import Changes
from hoedam.ledger.intake import is_older
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document
from hoedam.model import Document
from hoedam.reader import Named, Reader
from hoedam.settings import Settings


@dataclass(frozen=True, slots=True)
class Reread:
    """What became of one document: what changed, or the error that says why it could not be read again."""

    document: int
    changes: Changes | None = None
    error: HoedamError | None = None


def chosen(ledger: Ledger, names: Iterable[str], *, every: bool = False) -> list[int]:
    """The numbers of these documents (`d12`), or of all; only those that another engine read, unless `every`.

    Raises DecisionInvalid for what names no document, LedgerUnusable for one that is not there.
    """
    wanted = [ids.parse_as(name, ids.DOCUMENT)[1] for name in names]
    with ledger.read() as connection:
        rows = list(connection.execute(select(document.c.id, document.c.engine).order_by(document.c.id)))
    engines = {row.id: row.engine for row in rows}
    if missing := [number for number in wanted if number not in engines]:
        raise LedgerUnusable(f"there is no document {ids.shown_document(missing[0])} in this ledger.")
    older = {engine: every or is_older(engine) for engine in set(engines.values())}
    return [number for number in wanted or engines if older[engines[number]]]


def reread(
    ledger: Ledger, numbers: Iterable[int], *, workers: int = 1, stop: Callable[[], bool] = lambda: False
) -> Iterator[Reread]:
    """Read these documents again, in their order; `stop` is asked between them.

    Raises LedgerUnusable or LedgerBusy where the ledger fails; what was done until then stands.
    """
    waiting: deque[int] = deque()
    failed: deque[Reread] = deque()

    def sources() -> Iterator[Named | Document]:
        for number in numbers:
            if stop():
                return
            try:
                source = again(ledger, number)
            except HoedamError as error:
                failed.append(Reread(number, error=error))
                continue
            waiting.append(number)
            yield source

    for outcome in Reader(Settings()).read_many(sources(), workers):
        yield from _drained(failed)
        number = waiting.popleft()
        if outcome.reading is None:
            yield Reread(number, error=outcome.error)
        else:
            yield Reread(number, documents.reread(ledger, number, outcome.reading))
        if stop():
            break
    yield from _drained(failed)


def again(ledger: Ledger, number: int) -> Named | Document:
    """What a document is read again from: its bytes with what was given of it, or else its text as it was read.

    Raises LedgerUnusable where the original is damaged or there is no such document.
    """
    with ledger.read() as connection:
        before = documents.machine_reading(connection, number).document
        data = documents.original_bytes(connection, number)
        said = connection.scalar(select(document.c.given).where(document.c.id == number))
    if data is None:
        return before
    given = json.loads(said) if said else {}
    published = given.pop("published", None)
    return Named(data, before.source, date.fromisoformat(published) if published else None, **given)


def _drained(failed: deque[Reread]) -> Iterator[Reread]:
    while failed:
        yield failed.popleft()
