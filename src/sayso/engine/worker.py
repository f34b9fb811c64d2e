"""What runs in a worker process: a loop that answers one task after the other.

The protocol: the worker says ``READY`` once it has loaded the work, then answers each task with one
``(kind, value)`` pair. It leaves when its pipe closes, and at once when its parent is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

READY = "ready"
RESULT = "result"
ERROR = "error"
"""An ordinary exception; the worker goes on."""
MEMORY = "memory"
"""Out of memory; the worker leaves, so that what it hoarded is given back."""

_THREAD_SETTINGS = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
    "RAYON_NUM_THREADS",
)
_GRACE = 5.0
"""Processor seconds beyond the time limit after which the kernel ends a worker that nobody ended before."""


def serve(connection: Connection, work: bytes, time_limit: float) -> None:
    """Answer tasks until the pipe closes.

    Args:
        connection: The worker's end of the pipe.
        work: The pickled callable. It comes as bytes, because the libraries that it imports read the
            thread settings when they load.
        time_limit: Seconds that one task may take. The parent enforces it; the alarm set here is for
            native code that outlives a parent which was killed, and counts processor time only.
    """
    for name in _THREAD_SETTINGS:
        os.environ[name] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    _leave_interrupts_to_parent()
    _volunteer_when_memory_is_short()
    threading.Thread(target=_leave_with_parent, name="parent watch", daemon=True).start()
    try:
        function: Callable[[object], object] = pickle.loads(work)  # noqa: S301 - comes from our own parent
    except Exception as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
        connection.send_bytes(_packed(ERROR, _portable(error)))
        return
    connection.send_bytes(_packed(READY, None))
    with suppress(EOFError, OSError):  # the parent closed the pipe, or is gone
        while _answer(connection, function, time_limit):
            pass


def _answer(connection: Connection, function: Callable[[object], object], time_limit: float) -> bool:
    """Do one task; return whether this worker can take another."""
    data = connection.recv_bytes()
    _set_alarm(time_limit + _GRACE)
    try:
        reply = _packed(RESULT, function(pickle.loads(data)))  # noqa: S301 - comes from our own parent
    except MemoryError:
        connection.send_bytes(_packed(MEMORY, None))
        return False
    except Exception as error:  # noqa: BLE001 - passes through to the caller, in the parent
        reply = _packed(ERROR, _portable(error))
    _set_alarm(0)
    connection.send_bytes(reply)
    return True


def _packed(kind: str, value: object) -> bytes:
    return pickle.dumps((kind, value), protocol=pickle.HIGHEST_PROTOCOL)


def _portable(error: Exception) -> Exception:
    """Return the error with its traceback as a note; if it does not survive pickling, one that does."""
    told = "".join(traceback.format_exception(error)).rstrip()
    error.add_note(f"In a worker process:\n{told}")
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own object
    except Exception:  # noqa: BLE001 - foreign exceptions may fail in any way here
        substitute = RuntimeError(f"{type(error).__name__}: {error}")
        substitute.add_note(f"In a worker process:\n{told}")
        return substitute
    return error


def _leave_interrupts_to_parent() -> None:
    """Ignore Ctrl-C, which reaches the whole process group: the parent decides what stops."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # the parent starts workers with SIGINT held back
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _volunteer_when_memory_is_short() -> None:
    """Ask Linux to kill this worker, not the parent that writes the case, when memory runs out."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _leave_with_parent() -> None:
    """End this process, whatever it is doing, as soon as its parent has ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _set_alarm(seconds: float) -> None:
    """Let the kernel end this process (SIGPROF) after so much processor time; 0: never."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, seconds)
