"""Commitments: the board, one with its evidence and what became of it, the checklist and deadlines as files."""

from datetime import date
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Form, Response

from hoedam.exports.calendar import write_calendar
from hoedam.exports.checklist import write_checklist
from hoedam.exports.handing import checklist, dues
from hoedam.ledger import history, merges, queries, tracking
from hoedam.ledger.about import about_item
from hoedam.ledger.ids import parse_as
from hoedam.ledger.tracking import STATUSES, TYPES
from hoedam.web.access import Reader, Reviewer, Seen
from hoedam.web.listing import FORMS, filter_of
from hoedam.web.streams import as_written, whole_file

router = APIRouter(include_in_schema=False)

_COLUMN = 10  # cards of a column of the board; the rest is a click away


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
    _, number = parse_as(id, "commitment")
    with visit.ledger.read() as connection:
        found = about_item(connection, "commitment", number)
        standing = merges.standing(connection, number)
        entries = [
            entry
            for report in found.reports
            for entry in history.entries(connection, f"record:{parse_as(report.place.record, 'record')[1]}")
        ]
    entries.sort(key=lambda entry: entry.id)
    return visit.page(
        "commitment.html", found=found, standing=standing, entries=entries, statuses=STATUSES, types=TYPES,
        score=found.account.score if found.account else None, today=date.today().isoformat(),
    )  # fmt: skip


@router.post("/commitments/{id}/status")
def set_status(
    visit: Reviewer,
    id: str,
    status: Annotated[str, Form()],
    date: Annotated[str, Form()] = "",
    evidence: Annotated[str, Form()] = "",
    source: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    revision: Seen = None,
) -> Response:
    """Say what became of it, with the date and the evidence."""
    _, number = parse_as(id, "commitment")
    entry = tracking.set_status(
        visit.ledger, number, status, date, visit.person, evidence=evidence.strip() or None, source=source, note=note,
        revision=revision,
    )  # fmt: skip
    said = visit.words.gettext("Status: %(status)s (entry %(entry)s of the history).")
    return visit.go(f"/commitments/{id}", said % {"status": visit.words.label("progress", status), "entry": entry})


@router.post("/commitments/{id}/withdraw")
def withdraw(
    visit: Reviewer, id: str, entry: Annotated[int, Form()], why: Annotated[str, Form()] = "", revision: Seen = None
) -> Response:
    """Take back a status; the one before holds again, and both stay to be seen."""
    tracking.withdraw(visit.ledger, entry, visit.person, why, revision)
    return visit.go(f"/commitments/{id}", visit.words.gettext("The status was taken back."))


@router.post("/commitments/{id}/fields")
def set_fields(
    visit: Reviewer,
    id: str,
    type: Annotated[str | None, Form()] = None,
    office: Annotated[str | None, Form()] = None,
    counterpart_office: Annotated[str | None, Form()] = None,
    note: Annotated[str | None, Form()] = None,
    revision: Seen = None,
) -> Response:
    """Set the type of follow-up, the offices responsible, the note."""
    _, number = parse_as(id, "commitment")
    given = {"type": type, "office": office, "counterpart_office": counterpart_office, "note": note}
    tracking.set_fields(visit.ledger, number, visit.person, revision, **given)
    return visit.go(f"/commitments/{id}", visit.words.gettext("It was written down."))
