"""Readings to doccano and corrections back (JSON lines of a sequence labelling project with relations).

Offsets are UTF-16 code units: so doccano counts in a project without “count grapheme clusters as one character” (its
issue 2290); they are code points here, and converted. doccano numbers spans anew, so what comes back is met by label and
span. The project must allow overlapping spans, and keep `hoedam`, in which what went out stands a second time.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from hoedam.errors import ReadingInvalid
from hoedam.exports.marks import Correction, Link, Mark, baseline, compared, read_baseline, trimmed
from hoedam.exports.text import from_utf16, to_utf16
from hoedam.model import Reading

Json = dict[str, Any]


def write_doccano(readings: Iterable[Reading], file: BinaryIO) -> None:
    """Write one line for each reading."""
    for reading in readings:
        file.write(msgspec.json.encode(example(reading)) + b"\n")


def example(reading: Reading) -> Json:
    """One example: its text, marks as `entities`, links as `relations`, and `hoedam`."""
    sent, text = baseline(reading), reading.document.text
    numbers = {mark.id: number for number, mark in enumerate(sent.marks)}
    links = [(numbers[link.source], numbers[link.target], link.kind) for link in sent.links]
    return {
        "text": text,
        "entities": [_entity(number, mark, text) for number, mark in enumerate(sent.marks)],
        "relations": [
            {"id": number, "from_id": source, "to_id": target, "type": kind}
            for number, (source, target, kind) in enumerate(links)
        ],
        "hoedam": msgspec.json.encode(
            sent
        ).decode(),  # as text: doccano keeps fields of its own only where they are flat
    }


def read_doccano(raw: bytes, *, by: str | None = None) -> list[Correction]:
    """The corrections in an export (JSONL) of examples that `write_doccano` wrote; `by` is the annotator.

    doccano exports examples that nobody has opened as they went in, so these give none.
    Raises ReadingInvalid where the file is no such export.
    """
    try:
        examples = [msgspec.json.decode(line, type=Json) for line in raw.splitlines() if line.strip()]
        return [
            one for number, example in enumerate(examples, 1) for one in _corrections(example, f"line {number}", by)
        ]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise ReadingInvalid(f"this is not an export of doccano as JSONL with relations: {error!r}") from error


def _entity(number: int, mark: Mark, text: str) -> Json:
    start, end = to_utf16(text, mark.start), to_utf16(text, mark.end)
    return {"id": number, "label": mark.label, "start_offset": start, "end_offset": end}


def _corrections(example: Json, where: str, by: str | None) -> list[Correction]:
    text = example["text"]
    sent = read_baseline(example.get("hoedam"), text, where)
    links = [Link(f"#{one['from_id']}", f"#{one['to_id']}", one["type"]) for one in example.get("relations") or ()]
    return compared(sent, _marks(example["entities"], text, where), links, text, by)


def _marks(entities: list[Json], text: str, where: str) -> Iterator[Mark]:
    for entity in entities:
        try:
            offsets = from_utf16(text, int(entity["start_offset"])), from_utf16(text, int(entity["end_offset"]))
        except ValueError as error:
            raise ReadingInvalid(f"{where}, entity {entity['id']}: {error}") from error
        # a mark of the tool's own numbering never looks like one of ours
        yield Mark(f"#{entity['id']}", entity["label"], *trimmed(text, *offsets, f"{where}, entity {entity['id']}"))
