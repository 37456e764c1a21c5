"""A record's form: every field corrected, or a record added by hand; what was typed is never lost.

The form is sent with `do`: save it, look a name up in the ledger, put a name into the document, or show more rows. All but
the first come back with the form as it was filled in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Response

from hoedam.errors import DecisionInvalid, HoedamError, LedgerBusy, SettingInvalid
from hoedam.ledger import queries, review
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import DOCUMENT, RECORD, parse_as, shown_document, shown_record
from hoedam.ledger.reviewed import Reviewed, as_of, read_document, reviewed
from hoedam.ledger.rows import NameRow
from hoedam.model import Reading, Record
from hoedam.web import sheets
from hoedam.web.access import Coder, Visit
from hoedam.web.choices import Choices
from hoedam.web.fields import Field, Many, Misfilled, Ordered, Paper
from hoedam.web.form import Filled, Form, Pair
from hoedam.web.passages import passages
from hoedam.web.quoting import place_of, quoted
from hoedam.web.sheets import SHEETS, Merged
from hoedam.web.views.review import carry_out, line_of, said_in

if TYPE_CHECKING:
    from sqlalchemy import Connection

router = APIRouter(include_in_schema=False)
SAVE, GO_ON, FIND, NAME = "save", "next", "find", "name"  # what a form is sent for; anything else shows it again
_FOUND = 8  # names of the ledger
_LONGEST = 500  # characters of a reason
# where the words go that a new record is to be made of
_MAIN = {"statement": "content.0", "commitment": "content", "meeting": "evidence.0", "time": "span"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form is about: a record as it stands, or one that is not there yet (`record` and `id` are None)."""

    document: int
    kind: str
    reading: Reading
    numbers: Mapping[str, int]
    record: Record | None = None
    id: str | None = None
    revision: int = 0

    @classmethod
    def of(cls, it: Reviewed) -> "Draft":
        """The draft of a record that is there."""
        return cls(it.document, it.kind, it.reading, it.numbers, it.record, shown_record(it.id), it.revision)

    def choices(self, visit: Visit) -> Choices:
        """What its fields offer."""
        return Choices(self.reading, self.numbers, visit.words, self.record)

    def paper(self, visit: Visit) -> Paper:
        """What its fields are read by."""
        return Paper(self.reading.document, self.choices(visit).names, visit.words)

    @property
    def roles(self) -> list[Field]:
        """The fields into which a name can be put."""
        return [field for field in SHEETS[self.kind] if isinstance(field, Many) and field.of == "entity"]


@dataclass(frozen=True, slots=True)
class Told:
    """Why a form comes back: a sentence, the field it is about, what somebody else did in the meantime."""

    sentence: str = ""
    at: str = ""
    status: int = 200
    merged: Merged | None = None
    other: Reviewed | None = None


@router.get("/review/{id}/edit")
def edit(visit: Coder, id: str) -> Response:
    """The form of a record."""
    it = _reviewed(visit, id)
    return _page(visit, Draft.of(it), sheets.form_of(it.kind, it.record))


@router.post("/review/{id}/edit")
def correct(visit: Coder, id: str, form: Filled) -> Response:
    """Take what the form changes; or show it again, filled in."""
    it = _reviewed(visit, id)
    if form.one("revision") != str(it.revision):
        return _overtaken(visit, it, form)
    try:
        if form.one("do") not in (SAVE, GO_ON):
            return _other(visit, Draft.of(it), form)
        return _save(visit, it, form)
    except LedgerBusy as error:
        return _overtaken(visit, _reviewed(visit, id), form, error)
    except (DecisionInvalid, SettingInvalid) as error:
        return _page(visit, Draft.of(_reviewed(visit, id)), form, _why(visit, error))


