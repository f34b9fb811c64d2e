"""A teacher: the same network with the same heads on a base model eight times as large.

Its base is MPNet-base (sentence-transformers/all-mpnet-base-v2, Apache-2.0; Song et al. 2020): twelve
layers of 768 units with relative positions. It reads the small network's subwords: both vocabularies hold
the same words in another order.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from network import Reader
from safetensors.torch import load_file
from torch import Tensor, nn

if TYPE_CHECKING:
    from pathlib import Path

LAYERS, VOCABULARY, WIDTH, HEADS, INNER = 12, 30527, 768, 12, 3072
BUCKETS, FARTHEST = 32, 128
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
FIRST_POSITION = 2
"""Position embeddings 0 and 1 stand for padding there."""


class Large(Reader):
    """The teacher. ``order`` gives the place in its own vocabulary of each word in the small network's."""

    def __init__(self) -> None:
        super().__init__(LAYERS, VOCABULARY, WIDTH, HEADS, INNER, eps=1e-5)
        self.relative = nn.Embedding(BUCKETS, HEADS)
        self.register_buffer("order", torch.zeros(30522, dtype=torch.long))

    def encode(
        self, ids: Tensor, case: Tensor, quote: Tensor, breaks: Tensor, mask: Tensor | None = None
    ) -> Tensor:
        """Return the last states."""
        return self.layered(self.words(self.order[ids]), case, quote, breaks, mask)

    def bent(self, bias: Tensor | None, length: int) -> Tensor | None:
        """Add the bias of relative positions, in logarithmic buckets to either side (as in T5)."""
        where = torch.arange(length, device=self.relative.weight.device)
        apart = where[:, None] - where[None, :]
        half, exact = BUCKETS // 2, BUCKETS // 4
        far = (
            exact
            + (
                torch.log(apart.abs().clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)
            ).long()
        )
        bucket = torch.where(apart.abs() < exact, apart.abs(), far.clamp(max=half - 1)) + half * (apart < 0)
        mine = self.relative(bucket).permute(2, 0, 1)[None].to(self.layers[0].norm1.weight.dtype)
        return mine if bias is None else bias + mine

    def load_base(self, folder: Path) -> None:
        """Take the encoder's weights from MPNet's file, and its vocabulary's order from ``vocab.txt``."""
        weights = {
            name.removeprefix("mpnet."): value.float()
            for name, value in load_file(folder / "model.safetensors").items()
        }
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"])
            positions = weights["embeddings.position_embeddings.weight"]
            self.positions.weight.copy_(positions[FIRST_POSITION : FIRST_POSITION + 512])
            self.relative.weight.copy_(weights["encoder.relative_attention_bias.weight"])
            _copy(self.norm, weights, "embeddings.LayerNorm")
            for index, layer in enumerate(self.layers):
                at = f"encoder.layer.{index}"
                for kind in ("weight", "bias"):
                    parts = [weights[f"{at}.attention.attn.{part}.{kind}"] for part in "qkv"]
                    getattr(layer.qkv, kind).copy_(torch.cat(parts))
                _copy(layer.mix, weights, f"{at}.attention.attn.o")
                _copy(layer.norm1, weights, f"{at}.attention.LayerNorm")
                _copy(layer.up, weights, f"{at}.intermediate.dense")
                _copy(layer.down, weights, f"{at}.output.dense")
                _copy(layer.norm2, weights, f"{at}.output.LayerNorm")

    def take_order(self, mine: Path, small: Path) -> None:
        """Match the small network's vocabulary file with this one's; what is missing here is unknown."""
        places = {word: at for at, word in enumerate(mine.read_text("utf-8").splitlines())}
        words = [SPECIAL.get(word, word) for word in small.read_text("utf-8").splitlines()]
        unknown = places["[UNK]"]
        self.order.copy_(torch.tensor([places.get(word, unknown) for word in words]))


def _copy(module: nn.Linear | nn.LayerNorm, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
