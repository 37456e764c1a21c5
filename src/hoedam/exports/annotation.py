"""Readings as W3C Web Annotations in JSON-LD, with PROV-O for who made and who confirmed them.

Every record with words of its own is one annotation. Its target is the document with two selectors for the same words:
TextPositionSelector (code points, as the recommendation has it; the page says so again) and TextQuoteSelector. Its body
is the record; the words of a direct quotation are a schema.org Quotation. The context stands in the file itself: no
program needs the network to read it. Sources: https://www.w3.org/TR/annotation-model/, https://www.w3.org/TR/prov-o/.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

import msgspec

from hoedam.exports.text import whole
from hoedam.model import Act, Commitment, Document, Entity, Matter, Meeting, Reading, Span, Statement, Time

BASE = "tag:hoedam.invalid,2026:"
UNIT = "code points"
_AROUND = 32  # code points of prefix and suffix

Json = dict[str, Any]
Confirmations = Mapping[tuple[str, str], "Confirmation"]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed a record, and when (ISO 8601 with a time zone)."""

    by: str
    at: str


def _to(iri: str) -> Json:
    return {"@id": iri, "@type": "@id"}


def _typed(iri: str, type: str) -> Json:
    return {"@id": iri, "@type": type}


# The terms of https://www.w3.org/ns/anno.jsonld that are used here, and those of PROV-O, schema.org and our own.
CONTEXT: Json = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "hoedam": f"{BASE}ns/",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "classifying": "oa:classifying",
    "describing": "oa:describing",
    "identifying": "oa:identifying",
    "body": _to("oa:hasBody"),
    "target": _to("oa:hasTarget"),
    "source": _to("oa:hasSource"),
    "selector": _to("oa:hasSelector"),
    "start": _typed("oa:start", "xsd:nonNegativeInteger"),
    "end": _typed("oa:end", "xsd:nonNegativeInteger"),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    "partOf": _to("as:partOf"),
    "Activity": "prov:Activity",
    "Agent": "prov:Agent",
    "SoftwareAgent": "prov:SoftwareAgent",
    "generated": _to("prov:wasGeneratedBy"),
    "used": _to("prov:used"),
    "associated": _to("prov:wasAssociatedWith"),
    "ended": _typed("prov:endedAtTime", "xsd:dateTime"),
    "confirmation": {"@reverse": "prov:used", "@type": "@id"},
    "Person": "schema:Person",
    "Country": "schema:Country",
    "Organization": "schema:Organization",
    "Place": "schema:Place",
    "Quotation": "schema:Quotation",
    "DigitalDocument": "schema:DigitalDocument",
    "name": "schema:name",
    "text": "schema:text",
    "jobTitle": "schema:jobTitle",
    "spokenBy": _to("schema:spokenByCharacter"),
    "softwareVersion": "schema:softwareVersion",
    "datePublished": "schema:datePublished",
    "publisher": "schema:publisher",
    "inLanguage": "schema:inLanguage",
    "url": _to("schema:url"),
    "speaker": _to("hoedam:speaker"),
    "candidate": _to("hoedam:candidate"),
    "relayedBy": _to("hoedam:relayedBy"),
    "addressee": _to("hoedam:addressee"),
    "participant": _to("hoedam:participant"),
    "statement": _to("hoedam:statement"),
    "replyTo": _to("hoedam:replyTo"),
    "meeting": _to("hoedam:meeting"),
    "due": _to("hoedam:due"),
    "step": {"@id": "hoedam:step", "@container": "@list"},
    "@vocab": f"{BASE}ns/",
}


def write_annotations(
    readings: Iterable[Reading], file: BinaryIO, *, base: str = BASE, confirmed: Confirmations | None = None
) -> None:
    """Write one page of annotations for each reading, one after another, as one JSON-LD document.

    `base` begins every IRI: pass the address of one's own server where records have permalinks. `confirmed` names, by
    document id and record id, who confirmed a record.
    """
    file.write(b'{"@context":' + _encode(CONTEXT) + b',"@graph":[')
    before = b"\n"
    for reading in readings:
        file.write(before + _encode(page(reading, base=base, confirmed=confirmed)))
        before = b",\n"
    file.write(b"\n]}\n")


def page(reading: Reading, *, base: str = BASE, confirmed: Confirmations | None = None) -> Json:
    """The annotations of one reading, with its document and the activity that made them; without the context."""
    view = _View(reading, base, confirmed or {})
    return {
        "id": f"{view.document}/annotations",
        "type": "AnnotationPage",
        "partOf": view.about(),
        "generated": view.activity(),
        "items": list(view.annotations()),
    }


def _encode(value: Json) -> bytes:
    return msgspec.json.encode(value)


