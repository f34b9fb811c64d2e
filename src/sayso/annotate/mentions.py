"""From scores to mentions: names in place, what they stand for, and whether they are blamed for something."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from sayso.annotate.decode import Floats, RoleSpan, mention_spans

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TokenMention(NamedTuple):
    """A name in tokens; the span's role is the kind of what it names."""

    span: RoleSpan
    blame: Floats
    """Probabilities: not blamed for an attack, then blamed with each of ``decode.BACKINGS``."""


def token_mentions(scores: Floats, blame: Floats, inner: NDArray[np.int64]) -> list[TokenMention]:
    """Return the mentions of one text, in order.

    Args:
        scores: log probabilities, shape (tokens, mention tags).
        blame: scores, shape (tokens, 1 + backings); what they say at a name is averaged over it.
        inner: 1 for a subword that goes on with the word before it.
    """
    return [
        TokenMention(span, softmax(blame[span.first : span.last + 1].mean(0)))
        for span in mention_spans(scores, inner)
    ]


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
