"""Cover a long text with overlapping windows, so that every token has context on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.tokens import Ints, Tokens

PAYLOAD = 254
"""Subwords a window holds, besides [CLS] and [SEP]."""
OVERLAP = 32
"""Subwords that neighbours share, at least."""
_SNAP = 32
"""How far back a window's beginning may move, to begin with a paragraph."""


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens ``start`` to ``end`` (end-exclusive)."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def cover(tokens: Tokens, payload: int = PAYLOAD, overlap: int = OVERLAP) -> list[Window]:
    """Return windows that cover all tokens, each starting with a paragraph or line where one is near."""
    total, start = len(tokens), 0
    windows: list[Window] = []
    while total:
        end = min(start + payload, total)
        windows.append(Window(start, end))
        if end == total:
            break
        start = snap(tokens.breaks, end - overlap, max(start + 1, end - overlap - _SNAP))
    return windows


def snap(breaks: Ints, target: int, earliest: int) -> int:
    """Return the last position in ``earliest..target`` after the strongest break; else ``target``."""
    stretch = breaks[earliest : target + 1]
    for strength in (2, 1):
        places = np.flatnonzero(stretch == strength)
        if len(places):
            return earliest + int(places[-1])
    return target


def owner(windows: Sequence[Window], total: int) -> Ints:
    """Return, for each token, the index of the window in which it is farthest from an edge.

    The first token of the first window and the last of the last have all the context there is,
    so those edges do not count.
    """
    best = np.full(total, -1, dtype=np.int64)
    margin = np.full(total, -1, dtype=np.int64)
    for index, window in enumerate(windows):
        positions = np.arange(window.start, window.end)
        left = positions - window.start + (total if window.start == 0 else 0)
        right = window.end - 1 - positions + (total if window.end == total else 0)
        here = np.minimum(left, right)
        better = here > margin[window.start : window.end]
        best[window.start : window.end][better] = index
        margin[window.start : window.end][better] = here[better]
    return best
