"""Words found in records: an index of bigrams, the same on both databases."""

from collections.abc import Collection

from sqlalchemy import Connection


def index(connection: Connection, ids: Collection[int]) -> None:
    """Make these records findable by their words, as they stand now."""
