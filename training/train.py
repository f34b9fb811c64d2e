"""Train the reading model.

    python training/train.py --base FOLDER --data FOLDER --out training/runs/a

``--base`` holds ``model.safetensors`` and ``vocab.txt`` of MiniLM-L6-H384, ``--data`` the corpora
(``training/README.md``). A checkpoint is written after each epoch; the same command goes on from the last
one. With ``--teacher RUN …`` the network also learns what finished ones make of all texts, annotated or not
(Hinton, Vinyals and Dean 2015).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from batches import Batch, batches, tensors
from evaluate import linked, read_all
from losses import Weights, total_loss
from mixture import mixture
from network import Reader
from sources import polnear
from teacher import Large
from torch import Tensor

from sayso.text.wordpiece import WordPiece

REPORT = 40
HEADS = (
    "tags",
    "cue_",
    "source_",
    "case",
    "quote",
    "breaks",
    "mentions",
    "factuality",
    "blame",
    "facets",
    "meaning",
)
HEAD_RATE = 1e-3


def schedule(step: int, total: int) -> float:
    """6 % warm-up, then linear decay."""
    warm = max(1, int(0.06 * total))
    return step / warm if step < warm else max(0.0, (total - step) / (total - warm))


@dataclass
class Course:
    """A network on its way, with everything a checkpoint holds.

    The layers compute in bfloat16; ``masters`` are their weights in full, which the optimiser changes.
    """

    model: Reader
    masters: dict[str, Tensor]
    optimiser: torch.optim.AdamW
    average: dict[str, Tensor]
    """Running average of the weights: this is what is kept in the end."""
    step: int = 0
    epoch: int = 0

    @classmethod
    def begin(cls, options: argparse.Namespace) -> Course:
        """Start from the base model's weights, or a run's. Word embeddings stay as they are."""
        model = network(options, large=options.large is not None)
        if options.start:
            model.load(options.start / options.start_weights, options.keep)
        else:
            model.load_base(options.large or options.base)
        if isinstance(model, Large):
            model.take_order(options.large / "vocab.txt", options.base / "vocab.txt")
        model.to(options.device)
        model.words.weight.requires_grad_(requires_grad=False)
        masters = {
            name: weight.detach().clone() for name, weight in model.named_parameters() if weight.requires_grad
        }
        model.layers.to(torch.bfloat16)
        heads = [weight for name, weight in masters.items() if name.startswith(HEADS)]
        body = [weight for name, weight in masters.items() if not name.startswith(HEADS)]
        groups = [{"params": body, "peak": options.rate}, {"params": heads, "peak": HEAD_RATE}]
        optimiser = torch.optim.AdamW(groups, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
        return cls(model, masters, optimiser, {name: weight.clone() for name, weight in masters.items()})

    def save(self, path: Path) -> None:
        """Write a checkpoint."""
        state = {name: getattr(self, name) for name in ("masters", "average", "step", "epoch")}
        torch.save(state | {"optimiser": self.optimiser.state_dict()}, path)

    def resume(self, path: Path) -> None:
        """Go on from a checkpoint."""
        state = torch.load(path, weights_only=True, map_location=next(iter(self.masters.values())).device)
        for name, weight in state["masters"].items():
            self.masters[name].copy_(weight)
        self.optimiser.load_state_dict(state["optimiser"])
        self.average, self.step, self.epoch = state["average"], state["step"], state["epoch"]
        self._push()

    def kept(self) -> dict[str, Tensor]:
        """Return the averaged weights, whole, in full precision."""
        return {name: value.float() for name, value in self.model.state_dict().items()} | self.average

    def learn(self, batch: Batch, teachers: list[Reader], total: int, options: argparse.Namespace) -> Tensor:
        """Take one step; return its losses."""
        self.step += 1
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * schedule(self.step, total)
        loss, parts = total_loss(self.model, batch, teachers, options.weights)
        self.model.zero_grad(set_to_none=True)
        loss.backward()
        for name, weight in self.model.named_parameters():
            if weight.requires_grad:
                self.masters[name].grad = None if weight.grad is None else weight.grad.float()
        torch.nn.utils.clip_grad_norm_(self.masters.values(), 1.0)
        self.optimiser.step()
        self._push()
        decay = min(options.average, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(list(self.average.values()), list(self.masters.values()), 1 - decay)
        return parts

    @torch.no_grad()
    def _push(self) -> None:
        for name, weight in self.model.named_parameters():
            if weight.requires_grad:
                weight.copy_(self.masters[name])


def network(options: argparse.Namespace, *, large: bool) -> Reader:
    """Return an untrained network of the wanted size."""
    return Large() if large else Reader(len(options.keep) if options.keep else options.layers)


def teachers_of(options: argparse.Namespace) -> list[Reader]:
    """Load finished networks that only answer."""
    out = []
    for run in options.teacher or ():
        teacher = Large() if options.large_teacher else Reader()
        teacher.load(run / options.teacher_weights)
        teacher.layers.to(torch.bfloat16)
        out.append(teacher.to(options.device).eval().requires_grad_(requires_grad=False))
    return out


def main() -> None:
    """Run from the command line."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    vocabulary = WordPiece.load(options.base / "vocab.txt")
    pool = mixture(options.data, options.base, vocabulary, options.limit)
    dev = polnear(options.data / "polnear" / "dev.jsonl", vocabulary)
    course, checkpoint = Course.begin(options), options.out / "checkpoint.pt"
    if checkpoint.exists():
        course.resume(checkpoint)
    teachers = teachers_of(options)
    total = options.epochs * len(batches(pool.draw(random.Random(0)), random.Random(0)))
    while course.epoch < options.epochs:
        rng = random.Random(1000 * options.seed + course.epoch)
        course.model.train()
        began, shown = time.time(), torch.zeros(len(Weights._fields))
        for number, cut in enumerate(batches(pool.draw(rng), rng), start=1):
            inputs = tensors(cut, rng, options.masking, options.shout)
            batch = Batch(cut, {name: value.to(options.device) for name, value in inputs.items()})
            shown += course.learn(batch, teachers, total, options).cpu()
            if number % REPORT == 0:
                pace = (time.time() - began) / number
                figures = " ".join(
                    f"{name} {value:.3f}" for name, value in zip(Weights._fields, shown / REPORT, strict=True)
                )
                print(f"step {course.step}/{total} {figures} {pace:.2f} s/step", flush=True)
                shown.zero_()
        course.epoch += 1
        course.save(checkpoint)
        torch.save(course.kept(), options.out / "reader.pt")
        kept = network(options, large=options.large is not None)
        kept.load_state_dict(course.kept())
        kept.to(options.device)
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
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a run whose weights to start from instead of the base's")
    parser.add_argument("--start-weights", default="reader.pt")
    parser.add_argument("--keep", type=int, nargs="+", help="layers of that run to start from, if not all")
    parser.add_argument("--teacher", type=Path, nargs="+", help="finished runs to learn from")
    parser.add_argument("--teacher-weights", default="reader.pt")
    parser.add_argument("--large-teacher", action="store_true", help="the teachers are of the large kind")
    parser.add_argument("--large", type=Path, help="train a teacher on this base: MPNet's folder")
    parser.add_argument("--device", default="cpu", help="cpu, or cuda where there is an accelerator")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=3e-4, help="peak learning rate of the encoder")
    parser.add_argument("--masking", type=float, default=0.06, help="share of words hidden")
    parser.add_argument("--shout", type=float, default=0.08, help="share of windows read as all capitals")
    parser.add_argument(
        "--average", type=float, default=0.995, help="decay of the running average of weights"
    )
    parser.add_argument("--limit", type=int, help="articles of each corpus to use (for a quick look)")
    parser.set_defaults(weights=Weights())
    return parser.parse_args()


if __name__ == "__main__":
    main()
