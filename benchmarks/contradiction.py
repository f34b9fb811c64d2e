"""How well sayso sees that two statements cannot both hold: ``python benchmarks/contradiction.py PATH``.

PATH is a folder of pairs, or a parent that holds such folders. Rows hold ``premise``, ``hypothesis`` and
``label`` (entailment, neutral, contradiction, or their first letters), with a ``category`` where there are
several; or ``claim_a``, ``claim_b`` and ``label`` (``weaken`` is the contradiction). A premise of several
sentences is compared sentence by sentence. Only confirmed conflicts count: sayso prefers to say nothing. Each
set is measured apart, and each category; the main keys are those of the numbers and nationalities.

Beside it, in the same run: whether one of two statements negates and the other does not, and whether two
statements that share half of their words have different numbers.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import rows
from table import show

from sayso.link.contradiction import conflict
from sayso.link.proposition import proposition
from sayso.model.claim import ContradictionStatus
from sayso.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MAIN = ("cardinals", "ordinals", "nationalities", "countries")
"""Categories whose pairs differ in one number or one people."""
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")
_NOT = re.compile(r"\b(?:not|no|never|none|nobody|nothing)\b|n[’']t\b", re.IGNORECASE)
_HALF = 0.5


class Pair(NamedTuple):
    """Two statements, and whether they contradict each other."""

    left: str
    right: str
    contradict: bool


def pairs(found: Iterable[dict]) -> dict[str, list[Pair]]:
    """Return the pairs of rows by category; rows without one are under ``all``."""
    out: dict[str, list[Pair]] = defaultdict(list)
    for row in found:
        if "claim_a" in row:
            out["all"].append(Pair(row["claim_a"], row["claim_b"], row["label"] == "weaken"))
        else:
            category = row.get("category", "all")
            out[category].append(Pair(row["premise"], row["hypothesis"], str(row["label"]).startswith("c")))
    return dict(out)


def ours(left: str, right: str) -> bool:
    """Tell whether sayso confirms that some sentence of the one cannot hold beside the other."""
    other = proposition(right)
    found = (conflict(proposition(span.of(left)), other) for span in sentences(left))
    return any(one is not None and one.status is ContradictionStatus.CONFIRMED for one in found)


def negation(left: str, right: str) -> bool:
    """Tell whether one of two statements negates."""
    return bool(_NOT.search(left)) != bool(_NOT.search(right))


def numbers(left: str, right: str) -> bool:
    """Tell whether two statements that share half of their words have different figures."""
    mine, theirs = (set(_WORD.findall(text.casefold())) for text in (left, right))
    shared = len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    figures = set(_NUMBER.findall(left)), set(_NUMBER.findall(right))
    return shared >= _HALF and bool(figures[0]) and bool(figures[1]) and figures[0] != figures[1]


SYSTEMS: dict[str, Callable[[str, str], bool]] = {
    "sayso": ours, "one negates": negation, "other figures": numbers,
}  # fmt: skip


def score(some: list[Pair], system: Callable[[str, str], bool]) -> dict[str, float]:
    """Return precision, recall and F1 of contradictions."""
    told = [system(one.left, one.right) for one in some]
    right = sum(said and one.contradict for said, one in zip(told, some, strict=True))
    precision = right / sum(told) if any(told) else 0.0
    gold = sum(one.contradict for one in some)
    recall = right / gold if gold else 1.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": precision, "recall": recall, "f1": f1, "found": float(sum(told))}


def measure(found: list[dict]) -> tuple[dict[str, float], list[list[object]]]:
    """Return the figures of all categories, and the rows of the table."""
    figures: dict[str, float] = {}
    table: list[list[object]] = []
    by_category = pairs(found)
    main = [pair for name in MAIN for pair in by_category.get(name, ())]
    whole = [pair for some in by_category.values() for pair in some]
    parts = {"numbers and peoples": main} if main else {}
    if len(by_category) > 1:
        parts |= dict(sorted(by_category.items()))
    for name, some in ({"all": whole} | parts).items():
        for system, answer in SYSTEMS.items():
            scored = score(some, answer)
            gold = sum(one.contradict for one in some)
            table.append([f"{name}: {system}", len(some), gold, *scored.values()])
            if system == "sayso":
                figures |= {f"{name.replace(' ', '_')}_{key}": value for key, value in scored.items()}
    chosen = "numbers_and_peoples" if main else "all"
    figures |= {key: figures[f"{chosen}_{key}"] for key in ("precision", "recall", "f1")}
    return figures | {"pairs": float(len(whole))}, table


def folders(path: Path) -> list[Path]:
    """Return the path, or those of its folders that hold pairs."""
    if path.is_file() or any(path.glob("*.jsonl")):
        return [path]
    names = ("control_nli", "breaking_nli", "claimdiff", "snli_dev", "mnli_dev")
    return [path / name for name in names if (path / name).is_dir()]


def main() -> None:
    """Run from the command line."""
    options = rows.parser(__doc__).parse_args()
    written: dict[str, float] = {}
    several = folders(options.path)
    for folder in several:
        found = rows.read(folder, ("label",))
        began = time.process_time()
        figures, table = measure(found)
        figures["pairs_per_cpu_second"] = figures["pairs"] * len(SYSTEMS) / (time.process_time() - began)
        head = ("", "pairs", "contradict", "precision", "recall", "F1", "found")
        show(f"Contradictions in {folder.name}", head, table)
        written |= figures if len(several) == 1 else {f"{folder.name}_{k}": v for k, v in figures.items()}
    rows.write(written, options.output)


if __name__ == "__main__":
    main()
