"""What is joined across documents, each at its own address; `/go/c5` finds the way to any number."""

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Response

from hoedam.errors import HoedamError, LedgerBusy, NotInLedger
from hoedam.ledger import merges, revisions
from hoedam.ledger.about import AboutItem, Report, about_item
from hoedam.ledger.ids import LETTERS, parse_as, shown_item
from hoedam.ledger.merges import Merged
from hoedam.resolve.aligned import align
from hoedam.web import addresses
from hoedam.web.access import Reader, Reviewer, Seen, Visit
from hoedam.web.pages import code_of

if TYPE_CHECKING:
    from sqlalchemy import Connection

router = APIRouter(include_in_schema=False)

_MOST = 100  # reports of a page

# folder → kinds of item that have their pages there, and the template
_PAGES = {
    "utterances": (("statement",), "utterance.html"),
    "meetings": (("meeting",), "meeting.html"),
    "matters": (("agreement", "body", "project"), "matter.html"),
    "names": (("entity",), "name.html"),
}


@router.get("/go/{id}")
def go(visit: Reader, id: str) -> Response:
    """The page of any number. Raises DecisionInvalid for what is none."""
    return visit.go(addresses.of(id))


def _add(folder: str, kinds: tuple[str, ...], template: str) -> None:
    @router.get(f"/{folder}/{{id}}", name=folder)
    def show(visit: Reader, id: str, after: str = "") -> Response:
        kind, number = parse_as(id, *kinds)
        behind = parse_as(after, "record")[1] if after else 0
        with visit.ledger.read() as connection:
            if now := moved(connection, kind, number):
                return arrive(visit, id, now)
            found = about_item(connection, kind, number)
            standing = merges.standing(connection, number)
            offices = merges.offices(connection, number) if kind == "entity" else []
        shown, following = _page(found, behind)
        return visit.page(
            template, found=found, standing=standing, offices=offices, variants=_variants(found), shown=shown,
            following=following,
        )  # fmt: skip


for _folder, (_kinds, _template) in _PAGES.items():
    _add(_folder, _kinds, _template)


def moved(connection: "Connection", kind: str, number: int) -> str:
    """What a number that is no more stands as since it was merged: c5; empty where there is none, or it is there."""
    now = merges.moved(connection, number)
    return shown_item(*now) if now and now[0] == kind else ""


def arrive(visit: Visit, id: str, now: str) -> Response:
    """To the page of what a number was merged into."""
    return visit.go(
        addresses.of(now), visit.words.gettext("%(id)s was merged: it now stands as %(now)s.") % {"id": id, "now": now}
    )


def _page(found: AboutItem[Any], behind: int) -> tuple[Sequence[Report], str | None]:
    """The reports behind a record, and the address of those behind them: a president is named in thousands."""
    rest = [report for report in found.reports if parse_as(report.place.record, "record")[1] > behind]
    shown = rest[:_MOST]
    more = len(rest) > _MOST
    return shown, addresses.with_query(addresses.of(found.id), [("after", shown[-1].place.record)]) if more else None


def _variants(found: AboutItem[Any]) -> list[tuple[object, object]]:
    """Each report with its words beside those that are quoted."""
    quoted = found.settled.words.value
    return (
        [(report, align(quoted, report.place.words)) for report in found.reports] if found.kind == "statement" else []
    )


@router.get("/merge")
def both(visit: Reviewer, id: str, other: str) -> Response:
    """Two things side by side, before somebody says that they are one."""
    return _side_by_side(visit, id, other)


def _side_by_side(visit: Visit, id: str, other: str, refused: HoedamError | None = None, why: str = "") -> Response:
    kind, numbers = _two(id, other)
    with visit.ledger.read() as connection:
        pair = [about_item(connection, kind, number) for number in numbers]
        revision = revisions.newest(connection, numbers)
    return visit.page(
        "merge.html", code=code_of(refused) if refused else 200, pair=pair, revision=revision, why=why,
        refused=visit.words.sentence(str(refused)) if refused else "",
    )  # fmt: skip


@router.post("/merge")
def merge(
    visit: Reviewer,
    id: Annotated[str, Form()],
    other: Annotated[str, Form()],
    why: Annotated[str, Form()],
    revision: Seen = None,
) -> Response:
    """Say that two numbers are one thing."""
    _, (number, second) = _two(id, other)
    try:
        return _done(visit, merges.merge(visit.ledger, number, second, visit.person, why, revision))
    except LedgerBusy as error:
        with suppress(NotInLedger):  # where one of the two is no more
            return _side_by_side(visit, id, other, error, why)
        raise


def _two(id: str, other: str) -> tuple[str, tuple[int, int]]:
    """The kind of two things, and their numbers. Raises DecisionInvalid where they are of different kinds."""
    kind, number = parse_as(id.strip(), *LETTERS)
    return kind, (number, parse_as(other.strip(), kind)[1])


@router.post("/split")
def split(
    visit: Reviewer, record: Annotated[str, Form()], why: Annotated[str, Form()], revision: Seen = None
) -> Response:
    """Say that a record is another thing than what it was joined with."""
    done = merges.split(visit.ledger, parse_as(record, "record")[1], visit.person, why, revision)
    return _done(visit, done)


@router.post("/unmerge")
def unmerge(visit: Reviewer, entry: Annotated[int, Form()], why: Annotated[str, Form()] = "") -> Response:
    """Take back a merge or a split."""
    return _done(visit, merges.undo(visit.ledger, entry, visit.person, why))


def _done(visit: Visit, done: Merged) -> Response:
    ids = [shown_item(done.kind, number) for number in done.items]
    said = visit.words.gettext("It now stands as %(ids)s (entry %(entry)s of the history).")
    return visit.go(addresses.of(ids[0]), said % {"ids": ", ".join(ids), "entry": done.entry})
