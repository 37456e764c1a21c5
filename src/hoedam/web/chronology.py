"""Things with dates on a line, as places in a drawing: drawn on the server, so that it prints and needs no script."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hoedam.exports.periods import Period, period

WIDTH = 1000  # units of the drawing
_LANE = 22  # height of a line of marks
_LETTER = 8.2  # about the width of a letter of a label
_MOST = 14  # lanes; what comes after has a mark without a label
_TICKS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing: a dot where its day is known, else a bar over the days among which it lies."""

    x: float
    width: float
    y: float
    label: str
    before: bool  # the label stands left of it

    @property
    def exact(self) -> bool:
        return self.width == 0


@dataclass(frozen=True, slots=True)
class Chronology:
    """The marks, the years below them, and the height that they need."""

    marks: tuple[Mark, ...]
    years: tuple[tuple[float, str], ...]
    height: float


def chronology(entries: Iterable[tuple[str, str]]) -> Chronology | None:
    """Of ISO dates, as exact as they are known, and labels; None where nothing has a date."""
    dated = sorted(
        ((found, label) for day, label in entries if (found := period(day))),
        key=lambda one: (one[0].first, one[0].last),
    )
    if not dated:
        return None
    first = min(one.first.year for one, _ in dated)
    last = max(one.last.year for one, _ in dated) + 1
    marks = tuple(_marks(dated, first, last))
    height = max(mark.y for mark in marks) + 40
    every = -(-(last - first) // _TICKS)
    years = tuple((_x(date(year, 1, 1), first, last), str(year)) for year in range(first, last, every))
    return Chronology(marks, years, height)


def _marks(dated: list[tuple[Period, str]], first: int, last: int) -> Iterable[Mark]:
    """Each in the first lane where its label has room."""
    ends: list[float] = []
    for one, label in dated:
        x = _x(one.first, first, last)
        width = 0.0 if one.precision == "day" else max(_x(one.last, first, last) - x, 4)
        room = len(label) * _LETTER + 14
        before = x + width + room > WIDTH
        left, right = (x - room, x + width) if before else (x, x + width + room)
        lane = next((at for at, end in enumerate(ends) if end <= left), len(ends))
        if lane >= _MOST:
            yield Mark(x, width, 12, "", before)
            continue
        ends[lane : lane + 1] = [right + 8]
        yield Mark(x, width, 12 + lane * _LANE, label, before)


def _x(day: date, first: int, last: int) -> float:
    begin, end = date(first, 1, 1), date(last, 1, 1)
    return round(8 + (WIDTH - 16) * (day - begin).days / (end - begin).days, 1)
