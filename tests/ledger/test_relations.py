"""The states that were met, the sides of a relation and two meetings, held against the rows of the lists."""

from collections import Counter

import pytest

from hoedam.errors import DecisionInvalid, NotInLedger
from hoedam.exports.dossier import askers
from hoedam.ledger import Ledger, followups, queries, relations, tracking
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import parse
from hoedam.ledger.relation import timeline

DAY = "2022-06-15"
CLOSED = tracking.CLOSED


@pytest.fixture(scope="module")
def tracked(filled: Ledger) -> Ledger:
    """The samples, with one commitment that was fulfilled long after."""
    with filled.read() as connection:
        row = next(queries.rows(connection, "commitments", Filter.of(strength="agreed")))
    tracking.set_status(filled, parse(row.id)[1], "done", "2026-01-15", "김데스크", source="부처 확인")
    return filled


def test_states_have_their_counts(tracked: Ledger) -> None:
    with tracked.read() as connection:
        found = {row[0]: row[1:] for row in relations.states(connection, "KOR", today=DAY).rows}
        values = {
            value
            for which in ("meetings", "commitments")
            for value, _ in queries.facet_counts(connection, which, Filter(), "country")
        }
        assert set(found) == values - {"KOR"}
        for state, (meetings, last, commitments, unsettled, overdue) in found.items():
            concerned = Filter(country=(state,))
            met = list(queries.rows(connection, "meetings", concerned))
            owed = list(queries.rows(connection, "commitments", concerned, today=DAY))
            assert (meetings, last) == (len(met), max((row.date or "" for row in met), default=""))
            assert (commitments, unsettled) == (len(owed), sum(row.status not in CLOSED for row in owed))
            assert overdue == sum(row.overdue for row in owed)


def test_sides_are_those_of_the_dossier(tracked: Ledger) -> None:
    with tracked.read() as connection:
        rows = list(queries.rows(connection, "commitments", Filter(country=("GEO",)), today=DAY))
        wanted = {
            "agreed": [row for row in rows if row.strength == "agreed"],
            "theirs_asked": [row for row in rows if row.strength in relations.ASKS and "GEO" in askers(row)],
            "ours_asked": [row for row in rows if row.strength in relations.ASKS and "KOR" in askers(row)],
            "theirs_pledged": [row for row in rows if row.strength in relations.PLEDGES and "GEO" in row.owner],
            "ours_pledged": [row for row in rows if row.strength in relations.PLEDGES and "KOR" in row.owner],
            "open": [row for row in rows if row.status not in CLOSED],
            "overdue": [row for row in rows if row.overdue],
        }
        for part in relations.PARTS:
            found = relations.side(connection, "GEO", "KOR", part, limit=100, today=DAY)
            assert {row.id for row in found.rows} == {row.id for row in wanted[part]}, part
            first = relations.side(connection, "GEO", "KOR", part, limit=2, today=DAY)
            assert (first.total, first.rows) == (len(wanted[part]), found.rows[:2])


def test_voices_are_the_speakers_of_the_utterances(tracked: Ledger) -> None:
    with tracked.read() as connection:
        rows = list(queries.rows(connection, "utterances", Filter(country=("GEO",))))
        counted = Counter(name for row in rows for name in row.speakers)
        assert {row[0]: row[3] for row in relations.voices(connection, "GEO").rows} == counted
        for teller, speaker, number in relations.relays(connection, "GEO").rows:
            assert teller and speaker and number > 0


def test_two_meetings_and_what_came_back(tracked: Ledger) -> None:
    with tracked.read() as connection:
        meetings = [row for row in queries.rows(connection, "meetings") if len(row.date or "") == 10][::-1]
        made = [relations.encounter(connection, row.id, today=DAY) for row in meetings]
        assert all(one.meeting == row for one, row in zip(made, meetings, strict=True))
        assert any(one.commitments for one in made)
        proposed = list(followups.proposals(connection))
        for earlier in made:
            for later in made:
                for back in relations.returns(connection, earlier, later):
                    assert back.commitment in earlier.commitments
                    if back.why == "same":
                        assert back.later == back.commitment.id
                    else:
                        assert any(f"c{one.item}" == back.commitment.id for one in proposed)
        assert any(relations.returns(connection, a, b) for a in made for b in made if a is not b)


def test_what_is_no_meeting_is_refused(tracked: Ledger) -> None:
    with tracked.read() as connection:
        with pytest.raises(DecisionInvalid):
            relations.encounter(connection, "c1")
        with pytest.raises(NotInLedger):
            relations.encounter(connection, "m9999")
        with pytest.raises(NotInLedger):
            relations.encounter(connection, "m1")  # the number of a name


def test_days_of_a_timeline_are_those_of_its_events(tracked: Ledger) -> None:
    with tracked.read() as connection:
        whole = timeline(connection, "GEO")
        late = timeline(connection, "GEO", Filter.of(since="2026"))
        assert [(event.sort, event.code) for event in late] == [("change", "done")]
        assert timeline(connection, "GEO", Filter.of(until="2025")) + late == whole