def _save(visit: Visit, it: Reviewed, form: Form) -> Response:
    changes = sheets.changes(it.kind, form, it.record, Draft.of(it).paper(visit))
    why, back = form.one("why")[:_LONGEST], "" if form.one("do") == GO_ON else "stay"
    return carry_out(
        visit, shown_record(it.id), back,
        lambda number: review.correct(visit.ledger, number, changes, visit.person, why, it.revision),
    )  # fmt: skip


@router.get("/review/{id}/add")
def blank(visit: Coder, id: str, kind: str = "", at: str = "") -> Response:
    """The form of a record that the machine missed, once its kind is chosen; `at` (10-20) are words to make it of."""
    draft = _draft(visit, id, kind)
    if draft is None:
        return visit.page("review_kinds.html", document=id, kinds=review.KINDS, at=at)
    return _page(visit, draft, _of_words(draft, at))


@router.post("/review/{id}/add")
def add(visit: Coder, id: str, form: Filled, kind: str = "") -> Response:
    """Add what the form says; or show it again, filled in."""
    draft = _draft(visit, id, kind)
    if draft is None:
        raise DecisionInvalid(f"{kind[:20]!r} is no kind of record: choose among {', '.join(review.KINDS)}.")
    try:
        if form.one("do") not in (SAVE, GO_ON):
            return _other(visit, draft, form)
        said, why = sheets.fields(kind, form, draft.paper(visit)), form.one("why")[:_LONGEST]
        done = review.add(visit.ledger, draft.document, kind, said, visit.person, why)
    except LedgerBusy as error:
        return _page(visit, draft, form, Told(visit.words.sentence(str(error)), status=409))
    except (DecisionInvalid, SettingInvalid) as error:
        return _page(visit, _draft(visit, id, kind) or draft, form, _why(visit, error))
    sentence = visit.words.gettext("{} was added; it counts as checked by you.").format(shown_record(done.record))
    return visit.go(f"/review/{shown_record(done.record)}", sentence)


def _reviewed(visit: Visit, id: str) -> Reviewed:
    with visit.ledger.read() as connection:
        return reviewed(connection, parse_as(id, RECORD)[1])


def _draft(visit: Visit, id: str, kind: str) -> Draft | None:
    """A record to be made in a document; None where its kind is not chosen."""
    number = parse_as(id, DOCUMENT)[1]
    with visit.ledger.read() as connection:
        reading, numbers = read_document(connection, number)
    return Draft(number, kind, reading, numbers) if kind in SHEETS else None


def _of_words(draft: Draft, at: str) -> Form:
    place, name = place_of(at), _MAIN.get(draft.kind, "mentions.0")
    words = draft.reading.document.text[slice(*place)] if place else ""
    return Form([(f"{name}.words", words), (f"{name}.place", at)] if words.strip() else [])


def _why(visit: Visit, error: HoedamError) -> Told:
    return Told(visit.words.sentence(str(error)), error.at if isinstance(error, Misfilled) else "", 422)


def _overtaken(visit: Visit, it: Reviewed, form: Form, error: HoedamError | None = None) -> Response:
    """Somebody was quicker: the form again, with what they did taken over and beside it, and nothing typed lost."""
    seen = form.one("revision")
    with visit.ledger.read() as connection:
        before = as_of(connection, it.id, int(seen)) if seen.isdecimal() else None
    if error and seen == str(it.revision):  # the ledger was being written to
        return _page(visit, Draft.of(it), form, Told(visit.words.sentence(str(error)), status=409))
    merged = sheets.merged(it.kind, form, before or it.record, it.record)
    sentence = said_in(visit, error or LedgerBusy(""), it)
    return _page(visit, Draft.of(it), merged.form, Told(sentence, status=409, merged=merged, other=it))


