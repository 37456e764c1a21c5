"""Searches that a person keeps; each is a list with an address, and a feed."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from hoedam.ledger import desk
from hoedam.web import addresses
from hoedam.web.access import Reader
from hoedam.web.views.lists import PATH_OF

router = APIRouter(include_in_schema=False)


@router.get("/searches")
def show(visit: Reader) -> Response:
    """The person's saved searches."""
    with visit.ledger.read() as connection:
        found = desk.searches(connection, visit.person)
    shown = [(one, addresses.of_filter(PATH_OF[one.which], one.filter), addresses.of_filter(f"{PATH_OF[one.which]}.atom", one.filter))
             for one in found]  # fmt: skip
    return visit.page("searches.html", searches=shown)


@router.post("/searches")
def save(
    visit: Reader, name: Annotated[str, Form()], which: Annotated[str, Form()], query: Annotated[str, Form()] = ""
) -> Response:
    """Keep a search under a name."""
    desk.save_search(visit.ledger, visit.person, name, which, query)
    return visit.go("/searches", visit.words.gettext("The search is kept."))


@router.post("/searches/{number}/forget")
def forget(visit: Reader, number: int) -> Response:
    """Let go of one."""
    desk.forget_search(visit.ledger, visit.person, number)
    return visit.go("/searches", visit.words.gettext("The search is gone."))
