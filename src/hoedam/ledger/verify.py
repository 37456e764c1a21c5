"""Is everything in a ledger true? Every span, every original, every state and the chain of its history."""

import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select, text

from hoedam.errors import HoedamError
from hoedam.ledger import documents, history, ids, proof
from hoedam.ledger.records import main_span
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import document, original, record


def faults(ledger: Ledger, heard: Callable[[str], None] = lambda what: None) -> Iterator[str]:
    """What is wrong, in the order of the checks; `heard` is told what is being checked."""
    checks: dict[str, Callable[[Connection], Iterator[str]]] = {
        "the database": _database,
        "the history": _history,
        "the originals": _originals,
        "the documents": _documents,
        "what persons said": proof.disagreements,
    }
    for name, check in checks.items():
        heard(name)
        with ledger.read() as connection:
            yield from check(connection)


def _database(connection: Connection) -> Iterator[str]:
    """SQLite's own checks; PostgreSQL holds its keys by itself."""
    if connection.dialect.name != "sqlite":
        return
    for (said,) in connection.execute(text("PRAGMA integrity_check(1)")):
        if said != "ok":
            yield f"the file is damaged: {said}"
    for table, row, parent, _ in connection.execute(text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} points to a row of {parent} that is not there"


def _history(connection: Connection) -> Iterator[str]:
    if said := history.broken(connection):
        yield said


def _originals(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(original).execution_options(yield_per=20)):
        try:
            data = zlib.decompress(row.packed)
        except zlib.error:
            yield f"the original {row.digest} cannot be unpacked"
            continue
        if "sha256:" + sha256(data).hexdigest() != row.digest or len(data) != row.size:
            yield f"the original {row.digest} is not what was added"


def _documents(connection: Connection) -> Iterator[str]:
    """Every span is true, and what lists show of a record is what its reading says."""
    for row in list(connection.execute(select(document.c.id, document.c.digest).order_by(document.c.id))):
        name = f"document {ids.shown_document(row.id)}"
        try:
            reading = documents.effective_reading(connection, row.id)
            reading.check_spans()
            documents.machine_reading(connection, row.id).check_spans()
        except (HoedamError, msgspec.DecodeError, zlib.error) as error:
            yield f"{name}: {error}"
            continue
        if reading.document.id != row.digest:
            yield f"{name} holds the reading of another document"
        yield from _records(connection, row.id, reading.document.text)


def _records(connection: Connection, number: int, words: str) -> Iterator[str]:
    for row in connection.execute(select(record).where(record.c.document == number).order_by(record.c.id)):
        span = main_span(documents.effective(row))
        name = f"record {ids.shown_record(row.id)}"
        if (row.start, row.end) != ((span.start, span.end) if span else (None, None)):
            yield f"{name} stands elsewhere in its document than its row says"
        if span and words[span.start : span.end] != span.text:
            yield f"{name}: its words are not the document's"
        if row.live and row.sighting and row.item is None:
            yield f"{name} counts, but belongs to no item"
