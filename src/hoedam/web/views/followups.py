"""What later documents may say of earlier commitments: proposed with reasons, confirmed or rejected by a person."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from hoedam.ledger import followups, library, queries
from hoedam.ledger.followups import Proposal
from hoedam.ledger.ids import shown_document, shown_item, shown_record
from hoedam.web.access import Reader, Reviewer, Seen

router = APIRouter(include_in_schema=False)

_PAGE = 20  # commitments


@router.get("/followups")
def show(visit: Reader, page: int = 1) -> Response:
    """All proposals that nobody has decided, a commitment at a time, the likeliest first."""
    with visit.ledger.read() as connection:
        waiting = followups.proposals(connection)
        groups: dict[int, list[Proposal]] = {}
        for one in waiting:
            groups.setdefault(one.item, []).append(one)
        chosen = list(groups)[(page - 1) * _PAGE : page * _PAGE]
        rows = {row.id: row for row in queries.of_numbers(connection, "commitments", chosen)}
        cited = {one.document for number in chosen for one in groups[number]}
        papers = {row.id: row for row in library.of_numbers(connection, sorted(cited))}
    shown = [(rows[shown_item("commitment", number)], groups[number]) for number in chosen]
    return visit.page(
        "followups.html", shown=shown, total=len(waiting), page=page, more=len(groups) > page * _PAGE,
        record=shown_record, document=shown_document, papers=papers,
    )  # fmt: skip


@router.post("/followups/{number}")
def decide(
    visit: Reviewer,
    number: int,
    verdict: Annotated[Literal["confirm", "reject", "undo"], Form()],
    status: Annotated[str, Form()] = "",
    date: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/followups",
    revision: Seen = None,
) -> Response:
    """Confirm that it follows the commitment up, which gives its status; say that it does not; or take that back."""
    if verdict == "confirm":
        followups.confirm(visit.ledger, number, visit.person, status or None, date or None, revision=revision)
        return visit.go(
            back, visit.words.gettext("Confirmed: the commitment has its status, with these words as evidence.")
        )
    if verdict == "reject":
        followups.reject(visit.ledger, number, visit.person, revision=revision)
        return visit.go(back, visit.words.gettext("Put away: it is not proposed again."))
    followups.undo(visit.ledger, number, visit.person, revision=revision)
    return visit.go(back, visit.words.gettext("The decision was taken back."))
