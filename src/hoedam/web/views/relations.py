"""Relations: the states that are met; with each what passed, who asked and pledged what, and two meetings side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from fastapi import APIRouter, Response

from hoedam.errors import SettingInvalid
from hoedam.exports import chronicle
from hoedam.exports.docx import write_docx
from hoedam.exports.dossier import HOME, askers, dossier
from hoedam.exports.hwpx import write_hwpx
from hoedam.exports.markdown import write_markdown
from hoedam.ledger import queries, relations
from hoedam.ledger.countries import code_of
from hoedam.ledger.figures import Figure, Figures
from hoedam.ledger.filters import Filter
from hoedam.ledger.relation import GROUPS, SORTS, Event, timeline
from hoedam.ledger.relations import Encounter
from hoedam.ledger.rows import CommitmentRow
from hoedam.web.access import Reader, Visit
from hoedam.web.chronology import chronology
from hoedam.web.scope import GROUPS as SECTORS
from hoedam.web.scope import Scope, figure_file, scope, table_file
from hoedam.web.streams import whole_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hoedam.exports.briefing import Briefing

router = APIRouter(include_in_schema=False)

PATH = "/relations"
MEETINGS = 40  # of a dossier's line and table, the newest
CHOICES = 300  # meetings that can be chosen to be compared
ROWS = 5  # of each part of what was asked and pledged
MATTERS = 15
VOICES = 12
EVENTS = 100  # about as many on a page, whole months
WRITERS: dict[str, tuple[Callable[["Briefing", BinaryIO], None], str]] = {
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "hwpx": (write_hwpx, "application/hwp+zip"),
    "md": (write_markdown, "text/markdown; charset=utf-8"),
}


@router.get(PATH)
def states(visit: Reader) -> Response:
    """The states that are met or spoken of."""
    with visit.ledger.read() as connection:
        found = relations.states(connection, HOME)
    return visit.page("relations.html", found=found, scope=_of_path(PATH))


@router.get(PATH + "/states.{form}")
def states_file(visit: Reader, form: str) -> Response:
    """The same as a file."""
    with visit.ledger.read() as connection:
        return figure_file(visit, relations.states(connection, HOME), form)


@router.get(PATH + "/{state}.{form}")
def briefing(visit: Reader, state: str, form: str) -> Response:
    """The dossier as a document."""
    if form not in WRITERS:
        raise SettingInvalid(f"{form} is no format of a dossier: choose among {', '.join(WRITERS)}.")
    write, media = WRITERS[form]
    code = code_of(state)
    with visit.ledger.read() as connection:
        made = dossier(connection, code, say=visit.words.label, language=visit.words.language)
    named = {"Content-Disposition": f'attachment; filename="hoedam-{HOME}-{code}.{form}"'}
    return whole_file(lambda file: write(made, file), media, named)


@router.get(PATH + "/{state}")
def relation(visit: Reader, state: str) -> Response:
    """What passed between the home state and another."""
    code = code_of(state)
    if code == HOME:
        return visit.go(PATH)
    concerned = Filter(country=(code,))
    with visit.ledger.read() as connection:
        met = queries.page(connection, "meetings", concerned, limit=MEETINGS).rows
        made = Figures(connection, concerned)
        return visit.page(
            "relation.html", other=code, home=HOME, scope=_of_path(f"{PATH}/{code}"), meetings=met,
            total={which: queries.count(connection, which, concerned) for which in ("meetings", "commitments", "matters")},
            line=_line(visit, met), sides=[relations.side(connection, code, HOME, part, limit=ROWS) for part in relations.PARTS],
            fulfilment=made.fulfilment, matters=queries.page(connection, "matters", concerned, limit=MATTERS).rows,
            sectors=grid(made.figure("sector_periods")), voices=relations.voices(connection, code),
            relays=relations.relays(connection, code), shown=VOICES,
        )  # fmt: skip


@router.get(PATH + "/{state}/compare")
def compare(visit: Reader, state: str, left: str = "", right: str = "") -> Response:
    """Two meetings side by side; the earlier stands left, whatever the address says."""
    code = code_of(state)
    with visit.ledger.read() as connection:
        choices = queries.page(connection, "meetings", Filter(country=(code,)), limit=CHOICES).rows
        both = sorted(_chosen(connection, left, right), key=lambda one: one.meeting.date or "")
        offered = [one.meeting.id for one in both] or [row.id for row in reversed(choices[:2])]
        back = relations.returns(connection, *both) if len(both) == 2 else []
        return visit.page(
            "two_meetings.html", other=code, home=HOME, choices=choices, both=both, back=back, chosen=[*offered[:1], *offered[-1:]],
            parts=[(part, [_of_part(one, part) for one in both]) for part in ("agreed", "asked", "pledged")], askers=askers,
        )  # fmt: skip


@router.get(PATH + "/{state}/events")
def events(visit: Reader, state: str) -> Response:
    """Everything with a date, in the order of the days."""
    code = code_of(state)
    with visit.ledger.read() as connection:
        counted = _events_scope(visit, connection, code)
        found = _events(visit, connection, code, counted.filter)
    return visit.page(
        "events.html", other=code, home=HOME, scope=counted, events=found, sectors=SECTORS, groups=GROUPS, sorts=SORTS,
        chosen=_sorts(visit),
    )  # fmt: skip


@router.get(PATH + "/{state}/events/timeline.{form}")
def events_file(visit: Reader, state: str, form: str) -> Response:
    """The same as a file."""
    code = code_of(state)
    with visit.ledger.read() as connection:
        found = _events(visit, connection, code, _events_scope(visit, connection, code).asked)
    return table_file(chronicle.table(found), form, len(found))


@router.get(PATH + "/{state}/{name}.{form}")
def figure(visit: Reader, state: str, name: str, form: str) -> Response:
    """A table of the dossier as a file."""
    code = code_of(state)
    with visit.ledger.read() as connection:
        if name in ("voices", "relays"):
            return figure_file(visit, getattr(relations, name)(connection, code), form)
        return figure_file(visit, Figures(connection, Filter(country=(code,))).figure(name), form)


@dataclass(frozen=True, slots=True)
class Grid:
    """A figure with two keys as rows and columns, each by its own order; the most said first."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    most: int


