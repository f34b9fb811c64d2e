"""Helpers to watch other processes."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def gone(pid: int) -> bool:
    """Tell whether the process has ended (an unreaped one has)."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return Path("/proc/self").exists()  # it ended just now; or there is no such folder on this system


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Return once the condition holds; fail if it never does."""
    never, end = threading.Event(), time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        never.wait(0.01)


def marked(mark: str) -> set[int]:
    """Return the numbers of all living processes that have this text in their environment."""
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and not gone(int(entry.name)):
            try:
                if mark.encode() in (entry / "environ").read_bytes():
                    found.add(int(entry.name))
            except OSError:  # it ended just now, or is somebody else's
                continue
    return found
