"""The OpenAPI document of the API: made of its routes and of the classes that they answer with."""

from functools import cache
from typing import Any

from fastapi import Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from hoedam import __version__
from hoedam.web.access import Needs, Reader
from hoedam.web.api import answers, routers
from hoedam.web.api.answers import JSON, answer

router = answers.reading("description")
_ABOUT = (
    "What the pages of hoedam show and do, as JSON. Show a key as `Authorization: Bearer hoedam_…`; a ledger without users needs "
    "none for reading. States are ISO 3166-1 alpha-3, dates ISO 8601 and as exact as they are known, offsets code points."
)


@router.get(
    "/openapi.json", operation_id="openapi", summary="This description",
    responses={200: {"description": "OpenAPI 3.1.", "content": {JSON: {"schema": {"type": "object"}}}}},
)  # fmt: skip
def openapi(visit: Reader) -> Response:
    """The routes of the API alone."""
    return answer(document())


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    routes = [route for one in routers() for route in one.routes if isinstance(route, APIRoute)]
    made = get_openapi(title="hoedam", version=__version__, description=_ABOUT, routes=routes)
    for route in routes:
        for method in route.methods or ():
            made["paths"][route.path_format][method.lower()]["x-role"] = _role(route)
    schemas = made.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas |= answers.components()
    made["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"key": []}, {}]
    return made


def _role(route: APIRoute) -> str:
    return next(one.call.role for one in route.dependant.dependencies if isinstance(one.call, Needs))
