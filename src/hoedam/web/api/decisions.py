"""What a person says through the API: of records, of what is one thing, of what became of commitments, of follow-ups."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Path, Response

from hoedam.errors import NotInLedger
from hoedam.ledger import followups, merges, review, tracking
from hoedam.ledger.ids import DOCUMENT, LETTERS, RECORD, parse, parse_as, shown_item, shown_record
from hoedam.ledger.merges import Merged
from hoedam.ledger.review import Decision
from hoedam.web.access import Approver, Coder, Reviewer
from hoedam.web.api import PREFIX, asking
from hoedam.web.api.answers import answer, gives, writing
from hoedam.web.api.asking import number

router = writing("decisions")
Record = number(RECORD)
Commitment = number("commitment")
Document = number(DOCUMENT)
Item = number(*LETTERS)
Entry = Annotated[int, Path(ge=1, lt=2**63, description="Its number in the history.")]
Proposal = Annotated[int, Path(ge=1, lt=2**63, description="`id` of the proposal.")]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it was taken; `referring` are the numbers of records that speak of this one."""

    id: str
    referring: tuple[str, ...]
    decision: Decision


@dataclass(frozen=True, slots=True)
class Joined:
    """The entry of the history that says what is one thing, and the numbers under which its records stand since."""

    entry: int
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """The entry of the history that says so; null where nothing was to be said."""

    entry: int | None


_DECIDED: dict[int | str, Any] = {200: {"description": "What the decision made of it.", **gives(Decided)}}
_ADDED: dict[int | str, Any] = {201: {"description": "It was added; `Location` is its address.", **gives(Decided)}}
_JOINED: dict[int | str, Any] = {200: {"description": "How they stand since.", **gives(Joined)}}
_NOTED: dict[int | str, Any] = {200: {"description": "It was written down.", **gives(Noted)}}


def _record(id: str, decide: Callable[[int], Decision]) -> Response:
    done = decide(parse_as(id, RECORD)[1])
    return answer(Decided(id, tuple(map(shown_record, done.referring)), done))


@router.post(
    "/records/{id}/accept", operation_id="accept", summary="Records: confirm one as it stands", responses=_DECIDED
)
def accept(visit: Coder, id: Record, body: asking.Decide) -> Response:  # type: ignore[valid-type]
    """One that was rejected counts again."""
    return _record(id, lambda one: review.accept(visit.ledger, one, visit.person, body.revision, body.why))


@router.post(
    "/records/{id}/correct", operation_id="correct", summary="Records: change fields of one", responses=_DECIDED
)
def correct(visit: Coder, id: Record, body: asking.Correct) -> Response:  # type: ignore[valid-type]
    """Fields in the model's own JSON form (docs/definitions.md); other records of the document by their ids there."""
    return _record(
        id, lambda one: review.correct(visit.ledger, one, body.changes, visit.person, body.why, body.revision)
    )


@router.post("/records/{id}/reject", operation_id="reject", summary="Records: say that one is none", responses=_DECIDED)
def reject(visit: Coder, id: Record, body: asking.Decide) -> Response:  # type: ignore[valid-type]
    """It no longer counts, and other records no longer speak of it."""
    return _record(id, lambda one: review.reject(visit.ledger, one, visit.person, body.why, body.revision))


@router.post(
    "/records/{id}/undo", operation_id="undo", summary="Records: take back the last decision", responses=_DECIDED
)
def undo(visit: Coder, id: Record, body: asking.Decide) -> Response:  # type: ignore[valid-type]
    """A signature only by who may sign."""
    signs = visit.may("approver")
    return _record(id, lambda one: review.undo(visit.ledger, one, visit.person, body.why, body.revision, signs=signs))


@router.post(
    "/records/{id}/sign-off", operation_id="sign_off", summary="Records: sign a checked one off", responses=_DECIDED
)
def sign_off(visit: Approver, id: Record, body: asking.Seen) -> Response:  # type: ignore[valid-type]
    """Somebody else must have checked it, unless the ledger allows otherwise."""
    return _record(id, lambda one: review.sign_off(visit.ledger, one, visit.person, body.revision))


@router.post("/records/{id}/reopen", operation_id="reopen", summary="Records: take one a step back", responses=_DECIDED)
def reopen(visit: Approver, id: Record, body: asking.Decide) -> Response:  # type: ignore[valid-type]
    """Signed off becomes checked, checked becomes to be checked anew."""
    return _record(id, lambda one: review.reopen(visit.ledger, one, visit.person, body.why, body.revision))


@router.post("/documents/{id}/records", operation_id="add_record", summary="Records: add one that the machine missed", status_code=201, responses=_ADDED)  # fmt: skip
def add_record(visit: Coder, id: Document, body: asking.Add) -> Response:  # type: ignore[valid-type]
    """It has words of the document, as every record has, and counts as checked by who adds it."""
    done = review.add(visit.ledger, parse_as(id, DOCUMENT)[1], body.kind, body.fields, visit.person, body.why)
    number = shown_record(done.record)
    return answer(Decided(number, (), done), 201, {"Location": f"{PREFIX}/records/{number}"})


