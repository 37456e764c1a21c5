"""`hoedam mcp` as an assistant's program meets it: a process of its own, asked over its standard input and output."""

import asyncio
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from hoedam.cli.main import main
from hoedam.ledger import Ledger
from ledgers import fill, sample, sample_names

mcp = pytest.importorskip("mcp")
TEXTS = {sample(name).document.id: sample(name).document.text for name in sample_names()}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with all samples."""
    made = tmp_path_factory.mktemp("assistant") / "ledger.sqlite"
    with Ledger.open(str(made), create=True) as ledger:
        fill(ledger)
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return made


def ask(path: Path, *calls: tuple[str, dict[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The tools of the server over a ledger, and its answers to some calls."""
    program = "import sys; from hoedam.cli.main import main; sys.argv[0] = 'hoedam'; main()"
    server = mcp.StdioServerParameters(command=sys.executable, args=["-c", program, "mcp", "--ledger", str(path)],
                                       env=dict(os.environ))  # fmt: skip

    async def talk() -> tuple[list[Any], list[Any]]:
        async with mcp.Client(server, read_timeout_seconds=120) as client:
            tools = (await client.list_tools()).tools
            return tools, [await client.call_tool(name, given) for name, given in calls]

    return asyncio.run(talk())


def places(value: Any) -> Iterator[dict[str, Any]]:
    """All places in an answer."""
    if isinstance(value, dict):
        if {"digest", "start", "end", "words"} <= value.keys():
            yield value
        for one in value.values():
            yield from places(one)
    elif isinstance(value, list):
        for one in value:
            yield from places(one)


def test_an_assistant_reads_the_ledger(path: Path) -> None:
    before = sha256(path.read_bytes()).digest()
    tools, answers = ask(
        path,
        ("search", {"words": "무역관", "most": 3}),
        ("commitments", {"owner": "KOR", "most": 5}),
        ("dossier", {"state": "조지아", "most": 2}),
        ("document", {"number": "d1"}),
        ("document", {"number": "d1", "start": 10, "most": 20}),
        ("document", {"number": "d999"}),
        ("commitments", {"status": "forgotten"}),
    )
    assert {tool.name for tool in tools} == {"search", "commitments", "dossier", "document"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    search, commitments, dossier, document, part, missing, refused = answers
    found = search.structured_content
    assert found["total"] > 3 and len(found["rows"]) == 3 and f"{found['total']} hits; 3 are shown" in found["said"]
    assert all(row["id"] and row["place"]["document"] for row in found["rows"])
    owed = commitments.structured_content
    assert all("KOR" in row["owner"] for row in owed["rows"]) and owed["total"] >= len(owed["rows"]) > 0
    assert dossier.structured_content["state"] == "GEO" and dossier.structured_content["meetings"]["rows"]
    assert document.structured_content["words"] == TEXTS[document.structured_content["digest"]]
    assert "10 to 30 is shown" in part.structured_content["said"]
    for answer in (search, commitments, dossier, document, part):
        stood = list(places(answer.structured_content))
        assert stood and all(TEXTS[one["digest"]][one["start"] : one["end"]] == one["words"] for one in stood)
    assert missing.is_error and "there is no d999" in missing.content[0].text
    assert refused.is_error and "choose among open" in refused.content[0].text
    assert sha256(path.read_bytes()).digest() == before


def test_without_the_extra_it_says_how_to_have_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in sys.modules if one.split(".")[0] == "mcp"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "mcp", None)
    result = CliRunner().invoke(main, ["mcp", "--ledger", str(path)],
                                       env=dict(os.environ))  # fmt: skip
    assert result.exit_code == 1 and 'pip install "hoedam[mcp]"' in result.output
