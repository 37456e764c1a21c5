"""`hoedam rules`: what the rule tables hold, and whether their examples hold."""

import click
from rich.text import Text

from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.rules import digest
from hoedam.rules.catalogue import counts
from hoedam.rules.check import check


@click.command()
@click.option("--check", "checking", is_flag=True, help="Run every rule's examples and counterexamples.")
def command(checking: bool) -> None:
    """List the rule tables, or check their examples.

    With --check every example must be matched by its rule and no counterexample may be; what does not hold is
    listed, and the exit status is 1.
    """
    tables = counts()
    out = console()
    rows = tuple((str(t.rules), str(t.examples), str(t.counterexamples), str(t.words), t.name) for t in tables)
    show_sections(out, [Section("Rule tables", ("rules", "examples", "counterexamples", "words", "table"), rows)])
    out.print(Text(digest()))
    if not checking:
        return
    wrong = check()
    for line in wrong:
        out.print(Text(line))
    out.print(f"{len(wrong)} examples do not hold" if wrong else "all examples hold")
    if wrong:
        raise SystemExit(1)
