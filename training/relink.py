"""Train the heads on spans anew on a finished encoder.

    python training/relink.py --run training/runs/a --base FOLDER --data FOLDER

Trained together with the encoder, the scorers see only true spans, and learn its training articles by heart.
Here the encoder stands still and reads its articles with some words masked, so that its spans have the faults
they have on new text; each span is then matched with gold. Writes ``relinked.pt`` with the scorers of the
best epoch on dev.
"""

from __future__ import annotations

import argparse
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from corpus import IGNORE, Article
from evaluate import encode, linked, read_all
from losses import SILVER
from mixture import FICTION
from network import Facets, PairScorer, Reader
from sources import fiction, polnear
from torch import Tensor
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from sayso.annotate.decode import RoleSpan, log_softmax, role_spans
from sayso.annotate.facets import FACETS
from sayso.annotate.frames import stitch
from sayso.annotate.link import relations, span_states

if TYPE_CHECKING:
    from sayso.annotate.windows import Window
from sayso.text.wordpiece import WordPiece

MASK = 103
AVERAGE = 0.998
"""Decay of the running average of weights, which is what is kept."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What one window asks one scorer: for each left span, which right span (or the last: none)."""

    left: Tensor
    right: Tensor
    relation: Tensor
    target: Tensor


def masked(article: Article, share: float, rng: np.random.Generator) -> Article:
    """Return the article with some of its words hidden."""
    ids = article.tokens.ids.copy()
    ids[rng.random(len(ids)) < share] = MASK
    return replace(article, tokens=replace(article.tokens, ids=ids))


Encoded = tuple[list["Window"], list[np.ndarray], list[np.ndarray]]
"""Windows of an article, and states and tag scores of each."""


def choices(article: Article, encoded: Encoded) -> tuple[list[Choice], list[Choice]]:
    """Return what an article's windows ask the cue scorer and the source scorer."""
    windows, states, scores = encoded
    spans = role_spans(log_softmax(stitch(windows, scores, len(article.tokens))), article.tokens.inner)
    by_role = {role: [span for span in spans if span.role == role] for role in ("source", "cue", "content")}
    cues = by_role["cue"]
    gold_of_content = [_gold(article, span, "content") for span in by_role["content"]]
    gold_of_cue = [_gold(article, span, "cue") for span in cues]
    gold_of_source = [
        {number for number, item in enumerate(article.gold) if _touch(span, item.source)}
        for span in by_role["source"]
    ]
    for_cue, for_source = [], []
    for window, state in zip(windows, states, strict=True):
        part = _inside(cues, window)
        contents = [
            i for i, s in enumerate(by_role["content"]) if s.first < window.end and s.last >= window.start
        ]
        sources = _inside(by_role["source"], window)
        if contents and part:
            targets = [
                next(
                    (k for k, j in enumerate(part) if gold_of_cue[j] == gold_of_content[i] is not None),
                    len(part),
                )
                for i in contents
            ]
            pick = [by_role["content"][i] for i in contents]
            for_cue.append(_choice(state, window, pick, [cues[j] for j in part], cues, article, targets))
        if part and sources:
            targets = [
                next((k for k, j in enumerate(sources) if gold_of_cue[i] in gold_of_source[j]), len(sources))
                for i in part
            ]
            pick = [by_role["source"][j] for j in sources]
            for_source.append(_choice(state, window, [cues[i] for i in part], pick, cues, article, targets))
    return for_cue, for_source


def _choice(
    state: np.ndarray, window: Window, left: list[RoleSpan], right: list[RoleSpan], cues: list[RoleSpan],
    article: Article, targets: list[int],
) -> Choice:  # fmt: skip
    return Choice(
        torch.from_numpy(span_states(state, left, window.start)),
        torch.from_numpy(span_states(state, right, window.start)),
        torch.from_numpy(relations(left, right, cues, article.layout)),
        torch.tensor(targets),
    )


def _inside(spans: list[RoleSpan], window: Window) -> list[int]:
    return [i for i, span in enumerate(spans) if window.start <= span.first and span.last < window.end]


def _touch(span: RoleSpan, pieces: tuple[tuple[int, int], ...]) -> bool:
    return any(span.first <= last and first <= span.last for first, last in pieces)


def _gold(article: Article, span: RoleSpan, role: str) -> int | None:
    """Return the number of the gold attribution that shares most tokens with a span in this role."""
    best, most = None, 0
    for number, item in enumerate(article.gold):
        shared = sum(
            max(0, min(span.last, last) - max(span.first, first) + 1) for first, last in getattr(item, role)
        )
        if shared > most:
            best, most = number, shared
    return best


def fit(
    scorer: PairScorer,
    average: AveragedModel,
    examples: list[Choice],
    optimiser: torch.optim.Optimizer,
    rng: random.Random,
) -> float:
    """Run one epoch; return the mean loss."""
    scorer.train()
    rng.shuffle(examples)
    total, count = 0.0, 0
    for at in range(0, len(examples), 16):
        part = examples[at : at + 16]
        losses = [
            torch.nn.functional.nll_loss(scorer(e.left, e.right, e.relation), e.target, reduction="sum")
            for e in part
        ]
        size = sum(len(example.target) for example in part)
        loss = torch.stack(losses).sum() / size
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        average.update_parameters(scorer)
        total, count = total + float(loss.detach()) * size, count + size
    return total / max(count, 1)


