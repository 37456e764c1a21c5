"""Review: what waits, one record with its evidence, and what a person says of it with one key."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Form, Response

from hoedam.errors import DecisionInvalid, HoedamError, LedgerBusy, LedgerUnusable, NotAllowed, SettingInvalid
from hoedam.ledger import carrying, desk, queue, review
from hoedam.ledger.countries import code_of
from hoedam.ledger.ids import DOCUMENT, RECORD, parse_as, shown_record
from hoedam.ledger.persons import same
from hoedam.ledger.queue import AGAIN, DOUBTS, NO_DOUBT, Waits
from hoedam.ledger.records import REVIEWED, local_id
from hoedam.ledger.review import Decision
from hoedam.ledger.reviewed import Reviewed, reviewed
from hoedam.model import Issue
from hoedam.web import addresses, pages, sheets
from hoedam.web.access import Approver, Coder, Reader, Visit
from hoedam.web.choices import Choices
from hoedam.web.fields import Field, One, Paper
from hoedam.web.passages import passages

if TYPE_CHECKING:
    from sqlalchemy import Connection

router = APIRouter(include_in_schema=False)
PAGE = 20  # records
Revision = Annotated[int, Form()]  # that the person saw
Why = Annotated[str, Form(max_length=500)]
Back = Annotated[Literal["", "list", "stay"], Form()]  # where to go afterwards: on, unless it says otherwise
_NAMES = ("kind", "document", "country", "doubt", "signing")  # what narrows the queue, in an address
_MOST = 12  # states to choose among
_LAST = re.compile(r"(r[1-9]\d{0,17}):(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Line:
    """The queue as an address narrows it: what waits, and the pairs of the query that say so.

    `last` is the record that was decided on just before, and its revision since: what one key takes back.
    """

    waits: Waits
    pairs: tuple[tuple[str, str], ...]
    last: tuple[str, str] | None

    def address(self, path: str = "/review", **more: str) -> str:
        """An address that keeps to this queue."""
        return addresses.with_query(path, [*self.pairs, *more.items()])

    def but(self, name: str, value: str = "") -> str:
        """The queue with another value of a name."""
        kept = [pair for pair in self.pairs if pair[0] != name]
        return addresses.with_query("/review", [*kept, (name, value)])

    @property
    def document(self) -> str:
        """The document that it is narrowed to: d3."""
        return dict(self.pairs).get("document", "")

    def has(self, name: str, value: str) -> bool:
        """Whether it is narrowed so."""
        return (name, value) in self.pairs


def line_of(visit: Visit, connection: "Connection") -> Line:
    """The queue that the address asks for. Raises SettingInvalid where a value has no meaning."""
    pairs = tuple((name, value) for name, value in visit.query if name in _NAMES and value)
    given = dict(pairs)
    kind, doubt = given.get("kind"), given.get("doubt")
    if kind and kind not in review.KINDS:
        raise SettingInvalid(f"{kind} is no kind of record: choose among {', '.join(REVIEWED)}.")
    if doubt and doubt not in (*DOUBTS, NO_DOUBT):
        raise SettingInvalid(f"{doubt} is no doubt: choose among {', '.join((*DOUBTS, NO_DOUBT))}.")
    document, country = given.get("document"), given.get("country")
    others = "signing" in given and not review.allows_self_sign_off(connection)
    waits = Waits(
        kind=kind, doubt=doubt, signing="signing" in given, signer=visit.person if others else None,
        document=parse_as(document, DOCUMENT)[1] if document else None, country=code_of(country) if country else None,
    )  # fmt: skip
    last = _LAST.fullmatch(visit.request.query_params.get("last", ""))
    return Line(waits, pairs, (last[1], last[2]) if last else None)


@router.get("/review")
def show_queue(visit: Reader, after: str | None = None) -> Response:
    """What waits for a check, or for a signature, the most doubtful and consequential first."""
    with visit.ledger.read() as connection:
        line = line_of(visit, connection)
        found = queue.queue(connection, line.waits, limit=PAGE + 1, after=after)
        rows = found[:PAGE]
        return visit.page(
            "review.html", line=line, rows=rows, work=desk.work(connection, _morning()),
            seen=desk.seen(connection, visit.person, [row.record for row in rows]), total=queue.waiting(connection, line.waits),
            following=line.address(after=rows[-1].after) if len(found) > PAGE else None,
            countries=queue.waiting_values(connection, "country", line.waits)[:_MOST],
            doubts=queue.waiting_values(connection, "doubt", line.waits), kinds=REVIEWED, no_doubt=NO_DOUBT,
            sure=[row for row in rows if not row.of("doubt")],
        )  # fmt: skip


@router.get("/review/{id}")
def show(visit: Reader, id: str) -> Response:
    """One record with its words, its fields, and who decided what of it; the visitor has seen it from now on."""
    number = parse_as(id, RECORD)[1]
    answer = show_record(visit, number)
    with suppress(LedgerUnusable, LedgerBusy):  # while others write, or where nobody may: seeing goes before noting it
        desk.mark_seen(visit.ledger, visit.person, [number])
    return answer


def _morning() -> str:
    """When today began where the application runs, as the history writes moments."""
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight.astimezone(UTC).isoformat(timespec="microseconds")


def show_record(visit: Visit, number: int, refused: HoedamError | None = None, why: str = "") -> Response:
    """The page of a record; `refused` says why a decision on it was not taken."""
    with visit.ledger.read() as connection:
        it, line = reviewed(connection, number), line_of(visit, connection)
        before, behind = queue.beside(connection, number, line.waits)
        paper = paper_of(visit, it)
        reasons = [reason for one in queue.of_records(connection, [number]) for reason in one.reasons]
        return visit.page(
            "review_record.html", code=pages.code_of(refused) if refused else 200, path=f"/review/{shown_record(number)}", it=it, id=shown_record(number), line=line, why=why,
            refused=said_in(visit, refused, it), before=before and shown_record(before), behind=behind and shown_record(behind),
            left=queue.waiting(connection, line.waits), facts=_facts(it, paper), passages=passages(it.reading.document, it.record),
            precedent=it.precedent and shown_record(it.precedent), carried=_carried(connection, it), doubts=_doubts(it), reasons=reasons, again=any(reason in AGAIN for reason in reasons),
            history=[(step, sheets.told_changes(it.kind, step, paper)) for step in it.steps],
            signs=visit.may("approver") and it.state == review.CHECKED and may_sign(visit, connection, it),
        )  # fmt: skip


def _carried(connection: "Connection", it: Reviewed) -> str:
    """What was decided in an older version of the document and can be said again; empty where nothing was, or it does not fit."""
    try:
        return carrying.proposed(connection, it.id).action if it.precedent else ""
    except DecisionInvalid:
        return ""


def paper_of(visit: Visit, it: Reviewed) -> Paper:
    """What the fields of a record are read and told by."""
    return Paper(it.reading.document, Choices(it.reading, it.numbers, visit.words).names, visit.words)


def may_sign(visit: Visit, connection: "Connection", it: Reviewed) -> bool:
    """Whether the visitor is somebody else than who checked, or need not be."""
    return not same(it.checker, visit.person) or review.allows_self_sign_off(connection)


def said_in(visit: Visit, refused: HoedamError | None, it: Reviewed) -> str:
    """Why a decision was not taken, in the language of the page where a person was quicker."""
    if isinstance(refused, LedgerBusy) and it.steps:
        last, said = it.steps[-1], visit.words
        sentence = said.gettext("{} was quicker ({}, {}). Nothing was changed: look at it again, then decide.")
        return sentence.format(last.person, said.label("action", last.action), said.moment(last.at))
    return visit.words.sentence(str(refused)) if refused else ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a record as people read it: the code of its heading, its lines, and what the machine read instead.

    `record` is the number of the record that it names.
    """

    title: str
    lines: list[str]
    machine: list[str] | None
    record: str | None


