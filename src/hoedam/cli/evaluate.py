"""`hoedam evaluate`: per-field figures against gold, the differences, and the floors."""

from pathlib import Path

import click
import msgspec

from hoedam.cli.screen import console, show_sections
from hoedam.cli.views import Section
from hoedam.evaluation.floors import FILE, find_floors, shortfalls, write_floors
from hoedam.evaluation.gold import HELDOUT, find_gold
from hoedam.evaluation.run import Evaluation, by_set, evaluate
from hoedam.evaluation.score import headline


@click.command()
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@click.option("--show", is_flag=True, help="List the differences, record by record.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
              help="Figures as tables or as one JSON object.")  # fmt: skip
@click.option("--floors", "floors", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help=f"Where the floors are; by default {FILE} in the gold folder.")  # fmt: skip
@click.option("--no-floors", is_flag=True, help="Do not compare with floors.")
@click.option("--write-floors", "writing", is_flag=True, help="Store the figures, rounded down, as the new floors.")
@click.option("--lower", is_flag=True, help="With --write-floors: allow a floor to be lowered.")
def command(
    gold: tuple[Path, ...], show: bool, form: str, floors: Path | None, no_floors: bool, writing: bool, lower: bool
) -> None:
    """Score readings against annotated documents, field by field.

    GOLD is a gold file (NAME.yaml beside its text NAME.md) or a folder of them. A folder named heldout inside a
    folder is left alone: name it itself to score what was set aside. Where a figure is below its floor, or the
    gold is not the one that the floors belong to, the exit status is 1.
    """
    results = {name: evaluate(files) for name, files in by_set(find_gold(gold)).items()}
    if form == "json":
        figures = msgspec.json.encode({name: result.figures for name, result in results.items()})
        click.echo(msgspec.json.format(figures, indent=2).decode())
    else:
        _show_tables(results)
    if show:
        _show_differences(results, err=form == "json")
    if writing:
        write_floors(results, floors or _folder(gold) / FILE, lower=lower)
    elif not no_floors:
        _check(results, floors or find_floors(list(gold)))


def _show_tables(results: dict[str, Evaluation]) -> None:
    out = console()
    for name, result in results.items():
        rows = tuple((*_cells(figure), field) for field, figure in result.figures.items())
        show_sections(out, [Section(f"{name}: fields", ("figure", "p", "r", "n", "field"), rows)])


def _cells(figure: dict[str, float]) -> tuple[str, str, str, str]:
    p, r = (f"{figure[key]:.4f}" if key in figure else "" for key in ("p", "r"))
    return f"{headline(figure):.4f}", p, r, str(figure["n"])


def _show_differences(results: dict[str, Evaluation], *, err: bool) -> None:
    for result in results.values():
        for name, lines in result.differences.items():
            if lines:
                click.echo("\n".join([f"== {name}", *lines]), err=err)


def _folder(gold: tuple[Path, ...]) -> Path:
    """The folder that floors are written to: the first one given, or the one around it for `heldout`."""
    first = gold[0].resolve()
    folder = first if first.is_dir() else first.parent
    return folder.parent if folder.name == HELDOUT else folder


def _check(results: dict[str, Evaluation], path: Path | None) -> None:
    if path is None:
        click.echo("no floors for these files", err=True)
        return
    wrong = [line for name, result in results.items() for line in shortfalls(name, result, path)]
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        raise SystemExit(1)
