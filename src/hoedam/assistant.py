"""The ledger for an assistant on the same machine: a read-only server of the Model Context Protocol over standard input and output.

Four tools, each an answer of plain values: how many there are and how many are shown in a sentence, then rows with their number and
the place of their words (digest of the document, start, end in code points, the exact words). Nothing is written, nothing
is asked of any host. Needs the package `mcp`, which is an extra.
"""

from collections.abc import Callable, Sequence
from functools import cache, wraps
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from pydantic import Field

from hoedam import __version__
from hoedam.errors import HoedamError, SettingInvalid
from hoedam.ledger import Ledger, queries
from hoedam.ledger.about import AboutDocument, about_document
from hoedam.ledger.countries import code_of
from hoedam.ledger.documents import machine_reading
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import DOCUMENT, parse_as
from hoedam.ledger.relation import timeline

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from sqlalchemy import Connection

_INSTRUCTIONS = (
    "A ledger of what Korean coverage reports of meetings between states. Every row has the exact Korean words it rests on and where "
    "they stand: quote these, with the number of the row. `state` machine means that nobody has checked it. What a tool does not "
    "show, its first sentence says."
)
Most = Annotated[int, Field(ge=1, le=100, description="Rows at most.")]
State = Annotated[str, Field(description="A state: ISO 3166-1 alpha-3, or its Korean or English name; empty for all.")]
Words = Annotated[str, Field(description="A search: a space is AND, “…” a phrase, a minus sign leaves out.")]
Day = Annotated[str, Field(description="2021, 2021-08 or 2021-08-17; empty for any.")]
Answer = dict[str, Any]


class Tools:
    """What an assistant may ask of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def search(self, words: Words, state: State = "", since: Day = "", until: Day = "", most: Most = 20) -> Answer:
        """Find words in statements, commitments, meetings, agreements, bodies and projects; what is most about them first."""
        return self._list("hits", Filter.of(words=words, country=state, since=since, until=until), most)

    def commitments(
        self,
        state: State = "",
        owner: State = "",
        status: Annotated[str, Field(description="open, under_way, done, stalled, lapsed or no_evidence.")] = "",
        overdue: Annotated[bool, Field(description="Only those past their last day.")] = False,
        words: Words = "",
        since: Day = "",
        until: Day = "",
        most: Most = 20,
    ) -> Answer:
        """Commitments and asks: who owes (`owner`) what to whom, until when, and what became of it; the newest first."""
        said = {"owner": owner, "status": status, "overdue": overdue, "words": words, "since": since, "until": until}
        return self._list("commitments", Filter.of(country=state, **said), most)

    def dossier(self, state: State, most: Most = 20) -> Answer:
        """What passed with a state: meetings, commitments, agreements, bodies and projects, and all of it day by day."""
        filter = Filter.of(country=code_of(state))
        with self._ledger.read() as connection:
            parts = {which: _some(connection, which, filter, most) for which in ("meetings", "commitments", "matters")}
            events = timeline(connection, filter.country[0])
            newest = _exact(connection, events[-most:])
        said = _shown(len(newest), len(events), "events of the timeline, the newest")
        return {"state": filter.country[0], **parts, "timeline": {"said": said, "total": len(events), "rows": newest}}

    def document(
        self,
        number: Annotated[str, Field(description="As rows show it: d3.")],
        start: Annotated[int, Field(ge=0, description="First code point of the text to show.")] = 0,
        most: Annotated[int, Field(ge=1, le=20_000, description="Code points at most.")] = 6000,
    ) -> Answer:
        """The text of a document from a place on, and the statements and commitments that stand in what is shown."""
        with self._ledger.read() as connection:
            found = about_document(connection, parse_as(number, DOCUMENT)[1])
        return _document(found, start, most)

    def _list(self, which: str, filter: Filter, most: int) -> Answer:
        with self._ledger.read() as connection:
            return _some(connection, which, filter, most)


def _some(connection: "Connection", which: str, filter: Filter, most: int) -> Answer:
    total = queries.count(connection, which, filter)
    order: queries.Order = "relevance" if filter.words else "newest"
    rows = queries.page(connection, which, filter, limit=most, order=order).rows
    return {"said": _shown(len(rows), total, which), "total": total, "rows": _exact(connection, rows)}


def _exact(connection: "Connection", rows: Sequence[Any]) -> list[Any]:
    """Rows as plain values; the words of every place are those that stand there, not a list's shorter ones."""
    text = cache(lambda number: machine_reading(connection, parse_as(number, DOCUMENT)[1]).document.text)

    def exact(value: Any) -> Any:
        if isinstance(value, dict):
            found = {name: exact(one) for name, one in value.items()}
            if "digest" in found and found.get("start") is not None:
                found["words"] = text(found["document"])[found["start"] : found["end"]]
            return found
        return [exact(one) for one in value] if isinstance(value, list | tuple) else value

    return [exact(msgspec.to_builtins(row)) for row in rows]


def _shown(shown: int, total: int, what: str) -> str:
    rest = "all are shown." if shown == total else f"{shown} are shown: narrow it down, or ask for more (most)."
    return f"{total} {what}; {rest}"


def _document(found: AboutDocument, start: int, most: int) -> Answer:
    document = found.reading.document
    end = min(len(document.text), start + most)
    if start >= len(document.text):
        raise SettingInvalid(f"{found.id} has {len(document.text)} code points: give a start before its end.")
    rest = "all is shown." if (start, end) == (0, len(document.text)) else f"{start} to {end} is shown."
    reading = found.reading
    return {
        "said": f"{len(document.text)} code points; {rest}",
        "number": found.id, "digest": document.id, "start": start, "end": end, "words": document.text[start:end],
        "title": document.title, "publisher": document.publisher or document.agency, "published": document.published,
        "kind": document.kind, "address": found.address,
        "statements": [msgspec.to_builtins(one) for one in reading.statements if start <= one.content[0].start < end],
        "commitments": [msgspec.to_builtins(one) for one in reading.commitments if start <= one.content.start < end],
        "names": {one.id: one.name for one in reading.entities},
    }  # fmt: skip


def server(ledger: Ledger) -> "MCPServer[Any]":
    """The server over an open ledger. Raises SettingInvalid where the extra is not installed."""
    try:
        from mcp.server.mcpserver import MCPServer
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise SettingInvalid(
            'the package mcp is not installed: install it with `pip install "hoedam[mcp]"`.'
        ) from error
    made: MCPServer[Any] = MCPServer("hoedam", version=__version__, instructions=_INSTRUCTIONS, log_level="WARNING")
    tools = Tools(ledger)
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for tool in (tools.search, tools.commitments, tools.dossier, tools.document):
        made.add_tool(_in_words(tool), annotations=reads)
    return made


def _in_words(tool: Callable[..., Answer]) -> Callable[..., Answer]:
    """The same, whose refusals reach the assistant as their sentence."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def told(*args: Any, **given: Any) -> Answer:
        try:
            return tool(*args, **given)
        except HoedamError as error:
            raise ToolError(str(error)) from error

    return told
