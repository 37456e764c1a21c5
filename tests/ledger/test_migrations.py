"""The migrations make exactly the tables of tables.py, and the program knows the newest."""

from importlib.resources import files
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from hoedam.ledger import Ledger, store
from hoedam.ledger.tables import metadata

INDEX = "search_bigrams"  # each database has its own form of it


def test_the_newest_revision_is_known() -> None:
    config = Config()
    config.set_main_option("script_location", str(files("hoedam.ledger") / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [store.HEAD]


def test_migrations_give_the_tables(ledger: Ledger) -> None:
    def counts(thing: object, name: str | None, type_: str, reflected: bool, compare_to: object) -> bool:
        return INDEX not in (name or "")

    with ledger.read() as connection:
        options = {"compare_type": True, "include_object": counts}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def test_migrations_are_shipped() -> None:
    folder = Path(str(files("hoedam.ledger") / "migrations"))
    assert (folder / "env.py").is_file() and (folder / "versions" / "__init__.py").is_file()
