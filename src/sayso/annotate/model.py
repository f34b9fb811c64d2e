"""The reading model's files, loaded once a process."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.annotate.decode import TAGS, Floats
from sayso.annotate.frames import Scorers, TokenFrame, token_frames
from sayso.annotate.tokens import Tokens, tokenise
from sayso.annotate.windows import Window, cover
from sayso.annotate.wordpiece import WordPiece
from sayso.errors import ModelError
from sayso.model.ids import sha256

SHIPPED = Path(__file__).parent / "sayso_en"
_CLS, _SEP = 101, 102
_FEATURES = ("ids", "case", "quote", "breaks")


@dataclass(frozen=True, slots=True)
class ReadingModel:
    """The encoder (ONNX, one thread), its vocabulary and the pair scorers."""

    name: str
    digest: str
    """SHA-256 of the manifest, which holds those of all files: names these very weights."""
    session: Any
    vocabulary: WordPiece
    scorers: Scorers

    def tokens(self, text: str) -> Tokens:
        """Cut a text into subwords with layout features."""
        return tokenise(self.vocabulary, text)

    def frames(self, tokens: Tokens) -> list[TokenFrame]:
        """Read one text (or a piece of one): an encoder pass over its windows, then decode and link.

        Windows run one at a time: quantised sums depend a little on what else is in a batch, and a
        report must read the same whichever others come with it. On one thread, batches of full
        windows are no faster.
        """
        windows = cover(tokens)
        outputs = [self._encode(tokens, window) for window in windows]
        return token_frames(tokens, windows, [o[0] for o in outputs], [o[1] for o in outputs], self.scorers)

    def _encode(self, tokens: Tokens, window: Window) -> tuple[Floats, Floats]:
        length = len(window) + 2
        inputs = {name: np.zeros((1, length), dtype=np.int64) for name in _FEATURES}
        for name in _FEATURES:
            inputs[name][0, 1:-1] = getattr(tokens, name)[window.start : window.end]
        inputs["ids"][0, 0], inputs["ids"][0, -1] = _CLS, _SEP
        inputs["mask"] = np.ones((1, length), dtype=np.int64)
        states, scores = self.session.run(("states", "scores"), inputs)
        return states[0, 1:-1], scores[0, 1:-1]


def manifest_digest(folder: Path = SHIPPED) -> str:
    """Return what names a model's weights, without loading them.

    Raises:
        ModelError: there is no model in the folder.
    """
    return sha256(_manifest_bytes(folder))


@functools.cache
def load(folder: Path = SHIPPED) -> ReadingModel:
    """Load a model; a second call gives the same one.

    Raises:
        ModelError: files are missing, or differ from what the manifest says.
    """
    raw = _manifest_bytes(folder)
    manifest = json.loads(raw)
    if tuple(manifest["tags"]) != TAGS:
        message = f"The reading model in {folder} was made for another version of sayso; reinstall sayso."
        raise ModelError(message)
    _check(folder, manifest["files"])
    session = _session(folder / "encoder.onnx")
    vocabulary = WordPiece.load(folder / "vocabulary.txt")
    scorers = Scorers(_Scorer(_session(folder / "cue.onnx")), _Scorer(_session(folder / "source.onnx")))
    return ReadingModel(manifest["name"], sha256(raw), session, vocabulary, scorers)


@dataclass(frozen=True, slots=True)
class _Scorer:
    """A pair scorer that ONNX Runtime runs: on one thread, as the encoder, whatever NumPy's library does."""

    session: Any

    def __call__(self, left: Floats, right: Floats, relation: Floats) -> Floats:
        inputs = {"left": left, "right": right, "relation": relation}
        scores: Floats = self.session.run(("scores",), inputs)[0]
        return scores


def _session(file: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def _manifest_bytes(folder: Path) -> bytes:
    try:
        return (folder / "manifest.json").read_bytes()
    except OSError as error:
        message = (
            f"The reading model is missing: {folder} cannot be read ({error.strerror}). Reinstall sayso."
        )
        raise ModelError(message) from error


def _check(folder: Path, files: dict[str, dict[str, str]]) -> None:
    for name, facts in files.items():
        try:
            data = (folder / name).read_bytes()
        except OSError as error:
            message = f"The reading model lacks {name} in {folder}. Reinstall sayso."
            raise ModelError(message) from error
        if sha256(data) != facts["sha256"]:
            message = (
                f"The reading model's {name} in {folder} is damaged (its SHA-256 differs). Reinstall sayso."
            )
            raise ModelError(message)
