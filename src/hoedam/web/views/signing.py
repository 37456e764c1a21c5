"""Signing in and out: a form that works without scripts, and a cookie that scripts cannot read."""

from typing import Annotated

from fastapi import APIRouter, Form, Response

from hoedam.errors import SignInLocked, SignInRefused
from hoedam.ledger import sessions
from hoedam.web import addresses
from hoedam.web.access import Anyone, Visit, session_cookie

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def ask(visit: Anyone, back: str = "/") -> Response:
    """Ask for name and password; who has shown already who they are goes on."""
    if visit.person:
        return visit.go(back)
    return _form(visit, back)


@router.post("/sign-in")
def sign_in(
    visit: Anyone, name: Annotated[str, Form()], password: Annotated[str, Form()], back: Annotated[str, Form()] = "/"
) -> Response:
    """Begin a session; one that this browser had before ends."""
    try:
        token = sessions.sign_in(visit.ledger, name, password)
    except SignInLocked:
        said = visit.words.gettext(
            "There were too many failed sign-ins under this name. Wait 15 minutes, or ask an admin."
        )
        return _form(visit, back, said, 429)
    except SignInRefused:
        return _form(visit, back, visit.words.gettext("The name or the password is wrong."), 401)
    return begin(visit, token, back)


@router.post("/sign-out")
def sign_out(visit: Anyone) -> Response:
    """End the session, here and in the ledger."""
    _end(visit)
    response = visit.go("/sign-in", visit.words.gettext("You are signed out."))
    secure = visit.options.secure
    response.delete_cookie(session_cookie(visit.options), httponly=True, secure=secure, samesite="strict")
    return response


def begin(visit: Visit, token: str, back: str) -> Response:
    """To where somebody wanted to go, with the cookie of a new session.

    Strict by https, where a link from elsewhere is noticed and followed once more from here; lax otherwise, so that it
    works at all.
    """
    _end(visit)
    response = visit.go(back)
    strict = "strict" if visit.options.secure else "lax"
    response.set_cookie(
        session_cookie(visit.options), token, max_age=int(sessions.LONGEST.total_seconds()), httponly=True,
        secure=visit.options.secure, samesite=strict,
    )  # fmt: skip
    return response


def _form(visit: Visit, back: str, refused: str = "", code: int = 200) -> Response:
    back = addresses.inside(back)
    return visit.page("signin.html", code=code, back=back, refused=refused, provider=visit.options.provider)


def _end(visit: Visit) -> None:
    if token := visit.request.cookies.get(session_cookie(visit.options)):
        sessions.sign_out(visit.ledger, token)
