"""The engine that works inside of the calling process."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from types import FrameType

    from sayso.ports import Result, Task


class _Overrun(BaseException):
    """The time is up. Not an ``Exception``, so that no isolation boundary inside of the work takes it."""


class Serial:
    """One task after the other, in the calling process.

    The time limit rests on ``SIGALRM``: it holds on the main thread of a POSIX system, and takes
    effect when the interpreter gets control back from native code. Elsewhere there is no limit. Work that
    brings its process down brings the caller down; where that must not happen, use
    :class:`~sayso.engine.processes.Processes`.

    Args:
        time_limit: Seconds that one task may take.
    """

    def __init__(self, time_limit: float) -> None:
        self._time_limit = time_limit

    def map(
        self,
        work: Callable[[Task], Result],
        tasks: Iterable[Task],
        failed: Callable[[Task, str], Result],
    ) -> Generator[Result, None, None]:
        """Yield ``work(task)`` for each task; see :class:`sayso.ports.Engine`."""
        for task in tasks:
            try:
                with _alarm(self._time_limit):
                    result = work(task)
            except _Overrun:
                result = failed(task, f"took longer than {self._time_limit:g} s")
            except MemoryError:
                result = failed(task, "ran out of memory")
            yield result


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise :class:`_Overrun` in the block when the time is up, where the system can do it."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _Overrun

    previous = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, previous)
