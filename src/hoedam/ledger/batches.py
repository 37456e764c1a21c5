"""Long lists in pieces that both databases take as the values of one statement."""

from collections.abc import Iterator, Sequence

_MOST = 500


def batches(values: Sequence[int]) -> Iterator[Sequence[int]]:
    """The values, at most 500 at a time."""
    for start in range(0, len(values), _MOST):
        yield values[start : start + _MOST]
