"""Where a ledger is: a file (SQLite) or the address of a PostgreSQL database."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError

from hoedam.errors import LedgerBusy, LedgerUnusable, NotInLedger

DEFAULT = "hoedam.sqlite"
VARIABLE = "HOEDAM_LEDGER"

_SERVERS = ("postgresql", "postgres")
WAIT = 20  # seconds that a writer waits for another before it gives up
_WRITERS = 0x686F6564  # PostgreSQL's advisory lock of ledger writers: "hoed"
_BUSY = ("database is locked", "lock timeout", "could not serialize", "deadlock detected")
_TOO_LARGE = "no number in a ledger is that large: check it."
_FULL = ("disk is full", "No space left on device", "disk I/O error", "could not extend file")


def given(address: str | None) -> str:
    """The address that was given, else that of $HOEDAM_LEDGER, else a file in the current folder."""
    return address or os.environ.get(VARIABLE) or DEFAULT


def is_server(address: str) -> bool:
    """Whether an address is that of a database server, not a file."""
    return address.partition("://")[0].partition("+")[0] in _SERVERS


def shown(address: str) -> str:
    """The address for people: without a password."""
    return make_url(address).render_as_string(hide_password=True) if is_server(address) else address


def connect(address: str) -> Engine:
    """An engine for an address; nothing is opened yet. Raises LedgerUnusable for one that has no meaning."""
    if is_server(address):
        return _server(address)
    if "://" in address:
        raise LedgerUnusable(f"{address} is no ledger: give a file, or an address as postgresql://host/database.")
    path = Path(address)
    if path.is_dir():
        raise LedgerUnusable(f"{path} is a folder: give the name of a file in it.")
    if not path.absolute().parent.is_dir():
        raise LedgerUnusable(f"the folder {path.parent} does not exist: make it, or give another file.")
    return _file(path)


def _server(address: str) -> Engine:
    try:
        url = make_url(address).set(drivername="postgresql+pg8000")
    except (ArgumentError, ValueError) as error:
        raise LedgerUnusable("the ledger's address cannot be read: give it as postgresql://host/database.") from error
    # compiling a query takes longer than any of ours runs
    engine = create_engine(url, pool_pre_ping=True, connect_args={"startup_params": {"jit": "off"}})
    engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows in one round trip
    return engine


def _file(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT})
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    """Transactions are begun by `transaction`, not by the driver, which begins them too late."""
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "cache_size=-65536"):  # 64 MB
        connection.execute(f"PRAGMA {pragma}").close()


@contextmanager
def transaction(engine: Engine, where: str, *, write: bool) -> Iterator[Connection]:
    """One transaction, committed at the end or not at all; writers wait for each other.

    Raises LedgerBusy where another writer does not finish, LedgerUnusable where the database fails.
    """
    with _in_words(where), engine.connect() as connection:
        _begin(connection, write)
        try:
            yield connection
        except BaseException:
            _end(connection, "ROLLBACK")
            raise
        _end(connection, "COMMIT")


def _begin(connection: Connection, write: bool) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
    elif write:
        connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS})"))
    else:
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def _end(connection: Connection, how: str) -> None:
    """SQLite's transaction is ours to end; the driver ends PostgreSQL's."""
    if connection.dialect.name == "sqlite" and connection.connection.driver_connection.in_transaction:  # type: ignore[union-attr]
        connection.exec_driver_sql(how)
    if how == "COMMIT":
        connection.commit()
    else:
        connection.rollback()


@contextmanager
def _in_words(where: str) -> Iterator[None]:
    try:
        yield
    except OverflowError as error:
        if "SQLite" not in str(error):  # whose driver says so before it asks
            raise
        raise NotInLedger(_TOO_LARGE) from error
    except DBAPIError as error:
        raise explained(error, where) from error


def explained(error: DBAPIError, where: str) -> LedgerUnusable | LedgerBusy:
    """SQLAlchemy's error as a sentence."""
    original = error.orig or error
    return in_words(original, where, answers=not isinstance(error, (OperationalError, InterfaceError)))


def in_words(error: BaseException, where: str, *, answers: bool = True) -> LedgerUnusable | LedgerBusy:
    """A database's error as a sentence; `answers`: it was the database that refused, not the way to it."""
    said = _said(error)
    if any(sign in said for sign in _BUSY):
        return LedgerBusy(f"somebody else is writing to {where}; nothing was changed: try again in a moment.")
    if "out of range" in said:
        return NotInLedger(_TOO_LARGE)
    if any(sign in said for sign in _FULL):
        return LedgerUnusable(
            f"{where} cannot grow (the disk is full); nothing was changed: make room, then try again."
        )
    if "not a database" in said or "malformed" in said:
        return LedgerUnusable(f"{where} is not a ledger or is damaged: give another file, or restore a backup.")
    if "unable to open" in said:
        return LedgerUnusable(f"{where} cannot be opened: check that its folder exists and can be written to.")
    if "readonly" in said:
        return LedgerUnusable(f"{where} cannot be written to: check its permissions.")
    if "authentication" in said or "does not exist" in said:
        return LedgerUnusable(f"the database of {where} lets nobody in so ({said[:200]}): check the address.")
    if not answers or "Can't create a connection" in said:
        return LedgerUnusable(
            f"the database of {where} does not answer ({said[:200]}): check the address and the server."
        )
    return LedgerUnusable(f"the database of {where} refused ({said[:300]}).")


def _said(error: BaseException) -> str:
    """What the database said: PostgreSQL's driver hands over fields, of which M is the message."""
    fields = error.args[0] if error.args else None
    return " ".join(str(fields.get("M", fields) if isinstance(fields, dict) else error).split())
