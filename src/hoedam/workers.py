"""Work on many things in several processes: in order, with bounded memory, and past a process that dies."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Generic, TypeVar

from hoedam.errors import HoedamError

T = TypeVar("T")
Result = bytes | HoedamError

_AHEAD = 4  # things submitted per worker: enough to keep it busy, few enough to bound memory


class Crew(Generic[T]):
    """Worker processes with a bounded window of things; renewed when one of them dies.

    Processes are spawned, not forked: the analyser's threads do not survive a fork.
    """

    def __init__(self, work: Callable[[T], Result], workers: int) -> None:
        self._work = work
        self._workers = workers
        self._pool = self._new_pool()

    def run(self, things: Iterable[T]) -> Iterator[tuple[T, Result]]:
        """Each thing with what the work gives for it; an error where the process died of it."""
        waiting: deque[tuple[T, Future[Result]]] = deque()
        try:
            for thing in things:
                waiting.append((thing, self._submit(thing)))
                if len(waiting) >= self._workers * _AHEAD:
                    yield self._next(waiting)
            while waiting:
                yield self._next(waiting)
        finally:
            self._pool.shutdown(cancel_futures=True)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, get_context("spawn"), _leave_interrupts)

    def _submit(self, thing: T) -> Future[Result]:
        try:
            return self._pool.submit(self._work, thing)
        except BrokenProcessPool as error:  # a worker died since the last result was taken
            future: Future[Result] = Future()
            future.set_exception(error)
            return future

    def _next(self, waiting: deque[tuple[T, Future[Result]]]) -> tuple[T, Result]:
        thing, future = waiting.popleft()
        try:
            return thing, future.result()
        except BrokenProcessPool:
            result = self._alone(thing)
            for _ in range(len(waiting)):
                later, done = waiting.popleft()
                lost = done.cancelled() or not done.done() or done.exception() is not None
                waiting.append((later, self._submit(later) if lost else done))
            return thing, result

    def _alone(self, thing: T) -> Result:
        """One thing in a new pool with nobody beside it: if a process dies now, it is this thing's doing."""
        self._renew()
        try:
            return self._submit(thing).result()
        except BrokenProcessPool:
            self._renew()
            return HoedamError("the process that read it died (out of memory, or killed).")

    def _renew(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._new_pool()


def _leave_interrupts() -> None:
    """In a worker: Ctrl-C is for the process that waits for it, which ends the workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
