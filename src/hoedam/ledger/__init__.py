"""The ledger: many readings as one lasting account, on SQLite or PostgreSQL."""

from hoedam.ledger.store import Ledger

__all__ = ["Ledger"]
