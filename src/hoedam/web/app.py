"""The application: its routes, its guard, and refusals as pages."""

from importlib import import_module
from importlib.resources import files

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

from hoedam import __version__
from hoedam.errors import HoedamError, SignInNeeded
from hoedam.ledger import Ledger
from hoedam.model import Reading
from hoedam.resolve.settle import Settled
from hoedam.resolve.sightings import Sighting
from hoedam.web import addresses, api
from hoedam.web.access import NOBODY, SAFE, is_api, language, visit_of, who
from hoedam.web.addresses import with_query
from hoedam.web.guard import Guard
from hoedam.web.jobs import Jobs
from hoedam.web.options import Options
from hoedam.web.pages import code_of
from hoedam.web.words import words

# one module of views a page, each with a `router`, in the order of the menu
VIEWS = (
    "start", "add", "documents", "searches", "several", "editing", "review", "relations", "commitments", "followups", "lists",
    "items", "network", "figures", "history", "signing", "settings", "users", "api",
)  # fmt: skip


def make(ledger: Ledger, options: Options | None = None) -> FastAPI:
    """The application over one open ledger, which stays the caller's to close."""
    chosen = options or Options()
    for kind in (Reading, Settled, Sighting):  # msgspec crashes where two threads meet a type for the first time
        msgspec.json.Decoder(kind)
    limit = Middleware(RequestBodyLimitMiddleware, max_body_size=chosen.largest)
    app = Application(
        title="hoedam", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, middleware=[limit]
    )
    app.state.ledger, app.state.options, app.state.jobs, app.state.has_users = ledger, chosen, Jobs(ledger), False
    for name in VIEWS:
        app.include_router(import_module(f"hoedam.web.views.{name}").router)
    for router in api.routers():
        app.include_router(router)
    app.mount("/static", Static(directory=str(files("hoedam.web") / "static")), name="static")
    app.add_exception_handler(HoedamError, _refused)
    app.add_exception_handler(SignInNeeded, _unknown)
    app.add_exception_handler(Exception, _failed)
    app.add_exception_handler(HTTPException, _missing)
    app.add_exception_handler(RequestValidationError, _malformed)
    return app


class Application(FastAPI):
    """The guard stands before everything, so that no answer leaves without its seal, whatever failed behind it."""

    def build_middleware_stack(self) -> ASGIApp:
        return Guard(super().build_middleware_stack(), self.state.options, _too_large)


class Static(StaticFiles):
    """Files whose addresses change with what is in them: browsers keep them for a year."""

    def file_response(self, full_path: str, stat_result: object, scope: Scope, status_code: int = 200) -> Response:  # type: ignore[override]
        response = super().file_response(full_path, stat_result, scope, status_code)  # type: ignore[arg-type]
        kept = "public, max-age=31536000, immutable" if b"v=" in scope["query_string"] else "no-cache"
        response.headers["Cache-Control"] = kept
        return response


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HoedamError)
    return refusal(request, code_of(error), str(error))


def _unknown(request: Request, error: Exception) -> Response:
    """To the page for signing in and back; a program is told to bring a key."""
    if is_api(request) or "authorization" in request.headers:
        return JSONResponse({"error": str(error)}, 401, {"WWW-Authenticate": "Bearer"})
    if request.headers.get("sec-fetch-site") == "cross-site" and request.method in SAFE:
        return visit_of(request).page("arriving.html")  # a strict cookie is sent from here on
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    address = with_query("/sign-in", [("back", back)] if request.method in SAFE and back != "/" else [])
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": "/sign-in"})
    return RedirectResponse(address, 303)


def _failed(request: Request, error: Exception) -> Response:
    """A fault of ours: it is in the log, and whoever asked is told no more than that."""
    return refusal(request, 500, words(language(request)).gettext("Something failed here; nothing was changed."))


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    who(request)  # so that the page knows whom it tells
    if error.status_code == 413:
        return _too_large(request)
    gettext = words(language(request)).gettext
    said = {
        404: gettext("There is no such page."),
        405: gettext("This address takes no such request: go back and use the form there."),
    }
    unread = gettext("The request could not be read: go back and try again, with a file where it was a long text.")
    answer = refusal(request, error.status_code, said.get(error.status_code, unread))
    answer.headers.update(error.headers or {})  # which methods there are
    return answer


def _too_large(request: Request) -> Response:
    most = request.app.state.options.largest // 1_000_000
    gettext = words(language(request)).gettext
    sentence = gettext(
        "This is larger than %(most)s MB, the most that is taken at once: send less, or use `hoedam add`."
    )
    return refusal(request, 413, sentence % {"most": most})


def _malformed(request: Request, error: Exception) -> Response:
    """A form or an address that lacks something, or has what cannot be: none that pages offer; programs are told all."""
    assert isinstance(error, RequestValidationError)
    said = [(".".join(map(str, one["loc"][1:])), one["msg"]) for one in error.errors()]
    if is_api(request):
        return refusal(request, 422, "; ".join(f"{name}: {fault}" for name, fault in said))
    sentence = words(language(request)).gettext(
        "Something is missing or has no meaning here (%(names)s): go back and try again."
    )
    return refusal(request, 422, sentence % {"names": ", ".join(name for name, _ in said)})


def refusal(request: Request, status: int, sentence: str) -> Response:
    """Why something was not done, as a page, or as JSON for who asked for JSON."""
    if is_api(request):
        return JSONResponse({"error": sentence.encode("utf-8", "replace").decode()}, status)
    request.state.who = getattr(request.state, "who", NOBODY)  # nothing is asked of a ledger that may be what failed
    visit = visit_of(request)
    back = addresses.before(request.headers.get("referer"), request.headers.get("host"))
    return visit.page("refusal.html", code=status, status=status, back=back, sentence=visit.words.sentence(sentence))
