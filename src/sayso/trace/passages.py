"""Passages that two texts share: copied, trimmed, reordered, lightly reworded.

Words are compared, whatever their case. Runs of words that both texts hold are tiled longest first, so that
no word is counted twice (Wise 1993), and neighbouring tiles in the same order are joined over a few changed
words. What is left is compared sentence by sentence for shared content words: that finds rewording. Which
text had it from the other is not decided here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.model.span import Span
from sayso.text.sentences import sentences
from sayso.text.words import words as word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_SEED = 3
"""Words: the shortest run that is looked for."""
_OFTEN = 50
"""A run that stands more often than this in one text tells nothing, and would cost its square."""
_STEM = 6
"""Letters by which the forms of a content word are taken for one."""


class Manner(StrEnum):
    """How a passage was taken over."""

    COPIED = "copied"
    """In the same words, a few of them changed."""
    REWORDED = "reworded"
    """The same sentence in other words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage in both texts."""

    left: Span
    right: Span
    manner: Manner
    words: int
    """Words that both have in common."""
    runs: int
    """Unbroken runs of words in which these stand; of a reworded sentence, 0."""
    similarity: float
    """0..1: 1 is word for word (normalised indel similarity of the two runs of words)."""


@dataclass(frozen=True, slots=True)
class Reuse:
    """What two texts share, in the order of the left one."""

    passages: tuple[Passage, ...]
    left_share: float
    """0..1: the share of the left text's words that stand in copied passages and are the same in both."""
    right_share: float
    left_reworded: float
    """0..1: the share of the left text's words that stand in reworded sentences."""
    right_reworded: float

    @property
    def share(self) -> float:
        """The larger of both shares: of a trimmed reprint, all is reused."""
        return max(self.left_share, self.right_share)

    @property
    def longest(self) -> int:
        """Words in common in the longest copied passage."""
        return max((one.words for one in self.passages if one.manner is Manner.COPIED), default=0)


@dataclass(frozen=True, slots=True)
class Config:
    """What counts as a passage."""

    least: int = 6
    """Words in common: below, two texts on one matter share phrases without having them from each other."""
    gap: int = 5
    """Changed words, on either side, over which tiles are joined."""
    sentence: int = 4
    """Content words that a reworded sentence must share …"""
    sentence_share: float = 0.5
    """… and which share of the shorter sentence's content words these must be."""


def compare(left: str, right: str, config: Config | None = None) -> Reuse:
    """Return the passages that two texts share. Time grows with the texts and what they share."""
    config = config or Config()
    one, two = _Words(left), _Words(right)
    tiles = _tiles(one.folded, two.folded)
    copied = [
        group for group in _joined(tiles, config.gap) if sum(tile.size for tile in group) >= config.least
    ]
    passages = [_passage(group, one, two) for group in copied]
    seen_left = {at for group in copied for tile in group for at in range(tile.left, tile.left + tile.size)}
    seen_right = {
        at for group in copied for tile in group for at in range(tile.right, tile.right + tile.size)
    }
    reworded, new_left, new_right = _reworded(one, two, seen_left, seen_right, config)
    passages = sorted([*passages, *reworded], key=lambda passage: (passage.left, passage.right))
    return Reuse(
        tuple(passages),
        len(seen_left) / max(len(one), 1),
        len(seen_right) / max(len(two), 1),
        new_left / max(len(one), 1),
        new_right / max(len(two), 1),
    )


class _Words:
    """A text's words and where they stand."""

    def __init__(self, text: str) -> None:
        self.text = text
        places = [match.span() for match in _WORD.finditer(text)]
        self.places = places
        self.folded = [text[start:end].casefold().replace("’", "'") for start, end in places]

    def __len__(self) -> int:
        return len(self.places)

    def span(self, first: int, end: int) -> Span:
        return Span(self.places[first][0], self.places[end - 1][1])

    def sentences(self) -> list[tuple[int, int]]:
        """Return the sentences as ranges of words."""
        found, at = [], 0
        for span in sentences(self.text):
            first = at
            while at < len(self.places) and self.places[at][0] < span.end:
                at += 1
            if at > first:
                found.append((first, at))
        return found


@dataclass(frozen=True, slots=True, order=True)
class _Tile:
    left: int
    right: int
    size: int


