"""Write docs/cli.md from the commands' own help. `make docs` runs it; tests/test_docs.py holds the page current."""

from collections.abc import Iterator
from pathlib import Path

import click

from hoedam.cli.main import main

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
        parts += _pages(main.get_command(root, name), f"hoedam {name}", root)
    return "\n\n".join(parts) + "\n"


def _pages(command: click.Command | None, name: str, parent: click.Context) -> Iterator[str]:
    """A command's heading and help; those of its own commands behind it."""
    assert command is not None
    context = click.Context(command, info_name=name.rpartition(" ")[2], parent=parent, terminal_width=100)
    yield f"{'#' * name.count(' ')}# {name}"
    yield _block(name, command.get_help(context))
    if isinstance(command, click.Group):
        for one in command.list_commands(context):
            yield from _pages(command.get_command(context, one), f"{name} {one}", context)


def _block(name: str, text: str) -> str:
    return f"```text\n$ {name} --help\n\n{text}\n```"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
