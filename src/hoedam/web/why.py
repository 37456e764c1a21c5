"""Why a statement was read as it was: its document read again from the original, with the candidates that were weighed."""

from dataclasses import dataclass

from hoedam.errors import DecisionInvalid
from hoedam.ledger import Ledger
from hoedam.ledger.about import about_record
from hoedam.ledger.rereading import again
from hoedam.model import Act, Commitment, Entity, Issue, Reading, Statement
from hoedam.reader import load
from hoedam.rules.catalogue import rule_examples, rule_sources
from hoedam.settings import Settings


@dataclass(frozen=True, slots=True)
class Weighed:
    """Who could have said it, on what ground, and whether the machine took them."""

    ground: str
    names: tuple[str, ...]
    won: bool


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that decided: on which words, what it made of them, where such a form is seen (`source`, English), and the like.

    `examples` are Korean, as all that rules are about.
    """

    made: Act | Commitment
    rule: str | None
    source: str | None
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Of record `id`: the machine's statement of today at these words, None where it reads none there.

    `differs`: what holds in the ledger is not what the machine reads: a person corrected it, or another engine read it.
    """

    id: str
    words: str
    statement: Statement | None = None
    speakers: tuple[str, ...] = ()
    candidates: tuple[Weighed, ...] = ()
    fired: tuple[Fired, ...] = ()
    issues: tuple[Issue, ...] = ()
    differs: bool = False


def why(ledger: Ledger, number: int, record: int) -> Why:
    """The explanation of a statement of a document. Raises DecisionInvalid where the record is none of it."""
    from hoedam.extract.explain import explain  # the analyser comes with it

    with ledger.read() as connection:
        found = about_record(connection, record)
    if found.kind != "statement" or found.place.document != f"d{number}":
        raise DecisionInvalid(f"{found.id} is no statement of d{number}: only statements are explained.")
    assert isinstance(found.record, Statement)
    reading, candidates = explain(load(again(ledger, number)), Settings())
    statement = _same(reading, found.record)
    if statement is None:
        return Why(found.id, found.place.words)
    names = {one.id: one for one in reading.entities}
    weighed = tuple(
        Weighed(one.ground, _names(names, one.speakers), one.speakers == statement.speakers)
        for one in candidates.get(statement.id, ())
    )
    holds = _names({one.id: one for one in found.reading.entities}, found.record.speakers)
    said = _names(names, statement.speakers)
    return Why(
        found.id, found.place.words, statement, said, weighed, tuple(_fired(reading, statement)),
        tuple(one for one in reading.issues if one.about == statement.id), differs=holds != said,
    )  # fmt: skip


def _same(reading: Reading, wanted: Statement) -> Statement | None:
    """The statement that is read from the same words, else one from words that these touch."""
    first = wanted.content[0]
    here = [one for one in reading.statements if one.content[0].start < first.end and one.content[0].end > first.start]
    return next((one for one in here if one.content[0] == first), next(iter(here), None))


def _fired(reading: Reading, statement: Statement) -> list[Fired]:
    sources, examples = rule_sources(), rule_examples()
    made: list[Act | Commitment] = [*statement.acts]
    made += [one for one in reading.commitments if one.statement == statement.id]
    return [Fired(one, one.rule, sources.get(one.rule or ""), examples.get(one.rule or "", ())) for one in made]


def _names(entities: dict[str, Entity], ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(entities[id].name if id in entities else id for id in ids)
