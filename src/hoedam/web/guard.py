"""What every request must be, and what every answer carries: hosts, origin, size; content policy and its kin.

Cross-site requests that change something are refused by Sec-Fetch-Site, which every current browser sends, else by Origin;
a request with neither is no browser's, and counts only with a key (see OWASP, Cross-Site Request Forgery Prevention, “Fetch Metadata”).
"""

from collections.abc import Callable
from time import perf_counter
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hoedam.web.options import Options

SAFE = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


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

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _seal(MutableHeaders(scope=message), perf_counter() - begun)
            await send(message)

        refusal = self._refusal(scope)
        if refusal:
            await refusal(scope, receive, guarded)
            return
        await self._app(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self._options.hosts:
            return PlainTextResponse("This is not an address of this hoedam: start it with --allow-host NAME.", 421)
        if scope["method"] not in SAFE and not _same_site(headers):
            return PlainTextResponse("This request comes from another site and was not carried out.", 403)
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._options.largest:  # one without a length is cut off while it comes
            return self._too_large(Request(scope))
        return None


def _seal(headers: MutableHeaders, seconds: float) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if not headers.get("cache-control"):
        headers["Cache-Control"] = "no-store"
    headers["Server-Timing"] = f"app;dur={seconds * 1000:.1f}"


def _host(value: str) -> str:
    """The name in a Host header, without the port."""
    return value.rpartition(":")[0] if ":" in value and not value.endswith("]") else value


def _same_site(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin:
        return urlsplit(origin).netloc == headers.get("host")
    return headers.get("authorization", "").startswith("Bearer ")
