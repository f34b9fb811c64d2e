"""Subwords and their embeddings: the table that all models of sayso begin with, shared between processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.text.wordpiece import WordPiece

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

CLS, SEP = 101, 102
"""Before a text, and after it."""
FILES = ("words.npy", "scales.npy", "vocabulary.txt")


@dataclass(frozen=True, slots=True)
class Subwords:
    """A vocabulary with a table of embeddings."""

    vocabulary: WordPiece
    words: Any
    """int8, mapped into memory: processes share it."""
    scales: NDArray[np.float32]
    """One number a subword."""

    def embedded(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the embeddings of subwords, shape (1, subwords, width)."""
        rows: NDArray[np.float32] = (self.words[ids] * self.scales[ids])[None].astype(np.float32)
        return rows


def load(folder: Path) -> Subwords:
    """Load a table and its vocabulary, :data:`FILES` of a folder.

    Raises:
        OSError: a file is missing.
    """
    return Subwords(
        vocabulary=WordPiece.load(folder / "vocabulary.txt"),
        words=np.load(folder / "words.npy", mmap_mode="r", allow_pickle=False),
        scales=np.load(folder / "scales.npy", allow_pickle=False),
    )
