"""Lists of the ledger: statements, utterances, commitments, meetings, matters, and what a search finds in all of them.

What a list can be narrowed by is counted when somebody looks at it: beside the list, or on a page of its own.
"""

from fastapi import APIRouter, Response

from hoedam.errors import SettingInvalid
from hoedam.ledger.queries import Page
from hoedam.web.access import Reader
from hoedam.web.listing import Listing, facet, file_of, filter_of, listing
from hoedam.web.views import documents

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
_NARROWED = LISTS | {"documents": ("documents", documents.FACETS)}
# list → where it is shown
PATH_OF = {which: f"/{path}" for path, (which, _) in LISTS.items()}


def _add(path: str, which: str, facets: tuple[str, ...]) -> None:
    @router.get(f"/{path}", name=path)
    def show(visit: Reader) -> Response:
        with visit.ledger.read() as connection:
            list = listing(visit, connection, which, f"/{path}", facets)
        if "counted" in visit.request.query_params and "hx-request" in visit.request.headers:
            return visit.part("parts/count.html", list=list)
        return visit.page(f"{which}.html", list=list)

    @router.get(f"/{path}.{{form}}", name=f"{path}_file")
    def download(visit: Reader, form: str) -> Response:
        return file_of(visit, which, form)


for _path, (_which, _facets) in LISTS.items():
    _add(_path, _which, _facets)


@router.get("/facets/{path}/{name}")
def show_facet(visit: Reader, path: str, name: str) -> Response:
    """The values of one name of a list's filter: the commonest for a script, on a page of their own all of them."""
    which, names = _NARROWED.get(path, ("", ()))
    if name not in names:
        raise SettingInvalid(f"the list {path} is not narrowed by {name}: begin from its page.")
    filter, script = filter_of(visit), "hx-request" in visit.request.headers
    with visit.ledger.read() as connection:
        found = facet(connection, which, filter, name) if script else facet(connection, which, filter, name, None)
    list = Listing(which, f"/{path}", filter, "newest", None, Page((), None), None, names)
    return (
        visit.part("parts/facet.html", list=list, facet=found)
        if script
        else visit.page("facet.html", list=list, facet=found)
    )
