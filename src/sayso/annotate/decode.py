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


def role_spans(scores: Floats, inner: NDArray[np.int64] | None = None) -> list[RoleSpan]:
    """Decode log probabilities of shape (tokens, tags) into role spans, in order.

    Where ``inner`` is given, a word has one tag, so no span begins or ends inside a word.
    """
    if inner is None:
        inner = np.zeros(len(scores), dtype=np.int64)
    firsts = np.flatnonzero(inner == 0)
    words = _word_scores(scores, inner, firsts)
    path = best_tags(words)
    probabilities = np.exp(scores[firsts, path])
    lasts = np.append(firsts[1:], len(scores)) - 1
    spans: list[RoleSpan] = []
    at = 0
    while at < len(path):
        tag = TAGS[path[at]]
        if tag == "O":
            at += 1
            continue
        end = at + 1
        goes_on = path[at] + 1
        while end < len(path) and path[end] == goes_on:
            end += 1
        score = float(probabilities[at:end].mean())
        spans.append(RoleSpan(int(firsts[at]), int(lasts[end - 1]), tag[2:], score))
        at = end
    return spans


def _word_scores(scores: Floats, inner: NDArray[np.int64], firsts: NDArray[np.int64]) -> Floats:
    """Return scores of words: the first subword decides between B and I, the others vote for a role."""
    if not len(firsts):
        return scores
    votes = scores.copy()
    for role in ROLES:
        begin = TAGS.index(f"B-{role}")
        either = np.logaddexp(scores[:, begin], scores[:, begin + 1])
        votes[:, begin] = votes[:, begin + 1] = either
    mixed = np.where(inner[:, None] == 1, votes, scores)
    return np.asarray(np.add.reduceat(mixed, firsts, axis=0), dtype=np.float32)
