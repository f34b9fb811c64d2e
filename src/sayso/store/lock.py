"""One command at a time adds to a case; others are told at once that it is busy."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.errors import CaseBusy, CaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def alone(case: Path) -> Iterator[None]:
    """Hold the right to add to a case until the block ends.

    The lock is the operating system's, on a file beside the case: it goes with the process that holds it,
    however that ends. Reading is not affected.

    Raises:
        CaseBusy: another process is adding to the case.
        CaseError: the file beside the case cannot be made.
    """
    path = case.with_name(f"{case.name}-lock")
    while True:
        try:
            handle = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except OSError as error:
            message = f"Nothing can be added to {case}: {path} cannot be made ({error.strerror})."
            raise CaseError(message) from error
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                message = (
                    f"Another sayso is adding to {case} right now. Wait until it is done, and run this again."
                )
                raise CaseBusy(message) from error
            if not _same(handle, path):
                continue  # its last holder took it away between our opening and locking it
            try:
                yield
            finally:
                path.unlink(missing_ok=True)
            return
        finally:
            os.close(handle)


def _same(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False
