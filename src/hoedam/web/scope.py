"""Which part of the ledger a page counts: what its address asks for, else as much as can be counted while somebody waits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastapi import Response

from hoedam.errors import SettingInvalid
from hoedam.exports import figures as tables
from hoedam.exports.tables import Table, write
from hoedam.extract.sectors import all_sectors
from hoedam.ledger.figures import MOST, Figure, stretch
from hoedam.ledger.filters import Filter
from hoedam.web import addresses
from hoedam.web.access import Visit
from hoedam.web.listing import FORMS, filter_of
from hoedam.web.streams import whole_file

if TYPE_CHECKING:
    from sqlalchemy import Connection

GROUPS = tuple(sorted({id.partition(".")[0] for id in all_sectors()}))
WHOLE = ("range", "all")  # in an address: count everything, however long it takes
FILES = ("csv", "xlsx", "json")


@dataclass(frozen=True, slots=True)
class Scope:
    """`filter` is what is counted; `asked` what the address says; `more` other names of the address that stay.

    `begins` is the month from which on it is counted where nobody asked for days and all would take too long.
    """

    path: str
    asked: Filter
    filter: Filter
    begins: str
    more: tuple[tuple[str, str], ...]

    def without(self, name: str, value: str) -> str:
        """The same page without one value of its filter."""
        kept = [pair for pair in self.asked.to_pairs() if pair != (name, value)]
        return addresses.with_query(self.path, [*kept, *self.more])

    @property
    def whole(self) -> str:
        """The same page, of all days."""
        return addresses.with_query(self.path, [*self.asked.to_pairs(), *self.more, WHOLE])

    def files(self, name: str) -> list[tuple[str, str]]:
        """Format and address of each file of exactly what is counted here."""
        pairs = [*self.filter.to_pairs(), *self.more]
        return [(form, addresses.with_query(f"{self.path}/{name}.{form}", pairs)) for form in FILES]

    def listed(self, path: str, **more: str) -> str:
        """A list narrowed to what is counted here, and further."""
        pairs = [pair for pair in self.filter.to_pairs() if pair[0] not in more]
        return addresses.with_query(path, [*pairs, *more.items()])


def scope(
    visit: Visit, connection: "Connection", path: str, *, keep: Sequence[str] = (), lists: Sequence[str] = ("utterances",),
    most: int | None = None, within: Filter | None = None,
) -> Scope:  # fmt: skip
    """The scope of an address; `keep` are names of it that are no filter. `within`: what the page is about anyway."""
    asked = filter_of(visit)
    more = tuple((name, value) for name, value in visit.query if name in keep and value)
    free = not (asked.since or asked.until or WHOLE in visit.query)
    about = replace(asked, country=(*asked.country, *within.country)) if within else asked
    begins = stretch(connection, lists, about, most or MOST) if free else ""
    return Scope(path, asked, replace(asked, since=begins) if begins else asked, begins, more)


def figure_file(visit: Visit, figure: Figure, form: str) -> Response:
    """A figure as a file. Raises SettingInvalid for an unknown format."""
    return table_file(tables.table(figure, say=visit.words.label if form == "xlsx" else None), form, len(figure.rows))


def table_file(table: Table, form: str, total: int) -> Response:
    """A table as a file, with how many rows it has. Raises SettingInvalid for an unknown format."""
    if form not in FORMS or form == "atom":
        raise SettingInvalid(f"{form} is no format of a table: choose among {', '.join(FORMS)[:-6]}.")
    headers = {"X-Total-Count": str(total), "Content-Disposition": f'attachment; filename="hoedam-{table.name}.{form}"'}
    return whole_file(lambda file: write(table, form, file), FORMS[form], headers)
