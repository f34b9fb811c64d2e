"""How well the shipped model reads, with floors that may rise and must not fall.

The gold is one reader's, who also wrote the texts: good for noticing that something got worse, not for
claims of accuracy. A change of the gold needs new floors; ``floors.json`` names the gold that they are for.
"""

from __future__ import annotations

import hashlib
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASE = ROOT / "src" / "sayso" / "actions" / "demo_case"
FLOORS: dict[str, Any] = json.loads((HERE / "floors.json").read_text("utf-8"))
LINKED_ON_NEWS = 0.72
"""Linked F1 on PolNeAR dev that no change may fall below."""


@pytest.fixture(scope="module")
def benchmark() -> Any:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        return importlib.import_module("attribution")
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))


def test_the_floors_are_for_this_gold() -> None:
    digest = hashlib.sha256((CASE / "gold.json").read_bytes()).hexdigest()
    assert FLOORS["gold_sha256"] == digest, "the gold changed: measure again, and write floors for it"


def test_the_demonstration_is_read_as_well_as_ever(benchmark: Any) -> None:
    figures = benchmark.measure(benchmark.demonstration())
    low = {
        name: (round(figures[name], 3), floor)
        for name, floor in FLOORS.items()
        if name != "gold_sha256" and figures[name] < floor
    }
    assert not low, f"below the floor (figure, floor): {low}"


@pytest.mark.corpora
@pytest.mark.slow
def test_news_is_read_as_well_as_ever(benchmark: Any, corpora: Path) -> None:
    figures = benchmark.measure(benchmark.articles(corpora / "polnear" / "dev.jsonl"))
    assert figures["linked_f1"] >= LINKED_ON_NEWS
    assert figures["exact_content_f1"] >= 0.65


@pytest.mark.corpora
def test_an_investigative_article_gives_a_full_ledger(corpora: Path) -> None:
    from sayso import extract

    text = (corpora / "seed" / "article.txt").read_text("utf-8")
    found = extract(text)["attributions"]
    with_source = [one for one in found if one["source"] or one["source_kind"] == "author"]
    assert len(with_source) >= 25
    assert sum(one["kind"] == "question" for one in found) >= 6
    assert any(one["kind"] == "inference" and one["source_kind"] == "author" for one in found)
    assert any(one["polarity"] == "negative" and one["cue"] for one in found)
    assert any(one["nested_in"] for one in found)
