"""Write the files that sayso ships: int8 ONNX encoder, pair scorers, vocabulary, manifest.

    python training/export.py --run training/runs/a --base FOLDER --out src/sayso/annotate/sayso_en

Training and shipped files share nothing but numbers: the ONNX graph takes ids and features and
gives states and tag scores; each pair scorer is a small graph of its own.
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
from network import WIDTH, PairScorer, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from sayso.annotate.decode import TAGS
from sayso.annotate.link import RELATIONS

INPUTS = ("ids", "case", "quote", "breaks", "mask")


def encoder(model: Reader, path: Path) -> None:
    """Export the encoder and tagger as float ONNX with free batch and length."""
    example = (
        *tuple(torch.zeros((2, 16), dtype=torch.long) for _ in INPUTS[:-1]),
        torch.ones((2, 16), dtype=torch.long),
    )
    axes = {name: {0: "batch", 1: "length"} for name in (*INPUTS, "states", "scores")}
    torch.onnx.export(
        model, example, str(path), input_names=list(INPUTS), output_names=["states", "scores"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


def pairs(scorer: PairScorer, path: Path) -> None:
    """Export a pair scorer as float ONNX with free numbers of left and right spans."""
    example = (torch.zeros(2, 3 * WIDTH), torch.zeros(3, 3 * WIDTH), torch.zeros(2, 3, RELATIONS))
    axes = {"left": {0: "n"}, "right": {0: "m"}, "relation": {0: "n", 1: "m"}, "scores": {0: "n", 1: "m1"}}
    torch.onnx.export(
        scorer, example, str(path), input_names=list(axes)[:-1], output_names=["scores"],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip


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
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument(
        "--float", action="store_true", help="do not quantise (to measure what quantising costs)"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = Reader(options.layers)
    model.load_state_dict(torch.load(options.run / options.weights, weights_only=True))
    model.eval()
    with torch.no_grad():
        model.tags.bias[TAGS.index("O")] += options.outside
        model.cue_scorer.none.bias += options.cue_none
        model.source_scorer.none.bias += options.source_none
    target = options.out / "encoder.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain, prepared = Path(folder) / "plain.onnx", Path(folder) / "prepared.onnx"
        encoder(model, plain)
        quant_pre_process(str(plain), str(prepared), skip_symbolic_shape=True)
        if options.float:
            target.write_bytes(prepared.read_bytes())
        else:
            quantize_dynamic(str(prepared), str(target), weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(target))
    for name, scorer in (("cue", model.cue_scorer), ("source", model.source_scorer)):
        pairs(scorer, options.out / f"{name}.onnx")
    shutil.copyfile(options.base / "vocab.txt", options.out / "vocabulary.txt")
    files = {
        name: {
            "bytes": (options.out / name).stat().st_size,
            "sha256": hashlib.sha256((options.out / name).read_bytes()).hexdigest(),
        }
        for name in ("encoder.onnx", "cue.onnx", "source.onnx", "vocabulary.txt")
    }
    manifest = {"name": "sayso-en", "version": "1", "width": WIDTH, "tags": list(TAGS), "files": files}
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(files, indent=1))


if __name__ == "__main__":
    main()
