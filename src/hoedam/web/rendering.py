"""Templates: one environment a language, and the addresses of static files. Knows no server."""

from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from hoedam import __version__
from hoedam.labels import Language
from hoedam.ledger.countries import country_name
from hoedam.web import addresses
from hoedam.web.words import words


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
        "of_filter": addresses.of_filter, "said_of": said.filtered, "permalink": addresses.permalink,
        "country": lambda code, tongue=language: country_name(code, tongue),
    }  # fmt: skip
    made.filters |= {
        "date": said.date, "day": said.day, "due": said.due, "moment": said.moment, "number": said.number,
        "percent": said.percent, "sentence": said.sentence,
    }  # fmt: skip
    return made


@cache
def static(name: str) -> str:
    """The address of a static file, which changes with what is in it, so that browsers may keep it."""
    return f"/static/{name}?v={sha256(static_bytes(name)).hexdigest()[:12]}"


def static_bytes(name: str) -> bytes:
    """What is in a static file."""
    return files("hoedam.web").joinpath("static", *name.split("/")).read_bytes()
