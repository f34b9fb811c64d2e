"""Find the corrections of how often "nothing" is chosen that read dev best; ``export.py`` takes them.

    python training/calibrate.py --run training/runs/a --weights relinked.pt --base FOLDER --data FOLDER

Dev is encoded once; then one correction after another is moved in small steps, as long as linked F1 rises.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from evaluate import encode, linked, scorers
from network import Reader
from sources import polnear

from sayso.annotate.decode import TAGS
from sayso.annotate.frames import TokenFrame, token_frames
from sayso.text.wordpiece import WordPiece

if TYPE_CHECKING:
    from corpus import Article

STEPS = {"outside": (-1.5, 0.5, 0.25), "cue_none": (-1.0, 2.0, 0.5), "source_none": (-3.0, 1.0, 0.5)}


def read(model: Reader, encoded: list, dev: list[Article], at: dict[str, float]) -> list[list[TokenFrame]]:
    """Decode encoded articles with corrections."""
    with torch.no_grad():
        cue, source = model.cue_scorer.none.bias.clone(), model.source_scorer.none.bias.clone()
        model.cue_scorer.none.bias += at["cue_none"]
        model.source_scorer.none.bias += at["source_none"]
        frames = []
        for article, (windows, states, scores) in zip(dev, encoded, strict=True):
            moved = [score.copy() for score in scores]
            for score in moved:
                score[:, TAGS.index("O")] += at["outside"]
            frames.append(token_frames(article.tokens, windows, states, moved, scorers(model)))
        model.cue_scorer.none.bias.copy_(cue)
        model.source_scorer.none.bias.copy_(source)
    return frames


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--weights", default="reader.pt")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    options = parser.parse_args()
    vocabulary = WordPiece.load(options.base / "vocab.txt")
    dev = polnear(options.data / "polnear" / "dev.jsonl", vocabulary)
    model = Reader(options.layers)
    model.load(options.run / options.weights)
    model.eval()
    encoded = [encode(model, article) for article in dev]
    best = dict.fromkeys(STEPS, 0.0)
    top = linked(dev, read(model, encoded, dev, best))
    print(best, top, flush=True)
    for name in ("outside", "source_none", "cue_none", "outside"):
        low, high, step = STEPS[name]
        for direction in (step, -step):
            while low <= best[name] + direction <= high:
                tried = best | {name: best[name] + direction}
                figures = linked(dev, read(model, encoded, dev, tried))
                print(tried, figures, flush=True)
                if figures["linked"] <= top["linked"]:
                    break
                best, top = tried, figures
    print("best", " ".join(f"--{name.replace('_', '-')} {value}" for name, value in best.items()), top)


if __name__ == "__main__":
    main()
