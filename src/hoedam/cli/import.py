"""`hoedam import`: corrections from Label Studio or doccano into a ledger."""

from pathlib import Path

import click

from hoedam.cli import options


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--by", "person", required=True, metavar="NAME", help="Who made the corrections: stands in the history.")
@click.option("--from", "tool", type=click.Choice(["labelstudio", "doccano"]),
              help="Which tool wrote FILE; by default an array is Label Studio's, lines are doccano's.")  # fmt: skip
@options.ledger()
def command(file: Path, person: str, tool: str | None, ledger: str | None) -> None:
    """Take over corrections made in Label Studio or doccano.

    FILE is what such a tool exported of what `hoedam export labelstudio` or doccano had written.
    Corrections of one record are one decision in the name of NAME, as if made here; each stands in the history and
    can be undone. What cannot be taken over is listed, and the exit status is 1.
    """
    from hoedam.exports.doccano import read_doccano
    from hoedam.exports.labelstudio import read_labelstudio
    from hoedam.exports.taking import take
    from hoedam.ledger import Ledger

    raw = file.read_bytes()
    tool = tool or ("labelstudio" if raw.lstrip()[:1] == b"[" else "doccano")
    corrections = read_labelstudio(raw) if tool == "labelstudio" else read_doccano(raw, by=person)
    with Ledger.open(ledger) as opened:
        done = take(opened, corrections, person, f"{tool}: {file.name}")
    counts = {"corrected": done.corrected, "rejected": done.rejected, "added": done.added, "known": done.known}
    click.echo(", ".join(f"{len(numbers):,} {name}" for name, numbers in counts.items()) + ".")
    if done.left:
        click.echo(f"{len(done.left):,} could not be taken over:", err=True)
        for reason in done.left:
            click.echo(f"  {reason}", err=True)
        raise SystemExit(1)