Example = tuple[Tensor, Tensor, Tensor, Tensor, float]
"""States of content, cue and source of an attribution, its facets, and their weight."""


def whole(article: Article, encoded: Encoded) -> list[Example]:
    """Return what is told of each gold attribution, and its spans as the encoder's states show them."""
    windows, states, _ = encoded
    found = []
    for item in article.gold:
        if not item.cue or not item.content or all(value == IGNORE for value in item.facets):
            continue
        content = max(item.content, key=lambda span: span[1] - span[0])
        spans = [
            RoleSpan(*span, role, 1.0)
            for role, span in (
                ("content", content),
                ("cue", item.cue[0]),
                *(("source", s) for s in item.source[:1]),
            )
        ]
        inside = [sum(w.start <= s.first and s.last < w.end for s in spans) for w in windows]
        best = int(np.argmax(inside))
        if inside[best] < len(spans):
            continue
        rows = [torch.from_numpy(span_states(states[best], [span], windows[best].start)[0]) for span in spans]
        rows += [torch.zeros_like(rows[0])] * (3 - len(rows))
        found.append((rows[0], rows[1], rows[2], torch.tensor(item.facets), 1.0 if item.sure else SILVER))
    return found


def fit_facets(examples: list[Example], epochs: int, seed: int) -> Facets:
    """Train the facets on examples; return the running average of the weights."""
    torch.manual_seed(seed)
    head = Facets(0.3)
    optimiser = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.05)
    average = AveragedModel(head, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE))
    columns = [torch.stack(column) for column in list(zip(*examples, strict=True))[:4]]
    weights = torch.tensor([example[4] for example in examples])
    for epoch in range(epochs):
        optimiser.param_groups[0]["lr"] = 1e-3 * (1 - epoch / epochs)
        order = torch.randperm(len(examples))
        total = 0.0
        for at in range(0, len(order), 64):
            part = order[at : at + 64]
            scores = head(*(column[part] for column in columns[:3]))
            begin, loss = 0, scores.sum() * 0
            for place, values in enumerate(FACETS.values()):
                some = torch.nn.functional.cross_entropy(
                    scores[:, begin : begin + len(values)],
                    columns[3][part, place],
                    ignore_index=IGNORE,
                    reduction="none",
                )
                loss = loss + (some * weights[part]).sum() / weights[part].sum()
                begin += len(values)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            average.update_parameters(head)
            total += float(loss.detach()) * len(part)
        print("facets", epoch + 1, round(total / len(order), 4), flush=True)
    return average.module


def main() -> None:
    """Run from the command line."""
    options = arguments()
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    noise = np.random.default_rng(options.seed)
    vocabulary = WordPiece.load(options.base / "vocab.txt")
    news = polnear(options.data / "polnear" / "train.jsonl", vocabulary, silver=True)[: options.limit]
    invented = fiction(sorted(FICTION.glob("*.txt")), vocabulary)
    dev = polnear(options.data / "polnear" / "dev.jsonl", vocabulary)
    model = Reader(options.layers)
    model.load(options.run / options.weights)
    print("before", linked(dev, read_all(model, dev)), flush=True)
    examples: list[Example] = []
    for_cue: list[Choice] = []
    for_source: list[Choice] = []
    for article in (news + invented) * options.copies:
        encoded = encode(model, masked(article, options.masking, noise))
        one, other = choices(article, encoded)
        for_cue += one
        for_source += other
        examples += whole(article, encoded)
    model.facets = fit_facets(examples, options.epochs, options.seed)
    print(f"{len(for_cue)} + {len(for_source)} windows", flush=True)
    best = 0.0
    courses = []
    for examples_of in (for_cue, for_source):
        scorer = PairScorer(0.3)
        optimiser = torch.optim.AdamW(scorer.parameters(), lr=1e-3, weight_decay=0.05)
        average = AveragedModel(scorer, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE))
        courses.append((scorer, average, examples_of, optimiser))
    model.cue_scorer, model.source_scorer = (course[1].module for course in courses)
    for epoch in range(options.epochs):
        for *_, optimiser in courses:
            optimiser.param_groups[0]["lr"] = 1e-3 * (1 - epoch / options.epochs)
        losses = [fit(*course, rng) for course in courses]
        figures = linked(dev, read_all(model, dev))
        print(epoch + 1, [round(loss, 4) for loss in losses], figures, flush=True)
        if figures["linked"] > best:
            best = figures["linked"]
            torch.save(model.state_dict(), options.run / "relinked.pt")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--weights", default="reader.pt", help="file in the run's folder")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--masking", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int)
    return parser.parse_args()


if __name__ == "__main__":
    main()
