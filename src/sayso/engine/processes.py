"""The engine that spreads work over worker processes and survives their death.

One thread, no locks: the parent hands each worker one task at a time through a pipe of its own, and
waits on all pipes. A worker that dies can therefore neither hold a lock nor garble another's answer, and
it is always known which task it died of.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection as pipes
from typing import TYPE_CHECKING, Any, Generic

from sayso.engine import worker as serving
from sayso.errors import SaysoError
from sayso.ports import Result, Task

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_BOOT_LIMIT = 120.0
"""Seconds that a worker may take to load the work."""
_MOST_BOOT_FAILURES = 3
"""So many workers in a row that died before their first task: the fault is not a task's."""
_PATIENCE = 5.0
"""Seconds to wait for the exit code of a worker whose pipe has closed."""


class Processes:
    """Workers in processes of their own, started when first needed and replaced when they die.

    Workers are started afresh (``spawn``), so a script that calls this at its top level needs the usual
    ``if __name__ == "__main__":`` guard, and work, tasks and results must be picklable. Workers ignore
    Ctrl-C, run numeric libraries on one thread each, and end when this process ends, however it ends.

    Args:
        jobs: Number of worker processes, 1 or more.
        time_limit: Seconds that one task may take, counted from when a worker gets it.
    """

    def __init__(self, jobs: int, time_limit: float) -> None:
        self._jobs = jobs
        self._time_limit = time_limit

    @property
    def window(self) -> int:
        """How many tasks are drawn, at most, beyond those whose results were taken."""
        return 3 * self._jobs

    def map(
        self,
        work: Callable[[Task], Result],
        tasks: Iterable[Task],
        failed: Callable[[Task, str], Result],
    ) -> Generator[Result, None, None]:
        """Yield ``work(task)`` for each task, in order; see :class:`sayso.ports.Engine`.

        Raises:
            SaysoError: Workers cannot be started.
        """
        crew: _Crew[Task] = _Crew(pickle.dumps(work), self._jobs, self._time_limit)
        source = iter(tasks)
        drawn, head, exhausted = 0, 0, False
        try:
            while True:
                crew.advance(wait=False)
                if head in crew.done:
                    yield _outcome(crew.done.pop(head), failed)
                    head += 1
                elif not exhausted and drawn - head < self.window:
                    try:
                        crew.waiting.append((drawn, next(source)))
                        drawn += 1
                    except StopIteration:
                        exhausted = True
                elif exhausted and head == drawn:
                    return
                else:
                    crew.advance(wait=True)
        finally:
            crew.dismiss()


@dataclass(frozen=True, slots=True)
class _Failure(Generic[Task]):
    task: Task
    reason: str


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: BaseProcess
    connection: Connection
    deadline: float
    """On the monotonic clock: for the task in hand, or for getting ready."""
    ready: bool = False
    job: tuple[int, Task] | None = None

    @property
    def idle(self) -> bool:
        return self.ready and self.job is None


@dataclass(slots=True)
class _Crew(Generic[Task]):
    """The workers of one ``map``; ``done`` holds (kind, value) or a failure for each number answered."""

    work: bytes
    jobs: int
    time_limit: float
    waiting: deque[tuple[int, Task]] = field(default_factory=deque)
    done: dict[int, tuple[str, Any] | _Failure[Task]] = field(default_factory=dict)
    workers: list[_Worker[Task]] = field(default_factory=list)
    boot_failures: int = 0

    def advance(self, *, wait: bool) -> None:
        """Take in what workers have sent, end those that overran, and hand out what is waiting.

        With ``wait``, return only after something has happened or a deadline has passed.
        """
        self._hand_out()
        busy = [worker for worker in self.workers if not worker.idle]
        if not busy:
            return
        timeout = 0.0
        if wait:
            timeout = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        answered = pipes.wait([worker.connection for worker in busy], timeout)
        for worker in busy:
            if worker.connection in answered:
                self._take_in(worker)
            elif time.monotonic() >= worker.deadline:
                self._lose(worker, f"took longer than {self.time_limit:g} s")
        self._hand_out()

    def dismiss(self) -> None:
        """End all workers at once; they hold nothing that is worth keeping."""
        for worker in self.workers:
            worker.connection.close()
            worker.process.kill()
        for worker in self.workers:
            worker.process.join(_PATIENCE)
        self.workers.clear()

    def _hand_out(self) -> None:
        for worker in [worker for worker in self.workers if worker.idle]:
            if not self.waiting:
                return
            worker.job = self.waiting.popleft()
            worker.deadline = time.monotonic() + self.time_limit
            data = pickle.dumps(worker.job[1], protocol=pickle.HIGHEST_PROTOCOL)
            try:
                worker.connection.send_bytes(data)
            except OSError:  # it died while idle: not the task's fault
                self.waiting.appendleft(worker.job)
                self._remove(worker)
        booting = sum(not worker.ready for worker in self.workers)
        for _ in range(min(len(self.waiting) - booting, self.jobs - len(self.workers))):
            self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serving.serve, args=(theirs, self.work, self.time_limit), name="sayso worker", daemon=True
        )
        with _interrupts_held():
            process.start()
            self.workers.append(_Worker(process, ours, time.monotonic() + _BOOT_LIMIT))
        theirs.close()  # so that the pipe breaks when the worker dies

    def _take_in(self, worker: _Worker[Task]) -> None:
        try:
            kind, value = pickle.loads(worker.connection.recv_bytes())  # noqa: S301 - from our own worker
        except (EOFError, OSError):
            self._lose(worker, f"crashed its worker process ({_ending(worker.process)})")
            return
        if kind == serving.READY:
            worker.ready = True
            self.boot_failures = 0
        elif worker.job is None:  # the work could not be loaded
            raise value
        elif kind == serving.MEMORY:
            self._lose(worker, "ran out of memory")
        else:
            self.done[worker.job[0]] = (kind, value)
            worker.job = None

    def _lose(self, worker: _Worker[Task], reason: str) -> None:
        """Remove a worker that died or must die, and put its end on the account of its task."""
        self._remove(worker)
        if worker.job is not None:
            number, task = worker.job
            self.done[number] = _Failure(task, reason)
            return
        self.boot_failures += 1
        if self.boot_failures >= _MOST_BOOT_FAILURES:
            message = (
                f"Worker processes do not start: {self.boot_failures} in a row ended before their first "
                f"task ({_ending(worker.process)}). Use 0 jobs to work without them."
            )
            raise SaysoError(message)

    def _remove(self, worker: _Worker[Task]) -> None:
        self.workers.remove(worker)
        worker.connection.close()
        worker.process.kill()
        worker.process.join(_PATIENCE)


def _outcome(answer: tuple[str, Any] | _Failure[Task], failed: Callable[[Task, str], Result]) -> Result:
    if isinstance(answer, _Failure):
        return failed(answer.task, answer.reason)
    kind, value = answer
    if kind == serving.ERROR:
        raise value
    result: Result = value
    return result


def _ending(process: BaseProcess) -> str:
    """Say how a process ended: ``exit code 3``, ``SIGSEGV``."""
    process.join(_PATIENCE)
    code = process.exitcode
    if code is None:
        return "it closed its pipe and hangs"
    if code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back, so that a worker never meets it before it ignores it, nor goes unregistered."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)