def _other(visit: Visit, draft: Draft, form: Form) -> Response:
    """What is asked of a form but to save it: a name put into the document, a name looked up, more rows."""
    if form.one("do") != NAME:
        return _page(visit, draft, form)
    with visit.ledger.read() as connection:
        name = _name_of(draft, form, draft.paper(visit), _chosen(connection, form))
    id = name if isinstance(name, str) else _added(visit, draft, name)
    with visit.ledger.read() as connection:
        reading, numbers = read_document(connection, draft.document)
    kept = [pair for pair in form.pairs if not pair[0].startswith("name.") and pair[0] != "do"]
    filled = Form([*kept, _put(draft, form, id)])
    return _page(visit, replace(draft, reading=reading, numbers=numbers), filled)


def _added(visit: Visit, draft: Draft, fields: Mapping[str, Any]) -> str:
    """Put a name into the document, and return the id that it has there."""
    done = review.add(visit.ledger, draft.document, "entity", fields, visit.person)
    with visit.ledger.read() as connection:
        return reviewed(connection, done.record).record.id  # type: ignore[attr-defined,no-any-return]


def _chosen(connection: "Connection", form: Form) -> NameRow | None:
    """The ledger's name that was chosen."""
    number = form.one("name.of")
    return queries.one(connection, "names", parse_as(number, "entity")[1]) if number else None


def _name_of(draft: Draft, form: Form, paper: Paper, chosen: NameRow | None) -> str | dict[str, Any]:
    """The id of the document's own name, where it has it; else what is to be added, with the words that mean it."""
    name = chosen.name if chosen else form.one("name.name")
    if not name:
        raise Misfilled("name.name", paper.gettext("Say who it is: a name, or one of the ledger's."))
    own = next((one for one in draft.reading.entities if one.name == name), None)
    if own:
        return own.id
    words = form.one("name.span.words") or name
    try:
        span = quoted(paper.document, words, form.one("name.span.place"), form.one("name.span.which"), paper.gettext)
    except DecisionInvalid as error:
        raise Misfilled("name.span.words", str(error)) from error
    kind, country, office = (
        (chosen.kind, chosen.country, chosen.office) if chosen else (form.one("name.type"), None, None)
    )
    return {"type": kind or "person", "name": name, "mentions": [span], "country": country, "office": office}


def _put(draft: Draft, form: Form, id: str) -> Pair:
    """A name in the field that it is meant for."""
    field = next((one for one in draft.roles if one.name == form.one("name.role")), draft.roles[0])
    if isinstance(field, Ordered):
        return f"{field.name}.{max(form.rows(field.name), default=-1) + 1}", id
    return field.name, id


def _page(visit: Visit, draft: Draft, form: Form, told: Told = Told()) -> Response:
    document = draft.reading.document
    with visit.ledger.read() as connection:
        line = line_of(visit, connection)
        names = _found(connection, form) if form.one("do") == FIND else None
    here = f"/review/{draft.id}" if draft.id else f"/documents/{shown_document(draft.document)}"
    action = (
        line.address(f"{here}/edit") if draft.id else f"/review/{shown_document(draft.document)}/add?kind={draft.kind}"
    )
    return visit.page(
        "review_edit.html", code=told.status, draft=draft, form=form, told=told, names=names, action=action,
        back=line.address(here) if draft.id else here, fields=SHEETS[draft.kind], choices=draft.choices(visit),
        passages=passages(document, draft.record, whole=True), document=document,
        steps=_since(told.other, form, draft.paper(visit)) if told.other else [],
    )  # fmt: skip


def _found(connection: "Connection", form: Form) -> tuple[Any, ...]:
    """The ledger's names that hold the words looked for."""
    try:
        return queries.page(connection, "names", Filter.of(words=form.one("name.search")), limit=_FOUND).rows
    except SettingInvalid:  # no word to look for
        return ()


def _since(it: Reviewed, form: Form, paper: Paper) -> list[Any]:
    """What others did since the form was shown: each step with what it changed."""
    return [(step, sheets.told_changes(it.kind, step, paper)) for step in it.steps if step.revision > _number(form)]


def _number(form: Form) -> int:
    seen = form.one("revision")
    return int(seen) if seen.isdecimal() else 0
