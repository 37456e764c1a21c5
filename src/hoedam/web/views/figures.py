"""Figures: acts, sectors, commitments and what became of them, over time and by state, speaker and outlet."""

from typing import cast

from fastapi import APIRouter, Response

from hoedam.errors import SettingInvalid
from hoedam.ledger.figures import STEPS, Figures, Step
from hoedam.ledger.tracking import STATUSES
from hoedam.web.access import Reader, Visit
from hoedam.web.scope import GROUPS, figure_file, scope

router = APIRouter(include_in_schema=False)

PATH = "/figures"
SHOWN = 15  # rows of a table on the page; its file has all
PAGE = ("periods", "acts", "sectors", "strengths", "owners", "countries", "speakers", "outlets")


@router.get(PATH)
def figures(visit: Reader) -> Response:
    """All figures of what the address narrows the ledger to."""
    with visit.ledger.read() as connection:
        counted = scope(visit, connection, PATH, keep=("step",))
        made = Figures(connection, counted.filter, step=step_of(visit))
        found = {name: made.figure(name) for name in PAGE}
        return visit.page(
            "figures.html", scope=counted, figures=found, fulfilment=made.fulfilment, step=step_of(visit), shown=SHOWN,
            sectors=GROUPS, statuses=STATUSES,
        )  # fmt: skip


@router.get(PATH + "/{name}.{form}")
def download(visit: Reader, name: str, form: str) -> Response:
    """One figure as a file."""
    with visit.ledger.read() as connection:
        counted = scope(visit, connection, PATH)
        return figure_file(visit, Figures(connection, counted.asked, step=step_of(visit)).figure(name), form)


def step_of(visit: Visit) -> Step:
    """The step of time in the address, years where it says none. Raises SettingInvalid for another word."""
    step = visit.request.query_params.get("step") or "year"
    if step not in STEPS:
        raise SettingInvalid(f"{step} is no step of time: choose among {', '.join(STEPS)}.")
    return cast(Step, step)
