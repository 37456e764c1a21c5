"""What keeps large ledgers quick: lists, their counts and the members of an item are read from indexes alone."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_RECORD = (
    ("item", "live", "document", "date"),
    ("kind", "live", "document", "item"),
    ("kind", "live", "item", "due"),
    ("kind", "live", "state", "weight", "date", "item"),
)
_FACET = ("name", "kind", "value", "item", "record")


# how urgent the review of a record is, as queue.py has it
_WEIGH = """
UPDATE record SET weight =
    coalesce((SELECT sum(CASE value WHEN 'speaker_conflict' THEN 4 WHEN 'speaker_unknown' THEN 4 WHEN 'withdrawn' THEN 3
        WHEN 'date_conflict' THEN 3 WHEN 'name_ambiguous' THEN 3 WHEN 'text_gap' THEN 2 WHEN 'date_unresolved' THEN 2
        WHEN 'unbalanced_quotation' THEN 2 WHEN 'language_unsupported' THEN 2 ELSE 1 END)
        FROM facet WHERE facet.record = record.id AND facet.name = 'doubt'), 0)
    + CASE strength WHEN 'agreed' THEN 3 WHEN 'pledged' THEN 3 WHEN 'planned' THEN 1 WHEN 'requested' THEN 1
        WHEN 'proposed' THEN 1 ELSE 0 END
    + CASE WHEN coalesce((SELECT documents FROM item WHERE item.id = record.item), 1) <= 1 THEN 1 ELSE 0 END
"""


DERIVED = (
    "UPDATE facet SET kind = (SELECT record.kind FROM record WHERE record.id = facet.record)",
    "UPDATE facet SET item = (SELECT record.item FROM record WHERE record.id = facet.record)",
    _WEIGH,
)


def upgrade() -> None:
    """Facets know the kind and the item of their record; indexes that hold all that a count asks for."""
    op.add_column("facet", sa.Column("kind", sa.Text(), nullable=False, server_default=""))
    op.add_column("facet", sa.Column("item", NUMBER, nullable=True))
    op.drop_index("ix_facet_name_value_record", "facet")
    op.create_index(op.f(f"ix_facet_{'_'.join(_FACET)}"), "facet", list(_FACET))
    op.add_column("record", sa.Column("weight", sa.Integer(), nullable=False, server_default="0"))
    for statement in DERIVED:
        op.execute(statement)
    op.drop_index("ix_record_state_kind", "record")
    op.drop_index("ix_record_due", "record")
    for columns in _RECORD:
        op.create_index(op.f(f"ix_record_{'_'.join(columns)}"), "record", list(columns))
    op.create_index(op.f("ix_document_current"), "document", ["current"])
    op.create_index(op.f("ix_followup_score"), "followup", ["score"])
    _tell_planner()


# as in version 0001: rows of a table and, for its index, rows that share one, two … of its columns
_TYPICAL = {
    ("document", "ix_document_current"): "2000 1900",
    ("facet", "ix_facet_name_kind_value_item_record"): "240000 20000 10000 260 2 1",
    ("followup", "ix_followup_score"): "40000 20",
    ("record", "ix_record_item_live_document_date"): "40000 5 5 1 1",
    ("record", "ix_record_kind_live_item_due"): "40000 6500 6500 5 2",
    ("record", "ix_record_kind_live_state_weight_date_item"): "40000 6500 6500 6500 2000 2 1",
    ("record", "ix_record_kind_live_document_item"): "40000 6500 6500 4 1",
}


def _tell_planner() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    known = sa.table("sqlite_stat1", sa.column("tbl"), sa.column("idx"), sa.column("stat"))
    op.execute(
        known.delete().where(known.c.idx.in_(["ix_facet_name_value_record", "ix_record_state_kind", "ix_record_due"]))
    )
    op.bulk_insert(known, [{"tbl": table, "idx": index, "stat": stat} for (table, index), stat in _TYPICAL.items()])
    op.execute("ANALYZE sqlite_schema")  # read it now
