"""Indexes that keep large ledgers quick: members of an item without their rows, documents that are not current."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the indexes."""
    op.create_index(op.f("ix_document_current"), "document", ["current"])
    op.create_index(op.f("ix_record_item_live_document_date"), "record", ["item", "live", "document", "date"])
