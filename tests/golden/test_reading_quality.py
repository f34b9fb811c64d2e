"""How well the shipped model reads, with floors that may rise and must not fall.

Two golds are small enough to ship: the demonstration's, whose one author also wrote its texts and had seen
a model's output, and ``gate.txt``, fiction in all styles, annotated by somebody who had not. Both are good
for noticing that something got worse, not for claims of accuracy. ``floors.json`` keeps the floors of every
model, so that a floor that was lowered is seen; a change of a gold needs new ones and names the gold that
they are for.
"""

from __future__ import annotations

import hashlib
import importlib
import itertools
import json
import sys
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASE = ROOT / "src" / "sayso" / "actions" / "demo_case"
GOLD = {"demonstration": CASE / "gold.json", "gate": HERE / "gate.txt"}
FLOORS: dict[str, Any] = json.loads((HERE / "floors.json").read_text("utf-8"))
LINKED_ON_NEWS = 0.74
"""Linked F1 on PolNeAR dev that no change may fall below."""
RIGHT_IN_ARTICLE = 25
"""Of 29 things that a reader of the article needs."""


def script(folder: str, name: str) -> Any:
    sys.path.insert(0, str(ROOT / folder))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(ROOT / folder))


@pytest.fixture(scope="module")
def benchmark() -> Any:
    return script("benchmarks", "attribution")


def floors(name: str) -> dict[str, float]:
    """The newest floors of a gold."""
    return {key: floor for key, floor in FLOORS[name]["floors"][-1].items() if key != "model"}


def below(figures: dict[str, float], name: str) -> dict[str, tuple[float, float]]:
    return {
        key: (round(figures[key], 3), floor) for key, floor in floors(name).items() if figures[key] < floor
    }


@pytest.mark.parametrize("name", GOLD)
def test_the_floors_are_for_this_gold(name: str) -> None:
    digest = hashlib.sha256(GOLD[name].read_bytes()).hexdigest()
    assert FLOORS[name]["gold_sha256"] == digest, "the gold changed: measure again, and write floors for it"


@pytest.mark.parametrize("name", GOLD)
def test_floors_only_rise(name: str) -> None:
    for earlier, later in itertools.pairwise(FLOORS[name]["floors"]):
        for key in earlier.keys() - {"model"}:
            assert later[key] >= earlier[key], f"{key} was {earlier[key]} with model {earlier['model']}"


def test_the_demonstration_is_read_as_well_as_ever(benchmark: Any) -> None:
    low = below(benchmark.measure(benchmark.demonstration()), "demonstration")
    assert not low, f"below the floor (figure, floor): {low}"


def test_fiction_in_all_styles_is_read_as_well_as_ever(benchmark: Any) -> None:
    articles = script("training", "markup").read(GOLD["gate"])
    low = below(benchmark.measure(articles), "gate")
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


@pytest.mark.corpora
def test_an_investigative_article_is_read_as_well_as_ever(corpora: Path) -> None:
    text = (corpora / "seed" / "article.txt").read_text("utf-8")
    gold = json.loads((HERE / "article.json").read_text("utf-8"))
    verdicts, figures = script("benchmarks", "article").measure(text, gold)
    wrong = [(item["topic"], item["content"], fault) for item, fault in verdicts if fault]
    assert figures["right"] >= RIGHT_IN_ARTICLE, wrong
    assert figures["right_open_question"] == 7
