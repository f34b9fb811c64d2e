"""How well sayso's model tells whether what a word says happened: ``python benchmarks/certainty.py PATH``.

Lines hold ``text`` (words with a space between them), ``start_token`` and ``factuality``, from 3 (certainly
happened) over 0 (nobody can tell) to -3 (certainly did not). Each sentence is read once, by itself; what the
model says at the subword where the target begins is compared. In a folder, every ``*.jsonl`` is read but
``train``. Prints the mean absolute error and Pearson's r beside baselines that read nothing: always the
median of ``train.jsonl`` in the same folder (or, where there is none, of the very targets that are measured,
which flatters the baseline), and always 3. Speed is CPU time of this process, model loaded, text to figures.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
import rows
from table import show

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sayso.annotate.model import ReadingModel

KEYS = ("text", "start_token", "factuality")
SURELY = 3.0


def by_sentence(targets: list[dict]) -> dict[str, list[dict]]:
    """Return the targets of each text, in order."""
    found: dict[str, list[dict]] = {}
    for target in targets:
        found.setdefault(target["text"], []).append(target)
    return found


def begins(text: str, token: int) -> int:
    """Return the character at which a word of a text begins, counting words that one space parts.

    Raises:
        ValueError: the text has no such word.
    """
    words = text.split(" ")
    if token >= len(words):
        message = f"no word {token} in «{text}»"
        raise ValueError(message)
    return sum(map(len, words[:token])) + token


def holder(starts: Sequence[int], at: int) -> int:
    """Return which subword a character stands in: the last that begins at it or before it."""
    return max(0, int(np.searchsorted(starts, at, side="right")) - 1)


def error(found: Sequence[float], gold: Sequence[float]) -> float:
    """Return the mean absolute error."""
    return float(np.abs(np.asarray(found) - np.asarray(gold)).mean())


def pearson(found: Sequence[float], gold: Sequence[float]) -> float:
    """Return Pearson's r; 0 where one side is always the same."""
    a, b = (np.asarray(side, dtype=float) - np.mean(side) for side in (found, gold))
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size else 0.0


def read(model: ReadingModel, sentences: dict[str, list[dict]]) -> tuple[list[float], float]:
    """Return what the model says of each target, sentence by sentence, and the CPU seconds it took."""
    said, seconds = [], 0.0
    for text, targets in sentences.items():
        began = time.process_time()
        tokens = model.tokens(text)
        factuality = model.read(tokens).factuality
        seconds += time.process_time() - began
        for target in targets:
            place = holder(tokens.starts, begins(text, target["start_token"]))
            said.append(float(factuality[place]) if len(factuality) else 0.0)
    return said, seconds


def median(path: Path, gold: Sequence[float]) -> tuple[float, str]:
    """Return the median that the baseline always says, and of what it is the median."""
    train = (path if path.is_dir() else path.parent) / "train.jsonl"
    if train.is_file() and train != path:
        told = [row["factuality"] for row in rows.read(train, KEYS)]
        return float(np.median(told)), "the median of train"
    return float(np.median(gold)), "the median of these very targets"


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    options = parser.parse_args()
    sentences = by_sentence(rows.read(options.path, KEYS))
    if not sentences:
        parser.error(f"no factuality gold in {options.path}")
    from sayso.annotate.model import load

    model = load()
    model.read(model.tokens(next(iter(sentences))))
    said, seconds = read(model, sentences)
    gold = [target["factuality"] for targets in sentences.values() for target in targets]
    middle, source = median(options.path, gold)
    figures = {
        "mae": error(said, gold), "pearson": pearson(said, gold), "targets": len(gold),
        "sentences": len(sentences), "mae_median": error([middle] * len(gold), gold),
        "mae_always_happened": error([SURELY] * len(gold), gold),
        "sentences_per_cpu_second": len(sentences) / seconds,
    }  # fmt: skip
    show(
        f"{options.path}: {len(gold)} targets in {len(sentences)} sentences; factuality from -3 to 3",
        ("", "mean absolute error", "Pearson's r", "sentences per CPU second"),
        [
            ("sayso", figures["mae"], figures["pearson"], figures["sentences_per_cpu_second"]),
            (f"always {middle:g}, {source}", figures["mae_median"], None, None),
            ("always 3: everything happened", figures["mae_always_happened"], None, None),
        ],
    )
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
