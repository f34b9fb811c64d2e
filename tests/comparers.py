"""A comparer for tests: contents are alike as far as they share words."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.keys import WIDTH, pack
from sayso.link.matcher import Comparison

if TYPE_CHECKING:
    from sayso.model.statement import Excerpt

_WORD = re.compile(r"\w+")


class WordComparer:
    """Takes words for meanings: each is a direction, and contents are the same if they share most words."""

    def __init__(self) -> None:
        self.compared = 0

    def embed(self, one: Excerpt) -> bytes:
        words = sorted(set(_WORD.findall(one.content.casefold())))
        return pack(sum((_direction(word) for word in words), np.zeros(WIDTH, np.float32))) if words else b""

    def compare(self, left: Excerpt, right: Excerpt) -> Comparison:
        self.compared += 1
        mine, theirs = (set(_WORD.findall(one.content.casefold())) for one in (left, right))
        return Comparison(len(mine & theirs) / max(1, len(mine | theirs)), 0.0)


def _direction(word: str) -> np.ndarray:
    seed = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")
    return np.random.default_rng(seed).standard_normal(WIDTH).astype(np.float32)


class Deaf:
    """Understands nothing: only contents in the very same words make one claim."""

    def embed(self, one: Excerpt) -> bytes:
        return b""

    def compare(self, left: Excerpt, right: Excerpt) -> Comparison:
        raise AssertionError
