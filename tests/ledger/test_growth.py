"""What is asked for every record that is added is looked up, never searched through (bench/ledger.py has figures)."""

from pathlib import Path

import pytest
from bench import synthetic
from sqlalchemy import event

from hoedam.ledger import Ledger, documents

COUNTED_THROUGH = ("SCAN record", "SCAN block", "SCAN facet", "ix_record_kind_live", "ix_record_state_kind")


def test_adding_searches_through_no_large_table(tmp_path: Path) -> None:
    asked: list[tuple[str, object]] = []
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:
        for reading in synthetic.readings(4):
            documents.add(ledger, reading, address="page")

        @event.listens_for(ledger.engine, "before_cursor_execute")
        def note(connection: object, cursor: object, statement: str, given: object, *_: object) -> None:
            if statement.startswith(("SELECT", "UPDATE", "DELETE")) and "search_bigrams" not in statement:
                asked.append((statement, given))

        documents.add(ledger, synthetic.reading(4), address="page")
        event.remove(ledger.engine, "before_cursor_execute", note)
        with ledger.read() as connection:
            for statement, given in asked:
                values = given[0] if isinstance(given, list) else given
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
                found = [row[3] for row in plan if any(sign in row[3] for sign in COUNTED_THROUGH)]
                assert not found, f"{found} for {statement}"
    assert len(asked) > 20


@pytest.mark.parametrize("count", [1, 5])
def test_statements_do_not_multiply_with_documents(tmp_path: Path, count: int) -> None:
    """Each document asks about as often as the one before."""
    asked: list[int] = []
    with Ledger.open(str(tmp_path / "l.sqlite"), create=True) as ledger:

        @event.listens_for(ledger.engine, "before_cursor_execute")
        def note(*_: object) -> None:
            asked[-1] += 1

        for reading in synthetic.readings(count * 4):
            asked.append(0)
            documents.add(ledger, reading)
    assert max(asked) < 250