class _View:
    """One reading, with the IRIs of its records."""

    def __init__(self, reading: Reading, base: str, confirmed: Confirmations) -> None:
        self.reading, self.base, self.confirmed = reading, base, confirmed
        self.document = f"{base}document/{reading.document.id}"
        self.entities = {entity.id: entity for entity in reading.entities}

    def iri(self, record: str) -> str:
        return f"{self.document}/{record}"

    def about(self) -> Json:
        """The document: what is known of it, never its text."""
        document = self.reading.document
        source = document.source or ""
        return _known(
            id=self.document,
            type="DigitalDocument",
            name=document.title,
            publisher=document.publisher,
            datePublished=document.published,
            inLanguage=document.language,
            kind=document.kind,
            offsetUnit=UNIT,
            length=len(document.text),
            url=source if source.startswith(("http://", "https://")) else None,
        )

    def activity(self) -> Json:
        engine = self.reading.engine
        agent = {
            "id": f"{self.base}engine/hoedam-{engine.version}/{engine.rules}",
            "type": "SoftwareAgent",
            "name": "hoedam",
            "softwareVersion": engine.version,
            "rules": engine.rules,
            "analyser": engine.analyser,
        }
        return {"id": f"{self.document}/reading", "type": "Activity", "used": self.document, "associated": agent}

    def annotations(self) -> Iterator[Json]:
        reading = self.reading
        for entity in reading.entities:
            yield self._annotation(entity.id, "identifying", self._entity(entity), entity.mentions)
        for meeting in reading.meetings:
            yield self._annotation(meeting.id, "describing", self._meeting(meeting), meeting.evidence)
        for statement in reading.statements:
            yield self._annotation(statement.id, "describing", self._statement(statement), statement.content)
            for number, act in enumerate(statement.acts):
                yield self._annotation(
                    f"{statement.id}.acts.{number}", "classifying", self._act(statement, act), (act.span,)
                )
        for commitment in reading.commitments:
            yield self._annotation(commitment.id, "describing", self._commitment(commitment), (commitment.content,))
        for kind in ("agreements", "bodies", "projects"):
            for matter in getattr(reading, kind):
                spans = (*matter.mentions, *(event.span for event in matter.status))
                yield self._annotation(matter.id, "describing", self._matter(kind, matter), tuple(dict.fromkeys(spans)))
        for time in reading.times:
            yield self._annotation(time.id, "identifying", self._time(time), (time.span,))

    def _annotation(self, record: str, motivation: str, body: Json, spans: tuple[Span, ...]) -> Json:
        made = {
            "id": f"{self.iri(record)}/annotation",
            "type": "Annotation",
            "motivation": motivation,
            "body": {"id": self.iri(record), **body},
            "target": [self._target(span) for span in spans],
            "generated": f"{self.document}/reading",
        }
        confirmation = self.confirmed.get((self.reading.document.id, record))
        return made if confirmation is None else {**made, "confirmation": self._confirmation(record, confirmation)}

    def _confirmation(self, record: str, confirmation: Confirmation) -> Json:
        who = {"type": ["Person", "Agent"], "name": whole(confirmation.by)}
        iri = f"{self.iri(record)}/confirmation"
        return {"id": iri, "type": ["Activity", "Confirmation"], "associated": who, "ended": confirmation.at}

    def _target(self, span: Span) -> Json:
        return {"source": self.document, "selector": selectors(self.reading.document, span)}

    def _agents(self, ids: tuple[str, ...]) -> list[Json]:
        return [{"id": self.iri(id), "name": self.entities[id].name} for id in ids if id in self.entities]

    def _entity(self, entity: Entity) -> Json:
        type = {"person": "Person", "country": "Country", "organization": "Organization", "place": "Place"}[entity.type]
        return _known(type=type, name=entity.name, iso3166=entity.country, jobTitle=entity.office)

    def _meeting(self, meeting: Meeting) -> Json:
        return _known(
            type="Meeting",
            kind=meeting.kind,
            date=meeting.date,
            place=meeting.place,
            format=list(meeting.format),
            participant=self._agents(meeting.participants),
        )

    def _statement(self, statement: Statement) -> Json:
        direct = statement.form == "direct"
        speakers = self._agents(statement.speakers)
        return _known(
            type=["Statement", "Quotation"] if direct else "Statement",
            form=statement.form,
            speaker=speakers,
            spokenBy=speakers if direct else [],
            text=" ".join(span.text for span in statement.content) if direct else None,
            basis=statement.attribution.basis,
            certain=statement.attribution.certain,
            candidate=self._agents(statement.attribution.alternatives),
            relayedBy=self._agents(statement.relayed_by),
            addressee=self._agents(statement.addressees),
            replyTo=self._link(statement.reply_to),
            meeting=self._link(statement.meeting),
            cue=statement.cue.text if statement.cue else None,
        )

    def _act(self, statement: Statement, act: Act) -> Json:
        return _known(
            type="Act",
            act=act.act,
            statement=self.iri(statement.id),
            sector=list(act.sectors),
            courtesy=act.courtesy,
            plover=act.plover,
            cameo=act.cameo,
            rule=act.rule,
        )

    def _commitment(self, commitment: Commitment) -> Json:
        return _known(
            type="Commitment",
            strength=commitment.strength,
            softened=commitment.softened,
            owner=list(commitment.owner),
            counterpart=list(commitment.counterpart),
            sector=list(commitment.sectors),
            statement=self._link(commitment.statement),
            due=self._link(commitment.due),
            rule=commitment.rule,
        )

    def _matter(self, kind: str, matter: Matter) -> Json:
        type = {"agreements": "Agreement", "bodies": "Body", "projects": "Project"}[kind]
        steps = [_known(status=event.status, date=event.date) for event in matter.status]
        return _known(type=type, name=matter.name, party=list(matter.parties), sector=list(matter.sectors), step=steps)

    def _time(self, time: Time) -> Json:
        return _known(type="Time", timex3=time.value, anchor=time.anchor, **{"from": time.from_, "to": time.to})

    def _link(self, record: str | None) -> str | None:
        return self.iri(record) if record else None


def selectors(document: Document, span: Span) -> list[Json]:
    """The words by their offsets (code points) and by themselves, with what stands around them."""
    before = document.text[max(0, span.start - _AROUND) : span.start]
    after = document.text[span.end : span.end + _AROUND]
    return [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {"type": "TextQuoteSelector", "exact": span.text, "prefix": before, "suffix": after},
    ]


def _known(**values: Any) -> Json:
    """Without what is unknown or empty; False is known."""
    return {
        name: whole(value) if isinstance(value, str) else value
        for name, value in values.items()
        if value or value is False
    }
