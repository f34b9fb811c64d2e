"""The matcher in PyTorch: a BERT encoder that reads one content, or two side by side.

Alone, a content gets an embedding (the mean of its states), by which candidates are found. Two together get
the chance that they state a common claim, and whether the first entails or contradicts the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from network import WIDTH, Layer, Reader
from safetensors.torch import load_file
from torch import Tensor, nn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LAYERS = 6
HIDDEN = 128
RELATIONS = ("entailment", "neutral", "contradiction")
CLS, SEP = 101, 102
MOST = 64
"""Subwords of a content that are read, as in ``sayso.link.matcher``."""


class Matcher(nn.Module):
    """Encoder and heads."""

    def __init__(self, layers: int = LAYERS, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.sides = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(5 * WIDTH, HIDDEN)
        self.same = nn.Linear(HIDDEN, 1)
        self.relation = nn.Linear(HIDDEN, len(RELATIONS))

    def encode(self, words: Tensor, sides: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the last states of embedded words; ``sides`` is 0 for the first content, 1 for the other."""
        where = torch.arange(words.shape[1], device=words.device)
        kind = self.layers[0].norm1.weight.dtype
        x = self.norm(words + self.positions(where) + self.sides(sides)).to(kind)
        bias = None if mask is None else (1.0 - mask.to(kind))[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()

    def embed(self, words: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """Return embeddings of length one, (batch, width)."""
        return nn.functional.normalize(mean(self.encode(words, sides, mask), mask), dim=-1)

    def forward(self, words: Tensor, sides: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return scores of "the same", (batch,), and of the relations, (batch, 3)."""
        return self.heads(self.encode(words, sides, mask), sides, mask)

    def heads(self, states: Tensor, sides: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return what :meth:`forward` does, from the last states."""
        second = sides.to(states.dtype) * mask
        one, other = mean(states, mask - second), mean(states, second)
        told = torch.cat([states[:, 0], one, other, (one - other).abs(), one * other], dim=-1)
        hidden = torch.relu(self.hidden(self.drop(told)))
        return self.same(hidden)[:, 0], self.relation(hidden)

    def load_base(self, folder: Path) -> None:
        """Take the encoder's weights from a BERT-format safetensors file."""
        reader = Reader(len(self.layers))
        reader.load_base(folder)
        weights = load_file(folder / "model.safetensors")
        weights = {key.removeprefix("bert."): value.float() for key, value in weights.items()}
        with torch.no_grad():
            self.words.weight.copy_(reader.words.weight)
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"])
            self.sides.weight.copy_(weights["embeddings.token_type_embeddings.weight"][:2])
        self.norm.load_state_dict(reader.norm.state_dict())
        self.layers.load_state_dict(reader.layers.state_dict())


def mean(states: Tensor, mask: Tensor) -> Tensor:
    """Return the mean of the states where the mask is 1."""
    weight = mask.to(states.dtype)[..., None]
    return (states * weight).sum(1) / weight.sum(1).clamp(min=1)


def tensors(rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Return ids, sides and mask of pairs of contents, or of single ones (then the second is empty)."""
    cut = [([CLS, *left[:MOST], SEP], [*right[:MOST], SEP] if right else []) for left, right in rows]
    length = max(len(one) + len(other) for one, other in cut)
    ids = torch.zeros(len(cut), length, dtype=torch.long)
    sides = torch.zeros_like(ids)
    mask = torch.zeros(len(cut), length)
    for row, (one, other) in enumerate(cut):
        whole = len(one) + len(other)
        ids[row, :whole] = torch.tensor([*one, *other])
        sides[row, len(one) : whole] = 1
        mask[row, :whole] = 1
    return ids, sides, mask
