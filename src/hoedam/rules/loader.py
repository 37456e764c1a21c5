"""The strict loader of rule tables: an unknown key, an empty group or a duplicate id is an error.

A table is one YAML file, one file per question and language (`ko/times.yaml`). What it may hold is
the msgspec type that the reader of the table names; nothing is ignored silently.
"""

from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from hoedam.errors import RulesInvalid

T = TypeVar("T")

_TABLES = files("hoedam.rules")
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_Base):  # type: ignore[misc]
    """YAML without its surprises: a key that stands twice is an error, `no` stays a word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        twice = {str(key) for key in keys if keys.count(key) > 1}
        if twice:
            raise RulesInvalid(f"{node.start_mark}: key stands twice: {', '.join(sorted(twice))}")
        return super().construct_mapping(node, deep=deep)  # type: ignore[no-any-return]


def table_names() -> list[str]:
    """All tables, as `load_table` takes them: `ko/times.yaml`."""
    return sorted(f"{folder.name}/{file.name}" for folder in _TABLES.iterdir() if folder.is_dir()
                  for file in folder.iterdir() if file.name.endswith(".yaml"))  # fmt: skip


def load_table(name: str, kind: type[T]) -> T:
    """The table `name` (such as `ko/times.yaml`) as `kind`, a msgspec type.

    Raises RulesInvalid, naming file and field, where the table is not exactly that.
    """
    try:
        # yaml's C parser is the only fast way to read half a megabyte of tables
        raw = yaml.load((_TABLES / name).read_bytes(), Loader=StrictLoader)  # noqa: S506
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
