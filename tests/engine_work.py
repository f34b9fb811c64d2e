"""Work for the engines' tests. It lies in a module of its own, because worker processes import it by name."""

from __future__ import annotations

import ctypes
import os
import re
import sys
import threading
from pathlib import Path


class OddError(Exception):
    """Does not survive pickling: its constructor wants more than its message."""

    def __init__(self, place: str, number: int) -> None:
        super().__init__(f"{place} has no number {number}")


class Unloadable:
    """Work that no worker can load."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return int, ("not a number",)

    def __call__(self, task: object) -> object:
        return task


class Deadly:
    """Work whose loading kills the worker."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (7,)

    def __call__(self, task: object) -> object:
        return task


def behave(task: object) -> object:  # noqa: C901, PLR0911, PLR0912 - an arm for each kind of task
    """Square a number; do what a word says."""
    match task:
        case int():
            return task * task
        case "exit":
            os._exit(3)
        case "segfault":
            ctypes.string_at(0)
        case "leave":
            sys.exit(0)
        case "hang":
            threading.Event().wait()
        case "hang deaf":  # as a stage does that shields its documents from each other
            while True:
                try:
                    threading.Event().wait()
                except Exception:  # noqa: BLE001
                    continue
        case "hang native":  # the interpreter gets no control back in here
            re.match(r"(a+)+$", "a" * 60 + "b")
        case "hoard":
            raise MemoryError
        case "wrong":
            message = "no such street"
            raise LookupError(message)
        case "odd":
            msg = "Canal Row"
            raise OddError(msg, 9)
        case "unpicklable":
            return threading.Lock()
        case "big":
            return "x" * 5_000_000
        case ("pid", path):
            Path(str(path), str(os.getpid())).touch()
            return os.getpid()
        case ("pid and hang", path):
            Path(str(path), str(os.getpid())).touch()
            threading.Event().wait()
        case "threads":
            return os.environ.get("OMP_NUM_THREADS")
        case _:
            return task
    return None
