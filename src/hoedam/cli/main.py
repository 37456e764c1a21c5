"""`hoedam`: the group of commands. Help lists them without loading any."""

import gc
import io
import sys
from importlib import import_module

import click

from hoedam import __version__
from hoedam.errors import HoedamError

COMMANDS = {
    "read": "Read documents: who met whom, who said what, and what was promised.",
    "add": "Add documents to a ledger, each once.",
    "reread": "Read the documents of a ledger again with the engine of today.",
    "ledger": "Make, check, back up and move ledgers.",
    "search": "Find words in statements, commitments, meetings, agreements, bodies and projects.",
    "statements": "List statements: who said what, in which document.",
    "utterances": "List utterances: what was said, each once with its number of documents.",
    "commitments": "List commitments and asks: who owes what to whom, until when, and what became of it.",
    "meetings": "List meetings: who met whom, when and where.",
    "matters": "List agreements, bodies and projects with what became of them.",
    "names": "List persons and organisations, those in most documents first.",
    "show": "Show all about a number that a list shows.",
    "timeline": "Show what passed with a state, day by day.",
    "brief": "Write the dossier of a state.",
    "review": "Check records, correct them, sign them off.",
    "track": "Show what became of commitments, or say it.",
    "followups": "List what may follow up a commitment (or any), with reasons; confirm or reject it.",
    "merge": "Say that two things are one: persons, organisations, utterances, commitments, matters or meetings.",
    "split": "Take a record out of what it was joined with, and keep it out.",
    "users": "Say who may work in the web application, and what each may do.",
    "history": "Write what was done to a ledger, by whom and when, as JSON Lines.",
    "export": "Write what a ledger holds, as it holds after review, in the formats of other programs.",
    "import": "Take over corrections made in Label Studio or doccano.",
    "serve": "Open a ledger in the browser: read, review, follow.",
    "mcp": "Let an assistant on this machine read a ledger.",
    "explain": "Show why a statement was read as it was.",
    "demo": "Read the bundled samples into a ledger: one relation over three meetings.",
    "evaluate": "Score readings against annotated documents, field by field.",
    "rules": "List the rule tables, or check their examples.",
}

# until Python looks for garbage: rules and readings make none, and 700 costs a tenth of a first reading
_ALLOCATIONS = 50_000


class Commands(click.Group):
    """Loads a command's module only when that command is called, and turns refusals into messages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return import_module(f"hoedam.cli.{cmd_name}").command  # type: ignore[no-any-return]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        gc.set_threshold(_ALLOCATIONS)
        try:
            return super().invoke(ctx)
        except HoedamError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="hoedam")
def main() -> None:
    """Read Korean coverage of meetings between states into records, each with its exact words.

    Everything happens on this machine: nothing is sent or fetched.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show Korean must not end in a traceback
            stream.reconfigure(errors="replace")
