"""Train the reading model on attribution corpora.

    python training/train.py --base FOLDER --train train.jsonl --dev dev.jsonl --out training/runs/a

``--base`` holds ``model.safetensors`` and ``vocab.txt`` of MiniLM-L6-H384. A checkpoint is
written after each epoch; the same command goes on from the last one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from corpus import IGNORE, Article, Links, links, load, windows
from evaluate import linked, read_all
from network import Reader
from torch import Tensor

from sayso.annotate.decode import TAGS, RoleSpan
from sayso.annotate.link import relations

if TYPE_CHECKING:
    from sayso.annotate.windows import Window
from sayso.annotate.wordpiece import WordPiece

MASK, CLS, SEP = 103, 101, 102
BATCH, REPORT = 16, 40
HEADS = ("tags", "cue_", "source_", "case", "quote", "breaks")
HEAD_RATE = 1e-3


def batches(articles: list[Article], size: int, rng: random.Random) -> list[list[tuple[Article, Window]]]:
    """Cut all articles into windows, sort roughly by length, and shuffle the batches."""
    cut = [(article, window) for article in articles for window in windows(article, rng)]
    rng.shuffle(cut)
    cut.sort(key=lambda pair: len(pair[1]) // 32)
    grouped = [cut[at : at + size] for at in range(0, len(cut), size)]
    rng.shuffle(grouped)
    return grouped


def tensors(
    batch: list[tuple[Article, Window]], rng: random.Random, masking: float, shout: float
) -> dict[str, Tensor]:
    """Pad a batch; mask some inputs; now and then pretend that a window is all capitals or all lower case."""
    length = max(len(window) for _, window in batch) + 2
    out = {
        name: np.zeros((len(batch), length), dtype=np.int64)
        for name in ("ids", "case", "quote", "breaks", "mask")
    }
    tags = np.full((len(batch), length), IGNORE, dtype=np.int64)
    for row, (article, window) in enumerate(batch):
        part, end = slice(window.start, window.end), len(window) + 1
        ids = article.tokens.ids[part].copy()
        hide = np.array([rng.random() < masking for _ in range(len(ids))])
        ids[hide] = MASK
        out["ids"][row, 0], out["ids"][row, 1:end], out["ids"][row, end] = CLS, ids, SEP
        case = article.tokens.case[part]
        dice = rng.random()
        if dice < shout:
            case = np.full_like(case, 2)
        elif dice < shout * 1.5:
            case = np.zeros_like(case)
        out["case"][row, 1:end] = case
        out["quote"][row, 1:end] = article.tokens.quote[part]
        out["breaks"][row, 1:end] = article.tokens.breaks[part]
        out["mask"][row, : end + 1] = 1
        tags[row, 1:end] = article.tags[part]
    return {name: torch.from_numpy(array) for name, array in (out | {"tags": tags}).items()}


def span_states(states: Tensor, spans: list[RoleSpan], offset: int) -> Tensor:
    """The differentiable twin of :func:`sayso.annotate.link.span_states`."""
    first = torch.tensor([span.first - offset for span in spans])
    last = torch.tensor([span.last - offset for span in spans])
    sums = torch.cat([torch.zeros_like(states[:1]), states.cumsum(0)])
    mean = (sums[last + 1] - sums[first]) / (last - first + 1)[:, None]
    return torch.cat([states[first], states[last], mean], dim=1)


def link_loss(model: Reader, states: Tensor, batch: list[tuple[Article, Window]]) -> Tensor:
    """Mean cross-entropy of the two choices over a batch's windows."""
    losses: list[Tensor] = []
    for row, (article, window) in enumerate(batch):
        gold: Links = links(article, window)
        here = states[row, 1 : len(window) + 1].float()
        for scorer, left, right, target in (
            (model.cue_scorer, gold.contents, gold.cues, gold.cue_of),
            (model.source_scorer, gold.cues, gold.sources, gold.source_of),
        ):
            if left and right:
                features = torch.from_numpy(relations(left, right, gold.cues, article.layout))
                scores = scorer(
                    span_states(here, left, window.start), span_states(here, right, window.start), features
                )
                losses.append(torch.nn.functional.nll_loss(scores, torch.tensor(target), reduction="none"))
    return torch.cat(losses).mean() if losses else states.sum() * 0


