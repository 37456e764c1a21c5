"""Ledgers copied whole: to a backup file, from one, and between SQLite and PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from sqlalchemy import Connection, Table, func, inspect, select, text

from hoedam.errors import LedgerUnusable
from hoedam.ledger import address as at
from hoedam.ledger import search
from hoedam.ledger.batches import batches
from hoedam.ledger.store import Ledger
from hoedam.ledger.tables import attempt, document, metadata, record, session

_ROWS = 1000  # copied at once
_MADE_ANEW = frozenset({"search"})  # the two databases keep their index of words each in its own form
_SIGN = b"SQLite format 3\x00"

_PASSING = (session, attempt)  # of who is at work now, not of the ledger
TABLES: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if table.name not in _MADE_ANEW and table not in _PASSING
)


def backup(ledger: Ledger, path: Path) -> None:
    """Write the ledger as it stands to a SQLite file, which takes its place only when all of it is written.

    Raises LedgerUnusable for a file that is something else than a ledger, or the ledger itself.
    """
    _may_replace(path, ledger)
    with _draft(path) as draft:
        if ledger.file is not None:
            _copy_pages(ledger.file, draft)
            _close_file(draft)
        else:
            with Ledger.open(str(draft), create=True) as target:
                copy(ledger, target)


def restore(path: Path, address: str, *, replace: bool = False) -> None:
    """Make the ledger at an address what it was in a backup; an older backup is taken to today's version.

    With `replace`, though there is a ledger with documents, or a damaged one (which is kept as `….before`).
    Raises LedgerUnusable for a file that is no backup, and without `replace` where the ledger holds documents.
    """
    if not path.is_file() or not _is_sqlite(path):
        raise LedgerUnusable(f"{path} is no backup of a ledger: give a file that `hoedam ledger backup` wrote.")
    target = None if at.is_server(address) else Path(address)
    if target and target.exists() and path.samefile(target):
        raise LedgerUnusable(f"{path} is the ledger itself: give the backup.")
    there = target is None or (target.exists() and _takes_pages(address, replace=replace))
    with _draft(target or Path(gettempdir()) / path.name, keep=not there) as draft:
        _copy_pages(path, draft)
        with Ledger.open(str(draft), any_version=True) as source:
            source.upgrade()
            with source.write() as connection:
                _forget(connection)
            if target is None:
                with Ledger.open(address, create=True) as server:
                    _may_be_replaced(server, replace=replace)
                    copy(source, server, replace=True)
        if target and there:
            _copy_pages(draft, target)


def _takes_pages(address: str, *, replace: bool) -> bool:
    """Whether a ledger that is there can be overwritten page by page; one that is damaged is put aside."""
    try:
        with Ledger.open(address, create=True) as ledger:
            _may_be_replaced(ledger, replace=replace)
            return True
    except LedgerUnusable:
        if not replace:
            raise
    for end in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{address}{end}").replace(f"{address}.before{end}")
    return False


def _may_be_replaced(ledger: Ledger, *, replace: bool) -> None:
    with ledger.read() as connection:
        if not replace and connection.scalar(select(func.count()).select_from(document)):
            raise LedgerUnusable(f"{ledger.address} holds documents: give --replace to put the backup in its place.")


def copy_to(source: Ledger, address: str) -> Mapping[str, int]:
    """Copy a ledger to an address where there is none, or an empty one; rows by table.

    Raises LedgerUnusable where the target holds anything; then nothing was written.
    """
    if at.is_server(address) or Path(address).exists():
        with Ledger.open(address, create=True) as target:
            return copy(source, target)
    with _draft(Path(address)) as draft, Ledger.open(str(draft), create=True) as target:
        return copy(source, target)


def copy(source: Ledger, target: Ledger, *, replace: bool = False) -> Mapping[str, int]:
    """Copy every row in one transaction of the target; rows by table.

    Raises LedgerUnusable where the target is not empty (unless `replace`), or ends up with other counts of rows.
    """
    with source.read() as old, target.write() as new:
        if not replace and (full := [table.name for table in TABLES if table.name != "meta" and _count(new, table)]):
            raise LedgerUnusable(f"{target.address} is not empty (it has rows in {full[0]}): give an empty database.")
        _clear(new)
        for table in TABLES:
            _copy_rows(old, new, table)
        _set_counters(new, _counters(old))
        counts = {table.name: _count(old, table) for table in TABLES}
        for table in TABLES:
            if _count(new, table) != counts[table.name]:
                raise LedgerUnusable(f"not every row of {table.name} arrived; nothing was written: try again.")
        _index(new)
        if new.dialect.name == "postgresql":
            new.execute(text("ANALYZE"))  # so that it plans at once as for what it now holds
        return counts


def _clear(connection: Connection) -> None:
    """Empty every table, what is looked up by words first."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in (*TABLES, *_PASSING))
        connection.execute(text(f"TRUNCATE {names} CASCADE"))  # leaves no dead rows, as DELETE would
        return
    search.clear(connection)
    _forget(connection)
    for table in reversed(TABLES):
        if table is document:
            connection.execute(document.update().values(replaces=None))
        connection.execute(table.delete())


