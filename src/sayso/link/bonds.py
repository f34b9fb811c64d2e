"""Bonds: which things must go together and which must not, whatever they are like."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.model.naming import Verdict


class Bonds:
    """Keeps things together and apart; what was said first holds against what is said later."""

    def __init__(self, things: Iterable[str]) -> None:
        self._leader = {one: one for one in things}
        self._apart: dict[str, set[str]] = {}

    def join(self, one: str, other: str) -> None:
        """Keep two things together, unless they are kept apart; things that are not known are passed over."""
        if one not in self._leader or other not in self._leader:
            return
        kept, gone = sorted((self.leader(one), self.leader(other)))
        if kept == gone or gone in self._apart.get(kept, ()):
            return
        self._leader[gone] = kept
        for third in self._apart.pop(gone, ()):
            self._apart[third].discard(gone)
            self._part(kept, third)

    def part(self, one: str, other: str) -> None:
        """Keep two things apart, unless they are kept together."""
        if one in self._leader and other in self._leader and self.leader(one) != self.leader(other):
            self._part(self.leader(one), self.leader(other))

    def leader(self, one: str) -> str:
        """Return the one thing that stands for all that are kept together with this one."""
        while self._leader[one] != one:
            self._leader[one] = one = self._leader[self._leader[one]]
        return one

    def parted(self) -> list[tuple[str, str]]:
        """Return leaders that are kept apart, each two once."""
        return sorted((one, other) for one, some in self._apart.items() for other in some if one < other)

    def _part(self, one: str, other: str) -> None:
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)


def latest(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the last verdict on each two statements, the latest first: it overrules those before it."""
    last: dict[tuple[str, str], Verdict] = {}
    for one in sorted(verdicts, key=lambda that: that.number):
        last[one.left, one.right] = one
    return sorted(last.values(), key=lambda that: -that.number)
