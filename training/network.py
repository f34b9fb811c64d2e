"""The network in PyTorch: a BERT encoder with layout features, and its heads.

Heads on tokens: roles, mentions, factuality, blame. Heads on spans: which cue and source belong together,
what kind of source and how sure an attribution is, and what a content means.

Plain batched products instead of fused attention: on CPUs they are faster at head size 32.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from sayso.annotate.decode import BACKINGS, MENTION_TAGS, TAGS
from sayso.annotate.facets import FACETS
from sayso.annotate.link import RELATIONS
from sayso.annotate.tokens import BREAKS, CASES, QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

WIDTH, HEADS, INNER = 384, 12, 1536
"""Sizes of the network that is shipped; a teacher is wider."""
PAIR = 96
OUTPUTS = ("states", "tags", "mentions", "factuality", "blame")
"""What the network gives for each token."""


class Attention(torch.autograd.Function):
    """Attention that is exported as ONNX Runtime's own operator, a seventh faster than its parts."""

    @staticmethod
    def forward(_: object, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
        """Compute it, heads side by side."""
        batch, length, width = q.shape
        q, k, v = (part.view(batch, length, HEADS, width // HEADS).transpose(1, 2) for part in (q, k, v))
        return (
            nn.functional.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(batch, length, width)
        )

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any) -> Any:
        """Name the operator."""
        out = graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=HEADS)
        out.setType(q.type())
        return out


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(
        self, width: int = WIDTH, heads: int = HEADS, inner: int = INNER, eps: float = 1e-12
    ) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.mix = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=eps)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=eps)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return new states; ``bias`` is added to the attention scores (very low where there is padding)."""
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(size)
        weights = torch.softmax(scores if bias is None else scores + bias, dim=-1)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(batch, length, width)
        return self._after(x, mixed)

    def fused(self, x: Tensor) -> Tensor:
        """Return new states of a text without padding; in ONNX, attention is then one operator."""
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        return self._after(x, Attention.apply(q, k, v))

    def _after(self, x: Tensor, mixed: Tensor) -> Tensor:
        x = self.norm1(x + self.mix(mixed))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class PairScorer(nn.Module):
    """One hidden layer over (left, right, relation); see :class:`sayso.annotate.link.PairScorer`."""

    def __init__(self, dropout: float = 0.1, width: int = WIDTH) -> None:
        super().__init__()
        self.left = nn.Linear(3 * width, PAIR, bias=False)
        self.right = nn.Linear(3 * width, PAIR, bias=False)
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


class Facets(nn.Module):
    """Kind of source, certainty, polarity and kind of an attribution, from its spans."""

    def __init__(self, dropout: float = 0.1, width: int = WIDTH) -> None:
        super().__init__()
        self.content = nn.Linear(3 * width, PAIR)
        self.cue = nn.Linear(3 * width, PAIR, bias=False)
        self.source = nn.Linear(3 * width, PAIR, bias=False)
        self.out = nn.Linear(PAIR, sum(map(len, FACETS.values())))
        self.drop = nn.Dropout(dropout)

    def forward(self, content: Tensor, cue: Tensor, source: Tensor) -> Tensor:
        """Return scores of all values of all facets, shape (attributions, values); no span is zeros."""
        hidden = self.content(self.drop(content)) + self.cue(self.drop(cue)) + self.source(self.drop(source))
        return self.out(torch.relu(hidden))


class Meaning(nn.Module):
    """An embedding of a content, of length one, in the space of the base model's sentence embeddings."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.project = nn.Linear(width, WIDTH)

    def forward(self, content: Tensor) -> Tensor:
        """Return embeddings of contents whose states are (first, last, mean), shape (contents, 3 × width)."""
        return nn.functional.normalize(self.project(content[:, 2 * content.shape[1] // 3 :]), dim=-1)


class Reader(nn.Module):
    """Encoder and heads."""

    def __init__(
        self,
        layers: int = 6,
        vocabulary: int = 30522,
        width: int = WIDTH,
        heads: int = HEADS,
        inner: int = INNER,
        eps: float = 1e-12,
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(512, width)
        self.case = nn.Embedding(CASES, width)
        self.quote = nn.Embedding(QUOTES, width)
        self.breaks = nn.Embedding(BREAKS, width)
        for table in (self.case, self.quote, self.breaks):
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.layers = nn.ModuleList(Layer(width, heads, inner, eps) for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, len(TAGS))
        self.mentions = nn.Linear(width, len(MENTION_TAGS))
        self.factuality = nn.Linear(width, 1)
        self.blame = nn.Linear(width, 1 + len(BACKINGS))
        self.facets = Facets(width=width)
        self.meaning = Meaning(width)
        self.cue_scorer = PairScorer(width=width)
        self.source_scorer = PairScorer(width=width)

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, ...]:
        """Return :data:`OUTPUTS`, each (batch, length, size). Without a mask there is no padding."""
        return self.heads(self.encode(ids, case, quote, breaks, mask))

    def encode(
        self, ids: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """Return the last states."""
        return self.layered(self.words(ids), case, quote, breaks, mask)

    def layered(
        self, words: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """Return the last states for embedded words.

        The layers may be of another type than the rest: bfloat16 trains faster.
        """
        where = torch.arange(words.shape[1], device=words.device)
        x = words + self.positions(where) + self.case(case) + self.quote(quote) + self.breaks(breaks)
        kind = self.layers[0].norm1.weight.dtype
        x = self.norm(x).to(kind)
        bias = None if mask is None else (1.0 - mask.to(kind))[:, None, None, :] * -10000.0
        bias = self.bent(bias, words.shape[1])
        for layer in self.layers:
            x = layer(x, bias)
        return x.float()

    def bent(self, bias: Tensor | None, _: int) -> Tensor | None:
        """Return the attention bias of a text of some length; a network with relative positions adds them."""
        return bias

    def heads(self, states: Tensor) -> tuple[Tensor, ...]:
        """Return the states, and what each head on tokens makes of them."""
        dropped = self.drop(states)
        return (
            states,
            self.tags(dropped),
            self.mentions(dropped),
            self.factuality(dropped),
            self.blame(dropped),
        )

    def load(self, path: Path, layers: Sequence[int] | None = None) -> Reader:
        """Take all weights from a run's file; heads on attributions that had other facets start anew.

        A network with fewer layers than the run's takes the ``layers`` named, in that order.
        """
        weights = torch.load(path, weights_only=True, map_location="cpu")
        if layers is not None:
            deep = {name: value for name, value in weights.items() if name.startswith("layers.")}
            for name in deep:
                del weights[name]
            for place, layer in enumerate(layers):
                begin = f"layers.{layer}."
                weights |= {
                    f"layers.{place}.{name.removeprefix(begin)}": value
                    for name, value in deep.items()
                    if name.startswith(begin)
                }
        mine = self.state_dict()
        fitting = {name: value for name, value in weights.items() if mine[name].shape == value.shape}
        missing = {name for name in mine if name not in fitting}
        if any(not name.startswith("facets.") for name in missing):
            message = f"{path} was made for another network: {sorted(missing)[:3]}"
            raise ValueError(message)
        self.load_state_dict(fitting, strict=False)
        return self

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
