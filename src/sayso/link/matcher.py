"""The matcher: one small network that embeds a content, and tells whether two state a common claim.

A BERT encoder (six layers) that reads one content, or two side by side (Reimers and Gurevych 2019 on what
each is good for), each in its surroundings: which subwords are the content's own it is told. Contents go
through it one at a time: quantised sums depend a little on what else is in a batch, and the same reports must
make the same claims whichever others come with them.
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

    from sayso.model.statement import Excerpt
    from sayso.text.subwords import Subwords

SHIPPED = Path(__file__).parent / "sayso_link"
_CONTRADICTS = 2
MOST, BEFORE, AFTER = 64, 32, 8
"""Subwords that are read of a content and around it. Few contents are longer, and what they claim they say
early on."""


Piece = tuple[int, int, int]
"""A subword: its id, its side (0 of the first content, 1 of the other), and 1 where it is a content's own."""


class Comparison(NamedTuple):
    """What the matcher makes of two contents; each 0..1."""

    same: float
    """How likely it is that they state a common claim."""
    contradict: float
    """How likely it is that they cannot both hold."""


class Comparer(Protocol):
    """What the linker needs of a matcher."""

    def embed(self, one: Excerpt) -> bytes:
        """Return a content's embedding, packed; empty where there is no word in it."""

    def compare(self, left: Excerpt, right: Excerpt) -> Comparison:
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

    def embed(self, one: Excerpt) -> bytes:
        """Return a content's embedding, packed; empty where there is no word in it."""
        read = self._read(one, 0)
        return pack(self._run(read)[0][0]) if any(inside for _, _, inside in read) else b""

    def compare(self, left: Excerpt, right: Excerpt) -> Comparison:
        """Compare two contents; the order does not matter."""
        one, other = sorted((left, right))
        _, same, relation = self._run([*self._read(one, 0), *self._read(other, 1)])
        return Comparison(float(same[0]), float(relation[0][_CONTRADICTS]))

    def same(self, left: Excerpt, right: Excerpt) -> float:
        """Return how likely it is that two contents state a common claim, 0..1."""
        return self.compare(left, right).same

    def _read(self, one: Excerpt, side: int) -> list[Piece]:
        return laid_out(*(self._ids(text) for text in one), side=side)

    def _ids(self, text: str) -> list[int]:
        return [piece[0] for piece in self.subwords.vocabulary.encode(text)]

    def _run(self, read: Sequence[Piece]) -> list[NDArray[np.float32]]:
        ids, sides, inside = np.array([(CLS, 0, 0), *read], dtype=np.int64).T
        given = {"words": self.subwords.embedded(ids), "sides": sides[None], "inside": inside[None]}
        outputs: list[NDArray[np.float32]] = self.session.run(None, given)
        return outputs


def laid_out(
    content: Sequence[int], before: Sequence[int], after: Sequence[int], *, side: int
) -> list[Piece]:
    """Return what is read of one content, of the ids of its subwords and of those around it."""
    return [
        *((piece, side, 0) for piece in before[-BEFORE:]),
        *((piece, side, 1) for piece in content[:MOST]),
        *((piece, side, 0) for piece in after[:AFTER]),
        (SEP, side, 0),
    ]


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
