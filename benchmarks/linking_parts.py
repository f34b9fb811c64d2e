"""What the measures of linking share: rows set by set, and sayso's matcher with what it has read."""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Protocol, TypeVar

import rows

from sayso.link.keys import floats
from sayso.model.statement import Excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import numpy as np

    from sayso.link.matcher import Matcher

FIRST = ("test_full", "test")
"""Sets whose figures are the main ones where they are there; then comes the first by name."""
_EVERY = 10.0
"""Seconds between two words on how far the work is."""

Item = TypeVar("Item")


class Measure(Protocol):
    """Measures the data of one format in a folder: prints a table, and returns the figures by name."""

    def __call__(self, path: Path, reader: Reader) -> dict[str, float]:
        """Measure a folder."""


class Reader:
    """sayso's matcher; it reads each text once."""

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self._vectors: dict[str, bytes] = {}

    def vectors(self, texts: Sequence[str], what: str = "texts") -> np.ndarray:
        """Return the embeddings of texts as rows of length one."""
        for text in told(texts, what):
            if text not in self._vectors:
                self._vectors[text] = self.matcher.embed(Excerpt(text))
        return floats([self._vectors[text] for text in texts])

    def same(self, left: str, right: str) -> float:
        """Return how likely it is that two texts state a common claim."""
        return self.matcher.same(Excerpt(left), Excerpt(right))


def told(items: Sequence[Item], what: str) -> Iterator[Item]:
    """Pass items on, and tell on standard error how far they are."""
    last = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - last >= _EVERY:
            last = time.monotonic()
            print(f"{what}: {number:,} of {len(items):,}", file=sys.stderr, flush=True)
        yield item


def parts(path: Path, keys: Iterable[str]) -> dict[str, list[dict]]:
    """Return the rows of a file or folder that have all the keys, by set.

    A set is a file, or a split where a file has several. Training sets are left out unless they are alone.
    """
    wanted = set(keys)
    found: dict[str, list[dict]] = defaultdict(list)
    for file in [path] if path.is_file() else sorted(path.glob("*.jsonl")):
        here = rows.read(file, wanted)
        several = len({row.get("split") for row in here}) > 1
        for row in here:
            found[str(row.get("split")) if several else file.stem].append(row)
    return measured(found)


def measured(found: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Return the sets that are not for training, or all if there is no other; the main one first."""
    kept = {name: some for name, some in found.items() if name not in rows.TRAINING} or found
    order = sorted(kept, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
    return {name: kept[name] for name in order}


def named(by_part: dict[str, dict[str, float]]) -> dict[str, float]:
    """Return the figures of the main set, and of several sets each under its name as well."""
    figures = dict(next(iter(by_part.values())))
    if len(by_part) > 1:
        figures |= {f"{part}_{key}": value for part, some in by_part.items() for key, value in some.items()}
    return figures
