"""Readings to Label Studio and corrections back (JSON tasks, https://labelstud.io/guide/task_format).

A reading goes out as a prediction; what people submit comes back as annotations. What a mark says beside its label are
results of their own with the region's id (per-region labelling): choices, or text for states. Offsets are code points: Label Studio
has stored them so since 1.4 (its issue 1347 and its frontend's pull request 308); older releases stored UTF-16 code
units. Where a region carries its words, the words decide which of the two it was.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO
from xml.sax.saxutils import quoteattr

import msgspec

from hoedam.errors import ReadingInvalid
from hoedam.exports import values
from hoedam.exports.codes import sectors
from hoedam.exports.marks import (
    LABELS,
    LINKS,
    Baseline,
    Correction,
    Link,
    Mark,
    baseline,
    compared,
    read_baseline,
    trimmed,
)
from hoedam.exports.text import from_utf16, whole
from hoedam.model import Reading

Json = dict[str, Any]

_TYPED = ("owner", "counterpart")  # states: too many to choose from, so their codes are typed


def write_labelstudio(readings: Iterable[Reading], file: BinaryIO) -> None:
    """Write an array of tasks, one for each reading, with its marks as a prediction that an annotator starts from.

    The project needs the labelling interface of `labelling_interface`.
    """
    before = b"[\n"
    for reading in readings:
        file.write(before + msgspec.json.encode(task(reading)))
        before = b",\n"
    file.write(b"[]\n" if before == b"[\n" else b"\n]\n")


def task(reading: Reading) -> Json:
    """One task: the text and what went out with it in `data`, the marks and links as a prediction."""
    sent, document = baseline(reading), reading.document
    known = {"title": document.title, "published": document.published, "publisher": document.publisher}
    data = {"text": document.text, **{name: whole(value) for name, value in known.items() if value}}
    result = [part for mark in sent.marks for part in _region(mark, document.text)]
    result += map(_relation, sent.links)
    return {
        "data": {**data, "hoedam": msgspec.to_builtins(sent)},
        "predictions": [{"model_version": f"hoedam {sent.engine} {sent.rules}", "result": result}],
    }


def labelling_interface() -> str:
    """The labelling interface (XML) of a project for these tasks."""
    labels = _options("Label", LABELS)
    links = _options("Relation", LINKS)
    return (
        f'<View>\n  <Header value="$title"/>\n  <Relations>\n{links}  </Relations>\n'
        f'  <Labels name="label" toName="text">\n{labels}  </Labels>\n'
        + "".join(map(_control, values.ALL))
        + "  <Style>.htx-text{ white-space: pre-wrap; }</Style>\n"
        '  <Text name="text" value="$text" saveTextResult="yes"/>\n</View>\n'
    )


def _control(name: str) -> str:
    """What a selected region says beside its label; shown only for the labels that can say it."""
    kinds = [kind for kind, names in values.NAMES.items() if name in names]
    labels = ",".join(label for label in LABELS if label.partition(":")[0] in kinds)
    shown = f'perRegion="true" visibleWhen="region-selected" whenLabelValue={quoteattr(labels)}'
    head = f'  <Header value="{name}" visibleWhen="region-selected" whenLabelValue={quoteattr(labels)}/>\n'
    if name in _TYPED:
        return f'{head}  <TextArea name="{name}" toName="text" {shown} editable="true" placeholder="KOR"/>\n'
    options = _options("Choice", sectors() if name == "sectors" else values.FLAGS.values())
    layout = ' layout="select"' if name == "sectors" else ""
    return f'{head}  <Choices name="{name}" toName="text" choice="multiple"{layout} {shown}>\n{options}  </Choices>\n'


def _options(tag: str, of: Iterable[str]) -> str:
    return "".join(f"    <{tag} value={quoteattr(value)}/>\n" for value in of)


def read_labelstudio(raw: bytes) -> list[Correction]:
    """The corrections in an export (JSON) of tasks that `write_labelstudio` wrote.

    A task that nobody has annotated gives none; cancelled annotations are left out; of several annotators each gives
    corrections of their own. Raises ReadingInvalid where the file is no such export.
    """
    try:
        tasks = msgspec.json.decode(raw, type=list[Json])
        return [
            correction for number, task in enumerate(tasks, 1) for correction in _corrections(task, f"task {number}")
        ]
    except (msgspec.DecodeError, KeyError, TypeError, AttributeError) as error:
        raise ReadingInvalid(f"this is not an export of Label Studio as JSON: {error!r}") from error


def _region(mark: Mark, text: str) -> Iterator[Json]:
    """The region, and what it says beside its label."""
    place = {"start": mark.start, "end": mark.end}
    common = {"id": mark.id, "to_name": "text"}
    words = text[mark.start : mark.end]
    yield {**common, "from_name": "label", "type": "labels", "value": {**place, "text": words, "labels": [mark.label]}}
    for name, said in mark.values.items():
        type = "textarea" if name in _TYPED else "choices"
        value = {**place, "text" if name in _TYPED else "choices": list(said)}
        yield {**common, "from_name": name, "type": type, "value": value}


def _relation(link: Link) -> Json:
    return {
        "type": "relation",
        "from_id": link.source,
        "to_id": link.target,
        "direction": "right",
        "labels": [link.kind],
    }


def _corrections(task: Json, where: str) -> Iterator[Correction]:
    annotations = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    if not annotations:
        return
    text = task["data"]["text"]
    sent = read_baseline(task["data"].get("hoedam"), text, where)
    for annotation in annotations:
        yield from _changes(sent, annotation, text, where)


def _changes(sent: Baseline, annotation: Json, text: str, where: str) -> list[Correction]:
    result = annotation["result"]
    said = _said(result)
    marks = [mark for part in result if part["type"] == "labels" for mark in _marks(part, said, text, where)]
    links = [link for part in result if part["type"] == "relation" for link in _links(part)]
    at = annotation.get("updated_at") or annotation.get("created_at")
    return compared(sent, marks, links, text, _who(annotation.get("completed_by")), at)


def _marks(part: Json, said: dict[str, values.Values], text: str, where: str) -> Iterator[Mark]:
    value = part["value"]
    start, end = _offsets(value, text, f"{where}, region {part['id']}")
    for label in value.get("labels") or ():
        yield Mark(_id(part["id"]), label, start, end, said.get(_id(part["id"]), {}))


def _said(result: list[Json]) -> dict[str, values.Values]:
    """What regions say beside their labels, by their ids."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for part in result:
        if part["type"] in ("choices", "textarea") and part.get("from_name") in values.ALL:
            told = part["value"].get("choices") or part["value"].get("text") or ()
            listed = [told] if isinstance(told, str) else told
            found[_id(part["id"])][part["from_name"]] = tuple(one for text in listed for one in _codes(text))
    return dict(found)


