"""What was done to the ledger, by whom and when; and that nothing of it was changed afterwards."""

import io
import json
from typing import BinaryIO

from fastapi import APIRouter, Response

from hoedam.ledger import history
from hoedam.ledger.history import Entry
from hoedam.web import addresses
from hoedam.web.access import Reader, Visit
from hoedam.web.streams import Write, as_written

router = APIRouter(include_in_schema=False)

_PAGE = 100
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
    entries = [
        (entry, _subject(entry), json.dumps(json.loads(entry.data), ensure_ascii=False, indent=1))
        for entry in found[:_PAGE]
    ]
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


def _subject(entry: Entry) -> tuple[str, str]:
    """What it is about, in short, and its page where it has one."""
    kind, _, number = entry.subject.partition(":")
    home = _HOMES.get(kind)
    return (f"{home[-1]}{number}", f"{home}{number}") if home else (entry.subject, "")
