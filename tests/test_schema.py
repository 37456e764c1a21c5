"""The readings of the samples are what the schema says, and so is the model."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import hoedam
from hoedam import model

SCHEMA = json.loads((files("hoedam") / "data" / "reading.schema.json").read_text(encoding="utf-8"))
SAMPLES = sorted(p for p in (Path(hoedam.__file__).parent / "samples").glob("*.md") if p.name != "README.md")


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == model.SCHEMA
    assert (Path(__file__).parents[1] / "docs" / "reading.schema.json").resolve().name == "reading.schema.json"


def test_there_are_six_samples() -> None:
    assert len(SAMPLES) >= 6


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_s_reading_is_valid(path: Path) -> None:
    reading = hoedam.read(path)
    Draft202012Validator(SCHEMA).validate(json.loads(reading.to_json()))
    reading.check_spans()
    assert reading.statements or reading.agreements


@pytest.mark.parametrize(("record", "where"), [
    (model.Statement, ("statements",)), (model.Commitment, ("commitments",)), (model.Entity, ("entities",)),
    (model.Meeting, ("meetings",)), (model.Time, ("times",)), (model.Issue, ("issues",)),
])  # fmt: skip
def test_the_model_has_the_schema_s_fields(record: type, where: tuple[str, ...]) -> None:
    properties = SCHEMA["properties"][where[0]]["items"]["properties"]
    assert set(record.__struct_encode_fields__) == set(properties)  # type: ignore[attr-defined]
