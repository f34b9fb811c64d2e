"""Word lists and pattern lists, kept as plain text beside the code.

``lists/*.txt`` hold words (or, for cues, one regular expression a line); ``#`` begins a comment line.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

_LISTS = Path(__file__).parent / "lists"


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list, in lower case."""
    return frozenset(word for line in _lines(name) for word in line.split())


@functools.cache
def patterns(name: str) -> re.Pattern[str]:
    """Return one expression that finds any line of a pattern list at word boundaries, whatever its case."""
    return re.compile(r"\b(?:" + "|".join(_lines(name)) + r")\b", re.IGNORECASE)


def _lines(name: str) -> list[str]:
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


@functools.cache
def table(name: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return a list of ``word: some words ! others`` lines as the word's two sets of words."""
    rows = {}
    for line in _lines(name):
        head, _, rest = line.partition(":")
        some, _, others = rest.partition("!")
        rows[head.strip()] = (frozenset(some.split()), frozenset(others.split()))
    return rows
