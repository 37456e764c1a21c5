"""Readings made without the analyser: every line of a text is one statement of one person."""

from hashlib import sha256

import msgspec

from documents import document
from hoedam.model import Act, ActName, Attribution, Commitment, Engine, Entity, Reading, Statement, Strength

ENGINE = Engine(version="0", rules="none", analyser="none")


def reading(
    text: str,
    *,
    published: str = "2021-08-17",
    act: ActName = "inform",
    strength: Strength | None = None,
    speaker: str = "서정민",
    country: str = "KAZ",
    office: str | None = None,
    publisher: str = "새벽일보",
) -> Reading:
    """A reading of a text; with a `strength`, every statement is a commitment of the speaker's state too."""
    digest = "sha256:" + sha256(f"{text}{published}{publisher}".encode()).hexdigest()
    made = msgspec.structs.replace(document(text, published), id=digest, publisher=publisher)
    spans = [made.span(block.start, block.end) for block in made.blocks]
    who = Entity(id="e1", type="person", name=speaker, mentions=(spans[0],), country=country, office=office)
    statements = tuple(
        Statement(
            id=f"s{number}", speakers=("e1",), form="direct", content=(span,), cue=None,
            attribution=Attribution(basis="subject", certain=True), acts=(Act(act=act, span=span, sectors=("energy.nuclear",)),),
        )
        for number, span in enumerate(spans, 1)
    )  # fmt: skip
    commitments = tuple(
        Commitment(
            id=f"c{number}", strength=strength, owner=(country,), counterpart=("KOR",), content=span,
            sectors=("energy.nuclear",), statement=f"s{number}",
        )
        for number, span in enumerate(spans, 1)
        if strength
    )  # fmt: skip
    return Reading(engine=ENGINE, document=made, entities=(who,), statements=statements, commitments=commitments)
