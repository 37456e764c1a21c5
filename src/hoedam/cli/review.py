"""`hoedam review`: what to look at next, and what persons say of single records."""

from collections.abc import Callable

import click

from hoedam.cli import options
from hoedam.cli.fields import fields_of, set_options
from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.labels import Labels, Language, locale_language
from hoedam.ledger import Ledger, carrying, review
from hoedam.ledger.ids import DOCUMENT, RECORD, parse_as, shown_document, shown_record
from hoedam.ledger.queue import OLD_VERSION, READ_OTHERWISE, Queued, Waits, queue, waiting
from hoedam.ledger.records import REVIEWED
from hoedam.ledger.review import Decision, Step

_RECORDS = click.argument("records", nargs=-1, required=True, metavar="RECORD...")


@click.group()
def command() -> None:
    """Check records, correct them, sign them off.

    A record is the machine's until somebody accepts, corrects or rejects it; then it is checked, and somebody else
    signs it off. What the machine read is never lost, and every decision stands in the history.
    """


@command.command(name="queue")
@options.ledger()
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many at most.")
@click.option("--kind", type=click.Choice(REVIEWED), help="Only records of this kind.")
@click.option("--document", metavar="D", help="Only records of this document, as d3.")
@options.language()
def show_queue(ledger: str | None, limit: int, kind: str | None, document: str | None, lang: Language | None) -> None:
    """List what to look at, the most doubtful and most consequential first, with why.

    What nobody has checked; and once more what somebody decided on, where the machine now reads it otherwise or no
    longer, or where a newer version of its document does not have it. Accept it again to keep what was said.
    """
    number = parse_as(document, DOCUMENT)[1] if document else None
    with Ledger.open(ledger) as opened, opened.read() as connection:
        found = queue(connection, Waits(kind, number), limit=limit)
        left = waiting(connection, Waits(kind, number))
    labels = Labels(lang or locale_language())
    columns = tuple(labels("field", name) for name in ("id", "revision", "date", "what", "reasons", "words"))
    if found:
        show_sections(
            console(), [Section(labels("heading", "queue"), columns, tuple(_queued(one, labels) for one in found))]
        )
    click.echo(labels("count", "waiting").format(left, len(found)))


def _queued(one: Queued, labels: Labels) -> tuple[str, ...]:
    told = {READ_OTHERWISE: ", ".join(name for name, _, _ in one.differs)}
    told |= {OLD_VERSION: shown_record(one.precedent)} if one.precedent else {}
    state = [labels("state", "rejected" if one.rejected else one.state)] if one.state != review.MACHINE else []
    reasons = ", ".join([*(_reason(reason, told.get(reason), labels) for reason in one.reasons), *state])
    what = f"{labels('record', one.kind)} {shown_document(one.document)}"
    return shown_record(one.record), str(one.revision), one.date or "-", what, reasons, " ".join(one.words.split())


def _reason(code: str, told: str | None, labels: Labels) -> str:
    groups = ("queue", "issue", "strength")
    label = next((said for group in groups if (said := labels(group, code)) != code), code)
    return f"{label} ({told})" if told else label


@command.command()
@_RECORDS
@options.person()
@options.why("Why, in a few words.")
@options.revision()
@options.ledger()
def accept(records: tuple[str, ...], person: str, why: str, revision: int | None, ledger: str | None) -> None:
    """Confirm records as they stand."""
    _each(ledger, records, lambda opened, number: review.accept(opened, number, person, revision, why))


@command.command()
@click.argument("record")
@set_options
@options.person()
@options.why("Why, in a few words.")
@options.revision()
@options.ledger()
def correct(
    record: str,
    fields: tuple[str, ...],
    whole: str | None,
    person: str,
    why: str,
    revision: int | None,
    ledger: str | None,
) -> None:
    """Change fields of a record, in the form of the reading's JSON.

    Every field can be changed but the id; a span is given by its offsets in the document's text (code points, end
    exclusive). A record that was signed off must then be signed again.
    """
    changes = fields_of(fields, whole)
    _each(ledger, (record,), lambda opened, number: review.correct(opened, number, changes, person, why, revision))


@command.command()
@_RECORDS
@options.person()
@options.why("Why, in a few words.")
@options.revision()
@options.ledger()
def reject(records: tuple[str, ...], person: str, why: str, revision: int | None, ledger: str | None) -> None:
    """Say that records are none: they no longer count, and nothing names them."""
    _each(ledger, records, lambda opened, number: review.reject(opened, number, person, why, revision))


