"""Templates to pages: one environment a language; a page asked for by a script may be only its changed part."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from fastapi import Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from hoedam import __version__
from hoedam.labels import Language
from hoedam.ledger.countries import country_name
from hoedam.web import addresses
from hoedam.web.words import words

if TYPE_CHECKING:
    from hoedam.web.access import Visit

SAID = "said"  # cookie: what was done on the page before, told once
THEME = "theme"  # cookie: light or dark, over what the browser prefers


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
    except ValueError:
        return ""
    return said[:500] if isinstance(said, str) else ""


@cache
def environment(language: Language) -> Environment:
    """The templates in one language; a name that a page does not give is an error, not a gap."""
    said = words(language)
    made = Environment(
        loader=PackageLoader("hoedam.web"), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.install_gettext_callables(said.gettext, said.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals |= {
        "label": said.label, "language": language, "version": __version__, "static": static, "page_of": addresses.of,
        "at": addresses.at, "outside": addresses.outside, "with_query": addresses.with_query,
        "of_filter": addresses.of_filter, "permalink": addresses.permalink,
        "country": lambda code: country_name(code, language),
    }  # fmt: skip
    made.filters |= {
        "date": said.date,
        "day": said.day,
        "due": said.due,
        "moment": said.moment,
        "number": said.number,
        "percent": said.percent,
    }
    return made


@cache
def static(name: str) -> str:
    """The address of a static file, which changes with what is in it, so that browsers may keep it."""
    raw = files("hoedam.web").joinpath("static", *name.split("/")).read_bytes()
    return f"/static/{name}?v={sha256(raw).hexdigest()[:12]}"
