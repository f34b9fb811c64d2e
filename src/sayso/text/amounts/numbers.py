"""Numbers in figures and words: where they stand in a line, and their exact value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.text.amounts.tokens import Line

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "lacs": 10**5, "crore": 10**7, "crores": 10**7, "dozen": 12,
}  # fmt: skip
_SHORT_SCALES = {
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "mil": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9,
    "bln": 10**9, "tn": 10**12, "trn": 10**12, "cr": 10**7,
}  # fmt: skip
_ALWAYS_SHORT = frozenset({"mn", "mln", "bn", "bln", "tn", "trn"})
_PLURALS = {
    "dozens": 12, "scores": 20, "hundreds": 10**2, "thousands": 10**3, "millions": 10**6, "billions": 10**9,
    "trillions": 10**12, "lakhs": 10**5, "crores": 10**7,
}  # fmt: skip
_SEVERAL = (("several",), ("a", "few"), ("few",), ("many",), ("a", "couple", "of"), ("a", "couple"))
_HALVES = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_STARTS = {*_SMALL, *_TENS, *_PLURALS, *_HALVES, "tens", "a", "an", "several", "few", "many"}
"""Words with which a number in words begins."""
_FRACTION_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_HYPHENS = frozenset("-‐‑")
_HUNDRED = 100
_SCALES_AT_MOST = 2
"""Magnitudes after one number: "2.5 lakh crore"."""
_DIGITS_AT_MOST = 24
"""Characters of one figure; what is longer is a key, or noise."""
_WORDS_AT_MOST = 16
"""Tokens of one number in words."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number; ``first`` and ``last`` are the indexes of its tokens."""

    first: int
    last: int
    value: Decimal
    in_words: bool = False
    vague: bool = False
    """A plural ("hundreds", "tens of thousands", "several million"): ``value`` is the least it can mean."""
    scale: Decimal = Decimal(1)
    """The magnitude named after it ("2 million", "two dozen")."""

    @property
    def scaled(self) -> bool:
        """Whether a magnitude is named."""
        return self.scale > 1


def number_at(line: Line, index: int, *, money: bool = False) -> Number | None:
    """Return the number that begins at a token; None if none does.

    ``money``: a currency sign stands before it, so that "m" and "b" are magnitudes.
    """
    token = line.at(index)
    if token is None:
        return None
    if token.is_figure:
        return _figure(line, index, money=money) if len(token.text) <= _DIGITS_AT_MOST else None
    if token.lower not in _STARTS:
        return None
    return _vague(line, index) or _part(line, index) or _words(line, index)


def _figure(line: Line, index: int, *, money: bool) -> Number:
    value = Decimal(line.tokens[index].text.replace(",", ""))
    number = Number(index, index, value)
    sign = _FRACTION_SIGNS.get(line.lower(index + 1))
    if sign is not None:
        number = replace(number, last=index + 1, value=value + sign)
    elif (line.lower(index + 1), line.lower(index + 2), line.lower(index + 3)) == ("and", "a", "half"):
        number = replace(number, last=index + 3, value=value + _HALVES["half"])
    return _scaled(line, number, money=money)


def _scaled(line: Line, number: Number, *, money: bool = False) -> Number:
    """Return the number with the magnitudes after it ("2 million", "2m", "2.5 lakh crore")."""
    for _ in range(_SCALES_AT_MOST):
        at = number.last + 1
        if line.lower(at) in _HYPHENS and line.glued(at) and line.lower(at + 1) in _SCALES:
            at += 1
        word = line.lower(at)
        scale = _SCALES.get(word)
        if scale is None and not number.scaled:
            scale = _short_scale(line, at, money=money)
        if scale is None:
            return number
        number = replace(number, last=at, value=number.value * scale, scale=number.scale * scale)
    return number


def _short_scale(line: Line, at: int, *, money: bool) -> int | None:
    """Read "2m", "1.3bn", "5k": an m without a space is a million beside money, else a metre."""
    word, token = line.lower(at), line.at(at)
    if token is None or word not in _SHORT_SCALES:
        return None
    counted = word in {"m", "b"} and _counts_people(line, at + 1)
    glued = token.glued and (word == "k" or counted or money)
    return _SHORT_SCALES[word] if word in _ALWAYS_SHORT or glued or (money and word != "b") else None


def _counts_people(line: Line, at: int) -> bool:
    """Tell whether a plural stands after "2m": what is counted in millions, not metres."""
    word = line.lower(at)
    return word in {"people", "men", "women", "children"} or (len(word) > 4 and word.endswith("s"))  # noqa: PLR2004


