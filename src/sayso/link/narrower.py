"""Narrower: whether a statement says all that another one says, and more.

"Two explosions, a minute apart, wrecked the mill" is narrower than "explosions wrecked the mill". Only where
every word of meaning and every number of the one stands in the other: what readers call narrower beyond that
(one man's knowledge of a deed against the deed) neither words nor a small network tell in which direction.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

from sayso.link.keys import word_keys
from sayso.link.proposition import Proposition, number_of, proposition, stem

_FEWEST = 3
"""Words of meaning that the broader statement must have; with fewer it says too little."""
_MOST = 3
"""Times as many words as the broader one's; with more the narrower one is about other things too."""
_SHOWN = 6
_CONDITION = re.compile(r"\b(?:if|unless|whether|would|could|should|might|may)\b", re.IGNORECASE)
_STATES = re.compile(r"\b(?:is|are|was|were|has|have|had|did|will|[a-z]{2,}ed)\b")
"""What states something has a verb; "a bill on dams" does not."""


def says_more(one: str, other: str) -> tuple[str, ...]:
    """Return the words that a statement adds to another one all of which it says; empty if it does not."""
    mine, theirs = word_keys(one), word_keys(other)
    if len(theirs) < _FEWEST or not theirs < mine or len(mine) > _MOST * len(theirs):
        return ()
    if "…" in one or not _STATES.search(other) or _CONDITION.search(f"{one} {other}"):
        return ()
    told, bare = proposition(one), proposition(other)
    if told.negated != bare.negated:
        return ()
    # In the same order: "the army shelled rebels at night" does not say that "rebels shelled the army".
    mine_in_order, theirs_in_order = _telling(told), _telling(bare)
    rest = iter([key for key, _ in mine_in_order])
    if not all(key in rest for key, _ in theirs_in_order):
        return ()
    said = {key for key, _ in theirs_in_order}
    added = {key: word for key, word in mine_in_order if key not in said}
    return tuple(added.values())[:_SHOWN] if added.keys().isdisjoint(_undoing()) else ()


def _telling(some: Proposition) -> list[tuple[str, str]]:
    """Return the words of meaning and the numbers, in order: stem or number in one spelling, and the word."""
    empty = {"function", "negative"}
    return [(number_of(one.word) or one.stem, one.word) for one in some.tokens if one.kind not in empty]


@functools.cache
def _undoing() -> frozenset[str]:
    """Return the stems of words that turn what stands beside them into something else: "refused to sign"."""
    lines = (Path(__file__).parent / "lists" / "undoing.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(stem(word) for line in lines if not line.startswith("#") for word in line.split())
