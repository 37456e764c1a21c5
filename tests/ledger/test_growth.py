"""What is asked for every record that is added is looked up, never searched through (bench/ledger.py has figures)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bench import synthetic
from sqlalchemy import event, select

from hoedam.ledger import Ledger, documents, queries
from hoedam.ledger.filters import Filter
from hoedam.ledger.migrations.versions import v0003_growth
from hoedam.ledger.tables import facet, metadata, record

COUNTED_THROUGH = ("SCAN record", "SCAN block", "SCAN facet", "ix_record_kind_live")


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


def test_a_ledger_of_the_first_version_is_counted_as_one_made_today(tmp_path: Path) -> None:
    """What version 0003 derives of the rows that are there is what adding derives."""
    address = str(tmp_path / "l.sqlite")
    with Ledger.open(address, create=True) as ledger:
        for reading in synthetic.readings(6):
            documents.add(ledger, reading)
        made = _derived(ledger)
        with ledger.write() as connection:
            connection.exec_driver_sql("UPDATE facet SET kind = '', item = NULL")
            connection.exec_driver_sql("UPDATE record SET weight = 0")
            for statement in v0003_growth.DERIVED:
                connection.exec_driver_sql(statement)
        assert _derived(ledger) == made and any(weight for _, weight in made[1])


def _derived(ledger: Ledger) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    with ledger.read() as connection:
        facets = connection.execute(select(facet).order_by(facet.c.record, facet.c.name, facet.c.value))
        weights = connection.execute(select(record.c.id, record.c.weight).order_by(record.c.id))
        return list(map(tuple, facets)), list(map(tuple, weights))


# lists of items only whole: an item may have one value from one of its records, and the other from another
NARROWED = [
    *((which, Filter()) for which in ("statements", "utterances", "commitments", "meetings")),
    *(
        ("statements", wanted)
        for wanted in (Filter(country=("MEX",)), Filter(publisher=("외교부",)), Filter(words="협력"))
    ),
]


@pytest.mark.parametrize("name", ["country", "act", "sector", "strength", "state", "kind", "publisher", "year"])
@pytest.mark.parametrize(("which", "wanted"), NARROWED)
def test_counts_are_what_the_lists_narrowed_by_them_hold(grown: Ledger, which: str, name: str, wanted: Filter) -> None:
    with grown.read() as connection:
        for value, times in queries.facet_counts(connection, which, wanted, name)[:4]:
            given = {"since": value, "until": value} if name == "year" else {name: (value,)}
            assert queries.count(connection, which, replace(wanted, **given)) == times, (which, name, value)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of a few dozen documents."""
    with Ledger.open(str(tmp_path_factory.mktemp("grown") / "l.sqlite"), create=True) as ledger:
        for reading in synthetic.readings(40):
            documents.add(ledger, reading)
        yield ledger


def test_a_large_ledger_is_the_same_but_for_its_follow_ups(tmp_path: Path) -> None:
    """Synthetic ledgers made for measuring differ from ones made document by document in nothing but proposals."""
    found = []
    for name in ("each.sqlite", "together.sqlite"):
        with Ledger.open(str(tmp_path / name), create=True) as ledger:
            if name == "each.sqlite":
                for reading in synthetic.readings(30):
                    documents.add(ledger, reading, address=reading.document.source)
            else:
                assert list(synthetic.grow(ledger, 20))[-1] == 20 and list(synthetic.grow(ledger, 30))[-1] == 30
                list(synthetic.follow_up(ledger))
            with ledger.read() as connection:
                rows = {
                    one.name: connection.execute(select(one)).all()
                    for one in metadata.sorted_tables
                    if one.name not in APART
                }
                found.append(rows)
    assert found[0] == found[1]


APART = ("followup", "history", "meta", "document")  # these tell when and in which order
