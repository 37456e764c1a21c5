"""What comes back: the ledger's own classes as JSON, and what is refused as one sentence."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec
from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from hoedam.ledger.records import HOMES
from hoedam.web.api import PREFIX

T = TypeVar("T")
JSON = "application/json"
_HOME = "#/components/schemas/"
_READING = {
    400: "Something in the query has no meaning.",
    401: "No key was given, or one that is not known.",
    403: "The role does not allow it.",
    404: "The ledger has no such thing.",
    422: "A value is not what is described here, or the ledger's rules refuse what is asked.",
    503: "The ledger cannot be reached.",
}
_WRITING = _READING | {
    409: "Somebody else writes, or was quicker: nothing was changed.",
    413: "Larger than what is taken at once.",
}
_described: set[Any] = set()


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list: `total` is how many pass in all, `next` what to give as `after` for the rows that follow."""

    rows: tuple[T, ...]
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done, in one sentence."""

    error: str


def reading(tag: str) -> APIRouter:
    """A router of what only reads."""
    return _router(tag, _READING)


def writing(tag: str) -> APIRouter:
    """A router of what changes the ledger."""
    return _router(tag, _WRITING)


def _router(tag: str, refusals: dict[int, str]) -> APIRouter:
    responses: dict[int | str, Any] = {code: {"description": said, **gives(Refusal)} for code, said in refusals.items()}
    return APIRouter(prefix=PREFIX, tags=[tag], responses=responses, default_response_class=JSONResponse)


def gives(kind: Any) -> dict[str, Any]:
    """The description of an answer of a class."""
    _described.add(kind)
    schema, _ = msgspec.json.schema_components([kind], ref_template=_HOME + "{name}")
    return {"content": {JSON: {"schema": schema[0]}}}


def components() -> dict[str, Any]:
    """The schemas of all classes that answers are made of."""
    _, found = msgspec.json.schema_components(sorted(_described, key=repr), ref_template=_HOME + "{name}")
    kinds = sorted({home.__name__ for _, home in HOMES.values()})
    return found | {
        "Record": {"anyOf": [{"$ref": _HOME + name} for name in kinds]}
    }  # one of these, never the bare base


def answer(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    return Response(msgspec.json.encode(value), status, headers, JSON)
