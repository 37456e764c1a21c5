"""Who asks, and what they may: every route says the least role that it needs by the type of its visit.

    @router.post("/records/{id}/accept")
    def accept(visit: Coder, id: str) -> Response: …

Roles: reader, coder (checks records, adds documents), reviewer (statuses, follow-ups, merges), approver (signs off),
admin (users, settings); each may do what those before it may. Without users, one person keeps the ledger and may do all,
as long as nobody else can reach it. With users, a browser shows its session's cookie, a program a key.
"""

from base64 import b64decode
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form, Request, Response

from hoedam.errors import NotAllowed, SignInNeeded
from hoedam.labels import Language
from hoedam.ledger import Ledger, accounts, keys, sessions
from hoedam.ledger.accounts import Account
from hoedam.web import pages
from hoedam.web.options import Options
from hoedam.web.words import LANGUAGES, Words, words

ANYONE = "anyone"  # no session is needed: signing in itself
LANGUAGE = "language"  # cookie
SAFE = ("GET", "HEAD", "OPTIONS")
_PASSED_ON = ("x-forwarded-for", "x-forwarded-host", "forwarded", "via")  # headers of proxies


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the ledger asked, by whom, in which language."""

    request: Request
    ledger: Ledger
    options: Options
    person: str
    role: str
    words: Words
    by: str = ""  # session, key; empty where nobody signs in

    @property
    def query(self) -> list[tuple[str, str]]:
        """Names and values of the address's query, in their order."""
        return self.request.query_params.multi_items()

    def may(self, role: str) -> bool:
        """Whether the person may do what needs a role."""
        return allows(self.role, role)

    def page(self, template: str, code: int = 200, **context: Any) -> Response:
        """A page of this application."""
        return pages.page(self, template, code, context)

    def part(self, template: str, **context: Any) -> Response:
        """A part of a page, for a script that asked for it."""
        return pages.part(self, template, context)

    def go(self, address: str, said: str = "") -> Response:
        """To another page after something was done, which `said` then tells there."""
        return pages.go(address, said)


def allows(role: str, needed: str) -> bool:
    """Whether a role may do what needs another."""
    return needed == ANYONE or (role != ANYONE and accounts.allows(role, needed))


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks: nobody known where `role` is ANYONE. `by`: how they showed it."""

    person: str = ""
    role: str = ANYONE
    by: str = ""  # session, key; empty: neither was needed, or neither counts


NOBODY = Who()


def who(request: Request) -> Who:
    """Who sends a request, found out once."""
    found = getattr(request.state, "who", None)
    if not isinstance(found, Who):
        found = request.state.who = _found(request)
    return found


def _found(request: Request) -> Who:
    state, options = request.app.state, request.app.state.options
    if not state.has_users:  # once there are users, no copy of an older ledger opens it again
        with state.ledger.read() as connection:
            state.has_users = accounts.has_users(connection)
    if not state.has_users:
        passed_on = any(name in request.headers for name in _PASSED_ON)
        return Who(options.person, accounts.ADMIN) if options.alone and not passed_on else NOBODY
    if given := request.headers.get("authorization"):
        with state.ledger.read() as connection:
            return _known(keys.by_key(connection, _key(given)), "key")
    token = request.cookies.get(session_cookie(options))
    return _known(sessions.keep(state.ledger, token) if token else None, "session")


def _known(account: Account | None, by: str) -> Who:
    return Who(account.name, account.role, by) if account else NOBODY


def _key(header: str) -> str:
    """The key in a header: as a bearer's, or as the password of readers of feeds, which know no other way."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    try:
        return b64decode(value, validate=True).decode().partition(":")[2] if scheme.lower() == "basic" else ""
    except ValueError:
        return ""


def session_cookie(options: Options) -> str:
    """The name of the session's cookie; by https, one that no other host of the domain can set."""
    return "__Host-session" if options.secure else "session"


@dataclass(frozen=True, slots=True)
class Needs:
    """The visit of a request, whose person has at least a role; refuses all others."""

    role: str

    def __call__(self, request: Request) -> Visit:
        visit = visit_of(request)
        if not visit.may(self.role):
            gettext = visit.words.gettext
            if visit.role == ANYONE:
                raise SignInNeeded(gettext("Sign in first."))
            raise NotAllowed(gettext("Your role does not allow this: ask who keeps this ledger."))
        if visit.by == "key" and request.method not in SAFE and not is_api(request):
            raise NotAllowed(visit.words.gettext("A key opens the API and files, and fills in no forms."))
        return visit


def visit_of(request: Request) -> Visit:
    """The visit of a request, whoever sends it."""
    state, asks = request.app.state, who(request)
    return Visit(request, state.ledger, state.options, asks.person, asks.role, words(language(request)), asks.by)


def is_api(request: Request) -> bool:
    """Whether a program is answered, in JSON."""
    return request.url.path.startswith("/api/")


def language(request: Request) -> Language:
    """Asked for in the address, else as was chosen before, else the browser's first that there is, else Korean."""
    asked = (request.query_params.get("lang"), request.cookies.get(LANGUAGE))
    for one in asked:
        if one in LANGUAGES:
            return one
    for part in request.headers.get("accept-language", "").split(","):
        code = part.strip()[:2].lower()
        if code in LANGUAGES:
            return code
    return "ko"


Seen = Annotated[int | None, Form()]  # the revision of a joined thing that a form was made of
Anyone = Annotated[Visit, Depends(Needs(ANYONE))]
Reader = Annotated[Visit, Depends(Needs("reader"))]
Coder = Annotated[Visit, Depends(Needs("coder"))]
Reviewer = Annotated[Visit, Depends(Needs("reviewer"))]
Approver = Annotated[Visit, Depends(Needs("approver"))]
Admin = Annotated[Visit, Depends(Needs("admin"))]
