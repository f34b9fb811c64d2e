"""Write the files that sayso ships: int8 encoder, heads on spans, word embeddings, vocabulary, manifest.

    python training/export.py --run training/runs/a --base FOLDER --out src/sayso/annotate/sayso_en

Training and shipped files share nothing but numbers: the encoder's graph takes word embeddings and layout
features and gives states and what the heads on tokens make of them; each head on spans is a small graph of
its own. The table of word embeddings stands beside them, so that all processes can share one copy in
memory.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from mixture import FICTION
from network import OUTPUTS, WIDTH, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from sources import fiction
from torch import Tensor, nn
from unsigned import unsigned

from sayso.annotate.decode import BACKINGS, MENTION_TAGS, TAGS
from sayso.annotate.facets import FACETS
from sayso.annotate.link import RELATIONS
from sayso.annotate.windows import PAYLOAD
from sayso.text.wordpiece import WordPiece

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.annotate.tokens import Tokens

INPUTS = ("words", "case", "quote", "breaks")
VERSION = "2"
CLS, SEP = 101, 102
FAR = {"down": 48, "up": 8, "qkv": 8}
"""Inputs of each product of a layer that stay float."""


class Outlying(nn.Module):
    """A product in two parts: the few inputs that swing far, and the rest.

    One scale serves all inputs of a quantised product, so inputs that swing far make it coarse for the
    others. Those few are multiplied in float (Dettmers et al. 2022); their share of the work is small.
    """

    def __init__(self, product: nn.Linear, swing: Tensor, count: int) -> None:
        super().__init__()
        self.far = swing.argsort(descending=True)[:count].sort().values
        self.register_buffer("keep", torch.ones(product.in_features).index_fill(0, self.far, 0))
        self.near = nn.Linear(product.in_features, product.out_features)
        self.rest = nn.Linear(count, product.out_features, bias=False)
        with torch.no_grad():
            self.near.weight.copy_(product.weight * self.keep)
            self.near.bias.copy_(product.bias)
            self.rest.weight.copy_(product.weight[:, self.far])

    def forward(self, x: Tensor) -> Tensor:
        """Return what the product returns."""
        return self.near(x * self.keep) + self.rest(x[..., self.far])


class Fused(nn.Module):
    """The network as it is shipped: one text at a time, so nothing is padded."""

    def __init__(self, reader: Reader, texts: list[Tokens]) -> None:
        super().__init__()
        self.reader = reader
        for name, count in FAR.items():
            for layer, far in zip(reader.layers, swing(reader, name, texts), strict=True):
                setattr(layer, name, Outlying(getattr(layer, name), far, count))
        for layer in reader.layers:
            layer.forward = lambda x, _, layer=layer: layer.fused(x)

    def forward(self, words: Tensor, case: Tensor, quote: Tensor, breaks: Tensor) -> tuple[Tensor, ...]:
        """Return what :class:`Reader` returns."""
        return self.reader.heads(self.reader.layered(words, case, quote, breaks))


@torch.no_grad()
def swing(reader: Reader, name: str, texts: list[Tokens]) -> list[Tensor]:
    """Return, for one product of each layer, the largest size of each of its inputs over some texts."""
    largest = [torch.zeros(getattr(layer, name).in_features) for layer in reader.layers]

    def watch(number: int) -> Callable[..., None]:
        def see(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest[number] = torch.maximum(largest[number], inputs[0].abs().amax((0, 1)))

        return see

    products = [getattr(layer, name) for layer in reader.layers]
    hooks = [product.register_forward_pre_hook(watch(at)) for at, product in enumerate(products)]
    for tokens in texts:
        part = slice(0, PAYLOAD)
        ids = torch.tensor([[CLS, *tokens.ids[part].tolist(), SEP]])
        features = [
            torch.tensor([[0, *getattr(tokens, name)[part].tolist(), 0]])
            for name in ("case", "quote", "breaks")
        ]
        reader.encode(ids, *features)
    for hook in hooks:
        hook.remove()
    return largest


def write(module: nn.Module, path: Path, example: dict[str, Tensor], free: dict[str, dict[int, str]]) -> None:
    """Export a module as float ONNX; ``free`` names the inputs and outputs, and their sizes that may vary."""
    outputs = [name for name in free if name not in example]
    torch.onnx.export(
        module, tuple(example.values()), str(path), input_names=list(example), output_names=outputs,
        dynamic_axes=free, opset_version=17, dynamo=False, custom_opsets={"com.microsoft": 1},
    )  # fmt: skip


def encoder(model: Reader, path: Path, texts: list[Tokens], *, quantise: bool) -> None:
    """Export the encoder with its heads on tokens, free in length."""
    length = 16
    example = {"words": torch.zeros(1, length, WIDTH)} | {
        name: torch.zeros((1, length), dtype=torch.long) for name in INPUTS[1:]
    }
    free = {name: {1: "length"} for name in (*INPUTS, *OUTPUTS)}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        write(Fused(model, texts).eval(), plain, example, free)
        if quantise:
            products = [node.name for node in onnx.load(plain).graph.node if node.op_type == "MatMul"]
            exact = [name for name in products if "/rest/" in name or "/layers." not in name]
            quantize_dynamic(
                str(plain), str(path), weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=exact,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )  # fmt: skip
            unsigned(path)
        else:
            shutil.copyfile(plain, path)


def heads(model: Reader, folder: Path) -> list[str]:
    """Export the heads on spans as float ONNX, free in the number of spans; return the files' names."""
    pair = {
        "left": torch.zeros(2, 3 * WIDTH),
        "right": torch.zeros(3, 3 * WIDTH),
        "relation": torch.zeros(2, 3, RELATIONS),
    }
    free = {"left": {0: "n"}, "right": {0: "m"}, "relation": {0: "n", 1: "m"}, "scores": {0: "n", 1: "m1"}}
    some = {name: torch.zeros(2, 3 * WIDTH) for name in ("content", "cue", "source")}
    of_some = {name: {0: "n"} for name in (*some, "values")}
    content = {"content": some["content"]}
    write(model.cue_scorer, folder / "cue.onnx", pair, free)
    write(model.source_scorer, folder / "source.onnx", pair, free)
    write(model.facets, folder / "facets.onnx", some, of_some)
    write(model.meaning, folder / "meaning.onnx", content, {"content": {0: "n"}, "embedding": {0: "n"}})
    return ["cue.onnx", "source.onnx", "facets.onnx", "meaning.onnx"]


