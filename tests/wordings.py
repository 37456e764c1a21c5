"""The English sentences that the web application says, and which of them have no Korean.

Those of its templates and views are what `gettext` is given; those from below the pages are found where they are made: in the
source, where an error of hoedam gets its sentence, and wherever else a string reads like a refusal (“this is so: do that.”).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_dir

from hoedam import errors
from hoedam.web.words import messages, words

SOURCE = Path(errors.__file__).parent
METHODS = [("**/templates/**.html", "jinja2.ext.babel_extract"), ("**.py", "python")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "trimmed": "true"}}
_ERRORS = {name for name, one in vars(errors).items() if isinstance(one, type)}
_REFUSAL = re.compile(r"[^\n]{9,}: [a-z][^\n]*\.|x[^\n]* already[^\n]*\.")
_MET = ("ledger", "sources", "web", "exports/tables.py", "exports/lists.py", "reader.py")
# what no page comes to: programs and commands alone, what is asked before the first page, administrators' files
_UNMET = ("web/api/", "web/provider.py", "web/serving.py", "ledger/copying.py", "ledger/verify.py",
          "ledger/migrations/", "sources/files.py")  # fmt: skip
_BEFORE = re.compile(r"x workers: .*|x is a folder: .*|the folder x .*|x is no ledger: .*|the ledger's address .*")


def missing() -> list[str]:
    """Those of templates and views without a translation."""
    found = extract_from_dir(str(SOURCE / "web"), METHODS, OPTIONS, KEYWORDS)
    said = {message[0] if isinstance(message, tuple) else message for _, _, message, _, _ in found}
    return sorted(said - set(messages()))


def aliases() -> list[str]:
    """Other names under which `gettext` is called, and under which `missing` would not see what it is given."""
    return [
        f"{file.name}: {ast.unparse(node)}"
        for file, tree in _trees(("web",))
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        and ast.unparse(node.value).endswith("gettext")
        and ast.unparse(node.targets[0]) != "gettext"
    ]


def unsaid() -> list[str]:
    """Refusals from below the pages, and doubts of readings, that stay English on a Korean page; what differs in each is x."""
    said = words("ko").sentence
    return sorted({text for text in (*_refusals(), *_doubts()) if said(text) == text and not _BEFORE.fullmatch(text)})


def _refusals() -> Iterator[str]:
    for _, tree in _trees(_MET):
        told = {id(arg) for call in _calls(tree) if _name(call) in _ERRORS for arg in call.args}
        other = {id(arg) for call in _calls(tree) if _name(call) in KEYWORDS for arg in call.args}
        other |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # what documents
        other |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            text = None if id(node) in other else _sample(node)
            if text and (id(node) in told or _REFUSAL.fullmatch(text)):
                yield text


def _doubts() -> Iterator[str]:
    for _, tree in _trees(("extract",)):
        for node in ast.walk(tree):
            assigned = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "message"
            if assigned or (isinstance(node, ast.keyword) and node.arg == "message"):
                text = _sample(node.value)  # type: ignore[attr-defined]
                if text:
                    yield text


def _trees(homes: tuple[str, ...]) -> Iterator[tuple[Path, ast.Module]]:
    for home in (SOURCE / name for name in homes):
        for file in sorted(home.rglob("*.py")) if home.is_dir() else [home]:
            if not file.relative_to(SOURCE).as_posix().startswith(_UNMET):
                yield file, ast.parse(file.read_text())


def _calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _sample(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return None
