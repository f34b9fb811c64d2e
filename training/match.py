"""Train the matcher: which contents state the same claim.

    python training/match.py --base FOLDER --data FOLDER --out training/runs/match

Learns three things together from the invented cases of ``fiction/claims`` and free corpora of entailment:
whether two contents state a common claim (pairs of one case, most of the negative ones near in meaning),
how two contents relate, and embeddings in which contents of one claim lie near each other (contrastive over
contents of one case; Khosla et al. 2020). After each epoch it prints average precision on the cases held out.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from cases import (
    ClaimCase,
    Row,
    articles_of,
    entailments,
    groups,
    pairs,
    read_case,
    read_labelled,
    related,
)
from matcher import Cut, Matcher, batched
from torch import Tensor, nn
from train import schedule

from sayso.link.matcher import laid_out
from sayso.text.wordpiece import WordPiece

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.model.statement import Excerpt

FICTION = Path(__file__).parent / "fiction" / "claims"
LABELLED = Path(__file__).parent / "labels" / "claims"
HELD_OUT = ("d1", "f2", "galan", "dnc")
SIZE = 32
BUCKET = 16
TEMPERATURE = 0.07
HEADS = ("hidden", "same", "relation")
HEAD_RATE = 1e-3
AVERAGE = 0.998
REPORT = 100
REAL = 12


@dataclass
class Subwords:
    """Contents in subwords, each text cut once."""

    vocabulary: WordPiece
    known: dict[str, list[int]] = field(default_factory=dict)

    def __call__(self, one: Excerpt) -> Cut:
        """Return a content and what is around it in subwords."""
        return self._cut(one.content), self._cut(one.before), self._cut(one.after)

    def _cut(self, text: str) -> list[int]:
        if text not in self.known:
            self.known[text] = [piece[0] for piece in self.vocabulary.encode(text)]
        return self.known[text]


def size(one: Cut) -> int:
    """Return how many subwords are read."""
    return len(laid_out(*one, side=0))


@torch.no_grad()
def embedded(model: Matcher, cuts: list[Cut]) -> NDArray[np.float32]:
    """Return the embeddings of contents."""
    found = np.zeros((len(cuts), model.words.weight.shape[1]), dtype=np.float32)
    order = sorted(range(len(cuts)), key=lambda place: size(cuts[place]))
    for start in range(0, len(order), 2 * SIZE):
        some = order[start : start + 2 * SIZE]
        found[some] = model.embed(batched([(cuts[place], None) for place in some])).numpy()
    return found


@torch.no_grad()
def scores(model: Matcher, rows: list[tuple[Cut, Cut]]) -> NDArray[np.float32]:
    """Return how likely each pair states a common claim."""
    found = np.zeros(len(rows), dtype=np.float32)
    order = sorted(range(len(rows)), key=lambda place: size(rows[place][0]) + size(rows[place][1]))
    for start in range(0, len(order), 2 * SIZE):
        some = order[start : start + 2 * SIZE]
        found[some] = torch.sigmoid(model(batched([rows[place] for place in some]))[0]).numpy()
    return found


def average_precision(right: NDArray[np.bool_], told: NDArray[np.float32]) -> float:
    """Return the mean precision at the places of what is right, the surest first."""
    ordered = right[np.argsort(-told)]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float((precision * ordered).sum() / max(1, ordered.sum()))


def measure(model: Matcher, case: ClaimCase, ids: Subwords, most: int = 6000) -> dict[str, float]:
    """Measure a case: average precision over its pairs by cosine, and by the head on a sample of them."""
    cut = [ids(one.text) for one in case.contents]
    every = [(one, other) for one in range(len(cut)) for other in range(one)]
    right = np.array([case.share(one, other) for one, other in every])
    vectors = embedded(model, cut)
    near = np.array([vectors[one] @ vectors[other] for one, other in every])
    picked = random.Random(5).sample(range(len(every)), min(most, len(every)))
    told = scores(model, [(cut[every[place][0]], cut[every[place][1]]) for place in picked])
    return {
        "cosine": round(average_precision(right, near), 3),
        "same": round(average_precision(right[picked], told), 3),
    }


@dataclass
class Course:
    """A network on its way. The layers compute in bfloat16; ``masters`` are their weights in full."""

    model: Matcher
    masters: dict[str, Tensor]
    optimiser: torch.optim.AdamW
    average: dict[str, Tensor]
    total: int
    step: int = 0

    @classmethod
    def begin(cls, base: Path, rate: float, total: int, run: Path | None = None) -> Course:
        """Start from the base model's weights, or an earlier run's. Word embeddings stay as they are."""
        model = Matcher()
        model.load_base(base)
        if run is not None:
            model.load_state_dict(torch.load(run / "matcher.pt", weights_only=True), strict=False)
        model.words.weight.requires_grad_(requires_grad=False)
        masters = {
            name: weight.detach().clone() for name, weight in model.named_parameters() if weight.requires_grad
        }
        model.layers.to(torch.bfloat16)
        heads = [weight for name, weight in masters.items() if name.startswith(HEADS)]
        body = [weight for name, weight in masters.items() if not name.startswith(HEADS)]
        parts = [{"params": body, "peak": rate}, {"params": heads, "peak": HEAD_RATE}]
        optimiser = torch.optim.AdamW(parts, lr=rate, betas=(0.9, 0.98), weight_decay=0.01)
        return cls(
            model, masters, optimiser, {name: weight.clone() for name, weight in masters.items()}, total
        )

    def learn(self, loss: Tensor) -> None:
        """Take one step."""
        self.step += 1
        for part in self.optimiser.param_groups:
            part["lr"] = part["peak"] * schedule(self.step, self.total)
        self.model.zero_grad(set_to_none=True)
        loss.backward()
        learnt = [(name, weight) for name, weight in self.model.named_parameters() if weight.requires_grad]
        for name, weight in learnt:
            self.masters[name].grad = None if weight.grad is None else weight.grad.float()
        nn.utils.clip_grad_norm_(self.masters.values(), 1.0)
        self.optimiser.step()
        with torch.no_grad():
            for name, weight in learnt:
                weight.copy_(self.masters[name])
            decay = min(AVERAGE, (1 + self.step) / (10 + self.step))
            torch._foreach_lerp_(list(self.average.values()), list(self.masters.values()), 1 - decay)

    def kept(self) -> Matcher:
        """Return the network with averaged weights."""
        weights = {name: value.float() for name, value in self.model.state_dict().items()} | self.average
        made = Matcher()
        made.load_state_dict(weights)
        return made.eval()


def pair_loss(model: Matcher, rows: list[tuple[str, Row]], ids: Subwords) -> Tensor:
    """Return the loss of a batch of pairs: binary for ``same``, cross entropy for ``relation``."""
    same, relation = model(batched([(ids(row[0]), ids(row[1])) for _, row in rows]))
    is_same = torch.tensor([kind == "same" for kind, _ in rows])
    labels = torch.tensor([row[2] for _, row in rows])
    loss = torch.zeros(())
    if is_same.any():
        loss = loss + nn.functional.binary_cross_entropy_with_logits(same[is_same], labels[is_same].float())
    if not is_same.all():
        loss = loss + 0.5 * nn.functional.cross_entropy(relation[~is_same], labels[~is_same])
    return loss


def contrast_loss(model: Matcher, texts: list[Excerpt], share: list[list[bool]], ids: Subwords) -> Tensor:
    """Return the contrastive loss of contents of one case."""
    vectors = model.embed(batched([(ids(text), None) for text in texts]))
    itself = torch.eye(len(texts), dtype=torch.bool)
    alike = torch.log_softmax((vectors @ vectors.T / TEMPERATURE).masked_fill(itself, -1e9), dim=1)
    positive = torch.tensor(share) & ~itself
    some = positive.any(1)
    mine = torch.where(positive, alike, torch.zeros_like(alike)).sum(1)[some] / positive.sum(1)[some]
    return -0.3 * mine.mean()


def plan(
    model: Matcher, cases: list[ClaimCase], free: list[Row], ids: Subwords, rng: random.Random, invented: int
) -> list[object]:
    """Return the batches of an epoch: lists of (head, row), and (contents, which share a claim).

    Of a claim of an invented case there are up to ``invented`` positive pairs, of a real one up to ``REAL``.
    """
    model.eval()
    rows: list[tuple[str, Row]] = []
    for case in cases:
        vectors = embedded(model, [ids(one.text) for one in case.contents])
        each = REAL if case.real else invented
        rows += [("same", row) for row in pairs(case, vectors @ vectors.T, rng, each)]
    rows += [("relation", row) for row in (*free, *related(cases, rng))]
    rng.shuffle(rows)
    batches: list[object] = []
    for start in range(0, len(rows), SIZE * BUCKET):
        some = sorted(
            rows[start : start + SIZE * BUCKET], key=lambda one: size(ids(one[1][0])) + size(ids(one[1][1]))
        )
        batches += [some[place : place + SIZE] for place in range(0, len(some), SIZE)]
    batches += groups(cases, rng, len(batches) // 5)
    rng.shuffle(batches)
    return batches


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--free", type=int, default=5000, help="pairs of the free corpora in an epoch")
    parser.add_argument("--invented", type=int, default=14, help="pairs of an invented claim in an epoch")
    parser.add_argument("--labelled", type=Path, default=LABELLED, help="real cases (default: %(default)s)")
    parser.add_argument("--start", type=Path, help="an earlier run, to go on from")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    ids = Subwords(WordPiece.load(options.base / "vocab.txt"))
    articles = articles_of(options.data)
    every = [read_case(path) for path in sorted(FICTION.glob("*.txt"))]
    every += [read_labelled(path, articles) for path in sorted(options.labelled.glob("*.json"))]
    cases = [case for case in every if case.name not in HELD_OUT]
    free = entailments(options.data)
    course = Course.begin(options.base, options.rate, 1, options.start)
    course.total = options.epochs * len(
        plan(course.model, cases, free[: options.free], ids, random.Random(0), options.invented)
    )
    for epoch in range(1, options.epochs + 1):
        began = time.time()
        for batch in plan(course.model, cases, rng.sample(free, options.free), ids, rng, options.invented):
            course.model.train()
            if isinstance(batch, list):
                loss = pair_loss(course.model, batch, ids)
            else:
                loss = contrast_loss(course.model, *batch, ids)
            course.learn(loss)
            if course.step % REPORT == 0:
                print(f"step {course.step}/{course.total} loss {float(loss.detach()):.3f}", flush=True)
        kept = course.kept()
        torch.save(kept.state_dict(), options.out / "matcher.pt")
        figures = {case.name: measure(kept, case, ids) for case in every if case.name in HELD_OUT}
        print(json.dumps({"epoch": epoch, "seconds": round(time.time() - began)} | figures), flush=True)


if __name__ == "__main__":
    main()
