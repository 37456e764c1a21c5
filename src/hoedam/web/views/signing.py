"""Signing in and out: a form that works without scripts, and a cookie that scripts cannot read."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Form, Response
from starlette.concurrency import run_in_threadpool

from hoedam.errors import NotInLedger, SignInLocked, SignInRefused
from hoedam.ledger import sessions
from hoedam.web import addresses, provider
from hoedam.web.access import Anyone, Visit, session_cookie
from hoedam.web.options import Provider

router = APIRouter(include_in_schema=False)
_BACK = "back"  # cookie: where somebody wanted to go, while they are at the provider


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


@router.get("/sign-in/provider")
async def ask_provider(visit: Anyone, back: str = "/") -> Response:
    """To the provider, if there is one; a link, because a form may not lead to another site (content policy)."""
    try:
        response = await provider.ask(visit.request, visit.options, _provider(visit))
    except SignInRefused:
        said = visit.words.gettext("The sign-in provider does not answer: try again, or sign in with a password.")
        return await run_in_threadpool(_form, visit, back, said, 502)
    response.set_cookie(_BACK, quote(addresses.inside(back)), max_age=600, httponly=True, samesite="lax")
    return response


@router.get(provider.BACK)
async def back_from_provider(visit: Anyone) -> Response:
    """Begin a session for whom the provider has signed in, where there is an account."""
    named, back = _provider(visit), unquote(visit.request.cookies.get(_BACK, "/"))
    try:
        person = await provider.answered(visit.request, visit.options, named)
    except SignInRefused:
        said = visit.words.gettext("The sign-in provider signed nobody in: try again.")
        response = await run_in_threadpool(_form, visit, back, said, 401)
    else:
        response = await run_in_threadpool(_begin_provided, visit, named.issuer, person, back)
    provider.forget(response, visit.options)
    response.delete_cookie(_BACK, httponly=True, samesite="lax")
    return response


def _begin_provided(visit: Visit, issuer: str, person: provider.Person, back: str) -> Response:
    try:
        token = sessions.sign_in_provided(visit.ledger, issuer, person.subject, person.email)
    except SignInRefused:
        return _form(visit, back, visit.words.gettext("There is no account for you here: ask an admin."), 403)
    return begin(visit, token, back)


def _provider(visit: Visit) -> Provider:
    if visit.options.provider is None:
        raise NotInLedger(visit.words.gettext("There is no such page."))
    return visit.options.provider


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
    response.set_cookie(
        session_cookie(visit.options), token, max_age=int(sessions.LONGEST.total_seconds()), httponly=True,
        secure=visit.options.secure, samesite="strict" if visit.options.secure else "lax",
    )  # fmt: skip
    return response


def _form(visit: Visit, back: str, refused: str = "", code: int = 200) -> Response:
    back = addresses.inside(back)
    return visit.page("signin.html", code=code, back=back, refused=refused, provider=visit.options.provider)


def _end(visit: Visit) -> None:
    if token := visit.request.cookies.get(session_cookie(visit.options)):
        sessions.sign_out(visit.ledger, token)
