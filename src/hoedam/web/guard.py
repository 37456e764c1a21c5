"""What every request must be, and what every answer carries: hosts, origin, size; content policy and its kin.

Cross-site requests that change something are refused by Sec-Fetch-Site, else by Origin: browsers send the first only by
https and to this machine, and the second as “null” where the referrer policy is no-referrer, which is why that is same-origin. A request
with neither is no browser's, and counts only with a key (see OWASP, Cross-Site Request Forgery Prevention, “Fetch Metadata”). Other
sites may link here, but draw nothing of it into their own pages.
"""

import re
from collections.abc import Callable
from time import perf_counter
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hoedam.errors import HoedamError
from hoedam.web.access import ANYONE, SAFE, is_api, language, who
from hoedam.web.options import Options
from hoedam.web.words import words

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_NAME = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(:[0-9]{1,5})?", re.IGNORECASE)
_UNKNOWN = 65_536  # bytes that somebody may send who has not signed in


class Guard:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, options: Options, too_large: Callable[[Request], Response]) -> None:
        self._app = app
        self._options = options
        self._too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        if self._options.secure:
            scope["scheme"] = "https"  # as browsers know it; a proxy's own headers are not believed

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _seal(MutableHeaders(scope=message), perf_counter() - begun)
            await send(message)

        refusal = self._refusal(scope) or await _too_much_of_nobody(scope)
        if refusal:
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, gettext = Headers(scope=scope), words(language(Request(scope))).gettext
        if _host(headers.get("host", "")) not in self._options.hosts:
            said = gettext("This is not an address of this hoedam: start it with --allow-host NAME.")
            return _told(scope, said, 421)
        if scope["method"] not in SAFE and not _same_site(headers):
            return _told(scope, gettext("This request comes from another site and was not carried out."), 403)
        if scope["method"] in SAFE and _drawn_in(headers):
            return _told(scope, gettext("Another site may link here, but show nothing of it."), 403)
        if (_length(headers) or 0) > self._options.largest:  # one without a length is cut off while it comes
            return self._too_large(Request(scope))
        return None


def _told(scope: Scope, sentence: str, status: int) -> Response:
    """A refusal in a sentence; in JSON for who asks the API."""
    if is_api(Request(scope)):
        return JSONResponse({"error": sentence}, status)
    return PlainTextResponse(sentence, status)


async def _too_much_of_nobody(scope: Scope) -> Response | None:
    """A refusal for a large body from somebody unknown: nothing of it is read, let alone parsed."""
    length = _length(Headers(scope=scope))
    if scope["method"] in SAFE or (length is not None and length <= _UNKNOWN):
        return None
    try:
        known = (await run_in_threadpool(who, Request(scope))).role != ANYONE
    except HoedamError:  # a ledger that cannot be asked is told of by the application
        known = True
    if known:
        return None
    gettext = words(language(Request(scope))).gettext
    return _told(scope, gettext("Sign in first: nobody unknown may send so much."), 401)


def _length(headers: Headers) -> int | None:
    """Bytes of the body; None where nobody says how many."""
    value = headers.get("content-length", "" if "transfer-encoding" in headers else "0")
    return int(value[:20]) if value.isdecimal() else None


def _seal(headers: MutableHeaders, seconds: float) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if not headers.get("cache-control"):
        headers["Cache-Control"] = "no-store"
    headers["Server-Timing"] = f"app;dur={seconds * 1000:.1f}"


def _host(value: str) -> str:
    """The name in a Host header, without the port; empty where it is malformed."""
    found = _NAME.fullmatch(value)
    return found[1].lower() if found else ""


def _same_site(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin:
        return urlsplit(origin).netloc == headers.get("host", "").lower()
    return headers.get("authorization", "").startswith("Bearer ")


def _drawn_in(headers: Headers) -> bool:
    """Whether another site's page asks for this to use it itself: as a picture, a script, a frame."""
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return False
    return headers.get("sec-fetch-mode") != "navigate" or headers.get("sec-fetch-dest") != "document"
