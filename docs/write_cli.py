"""Write docs/cli.md from the commands' own help. `make docs` runs it; tests/test_docs.py holds the page current."""

from pathlib import Path

import click

from hoedam.cli.main import main
from hoedam.ledger.filters import NAMES

_WITH_FILTERS = "commitments"  # whose options to narrow a list stand for those of all others
_FILTERS = frozenset(NAMES) - {"words"}
PAGE = Path(__file__).with_name("cli.md")


def page() -> str:
    """The whole page."""
    root = click.Context(main, info_name="hoedam", terminal_width=100, **main.context_settings)
    parts = [
        "# The command line",
        "Written from `hoedam --help` by `make docs`.",
        _block("hoedam", main.get_help(root)),
    ]
    for name in main.list_commands(root):
        command = main.get_command(root, name)
        assert command is not None
        parts += [f"## hoedam {name}", *_blocks(command, name, root)]
    return "\n\n".join(parts) + "\n"


def _blocks(command: click.Command, name: str, parent: click.Context) -> list[str]:
    """The help of a command, and of each command in it."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=100)
    shared = [param for param in command.params if param.name in _FILTERS and isinstance(param, click.Option)]
    elsewhere = len(shared) == len(_FILTERS) and name != _WITH_FILTERS
    for option in shared:
        option.hidden = elsewhere
    found = [_block(context.command_path, command.get_help(context))]
    if elsewhere:
        found.append(f"And the filters of `hoedam {_WITH_FILTERS}`.")
    for option in shared:
        option.hidden = False
    if isinstance(command, click.Group):
        for inner in command.commands:
            found += _blocks(command.commands[inner], inner, context)
    return found


def _block(name: str, text: str) -> str:
    return f"```text\n$ {name} --help\n\n{text}\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
