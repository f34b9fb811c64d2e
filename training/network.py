"""The network in PyTorch: a BERT encoder with layout features, role tags, and two pair scorers.

Plain batched products instead of fused attention: on CPUs they are faster at head size 32.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.annotate.decode import TAGS
from sayso.annotate.link import RELATIONS
from sayso.annotate.tokens import BREAKS, CASES, QUOTES

if TYPE_CHECKING:
    from pathlib import Path

WIDTH, HEADS, INNER = 384, 12, 1536
PAIR = 96


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return new states; ``bias`` is added to the attention scores (very low where there is padding)."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias, dim=-1)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.mix(mixed))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class PairScorer(nn.Module):
    """One hidden layer over (left, right, relation); see :class:`sayso.annotate.link.PairScorer`."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.left = nn.Linear(3 * WIDTH, PAIR, bias=False)
        self.right = nn.Linear(3 * WIDTH, PAIR, bias=False)
        self.relation = nn.Linear(RELATIONS, PAIR)
        self.out = nn.Linear(PAIR, 1, bias=False)
        self.none = nn.Linear(PAIR, 1)
        self.drop = nn.Dropout(dropout)

    def forward(self, left: Tensor, right: Tensor, relation: Tensor) -> Tensor:
        """Return log probabilities, shape (left, right + 1); the last column is "none"."""
        a = self.left(self.drop(left))
        hidden = torch.relu(a[:, None] + self.right(self.drop(right))[None] + self.relation(relation))
        none = self.none(torch.relu(a + self.relation.bias))
        return torch.log_softmax(torch.cat([self.out(hidden).squeeze(-1), none], dim=1), dim=1)


class Reader(nn.Module):
    """Encoder, tagger, pair scorers."""

    def __init__(self, layers: int = 6, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.case = nn.Embedding(CASES, WIDTH)
        self.quote = nn.Embedding(QUOTES, WIDTH)
        self.breaks = nn.Embedding(BREAKS, WIDTH)
        for table in (self.case, self.quote, self.breaks):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.cue_scorer = PairScorer()
        self.source_scorer = PairScorer()

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return states (batch, length, width) and tag scores (batch, length, tags)."""
        where = torch.arange(ids.shape[1], device=ids.device)
        x = (
            self.words(ids)
            + self.positions(where)
            + self.case(case)
            + self.quote(quote)
            + self.breaks(breaks)
        )
        x = self.norm(x)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x, self.tags(self.drop(x))

    def load_base(self, folder: Path) -> None:
        """Take the encoder's weights from a BERT-format safetensors file."""
        weights = load_file(folder / "model.safetensors")
        weights = {key.removeprefix("bert."): value.float() for key, value in weights.items()}
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(
                weights["embeddings.position_embeddings.weight"]
                + weights["embeddings.token_type_embeddings.weight"][0]
            )
            _norm(self.norm, weights, "embeddings.LayerNorm")
            for index, layer in enumerate(self.layers):
                at = f"encoder.layer.{index}"
                for kind in ("weight", "bias"):
                    parts = [
                        weights[f"{at}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")
                    ]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                    getattr(layer.mix, kind).copy_(weights[f"{at}.attention.output.dense.{kind}"])
                    getattr(layer.up, kind).copy_(weights[f"{at}.intermediate.dense.{kind}"])
                    getattr(layer.down, kind).copy_(weights[f"{at}.output.dense.{kind}"])
                _norm(layer.norm1, weights, f"{at}.attention.output.LayerNorm")
                _norm(layer.norm2, weights, f"{at}.output.LayerNorm")


def _norm(norm: nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
    norm.weight.copy_(weights[f"{name}.weight"])
    norm.bias.copy_(weights[f"{name}.bias"])
