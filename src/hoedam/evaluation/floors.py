"""Floors: the figures per field that readings of the gold may not fall below, tied to the gold's digest.

`gold/baseline.json`: {"digest", "floors": {field: figure}, "heldout": {"digest", "floors"}}. Writing floors is a
step of its own, and lowering one has to be said.
"""

from pathlib import Path

import msgspec

from hoedam.errors import GoldInvalid, SettingInvalid
from hoedam.evaluation.gold import HELDOUT, digest
from hoedam.evaluation.run import Evaluation
from hoedam.evaluation.score import headline

FILE = "baseline.json"


class Floors(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The floors of one set of gold files, and which files these were."""

    digest: str = ""
    floors: dict[str, float] = msgspec.field(default_factory=dict)


class Baseline(Floors, frozen=True):
    """The whole of a floors file: those of the gold, and those of what is set aside."""

    heldout: Floors = Floors()

    def of(self, name: str) -> Floors:
        """The floors of a set, `gold` or `heldout`."""
        return self.heldout if name == HELDOUT else self

    def with_set(self, name: str, floors: Floors) -> "Baseline":
        """The same with other floors for one set."""
        if name == HELDOUT:
            return Baseline(self.digest, self.floors, floors)
        return Baseline(floors.digest, floors.floors, self.heldout)


def find_floors(paths: list[Path]) -> Path | None:
    """The floors file that goes with these gold paths: in a folder given, or in the folder around `heldout`.

    None for a part of the gold: floors hold for all of it.
    """
    for path in paths:
        folder = path.resolve()
        folder = folder.parent if folder.name == HELDOUT else folder
        if (folder / FILE).is_file():
            return folder / FILE
    return None


def load_floors(path: Path) -> Baseline:
    """The floors in a file; none where there is no file. Raises GoldInvalid where it is not exactly that."""
    if not path.exists():
        return Baseline()
    try:
        return msgspec.json.decode(path.read_bytes(), type=Baseline)
    except (msgspec.DecodeError, OSError) as error:
        raise GoldInvalid(f"{path}: {error}") from error


def shortfalls(name: str, result: Evaluation, path: Path) -> list[str]:
    """What is wrong with a set's figures against the floors in a file, one line each."""
    stored = load_floors(path).of(name)
    if not stored.floors:
        return [f"{name}: no floors in {path}: write them with --write-floors"]
    if stored.digest != digest(result.files):
        return [f"{name}: the floors in {path} are of other gold files: write them anew with --write-floors"]
    return [f"{name}: {line}" for line in _below(stored.floors, _figures(result))]


def write_floors(results: dict[str, Evaluation], path: Path, *, lower: bool) -> None:
    """Store the figures, rounded down to two decimals. Raises SettingInvalid where one would be lower than stored."""
    baseline = load_floors(path)
    for name, result in results.items():
        floors = {field: round(figure * 10_000) // 100 / 100 for field, figure in _figures(result).items()}
        fallen = _below(baseline.of(name).floors, floors)
        if fallen and not lower:
            raise SettingInvalid(f"{name}: a floor would be lowered: {'; '.join(fallen)}. Give --lower to do so.")
        baseline = baseline.with_set(name, Floors(digest(result.files), floors))
    raw = msgspec.json.format(msgspec.json.encode(baseline), indent=2)
    path.write_bytes(raw + b"\n")


def _figures(result: Evaluation) -> dict[str, float]:
    return {field: headline(figure) for field, figure in result.figures.items()}


def _below(floors: dict[str, float], figures: dict[str, float]) -> list[str]:
    return [f"{field} is {figures.get(field, 0.0)}, its floor {least}"
            for field, least in floors.items() if figures.get(field, 0.0) < least]  # fmt: skip
