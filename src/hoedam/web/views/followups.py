"""What later documents may say of earlier commitments: proposed with reasons, confirmed or rejected by a person."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response

from hoedam.ledger import followups, library, queries
from hoedam.ledger.ids import shown_document, shown_record
from hoedam.web.access import Reader, Reviewer, Seen
from hoedam.web.addresses import with_query

router = APIRouter(include_in_schema=False)

_PAGE = 20  # commitments


@router.get("/followups")
def show(visit: Reader, after: str | None = None) -> Response:
    """What is proposed and not decided, a commitment at a time with its likeliest, those with the likeliest first."""
    with visit.ledger.read() as connection:
        groups, following = followups.page(connection, after=after, limit=_PAGE)
        rows = queries.of_numbers(connection, "commitments", [group[0].item for group in groups])
        shown = list(zip(rows, groups, strict=True))
        cited = {one.document for group in groups for one in group}
        papers = {row.id: row for row in library.of_numbers(connection, sorted(cited))}
    return visit.page(
        "followups.html", shown=shown, few=followups.FEW, record=shown_record, document=shown_document, papers=papers,
        following=following and with_query("/followups", [("after", following)]),
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