def _facts(it: Reviewed, paper: Paper) -> list[Fact]:
    differing = sheets.differing(it.kind, it.record, it.machine) if it.machine else []
    read = {field.name: lines for field, lines in sheets.told(it.kind, it.machine, paper)} if it.machine else {}
    return [
        Fact(field.title, lines, read[field.name] if field.name in differing else None, _named(it, field))
        for field, lines in sheets.told(it.kind, it.record, paper)
    ]


def _named(it: Reviewed, field: Field) -> str | None:
    number = it.numbers.get(getattr(it.record, field.name) or "") if isinstance(field, One) else None
    return shown_record(number) if number else None


def _doubts(it: Reviewed) -> list[Issue]:
    """What the reading could not settle of a record, or of the statement that gives it."""
    about = {local_id(it.record), getattr(it.record, "statement", None)}
    return [one for one in it.reading.issues if one.about in about]


@router.post("/review/{id}/accept")
def accept(visit: Coder, id: str, revision: Revision, why: Why = "", back: Back = "") -> Response:
    """Confirm a record as it stands."""
    return decide(visit, id, back, why, lambda number: review.accept(visit.ledger, number, visit.person, revision, why))


@router.post("/review/{id}/reject")
def reject(visit: Coder, id: str, revision: Revision, why: Why = "", back: Back = "") -> Response:
    """Say that a record is none."""
    return decide(visit, id, back, why, lambda number: review.reject(visit.ledger, number, visit.person, why, revision))


