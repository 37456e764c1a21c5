"""The API against its own description: schemathesis asks every operation, well and badly, over the bundled samples."""

from collections.abc import Iterator

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from hoedam.ledger import Ledger
from hoedam.web import Options, make
from hoedam.web.api.description import document

SCHEMA = schemathesis.openapi.from_dict(document())
HOST = "testserver"  # under which schemathesis asks
# no schema can say which names of states there are, where a page ended, or what the ledger's rules refuse: 400 and 422 say it
_LEFT_OUT = [positive_data_acceptance]


@pytest.fixture(scope="module")
def application(filled_file: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over a ledger of its own, which all operations share: what one writes, others read."""
    path = tmp_path_factory.mktemp("contract") / "ledger.sqlite"
    path.write_bytes(filled_file)
    with Ledger.open(str(path)) as ledger:
        yield make(ledger, Options(person="김데스크", hosts=(HOST,)))


@SCHEMA.parametrize()
@settings(
    max_examples=5, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None,
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip
def test_every_operation_keeps_to_its_description(case: schemathesis.Case, application: FastAPI) -> None:
    case.call_and_validate(app=application, headers={"sec-fetch-site": "none"}, excluded_checks=_LEFT_OUT)