class _Reader:
    """Adds up a number in words, token by token."""

    def __init__(self, line: Line, index: int) -> None:
        self.line, self.at, self.last = line, index, -1
        self.total, self.group, self.scale = Decimal(0), Decimal(0), Decimal(1)
        self.room: int | None = None
        """What may still be added to the group: numbers below this; anything at the start."""
        if line.lower(index) in {"a", "an"} and line.lower(index + 1) in _SCALES:
            self.group, self.room, self.at = Decimal(1), 1, index + 1

    def step(self) -> bool:
        """Take in one token, or a joint between two; False where the number ends."""
        word = self.line.lower(self.at)
        if self._joint(word):
            self.at += 1
            return True
        if word in _TENS and (self.room is None or self.room == _HUNDRED):
            self.group, self.room = self.group + _TENS[word], 10
        elif word in _SMALL and (self.room is None or _SMALL[word] < self.room):
            self.group, self.room = self.group + _SMALL[word], 0
        elif word in _SCALES and self.room is not None and self.group:
            return self._scaled_up(word)
        else:
            return False
        self.last, self.at = self.at, self.at + 1
        return True

    def _joint(self, word: str) -> bool:
        """Tell whether the token is the hyphen of "twenty-five" or the "and" of "a hundred and six"."""
        following = self.line.lower(self.at + 1)
        if word in _HYPHENS and self.last == self.at - 1 and self.line.glued(self.at):
            return following in _SMALL or following in _SCALES
        return word == "and" and self.room == _HUNDRED and (following in _SMALL or following in _TENS)

    def _scaled_up(self, word: str) -> bool:
        self.scale = Decimal(_SCALES[word])
        self.last, self.at = self.at, self.at + 1
        if self.scale == _HUNDRED:
            self.group, self.room = self.group * self.scale, _HUNDRED
            return True
        self.total, self.group = self.total + self.group * self.scale, Decimal(0)
        self.room = 0 if word == "dozen" else _HUNDRED
        following = self.line.lower(self.at)
        return following in _SMALL or following in _TENS or following == "and"


def _words(line: Line, index: int) -> Number | None:
    """Read a number in words: "two", "a hundred and six", "one and a half million"."""
    reader = _Reader(line, index)
    while reader.at < index + _WORDS_AT_MOST and reader.step():
        pass
    if reader.last < 0:
        return None
    value = reader.total + reader.group
    number = Number(index, reader.last, value, in_words=True, scale=reader.scale)
    if tuple(line.lower(reader.last + step) for step in (1, 2, 3)) == ("and", "a", "half"):
        number = replace(number, last=reader.last + 3, value=number.value + _HALVES["half"])
    return _scaled(line, number)


def _part(line: Line, index: int) -> Number | None:
    """Read "half a million", "a quarter of a million", "half a dozen"; other fractions are left alone."""
    at = index + 1 if line.lower(index) == "a" else index
    share = _HALVES.get(line.lower(at))
    if share is None:
        return None
    at += 1 + (line.lower(at + 1) == "of" or line.lower(at + 1) in _HYPHENS)
    at += line.lower(at) == "a"
    scale = _SCALES.get(line.lower(at))
    if scale is None:
        return None
    return Number(index, at, share * scale, in_words=True, scale=Decimal(scale))


def _vague(line: Line, index: int) -> Number | None:
    """Read plurals that give no figure: "dozens", "tens of thousands", "several hundred", "a few million"."""
    word = line.lower(index)
    if word == "tens" and line.lower(index + 1) == "of" and line.lower(index + 2) in _PLURALS:
        return Number(
            index, index + 2, Decimal(10 * _PLURALS[line.lower(index + 2)]), in_words=True, vague=True
        )
    if word in _PLURALS:
        value, at = Decimal(_PLURALS[word]), index
        while line.lower(at + 1) == "of" and line.lower(at + 2) in _PLURALS and at < index + 2:
            at += 2
            value *= _PLURALS[line.lower(at)]
        return Number(index, at, value, in_words=True, vague=True)
    for several in _SEVERAL:
        if tuple(line.lower(index + step) for step in range(len(several))) == several:
            at, value = index + len(several), Decimal(1)
            while line.lower(at) in _SCALES and at < index + _WORDS_AT_MOST:
                value, at = value * _SCALES[line.lower(at)], at + 1
            if value > 1:
                return Number(index, at - 1, value, in_words=True, vague=True)
    return None
