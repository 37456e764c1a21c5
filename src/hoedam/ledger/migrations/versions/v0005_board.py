"""The newest of each status are read from an index: the board of commitments asks for all six at once."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the index."""
    op.create_index(op.f("ix_item_kind_status_date_id"), "item", ["kind", "status", "date", "id"], unique=False)
    if op.get_bind().dialect.name == "sqlite":  # as in the first version
        op.execute(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('item', 'ix_item_kind_status_date_id', '9000 1800 300 2 1')"
        )
        op.execute("ANALYZE sqlite_schema")
