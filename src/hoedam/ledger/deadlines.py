"""What falls due: commitments whose last day comes next, and those whose day is past."""

from datetime import date

from sqlalchemy import Connection, Select, func, select

from hoedam.ledger import queries
from hoedam.ledger.rows import CommitmentRow
from hoedam.ledger.tables import item, record
from hoedam.ledger.tracking import CLOSED


def coming(connection: Connection, limit: int, *, today: str | None = None) -> list[CommitmentRow]:
    """The open commitments that fall due next, today's among them; the nearest first."""
    last = func.max(record.c.due)
    chosen = _dated().having(last >= (today or date.today().isoformat())).order_by(last, record.c.item)
    return _rows(connection, chosen.limit(limit))


def past(connection: Connection, limit: int, *, today: str | None = None) -> list[CommitmentRow]:
    """The open commitments that are overdue; the latest to become so first."""
    last = func.max(record.c.due)
    chosen = _dated().having(last < (today or date.today().isoformat())).order_by(last.desc(), record.c.item)
    return _rows(connection, chosen.limit(limit))


def _dated() -> Select[tuple[int]]:
    """Open commitments with a day on which they are due."""
    joined = record.join(item, item.c.id == record.c.item)
    own = (record.c.kind == "commitment", record.c.live, record.c.due.is_not(None), item.c.status.not_in(CLOSED))
    return select(record.c.item).select_from(joined).where(*own).group_by(record.c.item)


def _rows(connection: Connection, chosen: Select[tuple[int]]) -> list[CommitmentRow]:
    return list(queries.of_numbers(connection, "commitments", list(connection.scalars(chosen))))
