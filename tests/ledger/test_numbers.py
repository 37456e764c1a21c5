"""Numbers that no ledger can hold are of nothing, on both databases."""

import pytest

from hoedam.errors import NotInLedger
from hoedam.ledger import Ledger, desk, history


@pytest.mark.parametrize("number", [2**63, 10**30, -(2**70)])
def test_a_number_that_is_too_large_is_of_nothing(ledger: Ledger, number: int) -> None:
    with pytest.raises(NotInLedger, match="no number in a ledger is that large"):
        desk.forget_search(ledger, "Oh", number)
    with pytest.raises(NotInLedger), ledger.read() as connection:
        history.entry(connection, number)
