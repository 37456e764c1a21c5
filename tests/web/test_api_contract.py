"""The API against its own description: schemathesis asks every operation, well and badly, over the bundled samples."""

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from hoedam.web import Options, make
from hoedam.web.api.description import document
from ledgers import copied

# made by one loop of one shape: the edges of every parameter are tried of one list, of all others examples
_ALIKE = r"^/api/v1/(utterances|commitments|meetings|matters|names|search)(\.jsonl|/facets/\{name\})?$|facets|jsonl"
SCHEMA = schemathesis.openapi.from_dict(document())
HOST = "testserver"  # under which schemathesis asks
# no schema can say which names of states there are, where a page ended, or what the ledger's rules refuse: 400 and 422 say it
_LEFT_OUT = [positive_data_acceptance]


@pytest.fixture(scope="module")
def application(filled_file: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over a ledger of its own, which all operations share: what one writes, others read."""
    with copied(filled_file, tmp_path_factory.mktemp("contract")) as ledger:
        yield make(ledger, Options(person="김데스크", hosts=(HOST,)))


HOW = settings(max_examples=4, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@SCHEMA.exclude(path_regex=_ALIKE).parametrize()
@settings(HOW, phases=[Phase.explicit, Phase.generate])
def test_every_operation_keeps_to_its_description(case: schemathesis.Case, application: FastAPI) -> None:
    _ask(case, application)


@SCHEMA.include(path_regex=_ALIKE).parametrize()
@settings(HOW, phases=[Phase.generate])
def test_so_do_those_that_are_alike(case: schemathesis.Case, application: FastAPI) -> None:
    _ask(case, application)


def _ask(case: schemathesis.Case, application: FastAPI) -> None:
    case.call_and_validate(app=application, headers={"sec-fetch-site": "none"}, excluded_checks=_LEFT_OUT)


READS = [path for path, methods in document()["paths"].items() if "get" in methods and not path.endswith(".jsonl")]
_OF = {"records": "statements", "documents": "documents"}  # where a number of it stands in a list


@pytest.mark.parametrize("path", READS)
def test_what_there_is_comes_as_described(application: FastAPI, path: str) -> None:
    """Real numbers, which nobody guesses: every answer fits the schema of its operation."""
    client = TestClient(application, base_url=f"http://{HOST}")
    one = document()["paths"][path]["get"]
    schema = one["responses"]["200"]["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator({**schema, "components": document()["components"]})
    for address in addresses(client, path, one):
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        validator.validate(answer.json())


def addresses(client: TestClient, path: str, one: dict[str, Any]) -> Iterator[str]:
    """The path with numbers, names and a state that the ledger has."""
    if "{id}" in path:
        which = path.split("/")[3]
        rows = client.get(f"/api/v1/{_OF.get(which, which)}?limit=40").json()["rows"]
        assert rows
        yield from (path.replace("{id}", row["id"]) for row in rows[::4])
    elif "{name}" in path:
        names = next(given["schema"]["enum"] for given in one["parameters"] if given["name"] == "name")
        yield from (path.replace("{name}", name) for name in names)
    else:
        yield path.replace("{with_state}", "GEO") + ("?words=협력" if path.endswith("search") else "")
