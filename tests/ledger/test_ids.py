"""Numbers as people type them."""

import pytest

from hoedam.errors import DecisionInvalid
from hoedam.ledger import ids


@pytest.mark.parametrize("kind", list(ids.LETTERS))
def test_what_is_shown_can_be_typed(kind: str) -> None:
    assert ids.parse(ids.shown_item(kind, 12)) == (kind, 12)
    assert ids.parse(ids.shown_record(7)) == ("record", 7)
    assert ids.parse(ids.shown_document(3)) == ("document", 3)


@pytest.mark.parametrize("text", ["", "12", "r", "r0", "r-1", "x1", "r1.5", "c 3", "r1٢"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(DecisionInvalid, match="names nothing in a ledger"):
        ids.parse(text)


def test_another_kind_is_refused_with_what_it_is() -> None:
    with pytest.raises(DecisionInvalid, match="u5 is an utterance: here a number such as c5"):
        ids.parse_as("u5", "commitment")


def test_a_stretch_of_a_document() -> None:
    assert ids.parse_span("d3:10-20") == (3, 10, 20)
    with pytest.raises(DecisionInvalid, match="d3:10-20"):
        ids.parse_span("d3:10")
