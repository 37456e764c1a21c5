"""Lists: their rows by page and as lines, and what there is to narrow them down by."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Response

from hoedam.exports.lists import ROWS
from hoedam.ledger import library, queries
from hoedam.ledger.filters import FACETS
from hoedam.web.access import Reader
from hoedam.web.api.answers import Page, answer, gives, reading
from hoedam.web.api.asking import After, Filtered, Limit, only_known
from hoedam.web.listing import FORMS, file_of
from hoedam.web.views.documents import documents_file

router = reading("lists")
_KNOWN = [Depends(only_known)]
# path → list of the ledger
PATHS = {
    "documents": "documents", "statements": "statements", "utterances": "utterances", "commitments": "commitments",
    "meetings": "meetings", "matters": "matters", "names": "names", "search": "hits",
}  # fmt: skip
Order = Annotated[
    Literal["newest", "relevance"] | None,
    Query(description="`relevance`, where there are words to search for: what is most about them first."),
]
_COUNTED = (*FACETS, "strength", "status", "state", "kind", "publisher", "year")


@dataclass(frozen=True, slots=True)
class Value:
    """A value, and how many rows would pass with it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one name, the commonest first; what the filter itself says of the name is left aside."""

    name: str
    values: tuple[Value, ...]


def _add_pages(path: str, which: str) -> None:
    row: Any = ROWS[which]
    said: dict[str, Any] = {
        "responses": {200: {"description": "Rows of the list.", **gives(Page[row])}},
        "dependencies": _KNOWN,
    }

    if which == "documents":

        @router.get(f"/{path}", operation_id="list_documents", summary="Documents, those published last first", **said)
        def documents(visit: Reader, filter: Filtered, after: After = None, limit: Limit = 50) -> Response:
            with visit.ledger.read() as connection:
                page = library.page(connection, filter, after=after, limit=limit)
                return answer(Page(page.rows, library.count(connection, filter), page.after))

        return

    @router.get(f"/{path}", operation_id=f"list_{which}", summary=f"{path.title()}: rows that pass the filter", **said)
    def rows(
        visit: Reader,
        filter: Filtered,
        after: After = None,
        limit: Limit = 50,
        order: Order = None,
    ) -> Response:
        chosen = order or ("relevance" if filter.words else "newest")
        with visit.ledger.read() as connection:
            page = queries.page(connection, which, filter, after=after, limit=limit, order=chosen)
            return answer(Page(page.rows, queries.count(connection, which, filter), page.after))


def _add_lines(path: str, which: str) -> None:
    lines: dict[int | str, Any] = {
        200: {
            "description": "A row a line, with the columns of docs/exports.md; `X-Total-Count` says how many.",
            "content": {FORMS["jsonl"]: {"schema": {"type": "string"}}},
        }
    }

    @router.get(
        f"/{path}.jsonl", operation_id=f"all_{which}", summary=f"{path.title()}: all rows that pass, as they are read",
        responses=lines, dependencies=_KNOWN, response_class=Response,
    )  # fmt: skip
    def all_rows(visit: Reader, filter: Filtered) -> Response:
        return documents_file(visit, "jsonl") if which == "documents" else file_of(visit, which, "jsonl")


def _add_facets(path: str, which: str) -> None:
    names = library.FACETS if which == "documents" else _COUNTED

    @router.get(
        f"/{path}/facets/{{name}}", operation_id=f"count_{which}", summary=f"{path.title()}: how many with each value of a name",
        responses={200: {"description": "Values and counts.", **gives(Facet)}}, dependencies=_KNOWN,
    )  # fmt: skip
    def facet(visit: Reader, filter: Filtered, name: Literal[names]) -> Response:  # type: ignore[valid-type]
        with visit.ledger.read() as connection:
            if which == "documents":
                counts = library.facet_counts(connection, filter, name)
            else:
                counts = queries.facet_counts(connection, which, filter, name)
        return answer(Facet(name, tuple(Value(value, count) for value, count in counts)))


for _path, _which in PATHS.items():
    _add_pages(_path, _which)
    _add_lines(_path, _which)
    _add_facets(_path, _which)
