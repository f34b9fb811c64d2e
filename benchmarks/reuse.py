"""How well sayso finds text that was taken over, and who it was taken from.

    python benchmarks/reuse.py PATH [--json FILE]

PATH is the folder of one of three corpora, or one that holds several of them:

clough_stevenson  ``id``, ``task``, ``label`` (orig, cut, light, heavy, non), ``text``: which of four degrees
                  of reuse an answer shows against its task's original. A logistic regression over what the
                  comparison measures is trained on the other tasks and tried on the one left out. The
                  baseline is that of the corpus's authors, trained and tried in the same way: containment of
                  1- to 5-grams and longest common subsequence (Clough and Stevenson 2011). ``macro_f1``,
                  ``accuracy``, and for any reuse against none ``reuse_f1``; the baseline's names begin with
                  ``containment_``.
allsides_reuse    ``docs.jsonl`` and ``pairs.jsonl`` (``a``, ``b``, ``label`` copy, partial
                  or independent): ``auc`` of copy and partial against independent. The labels come from
                  7-grams, so that anything lexical does well. ``candidates`` is the share of copies and
                  partial copies that the index proposes, and ``candidates_a_text`` what it proposes in the
                  the mean.
polnear_source    ``text``, ``wire`` (an agency or null), ``wire_known``: is a text an agency's, from
                  the text alone? ``wire_precision``, ``wire_recall``, ``f1``, and ``agency_right`` of those
                  found. The baseline looks for an agency's name in the first 250 characters. A text may be
                  left out of ``docs.jsonl``: then it is taken from the folder ``polnear`` beside.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import rows
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LABELS = ("non", "heavy", "light", "cut")
_GRAMS = range(1, 6)
_WORD = re.compile(r"\w+")
_HEAD = 250
_STEPS, _PACE, _RIDGE = 1500, 0.5, 0.05
_AGENCY = re.compile(r"\b(?:AP|Associated Press|AFP|Agence France|UPI|Reuters|United Press International)\b")


def tokens(text: str) -> list[str]:
    """Return the words in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def containment(original: str, answer: str) -> list[float]:
    """Return the features of Clough and Stevenson: containment of n-grams, longest common subsequence."""
    from rapidfuzz.distance import LCSseq

    left, right = tokens(original), tokens(answer)
    found = []
    for size in _GRAMS:
        have = {tuple(left[at : at + size]) for at in range(len(left) - size + 1)}
        grams = {tuple(right[at : at + size]) for at in range(len(right) - size + 1)}
        found.append(len(have & grams) / max(len(grams), 1))
    return [*found, LCSseq.similarity(left, right) / max(len(right), 1)]


def measured(original: str, answer: str) -> list[float]:
    """Return what sayso's comparison measures of an answer."""
    from sayso.trace.passages import Manner, compare

    found = compare(original, answer)
    copied = [one for one in found.passages if one.manner is Manner.COPIED]
    words, runs = sum(one.words for one in copied), sum(one.runs for one in copied)
    return [
        found.right_share,
        found.right_share + found.right_reworded,
        float(np.log1p(words / runs)) if runs else 0.0,
        sum(one.words * one.similarity for one in copied) / words if words else 0.0,
    ]


def regression(train: np.ndarray, labels: np.ndarray, test: np.ndarray) -> list[str]:
    """Return a multinomial logistic regression's labels; features are standardised before."""
    mean, spread = train.mean(axis=0), train.std(axis=0) + 1e-9
    inputs, tried = (np.column_stack([(some - mean) / spread, np.ones(len(some))]) for some in (train, test))
    kinds = sorted(set(labels))
    target = np.array([[label == kind for kind in kinds] for label in labels], dtype=float)
    weights = np.zeros((inputs.shape[1], len(kinds)))
    for _ in range(_STEPS):
        scores = inputs @ weights
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        decay = _RIDGE * weights
        decay[-1] = 0
        weights -= _PACE * (inputs.T @ (shares - target) / len(inputs) + decay)
    return [kinds[int(best)] for best in (tried @ weights).argmax(axis=1)]


