"""The reading model's files, loaded once a process, and one pass over a text with all of them."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sayso.annotate.decode import BACKINGS, MENTION_TAGS, TAGS, Floats, log_softmax
from sayso.annotate.facets import FACETS, Heads
from sayso.annotate.frames import Scorers, TokenFrame, stitch, token_frames
from sayso.annotate.mentions import TokenMention, token_mentions
from sayso.annotate.tokens import Tokens, tokenise
from sayso.annotate.windows import Window, cover
from sayso.errors import ModelError
from sayso.model.ids import sha256
from sayso.text import subwords

SHIPPED = Path(__file__).parent / "sayso_en"
_FEATURES = ("case", "quote", "breaks")
_OUTPUTS = ("states", "tags", "mentions", "factuality", "blame")


@dataclass(frozen=True, slots=True)
class TokenReading:
    """What one pass makes of a text; all in tokens."""

    frames: list[TokenFrame]
    mentions: list[TokenMention]
    factuality: Floats
    """For each token, were it the head of an event: 3 it happened, 0 nobody can tell, −3 it did not."""


@dataclass(frozen=True, slots=True)
class ReadingModel:
    """The encoder (ONNX, one thread), the table of its words, its vocabulary and the heads on spans."""

    name: str
    digest: str
    """SHA-256 of the manifest, which holds those of all files: names these very weights."""
    session: Any
    subwords: subwords.Subwords
    scorers: Scorers
    heads: Heads

    def tokens(self, text: str) -> Tokens:
        """Cut a text into subwords with layout features."""
        return tokenise(self.subwords.vocabulary, text)

    def read(self, tokens: Tokens) -> TokenReading:
        """Read one text: an encoder pass over its windows, then decode and link.

        Windows run one at a time: quantised sums depend a little on what else is in a batch, and a
        report must read the same whichever others come with it. On one thread, batches of full
        windows are no faster.
        """
        windows = cover(tokens)
        outputs = [self._encode(tokens, window) for window in windows]
        states, tags, mentions, factuality, blame = zip(*outputs, strict=True) if outputs else ((),) * 5
        frames = token_frames(tokens, windows, states, tags, self.scorers, self.heads)
        total = len(tokens)
        if not total:
            return TokenReading([], [], np.zeros(0, dtype=np.float32))
        named = token_mentions(
            log_softmax(stitch(windows, mentions, total)), stitch(windows, blame, total), tokens.inner
        )
        return TokenReading(frames, named, stitch(windows, factuality, total)[:, 0] * 3)

    def frames(self, tokens: Tokens) -> list[TokenFrame]:
        """Read a piece of a text for its frames alone."""
        windows = cover(tokens)
        outputs = [self._encode(tokens, window) for window in windows]
        return token_frames(
            tokens, windows, [o[0] for o in outputs], [o[1] for o in outputs], self.scorers, self.heads
        )

    def _encode(self, tokens: Tokens, window: Window) -> tuple[Floats, ...]:
        """Return the encoder's outputs for a window, without [CLS] and [SEP]."""
        ids = np.concatenate([[subwords.CLS], tokens.ids[window.start : window.end], [subwords.SEP]])
        inputs: dict[str, Any] = {"words": self.subwords.embedded(ids)}
        for name in _FEATURES:
            inputs[name] = np.zeros((1, len(ids)), dtype=np.int64)
            inputs[name][0, 1:-1] = getattr(tokens, name)[window.start : window.end]
        return tuple(output[0, 1:-1] for output in self.session.run(_OUTPUTS, inputs))


def manifest_digest(folder: Path = SHIPPED) -> str:
    """Return what names a model's weights, without loading them.

    Raises:
        ModelError: there is no model in the folder.
    """
    return sha256(_manifest_bytes(folder))


@functools.cache
def subwords_of(folder: Path = SHIPPED) -> subwords.Subwords:
    """Return a model's table of subwords without the rest of it; a second call gives the same one.

    Raises:
        ModelError: a file is missing.
    """
    try:
        return subwords.load(folder)
    except OSError as error:
        message = f"The reading model in {folder} lacks a file ({error}). Reinstall sayso."
        raise ModelError(message) from error


@functools.cache
def load(folder: Path = SHIPPED) -> ReadingModel:
    """Load a model; a second call gives the same one.

    Raises:
        ModelError: files are missing, or differ from what the manifest says.
    """
    raw = _manifest_bytes(folder)
    manifest = json.loads(raw)
    made_for = {"tags": TAGS, "mentions": MENTION_TAGS, "backings": BACKINGS}
    facets = {name: tuple(values) for name, values in manifest.get("facets", {}).items()}
    if any(tuple(manifest.get(key, ())) != value for key, value in made_for.items()) or facets != FACETS:
        message = f"The reading model in {folder} was made for another version of sayso; reinstall sayso."
        raise ModelError(message)
    _check(folder, manifest["files"])
    return ReadingModel(
        name=manifest["name"],
        digest=sha256(raw),
        session=open_session(folder / "encoder.onnx"),
        subwords=subwords_of(folder),
        scorers=Scorers(
            _Scorer(open_session(folder / "cue.onnx")), _Scorer(open_session(folder / "source.onnx"))
        ),
        heads=Heads(
            _Head(open_session(folder / "facets.onnx"), ("content", "cue", "source")),
            _Head(open_session(folder / "meaning.onnx"), ("content",)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Scorer:
    """A pair scorer that ONNX Runtime runs: on one thread, as the encoder, whatever NumPy's library does."""

    session: Any

    def __call__(self, left: Floats, right: Floats, relation: Floats) -> Floats:
        inputs = {"left": left, "right": right, "relation": relation}
        scores: Floats = self.session.run(("scores",), inputs)[0]
        return scores


@dataclass(frozen=True, slots=True)
class _Head:
    """A head on spans that ONNX Runtime runs."""

    session: Any
    names: tuple[str, ...]

    def __call__(self, *states: Floats) -> Floats:
        out: Floats = self.session.run(None, dict(zip(self.names, states, strict=True)))[0]
        return out


def open_session(file: Path) -> Any:  # noqa: ANN401 - onnxruntime has no types
    """Return a session of a network's file, on one thread."""
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
