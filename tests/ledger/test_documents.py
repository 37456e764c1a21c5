"""Documents come in once, in versions, and are put together again without loss."""

import msgspec
from sqlalchemy import func, select

from hoedam.ledger import Ledger, documents, history
from hoedam.ledger.tables import record
from ledgers import SAMPLES, sample, sample_names


def test_every_sample_comes_back_as_it_went_in(ledger: Ledger) -> None:
    for name in sample_names():
        path = SAMPLES / f"{name}.md"
        added = documents.add(ledger, sample(name), data=path.read_bytes(), address=str(path))
        assert added.how == "new"
        with ledger.read() as connection:
            assert documents.effective_reading(connection, added.id) == sample(name)
            assert documents.original_bytes(connection, added.id) == path.read_bytes()
            assert history.broken(connection) is None


def test_the_same_document_is_added_once(ledger: Ledger) -> None:
    first = documents.add(ledger, sample("2022-readout"))
    again = documents.add(ledger, sample("2022-readout"), address="elsewhere.md")
    assert (again.id, again.how) == (first.id, "known")


def test_a_changed_copy_of_an_address_is_its_new_version(ledger: Ledger) -> None:
    old, new = sample("2022-readout"), sample("2022-release")
    first = documents.add(ledger, old, address="page")
    second = documents.add(ledger, new, address="page")
    assert (second.how, second.replaced) == ("version", first.id)
    with ledger.read() as connection:
        live = select(func.count()).where(record.c.live)
        assert connection.scalar(live.where(record.c.document == first.id)) == 0
        assert connection.scalar(live.where(record.c.document == second.id))


def test_reading_again_the_same_changes_nothing(ledger: Ledger) -> None:
    number = documents.add(ledger, sample("2022-readout")).id
    assert not documents.reread(ledger, number, sample("2022-readout"))


def test_reading_again_keeps_numbers_by_words(ledger: Ledger) -> None:
    reading = sample("2022-readout")
    number = documents.add(ledger, reading).id
    lost, *rest = reading.statements
    newer = msgspec.structs.replace(reading, statements=tuple(rest))
    changes = documents.reread(ledger, number, newer)
    with ledger.read() as connection:
        gone = connection.scalar(select(record.c.id).where(record.c.local == lost.id))
        assert changes.gone == [gone]
        assert documents.effective_reading(connection, number).statements == tuple(rest)
