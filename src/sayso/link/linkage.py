"""Average linkage: groups whose members are, on average over all pairs, near each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


def average_linkage(apart: NDArray[np.float64], sizes: Sequence[int], most: float) -> list[list[int]]:
    """Return groups, by place, joined from the nearest pair on while a pair is at most ``most`` apart.

    A group is as far from another as all pairs of their members are on average (Sokal and Michener 1958), so
    that A~B and B~C do not bring together an A and a C that lie far apart. Groups are found by chains of
    nearest neighbours (Murtagh 1983), in the square of the number of items.

    Args:
        apart: distances, square and symmetric but for rounding; infinite for two that must not come together.
        sizes: how many members each item counts as.
        most: distance from which nothing is joined.
    """
    # Sums of floats in two orders differ a little, and in a distance that is not the same both ways the chain
    # could run in a circle for ever.
    distance = (np.asarray(apart, dtype=np.float64) + np.asarray(apart, dtype=np.float64).T) / 2
    np.fill_diagonal(distance, np.inf)
    weight = [float(size) for size in sizes]
    groups: dict[int, list[int]] = {place: [place] for place in range(len(weight))}
    done: list[list[int]] = []
    chain: list[int] = []
    while groups:
        tip = chain[-1] if chain else next(iter(groups))
        nearest = int(np.argmin(distance[tip]))
        if distance[tip, nearest] > most:
            # Groups never come nearer than their parts were, so that nothing will join this one any more.
            done.append(groups.pop(tip))
            distance[tip] = distance[:, tip] = np.inf
            chain = []
            continue
        before = chain[-2] if len(chain) > 1 else None
        if before is None or distance[tip, before] > distance[tip, nearest]:
            chain = [*(chain or [tip]), nearest]
            continue
        chain = chain[:-2]
        kept, gone = sorted((tip, before))
        both = weight[kept] + weight[gone]
        row = (weight[kept] * distance[kept] + weight[gone] * distance[gone]) / both
        row[kept] = np.inf
        distance[kept] = distance[:, kept] = row
        distance[gone] = distance[:, gone] = np.inf
        weight[kept] = both
        groups[kept] += groups.pop(gone)
    return sorted(sorted(group) for group in done)
