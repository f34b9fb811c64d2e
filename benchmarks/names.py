"""How well sayso tells whether two names are one.

    python benchmarks/names.py PATH [--json FILE] [--translit [--queries N]]

Format of pairs: lines with ``name1``, ``name2``, ``match``, ``schema`` and ``group`` (nomenklatura's
name_bench). The threshold is the one in the code. Baselines, each at the threshold that is best for it on
these very pairs (an advantage): rapidfuzz's token_sort_ratio, and Jaro-Winkler. The field's reference
matcher, nomenklatura's logic_v2, has 0.790 on the full set by its own published run. ``five_fold_f1`` is
the check against fitting too closely: the weights of the features and the threshold are fitted anew on four
fifths of the pairs and measured on the fifth. ``spellings_recall``: lines with nothing but ``name`` are
spellings of one name; every two are compared.

With ``--translit``, PATH holds lines with ``en``, ``native`` and ``count``, a file a script. Each English
name is put into an index of at most 100,000; names in other scripts, drawn with a seed, are looked up in it
by keys, and what is found is ranked. Speed is CPU time of this process.
"""

from __future__ import annotations

import itertools
import random
import statistics
import time
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import rows
from scoring import Tally
from table import show

from sayso.model.annotation import MentionKind
from sayso.text.names import compare, keys
from sayso.text.names.compare import MAY_MATCH, WEIGHTS

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FOLDS = 5
SEED = 4
LARGEST_INDEX = 100_000
FIRST = 10
REFERENCE_F1 = 0.790
"""nomenklatura logic_v2 on the full set, from its run_data."""
KINDS = {
    "Person": MentionKind.PERSON,
    "Company": MentionKind.ORGANISATION,
    "Organization": MentionKind.ORGANISATION,
}
"""How names of a schema are judged; others as what they look like."""
STEPS = (0.5, 0.75, 1.25, 1.5, 2.0)


class Judged(NamedTuple):
    """A pair, as sayso judged it."""

    row: dict
    score: float
    features: Mapping[str, float]


def judge(pairs: Iterable[dict]) -> list[Judged]:
    """Compare the names of all pairs."""
    judged = []
    for row in pairs:
        found = compare(row["name1"], row["name2"], KINDS.get(row["schema"]))
        judged.append(Judged(row, found.score, found.features))
    return judged


def tallied(matches: Iterable[bool], gold: Iterable[bool]) -> Tally:
    """Count what is found against what is so."""
    tally = Tally()
    for found, right in zip(matches, gold, strict=True):
        tally.count("pairs", found and right, found, right)
    return tally


def figures(tally: Tally) -> dict[str, float]:
    """Return F1, precision and recall."""
    return {"f1": tally.f1("pairs"), "precision": tally.precision("pairs"), "recall": tally.recall("pairs")}


def best(scores: Sequence[float], gold: Sequence[bool]) -> tuple[float, dict[str, float]]:
    """Return the threshold with the best F1 on these pairs, and the figures at it."""
    made = [(threshold, figures(tallied((score >= threshold for score in scores), gold)))
            for threshold in sorted(set(scores))]  # fmt: skip
    return max(made, key=lambda one: one[1]["f1"])


def baselines(pairs: Sequence[dict]) -> dict[str, dict[str, float]]:
    """Return the figures of plain string distances, names folded, each at its best threshold."""
    from rapidfuzz.distance import JaroWinkler
    from rapidfuzz.fuzz import token_sort_ratio

    from sayso.text.fold import fold

    gold = [row["match"] for row in pairs]
    folded = [(fold(row["name1"]), fold(row["name2"])) for row in pairs]
    return {
        "token_sort_ratio": best([token_sort_ratio(*two) / 100 for two in folded], gold)[1],
        "jaro_winkler": best([JaroWinkler.similarity(*two) for two in folded], gold)[1],
    }


