from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.decode import (
    MENTION_TAGS,
    TAGS,
    _viterbi,
    best_tags,
    log_softmax,
    mention_spans,
    role_spans,
)


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


@given(st.integers(0, 100_000), st.integers(1, 60), st.sampled_from([0.5, 1.0, 3.0]))
def test_a_long_sequence_is_as_good_as_a_search_over_all_of_it(seed: int, length: int, spread: float) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(length, len(TAGS))).astype(np.float32) * spread
    scores[:, 2::2] += 0.7  # many an I where none may stand
    path, whole = best_tags(scores), _viterbi(scores, free=False)
    assert allowed(tuple(path))
    rows = np.arange(length)
    assert scores[rows, path].sum() == pytest.approx(scores[rows, whole].sum(), abs=1e-3)


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


def named(*tags: str) -> np.ndarray:
    scores = np.full((len(tags), len(MENTION_TAGS)), -9.0, dtype=np.float32)
    for at, tag in enumerate(tags):
        scores[at, MENTION_TAGS.index(tag)] = 9.0
    return log_softmax(scores)


def test_a_mention_goes_on_only_as_the_same_kind() -> None:
    scores = named("B-person", "I-person", "I-organisation", "O", "B-weapon", "B-weapon")
    spans = mention_spans(scores, np.zeros(6, dtype=np.int64))
    assert [(span.role, span.first, span.last) for span in spans] == [
        ("person", 0, 1), ("organisation", 2, 2), ("weapon", 4, 4), ("weapon", 5, 5),
    ]  # fmt: skip


def test_a_mention_takes_whole_words() -> None:
    scores = named("O", "B-person", "O", "O")
    spans = mention_spans(scores, np.array([0, 0, 1, 0]))
    assert [(span.first, span.last) for span in spans] in ([(1, 2)], [])
    assert mention_spans(named(), np.zeros(0, dtype=np.int64)) == []


@given(st.integers(0, 10_000), st.integers(1, 12))
def test_mentions_are_in_order_and_apart(seed: int, length: int) -> None:
    rng = np.random.default_rng(seed)
    scores = log_softmax(rng.normal(size=(length, len(MENTION_TAGS))).astype(np.float32) * 4)
    inner = (rng.random(length) < 0.3).astype(np.int64)
    inner[0] = 0
    spans = mention_spans(scores, inner)
    assert all(a.last < b.first for a, b in itertools.pairwise(spans))
    for span in spans:
        assert not inner[span.first]
        assert span.last == length - 1 or not inner[span.last + 1]
        assert 0 < span.score <= 1
