"""How well sayso tells claims, origins and contradictions in real news, against labels.

    python benchmarks/origins.py [PATH] [--labels FOLDER|FILE] [--orders N] [--json FILE]

PATH holds ``<case>.jsonl``, a report a line (``id``, ``outlet``, ``date``, ``title``, ``url``, ``text``), or
has it in ``cases_news`` in it or beside it; a ``labels.json`` in PATH goes before ``benchmarks/labels``.
Without PATH, or with ``demo``, the demonstration case is read, and its own gold is the labels.

Each file of labels is checked against the texts; its documents, and no others, become a case, which is read
by the same actions as the command line's. What is counted is told in ``lineages.py``. Figures are given for
each file of labels and pooled (a case labelled twice counts twice), with the largest claim, who did it, and
without it: it supplies most pairs.

``--orders`` links the reports again in so many orders that are drawn by lot, and prints how well claims agree
with the labels on average, and at least and at most: which report came first should not matter.

Beside sayso, in the same run: every assertion its own claim; contents of the same words one claim, of one
origin; sayso's claims with every outlet an independent origin; the labels themselves, where a passage under
another costs a little; and, where two annotators read a case, the other one's labels.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from functools import cache
from itertools import permutations
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import labelled
import lineages
import rows
from table import show

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from labelled import Labels, Ledger

DEMO = Path("demo")
MAPPING = tuple((one, one) for one in ("id", "outlet", "date", "title", "url", "text"))
"""Our names of a line's fields, and theirs."""
BASELINES: dict[str, Callable[[Ledger], Ledger]] = {
    "alone": lineages.alone,
    "same_words": lineages.same_words,
    "outlets": lineages.outlets,
}
NAMES = {
    "": "sayso",
    "without_largest": "sayso, without the largest claim",
    "alone": "every assertion its own claim",
    "same_words": "contents of the same words",
    "outlets": "sayso's claims, an outlet an origin",
    "labels": "the labels themselves",
    "other": "the other annotator",
}
CONTRADICTING = ("", "other")
"""Those that tell contradictions."""
HEAD = ("", "found", "claims P", "R", "F1", "same origin P", "R", "F1", "independent P", "R", "said")
Counts = dict[str, Counter[str]]
"""What was counted, by the names above."""


def ledger_of(case: Path, orders: int = 0) -> Ledger:
    """Return a case as its listings tell it, and its claims had its reports come in other orders."""
    from sayso.actions import claims, contradictions, listings

    ledger = labelled.Ledger(
        [listings.assertion_json(line) for line in listings.assertions(case)],
        [claims.origins_json(lineage) for lineage in claims.origins(case)],
        lineages.confirmed(contradictions.contradictions(case)),
    )
    if orders:
        from reordered import in_orders

        with listings.opened(case) as opened:
            ledger.reordered = in_orders(opened, orders)
    return ledger


def build(reports: Iterable[Mapping[str, Any]], folder: Path) -> Path:
    """Make a case of reports in a folder, and return it.

    Raises:
        LabelError: a report could not be read.
    """
    from sayso.actions.add import AddOptions, add

    file, case = folder / "reports.jsonl", folder / "case.db"
    file.write_text("".join(json.dumps(row) + "\n" for row in reports), "utf-8")
    done = add(case, [str(file)], options=AddOptions(mapping=MAPPING))
    if done.skipped:
        message = f"{len(done.skipped)} reports could not be read, the first: {done.skipped[0]}"
        raise labelled.LabelError(message)
    return case


def read(reports: Mapping[str, Mapping[str, Any]], orders: int = 0) -> Ledger:
    """Return what sayso makes of reports."""
    with tempfile.TemporaryDirectory() as folder:
        return ledger_of(build(reports.values(), Path(folder)), orders)


def read_demonstration(texts: Mapping[str, str], orders: int = 0) -> Ledger:
    """Return what sayso makes of the demonstration case, its reports named by the gold's keys."""
    from sayso.actions.demo import demo
    from sayso.actions.explain import explain
    from sayso.actions.listings import reports

    keys = {text: key for key, text in texts.items()}
    with tempfile.TemporaryDirectory() as folder:
        case = demo(Path(folder)).case
        ledger = ledger_of(case, orders)
        of = {line.id: keys[explain(case, line.id).document.text] for line in reports(case)}
    ledger.assertions = [one | {"document_key": of[one["document"]]} for one in ledger.assertions]
    return ledger


def measure(labels: Labels, ledger: Ledger) -> Counts:
    """Count how sayso, and what stands beside it, agree with the labels."""
    counts = {
        "": lineages.tally(labels, ledger),
        "without_largest": lineages.tally(labels, ledger, labels.largest()),
    }
    counts |= {name: lineages.tally(labels, change(ledger)) for name, change in BASELINES.items()}
    return counts | {"labels": lineages.tally(labels, labelled.as_ledger(labels))}


def agreement(all_labels: Sequence[Labels]) -> dict[str, Counter[str]]:
    """Return what two annotators of one case agree on: each one's labels against the other's, by file name.

    Only documents that both read are counted.
    """
    found: dict[str, Counter[str]] = {}
    for one, other in permutations(all_labels, 2):
        both = one.documents & other.documents
        if one.case == other.case and both:
            ours, theirs = one.within(both), other.within(both)
            found.setdefault(one.name, Counter()).update(lineages.tally(ours, labelled.as_ledger(theirs)))
    return found


