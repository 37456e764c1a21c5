"""A record as a person sees it who decides on it: what it says, what the machine read, who said what of it before."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from hoedam.errors import NotInLedger
from hoedam.ledger import documents, history, review
from hoedam.ledger.ids import shown_document, shown_record
from hoedam.ledger.loading import members, place
from hoedam.ledger.records import from_json, without
from hoedam.ledger.rows import Place
from hoedam.ledger.tables import document, record
from hoedam.model import Reading, Record


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One record. Ids in `record`, `machine` and `reading` are the document's own; `numbers` has the ledger's for each.

    `machine` is None where it was added by hand; `precedent` is the record that it was in an older version of the document.
    """

    id: int
    document: int
    kind: str
    state: str
    checker: str | None
    signer: str | None
    rejected: bool
    revision: int
    record: Record
    machine: Record | None
    reading: Reading
    numbers: Mapping[str, int]
    place: Place
    steps: tuple[review.Step, ...]
    precedent: int | None

    @property
    def undoable(self) -> bool:
        """Whether there is a decision that was not taken back."""
        undone = sum(step.action == review.UNDO for step in self.steps)
        return len(self.steps) > 2 * undone


def reviewed(connection: Connection, number: int) -> Reviewed:
    """A record with all that bears on a decision. Raises NotInLedger where there is none."""
    row = connection.execute(members().where(record.c.id == number)).first()
    if row is None:
        raise NotInLedger(f"there is no {shown_record(number)} in this ledger: see `hoedam review queue`.")
    reading, numbers = read_document(connection, row.document)
    return Reviewed(
        id=row.id, document=row.document, kind=row.kind, state=row.state, checker=row.checker, signer=row.signer,
        rejected=row.rejected, revision=row.revision, record=documents.standing(connection, row),
        machine=from_json(row.kind, row.machine) if row.machine else None, reading=reading, numbers=numbers,
        place=place(row), steps=tuple(review.steps(connection, number)), precedent=row.precedent,
    )  # fmt: skip


def read_document(connection: Connection, number: int) -> tuple[Reading, Mapping[str, int]]:
    """What holds of a document under the ids of its own, and the ledger's number of each.

    Raises NotInLedger where there is no such document.
    """
    if connection.scalar(select(document.c.id).where(document.c.id == number)) is None:
        raise NotInLedger(f"there is no {shown_document(number)} in this ledger: see its lists of documents.")
    rows = connection.execute(select(record.c.local, record.c.id).where(record.c.document == number))
    return documents.effective_reading(connection, number), {row.local: row.id for row in rows}


def as_of(connection: Connection, number: int, revision: int) -> Record | None:
    """A record as it stood at a revision; None where it had no such revision."""
    row = connection.execute(select(record).where(record.c.id == number)).first()
    if row is None:
        return None
    said = row.machine if revision == 1 else None
    for entry in history.entries(connection, f"record:{number}"):
        if entry.action in (*review.DECISIONS, review.UNDO):
            after = json.loads(entry.data)["after"]
            said = after["human"] or row.machine if after["revision"] == revision else said
    return without(from_json(row.kind, said), documents.struck(connection, row.document)) if said else None
