"""Choose an engine by the number of jobs."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sayso.engine.processes import Processes
from sayso.engine.serial import Serial
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.ports import Engine

_MOST_WORKERS = 16
"""Each worker holds its own copy of the reading model; more than these must be asked for by number."""

_MOST_SECONDS = 7 * 24 * 3600.0


def engine(jobs: int | None = None, time_limit: float = 60.0) -> Engine:
    """Return the engine that fits.

    Args:
        jobs: Number of worker processes. None takes one for each processor that this process may use,
            16 at most. 0 works inside of this process: no crash isolation, for debugging and for
            systems that forbid new processes.
        time_limit: Seconds that one task may take.

    Raises:
        UsageError: A number that makes no sense.
    """
    if jobs is not None and jobs < 0:
        message = f"The number of jobs must be 0 or more; got {jobs}."
        raise UsageError(message)
    if not 0 < time_limit <= _MOST_SECONDS:
        message = f"The time limit must be above 0 s and at most {_MOST_SECONDS:.0f} s; got {time_limit:g}."
        raise UsageError(message)
    if jobs == 0:
        return Serial(time_limit)
    return Processes(jobs or min(processors(), _MOST_WORKERS), time_limit)


def processors() -> int:
    """Return how many processors this process may use, 1 at least."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
