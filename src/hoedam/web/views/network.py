"""The network of who met and addressed whom: the strongest edges as a drawing, and as a table; all of them as a file."""

from typing import cast

from fastapi import APIRouter, Response

from hoedam.errors import SettingInvalid
from hoedam.ledger.network import KINDS, Of, network, numbers
from hoedam.web import addresses
from hoedam.web.access import Reader, Visit
from hoedam.web.scope import GROUPS, figure_file, scope

router = APIRouter(include_in_schema=False)

PATH = "/network"
SHOWN = 60  # edges on the page


@router.get(PATH)
def show(visit: Reader) -> Response:
    """The strongest edges of what the address narrows the ledger to."""
    of = _of(visit)
    with visit.ledger.read() as connection:
        counted = scope(visit, connection, PATH, keep=("of",), lists=("utterances",))
        found = network(connection, of, counted.filter)
        edges = found.rows[:SHOWN]
        known = numbers(connection, _names(of, edges)) if of == "persons" else {}
    leads = {name: _lead(of, name, known) for name in _names(of, edges)}
    return visit.page(
        "network.html", scope=counted, found=found, edges=edges, of=of, kinds=KINDS, leads=leads, sectors=GROUPS
    )


@router.get(PATH + "/{name}.{form}")
def download(visit: Reader, name: str, form: str) -> Response:
    """All edges as a file."""
    with visit.ledger.read() as connection:
        counted = scope(visit, connection, PATH)
        return figure_file(visit, network(connection, _checked(name), counted.asked), form)


def _of(visit: Visit) -> Of:
    return _checked(visit.request.query_params.get("of") or "states")


def _checked(of: str) -> Of:
    if of not in KINDS:
        raise SettingInvalid(f"{of} is no kind of network: choose among {', '.join(KINDS)}.")
    return cast(Of, of)


def _names(of: Of, edges: tuple[tuple[object, ...], ...]) -> set[str]:
    places = (0, 1) if of == "states" else (0, 2)
    return {str(edge[at]) for edge in edges for at in places}


def _lead(of: Of, name: str, known: dict[str, str]) -> str:
    """The page of a state's relation, of a name, or of the names that are called so."""
    if of == "states":
        return f"/relations/{name}"
    return addresses.of(known[name]) if name in known else addresses.with_query("/names", [("words", name)])
