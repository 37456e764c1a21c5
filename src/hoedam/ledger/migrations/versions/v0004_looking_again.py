"""What persons are to look at again: records that are read otherwise, and those of an older version."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add two columns, empty: what was decided until now is taken to be of what is read now."""
    op.add_column("record", sa.Column("otherwise", sa.Text(), nullable=True))
    op.add_column("record", sa.Column("precedent", NUMBER, nullable=True))
    op.create_index(op.f("ix_record_precedent"), "record", ["precedent"], unique=False)
    told = sa.text("otherwise IS NOT NULL")
    op.create_index(op.f("ix_record_kind_otherwise"), "record", ["kind"], sqlite_where=told, postgresql_where=told)
    if op.get_bind().dialect.name == "sqlite":  # as in the first version: few records share one
        op.execute("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('record', 'ix_record_precedent', '40000 2')")
        op.execute("ANALYZE sqlite_schema")