def _codes(text: str) -> list[str]:
    """What was typed or chosen: several states may stand on one line."""
    return [one.upper() if len(one) == 3 else one for one in text.replace(",", " ").split()]


def _links(part: Json) -> Iterator[Link]:
    ends = _id(part["from_id"]), _id(part["to_id"])
    source, target = reversed(ends) if part.get("direction") == "left" else ends
    return (Link(source, target, label) for label in part.get("labels") or ())


def _offsets(value: Json, text: str, where: str) -> tuple[int, int]:
    """The offsets in code points. Raises ReadingInvalid where the region's own words stand at neither reading of them."""
    start, end = int(value["start"]), int(value["end"])
    words = value.get("text")
    if words is None or _alike(text[start:end], words):
        return trimmed(text, start, end, where)
    try:
        start, end = from_utf16(text, start), from_utf16(text, end)
    except ValueError as error:
        raise ReadingInvalid(f"{where}: {error}") from error
    if not _alike(text[start:end], words):
        raise ReadingInvalid(f"{where} says {words!r}, the text does not say it at {value['start']}:{value['end']}")
    return trimmed(text, start, end, where)


def _alike(one: str, other: str) -> bool:
    """The same words; Label Studio writes a line break in them as it comes, or as a backslash and an n."""
    return one.split() == other.replace("\\n", "\n").split()


def _id(id: str) -> str:
    """Without what Label Studio adds to tell the regions of two annotations apart."""
    return str(id).partition("#")[0]


def _who(annotator: Any) -> str | None:
    if isinstance(annotator, dict):
        annotator = annotator.get("email") or annotator.get("id")
    return None if annotator is None else str(annotator)
