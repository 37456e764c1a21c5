"""`hoedam merge`: two things that are one."""

import click

from hoedam.cli import options
from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.errors import DecisionInvalid
from hoedam.labels import Labels, Language, locale_language
from hoedam.ledger import Ledger, merges
from hoedam.ledger.ids import LETTERS, parse_as, shown_item, shown_record
from hoedam.ledger.merges import Merged


@click.command()
@click.argument("items", nargs=-1, metavar="[ITEM]...")
@click.option("--undo", "entry", type=click.IntRange(1), metavar="ENTRY",
              help="Take back the merge or split of this entry of the history.")  # fmt: skip
@options.why("Why they are one: needed.")
@options.person()
@options.revision()
@options.ledger()
@options.language()
def command(
    items: tuple[str, ...],
    entry: int | None,
    why: str,
    person: str,
    revision: int | None,
    ledger: str | None,
    lang: Language | None,
) -> None:
    """Say that two things are one: persons, organisations, utterances, commitments, matters or meetings.

    ITEM is a number as the lists show it (c3, u12, n5). The older number stays. With one ITEM, its merges and splits
    are listed, and for a person the offices by date. The revision of two is the higher one. Joining records anew never takes a merge back; --undo does.
    """
    if len(items) > 2 or (entry is None) == (not items):
        raise DecisionInvalid("give two numbers to merge, one to see what was decided on it, or --undo ENTRY.")
    numbers = [parse_as(name, *LETTERS) for name in items]
    with Ledger.open(ledger) as opened:
        if entry is not None:
            say(merges.undo(opened, entry, person, why))
        elif len(numbers) == 2:
            _check_kinds(items, numbers)
            say(merges.merge(opened, numbers[0][1], numbers[1][1], person, why, revision))
        else:
            _show(opened, numbers[0][1], Labels(lang or locale_language()))


def _check_kinds(items: tuple[str, ...], numbers: list[tuple[str, int]]) -> None:
    if numbers[0][0] != numbers[1][0]:
        raise DecisionInvalid(f"{items[0]} and {items[1]} are of different kinds: only the same kind can be merged.")


def say(done: Merged) -> None:
    """What a merge or split led to, on one line."""
    names = ", ".join(shown_item(done.kind, number) for number in done.items)
    click.echo(f"{names} (entry {done.entry} of the history; to take it back: hoedam merge --undo {done.entry})")


def _show(opened: Ledger, number: int, labels: Labels) -> None:
    with opened.read() as connection:
        said = merges.standing(connection, number)
        offices = merges.offices(connection, number)
    decided = tuple(
        (
            str(one.entry),
            one.at[:19],
            one.person,
            labels("action", one.action),
            ", ".join(map(shown_record, one.records)),
            one.why,
        )
        for one in said
    )
    held = tuple((one.date or "-", one.country or "-", shown_record(one.record), one.office) for one in offices)
    columns = tuple(labels("field", name) for name in ("entry", "at", "person", "action", "members", "why"))
    dated = tuple(labels("field", name) for name in ("date", "country", "record", "held"))
    sections = [
        Section(labels("heading", "merges"), columns, decided),
        Section(labels("heading", "offices"), dated, held),
    ]
    show_sections(console(), [section for section in sections if section.rows])
    if not decided:
        click.echo(labels("count", "no_merges"))
