"""A ledger: opened, created, taken to a newer version, and its transactions."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select

from hoedam.errors import LedgerUnusable
from hoedam.ledger import address as at
from hoedam.ledger.tables import meta

HEAD = "0005"  # the newest version of the tables that this program knows
VERSION_TABLE = "alembic_version"


class Ledger:
    """One ledger, in a file or on a server; safe to share between threads.

    with Ledger.open("desk.sqlite", create=True) as ledger:
        …
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = at.shown(address)

    @classmethod
    def open(cls, address: str | None = None, *, create: bool = False, any_version: bool = False) -> "Ledger":
        """The ledger at an address (see `address.given`), made first where there is none and `create` is said.

        Raises LedgerUnusable where there is none, or where it is of an unknown version, or of an older one unless
        `any_version` is said (to take it to the newest).
        """
        where = at.given(address)
        if not create and "://" not in where and not Path(where).exists():
            raise LedgerUnusable(f"there is no ledger at {where}: make one with `hoedam add SOURCE…` or give --ledger.")
        ledger = cls(at.connect(where), where)
        try:
            ledger._ready(create=create, any_version=any_version)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def _ready(self, *, create: bool, any_version: bool) -> None:
        version = self.version()
        if version is None and create:
            self.upgrade()
        elif not (any_version and version and version <= HEAD):
            _check(version, self.address)

    @property
    def file(self) -> Path | None:
        """Its file; None where it is on a server."""
        return Path(self.engine.url.database or "") if self.engine.dialect.name == "sqlite" else None

    def version(self) -> str | None:
        """The version of its tables; None where it has none yet."""
        with self.read() as connection:
            if not inspect(connection).has_table(VERSION_TABLE):
                return None
            row = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}").first()
            return str(row[0]) if row else None

    def upgrade(self) -> None:
        """Take the tables to this program's version: all of it, or nothing."""
        from alembic import command
        from alembic.config import Config

        with self.write() as connection:
            new = not inspect(connection).has_table(VERSION_TABLE)  # another may have made it in the meantime
            config = Config()
            config.set_main_option("script_location", str(files("hoedam.ledger") / "migrations"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            if new:
                connection.execute(meta.insert(), [{"name": "created", "value": now()}])

    def setting(self, name: str) -> str | None:
        """What was set for this ledger under a name."""
        with self.read() as connection:
            return connection.scalar(select(meta.c.value).where(meta.c.name == name))

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state of the ledger."""
        return at.transaction(self.engine, self.address, write=False)

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that is committed at its end, or leaves nothing behind; one at a time."""
        return at.transaction(self.engine, self.address, write=True)

    def close(self) -> None:
        """Let go of its connections."""
        self.engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _check(version: str | None, where: str) -> None:
    if version is None:
        raise LedgerUnusable(f"{where} is no ledger yet: make one there with `hoedam ledger init`.")
    if version > HEAD:
        raise LedgerUnusable(
            f"{where} was written by a newer hoedam (tables {version}, this one knows {HEAD}): install that version."
        )
    if version < HEAD:
        raise LedgerUnusable(
            f"{where} has tables of version {version}: take it to {HEAD} with `hoedam ledger upgrade`."
        )


def now() -> str:
    """This moment in UTC, ISO 8601 to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
