"""Train the two linear models of ``sayso.attribute.events.accused``; writes their weights.

    python training/blame.py DATA [--out FILE] [--choose]

DATA is the folder of MUC-4 (CC0): documents and claims in the form that ``benchmarks/blame.py`` takes;
those of the split ``dev`` are read, by sayso itself. Both models are regularised maximum likelihood
(Newton's method), so the weights depend on the data alone; a seed cuts the folds on which the threshold is
set. ``--choose`` prints what other strengths of regularisation give on these folds.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import blame
import rows
from scoring import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from sayso.attribute.events.accused import Described

OUT = Path(__file__).parents[1] / "src" / "sayso" / "attribute" / "events" / "weights.json"
FOLDS, SEED = 5, 0
BLAME_L2, BACKING_L2 = 4.0, 10.0
EVEN = 1.0
"""How far rare backings count for more: the power of their frequency by which they are divided."""
STEPS = np.arange(0.10, 0.60, 0.05)
SMALL = 1e-7
"""A step after which there is nothing left to gain."""
CLASSES = len(blame.BACKINGS)


@dataclass
class Example:
    """One document: its bodies, and whom its key blames."""

    bodies: list[Described]
    key: list[blame.Blamed]

    def labels(self) -> NDArray[np.int_]:
        """Return 1 for each body that must be found, 0 for others, -1 for those that may be."""
        hits = [[one for one in self.key if one.names & body.names] for body in self.bodies]
        return np.array([max((int(one.required) * 2 - 1 for one in some), default=0) for some in hits], int)


def matrix(values: Sequence[dict[str, float]], names: Sequence[str]) -> NDArray[np.float64]:
    """Return a row for each body, a column for each feature."""
    return np.array([[one[name] for name in names] for one in values], float).reshape(len(values), len(names))


def logistic(x: NDArray[np.float64], y: NDArray[np.int_], l2: float) -> NDArray[np.float64]:
    """Return the weights of a logistic regression."""
    w = np.zeros(x.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        step = np.linalg.solve(
            (x * (p * (1 - p))[:, None]).T @ x + l2 * np.eye(len(w)), x.T @ (p - y) + l2 * w
        )
        w -= step
        if np.abs(step).max() < SMALL:
            break
    return w


def softmax(x: NDArray[np.float64], y: NDArray[np.int_], l2: float) -> NDArray[np.float64]:
    """Return the weights (features, classes) of a multinomial regression, rarer classes weighing more."""
    counts = np.bincount(y, minlength=CLASSES).clip(1)
    worth = (len(y) / CLASSES / counts[y]) ** EVEN
    w = np.zeros((x.shape[1], CLASSES))
    target = np.eye(CLASSES)[y]
    bound = (np.linalg.eigvalsh(x.T @ (x * worth[:, None])).max()) / 2 + l2
    momentum, previous = w, w
    for number in range(4000):  # Nesterov's accelerated gradient
        momentum = w + number / (number + 3) * (w - previous)
        scores = x @ momentum
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        previous, w = w, momentum - (x.T @ ((p - target) * worth[:, None]) + l2 * momentum) / bound
        if np.abs(w - previous).max() < SMALL:
            break
    return w


def read(data: Path) -> list[Example]:
    """Read the documents of dev, with sayso's own model and rules."""
    from sayso.attribute.events.accused import described

    documents = rows.read(data, ("id", "split", "paragraphs"))
    claims = rows.read(data, ("doc", "organization", "confidence"))
    some = [row for row in documents if row["split"] == blame.TRAINED_ON]
    return [Example(described(one.report, one.events), one.key) for one in blame.read(some, claims)[0]]


def train_blame(some: Sequence[Example], names: Sequence[str], l2: float) -> NDArray[np.float64]:
    """Return weights for whether a body is blamed."""
    y = np.concatenate([one.labels() for one in some])
    x = np.concatenate([matrix([body.blame for body in one.bodies], names) for one in some])
    return logistic(x[y >= 0], y[y >= 0], l2)


def asked(some: Sequence[Example]) -> list[tuple[dict[str, float], tuple[int, ...]]]:
    """Return the features of each body that must be found, and its right backings."""
    return [
        (body.backing, key.backings)
        for one in some for key in one.key if key.required
        for body in [next((body for body in one.bodies if body.names & key.names), None)] if body
    ]  # fmt: skip


def train_backing(some: Sequence[Example], names: Sequence[str], l2: float) -> NDArray[np.float64]:
    """Return weights for what backs the blame."""
    pairs = [(values, one) for values, right in asked(some) for one in right]
    return softmax(matrix([values for values, _ in pairs], names), np.array([one for _, one in pairs]), l2)


def folds(examples: Sequence[Example]) -> list[tuple[list[Example], list[Example]]]:
    """Return pairs of what to train on and what to measure."""
    number = np.random.default_rng(SEED).integers(0, FOLDS, len(examples))
    return [
        ([one for one, n in zip(examples, number, strict=True) if n != fold],
         [one for one, n in zip(examples, number, strict=True) if n == fold])
        for fold in range(FOLDS)
    ]  # fmt: skip


def blame_f1(examples: Sequence[Example], names: Sequence[str], l2: float) -> list[float]:
    """Return the F1 on documents not trained on, at each threshold."""
    tallies = [Tally() for _ in STEPS]
    for training, measured in folds(examples):
        w = train_blame(training, names, l2)
        for one in measured:
            sure = matrix([body.blame for body in one.bodies], names) @ w
            p = 1 / (1 + np.exp(-np.clip(sure, -30, 30)))
            for step, tally in zip(STEPS, tallies, strict=True):
                found = [one.bodies[n].names for n in np.argsort(-p, kind="stable") if p[n] >= step]
                blame.count(one.key, map(set, found), tally)
    return [tally.f1("organisation") for tally in tallies]


def backing_f1(examples: Sequence[Example], names: Sequence[str], l2: float) -> tuple[float, float]:
    """Return accuracy and macro-F1 on documents not trained on, where the body was found."""
    key, said = [], []
    for training, measured in folds(examples):
        w = train_backing(training, names, l2)
        for values, right in asked(measured):
            key.append(right)
            said.append(int((matrix([values], names) @ w).argmax()))
    return blame.accuracy(key, said), blame.macro_f1(key, said)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--choose", action="store_true")
    options = parser.parse_args()
    examples = read(options.data)
    bodies = [body for one in examples for body in one.bodies]
    blame_names, backing_names = sorted(bodies[0].blame), sorted(bodies[0].backing)
    for l2 in (1.0, 4.0, 16.0) if options.choose else ():
        f1 = blame_f1(examples, blame_names, l2)
        right, macro = backing_f1(examples, backing_names, l2)
        print(
            f"l2 {l2}: organisation F1 {max(f1):.3f} from {STEPS[int(np.argmax(f1))]:.2f},"
            f" backing accuracy {right:.3f}, macro-F1 {macro:.3f}"
        )
    f1 = blame_f1(examples, blame_names, BLAME_L2)
    w = train_blame(examples, blame_names, BLAME_L2)
    v = train_backing(examples, backing_names, BACKING_L2)
    result = {
        "least": round(float(STEPS[int(np.argmax(f1))]), 2),
        "blame": {name: round(float(one), 4) for name, one in zip(blame_names, w, strict=True)},
        "backing": {
            name: [round(float(one), 4) for one in row] for name, row in zip(backing_names, v, strict=True)
        },
    }
    options.out.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print(f"{len(examples)} documents, {len(bodies)} bodies; F1 on unseen folds {max(f1):.3f}; {options.out}")


if __name__ == "__main__":
    main()
