"""Word lists of names: plain text beside the code, a group of words or phrases a line.

``data/*.txt``: ``#`` begins a comment line. In lists of groups, the first entry names the group and the rest,
after a colon and separated by commas, belong to it.
"""

from __future__ import annotations

import functools
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@functools.cache
def single(name: str) -> frozenset[str]:
    """Return the words of a plain list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@functools.cache
def groups(name: str) -> dict[str, str]:
    """Return the group of each entry of a list of groups, phrases as they stand."""
    found = {}
    for line in _lines(name):
        head, _, rest = line.partition(":")
        for entry in rest.split(","):
            found[" ".join(entry.split())] = head.strip()
    return found


@functools.cache
def memberships(name: str) -> dict[str, frozenset[str]]:
    """Return all groups that each word of a list belongs to; a group's head belongs to it."""
    found: dict[str, set[str]] = {}
    for line in _lines(name):
        head, _, rest = line.partition(":")
        for entry in (head, *rest.replace(",", " ").split()):
            found.setdefault(entry.strip(), set()).add(head.strip())
    return {word: frozenset(heads) for word, heads in found.items()}


def _lines(name: str) -> list[str]:
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
