"""The first page: what came in, what waits, what falls due; language and colours."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from hoedam.web import pages
from hoedam.web.access import LANGUAGE, Anyone, Reader
from hoedam.web.words import LANGUAGES

router = APIRouter(include_in_schema=False)


@router.get("/")
def start(visit: Reader) -> Response:
    """What a desk sees first."""
    return visit.page("start.html")


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
