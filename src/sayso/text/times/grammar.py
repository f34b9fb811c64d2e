"""Finds the time expressions of ``grammar.txt`` in a text's classes of words."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.text.times.lexicon import classes

if TYPE_CHECKING:
    from sayso.text.times.lexicon import Words

_NAME = re.compile(r"[A-Za-z_]+")
_GROUP = re.compile(r"\((?!\?)")
_PIECE = re.compile(r"([A-Z]+) = (.*)")
_RULE = re.compile(r"([a-z_]+): (.*)")


class Candidate(NamedTuple):
    """Words that one expression fits: from ``first`` up to, and without, ``end``."""

    first: int
    end: int
    reading: str


@functools.cache
def _rules() -> list[tuple[str, re.Pattern[str]]]:
    """Return each expression, compiled over classes' signs, with the name of its reading."""
    signs = classes()
    pieces: dict[str, str] = {}
    rules: list[tuple[str, re.Pattern[str]]] = []

    def expanded(pattern: str) -> str:
        pattern = _GROUP.sub("(?:", pattern)
        return _NAME.sub(lambda name: signs.get(name[0]) or pieces[name[0]], pattern).replace(" ", "")

    for line in Path(__file__).with_name("grammar.txt").read_text(encoding="utf-8").splitlines():
        if piece := _PIECE.fullmatch(line):
            pieces[piece[1]] = f"(?:{expanded(piece[2])})"
        elif rule := _RULE.fullmatch(line):
            rules.append((rule[1], re.compile(expanded(rule[2]))))
    return rules


def candidates(words: Words) -> list[Candidate]:
    """Return all that the expressions fit: in order of beginning, longer ones and earlier rules first."""
    dot = classes()["dot"]
    found = [
        (match.start(), -match.end() + match.group().endswith(dot), order, name)
        for order, (name, rule) in enumerate(_rules())
        for match in rule.finditer(words.signs)
    ]
    found.sort()
    return [Candidate(first, -end, name) for first, end, _, name in found]
