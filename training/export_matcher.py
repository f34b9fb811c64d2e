"""Write the files of the matcher that sayso ships: int8 network and manifest.

    python training/export_matcher.py --run training/runs/match --out src/sayso/link/sayso_link

The table of word embeddings is the reading model's: training leaves it as it is, so both share one file.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from export import write
from matcher import Matcher, mean
from network import WIDTH
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from unsigned import unsigned

VERSION = "2"
OUTPUTS = ("embedding", "same", "relation")


class Shipped(nn.Module):
    """The network as it is shipped: one content or pair at a time, so nothing is padded."""

    def __init__(self, matcher: Matcher) -> None:
        super().__init__()
        self.matcher = matcher
        for layer in matcher.layers:
            layer.forward = lambda x, _=None, layer=layer: layer.fused(x)

    def forward(self, words: Tensor, sides: Tensor, inside: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the embedding of all contents, the chance of "the same", and those of the relations."""
        states = self.matcher.encode(words, sides, inside)
        same, relation = self.matcher.heads(states, sides, inside)
        embedding = nn.functional.normalize(mean(states, inside), dim=-1)
        return embedding, torch.sigmoid(same), torch.softmax(relation, dim=-1)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--threshold", type=float, default=0.5, help="from where two contents are one claim's"
    )
    parser.add_argument(
        "--float", action="store_true", help="do not quantise (to measure what quantising costs)"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = Matcher()
    model.load_state_dict(torch.load(options.run / "matcher.pt", weights_only=True, map_location="cpu"))
    length = 12
    sides = torch.tensor([[0] * (length // 2) + [1] * (length // 2)])
    inside = torch.tensor([[0, 1] * (length // 2)])
    example = {"words": torch.randn(1, length, WIDTH), "sides": sides, "inside": inside}
    free = {name: {1: "length"} for name in example} | {name: {} for name in OUTPUTS}
    file = options.out / "matcher.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write(Shipped(model.eval()), plain, example, free)
        if options.float:
            shutil.copyfile(plain, file)
        else:
            products = [node.name for node in onnx.load(plain).graph.node if node.op_type == "MatMul"]
            quantize_dynamic(
                str(plain), str(file), weight_type=QuantType.QInt8, per_channel=True,
                nodes_to_exclude=[name for name in products if "/layers." not in name],
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )  # fmt: skip
            unsigned(file)
    raw = file.read_bytes()
    files = {file.name: {"bytes": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}}
    manifest = {"name": "sayso-link", "version": VERSION, "threshold": options.threshold, "files": files}
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{len(raw) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
