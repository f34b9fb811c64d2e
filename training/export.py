"""Write the files that sayso ships: int8 ONNX encoder, pair scorers, tokenizer, card.

    python training/export.py --run training/runs/a --base FOLDER --out src/sayso/annotate/sayso_en

Training and shipped files share nothing but numbers: the ONNX graph takes ids and features and
gives states and tag scores; the pair scorers are plain matrices that numpy multiplies.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from network import WIDTH, Reader
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

from sayso.annotate.decode import TAGS

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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument(
        "--float", action="store_true", help="do not quantise (to measure what quantising costs)"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = Reader(options.layers)
    model.load_state_dict(torch.load(options.run / "reader.pt", weights_only=True))
    model.eval()
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
    arrays = model.cue_scorer.arrays("cue") | model.source_scorer.arrays("source")
    np.savez(
        options.out / "links.npz",
        **{name: value.detach().numpy().astype(np.float16) for name, value in arrays.items()},
    )
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    files = {
        name: {
            "bytes": (options.out / name).stat().st_size,
            "sha256": hashlib.sha256((options.out / name).read_bytes()).hexdigest(),
        }
        for name in ("encoder.onnx", "links.npz", "tokenizer.json")
    }
    manifest = {"name": "sayso-en", "version": "1", "width": WIDTH, "tags": list(TAGS), "files": files}
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(files, indent=1))


if __name__ == "__main__":
    main()
