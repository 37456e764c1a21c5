"""What a ledger hands to the exports: readings as they hold, deadlines, feeds, the checklist, counts of events."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import get_args

from sqlalchemy import Connection, select

from hoedam.exports.annotation import Confirmation
from hoedam.exports.calendar import Due
from hoedam.exports.checklist import KINDS, STAGES, ChecklistRow
from hoedam.exports.events import Counts
from hoedam.exports.feed import Entry
from hoedam.ledger import history, library, queries, tracking
from hoedam.ledger.batches import batches
from hoedam.ledger.documents import effective_reading
from hoedam.ledger.filters import Filter
from hoedam.ledger.ids import parse, shown_record
from hoedam.ledger.rows import CommitmentRow, Place, Row
from hoedam.ledger.selecting import LISTS, Selection
from hoedam.ledger.tables import document, record
from hoedam.model import Reading
from hoedam.resolve.followup_rules import FollowupType

Say = Callable[[str, str], str]
_KINDS: dict[str, str] = dict(zip(get_args(FollowupType), KINDS, strict=True))  # both in the order of the task force
_TITLE = 40  # characters of a task's name


def readings(connection: Connection, filter: Filter) -> Iterator[Reading]:
    """The readings, as they hold, of the documents in which something passes the filter; one at a time."""
    for number in documents_with(connection, filter):
        yield effective_reading(connection, number)


def documents_with(connection: Connection, filter: Filter) -> list[int]:
    """The numbers of these documents."""
    if not filter:
        return list(connection.scalars(select(document.c.id).where(document.c.current).order_by(document.c.id)))
    today = date.today().isoformat()
    passing = Selection(LISTS["hits"], filter, today, connection.dialect.name).ids()
    chosen = select(record.c.document).where(record.c.id.in_(passing)).distinct().order_by(record.c.document)
    return list(connection.scalars(chosen))


class Told:
    """How often an utterance or a meeting of the filter is told: by its chosen report, and by no other.

    A callable for `exports.events`: document and local id of a record → its counts, None where it is left out.
    """

    def __init__(self, connection: Connection, filter: Filter) -> None:
        self._connection = connection
        today, dialect = date.today().isoformat(), connection.dialect.name
        self._passing = {
            which: set(connection.scalars(Selection(LISTS[which], filter, today, dialect).ids()))
            for which in ("utterances", "meetings")
        }
        self._of = lru_cache(maxsize=4)(self._document)

    def __call__(self, digest: str, local: str) -> Counts | None:
        """The counts of a record's item, if this record is the one that stands for it."""
        return self._of(digest).get(local)

    def _document(self, digest: str) -> dict[str, Counts]:
        """The records of a document that stand for their items, with the counts of these."""
        joined = record.join(document, record.c.document == document.c.id)
        chosen = select(record.c.id, record.c.local, record.c.kind, record.c.item).select_from(joined)
        kinds = {"statement": "utterances", "meeting": "meetings"}
        here = (document.c.digest == digest, record.c.live, record.c.kind.in_(kinds))
        rows = self._connection.execute(chosen.where(*here)).all()
        found: dict[str, Counts] = {}
        for kind, which in kinds.items():
            locals = {shown_record(row.id): row.local for row in rows if row.kind == kind}
            items = sorted({row.item for row in rows if row.kind == kind} & self._passing[which])
            for some in batches(items):
                for one in queries.of_numbers(self._connection, which, some):
                    if one.place.record in locals:
                        found[locals[one.place.record]] = counts(one.members)
        return found


def counts(members: tuple[Place, ...]) -> Counts:
    """Mentions, outlets and articles of one thing."""
    outlets = {member.publisher or member.document for member in members}
    return Counts(len(members), len(outlets), len({member.document for member in members}))


