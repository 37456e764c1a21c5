"""Events in the layouts of POLECAT (40 columns), ICEWS (20) and GDELT 2.0 (61): tab-separated, UTF-8, without quotes.

POLECAT and ICEWS have a heading as the originals do, GDELT has none. Tabs and line breaks in a cell are spaces. What is
not known is blank, never made up: no coordinates, no tone, no ids of Wikipedia or GeoNames.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from hoedam.exports.codes import contexts, country, scales
from hoedam.exports.events import Count, Event, events, once, publisher, tally
from hoedam.exports.text import one_line
from hoedam.model import Entity, Reading

POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District",
    "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{name}" for name in _GEO), *(f"Actor2Geo_{name}" for name in _GEO),
    *(f"ActionGeo_{name}" for name in _GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were written, and how many acts and meetings were left out, by reason."""

    rows: int
    left_out: Counter[str] = field(default_factory=Counter)


def write_polecat(readings: Iterable[Reading], file: BinaryIO, *, count: Count = once, courtesy: bool = False) -> Tally:
    """Write POLECAT's 40 columns. Acts without a PLOVER type (thanks, hopes, statements of fact) are left out."""
    return _write(readings, file, POLECAT, polecat, count, courtesy, heading=True)


def write_icews(readings: Iterable[Reading], file: BinaryIO, *, count: Count = once, courtesy: bool = False) -> Tally:
    """Write ICEWS's 20 columns."""
    return _write(readings, file, ICEWS, icews, count, courtesy, heading=True)


def write_gdelt(readings: Iterable[Reading], file: BinaryIO, *, count: Count = once, courtesy: bool = False) -> Tally:
    """Write GDELT 2.0's 61 columns of events, without a heading."""
    return _write(readings, file, GDELT, gdelt, count, courtesy, heading=False)


def _write(
    readings: Iterable[Reading],
    file: BinaryIO,
    columns: tuple[str, ...],
    cells: Callable[[Event], Cells | None],
    count: Count,
    courtesy: bool,
    *,
    heading: bool,
) -> Tally:
    left: Counter[str] = Counter()
    if heading:
        file.write(("\t".join(columns) + "\n").encode())
    rows = 0
    for event in tally(events(readings, count=count, courtesy=courtesy), left):
        found = cells(event)
        if found is None:
            left["no_code"] += 1
            continue
        file.write(("\t".join(one_line(found.get(column, "")) for column in columns) + "\n").encode())
        rows += 1
    return Tally(rows, left)


def polecat(event: Event) -> Cells | None:
    """The cells of an event by column; None where it has no PLOVER type."""
    if event.plover is None:
        return None
    type, _, mode = event.plover.partition("-")
    scale = scales().plover.get(event.plover)
    document = event.reading.document
    return {
        "Event ID": f"{event.number:015x}",
        "Event Date": event.day,
        "Event Type": type,
        "Event Mode": mode,
        "Intensity": f"{scale.score:g}" if scale else "",
        "Quad Code": _QUADS[scale.quad] if scale else "",
        "Contexts": "; ".join(contexts(event.sectors)),
        **_polecat_party("Actor", event.actor),
        **_polecat_party("Recipient", event.recipient),
        "Country": _place_country(event),
        "Raw Placename": event.place,
        "Source": publisher(document),
        "Publication Date": (document.published or "")[:10],
        "Story People": _named(event.reading, "person"),
        "Story Organizations": _named(event.reading, "organization"),
        "Story Locations": _named(event.reading, "place", "country"),
        "Language": document.language,
        "Version": f"hoedam {event.reading.engine.version}",
    }


def _polecat_party(side: str, entity: Entity | None) -> Cells:
    if entity is None:
        return {}
    sector = _sector(entity)
    return {
        f"{side} Name": entity.name,
        f"{side} Country": entity.country or "",
        f"{side} COW": country(entity.country).cow if entity.country else "",
        f"Primary {side} Sector": sector,
        f"{side} Sectors": sector,
        f"{side} Title": entity.office or "",
        f"{side} Name Raw": entity.mentions[0].text if entity.mentions else "",
    }


def icews(event: Event) -> Cells:
    """The cells of an event by column."""
    document = event.reading.document
    code = scales().cameo.get(event.cameo)
    return {
        "Event ID": str(event.number),
        "Event Date": event.day,
        **_icews_party("Source", event.actor),
        "Event Text": code.name if code else "",
        "CAMEO Code": event.cameo,
        "Intensity": f"{code.score:g}" if code else "",
        **_icews_party("Target", event.recipient),
        "Story ID": document.id,
        "Sentence Number": str(event.sentence),
        "Publisher": publisher(document),
        "Country": _country_name(_place_country(event)),
    }


def _icews_party(side: str, entity: Entity | None) -> Cells:
    if entity is None:
        return {}
    sectors = "Government" if _sector(entity) else ""
    return {f"{side} Name": entity.name, f"{side} Sectors": sectors, f"{side} Country": _country_name(entity.country)}


def gdelt(event: Event) -> Cells:
    """The cells of an event by column."""
    day = date.fromisoformat(event.day)
    code = scales().cameo.get(event.cameo)
    document = event.reading.document
    source = document.source or ""
    return {
        "GLOBALEVENTID": str(event.number),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": f"{day:%Y}",
        "FractionDate": f"{day.year + (30 * day.month + day.day) / 365:.4f}",  # GDELT's own formula
        **_gdelt_party("Actor1", event.actor),
        **_gdelt_party("Actor2", event.recipient),
        "IsRootEvent": str(int(event.lead)),
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": str(quad_class(event.cameo)),
        "GoldsteinScale": f"{code.score:g}" if code else "",
        "NumMentions": str(event.counts.mentions),
        "NumSources": str(event.counts.sources),
        "NumArticles": str(event.counts.articles),
        "Actor1Geo_Type": "0",
        "Actor2Geo_Type": "0",
        "ActionGeo_Type": "0",
        "ActionGeo_FullName": event.place,
        "DATEADDED": (document.published or "")[:10].replace("-", "") + "000000" if document.published else "",
        "SOURCEURL": source if source.startswith(("http://", "https://")) else document.id,
    }


def _gdelt_party(side: str, entity: Entity | None) -> Cells:
    if entity is None:
        return {}
    iso3, sector = entity.country or "", _sector(entity)
    return {
        f"{side}Code": iso3 + sector,
        f"{side}Name": entity.name,
        f"{side}CountryCode": iso3,
        f"{side}Type1Code": sector,
    }


def quad_class(cameo: str) -> int:
    """GDELT's quadrant of a CAMEO code: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    root = int(cameo[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def _sector(entity: Entity) -> str:
    """GOV where an office is known; of organisations the reading does not say what they are."""
    return "GOV" if entity.type == "person" and entity.office else ""


def _country_name(iso3: str | None) -> str:
    return country(iso3).name if iso3 else ""


def _place_country(event: Event) -> str:
    """The country of the place (ISO 3166-1 alpha-3), where the reading knows the place."""
    places = (entity for entity in event.reading.entities if entity.name == event.place and entity.type != "person")
    return next((place.country or "" for place in places), "")


def _named(reading: Reading, *types: str) -> str:
    return "; ".join(entity.name for entity in reading.entities if entity.type in types)
