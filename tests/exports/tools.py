"""Annotators: an export of Label Studio or doccano after some edits, as each of the tools writes it."""

import io
import json
from collections.abc import Callable
from typing import Any

from hoedam.exports.doccano import write_doccano
from hoedam.exports.labelstudio import write_labelstudio
from hoedam.exports.marks import baseline
from hoedam.exports.text import to_utf16
from hoedam.model import Reading, Span

Json = dict[str, Any]
Edit = Callable[["Tool"], None]


class Tool:
    """One task as an annotator has it: marks by id and links, in code points, whatever the file has."""

    def __init__(self, reading: Reading) -> None:
        sent = baseline(reading)
        self.text = reading.document.text
        self.marks: dict[str, tuple[str, int, int]] = {m.id: (m.label, m.start, m.end) for m in sent.marks}
        self.values: dict[str, dict[str, tuple[str, ...]]] = {m.id: dict(m.values) for m in sent.marks}
        self.links: list[tuple[str, str, str]] = [(link.source, link.target, link.kind) for link in sent.links]

    def label(self, id: str, label: str) -> None:
        self.marks[id] = (label, *self.marks[id][1:])

    def move(self, id: str, span: Span) -> None:
        self.marks[id] = (self.marks[id][0], span.start, span.end)

    def delete(self, id: str) -> None:
        """Both tools take the links of a mark with it."""
        del self.marks[id]
        self.links = [link for link in self.links if id not in link[:2]]

    def add(self, id: str, label: str, span: Span) -> None:
        self.marks[id] = (label, span.start, span.end)

    def say(self, id: str, name: str, *values: str) -> None:
        self.values.setdefault(id, {})[name] = values

    def relink(self, source: str, kind: str, *targets: str) -> None:
        self.links = [link for link in self.links if link[0::2] != (source, kind)]
        self.links += [(source, target, kind) for target in targets]


def labelstudio(reading: Reading, *edits: Edit, utf16: bool = False, words: bool = True) -> bytes:
    """The export of Label Studio after these edits."""
    file = io.BytesIO()
    write_labelstudio([reading], file)
    (task,) = json.loads(file.getvalue())
    tool = Tool(reading)
    for edit in edits:
        edit(tool)
    result: list[Json] = []
    for id, (label, start, end) in tool.marks.items():
        at = (to_utf16(tool.text, start), to_utf16(tool.text, end)) if utf16 else (start, end)
        said = {"text": tool.text[start:end]} if words else {}
        result.append(
            {"id": f"{id}#7", "type": "labels", "value": {"start": at[0], "end": at[1], "labels": [label], **said}}
        )
        for name, values in tool.values.get(id, {}).items():
            told = {"text" if name in ("owner", "counterpart") else "choices": list(values)}
            value = {"start": at[0], "end": at[1], **told}
            kind = "textarea" if name in ("owner", "counterpart") else "choices"
            result.append({"id": f"{id}#7", "from_name": name, "to_name": "text", "type": kind, "value": value})
    for source, target, kind in tool.links:
        result.append({"type": "relation", "from_id": source, "to_id": target, "direction": "right", "labels": [kind]})
    person = {"id": 3, "email": "a@desk.example"}
    task["annotations"] = [{"result": result, "completed_by": person, "updated_at": "2026-11-23T01:02:03Z"}]
    return json.dumps([task]).encode()


def doccano(reading: Reading, *edits: Edit) -> bytes:
    """The export of doccano after these edits: with numbers of its own."""
    file = io.BytesIO()
    write_doccano([reading], file)
    line = json.loads(file.getvalue())
    tool = Tool(reading)
    for edit in edits:
        edit(tool)
    for id, told in tool.values.items():
        for tag in [f"{name}:{value}" for name, values in told.items() for value in values]:
            home = tool.marks.get(id)
            first = baseline(reading).marks
            at = home[1:] if home else next((m.start, m.end) for m in first if m.id == id)
            tool.marks[f"{id}/{tag}"] = (tag, *at)
            tool.links += [(f"{id}/{tag}", id, "part_of")] if home else []
    numbers = {id: 1_600 + number for number, id in enumerate(reversed(tool.marks))}
    line["entities"] = [
        {
            "id": numbers[id],
            "label": label,
            "start_offset": to_utf16(tool.text, start),
            "end_offset": to_utf16(tool.text, end),
        }
        for id, (label, start, end) in tool.marks.items()
    ]
    line["relations"] = [
        {"id": 9, "from_id": numbers[source], "to_id": numbers[target], "type": kind}
        for source, target, kind in tool.links
    ]
    return json.dumps({"id": 5, **line, "Comments": []}, ensure_ascii=False).encode() + b"\n"
