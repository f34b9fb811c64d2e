"""What sayso makes of one long investigative article, item by item.

    python benchmarks/article.py ARTICLE.txt [--gold tests/golden/article.json] [--json FILE]

The gold is stand-off: offsets and labels for one text, named by its SHA-256, without a word of it. Each
item is an attribution that a reader needs: open questions, inferences, a denial, what a report relays, the
sources of quoted and of unnamed words. An item is right if an attribution overlaps its content by half and
shares its source (or both have none), and has its kind, polarity, certainty and kind of source, as far as
the gold tells them; one that stands inside another must be nested.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

from scoring import SAME, Text, overlap
from table import show

GOLD = Path(__file__).resolve().parents[1] / "tests" / "golden" / "article.json"
LABELS = ("kind", "polarity", "certainty", "source_kind")


def check(text: str, expected: list[dict], found: list[dict]) -> list[tuple[dict, str]]:
    """Return each expected item with what is wrong with it, an empty string where nothing is."""
    places = Text(text)
    contents = [places.tokens(item["content"]) for item in found]
    verdicts = []
    for item in expected:
        wanted, source = places.tokens(item["content"]), places.tokens(item["source"])
        near = [(overlap(wanted, content), number) for number, content in enumerate(contents)]
        faults = [_fault(item, source, found[number], places) for share, number in near if share >= SAME]
        verdicts.append((item, min(faults, key=len) if faults else "not found"))
    return verdicts


def _fault(item: dict, source: set[int] | frozenset[int], found: dict, places: Text) -> str:
    """Return what an attribution with the right content gets wrong."""
    mine = places.tokens(found["source"])
    faults = [] if mine & source or mine == source else ["source"]
    faults += [label for label in LABELS if label in item and found[label] != item[label]]
    if "inside" in item and not found["nested_in"]:
        faults.append("not nested")
    return ", ".join(faults)


def measure(text: str, gold: dict) -> tuple[list[tuple[dict, str]], dict[str, float]]:
    """Read the article; return the verdicts and their counts by topic.

    Raises:
        ValueError: the gold is for another text.
    """
    from sayso import extract

    if hashlib.sha256(text.encode()).hexdigest() != gold["text_sha256"]:
        message = "This gold is for another text (its SHA-256 differs)."
        raise ValueError(message)
    verdicts = check(text, gold["expected"], extract(text)["attributions"])
    of_topic = Counter(item["topic"] for item, _ in verdicts)
    right = Counter(item["topic"] for item, fault in verdicts if not fault)
    figures = {f"right_{topic.replace(' ', '_')}": right[topic] for topic in of_topic}
    return verdicts, {"expected": len(verdicts), "right": right.total(), **figures}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("article", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    text = options.article.read_text(encoding="utf-8")
    verdicts, figures = measure(text, json.loads(options.gold.read_text(encoding="utf-8")))
    rows = [
        [item["topic"], " … ".join(text[start:end] for start, end in item["content"])[:60], fault or "right"]
        for item, fault in verdicts
    ]
    show(
        f"{options.article}: {figures['right']} of {figures['expected']} right",
        ["topic", "content", "verdict"],
        rows,
    )
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