def words(model: Reader, folder: Path, *, quantise: bool) -> list[str]:
    """Write the table of word embeddings, int8 with a scale for each word, or float."""
    table = model.words.weight.detach().numpy()
    scale = np.abs(table).max(1, keepdims=True) / 127 if quantise else np.ones((len(table), 1))
    kept = np.round(table / np.maximum(scale, 1e-9)).astype(np.int8) if quantise else table
    np.save(folder / "words.npy", kept)
    np.save(folder / "scales.npy", scale.astype(np.float32))
    return ["words.npy", "scales.npy"]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", default="reader.pt", help="file in the run's folder")
    parser.add_argument("--outside", type=float, default=0.0, help="added to the score of no role at all")
    parser.add_argument(
        "--cue-none", type=float, default=0.0, help="added to the score of a content without cue"
    )
    parser.add_argument("--source-none", type=float, default=0.0, help="… of a cue without source")
    parser.add_argument("--name", default="sayso-en")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument(
        "--float", action="store_true", help="do not quantise (to measure what quantising costs)"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = Reader(options.layers)
    model.load(options.run / options.weights)
    model.eval()
    with torch.no_grad():
        model.tags.bias[TAGS.index("O")] += options.outside
        model.cue_scorer.none.bias += options.cue_none
        model.source_scorer.none.bias += options.source_none
    quantise = not options.float
    names = ["encoder.onnx", *heads(model, options.out), *words(model, options.out, quantise=quantise)]
    vocabulary = WordPiece.load(options.base / "vocab.txt")
    texts = [article.tokens for article in fiction(sorted(FICTION.glob("*.txt")), vocabulary)]
    encoder(model, options.out / "encoder.onnx", texts, quantise=quantise)
    shutil.copyfile(options.base / "vocab.txt", options.out / "vocabulary.txt")
    files = {
        name: {
            "bytes": (options.out / name).stat().st_size,
            "sha256": hashlib.sha256((options.out / name).read_bytes()).hexdigest(),
        }
        for name in (*names, "vocabulary.txt")
    }
    manifest = {
        "name": options.name,
        "version": VERSION,
        "width": WIDTH,
        "tags": list(TAGS),
        "mentions": list(MENTION_TAGS),
        "backings": list(BACKINGS),
        "facets": {name: list(values) for name, values in FACETS.items()},
        "files": files,
    }
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(files, indent=1))
    print(f"{sum(entry['bytes'] for entry in files.values()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
