"""Deadline: a point in time that long loops look at."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import TooSlow

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment of a monotonic clock, in seconds, by which work must be done."""

    at: float
    seconds: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.monotonic) -> Deadline:
        """Return the deadline that lies so many seconds ahead."""
        return cls(clock() + seconds, seconds, clock)

    def left(self) -> float:
        """Return the seconds that are left; negative once the deadline has passed."""
        return self.at - self.clock()

    def check(self, where: str) -> None:
        """Do nothing before the deadline.

        Raises:
            TooSlow: the deadline has passed; the message says ``where`` the work had got to.
        """
        if self.left() < 0:
            message = (
                f"took longer than {self.seconds:g} seconds to read (stopped at {where}); "
                "split it, or raise the time limit"
            )
            raise TooSlow(message)