@command.command()
@click.argument("document")
@click.argument("kind", type=click.Choice(list(review.KINDS)))
@set_options
@options.person()
@options.why("Why, in a few words.")
@options.ledger()
def add(
    document: str, kind: str, fields: tuple[str, ...], whole: str | None, person: str, why: str, ledger: str | None
) -> None:
    """Add a record that the machine missed to a document; it needs at least one span."""
    number = parse_as(document, DOCUMENT)[1]
    with Ledger.open(ledger) as opened:
        done = review.add(opened, number, kind, fields_of(fields, whole), person, why)
    click.echo(_line(done))


@command.command()
@_RECORDS
@options.person()
@options.revision()
@options.ledger()
def carry(records: tuple[str, ...], person: str, revision: int | None, ledger: str | None) -> None:
    """Say of records what was said of them in an older version of their document.

    The queue names these records. What was accepted, corrected or rejected there is accepted, corrected or rejected here,
    by you; what was signed must be signed again.
    """
    _each(ledger, records, lambda opened, number: carrying.carry(opened, number, person, revision))


@command.command()
@_RECORDS
@options.person()
@options.revision()
@options.ledger()
def sign(records: tuple[str, ...], person: str, revision: int | None, ledger: str | None) -> None:
    """Sign checked records off (결재); who signs has not checked them."""
    _each(ledger, records, lambda opened, number: review.sign_off(opened, number, person, revision))


@command.command()
@_RECORDS
@options.person()
@options.why("Why, in a few words.")
@options.revision()
@options.ledger()
def undo(records: tuple[str, ...], person: str, why: str, revision: int | None, ledger: str | None) -> None:
    """Take back the last decision on each record; both stay in the history."""
    _each(ledger, records, lambda opened, number: review.undo(opened, number, person, why, revision))


@command.command()
@_RECORDS
@options.person()
@options.why("Why, in a few words.")
@options.revision()
@options.ledger()
def reopen(records: tuple[str, ...], person: str, why: str, revision: int | None, ledger: str | None) -> None:
    """Take records one step back, from signed off to checked, from checked to be checked anew; what was said stays."""
    _each(ledger, records, lambda opened, number: review.reopen(opened, number, person, why, revision))


@command.command(name="history")
@_RECORDS
@options.ledger()
@options.language()
def show_history(records: tuple[str, ...], ledger: str | None, lang: Language | None) -> None:
    """Show who decided what on records, when, and what that changed."""
    labels = Labels(lang or locale_language())
    columns = tuple(labels("field", name) for name in ("entry", "at", "person", "action", "state", "changed"))
    with Ledger.open(ledger) as opened, opened.read() as connection:
        for name in records:
            found = review.steps(connection, parse_as(name, RECORD)[1])
            rows = tuple(_step(one, labels) for one in found)
            show_sections(console(), [Section(name, columns, rows)])


def _step(one: Step, labels: Labels) -> tuple[str, ...]:
    state = labels("state", "rejected" if one.rejected else one.state)
    changed = "; ".join(f"{name}: {before} → {after}" for name, before, after in one.fields)
    return (
        str(one.entry),
        one.at[:19],
        one.person,
        labels("action", one.action),
        state,
        " · ".join(filter(None, (one.why, changed))),
    )


@command.command()
@click.option("--self-sign-off", type=click.Choice(["yes", "no"]), help="Whether who checked a record may sign it off.")
@options.person()
@options.ledger()
def settings(self_sign_off: str | None, person: str, ledger: str | None) -> None:
    """Show or change how this ledger is reviewed; a change stands in the history."""
    with Ledger.open(ledger) as opened:
        if self_sign_off:
            review.allow_self_sign_off(opened, self_sign_off == "yes", person)
        with opened.read() as connection:
            allowed = review.allows_self_sign_off(connection)
    click.echo(f"self-sign-off: {'yes' if allowed else 'no'}")


def _each(ledger: str | None, names: tuple[str, ...], decide: Callable[[Ledger, int], Decision]) -> None:
    """Decide on records one after another: what was done before a refusal stands, and was said."""
    numbers = [parse_as(name, RECORD)[1] for name in names]
    with Ledger.open(ledger) as opened:
        for number in numbers:
            click.echo(_line(decide(opened, number)))


def _line(done: Decision) -> str:
    state = "rejected" if done.rejected else done.state.replace("_", " ")
    said = [f"{shown_record(done.record)}: {state} (revision {done.revision})"]
    if done.reopened:
        said.append("it had been signed off and must be signed again")
    if done.rejected and done.referring:
        said.append(f"no longer named by {', '.join(map(shown_record, done.referring))}: look at them too")
    return "; ".join(said)
