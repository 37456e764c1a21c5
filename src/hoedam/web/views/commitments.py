"""Commitments: the board, one with its evidence and what became of it, the checklist and deadlines as files."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

from fastapi import APIRouter, Response
from fastapi import Form as Sent

from hoedam.errors import DecisionInvalid, LedgerBusy, SettingInvalid
from hoedam.exports.calendar import write_calendar
from hoedam.exports.checklist import write_checklist
from hoedam.exports.handing import checklist, dues
from hoedam.ledger import history, merges, queries, tracking
from hoedam.ledger.about import AboutItem, about_item
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import parse_as
from hoedam.ledger.rows import Hit, Place
from hoedam.ledger.tracking import FIELDS, STATUSES, TYPES
from hoedam.web import pages
from hoedam.web.access import Reader, Reviewer, Seen, Visit
from hoedam.web.form import Filled, Form
from hoedam.web.listing import FORMS, filter_of
from hoedam.web.streams import as_written, whole_file
from hoedam.web.views.items import arrive, moved

if TYPE_CHECKING:
    from sqlalchemy import Connection

router = APIRouter(include_in_schema=False)

_COLUMN = 10  # cards of a column of the board; the rest is a click away
_OFFERED = 6  # records of a kind that are offered as evidence


@dataclass(frozen=True, slots=True)
class Told:
    """Why a commitment's page comes back after a form was sent, and the form as it was filled in: of its status, or its fields."""

    refused: str = ""
    code: int = 200
    status: Form | None = None
    fields: Form | None = None


@router.get("/commitments/board")
def board(visit: Reader) -> Response:
    """Commitments by what became of them; `overdue` ones are marked, not moved."""
    filter = filter_of(visit)
    with visit.ledger.read() as connection:
        counts = dict(queries.facet_counts(connection, "commitments", filter, "status"))
        columns = [
            (status, counts.get(status, 0), queries.page(connection, "commitments", one, limit=_COLUMN).rows)
            for status in STATUSES
            if (one := filter.narrowed(status=(status,)))
        ]
    return visit.page("board.html", filter=filter, columns=columns)


@router.get("/commitments/checklist.xlsx")
def checklist_file(visit: Reader) -> Response:
    """The follow-up checklist (후속조치 점검표) of exactly the chosen set."""
    filter = filter_of(visit)

    def write(file: BinaryIO) -> None:
        with visit.ledger.read() as connection:
            write_checklist(checklist(connection, filter), file, as_of=date.today().isoformat())

    return whole_file(write, FORMS["xlsx"], {"Content-Disposition": 'attachment; filename="hoedam-checklist.xlsx"'})


@router.get("/commitments/deadlines.ics")
def deadlines(visit: Reader) -> Response:
    """Deadlines of exactly the chosen set, for a calendar."""
    filter = filter_of(visit)

    def write(file: BinaryIO) -> None:
        with visit.ledger.read() as connection:
            write_calendar(dues(connection, filter, visit.words.label), file, language=visit.words.language)

    return as_written(write, "text/calendar; charset=utf-8", {})


@router.get("/commitments/{id}")
def show(visit: Reader, id: str) -> Response:
    """One commitment with every report, how it was settled, and what became of it."""
    return _page(visit, id)


def _page(visit: Visit, id: str, told: Told = Told()) -> Response:
    _, number = parse_as(id, "commitment")
    with visit.ledger.read() as connection:
        if now := moved(connection, "commitment", number):
            return arrive(visit, id, now)
        found = about_item(connection, "commitment", number)
        standing = merges.standing(connection, number)
        entries = [
            entry
            for report in found.reports
            for entry in history.entries(connection, f"record:{parse_as(report.place.record, 'record')[1]}")
        ]
        grounds = _grounds(connection, found, told.status)
    entries.sort(key=lambda entry: entry.id)
    return visit.page(
        "commitment.html", code=told.code, path=f"/commitments/{id}", told=told, found=found, standing=standing, entries=entries,
        grounds=grounds, statuses=STATUSES, types=TYPES, score=found.account.score if found.account else None,
        today=date.today().isoformat(),
    )  # fmt: skip


def _grounds(connection: "Connection", found: AboutItem[Any], form: Form | None) -> dict[str, list[Place]]:
    """Words that may show what became of a commitment, each once: found just now, of later documents, its own reports."""
    later = [one.later for one in found.followups if one.verdict != "rejected"]
    groups = {
        "found": _searched(connection, form.one("search")) if form else [],
        "later": later[:_OFFERED],
        "own": [one.place for one in found.reports[:_OFFERED]],
    }
    first = {one.span: name for name in reversed(groups) for one in groups[name] if one.start is not None}
    return {
        name: list({one.span: one for one in places if first.get(one.span) == name}.values())
        for name, places in groups.items()
    }


def _searched(connection: "Connection", words: str) -> list[Place]:
    try:
        rows = queries.page(connection, "hits", Filter.of(words=words), limit=_OFFERED * 2, order="relevance").rows
    except SettingInvalid:  # no word to look for
        return []
    return [row.place for row in rows if isinstance(row, Hit) and row.kind != "entity"][:_OFFERED]


@router.post("/commitments/{id}/status")
def set_status(visit: Reviewer, id: str, form: Filled) -> Response:
    """Say what became of it, with the date and the evidence; or look for evidence. What was filled in stays filled in."""
    _, number = parse_as(id, "commitment")
    if form.one("do") == "find":
        return _page(visit, id, Told(status=form))
    evidence, source = form.one("typed") or form.one("evidence"), form.one("source")
    try:
        entry = tracking.set_status(
            visit.ledger, number, form.one("status"), form.one("date"), visit.person, evidence=evidence or None, source=source,
            note=form.one("note"), revision=form.number("revision"),
        )  # fmt: skip
    except (DecisionInvalid, LedgerBusy) as error:
        return _page(visit, id, Told(visit.words.sentence(str(error)), pages.code_of(error), status=form))
    said = visit.words.gettext("Status: %(status)s (entry %(entry)s of the history).")
    return visit.go(
        f"/commitments/{id}", said % {"status": visit.words.label("progress", form.one("status")), "entry": entry}
    )


@router.post("/commitments/{id}/withdraw")
def withdraw(
    visit: Reviewer, id: str, entry: Annotated[int, Sent()], why: Annotated[str, Sent()] = "", revision: Seen = None
) -> Response:
    """Take back a status; the one before holds again, and both stay to be seen."""
    tracking.withdraw(visit.ledger, entry, visit.person, why, revision)
    return visit.go(f"/commitments/{id}", visit.words.gettext("The status was taken back."))


@router.post("/commitments/{id}/fields")
def set_fields(visit: Reviewer, id: str, form: Filled) -> Response:
    """Set the type of follow-up, the offices responsible, the note: those that the form has."""
    _, number = parse_as(id, "commitment")
    given = {name: value for name, value in form.pairs if name in FIELDS}
    try:
        tracking.set_fields(visit.ledger, number, visit.person, form.number("revision"), **given)
    except (DecisionInvalid, LedgerBusy) as error:
        return _page(visit, id, Told(visit.words.sentence(str(error)), pages.code_of(error), fields=form))
    return visit.go(f"/commitments/{id}", visit.words.gettext("It was written down."))