def left_out(features: np.ndarray, labels: np.ndarray, tasks: np.ndarray) -> list[str]:
    """Return each answer's label as told by a classifier that has not seen its task."""
    found = np.array([""] * len(labels), dtype=object)
    for task in sorted(set(tasks)):
        here = tasks == task
        found[here] = regression(features[~here], labels[~here], features[here])
    return list(found)


def f1(found: Sequence[str], gold: Sequence[str], label: str) -> float:
    """Return the F1 of one label."""
    hits = sum(one == two == label for one, two in zip(found, gold, strict=True))
    total = sum(one == label for one in found) + sum(one == label for one in gold)
    return 2 * hits / total if total else 0.0


def degrees(lines: list[dict]) -> dict[str, float]:
    """Measure clough_stevenson."""
    originals = {row["task"]: row["text"] for row in lines if row["label"] == "orig"}
    answers = [row for row in lines if row["label"] in LABELS and row["task"] in originals]
    labels = np.array([row["label"] for row in answers], dtype=object)
    tasks = np.array([row["task"] for row in answers], dtype=object)
    any_reuse = np.array(["non" if label == "non" else "reuse" for label in labels], dtype=object)
    figures: dict[str, float] = {"answers": len(answers)}
    table = []
    for prefix, look in (("containment_", containment), ("", measured)):
        features = np.array([look(originals[row["task"]], row["text"]) for row in answers])
        found = left_out(features, labels, tasks)
        coarse = left_out(features, any_reuse, tasks)
        each = [f1(found, labels, label) for label in LABELS]
        accuracy = sum(one == two for one, two in zip(found, labels, strict=True)) / len(labels)
        reuse = f1(coarse, any_reuse, "reuse")
        figures |= {f"{prefix}macro_f1": sum(each) / len(each), f"{prefix}accuracy": accuracy}
        figures |= {f"{prefix}reuse_f1": reuse}
        table.append((prefix or "sayso", sum(each) / len(each), accuracy, reuse, *each))
    head = ("features", "macro F1", "accuracy", "any reuse F1", *LABELS)
    show(f"clough_stevenson: {len(answers)} answers, task left out", head, table)
    print("answers:", ", ".join(f"{count} {label}" for label, count in Counter(labels).items()))
    return figures


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the chance that a positive scores above a negative; ties are halves."""
    ordered = np.sort(np.array(negative))
    below = np.searchsorted(ordered, positive, "left") + np.searchsorted(ordered, positive, "right")
    return float(below.mean() / 2 / len(negative))


def jaccard(left: str, right: str) -> float:
    """Return the Jaccard similarity of the sets of words."""
    one, two = set(tokens(left)), set(tokens(right))
    return len(one & two) / max(len(one | two), 1)


def reprints(documents: list[dict], judged: list[dict]) -> dict[str, float]:
    """Measure allsides_reuse."""
    from sayso.trace.passages import compare
    from sayso.trace.reprints import ReprintIndex

    texts = {row["id"]: row["text"] for row in documents}
    judged = [row for row in judged if row["a"] in texts and row["b"] in texts]
    reused = np.array([row["label"] != "independent" for row in judged])
    figures: dict[str, float] = {"pairs": len(judged), "pairs_reused": int(reused.sum())}
    table = []

    def share(left: str, right: str) -> float:
        return compare(left, right).share

    peers: tuple[tuple[str, Callable[[str, str], float]], ...] = (("jaccard_", jaccard), ("", share))
    for prefix, score in peers:
        began = time.process_time()
        scored = np.array([score(texts[row["a"]], texts[row["b"]]) for row in judged])
        seconds = time.process_time() - began
        figures[f"{prefix}auc"] = auc(scored[reused], scored[~reused])
        table.append((prefix or "sayso", figures[f"{prefix}auc"], len(judged) / seconds))
    began = time.process_time()
    index = ReprintIndex()
    proposed = {name: {other for other, _ in index.add(name, text)} for name, text in texts.items()}
    seconds = time.process_time() - began
    hits = [row["b"] in proposed[row["a"]] or row["a"] in proposed[row["b"]] for row in judged]
    figures["candidates"] = float(np.array(hits)[reused].mean())
    figures["candidates_a_text"] = sum(map(len, proposed.values())) / len(proposed)
    figures["indexed_texts_per_cpu_second"] = len(texts) / seconds
    title = f"allsides_reuse: {len(judged)} pairs, {int(reused.sum())} of them reused (labels are lexical)"
    show(title, ("score", "AUC", "pairs a CPU second"), table)
    print(
        f"the index proposes {figures['candidates']:.3f} of the reused pairs, "
        f"{figures['candidates_a_text']:.1f} candidates a text among {len(texts)}, "
        f"at {figures['indexed_texts_per_cpu_second']:,.0f} texts a CPU second"
    )
    return figures


def wires(lines: list[dict]) -> dict[str, float]:
    """Measure polnear_source."""
    from sayso.trace.credits import agency, wire

    known = [row for row in lines if row.get("wire_known")]
    gold = [row["wire"] for row in known]
    regex = [match.group() if (match := _AGENCY.search(row["text"][:_HEAD])) else None for row in known]
    ours = [credit.name if (credit := wire(row["text"])) else None for row in known]
    figures: dict[str, float] = {"texts": len(known), "texts_wire": sum(one is not None for one in gold)}
    table = []
    for prefix, found in (("regex_", regex), ("", ours)):
        hits = sum(one is not None and two is not None for one, two in zip(found, gold, strict=True))
        precision = hits / max(sum(one is not None for one in found), 1)
        recall = hits / max(figures["texts_wire"], 1)
        named = sum(
            (agency(one) or one).casefold() == (agency(two) or two).casefold()
            for one, two in zip(found, gold, strict=True)
            if one is not None and two is not None
        )
        both = 2 * precision * recall / (precision + recall) if hits else 0.0
        figures |= {f"{prefix}wire_precision": precision, f"{prefix}wire_recall": recall, f"{prefix}f1": both}
        figures[f"{prefix}agency_right"] = named / max(hits, 1)
        table.append((prefix or "sayso", precision, recall, both, figures[f"{prefix}agency_right"]))
    title = f"polnear_source: {len(known)} texts, {int(figures['texts_wire'])} of them an agency's"
    show(title, ("finder", "precision", "recall", "F1", "agency right"), table)
    return figures


def with_texts(lines: list[dict], folder: Path) -> list[dict]:
    """Return the lines with their texts, those left out taken from the folder ``polnear`` beside."""
    if all("text" in row for row in lines):
        return lines
    files = sorted((folder.parent / "polnear").glob("*.jsonl"))
    texts = {row["id"]: row["text"] for file in files for row in rows.read(file, ("id", "text"))}
    return [{"text": texts.get(row["id"])} | row for row in lines if "text" in row or row["id"] in texts]


def measure(path: Path) -> dict[str, float]:
    """Measure whatever of the three corpora lies in a file or folder."""
    figures: dict[str, float] = {}
    answers = rows.read(path, ("task", "label", "text"), ())
    if answers:
        figures |= degrees(answers)
    folder = path if path.is_dir() else path.parent
    judged = rows.read(path, ("a", "b", "label"), ())
    if judged:
        figures |= reprints(rows.read(folder, ("id", "text", "source"), ()), judged)
    known = with_texts(rows.read(path, ("id", "wire", "wire_known"), ()), folder)
    if known:
        figures |= wires(known)
    return figures


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    options = parser.parse_args()
    path: Path = options.path
    figures = measure(path)
    if not figures and path.is_dir():
        for name in ("clough_stevenson", "allsides_reuse", "polnear_source"):
            if (path / name).is_dir():
                figures |= measure(path / name)
    if not figures:
        parser.error(f"none of the three corpora in {path}")
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
