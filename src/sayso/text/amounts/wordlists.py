"""The word lists of this package: sets of words, and tables from a phrase to what it means."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.text.amounts.tokens import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

_LISTS = Path(__file__).parent / "lists"


class Phrases:
    """Phrases of one to several tokens, each with its meaning; the longest one counts."""

    def __init__(self, meanings: list[tuple[str, str]]) -> None:
        self._meanings: dict[tuple[str, ...], list[tuple[tuple[str, ...] | None, str]]] = {}
        for phrase, meaning in meanings:
            tokens = Line(phrase.removeprefix("=")).tokens
            cased = tuple(token.text for token in tokens) if phrase.startswith("=") else None
            key = tuple(token.lower for token in tokens)
            self._meanings.setdefault(key, []).append((cased, meaning))
        self._longest = max(map(len, self._meanings))
        self._firsts = {key[0] for key in self._meanings}
        self._lasts = {key[-1] for key in self._meanings}

    def starting(self, line: Line, index: int) -> tuple[int, str] | None:
        """Return how many tokens the longest phrase that begins at ``index`` has, and its meaning."""
        if line.lower(index) not in self._firsts:
            return None
        for length in range(min(self._longest, len(line) - index), 0, -1):
            meaning = self._meaning(line, index, length)
            if meaning is not None:
                return length, meaning
        return None

    def ending(self, line: Line, index: int) -> tuple[int, str] | None:
        """Return the same for the longest phrase whose last token is at ``index``."""
        if line.lower(index) not in self._lasts:
            return None
        for length in range(min(self._longest, index + 1), 0, -1):
            meaning = self._meaning(line, index + 1 - length, length)
            if meaning is not None:
                return length, meaning
        return None

    def _meaning(self, line: Line, index: int, length: int) -> str | None:
        tokens = line.tokens[index : index + length]
        for cased, meaning in self._meanings.get(tuple(token.lower for token in tokens), ()):
            if cased is None or all(token.text == text for token, text in zip(tokens, cased, strict=True)):
                return meaning
        return None


@functools.cache
def phrases(name: str) -> Phrases:
    """Return a list whose lines read ``meaning: phrase; phrase``; "=" before a phrase keeps its case."""
    return Phrases([pair for line in _lines(name) for pair in _pairs(line)])


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of a list, in lower case."""
    return frozenset(word for line in _lines(name) for word in line.lower().split())


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    meaning, _, rest = line.partition(":")
    for phrase in rest.split(";"):
        if phrase.strip():
            yield phrase.strip(), meaning.strip()


def _lines(name: str) -> list[str]:
    lines = (_LISTS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("# ")]
