"""How well two people agree who annotated the same ten documents from docs/definitions.md, per field.

usage: python bench/agreement.py [--show]

The second annotation (bench/second/) was made by somebody who saw only the texts and the definitions.
It is scored against the gold exactly as a reading is, so that the figures stand beside the engine's.
"""

import sys
from pathlib import Path

from hoedam.evaluation.gold import Gold, find_gold, load_gold, locate, text_file
from hoedam.evaluation.score import Tally, score
from hoedam.model import (
    Act,
    Attribution,
    Commitment,
    Document,
    Engine,
    Entity,
    Matter,
    Meeting,
    Reading,
    Span,
    Statement,
    StatusEvent,
    Time,
)
from hoedam.sources import read_file

HERE = Path(__file__).parent


def as_reading(gold: Gold, document: Document) -> Reading:
    """An annotation as a reading of its document; optional records are left out, as an engine may."""
    return Reading(
        engine=Engine(version="", rules="", analyser=""),
        document=document,
        entities=tuple(
            Entity(id=key, type=e.type, name=e.name or key, mentions=(), country=e.country)
            for key, e in gold.entities.items()
        ),
        meetings=tuple(
            Meeting(id=f"m{i}", kind=m.kind, participants=m.participants, evidence=(), date=m.date)
            for i, m in enumerate(gold.meetings)
        ),
        statements=tuple(_statements(gold, document)),
        commitments=tuple(_commitments(gold, document)),
        agreements=tuple(_matters(gold.agreements, document)),
        bodies=tuple(_matters(gold.bodies, document)),
        projects=tuple(_matters(gold.projects, document)),
        times=tuple(_times(gold, document)),
    )


def _span(document: Document, piece: str, nth: int = 1) -> Span:
    place = locate(document.text, piece, nth)
    if place is None:
        raise SystemExit(f"{document.source}: the document does not say {piece!r}")
    return document.span(*place)


def _statements(gold: Gold, document: Document):  # type: ignore[no-untyped-def]
    for s in gold.statements:
        content = tuple(_span(document, piece, s.nth) for piece in s.content)
        acts = tuple(Act(act=a.act, span=content[0], sectors=a.sectors, courtesy=bool(a.courtesy)) for a in s.acts)
        yield Statement(
            id=s.id, speakers=s.speakers, form=s.form, content=content, cue=None, acts=acts,
            attribution=Attribution(basis="subject", certain=s.certain is not False),
            relayed_by=s.relayed_by, reply_to=s.reply_to,
        )  # fmt: skip


def _commitments(gold: Gold, document: Document):  # type: ignore[no-untyped-def]
    due = {t.value: f"t{i}" for i, t in enumerate(gold.times)}
    for i, c in enumerate(gold.commitments):
        yield Commitment(
            id=f"c{i}", strength=c.strength, owner=c.owner, content=_span(document, c.text, c.nth), sectors=(),
            softened=bool(c.softened), due=due.get(c.due),
        )  # fmt: skip


def _matters(matters, document: Document):  # type: ignore[no-untyped-def]
    for i, m in enumerate(matters):
        event = StatusEvent(status=m.status, span=document.span(0, 1), date=m.date)
        yield Matter(id=f"x{i}", name=m.name, mentions=(), status=(event,))


def _times(gold: Gold, document: Document):  # type: ignore[no-untyped-def]
    for i, t in enumerate(gold.times):
        yield Time(id=f"t{i}", span=_span(document, t.text, t.nth), value=t.value, anchor="none")


def main() -> None:
    """Prints the agreement per field."""
    first = {path.stem: path for path in find_gold([HERE.parent / "gold"])}
    tally, differences = Tally(), []
    for path in sorted((HERE / "second").glob("*.yaml")):
        gold = load_gold(first[path.stem])
        document = read_file(text_file(first[path.stem]), published=gold.document.published)
        differences += [f"== {path.stem}", *score(gold, as_reading(load_gold(path), document), tally)]
    if "--show" in sys.argv:
        print("\n".join(differences))
    for field, figure in tally.figures().items():
        print(f"{field:22}" + "  ".join(f"{key} {value}" for key, value in figure.items()))


if __name__ == "__main__":
    main()
