"""What long work shows of itself on standard error: a bar for a person, a line now and then for a log."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from sayso.cli.terminal import complain, console, one_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_LABEL_WIDTH = 36
_SECONDS_BETWEEN_LINES = 5.0


class Count:
    """Counts steps over several stretches of work, each of which tells its own total."""

    def __init__(self) -> None:
        self.done = 0
        self.total = 0
        self._before = 0

    def expect(self, total: int) -> None:
        """Take in how many steps the present stretch has, as far as is known."""
        if self._before + total < self.done:
            self._before = self.done
        self.total = self._before + total

    def step(self) -> None:
        """Take in that one more is done."""
        self.done += 1
        self.total = max(self.total, self.done)


class Bar:
    """A progress bar where standard error is a terminal. Implements ``sayso.ports.Progress``."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._count = Count()
        self._rich: RichProgress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        self._rich = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console(stderr=True),
            transient=True,
        )
        self._task = self._rich.add_task(self._doing, total=None)
        self._rich.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rich is not None:
            self._rich.stop()

    def expect(self, total: int) -> None:
        """Say how many steps are known so far."""
        self._count.expect(total)
        self._draw(self._doing)

    def step(self, label: str) -> None:
        """Say that one more is done, and which."""
        self._count.step()
        name = one_line(label)
        shown = name if len(name) <= _LABEL_WIDTH else "…" + name[1 - _LABEL_WIDTH :]
        self._draw(f"{self._doing} {shown:<{_LABEL_WIDTH}}")

    def _draw(self, description: str) -> None:
        if self._rich is not None and self._task is not None:
            count = self._count
            self._rich.update(self._task, total=count.total, completed=count.done, description=description)


class LogLines:
    """At most one line every few seconds, for logs and pipes. Implements ``sayso.ports.Progress``."""

    def __init__(self, doing: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._doing = doing
        self._clock = clock
        self._count = Count()
        self._last = clock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind: the command's own summary is the last line."""

    def expect(self, total: int) -> None:
        """Say how many steps are known so far."""
        self._count.expect(total)

    def step(self, label: str) -> None:
        """Say that one more is done, and which."""
        self._count.step()
        now = self._clock()
        if now - self._last >= _SECONDS_BETWEEN_LINES:
            self._last = now
            complain(f"{self._doing} {self._count.done} of {self._count.total}: {one_line(label)}")


def progress(doing: str) -> Bar | LogLines:
    """Return what suits standard error: a :class:`Bar` on a terminal, else :class:`LogLines`."""
    return Bar(doing) if sys.stderr.isatty() else LogLines(doing)
