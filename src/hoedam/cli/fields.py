"""Fields of a record as they are typed: `--set form=indirect --set 'speakers=["e3"]'`, or a JSON object."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import click

from hoedam.errors import DecisionInvalid


def set_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--set FIELD=VALUE and --json OBJECT."""
    one = 'A field and its value: JSON, or plain text. Spans as {"start": 10, "end": 20}. May be given again.'
    given = click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help=one)
    whole = click.option("--json", "whole", metavar="OBJECT", help="Several fields as one JSON object.")
    return given(whole(command))


def fields_of(fields: Iterable[str], whole: str | None) -> dict[str, Any]:
    """The fields by name. Raises DecisionInvalid for what is neither."""
    found = _object(whole) if whole else {}
    for text in fields:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise DecisionInvalid(f"--set {text!r} names no field: give it as FIELD=VALUE, such as form=indirect.")
        found[name.strip()] = _value(value)
    return found


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise DecisionInvalid(f"--json cannot be read ({error}): give one JSON object.") from error
    if not isinstance(value, dict):
        raise DecisionInvalid('--json is no object: give one such as {"form": "indirect"}.')
    return value


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
