"""Cut a stream into batches that are worth sending to a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.model.item import Item


@dataclass(frozen=True, slots=True)
class BatchSize:
    """No batch is larger, unless a single item is.

    Attributes:
        items: Most items in a batch, 1 or more.
        data: Most bytes in a batch.
    """

    items: int
    data: int


def batches(items: Iterable[Item], size: BatchSize) -> Iterator[tuple[Item, ...]]:
    """Yield the items in order, in batches that are as full as ``size`` lets them be.

    The stream is drawn one item beyond the batch that is yielded, at most.
    """
    batch: list[Item] = []
    held = 0
    for item in items:
        if batch and (len(batch) == size.items or held + len(item.data) > size.data):
            yield tuple(batch)
            batch, held = [], 0
        batch.append(item)
        held += len(item.data)
    if batch:
        yield tuple(batch)