def _forget(connection: Connection) -> None:
    """End every session, so that none that was ended comes back to life."""
    for table in _PASSING:
        connection.execute(table.delete())


def _copy_rows(old: Connection, new: Connection, table: Table) -> None:
    chosen = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_ROWS)
    pieces = old.execute(chosen).partitions(_ROWS)
    if new.dialect.name == "postgresql":
        _stream_rows(new, table, pieces)
        return
    for some in pieces:
        new.execute(table.insert(), [dict(row._mapping) for row in some])


def _stream_rows(new: Connection, table: Table, pieces: Iterable[Sequence[Any]]) -> None:
    """By COPY: a tenth of the time of INSERT."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    statement = f'COPY "{table.name}" ({names}) FROM STDIN'
    cursor = new.connection.cursor()
    try:
        for some in pieces:
            lines = "".join("\t".join(map(_field, row)) + "\n" for row in some)
            cursor.execute(statement, stream=BytesIO(lines.encode()))  # type: ignore[call-arg]
    except new.dialect.loaded_dbapi.Error as error:
        raise at.in_words(error, f"the copy of {table.name}") from error


_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _field(value: Any) -> str:
    """A value in the text format of COPY."""
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value).translate(_ESCAPES)


def _index(connection: Connection) -> None:
    for some in batches(list(connection.scalars(select(record.c.id).where(record.c.live).order_by(record.c.id)))):
        search.index(connection, some)


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0


def _counted(table: Table) -> bool:
    """Whether the database counts up the numbers of its rows."""
    return table.autoincrement_column is not None


def _counters(connection: Connection) -> Mapping[str, int]:
    """The last number given in each table, even to a row that is no more."""
    given = {table.name: connection.scalar(select(func.max(table.c.id))) or 0 for table in TABLES if _counted(table)}
    if connection.dialect.name == "sqlite":
        if inspect(connection).has_table("sqlite_sequence"):
            rows = connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
            given |= {row.name: max(row.seq, given.get(row.name, 0)) for row in rows if row.name in given}
        return given
    for name in given:
        last = connection.scalar(text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}_id_seq"))
        given[name] = max(given[name], last or 0)
    return given


def _set_counters(connection: Connection, last: Mapping[str, int]) -> None:
    for name, number in last.items():
        if connection.dialect.name == "postgresql":
            values = {"name": f"{name}_id_seq", "number": max(number, 1), "called": number > 0}
            connection.execute(text("SELECT setval(CAST(:name AS regclass), :number, :called)"), values)
        elif inspect(connection).has_table("sqlite_sequence"):
            values = {"name": name, "number": number}
            connection.execute(text("UPDATE sqlite_sequence SET seq = :number WHERE name = :name"), values)


def _copy_pages(source: Path, target: Path) -> None:
    """SQLite's own online backup: one consistent state, whole or not at all."""
    try:
        with closing(_raw(source)) as old, closing(sqlite3.connect(target, timeout=at.WAIT)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise at.in_words(error, str(target)) from error


def _close_file(path: Path) -> None:
    """One file by itself, for any place: without the log beside it that several writers need."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE").close()


def _raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=at.WAIT)


@contextmanager
def _draft(path: Path, *, keep: bool = True) -> Iterator[Path]:
    """A file beside `path` that takes its name at the end, if it is to be kept, and is gone if anything fails."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    if not path.parent.is_dir():
        raise LedgerUnusable(f"the folder {path.parent} does not exist: make it, or give another file.")
    try:
        yield draft
        if keep:
            with draft.open("rb") as file:
                os.fsync(file.fileno())
            draft.replace(path)
    except OSError as error:
        raise LedgerUnusable(f"{path} cannot be written ({error.strerror}): check the folder.") from error
    finally:
        for end in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                Path(f"{draft}{end}").unlink(missing_ok=True)


def _may_replace(path: Path, ledger: Ledger) -> None:
    if path.is_dir():
        raise LedgerUnusable(f"{path} is a folder: give the name of a file in it.")
    if not path.exists():
        return
    if ledger.file is not None and path.samefile(ledger.file):
        raise LedgerUnusable(f"{path} is the ledger itself: give another file.")
    if path.stat().st_size and not _is_sqlite(path):
        raise LedgerUnusable(f"{path} is something else than a ledger: give another name, or move it away.")


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SIGN)) == _SIGN


def size(ledger: Ledger) -> int:
    """Bytes that the ledger takes on the disk."""
    if ledger.file is not None:
        beside = [ledger.file, *(Path(f"{ledger.file}{end}") for end in ("-wal", "-shm"))]
        return sum(path.stat().st_size for path in beside if path.exists())
    with ledger.read() as connection:
        answer: Any = connection.scalar(text("SELECT pg_database_size(current_database())"))
        return int(answer)
