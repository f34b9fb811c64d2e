from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.decode import TAGS, best_tags, log_softmax, role_spans


def allowed(path: tuple[int, ...]) -> bool:
    names = ["O", *(TAGS[tag] for tag in path)]
    return all(not tag.startswith("I") or before[2:] == tag[2:] for before, tag in itertools.pairwise(names))


@given(st.integers(0, 10_000), st.integers(1, 4))
def test_the_best_sequence_is_the_best_of_all_allowed_ones(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32)
    path = best_tags(scores)
    assert allowed(tuple(path))
    best = max(
        sum(scores[at, tag] for at, tag in enumerate(option))
        for option in itertools.product(range(len(TAGS)), repeat=length)
        if allowed(option)
    )
    assert sum(scores[at, tag] for at, tag in enumerate(path)) == pytest.approx(best, abs=1e-5)


def test_spans_begin_at_b_tags_and_carry_their_probability() -> None:
    tags = ["B-source", "I-source", "B-cue", "O", "B-content", "I-content", "B-content"]
    scores = np.full((len(tags), len(TAGS)), -9.0, dtype=np.float32)
    for at, tag in enumerate(tags):
        scores[at, TAGS.index(tag)] = 9.0
    spans = role_spans(log_softmax(scores))
    assert [(span.role, span.first, span.last) for span in spans] == [
        ("source", 0, 1), ("cue", 2, 2), ("content", 4, 5), ("content", 6, 6),
    ]  # fmt: skip
    assert all(span.score > 0.99 for span in spans)


def test_nothing_in_nothing_out() -> None:
    assert role_spans(np.zeros((0, len(TAGS)), dtype=np.float32)) == []


def test_no_span_begins_or_ends_inside_a_word() -> None:
    tags = ["O", "B-source", "I-source", "B-cue", "O"]
    inner = np.array([0, 1, 0, 1, 0], dtype=np.int64)
    scores = np.full((len(tags), len(TAGS)), -9.0, dtype=np.float32)
    for at, tag in enumerate(tags):
        scores[at, TAGS.index(tag)] = 9.0
    scores[0, TAGS.index("B-source")] = 9.5
    spans = role_spans(log_softmax(scores), inner)
    assert [(span.role, span.first, span.last) for span in spans] == [("source", 0, 3)]
