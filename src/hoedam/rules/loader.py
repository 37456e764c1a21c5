"""The strict loader of rule tables: an unknown key, an empty group or a duplicate id is an error.

A table is one YAML file, one file per question and language (`ko/times.yaml`). What it may hold is
the msgspec type that the reader of the table names; nothing is ignored silently.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from threading import Lock
from typing import Any, Protocol, TypeVar

import msgspec
import yaml

from hoedam.errors import RulesInvalid

T = TypeVar("T")

_TABLES = files("hoedam.rules")
_ALONE = Lock()  # msgspec crashes where two threads meet one type for the first time
_STRING = "tag:yaml.org,2002:str"
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_Base):  # type: ignore[misc]
    """YAML without its surprises: a key that stands twice is an error, `no` stays a word.

    Nodes become values here, in one walk: the library's own way takes as long again as its parser.
    """

    def construct_document(self, node: yaml.Node) -> Any:
        """The value of a node and all in it. Raises RulesInvalid for a key that stands twice or is no word."""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.construct_document(child) for child in node.value]
        return node.value if node.tag == _STRING else self.construct_object(node)

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node: what begins with Hangul is no number, truth value or null, without trying."""
        if kind is yaml.ScalarNode and value > "\x7f":
            return _STRING
        return super().resolve(kind, value, implicit)

    def _mapping(self, node: yaml.MappingNode) -> dict[Any, Any]:
        if not all(isinstance(key, yaml.ScalarNode) for key, _ in node.value):
            raise RulesInvalid(f"{node.start_mark}: a key is no word")
        found = {self.construct_document(key): self.construct_document(value) for key, value in node.value}
        if len(found) < len(node.value):
            keys = [key.value for key, _ in node.value]
            twice = {key for key in keys if keys.count(key) > 1}
            raise RulesInvalid(f"{node.start_mark}: key stands twice: {', '.join(sorted(twice))}")
        return found


def table_names() -> list[str]:
    """All tables, as `load_table` takes them: `ko/times.yaml`."""
    return sorted(f"{folder.name}/{file.name}" for folder in _TABLES.iterdir() if folder.is_dir()
                  for file in folder.iterdir() if file.name.endswith(".yaml"))  # fmt: skip


class Identified(Protocol):
    """A rule that is known by an id."""

    @property
    def id(self) -> str:
        """The id."""


def check_ids(name: str, rules: Sequence[Identified]) -> None:
    """Raises RulesInvalid, naming the table, where two of its rules have one id."""
    twice = [id for id, count in Counter(rule.id for rule in rules).items() if count > 1]
    if twice:
        raise RulesInvalid(f"rules/{name}: a rule id stands twice: {', '.join(twice)}")


def load_table(name: str, kind: type[T]) -> T:
    """The table `name` (such as `ko/times.yaml`) as `kind`, a msgspec type.

    Raises RulesInvalid, naming file and field, where the table is not exactly that.
    """
    try:
        # yaml's C parser is the only fast way to read half a megabyte of tables
        raw = yaml.load((_TABLES / name).read_bytes(), Loader=StrictLoader)  # noqa: S506
        with _ALONE:
            return msgspec.convert(raw, kind, strict=True)
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise RulesInvalid(f"rules/{name}: {error}") from error


@lru_cache(maxsize=1)
def digest() -> str:
    """The digest of the whole rule set, as stamped on every reading: `sha256:` and 16 digits."""
    sha = sha256()
    for name in table_names():
        sha.update(name.encode() + b"\0" + (_TABLES / name).read_bytes())
    return "sha256:" + sha.hexdigest()[:16]
