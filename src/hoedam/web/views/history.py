"""What was done to the ledger, by whom and when; and that nothing of it was changed afterwards."""

import io
import json
import re
from typing import Any, BinaryIO

from fastapi import APIRouter, Response

from hoedam.ledger import history
from hoedam.ledger.history import Entry
from hoedam.ledger.ids import shown_item
from hoedam.web import addresses
from hoedam.web.access import Reader, Visit
from hoedam.web.streams import Write, as_written

router = APIRouter(include_in_schema=False)

_PAGE = 100
# what an entry is told by, in this order; those that are codes with the group of their labels
_TOLD = (
    "name", "item", "state", "status", "date", "words", "source", "verdict", "type", "office", "counterpart_office", "role",
    "email", "why", "note",
)  # fmt: skip
_CODED = {"state": "state", "status": "progress", "verdict": "verdict", "type": "followup_type", "role": "role"}
_CARRIED = re.compile(r"as (r[0-9]+)")  # the reason that `carrying` gives
_HOMES = {"record": "/records/r", "document": "/documents/d"}


@router.get("/history")
def show(visit: Reader, before: int | None = None, person: str = "", action: str = "", subject: str = "") -> Response:
    """The newest entries first."""
    with visit.ledger.read() as connection:
        found = history.latest(
            connection, before=before, limit=_PAGE + 1, person=person, action=action, subject=subject
        )
        total = history.length(connection)
        persons, actions = history.told(connection)
    more = _older(found[_PAGE - 1].id, person, action, subject) if len(found) > _PAGE else None
    entries = [(entry, _subject(entry), *_told(visit, json.loads(entry.data))) for entry in found[:_PAGE]]
    return visit.page(
        "history.html", entries=entries, total=total, persons=persons, actions=actions, older=more,
        chosen={"person": person, "action": action, "subject": subject},
    )  # fmt: skip


@router.get("/history/seal")
def seal(visit: Reader) -> Response:
    """Whether every entry still fits the one before it."""
    with visit.ledger.read() as connection:
        broken, total = history.broken(connection), history.length(connection)
    return visit.page("seal.html", broken=broken, total=total)


@router.get("/history.jsonl")
def download(visit: Reader) -> Response:
    """All of it, as lines from which the seal can be verified anywhere."""
    return as_written(
        _all(visit), "application/x-ndjson", {"Content-Disposition": 'attachment; filename="hoedam-history.jsonl"'}
    )


def _all(visit: Visit) -> Write:
    def write(file: BinaryIO) -> None:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="\n", write_through=True)
        with visit.ledger.read() as connection:
            history.export(connection, text)
        text.detach()

    return write


def _older(before: int, person: str, action: str, subject: str) -> str:
    pairs = [("before", str(before)), ("person", person), ("action", action), ("subject", subject)]
    return addresses.with_query("/history", pairs)


def _told(visit: Visit, data: dict[str, Any]) -> tuple[list[tuple[str, str]], str]:
    """What an entry says, as pairs in words, and all of it as it is kept."""
    after = data.get("after")
    flat = data | (after if isinstance(after, dict) else {})
    if flat.get("rejected"):
        flat["state"] = "rejected"
    if isinstance(flat.get("item"), int):  # only commitments are tracked
        flat["item"] = shown_item("commitment", flat["item"])
    said = visit.words.label
    pairs = [
        (said("field", name), said(_CODED[name], value) if name in _CODED else _reason(visit, value))
        for name in _TOLD
        if isinstance(value := flat.get(name), str) and value
    ]
    changed = ", ".join(said("field", name) for name in flat.get("fields", ()))
    if changed:
        pairs.append((said("field", "changed_fields"), changed))
    return pairs, json.dumps(data, ensure_ascii=False, indent=1)


def _reason(visit: Visit, text: str) -> str:
    """What somebody said; what was carried over from an older version says so by itself."""
    carried = _CARRIED.fullmatch(text)
    sentence = visit.words.gettext("as said of %(id)s in an older version")
    return sentence % {"id": carried[1]} if carried else text


def _subject(entry: Entry) -> tuple[str, str]:
    """What it is about, in short, and its page where it has one."""
    kind, _, number = entry.subject.partition(":")
    if kind == "user":
        return number, ""
    joined = json.loads(entry.data).get("kind") if kind == "item" else None  # what takes one back does not say it
    if joined:
        id = shown_item(joined, int(number))
        return id, addresses.of(id)
    home = _HOMES.get(kind)
    return (f"{home[-1]}{number}", f"{home}{number}") if home else (entry.subject, "")
