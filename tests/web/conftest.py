"""The application over a ledger of the bundled samples, asked without a network; `tests/web/browser` has a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger
from hoedam.web import Options, make
from ledgers import copied, fill, in_one_file

HOST = "http://localhost"


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a ledger with all samples."""
    path = tmp_path_factory.mktemp("filled") / "ledger.sqlite"
    with Ledger.open(str(path), create=True) as made:
        fill(made)
        return in_one_file(made)


@pytest.fixture
def ledger(filled_file: bytes, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of its own with all samples."""
    with copied(filled_file, tmp_path) as opened:
        yield opened


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    """What asks the application over it, as one person without users: 김데스크. English, as sent from the same site."""
    app = make(ledger, Options(person="김데스크"))
    return TestClient(app, base_url=HOST, headers={"sec-fetch-site": "same-origin", "accept-language": "en"})