@router.post("/items/{id}/merge", operation_id="merge", summary="Joined: say that two numbers are one thing", responses=_JOINED)  # fmt: skip
def merge(visit: Reviewer, id: Item, body: asking.Merge) -> Response:  # type: ignore[valid-type]
    """All records that are in them now, from now on; the older number stays."""
    kind, number = parse(id)
    other = parse_as(body.other, kind)[1]
    return _joined(merges.merge(visit.ledger, number, other, visit.person, body.why, body.revision))


@router.post("/records/{id}/split", operation_id="split", summary="Joined: say that a record is another thing", responses=_JOINED)  # fmt: skip
def split(visit: Reviewer, id: Record, body: asking.Joined) -> Response:  # type: ignore[valid-type]
    """Another than what it was joined with; it is kept out of it. The revision is that of the joined thing."""
    return _joined(merges.split(visit.ledger, parse_as(id, RECORD)[1], visit.person, body.why, body.revision))


@router.post("/merges/{entry}/undo", operation_id="undo_merge", summary="Joined: take back a merge or a split", responses=_JOINED)  # fmt: skip
def undo_merge(visit: Reviewer, entry: Entry, body: asking.Reason) -> Response:
    """By its entry in the history; the machine's word holds again."""
    return _joined(merges.undo(visit.ledger, entry, visit.person, body.why))


def _joined(done: Merged) -> Response:
    return answer(Joined(done.entry, tuple(shown_item(done.kind, number) for number in done.items)))


@router.post("/commitments/{id}/status", operation_id="set_status", summary="Commitments: say what became of one", responses=_NOTED)  # fmt: skip
def set_status(visit: Reviewer, id: Commitment, body: asking.Status) -> Response:  # type: ignore[valid-type]
    """A status needs its date, and evidence or a source; the ones before it stay to be seen."""
    entry = tracking.set_status(
        visit.ledger, parse_as(id, "commitment")[1], body.status, body.date, visit.person,
        evidence=body.evidence or None, source=body.source, note=body.note, revision=body.revision,
    )  # fmt: skip
    return answer(Noted(entry))


@router.post("/commitments/{id}/withdraw", operation_id="withdraw", summary="Commitments: take back a status", responses=_NOTED)  # fmt: skip
def withdraw(visit: Reviewer, id: Commitment, body: asking.Withdraw) -> Response:  # type: ignore[valid-type]
    """The one before holds again, and both stay to be seen."""
    with visit.ledger.read() as connection:
        account = tracking.account(connection, parse_as(id, "commitment")[1])
    if body.entry not in {change.entry for change in account.changes}:
        raise NotInLedger(f"entry {body.entry} of the history is no status of {id}: see its `changes`.")
    tracking.withdraw(visit.ledger, body.entry, visit.person, body.why, body.revision)
    return answer(Noted(body.entry))


@router.post("/commitments/{id}/fields", operation_id="set_fields", summary="Commitments: set type, offices, note", responses=_NOTED)  # fmt: skip
def set_fields(visit: Reviewer, id: Commitment, body: asking.Tracked) -> Response:  # type: ignore[valid-type]
    """Only those that are given."""
    number = parse_as(id, "commitment")[1]
    given = body.model_dump(exclude={"revision"})
    return answer(Noted(tracking.set_fields(visit.ledger, number, visit.person, body.revision, **given)))


@router.post("/followups/{id}/confirm", operation_id="confirm_followup", summary="Follow-ups: confirm a proposal", responses=_NOTED)  # fmt: skip
def confirm(visit: Reviewer, id: Proposal, body: asking.Confirm) -> Response:
    """The commitment gets its status, with the later words as evidence."""
    entry = followups.confirm(visit.ledger, id, visit.person, body.status, body.date, body.note, revision=body.revision)
    return answer(Noted(entry))


@router.post("/followups/{id}/reject", operation_id="reject_followup", summary="Follow-ups: put a proposal away", responses=_NOTED)  # fmt: skip
def reject_followup(visit: Reviewer, id: Proposal, body: asking.Why) -> Response:
    """It is not proposed again."""
    return answer(Noted(followups.reject(visit.ledger, id, visit.person, body.why, body.revision)))


@router.post("/followups/{id}/undo", operation_id="undo_followup", summary="Follow-ups: take back what was decided", responses=_NOTED)  # fmt: skip
def undo_followup(visit: Reviewer, id: Proposal, body: asking.Why) -> Response:
    """And the status that confirming it gave."""
    return answer(Noted(followups.undo(visit.ledger, id, visit.person, body.why, body.revision)))
