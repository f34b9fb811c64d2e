"""The matcher in PyTorch: a BERT encoder that reads one content, or two side by side.

Alone, a content gets an embedding (the mean of its states), by which candidates are found. Two together get
the chance that they state a common claim, and whether the first entails or contradicts the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import torch
from network import WIDTH, Layer, Reader
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.link.matcher import laid_out
from sayso.text.subwords import CLS

if TYPE_CHECKING:
    from pathlib import Path

LAYERS = 6
HIDDEN = 128
RELATIONS = ("entailment", "neutral", "contradiction")
Cut = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""Ids of the subwords of a content, of what stands before it, and of what stands behind."""


class Batch(NamedTuple):
    """Contents or pairs of them, each (batch, length)."""

    ids: Tensor
    sides: Tensor
    """0 for the first content and what stands around it, 1 for the other."""
    inside: Tensor
    """1 in a content, 0 around it."""
    mask: Tensor


class Matcher(nn.Module):
    """Encoder and heads."""

    def __init__(self, layers: int = LAYERS, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.sides = nn.Embedding(2, WIDTH)
        self.around = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.around.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.hidden = nn.Linear(5 * WIDTH, HIDDEN)
        self.same = nn.Linear(HIDDEN, 1)
        self.relation = nn.Linear(HIDDEN, len(RELATIONS))

    def encode(self, words: Tensor, sides: Tensor, inside: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the last states of embedded words."""
        where = torch.arange(words.shape[1], device=words.device)
        kind = self.layers[0].norm1.weight.dtype
        place = self.positions(where) + self.sides(sides) + self.around(inside)
        x = self.norm(words + place).to(kind)
        bias = None if mask is None else (1.0 - mask.to(kind))[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()

    def embed(self, batch: Batch) -> Tensor:
        """Return embeddings of length one, (batch, width): the mean over a content's own subwords."""
        states = self.encode(self.words(batch.ids), batch.sides, batch.inside, batch.mask)
        return nn.functional.normalize(mean(states, batch.inside), dim=-1)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """Return scores of "the same", (batch,), and of the relations, (batch, 3)."""
        states = self.encode(self.words(batch.ids), batch.sides, batch.inside, batch.mask)
        return self.heads(states, batch.sides, batch.inside)

    def heads(self, states: Tensor, sides: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """Return what :meth:`forward` does, from the last states."""
        second = sides * inside
        one, other = mean(states, inside - second), mean(states, second)
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


def batched(rows: Sequence[tuple[Cut, Cut | None]]) -> Batch:
    """Return a batch of pairs of contents, or of single ones."""
    read = [
        [(CLS, 0, 0), *laid_out(*one, side=0), *(laid_out(*other, side=1) if other else [])]
        for one, other in rows
    ]
    length = max(len(row) for row in read)
    told = torch.zeros(3, len(read), length, dtype=torch.long)
    mask = torch.zeros(len(read), length)
    for place, row in enumerate(read):
        told[:, place, : len(row)] = torch.tensor(row).T
        mask[place, : len(row)] = 1
    return Batch(told[0], told[1], told[2], mask)