@router.post("/review/{id}/carry")
def carry(visit: Coder, id: str, revision: Revision, why: Why = "", back: Back = "") -> Response:
    """Say of a record what was said of it in an older version of its document."""
    return decide(visit, id, back, why, lambda number: carrying.carry(visit.ledger, number, visit.person, revision))


@router.post("/review/{id}/sign")
def sign(visit: Approver, id: str, revision: Revision, why: Why = "", back: Back = "") -> Response:
    """Sign a checked record off."""
    return decide(visit, id, back, why, lambda number: review.sign_off(visit.ledger, number, visit.person, revision))


@router.post("/review/{id}/reopen")
def reopen(visit: Approver, id: str, revision: Revision, why: Why = "") -> Response:
    """Take a record one step back."""
    return decide(
        visit, id, "stay", why, lambda number: review.reopen(visit.ledger, number, visit.person, why, revision)
    )


@router.post("/review/{id}/undo")
def undo(visit: Coder, id: str, revision: Annotated[int | None, Form()] = None, why: Why = "") -> Response:
    """Take back the last decision; a signature only by who may sign."""
    number = parse_as(id, RECORD)[1]
    with visit.ledger.read() as connection:
        signed = reviewed(connection, number).state == review.SIGNED_OFF
    if signed and not visit.may("approver"):
        raise NotAllowed(visit.words.gettext("This is signed off: ask who may sign to reopen it."))
    return decide(
        visit,
        id,
        "stay",
        why,
        lambda number: review.undo(visit.ledger, number, visit.person, why, revision, signs=visit.may("approver")),
    )


def decide(visit: Visit, id: str, back: str, why: str, decision: Callable[[int], Decision]) -> Response:
    """Take a decision and go on; one that is refused comes back as the record's page, which says why."""
    try:
        return carry_out(visit, id, back, decision)
    except (DecisionInvalid, LedgerBusy) as error:
        return show_record(visit, parse_as(id, RECORD)[1], refused=error, why=why)


def carry_out(visit: Visit, id: str, back: str, decision: Callable[[int], Decision]) -> Response:
    """Take a decision; then to the next record that waits, `list`: back to the queue, or `stay`. Raises what it raises."""
    number = parse_as(id, RECORD)[1]
    with visit.ledger.read() as connection:  # before it: what is decided on waits no longer
        line = line_of(visit, connection)
        _, behind = queue.beside(connection, number, line.waits)
    done = decision(number)
    said, last = said_of(visit, done), f"{id}:{done.revision}"
    if back == "stay":
        return visit.go(line.address(f"/review/{id}"), said)
    if back == "list" or behind is None:
        return visit.go(line.address(last=last) + (f"#{shown_record(behind)}" if behind else ""), said)
    return visit.go(line.address(f"/review/{shown_record(behind)}", last=last), said)


def said_of(visit: Visit, done: Decision) -> str:
    """What a decision made of a record, in a sentence."""
    words = visit.words
    state = words.label("state", "rejected" if done.rejected else done.state)
    action = words.label("action", done.action)
    said = [f"{shown_record(done.record)}: {action if action == state else f'{action} → {state}'}."]
    if done.reopened:
        said.append(words.gettext("It had been signed off and must be signed again."))
    if done.rejected and done.referring:
        named = ", ".join(map(shown_record, done.referring))
        said.append(words.gettext("No longer named by {}: look at them too.").format(named))
    return " ".join(said)
