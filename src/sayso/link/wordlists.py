"""Word lists and pattern lists of the linker, kept as plain text in ``lists``; ``#`` begins a comment."""

from __future__ import annotations

import functools
import re
from pathlib import Path

_LISTS = Path(__file__).parent / "lists"


@functools.cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list."""
    every = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line.strip() for line in every if line.strip() and not line.startswith("#"))


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(word for line in lines(name) for word in line.split())


@functools.cache
def patterns(name: str) -> re.Pattern[str]:
    """Return one expression that finds any line of a pattern list at word boundaries, whatever its case."""
    return re.compile(r"\b(?:" + "|".join(lines(name)) + r")\b", re.IGNORECASE)
