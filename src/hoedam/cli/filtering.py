"""The options by which every list of a ledger is narrowed, made of the one filter."""

from collections.abc import Callable
from functools import wraps
from typing import Any, get_args

import click

from hoedam.model import ActName, DocumentKind, Form, MeetingKind, Strength

_STATUSES = ("open", "under_way", "done", "stalled", "lapsed", "no_evidence")
_STATES = ("machine", "checked", "signed_off")
_MANY: dict[str, tuple[str, str]] = {  # name → what stands for a value, help
    "country": ("STATE", "A state concerned: code (KAZ) or Korean or English name."),
    "speaker": ("NAME", "Who said it: the name as it is shown."),
    "speaker_country": ("STATE", "The speaker's state."),
    "act": (" | ".join(get_args(ActName)), "What it does, as pledge or request."),
    "sector": ("SECTOR", "A sector or a group of them, as energy.nuclear or energy."),
    "form": (" | ".join(get_args(Form)), "direct, indirect, mixed or narrated."),
    "owner": ("STATE", "Who must act."),
    "counterpart": ("STATE", "To whom it is owed."),
    "meeting_kind": (" | ".join(get_args(MeetingKind)), "Kind of meeting, as summit."),
    "matter_status": ("STATUS", "What became of an agreement, body or project, as signed."),
    "entity_type": ("person | organization", "Of names: person or organization."),
    "doubt": ("CODE", "What the reading could not settle, as speaker_conflict."),
    "strength": (" | ".join(get_args(Strength)), "agreed, pledged, planned, proposed or requested."),
    "status": (" | ".join(_STATUSES), "Of a commitment: open, under_way, done, stalled, lapsed or no_evidence."),
    "state": (" | ".join(_STATES), "Of the review: machine, checked or signed_off."),
    "kind": (" | ".join(get_args(DocumentKind)), "Kind of document, as readout."),
    "publisher": ("NAME", "Who published the document."),
}


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options for every name of the filter; the command gets the filter they make as `filter`."""

    @wraps(command)
    def with_filter(*args: Any, **given: Any) -> Any:
        from hoedam.ledger.filters import Filter  # with it come the tables of countries and sectors

        said = {name: given.pop(name) for name in (*_MANY, "since", "until", "overdue", "words")}
        return command(*args, filter=Filter.of(**said), **given)

    made: Callable[..., Any] = click.option("--overdue", is_flag=True, help="Only commitments past their last day.")(
        with_filter
    )
    for name, help in (("until", "Until this day, month or year."), ("since", "From this day, month or year on.")):
        made = click.option(f"--{name}", default="", metavar="DATE", help=help)(made)
    for name, (value, help) in reversed(_MANY.items()):
        metavar = value if len(value) < 12 else name.upper().replace("_", "-")
        option = "review" if name == "state" else name.replace("_", "-")
        made = click.option(f"--{option}", name, multiple=True, metavar=metavar, help=help)(made)
    return made


def words_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--words QUERY, for lists; `hoedam search` takes it as its argument."""
    help = 'Only what a search finds: a space is AND, "…" a phrase, a minus sign leaves out.'
    return click.option("--words", default="", metavar="QUERY", help=help)(command)
