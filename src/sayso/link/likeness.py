"""How likely two statements state a common claim: by the matcher's word, nearness, and whom they accuse."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from sayso.link.accusation import agree
from sayso.link.keys import floats, word_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from sayso.model.statement import Statement

HEAD, NEARNESS, BIAS = 0.25, 4.0, -2.5
"""Of two statements that were compared: the log odds of the matcher's word, the cosine, and a constant."""
STEEPNESS, OFFSET = 8.0, -4.6
"""Of two that were not: the cosine, and a constant."""
WORDS, SURROUNDINGS, EXPECTED = 3.2, 2.8, 0.3
"""What rare words add that two contents share, and those shared with what stands around them; less what most
share. All are near logistic fits on labelled cases, and set with them in view."""
EXCLUDED = 0.0
"""What two statements score that give one thing two values: they never state one claim."""
SAME_ACCUSATION, OTHER_ACCUSATION = 0.95, 0.02
_LEAST = 1e-4


def chance(said: float, cosine: float) -> float:
    """Return how likely two compared statements state a common claim.

    Args:
        said: the matcher's word, 0..1; by itself it is too sure of itself.
        cosine: of their embeddings.
    """
    return 1 / (1 + math.exp(-(HEAD * _log_odds(said) + NEARNESS * cosine + BIAS)))


def chances(some: Sequence[Statement], known: Mapping[tuple[str, str], float]) -> NDArray[np.float64]:
    """Return how likely each two of some statements state a common claim, as a square.

    Args:
        some: statements, with embeddings.
        known: the chance of those that were compared, by their ids, the smaller first.
    """
    vectors = floats(one.vector for one in some)
    odds: NDArray[np.float64] = (STEEPNESS * (vectors @ vectors.T) + OFFSET).astype(np.float64)
    place_of = {one.id: place for place, one in enumerate(some)}
    for (left, right), score in known.items():
        if left in place_of and right in place_of:
            pair = place_of[left], place_of[right]
            odds[pair] = odds[pair[::-1]] = _log_odds(score)
    odds += WORDS * shared_words([one.compared.content for one in some])
    odds += SURROUNDINGS * shared_words([" ".join(one.compared) for one in some]) - EXPECTED
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    wordless = [place for place, one in enumerate(some) if not one.vector]
    likely[wordless] = likely[:, wordless] = 0.0
    _accuse(some, likely)
    return likely


def shared_words(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return how far each two of some texts share their rare words, as a square: the cosine of these, 0..1.

    A word counts the more, the fewer of the texts have it (Spärck Jones 1972).
    """
    words = [word_keys(text) for text in texts]
    held = Counter(word for some in words for word in some)
    weight = {word: math.log((len(texts) + 1) / (count + 0.5)) for word, count in held.items()}
    # In order: sums of floats depend on it a little, and the same reports must make the same claims.
    shared = sorted(word for word, count in held.items() if count > 1)
    column = {word: place for place, word in enumerate(shared)}
    table = np.zeros((len(texts), len(column)), dtype=np.float32)
    for place, some in enumerate(words):
        length = math.sqrt(math.fsum(weight[word] ** 2 for word in some)) or 1.0
        for word in some & column.keys():
            table[place, column[word]] = weight[word] / length
    cosines: NDArray[np.float64] = (table @ table.T).astype(np.float64)
    return cosines


def _accuse(some: Sequence[Statement], likely: NDArray[np.float64]) -> None:
    """Let statements of one accusation be near, and those of two be far."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, one in enumerate(some):
        if one.marks:
            alike.setdefault(one.marks, []).append(place)
    for mine, ours in alike.items():
        for other, theirs in alike.items():
            agreed = agree(mine, other)
            if agreed is not None:
                block = np.ix_(ours, theirs)
                likely[block] = (
                    np.maximum(likely[block], SAME_ACCUSATION)
                    if agreed
                    else np.minimum(likely[block], OTHER_ACCUSATION)
                )


def _log_odds(chance_: float) -> float:
    bounded = min(max(chance_, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))
