"""What may be asked: numbers, filters, pages, and the bodies of what is written."""

import json
from collections.abc import Iterator
from dataclasses import fields
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from fastapi.dependencies.models import Dependant
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue, WithJsonSchema

from hoedam.errors import SettingInvalid
from hoedam.ledger.filters import CODES, DAY, Filter
from hoedam.ledger.ids import LETTERS
from hoedam.ledger.records import HOMES

_NUMBER = "[1-9][0-9]{0,17}"
_DAY = f"^{DAY.pattern}$"
_ABOUT = {
    "words": "A search: a space is AND, “…” a phrase, a minus sign leaves out.",
    "since": "From this day, month or year on.",
    "until": "Until this day, month or year.",
    "overdue": "Only commitments past their last day.",
    "state": "How far the review came.",
    "kind": "Kind of document.",
    "status": "Of a commitment.",
    "country": "A state concerned: ISO 3166-1 alpha-3, or a Korean or English name.",
    "sector": "A sector or a group of them, as `energy.nuclear` or `energy`.",
}

Limit = Annotated[int, Query(ge=1, le=500, description="How many rows at most.")]
After = Annotated[str | None, Query(max_length=200, description="`next` of the page before.")]


def number(*kinds: str) -> Any:
    """The type of a number in a path: of records (`r`), documents (`d`) or these kinds of item."""
    letters = "".join(LETTERS.get(kind, kind[0]) for kind in kinds)
    return Annotated[str, Path(pattern=f"^[{letters}]{_NUMBER}$", description="Its number, as lists show it.")]


def _value(name: str) -> Any:
    """One value of a name of the filter: what it may be is told here, and refused by the filter in words."""
    if name in CODES:
        return Annotated[str, WithJsonSchema({"type": "string", "enum": list(CODES[name])})]
    return Annotated[str, WithJsonSchema({"type": "string", "pattern": _DAY})] if name in ("since", "until") else str


def _parameter(name: str, default: Any) -> Parameter:
    kind: Any = list[_value(name)] if default == () else bool if default is False else _value(name)  # type: ignore[misc]
    said = _ABOUT.get(name)
    start = [] if default == () else default
    return Parameter(name, Parameter.KEYWORD_ONLY, default=Query(start, description=said), annotation=kind)


def _filter(**given: Any) -> Filter:
    return Filter.of(**given)


_filter.__signature__ = Signature([_parameter(field.name, field.default) for field in fields(Filter)])  # type: ignore[attr-defined]
Filtered = Annotated[Filter, Depends(_filter)]


def only_known(request: Request) -> None:
    """Refuses a name in the query that the address does not know: a misspelt filter would give everything."""
    known = set(_names(request.scope["route"].dependant))
    for name in request.query_params:
        if name not in known and name != "lang":
            raise SettingInvalid(
                f"{name!r} is nothing to ask here: choose among {', '.join(sorted(known)) or 'nothing'}."
            )


def _names(dependant: Dependant) -> Iterator[str]:
    """What may be asked of a route, by itself and by what it depends on."""
    yield from (one.alias for one in dependant.query_params)
    for inner in dependant.dependencies:
        yield from _names(inner)


class Asked(BaseModel):
    """The body of what is written: these names and no others, of these types."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Reason(Asked):
    """Why, in a few words."""

    why: str = Field("", max_length=500)


class Seen(Asked):
    """A decision on a record: the revision that was seen."""

    revision: int = Field(ge=0, description="`revision` of the record as it was seen; 409 where it is not the newest.")


class Decide(Seen, Reason):
    """A decision, and why."""


def _is_text(value: dict[str, JsonValue]) -> dict[str, JsonValue]:
    """Refuses halves of a pair of surrogates, which JSON lets through and no text can hold."""
    json.dumps(value, ensure_ascii=False).encode()  # its UnicodeEncodeError is a ValueError
    return value


Fields = Annotated[dict[str, JsonValue], Field(min_length=1), AfterValidator(_is_text)]


class Correct(Decide):
    """Fields to change, in the record's own JSON form; a span by `start` and `end` alone."""

    changes: Fields


class Add(Reason):
    """A record that the machine missed, in its own JSON form without `id`; a span by `start` and `end` alone."""

    kind: str = Field(json_schema_extra={"enum": list(HOMES)})
    fields: Fields


class Checked(Asked):
    """A decision on what is joined across documents: the revision that was seen, so that nobody is passed over."""

    revision: int | None = Field(None, ge=0, description="`revision` as it was seen; 409 where it is not the newest.")


class Status(Checked):
    """What became of a commitment, with its date and either evidence or a source outside."""

    status: str = Field(json_schema_extra={"enum": list(CODES["status"])})
    date: str = Field(pattern=_DAY, description="When it became so, as exact as it is known.")
    evidence: str | None = Field(None, max_length=100, description="A record (`r12`) or words (`d3:10-20`).")
    source: str | None = Field(None, max_length=2000, description="An outside source by name.")
    note: str = Field("", max_length=2000)


class Withdraw(Checked, Reason):
    """A status that is taken back, by its entry in the history."""

    entry: int = Field(ge=1, lt=2**63)


class Tracked(Checked):
    """Type of follow-up, offices responsible, note; an empty text clears one, null leaves it."""

    type: str | None = Field(None, max_length=100)
    office: str | None = Field(None, max_length=2000)
    counterpart_office: str | None = Field(None, max_length=2000)
    note: str | None = Field(None, max_length=2000)


class Confirm(Checked):
    """That a proposal follows the commitment up; status and date where they are not those proposed."""

    status: str | None = Field(None, json_schema_extra={"enum": [*CODES["status"], None]})
    date: str | None = Field(None, pattern=_DAY)
    note: str = Field("", max_length=2000)


class Why(Checked, Reason):
    """A reason, and the revision that was seen."""


class Joined(Checked):
    """That two numbers are one thing, or that a record is another, and why."""

    why: str = Field(min_length=1, max_length=500)


class Merge(Joined):
    """The other number, of the same kind."""

    other: str = Field(pattern=f"^[{''.join(LETTERS.values())}]{_NUMBER}$")


class Text(Asked):
    """A text to read and add; another text of the same `address` becomes its new version."""

    text: str = Field(min_length=1)
    published: str | None = Field(None, pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="The day of publication.")
    title: str | None = Field(None, max_length=2000)
    publisher: str | None = Field(None, max_length=2000)
    address: str | None = Field(None, max_length=2000)
