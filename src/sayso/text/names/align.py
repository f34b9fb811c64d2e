"""Which word of one name answers to which of another, and how closely."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.text.names.prepare import Name, Word

CLOSE = 0.72
"""From here on two words may be one: a letter in four, two in eight, differ."""
_SAME_SOUND, _SAME_GROUP, _SAME_BONES = 0.97, 0.96, 0.9
_INITIAL = 0.9
_OF_CODES, _OF_LETTERS, _OF_SOUND, _OF_END = 0.35, 0.36, 0.27, 0.02
_LENIENCE = 0.7
"""How much of a difference between words of different scripts counts."""
_SHORT = 3
"""Words up to this long have too little in them to be misspelt safely."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A word, or two run together, of each name."""

    left: str
    right: str
    closeness: float
    weight: float
    why: str
    """same, sound, group, initial, joined or close."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """All pairs, and the words that answer to none."""

    pairs: tuple[Pair, ...]
    left: tuple[Word, ...]
    right: tuple[Word, ...]
    nearest: float
    """Closeness of the nearest words that were not alike anyhow, paired or not."""


def align(left: Name, right: Name) -> Alignment:
    """Return the best pairs of words, taken greedily, each word used once."""
    pairs: list[Pair] = []
    one, other = list(left.words), list(right.words)
    for word in left.words:
        for place, candidate in enumerate(other):
            if candidate.text == word.text:
                pairs.append(Pair(word.text, word.text, 1.0, max(word.weight, candidate.weight), "same"))
                one.remove(word)
                del other[place]
                break
    cross = left.script != right.script
    nearest = _pair_up(one, other, pairs, cross=cross) if one and other else 0.0
    if one and other and len(one) != len(other):
        _joined(one, other, pairs)
        _joined(other, one, pairs)
    return Alignment(tuple(pairs), tuple(one), tuple(other), nearest)


def _pair_up(one: list[Word], other: list[Word], pairs: list[Pair], *, cross: bool) -> float:
    found = []
    nearest = 0.0
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            closeness, why = (across if cross else closest)(left, right)
            nearest = max(nearest, closeness)
            if closeness >= CLOSE:
                found.append((-closeness, abs(i - j), i, j, why))
    found.sort()
    lefts, rights = set(), set()
    for negative, _, i, j, why in found:
        if i in lefts or j in rights:
            continue
        lefts.add(i)
        rights.add(j)
        weight = max(one[i].weight, other[j].weight)
        pairs.append(Pair(one[i].text, other[j].text, -negative, weight, why))
    one[:] = [word for i, word in enumerate(one) if i not in lefts]
    other[:] = [word for j, word in enumerate(other) if j not in rights]
    return nearest


def _joined(parts: list[Word], wholes: list[Word], pairs: list[Pair]) -> None:
    """Pair a word with two of the other name that it is made of ("Good Will", "Goodwill")."""
    for first, second in _neighbours(parts):
        for whole in wholes:
            made = first.text + second.text
            if abs(len(made) - len(whole.text)) > 1 or len(made) <= _SHORT:
                continue
            closeness = spelt(made, whole.text)
            if closeness >= 0.85:  # noqa: PLR2004 - a join is itself a change, so little else may differ
                pairs.append(Pair(f"{first.text} {second.text}", whole.text, closeness, 1.0, "joined"))
                parts.remove(first)
                parts.remove(second)
                wholes.remove(whole)
                return


def _neighbours(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    return itertools.pairwise(tuple(words))


@functools.lru_cache(maxsize=100_000)
def closest(left: Word, right: Word) -> tuple[float, str]:
    """Return how close two words of one script are (0..1), and by what."""
    if left.initial or right.initial:
        same = left.text[:1] == right.text[:1] or left.sound[:1] == right.sound[:1]
        return (_INITIAL, "initial") if same else (0.0, "")
    if left.groups and right.groups and left.groups & right.groups:
        return _SAME_GROUP, "group"
    if left.sound == right.sound:
        return _SAME_SOUND, "sound"
    shorter, longer = sorted((len(left.text), len(right.text)))
    if shorter * 2 < longer:
        return 0.0, ""
    raw = spelt(left.text, right.text)
    heard = spelt(left.sound, right.sound) - 0.03 if len(left.sound) > _SHORT else 0.0
    best = max(raw, heard)
    if left.bones == right.bones and len(left.bones) > 1 and best >= 0.6:  # noqa: PLR2004
        return max(best, _SAME_BONES), "sound"
    return best, "close"


def across(left: Word, right: Word) -> tuple[float, str]:
    """Return how close two words of different scripts are: classes of consonants tell as much as letters.

    The shares were fitted on name_translit (Wikidata names in six scripts) to rank the right name first.
    """
    closeness, why = closest(left, right)
    if why in {"initial", "group"}:
        return closeness, why
    mixed = (
        _OF_CODES * max(spelt(a, b) for a in left.codes for b in right.codes)
        + _OF_LETTERS * spelt(left.text, right.text)
        + _OF_SOUND * spelt(left.sound, right.sound)
        + _OF_END * (left.sound[-1:] == right.sound[-1:])
    )
    return 1 - (1 - mixed) * _LENIENCE, "sound"


def spelt(left: str, right: str) -> float:
    """Return 1 less the edits that make one of the other, by the length of the longer."""
    from rapidfuzz.distance.OSA import normalized_similarity

    return float(normalized_similarity(left, right))
