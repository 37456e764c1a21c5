"""The first version of the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "history",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_subject_id"), "history", ["subject", "id"], unique=False)
    op.create_table(
        "item",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_item_kind_date_id"), "item", ["kind", "date", "id"], unique=False)
    op.create_table(
        "meta",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_meta")),
    )
    op.create_table(
        "original",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_original")),
    )
    op.create_table(
        "document",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces", NUMBER, nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("given", sa.Text(), nullable=True),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("engine", sa.Text(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["original"], ["original.digest"], name=op.f("fk_document_original")),
        sa.ForeignKeyConstraint(["replaces"], ["document.id"], name=op.f("fk_document_replaces")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("digest", name=op.f("uq_document_digest")),
    )
    op.create_index(op.f("ix_document_address"), "document", ["address"], unique=False)
    op.create_index(op.f("ix_document_published"), "document", ["published"], unique=False)
    op.create_index(op.f("ix_document_replaces"), "document", ["replaces"], unique=False)
    op.create_table(
        "record",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("document", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("local", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("strength", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("machine", sa.Text(), nullable=True),
        sa.Column("read", sa.Boolean(), nullable=False),
        sa.Column("human", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("checker", sa.Text(), nullable=True),
        sa.Column("signer", sa.Text(), nullable=True),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sighting", sa.Text(), nullable=True),
        sa.Column("item", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_record_document")),
        sa.ForeignKeyConstraint(["item"], ["item.id"], name=op.f("fk_record_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("document", "local", name=op.f("uq_record_document_local")),
    )
    op.create_index(op.f("ix_record_document"), "record", ["document"], unique=False)
    op.create_index(op.f("ix_record_due"), "record", ["due"], unique=False)
    op.create_index(op.f("ix_record_item"), "record", ["item"], unique=False)
    op.create_index(op.f("ix_record_kind_live_date_id"), "record", ["kind", "live", "date", "id"], unique=False)
    op.create_index(op.f("ix_record_state_kind"), "record", ["state", "kind"], unique=False)
    op.create_table(
        "block",
        sa.Column("record", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_block_record")),
        sa.PrimaryKeyConstraint("record", "key", name=op.f("pk_block")),
    )
    op.create_index(op.f("ix_block_key_record"), "block", ["key", "record"], unique=False)
    op.create_table(
        "change",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("record", NUMBER, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=False),
        sa.Column("document", NUMBER, nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("undone", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_change_document")),
        sa.ForeignKeyConstraint(["entry"], ["history.id"], name=op.f("fk_change_entry")),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_change_record")),
        sa.ForeignKeyConstraint(["undone"], ["history.id"], name=op.f("fk_change_undone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_document"), "change", ["document"], unique=False)
    op.create_index(op.f("ix_change_record"), "change", ["record"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("left_record", NUMBER, nullable=False),
        sa.Column("right_record", NUMBER, nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("entry", NUMBER, nullable=False),
        sa.Column("undone", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["history.id"], name=op.f("fk_decision_entry")),
        sa.ForeignKeyConstraint(["left_record"], ["record.id"], name=op.f("fk_decision_left_record")),
        sa.ForeignKeyConstraint(["right_record"], ["record.id"], name=op.f("fk_decision_right_record")),
        sa.ForeignKeyConstraint(["undone"], ["history.id"], name=op.f("fk_decision_undone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index(op.f("ix_decision_left_record"), "decision", ["left_record"], unique=False)
    op.create_index(op.f("ix_decision_right_record"), "decision", ["right_record"], unique=False)
    op.create_table(
        "facet",
        sa.Column("record", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_facet_record")),
        sa.PrimaryKeyConstraint("record", "name", "value", name=op.f("pk_facet")),
    )
    op.create_index(op.f("ix_facet_name_value_record"), "facet", ["name", "value", "record"], unique=False)
    op.create_table(
        "followup",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("earlier", NUMBER, nullable=False),
        sa.Column("later", NUMBER, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("entry", NUMBER, nullable=True),
        sa.ForeignKeyConstraint(["earlier"], ["record.id"], name=op.f("fk_followup_earlier")),
        sa.ForeignKeyConstraint(["entry"], ["history.id"], name=op.f("fk_followup_entry")),
        sa.ForeignKeyConstraint(["later"], ["record.id"], name=op.f("fk_followup_later")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup")),
        sa.UniqueConstraint("earlier", "later", name=op.f("uq_followup_earlier_later")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_followup_earlier"), "followup", ["earlier"], unique=False)
    op.create_index(op.f("ix_followup_later"), "followup", ["later"], unique=False)
    op.create_table(
        "tracking",
        sa.Column("record", NUMBER, nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("office", sa.Text(), nullable=True),
        sa.Column("counterpart_office", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("entry", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["history.id"], name=op.f("fk_tracking_entry")),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_tracking_record")),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_tracking")),
    )
    op.create_table(
        "search",
        sa.Column("record", NUMBER, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record"], ["record.id"], name=op.f("fk_search_record")),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_search")),
    )
    _index_words()
    _tell_planner()


def _index_words() -> None:
    """The index of bigrams. The application makes the tokens, so neither database's own idea of a word matters.

    SQLite: nothing but the index is kept (contentless); entries are deleted by naming what was indexed, since
    `contentless_delete` needs SQLite 3.43 and Debian 12 has 3.40.
    """
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search_bigrams USING fts5(words, names, content='', tokenize='ascii')")
        return
    op.execute(
        "CREATE TABLE search_bigrams (record bigint PRIMARY KEY REFERENCES search (record), bigrams tsvector NOT NULL)"
    )
    op.execute("CREATE INDEX ix_search_bigrams_bigrams ON search_bigrams USING gin (bigrams)")


# rows of a table and, for its index, rows that share one, two … of its columns: as in a ledger of 2,000 documents
_TYPICAL = {
    ("block", "ix_block_key_record"): "400000 6 1",
    ("block", "sqlite_autoindex_block_1"): "400000 12 1",
    ("document", "ix_document_address"): "2000 1",
    ("document", "ix_document_published"): "2000 3",
    ("document", "ix_document_replaces"): "2000 20",
    ("document", "sqlite_autoindex_document_1"): "2000 1",
    ("facet", "ix_facet_name_value_record"): "240000 20000 530 1",
    ("facet", "sqlite_autoindex_facet_1"): "240000 7 2 1",
    ("followup", "ix_followup_earlier"): "40000 8",
    ("followup", "ix_followup_later"): "40000 3",
    ("followup", "sqlite_autoindex_followup_1"): "40000 8 1",
    ("item", "ix_item_kind_date_id"): "9000 1800 5 1",
    ("record", "ix_record_document"): "40000 20",
    ("record", "ix_record_due"): "40000 400",
    ("record", "ix_record_item"): "40000 5",
    ("record", "ix_record_kind_live_date_id"): "40000 6500 6500 20 1",
    ("record", "ix_record_state_kind"): "40000 20000 6500",
    ("record", "sqlite_autoindex_record_1"): "40000 20 1",
    ("search", None): "32000",
}


def _tell_planner() -> None:
    """Tell SQLite how many rows share what: without being told, it looks through every record of a kind.

    PostgreSQL finds out by itself. (https://www.sqlite.org/optoverview.html#analyze)
    """
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("ANALYZE")
    known = sa.table("sqlite_stat1", sa.column("tbl"), sa.column("idx"), sa.column("stat"))
    op.execute(known.delete())
    op.bulk_insert(known, [{"tbl": table, "idx": index, "stat": stat} for (table, index), stat in _TYPICAL.items()])
    op.execute("ANALYZE sqlite_schema")  # read it now
