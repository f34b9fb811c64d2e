"""Which names of speakers within one claim are one speaker's."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.text.names import compare, keys
from sayso.text.names.compare import MAY_MATCH
from sayso.text.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CROWDED = 40
"""A key with more names tells none of them apart, and would cost its square."""


def one_name(names: Iterable[str]) -> Mapping[str, str]:
    """Return for each name the one that stands for all of its speaker's: the first of them in the alphabet.

    Names of two and more words are compared; a single word ("Velt") is whoever alone has it as a name's first
    or last word. Two who might be meant by it stay apart from it.
    """
    spelt: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        spelt[plain(name)].append(name)
    groups = _Groups(spelt)
    for one, other in sorted(_neighbours(name for name in spelt if " " in name)):
        if groups.root(one) != groups.root(other) and compare(one, other).score >= MAY_MATCH:
            groups.join(one, other)
    ends: dict[str, set[str]] = defaultdict(set)
    for words in (name.split() for name in spelt if " " in name):
        for word in (words[0], words[-1]):
            ends[word].add(groups.root(" ".join(words)))
    for name in spelt:
        if len(ends.get(name, ())) == 1:
            groups.join(name, next(iter(ends[name])))
    return {name: spelt[groups.root(one)][0] for one, written in spelt.items() for name in written}


class _Groups:
    """Names that are one, by the first of them in the alphabet."""

    def __init__(self, names: Iterable[str]) -> None:
        self._up = {name: name for name in names}

    def root(self, name: str) -> str:
        while self._up[name] != name:
            name = self._up[name]
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._up[second] = first


def _neighbours(names: Iterable[str]) -> set[tuple[str, str]]:
    """Return the pairs that may be one by their keys, so that not each is compared with each."""
    holding: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for key in keys(name):
            holding[key].append(name)
    pairs: set[tuple[str, str]] = set()
    for some in holding.values():
        if len(some) <= _CROWDED:
            pairs.update(combinations(sorted(some), 2))
    return pairs
