"""The docs against the code: commands, options, files and links that they name exist; docs/cli.md is current."""

import importlib.util
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hoedam.cli.main import COMMANDS, main

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_page_of_commands_is_current() -> None:
    spec = importlib.util.spec_from_file_location("write_cli", ROOT / "docs" / "write_cli.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.PAGE.read_text(encoding="utf-8") == script.page(), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_and_options_exist(page: Path) -> None:
    for line in re.findall(r"(?:^|`|\$ )hoedam ([a-z][^`\n#|]*)", page.read_text(encoding="utf-8"), flags=re.M):
        name, *words = shlex.split(line)
        assert name in COMMANDS, line
        command = main.get_command(click.Context(main), name)
        while isinstance(command, click.Group) and words and words[0] in command.commands:
            command = command.commands[words.pop(0)]
        assert command
        known = {option for param in command.params for option in (*param.opts, *param.secondary_opts)}
        assert {w for w in words if w.startswith("-") and w != "-"} <= known | {"--help"}, line


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_exist(page: Path) -> None:
    for target in re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.M):
        assert re.search(rf"^{target}:", MAKEFILE, flags=re.M), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_named_files_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (page.parent / link).exists(), link
    for named in re.findall(r"`((?:src|tests|docs|gold)/[\w./-]+)`", text):
        assert (ROOT / named).exists(), named


HOW_TOS = sorted((ROOT / "docs").glob("how-to-*.md"))


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.name)
def test_every_command_of_a_how_to_works(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shell lines of a page, one after another, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), flags=re.M | re.S):
        for line in block.splitlines():
            program, *words = shlex.split(line, comments=True)
            if program == "export":
                monkeypatch.setenv(*words[0].split("="))
                continue
            result = CliRunner().invoke(main, words)
            assert (program, result.exit_code) == ("hoedam", 0), f"{line}: {result.output}"


def test_both_readmes_show_the_same_commands() -> None:
    blocks = [re.findall(r"^(?:make|hoedam) [^#\n]+", (ROOT / name).read_text(encoding="utf-8"), flags=re.M)
              for name in ("README.md", "README.ko.md")]  # fmt: skip
    assert [line.strip() for line in blocks[0]] == [line.strip() for line in blocks[1]]
