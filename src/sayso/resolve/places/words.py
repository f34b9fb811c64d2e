"""Groups of words that stand around names of places; the lists are in ``data/context.txt``."""

from __future__ import annotations

import functools
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "context.txt"


@functools.cache
def group(name: str) -> frozenset[str]:
    """Return the words of a group, in lower case."""
    return _groups()[name]


@functools.cache
def _groups() -> dict[str, frozenset[str]]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {name: frozenset(words.split()) for name, _, words in pairs}
