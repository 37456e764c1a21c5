"""Relations as pages and files: dossier, two meetings, day by day."""

import json
import re
import zipfile
from io import BytesIO

import pytest
from fastapi.testclient import TestClient

from hoedam.ledger import Ledger, queries, relations
from hoedam.ledger.filters import Filter
from hoedam.ledger.relation import timeline
from hoedam.web.chronology import chronology
from hoedam.web.views import relations as views

GEO = Filter(country=("GEO",))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("path", ["/relations", "/relations/GEO", "/relations/GEO/compare", "/relations/GEO/events"])
def test_pages_answer_in_both_languages(client: TestClient, path: str, language: str) -> None:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 200
    assert "style=" not in answer.text and "|safe" not in answer.text


def test_a_state_is_known_by_its_names_and_home_has_no_relation_with_itself(client: TestClient) -> None:
    assert client.get("/relations/조지아").status_code == 200
    assert client.get("/relations/KOR", follow_redirects=False).headers["location"] == "/relations"
    assert client.get("/relations/nowhere").status_code == 400
    assert client.get("/relations/KAZ").status_code == 200  # of which the samples say nothing


def test_a_dossier_has_every_part(client: TestClient, ledger: Ledger) -> None:
    page = client.get("/relations/GEO").text
    with ledger.read() as connection:
        for part in relations.PARTS[:-1]:
            side = relations.side(connection, "GEO", "KOR", part, limit=views.ROWS)
            assert all(f'href="/commitments/{row.id}"' in page for row in side.rows)
            if side.total > views.ROWS:
                assert f"of {side.total}." in page
        assert all(row.id in page for row in queries.rows(connection, "meetings", GEO))
    assert "<circle" in page and 'data-chart="heat"' in page


@pytest.mark.parametrize(("form", "part"), [("docx", "word/document.xml"), ("hwpx", "Contents/section0.xml")])
def test_a_dossier_is_also_a_document(client: TestClient, form: str, part: str) -> None:
    answer = client.get(f"/relations/GEO.{form}")
    assert f"hoedam-KOR-GEO.{form}" in answer.headers["content-disposition"]
    assert part in zipfile.ZipFile(BytesIO(answer.content)).namelist()
    assert "Georgia" in client.get("/relations/GEO.md").text
    assert client.get("/relations/GEO.pdf").status_code == 400


def test_tables_are_also_files(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        states, voices = relations.states(connection, "KOR").rows, relations.voices(connection, "GEO").rows
    assert [tuple(row.values()) for row in json.loads(client.get("/relations/states.json").content)] == list(states)
    assert [tuple(row.values()) for row in json.loads(client.get("/relations/GEO/voices.json").content)] == list(voices)
    assert client.get("/relations/GEO/sector_periods.csv").text.startswith("\ufeffsector,period,utterances")
    assert client.get("/relations/GEO/wishes.csv").status_code == 400


def test_days_can_be_narrowed_and_are_a_file_of_the_same(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        events = timeline(connection, "GEO", Filter.of(since="2022", until="2022"))
    query = "since=2022&until=2022"
    assert f"{len(events)} events" in client.get(f"/relations/GEO/events?{query}").text
    rows = json.loads(client.get(f"/relations/GEO/events/timeline.json?{query}").content)
    assert [row["id"] for row in rows] == [event.id for event in events]
    met = json.loads(client.get(f"/relations/GEO/events/timeline.json?{query}&sort=meeting").content)
    assert {row["sort"] for row in met} == {"meeting"}
    assert client.get("/relations/GEO/events?sort=wish").status_code == 400


def test_many_events_begin_with_a_month_and_say_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "EVENTS", 5)
    page = client.get("/relations/GEO/events").text
    assert "Shown from" in page and "/relations/GEO/events?range=all" in page
    assert "Shown from" not in client.get("/relations/GEO/events?range=all").text


def test_two_meetings_stand_side_by_side_the_earlier_first(client: TestClient, ledger: Ledger) -> None:
    with ledger.read() as connection:
        dated = sorted(
            (row.date, row.id) for row in queries.rows(connection, "meetings", GEO) if len(row.date or "") == 10
        )
        first, second = (relations.encounter(connection, id) for _, id in dated[:2])
        back = relations.returns(connection, first, second)
    page = client.get(f"/relations/GEO/compare?left={second.meeting.id}&right={first.meeting.id}").text
    assert page.index(f'href="/meetings/{first.meeting.id}"') < page.index(f'href="/meetings/{second.meeting.id}"')
    assert back and all(f'href="/commitments/{one.commitment.id}"' in page for one in back)
    assert "Choose two different meetings." in client.get(f"/relations/GEO/compare?left={dated[0][1]}").text
    assert client.get("/relations/GEO/compare?left=m9999").status_code == 404


def test_a_line_has_dots_for_days_and_bars_for_what_is_less_exact() -> None:
    drawn = chronology([("2021-08-17", "one"), ("2022", "two"), ("", "none"), ("2021-08-18", "three")])
    assert drawn is not None
    assert [(mark.label, mark.exact) for mark in drawn.marks] == [("one", True), ("three", True), ("two", False)]
    assert drawn.marks[0].y != drawn.marks[1].y  # their labels would lie over each other
    assert [year for _, year in drawn.years] == ["2021", "2022"]
    assert chronology([("", "none")]) is None


def test_comparing_offers_the_two_newest_meetings(client: TestClient) -> None:
    offered = re.findall(r'<option value="(m\d+)" selected', client.get("/relations/GEO/compare").text)
    assert len(offered) == len(set(offered)) == 2
