"""From role spans to frames: which content belongs to which cue, which source to which cue.

A scorer looks at a pair of spans through the encoder's states at their first and last token and
their mean, and at how they lie to each other. Each content picks the cue that scores best (or none);
each cue picks its source (or none), so one source may serve several cues. Contents that pick the
same cue are the pieces of one attribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.annotate.decode import Floats, RoleSpan

DISTANCES = 12
BETWEEN = 4
RELATIONS = DISTANCES * 2 + BETWEEN + 3
"""Size of the one-hot relation vector: signed distance, cues between, a break between, quotation, order."""

_EDGES = np.array([0, 1, 2, 4, 8, 16, 24, 32, 48, 64, 96])


@dataclass(frozen=True, slots=True)
class Layout:
    """What the relation features need of a text: per token, cumulative counts."""

    breaks: NDArray[np.int64]
    """Number of line breaks up to and including each token."""
    quote: NDArray[np.int64]
    """The quote feature of each token."""


def relations(
    left: Sequence[RoleSpan], right: Sequence[RoleSpan], cues: Sequence[RoleSpan], layout: Layout
) -> Floats:
    """Return features of each pair, shape (left, right, RELATIONS)."""
    features = np.zeros((len(left), len(right), RELATIONS), dtype=np.float32)
    if not left or not right:
        return features
    first_a = np.array([span.first for span in left])[:, None]
    last_a = np.array([span.last for span in left])[:, None]
    first_b = np.array([span.first for span in right])[None, :]
    last_b = np.array([span.last for span in right])[None, :]
    after = (first_b > last_a).astype(np.int64)
    gap = np.maximum(np.where(after == 1, first_b - last_a, first_a - last_b) - 1, 0)
    bucket = np.searchsorted(_EDGES, gap, side="right") - 1
    rows, columns = np.indices(gap.shape)
    features[rows, columns, bucket + after * DISTANCES] = 1
    low = np.where(after == 1, last_a, last_b)
    high = np.where(after == 1, first_b, first_a)
    starts = np.array(sorted(span.first for span in cues), dtype=np.int64)
    between = np.searchsorted(starts, high, side="left") - np.searchsorted(starts, low, side="right")
    offset = DISTANCES * 2
    features[rows, columns, offset + np.clip(between, 0, BETWEEN - 1)] = 1
    offset += BETWEEN
    features[..., offset] = (layout.breaks[np.maximum(high, low)] > layout.breaks[low]).astype(np.float32)
    features[..., offset + 1] = (layout.quote[first_a] > 0).astype(np.float32)
    features[..., offset + 2] = (layout.quote[first_b] > 0).astype(np.float32)
    return features


def span_states(states: Floats, spans: Sequence[RoleSpan], offset: int = 0) -> Floats:
    """Return first, last and mean state of each span, shape (spans, 3 × width).

    ``offset`` is the text's token at which the states begin.
    """
    out = np.zeros((len(spans), 3 * states.shape[1]), dtype=np.float32)
    for row, span in enumerate(spans):
        first = min(max(span.first - offset, 0), len(states) - 1)
        last = max(min(span.last - offset, len(states) - 1), first)
        out[row] = np.concatenate([states[first], states[last], states[first : last + 1].mean(0)])
    return out


class PairScorer(Protocol):
    """Scores all pairs of left and right spans, and for each left span the choice of none of them."""

    def __call__(self, left: Floats, right: Floats, relation: Floats) -> Floats:
        """Return log probabilities of each choice, shape (left, right + 1); the last column is "none".

        Args:
            left: states of the left spans, shape (left, 3 × width), from :func:`span_states`.
            right: states of the right spans, shape (right, 3 × width).
            relation: features of the pairs, shape (left, right, RELATIONS), from :func:`relations`.
        """
