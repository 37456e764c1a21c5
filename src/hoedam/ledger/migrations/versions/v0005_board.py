"""What keeps the pages of large ledgers quick: the newest of each status are read from an index, as the board of commitments
asks for all six at once; on PostgreSQL, which puts what has no date first, all lists from indexes of their own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_LAST = ("date DESC NULLS LAST", "id DESC")
_NEWEST = (
    ("ix_item_newest", "item", ("kind",), None),
    ("ix_item_newest_of_status", "item", ("kind", "status"), None),
    ("ix_record_newest", "record", ("kind",), "live"),
    ("ix_record_queue", "record", ("kind", "state", "weight DESC"), "live"),
)


def upgrade() -> None:
    """Add the indexes."""
    op.create_index(op.f("ix_item_kind_status_date_id"), "item", ["kind", "status", "date", "id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":  # as in the first version
        op.execute(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('item', 'ix_item_kind_status_date_id', '9000 1800 300 2 1')"
        )
        op.execute("ANALYZE sqlite_schema")
        return
    for name, table, columns, where in _NEWEST:
        order = [sa.text(part) for part in (*columns, *_LAST)]
        op.create_index(name, table, order, postgresql_where=sa.text(where) if where else None)
