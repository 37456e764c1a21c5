"""What a number names, each at its own address; `/go/c5` finds the way there."""

from fastapi import APIRouter, Response

from hoedam.web import addresses
from hoedam.web.access import Reader

router = APIRouter(include_in_schema=False)


@router.get("/go/{id}")
def go(visit: Reader, id: str) -> Response:
    """The page of any number. Raises DecisionInvalid for what is none."""
    return visit.go(addresses.of(id))
