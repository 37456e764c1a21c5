"""Web annotations, expanded by PyLD without a network."""

import io
import json
from typing import Any

import pytest
from pyld import jsonld
from tests.exports.readings import SAMPLES, TEXT, made, sample, spot

from hoedam.exports.annotation import BASE as TAG
from hoedam.exports.annotation import CONTEXT, Confirmation, page, write_annotations
from hoedam.model import Reading

OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"


def offline(url: str, _: Any = None) -> Any:
    raise AssertionError(f"{url} was fetched")


def written(*readings: Reading, **options: Any) -> Any:
    file = io.BytesIO()
    write_annotations(readings, file, **options)
    return json.loads(file.getvalue())


def triples(*readings: Reading, **options: Any) -> Any:
    """The graph as N-Quads: what any other program would take from it."""
    dataset = jsonld.to_rdf(written(*readings, **options), {"documentLoader": offline})
    return {(row["subject"]["value"], row["predicate"]["value"], row["object"]["value"]) for row in dataset["@default"]}


def objects(graph: Any, subject: str, predicate: str) -> set[str]:
    return {row[2] for row in graph if row[:2] == (subject, predicate)}


DOCUMENT = f"{TAG}document/d"


def test_every_span_is_told_twice_and_truly() -> None:
    for reading in (made(), *map(sample, SAMPLES)):
        text = reading.document.text
        for item in page(reading)["items"]:
            assert item["target"]
            for target in item["target"]:
                position, quote = target["selector"]
                exact = text[position["start"] : position["end"]]
                assert quote["exact"] == exact
                assert quote["prefix"] + exact + quote["suffix"] in text


def test_a_statement_expands_to_the_terms_of_the_standards() -> None:
    graph = triples(made())
    note = f"{DOCUMENT}/s1/annotation"
    assert objects(graph, note, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type") == {f"{OA}Annotation"}
    assert objects(graph, note, f"{OA}hasBody") == {f"{DOCUMENT}/s1"}
    assert objects(graph, note, f"{OA}motivatedBy") == {f"{OA}describing"}
    (target,) = objects(graph, note, f"{OA}hasTarget")
    assert objects(graph, target, f"{OA}hasSource") == {DOCUMENT}
    selectors = objects(graph, target, f"{OA}hasSelector")
    words = spot("공장을 짓겠다")
    assert {value for one in selectors for value in objects(graph, one, f"{OA}start")} == {str(words.start)}
    assert {value for one in selectors for value in objects(graph, one, f"{OA}exact")} == {words.text}
    body = f"{DOCUMENT}/s1"
    assert f"{SCHEMA}Quotation" in objects(graph, body, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    assert objects(graph, body, f"{SCHEMA}spokenByCharacter") == {f"{DOCUMENT}/e1"}
    assert objects(graph, body, f"{SCHEMA}text") == {words.text}
    assert objects(graph, f"{DOCUMENT}/s3", f"{SCHEMA}text") == set()
    assert objects(graph, f"{DOCUMENT}/s3", f"{TAG}ns/certain") == {"false"}
    assert objects(graph, f"{DOCUMENT}/s3", f"{TAG}ns/candidate") == {f"{DOCUMENT}/e1"}
    assert objects(graph, f"{DOCUMENT}/s1.acts.0", f"{TAG}ns/act") == {"pledge"}
    assert objects(graph, f"{DOCUMENT}/c3", f"{TAG}ns/due") == {f"{DOCUMENT}/t1"}
    assert objects(graph, DOCUMENT, f"{TAG}ns/offsetUnit") == {"code points"}
    assert not any(TEXT[:60] in row[2] for row in graph)


def test_who_made_and_who_confirmed_is_told() -> None:
    confirmed = {("d", "c1"): Confirmation("김담당", "2026-11-23T09:00:00+09:00")}
    graph = triples(made(), confirmed=confirmed)
    assert objects(graph, f"{DOCUMENT}/c1/annotation", f"{PROV}wasGeneratedBy") == {f"{DOCUMENT}/reading"}
    (engine,) = objects(graph, f"{DOCUMENT}/reading", f"{PROV}wasAssociatedWith")
    assert engine == f"{TAG}engine/hoedam-0.1.0/sha256:00"
    assert objects(graph, engine, f"{SCHEMA}softwareVersion") == {"0.1.0"}
    assert objects(graph, f"{DOCUMENT}/reading", f"{PROV}used") == {DOCUMENT}
    checks = {row[0] for row in graph if row[1:] == (f"{PROV}used", f"{DOCUMENT}/c1/annotation")}
    assert checks == {f"{DOCUMENT}/c1/confirmation"}
    assert objects(graph, checks.pop(), f"{PROV}endedAtTime") == {"2026-11-23T09:00:00+09:00"}
    assert not [row for row in graph if row[1:] == (f"{PROV}used", f"{DOCUMENT}/c2/annotation")]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_key_has_a_meaning(name: str) -> None:
    """Expansion drops what the context does not define: nothing may be lost."""
    reading = sample(name)
    expanded = jsonld.expand(written(reading), {"documentLoader": offline})
    found = json.dumps(expanded, ensure_ascii=False)
    assert found.count(f'"{OA}hasTarget"') == len(page(reading)["items"])
    for statement in reading.statements:
        assert f"{TAG}document/{reading.document.id}/{statement.id}" in found
    assert "_:b" not in found


def test_terms_of_the_standard_context_mean_the_same() -> None:
    """The values that https://www.w3.org/ns/anno.jsonld gives to the same terms."""
    standard = {
        "Annotation": f"{OA}Annotation", "TextPositionSelector": f"{OA}TextPositionSelector", "body": f"{OA}hasBody",
        "TextQuoteSelector": f"{OA}TextQuoteSelector", "target": f"{OA}hasTarget", "source": f"{OA}hasSource",
        "selector": f"{OA}hasSelector", "exact": f"{OA}exact", "prefix": f"{OA}prefix", "suffix": f"{OA}suffix",
        "motivation": f"{OA}motivatedBy", "items": "http://www.w3.org/ns/activitystreams#items",
        "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
    }  # fmt: skip
    for term, iri in standard.items():
        value = CONTEXT[term]
        value = value if isinstance(value, str) else value["@id"]
        prefix, _, rest = value.partition(":")
        assert CONTEXT[prefix] + rest == iri


def test_many_readings_are_one_document_and_the_same_bytes() -> None:
    found = written(*map(sample, SAMPLES))
    assert [one["partOf"]["id"].rpartition(":")[2] for one in found["@graph"]] == [
        sample(name).document.id.removeprefix("sha256:") for name in SAMPLES
    ]
    assert (
        written(made(), base="https://desk.example/")["@graph"][0]["id"]
        == "https://desk.example/document/d/annotations"
    )
    assert written() == {"@context": CONTEXT, "@graph": []}
    assert json.dumps(written(made())) == json.dumps(written(made()))
