"""From scores to spans: the best sequence of BIO tags (Viterbi) and the spans in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
"""O, B-source, I-source, B-cue, I-cue, B-content, I-content."""


@dataclass(frozen=True, slots=True, order=True)
class RoleSpan:
    """Tokens ``first`` to ``last``, both included, that play one role."""

    first: int
    last: int
    role: str
    score: float
    """0..1: mean probability of its tags."""


def _allowed() -> Floats:
    """Return the transition scores: 0 where a tag may follow, minus infinity where not."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for before, earlier in enumerate(TAGS):
        for after, tag in enumerate(TAGS):
            if tag.startswith("I") and earlier[2:] != tag[2:]:
                table[before, after] = -np.inf
    return table


_TRANSITIONS = _allowed()
_START = np.array([-np.inf if tag.startswith("I") else 0.0 for tag in TAGS], dtype=np.float32)


def best_tags(scores: Floats) -> NDArray[np.int64]:
    """Return the best allowed tag sequence for log scores of shape (tokens, tags)."""
    total = len(scores)
    if total == 0:
        return np.zeros(0, dtype=np.int64)
    back = np.zeros((total, len(TAGS)), dtype=np.int64)
    best = _START + scores[0]
    for at in range(1, total):
        options = best[:, None] + _TRANSITIONS
        back[at] = options.argmax(0)
        best = options.max(0) + scores[at]
    path = np.zeros(total, dtype=np.int64)
    path[-1] = int(best.argmax())
    for at in range(total - 1, 0, -1):
        path[at - 1] = back[at, path[at]]
    return path


def log_softmax(scores: Floats) -> Floats:
    """Return log probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)


def role_spans(scores: Floats) -> list[RoleSpan]:
    """Decode log probabilities of shape (tokens, tags) into role spans, in order."""
    path = best_tags(scores)
    probabilities = np.exp(scores[np.arange(len(path)), path])
    spans: list[RoleSpan] = []
    at = 0
    while at < len(path):
        tag = TAGS[path[at]]
        if tag == "O":
            at += 1
            continue
        end = at + 1
        inside = path[at] if tag.startswith("I") else path[at] + 1
        while end < len(path) and path[end] == inside:
            end += 1
        spans.append(RoleSpan(at, end - 1, tag[2:], float(probabilities[at:end].mean())))
        at = end
    return spans
