"""One thing by its number, what passed with a state, what is proposed, and what was done."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Query, Response

from hoedam.errors import SettingInvalid
from hoedam.ledger import followups, history
from hoedam.ledger.about import AboutDocument, AboutItem, AboutRecord, about
from hoedam.ledger.countries import code_of
from hoedam.ledger.documents import effective_reading
from hoedam.ledger.followups import Proposal
from hoedam.ledger.history import Entry
from hoedam.ledger.ids import DOCUMENT, RECORD, parse, parse_as, shown_document, shown_item, shown_record
from hoedam.ledger.relation import Event, timeline
from hoedam.ledger.rows import CommitmentRow, MatterRow, MeetingRow, NameRow, UtteranceRow
from hoedam.model import Reading
from hoedam.web.access import Reader
from hoedam.web.api.answers import Page, answer, gives, reading
from hoedam.web.api.asking import After, Filtered, Limit, number, only_known

router = reading("things")
_KNOWN = [Depends(only_known)]
# path → kinds of what a number names there, and the class of the answer
_THINGS: dict[str, tuple[tuple[str, ...], Any]] = {
    "documents": ((DOCUMENT,), AboutDocument),
    "records": ((RECORD,), AboutRecord),
    "utterances": (("statement",), AboutItem[UtteranceRow]),
    "commitments": (("commitment",), AboutItem[CommitmentRow]),
    "meetings": (("meeting",), AboutItem[MeetingRow]),
    "matters": (("agreement", "body", "project"), AboutItem[MatterRow]),
    "names": (("entity",), AboutItem[NameRow]),
}


@dataclass(frozen=True, slots=True)
class Timeline:
    """What passed with a state, the oldest first."""

    state: str
    total: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may follow up a commitment: the numbers of both as they are shown, and the proposal as the ledger has it."""

    commitment: str
    record: str
    document: str
    proposal: Proposal


def _add(path: str, kinds: tuple[str, ...], answered: Any) -> None:
    @router.get(
        f"/{path}/{{id}}", operation_id=f"show_{path}", summary=f"{path.title()}: one with all that the ledger knows of it",
        responses={200: {"description": "All of it.", **gives(answered)}}, dependencies=_KNOWN,
    )  # fmt: skip
    def show(visit: Reader, id: number(*kinds)) -> Response:  # type: ignore[valid-type]
        with visit.ledger.read() as connection:
            return answer(about(connection, *parse(id)))


for _path, (_kinds, _answered) in _THINGS.items():
    _add(_path, _kinds, _answered)


@router.get(
    "/documents/{id}/reading", operation_id="show_reading", summary="Documents: the reading of one, as it holds after review",
    responses={200: {"description": "As docs/reading.schema.json has it.", **gives(Reading)}}, dependencies=_KNOWN,
)  # fmt: skip
def reading_of(visit: Reader, id: number(DOCUMENT)) -> Response:  # type: ignore[valid-type]
    """Ids are the document's own, offsets code points of its text."""
    with visit.ledger.read() as connection:
        return answer(effective_reading(connection, parse_as(id, DOCUMENT)[1]))


@router.get(
    "/timeline/{with_state}", operation_id="timeline", summary="What passed with a state, day by day",
    responses={200: {"description": "All events with a date.", **gives(Timeline)}}, dependencies=_KNOWN,
)  # fmt: skip
def timeline_of(visit: Reader, with_state: str, filter: Filtered) -> Response:
    """The state by its code (KAZ) or a Korean or English name."""
    code = code_of(with_state)
    with visit.ledger.read() as connection:
        events = timeline(connection, code, filter)
    return answer(Timeline(code, len(events), tuple(events)))


@router.get(
    "/followups", operation_id="list_followups", summary="What may follow up commitments, and nobody has decided",
    responses={200: {"description": "Proposals, the likeliest first.", **gives(Page[Suggestion])}}, dependencies=_KNOWN,
)  # fmt: skip
def list_followups(
    visit: Reader,
    commitment: Annotated[str | None, Query(pattern="^c[1-9][0-9]{0,17}$", description="Of this one alone.")] = None,
    after: After = None,
    limit: Limit = 50,
) -> Response:
    """Confirmed and rejected ones stand with their commitment."""
    item = parse_as(commitment, "commitment")[1] if commitment else None
    with visit.ledger.read() as connection:
        found = followups.proposals(connection, item)
    left = [one for one in found if after is None or _key(one) > _from_key(after)]
    following = "{}|{}".format(*_key(left[limit - 1])) if len(left) > limit else None
    return answer(Page(tuple(map(_suggestion, left[:limit])), len(found), following))


def _key(proposal: Proposal) -> tuple[float, int]:
    return -proposal.score, proposal.id


def _from_key(after: str) -> tuple[float, int]:
    try:
        score, id = after.split("|")
        return float(score), int(id)
    except ValueError as error:
        raise SettingInvalid(f"“{after}” is not where a page ended: begin with the first page.") from error


def _suggestion(one: Proposal) -> Suggestion:
    return Suggestion(shown_item("commitment", one.item), shown_record(one.record), shown_document(one.document), one)


@router.get(
    "/history", operation_id="list_history", summary="What was done to the ledger, by whom and when, the newest first",
    responses={200: {"description": "Entries; `/history.jsonl` of the pages is all of it.", **gives(Page[Entry])}},
    dependencies=_KNOWN,
)  # fmt: skip
def list_history(
    visit: Reader, person: str = "", action: str = "", subject: str = "", after: After = None, limit: Limit = 50
) -> Response:
    """`subject` as `record:12` or `document:3`. Each entry carries the digest of the one before it."""
    wanted = {"person": person, "action": action, "subject": subject}
    before = _entry(after) if after is not None else None
    with visit.ledger.read() as connection:
        found = history.latest(connection, before=before, limit=limit + 1, **wanted)
        total = history.length(connection, **wanted)
    following = str(found[limit - 1].id) if len(found) > limit else None
    return answer(Page(tuple(found[:limit]), total, following))


def _entry(after: str) -> int:
    if not after.isdecimal() or len(after) > 18:
        raise SettingInvalid(f"“{after}” is not where a page ended: begin with the first page.")
    return int(after)