def by_order(labels: Labels, ledger: Ledger) -> list[float]:
    """Return how well claims agree with the labels, F1 over pairs, for each other order of the reports."""
    found = []
    for claims in ledger.reordered:
        assertions = [one | {"claim": claims[one["id"]]} for one in ledger.assertions]
        counts = lineages.tally(labels, labelled.Ledger(assertions))
        found.append(lineages.figures(counts)["claim_pair_f1"])
    return found


def pooled(some: Iterable[Counts]) -> Counts:
    """Return the sums of what was counted."""
    total: Counts = {}
    for counts in some:
        for name, one in counts.items():
            total.setdefault(name, Counter()).update(one)
    return total


def flat(counts: Counts, prefix: str = "") -> dict[str, float]:
    """Return figures as flat names and numbers."""
    return {
        "_".join(filter(None, (prefix, "agreement" if name == "other" else name, key))): value
        for name, one in counts.items()
        for key, value in lineages.figures(one).items()
        if name in CONTRADICTING or not key.startswith("contradiction")
    }


def line(name: str, counts: Counter[str]) -> tuple[object, ...]:
    """Return a line of the table; shares of nothing are left out."""
    told = lineages.figures(counts)
    cells: list[object] = [NAMES[name], told["found"]]
    for measure_, key in (("claim_pair", "claim"), ("same_origin", "same"), ("independence", "independent")):
        cells.append(told[f"{measure_}_precision"] if counts[f"{key}_said"] else None)
        cells.append(told[f"{measure_}_recall"] if counts[f"{key}_labelled"] else None)
        cells += [told[f"{measure_}_f1"]] if key != "independent" else [counts["independent_said"]]
    return tuple(cells)


def report(title: str, counts: Counts) -> None:
    """Print what was counted."""
    show(title, HEAD, [line(name, one) for name, one in counts.items()])
    for name in (name for name in CONTRADICTING if name in counts):
        one = counts[name]
        shown = f"; as shown {one['contradictions_shown_right']}" if one["contradictions_shown"] else ""
        print(
            f"contradictions, {NAMES[name]}: {one['contradictions_right']} of {one['contradictions']} right "
            f"({one['contradictions_judged']} between labelled claims{shown}), "
            f"{one['contradictions_met']} of {one['contradictions_labelled']} labelled ones met"
        )


def cases(path: Path, folder: Path | None, orders: int = 0) -> list[tuple[Labels, Callable[[], Ledger]]]:
    """Return labels that are checked against their texts, and what reads these texts.

    Labels whose texts are not there are named and left out.

    Raises:
        LabelError: labels are damaged, or of other texts.
    """
    if path == DEMO and not path.exists():
        labels, texts = labelled.demonstration()
        labelled.verify(labels, {key: {"text": text} for key, text in texts.items()})
        return [(labels, lambda: read_demonstration(texts, orders))]
    found: list[tuple[Labels, Callable[[], Ledger]]] = []
    readers: dict[tuple[str, frozenset[str]], Callable[[], Ledger]] = {}
    for file in labelled.files(path, folder):
        labels = labelled.load(file)
        texts_file = labelled.texts_of(labels.case, path)
        if texts_file is None:
            print(f"{file}: left out, since {path} has no {labels.case}.jsonl")
            continue
        mine = labelled.rows_of(labels, rows.read(texts_file, ("id", "text")))
        labelled.verify(labels, mine)
        key = (labels.case, labels.documents)
        readers.setdefault(key, cache(lambda mine=mine: read(mine, orders)))
        found.append((labels, readers[key]))
    return found


def main() -> None:
    """Run from the command line."""
    parser = rows.parser(__doc__, DEMO)
    parser.add_argument("--labels", type=Path, metavar="FOLDER", help="other labels than those shipped")
    parser.add_argument("--orders", type=int, default=0, metavar="N", help="other orders of the reports")
    options = parser.parse_args()
    try:
        found = cases(options.path, options.labels, options.orders)
        if not found:
            parser.error(f"no labels whose texts are in {options.path}")
        agreed = agreement([labels for labels, _ in found])
        figures: dict[str, float] = {}
        every = []
        for labels, reader in found:
            ledger = reader()
            counts = measure(labels, ledger)
            counts |= {"other": agreed[labels.name]} if labels.name in agreed else {}
            title = f"{labels.name}: {len(labels.documents)} documents, {len(labels.claims)} claims"
            report(f"{title}, {counts['']['labelled']} assertions", counts)
            name = labels.name.replace(".", "_")
            figures |= flat(counts, name)
            if ledger.reordered:
                others = by_order(labels, ledger)
                figures[f"{name}_orders_claim_pair_f1"] = fmean(others)
                print(
                    f"claims, in {len(others)} other orders of the reports: "
                    f"F1 {fmean(others):.3f} on average, {min(others):.3f} to {max(others):.3f}"
                )
            every.append(counts)
    except labelled.LabelError as problem:
        parser.error(str(problem))
    total = pooled(every)
    if len(every) > 1:
        report(f"Pooled: {len(every)} files of labels, {total['']['labelled']} assertions", total)
    rows.write(flat(total) | figures, options.output)


if __name__ == "__main__":
    main()
