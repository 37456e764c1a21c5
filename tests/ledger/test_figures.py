"""Figures are those of a plain count over the rows of the lists, on both databases."""

from collections import Counter
from typing import Any

import pytest

from hoedam.errors import SettingInvalid
from hoedam.ledger import Ledger, figures, queries, tracking
from hoedam.ledger.figures import FIGURES, OWED, Figures
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import parse
from hoedam.ledger.tracking import STATUSES, percentage

DAY = "2022-06-15"
FILTERS = [
    Filter(),
    Filter.of(country="GEO"),
    Filter.of(since="2022", until="2022-12"),
    Filter.of(sector="transport"),
    Filter.of(country="GEO", since="2019-09"),
]


@pytest.fixture(scope="module")
def tracked(filled: Ledger) -> Ledger:
    """The samples, with what became of some commitments."""
    with filled.read() as connection:
        rows = list(queries.rows(connection, "commitments", Filter.of(strength=["agreed", "pledged"])))
    for status, row in zip(("done", "lapsed", "under_way", "stalled", "done"), rows, strict=False):
        tracking.set_status(filled, parse(row.id)[1], status, "2026-01", "김데스크", source="부처 확인")
    return filled


def table(found: Any) -> dict[Any, tuple[Any, ...]]:
    return {row[: found.keys] if found.keys > 1 else row[0]: row[found.keys :] for row in found.rows}


def facets(connection: Any, which: str, filter: Filter, name: str) -> Counter[str]:
    return Counter(dict(queries.facet_counts(connection, which, filter, name)))


@pytest.mark.parametrize("filter", FILTERS)
def test_acts_speakers_and_countries_are_those_of_the_facets(tracked: Ledger, filter: Filter) -> None:
    with tracked.read() as connection:
        made = Figures(connection, filter, today=DAY)
        for name, value in (("acts", "act"), ("speakers", "speaker")):
            whole = {value: (number,) for value, number in facets(connection, "utterances", filter, value).items()}
            if not getattr(filter, value):
                assert table(made.figure(name)) == whole
        columns = [
            facets(connection, which, filter.without("country"), "country")
            for which in ("meetings", "utterances", "commitments")
        ]
        if not filter.country:
            values = {value for one in columns for value in one}
            assert table(made.figure("countries")) == {v: tuple(one[v] for one in columns) for v in values}


@pytest.mark.parametrize("filter", FILTERS)
def test_commitments_are_those_of_the_rows(tracked: Ledger, filter: Filter) -> None:
    with tracked.read() as connection:
        rows = list(queries.rows(connection, "commitments", filter, today=DAY))
        made = Figures(connection, filter, today=DAY)
        counted = Counter((row.strength, row.status) for row in rows)
        strengths = table(made.figure("strengths"))
        assert sum(row[-1] for row in strengths.values()) == len(rows)
        for strength, numbers in strengths.items():
            assert numbers[:-1] == tuple(counted[strength, status] for status in STATUSES)
        owed = [row for row in rows if row.strength in OWED]
        score, scored, total = made.fulfilment
        assert (score, total) == (percentage(row.status for row in owed), len(owed))
        assert scored == sum(tracking.score(row.status) is not None for row in owed)
        owners = table(made.figure("owners"))
        assert set(owners) == {state for row in owed for state in row.owner}
        for state, numbers in owners.items():
            theirs = [row for row in owed if state in row.owner]
            assert numbers[:6] == tuple(sum(row.status == status for row in theirs) for status in STATUSES)
            assert numbers[6] == sum(row.overdue for row in theirs)
            assert numbers[8] == percentage(row.status for row in theirs)


@pytest.mark.parametrize("step", figures.STEPS)
@pytest.mark.parametrize("filter", FILTERS)
def test_periods_are_those_of_the_dates(tracked: Ledger, filter: Filter, step: Any) -> None:
    with tracked.read() as connection:
        found = table(Figures(connection, filter, step=step, today=DAY).figure("periods"))
        for at, which in enumerate(("meetings", "utterances", "commitments")):
            dates = [row.date for row in queries.rows(connection, which, filter) if row.date]
            counted = Counter(period(date, step) for date in dates)
            assert {name: row[at] for name, row in found.items() if row[at]} == counted


def period(date: str, step: str) -> str:
    if step == "year" or len(date) == 4:
        return date[:4]
    return date[:7] if step == "month" else f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}"


@pytest.mark.parametrize("filter", FILTERS)
def test_sectors_are_counted_as_groups_or_as_what_the_filter_names(tracked: Ledger, filter: Filter) -> None:
    with tracked.read() as connection:
        made = Figures(connection, filter, today=DAY)
        found = table(made.figure("sectors"))
        said, promised = (facets(connection, which, filter, "sector") for which in ("utterances", "commitments"))
        if not filter.sector:
            assert found == {id: (said[id], promised[id]) for id in {*said, *promised} if "." not in id}
        assert all(id.startswith("transport") for id in found) or not filter.sector
        by_period = Counter[str]()
        for (sector, _), (number,) in table(made.figure("sector_periods")).items():
            by_period[sector] += number
        assert by_period == {id: numbers[0] for id, numbers in found.items() if numbers[0]}


@pytest.mark.parametrize("filter", FILTERS)
def test_outlets_have_documents_and_utterances(tracked: Ledger, filter: Filter) -> None:
    with tracked.read() as connection:
        rows = list(queries.rows(connection, "utterances", filter))
        documents: dict[str, set[str]] = {}
        told: dict[str, set[str]] = {}
        for row in rows:
            for place in row.members:
                documents.setdefault(place.publisher or "", set()).add(place.document)
                told.setdefault(place.publisher or "", set()).add(row.id)
        found = table(Figures(connection, filter, today=DAY).figure("outlets"))
        assert found == {name: (len(documents[name]), len(told[name])) for name in documents}


def test_a_figure_that_is_none_is_refused_in_words(tracked: Ledger) -> None:
    with tracked.read() as connection:
        for name in FIGURES:
            assert Figures(connection, Filter()).figure(name).name == name
        with pytest.raises(SettingInvalid, match="is no figure"):
            Figures(connection, Filter()).figure("likelihood")


def test_a_stretch_is_the_newest_months_that_are_not_too_much(tracked: Ledger) -> None:
    with tracked.read() as connection:
        total = queries.count(connection, "utterances")
        assert figures.stretch(connection, ("utterances",), Filter(), total) == ""
        first = figures.stretch(connection, ("utterances",), Filter(since="2019"), total - 1)
        assert 0 < queries.count(connection, "utterances", Filter(since=first)) < total
        newest = max(row.date for row in queries.rows(connection, "utterances") if row.date)
        assert figures.stretch(connection, ("utterances",), Filter(), 1) == newest[:7]
