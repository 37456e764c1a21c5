"""The first page: what came in, what waits, what falls due; language and colours."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from hoedam.ledger import deadlines, library, queries, queue
from hoedam.ledger.filters import Filter
from hoedam.web import pages
from hoedam.web.access import LANGUAGE, Anyone, Reader
from hoedam.web.words import LANGUAGES

router = APIRouter(include_in_schema=False)
_FEW = 5  # of each list


@router.get("/")
def start(visit: Reader) -> Response:
    """What a desk sees first: what came in, waits, falls due; of an empty ledger how it is filled."""
    with visit.ledger.read() as connection:
        total = library.count(connection)
        if not total:
            return visit.page("start.html", total=0)
        return visit.page(
            "start.html", total=total, newest=library.newest(connection, _FEW), waiting=queue.waiting(connection),
            queued=queue.queue(connection, limit=_FEW), coming=deadlines.coming(connection, _FEW),
            past=deadlines.past(connection, _FEW), overdue=queries.count(connection, "commitments", Filter(overdue=True)),
            meetings=queries.page(connection, "meetings", limit=_FEW).rows,
        )  # fmt: skip


@router.post("/preferences")
def prefer(
    visit: Anyone,
    back: Annotated[str, Form()] = "/",
    lang: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
) -> Response:
    """Choose a language or colours; this browser keeps them for a year."""
    response = visit.go(back)
    for name, value, known in ((LANGUAGE, lang, LANGUAGES), (pages.THEME, theme, ("light", "dark", "auto"))):
        if value in known:
            response.set_cookie(name, value, max_age=31_536_000, httponly=True, samesite="strict")
    return response
