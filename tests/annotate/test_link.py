from __future__ import annotations

import numpy as np

from sayso.annotate.decode import RoleSpan
from sayso.annotate.link import RELATIONS, Layout, relations, span_states
from sayso.annotate.model import load

LAYOUT = Layout(np.zeros(40, dtype=np.int64), np.zeros(40, dtype=np.int64))


def span(first: int, last: int, role: str) -> RoleSpan:
    return RoleSpan(first, last, role, 1.0)


def test_relations_tell_side_distance_and_what_lies_between() -> None:
    contents = [span(0, 3, "content")]
    cues = [span(4, 4, "cue"), span(20, 20, "cue")]
    near, far = relations(contents, cues, cues, LAYOUT)[0]
    assert near.shape == (RELATIONS,)
    assert near.sum() == 2  # one distance, one count of cues between
    assert not np.array_equal(near, far)
    before = relations([span(10, 12, "content")], [span(9, 9, "cue")], cues, LAYOUT)[0][0]
    assert not np.array_equal(near[:24], before[:24])


def test_span_states_are_first_last_and_mean_in_the_window() -> None:
    states = np.arange(12, dtype=np.float32).reshape(6, 2)
    (row,) = span_states(states, [span(11, 13, "content")], offset=10)
    assert row.tolist() == [2, 3, 6, 7, 4, 5]


def test_a_span_that_reaches_beyond_the_window_uses_what_is_there() -> None:
    states = np.ones((4, 2), dtype=np.float32)
    (row,) = span_states(states, [span(5, 99, "content")], offset=8)
    assert row.tolist() == [1, 1, 1, 1, 1, 1]


def test_the_shipped_scorers_give_log_probabilities_with_none_last() -> None:
    scorers = load().scorers
    rng = np.random.default_rng(1)
    left, right = (rng.normal(size=(size, 3 * 384)).astype(np.float32) for size in (2, 3))
    for scorer in (scorers.cue, scorers.source):
        scores = scorer(left, right, np.zeros((2, 3, RELATIONS), dtype=np.float32))
        assert scores.shape == (2, 4)
        assert np.allclose(np.exp(scores).sum(1), 1, atol=1e-5)
