"""Documents that are read while pages go on answering: one worker thread, one job after another.

A job is what one person adds at once. It lives in this process alone: what it has added stays if the process ends, and what
it has not can be added again. The analyser is loaded by the first job, in the worker's thread.
"""

from collections import OrderedDict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from secrets import token_urlsafe
from threading import Event, Lock, Thread

from hoedam.errors import HoedamError, LedgerBusy, NotInLedger
from hoedam.ledger import Ledger
from hoedam.ledger.intake import Intake, Taken
from hoedam.ledger.pieces import Pieces, Upload

_KEPT = 100  # jobs that can still be looked at
_WAITING = 20  # jobs that may stand in line
_SHOWN = 500  # documents of a job that its page lists


@dataclass
class Job:
    """What is added at once: `total` pieces, of which `taken` tells the last 500 that are done with.

    `state` is waiting, reading or done; `error` why the ledger would take no more.
    """

    id: str
    total: int
    state: str = "waiting"
    done: int = 0
    error: str = ""
    counts: dict[str, int] = field(default_factory=lambda: {"new": 0, "version": 0, "known": 0, "failed": 0})
    taken: deque[Taken] = field(default_factory=lambda: deque(maxlen=_SHOWN))
    ended: Event = field(default_factory=Event, repr=False)

    def note(self, taken: Taken) -> None:
        """One piece more is done with."""
        self.taken.append(taken)
        self.counts[taken.how] += 1
        self.done += 1

    @property
    def document(self) -> int | None:
        """The only document of a job of one piece that has come to its end."""
        return self.taken[0].document if self.state == "done" and self.total == len(self.taken) == 1 else None


class Jobs:
    """The jobs of one application over one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = Lock()
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._line: deque[tuple[Job, Pieces]] = deque()
        self._working = False

    def add(self, uploads: Sequence[Upload], published: date | None = None) -> Job:
        """Put documents in line. Raises LedgerBusy where too much waits already."""
        pieces = Pieces(uploads, published)
        job = Job(token_urlsafe(9), pieces.count())
        with self._lock:
            if len(self._line) >= _WAITING:
                raise LedgerBusy(f"{len(self._line)} additions wait to be read: add these when some are done.")
            self._line.append((job, pieces))
            self._jobs[job.id] = job
            while len(self._jobs) > _KEPT:
                self._jobs.popitem(last=False)
            if not self._working:
                self._working = True
                Thread(target=self._work, name="hoedam reading", daemon=True).start()
        return job

    def get(self, id: str) -> Job:
        """A job that was added. Raises NotInLedger for one that is not known, or no longer."""
        try:
            return self._jobs[id]
        except KeyError:
            raise NotInLedger(
                "this reading is not known any more, for hoedam was started anew: what it added is among the documents."
            ) from None

    def _work(self) -> None:
        """Until nothing is in line; a thread ends with its work, so that nothing is left running for no purpose."""
        while True:
            with self._lock:
                if not self._line:
                    self._working = False
                    return
                job, pieces = self._line.popleft()
            self._read(job, pieces)

    def _read(self, job: Job, pieces: Pieces) -> None:
        job.state = "reading"
        try:
            Intake(self._ledger, report=job.note).take(pieces)
        except HoedamError as error:
            job.error = str(error)
        except Exception as error:  # a fault of ours must not stop the jobs after it
            job.error = f"a fault in hoedam, please report it: {error!r}"
        finally:
            job.state = "done"
            job.ended.set()
