"""Lists of the ledger: statements, utterances, commitments, meetings, matters, and what a search finds in all of them."""

from fastapi import APIRouter, Response

from hoedam.web.access import Reader
from hoedam.web.listing import file_of, listing

router = APIRouter(include_in_schema=False)

# path → list, and what it can be narrowed by on its page
LISTS = {
    "search": ("hits", ("country", "sector", "kind", "publisher", "state")),
    "statements": ("statements", ("country", "speaker", "act", "sector", "form", "kind", "publisher", "state", "doubt")),
    "utterances": ("utterances", ("country", "speaker", "act", "sector")),
    "commitments": ("commitments", ("country", "owner", "strength", "status", "sector", "state")),
    "meetings": ("meetings", ("country", "meeting_kind", "year")),
    "matters": ("matters", ("country", "matter_status", "sector")),
    "names": ("names", ("entity_type", "country")),
}  # fmt: skip
# list → where it is shown
PATH_OF = {which: f"/{path}" for path, (which, _) in LISTS.items()}


def _add(path: str, which: str, facets: tuple[str, ...]) -> None:
    @router.get(f"/{path}", name=path)
    def show(visit: Reader) -> Response:
        with visit.ledger.read() as connection:
            return visit.page(f"{which}.html", list=listing(visit, connection, which, f"/{path}", facets))

    @router.get(f"/{path}.{{form}}", name=f"{path}_file")
    def download(visit: Reader, form: str) -> Response:
        return file_of(visit, which, form)


for _path, (_which, _facets) in LISTS.items():
    _add(_path, _which, _facets)
