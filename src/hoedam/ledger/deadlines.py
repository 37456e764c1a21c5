"""What falls due: commitments whose last day comes next, and those whose day is past."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select

from hoedam.ledger import queries
from hoedam.ledger.rows import CommitmentRow
from hoedam.ledger.tables import item, record
from hoedam.ledger.tracking import CLOSED


def coming(connection: Connection, limit: int, *, today: str | None = None) -> list[CommitmentRow]:
    """The open commitments that fall due next, today's among them; the nearest first."""
    chosen = _last(record.c.due >= (today or date.today().isoformat()))
    return _rows(connection, chosen.order_by(record.c.due, record.c.id).limit(limit))


def past(connection: Connection, limit: int, *, today: str | None = None) -> list[CommitmentRow]:
    """The open commitments that are overdue; the latest to become so first."""
    chosen = _last(record.c.due < (today or date.today().isoformat()))
    return _rows(connection, chosen.order_by(record.c.due.desc(), record.c.id.desc()).limit(limit))


def _last(when: ColumnElement[bool]) -> Select[tuple[Any]]:
    """Open commitments, each by the one of its records that names the last day: read in the order of an index on days,
    so that the first few are found without looking at all."""
    later = record.alias("later")
    after = or_(later.c.due > record.c.due, and_(later.c.due == record.c.due, later.c.id > record.c.id))
    another = exists().where(later.c.item == record.c.item, later.c.live, after)
    own = (record.c.kind == "commitment", record.c.live, item.c.status.not_in(CLOSED), ~another)
    return select(record.c.item).select_from(record.join(item, item.c.id == record.c.item)).where(when, *own)


def _rows(connection: Connection, chosen: Select[tuple[Any]]) -> list[CommitmentRow]:
    return list(queries.of_numbers(connection, "commitments", list(connection.scalars(chosen))))
