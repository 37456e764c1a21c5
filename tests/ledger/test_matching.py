"""A record keeps its number as long as its words are read: whatever order or company the next reading has."""

import random

from bench import faults, synthetic
from hypothesis import given
from hypothesis import strategies as st

from hoedam.ledger.matching import Known, aligned
from hoedam.ledger.records import local_id, main_span, records_of
from hoedam.model import Reading


def known(reading: Reading) -> list[Known]:
    spans = [(kind, local_id(one), main_span(one)) for kind, one in records_of(reading)]
    return [Known(kind, local, *((span.start, span.end) if span else (None, None))) for kind, local, span in spans]


@given(st.integers(0, 50), st.integers(0, 1000))
def test_shuffled_and_thinned_readings_keep_their_numbers(number: int, seed: int) -> None:
    reading = synthetic.reading(number)
    altered = faults.altered(reading, random.Random(seed))
    again = aligned(altered, known(reading))
    before = {(one.kind, one.local): (one.start, one.end) for one in known(reading)}
    after = {(one.kind, one.local): (one.start, one.end) for one in known(again)}
    assert after.items() <= before.items()  # every record that was read again is the one it was
    assert len(after) == sum(1 for _ in records_of(altered))


@given(st.integers(0, 50), st.integers(0, 1000))
def test_what_speaks_of_a_record_still_does(number: int, seed: int) -> None:
    reading = synthetic.reading(number)
    again = aligned(faults.altered(reading, random.Random(seed)), known(reading))
    words = {one.id: one.content[0].text for one in again.statements}
    assert all(words[one.statement or ""] == one.content.text for one in again.commitments)
