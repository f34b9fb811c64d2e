from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.tokens import Tokens
from sayso.annotate.windows import cover, owner


def tokens(breaks: list[int]) -> Tokens:
    zeros = np.zeros(len(breaks), dtype=np.int64)
    places = np.arange(len(breaks), dtype=np.int64)
    return Tokens(zeros, places, places + 1, zeros, zeros, np.array(breaks, dtype=np.int64), zeros)


texts = st.lists(st.sampled_from([0, 0, 0, 0, 0, 0, 1, 2]), max_size=400).map(tokens)


@given(texts)
def test_windows_cover_all_tokens_overlap_and_fit(text: Tokens) -> None:
    windows = cover(text, payload=60, overlap=16)
    assert {at for window in windows for at in range(window.start, window.end)} == set(range(len(text)))
    assert all(len(window) <= 60 for window in windows)
    for one, other in itertools.pairwise(windows):
        assert one.start < other.start
        assert one.end - other.start >= 16


@given(texts)
def test_each_token_is_owned_by_a_window_that_holds_it(text: Tokens) -> None:
    windows = cover(text, payload=60, overlap=16)
    for at, index in enumerate(owner(windows, len(text))):
        assert windows[index].start <= at < windows[index].end


def test_no_token_at_a_seam_is_read_without_context() -> None:
    text = tokens([0] * 300)
    windows = cover(text, payload=60, overlap=16)
    for at, index in enumerate(owner(windows, len(text))):
        window = windows[index]
        left = at - window.start if window.start else 99
        right = window.end - 1 - at if window.end < 300 else 99
        assert min(left, right) >= 7


def test_windows_begin_with_paragraphs_where_one_is_near() -> None:
    breaks = [0] * 200
    breaks[40] = 2
    windows = cover(tokens(breaks), payload=60, overlap=16)
    assert windows[1].start == 40