def schedule(step: int, total: int) -> float:
    """6 % warm-up, then linear decay."""
    warm = max(1, int(0.06 * total))
    return step / warm if step < warm else max(0.0, (total - step) / (total - warm))


@dataclass
class Course:
    """A network on its way, with everything a checkpoint holds."""

    model: Reader
    optimiser: torch.optim.AdamW
    average: dict[str, Tensor]
    """Running average of the weights: this is what is kept in the end."""
    step: int = 0
    epoch: int = 0

    @classmethod
    def begin(cls, options: argparse.Namespace) -> Course:
        """Start from the base model's weights. Word embeddings stay as they are."""
        model = Reader(options.layers)
        model.load_base(options.base)
        model.words.weight.requires_grad_(requires_grad=False)
        named = [(name, weight) for name, weight in model.named_parameters() if weight.requires_grad]
        heads = [weight for name, weight in named if name.startswith(HEADS)]
        body = [weight for name, weight in named if not name.startswith(HEADS)]
        groups = [{"params": body, "peak": options.rate}, {"params": heads, "peak": HEAD_RATE}]
        optimiser = torch.optim.AdamW(groups, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
        average = {name: value.detach().clone() for name, value in model.state_dict().items()}
        return cls(model, optimiser, average)

    def save(self, path: Path) -> None:
        """Write a checkpoint."""
        state = {name: getattr(self, name) for name in ("average", "step", "epoch")}
        torch.save(state | {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}, path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, weights_only=True)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.step, self.epoch = state["average"], state["step"], state["epoch"]

    def learn(
        self, batch: list[tuple[Article, Window]], total: int, options: argparse.Namespace, rng: random.Random
    ) -> float:
        """Take one step; return its loss."""
        self.step += 1
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * schedule(self.step, total)
        inputs = tensors(batch, rng, options.masking, options.shout)
        gold = inputs.pop("tags")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states, scores = self.model(**inputs)
        tag_loss = torch.nn.functional.cross_entropy(
            scores.float().view(-1, len(TAGS)), gold.view(-1), ignore_index=IGNORE
        )
        loss = tag_loss + options.link_weight * link_loss(self.model, states, batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(
            [w for group in self.optimiser.param_groups for w in group["params"]], 1.0
        )
        self.optimiser.step()
        self._average(min(options.average, (1 + self.step) / (10 + self.step)))
        return float(loss.detach())

    @torch.no_grad()
    def _average(self, decay: float) -> None:
        for name, value in self.model.state_dict().items():
            if name != "words.weight":
                self.average[name].lerp_(value, 1 - decay)


def main() -> None:
    """Run from the command line."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    vocabulary = WordPiece.load(options.base / "vocab.txt")
    articles = [article for path in options.train for article in load(path, vocabulary)][: options.limit]
    dev = load(options.dev, vocabulary)
    course, checkpoint = Course.begin(options), options.out / "checkpoint.pt"
    if checkpoint.exists():
        course.resume(checkpoint)
    total = options.epochs * len(batches(articles, BATCH, random.Random(0)))
    while course.epoch < options.epochs:
        rng = random.Random(1000 * options.seed + course.epoch)
        course.model.train()
        began, shown = time.time(), 0.0
        for number, batch in enumerate(batches(articles, BATCH, rng), start=1):
            shown += course.learn(batch, total, options, rng)
            if number % REPORT == 0:
                pace = (time.time() - began) / number
                print(f"step {course.step}/{total} loss {shown / REPORT:.4f} {pace:.2f} s/step", flush=True)
                shown = 0.0
        course.epoch += 1
        course.save(checkpoint)
        torch.save(course.average, options.out / "reader.pt")
        kept = Reader(options.layers)
        kept.load_state_dict(course.average)
        figures = linked(dev, read_all(kept, dev)) | {
            "epoch": course.epoch,
            "seconds": round(time.time() - began),
        }
        print(json.dumps(figures), flush=True)
        with (options.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(figures) + "\n")


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--train", type=Path, nargs="+", required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-4, help="peak learning rate of the encoder")
    parser.add_argument("--masking", type=float, default=0.05, help="share of words hidden")
    parser.add_argument("--shout", type=float, default=0.06, help="share of windows read as all capitals")
    parser.add_argument("--link-weight", type=float, default=0.3)
    parser.add_argument(
        "--average", type=float, default=0.995, help="decay of the running average of weights"
    )
    parser.add_argument("--limit", type=int, help="articles to use (for a quick look)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
