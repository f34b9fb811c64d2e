"""Cutting a stream into batches."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.item import Item
from sayso.pipeline.batches import BatchSize, batches

if TYPE_CHECKING:
    from collections.abc import Iterator


def items(sizes: list[int]) -> list[Item]:
    return [Item(b"x" * size, f"{place}.txt", "file") for place, size in enumerate(sizes)]


@given(st.lists(st.integers(0, 20)), st.integers(1, 5), st.integers(1, 30))
def test_nothing_is_lost_reordered_too_large_or_needlessly_small(
    sizes: list[int], most: int, data: int
) -> None:
    given_items = items(sizes)
    cut = list(batches(given_items, BatchSize(most, data)))
    assert [item for batch in cut for item in batch] == given_items
    for batch in cut:
        assert 1 <= len(batch) <= most
        assert len(batch) == 1 or sum(len(item.data) for item in batch) <= data
    for batch, after in itertools.pairwise(cut):
        assert len(batch) == most or sum(len(item.data) for item in (*batch, after[0])) > data


def test_the_stream_is_drawn_one_item_ahead_at_most() -> None:
    drawn = 0

    def endless() -> Iterator[Item]:
        nonlocal drawn
        while True:
            drawn += 1
            yield Item(b"x", f"{drawn}.txt", "file")

    cut = batches(endless(), BatchSize(4, 100))
    next(cut)
    next(cut)
    assert drawn == 9
