"""How well sayso's matcher tells which texts say the same.

    python benchmarks/linking.py PATH [--json FILE]

PATH is the folder of one of four corpora, or one that holds several of them (each is measured apart):

claimdiff            ``claim_a``, ``claim_b``, ``label``: are two sentences of different outlets related
                     (strengthen, weaken) or not (neither)? ``auc``.
checkthat2020_task2  ``verified_claims.jsonl`` (``id``, ``claim``, ``title``) and tweets (``tweet``,
                     ``relevant``): which claim has been checked before? ``map5``; see linking_retrieval.py.
sts_news             ``set``, ``score``, ``a``, ``b``: how alike are two sentences? ``pearson`` over all
                     sets of headlines, ``all_pearson`` over everything.
ecbplus              ``docs.jsonl`` and ``mentions.jsonl``: which mentions are of one event, across articles?
                     ``conll_f1``; see linking_events.py.

Files of a training split are left out unless there is no other; of several sets, ``test_full`` and ``test``
come first for the main figures, and each is told under its name as well.

Pairs of sentences are scored by the mean of the matcher's two answers, the score of the pair and the cosine
of the embeddings, and by each alone (``same_``, ``cosine_``). The baseline is the Jaccard similarity of the
words (``jaccard_``).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import linking_events
import linking_retrieval
import numpy as np
import rows
from linking_parts import Reader, named, parts, told
from reuse import auc, jaccard
from table import show

from sayso.annotate.model import SHIPPED
from sayso.link import matcher
from sayso.text import subwords

if TYPE_CHECKING:
    from pathlib import Path

    from linking_parts import Measure

CLAIMS = ("claim_a", "claim_b", "label")
GRADED = ("set", "score", "a", "b")
SYSTEMS = {"": "sayso", "same_": "pair score alone", "cosine_": "cosine alone", "jaccard_": "token Jaccard"}


def scored(pairs: list[tuple[str, str]], reader: Reader) -> dict[str, np.ndarray]:
    """Return what each system (by its prefix) says of pairs of texts."""
    left, right = ([pair[side] for pair in pairs] for side in (0, 1))
    same = np.array([reader.same(*pair) for pair in told(pairs, "pairs")])
    cosine = (reader.vectors(left) * reader.vectors(right)).sum(axis=1)
    words = np.array([jaccard(*pair) for pair in pairs])
    return {"": (same + cosine) / 2, "same_": same, "cosine_": cosine, "jaccard_": words}


def related(path: Path, reader: Reader) -> dict[str, float]:
    """Measure claimdiff."""
    by_part, table = {}, []
    for name, some in parts(path, CLAIMS).items():
        said = scored([(row["claim_a"], row["claim_b"]) for row in some], reader)
        gold = np.array([row["label"] != "neither" for row in some])
        if gold.all() or not gold.any():
            print(f"{name}: all pairs are of one kind, nothing to measure", file=sys.stderr)
            continue
        figures = {f"{prefix}auc": auc(answer[gold], answer[~gold]) for prefix, answer in said.items()}
        table.append((name, len(some), int(gold.sum()), *figures.values()))
        by_part[name] = figures | {"claim_pairs": len(some), "claim_pairs_related": int(gold.sum())}
    head = ("set", "pairs", "related", *SYSTEMS.values())
    show(f"{path.name}: related claims against others, AUC", head, table)
    return named(by_part) if by_part else {}


def pearson(one: np.ndarray, other: np.ndarray) -> float:
    """Return the correlation; 0 where one of the two does not vary."""
    one, other = one - one.mean(), other - other.mean()
    spread = float(np.sqrt((one**2).sum() * (other**2).sum()))
    return float((one * other).sum()) / spread if spread else 0.0


def graded(path: Path, reader: Reader) -> dict[str, float]:
    """Measure sts_news."""
    found = [row for some in parts(path, GRADED).values() for row in some]
    said = scored([(row["a"], row["b"]) for row in found], reader)
    gold = np.array([float(row["score"]) for row in found])
    sets = np.array([row["set"] for row in found])
    headlines = np.array(["headlines" in name for name in sets])
    chosen = {name: sets == name for name in sorted(set(sets))}
    chosen = {"all": np.ones(len(found), dtype=bool)} | chosen
    if headlines.any():
        chosen = {"headlines": headlines} | chosen
    by_part = {
        name: {f"{prefix}pearson": pearson(answer[here], gold[here]) for prefix, answer in said.items()}
        for name, here in chosen.items()
    }
    table = [(name, int(chosen[name].sum()), *some.values()) for name, some in by_part.items()]
    show(f"{path.name}: likeness, Pearson's r", ("set", "pairs", *SYSTEMS.values()), table)
    main = next(iter(by_part.values()))
    everything = {f"all_{name}": value for name, value in by_part["all"].items()}
    return main | everything | {"graded_pairs": len(found), "headline_pairs": int(headlines.sum())}


FORMATS: dict[str, tuple[tuple[str, ...], Measure]] = {
    "claimdiff": (CLAIMS, related),
    "checkthat2020_task2": (linking_retrieval.TWEETS, linking_retrieval.measure),
    "sts_news": (GRADED, graded),
    "ecbplus": (linking_events.MENTIONS, linking_events.measure),
}
"""For each corpus what its rows have, and how it is measured."""


def folders(path: Path) -> list[Path]:
    """Return the path, or those of its folders that are named like a corpus."""
    if path.is_file() or any(path.glob("*.jsonl")):
        return [path]
    return [path / name for name in FORMATS if (path / name).is_dir()]


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    options = parser.parse_args()
    reader = Reader(matcher.load(subwords.load(SHIPPED)))
    figures: dict[str, float] = {}
    for folder in folders(options.path):
        for keys, measure in FORMATS.values():
            if parts(folder, keys):
                figures |= measure(folder, reader)
    if not figures:
        parser.error(f"nothing in {options.path} that can be measured")
    rows.write(figures, options.output)


if __name__ == "__main__":
    main()
