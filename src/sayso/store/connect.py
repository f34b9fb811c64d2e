"""Opening a case file: is it one, is it new, may it be written to, is its schema of today."""

from __future__ import annotations

import fcntl
import os
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from sayso.errors import CaseError, NotACase
from sayso.store import dialect, migrations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

WAIT = 10.0
"""Seconds that a transaction waits for another writer before it gives up with CaseBusy."""


@dataclass(frozen=True, slots=True)
class Door:
    """An open case file: short transactions for reading and for writing."""

    path: Path
    engine: Engine
    read_only: bool

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees the case as it is now, however long it is read.

        Raises:
            CaseError: the file is damaged.
        """
        with self.told(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection inside one transaction: all of it happens, or nothing.

        Raises:
            CaseBusy: another process kept the write lock for longer than the wait.
            CaseError: the case was opened for reading only, the disk is full, the file is damaged.
        """
        if self.read_only:
            message = f"The case {self.path} was opened for reading only. Open it for writing instead."
            raise CaseError(message)
        with self.told(), self.engine.execution_options(**{dialect.WRITING: True}).begin() as connection:
            yield connection

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn what the database raises into errors that name the case."""
        try:
            yield
        except DBAPIError as error:
            raise dialect.explain(error, self.path) from error
        except UnicodeEncodeError as error:
            # The database holds UTF-8, which has no form for half a surrogate pair.
            sign = f"U+{ord(error.object[error.start]):04X}"
            message = (
                f"A text for the case {self.path} has half a character (the lone surrogate {sign}) at "
                f"offset {error.start}. Replace it in the input, for instance by U+FFFD."
            )
            raise CaseError(message) from error

    def close(self) -> None:
        """Close all connections. The last one to close tidies the files beside the case away."""
        self.engine.dispose()


def enter(path: Path, *, create: bool, read_only: bool, at: str, wait: float = WAIT) -> Door:
    """Open the case file, making it or bringing its schema up to date where that is asked for.

    ``at`` is the time to record for a new schema (UTC, ISO 8601).

    Raises:
        NotACase: the file is something else.
        CaseTooNew: it was made by a later sayso.
        CaseBusy: another process is making it at this moment.
        CaseError: there is no such file, it may not be read, or must be brought up to date first.
    """
    _look(path, create=create and not read_only)
    if read_only:
        return _enter_reading(path, wait)
    if create and not (path.exists() and path.stat().st_size):
        _make(path, at, wait)
    door = Door(path, dialect.connect(path, mode="rwc" if create else "rw", wait=wait), read_only=False)
    try:
        with door.reading() as connection:
            marked, used = dialect.identity(connection)
            if marked != dialect.APPLICATION_ID and (used or not create):
                raise _other(path)
            missing = migrations.pending(connection)
        if missing:
            with door.writing() as connection:
                migrations.migrate(connection, at)
        with door.told():
            dialect.share(door.engine)
    except BaseException:
        door.close()
        raise
    return door


def _make(path: Path, at: str, wait: float) -> None:
    """Make a whole, empty case beside the path, and then give it its name: no half-made case is ever there.

    Only its owner may read it, since it will hold everything that was obtained.
    """
    fresh: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        os.close(handle)
        fresh = Path(name)
        door = Door(fresh, dialect.connect(fresh, mode="rw", wait=wait), read_only=False)
        try:
            with door.writing() as connection:
                migrations.migrate(connection, at)
            with door.told():
                dialect.share(door.engine)
        finally:
            door.close()
        _name(fresh, path)
    except OSError as error:
        message = f"The case {path} cannot be made: {error.strerror}. Name a file where you may write."
        raise CaseError(message) from error
    finally:
        if fresh is not None:
            fresh.unlink(missing_ok=True)


def _name(fresh: Path, path: Path) -> None:
    """Give a new case its name, unless another process made one of that name in the meantime: theirs will do.

    An empty file yields its name. Of several processes that found it empty the first takes its place; the
    lock is on that very file, so that the others see that it is gone.
    """
    with suppress(FileExistsError):
        os.link(fresh, path)
        return
    with path.open("rb") as there:
        fcntl.flock(there, fcntl.LOCK_EX)
        mine = os.fstat(there.fileno())
        if mine.st_size == 0 and os.path.samestat(mine, path.stat()):
            fresh.replace(path)


def _look(path: Path, *, create: bool) -> None:
    if path.is_dir():
        message = f"{path} is a folder, not a sayso case. Give the path of a file."
        raise NotACase(message)
    if not path.exists():
        if not create:
            message = f"There is no case at {path}. Make one with “sayso add {path} …”."
            raise CaseError(message)
        if not path.parent.is_dir():
            message = f"The case {path} cannot be made: there is no folder {path.parent}. Make it first."
            raise CaseError(message)


def _enter_reading(path: Path, wait: float) -> Door:
    for mode in ("look", "immutable"):
        door = Door(path, dialect.connect(path, mode=mode, wait=wait), read_only=True)
        try:
            _check_reading(door)
        except CaseError as error:
            door.close()
            cause = error.__cause__
            # In a folder that cannot be written to, the files that readers and writers share cannot be
            # made. Where no writer has left any behind, the file alone is the whole case.
            if (
                mode == "look"
                and isinstance(cause, DBAPIError)
                and dialect.cannot_share(cause)
                and _alone(path)
            ):
                continue
            raise
        return door
    raise AssertionError  # pragma: no cover - the second pass returns or raises


def _check_reading(door: Door) -> None:
    with door.reading() as connection:
        marked, _ = dialect.identity(connection)
        if marked != dialect.APPLICATION_ID:
            raise _other(door.path)
        missing = migrations.pending(connection)
    if missing:
        message = (
            f"The case {door.path} was made by an earlier sayso and lacks “{missing[0]}”. "
            "Bring it up to date by opening it once for writing, for instance with “sayso add”."
        )
        raise CaseError(message)


def _alone(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return not log.exists() or log.stat().st_size == 0


def _other(path: Path) -> NotACase:
    return NotACase(f"{path} is not a sayso case. Give the path of a case, or of a file yet to be made.")
