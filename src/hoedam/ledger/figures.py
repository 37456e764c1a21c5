"""Figures: how many of what, by what, and when; each a small table that is counted in the database.

What is told by several documents counts once: utterances, commitments and meetings are counted, not their reports. One
that has several values (two acts, two states) counts for each of them. Strength says how firmly something was said, and is
never a likelihood that it will be done.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, get_args

from sqlalchemy import Connection, and_, case, distinct, func, literal, select

from hoedam.errors import SettingInvalid
from hoedam.ledger.filters import Filter
from hoedam.ledger.selecting import LISTS, Selection
from hoedam.ledger.tables import document, facet, item, record
from hoedam.ledger.tracking import CLOSED, SCORES, STATUSES, percentage
from hoedam.ledger.within import text_at, texts_at
from hoedam.model import Strength

Step = Literal["year", "quarter", "month"]
STEPS: tuple[str, ...] = get_args(Step)
MOST = 1_500  # utterances that a page counts while somebody waits
OWED = ("agreed", "pledged", "planned")  # strengths of what somebody is to do; the others are asks
_COUNTED = ("meetings", "utterances", "commitments")


@dataclass(frozen=True, slots=True)
class Figure:
    """A table: the first `keys` columns say what is counted (codes, names, periods), the others are numbers.

    A score may be None, where nothing can be scored; no other cell is.
    """

    name: str
    columns: tuple[str, ...]
    keys: int
    rows: tuple[tuple[Any, ...], ...]


class Figures:
    """The figures of what passes a filter, by `step` where time counts, as of `today` (ISO 8601)."""

    def __init__(
        self, connection: Connection, filter: Filter, *, step: Step = "year", today: str | None = None
    ) -> None:
        self._connection, self._filter, self._step = connection, filter, step
        self._today = today or date.today().isoformat()

    def figure(self, name: str) -> Figure:
        """One of FIGURES. Raises SettingInvalid where there is none of this name."""
        if name not in FIGURES:
            raise SettingInvalid(f"{name} is no figure: choose among {', '.join(FIGURES)}.")
        made: Figure = getattr(self, f"_{name}")()
        return made

    @cached_property
    def fulfilment(self) -> tuple[float | None, int, int]:
        """The score of all that was agreed, pledged or planned (0 to 100), how many have one, and how many there are."""
        owed = [counts for strength, counts in self._by_strength.items() if strength in OWED]
        counts = [sum(numbers) for numbers in zip(*owed, strict=True)] or [0] * len(STATUSES)
        scored, score = _scored(counts)
        return score, scored, sum(counts)

    def _acts(self) -> Figure:
        return Figure("acts", ("act", "utterances"), 1, _most(self._utterances["act"]))

    def _sectors(self) -> Figure:
        """Groups; where the filter names sectors, these and their leaves."""
        counts = (self._utterances["sector"], self._commitments["sector"])
        shown = ({id: n for id, n in one.items() if self._wanted(id)} for one in counts)
        return Figure("sectors", ("sector", "utterances", "commitments"), 1, _beside(*shown))

    def _wanted(self, sector: str) -> bool:
        chosen = self._filter.sector
        group = sector.partition(".")[0]
        return sector in chosen or group in chosen if chosen else group == sector

    def _countries(self) -> Figure:
        counts = (
            self._of("meetings", ("country",))["country"],
            self._utterances["country"],
            self._commitments["country"],
        )
        return Figure("countries", ("country", *_COUNTED), 1, _beside(*counts))

    def _speakers(self) -> Figure:
        return Figure("speakers", ("speaker", "utterances"), 1, _most(self._utterances["speaker"]))

    def _periods(self) -> Figure:
        counts = [self._by_period(which) for which in _COUNTED]
        periods = sorted({period for one in counts for period in one})
        rows = tuple((period, *(one.get(period, 0) for one in counts)) for period in periods)
        return Figure("periods", ("period", *_COUNTED), 1, rows)

    def _strengths(self) -> Figure:
        """Commitments and asks, each once, by the strength that was settled on and by status."""
        found = self._by_strength
        rows = tuple((code, *found[code], sum(found[code])) for code in get_args(Strength) if code in found)
        return Figure("strengths", ("strength", *STATUSES, "total"), 1, rows)

    def _owners(self) -> Figure:
        """What was agreed, pledged or planned, by the state that is to do it: status, past its last day, and score."""
        owner = texts_at(self._dialect, item.c.settled, "owner", "value")
        late = case((and_(self._status.not_in(CLOSED), last_day() < self._today), 1), else_=0)
        chosen = select(owner.c.value.label("code"), self._status.label("status"), func.count(), func.sum(late))
        chosen = chosen.select_from(item, owner).where(self._settled("strength").in_(OWED))
        found, overdue = self._crossed(chosen)
        largest = sorted(found.items(), key=lambda pair: (-sum(pair[1]), pair[0]))
        rows = tuple((code, *counts, overdue[code], *_scored(counts)) for code, counts in largest)
        return Figure("owners", ("owner", *STATUSES, "overdue", "scored", "score"), 1, rows)

    def _outlets(self) -> Figure:
        name = func.coalesce(document.c.publisher, document.c.agency, "")
        counts = (func.count(distinct(document.c.id)), func.count(distinct(record.c.item)))
        joined = self._records().join(document, record.c.document == document.c.id)
        chosen = select(name.label("code"), *counts).select_from(joined).where(*self._conditions("utterances"))
        rows = sorted(self._connection.execute(chosen.group_by("code")), key=lambda row: (-row[1], row[0]))
        return Figure("outlets", ("publisher", "documents", "utterances"), 1, tuple(map(tuple, rows)))

    def _sector_periods(self) -> Figure:
        """Utterances by sector and period."""
        counted = func.count(distinct(record.c.item))
        chosen = select(facet.c.value.label("code"), self._period.label("period"), counted)
        chosen = self._with_facets(chosen, "utterances", ("sector",)).where(item.c.date.is_not(None))
        rows = [
            tuple(row) for row in self._connection.execute(chosen.group_by("code", "period")) if self._wanted(row[0])
        ]
        return Figure("sector_periods", ("sector", "period", "utterances"), 2, tuple(sorted(rows)))

    @cached_property
    def _utterances(self) -> dict[str, dict[str, int]]:
        return self._of("utterances", ("act", "sector", "country", "speaker"))

    @cached_property
    def _commitments(self) -> dict[str, dict[str, int]]:
        return self._of("commitments", ("sector", "country"))

    def _of(self, which: str, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
        """Facet → value → how many items have it, in one pass; an item counts once, though many reports have it."""
        chosen = select(facet.c.name, facet.c.value, func.count(distinct(record.c.item)))
        chosen = self._with_facets(chosen, which, names).group_by(facet.c.name, facet.c.value)
        found: dict[str, dict[str, int]] = {name: {} for name in names}
        for name, value, number in self._connection.execute(chosen):
            found[name][value] = number
        return found

    def _with_facets(self, chosen: Any, which: str, names: tuple[str, ...]) -> Any:
        joined = self._records().join(facet, facet.c.record == record.c.id)
        # SQLite shall go from items to records to facets: by its index it would go through all facets of a name
        return chosen.select_from(joined).where(*self._conditions(which), (facet.c.name + "").in_(names))

    def _records(self) -> Any:
        return item.join(record, record.c.item == item.c.id)

    def _conditions(self, which: str) -> Iterable[Any]:
        yield from self._selection(which).conditions()
        yield record.c.live

    @property
    def _dialect(self) -> str:
        return self._connection.dialect.name

    def _selection(self, which: str) -> Selection:
        return Selection(LISTS[which], self._filter, self._today, self._dialect)

    def _by_period(self, which: str) -> dict[str, int]:
        chosen = select(self._period.label("code"), func.count()).select_from(item)
        return self._counts(chosen.where(*self._selection(which).conditions(), item.c.date.is_not(None)))

    @property
    def _period(self) -> Any:
        """The year, quarter or month of an item; a date that is not so exact stays as it is."""
        day = func.coalesce(item.c.date, "")
        if self._step != "quarter":
            return func.substr(day, 1, 4 if self._step == "year" else 7)
        number = func.substr(day, 6, 2)
        quarter = case(*((number <= last, literal(f"-Q{at}")) for at, last in enumerate(("03", "06", "09", "12"), 1)))
        return case((func.length(day) < 7, day), else_=func.substr(day, 1, 4) + quarter)

    def _settled(self, name: str) -> Any:
        return text_at(self._dialect, item.c.settled, name, "value")

    @property
    def _status(self) -> Any:
        return func.coalesce(item.c.status, "open")

    @cached_property
    def _by_strength(self) -> dict[str, list[int]]:
        strength, zero = self._settled("strength").label("code"), literal(0)
        chosen = select(strength, self._status.label("status"), func.count(), func.sum(zero)).select_from(item)
        return self._crossed(chosen)[0]

    def _crossed(self, chosen: Any) -> tuple[dict[str, list[int]], dict[str, int]]:
        """Of commitments: code → how many of each status, in the order of STATUSES, and the sum of the last column."""
        found: dict[str, list[int]] = defaultdict(lambda: [0] * len(STATUSES))
        sums: dict[str, int] = defaultdict(int)
        chosen = chosen.where(*self._selection("commitments").conditions()).group_by("code", "status")
        for code, status, number, more in self._connection.execute(chosen):
            found[code][STATUSES.index(status)] = number
            sums[code] += more
        return found, sums

    def _counts(self, chosen: Any) -> dict[str, int]:
        return {row[0]: row[1] for row in self._connection.execute(chosen.group_by("code"))}


FIGURES = ("periods", "acts", "sectors", "strengths", "owners", "countries", "speakers", "outlets", "sector_periods")


def stretch(connection: Connection, lists: Sequence[str], filter: Filter, most: int = MOST) -> str:
    """The month from which on there are no more than about `most` items of these lists; empty where there are no more.

    What a filter says of days is left aside; the newest month is always within.
    """
    undated, today = replace(filter, since="", until=""), date.today().isoformat()
    month = func.substr(func.coalesce(item.c.date, ""), 1, 7).label("month")
    counts: dict[str, int] = {}
    for which in lists:
        conditions = Selection(LISTS[which], undated, today, connection.dialect.name).conditions()
        for name, number in connection.execute(select(month, func.count()).where(*conditions).group_by("month")):
            counts[name] = counts.get(name, 0) + number
    return _enough(counts, most)


def _enough(counts: dict[str, int], most: int) -> str:
    if sum(counts.values()) <= most:
        return ""
    total, first = 0, ""
    for name in sorted(filter(None, counts), reverse=True):
        total += counts[name]
        if total > most and first:
            break
        first = name
    return first


def _most(counts: dict[str, int]) -> tuple[tuple[Any, ...], ...]:
    return _beside(counts)


def _beside(*counts: dict[str, int]) -> tuple[tuple[Any, ...], ...]:
    """A row for each value, with what each has of it; the most first."""
    values = {value for one in counts for value in one}
    rows = [(value, *(one.get(value, 0) for one in counts)) for value in values]
    return tuple(sorted(rows, key=lambda row: (-sum(row[1:]), row[0])))


def last_day() -> Any:
    """The last day that any report of an item names, of a query over `item`."""
    last = select(func.max(record.c.due)).where(record.c.item == item.c.id, record.c.live)
    return last.correlate(item).scalar_subquery()


def _scored(counts: Sequence[int]) -> tuple[int, float | None]:
    """How many have a score, and the score of these."""
    scored = [
        status for status, number in zip(STATUSES, counts, strict=True) if status in SCORES for _ in range(number)
    ]
    return len(scored), percentage(scored)
