"""The matcher: one small network that embeds a content, and tells whether two state a common claim.

A BERT encoder (six layers) that reads one content, or two side by side (Reimers and Gurevych 2019 on what
each is good for). Contents go through it one at a time: quantised sums depend a little on what else is in a
batch, and the same reports must make the same claims whichever others come with them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from sayso.errors import ModelError
from sayso.link.keys import pack
from sayso.model.ids import sha256
from sayso.text.subwords import CLS, SEP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.text.subwords import Subwords

SHIPPED = Path(__file__).parent / "sayso_link"
_CONTRADICTS = 2
MOST = 64
"""Subwords of a content that are read; few contents are longer, and what they claim they say early on."""


class Comparison(NamedTuple):
    """What the matcher makes of two contents; each 0..1."""

    same: float
    """How likely it is that they state a common claim."""
    contradict: float
    """How likely it is that they cannot both hold."""


class Comparer(Protocol):
    """What the linker needs of a matcher."""

    def embed(self, text: str) -> bytes:
        """Return a content's embedding, packed; empty where there is no word in it."""

    def compare(self, left: str, right: str) -> Comparison:
        """Compare two contents; the order does not matter."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """The network (ONNX, one thread) and the table of subwords that it begins with."""

    name: str
    digest: str
    """SHA-256 of the manifest, which holds that of the network: names these very weights."""
    session: Any
    subwords: Subwords
    threshold: float
    """From which score two contents are more likely than not to state a common claim."""

    def embed(self, text: str) -> bytes:
        """Return a content's embedding, packed; empty where there is no word in it."""
        ids = self._ids(text)
        return pack(self._run(ids, [])[0][0]) if ids else b""

    def compare(self, left: str, right: str) -> Comparison:
        """Compare two contents; the order does not matter."""
        one, other = sorted((left, right))
        _, same, relation = self._run(self._ids(one), self._ids(other))
        return Comparison(float(same[0]), float(relation[0][_CONTRADICTS]))

    def same(self, left: str, right: str) -> float:
        """Return how likely it is that two contents state a common claim, 0..1."""
        return self.compare(left, right).same

    def _ids(self, text: str) -> list[int]:
        return [piece[0] for piece in self.subwords.vocabulary.encode(text)][:MOST]

    def _run(self, left: Sequence[int], right: Sequence[int]) -> list[NDArray[np.float32]]:
        one, other = [CLS, *left, SEP], [*right, SEP] if right else []
        sides = np.array([[0] * len(one) + [1] * len(other)], dtype=np.int64)
        words = self.subwords.embedded(np.array([*one, *other], dtype=np.int64))
        outputs: list[NDArray[np.float32]] = self.session.run(None, {"words": words, "sides": sides})
        return outputs


def manifest_digest(folder: Path = SHIPPED) -> str:
    """Return what names a matcher's weights, without loading them.

    Raises:
        ModelError: there is no matcher in the folder.
    """
    return sha256(_manifest(folder))


def load(subwords: Subwords, folder: Path = SHIPPED) -> Matcher:
    """Load a matcher.

    Raises:
        ModelError: a file is missing, or differs from what the manifest says.
    """
    import onnxruntime

    raw = _manifest(folder)
    try:
        told = json.loads(raw)
        name, threshold = str(told["name"]), float(told["threshold"])
        digest = told["files"]["matcher.onnx"]["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        message = f"The matcher in {folder} is damaged (its manifest.json cannot be read). Reinstall sayso."
        raise ModelError(message) from error
    try:
        network = (folder / "matcher.onnx").read_bytes()
    except OSError as error:
        message = f"The matcher lacks matcher.onnx in {folder}. Reinstall sayso."
        raise ModelError(message) from error
    if sha256(network) != digest:
        message = f"The matcher in {folder} is damaged (its SHA-256 differs). Reinstall sayso."
        raise ModelError(message)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    return Matcher(name, sha256(raw), session, subwords, threshold)


def _manifest(folder: Path) -> bytes:
    try:
        return (folder / "manifest.json").read_bytes()
    except OSError as error:
        message = f"The matcher is missing: {folder} cannot be read ({error.strerror}). Reinstall sayso."
        raise ModelError(message) from error
