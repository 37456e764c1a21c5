"""Ledgers for tests: every test that takes `ledger` runs on SQLite and, where there is a server, on PostgreSQL.

`.ci/run` starts a server and names it in HOEDAM_TEST_POSTGRESQL; without one those tests are skipped, with this reason.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from hoedam.ledger import Ledger
from hoedam.ledger import address as at
from ledgers import fill

SERVER = "HOEDAM_TEST_POSTGRESQL"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty ledger may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "ledger.sqlite")
    return emptied_server()


def emptied_server() -> str:
    """The address of the PostgreSQL database for tests, emptied; skips the test where there is none."""
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"no PostgreSQL: set {SERVER} to the address of a database that may be emptied")
    server = _own(server)
    engine = at.connect(server)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server


@cache
def _own(server: str) -> str:
    """The database of this process: tests that run side by side each have one."""
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if not worker:
        return server
    own = f"{make_url(server).database}_{worker}"
    engine = create_engine(at.connect(server).url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {own}"))
        connection.execute(text(f"CREATE DATABASE {own}"))
    engine.dispose()
    return make_url(server).set(database=own).render_as_string(hide_password=False)


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger.open(address, create=True) as made:
        yield made


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with all samples, for the tests of a module that only ask; they must not take `ledger` too."""
    file = str(tmp_path_factory.mktemp("filled") / "ledger.sqlite")
    where = file if request.param == "sqlite" else emptied_server()
    with Ledger.open(where, create=True) as made:
        fill(made)
        yield made
