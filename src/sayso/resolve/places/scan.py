"""Names of the gazetteer in a text: the longest one at each place, with all that it can mean."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sayso.resolve.places.gazetteer import Entry, Flag, gazetteer
from sayso.resolve.places.keys import LONGEST, SHORT, WORD, acronym_key, word_key
from sayso.resolve.places.words import group

if TYPE_CHECKING:
    from sayso.model.span import Span

_GAPS = frozenset({" ", "-", "\u00a0", "'", "’", ". ", "."})
_DOT_ENDS = frozenset({"st", "mt", "ft", "n", "s", "w", "e", "no", "so", "ste"})
"""Words after which a full stop may stand inside a name."""
_FARTHEST = 3
_LEAST_LETTERS = 3
"""Letters of the shortest name that is no acronym."""
_BESIDE = re.compile(r"(?:[ \u00a0]?\(|,)?[ \u00a0]")
"""What stands between a town and a short form ("Dayton, Ohio", "Dayton (Ohio)", "Dayton OH")."""


class Token(NamedTuple):
    """A word in place."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in place that the gazetteer has."""

    first: int
    """Number of its first token."""
    last: int
    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    meanings: int
    """What else the word means."""

    @property
    def people(self) -> bool:
        """Whether it is a nationality word and no name of a place."""
        return all(entry.flag & Flag.PEOPLE for entry in self.entries)


def tokens(text: str) -> list[Token]:
    """Return the words of a text."""
    return [Token(found.start(), found.end(), found.group()) for found in WORD.finditer(text)]


def sightings(text: str, words: list[Token]) -> list[Sighting]:
    """Return the names in order; they do not overlap. Each is the longest that begins where it begins."""
    found: list[Sighting] = []
    at = 0
    while at < len(words):
        seen = _longest(text, words, at, found[-1] if found else None) if words[at].capital else None
        if seen is None:
            at += 1
        else:
            found.append(seen)
            at = seen.last + 1
    return found


def sighting_at(text: str, words: list[Token], span: Span) -> Sighting | None:
    """Return the sighting of the words inside a span; None if the gazetteer has no such name."""
    first = bisect.bisect_left(words, span.start, key=lambda word: word.start)
    last = bisect.bisect_left(words, span.end, key=lambda word: word.start) - 1
    if last < first or last - first >= LONGEST:
        return None
    key, (entries, meanings) = _look_up(text, words, first, last)
    if not entries:
        return None
    return Sighting(first, last, span.start, span.end, key, entries, meanings)


def _longest(text: str, words: list[Token], at: int, before: Sighting | None) -> Sighting | None:
    reach = _reach(text, words, at)
    for last in range(reach, at - 1, -1):
        if not words[last].capital:
            continue
        key, (entries, meanings) = _look_up(text, words, at, last)
        kept = tuple(entry for entry in entries if not entry.flag & Flag.SHORT)
        end = words[last].end
        if len(kept) < len(entries) and before and _beside(text, before.end, words[at].start):
            kept = tuple(entries)
            end += (
                text[end : end + 1] == "." and words[last].text[-1] != "." and not words[last].text.isupper()
            )
        if kept and key not in group("side") and key not in group("function"):
            return Sighting(at, last, words[at].start, end, key, kept, meanings)
    return None


def _beside(text: str, end: int, start: int) -> bool:
    return start - end <= _FARTHEST and _BESIDE.fullmatch(text, end, start) is not None


def _reach(text: str, words: list[Token], at: int) -> int:
    """Return the number of the last word that a name beginning at ``at`` can have."""
    last = at
    for number in range(at + 1, min(at + LONGEST, len(words))):
        gap = text[words[number - 1].end : words[number].start]
        dotted = gap in {". ", "."}
        if gap not in _GAPS or (dotted and word_key(words[number - 1].text) not in _DOT_ENDS):
            break
        if words[number].capital:
            last = number
        elif words[number].text not in group("small") and not _possessive(text, words[number]):
            break
    return last


def _look_up(
    text: str, words: list[Token], first: int, last: int
) -> tuple[str, tuple[tuple[Entry, ...], int]]:
    if first == last:
        word = words[first].text
        acronym = acronym_key(word)
        if acronym:
            found = _find(acronym)
            if found[0] and not (word.isalpha() and _shouting(words, first) and len(word) < _LEAST_LETTERS):
                return acronym, found
            if len(acronym) <= SHORT and not _shouting(words, first):
                return acronym, ((), 0)
        if len(word) < _LEAST_LETTERS and not acronym:
            return "", ((), 0)
    key = ""
    for token in words[first : last + 1]:
        key += word_key(token.text) if not key or _possessive(text, token) else " " + word_key(token.text)
    return key, _find(key)


def _possessive(text: str, word: Token) -> bool:
    """Tell whether it is the s of "Martha's"."""
    return word.text == "s" and text[word.start - 1 : word.start] in {"'", "’"}


def _shouting(words: list[Token], at: int) -> bool:
    """Tell whether the words on both sides are in capitals too, as in a headline."""
    beside = [word.text for word in words[max(0, at - 1) : at + 2] if word is not words[at]]
    return bool(beside) and all(word.isupper() for word in beside)


@functools.lru_cache(maxsize=32768)
def _find(key: str) -> tuple[tuple[Entry, ...], int]:
    entries, meanings = gazetteer().find(key)
    return tuple(entries), meanings
