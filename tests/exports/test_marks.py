"""What goes out to annotators and what comes back: Label Studio and doccano, edit by edit."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from tests.exports.readings import SAMPLES, TEXT, made, sample, spot
from tests.exports.tools import Edit, doccano, labelstudio

from hoedam.errors import ReadingInvalid
from hoedam.exports import values
from hoedam.exports.doccano import read_doccano, write_doccano
from hoedam.exports.labelstudio import labelling_interface, read_labelstudio, write_labelstudio
from hoedam.exports.marks import LABELS, LINKS, Correction, baseline
from hoedam.extract.sectors import all_sectors
from hoedam.model import Span

Json = dict[str, Any]


PLEDGE, AGREED, THANKS = spot("공장을 짓겠다"), spot("협의체를 만들기로 했다"), spot("사의를 표했다")
SHORTER = Span(PLEDGE.start + 4, PLEDGE.end, "짓겠다")
NEW = spot("정상회담을 했다")


def done(
    record: str | None,
    field: str,
    change: Any,
    before: str | None = None,
    after: str | None = None,
    span: Span | None = None,
) -> Correction:
    return Correction("d", record, field, change, before, after, span)


def at(span: Span) -> str:
    return f"{span.start}:{span.end}"


EDITS: dict[str, tuple[tuple[Edit, ...], list[Correction]]] = {
    "nothing": ((), []),
    "another act": ((lambda t: t.label("s1.acts.0", "act:hope"),), [done("s1", "acts.0", "label", "act:pledge", "act:hope")]),
    "another form": (
        (lambda t: t.label("s3.content.0", "statement:indirect"),),
        [done("s3", "content.0", "label", "statement:narrated", "statement:indirect")],
    ),
    "another strength": (
        (lambda t: t.label("c3.content", "commitment:planned"),),
        [done("c3", "content", "label", "commitment:agreed", "commitment:planned")],
    ),
    "a shorter act": (
        (lambda t: t.move("s1.acts.0", SHORTER),),
        [done("s1", "acts.0", "span", at(PLEDGE), at(SHORTER), SHORTER)],
    ),
    "another span and label": (
        (lambda t: t.move("c1.content", SHORTER), lambda t: t.label("c1.content", "commitment:planned")),
        [
            done("c1", "content", "label", "commitment:pledged", "commitment:planned"),
            done("c1", "content", "span", at(PLEDGE), at(SHORTER), SHORTER),
        ],
    ),
    "no such cue": ((lambda t: t.delete("s1.cue"),), [done("s1", "cue", "removed", "cue")]),
    "no such statement": ((lambda t: t.delete("s3.content.0"),), [done("s3", "content.0", "removed", "statement:narrated")]),
    "no such mention": ((lambda t: t.delete("e2.mentions.1"),), [done("e2", "mentions.1", "removed", "speaker")]),
    "a new act": (
        (lambda t: t.add("x1", "act:inform", NEW), lambda t: t.relink("x1", "part_of", "s3.content.0")),
        [
            done(None, "act", "added", None, "act:inform", NEW),
            done(None, "statement", "link", at(NEW), "s3"),
        ],
    ),
    "a new statement": (
        (lambda t: t.add("x1", "statement:narrated", NEW),),
        [done(None, "statement", "added", None, "statement:narrated", NEW)],
    ),
    "another speaker": (
        (lambda t: t.relink("s3.content.0", "said_by", "e1.mentions.1"),),
        [done("s3", "speakers", "link", "e2", "e1")],
    ),
    "a speaker nobody had seen": (
        (lambda t: t.add("x1", "speaker", NEW), lambda t: t.relink("s3.content.0", "said_by", "x1")),
        [done(None, "speaker", "added", None, "speaker", NEW), done("s3", "speakers", "link", "e2", at(NEW))],
    ),
    "one of two speakers": (
        (lambda t: t.relink("s4.content.0", "said_by", "e2.mentions.2"),),
        [done("s4", "speakers", "link", "e1,e2", "e2")],
    ),
    "another mention of the same speaker": ((lambda t: t.relink("s3.content.0", "said_by", "e2.mentions.2"),), []),
    "no answer": ((lambda t: t.relink("s3.content.0", "replies_to"),), [done("s3", "reply_to", "link", "s2", None)]),
    "an answer to another": (
        (lambda t: t.relink("s3.content.0", "replies_to", "s1.content.0"),),
        [done("s3", "reply_to", "link", "s2", "s1")],
    ),
    "another owner of an act": (
        (lambda t: t.relink("s1.acts.0", "part_of", "s2.content.0"),),
        [done("s1", "statement", "link", "s1", "s2")],
    ),
    "other sectors of an act": (
        (lambda t: t.say("s1.acts.0", "sectors", "energy.nuclear", "industry"),),
        [done("s1", "acts.0.sectors", "values", "industry", "industry,energy.nuclear")],
    ),
    "no sector": ((lambda t: t.say("c1.content", "sectors"),), [done("c1", "content.sectors", "values", "industry")]),
    "another sector": (
        (lambda t: t.say("c1.content", "sectors", "trade"),), [done("c1", "content.sectors", "values", "industry", "trade")],
    ),
    "a speaker in doubt": (
        (lambda t: t.say("s1.content.0", "flags", "doubtful"),), [done("s1", "content.0.flags", "values", None, "doubtful")],
    ),
    "a speaker without doubt": (
        (lambda t: t.say("s3.content.0", "flags"),), [done("s3", "content.0.flags", "values", "doubtful")],
    ),
    "a courtesy": (
        (lambda t: t.say("s3.acts.0", "flags", "courtesy"),), [done("s3", "acts.0.flags", "values", None, "courtesy")],
    ),
    "an effort only, of others": (
        (lambda t: t.say("c2.content", "flags", "softened"), lambda t: t.say("c2.content", "owner", "GEO", "KOR")),
        [
            done("c2", "content.owner", "values", "GEO", "GEO,KOR"),
            done("c2", "content.flags", "values", None, "softened"),
        ],
    ),
    "the same in another order": ((lambda t: t.say("c3.content", "owner", "GEO", "KOR"),), []),
    "a new commitment with what it says": (
        (
            lambda t: t.add("x1", "commitment:planned", NEW), lambda t: t.say("x1", "owner", "KOR"),
            lambda t: t.say("x1", "sectors", "diplomacy.dialogue"), lambda t: t.relink("x1", "part_of", "s3.content.0"),
        ),
        [
            done(None, "commitment", "added", None, "commitment:planned", NEW),
            done(None, "commitment.sectors", "values", at(NEW), "diplomacy.dialogue"),
            done(None, "commitment.owner", "values", at(NEW), "KOR"),
            done(None, "statement", "link", at(NEW), "s3"),
        ],
    ),
    "a commitment that is none, with all that it says": (
        (lambda t: t.delete("c1.content"),), [done("c1", "content", "removed", "commitment:pledged")],
    ),
    "white space at the ends": (
        (lambda t: t.move("s3.content.0", Span(THANKS.start - 1, THANKS.end, f" {THANKS.text}")),),
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_labelstudio_gives_exactly_what_was_changed(name: str) -> None:
    edits, want = EDITS[name]
    signed = [replace(one, by="a@desk.example", at="2026-11-23T01:02:03Z") for one in want]
    assert read_labelstudio(labelstudio(made(), *edits)) == signed
    assert read_labelstudio(labelstudio(made(), *edits, words=False)) == signed
    assert read_labelstudio(labelstudio(made(), *edits, utf16=True)) == signed


@pytest.mark.parametrize("name", EDITS)
def test_doccano_gives_exactly_what_was_changed(name: str) -> None:
    edits, want = EDITS[name]
    assert read_doccano(doccano(made(), *edits), by="가나") == [replace(one, by="가나") for one in want]


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_come_back_as_they_went_out(name: str) -> None:
    reading = sample(name)
    assert baseline(reading).marks
    assert read_labelstudio(labelstudio(reading)) == []
    assert read_doccano(doccano(reading)) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_any_mark_of_a_sample_can_be_removed_or_moved(name: str) -> None:
    """In doccano marks of one label at one span (a mention of two persons) are taken for each other, and only these."""
    reading = sample(name)
    marks = baseline(reading).marks
    for mark in marks:
        twins = {
            twin.record for twin in marks if (twin.label, twin.start, twin.end) == (mark.label, mark.start, mark.end)
        }
        short = reading.document.span(mark.start, mark.end - 1) if mark.end - mark.start > 1 else None
        for tool, back, records in ((labelstudio, read_labelstudio, {mark.record}), (doccano, read_doccano, twins)):
            (gone,) = back(tool(reading, lambda t, id=mark.id: t.delete(id)))  # type: ignore[misc]
            assert gone.record in records
            assert (gone.change, gone.before) == ("removed", mark.label)
            if short and short.end < mark.end:
                (moved,) = back(tool(reading, lambda t, id=mark.id, to=short: t.move(id, to)))  # type: ignore[misc]
                assert moved.record in records
                assert (moved.change, moved.span) == ("span", short)


def files() -> tuple[bytes, bytes]:
    readings = [made(), *map(sample, SAMPLES)]
    first, second = io.BytesIO(), io.BytesIO()
    write_labelstudio(readings, first)
    write_doccano(readings, second)
    return first.getvalue(), second.getvalue()


def test_what_nobody_has_annotated_gives_no_corrections() -> None:
    first, second = files()
    assert read_labelstudio(first) == []
    assert read_doccano(second) == []
    assert files() == (first, second)


def test_cancelled_annotations_are_left_out_and_each_annotator_counts() -> None:
    (task,) = json.loads(labelstudio(made(), lambda t: t.delete("s1.cue")))
    (other,) = json.loads(labelstudio(made(), lambda t: t.label("s1.acts.0", "act:hope")))
    other["annotations"][0]["completed_by"] = 8
    task["annotations"] += other["annotations"]
    assert [(one.by, one.change) for one in read_labelstudio(json.dumps([task]).encode())] == [
        ("a@desk.example", "removed"),
        ("8", "label"),
    ]
    task["annotations"][0]["was_cancelled"] = True
    assert [one.by for one in read_labelstudio(json.dumps([task]).encode())] == ["8"]
    task["annotations"][1]["was_cancelled"] = True
    assert read_labelstudio(json.dumps([task]).encode()) == []


def test_offsets_are_those_of_each_tool() -> None:
    first, second = files()
    (task, *_), line = json.loads(first), json.loads(second.splitlines()[0])
    for region in task["predictions"][0]["result"]:
        if region["type"] == "labels":
            value = region["value"]
            assert value["text"] == TEXT[value["start"] : value["end"]]
    units = TEXT.encode("utf-16-le")
    marks = baseline(made()).marks
    for entity, mark in zip(line["entities"], marks, strict=False):  # behind them come the tags
        words = units[2 * entity["start_offset"] : 2 * entity["end_offset"]].decode("utf-16-le")
        assert words == TEXT[mark.start : mark.end]


def test_the_labelling_interface_knows_every_label_and_link() -> None:
    tree = etree.fromstring(labelling_interface())
    assert tree.xpath("//Label/@value") == list(LABELS)
    assert tree.xpath("//Relation/@value") == list(LINKS)
    assert tree.xpath("//Choices[@name='sectors']/Choice/@value") == list(all_sectors())
    assert tree.xpath("//Choices[@name='flags']/Choice/@value") == ["doubtful", "courtesy", "softened"]
    assert tree.xpath("//*[@perRegion='true']/@name") == list(values.ALL)
    for control in tree.xpath("//*[@perRegion='true']"):
        assert set(control.get("whenLabelValue").split(",")) < set(LABELS)
    first, _ = files()
    results = [part for task in json.loads(first) for part in task["predictions"][0]["result"]]
    used = {label for part in results for label in part.get("labels") or part["value"].get("labels", ())}
    assert {part["from_name"] for part in results if part["type"] != "relation"} == {"label", *values.ALL}
    assert used <= {*LABELS, *LINKS}


def broken_task(change: Callable[[Json], object]) -> bytes:
    (task,) = json.loads(labelstudio(made()))
    change(task)
    return json.dumps([task]).encode()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{}", "not an export of Label Studio"),
        (b"[1]", "not an export of Label Studio"),
        (b"\xff", "not an export of Label Studio"),
        (b'[{"annotations": [{}]}]', "not an export of Label Studio"),
        (broken_task(lambda task: task["data"].pop("hoedam")), "task 1 has no hoedam field as exported"),
        (broken_task(lambda task: task["data"].update(text=TEXT + ".")), "the text of task 1 is not the one"),
        (broken_task(lambda task: task["annotations"][0]["result"][0]["value"].update(start=1)), "two halves of a character"),
        (broken_task(lambda task: task["annotations"][0]["result"][0]["value"].update(text="딴말")), "says '딴말'"),
        (broken_task(lambda task: task["annotations"][0]["result"][0]["value"].update(end=10**6)), "outside"),
    ],
)  # fmt: skip
def test_what_is_no_export_of_labelstudio_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(ReadingInvalid, match=why):
        read_labelstudio(raw)


def broken_line(change: Callable[[Json], object]) -> bytes:
    line = json.loads(doccano(made()))
    change(line)
    return json.dumps(line).encode()


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"[]", "not an export of doccano"),
        (b"{}", "not an export of doccano"),
        (b'{"text": "a", "label": [[0, 1, "cue"]]}', "line 1 has no hoedam field"),
        (broken_line(lambda line: line.update(text="다른 글")), "the text of line 1 is not the one"),
        (broken_line(lambda line: line["entities"][0].update(start_offset=1)), "line 1, entity .* two halves"),
        (broken_line(lambda line: line["entities"][0].update(start_offset=0, end_offset=0)), "holds no words"),
    ],
)  # fmt: skip
def test_what_is_no_export_of_doccano_is_refused(raw: bytes, why: str) -> None:
    with pytest.raises(ReadingInvalid, match=why):
        read_doccano(raw)


def test_states_may_be_typed_as_people_type() -> None:
    (task,) = json.loads(labelstudio(made()))
    (owner,) = (
        part
        for part in task["annotations"][0]["result"]
        if part.get("from_name") == "owner" and part["id"] == "c3.content#7"
    )
    owner["value"]["text"] = "kor, geo"
    assert read_labelstudio(json.dumps([task]).encode()) == []


def test_a_tag_without_a_link_belongs_to_the_only_mark_with_its_words() -> None:
    line = json.loads(doccano(made()))
    mark = next(one for one in line["entities"] if one["label"] == "commitment:agreed")
    line["entities"].append({**mark, "id": 1, "label": "counterpart:UZB"})
    line["entities"].append({**mark, "id": 2, "start_offset": mark["start_offset"] + 2, "label": "counterpart:KAZ"})
    told = read_doccano(json.dumps(line).encode())
    assert [(one.record, one.field, one.after) for one in told] == [
        ("c3", "content.counterpart", "UZB"),
        (None, "counterpart", "counterpart:KAZ"),
    ]
