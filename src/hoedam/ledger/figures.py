"""Figures: how many of what, by what, and when; each a small table that is counted in the database.

What is told by several documents counts once: utterances, commitments and meetings are counted, not their reports. One
that has several values (two acts, two states) counts for each of them. Strength says how firmly something was said, and is
never a likelihood that it will be done.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal, get_args

from sqlalchemy import Connection, case, distinct, func, literal, select

from hoedam.errors import SettingInvalid
from hoedam.ledger.filters import Filter
from hoedam.ledger.selecting import LISTS, Selection, late
from hoedam.ledger.tables import document, facet, item, record
from hoedam.ledger.tracking import CLOSED, SCORES, STATUSES, percentage
from hoedam.ledger.within import text_at
from hoedam.model import Strength

Step = Literal["year", "quarter", "month"]
STEPS: tuple[str, ...] = get_args(Step)
MOST = 4_000  # utterances that a page counts while somebody waits
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
        counts = self._statuses(OWED)
        scored = [status for status, number in counts.items() if status in SCORES for _ in range(number)]
        return percentage(scored), len(scored), sum(counts.values())

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
        counts = (self._of("meetings", ("country",))["country"], self._utterances["country"], self._commitments["country"])
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
        found = self._cross(self._settled_strength)
        rows = tuple((code, *found[code], sum(found[code])) for code in get_args(Strength) if code in found)
        return Figure("strengths", ("strength", *STATUSES, "total"), 1, rows)

    def _owners(self) -> Figure:
        """What was agreed, pledged or planned, by the state that is to do it: status, past its last day, and score."""
        found = self._cross(facet.c.value, owned=True)
        overdue = self._overdue()
        rows = tuple((code, *counts, overdue.get(code, 0), *_scored(counts)) for code, counts in _largest(found))
        return Figure("owners", ("owner", *STATUSES, "overdue", "scored", "score"), 1, rows)

    def _outlets(self) -> Figure:
        name = func.coalesce(document.c.publisher, document.c.agency, "")
        counts = (func.count(distinct(document.c.id)), func.count(distinct(record.c.item)))
        joined = self._records("utterances").join(document, record.c.document == document.c.id)
        chosen = select(name.label("key"), *counts).select_from(joined).where(*self._conditions("utterances"))
        rows = sorted(self._connection.execute(chosen.group_by("key")), key=lambda row: (-row[1], row[0]))
        return Figure("outlets", ("publisher", "documents", "utterances"), 1, tuple(map(tuple, rows)))

    def _sector_periods(self) -> Figure:
        """Utterances by sector and period."""
        period = self._period
        once = self._once("utterances", ("sector",), period.label("period")).subquery()
        chosen = select(once.c.value, once.c.period, func.count()).group_by(once.c.value, once.c.period)
        rows = [tuple(row) for row in self._connection.execute(chosen) if row[1] and self._wanted(row[0])]
        return Figure("sector_periods", ("sector", "period", "utterances"), 2, tuple(sorted(rows)))

    @cached_property
    def _utterances(self) -> dict[str, dict[str, int]]:
        return self._of("utterances", ("act", "sector", "country", "speaker"))

    @cached_property
    def _commitments(self) -> dict[str, dict[str, int]]:
        return self._of("commitments", ("sector", "country"))

    def _of(self, which: str, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
        """Facet → value → how many items have it, in one pass."""
        once = self._once(which, names).subquery()
        chosen = select(once.c.name, once.c.value, func.count()).group_by(once.c.name, once.c.value)
        found: dict[str, dict[str, int]] = {name: {} for name in names}
        for name, value, number in self._connection.execute(chosen):
            found[name][value] = number
        return found

    def _once(self, which: str, names: tuple[str, ...], *more: Any) -> Any:
        """Each item once with each of its values, though many reports have it."""
        joined = self._records(which).join(facet, facet.c.record == record.c.id)
        chosen = select(facet.c.name, facet.c.value, record.c.item, *more).distinct().select_from(joined)
        # joined to nothing, so that SQLite goes from items to records to facets, and not through all facets of a name
        return chosen.where(*self._conditions(which), (facet.c.name + "").in_(names))

    def _records(self, which: str) -> Any:
        return item.join(record, record.c.item == item.c.id)

    def _conditions(self, which: str) -> Iterable[Any]:
        yield from self._selection(which).conditions()
        yield record.c.live

    def _selection(self, which: str) -> Selection:
        return Selection(LISTS[which], self._filter, self._today, self._connection.dialect.name)

    def _by_period(self, which: str) -> dict[str, int]:
        chosen = select(self._period.label("key"), func.count()).select_from(item)
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

    @property
    def _settled_strength(self) -> Any:
        return text_at(self._connection.dialect.name, item.c.settled, "strength", "value")

    @property
    def _status(self) -> Any:
        return func.coalesce(item.c.status, "open")

    def _statuses(self, strengths: Sequence[str]) -> dict[str, int]:
        chosen = select(self._status.label("key"), func.count()).select_from(item)
        return self._counts(
            chosen.where(*self._selection("commitments").conditions(), self._settled_strength.in_(strengths))
        )

    def _cross(self, key: Any, *, owned: bool = False) -> dict[str, list[int]]:
        """A key of commitments → how many of each status, in the order of STATUSES."""
        where = self._owners_of if owned else item
        chosen = select(key.label("key"), self._status.label("status"), func.count(distinct(item.c.id))).select_from(where)
        chosen = chosen.where(*self._selection("commitments").conditions(), *(self._owed if owned else ()))
        found: dict[str, list[int]] = {}
        for value, status, number in self._connection.execute(chosen.group_by("key", "status")):
            found.setdefault(value, [0] * len(STATUSES))[STATUSES.index(status)] = number
        return found

    @property
    def _owners_of(self) -> Any:
        return self._records("commitments").join(facet, facet.c.record == record.c.id)

    @property
    def _owed(self) -> tuple[Any, ...]:
        return record.c.live, (facet.c.name + "") == "owner", self._settled_strength.in_(OWED)

    def _overdue(self) -> dict[str, int]:
        chosen = select(facet.c.value.label("key"), func.count(distinct(item.c.id))).select_from(self._owners_of)
        chosen = chosen.where(
            *self._selection("commitments").conditions(), *self._owed, self._status.not_in(CLOSED),
            item.c.id.in_(late(self._today)),
        )  # fmt: skip
        return self._counts(chosen)

    def _counts(self, chosen: Any) -> dict[str, int]:
        return {key: number for key, number in self._connection.execute(chosen.group_by("key"))}


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


def _largest(found: dict[str, list[int]]) -> list[tuple[str, list[int]]]:
    return sorted(found.items(), key=lambda pair: (-sum(pair[1]), pair[0]))


def _scored(counts: Sequence[int]) -> tuple[int, float | None]:
    """How many have a score, and the score of these."""
    scored = [status for status, number in zip(STATUSES, counts, strict=True) if status in SCORES for _ in range(number)]
    return len(scored), percentage(scored)
