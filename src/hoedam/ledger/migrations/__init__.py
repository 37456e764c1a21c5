"""The versions of a ledger's tables, one after another (Alembic)."""
