"""Numbers in figures and in words: "90", "twenty-four", "a couple of", "2 1/2", "two thousand"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.text.times.phrase import Phrase

_COUNTED = frozenset({"day", "number", "year", "number_word", "century_word", "one", "couple"})
_FILLER = frozenset({"dash", "and", "of"})
_SCALES = (100, 1000, 1_000_000)
_TEN = 10
_CENTURY = 100
_LONGEST = 7
"""Figures that a number of units can sensibly have."""


def counted(phrase: Phrase) -> Fraction | None:
    """Return the first number of a phrase; None if there is none, or one beyond sense."""
    total: Fraction | None = None
    for at, name in enumerate(phrase.names):
        if name in _COUNTED:
            figure = _figure(phrase, phrase.first + at)
            if figure is None:
                return None
            total = _joined(total, figure) if total is not None else Fraction(figure)
        elif name == "fraction":
            above, _, below = phrase.words.lower(phrase.first + at).partition("/")
            if below == "0":
                return None
            total = (total or Fraction(0)) + Fraction(int(above), int(below))
        elif total is not None and name not in _FILLER:
            break
    return total


def _figure(phrase: Phrase, at: int) -> Fraction | None:
    listed = phrase.words.value(at)
    figures = listed or phrase.words.lower(at).replace(",", "")
    if len(figures) > _LONGEST or figures.count(".") > 1:
        return None
    return Fraction(figures)


def _joined(total: Fraction, figure: Fraction) -> Fraction:
    if figure in _SCALES:
        return total * figure
    return total + figure


def year_in_words(phrase: Phrase) -> int | None:
    """Return a year told in words: "nineteen ninety-seven", "two thousand and four"."""
    figures = [
        int(phrase.words.value(phrase.first + at))
        for at, name in enumerate(phrase.names)
        if name in {"number_word", "century_word", "one"}
    ]
    if not figures:
        return None
    if phrase.has("century_word") and len(figures) > 1 and _TEN <= figures[1] < _CENTURY:
        return figures[0] * _CENTURY + sum(figures[1:])
    if figures[:2] == [2, 1000]:
        return 2000 + sum(figures[2:])
    return None