def grid(figure: Figure) -> Grid:
    """Rows of the first key, columns of the second, in the order of their names."""
    columns = sorted({row[1] for row in figure.rows})
    cells = {(row[0], row[1]): row[2] for row in figure.rows}
    rows = [(name, tuple(cells.get((name, one), 0) for one in columns)) for name in {row[0] for row in figure.rows}]
    rows.sort(key=lambda row: (-sum(row[1]), row[0]))
    return Grid(tuple(columns), tuple(rows), max(cells.values(), default=0))


def _of_path(path: str) -> Scope:
    return Scope(path, Filter(), Filter(), "", ())


def _line(visit: Visit, rows: tuple[Any, ...]) -> object:
    said = visit.words
    return chronology((row.date or "", f"{said.date(row.date)} {said.label('meeting', row.kind)}") for row in rows)


def _chosen(connection: "Connection", left: str, right: str) -> list[Encounter]:
    return [relations.encounter(connection, id) for id in dict.fromkeys((left, right)) if id]


def _of_part(one: Encounter, part: str) -> list[CommitmentRow]:
    strengths = {"agreed": ("agreed",), "asked": relations.ASKS, "pledged": relations.PLEDGES}[part]
    return [row for row in one.commitments if row.strength in strengths]


def _events_scope(visit: Visit, connection: "Connection", code: str) -> Scope:
    return scope(
        visit, connection, f"{PATH}/{code}/events", keep=("sort",), lists=("meetings", "commitments", "matters"),
        most=EVENTS, within=Filter(country=(code,)),
    )  # fmt: skip


def _events(visit: Visit, connection: "Connection", code: str, filter: Filter) -> list[Event]:
    wanted = _sorts(visit)
    return [event for event in timeline(connection, code, filter) if event.sort in wanted]


def _sorts(visit: Visit) -> tuple[str, ...]:
    """The kinds of events in the address; all where it names none. Raises SettingInvalid for another word."""
    asked = tuple(value for name, value in visit.query if name == "sort" and value)
    for one in asked:
        if one not in SORTS:
            raise SettingInvalid(f"{one} is no kind of event: choose among {', '.join(SORTS)}.")
    return asked or SORTS
