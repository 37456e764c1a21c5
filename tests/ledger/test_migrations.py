"""The migrations make exactly the tables of tables.py, and the program knows the newest."""

from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hoedam.errors import LedgerUnusable
from hoedam.ledger import Ledger, accounts, documents, history, store
from hoedam.ledger import address as at
from hoedam.ledger.queue import queue, waiting
from hoedam.ledger.tables import metadata
from ledgers import sample

INDEX = "search_bigrams"  # each database has its own form of it


def test_the_newest_revision_is_known() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("hoedam.ledger") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [store.HEAD]


@pytest.mark.filterwarnings("ignore:autogenerate skipping")  # indexes that only PostgreSQL has
def test_migrations_give_the_tables(ledger: Ledger) -> None:
    def counts(thing: object, name: str | None, type_: str, reflected: bool, compare_to: object) -> bool:
        return INDEX not in (name or "")

    with ledger.read() as connection:
        options = {"compare_type": True, "include_object": counts}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_a_ledger_of_the_first_version_is_taken_up(address: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("hoedam.ledger") / "migrations"))
    engine = at.connect(address)
    with at.transaction(engine, address, write=True) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        history.append(connection, "Kim", "setting", "ledger", {"name": "self_sign_off", "after": "yes"})
    engine.dispose()
    with pytest.raises(LedgerUnusable, match="has tables of version 0001"):
        Ledger.open(address)
    with Ledger.open(address, any_version=True) as ledger:
        ledger.upgrade()
        assert ledger.version() == store.HEAD
        accounts.add_user(ledger, "Kim", "네 낱말은 서로 무관하다", "admin", "Kim")
        documents.add(ledger, sample("2022-readout"))
        with ledger.read() as connection:
            assert [entry.action for entry in history.entries(connection)] == ["setting", "user_add", "add"]
            assert history.broken(connection) is None
            assert queue(connection, limit=1) and waiting(connection)


def test_migrations_are_shipped() -> None:
    folder = Path(str(files("hoedam.ledger") / "migrations"))
    assert (folder / "env.py").is_file() and (folder / "versions" / "__init__.py").is_file()
