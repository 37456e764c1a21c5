"""/api/v1: what the pages show and do, as JSON, with the document that describes it.

`lists` and `things` read, `decisions` and `adding` write; `asking` has what may be asked, `answers` what comes back, `description`
puts the OpenAPI document together. Answers and their schemas are both made by msgspec of the ledger's own classes.
"""

from importlib import import_module

from fastapi import APIRouter

PREFIX = "/api/v1"
MODULES = ("lists", "things", "decisions", "adding", "description")


def routers() -> list[APIRouter]:
    """The routers of all modules, in the order in which they are described."""
    return [import_module(f"hoedam.web.api.{name}").router for name in MODULES]
