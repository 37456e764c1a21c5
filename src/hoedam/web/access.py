"""Who asks, and what they may: every route says the least role that it needs by the type of its visit.

    @router.post("/records/{id}/accept")
    def accept(visit: Coder, id: str) -> Response: …

Roles: reader, coder (checks records, adds documents), reviewer (statuses, follow-ups, merges), approver (signs off),
admin (users, settings); each may do what those before it may. Without users, one person keeps the ledger and may do all.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request, Response

from hoedam.errors import NotAllowed
from hoedam.labels import Language
from hoedam.ledger import Ledger
from hoedam.web import pages
from hoedam.web.options import Options
from hoedam.web.words import LANGUAGES, Words, words

ROLES = ("reader", "coder", "reviewer", "approver", "admin")
ANYONE = "anyone"  # no session is needed: signing in itself
LANGUAGE = "language"  # cookie


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: the ledger asked, by whom, in which language."""

    request: Request
    ledger: Ledger
    options: Options
    person: str
    role: str
    words: Words

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
    return needed == ANYONE or (role in ROLES and ROLES.index(role) >= ROLES.index(needed))


@dataclass(frozen=True, slots=True)
class Needs:
    """The visit of a request, whose person has at least a role; refuses all others."""

    role: str

    def __call__(self, request: Request) -> Visit:
        person, role = _who(request)
        visit = Visit(
            request, request.app.state.ledger, request.app.state.options, person, role, words(language(request))
        )
        if not visit.may(self.role):
            raise NotAllowed(visit.words.gettext("Your role does not allow this: ask who keeps this ledger."))
        return visit


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


def _who(request: Request) -> tuple[str, str]:
    return request.app.state.options.person, "admin"


Anyone = Annotated[Visit, Depends(Needs(ANYONE))]
Reader = Annotated[Visit, Depends(Needs("reader"))]
Coder = Annotated[Visit, Depends(Needs("coder"))]
Reviewer = Annotated[Visit, Depends(Needs("reviewer"))]
Approver = Annotated[Visit, Depends(Needs("approver"))]
Admin = Annotated[Visit, Depends(Needs("admin"))]
