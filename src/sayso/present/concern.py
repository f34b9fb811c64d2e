"""Which assertions a denial may concern: a cautious pointer by shared words, and never more than that.

Two statements are pointed at each other if they share at least two content words, and at least three unless
those are all that the shorter has, and at least half of the shorter's. The shared words are shown with the
pointer, so that a reader can judge it at once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_WITHOUT_CONTENT = """
about above after again against all also although among an and another any anything are as at be
because been before being below between both but by can cannot could did do does doing done down
during each either else even ever every few for from further had has have having he her here hers
herself him himself his how however if in into is it its itself just last least less like made make
many may might more most much must neither never next no none nor not nothing now of off on once one
only onto or other our ours out over own per rather said same say saying says shall she should since
so some still such than that the their theirs them themselves then there these they this those
though three through thus to told too two under until up upon us very was we well were what when
where whether which while who whom whose why will with within without would yet you your yours
"""
_STOP = frozenset(_WITHOUT_CONTENT.split())
_SHORTEST = 3
_COMMON = 3
_FEWEST = 2
_SMALL_CASE = 200
_TOO_FREQUENT = 0.25
"""In a case of many lines, a word in more than this share of them says nothing about which matter it is."""


@dataclass(frozen=True, slots=True)
class Concern:
    """``other`` may be what it is about: the position of that text, and the words that both have."""

    other: int
    shared: tuple[str, ...]


def content_words(text: str) -> dict[str, str]:
    """Return the content words of a text: folded stem to the word as it stands there first."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word in _STOP or (len(word) < _SHORTEST and not word.isdigit() and word.isascii()):
            continue
        found.setdefault(_stem(word), match[0])
    return found


def _stem(word: str) -> str:
    for ending in ("'s", "’s", "ings", "ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > _SHORTEST:
            return word[: -len(ending)]
    return word


def may_concern(
    denials: Mapping[int, str],
    texts: Mapping[int, str],
    most: int,
    apart: Callable[[int, int], bool] = lambda _denial, _other: True,
) -> dict[int, list[Concern]]:
    """Find, for each denial, at most ``most`` texts that share enough content words with it, best first.

    Args:
        denials: position to words of each denial.
        texts: position to words of everything that a denial could concern.
        most: how many to keep for each denial.
        apart: whether a denial and a text stand apart; a text that holds the denial says nothing about it.
    """
    words = {position: content_words(text) for position, text in texts.items()}
    rare = _rare(words)
    index: dict[str, list[int]] = defaultdict(list)
    for position, stems in words.items():
        for stem in stems:
            if stem in rare:
                index[stem].append(position)
    sizes = {position: len(stems) for position, stems in words.items()}
    found: dict[int, list[Concern]] = {}
    for position, text in denials.items():
        mine = content_words(text)
        shared = Counter(chain.from_iterable(index.get(stem, ()) for stem in mine))
        shared.pop(position, None)
        shared = Counter({other: count for other, count in shared.items() if apart(position, other)})
        best = nsmallest(most, _ranked(shared, len(mine), sizes))
        found[position] = [Concern(other, _shared(mine, words[other], rare)) for _, other in best]
    return found


def _ranked(shared: Mapping[int, int], mine: int, sizes: Mapping[int, int]) -> Iterator[tuple[float, int]]:
    """Yield those that share enough, with a rank that is lower the better; a case has millions of pairs."""
    for other, count in shared.items():
        theirs = sizes[other]
        shorter, longer = (mine, theirs) if mine < theirs else (theirs, mine)
        if 2 * count >= shorter and (count >= _COMMON or count == shorter == _FEWEST):
            yield -count / longer, other


def _rare(words: Mapping[int, Mapping[str, str]]) -> frozenset[str]:
    frequency = Counter(stem for stems in words.values() for stem in stems)
    ceiling = len(words) * _TOO_FREQUENT if len(words) > _SMALL_CASE else len(words)
    return frozenset(stem for stem, count in frequency.items() if count <= ceiling)


def _shared(mine: Mapping[str, str], theirs: Mapping[str, str], rare: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for stem, word in mine.items() if stem in theirs and stem in rare)
