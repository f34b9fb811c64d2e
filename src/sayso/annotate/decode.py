"""From scores to spans: the best sequence of BIO tags (Viterbi) and the spans in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.model.annotation import Backing, MentionKind

Floats = NDArray[np.float32]

ROLES = ("source", "cue", "content")
TAGS = ("O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI"))
"""O, B-source, I-source, B-cue, I-cue, B-content, I-content."""
MENTIONS = tuple(kind.value for kind in MentionKind)
MENTION_TAGS = ("O", *(f"{prefix}-{kind}" for kind in MENTIONS for prefix in "BI"))
"""O, B-person, I-person, … in the order of :class:`sayso.model.annotation.MentionKind`."""
BACKINGS = tuple(backing.value for backing in Backing)


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
_INSIDE = np.array([tag.startswith("I") for tag in TAGS])
_START = np.array([-np.inf if tag.startswith("I") else 0.0 for tag in TAGS], dtype=np.float32)


def best_tags(scores: Floats) -> NDArray[np.int64]:
    """Return the best allowed tag sequence for log scores of shape (tokens, tags).

    Each token's own best tag is the answer wherever the tags so chosen may follow each other; only around
    the places where they may not is a best sequence looked for (Viterbi 1967). A stretch may be decided
    alone if it begins with O or B, which may follow anything, and so does what comes after it: then all
    parts are as good as they can be.
    """
    path = np.asarray(scores.argmax(1), dtype=np.int64)
    fresh = ~_INSIDE[path]
    wrong = np.flatnonzero(np.isneginf(_TRANSITIONS[path[:-1], path[1:]])) + 1
    if len(path) and not fresh[0]:
        wrong = np.append(0, wrong)
    done = 0
    for place in wrong.tolist():
        if place < done:
            continue
        begin, end = _cut_before(fresh, place - 1), place + 1
        while end < len(path) and not fresh[end]:
            end += 1
        while True:
            stretch = _viterbi(scores[begin:end], free=begin > 0)
            if begin == 0 or not _INSIDE[stretch[0]]:
                break
            begin = _cut_before(fresh, begin - 1)
        path[begin:end] = stretch
        fresh[begin:end] = ~_INSIDE[stretch]
        done = end
    return path


def _cut_before(fresh: NDArray[np.bool_], place: int) -> int:
    """Return the last place up to ``place`` whose tag may follow anything, or the first of all."""
    while place > 0 and not fresh[place]:
        place -= 1
    return max(place, 0)


def _viterbi(scores: Floats, *, free: bool) -> NDArray[np.int64]:
    """Return the best sequence of a stretch; where it is ``free`` it may begin with any tag."""
    total = len(scores)
    back = np.zeros((total, len(TAGS)), dtype=np.int64)
    best = scores[0] if free else _START + scores[0]
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


def mention_spans(scores: Floats, inner: NDArray[np.int64]) -> list[RoleSpan]:
    """Decode log probabilities of shape (tokens, mention tags) into mentions, in order.

    Names are short, so each word takes its own best tag; an I after another kind begins a new mention.
    """
    firsts = np.flatnonzero(inner == 0)
    if not len(firsts):
        return []
    path = _word_scores(scores, inner, firsts).argmax(1)
    lasts = np.append(firsts[1:], len(scores)) - 1
    sure = np.exp(scores[firsts, path])
    spans: list[RoleSpan] = []
    for at in np.flatnonzero(path).tolist():
        role = MENTION_TAGS[path[at]][2:]
        first, last, score = int(firsts[at]), int(lasts[at]), float(sure[at])
        goes_on = path[at] % 2 == 0 and spans and spans[-1].last == first - 1 and spans[-1].role == role
        if goes_on:
            spans[-1] = RoleSpan(spans[-1].first, last, role, min(spans[-1].score, score))
        else:
            spans.append(RoleSpan(first, last, role, score))
    return spans


def _word_scores(scores: Floats, inner: NDArray[np.int64], firsts: NDArray[np.int64]) -> Floats:
    """Return scores of words: the first subword decides between B and I, the others vote for a role."""
    if not len(firsts):
        return scores
    votes = scores.copy()
    for begin in range(1, scores.shape[1], 2):
        either = np.logaddexp(scores[:, begin], scores[:, begin + 1])
        votes[:, begin] = votes[:, begin + 1] = either
    mixed = np.where(inner[:, None] == 1, votes, scores)
    return np.asarray(np.add.reduceat(mixed, firsts, axis=0), dtype=np.float32)
