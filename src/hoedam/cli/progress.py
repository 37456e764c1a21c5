"""How far long work is, on stderr: a bar on a terminal, a line now and then in a pipe; and how it is stopped."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from hoedam.cli.screen import console

_EVERY = 5.0  # seconds between two lines in a pipe


class _Rate(ProgressColumn):
    """Documents a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.1f}/s" if task.speed else "")


@contextmanager
def progress(total: int, doing: str, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """What to call after every piece of `total`; `doing` says what is done with them."""
    err = console(stderr=True)
    if quiet or total < 2:
        yield lambda: None
    elif err.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
        with Progress(*columns, console=err, transient=True) as bar:
            task = bar.add_task(doing, total=total)
            yield lambda: bar.advance(task)
    else:
        yield _Lines(total, doing)


class _Lines:
    """A line every few seconds."""

    def __init__(self, total: int, doing: str) -> None:
        self._total, self._doing = total, doing
        self._done = 0
        self._begun = self._said = time.monotonic()

    def __call__(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._said >= _EVERY:
            self._said = now
            rate = self._done / (now - self._begun)
            left = max(self._total - self._done, 0) / rate
            line = f"{self._doing}: {self._done:,} of {self._total:,}, {rate:,.1f}/s, {_span(left)} left"
            click.echo(line, err=True)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


class Stop:
    """Whether a person has asked to stop (Ctrl-C, or a polite kill)."""

    def __init__(self) -> None:
        self.asked = False

    def __call__(self) -> bool:
        return self.asked


@contextmanager
def stoppable() -> Iterator[Stop]:
    """The first Ctrl-C lets the work at hand finish, a second one ends it at once."""
    stop = Stop()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
