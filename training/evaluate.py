"""Read articles with a network in PyTorch through sayso's own decoding, and score quickly.

The figures follow the definitions of PolNeAR's evaluation as sayso's benchmark uses it (linked:
content IoU of at least one half and overlapping sources), with a greedy instead of an optimal
assignment; ``benchmarks/attribution.py`` is what counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch

from sayso.annotate.frames import Scorers, TokenFrame, token_frames
from sayso.annotate.windows import Window, cover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from corpus import Article
    from network import PairScorer, Reader

    from sayso.annotate.decode import Floats

CLS, SEP = 101, 102
SAME = 0.5


def scorers(model: Reader) -> Scorers:
    """Return the network's pair scorers in the form that sayso's linking takes."""

    def plain(scorer: PairScorer) -> Callable[[Floats, Floats, Floats], Floats]:
        @torch.no_grad()
        def score(left: Floats, right: Floats, relation: Floats) -> Floats:
            on = next(scorer.parameters()).device
            return scorer(*(torch.from_numpy(part).to(on) for part in (left, right, relation))).cpu().numpy()

        return score

    return Scorers(plain(model.cue_scorer), plain(model.source_scorer))


def read_all(model: Reader, articles: list[Article]) -> list[list[TokenFrame]]:
    """Return each article's frames."""
    model.eval()
    twins = scorers(model)
    return [token_frames(article.tokens, *encode(model, article), twins) for article in articles]


@torch.no_grad()
def encode(model: Reader, article: Article) -> tuple[list[Window], list[Floats], list[Floats]]:
    """Return an article's windows, and states and tag scores of each."""
    model.eval()
    windows = cover(article.tokens)
    length = max(len(window) for window in windows) + 2
    names = ("ids", "case", "quote", "breaks", "mask")
    inputs = {name: torch.zeros((len(windows), length), dtype=torch.long) for name in names}
    for row, window in enumerate(windows):
        end, part = len(window) + 1, slice(window.start, window.end)
        for name in names[:-1]:
            inputs[name][row, 1:end] = torch.from_numpy(getattr(article.tokens, name)[part])
        inputs["ids"][row, 0], inputs["ids"][row, end] = CLS, SEP
        inputs["mask"][row, : end + 1] = 1
    on = model.words.weight.device
    with torch.autocast(on.type, dtype=torch.bfloat16):
        states, scores, *_ = model(**{name: value.to(on) for name, value in inputs.items()})
    states, scores = states.cpu(), scores.cpu()
    cut = [(row, len(window) + 1) for row, window in enumerate(windows)]
    return (
        windows,
        [states[row, 1:end].float().numpy() for row, end in cut],
        [scores[row, 1:end].float().numpy() for row, end in cut],
    )


def linked(articles: list[Article], frames: list[list[TokenFrame]]) -> dict[str, float]:
    """Return linked precision, recall and F1, and token F1 by role, over subwords."""
    hit = predicted = wanted = 0
    token = {role: np.zeros(3) for role in ("source", "cue", "content")}
    for article, found in zip(articles, frames, strict=True):
        gold = [(_tokens(item.content), _tokens(item.source)) for item in article.gold if item.content]
        system = [
            (
                _tokens([(s.first, s.last) for s in frame.content]),
                _tokens([(s.first, s.last) for s in frame.source]),
            )
            for frame in found
        ]
        predicted, wanted = predicted + len(system), wanted + len(gold)
        pairs = sorted(
            (
                (len(a & b) / len(a | b), i, j)
                for i, (a, _) in enumerate(gold)
                for j, (b, _) in enumerate(system)
                if a & b
            ),
            reverse=True,
        )
        taken: tuple[set[int], set[int]] = (set(), set())
        for overlap, i, j in pairs:
            if overlap < SAME or i in taken[0] or j in taken[1]:
                continue
            taken[0].add(i)
            taken[1].add(j)
            hit += bool(gold[i][1] & system[j][1]) or not (gold[i][1] or system[j][1])
        for role in token:
            a = set().union(*(_tokens(getattr(item, role)) for item in article.gold))
            b = set().union(
                *(
                    _tokens([(s.first, s.last) for s in ([f.cue] if role == "cue" else getattr(f, role))])
                    for f in found
                )
            )
            token[role] += (len(a & b), len(b), len(a))
    figures = {f"token_{role}": round(float(2 * c[0] / max(c[1] + c[2], 1)), 4) for role, c in token.items()}
    precision, recall = hit / max(predicted, 1), hit / max(wanted, 1)
    return {
        "linked": round(2 * hit / max(predicted + wanted, 1), 4),
        "p": round(precision, 4),
        "r": round(recall, 4),
    } | figures


def _tokens(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {at for first, last in spans for at in range(first, last + 1)}
