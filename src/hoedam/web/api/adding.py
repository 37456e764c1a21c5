"""A text to read and add, in the line of all that is added."""

from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Response

from hoedam.errors import LedgerUnusable, SourceUnreadable
from hoedam.ledger.ids import shown_document
from hoedam.ledger.pieces import Upload
from hoedam.reader import to_date
from hoedam.web.access import Coder
from hoedam.web.api import PREFIX
from hoedam.web.api.answers import answer, gives, writing
from hoedam.web.api.asking import Text
from hoedam.web.jobs import Jobs

router = writing("adding")


@dataclass(frozen=True, slots=True)
class Added:
    """The document of a text: new, a new version of its address, or known before."""

    id: str
    how: Literal["new", "version", "known"]


_ADDED: dict[int | str, Any] = {
    201: {"description": "It was read and added; `Location` is its address.", **gives(Added)},
    200: {"description": "The ledger had it already.", **gives(Added)},
}


@router.post("/texts", operation_id="add_text", summary="Texts: read one and add it as a document", status_code=201, responses=_ADDED)  # fmt: skip
def add(visit: Coder, body: Text) -> Response:
    """Answers when it is read. Texts are read one after another, in the line of those that others add."""
    jobs: Jobs = visit.request.app.state.jobs
    upload = Upload("text", body.text.encode(), body.title, body.publisher, body.address)
    job = jobs.add([upload], to_date(body.published) if body.published else None)
    job.ended.wait()
    if job.error:
        raise LedgerUnusable(job.error)
    taken = job.taken[0]
    if taken.how == "failed":
        raise SourceUnreadable(taken.reason)
    added = Added(shown_document(taken.document or 0), taken.how)  # type: ignore[arg-type]
    if taken.how == "known":
        return answer(added)
    return answer(added, 201, {"Location": f"{PREFIX}/documents/{added.id}"})
