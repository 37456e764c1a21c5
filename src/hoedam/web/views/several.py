"""Several records accepted at once: a page asks first, each is a decision of its own, and all can be taken back."""

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Query, Response

from hoedam.errors import DecisionInvalid, LedgerBusy
from hoedam.ledger import queue, review
from hoedam.ledger.ids import RECORD, parse_as, shown_record
from hoedam.ledger.queue import Queued
from hoedam.web import addresses
from hoedam.web.access import Coder, Visit
from hoedam.web.views.review import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from hoedam.ledger.review import Decision

router = APIRouter(include_in_schema=False)
Chosen = tuple[str, ...]  # r5:1, a record and the revision that was seen


@router.get("/review/several")
def ask(visit: Coder, record: Annotated[Chosen, Query()] = (), back: str = "/review") -> Response:
    """Show what would be accepted, each to be left out; nothing is decided yet."""
    return _page(visit, "review_several.html", record, back)


@router.get("/review/several/done")
def done(visit: Coder, record: Annotated[Chosen, Query()] = (), back: str = "/review") -> Response:
    """Show what was accepted, to be taken back together."""
    return _page(visit, "review_several_done.html", record, back)


@router.post("/review/several")
def accept(visit: Coder, record: Annotated[Chosen, Form()] = (), back: Annotated[str, Form()] = "/review") -> Response:
    """Accept each record as it was seen; one that somebody else decided on in the meantime stays as they said."""
    made, refused = _each(record, lambda number, seen: review.accept(visit.ledger, number, visit.person, seen))
    said = visit.words.ngettext("%(num)s record accepted.", "%(num)s records accepted.", len(made)) % {"num": len(made)}
    pairs = [("record", f"{shown_record(one.record)}:{one.revision}") for one in made]
    return visit.go(
        addresses.with_query("/review/several/done", [*pairs, ("back", back)]),
        " ".join([said, *map(visit.words.sentence, refused)]),
    )


@router.post("/review/several/undo")
def undo(visit: Coder, record: Annotated[Chosen, Form()] = (), back: Annotated[str, Form()] = "/review") -> Response:
    """Take each of these decisions back, unless somebody has decided since."""
    signs = visit.may("approver")
    made, refused = _each(
        record, lambda number, seen: review.undo(visit.ledger, number, visit.person, "", seen, signs=signs)
    )
    said = visit.words.ngettext("%(num)s decision taken back.", "%(num)s decisions taken back.", len(made)) % {
        "num": len(made)
    }
    return visit.go(back, " ".join([said, *map(visit.words.sentence, refused)]))


def _each(record: Chosen, decide: "Callable[[int, int], Decision]") -> "tuple[list[Decision], list[str]]":
    made: list[Decision] = []
    refused: list[str] = []
    for number, seen in map(_seen, record[:PAGE]):
        try:
            made.append(decide(number, seen))
        except (DecisionInvalid, LedgerBusy) as error:
            refused.append(str(error))
    return made, refused


def _seen(text: str) -> tuple[int, int]:
    id, _, revision = text.partition(":")
    if not revision.isdecimal():
        raise DecisionInvalid(f"{text[:40]!r} is no record with its revision: choose records on the page of the queue.")
    return parse_as(id, RECORD)[1], int(revision)


def _page(visit: Visit, template: str, record: Chosen, back: str) -> Response:
    seen = dict(map(_seen, record[:PAGE]))
    with visit.ledger.read() as connection:
        rows: list[Queued] = queue.of_records(connection, list(seen))
    return visit.page(template, rows=rows, seen=seen, back=addresses.inside(back, "/review"))
