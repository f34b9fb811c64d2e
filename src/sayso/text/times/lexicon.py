"""The words of a text as time expressions see them: each of a class, with a value where it has one.

The classes and their words stand in ``lexicon.txt``; dates and clock times in figures are classes by their
form.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from sayso.model.span import Span

_LEXER = re.compile(
    r"""
      (?P<stamp>(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])
         (?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)
    | (?P<figures>(?<![0-9/.])(?:[0-9]{1,2}(?P<mark>[/.-])[0-9]{1,2}(?P=mark)(?:[0-9]{4}|[0-9]{2})
         |[0-9]{4}/[0-9]{1,2}/[0-9]{1,2})(?![0-9/]))
    | (?P<attacks>(?<![0-9/])9/11(?![0-9/]))
    | (?P<clock>(?<![0-9:.])(?:[0-9]{1,2}(?:[:.]?[0-9]{2}(?::[0-9]{2})?)?[ ]?[AaPp](?:\.[ ]?[Mm]\.|[Mm]\b)
         |[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])|[0-9]{1,2}[ ]?o['’]clock))
    | (?P<sharp>(?<![0-9])[0-9]{4}(?=[ ]?(?:GMT|UTC|hrs)\b))
    | (?P<decade>\b(?:1[0-9]|20)[0-9]0['’]?[sS]\b|['’‘][0-9]0[sS]\b)
    | (?P<ordinal>(?<![0-9.,])[0-9]{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)\b)
    | (?P<digits>(?<![0-9])[0-9]{1,4}(?![0-9]|[.,][0-9]|/[0-9]))
    | (?P<fraction>[0-9]/[0-9](?![0-9/]))
    | (?P<number>[0-9][0-9.,]*(?<![.,]))
    | (?P<own>['’][sS]\b)
    | (?P<letters>[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)?[1-4]?)
    | (?P<dash>[-‐‑–—])
    | (?P<comma>,)
    | (?P<dot>\.)
    | (?P<stop>[!?;:]|\n[ \t\r]*(?=\n))
    | (?P<money>[$£€¥₽₹\#])
    | (?P<other>\S)
    """,
    re.VERBOSE,
)
_LAST_DAY = 31
_YEARS = range(1000, 2200)
_SMALL = 0.05
"""Share of small letters under which a text is taken to be set in capitals."""
_DOUBTFUL = frozenset({"maybe_month", "short_weekday", "half_name", "named_day"})
"""Classes that only a capital letter gives a word."""
_NAMING = frozenset(
    {
        "unit",
        "units",
        "part",
        "often",
        "day_word",
        "point",
        "now",
        "recent",
        "recently",
        "current",
        "future",
        "past",
    }
)
"""Classes of words that belong to a name where they have a capital letter within a sentence ("This Week")."""
_OPENING = frozenset({"", "dot", "stop", "other", "dash", "new", "holiday"})


@functools.cache
def _entries() -> dict[str, tuple[str, str]]:
    """Return each listed word's class and value ("" where it has none)."""
    found: dict[str, tuple[str, str]] = {}
    for line in Path(__file__).with_name("lexicon.txt").read_text(encoding="utf-8").splitlines():
        name, colon, listed = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        for entry in listed.split():
            word, _, value = entry.partition("=")
            found.setdefault(word, (name.strip(), value))
    return found


@functools.cache
def classes() -> dict[str, str]:
    """Return a sign for each class, so that a text's classes are one string that grammars can search."""
    by_form = [name for name in _LEXER.groupindex if name not in {"mark", "letters", "digits"}]
    listed = [name for name, _ in _entries().values()]
    names = dict.fromkeys([*by_form, *listed, "day", "year", "word", "name"])
    return {name: chr(0x4E00 + number) for number, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Words:
    """A text in words and signs; positions are counts of those, not of characters."""

    text: str
    signs: str
    """The sign of each word's class."""
    spans: list[tuple[int, int]]

    def lower(self, at: int) -> str:
        """Return a word in lower case."""
        start, end = self.spans[at]
        return self.text[start:end].lower()

    def value(self, at: int) -> str:
        """Return a word's listed value, or "" if it has none."""
        return _entries().get(self.lower(at).replace("’", "'"), ("", ""))[1]

    def span(self, first: int, end: int) -> Span:
        """Return the characters from one word up to, and without, another."""
        return Span(self.spans[first][0], self.spans[end - 1][1])

    def touching(self, at: int) -> bool:
        """Tell whether nothing stands between a word and the one before it."""
        return at > 0 and self.spans[at - 1][1] == self.spans[at][0]


def lex(text: str) -> Words:
    """Split a text into words, each with its class."""
    signs: list[str] = []
    spans: list[tuple[int, int]] = []
    known, entries = classes(), _entries()
    capitals = _in_capitals(text)
    before = ""
    for match in _LEXER.finditer(text):
        kind = match.lastgroup or "other"
        if kind == "letters":
            kind = _of_letters(match.group(), entries, capitals=capitals)
            if kind in _NAMING and not capitals and before not in _OPENING and text[match.start()].isupper():
                kind = "name"
        elif kind == "digits":
            kind = _of_digits(match.group())
        before = kind
        signs.append(known[kind])
        spans.append(match.span())
    return Words(text, "".join(signs), spans)


def _in_capitals(text: str) -> bool:
    sample = text[:20000]
    small, capital = sum(map(str.islower, sample)), sum(map(str.isupper, sample))
    return small < _SMALL * (small + capital)


def _of_letters(word: str, entries: dict[str, tuple[str, str]], *, capitals: bool) -> str:
    lower = word.lower()
    entry = entries.get(lower) or (entries.get(lower.replace("’", "'")) if "’" in word else None)
    if entry is None:
        if lower.endswith("ed") and not lower.endswith("eed") and len(lower) > len("used"):
            return "behind"
        if lower.endswith(("'ll", "’ll")):
            return "ahead"
        return "name" if not capitals and word[0].isupper() else "word"
    return "word" if entry[0] in _DOUBTFUL and not word[0].isupper() else entry[0]


def _of_digits(digits: str) -> str:
    number = int(digits)
    if len(digits) == 4:  # noqa: PLR2004 - years are written with four figures
        return "year" if number in _YEARS else "number"
    return "day" if 1 <= number <= _LAST_DAY else "number"
