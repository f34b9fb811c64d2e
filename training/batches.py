"""Windows of articles, gathered into batches of about the same number of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from corpus import IGNORE, Article, windows
from torch import Tensor

from sayso.annotate.windows import Window

if TYPE_CHECKING:
    from random import Random

MASK, CLS, SEP = 103, 101, 102
TOKENS = 4096
"""Tokens of a batch, padding included."""
STEP = 32
"""Windows whose length differs by less than this may share a batch."""
FEATURES = ("ids", "case", "quote", "breaks")
QUOTELESS = 0.04
"""Share of windows whose quotation marks are not told by the feature, as when marks do not pair up."""

LOUDER = 3
"""How much more often texts without roles, which teach names, are read as all capitals."""

Example = tuple[Article, Window]


class Batch(NamedTuple):
    """Some windows and what the network is given of them."""

    examples: list[Example]
    inputs: dict[str, Tensor]


def batches(articles: list[Article], rng: Random) -> list[list[Example]]:
    """Cut all articles into windows, sort them roughly by length, and shuffle the batches."""
    cut = [(article, window) for article in articles for window in windows(article, rng)]
    rng.shuffle(cut)
    cut.sort(key=lambda pair: len(pair[1]) // STEP)
    grouped: list[list[Example]] = []
    longest = 0
    for pair in cut:
        longest = max(longest, len(pair[1]) + 2)
        if not grouped or (len(grouped[-1]) + 1) * longest > TOKENS:
            grouped.append([])
            longest = len(pair[1]) + 2
        grouped[-1].append(pair)
    rng.shuffle(grouped)
    return grouped


def tensors(batch: list[Example], rng: Random, masking: float, shout: float) -> dict[str, Tensor]:
    """Pad a batch; mask some inputs; now and then pretend that a window is all capitals or all lower case.

    ``clean`` are the ids without masks, which a teacher sees.
    """
    length = max(len(window) for _, window in batch) + 2
    out = {name: np.zeros((len(batch), length), dtype=np.int64) for name in (*FEATURES, "mask", "clean")}
    for row, (article, window) in enumerate(batch):
        part, end = slice(window.start, window.end), len(window) + 1
        ids = article.tokens.ids[part].copy()
        out["clean"][row, 0], out["clean"][row, 1:end], out["clean"][row, end] = CLS, ids, SEP
        ids[np.array([rng.random() < masking for _ in range(len(ids))])] = MASK
        out["ids"][row, 0], out["ids"][row, 1:end], out["ids"][row, end] = CLS, ids, SEP
        case = article.tokens.case[part]
        dice = rng.random() / (LOUDER if article.tags[0] == IGNORE else 1)
        if dice < shout:
            case = np.full_like(case, 2)
        elif dice < shout * 1.5:
            case = np.zeros_like(case)
        out["case"][row, 1:end] = case
        if rng.random() >= QUOTELESS:
            out["quote"][row, 1:end] = article.tokens.quote[part]
        out["breaks"][row, 1:end] = article.tokens.breaks[part]
        out["mask"][row, : end + 1] = 1
    return {name: torch.from_numpy(array) for name, array in out.items()}


def layer(batch: list[Example], shape: tuple[int, int], name: str, empty: float) -> np.ndarray:
    """Return a layer of the articles in the batch's shape, ``empty`` where there is nothing."""
    kind = np.float32 if name == "factuality" else np.int64
    out = np.full(shape, empty, dtype=kind)
    for row, (article, window) in enumerate(batch):
        out[row, 1 : len(window) + 1] = getattr(article, name)[window.start : window.end]
    return out


def roles(batch: list[Example], shape: tuple[int, int]) -> Tensor:
    """Return the role tags."""
    return torch.from_numpy(layer(batch, shape, "tags", IGNORE))
