"""Event tables, read back by DuckDB."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pytest
from tests.exports.kit import HOSTILE
from tests.exports.readings import SAMPLES, made, sample, spot

from hoedam.exports import codes
from hoedam.exports.event_tables import (
    GDELT,
    ICEWS,
    POLECAT,
    Tally,
    quad_class,
    write_gdelt,
    write_icews,
    write_polecat,
)
from hoedam.exports.events import Counts, Event, Left, events
from hoedam.extract.codes import table
from hoedam.extract.sectors import all_sectors
from hoedam.model import Entity, Issue, Reading
from hoedam.rules.loader import load_table
from hoedam.rules.states import states

Write = Callable[..., Tally]
WRITERS: dict[str, tuple[Write, tuple[str, ...], bool]] = {
    "polecat": (write_polecat, POLECAT, True),
    "icews": (write_icews, ICEWS, True),
    "gdelt": (write_gdelt, GDELT, False),
}


def rows(name: str, *readings: Reading, **options: Any) -> list[dict[str, str]]:
    write, columns, heading = WRITERS[name]
    file = io.BytesIO()
    tally = write(readings, file, **options)
    lines = file.getvalue().decode().split("\n")[:-1]
    if heading:
        assert lines.pop(0) == "\t".join(columns)
    assert len(lines) == tally.rows
    cells = [line.split("\t") for line in lines]
    assert all(len(line) == len(columns) for line in cells)
    return [dict(zip(columns, line, strict=True)) for line in cells]


def changed(reading: Reading, **values: Any) -> Reading:
    return msgspec.structs.replace(reading, **values)


def meeting(**values: Any) -> Reading:
    """The reading made by hand with another meeting and no statements."""
    one = msgspec.structs.replace(made().meetings[0], **values)
    return changed(made(), meetings=(one,), statements=())


def test_the_layouts_have_the_columns_of_the_originals() -> None:
    assert (len(POLECAT), len(ICEWS), len(GDELT)) == (40, 20, 61)
    assert all(len(set(columns)) == len(columns) for columns in (POLECAT, ICEWS, GDELT))
    assert (POLECAT[5], POLECAT[28], POLECAT[-1]) == ("Quad Code", "Latitude", "Version")
    assert (GDELT[5], GDELT[25], GDELT[30], GDELT[35], GDELT[51], GDELT[60]) == (
        "Actor1Code", "IsRootEvent", "GoldsteinScale", "Actor1Geo_Type", "ActionGeo_Type", "SOURCEURL",
    )  # fmt: skip


def test_polecat_tells_who_did_what_to_whom() -> None:
    found = rows("polecat", made())
    kinds = [(row["Event Type"], row["Event Mode"], row["Actor Country"], row["Recipient Country"]) for row in found]
    assert kinds == [
        ("CONSULT", "", "KOR", "GEO"),
        ("AGREE", "", "KOR", "GEO"),
        ("REQUEST", "assist", "KOR", "GEO"),
        ("AGREE", "", "KOR", "GEO"),
    ]
    request = found[2]
    assert {column: value for column, value in request.items() if value} == {
        "Event ID": request["Event ID"], "Event Date": "2021-08-18", "Event Type": "REQUEST", "Event Mode": "assist",
        "Intensity": "0.5", "Quad Code": "VERBAL CONFLICT", "Contexts": "economic", "Actor Name": "한",
        "Actor Country": "KOR", "Actor COW": "732", "Primary Actor Sector": "GOV", "Actor Sectors": "GOV",
        "Actor Title": "대통령", "Actor Name Raw": "한 대통령", "Recipient Name": "박", "Recipient Country": "GEO",
        "Recipient COW": "372", "Primary Recipient Sector": "GOV", "Recipient Sectors": "GOV",
        "Recipient Title": "총리", "Recipient Name Raw": "박 총리", "Raw Placename": "서울",
        "Publication Date": "2021-08-18", "Story People": "한; 박", "Story Organizations": "공장", "Language": "ko",
        "Version": "hoedam 0.1.0",
    }  # fmt: skip


def test_icews_tells_it_in_cameo() -> None:
    found = rows("icews", made())
    assert [row["CAMEO Code"] for row in found] == ["040", "0311", "0211", "018", "036"]
    thanks = found[3]
    assert {column: value for column, value in thanks.items() if value} == {
        "Event ID": thanks["Event ID"], "Event Date": "2021-08-18", "Source Name": "박", "Source Sectors": "Government",
        "Source Country": "Georgia", "Event Text": "Make empathetic comment", "CAMEO Code": "018", "Intensity": "3.4",
        "Target Name": "한", "Target Sectors": "Government", "Target Country": "South Korea", "Story ID": "d",
        "Sentence Number": "3",
    }  # fmt: skip


def test_gdelt_tells_it_without_a_heading(tmp_path: Path) -> None:
    found = rows("gdelt", made())
    pledge = found[1]
    assert {column: value for column, value in pledge.items() if value} == {
        "GLOBALEVENTID": pledge["GLOBALEVENTID"], "SQLDATE": "20210818", "MonthYear": "202108", "Year": "2021",
        "FractionDate": f"{2021 + (8 * 30 + 18) / 365:.4f}", "Actor1Code": "KORGOV", "Actor1Name": "한",
        "Actor1CountryCode": "KOR", "Actor1Type1Code": "GOV", "Actor2Code": "GEOGOV", "Actor2Name": "박",
        "Actor2CountryCode": "GEO", "Actor2Type1Code": "GOV", "IsRootEvent": "0", "EventCode": "0311",
        "EventBaseCode": "031", "EventRootCode": "03", "QuadClass": "1", "GoldsteinScale": "5.2", "NumMentions": "1",
        "NumSources": "1", "NumArticles": "1", "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "0",
        "ActionGeo_FullName": "서울", "DATEADDED": "20210818000000", "SOURCEURL": "d",
    }  # fmt: skip
    assert found[0]["IsRootEvent"] == "1"


@pytest.mark.parametrize("name", WRITERS)
def test_duckdb_reads_the_samples(name: str, tmp_path: Path) -> None:
    write, columns, heading = WRITERS[name]
    path = tmp_path / "events.tsv"
    with path.open("wb") as file:
        tally = write(map(sample, SAMPLES), file)
    query = f"from read_csv('{path}', delim='\t', header={heading}, quote='', escape='', all_varchar=true)"
    found = duckdb.sql(query)
    assert len(found.columns) == len(columns)
    if heading:
        assert tuple(found.columns) == columns
    lines = found.fetchall()
    assert len(lines) == tally.rows > 30
    assert len({line[0] for line in lines}) == len(lines)
    big = duckdb.sql(f"select max(column00::bigint) {query}").fetchall() if name == "gdelt" else None
    assert big is None or big[0][0] < 2**63


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_readings_are_the_same_rows(name: str) -> None:
    assert rows(name, made()) == rows(name, made())
    ids = [row[WRITERS[name][1][0]] for row in rows(name, made())]
    longer = rows(name, changed(made(), issues=()), sample(SAMPLES[0]), made())
    assert [row[WRITERS[name][1][0]] for row in longer][: len(ids)] == ids


def test_every_act_is_an_event_or_says_why_not() -> None:
    for reading in map(sample, SAMPLES):
        found = list(events([reading]))
        acts = {
            f"{statement.id}.acts.{number}" for statement in reading.statements for number in range(len(statement.acts))
        }
        assert {one.record for one in found} == acts | {one.id for one in reading.meetings}
        for one in found:
            if isinstance(one, Event):
                assert reading.document.text[one.span.start : one.span.end] == one.span.text


def reasons(reading: Reading, **options: Any) -> Counter[str]:
    return Counter(one.reason for one in events([reading], **options) if isinstance(one, Left))


def test_what_is_left_out_is_counted() -> None:
    statement = made().statements[0]
    replace = msgspec.structs.replace
    small_talk = replace(statement, acts=(replace(statement.acts[0], courtesy=True),))
    assert reasons(changed(made(), statements=(small_talk,))) == {"courtesy": 1}
    assert reasons(changed(made(), statements=(small_talk,)), courtesy=True) == {}
    assert reasons(changed(made(), statements=(replace(statement, speakers=()),))) == {"no_speaker": 1}
    assert reasons(changed(made(), issues=(Issue(code="withdrawn", about="s1"),))) == {"withdrawn": 1}
    assert reasons(made(), doubtful=False) == {"no_speaker": 1}
    assert reasons(made(), count=lambda document, record: None if record == "s2" else Counts()) == {"told_elsewhere": 1}
    undated = changed(made(), document=replace(made().document, published=None), meetings=())
    assert reasons(undated) == {"no_day": 4}
    assert reasons(meeting(participants=("e1",))) == {"one_side": 1}
    file = io.BytesIO()
    assert write_polecat([made()], file).left_out == {"no_code": 1}


def test_how_often_it_was_told_is_counted() -> None:
    found = rows("gdelt", made(), count=lambda document, record: Counts(12, 4, 10) if record == "s1" else Counts())
    assert [(row["NumMentions"], row["NumSources"], row["NumArticles"]) for row in found][:2] == [
        ("1", "1", "1"),
        ("12", "4", "10"),
    ]


@pytest.mark.parametrize(
    ("values", "want"),
    [
        ({"kind": "summit_call"}, ("CONSULT", "phone", "041", "2021-08-18")),
        ({"kind": "ministerial_call"}, ("CONSULT", "phone", "041", "2021-08-18")),
        ({"kind": "visit"}, ("CONSULT", "visit", "040", "2021-08-18")),
        ({"format": ("국빈방문",)}, ("CONSULT", "visit", "040", "2021-08-18")),
        ({"kind": "multilateral"}, ("CONSULT", "multilateral", "040", "2021-08-18")),
        ({"date": None}, ("CONSULT", "", "040", "2021-08-18")),
        ({"date": "2021-08-16"}, ("CONSULT", "", "040", "2021-08-16")),
        ({"date": "2021-08"}, ("CONSULT", "", "040", "2021-08-18")),
        ({"date": "2021-08-20"}, ("AGREE", "", "036", "2021-08-18")),
        ({"date": "2021-10"}, ("AGREE", "", "036", "2021-08-18")),
        ({"date": "2022"}, ("AGREE", "", "036", "2021-08-18")),
    ],
)
def test_meetings_are_consultations(values: dict[str, Any], want: tuple[str, ...]) -> None:
    (row,), (other,) = rows("polecat", meeting(**values)), rows("icews", meeting(**values))
    assert (row["Event Type"], row["Event Mode"], other["CAMEO Code"], row["Event Date"]) == want


@pytest.mark.parametrize("when", ["2018", "2018-09", "FUTURE_REF", "P3Y"])
def test_a_meeting_on_an_unknown_day_is_dated_nowhere(when: str) -> None:
    assert rows("icews", meeting(date=when)) == []
    assert reasons(meeting(date=when)) == {"no_day": 1}


def test_three_states_are_one_event_for_each_pair() -> None:
    third = Entity(id="e4", type="country", name="일본", country="JPN", mentions=(spot("서울"),))
    reading = meeting(participants=("e1", "e2", "e4"), kind="multilateral")
    reading = changed(reading, entities=(*reading.entities, third))
    pairs = [(row["Source Country"], row["Target Country"]) for row in rows("icews", reading)]
    assert pairs == [("South Korea", "Georgia"), ("South Korea", "Japan"), ("Georgia", "Japan")]
    statement = msgspec.structs.replace(made().statements[0], addressees=("e2", "e4"))
    reading = changed(reading, meetings=(), statements=(statement,))
    assert [row["Target Country"] for row in rows("icews", reading)] == ["Georgia", "Japan"]


def test_the_other_side_may_be_known_from_the_commitment_alone() -> None:
    statement = msgspec.structs.replace(made().statements[0], addressees=(), meeting=None)
    assert [row["Target Name"] for row in rows("icews", changed(made(), meetings=(), statements=(statement,)))] == [
        "박"
    ]
    alone = changed(made(), meetings=(), statements=(statement,), commitments=())
    assert [row["Target Name"] for row in rows("icews", alone)] == [""]


def test_hostile_words_break_no_row() -> None:
    for text in HOSTILE:
        story = msgspec.structs.replace(made().document, publisher=text, source=text, id=text)
        people = tuple(msgspec.structs.replace(entity, name=text, office=text) for entity in made().entities)
        hostile = changed(made(), document=story, entities=people)
        for name in WRITERS:
            assert len(rows(name, hostile)) in (4, 5)


def test_a_request_is_conflict_in_plover_and_cooperation_in_cameo() -> None:
    """The two schemes differ, and the tables say what each says (docs/exports.md)."""
    polecat = [row["Quad Code"] for row in rows("polecat", made()) if row["Event Type"] == "REQUEST"]
    gdelt = [row["QuadClass"] for row in rows("gdelt", made()) if row["EventCode"] == "0211"]
    assert (polecat, gdelt) == (["VERBAL CONFLICT"], ["1"])
    assert [quad_class(code) for code in ("057", "06", "0871", "09", "130", "14", "204")] == [1, 2, 2, 3, 3, 4, 4]


def test_every_code_has_a_name_and_a_score() -> None:
    valid = table().valid
    assert set(codes.scales().cameo) == {*valid.cameo, "040", "041"}
    consult = {"CONSULT", "CONSULT-phone", "CONSULT-visit", "CONSULT-multilateral"}
    assert set(codes.scales().plover) == {*valid.plover, *consult}
    for scale in (*codes.scales().cameo.values(), *codes.scales().plover.values()):
        assert -10 <= scale.score <= 10


# No members of the state system: territories, the Holy See, Palestine.
NO_COW = {
    "ABW", "AIA", "ASM", "BMU", "COK", "CUW", "CYM", "ESH", "FLK", "FRO", "GIB", "GLP", "GRL", "GUF", "GUM", "HKG", "MAC",
    "MNP", "MSR", "MTQ", "NCL", "NIU", "PRI", "PSE", "PYF", "REU", "SGS", "SHN", "VAT", "VGB", "VIR",
}  # fmt: skip


def test_every_state_has_its_cow_code() -> None:
    known = set(load_table("ko/countries.yaml", dict)["cldr"])
    cow = {iso3: state.cow for iso3, state in states().items() if state.cow}
    assert known - set(cow) == NO_COW
    assert set(states()) == known
    assert len(cow) == len(set(cow.values())) == 195
    assert [cow[iso3] for iso3 in ("USA", "KOR", "PRK", "KAZ", "JPN", "CHN", "XKX", "YEM")] == [
        "2",
        "732",
        "731",
        "705",
        "740",
        "710",
        "347",
        "679",
    ]
    assert codes.country("KAZ") == ("Kazakhstan", "705")
    assert codes.country("ZZZ") == ("ZZZ", "")
    assert codes.country("HKG").cow == ""


def test_every_sector_has_a_context() -> None:
    assert all(codes.contexts((sector,)) for sector in all_sectors())
    assert codes.contexts(("industry", "industry", "nowhere")) == codes.contexts(("industry",))


def test_data_files_are_well_formed() -> None:
    raw = Path(codes.__file__).parents[1].joinpath("data", "states.csv").read_text()
    lines = list(csv.reader(io.StringIO(raw)))
    assert lines[1:] == sorted(lines[1:])
