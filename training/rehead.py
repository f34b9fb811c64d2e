"""Train the heads on tokens that teach names, factuality and blame anew, on a finished encoder.

    python training/rehead.py --run training/runs/ab --weights relinked.pt --base FOLDER --data FOLDER

The heads of averaged networks do not fit the averaged states. Here the encoder stands still, so that its
states of all texts with such layers are made once, and again in capitals where the text is not. Writes
``finished.pt``.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from corpus import IGNORE, Article
from evaluate import encode
from losses import blame_loss, mention_loss
from mixture import without_news
from network import Reader
from torch import Tensor

from sayso.text.wordpiece import WordPiece

BATCH = 4096
LAYERS = ("mentions", "factuality", "blame")
CAPITALS = 2
"""The case of a word in capitals."""


def in_capitals(article: Article) -> Article:
    """Return the article as if it were written in capitals."""
    return replace(article, tokens=replace(article.tokens, case=np.full_like(article.tokens.case, CAPITALS)))


def examples(model: Reader, articles: list[Article]) -> tuple[Tensor, dict[str, Tensor]]:
    """Return the states of all tokens of which something is known, and what is known of them."""
    states, layers = [], {name: [] for name in LAYERS}
    for article in articles:
        known = (article.mentions > 0) | np.isfinite(article.factuality) | (article.blame != IGNORE)
        windows, parts, _ = encode(model, article)
        done = 0
        for window, part in zip(windows, parts, strict=True):
            fresh = np.flatnonzero(known[window.start : window.end])
            fresh = fresh[fresh + window.start >= done]
            done = window.end
            states.append(torch.from_numpy(part[fresh]).half())
            for name in LAYERS:
                layers[name].append(torch.from_numpy(getattr(article, name)[window.start + fresh]))
    return torch.cat(states), {name: torch.cat(some) for name, some in layers.items()}


def fit(model: Reader, states: Tensor, layers: dict[str, Tensor], epochs: int) -> None:
    """Train the three heads on cached states."""
    heads = [getattr(model, name) for name in LAYERS]
    weights = [weight for head in heads for weight in head.parameters()]
    optimiser = torch.optim.AdamW(weights, lr=2e-3, weight_decay=0.01)
    steps = epochs * (len(states) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.02, steps)
    for epoch in range(epochs):
        total = torch.zeros(len(LAYERS))
        order = torch.randperm(len(states))
        for part in order.split(BATCH):
            here = torch.nn.functional.dropout(states[part].float(), 0.1)
            happened = layers["factuality"][part]
            known = happened.isfinite()
            told = (model.factuality(here).squeeze(-1)[known] - happened[known]).abs().sum()
            losses = torch.stack([
                mention_loss(model.mentions(here), layers["mentions"][part]),
                told / max(int(known.sum()), 1),
                blame_loss(model.blame(here), layers["blame"][part]),
            ])  # fmt: skip
            optimiser.zero_grad()
            losses.sum().backward()
            optimiser.step()
            schedule.step()
            total += losses.detach()
        print(
            epoch + 1,
            dict(zip(LAYERS, (total / (len(states) // BATCH + 1)).tolist(), strict=True)),
            flush=True,
        )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--weights", default="relinked.pt", help="file in the run's folder")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    model = Reader(options.layers).load(options.run / options.weights)
    vocabulary = WordPiece.load(options.base / "vocab.txt")
    articles = [article for part in without_news(options.data, vocabulary) for article in part]
    loud = [in_capitals(a) for a in articles if (a.mentions > 0).any() and not a.text.isupper()]
    states, layers = examples(model, articles + loud)
    print(f"{len(states)} tokens", flush=True)
    fit(model, states, layers, options.epochs)
    torch.save(model.state_dict(), options.run / "finished.pt")


if __name__ == "__main__":
    main()
