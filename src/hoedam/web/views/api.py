"""The page that describes the API, made of its own description: works without scripts, loads nothing from elsewhere."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Response

from hoedam.web.access import Reader
from hoedam.web.api.description import document

router = APIRouter(include_in_schema=False)
_SAMPLES = {
    "with_state": "KAZ",
    "date": "2024-03-01",
    "text": "…",
    "changes": {"softened": True},
    "source": "…",
    "why": "…",
    "fields": {"content": [{"start": 10, "end": 20}]},
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a path, a query or a body: what it may be, and what is said of it."""

    name: str
    where: str
    kind: str
    said: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked, and an example."""

    id: str
    method: str
    path: str
    summary: str
    said: str
    role: str
    names: tuple[Name, ...]
    answers: tuple[tuple[str, str], ...]
    example: str


@router.get("/api")
def show(visit: Reader) -> Response:
    """All that can be asked of the API."""
    base = str(visit.request.base_url).rstrip("/")
    groups: dict[str, list[Operation]] = {}
    for tag, one in operations(document(), base):
        groups.setdefault(tag, []).append(one)
    return visit.page("api.html", groups=groups, base=base)


def operations(described: dict[str, Any], base: str) -> Iterator[tuple[str, Operation]]:
    """Tag and operation of each that an OpenAPI document has, in its order."""
    schemas = described["components"]["schemas"]
    for path, methods in described["paths"].items():
        for method, one in methods.items():
            asked = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            body = schemas[asked["$ref"].rpartition("/")[2]] if "$ref" in asked else None
            yield one["tags"][0], Operation(
                id=one["operationId"], method=method.upper(), path=path, summary=one["summary"],
                said=one.get("description", ""), role=one["x-role"], names=(*_asked(one), *_sent(body)),
                answers=tuple((code, answer["description"]) for code, answer in sorted(one["responses"].items())),
                example=_example(base, method, path, one, body),
            )  # fmt: skip


def _asked(one: dict[str, Any]) -> Iterator[Name]:
    for given in one.get("parameters", ()):
        said = given.get("description", "")
        yield Name(given["name"], given["in"], _kind(given["schema"]), said, given["required"])


def _sent(body: dict[str, Any] | None) -> Iterator[Name]:
    for name, schema in (body or {}).get("properties", {}).items():
        required = name in (body or {}).get("required", ())
        yield Name(name, "body", _kind(schema), schema.get("description", ""), required)


def _kind(schema: dict[str, Any]) -> str:
    """What a schema allows, in a few words."""
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"] if value is not None)
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))}, …"
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}"
    return str(schema.get("type", ""))


def _example(base: str, method: str, path: str, one: dict[str, Any], body: dict[str, Any] | None) -> str:
    """A line for curl that asks it."""
    for given in one.get("parameters", ()):
        if given["in"] == "path":
            path = path.replace(f"{{{given['name']}}}", quote(str(_sample(given["name"], given["schema"]))))
    line = f"curl -H 'Authorization: Bearer KEY' '{base}{path}'"
    if method == "get":
        return line
    needed = {name: _sample(name, body["properties"][name]) for name in body.get("required", ())} if body else {}
    return f"{line} -H 'Content-Type: application/json' -d '{json.dumps(needed, ensure_ascii=False)}'"


def _sample(name: str, schema: dict[str, Any]) -> Any:
    if name in _SAMPLES:
        return _SAMPLES[name]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "integer":
        return 1
    return schema.get("pattern", "^[x]").removeprefix("^[")[0] + "1"
