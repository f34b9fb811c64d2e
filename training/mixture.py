"""Which corpora an epoch is made of, and how much of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import sources
import torch
from network import Reader

from sayso.annotate.reread import piece

if TYPE_CHECKING:
    from random import Random

    import numpy as np
    from corpus import Article

    from sayso.text.wordpiece import WordPiece

FICTION = Path(__file__).parent / "fiction"
CLS, SEP = 101, 102
BATCH = 64


@dataclass(frozen=True, slots=True)
class Mixture:
    """Corpora with the share of each that one epoch takes."""

    parts: list[tuple[list[Article], float]]

    def draw(self, rng: Random) -> list[Article]:
        """Return the articles of one epoch; a share above one takes some twice."""
        drawn: list[Article] = []
        for articles, share in self.parts:
            drawn += articles * int(share)
            drawn += rng.sample(articles, round(len(articles) * (share % 1)))
        return drawn


SHARES = (2.0, 0.7, 0.5, 0.7, 2.0, 0.5, 0.25, 0.25)
"""How much of each corpus but the news an epoch takes, in the order of :func:`without_news`."""


def mixture(data: Path, base: Path, vocabulary: WordPiece, limit: int | None = None) -> Mixture:
    """Load all corpora."""
    news = sources.polnear(data / "polnear" / "train.jsonl", vocabulary, silver=True)
    parts = [(news, 1.0), *zip(without_news(data, vocabulary), SHARES, strict=True)]
    return Mixture([(with_embeddings(part[:limit], base), share) for part, share in parts if part])


def without_news(data: Path, vocabulary: WordPiece) -> list[list[Article]]:
    """Load fiction, names, events and blame."""
    small = [data / "megaveridicality2" / "train.jsonl", data / "meantime_factuality" / "train.jsonl"]
    return [
        sources.fiction(sorted(FICTION.glob("*.txt")), vocabulary),
        sources.names([data / "uner_english" / "ewt_test.jsonl"], "uner", vocabulary),
        sources.names(sorted((data / "crossner_politics").glob("*.jsonl")), "crossner", vocabulary),
        sources.names([data / "wikigold" / "all.jsonl"], "wikigold", vocabulary),
        sources.re3d(data / "re3d", vocabulary),
        sources.events([data / "uds_ih2" / "train.jsonl"], vocabulary),
        sources.events(small, vocabulary),
        sources.blames(data / "muc4", vocabulary),
    ]


@torch.no_grad()
def with_embeddings(articles: list[Article], base: Path) -> list[Article]:
    """Add what the base model, untouched, makes of each content in one piece (mean of its last states)."""
    todo = [
        (at, number, item.content[0])
        for at, article in enumerate(articles)
        for number, item in enumerate(article.gold)
        if len(item.content) == 1
    ]
    if not todo:
        return articles
    model = Reader()
    model.load_base(base)
    for table in (model.case, model.quote, model.breaks):
        table.weight.zero_()
    model.layers.to(torch.bfloat16)
    model.eval()
    found: list[dict[int, np.ndarray]] = [{} for _ in articles]
    todo.sort(key=lambda entry: entry[2][1] - entry[2][0])
    for start in range(0, len(todo), BATCH):
        some = todo[start : start + BATCH]
        pieces = [
            piece(articles[at].tokens, first, min(last, first + 250)).ids for at, _, (first, last) in some
        ]
        ids = torch.zeros((len(some), max(map(len, pieces)) + 2), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for row, words in enumerate(pieces):
            ids[row, : len(words) + 2] = torch.tensor([CLS, *words.tolist(), SEP])
            mask[row, : len(words) + 2] = 1
        nothing = torch.zeros_like(ids)
        states = model.encode(ids, nothing, nothing, nothing, mask)
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        made = torch.nn.functional.normalize(mean, dim=-1).numpy()
        for (at, number, _), vector in zip(some, made, strict=True):
            found[at][number] = vector
    return [replace(article, embeddings=vectors) for article, vectors in zip(articles, found, strict=True)]
