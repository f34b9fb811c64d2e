"""Proposition: what a statement says, taken apart for comparing."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.link import wordlists
from sayso.text.amounts import find_amounts
from sayso.text.fold import fold
from sayso.text.times import find_times
from sayso.text.words import words

if TYPE_CHECKING:
    from sayso.model.amount import Amount
    from sayso.model.time import Time

_WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*", re.UNICODE)
_PARTIAL = re.compile(r"\s+(?:others?|more|additional|further|new)\b", re.IGNORECASE)
_ADDED = re.compile(
    r"[^.;]{0,60}\b(?:br(?:ings?|inging|ought)|rais(?:es?|ed|ing)|tak(?:es?|ing)|took)\b[^.;]{0,30}"
    r"\b(?:number|toll|total|count|tally|dead|deaths)\b[^.;]{0,40}\bto\b[^.;\d]{0,20}\d",
    re.IGNORECASE,
)
"""After a number: "two more died, which brings the number of dead to 19"."""
_CONTRACTED = ("n't", "n’t")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a statement."""

    word: str
    """Folded."""
    stem: str
    kind: str
    """``content``, ``function``, ``number``, ``people`` (a state or a people), ``negative``, ``calendar``."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Proposition:
    """A statement's words, amounts and times."""

    text: str
    tokens: tuple[Token, ...]
    amounts: tuple[Amount, ...]
    times: tuple[Time, ...]

    @property
    def content(self) -> frozenset[str]:
        """Stems of the words that carry meaning, names of states and peoples included."""
        return frozenset(token.stem for token in self.tokens if token.kind in {"content", "people"})

    @property
    def meanings(self) -> frozenset[str]:
        """Stems of the words that carry meaning, and numbers in one spelling; dates are neither."""
        return self.content | {number_of(one.word) or one.stem for one in self.tokens if one.kind == "number"}

    @property
    def negated(self) -> bool:
        """True if an odd number of words negate."""
        return sum(token.kind == "negative" for token in self.tokens) % 2 == 1


@functools.lru_cache(maxsize=4096)
def proposition(text: str, published: str | None = None) -> Proposition:
    """Take a statement apart; ``published`` is the day from which "last week" is counted."""
    amounts = totals(text)
    times = tuple(find_times(text, published))
    return Proposition(text, tuple(_tokens(text, times)), amounts, times)


def totals(text: str) -> tuple[Amount, ...]:
    """Return what a text counts in all: no "three" of "he and three others", nor what only adds to a sum."""
    return tuple(
        one
        for one in find_amounts(text)
        if not _PARTIAL.match(text, one.number.end)
        and not (one.counts or "").casefold().startswith("other")
        and not _ADDED.match(text, one.number.end)
    )


def _tokens(text: str, times: tuple[Time, ...]) -> list[Token]:
    tokens: list[Token] = []
    dated = [(time.span.start, time.span.end) for time in times]
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(dated) and dated[at][1] <= start:
            at += 1
        calendar = at < len(dated) and dated[at][0] < end
        tokens += _split(match.group(), start, end, calendar=calendar)
    return tokens


def _split(raw: str, start: int, end: int, *, calendar: bool) -> list[Token]:
    word = fold(raw)
    for ending in _CONTRACTED:
        if word.endswith(fold(ending)):
            head = raw[: -len(ending)]
            first = [Token(fold(head), stem(fold(head)), kind_of(fold(head)), start, end)] if head else []
            return [*first, Token("not", "not", "negative", start, end)]
    word = word.removesuffix("'s").removesuffix("'")
    return [Token(word, stem(word), "calendar" if calendar else kind_of(word), start, end)]


def kind_of(word: str) -> str:
    """Return what kind of token a folded word is."""
    if word in wordlists.words("negatives"):
        return "negative"
    if number_of(word) is not None:
        return "number"
    if word in words("demonyms") or word in words("states"):
        return "people"
    return "function" if word in wordlists.words("function_words") else "content"


_FIGURE = re.compile(r"(\d+(?:[.,]\d+)*)(?:st|nd|rd|th)?$")


def number_of(word: str) -> str | None:
    """Return the one spelling of a number or ordinal ("seven" and "7" are ``7``, "third" is ``3.``)."""
    known = _numbers().get(word)
    if known is not None:
        return known
    match = _FIGURE.match(word)
    if match is None:
        return None
    return match[1].replace(",", "") + ("." if word[-1].isalpha() else "")


@functools.cache
def _numbers() -> dict[str, str]:
    return {word: number for number, word in map(str.split, wordlists.lines("numbers"))}


@functools.cache
def opposites() -> frozenset[frozenset[str]]:
    """Return the stems of the pairs of words that exclude each other."""
    return frozenset(frozenset(map(stem, line.split())) for line in wordlists.lines("opposites"))


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word's stem (Porter 2001, "Snowball")."""
    return str(_stemmer().stemWord(word))


@functools.cache
def _stemmer() -> Any:  # noqa: ANN401 - the library has no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")
