"""Which texts may share a passage, without comparing each with each.

Every sentence is sketched by MinHash over its word pairs (Broder 1997), and the sketch is cut into bands, so
that sentences with a good part of their word pairs in common fall into one bucket. Texts that meet in a
bucket are candidates for :func:`sayso.trace.passages.compare`. To add a text costs what its own sentences
cost.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from sayso.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"[^\W_]+")
_BANDS, _ROWS = 20, 3
"""Sentences whose word pairs have a Jaccard similarity of 1/2 meet in 93 of 100 cases, those of 1/10 in 2."""
_LEAST = 7
"""Words: shorter sentences ("He declined to comment.") are everybody's."""
_FULL = 64
"""A bucket with more texts holds boilerplate, and proposes nothing."""
_PIECE = 40
"""Words after which a sentence without an end is cut."""
_PRIME = np.uint64((1 << 61) - 1)
_SEED = 20110101


class ReprintIndex:
    """Sentences of texts by what they sound like. Holds hashes, no text."""

    def __init__(self) -> None:
        numbers = np.random.default_rng(_SEED)
        self._factors = numbers.integers(1, 1 << 31, _BANDS * _ROWS, dtype=np.uint64)
        self._terms = numbers.integers(0, 1 << 61, _BANDS * _ROWS, dtype=np.uint64)
        self._mixers = numbers.integers(1, 1 << 63, _ROWS, dtype=np.uint64) | np.uint64(1)
        self._bands = numbers.integers(0, 1 << 63, _BANDS, dtype=np.uint64)
        self._names: list[str] = []
        self._buckets: dict[int, int | list[int]] = {}
        """Most hold one text, by its number, and need no list."""

    def candidates(self, text: str) -> list[tuple[str, int]]:
        """Return the texts that may share a passage with this one: their ids, and in how many sentences.

        Most sentences first.
        """
        return self._ranked(self._in(keys) for keys in self._sentences(text))

    def add(self, name: str, text: str) -> list[tuple[str, int]]:
        """Add a text under an id, and return its candidates among those added before it."""
        added = list(self._sentences(text))
        met = self._ranked(self._in(keys) for keys in added)
        number = len(self._names)
        self._names.append(name)
        for key in itertools.chain.from_iterable(added):
            held = self._buckets.setdefault(key, number)
            if isinstance(held, int):
                if held != number:
                    self._buckets[key] = [held, number]
            elif len(held) <= _FULL and held[-1] != number:
                held.append(number)
        return [pair for pair in met if pair[0] != name]

    def _in(self, keys: list[int]) -> set[int]:
        """Return the texts in a sentence's buckets, but for those that are full."""
        found: set[int] = set()
        for key in keys:
            held = self._buckets.get(key)
            if isinstance(held, int):
                found.add(held)
            elif held is not None and len(held) <= _FULL:
                found.update(held)
        return found

    def _ranked(self, met: Iterable[set[int]]) -> list[tuple[str, int]]:
        count = Counter(self._names[number] for numbers in met for number in numbers)
        return sorted(count.items(), key=lambda pair: (-pair[1], pair[0]))

    def _sentences(self, text: str) -> Iterator[list[int]]:
        """Return for each sentence its bucket in each band."""
        for span in sentences(text):
            words = _WORD.findall(span.of(text).casefold())
            for start in range(0, len(words), _PIECE):
                piece = words[start : start + _PIECE]
                if len(piece) >= _LEAST:
                    yield self._keys(piece)

    def _keys(self, words: list[str]) -> list[int]:
        pairs = {f"{one} {two}" for one, two in itertools.pairwise(words)}
        hashes = np.array([_hash(pair) for pair in sorted(pairs)], dtype=np.uint64)
        sketch = ((hashes[:, None] * self._factors + self._terms) % _PRIME).min(axis=0)
        bands = (sketch.reshape(_BANDS, _ROWS) * self._mixers).sum(axis=1) + self._bands
        return [int(key) for key in bands]


def _hash(words: str) -> int:
    """Return 32 bits that are the same in every run."""
    return int.from_bytes(
        hashlib.blake2b(words.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big"
    )
