"""Read gold documents and score the readings."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hoedam.evaluation.gold import HELDOUT, Passage, check_spans, is_negative, load_gold, load_passages, text_file
from hoedam.evaluation.score import Figure, Tally, score
from hoedam.model import Reading
from hoedam.reader import Reader, Source
from hoedam.settings import Settings


@dataclass(slots=True)
class Evaluation:
    """Figures per field over some gold files, and the differences, file by file."""

    files: list[Path]
    figures: dict[str, Figure] = field(default_factory=dict)
    differences: dict[str, list[str]] = field(default_factory=dict)


def by_set(files: Iterable[Path]) -> dict[str, list[Path]]:
    """Gold files by set: `gold` for those that rules may be written from, `heldout` for those set aside."""
    sets: dict[str, list[Path]] = {}
    for path in files:
        sets.setdefault(HELDOUT if HELDOUT in path.resolve().parts else "gold", []).append(path)
    return sets


def evaluate(files: Iterable[Path]) -> Evaluation:
    """Read every text with its gold's publication date, and score it. Raises GoldInvalid before any reading."""
    result = Evaluation(list(files))
    golds = [(path, text_file(path), load_gold(path)) for path in result.files if not is_negative(path)]
    passages = [(path, load_passages(path)) for path in result.files if is_negative(path)]
    tally = Tally()
    for path, text, gold in golds:
        reading = _read(text, gold.document.published)
        check_spans(path, gold, reading.document.text)
        result.differences[str(path)] = score(gold, reading, tally)
    for path, rows in passages:
        result.differences[str(path)] = [line for row in rows for line in _negative(row, tally)]
    result.figures = tally.figures()
    return result


def _read(source: Source, published: date) -> Reading:
    return Reader(Settings(published=published)).read(source)


def _negative(row: Passage, tally: Tally) -> list[str]:
    """Whether a passage gave no more than it may; what it gave too much."""
    reading = _read(row.text, row.published)
    said, promised = reading.statements, reading.commitments
    tally.right("negative_statements", len(said) <= row.statements)
    tally.right("negative_commitments", len(promised) <= row.commitments)
    lines = []
    if len(said) > row.statements:
        lines += [f"{row.id}: {s.form} {s.content[0].text[:60]}" for s in said]
    if len(promised) > row.commitments:
        lines += [f"{row.id}: {c.strength} {c.content.text[:60]}" for c in promised]
    return lines