def _tiles(left: Sequence[str], right: Sequence[str]) -> list[_Tile]:
    """Return runs of words that both hold, none overlapping another on either side, in the left's order."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(right) - _SEED + 1):
        where[tuple(right[at : at + _SEED])].append(at)
    runs: list[_Tile] = []
    reached: dict[int, int] = {}
    for at in range(len(left) - _SEED + 1):
        places = where.get(tuple(left[at : at + _SEED]), [])
        for place in places if len(places) <= _OFTEN else []:
            diagonal = at - place
            if reached.get(diagonal, -1) > at:
                continue
            size = _SEED
            while (
                at + size < len(left) and place + size < len(right) and left[at + size] == right[place + size]
            ):
                size += 1
            reached[diagonal] = at + size - _SEED + 1
            runs.append(_Tile(at, place, size))
    return _tiled(runs, len(left), len(right))


def _tiled(runs: Iterable[_Tile], left: int, right: int) -> list[_Tile]:
    """Return the runs, longest first, each cut to what no longer run has taken; shorter ones drop out."""
    taken_left, taken_right = bytearray(left), bytearray(right)
    kept: list[_Tile] = []
    for run in sorted(runs, key=lambda one: (-one.size, one.left, one.right)):
        first = 0
        while first < run.size:
            while first < run.size and (taken_left[run.left + first] or taken_right[run.right + first]):
                first += 1
            end = first
            while end < run.size and not (taken_left[run.left + end] or taken_right[run.right + end]):
                end += 1
            if end - first >= _SEED:
                kept.append(_Tile(run.left + first, run.right + first, end - first))
                taken_left[run.left + first : run.left + end] = b"\1" * (end - first)
                taken_right[run.right + first : run.right + end] = b"\1" * (end - first)
            first = end
    return sorted(kept)


def _joined(tiles: Iterable[_Tile], gap: int) -> list[list[_Tile]]:
    """Return neighbours in the same order in both texts, at most ``gap`` words apart in each, as groups."""
    groups: list[list[_Tile]] = []
    for tile in tiles:
        last = groups[-1][-1] if groups else None
        if (
            last is not None
            and tile.left - last.left - last.size <= gap
            and 0 <= tile.right - last.right - last.size <= gap
        ):
            groups[-1].append(tile)
        else:
            groups.append([tile])
    return groups


def _passage(group: list[_Tile], one: _Words, two: _Words) -> Passage:
    first, last = group[0], group[-1]
    return _made(
        one,
        two,
        (first.left, last.left + last.size),
        (first.right, last.right + last.size),
        sum(tile.size for tile in group),
        len(group),
    )


def _made(
    one: _Words, two: _Words, left: tuple[int, int], right: tuple[int, int], words: int, runs: int
) -> Passage:
    from rapidfuzz.distance import Indel

    similarity = Indel.normalized_similarity(one.folded[slice(*left)], two.folded[slice(*right)])
    manner = Manner.COPIED if runs else Manner.REWORDED
    return Passage(one.span(*left), two.span(*right), manner, words, runs, similarity)


def _reworded(
    one: _Words, two: _Words, seen_left: set[int], seen_right: set[int], config: Config
) -> tuple[list[Passage], int, int]:
    """Return sentences with mostly the same content words that no copied passage covers, each used once."""
    lefts = _contents(one, seen_left, config.sentence)
    rights = _contents(two, seen_right, config.sentence)
    holding: dict[str, list[int]] = defaultdict(list)
    for number, (_, stems) in enumerate(rights):
        for stem in stems:
            holding[stem].append(number)
    scored = []
    for number, (_, stems) in enumerate(lefts):
        shared = Counter(other for stem in stems if len(holding[stem]) <= _OFTEN for other in holding[stem])
        for other, count in shared.items():
            share = count / min(len(stems), len(rights[other][1]))
            if count >= config.sentence and share >= config.sentence_share:
                scored.append((-share, -count, number, other))
    passages: list[Passage] = []
    used_left, used_right = set[int](), set[int]()
    words_left = words_right = 0
    for _, count, number, other in sorted(scored):
        if number in used_left or other in used_right:
            continue
        used_left.add(number)
        used_right.add(other)
        left, right = lefts[number][0], rights[other][0]
        passages.append(_made(one, two, left, right, -count, 0))
        words_left += sum(at not in seen_left for at in range(*left))
        words_right += sum(at not in seen_right for at in range(*right))
    return passages, words_left, words_right


def _contents(text: _Words, seen: set[int], least: int) -> list[tuple[tuple[int, int], frozenset[str]]]:
    """Return the sentences, mostly unseen so far, with their content words' stems."""
    found = []
    for first, end in text.sentences():
        if 2 * sum(at in seen for at in range(first, end)) >= end - first:
            continue
        stems = frozenset(
            word[:_STEM]
            for word in text.folded[first:end]
            if len(word) > 3 and word not in _small()  # noqa: PLR2004
        )
        if len(stems) >= least:
            found.append(((first, end), stems))
    return found


def _small() -> frozenset[str]:
    return word_list("small_words")
