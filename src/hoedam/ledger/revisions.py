"""How two persons who decide on one thing at the same time notice each other.

A single record counts its decisions itself. What is joined across documents has no row that persons write: its revision is
the number of the newest entry of the history about it or about any of its records, 0 where there is none. Whoever decides
with the revision that they looked at is told where somebody was quicker.
"""

from collections.abc import Collection

from sqlalchemy import Connection, Text, cast, func, literal, select

from hoedam.errors import LedgerBusy
from hoedam.ledger import history
from hoedam.ledger.batches import batches
from hoedam.ledger.ids import RECORD
from hoedam.ledger.tables import history as entries
from hoedam.ledger.tables import record

_ITEM = "item"


def of_each(connection: Connection, items: Collection[int]) -> dict[int, int]:
    """The revision of each of these items."""
    found = dict.fromkeys(items, 0)
    subject = literal(f"{RECORD}:") + cast(record.c.id, Text)
    joined = record.join(entries, entries.c.subject == subject)
    chosen = select(record.c.item, func.max(entries.c.id)).select_from(joined).group_by(record.c.item)
    own = select(entries.c.subject, func.max(entries.c.id)).group_by(entries.c.subject)
    for some in batches(sorted(found)):
        told = [(item, last) for item, last in connection.execute(chosen.where(record.c.item.in_(some)))]
        names = {f"{_ITEM}:{item}": item for item in some}
        told += [(names[name], last) for name, last in connection.execute(own.where(entries.c.subject.in_(names)))]
        for item, last in told:
            found[item] = max(found[item], last)
    return found


def newest(connection: Connection, items: Collection[int]) -> int:
    """The revision of several items together: that of the newest."""
    return max(of_each(connection, items).values(), default=0)


def check(connection: Connection, items: Collection[int], revision: int | None) -> None:
    """Raises LedgerBusy where `revision` is given and is not that of these items together."""
    if revision is None or (last := newest(connection, items)) == revision:
        return
    said = history.entry(connection, last)
    who = f"{said.person} was quicker ({said.action}, {said.at})" if said and last > revision else "it has changed"
    raise LedgerBusy(
        f"{who}: revision {last}, yours was {revision}. Nothing was changed: look at it again, then decide."
    )