def weighed(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the score under other weights."""
    return 1 - sum(weights[name] * value for name, value in features.items())


def fit(judged: Sequence[Judged]) -> tuple[dict[str, float], float]:
    """Return weights and threshold that are best on these pairs, one changed at a time, twice round."""

    def f1(weights: Mapping[str, float], threshold: float) -> float:
        found = (weighed(one.features, weights) >= threshold for one in judged)
        return tallied(found, (one.row["match"] for one in judged)).f1("pairs")

    weights = dict.fromkeys(WEIGHTS, statistics.mean(WEIGHTS.values()))
    threshold, top = MAY_MATCH, f1(weights, MAY_MATCH)
    for _ in range(2):
        for name, step in itertools.product(WEIGHTS, STEPS):
            changed = {**weights, name: weights[name] * step}
            if (made := f1(changed, threshold)) > top:
                weights, top = changed, made
        for other in (0.6, 0.65, 0.7, 0.75, 0.8):
            if (made := f1(weights, other)) > top:
                threshold, top = other, made
    return weights, threshold


def five_fold(judged: Sequence[Judged]) -> dict[str, float]:
    """Return the figures where each fifth is measured with weights fitted on the others."""
    mixed = list(judged)
    random.Random(SEED).shuffle(mixed)
    found, gold = [], []
    for fold in range(FOLDS):
        weights, threshold = fit([one for place, one in enumerate(mixed) if place % FOLDS != fold])
        for one in mixed[fold::FOLDS]:
            found.append(weighed(one.features, weights) >= threshold)
            gold.append(one.row["match"])
    return figures(tallied(found, gold))


def spellings(names: Sequence[str]) -> tuple[float, float]:
    """Return the share of pairs of spellings that are matched, and that share a key."""
    person = MentionKind.PERSON
    pairs = list(itertools.combinations(names, 2))
    found = sum(compare(*pair, person).score >= MAY_MATCH for pair in pairs)
    shared = sum(not keys(one, person).isdisjoint(keys(other, person)) for one, other in pairs)
    return found / len(pairs), shared / len(pairs)


def speed(pairs: Sequence[dict], rounds: int = 5) -> float:
    """Return comparisons a second, names having been seen before."""
    began = time.process_time()
    for _ in range(rounds):
        judge(pairs)
    return rounds * len(pairs) / (time.process_time() - began)


def of_pairs(path: Path) -> dict[str, float]:
    """Measure pairs and spellings, and print the table."""
    pairs = rows.read(path, ("name1", "name2", "match"))
    judged = judge(pairs)
    gold = [row["match"] for row in pairs]
    found = figures(tallied((one.score >= MAY_MATCH for one in judged), gold))
    others = baselines(pairs)
    fitted = five_fold(judged)
    lines = [("sayso", *found.values(), len(pairs)), ("sayso, five-fold fit", *fitted.values(), len(pairs))]
    lines += [(f"{name}, best threshold", *some.values(), len(pairs)) for name, some in others.items()]
    lines.append(("nomenklatura logic_v2 (published, full set)", REFERENCE_F1, None, None, None))
    result = {**found, "pairs": len(pairs), "five_fold_f1": fitted["f1"]}
    result |= {f"{name}_f1": some["f1"] for name, some in others.items()}
    for group in sorted({row["group"] for row in pairs}):
        some = [one for one in judged if one.row["group"] == group]
        part = figures(tallied((one.score >= MAY_MATCH for one in some), (one.row["match"] for one in some)))
        lines.append((f"  {group}", *part.values(), len(some)))
        result[f"f1_{group}"] = part["f1"]
    show(
        f"{path}: whether two names are one, threshold {MAY_MATCH}",
        ("", "f1", "precision", "recall", "pairs"),
        lines,
    )
    names = [row["name"] for row in rows.read(path, ("name",))] if path.is_dir() else []
    if len(names) > 1:
        result["spellings_recall"], result["spellings_shared_keys"] = spellings(names)
        print(f"\n{len(names)} spellings of one name: {result['spellings_recall']:.3f} of all pairs matched, "
              f"{result['spellings_shared_keys']:.3f} share a key.")  # fmt: skip
    result["comparisons_per_second"] = speed(pairs)
    print(f"{result['comparisons_per_second']:,.0f} comparisons a second of CPU time, names seen before.")
    return result


class Index:
    """English names by their keys."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = names
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            for key in keys(name):
                self.places[key].append(place)

    def candidates(self, name: str) -> list[str]:
        """Return all names that share a key."""
        found = {place for key in keys(name) for place in self.places.get(key, ())}
        return [self.names[place] for place in sorted(found)]


class Query(NamedTuple):
    """What became of one name looked up."""

    rank: int | None
    """Of the right name, from 1; None if it is no candidate. Equals are ranked in alphabetical order."""
    candidates: int
    milliseconds: float


def look_up(index: Index, native: str, right: str) -> Query:
    """Look a name up and rank what is found."""
    began = time.process_time()
    found = index.candidates(native)
    ranked = sorted(found, key=lambda name: (-compare(native, name).score, name))
    spent = (time.process_time() - began) * 1000
    return Query(ranked.index(right) + 1 if right in found else None, len(found), spent)


def of_scripts(path: Path, queries: int) -> dict[str, float]:
    """Measure transliteration, and print the table."""
    files = [path] if path.is_file() else sorted(path.glob("*.jsonl"))
    pairs = {file.stem: rows.read(file, ("en", "native")) for file in files}
    draw = random.Random(SEED)
    wanted = {
        name: draw.sample(some, min(len(some), -(-queries // len(pairs))))
        for name, some in pairs.items()
        if some
    }
    asked = {row["en"] for some in wanted.values() for row in some}
    others = sorted({row["en"] for some in pairs.values() for row in some} - asked)
    room = max(0, LARGEST_INDEX - len(asked))
    index = Index(sorted(asked | set(draw.sample(others, min(len(others), room)))))
    made = {name: [look_up(index, row["native"], row["en"]) for row in some] for name, some in wanted.items()}
    result: dict[str, float] = {"names": len(index.names)}
    lines = []
    for name, some in (*made.items(), ("all", [query for part in made.values() for query in part])):
        part = summary(some)
        lines.append((name, *part.values(), len(some)))
        result |= {f"{key}{'' if name == 'all' else '_' + name}": value for key, value in part.items()}
    show(
        f"{path}: English names found by names in other scripts, among {len(index.names):,}",
        ("script", "rank 1", "rank 1-10", "candidate", "candidates", "p95", "ms/query", "queries"),
        lines,
    )
    return result


def summary(queries: Sequence[Query]) -> dict[str, float]:
    """Return the figures of some queries."""
    ranks = [query.rank for query in queries if query.rank]
    counts = sorted(query.candidates for query in queries)
    total = len(queries)
    return {
        "translit_recall": sum(rank == 1 for rank in ranks) / total,
        "translit_recall_10": sum(rank <= FIRST for rank in ranks) / total,
        "translit_candidate_recall": len(ranks) / total,
        "candidates": statistics.mean(counts),
        "candidates_p95": float(counts[int(0.95 * (total - 1))]),
        "milliseconds_per_query": statistics.mean(query.milliseconds for query in queries),
    }


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__)
    parser.add_argument("--translit", action="store_true", help="PATH holds names in other scripts")
    parser.add_argument("--queries", type=int, default=1800, help="names to look up, all scripts together")
    options: argparse.Namespace = parser.parse_args()
    keys_wanted = ("en", "native") if options.translit else ("name1", "name2", "match")
    if not rows.read(options.path, keys_wanted):
        parser.error(f"no lines with {', '.join(keys_wanted)} in {options.path}")
    made = of_scripts(options.path, options.queries) if options.translit else of_pairs(options.path)
    rows.write(made, options.output)


if __name__ == "__main__":
    main()
