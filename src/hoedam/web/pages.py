"""Templates to pages; a page asked for by a script may be only its changed part."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from fastapi import Response
from fastapi.responses import HTMLResponse, RedirectResponse

from hoedam.errors import (
    AccountInvalid,
    DecisionInvalid,
    HoedamError,
    LedgerBusy,
    LedgerUnusable,
    NotAllowed,
    NotInLedger,
)
from hoedam.web import addresses
from hoedam.web.rendering import environment

if TYPE_CHECKING:
    from hoedam.web.access import Visit

SAID = "said"  # cookie: what was done on the page before, told once
THEME = "theme"  # cookie: light or dark, over what the browser prefers
_STATUS = (
    (NotInLedger, 404), (NotAllowed, 403), (LedgerBusy, 409), (LedgerUnusable, 503), (DecisionInvalid, 422),
    (AccountInvalid, 422), (HoedamError, 400),
)  # fmt: skip


def code_of(error: HoedamError) -> int:
    """The HTTP status of a refusal."""
    return next(code for kind, code in _STATUS if isinstance(error, kind))


def page(visit: "Visit", template: str, status: int, context: dict[str, Any]) -> Response:
    """A whole page."""
    said = _heard(visit.request.cookies.get(SAID))
    theme = visit.request.cookies.get(THEME, "")
    more = {
        "visit": visit,
        "said": said,
        "theme": theme if theme in ("light", "dark") else "",
        "path": visit.request.url.path,
    }
    response = HTMLResponse(environment(visit.words.language).get_template(template).render(more | context), status)
    if said:
        response.delete_cookie(SAID)
    return response


def part(visit: "Visit", template: str, context: dict[str, Any]) -> Response:
    """A part of a page, without what stands around it."""
    return HTMLResponse(environment(visit.words.language).get_template(template).render({"visit": visit} | context))


def go(address: str, said: str) -> Response:
    """See other (303), with a sentence that the page there tells once."""
    response = RedirectResponse(addresses.inside(address), 303)
    if said:
        token = urlsafe_b64encode(json.dumps(said).encode()).decode()
        response.set_cookie(SAID, token, max_age=60, httponly=True, samesite="strict")
    return response


def _heard(token: str | None) -> str:
    try:
        said = json.loads(urlsafe_b64decode(token or ""))
    except (ValueError, RecursionError):
        return ""
    return said[:500] if isinstance(said, str) else ""
