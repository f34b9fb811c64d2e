"""Quantised products that come out the same on every processor.

    python training/unsigned.py FILE.onnx

Inputs of a quantised product are unsigned bytes. Where its weights are signed ones, processors without VNNI
add two products in sixteen bits, which overflow and are cut off: on one such processor the matcher's
embeddings differed from those of the same numbers unsigned (cosine .989). With unsigned weights nothing is
cut off. The numbers are the same ones, 128 higher, and so is the number that stands for nought. It takes a
seventh longer at most.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

_MIDDLE = 128
_WEIGHTS, _NOUGHT = 1, 3
"""Places of the inputs of a MatMulInteger that are shifted."""


def unsigned(file: Path) -> int:
    """Make signed weights of quantised products unsigned, in place; return how many products there were.

    Raises:
        ValueError: a product's weights, or which number stands for nought, are not stored in the file, or
            something else uses them too.
    """
    model = onnx.load(file)
    stored = {tensor.name: tensor for tensor in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    shifted: set[str] = set()
    for node in products:
        if len(node.input) <= _NOUGHT or not {node.input[_WEIGHTS], node.input[_NOUGHT]} <= stored.keys():
            message = f"{file}: weights of {node.name}, or which of them stands for nought, are not stored"
            raise ValueError(message)
        for name in {node.input[_WEIGHTS], node.input[_NOUGHT]} - shifted:
            tensor = stored[name]
            if tensor.data_type == onnx.TensorProto.INT8:
                moved = numpy_helper.to_array(tensor).astype(np.int16) + _MIDDLE
                tensor.CopyFrom(numpy_helper.from_array(moved.astype(np.uint8), name))
            shifted.add(name)
    others = {name for node in model.graph.node if node.op_type != "MatMulInteger" for name in node.input}
    if shared := shifted & others:
        message = f"{file}: used by other operators too: {', '.join(sorted(shared))}"
        raise ValueError(message)
    onnx.save(model, file)
    return len(products)


if __name__ == "__main__":
    print(f"{unsigned(Path(sys.argv[1]))} products")
