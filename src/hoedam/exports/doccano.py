"""Readings to doccano and corrections back (JSON lines of a sequence labelling project with relations).

Offsets are UTF-16 code units: so doccano counts in a project without “count grapheme clusters as one character” (its
issue 2290); they are code points here, and converted. doccano numbers spans anew, so what comes back is met by label and
span. It has nothing beside labels and relations: what a mark says beside its label is a span of its own with the same words
(`sectors:energy`, `owner:KOR`, `flags:courtesy`), `part_of` the mark. The project must allow overlapping spans, and keep `hoedam`, in which what went out stands a second time.
"""

from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from hoedam.errors import ReadingInvalid
from hoedam.exports.marks import Baseline, Correction, Link, Mark, baseline, compared, read_baseline, trimmed
from hoedam.exports.text import from_utf16, to_utf16
from hoedam.exports.values import ALL, NAMES
from hoedam.model import Reading

Json = dict[str, Any]
_PART = "part_of"


def write_doccano(readings: Iterable[Reading], file: BinaryIO) -> None:
    """Write one line for each reading."""
    for reading in readings:
        file.write(msgspec.json.encode(example(reading)) + b"\n")


def example(reading: Reading) -> Json:
    """One example: its text, marks as `entities`, links as `relations`, and `hoedam`."""
    sent, text = baseline(reading), reading.document.text
    tags = [(mark.id, tag) for mark in sent.marks for tag in _tags(mark)]
    marks = [*sent.marks, *(tag for _, tag in tags)]
    numbers = {mark.id: number for number, mark in enumerate(marks)}
    links = [*sent.links, *(Link(tag.id, home, _PART) for home, tag in tags)]
    return {
        "text": text,
        "entities": [_entity(number, mark, text) for number, mark in enumerate(marks)],
        "relations": [
            {"id": number, "from_id": numbers[link.source], "to_id": numbers[link.target], "type": link.kind}
            for number, link in enumerate(links)
        ],
        # as text: doccano keeps fields of its own only where they are flat
        "hoedam": msgspec.json.encode(sent).decode(),
    }


def _tags(mark: Mark) -> list[Mark]:
    """What a mark says beside its label, as spans of the same words."""
    said = [f"{name}:{value}" for name, values in mark.values.items() for value in values]
    return [Mark(f"{mark.id}/{label}", label, mark.start, mark.end) for label in said]


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
    marks, links = _told(sent, list(_marks(example["entities"], text, where)), links)
    return compared(sent, marks, links, text, by)


def _told(sent: Baseline, marks: list[Mark], links: list[Link]) -> tuple[list[Mark], list[Link]]:
    """The marks with what they say beside their labels, and the links without those that only say of what.

    A tag belongs to the mark that it is part of; without a link to the one that has the same words and can say such a thing.
    One that went out for a mark that was removed has gone with it; any other that belongs nowhere stays a mark of its own.
    """
    tags = [mark for mark in marks if mark.kind in ALL]
    plain = {mark.id: mark for mark in marks if mark.kind not in ALL}
    targets = {link.source: link.target for link in links if link.kind == _PART}
    there = {_known_by(mark) for mark in plain.values()}
    gone = {_known_by(tag) for mark in sent.marks for tag in _tags(mark) if _known_by(mark) not in there}
    lost: list[Mark] = []
    for tag in tags:
        home = plain.get(targets.get(tag.id, ""))
        if not home and _known_by(tag) in gone:
            continue
        if home := home or _alike(tag, plain.values()):
            said = {**home.values, tag.kind: (*home.values.get(tag.kind, ()), tag.label.partition(":")[2])}
            plain[home.id] = msgspec.structs.replace(home, values=said)
        else:
            lost.append(tag)
    told = {tag.id for tag in tags}
    return [*plain.values(), *lost], [link for link in links if link.source not in told]


def _known_by(mark: Mark) -> tuple[str, int, int]:
    return mark.label, mark.start, mark.end


def _alike(tag: Mark, marks: Iterable[Mark]) -> Mark | None:
    """The only mark with these words that can say such a thing."""
    found = [
        one for one in marks if (one.start, one.end) == (tag.start, tag.end) and tag.kind in NAMES.get(one.kind, ())
    ]
    return found[0] if len(found) == 1 else None


def _marks(entities: list[Json], text: str, where: str) -> Iterator[Mark]:
    for entity in entities:
        try:
            offsets = from_utf16(text, int(entity["start_offset"])), from_utf16(text, int(entity["end_offset"]))
        except ValueError as error:
            raise ReadingInvalid(f"{where}, entity {entity['id']}: {error}") from error
        # a mark of the tool's own numbering never looks like one of ours
        yield Mark(f"#{entity['id']}", entity["label"], *trimmed(text, *offsets, f"{where}, entity {entity['id']}"))
