"""What a fresh machine gets: every package that the code or its tests import is among those that are installed there."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "bench", "docs")
INSTALLERS = {"setuptools", "pip"}


def _imported(path: Path) -> Iterator[str]:
    """The top names of the modules that a file imports from elsewhere."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_every_imported_package_has_its_exact_version() -> None:
    """One that is not in constraints.txt is on this machine by chance, and `make test` fails on a fresh one."""
    pinned = {
        _plain(line.partition("==")[0]) for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    }
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    own = {"hoedam", *FOLDERS, *(part for path in files for part in (path.stem, path.parent.name))}
    known = packages_distributions()
    for name in {name for path in files for name in _imported(path)} - own - sys.stdlib_module_names:
        carriers = {_plain(carrier) for carrier in known.get(name, [name])}
        assert carriers & (pinned | INSTALLERS), f"{name} is imported, and no package of constraints.txt has it"


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
