"""Train the reading model on attribution corpora.

    python training/train.py --base FOLDER --train train.jsonl --dev dev.jsonl --out training/runs/a

``--base`` holds ``model.safetensors`` and ``tokenizer.json`` of MiniLM-L6-H384. A checkpoint is
written after each epoch; the same command goes on from the last one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from corpus import IGNORE, Article, Links, links, load, windows
from evaluate import linked, read_all
from network import Reader
from tokenizers import Tokenizer
from torch import Tensor

from sayso.annotate.decode import TAGS, RoleSpan
from sayso.annotate.link import relations

if TYPE_CHECKING:
    from sayso.annotate.windows import Window

MASK, CLS, SEP = 103, 101, 102


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
                losses.append(
                    torch.nn.functional.cross_entropy(scores, torch.tensor(target), reduction="none")
                )
    return torch.cat(losses).mean() if losses else states.sum() * 0


def schedule(step: int, total: int) -> float:
    """6 % warm-up, then linear decay."""
    warm = max(1, int(0.06 * total))
    return step / warm if step < warm else max(0.0, (total - step) / (total - warm))


def main() -> None:
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
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--masking", type=float, default=0.05)
    parser.add_argument("--shout", type=float, default=0.06)
    parser.add_argument("--link-weight", type=float, default=0.3)
    parser.add_argument(
        "--average", type=float, default=0.995, help="decay of the running average of weights"
    )
    parser.add_argument("--limit", type=int, help="articles to use (for a quick look)")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles = [article for path in options.train for article in load(path, tokenizer)][: options.limit]
    dev = load(options.dev, tokenizer)
    model = Reader(options.layers)
    model.load_base(options.base)
    model.words.weight.requires_grad_(False)
    heads = [
        p
        for n, p in model.named_parameters()
        if n.startswith(("tags", "cue_", "source_", "case", "quote", "breaks"))
    ]
    known = {id(p) for p in heads}
    body = [p for p in model.parameters() if p.requires_grad and id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": heads, "lr": 1e-3}],
        betas=(0.9, 0.98),
        weight_decay=0.01,
    )
    rates = [group["lr"] for group in optimiser.param_groups]
    per_epoch = len(batches(articles, 16, random.Random(0)))
    total, step, start = per_epoch * options.epochs, 0, 0
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    checkpoint = options.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        average, step, start = saved["average"], saved["step"], saved["epoch"]
        rng.seed(options.seed + 1000 * start)
    for epoch in range(start, options.epochs):
        model.train()
        began, shown = time.time(), 0.0
        for batch in batches(articles, 16, rng):
            step += 1
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * schedule(step, total)
            inputs = tensors(batch, rng, options.masking, options.shout)
            gold = inputs.pop("tags")
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states, scores = model(**inputs)
            loss = torch.nn.functional.cross_entropy(
                scores.float().view(-1, len(TAGS)), gold.view(-1), ignore_index=IGNORE
            ) + options.link_weight * link_loss(model, states, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)
            decay = min(options.average, (1 + step) / (10 + step))
            with torch.no_grad():
                for name, value in model.state_dict().items():
                    if name != "words.weight":
                        average[name].lerp_(value, 1 - decay)
            shown += float(loss.detach())
            if step % 40 == 0:
                pace = (time.time() - began) / (step - epoch * per_epoch)
                print(
                    f"epoch {epoch + 1} step {step}/{total} loss {shown / 40:.4f} {pace:.2f} s/step",
                    flush=True,
                )
                shown = 0.0
        torch.save(
            {
                "model": model.state_dict(),
                "optimiser": optimiser.state_dict(),
                "average": average,
                "step": step,
                "epoch": epoch + 1,
            },
            checkpoint,
        )
        current = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(average)
        torch.save(average, options.out / "reader.pt")
        figures = linked(dev, read_all(model, dev))
        model.load_state_dict(current)
        figures |= {"epoch": epoch + 1, "seconds": round(time.time() - began)}
        print(json.dumps(figures), flush=True)
        with (options.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