def confirmations(connection: Connection) -> dict[tuple[str, str], Confirmation]:
    """Who confirmed which record (document, local id), and when."""
    joined = record.join(document, record.c.document == document.c.id)
    chosen = select(record.c.id, record.c.local, record.c.checker, record.c.signer, document.c.digest)
    rows = connection.execute(chosen.select_from(joined).where(record.c.state != "machine", record.c.live))
    found = {}
    for row in rows.all():
        last = list(history.entries(connection, f"record:{row.id}"))[-1:]
        if last and (by := row.signer or row.checker):
            found[row.digest, row.local] = Confirmation(by, last[0].at)
    return found


def dues(connection: Connection, filter: Filter, say: Say) -> Iterator[Due]:
    """Commitments with a deadline, for a calendar."""
    for row in queries.rows(connection, "commitments", filter):
        if row.due:
            yield Due(
                key=key(row.place), summary=f"{'·'.join(row.owner)}: {row.words}", due=row.due_value or row.due,
                description=f"{say('strength', row.strength)} · {say('progress', row.status)} · {row.place.source}\n“{row.words}”",
                link=row.place.address or "", recorded=(row.place.published or "")[:10], categories=row.sectors,
            )  # fmt: skip


def entries(connection: Connection, which: str, filter: Filter, say: Say) -> Iterator[Entry]:
    """The rows of a list as entries of a feed, the newest first."""
    for row in queries.rows(connection, which, filter):
        sort = say("strength", row.strength) if isinstance(row, CommitmentRow) else ""
        words = getattr(row, "words", "") or row.place.words
        yield Entry(
            key=key(row.place), title=f"[{sort}] {words}" if sort else words, updated=_moment(row),
            text=f"{words}\n{row.place.source} ({row.place.span})", link=row.place.address or "",
            author=", ".join(getattr(row, "speakers", ())), categories=getattr(row, "sectors", ()),
        )  # fmt: skip


def document_entries(connection: Connection, filter: Filter, say: Say) -> Iterator[Entry]:
    """The documents of a list as entries of a feed, those published last first."""
    for row in library.rows(connection, filter):
        yield Entry(
            key=row.digest, title=row.title or row.address or row.id, updated=row.published or row.added,
            text=f"{say('kind', row.kind)} {row.id}", link=row.address or "", author=row.publisher or "",
        )  # fmt: skip


def newest(connection: Connection, which: str, filter: Filter) -> str:
    """The day of the newest row of a list, for the head of its feed."""
    first = queries.page(connection, which, filter, limit=1).rows
    return _moment(first[0]) if first else "1970-01-01"


def checklist(connection: Connection, filter: Filter) -> Iterator[ChecklistRow]:
    """Commitments as the rows of the follow-up checklist, the oldest first, with what persons said of them."""
    rows = list(queries.rows(connection, "commitments", filter))
    for number, row in enumerate(reversed(rows), 1):
        yield _checklist_row(number, row, tracking.account(connection, parse(row.id)[1]))


def _checklist_row(number: int, row: CommitmentRow, account: tracking.Account) -> ChecklistRow:
    known = [change for change in account.changes if not change.withdrawn]
    words = " ".join(row.words.split())
    return ChecklistRow(
        number=number, title=words if len(words) <= _TITLE else f"{words[:_TITLE]}…",
        kind=_KINDS.get(account.type, ""), agreed_on=row.date or "",
        basis=row.place.source, quotation=row.words, ministry=account.office or "",
        counterpart=account.counterpart_office or "", due=(row.due_value or row.due) if row.due else "", stage=STAGES[row.status],
        checked_on=known[-1].date if known else "", note=account.note or "", link=row.place.address or "",
        overdue=row.overdue,
    )  # fmt: skip


def key(place: Place) -> str:
    """What names words for good: the document's digest and their offsets."""
    return f"{place.digest}:{place.start}-{place.end}"


def _moment(row: Row) -> str:
    """A whole day for a feed: the day of publication, else of the event as far as it is known."""
    day = (row.place.published or row.date or "1970")[:10]
    return day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day
